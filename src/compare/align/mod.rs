//! Side by side: two to four clauses or whole documents, aligned, with what differs in words and in numbers.
//!
//! Recipe: [`Side::new`] takes a document, or a clause of it with all clauses below; [`lay`] aligns every side
//! with the first one (`pairing`: which clause answers which), marks the words that differ ([`words`]) and
//! compares the values ([`numbers`]: 更严, 更宽, 相同, 不可比).
//!
//! The first side is the measure: a row shows its clause, and in the other columns what another text makes of it.
//! Clauses of another side that answer none stand after the one they follow in their own text.

pub mod numbers;
mod pairing;
pub mod words;

use serde::Serialize;
use utoipa::ToSchema;

use crate::clause::{Clause, ClauseAddress, ClauseKind, Part};
use crate::extract::Fact;
use crate::lexicon::Lexicon;
use crate::parsed::ParsedPolicy;
use crate::policy::{PolicyId, TextStatus};
use crate::text::Script;
use crate::text::segment::Segmenter;

pub use numbers::{NumberPair, Verdict};
pub use words::{Change, ChangeKind, Words, changes};

/// The most sides that are laid out at once.
pub const MOST_SIDES: usize = 4;

/// The most clauses of one side; a longer document is compared part by part.
pub const MOST_CLAUSES: usize = 4000;

/// A document, or a clause with the clauses below it.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    parsed: &'a ParsedPolicy,
    /// Place of the clause in the document; none for the whole document.
    root: Option<usize>,
}

/// All sides, laid out.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SideBySide {
    /// The sides, in the order of the columns.
    pub sides: Vec<Heading>,
    /// The rows, in the order of the first side.
    pub rows: Vec<Row>,
    /// For each side after the first, how many clauses answer, moved, differ, and stand alone.
    pub tallies: Vec<Tally>,
    /// Whether a side was longer than [`MOST_CLAUSES`] and was cut.
    pub cut: bool,
}

/// What stands above a column.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SideHeading)]
pub struct Heading {
    /// The document.
    pub policy: PolicyId,
    /// The clause; empty for the whole document.
    pub address: String,
    /// Title in simplified characters.
    pub title: String,
    /// Short name of the place.
    pub place: String,
    /// The clause in words: 第五条; empty for the whole document.
    pub native: String,
    /// Whether the words are the official text.
    pub text_status: TextStatus,
}

/// Clauses that answer each other.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = AlignedRow)]
pub struct Row {
    /// One for each side; none where a side has no such clause.
    pub cells: Vec<Option<Cell>>,
}

/// A clause in its row.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = AlignedCell)]
pub struct Cell {
    /// Its address.
    pub address: ClauseAddress,
    /// Its address in words.
    pub native: String,
    /// Its label as printed.
    pub label: String,
    /// Its own words as printed, without the label.
    pub text: String,
    /// Script of the words.
    pub script: Script,
    /// Whether it stands in another order than its partner of the first side.
    pub moved: bool,
    /// Share of the words that both have, 0 to 1; none on the first side and where there is no partner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub likeness: Option<f64>,
    /// From the words of the first side to these words; empty on the first side and where there is no partner.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// The values against those of the first side.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<NumberPair>,
}

/// Counts of one side against the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Tally {
    /// Pairs with the same words.
    pub same: usize,
    /// Pairs that differ.
    pub changed: usize,
    /// Pairs in another order, among the two above.
    pub moved: usize,
    /// Clauses of the first side without a partner.
    pub only_first: usize,
    /// Clauses of this side without a partner.
    pub only_here: usize,
}

impl<'a> Side<'a> {
    /// The whole document, or the clause at an address with those below it; none when there is no such clause.
    pub fn new(parsed: &'a ParsedPolicy, address: Option<&ClauseAddress>) -> Option<Self> {
        let root = match address {
            None => None,
            Some(address) => Some(parsed.clauses.iter().position(|c| c.address == *address)?),
        };
        Some(Side { parsed, root })
    }

