//! A citation on a date: which text it is, whether it was in force, which clauses there are.

use super::Checker;
use super::outcome::Outcome;
use super::types::CheckedCitation;
use crate::clause::address::StepKind;
use crate::clause::{Clause, ClauseAddress};
use crate::extract::{Citation, CitationForm, Target};
use crate::message::Message;
use crate::parsed::ParsedPolicy;
use crate::policy::Policy;
use crate::resolve::resolve_with;
use crate::text::Span;

/// Judges a citation of a text that is dated by `own`.
pub fn citation(checker: &Checker, own: &Policy, citation: &Citation, date: &str) -> CheckedCitation {
    let mut out = CheckedCitation {
        quote: citation.quote.clone(),
        span: citation.span,
        form: citation.form,
        outcome: Outcome::NotChecked,
        reason: Message::plain(""),
        target: None,
        valid: None,
        provision: citation.provision.clone(),
        title: citation.title_resolved.clone().or_else(|| citation.title.clone()),
        number: citation.number.clone(),
        within: None,
        others: Vec::new(),
    };
    if let Some(target) = &citation.target {
        (out.outcome, out.reason) = (Outcome::Found, Message::new("judge-within"));
        out.within = Some(target.address.clone());
        return out;
    }
    let unnamed = out.title.is_none() && out.number.is_none();
    if unnamed && citation.form == CitationForm::Attachment {
        out.reason = Message::new("judge-attachment-not-here");
        return out;
    }
    let resolved = resolve_with(checker.resolver, checker.library, own, citation);
    out.outcome = resolved.outcome.into();
    out.reason = if unnamed && out.outcome == Outcome::NoSuchClause { Message::new("judge-no-own-clause") } else { resolved.reason };
    out.others = resolved.others;
    out.target = resolved.target;
    // 《指南》 alone is nobody's full title.
    let generic = citation.title.as_deref().is_some_and(|t| checker.lexicon.citations.own.iter().any(|w| *w == crate::text::fold(t)));
    if out.outcome == Outcome::NotInCorpus && generic && citation.title_resolved.is_none() && out.number.is_none() {
        (out.outcome, out.reason) = (Outcome::NotChecked, Message::new("resolve-short-unknown"));
    }
    if let Some(target) = &out.target {
        let policy = checker.library.summary(&target.policy).map(|s| &s.document);
        if let Some((outcome, why)) = policy.and_then(|p| validity(p, date)) {
            out.reason = out.reason.also(why);
            if matches!(out.outcome, Outcome::Found | Outcome::OtherVersion | Outcome::NotChecked) {
                out.outcome = outcome.unwrap_or(out.outcome);
            }
        }
        if out.outcome == Outcome::NoSuchClause {
            let record = checker.library.policy(&target.policy);
            out.valid = record.and_then(|r| valid(&r.parsed, citation.provision.as_deref()?));
        }
    }
    out
}

/// What looks like a citation and was read as none; `why` is the name of a text.
pub fn unread(text: &str, span: Span, why: &'static str) -> CheckedCitation {
    CheckedCitation {
        quote: span.of(text).to_owned(),
        span,
        form: CitationForm::Relative,
        outcome: Outcome::NotChecked,
        reason: Message::new(why),
        target: None,
        valid: None,
        provision: None,
        title: None,
        number: None,
        within: None,
        others: Vec::new(),
    }
}

