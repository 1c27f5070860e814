//! Resolution: from a citation's keys to a policy and a clause that we hold, when it is read.
//!
//! Recipe: [`Resolver::new`] takes the documents once; [`Resolver::resolve`] answers for one citation on the
//! date of the citing document; [`resolve`] and [`cited_by`] also look into the clauses. Order: the
//! document number, exact; then the title, exact in its [`TitleKey`] (`title`); then the full title behind a short
//! form. A title that contains another never leads to it. `version` chooses between texts of one title by place and day,
//! `standing` knows which have been repealed or replaced, `clause` finds the provision in the policy, `typed` reads what
//! somebody types. [`Network`] holds all citations of a library resolved; [`missing`] and [`radar`] ask it.

mod clause;
mod missing;
mod nearest;
mod network;
mod outcome;
mod radar;
mod standing;
mod typed;
mod version;

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::extract::{Citation, CitationForm, Target};
use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::message::Message;
use crate::policy::{Policy, PolicyId};
use crate::text::fold;

pub use crate::extract::citation::TitleKey;
pub use missing::{Missing, missing};
pub use nearest::nearest;
pub use network::{Mention, Network};
pub use outcome::Outcome;
pub use radar::{Shift, ShiftKind, radar};
pub use standing::{End, EndKind};
pub use typed::{Typed, typed};
use version::Text;

/// A citation resolved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Resolution {
    /// What became of it.
    pub outcome: Outcome,
    /// Why: 按发文字号找到；有更新的同名文件.
    pub reason: Message,
    /// Where it leads.
    pub target: Option<Target>,
    /// Other texts that fit: the newer version, or the candidates.
    pub others: Vec<PolicyId>,
}

impl Resolution {
    fn none(outcome: Outcome, reason: Message, others: Vec<PolicyId>) -> Self {
        Resolution { outcome, reason, target: None, others }
    }
}

/// The documents of a library by their keys.
#[derive(Clone, Debug, Default)]
pub struct Resolver {
    texts: Vec<Text>,
    by_number: BTreeMap<String, Vec<usize>>,
    by_title: BTreeMap<String, Vec<usize>>,
    /// Attachments that are documents of their own, by their titles.
    by_attachment: BTreeMap<String, Vec<(usize, String)>>,
    by_id: BTreeMap<PolicyId, usize>,
}

/// What a citation is looked up by.
struct Asked<'a> {
    title: Option<&'a str>,
    key: Option<TitleKey>,
    /// Folded, see [`number_key`].
    number: Option<String>,
    /// An earlier text than the citing one is meant.
    former: bool,
    /// Name of the text that says how it was found.
    how: &'static str,
}

