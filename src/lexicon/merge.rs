//! How the rows of a folder join those of the built-in word lists.
//!
//! * A table is joined key by key; a key given again takes the later value.
//! * A list of words gets the words it does not hold yet.
//! * A row `[[x]]` with the `id` or `name` of an earlier row takes its place; any other row is added.
//! * A synonym group that shares a word with an earlier one is joined to it.
//! * `replace = true` at the top of a file lets nothing of the earlier layers stand.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// What a row is known by.
const KEYS: [&str; 2] = ["id", "name"];

type Value<'i> = Spanned<DeValue<'i>>;

/// The table with its spans moved on.
pub fn shifted(table: DeTable<'_>, by: usize) -> DeTable<'_> {
    table.into_iter().map(|(key, value)| (Spanned::new(moved(key.span(), by), key.into_inner()), value_shifted(value, by))).collect()
}

fn value_shifted(value: Value<'_>, by: usize) -> Value<'_> {
    let span = moved(value.span(), by);
    Spanned::new(
        span,
        match value.into_inner() {
            DeValue::Table(table) => DeValue::Table(shifted(table, by)),
            DeValue::Array(list) => DeValue::Array(list.into_iter().map(|v| value_shifted(v, by)).collect()),
            plain => plain,
        },
    )
}

fn moved(span: Range<usize>, by: usize) -> Range<usize> {
    span.start + by..span.end + by
}

/// Joins the rows of a later layer to those of the earlier ones; `name` is that of the file.
pub fn join<'i>(name: &str, mut earlier: DeTable<'i>, later: DeTable<'i>) -> DeTable<'i> {
    for (key, value) in later {
        let joined = match (earlier.remove(key.get_ref().as_ref()).map(Spanned::into_inner), value.get_ref()) {
            (Some(DeValue::Table(old)), DeValue::Table(_)) => {
                let span = value.span();
                let DeValue::Table(new) = value.into_inner() else { continue };
                Spanned::new(span, DeValue::Table(join(name, old, new)))
            }
            (Some(DeValue::Array(old)), DeValue::Array(_)) => {
                let span = value.span();
                let DeValue::Array(new) = value.into_inner() else { continue };
                Spanned::new(span, DeValue::Array(if name == "synonyms.toml" { groups(old, new) } else { rows(old, new) }))
            }
            _ => value,
        };
        earlier.insert(key, joined);
    }
    earlier
}

/// Rows in the place of those with the same id or name, words that are new, and other rows.
fn rows<'i>(mut old: DeArray<'i>, new: DeArray<'i>) -> DeArray<'i> {
    let mut replaced = vec![false; old.len()];
    for row in new {
        let same = old.iter().zip(&replaced).position(|(o, done)| !done && same_row(o.get_ref(), row.get_ref()));
        match same {
            Some(at) => (old.as_mut()[at], replaced[at]) = (row, true),
            None if old.iter().any(|o| equal(o.get_ref(), row.get_ref()) && !matches!(row.get_ref(), DeValue::Table(_))) => {}
            None => {
                old.push(row);
                replaced.push(true);
            }
        }
    }
    old
}

fn same_row(a: &DeValue, b: &DeValue) -> bool {
    let key = KEYS.iter().find_map(|key| Some((text(a, key)?, text(b, key)?)));
    key.map_or_else(|| matches!(b, DeValue::Table(_)) && equal(a, b), |(a, b)| a == b)
}

fn text<'v>(row: &'v DeValue, key: &str) -> Option<&'v str> {
    match row {
        DeValue::Table(table) => table.get(key)?.get_ref().as_str(),
        _ => None,
    }
}

fn equal(a: &DeValue, b: &DeValue) -> bool {
    match (a, b) {
        (DeValue::String(a), DeValue::String(b)) => a == b,
        (DeValue::Integer(a), DeValue::Integer(b)) => a.as_str() == b.as_str() && a.radix() == b.radix(),
        (DeValue::Float(a), DeValue::Float(b)) => a.as_str() == b.as_str(),
        (DeValue::Boolean(a), DeValue::Boolean(b)) => a == b,
        (DeValue::Array(a), DeValue::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a.get_ref(), b.get_ref())),
        (DeValue::Table(a), DeValue::Table(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key.get_ref().as_ref()).is_some_and(|b| equal(a.get_ref(), b.get_ref())))
        }
        _ => false,
    }
}

/// Groups of words, joined where they share one.
fn groups<'i>(mut old: DeArray<'i>, new: DeArray<'i>) -> DeArray<'i> {
    let earlier = old.len();
    for row in new {
        let words: Vec<String> = words(row.get_ref()).iter().map(|w| crate::text::fold(w)).collect();
        let shares = |o: &Value| self::words(o.get_ref()).iter().any(|w| words.contains(&crate::text::fold(w)));
        match old.iter().take(earlier).position(shares) {
            Some(at) => {
                let mut whole = row;
                add_words(whole.get_mut(), old[at].get_ref());
                old.as_mut()[at] = whole;
            }
            None => old.push(row),
        }
    }
    old
}

fn words<'v>(group: &'v DeValue) -> Vec<&'v str> {
    match group {
        DeValue::Table(table) => match table.get("words").map(Spanned::get_ref) {
            Some(DeValue::Array(list)) => list.iter().filter_map(|w| w.get_ref().as_str()).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn add_words<'i>(group: &mut DeValue<'i>, from: &DeValue<'i>) {
    let (DeValue::Table(to), DeValue::Table(from)) = (group, from) else { return };
    for (key, earlier) in from {
        let Some(later) = to.get_mut(key.get_ref().as_ref()) else {
            to.insert(key.clone(), earlier.clone());
            continue;
        };
        if let (DeValue::Array(later), DeValue::Array(earlier)) = (later.get_mut(), earlier.get_ref()) {
            for word in earlier {
                if !later.iter().any(|w| equal(w.get_ref(), word.get_ref())) {
                    later.push(word.clone());
                }
            }
        }
    }
}

/// Takes away the row, or the entry of a table, that a place is in; false when there is none.
pub fn remove<'i>(table: &mut DeTable<'i>, at: &Range<usize>) -> bool {
    let key = table.iter().find(|(key, value)| key.span() == *at || holds(value, at)).map(|(key, _)| key.get_ref().clone());
    let Some(key) = key else { return false };
    let inside = match table.get_mut(key.as_ref()).map(|v| (v.span(), v.get_mut())) {
        Some((span, DeValue::Array(list))) if span != *at => {
            let left: DeArray<'i> = std::mem::replace(list, std::iter::empty().collect());
            let before = left.len();
            *list = left.into_iter().filter(|row| !holds(row, at)).collect();
            list.len() < before
        }
        Some((span, DeValue::Table(inner))) if span != *at => remove(inner, at),
        _ => false,
    };
    inside || table.remove(key.as_ref()).is_some()
}

/// Whether a value, a key or a value inside it stands at a place.
fn holds(value: &Value, at: &Range<usize>) -> bool {
    value.span() == *at
        || match value.get_ref() {
            DeValue::Array(list) => list.iter().any(|v| holds(v, at)),
            DeValue::Table(table) => table.iter().any(|(key, v)| key.span() == *at || holds(v, at)),
            _ => false,
        }
}
