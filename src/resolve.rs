//! Resolution: from a citation's keys to a policy and a clause that we hold, when it is read.
//!
//! Recipe: [`Resolver::new`] takes the documents once; [`Resolver::resolve`] answers for one citation on the
//! date of the citing document; [`resolve`] and [`cited_by`] also look into the clauses. Order: the
//! document number, exact; then the title, exact in its [`TitleKey`] (`title`); then the full title behind a short
//! form. A title that contains another never leads to it. `clause` finds the provision in the policy.

mod clause;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::extract::{Citation, CitationForm, Target};
use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::parsed::ParsedPolicy;
use crate::policy::{Policy, PolicyId, TextStatus};
use crate::text::fold;

pub use crate::extract::citation::TitleKey;
use clause::Located;

/// What became of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Exactly one text fits.
    Found,
    /// The text of the citing date is found, and a newer one exists.
    OtherVersion,
    /// Several texts fit.
    Ambiguous,
    /// The policy is found and has no such clause.
    NoSuchClause,
    /// No text that we hold fits.
    NotInCorpus,
    /// Title and number disagree.
    Conflict,
    /// Not checked.
    NotChecked,
}

/// A citation resolved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Resolution {
    /// What became of it.
    pub outcome: Outcome,
    /// Why, in plain Chinese: 按发文字号找到；有更新的同名文件.
    pub reason: String,
    /// Where it leads.
    pub target: Option<Target>,
    /// Other texts that fit: the newer version, or the candidates.
    pub others: Vec<PolicyId>,
}

impl Resolution {
    fn none(outcome: Outcome, reason: impl Into<String>, others: Vec<PolicyId>) -> Self {
        Resolution { outcome, reason: reason.into(), target: None, others }
    }
}

/// The documents of a library by their keys.
#[derive(Clone, Debug, Default)]
pub struct Resolver {
    texts: Vec<Text>,
    by_number: BTreeMap<String, Vec<usize>>,
    by_title: BTreeMap<String, Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Text {
    policy: Policy,
    key: TitleKey,
}

impl Resolver {
    /// Takes the documents.
    pub fn new<'p>(policies: impl IntoIterator<Item = &'p Policy>) -> Resolver {
        let mut out = Resolver::default();
        for policy in policies {
            let key = TitleKey::new(if policy.title_hans.is_empty() { &policy.title } else { &policy.title_hans });
            let at = out.texts.len();
            if let Some(number) = policy.number_hans.as_deref().map(number_key).filter(|n| !n.is_empty()) {
                out.by_number.entry(number).or_default().push(at);
            }
            if !key.core.is_empty() {
                out.by_title.entry(key.core.clone()).or_default().push(at);
            }
            out.texts.push(Text { policy: policy.clone(), key });
        }
        out
    }

    /// The documents of a library.
    pub fn of(library: &Library) -> Resolver {
        Resolver::new(library.policies().iter().map(|s| &s.document))
    }

    /// Resolves a citation to a policy, on the date of the citing document; a provision is not looked up.
    pub fn resolve(&self, citing: &Policy, citation: &Citation) -> Resolution {
        if let Some(target) = &citation.target {
            return Resolution {
                outcome: Outcome::Found, reason: "在本文件之内".into(), target: Some(target.clone()), others: vec![]
            };
        }
        if citation.form == CitationForm::Other {
            return Resolution::none(Outcome::NotChecked, "是表格、证照、合同或刊物，不是政策文件", vec![]);
        }
        let short = citation.title_resolved.is_some() && citation.form == CitationForm::Short;
        let title = citation.title_resolved.as_deref().or(citation.title.as_deref()).filter(|t| !t.trim().is_empty());
        let number = citation.number.as_deref().map(number_key).filter(|n| !n.is_empty());
        if title.is_none() && number.is_none() && citation.form == CitationForm::Provision {
            return Resolution::none(Outcome::NoSuchClause, "本文件中没有这一条款", vec![]);
        }
        if title.is_none() && number.is_none() {
            return Resolution::none(Outcome::NotChecked, "没有写明所引文件的标题或文号，无法核对", vec![]);
        }
        let key = title.map(TitleKey::new);
        let numbered: Vec<usize> = number.as_ref().map(|n| self.numbered(n)).unwrap_or_default();
        let titled: Vec<usize> = key.as_ref().map(|k| self.titled(k)).unwrap_or_default();
        if !numbered.is_empty() {
            let agreeing: Vec<usize> = match &key {
                Some(key) => numbered.iter().copied().filter(|n| self.texts[*n].key.core == key.core).collect(),
                None => numbered.clone(),
            };
            return match (agreeing.as_slice(), title) {
                ([], Some(title)) => {
                    let held = &self.texts[numbered[0]].policy.title;
                    let reason = format!("文号与标题不一致：该文号的文件是《{held}》，引文写作《{title}》");
                    Resolution::none(Outcome::Conflict, reason, self.ids(numbered.iter().chain(&titled)))
                }
                ([one], _) => self.found(*one, "按发文字号找到", citing),
                _ => Resolution::none(Outcome::Ambiguous, "有多个文件使用这一文号", self.ids(&agreeing)),
            };
        }
        if citation.form == CitationForm::Short && !short && titled.is_empty() {
            return Resolution::none(Outcome::NotChecked, "文中没有说明这一简称的全称，无法核对", vec![]);
        }
        let how = if short { "按简称对应的全称找到" } else { "按标题找到" };
        match number {
            Some(number) => self.other_number(&number, &titled, how, citing),
            None => self.by_date(&titled, how, citing),
        }
    }

