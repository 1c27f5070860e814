//! `/side`: two to four clauses or documents side by side.

use askama::Template;

use crate::compare::align::{Cell, ChangeKind, NumberPair, SideBySide, Verdict};
use crate::lexicon::Lexicon;
use crate::policy::TextStatus;
use crate::web::frame::{Frame, Link, Nav};
use crate::web::kinship::Chosen;
use crate::web::{labels, naming, urls};

/// Names of the columns.
const LETTERS: [&str; 4] = ["甲", "乙", "丙", "丁"];

/// The page.
#[derive(Template)]
#[template(path = "pages/side.html")]
pub struct SidePage {
    frame: Frame,
    sides: Vec<SideView>,
    rows: Vec<RowView>,
    /// One sentence for each side after the first.
    tallies: Vec<String>,
    cut: bool,
    /// Whether there is room for another side.
    room: bool,
    next: &'static str,
    q: String,
    offered: Vec<Link>,
    api: String,
}

struct SideView {
    letter: &'static str,
    written: String,
    name: &'static str,
    title: String,
    place: String,
    native: String,
    href: String,
    without: String,
    digest: bool,
}

struct RowView {
    cells: Vec<Option<CellView>>,
    /// 相同, 不同, 移位, 只在甲 …
    state: String,
    class: &'static str,
}

struct CellView {
    href: String,
    native: String,
    lang: &'static str,
    text: String,
    /// Words with `ins`, `del` or nothing.
    changes: Vec<(&'static str, String)>,
    moved: bool,
    numbers: Vec<NumberView>,
}

struct NumberView {
    what: String,
    first: String,
    second: String,
    verdict: &'static str,
    class: &'static str,
    reason: String,
}

impl SidePage {
    /// From the sides, how they are laid out (when there are two), and what can be added.
    pub fn new(chosen: &[Chosen], laid: Option<SideBySide>, q: &str, offered: Vec<(String, Link)>, lexicon: &Lexicon) -> Self {
        let written: Vec<String> = chosen.iter().map(Chosen::written).collect();
        let side = |(at, c): (usize, &Chosen)| {
            let document = &c.record().parsed.document;
            let others: Vec<String> = written.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, w)| w.clone()).collect();
            SideView {
                letter: LETTERS[at.min(3)],
                written: c.written(),
                name: crate::web::kinship::NAMES[at.min(3)],
                title: naming::title(document).to_owned(),
                place: document.place(),
                native: c.address().map(|a| a.native()).unwrap_or_default(),
                href: c.address().map_or_else(|| urls::policy(&document.id), |a| urls::clause(&document.id, a)),
                without: urls::side(&others),
                digest: document.text_status == TextStatus::Digest,
            }
        };
        let with = |added: &str| urls::side(&written.iter().cloned().chain([added.to_owned()]).collect::<Vec<_>>());
        let offered = offered.into_iter().filter(|(w, _)| !written.contains(w)).map(|(w, link)| Link { href: with(&w), ..link });
        let (rows, tallies, cut) = match &laid {
            None => (Vec::new(), Vec::new(), false),
            Some(laid) => (rows(laid, lexicon), tallies(laid), laid.cut),
        };
        SidePage {
            frame: Frame::new("并排对照", Nav::Compare),
            sides: chosen.iter().enumerate().map(side).collect(),
            rows,
            tallies,
            cut,
            room: chosen.len() < 4,
            next: crate::web::kinship::NAMES[chosen.len().min(3)],
            q: q.to_owned(),
            offered: offered.collect(),
            api: urls::api_side(&written),
        }
    }
}

fn tallies(laid: &SideBySide) -> Vec<String> {
    let line = |(at, t): (usize, &crate::compare::align::Tally)| {
        let letter = LETTERS[(at + 1).min(3)];
        format!(
            "甲与{letter}：文字相同 {} 条，有不同 {} 条（其中换了位置 {} 条），只在甲 {} 条，只在{letter} {} 条。",
            t.same, t.changed, t.moved, t.only_first, t.only_here
        )
    };
    laid.tallies.iter().enumerate().map(line).collect()
}

fn rows(laid: &SideBySide, lexicon: &Lexicon) -> Vec<RowView> {
    let row = |row: &crate::compare::align::Row| {
        let present: Vec<usize> = row.cells.iter().enumerate().filter(|(_, c)| c.is_some()).map(|(i, _)| i).collect();
        let differs = row.cells.iter().flatten().any(|c| c.changes.iter().any(|c| c.kind != ChangeKind::Same));
        let (state, class) = match present.as_slice() {
            [only] => (format!("只在{}", LETTERS[(*only).min(3)]), "lone"),
            _ if differs => ("不同".to_owned(), "differs"),
            _ => ("相同".to_owned(), "same"),
        };
        let cells = row.cells.iter().enumerate().map(|(at, c)| c.as_ref().map(|c| cell(c, laid, at, lexicon)));
        RowView { cells: cells.collect(), state, class }
    };
    laid.rows.iter().map(row).collect()
}

fn cell(cell: &Cell, laid: &SideBySide, at: usize, lexicon: &Lexicon) -> CellView {
    let mark = |kind| match kind {
        ChangeKind::Same => "",
        ChangeKind::Removed => "del",
        ChangeKind::Added => "ins",
    };
    CellView {
        href: urls::clause(&laid.sides[at].policy, &cell.address),
        native: cell.native.clone(),
        lang: naming::lang(cell.script),
        text: cell.text.clone(),
        changes: cell.changes.iter().map(|c| (mark(c.kind), c.text.clone())).collect(),
        moved: cell.moved,
        numbers: cell.numbers.iter().map(|n| number(n, lexicon)).collect(),
    }
}

fn number(pair: &NumberPair, lexicon: &Lexicon) -> NumberView {
    let role = pair.role.map_or("时间", labels::role);
    let measure = pair.measure.as_deref().map(|m| format!(" {}", labels::measure(lexicon, m))).unwrap_or_default();
    NumberView {
        what: format!("{role}{measure}"),
        first: pair.first.clone().unwrap_or_else(|| "无".to_owned()),
        second: pair.second.clone().unwrap_or_else(|| "无".to_owned()),
        verdict: pair.verdict.label(),
        class: match pair.verdict {
            Verdict::Stricter => "stricter",
            Verdict::Looser => "looser",
            Verdict::Equal => "equal",
            _ => "open",
        },
        reason: pair.reason.clone(),
    }
}
