//! The judged queries (`queries.tsv`), and how well a ranking answers them.
//!
//! Every query names the clauses that a user wants to see, with a grade: 3 answers the query, 2 belongs to
//! the answer, 1 touches on it. Queries with even ids are for tuning, those with odd ids are held out.
//!
//! * nDCG@10 (Järvelin and Kekäläinen 2002), gain `2^grade - 1`, discount `log2(rank + 1)`: is the best on top;
//! * MRR: one over the rank of the first clause with grade 3, within the first 20;
//! * recall@20: the share of the clauses with grade 2 or 3 that are among the first 20.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use super::rows::{EvalError, read};
use crate::index::Library;
use crate::search::{Ranking, SearchRequest, Step, search};

/// How far down nDCG looks.
const DEPTH: usize = 10;
/// How far down recall and MRR look.
const PAGE: usize = 20;
/// The grade of a clause that answers the query.
const ANSWERS: u8 = 3;
/// From this grade on a clause belongs to the answer.
const BELONGS: u8 = 2;

/// A query with the clauses that answer it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JudgedQuery {
    /// Its number.
    pub id: u32,
    /// `researcher`, `applicant` or `staff`.
    pub user: String,
    /// As typed.
    pub query: String,
    /// Grades from 0 to 3, by policy and address.
    pub grades: BTreeMap<(String, String), u8>,
}

/// How well the queries of one half are answered, each figure the mean over the queries, 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct QueryScore {
    /// Number of queries.
    pub queries: usize,
    /// nDCG@10.
    pub ndcg: f64,
    /// Mean reciprocal rank of the first clause with grade 3.
    pub mrr: f64,
    /// Recall@20 of the clauses with grade 2 or 3.
    pub recall: f64,
}

/// The answer to one query, for reading.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answered {
    /// The number of the query.
    pub id: u32,
    /// As typed.
    pub query: String,
    /// nDCG@10.
    pub ndcg: f64,
    /// Recall@20.
    pub recall: f64,
    /// The first clauses, `policy address`, each with its grade where it was judged.
    pub hits: Vec<(String, Option<u8>)>,
    /// Clauses with grade 2 or 3 that are not among the first 20.
    pub missed: Vec<(String, u8)>,
}

/// The score of each half, and every answer in the order of ids.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RankingReport {
    /// `queries-tuning` and `queries-held-out`.
    pub halves: BTreeMap<String, QueryScore>,
    /// Each query.
    pub answers: Vec<Answered>,
}

/// The name of the half of a query.
pub fn half(id: u32) -> &'static str {
    if id.is_multiple_of(2) { "queries-tuning" } else { "queries-held-out" }
}

/// Reads `queries.tsv`. User and query stand in the first row of an id and are empty in the others.
///
/// # Errors
/// [`EvalError`] naming the row: no number, no query, a grade above 3, a clause judged twice.
pub fn queries(path: &Path) -> Result<Vec<JudgedQuery>, EvalError> {
    let mut queries: Vec<JudgedQuery> = Vec::new();
    for row in read(path, &["id", "user", "query", "policy", "address", "grade"])? {
        let wrong = |message: String| EvalError::Row { path: path.to_owned(), line: row.line, message };
        let id: u32 = row.get("id").parse().map_err(|_| wrong(format!("id is {:?}; expected a number", row.get("id"))))?;
        let grade: u8 = row
            .get("grade")
            .parse()
            .ok()
            .filter(|g| *g <= ANSWERS)
            .ok_or_else(|| wrong(format!("grade is {:?}; expected 0, 1, 2 or 3", row.get("grade"))))?;
        if queries.last().is_none_or(|last| last.id != id) {
            if row.get("query").is_empty() || queries.iter().any(|q| q.id == id) {
                return Err(wrong(format!("query {id}: expected the query in its first row, and its rows together")));
            }
            queries.push(JudgedQuery {
                id,
                user: row.get("user").to_owned(),
                query: row.get("query").to_owned(),
                ..JudgedQuery::default()
            });
        }
        let Some(query) = queries.last_mut() else { continue };
        let clause = (row.get("policy").to_owned(), row.get("address").to_owned());
        if query.grades.insert(clause, grade).is_some() {
            return Err(wrong(format!("query {id}: {} {} is judged twice", row.get("policy"), row.get("address"))));
        }
    }
    Ok(queries)
}

