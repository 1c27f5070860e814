//! The words of a cited clause, shown where it is cited.
//!
//! A page quotes each clause once, and not more than `MOST` clauses of `MOST_DOCUMENTS` documents; the rest stays
//! a link. The words are as printed, whatever script the page is in.

use std::collections::HashMap;
use std::sync::Arc;

use super::standing::{Standing, standing};
use crate::clause::ClauseAddress;
use crate::extract::Target;
use crate::index::PolicyRecord;
use crate::parsed::ParsedPolicy;
use crate::policy::{PolicyId, TextStatus};
use crate::web::naming::{label, lang, quoted_title, title};
use crate::web::site::Site;
use crate::web::view::CitationView;

/// Quotations on one page.
const MOST: usize = 60;
/// Other documents that are opened for one page.
const MOST_DOCUMENTS: usize = 20;
/// Characters of a quotation.
const MOST_CHARS: usize = 300;

/// What is cited.
#[derive(Clone, Debug)]
pub enum Quotation {
    /// It stands above on the page, at this id.
    Above(String),
    /// It is shown here.
    Here(Box<Quoted>),
}

/// The cited words with where they come from.
#[derive(Clone, Debug)]
pub struct Quoted {
    /// Id on the page.
    pub id: String,
    /// The title in marks; empty for the document that is being read.
    pub title: String,
    /// What the clause is called; empty for a whole document.
    pub place: String,
    /// Document number.
    pub number: Option<String>,
    /// Best known date, ISO.
    pub date: Option<String>,
    /// Whether the document is in force; none for the document that is being read.
    pub standing: Option<Standing>,
    /// Whether the words are no official text.
    pub digest: bool,
    /// The language of the words.
    pub lang: &'static str,
    /// The words, paragraph by paragraph; empty for a whole document.
    pub words: Vec<String>,
    /// Whether the words go on.
    pub cut: bool,
}

impl Quotation {
    /// The words, if they are here.
    pub fn here(&self) -> Option<&Quoted> {
        if let Quotation::Here(quoted) = self { Some(quoted) } else { None }
    }

    /// The id above, if they are not.
    pub fn above(&self) -> Option<&str> {
        if let Quotation::Above(id) = self { Some(id) } else { None }
    }
}

/// What a page has quoted and may still quote.
pub struct Shelf<'a> {
    site: &'a Site,
    own: &'a PolicyRecord,
    today: String,
    quoted: HashMap<Target, String>,
    documents: HashMap<PolicyId, Option<Arc<PolicyRecord>>>,
}

impl<'a> Shelf<'a> {
    /// For a page about a document.
    pub fn new(site: &'a Site, own: &'a PolicyRecord) -> Self {
        Shelf { site, own, today: super::today(), quoted: HashMap::new(), documents: HashMap::new() }
    }

    /// What the `number`th citation of the clause with this id cites.
    pub fn take(&mut self, citation: &CitationView, clause: &str, number: usize) -> Option<Quotation> {
        let target = citation.target.as_ref()?;
        if let Some(id) = self.quoted.get(target) {
            return Some(Quotation::Above(id.clone()));
        }
        if self.quoted.len() >= MOST {
            return None;
        }
        let id = format!("q-{clause}-{number}");
        let own = target.policy == self.own.parsed.document.id;
        let mut quoted = if own { quote(&self.own.parsed, &target.address)? } else { self.other(target)? };
        quoted.id.clone_from(&id);
        self.quoted.insert(target.clone(), id);
        Some(Quotation::Here(Box::new(quoted)))
    }

    fn other(&mut self, target: &Target) -> Option<Quoted> {
        if !self.documents.contains_key(&target.policy) {
            if self.documents.len() >= MOST_DOCUMENTS {
                return None;
            }
            self.documents.insert(target.policy.clone(), self.site.library.policy(&target.policy));
        }
        let record = self.documents.get(&target.policy)?.as_ref()?;
        let document = &record.parsed.document;
        let quoted = quote(&record.parsed, &target.address)?;
        Some(Quoted {
            title: quoted_title(title(document)),
            number: document.number_hans.clone(),
            date: document.date().map(str::to_owned),
            standing: standing(document, self.site.resolver().ends(&document.id), &self.today),
            ..quoted
        })
    }
}

/// The first words of a clause and those below it. A whole document has no words here: its card is enough.
fn quote(parsed: &ParsedPolicy, address: &str) -> Option<Quoted> {
    let mut quoted = Quoted {
        id: String::new(),
        title: String::new(),
        place: String::new(),
        number: None,
        date: None,
        standing: None,
        digest: parsed.document.text_status == TextStatus::Digest,
        lang: lang(parsed.document.script),
        words: Vec::new(),
        cut: false,
    };
    if address.is_empty() {
        return Some(quoted);
    }
    let address: ClauseAddress = address.parse().ok()?;
    let at = parsed.clauses.iter().position(|c| c.address == address)?;
    quoted.place = address.native();
    let mut left = MOST_CHARS;
    for clause in parsed.clauses[at..].iter().take_while(|c| c.address == address || address.is_ancestor_of(&c.address)) {
        let marker = if clause.label.trim().is_empty() { String::new() } else { label(clause) };
        let gap = if marker.ends_with(char::is_alphanumeric) { "　" } else { "" };
        for (n, line) in clause.text.split('\n').enumerate().filter(|(n, line)| *n == 0 || !line.trim().is_empty()) {
            let line = if n == 0 { format!("{marker}{gap}{line}") } else { line.to_owned() };
            if left == 0 {
                quoted.cut = true;
                return Some(quoted);
            }
            let mut words: String = line.chars().take(left).collect();
            let chars = words.chars().count();
            left -= chars;
            if line.chars().nth(chars).is_some() {
                words.push('…');
                quoted.cut = true;
            }
            if !words.trim().is_empty() {
                quoted.words.push(words);
            }
        }
    }
    Some(quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> ParsedPolicy {
        let text = crate::text::SourceText::from_reader(text.to_owned(), "UTF-8");
        let file = crate::corpus::SourceFile { path: "a.txt".into(), text, ..Default::default() };
        ParsedPolicy::parse(&file, &crate::lexicon::Lexicon::embedded())
    }

    #[test]
    fn a_clause_is_quoted_with_what_lies_below_it() {
        let parsed =
            parsed("某市平台管理办法\n第一条　申报单位应当：\n（一）在本市注册；\n（二）有研发机构。\n第二条　本办法自印发之日起施行。\n");
        let quoted = quote(&parsed, "art-1").unwrap();
        assert_eq!(quoted.words, ["第一条　申报单位应当：", "（一）在本市注册；", "（二）有研发机构。"]);
        assert_eq!((quoted.place.as_str(), quoted.cut), ("第一条", false));
        assert!(quote(&parsed, "art-9").is_none() && quote(&parsed, "这不是地址").is_none());
        assert!(quote(&parsed, "").unwrap().words.is_empty());
    }

    #[test]
    fn a_long_clause_is_cut() {
        let parsed = parsed(&format!("某市平台管理办法\n第一条　{}\n第二条　施行。\n", "很长的规定，".repeat(200)));
        let quoted = quote(&parsed, "art-1").unwrap();
        assert!(quoted.cut && quoted.words.concat().chars().count() <= MOST_CHARS + 1);
    }
}
