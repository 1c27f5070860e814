//! A quotation held against its source.
//!
//! The words are looked for in the cited clause, then in the rest of the cited document; when the clause has nearly the
//! same words, they differ; else in the whole library, exactly and then by the nearest stretch. Two quotations that
//! seem exact are not: one that leaves out a 不 right before it or a 除外 right behind it, and one that cuts a number.

use std::collections::HashMap;
use std::ops::Range;

use super::Checker;
use super::across;
use super::judge::spoken;
use super::letters::{Letters, with_marks};
use super::outcome::Outcome;
use super::quotation::Quoted;
use super::stream::{Stream, Stretch};
use super::types::{CheckedCitation, CheckedQuotation};
use crate::compare::align::{Change, Words, changes};
use crate::extract::Target;
use crate::message::Message;
use crate::policy::{PolicyId, TextStatus};

/// From so much likeness on, the nearest words of the cited clause are what was meant.
const ALIKE_IN_CLAUSE: f64 = 0.7;
/// The same in the rest of the cited document, where chance has more room.
const ALIKE_IN_DOCUMENT: f64 = 0.75;
/// The same in the whole library.
const ALIKE_ANYWHERE: f64 = 0.82;
/// Quotations that are looked for in the whole library; a text with more is no draft.
const MOST_SEARCHES: usize = 200;
/// Further places that are listed.
const MOST_PLACES: usize = 8;
/// Documents that are kept as rows of letters.
const MOST_STREAMS: usize = 64;

/// Words before a quotation that turn it into its opposite, folded.
const TURNS_BEFORE: [&str; 12] = ["不", "不得", "不应", "不能", "不予", "不再", "未", "无", "非", "禁止", "没有", "并非"];
/// Words behind a quotation that do so.
const TURNS_BEHIND: [&str; 4] = ["除外", "的除外", "者除外", "等除外"];

/// Judges quotations one after the other.
pub struct Sources<'c, 'a> {
    checker: &'c Checker<'a>,
    streams: HashMap<PolicyId, Option<Stream>>,
    searches: usize,
}

/// What a quotation is held against.
pub struct Held<'q> {
    /// The text.
    pub text: &'q str,
    /// The quotation.
    pub quoted: &'q Quoted,
    /// Its words.
    pub words: String,
    /// Letters between the ellipses in it.
    parts: Vec<String>,
    letters: Vec<char>,
}