impl Resolver {
    /// Takes the documents, without what they do to others.
    pub fn new<'p>(policies: impl IntoIterator<Item = &'p Policy>) -> Resolver {
        let mut out = Resolver::default();
        for policy in policies {
            out.add(policy);
        }
        out.supersede();
        out
    }

    /// The documents of a library, with their attachments and with what they repeal and amend.
    pub fn of(library: &Library) -> Resolver {
        let mut out = Resolver::default();
        for summary in library.policies() {
            let at = out.add(&summary.document);
            for (title, address) in &summary.attachments {
                let key = TitleKey::new(title).core;
                out.by_attachment.entry(key).or_default().push((at, address.clone()));
            }
        }
        out.supersede();
        out.take_effects(library.policies());
        out
    }

    fn add(&mut self, policy: &Policy) -> usize {
        let text = Text::new(policy);
        let at = self.texts.len();
        if let Some(number) = policy.number_hans.as_deref().map(number_key).filter(|n| !n.is_empty()) {
            self.by_number.entry(number).or_default().push(at);
        }
        if !text.key.core.is_empty() {
            self.by_title.entry(text.key.core.clone()).or_default().push(at);
        }
        self.by_id.insert(policy.id.clone(), at);
        self.texts.push(text);
        at
    }

    /// Resolves a citation to a policy, on the date of the citing document; a provision is not looked up.
    pub fn resolve(&self, citing: &Policy, citation: &Citation) -> Resolution {
        if let Some(target) = &citation.target {
            return Resolution {
                outcome: Outcome::Found,
                reason: Message::new("resolve-within"),
                target: Some(target.clone()),
                others: vec![],
            };
        }
        if citation.form == CitationForm::Other {
            return Resolution::none(Outcome::NotChecked, Message::new("resolve-no-policy"), vec![]);
        }
        let short = citation.title_resolved.is_some() && citation.form == CitationForm::Short;
        let title = citation.title_resolved.as_deref().or(citation.title.as_deref()).filter(|t| !t.trim().is_empty());
        let mut number = citation.number.as_deref().map(number_key).filter(|n| !n.is_empty());
        if citation.form == CitationForm::Attachment && number.is_none() {
            return Resolution::none(Outcome::NotChecked, Message::new("resolve-no-such-attachment"), vec![]);
        }
        if title.is_none() && number.is_none() && citation.form == CitationForm::Provision {
            return Resolution::none(Outcome::NoSuchClause, Message::new("resolve-no-own-clause"), vec![]);
        }
        if title.is_none() && number.is_none() {
            return Resolution::none(Outcome::NotChecked, Message::new("resolve-nameless"), vec![]);
        }
        let mut key = title.map(TitleKey::new);
        if let Some(key) = &mut key {
            if key.issuer.is_none() {
                key.issuer.clone_from(&citation.issuer);
            }
            // 《中华人民共和国国务院令第772号》: a number in the marks of a title.
            let as_number = title.map(number_key).filter(|n| number.is_none() && self.by_number.contains_key(n));
            if as_number.is_some() && !self.by_title.contains_key(&key.core) {
                number = as_number;
            }
        }
        let title = title.filter(|t| number.as_deref() != Some(number_key(t).as_str()));
        let key = key.filter(|_| title.is_some());
        let how = if short { "resolve-by-short" } else { "resolve-by-title" };
        self.look_up(citing, &Asked { title, key, number, former: citation.former, how })
    }

    fn look_up(&self, citing: &Policy, asked: &Asked) -> Resolution {
        let numbered: Vec<usize> = asked.number.as_ref().map(|n| self.numbered(n)).unwrap_or_default();
        let titled: Vec<usize> = asked.key.as_ref().map(|k| self.titled(k, asked.title.unwrap_or_default(), citing)).unwrap_or_default();
        if !numbered.is_empty() {
            let agreeing: Vec<usize> = match &asked.key {
                Some(key) => numbered.iter().copied().filter(|n| self.agrees(*n, key)).collect(),
                None => numbered.clone(),
            };
            return match (agreeing.as_slice(), asked.title) {
                ([], Some(title)) => {
                    let attached = asked.key.as_ref().and_then(|k| self.attached(k, &numbered));
                    if let Some((text, address)) = attached {
                        return self.in_attachment(text, address, "resolve-by-number-attached", citing);
                    }
                    let held = &self.texts[numbered[0]].policy.title;
                    let reason = Message::new("resolve-conflict").with("held", held).with("written", title);
                    Resolution::none(Outcome::Conflict, reason, self.ids(numbered.iter().chain(&titled)))
                }
                ([one], _) => self.found(*one, "resolve-by-number", citing),
                _ => Resolution::none(Outcome::Ambiguous, Message::new("resolve-number-shared"), self.ids(&agreeing)),
            };
        }
        if let (Some(key), None) = (&asked.key, &asked.number)
            && titled.is_empty()
            && GENERIC.contains(&key.core.as_str())
        {
            return Resolution::none(Outcome::NotChecked, Message::new("resolve-short-unknown"), vec![]);
        }
        match &asked.number {
            Some(number) => self.other_number(number, &titled, asked, citing),
            None => self.by_date(&titled, asked, citing),
        }
    }

    /// Whether a text bears the cited title; a citation may leave out the period of a plan that its number names.
    fn agrees(&self, text: usize, key: &TitleKey) -> bool {
        let held = &self.texts[text].key.core;
        *held == key.core || held.strip_prefix(&key.core).is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()))
    }

    /// The number is held by none; the title may be.
    fn other_number(&self, number: &str, titled: &[usize], asked: &Asked, citing: &Policy) -> Resolution {
        let known = |n: &usize| self.texts[*n].policy.number_hans.as_deref().map(number_key);
        let unnumbered: Vec<usize> = titled.iter().copied().filter(|n| known(n).is_none()).collect();
        if !unnumbered.is_empty() {
            let mut found = self.by_date(&unnumbered, asked, citing);
            found.reason = found.reason.also(Message::new("resolve-unnumbered"));
            return found;
        }
        let year = |key: &str| key.split('〔').nth(1).map(|y| y.chars().take(4).collect::<String>());
        let same_year = titled.iter().any(|n| known(n).is_some_and(|k| year(&k) == year(number)));
        match titled.is_empty() {
            true => self.not_held(asked, citing),
            // The same words in the same year under two numbers: one of the two is a slip.
            false if same_year => Resolution::none(Outcome::Conflict, Message::new("resolve-other-number"), self.ids(titled)),
            false => Resolution::none(Outcome::NotInCorpus, Message::new("resolve-other-year"), self.ids(titled)),
        }
    }

    fn numbered(&self, key: &str) -> Vec<usize> {
        if !key.starts_with('〔') {
            return self.by_number.get(key).cloned().unwrap_or_default();
        }
        // The 代字 was lost: 〔2020〕95号 fits every body's 95th of that year.
        self.by_number.iter().filter(|(k, _)| k.ends_with(key)).flat_map(|(_, texts)| texts).copied().collect()
    }

    fn ids<'i>(&self, texts: impl IntoIterator<Item = &'i usize>) -> Vec<PolicyId> {
        let mut out: Vec<PolicyId> = Vec::new();
        for text in texts {
            let id = &self.texts[*text].policy.id;
            if !out.contains(id) {
                out.push(id.clone());
            }
        }
        out
    }

    /// The policies that an id, a document number in any spelling or a title names, the newest first.
    pub fn lookup(&self, lexicon: &Lexicon, text: &str) -> Vec<PolicyId> {
        let text = text.trim();
        if let Some(own) = text.parse().ok().and_then(|id: PolicyId| self.by_id.get(&id)) {
            return vec![self.texts[*own].policy.id.clone()];
        }
        // 《标题》（文号）, either alone, or the number in any damaged form.
        let folded = fold(text);
        let (title, number) = match folded.rsplit_once('》') {
            Some((title, rest)) => (title, rest.trim_matches(['(', ')'])),
            None => (folded.as_str(), folded.as_str()),
        };
        let standard = crate::extract::citation::standard_number(number, lexicon);
        let mut found = standard.map(|n| self.numbered(&number_key(&n))).unwrap_or_default();
        if found.is_empty() {
            found = self.titled(&TitleKey::new(title.trim_start_matches('《')), title, &Policy::default());
        }
        let date = |n: &usize| self.texts[*n].policy.date();
        found.sort_by(|a, b| date(b).cmp(&date(a)).then_with(|| self.texts[*a].policy.id.cmp(&self.texts[*b].policy.id)));
        self.ids(&found)
    }

    /// What has ended or changed a document, the earliest first.
    pub fn ends(&self, id: &PolicyId) -> &[End] {
        self.by_id.get(id).map_or(&[], |at| &self.texts[*at].ends)
    }
}

