//! From a provision as printed to a clause of the policy: 第五条第二款, 第三部分第（二）条.

use super::{Outcome, Resolution};
use crate::clause::address::{Step, StepKind};
use crate::clause::{ClauseAddress, Part};
use crate::extract::citation::locate::{Home, Map};
use crate::extract::citation::path;
use crate::message::Message;
use crate::parsed::ParsedPolicy;
use crate::policy::TextStatus;
use crate::text::{fold, numeral};

/// What became of a provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Located {
    /// The clause.
    At(ClauseAddress),
    /// No such clause; what there is instead.
    Missing(Message),
    /// The words name no place that can be read.
    Unread,
}

/// Looks a provision up in the policy that a citation leads to.
pub(super) fn check(mut found: Resolution, provision: Option<&str>, policy: Option<&ParsedPolicy>) -> Resolution {
    let (Some(target), Some(provision)) = (&mut found.target, provision.filter(|p| !p.trim().is_empty())) else { return found };
    if !target.address.is_empty()
        && found.outcome == Outcome::Found
        && target.address.parse().map_or(true, |a: ClauseAddress| !is_attachment(&a))
    {
        return found;
    }
    let unchecked = |why: Message| (Outcome::NotChecked, why);
    let (outcome, reason) = match policy {
        None => unchecked(Message::new("resolve-clause-unchecked")),
        Some(policy) if policy.document.text_status == TextStatus::Digest => unchecked(Message::new("resolve-clause-digest")),
        Some(policy) => match locate_in(policy, &target.address, provision) {
            Located::At(address) => {
                target.address = address.to_string();
                return found;
            }
            Located::Missing(what) => (Outcome::NoSuchClause, what),
            Located::Unread => unchecked(Message::new("resolve-clause-unread").with("provision", provision)),
        },
    };
    found.outcome = outcome;
    found.reason = found.reason.also(reason);
    found
}

/// Whether an address is that of an attachment as a whole.
fn is_attachment(address: &ClauseAddress) -> bool {
    address.attachment().is_some() && address.steps().len() == 1
}

/// Finds the clause that a provision names.
pub(super) fn locate(policy: &ParsedPolicy, provision: &str) -> Located {
    let address = provision.parse::<ClauseAddress>();
    let printed = fold(provision);
    let path = path::run(&printed, &[]).filter(|(_, len)| *len == printed.len()).and_then(|(members, _)| members.into_iter().next());
    // A measure issued by a notice stands in its attachment, and is cited by its own articles.
    let found = match path.and_then(|m| m.paths.into_iter().next()) {
        Some(path) => Map::new(&policy.clauses).find_anywhere(&path),
        None => address.iter().filter(|a| policy.clause(a).is_some()).cloned().collect(),
    };
    let Ok(address) = address else { return found.into_iter().next().map_or(Located::Unread, Located::At) };
    match found.as_slice() {
        [one] => Located::At(one.clone()),
        [] => Located::Missing(missing(policy, &address)),
        several => Located::Missing(Message::new("resolve-clause-several").with("provision", provision).with("n", several.len())),
    }
}

/// The same within an attachment, where the address is one; in the body first otherwise.
pub(super) fn locate_in(policy: &ParsedPolicy, attachment: &str, provision: &str) -> Located {
    let Some(Ok(base)) = (!attachment.is_empty()).then(|| attachment.parse::<ClauseAddress>()) else {
        return match locate(policy, provision) {
            // 公告第一条 of an outline is its 一、.
            Located::Missing(what) => first_level(policy, provision).map_or(Located::Missing(what), Located::At),
            found => found,
        };
    };
    let printed = fold(provision);
    let path = path::run(&printed, &[]).filter(|(_, len)| *len == printed.len()).and_then(|(members, _)| members.into_iter().next());
    let Some(path) = path.and_then(|m| m.paths.into_iter().next()) else { return Located::Unread };
    match Map::new(&policy.clauses).find(Home::of(&base), &path) {
        Some(address) => Located::At(address),
        None => Located::Missing(Message::new("resolve-clause-not-in").with("where", base.native()).with("provision", provision)),
    }
}