impl<'q> Held<'q> {
    /// A quotation of a text.
    pub fn new(text: &'q str, quoted: &'q Quoted) -> Held<'q> {
        let words = quoted.words(text);
        let printed = words.trim_matches(['“', '”', '"', '「', '」']).to_owned();
        // A block may hold marks of its own around the words.
        let unified =
            printed.replace("......", "……").replace("。。。", "……").replace("（略）", "……").replace("(略)", "……").replace('⋯', "…");
        let parts: Vec<String> = unified.split('…').map(|p| Letters::new(p).as_str().to_owned()).filter(|p| !p.is_empty()).collect();
        let letters = Letters::new(&printed).chars();
        Held { text, quoted, words: printed, parts, letters }
    }

    /// What is wrong with a place that has the same letters, as the name of a text: a word just outside turns the sense, or a number is cut.
    fn cut(&self, stream: &Stream, found: &Range<usize>) -> Option<(Range<usize>, &'static str)> {
        let letter = |n: Option<usize>| n.and_then(|n| stream.letters.letter(n));
        let place = |n: usize| stream.letters.place(n, &stream.printed);
        let numeral = |c: char| c.is_ascii_digit() || "〇一二三四五六七八九十百千万亿".contains(c);
        let (before, behind) = (letter(found.start.checked_sub(1)), letter(Some(found.end)));
        let (first, last) = (letter(Some(found.start)), letter(found.end.checked_sub(1)));
        // Marks and line ends between the letters end a number and a word.
        let joined = |n: usize| {
            let from = stream.printed.get(place(n)..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
            stream.printed.get(place(n) + from..place(n + 1)).is_some_and(|t| t.chars().all(|c| c == ' '))
        };
        let joins_before = found.start > 0 && joined(found.start - 1);
        let joins_behind = found.end < stream.letters.len() && joined(found.end.saturating_sub(1));
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if joins_before && (digit(before) && digit(first) || before.is_some_and(numeral) && first.is_some_and(|c| "十百千万亿".contains(c)))
        {
            return Some((found.start - 1..found.end, "cut-number-before"));
        }
        if joins_behind && digit(last) && behind.is_some_and(|c| numeral(c) || c == '%') {
            return Some((found.start..found.end + 1, "cut-number-behind"));
        }
        let draft = self.text.get(..self.quoted.span.start).unwrap_or("");
        let lead = Letters::new(draft.get(draft.char_indices().rev().nth(7).map_or(0, |(at, _)| at)..).unwrap_or(draft));
        for turn in TURNS_BEFORE {
            let len = turn.chars().count();
            let Some(at) = found.start.checked_sub(len) else { continue };
            let here: String = (at..found.start).filter_map(|n| stream.letters.letter(n)).collect();
            if joins_before && here == turn && !lead.as_str().ends_with(turn) {
                return Some((at..found.end, "cut-negation"));
            }
        }
        for turn in TURNS_BEHIND {
            let end = found.end + turn.chars().count();
            let here: String = (found.end..end).filter_map(|n| stream.letters.letter(n)).collect();
            let behind: String = self.text.get(self.quoted.span.end..).unwrap_or("").chars().take(8).collect();
            let behind = Letters::new(&behind);
            if joins_behind && here == turn && !behind.as_str().starts_with(turn) {
                return Some((found.start..end, "cut-exception"));
            }
        }
        None
    }
}

impl<'c, 'a> Sources<'c, 'a> {
    /// Over the library of a checker.
    pub fn new(checker: &'c Checker<'a>) -> Self {
        Sources { checker, streams: HashMap::new(), searches: 0 }
    }

    /// Judges a quotation; `cited` are the citations it may belong to, the likeliest first.
    pub fn judge(&mut self, held: &Held, cited: &[(usize, &CheckedCitation)]) -> CheckedQuotation {
        let mut out = CheckedQuotation {
            quote: held.words.clone(),
            span: held.quoted.span,
            outcome: Outcome::NotChecked,
            reason: Message::plain(""),
            target: None,
            valid: None,
            citation: cited.first().map(|(n, _)| *n),
            difference: Vec::new(),
            places: Vec::new(),
        };
        if held.parts.is_empty() {
            out.reason = Message::new("words-none");
            return out;
        }
        let places: Vec<(usize, Target)> = cited.iter().flat_map(|(n, c)| sources(c).into_iter().map(|t| (*n, t))).collect();
        // The words of a clause that does not exist can only stand in another one.
        let there = |n: usize| cited.iter().any(|(at, c)| *at == n && c.outcome != Outcome::NoSuchClause);
        let clauses: Vec<(usize, Target)> = places.iter().filter(|(n, _)| there(*n)).cloned().collect();
        let done = self.in_cited_clause(held, &clauses, &mut out)
            || self.in_cited_document(held, &places, &mut out)
            || self.nearly(held, &places, &mut out)
            || self.anywhere(held, cited, &mut out)
            || self.nearly_anywhere(held, cited, &mut out);
        if !done {
            nothing(self.checker, cited, &mut out);
            if held.quoted.perhaps && out.outcome == Outcome::WordsNotFound {
                out.outcome = Outcome::NotChecked;
                out.reason = Message::new("words-perhaps-name");
            }
        }
        out
    }

    fn stream(&mut self, id: &PolicyId) -> Option<&Stream> {
        if self.streams.len() >= MOST_STREAMS && !self.streams.contains_key(id) {
            self.streams.clear();
        }
        let library = self.checker.library;
        let read = || library.policy(id).filter(|r| r.parsed.document.text_status == TextStatus::Full).map(Stream::new);
        self.streams.entry(id.clone()).or_insert_with(read).as_ref()
    }

