//! A text as it is read for checking: its citations, its quotations, and what is neither.
//!
//! The text is parsed like a policy, but nothing in it is passed over: citations in a title, a salutation or a signature
//! count, and so do lines that would be left out of a policy as navigation. What looks like a citation and was read as
//! none (`leftovers`) is kept with the reason.

use std::sync::LazyLock;

use regex::Regex;

use super::kind::{Around, Kind, kind};
use super::quotation::{Quoted, blocks, pairs};
use super::types::Aside;
use crate::clause::{Clause, ClauseAddress, ClauseKind, DropReason, Part, Piece};
use crate::extract::citation::Finder;
use crate::extract::reading::Reading;
use crate::extract::{Citation, CitationForm};
use crate::lexicon::Lexicon;
use crate::message::Message;
use crate::policy::Policy;
use crate::resolve::Resolver;
use crate::text::{NormalizedText, Span, fold, pattern};

/// A text that was read.
pub struct Draft {
    /// What the text says of itself. Its id is that of no policy.
    pub own: Policy,
    /// Citations, in order.
    pub citations: Vec<Citation>,
    /// What looks like a citation and was read as none, with the name of the text that says why, in order.
    pub unread: Vec<(Span, &'static str)>,
    /// Quotations, in order.
    pub quotations: Vec<Quoted>,
    /// Names in marks, forms and certificates, in order.
    pub asides: Vec<Aside>,
}

/// The id of a text that is no policy: file systems of all kinds refuse such a name.
const OWN_ID: &str = ":draft";

/// 第五条, 第十二条之一
static ARTICLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"第[0-9零〇一二三四五六七八九十百千两]{1,7}条(?:之[一二三四五六七八九十])?(?:第[0-9一二三四五六七八九十]{1,3}款)?(?:第?\(?[0-9一二三四五六七八九十]{1,3}\)?项)?",
    )
});
/// 〔2016〕273号 in any brackets
static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"[〔\[【(<{]?(?:19|20)[0-9]{2}[〕\]】)>}]第?[0-9]{1,5}号"));
/// 第三部分, 附件第二项, right behind a citation
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:的|中|之)?(?:附件[0-9一二三四五六七八九十]{0,2})?第[0-9一二三四五六七八九十百]{1,5}(?:部分|编|章|节|条|款|项|点|目)")
});
/// 《……》
static TITLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"《[^《》\n]{2,120}》"));

/// Reads a text.
pub fn read(text: &str, lexicon: &Lexicon, resolver: &Resolver) -> Draft {
    let tree = crate::clause::parse(text, lexicon);
    let id = OWN_ID.parse().unwrap_or_default();
    let mut own = crate::extract::metadata::metadata(&id, text, &tree, lexicon);
    // A text that begins with a citation must not take it for its own title or number.
    if !resolver.lookup(lexicon, &own.title).is_empty() {
        (own.title, own.title_hans) = (String::new(), String::new());
    }
    let alone = own.number_hans.as_deref().is_some_and(|n| text.lines().any(|l| stands_alone(l, n)));
    if !alone || own.number_hans.as_deref().is_some_and(|n| !resolver.lookup(lexicon, n).is_empty()) {
        (own.number, own.number_hans) = (None, None);
    }
    let clauses = everything(text, tree);
    let mut finder = Finder::new(&own, &clauses, lexicon);
    let (mut citations, mut definitions) = (Vec::new(), Vec::new());
    for clause in &clauses {
        let found = finder.find(&Reading::new(text, clause, &[]));
        citations.extend(found.citations);
        definitions.extend(found.definitions.into_iter().map(|d| d.span));
    }
    citations.sort_by_key(|c| c.span);
    definitions.sort();
    let mut draft = Draft { own, citations: Vec::new(), unread: Vec::new(), quotations: Vec::new(), asides: Vec::new() };
    draft.quote(text, &citations, &definitions, lexicon);
    draft.cite(citations);
    draft.leftovers(text, lexicon);
    draft.asides.sort_by_key(|a| a.span);
    draft
}

