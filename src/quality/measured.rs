//! Scores of the parser on documents that were read by hand, as the last run measured them.
//!
//! The figures stand in `measured.tsv`, built into the program; `tests/suite/quality.rs` measures again and fails when they
//! are not what a run gives, or when the documents or the rows are others. So a page can show them without the tables.

use serde::Serialize;

/// `measured.tsv`.
const TABLE: &str = include_str!("measured.tsv");

/// The score of one kind of row, in counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Measured {
    /// `clause`, `money`, `citation` …
    pub kind: String,
    /// Rows that a reader wrote down.
    pub rows: usize,
    /// Those that the parser found.
    pub found: usize,
    /// What the parser reported.
    pub reported: usize,
    /// What of it a row explains.
    pub explained: usize,
}

/// What was measured.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Scores {
    /// SHA-256 of the tables, in hex: which rows were measured.
    pub fingerprint: String,
    /// Ids of the documents.
    pub documents: Vec<String>,
    /// By kind.
    pub scores: Vec<Measured>,
}

impl Measured {
    /// Per cent of the rows that were found, rounded down, so that 100 means all.
    pub fn recall(&self) -> f64 {
        percent(self.found, self.rows)
    }

    /// Per cent of what was reported that a row explains, rounded down.
    pub fn precision(&self) -> f64 {
        percent(self.explained, self.reported)
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    (part * 1000).checked_div(whole).map_or(100.0, |tenths| tenths as f64 / 10.0)
}

/// The scores that are built in.
pub fn scores() -> Scores {
    read(TABLE)
}

/// Reads the table: a line `fingerprint`, a line for each `document`, then kind, rows, found, reported, explained.
pub fn read(table: &str) -> Scores {
    let mut out = Scores::default();
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells.as_slice() {
            ["fingerprint", value] => out.fingerprint = (*value).to_owned(),
            ["document", id] => out.documents.push((*id).to_owned()),
            [kind, numbers @ ..] if numbers.len() == 4 => {
                let n: Vec<usize> = numbers.iter().filter_map(|n| n.parse().ok()).collect();
                if let [rows, found, reported, explained] = n[..] {
                    out.scores.push(Measured { kind: (*kind).to_owned(), rows, found, reported, explained });
                }
            }
            _ => {}
        }
    }
    out
}

/// Writes the table that [`read`] reads.
pub fn write(scores: &Scores) -> String {
    let mut out =
        "# Scores of the parser on the documents of tests/gold, written by the test `measured` with UPDATE_MEASURED=1.\n".to_owned();
    out += "# kind, rows read by hand, found of them, reported by the parser, explained of that\n";
    out += &format!("fingerprint\t{}\n", scores.fingerprint);
    scores.documents.iter().for_each(|id| out += &format!("document\t{id}\n"));
    for s in &scores.scores {
        out += &format!("{}\t{}\t{}\t{}\t{}\n", s.kind, s.rows, s.found, s.reported, s.explained);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_as_it_was_written() {
        let score = Measured { kind: "money".into(), rows: 3, found: 2, reported: 4, explained: 4 };
        let scores = Scores { fingerprint: "ab".into(), documents: vec!["a/b".into()], scores: vec![score] };
        assert_eq!(read(&write(&scores)), scores);
        assert_eq!((scores.scores[0].recall(), scores.scores[0].precision()), (66.6, 100.0));
    }
}