    fn in_cited_clause(&mut self, held: &Held, places: &[(usize, Target)], out: &mut CheckedQuotation) -> bool {
        for (n, target) in places {
            let Some(stream) = self.stream(&target.policy) else { continue };
            let Some(range) = stream.range(&target.address) else { continue };
            let found = best(held, stream, |s| range.contains(&s.letters.start) && s.letters.end <= range.end);
            if let Some(found) = found {
                out.citation = Some(*n);
                self.same(held, &target.policy, &found, out);
                return true;
            }
        }
        false
    }

    fn in_cited_document(&mut self, held: &Held, places: &[(usize, Target)], out: &mut CheckedQuotation) -> bool {
        for (n, target) in places {
            let Some(stream) = self.stream(&target.policy) else { continue };
            if let Some(found) = best(held, stream, |_| true) {
                out.citation = Some(*n);
                let cited = spoken(self.checker, target);
                self.same(held, &target.policy, &found, out);
                if out.outcome != Outcome::WordsDiffer {
                    out.outcome = Outcome::OtherClause;
                    let place = out.target.as_ref().map(|t| spoken(self.checker, t)).unwrap_or_default();
                    out.reason = Message::new("words-elsewhere").with("cited", cited).with("place", place);
                }
                return true;
            }
        }
        false
    }

    /// The nearest words of the cited clauses and documents.
    fn nearly(&mut self, held: &Held, places: &[(usize, Target)], out: &mut CheckedQuotation) -> bool {
        let mut nearest: Option<(f64, usize, PolicyId, Stretch)> = None;
        for (n, target) in places {
            let Some(stream) = self.stream(&target.policy) else { continue };
            let whole = stream.range("").unwrap_or_default();
            let clause = stream.range(&target.address).filter(|r| *r != whole);
            for (range, least, lift) in clause.map(|r| (r, ALIKE_IN_CLAUSE, 0.1)).into_iter().chain([(whole, ALIKE_IN_DOCUMENT, 0.0)]) {
                let found = stream.nearest(&held.letters, range).filter(|s| s.similarity >= least);
                if let Some(found) = found
                    && nearest.as_ref().is_none_or(|(best, ..)| found.similarity + lift > *best)
                {
                    nearest = Some((found.similarity + lift, *n, target.policy.clone(), found));
                }
            }
        }
        let Some((_, n, id, found)) = nearest else { return false };
        out.citation = Some(n);
        let cited = places.iter().find(|(at, t)| *at == n && t.policy == id).map(|(_, t)| t.clone());
        self.different(held, &id, &found, out);
        let elsewhere = cited.is_some_and(|c| !covers(&c.address, out.target.as_ref().map_or("", |t| t.address.as_str())));
        let place = out.target.as_ref().map(|t| spoken(self.checker, t)).unwrap_or_default();
        out.reason = match elsewhere {
            true => Message::new("words-near-elsewhere").with("place", place),
            false => Message::new("words-near").with("place", place),
        };
        true
    }

