//! Reading a document: what the pages of documents and clauses show around the words.
//!
//! Recipe: [`Wish`] reads the address; [`parts`] cuts a long document into pages; [`passage`] makes of a clause what the
//! template prints: paragraphs, [`tables`], [`terms`] that the document defined, text that was left out ([`left_out`]).
//! [`convert`] changes the script of all of it; [`in_place`] brings the words of a cited clause; [`standing`] says
//! whether a document is in force and on what that rests. [`original`] hands out the file itself.

pub mod contents;
pub mod convert;
pub mod in_place;
pub mod left_out;
pub mod original;
pub mod parts;
pub mod passage;
pub mod standing;
pub mod tables;
pub mod terms;

use super::error::Problem;
use super::query::Params;
use super::{assets, urls};
use crate::message::Message;
use crate::policy::PolicyId;
use crate::text::Script;

/// What the address of a page asks for besides the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Which part of a long document, from 1.
    pub part: Option<usize>,
    /// The clause whose part is wanted, as it is written in a fragment.
    pub at: Option<String>,
    /// The script the words are converted to.
    pub script: Option<Script>,
    /// Whether the text that was left out stands in its place.
    pub dropped: bool,
}

/// More parts than any document has.
const MOST_PARTS: usize = 100_000;

impl Wish {
    /// Reads `part`, `at`, `script` and `show`.
    ///
    /// # Errors
    /// A [`Problem`] that names the value and what was expected.
    pub fn read(params: &Params) -> Result<Wish, Problem> {
        let script = match params.first("script") {
            None | Some("source") => None,
            Some("hans") => Some(Script::Hans),
            Some("hant") => Some(Script::Hant),
            Some(other) => return Err(Problem::bad_request(Message::new("document-bad-script").with("script", other))),
        };
        let dropped = match params.first("show") {
            None => false,
            Some("dropped") => true,
            Some(other) => return Err(Problem::bad_request(Message::new("document-bad-show").with("show", other))),
        };
        let part = params.number("part", MOST_PARTS)?.map(|n| n.max(1));
        Ok(Wish { part, at: params.first("at").map(str::to_owned), script, dropped })
    }

    /// The script to convert to; none where the document is printed in it.
    pub fn conversion(&self, printed: Script) -> Option<Script> {
        self.script.filter(|wanted| *wanted != printed)
    }

    /// The address of a page with these wishes; the place in it that `at` named is left out.
    pub fn on(&self, page: &str) -> String {
        let script = self.script.map(|s| if s == Script::Hans { "hans" } else { "hant" });
        let pairs = [
            self.part.filter(|n| *n > 1).map(|n| ("part", n.to_string())),
            script.map(|s| ("script", s.to_owned())),
            self.dropped.then(|| ("show", "dropped".to_owned())),
        ];
        format!("{page}{}", urls::query_string(pairs.into_iter().flatten()))
    }

    /// The same with another part.
    pub fn part(&self, part: usize) -> Wish {
        Wish { part: Some(part), at: None, ..self.clone() }
    }

    /// The same in another script; none is the script of the source.
    pub fn script(&self, script: Option<Script>) -> Wish {
        Wish { script, ..self.clone() }
    }

    /// The same with the text that was left out shown or not.
    pub fn dropped(&self, dropped: bool) -> Wish {
        Wish { dropped, ..self.clone() }
    }
}

/// The place of a clause on the page of its document; `several` where the document has several parts.
pub fn in_document(id: &PolicyId, address: &crate::clause::ClauseAddress, several: bool) -> String {
    if several {
        let at = urls::query_string([("at", address.to_string())]);
        return format!("{}{at}#{address}", urls::policy(id));
    }
    urls::clause_in_document(id, address)
}

/// Today, an ISO date.
pub fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

/// Address of the stylesheet of the pages for reading.
pub fn stylesheet() -> String {
    assets::url("reading.css")
}

/// Address of their script.
pub fn script() -> String {
    assets::url("reading.js")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_is_written_as_it_is_read() {
        let read = |query: &str| Wish::read(&Params::parse(query));
        let wish = read("part=3&script=hant&show=dropped&at=art-5").unwrap();
        assert_eq!(wish.at.as_deref(), Some("art-5"));
        assert_eq!(wish.on("/p/a/b"), "/p/a/b?part=3&script=hant&show=dropped");
        assert_eq!(wish.part(1).script(None).dropped(false).on("/p/a/b"), "/p/a/b");
        assert_eq!(wish.conversion(Script::Hant), None);
        assert_eq!(wish.conversion(Script::Hans), Some(Script::Hant));
        assert_eq!(read("script=source&part=0").unwrap(), Wish { part: Some(1), ..Wish::default() });
        for wrong in ["script=latin", "show=all", "part=x", "part=-1"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
