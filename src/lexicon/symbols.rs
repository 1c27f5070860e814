//! 代字, the letters before the year of a document number (GB/T 9704-2012 §7.2.5), and whose they are (`symbols.toml`).
//!
//! Recipe: [`Symbols::read`] for a whole 代字 (穗府办, 皖科基地, 国科发火), [`Symbols::longest_suffix`] for the one that a
//! text ends with (按照国发). A 代字 is a stem of the tables and a free tail; of several readings the one with the longest
//! stem counts. What several places use is known and has no place: it is never guessed.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;
use toml::Spanned;

use super::authorities::Names;
use super::places::Places;
use super::rows;
use super::source::Mistake;
use crate::policy::Jurisdiction;

/// `symbols.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SymbolsFile {
    shared: Spanned<Vec<String>>,
    #[serde(deserialize_with = "rows::words")]
    unplaced: Vec<String>,
    #[serde(deserialize_with = "rows::words")]
    governments: Vec<String>,
    #[serde(deserialize_with = "rows::words")]
    kinds: Vec<String>,
    parts: BTreeMap<String, String>,
    places: BTreeMap<Spanned<String>, PlaceRow>,
    national: Vec<Spanned<NationalRow>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceRow {
    #[serde(default, deserialize_with = "rows::words")]
    stems: Vec<String>,
    #[serde(deserialize_with = "rows::words")]
    government: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NationalRow {
    body: String,
    #[serde(deserialize_with = "rows::words")]
    stems: Vec<String>,
    #[serde(default, deserialize_with = "rows::words")]
    matters: Vec<String>,
    example: String,
}

/// Whose a 代字 is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol<'s> {
    /// The places that use it: one, or several that share it, or none where only the kind of place is named (市政发).
    pub places: &'s [Jurisdiction],
    /// The body as far as it is known: 工业和信息化 for 粤工信, the full name of a national body.
    pub body: Option<&'s str>,
    /// Bytes of the stem, the part the tables know.
    stem: usize,
}

impl Symbol<'_> {
    /// The place; none when several share the 代字.
    pub fn place(&self) -> Option<&Jurisdiction> {
        match self.places {
            [one] => Some(one),
            _ => None,
        }
    }
}

#[derive(Debug)]
struct National {
    stem: String,
    matters: Vec<String>,
    body: String,
}

/// The tables, compiled.
#[derive(Debug, Default)]
pub struct Symbols {
    country: Vec<Jurisdiction>,
    national: Vec<National>,
    governments: HashMap<String, Vec<Jurisdiction>>,
    stems: HashMap<String, Vec<Jurisdiction>>,
    parts: HashMap<String, String>,
    kinds: Vec<String>,
    /// What may stand right before a 代字.
    before: HashSet<String>,
    /// 政, 府
    kinds_of_government: Vec<String>,
}

/// The longest tail, in characters: 工信厅|联通装函, 国能|综通新能.
const TAIL: usize = 5;
/// The longest stem, in characters: 六盘水府.
const STEM: usize = 8;
/// The longest words that may stand before a 代字, in characters: 双江拉祜族佤族布朗族傣族自治县 has 15.
const BEFORE: usize = 15;
/// Characters of words that lead in a number and stand in no tail: 按照, 和, 以及.
const LEADS: &str = "和与及或见按照的由在对将据号之了等〔([【《、，,：:；;。 ";