/// Whether a line holds hardly more than a document number.
fn stands_alone(line: &str, number: &str) -> bool {
    let line = fold(line);
    let digits = |t: &str| t.chars().filter(char::is_ascii_digit).collect::<String>();
    line.chars().count() <= number.chars().count() + 12
        && !line.contains(['《', '。', ','])
        && digits(&line).contains(&digits(&fold(number)))
}

/// The clauses of a tree with every line in them; where the finder of citations would look away, as paragraphs.
fn everything(text: &str, tree: crate::clause::ClauseTree) -> Vec<Clause> {
    let plain = |address: &ClauseAddress| {
        let steps = &address.steps()[..address.steps().len().saturating_sub(1)];
        ClauseAddress::new(steps.iter().copied()).child(crate::clause::address::StepKind::Part(Part::Preamble))
    };
    let mut clauses = tree.clauses;
    for clause in &mut clauses {
        if matches!(clause.address.part(), Some(Part::Title | Part::Salutation | Part::Signature | Part::Imprint)) {
            clause.address = plain(&clause.address);
        }
    }
    let left = tree.dropped.into_iter().filter(|d| !matches!(d.reason, DropReason::Blank) && !d.span.of(text).trim().is_empty());
    let paragraph = |span: Span| Clause {
        address: plain(&ClauseAddress::default()),
        label: String::new(),
        depth: 0,
        kind: ClauseKind::Part,
        heading: String::new(),
        text: span.of(text).to_owned(),
        text_hans: crate::text::to_hans(span.of(text)).into_owned(),
        span,
        inferred: false,
        groups: Vec::new(),
        pieces: lines(text, span),
    };
    clauses.extend(left.map(|d| paragraph(d.span)));
    clauses.sort_by_key(|c| (c.span.start, std::cmp::Reverse(c.span.end)));
    clauses
}

/// The lines of a stretch, each a paragraph.
fn lines(text: &str, span: Span) -> Vec<Piece> {
    let mut at = span.start;
    let mut out = Vec::new();
    for line in span.of(text).split_inclusive('\n') {
        let words = line.trim_end();
        if !words.trim().is_empty() {
            out.push(Piece { span: Span::new(at, at + words.len()), new_paragraph: true });
        }
        at += line.len();
    }
    out
}

impl Draft {
    /// Tells quotations from names in marks.
    fn quote(&mut self, text: &str, citations: &[Citation], definitions: &[Span], lexicon: &Lexicon) {
        let (mut found, open) = pairs(text);
        let quoted_blocks = blocks(text);
        found.retain(|q| !overlaps(&quoted_blocks.iter().map(|b| b.span).collect::<Vec<_>>(), q.span));
        found.extend(quoted_blocks);
        found.sort_by_key(|q| q.span);
        // A citation inside the marks does not announce them.
        let mut places: Vec<Span> = citations.iter().map(|c| c.span).collect();
        places.dedup();
        let mut around = Around { text, citations: &places, definitions, last: None };
        for quoted in found {
            if citations.iter().any(|c| c.form == CitationForm::Short && c.span == quoted.span) {
                continue;
            }
            let kind = kind(&quoted, &around, &lexicon.citations);
            if kind == Kind::Name {
                let why = Message::new("aside-name");
                self.asides.push(Aside { quote: quoted.span.of(text).to_owned(), span: quoted.span, why });
            } else {
                around.last = Some(quoted.span.end);
                self.quotations.push(Quoted { perhaps: kind == Kind::Perhaps, ..quoted });
            }
        }
        self.unread.extend(open.into_iter().map(|span| (span, "unread-quotes")));
    }

    /// Keeps the citations that lead somewhere; what a quotation says of itself is part of its words.
    fn cite(&mut self, citations: Vec<Citation>) {
        let quoted: Vec<Span> = self.quotations.iter().map(|q| q.span).collect();
        for citation in citations {
            let named = citation.title.is_some() || citation.number.is_some() || citation.title_resolved.is_some();
            let itself = citation.target.as_ref().is_some_and(|t| t.address.is_empty());
            let inside = || quoted.iter().any(|q| q.contains(citation.span));
            if citation.form == CitationForm::Other {
                let why = Message::new("resolve-no-policy");
                self.asides.push(Aside { quote: citation.quote, span: citation.span, why });
            } else if itself && citation.title.is_none() && citation.provision.is_none() || !named && inside() {
                continue;
            } else {
                self.citations.push(citation);
            }
        }
    }

