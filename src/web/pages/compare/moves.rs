//! Links on the heads of the table: a column or a row goes elsewhere, and the columns are sorted.

use crate::compare::{Row, Sort};
use crate::message::Message;
use crate::web::comparing::Comparing;
use crate::web::language::say;
use crate::web::urls;

/// With more columns or rows than this they cannot be moved one by one: every link would name them all.
const MOVABLE: usize = 40;

/// A link on a head: its sign, and what it does.
pub(super) struct Move {
    pub(super) href: String,
    pub(super) sign: String,
    pub(super) words: String,
}

fn made(href: String, sign: &'static str, words: &'static str) -> Move {
    Move { href, sign: sign.to_owned(), words: say(&Message::new(words)) }
}

/// Where a column can go. Moving one fixes the order that is seen, and so ends a sorting.
pub(super) fn column_moves(state: &Comparing, keys: &[String], n: usize) -> Vec<Move> {
    if keys.len() < 2 || keys.len() > MOVABLE {
        return Vec::new();
    }
    let to = |keys: Vec<String>| urls::comparing(&state.with(|s| (s.places, s.sort) = (keys, None)));
    let swapped = |a: usize, b: usize| {
        let mut keys = keys.to_vec();
        keys.swap(a, b);
        to(keys)
    };
    let mut out = Vec::new();
    if n > 0 {
        out.push(made(swapped(n - 1, n), "←", "move-left"));
    }
    if n + 1 < keys.len() {
        out.push(made(swapped(n, n + 1), "→", "move-right"));
    }
    let without = keys.iter().enumerate().filter(|(i, _)| *i != n).map(|(_, k)| k.clone()).collect();
    out.push(made(to(without), "×", "move-no-column"));
    out
}

/// Where a row can go, past the next row that is seen.
pub(super) fn row_moves(state: &Comparing, names: &[String], shown: &[String], n: usize) -> Vec<Move> {
    // Names of an address may be labels; then only the rows of the answer are known by id.
    let all = if shown.iter().all(|s| names.contains(s)) { names } else { shown };
    if shown.len() < 2 || all.len() > MOVABLE {
        return Vec::new();
    }
    let at = |n: usize| all.iter().position(|name| shown.get(n) == Some(name));
    let to = |rows: Vec<String>| urls::comparing(&state.with(|s| s.rows = rows));
    let moved = |from: usize, to_row: usize| -> Option<String> {
        let (from, to_place) = (at(from)?, at(to_row)?);
        let mut rows = all.to_vec();
        let row = rows.remove(from);
        rows.insert(to_place, row);
        Some(to(rows))
    };
    let mut out = Vec::new();
    out.extend(n.checked_sub(1).and_then(|above| moved(n, above)).map(|href| made(href, "↑", "move-up")));
    out.extend(moved(n, n + 1).map(|href| made(href, "↓", "move-down")));
    let without = all.iter().filter(|name| shown.get(n) != Some(name)).cloned().collect();
    out.push(made(to(without), "×", "move-no-row"));
    out
}

/// Sorts the columns by this row, either way.
pub(super) fn sorts(state: &Comparing, row: &Row) -> Vec<Move> {
    let by = |descending| urls::comparing(&state.with(|s| (s.sort, s.across) = (Some(Sort { row: row.topic.clone(), descending }), 1)));
    let sorted = |href, sign, words| Move { href, sign: say(&Message::new(sign)), words: say(&Message::new(words)) };
    vec![sorted(by(false), "sort-up", "sort-up-means"), sorted(by(true), "sort-down", "sort-down-means")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_moves_and_everything_else_stays() {
        let keys: Vec<String> = ["广西", "云南", "广州"].map(str::to_owned).into();
        let sort = Some(Sort { row: "capital".into(), descending: true });
        let state = Comparing { rows: vec!["capital".into()], differences: true, sort, ..Comparing::default() };
        let moves = column_moves(&state, &keys, 1);
        let told: Vec<(&str, String)> = moves.iter().map(|m| (m.sign.as_str(), m.href.clone())).collect();
        let order = |keys: [&str; 3]| urls::comparing(&state.with(|s| (s.places, s.sort) = (keys.map(str::to_owned).into(), None)));
        assert_eq!(told[0], ("←", order(["云南", "广西", "广州"])));
        assert_eq!(told[1], ("→", order(["广西", "广州", "云南"])));
        assert!(told[2].1.contains("differences=only") && !told[2].1.contains("%E4%BA%91"), "{}", told[2].1);
        assert!(column_moves(&state, &vec![String::new(); 200], 1).is_empty());
    }

    #[test]
    fn a_row_moves_past_the_next_one_that_is_seen() {
        let names: Vec<String> = ["a", "b", "c", "d"].map(str::to_owned).into();
        let shown: Vec<String> = ["a", "d"].map(str::to_owned).into();
        let moves = row_moves(&Comparing::default(), &names, &shown, 0);
        assert_eq!(moves[0].href, "/compare?topic=b&topic=c&topic=d&topic=a");
        assert_eq!(moves[1].href, "/compare?topic=b&topic=c&topic=d");
    }
}