/// Whether a date lies outside the days on which a policy was in force, and why. No outcome where only a general rule
/// tells the last day.
pub fn validity(policy: &Policy, date: &str) -> Option<(Option<Outcome>, Message)> {
    let known = policy.validity.as_ref();
    let (expires, effective) = (
        known.and_then(|v| v.expires.as_deref()).or(policy.expires.as_deref()),
        known.and_then(|v| v.effective.as_deref()).or(policy.effective.as_deref()),
    );
    if let Some(issued) = policy.issued.as_deref().or(policy.published.as_deref()).filter(|d| later(d, date)) {
        let why = Message::new("judge-issued-later").with("issued", issued).with("date", date);
        return Some((Some(Outcome::NotYetInForce), why));
    }
    if let Some(from) = effective.filter(|d| later(d, date)) {
        return Some((Some(Outcome::NotYetInForce), Message::new("judge-in-force-later").with("from", from).with("date", date)));
    }
    let expires = expires.filter(|d| later(date, d))?;
    match known.is_none_or(crate::policy::Validity::is_said) {
        true => Some((Some(Outcome::Expired), Message::new("judge-expired").with("last", expires).with("date", date))),
        false => Some((None, Message::new("judge-perhaps-expired").with("last", expires))),
    }
}

/// Whether `a` lies after `b`, as far as both are known: 2025 does not lie after 2025-02-18, nor before.
pub fn later(a: &str, b: &str) -> bool {
    let known = a.len().min(b.len());
    a.get(..known) > b.get(..known)
}

/// Which clauses a policy has where a provision names one that is not there: 第一条至第十二条, 第五条的（一）至（三）.
pub fn valid(policy: &ParsedPolicy, provision: &str) -> Option<Message> {
    let range = |first: &Clause, last: &Clause| Message::new("judge-range").with("first", bare(first)).with("last", bare(last));
    let wanted: ClauseAddress = provision.parse().ok()?;
    let mut above = wanted.parent();
    let mut kind = wanted.steps().last()?.kind;
    let same = |a: StepKind, b: StepKind| std::mem::discriminant(&a) == std::mem::discriminant(&b);
    while let Some(parent) = above {
        if policy.clause(&parent).is_some() {
            let inside: Vec<&Clause> =
                below(policy, &parent).filter(|c| c.address.steps().last().is_some_and(|s| same(s.kind, kind))).collect();
            let name = parent.native();
            return Some(match (inside.as_slice(), kind) {
                ([], StepKind::Paragraph(_)) => Message::new("judge-one-paragraph").with("name", name),
                ([], _) => Message::new("judge-no-items").with("name", name),
                ([first, .., last], _) => range(first, last),
                ([only], _) => Message::plain(bare(only)),
            });
        }
        kind = parent.steps().last().map_or(kind, |s| s.kind);
        above = parent.parent();
    }
    // The articles, or the first level of an outline, of the body or else of an attachment.
    let level = |c: &&Clause| c.address.steps().last().is_some_and(|s| same(s.kind, kind) && s.nth == 1) && c.address.part().is_none();
    let top = |c: &&Clause| {
        c.address.steps().len() == 1 || matches!(kind, StepKind::Article(..)) && c.address.steps().len() == c.address.scope().len() + 1
    };
    let all: Vec<&Clause> = policy.clauses.iter().filter(level).filter(top).collect();
    match all.as_slice() {
        [] => None,
        [only] => Some(Message::plain(bare(only))),
        [first, .., last] => Some(range(first, last)),
    }
}

/// A clause as it is written, without the mark behind its number: 四、 is 四.
fn bare(clause: &Clause) -> String {
    clause.address.native().trim_end_matches(['、', '.']).to_owned()
}

/// The clauses one step below an address.
fn below<'p>(policy: &'p ParsedPolicy, parent: &ClauseAddress) -> impl Iterator<Item = &'p Clause> {
    policy.clauses.iter().filter(move |c| c.address.parent().as_ref() == Some(parent))
}

/// A clause as it is spoken of: 《某办法》第三条.
pub fn spoken(checker: &Checker, target: &Target) -> String {
    let title = checker.library.summary(&target.policy).map_or_else(|| target.policy.to_string(), |s| s.document.title.clone());
    let place = target.address.parse::<ClauseAddress>().map(|a| a.native()).unwrap_or_default();
    format!("《{}》{place}", title.trim_start_matches('《').trim_end_matches('》'))
}