    /// The same words anywhere in the library.
    fn anywhere(&mut self, held: &Held, cited: &[(usize, &CheckedCitation)], out: &mut CheckedQuotation) -> bool {
        self.searches += 1;
        if self.searches > MOST_SEARCHES {
            out.reason = Message::new("words-too-many");
            return true;
        }
        let mut places: Vec<(PolicyId, Stretch)> = Vec::new();
        for id in across::holding(self.checker.library, &held.words) {
            let Some(stream) = self.stream(&id) else { continue };
            places.extend(stream.exact(&held.parts).into_iter().map(|s| (id.clone(), s)));
            if places.len() > MOST_PLACES {
                break;
            }
        }
        let Some((id, first)) = places.first().cloned() else { return false };
        self.same(held, &id, &first, out);
        let targets: Vec<Target> = places
            .iter()
            .filter_map(|(id, s)| Some(self.stream(id)?.address(s.clause)).map(|a| (id, a)))
            .map(|(id, address)| Target { policy: id.clone(), address })
            .collect();
        out.places = targets.into_iter().filter(|t| Some(t) != out.target.as_ref()).take(MOST_PLACES).collect();
        out.places.dedup();
        let place = out.target.as_ref().map(|t| spoken(self.checker, t)).unwrap_or_default();
        let place = match out.places.len() {
            0 => Message::plain(place),
            more => Message::new("words-places").with("place", place).with("n", more + 1),
        };
        match cited.first().map(|(_, c)| *c) {
            _ if out.outcome == Outcome::WordsDiffer => {}
            None => out.reason = Message::new("words-unsourced").with("place", place),
            Some(c) => self.unexpected(c, place, out),
        }
        true
    }

    /// The words stand in a document that was not cited.
    fn unexpected(&mut self, cited: &CheckedCitation, place: Message, out: &mut CheckedQuotation) {
        let said = |id| Message::new(id).with("place", place);
        let held = cited.target.as_ref().and_then(|t| self.checker.library.summary(&t.policy)).map(|s| s.document.clone());
        let version = out.target.as_ref().is_some_and(|t| {
            let title =
                |id: &PolicyId| self.checker.library.summary(id).map(|s| crate::resolve::TitleKey::new(&s.document.title_hans).core);
            cited.others.contains(&t.policy)
                || held.as_ref().is_some_and(|h| title(&h.id).is_some_and(|k| !k.is_empty() && title(&t.policy) == Some(k)))
        });
        (out.outcome, out.reason) = match held {
            Some(h) if h.text_status == TextStatus::Digest => (Outcome::NotChecked, said("words-digest-seen")),
            _ if version => (Outcome::OtherVersion, said("words-version")),
            Some(_) => (Outcome::OtherClause, said("words-other-document")),
            // Whether the document that is not held has the words too, nobody can say.
            None => {
                out.places.splice(0..0, out.target.take());
                (Outcome::NotInCorpus, said("words-not-held-seen"))
            }
        };
    }

    /// Nearly the same words anywhere in the library.
    fn nearly_anywhere(&mut self, held: &Held, cited: &[(usize, &CheckedCitation)], out: &mut CheckedQuotation) -> bool {
        let known = cited.iter().any(|(_, c)| c.target.is_some());
        let mut nearest: Option<(PolicyId, Stretch)> = None;
        for id in across::nearest(self.checker.library, &held.words) {
            let Some(stream) = self.stream(&id) else { continue };
            let found = stream.range("").and_then(|all| stream.nearest(&held.letters, all)).filter(|s| s.similarity >= ALIKE_ANYWHERE);
            if let Some(found) = found
                && nearest.as_ref().is_none_or(|(_, best)| found.similarity > best.similarity)
            {
                nearest = Some((id, found));
            }
        }
        let Some((id, found)) = nearest else { return false };
        if !cited.is_empty() && !known {
            let target = self.stream(&id).map(|s| Target { policy: id.clone(), address: s.address(found.clause) });
            let place = target.as_ref().map(|t| spoken(self.checker, t)).unwrap_or_default();
            out.places.extend(target);
            (out.outcome, out.reason) = (Outcome::NotInCorpus, Message::new("words-not-held-near").with("place", place));
            return true;
        }
        if known {
            // The cited document is held and has nothing like it.
            return false;
        }
        self.different(held, &id, &found, out);
        let place = out.target.as_ref().map(|t| spoken(self.checker, t)).unwrap_or_default();
        out.reason = Message::new("words-unsourced-near").with("place", place);
        true
    }