/// Kinds of documents that name no document by themselves: 《细则》.
const GENERIC: [&str; 26] = [
    "办法",
    "细则",
    "规定",
    "指南",
    "意见",
    "方案",
    "通知",
    "条例",
    "指引",
    "规程",
    "措施",
    "规划",
    "计划",
    "目录",
    "标准",
    "规则",
    "规范",
    "决定",
    "实施细则",
    "管理办法",
    "实施方案",
    "实施意见",
    "工作方案",
    "指导意见",
    "暂行办法",
    "若干措施",
];

/// A document number for comparison: the standard form, folded, without 中华人民共和国 before an order.
pub fn number_key(number: &str) -> String {
    let folded = fold(number);
    folded.strip_prefix("中华人民共和国").map_or(folded.clone(), str::to_owned)
}

/// Whether `a` lies after `b`; 2025 does not lie after 2025-02-18, nor before.
fn later(a: &str, b: &str) -> bool {
    let known = a.len().min(b.len());
    a.get(..known) > b.get(..known)
}

/// Resolves one citation of `citing`, on the date of the citing document. For many citations, keep a
/// [`Resolver`] and use [`resolve_with`].
pub fn resolve(library: &Library, citing: &Policy, citation: &Citation) -> Resolution {
    resolve_with(&Resolver::of(library), library, citing, citation)
}

/// As [`resolve`], with the keys at hand.
pub fn resolve_with(resolver: &Resolver, library: &Library, citing: &Policy, citation: &Citation) -> Resolution {
    let mut found = resolver.resolve(citing, citation);
    if citation.target.is_some() {
        return found;
    }
    let own = || library.policy(&citing.id);
    if found.outcome == Outcome::NoSuchClause
        && let Some(own) = own()
        && let Some(clause::Located::Missing(what)) = citation.provision.as_deref().map(|p| clause::locate(&own.parsed, p))
    {
        // The document's own provision: say what there is instead.
        found.reason = Message::new("resolve-here").with("what", what);
    }
    if citation.form == CitationForm::Attachment
        && found.target.is_none()
        && let Some(own) = own()
    {
        return clause::attachment(&own.parsed, &citation.quote);
    }
    let record = found.target.as_ref().filter(|_| citation.provision.is_some()).and_then(|t| library.policy(&t.policy));
    clause::check(found, citation.provision.as_deref(), record.as_ref().map(|r| &r.parsed))
}

/// The policies that an id, a document number in any spelling or a title names, the newest first.
pub fn lookup(library: &Library, lexicon: &Lexicon, text: &str) -> Vec<PolicyId> {
    Resolver::of(library).lookup(lexicon, text)
}

/// The citations that lead to a policy from other policies, in the order of the library.
pub fn cited_by(library: &Library, id: &PolicyId) -> Vec<(PolicyId, Citation)> {
    let resolver = Resolver::of(library);
    let mut out = Vec::new();
    for summary in library.policies().iter().filter(|s| s.document.id != *id) {
        let Some(record) = library.policy(&summary.document.id) else { continue };
        for citation in &record.parsed.citations {
            let found = resolver.resolve(&record.parsed.document, citation);
            if found.target.is_some_and(|t| t.policy == *id) {
                out.push((summary.document.id.clone(), citation.clone()));
            }
        }
    }
    out
}
