//! Scores that must not drop (`baseline.tsv`): the floor for each kind, raised by hand when the parser gets better.

use std::path::Path;

use super::rows::{EvalError, read};
use super::{Report, Score};

/// Compares a report with the floors of `path`; each line names a kind that fell, or that has no floor yet.
///
/// # Errors
/// [`EvalError`] when the table cannot be read or holds something that is no number.
pub fn drops(report: &Report, path: &Path) -> Result<Vec<String>, EvalError> {
    let rows = read(path, &["kind", "rows", "recall", "precision"])?;
    let mut out = Vec::new();
    for row in &rows {
        let number = |head: &str| {
            let message = || format!("{head} is {:?}; expected a number such as 0.95", row.get(head));
            row.get(head).parse::<f64>().map_err(|_| EvalError::Row { path: path.to_owned(), line: row.line, message: message() })
        };
        let (rows, recall, precision) = (number("rows")?, number("recall")?, number("precision")?);
        let kind = row.get("kind");
        let score = report.scores.get(kind).copied().unwrap_or(Score { rows: 0, ..Score::default() });
        let mut fell = |what: &str, found: f64, floor: f64| {
            if found + 5e-4 < floor {
                out.push(format!("{kind}: {what} {found:.3} is below {floor}"));
            }
        };
        fell("rows", score.rows as f64, rows);
        fell("recall", score.recall(), recall);
        fell("precision", score.precision(), precision);
    }
    let without = report.scores.keys().filter(|kind| !rows.iter().any(|r| r.get("kind") == *kind));
    out.extend(without.map(|kind| format!("{kind}: no floor in {}", path.display())));
    Ok(out)
}
