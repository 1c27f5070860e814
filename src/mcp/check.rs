//! The tool `check`.

use rmcp::schemars::{self, JsonSchema};
use serde::Serialize;

use super::ask::Check;
use super::paged::{Page, page};
use super::passage::Passage;
use super::resolve::{Document, documents, words_at};
use super::{Answer, Holdings, Refusal, find, structured, today};
use crate::cite::{Checker, DateBasis, Item, Level, Outcome, Report};
use crate::compare::align::{Change, ChangeKind};

/// Characters of a draft.
pub const MAX_CHARS: usize = 100_000;
/// Findings on a page.
const ITEMS: usize = 25;
/// Names that are no quotations, listed at most.
const ASIDES: usize = 60;

/// The answer of `check`.
#[derive(Serialize, JsonSchema)]
pub struct Checked {
    /// Whether there is a quotation and every quotation stands in its source character by character (script, width, spaces
    /// and line breaks do not count).
    pub all_quotations_exact: bool,
    /// Whether something was checked, nothing is wrong and nothing was left unchecked: only then may the draft go out as it is.
    pub all_right: bool,
    /// The day for which versions and validity were judged.
    pub date: String,
    /// given, text (the draft is dated) or today.
    pub date_basis: &'static str,
    /// Quotations in the draft, and how many of them are exact.
    pub quotations: Count,
    /// Citations in the draft, and how many of them are right.
    pub citations: Count,
    /// How many citations and quotations are wrong.
    pub wrong: usize,
    /// How many could not be checked; a person has to look.
    pub not_checked: usize,
    /// Which part of the findings this is.
    pub page: Page,
    /// Citations and quotations in the order of the draft.
    pub findings: Vec<Finding>,
    /// What stands in marks and was taken for a name or a term, so that it was not checked.
    pub not_judged: Vec<Aside>,
    /// How many of those are left out of the list.
    pub not_judged_left_out: usize,
    /// What no check sees.
    pub limits: &'static str,
}

/// How many there are, and how many are as they should be.
#[derive(Serialize, JsonSchema)]
pub struct Count {
    /// All.
    pub total: usize,
    /// Those that are right: found, exact.
    pub right: usize,
}

/// A citation or a quotation of the draft.
#[derive(Serialize, JsonSchema)]
pub struct Finding {
    /// quotation or citation.
    pub what: &'static str,
    /// The words of the draft.
    pub quote: String,
    /// First character of it in the draft, counted from 0.
    pub from: usize,
    /// Line of the draft, counted from 1.
    pub line: usize,
    /// For a quotation: whether the source has these words, character by character. null for a citation.
    pub exact: Option<bool>,
    /// found, punctuation_differs, words_differ, other_clause, words_not_found, no_such_clause, conflict, expired,
    /// not_yet_in_force, ambiguous, other_version, not_in_corpus or not_checked.
    pub outcome: &'static str,
    /// right, doubtful, unchecked or wrong.
    pub level: &'static str,
    /// Why, in plain Chinese.
    pub reason: String,
    /// For words that differ: [-words of the source-]{+words of the draft+}.
    pub difference: Option<String>,
    /// For a clause that does not exist: which there are.
    pub valid: Option<String>,
    /// Where it leads, with the exact words of the source to quote instead.
    pub source: Option<Passage>,
    /// Other policies that fit.
    pub others: Vec<Document>,
}

/// Something in marks that was not checked.
#[derive(Serialize, JsonSchema)]
pub struct Aside {
    /// The words with their marks.
    pub quote: String,
    /// Why it is not checked, in plain Chinese.
    pub why: String,
}

fn marked(changes: &[Change]) -> Option<String> {
    let one = |c: &Change| match c.kind {
        ChangeKind::Same => c.text.clone(),
        ChangeKind::Removed => format!("[-{}-]", c.text),
        ChangeKind::Added => format!("{{+{}+}}", c.text),
    };
    (!changes.is_empty()).then(|| changes.iter().map(one).collect())
}

fn finding(holdings: &dyn Holdings, text: &str, day: &str, item: &Item<'_>) -> Finding {
    let start = item.span().start;
    let before = text.get(..start).unwrap_or_default();
    let quotation = matches!(item, Item::Quotation(..));
    let others = match item {
        Item::Citation(_, c) => documents(holdings, &c.others),
        Item::Quotation(..) => Vec::new(),
    };
    Finding {
        what: if quotation { "quotation" } else { "citation" },
        quote: item.quote().to_owned(),
        from: before.chars().count(),
        line: before.matches('\n').count() + 1,
        exact: quotation.then(|| item.outcome() == Outcome::Found),
        outcome: item.outcome().name(),
        level: match item.outcome().level() {
            Level::Right => "right",
            Level::Doubtful => "doubtful",
            Level::Unchecked => "unchecked",
            Level::Wrong => "wrong",
        },
        reason: item.reason().to_string(),
        difference: marked(item.difference()),
        valid: item.valid().map(|m| m.to_string()),
        source: item.target().and_then(|t| words_at(holdings, t, day)),
        others,
    }
}

/// Checks a draft.
pub fn run(holdings: &dyn Holdings, asked: Check) -> Answer {
    let day = asked.date.as_deref().map(|d| find::day(Some(d))).transpose()?;
    let text = asked.text.replace("\r\n", "\n");
    let long = text.chars().count();
    if text.trim().is_empty() {
        return Err(Refusal::new("the text is empty", "give the draft whose quotations are to be checked"));
    }
    if long > MAX_CHARS {
        let next = format!("give it in parts of at most {MAX_CHARS} characters, cut between paragraphs");
        return Err(Refusal::new(format!("the text has {long} characters"), next));
    }
    let checker = Checker { library: holdings.library(), resolver: holdings.resolver(), lexicon: holdings.lexicon() };
    let report: Report = checker.check(&text, day.as_deref(), &today());
    let items = report.items();
    let (range, page) = page(asked.page, ITEMS, items.len(), "findings")?;
    let right = |o: Outcome| o.level() == Level::Right;
    let exact = report.quotations.iter().filter(|q| q.outcome == Outcome::Found).count();
    structured(&Checked {
        all_quotations_exact: exact == report.quotations.len() && exact > 0,
        all_right: report.wrong == 0 && report.not_checked == 0 && !items.is_empty(),
        date_basis: match report.date_basis {
            DateBasis::Given => "given",
            DateBasis::Text => "text",
            DateBasis::Today => "today",
        },
        quotations: Count { total: report.quotations.len(), right: exact },
        citations: Count { total: report.citations.len(), right: report.citations.iter().filter(|c| right(c.outcome)).count() },
        wrong: report.wrong,
        not_checked: report.not_checked,
        page,
        findings: items[range].iter().map(|i| finding(holdings, &text, &report.date, i)).collect(),
        not_judged: report.asides.iter().take(ASIDES).map(|a| Aside { quote: a.quote.clone(), why: a.why.to_string() }).collect(),
        not_judged_left_out: report.asides.len().saturating_sub(ASIDES),
        limits: "Statements in other words (转述, without quotation marks) are not judged: compare them with the words of the clause yourself.",
        date: report.date,
    })
}