    /// The letters are the same: are the marks, and is nothing cut off?
    fn same(&mut self, held: &Held, id: &PolicyId, found: &Stretch, out: &mut CheckedQuotation) {
        let segmenter = self.checker.library.segmenter();
        let Some(stream) = self.stream(id) else { return };
        out.target = Some(Target { policy: id.clone(), address: stream.address(found.clause) });
        if let Some((wider, why)) = held.cut(stream, &found.letters) {
            out.difference = changes(&Words::new(stream.words(&wider), segmenter), &Words::new(&held.words, segmenter));
            (out.outcome, out.reason) = (Outcome::WordsDiffer, Message::new(why));
            return;
        }
        let source = stream.words(&found.letters);
        let exact = held.parts.len() > 1 || with_marks(source) == with_marks(&held.words);
        (out.outcome, out.reason) = match exact {
            true => (Outcome::Found, Message::new("words-same")),
            false => (Outcome::PunctuationDiffers, Message::new("words-punctuation")),
        };
        if !exact {
            out.difference = changes(&Words::new(source, segmenter), &Words::new(&held.words, segmenter));
        }
        let proviso = stream.proviso(&found.letters);
        if let Some(target) = &out.target {
            let what = std::mem::replace(&mut out.reason, Message::plain(""));
            out.reason = Message::new("said-because").with("what", what).with("why", spoken(self.checker, target));
        }
        if proviso {
            out.reason = out.reason.clone().also(Message::new("words-proviso"));
        }
    }

    /// The letters differ.
    fn different(&mut self, held: &Held, id: &PolicyId, found: &Stretch, out: &mut CheckedQuotation) {
        let segmenter = self.checker.library.segmenter();
        let Some(stream) = self.stream(id) else { return };
        out.target = Some(Target { policy: id.clone(), address: stream.address(found.clause) });
        out.outcome = Outcome::WordsDiffer;
        out.difference = difference(stream.words(&found.letters), &held.words, segmenter);
    }
}

fn difference(source: &str, quoted: &str, segmenter: &crate::text::segment::Segmenter) -> Vec<Change> {
    changes(&Words::new(source, segmenter), &Words::new(quoted, segmenter))
}

/// The places a citation may mean: its target, else the policies that fit.
fn sources(cited: &CheckedCitation) -> Vec<Target> {
    match &cited.target {
        Some(target) => vec![target.clone()],
        None => cited.others.iter().map(|id| Target { policy: id.clone(), address: String::new() }).collect(),
    }
}

/// Whether an address is the other or holds it.
fn covers(address: &str, other: &str) -> bool {
    address.is_empty() || address == other || other.strip_prefix(address).is_some_and(|rest| rest.starts_with('/'))
}

/// The first place with the letters of a quotation that fits, one that cuts nothing before others.
fn best(held: &Held, stream: &Stream, fits: impl Fn(&Stretch) -> bool) -> Option<Stretch> {
    let found: Vec<Stretch> = stream.exact(&held.parts).into_iter().filter(|s| fits(s)).collect();
    found.iter().find(|s| held.cut(stream, &s.letters).is_none()).or(found.first()).cloned()
}

/// Nothing like it was found. The nearest citation is what it is said to come from; what is held nearby is not.
fn nothing(checker: &Checker, cited: &[(usize, &CheckedCitation)], out: &mut CheckedQuotation) {
    let Some((n, c)) = cited.first() else {
        out.reason = Message::new("words-unsourced-nowhere");
        return;
    };
    out.citation = Some(*n);
    let digest = |t: &Target| checker.library.summary(&t.policy).is_some_and(|s| s.document.text_status == TextStatus::Digest);
    (out.outcome, out.reason) = match &c.target {
        Some(t) if digest(t) => (Outcome::NotChecked, Message::new("words-digest")),
        Some(t) => (
            Outcome::WordsNotFound,
            Message::new("words-nowhere").with("cited", spoken(checker, &Target { policy: t.policy.clone(), address: String::new() })),
        ),
        None if c.within.is_some() => (Outcome::NotChecked, Message::new("words-within")),
        None => (Outcome::NotInCorpus, Message::new("words-not-held")),
    };
}