impl Symbols {
    /// Takes over the rows of the file.
    ///
    /// # Errors
    /// Codes and bodies that no table holds, 代字 of two places that are not marked as shared, marks without reason,
    /// examples that read as something else.
    pub fn new(file: SymbolsFile, names: &Names, places: &Places) -> Result<Symbols, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let mut made = Symbols { country: places.by_code("000000").into_iter().collect(), kinds: file.kinds, ..Symbols::default() };
        made.kinds.sort_by_key(|k| std::cmp::Reverse(k.len()));
        for (code, row) in &file.places {
            let Some(place) = places.by_code(code.get_ref()) else {
                let message = format!("[places] {:?}: expected a code of [places] in places.toml", code.get_ref());
                mistakes.push(Mistake::new(code.span(), message));
                continue;
            };
            for (table, symbols) in [(&mut made.governments, &row.government), (&mut made.stems, &row.stems)] {
                for symbol in symbols {
                    let owners: &mut Vec<Jurisdiction> = table.entry(symbol.clone()).or_default();
                    if let Some(other) = owners.first().filter(|_| !file.shared.get_ref().contains(symbol)) {
                        let message = format!("{symbol} is of {} already; list it in `shared` if both use it", other.name);
                        mistakes.push(Mistake::new(code.span(), message));
                    }
                    owners.push(place.clone());
                }
            }
        }
        for symbol in file.shared.get_ref() {
            let many = |table: &HashMap<String, Vec<Jurisdiction>>| table.get(symbol).is_some_and(|owners| owners.len() > 1);
            if !many(&made.governments) && !many(&made.stems) {
                mistakes.push(Mistake::new(file.shared.span(), format!("shared: fewer than two rows of [places] have {symbol:?}")));
            }
        }
        for unplaced in file.unplaced {
            for government in &file.governments {
                made.governments.insert(format!("{unplaced}{government}"), Vec::new());
            }
            made.stems.insert(unplaced, Vec::new());
        }
        made.kinds_of_government = file.governments;
        made.parts = file.parts.into_iter().collect();
        let mut seen = rows::Ids::default();
        for row in &file.national {
            let (at, row) = (row.span(), row.get_ref());
            if names.full(&row.body) != Some(row.body.as_str()) {
                let message = format!("body {:?}: expected the name of a [[body]] in authorities.toml", row.body);
                mistakes.push(Mistake::new(at.clone(), message));
            }
            for stem in &row.stems {
                seen.add("the stem", stem, at.clone(), &mut mistakes);
                made.national.push(National { stem: stem.clone(), matters: row.matters.clone(), body: row.body.clone() });
            }
        }
        made.national.sort_by(|a, b| b.stem.len().cmp(&a.stem.len()).then(a.stem.cmp(&b.stem)));
        for row in &file.national {
            let (at, row) = (row.span(), row.get_ref());
            let letters = letters(&row.example);
            let read = made.read(letters).and_then(|s| s.body.map(str::to_owned));
            if read.as_deref() != Some(row.body.as_str()) {
                let got = read.map_or("no known body".to_owned(), |b| b);
                mistakes.push(Mistake::new(at, format!("the example {:?} is of {got}; expected {}", row.example, row.body)));
            }
        }
        if mistakes.is_empty() { Ok(made) } else { Err(mistakes) }
    }

    /// Tells what may stand right before a 代字 in running text: lead-ins (按照), ends of bodies' names (厅), places.
    pub fn after(&mut self, before: impl IntoIterator<Item = String>) {
        self.before.extend(before);
    }

    /// Reads a whole 代字, simplified; none when the tables do not know it.
    pub fn read(&self, letters: &str) -> Option<Symbol<'_>> {
        let national = self.national.iter().find_map(|n| {
            let rest = letters.strip_prefix(n.stem.as_str())?;
            let matter = n.matters.iter().filter_map(|m| Some((m, rest.strip_prefix(m.as_str())?)));
            let fits = if n.matters.is_empty() { self.tail(rest) } else { matter.clone().any(|(_, tail)| self.kind(tail)) };
            let len = n.stem.len() + matter.filter(|(_, tail)| self.kind(tail)).map(|(m, _)| m.len()).max().unwrap_or(0);
            fits.then_some(Symbol { places: &self.country, body: Some(&n.body), stem: len })
        });
        let ends: Vec<usize> = letters.char_indices().map(|(i, c)| i + c.len_utf8()).take(STEM).collect();
        let government = ends.iter().rev().find_map(|end| {
            let places = self.governments.get(&letters[..*end])?;
            self.tail(&letters[*end..]).then_some(Symbol { places, body: Some("人民政府"), stem: *end })
        });
        let department = ends.iter().rev().find_map(|end| {
            let places = self.stems.get(&letters[..*end])?;
            let rest = &letters[*end..];
            let part_ends = rest.char_indices().map(|(i, c)| i + c.len_utf8()).take(STEM);
            let parts: Vec<usize> = part_ends.filter(|e| self.parts.contains_key(&rest[..*e]) && self.tail(&rest[*e..])).collect();
            let part = parts.last()?;
            Some(Symbol { places, body: self.parts.get(&rest[..*part]).map(String::as_str), stem: end + part })
        });
        // Of equal stems the last counts: 银发 is the bank's, and not 银川's party committee's.
        [department, government, national].into_iter().flatten().max_by_key(|s| s.stem)
    }

    /// The longest 代字 that a text ends with, where what stands before it can stand before one.
    ///
    /// ```
    /// let lexicon = tiaoli::lexicon::Lexicon::embedded();
    /// let suffix = |text| lexicon.authorities.longest_symbol_suffix(text);
    /// assert_eq!(suffix("按照国发"), Some("国发"));
    /// assert_eq!(suffix("广东省工业和信息化厅粤工信规字"), Some("粤工信规字"));
    /// assert_eq!(suffix("按照某某发"), None);
    /// ```
    pub fn longest_suffix<'t>(&self, text: &'t str) -> Option<&'t str> {
        let starts: Vec<usize> = text.char_indices().rev().map(|(i, _)| i).take(STEM + TAIL + 3).collect();
        let splits = starts.into_iter().rev().map(|at| text.split_at(at)).filter(|(_, symbol)| symbol.chars().count() >= 2);
        let known = splits.clone().find(|(before, symbol)| self.may_precede(before) && self.read(symbol).is_some());
        let found = known.or_else(|| splits.clone().find(|(before, symbol)| self.own(before, symbol)));
        found.map(|(_, symbol)| symbol)
    }

    /// Whether a 代字 may stand right behind a text: nothing, a lead-in (按照), a body (财政厅) or a place (南京市).
    fn may_precede(&self, before: &str) -> bool {
        let mut ends = before.char_indices().rev().take(BEFORE).map(|(at, _)| &before[at..]);
        before.ends_with(|c: char| !c.is_alphabetic()) || before.is_empty() || ends.any(|end| self.before.contains(end))
    }

    /// Whether a 代字 that no row holds is of the body right before it, whose name its first character is taken from:
    /// 启东市科技局|启科发.
    fn own(&self, before: &str, symbol: &str) -> bool {
        let Some(first) = symbol.chars().next() else { return false };
        let rest = &symbol[first.len_utf8()..];
        let mut ends = rest.char_indices().map(|(i, c)| i + c.len_utf8()).take(STEM);
        let near = before.char_indices().rev().nth(2 * BEFORE).map_or(before, |(at, _)| &before[at..]);
        !before.ends_with(first)
            && near.contains(first)
            && self.may_precede(before)
            && ends.any(|end| {
                (self.parts.contains_key(&rest[..end]) || self.kinds_of_government.iter().any(|g| g == &rest[..end]))
                    && self.tail(&rest[end..])
            })
    }

    /// Whether a text can be a tail: short, no words that lead in a number, no other 代字 inside.
    fn tail(&self, text: &str) -> bool {
        let inner = |rest: &str| {
            self.national.iter().any(|n| n.matters.is_empty() && rest.starts_with(n.stem.as_str()))
                || rest.char_indices().any(|(i, c)| self.governments.get(&rest[..i + c.len_utf8()]).is_some_and(|p| !p.is_empty()))
        };
        text.chars().take(TAIL + 1).count() <= TAIL
            && text.chars().all(|c| c.is_alphabetic() && !LEADS.contains(c))
            && !text.char_indices().any(|(at, _)| inner(&text[at..]))
    }

    /// Whether a text is the kind of a document: nothing, 函, 规字.
    fn kind(&self, text: &str) -> bool {
        text.is_empty()
            || self
                .kinds
                .iter()
                .any(|k| text.strip_prefix(k.as_str()).is_some_and(|rest| rest.is_empty() || self.kinds.iter().any(|k| k == rest)))
    }
}

/// The letters of a number or of what stands before its year: 穗府办 of 穗府办〔2022〕19号.
pub fn letters(number: &str) -> &str {
    let end = number.find(|c: char| c.is_ascii_digit() || "〔[【(（﹝<《〖〘".contains(c)).unwrap_or(number.len());
    number[..end].trim()
}