/// Asks every query and scores the answers.
pub fn score(library: &Library, queries: &[JudgedQuery], ranking: Ranking) -> RankingReport {
    let mut report = RankingReport::default();
    let mut sums: BTreeMap<&str, QueryScore> = BTreeMap::new();
    for query in queries {
        let request = SearchRequest { query: query.query.clone(), limit: PAGE, ranking, ..SearchRequest::default() };
        let response = search(library, &request);
        let shown = response.hits.iter().chain(&response.related);
        let hits: Vec<(String, String)> = shown.map(|h| (h.policy.to_string(), h.address.to_string())).collect();
        let grades: Vec<u8> = hits.iter().map(|hit| query.grades.get(hit).copied().unwrap_or(0)).collect();
        let found: BTreeSet<&(String, String)> = hits.iter().collect();
        let belongs: Vec<_> = query.grades.iter().filter(|(_, grade)| **grade >= BELONGS).collect();
        let missed: Vec<_> = belongs.iter().filter(|(clause, _)| !found.contains(clause)).collect();
        let mut ideal: Vec<u8> = query.grades.values().copied().collect();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        let ndcg = gain(&grades) / gain(&ideal).max(f64::MIN_POSITIVE);
        let recall = (belongs.len() - missed.len()) as f64 / belongs.len().max(1) as f64;
        let sum = sums.entry(half(query.id)).or_default();
        sum.queries += 1;
        sum.ndcg += ndcg;
        sum.recall += recall;
        sum.mrr += grades.iter().position(|g| *g == ANSWERS).map_or(0.0, |at| 1.0 / (at + 1) as f64);
        let name = |(policy, address): &(String, String)| format!("{policy} {address}");
        report.answers.push(Answered {
            id: query.id,
            query: query.query.clone(),
            ndcg,
            recall,
            missed: missed.iter().map(|(clause, grade)| (name(clause), **grade)).collect(),
            hits: hits.iter().map(|hit| (name(hit), query.grades.get(hit).copied())).collect(),
        });
    }
    let mean = |sum: QueryScore| {
        let n = sum.queries.max(1) as f64;
        QueryScore { ndcg: sum.ndcg / n, mrr: sum.mrr / n, recall: sum.recall / n, ..sum }
    };
    report.halves = sums.into_iter().map(|(half, sum)| (half.to_owned(), mean(sum))).collect();
    report
}

/// Discounted cumulative gain of the first [`DEPTH`] grades.
fn gain(grades: &[u8]) -> f64 {
    let one = |(at, grade): (usize, &u8)| (f64::from(1u32 << grade) - 1.0) / (at as f64 + 2.0).log2();
    grades.iter().take(DEPTH).enumerate().map(one).sum()
}

/// What each step gains: the score with the first steps only, from plain BM25 up, then the full ranking
/// without one of them.
pub fn steps(library: &Library, queries: &[JudgedQuery]) -> Vec<(String, BTreeMap<String, QueryScore>)> {
    let halves = |ranking: Ranking| score(library, queries, ranking).halves;
    let up_to = |count: usize| Step::ALL.iter().skip(count).fold(Ranking::TUNED, |ranking, step| ranking.without(*step));
    let mut table = vec![("plain BM25".to_owned(), halves(Ranking::plain()))];
    table.extend(Step::ALL.iter().enumerate().map(|(i, step)| (format!("+ {}", step.name()), halves(up_to(i + 1)))));
    table.extend(Step::ALL.iter().map(|step| (format!("all but {}", step.name()), halves(Ranking::TUNED.without(*step)))));
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_row_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("q.tsv");
        let read = |rows: &str| {
            std::fs::write(&path, format!("id\tuser\tquery\tpolicy\taddress\tgrade\n{rows}")).unwrap();
            queries(&path).map_err(|e| e.to_string().split_once(".tsv:").map(|(_, m)| m.to_owned()).unwrap_or_default())
        };
        let two = read("1\tstaff\t补助\ta/b\t1\t3\n1\t\t\ta/b\t2\t0\n2\tstaff\t奖励\ta/b\t1\t1\n").unwrap();
        assert_eq!((two.len(), two[0].grades.len(), two[1].query.as_str()), (2, 2, "奖励"));
        assert_eq!(read("1\tstaff\t补助\ta/b\t1\t4\n").unwrap_err(), "2: grade is \"4\"; expected 0, 1, 2 or 3");
        assert_eq!(read("x\tstaff\t补助\ta/b\t1\t3\n").unwrap_err(), "2: id is \"x\"; expected a number");
        assert_eq!(read("1\tstaff\t补助\ta/b\t1\t3\n1\t\t\ta/b\t1\t2\n").unwrap_err(), "3: query 1: a/b 1 is judged twice");
        let apart = "1\tstaff\t补助\ta/b\t1\t3\n2\tstaff\t奖励\ta/b\t1\t3\n1\tstaff\t补助\ta/b\t2\t3\n";
        assert_eq!(read(apart).unwrap_err(), "4: query 1: expected the query in its first row, and its rows together");
    }

    #[test]
    fn gain_falls_with_rank_and_grows_with_grade() {
        assert!((gain(&[3]) - 7.0).abs() < 1e-12);
        assert!((gain(&[0, 3]) - 7.0 / 3f64.log2()).abs() < 1e-12);
        assert!(gain(&[3, 1]) > gain(&[1, 3]) && gain(&[0; 10]) == 0.0);
        assert_eq!(gain(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3]), 0.0, "below the tenth nothing counts");
    }
}
