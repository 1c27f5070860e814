//! Scores that must not drop (`baseline.tsv`): the floor for each kind, raised by hand when the parser gets better.

use std::path::Path;

use super::Report;
use super::rows::{EvalError, read};

/// Kinds of the judged queries begin with this.
const QUERIES: &str = "queries-";

/// Compares a report with the floors of `path`; each line names a kind that fell, or that has no floor yet.
/// An empty cell is no floor. Floors of the judged queries are held when the report has asked them.
///
/// # Errors
/// [`EvalError`] when the table cannot be read or holds something that is no number.
pub fn drops(report: &Report, path: &Path) -> Result<Vec<String>, EvalError> {
    let rows = read(path, &["kind", "rows", "recall", "precision"])?;
    let mut out = Vec::new();
    for row in &rows {
        let number = |head: &str| {
            if row.get(head).is_empty() {
                return Ok(0.0);
            }
            let message = || format!("{head} is {:?}; expected a number such as 0.95", row.get(head));
            row.get(head).parse::<f64>().map_err(|_| EvalError::Row { path: path.to_owned(), line: row.line, message: message() })
        };
        let kind = row.get("kind");
        let mut fell = |what: &str, found: f64, floor: f64| {
            if found + 5e-4 < floor {
                out.push(format!("{kind}: {what} {found:.3} is below {floor}"));
            }
        };
        if kind.starts_with(QUERIES) {
            let Some(ranking) = &report.ranking else { continue };
            let score = ranking.halves.get(kind).copied().unwrap_or_default();
            fell("rows", score.queries as f64, number("rows")?);
            fell("recall@20", score.recall, number("recall")?);
            fell("nDCG@10", score.ndcg, number("ndcg")?);
            fell("MRR", score.mrr, number("mrr")?);
        } else {
            let score = report.scores.get(kind).copied().unwrap_or_default();
            fell("rows", score.rows as f64, number("rows")?);
            fell("recall", score.recall(), number("recall")?);
            fell("precision", score.precision(), number("precision")?);
        }
    }
    let halves = report.ranking.iter().flat_map(|r| r.halves.keys());
    let without = report.scores.keys().chain(halves).filter(|kind| !rows.iter().any(|r| r.get("kind") == *kind));
    out.extend(without.map(|kind| format!("{kind}: no floor in {}", path.display())));
    Ok(out)
}