/// 第二条 of a document without articles: the clause 二、.
fn first_level(policy: &ParsedPolicy, provision: &str) -> Option<ClauseAddress> {
    let articles = policy.clauses.iter().any(|c| c.address.steps().iter().any(|s| matches!(s.kind, StepKind::Article(..))));
    let [Step { kind: StepKind::Article(n, 0), .. }] = *provision.parse::<ClauseAddress>().ok()?.steps() else { return None };
    let address = ClauseAddress::new([StepKind::Number(n).into()]);
    policy.clause(&address).filter(|_| !articles).map(|c| c.address.clone())
}

/// 附件2 of a document that has no such clause: listed and not held, or not there at all.
pub(super) fn attachment(policy: &ParsedPolicy, quote: &str) -> Resolution {
    let listed = policy.clauses.iter().filter(|c| c.address.part() == Some(Part::AttachmentList));
    let list: String = listed.map(|c| fold(&c.text)).collect();
    let held = policy.clauses.iter().filter_map(|c| c.address.attachment()).max().unwrap_or(0);
    let digits: String = fold(quote).chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let number: Option<u32> = digits.parse().ok();
    let entries = list.matches('.').count().max(list.matches('、').count()) as u32;
    match number {
        Some(n) if n > held.max(entries) && !list.contains(&format!("{n}.")) && (held > 0 || !list.is_empty()) => {
            let reason = Message::new("resolve-attachments-end").with("n", n.to_string()).with("last", held.max(entries).to_string());
            Resolution::none(Outcome::NoSuchClause, reason, vec![])
        }
        _ => Resolution::none(Outcome::NotChecked, Message::new("resolve-attachment-not-held"), vec![]),
    }
}

/// What a policy has in place of a clause: 共四十四条.
fn missing(policy: &ParsedPolicy, address: &ClauseAddress) -> Message {
    let said = |id| Message::new(id).with("wanted", address.native());
    let article = |a: &ClauseAddress| match a.steps() {
        [Step { kind: StepKind::Article(n, _), .. }] => Some(*n),
        _ => None,
    };
    let part = |a: &ClauseAddress| match a.steps() {
        [Step { kind: StepKind::Number(n), .. }] => Some(*n),
        _ => None,
    };
    let last = |of: &dyn Fn(&ClauseAddress) -> Option<u32>| policy.clauses.iter().filter_map(|c| of(&c.address)).max();
    let of_articles = address.steps().iter().any(|s| matches!(s.kind, StepKind::Article(..)));
    match (of_articles, last(&article), last(&part)) {
        (true, Some(n), _) => said("resolve-articles-end").with("last", format!("第{}条", numeral::to_chinese(n))),
        (false, _, Some(n)) => said("resolve-parts-end").with("last", format!("第{}部分", numeral::to_chinese(n))),
        (true, None, Some(_)) => said("resolve-no-articles"),
        _ => said("resolve-no-such-place"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::SourceFile;
    use crate::lexicon::Lexicon;
    use crate::text::SourceText;

    fn parse(text: &str) -> ParsedPolicy {
        let file = SourceFile { id: "a/b".parse().unwrap(), text: SourceText::decode(text.as_bytes()).unwrap(), ..SourceFile::default() };
        ParsedPolicy::parse(&file, &Lexicon::embedded())
    }

    #[test]
    fn provisions_lead_to_clauses_or_say_what_there_is() {
        let policy = parse(
            "管理办法\n第一条 为了管理，制定本办法。\n第二条 申请单位应当符合下列条件：\n（一）依法注册；\n（二）信用良好。\n第三条 本办法自发布之日起施行。\n",
        );
        let at = |a: &str| Located::At(a.parse().unwrap());
        assert_eq!(locate(&policy, "第二条"), at("art-2"));
        assert_eq!(locate(&policy, "第二条第（二）项"), at("art-2/2"));
        assert_eq!(locate(&policy, "第二条第一款第（二）项"), at("art-2/2"));
        assert_eq!(locate(&policy, "第二条第一款"), at("art-2"));
        assert_eq!(locate(&policy, "第2条第2项"), at("art-2/2"));
        assert_eq!(locate(&policy, "art-2/1"), at("art-2/1"));
        let Located::Missing(why) = locate(&policy, "第五十条") else { panic!("found") };
        assert_eq!(why.to_string(), "没有第五十条；该文件的条文到第三条为止");
        assert_eq!(locate(&policy, "有关规定"), Located::Unread);
    }
}