    /// The number is held by none; the title may be.
    fn other_number(&self, number: &str, titled: &[usize], how: &str, citing: &Policy) -> Resolution {
        let known = |n: &usize| self.texts[*n].policy.number_hans.as_deref().map(number_key);
        let unnumbered: Vec<usize> = titled.iter().copied().filter(|n| known(n).is_none()).collect();
        if !unnumbered.is_empty() {
            let mut found = self.by_date(&unnumbered, how, citing);
            found.reason.push_str("；收录的文本没有文号，文号未能核对");
            return found;
        }
        let year = |key: &str| key.split('〔').nth(1).map(|y| y.chars().take(4).collect::<String>());
        let same_year = titled.iter().any(|n| known(n).is_some_and(|k| year(&k) == year(number)));
        match titled.is_empty() {
            true => Resolution::none(Outcome::NotInCorpus, "没有收录这一文件", vec![]),
            // The same words in the same year under two numbers: one of the two is a slip.
            false if same_year => Resolution::none(Outcome::Conflict, "文号与标题不一致：收录的同名文件是另一个文号", self.ids(titled)),
            false => Resolution::none(Outcome::NotInCorpus, "没有收录这一文号的文本；收录了其他年份的同名文件", self.ids(titled)),
        }
    }

    /// Of several texts with one title, the one in force on the date of the citing document.
    fn by_date(&self, titled: &[usize], how: &str, citing: &Policy) -> Resolution {
        let policy = |n: usize| &self.texts[n].policy;
        if let Some(own) = titled.iter().find(|n| policy(**n).id == citing.id) {
            return self.found(*own, "引用本文件", citing);
        }
        let dated = |n: usize| policy(n).date();
        match (titled, citing.date()) {
            ([], _) => Resolution::none(Outcome::NotInCorpus, "没有收录这一文件", vec![]),
            ([one], Some(date)) if dated(*one).is_some_and(|d| later(d, date)) => {
                Resolution::none(Outcome::NotInCorpus, "没有收录引用时的文本；收录了之后的同名文件", self.ids(titled))
            }
            ([one], _) => self.found(*one, how, citing),
            (several, date) => {
                let one_work = several.iter().all(|n| same_work(policy(several[0]), policy(*n)));
                let (Some(date), true, true) = (date, one_work, several.iter().all(|n| dated(*n).is_some())) else {
                    let why = match (one_work, date) {
                        (false, _) => "多个机关有同名文件，不能确定是哪一个",
                        (true, None) => "同名文件有多个版本，引用文件的日期不明",
                        (true, Some(_)) => "同名文件有多个版本，其中有的日期不明",
                    };
                    return Resolution::none(Outcome::Ambiguous, why, self.ids(several));
                };
                let mut past: Vec<usize> = several.iter().copied().filter(|n| !dated(*n).is_some_and(|d| later(d, date))).collect();
                past.sort_by(|a, b| dated(*b).cmp(&dated(*a)));
                match past.as_slice() {
                    [] => Resolution::none(Outcome::NotInCorpus, "没有收录引用时的文本；收录了之后的同名文件", self.ids(several)),
                    [first, second, ..] if dated(*first) == dated(*second) => {
                        Resolution::none(Outcome::Ambiguous, "有多个同名同日的文件", self.ids(several))
                    }
                    [first, ..] => self.found(*first, how, citing),
                }
            }
        }
    }

    /// A text that fits, with the note that a newer one exists.
    fn found(&self, text: usize, how: &str, citing: &Policy) -> Resolution {
        let Text { policy, key } = &self.texts[text];
        let newer = |n: &usize| {
            let other = &self.texts[*n].policy;
            other.id != policy.id
                && same_work(policy, other)
                && matches!((other.date(), policy.date()), (Some(theirs), Some(ours)) if later(theirs, ours))
        };
        let same: &[usize] = self.by_title.get(&key.core).map_or(&[], Vec::as_slice);
        let newer: Vec<usize> = same.iter().copied().filter(newer).collect();
        let target = Some(Target { policy: policy.id.clone(), address: String::new() });
        let own = policy.id == citing.id;
        let (outcome, reason) = match newer.is_empty() || own {
            true => (Outcome::Found, how.to_owned()),
            false => (Outcome::OtherVersion, format!("{how}；有更新的同名文件")),
        };
        Resolution { outcome, reason, target, others: if own { vec![] } else { self.ids(&newer) } }
    }

