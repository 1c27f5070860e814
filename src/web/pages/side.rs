//! `/side`: two to four clauses or documents side by side.

use askama::Template;

use crate::compare::align::{Cell, ChangeKind, NumberPair, SideBySide, Verdict};
use crate::lexicon::Lexicon;
use crate::message::{self, Message};
use crate::policy::TextStatus;
use crate::web::frame::{Frame, Link, Nav};
use crate::web::kinship::Chosen;
use crate::web::language::{language, say};
use crate::web::{labels, naming, urls};

/// Names of the columns, as texts of the message files.
const LETTERS: [&str; 4] = ["side-a", "side-b", "side-c", "side-d"];

fn letter(at: usize) -> String {
    say(&Message::new(LETTERS[at.min(3)]))
}

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
    letter: String,
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
    verdict: String,
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
                letter: letter(at),
                written: c.written(),
                name: crate::web::kinship::NAMES[at.min(3)],
                title: naming::title(document).to_owned(),
                place: message::place(language(), &document.place()),
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
            frame: Frame::new(Message::new("side-title"), Nav::Compare),
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
        let counts = Message::new("side-tally").with("same", t.same).with("changed", t.changed).with("moved", t.moved);
        let lone = counts.with("first", t.only_first).with("here", t.only_here);
        say(&lone.with("a", letter(0)).with("b", letter(at + 1)))
    };
    laid.tallies.iter().enumerate().map(line).collect()
}

fn rows(laid: &SideBySide, lexicon: &Lexicon) -> Vec<RowView> {
    let row = |row: &crate::compare::align::Row| {
        let present: Vec<usize> = row.cells.iter().enumerate().filter(|(_, c)| c.is_some()).map(|(i, _)| i).collect();
        let differs = row.cells.iter().flatten().any(|c| c.changes.iter().any(|c| c.kind != ChangeKind::Same));
        let (state, class) = match present.as_slice() {
            [only] => (Message::new("side-only").with("side", letter(*only)), "lone"),
            _ if differs => (Message::new("side-differs"), "differs"),
            _ => (Message::new("side-same"), "same"),
        };
        let cells = row.cells.iter().enumerate().map(|(at, c)| c.as_ref().map(|c| cell(c, laid, at, lexicon)));
        RowView { cells: cells.collect(), state: say(&state), class }
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
    let name = |label: &str| message::name(language(), label);
    let role = pair.role.map_or_else(|| say(&Message::new("side-time")), |r| name(labels::role(r)));
    let measure = pair.measure.as_deref().map(|m| format!(" {}", name(labels::measure(lexicon, m)))).unwrap_or_default();
    let said = |value: &Option<Message>| say(value.as_ref().unwrap_or(&Message::new("side-none")));
    NumberView {
        what: format!("{role}{measure}"),
        first: said(&pair.first),
        second: said(&pair.second),
        verdict: say(&pair.verdict.label()),
        class: match pair.verdict {
            Verdict::Stricter => "stricter",
            Verdict::Looser => "looser",
            Verdict::Equal => "equal",
            _ => "open",
        },
        reason: say(&pair.reason),
    }
}
