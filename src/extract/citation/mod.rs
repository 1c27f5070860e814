//! Documents and provisions that a text names.
//!
//! Recipe: [`Finder::new`] for one document, then [`Finder::find`] for each clause in reading order, because a short
//! form (以下简称《指南》) holds from where it is introduced to the end of the package, attachments included.
//!
//! Parts: [`title`] finds 《…》, [`number`] document numbers, `titled` joins the two, [`path`] is the grammar of
//! provisions (第五条第二款), `relative` reads 前款 and 本条, `attachment` 附件1, [`locate`] finds the clause that a path
//! names, `walk` reads a clause from left to right and keeps what the words before have set. [`key`] says which
//! titles are one. Links to other documents are made when they are read; here only targets in the same document are
//! filled in.
//!
//! What is no citation: 下列…, which announces the list behind it; names in quotation marks that nobody introduced
//! (“科技型企业十条”). Forms, certificates and newspapers in 《》 are marked [`CitationForm::Other`] and resolve to nothing,
//! unless they are attachments of the document.

mod attachment;
pub mod key;
pub mod locate;
pub mod number;
pub mod path;
mod relative;
pub mod title;
mod titled;
mod walk;

use std::ops::Range;

pub use key::TitleKey;
pub use number::{document_number, standard_number};

use super::definition::{self, Definition, Definitions};
use super::effect::{Effect, Effects};
use super::reading::Reading;
use super::types::{Citation, CitationForm, Target};
use crate::clause::{Clause, ClauseAddress, Part};
use crate::lexicon::Lexicon;
use crate::policy::Policy;
use locate::Map;

/// What is known of a document while its clauses are read in order.
pub struct Finder<'a> {
    document: &'a Policy,
    own_key: TitleKey,
    own_number: Option<String>,
    map: Map<'a>,
    /// The headings of the attachments, as keys.
    attachments: Vec<(TitleKey, &'a ClauseAddress)>,
    lexicon: &'a Lexicon,
    definitions: Definitions,
    effects: Effects,
    /// The title of the document that this one amends: 关于修改《X》的决定. Its provisions are named without it.
    amended: Option<String>,
    /// Laws that the document has named in 《》 so far, without 中华人民共和国: a later 民事诉讼法第五条 is one of them.
    laws: Vec<String>,
}

/// At most so many laws are remembered; a longer list would make every provision slow.
const MOST_LAWS: usize = 64;

/// What is found in one clause.
#[derive(Default)]
pub struct Found {
    /// Citations, in order.
    pub citations: Vec<Citation>,
    /// Short forms and terms, in order.
    pub definitions: Vec<Definition>,
    /// What is done to other documents, in order.
    pub effects: Vec<Effect>,
    /// Titles and document numbers, which hold no amounts and no dates.
    pub hidden: Vec<Range<usize>>,
}

impl<'a> Finder<'a> {
    /// For the clauses of `document`.
    pub fn new(document: &'a Policy, clauses: &'a [Clause], lexicon: &'a Lexicon) -> Self {
        let map = Map::new(clauses);
        let attachments = map.attachments().map(|c| (TitleKey::new(&c.heading), &c.address)).collect();
        Finder {
            document,
            own_key: TitleKey::new(&document.title),
            own_number: document.number_hans.clone(),
            map,
            attachments,
            lexicon,
            definitions: Definitions::default(),
            effects: Effects::new(document),
            amended: amended(&document.title),
            laws: Vec::new(),
        }
    }

    /// The citations of the next clause.
    pub fn find(&mut self, reading: &Reading) -> Found {
        let text = reading.text();
        let part = reading.clause.address.part();
        if matches!(part, Some(Part::Salutation | Part::Signature | Part::Imprint)) {
            return Found::default();
        }
        let mut numbers = number::numbers(text, self.lexicon);
        // A year in the brackets of a title is no number; a number over the edge of a title is none either.
        let covers = title::titles(text, &self.lexicon.citations.title_ends);
        let mut next = 0;
        numbers.retain(|n| {
            while covers.get(next).is_some_and(|t| t.end <= n.range.start) {
                next += 1;
            }
            covers.get(next).is_none_or(|t| t.start >= n.range.end)
        });
        let (titled, used) = titled::titled(text, &numbers, self.lexicon);
        let mut hidden: Vec<Range<usize>> = titled.iter().map(|t| t.title.clone()).chain(numbers.iter().map(|n| n.range.clone())).collect();
        hidden.sort_by_key(|r| r.start);
        let introduced = definition::find(reading, &titled, self.lexicon);
        let alone: Vec<number::FoundNumber> = numbers.into_iter().zip(used).filter(|(_, used)| !used).map(|(n, _)| n).collect();
        let mut out = walk::Walk::new(self, reading, &titled, &alone, &introduced).run();
        if part == Some(Part::AttachmentList) {
            attachment::listed(reading, &self.map, self.document, &mut out);
        }
        out.sort_by_key(|(range, _)| range.start);
        Found {
            effects: self.effects.find(reading, &out),
            citations: out.into_iter().map(|(_, c)| c).collect(),
            definitions: introduced.into_iter().map(|i| i.definition).collect(),
            hidden,
        }
    }

    /// The attachment with a title.
    fn attachment_titled(&self, key: &TitleKey) -> Option<&'a ClauseAddress> {
        let mut found = self.attachments.iter().filter(|(k, _)| !k.core.is_empty() && k.core == key.core);
        found.next().filter(|_| found.next().is_none()).map(|(_, a)| *a)
    }

    /// Whether a title is the document's own.
    fn is_own(&self, key: &TitleKey) -> bool {
        !self.own_key.core.is_empty() && key.core == self.own_key.core
    }

    /// Remembers the name of a law; titles that tell a story (关于…的决定) are no names.
    fn names_law(&mut self, name: &str) {
        let name = name.trim_start_matches("中华人民共和国");
        let law = ["法", "法典", "条例"].iter().any(|w| name.ends_with(w)) && !name.contains(['《', '<']) && !name.contains("关于");
        let short = (2..=16).contains(&name.chars().count());
        if law && short && self.laws.len() < MOST_LAWS && !self.laws.iter().any(|l| l == name) {
            self.laws.push(name.to_owned());
        }
    }

    fn target(&self, address: Option<&ClauseAddress>) -> Target {
        Target { policy: self.document.id.clone(), address: address.map_or_else(String::new, ToString::to_string) }
    }
}

/// The title that an amending decision names: 关于修改《某市供水办法》的决定.
fn amended(title: &str) -> Option<String> {
    let at = ["关于修改", "关于修订", "关于修正", "關於修改", "關於修訂"].iter().find_map(|w| title.find(w).map(|at| at + w.len()))?;
    let rest = title[at..].strip_prefix(['《', '〈', '<'])?;
    let end = rest.rfind(['》', '〉', '>'])?;
    (!rest[..end].contains(['《', '、'])).then(|| rest[..end].to_owned())
}

/// A citation with nothing but its place.
fn blank(reading: &Reading, form: CitationForm, range: Range<usize>) -> Citation {
    let (quote, span) = reading.quote(range);
    Citation {
        address: reading.clause.address.clone(),
        form,
        title: None,
        title_resolved: None,
        number: None,
        provision: None,
        issuer: None,
        former: false,
        quote,
        span,
        target: None,
    }
}

#[cfg(test)]
mod tests;