    /// Finds what looks like a citation and is in none.
    fn leftovers(&mut self, text: &str, lexicon: &Lexicon) {
        let mut known: Vec<Span> = self.citations.iter().map(|c| c.span).collect();
        known.extend(self.quotations.iter().map(|q| q.span));
        known.extend(self.asides.iter().map(|a| a.span));
        known.sort();
        let own = self.own.number_hans.clone().map(|n| fold(&n));
        // A number is read even where its words are in no citation: 《X》（甲发〔2024〕3号，以下简称《Y》）.
        let digits = |t: &str| -> Vec<String> {
            t.split(|c: char| !c.is_ascii_digit()).filter(|d| !d.is_empty()).map(|d| d.trim_start_matches('0').to_owned()).collect()
        };
        let numbers: std::collections::HashSet<Vec<String>> =
            self.citations.iter().filter_map(|c| c.number.as_deref()).map(|n| digits(&fold(n))).collect();
        let pieces: Vec<(Span, bool)> = lines(text, Span::new(0, text.len())).into_iter().map(|p| (p.span, true)).collect();
        let folded = NormalizedText::new(text, &pieces);
        let (all, mut found) = (folded.as_str(), Vec::new());
        for m in ARTICLE.find_iter(all) {
            // 第三条规定…… at the start of a line cites; 第三条 申请单位…… is an article of the text.
            let told = lexicon.citations.says.iter().any(|w| all[m.end()..].starts_with(w.as_str()));
            let begins = !told && (m.start() == 0 || all[..m.start()].ends_with('\n'));
            let thing = lexicon.citations.not_articles.iter().any(|w| all[m.end()..].starts_with(w.as_str()));
            if !begins && !thing {
                found.push((folded.source_span(m.range()), "unread-whose"));
            }
        }
        for m in NUMBER.find_iter(all) {
            let ours = own.as_deref().is_some_and(|n| n.ends_with(m.as_str().trim_start_matches(['〔', '[', '【', '(', '<', '{'])));
            if !ours && !numbers.contains(&digits(m.as_str())) {
                found.push((folded.source_span(m.range()), "unread-number"));
            }
        }
        let title = self.own.title_hans.clone();
        for m in TITLE.find_iter(all) {
            let ours = !title.is_empty() && fold(&title).contains(m.as_str());
            if !ours {
                found.push((folded.source_span(m.range()), "unread-title"));
            }
        }
        for citation in &self.citations {
            let behind: String = text.get(citation.span.end..).unwrap_or("").chars().take(24).collect();
            if let Some(m) = PLACE.find(&fold(&behind)) {
                // The folded text is as long as the printed one but for blanks.
                let solid = m.as_str().chars().count();
                let mut chars = behind.char_indices().filter(|(_, c)| !crate::text::width::is_blank(*c));
                let end = chars.nth(solid.saturating_sub(1)).map_or(behind.len(), |(at, c)| at + c.len_utf8());
                let span = Span::new(citation.span.end, citation.span.end + end);
                found.push((span, "unread-provision"));
            }
        }
        found.retain(|(span, _)| !overlaps(&known, *span));
        self.unread.extend(found);
        self.unread.sort_by_key(|(span, _)| *span);
        self.unread.dedup_by(|b, a| b.0.start < a.0.end);
    }
}

/// Whether a place touches one of the places of a list that is sorted by where they begin.
fn overlaps(known: &[Span], span: Span) -> bool {
    let next = known.partition_point(|k| k.start < span.end);
    // Places nest and overlap little: those just before are enough.
    known[..next].iter().rev().take(40).any(|k| k.end > span.start)
}