    /// The clauses with words of their own. Of a whole document, the parts that say nothing of its matter
    /// (addressees, signature, imprint, list of attachments) are left out.
    fn passages(&self) -> Vec<Passage<'a>> {
        let mut out: Vec<Passage<'a>> = Vec::new();
        for clause in self.clauses() {
            match out.last_mut() {
                Some(last) if clause.kind == ClauseKind::Paragraph && last.clause.address.is_ancestor_of(&clause.address) => {
                    if !last.text.is_empty() {
                        last.text.push('\n');
                    }
                    last.text.push_str(&clause.text);
                    last.addresses.push(&clause.address);
                }
                _ => out.push(Passage { clause, text: clause.text.clone(), addresses: vec![&clause.address] }),
            }
        }
        out
    }

    fn clauses(&self) -> Vec<&'a Clause> {
        let all = &self.parsed.clauses;
        let formal = |c: &Clause| {
            matches!(c.address.part(), Some(Part::Title | Part::Salutation | Part::Signature | Part::Imprint | Part::AttachmentList))
        };
        match self.root {
            None => all.iter().filter(|c| !c.text.trim().is_empty() && !formal(c)).collect(),
            Some(at) => {
                let root = &all[at];
                let below = all[at + 1..].iter().take_while(|c| root.address.is_ancestor_of(&c.address));
                std::iter::once(root).chain(below.filter(|c| !c.text.trim().is_empty())).collect()
            }
        }
    }

    fn heading(&self) -> Heading {
        let document = &self.parsed.document;
        let address = self.root.map(|at| &self.parsed.clauses[at].address);
        Heading {
            policy: document.id.clone(),
            address: address.map(ToString::to_string).unwrap_or_default(),
            title: if document.title_hans.is_empty() { document.id.to_string() } else { document.title_hans.clone() },
            place: document.place(),
            native: address.map(ClauseAddress::native).unwrap_or_default(),
            text_status: document.text_status,
        }
    }

    fn facts(&self, passage: &Passage<'a>) -> Vec<&'a Fact> {
        self.parsed.facts.iter().filter(|f| passage.addresses.contains(&&f.address)).collect()
    }
}

/// A clause with its unnumbered paragraphs: whether a text begins a new line there says nothing.
struct Passage<'a> {
    clause: &'a Clause,
    /// Its own words and those of its paragraphs.
    text: String,
    /// The clause and its paragraphs.
    addresses: Vec<&'a ClauseAddress>,
}