    fn numbered(&self, key: &str) -> Vec<usize> {
        if !key.starts_with('〔') {
            return self.by_number.get(key).cloned().unwrap_or_default();
        }
        // The 代字 was lost: 〔2020〕95号 fits every body's 95th of that year.
        self.by_number.iter().filter(|(k, _)| k.ends_with(key)).flat_map(|(_, texts)| texts).copied().collect()
    }

    fn titled(&self, key: &TitleKey) -> Vec<usize> {
        let same = self.by_title.get(&key.core).map_or(&[][..], Vec::as_slice);
        let fits = |policy: &Policy| key.fits_issuer(policy) && key.fits_date(policy);
        same.iter().copied().filter(|n| fits(&self.texts[*n].policy)).collect()
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
        if let Some(own) = self.texts.iter().find(|t| t.policy.id.as_str() == text) {
            return vec![own.policy.id.clone()];
        }
        // 《标题》（文号）, either alone, or the number in any damaged form.
        let folded = fold(text);
        let (title, number) = match folded.rsplit_once('》') {
            Some((title, rest)) => (title, rest.trim_matches(['(', ')'])),
            None => (folded.as_str(), folded.as_str()),
        };
        let number = crate::extract::citation::document_number(number, lexicon).map(|n| number_key(&n.to_string()));
        let mut found = number.map(|n| self.numbered(&n)).unwrap_or_default();
        if found.is_empty() {
            found = self.titled(&TitleKey::new(title.trim_start_matches('《')));
        }
        let date = |n: &usize| self.texts[*n].policy.date();
        found.sort_by(|a, b| date(b).cmp(&date(a)).then_with(|| self.texts[*a].policy.id.cmp(&self.texts[*b].policy.id)));
        self.ids(&found)
    }
}

/// A document number for comparison: the standard form, folded.
fn number_key(number: &str) -> String {
    fold(number)
}

/// Whether `a` lies after `b`; 2025 does not lie after 2025-02-18, nor before.
fn later(a: &str, b: &str) -> bool {
    let known = a.len().min(b.len());
    a.get(..known) > b.get(..known)
}

/// Whether two texts of one title are versions of one work: of one place and, where both name them, of one body.
fn same_work(a: &Policy, b: &Policy) -> bool {
    let place = match (&a.jurisdiction, &b.jurisdiction) {
        (Some(a), Some(b)) => a.code == b.code,
        _ => true,
    };
    let body = a.issuers_hans.is_empty() || b.issuers_hans.is_empty() || a.issuers_hans.iter().any(|i| b.issuers_hans.contains(i));
    place && body
}

/// Looks a provision up in the policy that a citation leads to.
fn with_clause(mut found: Resolution, provision: Option<&str>, policy: Option<&ParsedPolicy>) -> Resolution {
    let (Some(target), Some(provision)) = (&mut found.target, provision.filter(|p| !p.trim().is_empty())) else { return found };
    if !target.address.is_empty() {
        return found;
    }
    let unchecked = |why: &str| (Outcome::NotChecked, format!("；{why}"));
    let (outcome, reason) = match policy {
        None => unchecked("条款未能核对"),
        Some(policy) if policy.document.text_status == TextStatus::Digest => unchecked("只收录了要点，条款无法核对"),
        Some(policy) => match clause::locate(policy, provision) {
            Located::At(address) => {
                target.address = address.to_string();
                return found;
            }
            Located::Missing(what) => (Outcome::NoSuchClause, format!("；{what}")),
            Located::Unread => unchecked(&format!("“{provision}”的写法未能识别，条款没有核对")),
        },
    };
    found.outcome = outcome;
    found.reason.push_str(&reason);
    found
}

/// Resolves one citation of `citing`, on the date of the citing document. For many citations, keep a
/// [`Resolver`] and use [`resolve_with`].
pub fn resolve(library: &Library, citing: &Policy, citation: &Citation) -> Resolution {
    resolve_with(&Resolver::of(library), library, citing, citation)
}

/// As [`resolve`], with the keys at hand.
pub fn resolve_with(resolver: &Resolver, library: &Library, citing: &Policy, citation: &Citation) -> Resolution {
    let mut found = resolver.resolve(citing, citation);
    if found.outcome == Outcome::NoSuchClause
        && let Some(own) = library.policy(&citing.id)
        && let Some(Located::Missing(what)) = citation.provision.as_deref().map(|p| clause::locate(&own.parsed, p))
    {
        // The document's own provision: say what there is instead.
        found.reason = format!("本文件{what}");
    }
    let record = found.target.as_ref().filter(|_| citation.provision.is_some()).and_then(|t| library.policy(&t.policy));
    with_clause(found, citation.provision.as_deref(), record.as_ref().map(|r| &r.parsed))
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