/// Lays the sides out, the first one being the measure; sides after the fourth are left out.
pub fn lay(sides: &[Side<'_>], lexicon: &Lexicon) -> SideBySide {
    let sides = &sides[..sides.len().min(MOST_SIDES)];
    let segmenter = Segmenter::shared(&lexicon.words.user, &lexicon.words.stop);
    let mut cut = false;
    let clauses: Vec<Vec<Passage<'_>>> = sides
        .iter()
        .map(|s| {
            let mut all = s.passages();
            cut |= all.len() > MOST_CLAUSES;
            all.truncate(MOST_CLAUSES);
            all
        })
        .collect();
    let units: Vec<Vec<words::Words>> =
        clauses.iter().map(|all| all.iter().map(|c| words::Words::new(&c.text, &segmenter)).collect()).collect();
    let Some(first) = clauses.first() else {
        return SideBySide { sides: Vec::new(), rows: Vec::new(), tallies: Vec::new(), cut };
    };
    let both_clauses = |side: usize| sides[0].root.is_some() && sides[side].root.is_some();
    let pairs: Vec<Vec<pairing::Pair>> = (1..sides.len())
        .map(|side| pairing::pair(&outline(first, &units[0]), &outline(&clauses[side], &units[side]), both_clauses(side)))
        .collect();
    let plain = |side: usize, at: usize| -> Cell {
        let passage = &clauses[side][at];
        let clause = passage.clause;
        Cell {
            address: clause.address.clone(),
            native: clause.address.native(),
            label: clause.label.trim().to_owned(),
            text: passage.text.clone(),
            script: Script::detect(&passage.text),
            moved: false,
            likeness: None,
            changes: Vec::new(),
            numbers: Vec::new(),
        }
    };
    let mut rows: Vec<Row> = Vec::new();
    let mut tallies = vec![Tally::default(); sides.len().saturating_sub(1)];
    // For each side, which of its clauses have a partner, and after which clause of the first side each lone one stands.
    let mut lone: Vec<Vec<(usize, usize)>> = Vec::new();
    for (other, pairs) in pairs.iter().enumerate() {
        let mut partner = vec![None; clauses[other + 1].len()];
        for pair in pairs {
            partner[pair.right] = Some(pair);
        }
        let mut after = 0;
        let mut alone = Vec::new();
        for (at, pair) in partner.iter().enumerate() {
            match pair {
                Some(pair) if !pair.moved => after = pair.left + 1,
                Some(_) => {}
                None => alone.push((after, at)),
            }
        }
        tallies[other].only_here = alone.len();
        tallies[other].only_first = first.len() - pairs.len();
        lone.push(alone);
    }
    for place in 0..=first.len() {
        for (other, alone) in lone.iter().enumerate() {
            for (_, at) in alone.iter().filter(|(after, _)| *after == place) {
                let mut cells = vec![None; sides.len()];
                cells[other + 1] = Some(plain(other + 1, *at));
                rows.push(Row { cells });
            }
        }
        if place == first.len() {
            break;
        }
        let mut cells = vec![Some(plain(0, place))];
        for (other, pairs) in pairs.iter().enumerate() {
            let Some(pair) = pairs.iter().find(|p| p.left == place) else {
                cells.push(None);
                continue;
            };
            let (mine, theirs) = (&units[0][place], &units[other + 1][pair.right]);
            let mut cell = plain(other + 1, pair.right);
            cell.moved = pair.moved;
            cell.changes = words::changes(mine, theirs);
            cell.likeness = Some(words::likeness(mine, theirs, &cell.changes));
            cell.numbers = numbers::compare(&sides[0].facts(&first[place]), &sides[other + 1].facts(&clauses[other + 1][pair.right]));
            let tally = &mut tallies[other];
            let same = cell.changes.iter().all(|c| c.kind == ChangeKind::Same);
            tally.same += usize::from(same);
            tally.changed += usize::from(!same);
            tally.moved += usize::from(pair.moved);
            cells.push(Some(cell));
        }
        rows.push(Row { cells });
    }
    SideBySide { sides: sides.iter().map(Side::heading).collect(), rows, tallies, cut }
}

fn outline<'a>(clauses: &[Passage<'a>], units: &'a [words::Words]) -> Vec<pairing::Unit<'a>> {
    clauses
        .iter()
        .zip(units)
        .map(|(c, w)| pairing::Unit { address: &c.clause.address, heading: crate::text::fold(&c.clause.heading), words: w })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Level;
    use crate::topic::testing::{clause, policy};

    fn document(id: &str, clauses: &[(&str, &str, &str)]) -> ParsedPolicy {
        let clauses = clauses.iter().map(|(address, heading, text)| clause(address, "", heading, text)).collect();
        policy(id, "测试办法", ("450000", "广西壮族自治区", Level::Provincial), clauses, Vec::new())
    }

    #[test]
    fn a_document_laid_beside_itself_has_only_equal_rows() {
        let parsed = document(
            "a",
            &[("1", "目标", "目标。建设一批平台。"), ("2", "", "申报单位应当具备条件。"), ("3", "", "本办法自印发之日起施行。")],
        );
        let side = Side::new(&parsed, None).unwrap();
        let laid = lay(&[side, side], &Lexicon::embedded());
        assert_eq!(laid.tallies, [Tally { same: 3, ..Tally::default() }]);
        assert!(laid.rows.iter().all(|r| r.cells[0].as_ref().unwrap().address == r.cells[1].as_ref().unwrap().address));
    }

    #[test]
    fn moved_dropped_and_new_clauses_are_told_apart() {
        let a = document(
            "a",
            &[
                ("1", "", "建立专家委员会，负责评审申报材料。"),
                ("2", "", "对评审合格的企业给予一次性补助。"),
                ("3", "", "主管部门每年组织一次绩效评价。"),
                ("4", "", "建设期一般不超过三年。"),
            ],
        );
        let b = document(
            "b",
            &[
                ("1", "", "主管部门每年组织一次绩效评价。"),
                ("2", "", "建立专家委员会，负责评审申报材料。"),
                ("3", "", "对评审合格的企业给予一次性奖励。"),
                ("4", "", "鼓励银行开发信贷产品。"),
            ],
        );
        let sides = [Side::new(&a, None).unwrap(), Side::new(&b, None).unwrap()];
        let laid = lay(&sides, &Lexicon::embedded());
        assert_eq!(laid.tallies, [Tally { same: 2, changed: 1, moved: 1, only_first: 1, only_here: 1 }]);
        let moved: Vec<_> =
            laid.rows.iter().filter_map(|r| r.cells[1].as_ref()).filter(|c| c.moved).map(|c| c.address.to_string()).collect();
        assert_eq!(moved, ["1"]);
        let three = lay(&[sides[0], sides[1], sides[0]], &Lexicon::embedded());
        assert_eq!(three.tallies[1], Tally { same: 4, ..Tally::default() });
        assert!(three.rows.iter().all(|r| r.cells.len() == 3));
    }

    #[test]
    fn two_clauses_are_compared_even_when_they_share_no_word() {
        let a = document("a", &[("1", "", "甲乙丙")]);
        let b = document("b", &[("5", "", "补助标准")]);
        let side = |p| Side::new(p, Some(&(if std::ptr::eq(p, &a) { "1" } else { "5" }).parse().unwrap())).unwrap();
        let laid = lay(&[side(&a), side(&b)], &Lexicon::embedded());
        assert_eq!((laid.rows.len(), laid.tallies[0].changed), (1, 1));
        assert!(Side::new(&a, Some(&"9".parse().unwrap())).is_none());
    }
}
