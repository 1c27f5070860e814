//! Names of bodies, short and in full (`authorities.toml`), and their 代字.
//!
//! Recipe: [`Lexicon::full_name`] turns what people write into the full name (工信部, 市科技局), [`Lexicon::names_of`] lists
//! what people write for a body, [`Lexicon::same_body`] compares two names. [`Authorities::of_number`] tells whose a
//! document number is.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::Lexicon;
use super::rows::{self, Ids};
use super::source::Mistake;
use super::symbols::{Symbol, Symbols, letters};

/// `authorities.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthoritiesFile {
    body: Vec<Spanned<BodyRow>>,
    functions: BTreeMap<Spanned<String>, Vec<String>>,
    endings: BTreeMap<Spanned<String>, Vec<String>>,
    names: BTreeMap<Spanned<String>, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BodyRow {
    name: String,
    #[serde(deserialize_with = "rows::words")]
    short: Vec<String>,
    #[serde(default)]
    until: Option<String>,
    #[serde(default, deserialize_with = "rows::words")]
    now: Vec<String>,
}

/// A body of the whole country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Full name: 工业和信息化部.
    pub name: String,
    /// Names used beside it: 工信部.
    pub short: Vec<String>,
    /// The month of the change (`2018-03`) of a body that is no more.
    pub until: Option<String>,
    /// Full names of those who took over.
    pub now: Vec<String>,
}

/// Names, without their 代字.
#[derive(Debug)]
pub struct Names {
    bodies: Vec<Body>,
    /// A name of a national body, and its row.
    by_name: HashMap<String, usize>,
    /// 工信 and 工业和信息化 -> 工业和信息化
    functions: Vec<(String, String)>,
    /// 委 -> 委员会
    endings: Vec<(String, String)>,
    /// 科委 -> 科学技术委员会
    names: HashMap<String, String>,
}

/// Names of bodies and their 代字.
#[derive(Debug)]
pub struct Authorities {
    pub(super) names: Names,
    pub(super) symbols: Arc<Symbols>,
}

impl Names {
    /// Takes over the rows of the file.
    ///
    /// # Errors
    /// Names that stand twice, dates that are none, successors that no row holds.
    pub fn new(file: AuthoritiesFile) -> Result<Names, Vec<Mistake>> {
        let (mut mistakes, mut bodies, mut by_name) = (Vec::new(), Vec::new(), HashMap::new());
        let mut ids = Ids::default();
        let known: Vec<&str> = file.body.iter().map(|row| row.get_ref().name.as_str()).collect();
        for (i, row) in file.body.iter().enumerate() {
            let (at, row) = (row.span(), row.get_ref());
            for name in std::iter::once(&row.name).chain(&row.short) {
                ids.add("the name", name, at.clone(), &mut mistakes);
                by_name.insert(name.clone(), i);
            }
            if let Some(until) = row.until.as_deref().filter(|u| !is_month(u)) {
                mistakes.push(Mistake::new(at.clone(), format!("until = {until:?}: expected a month such as \"2018-03\"")));
            }
            for now in row.now.iter().filter(|n| !known.contains(&n.as_str())) {
                mistakes.push(Mistake::new(at.clone(), format!("now: {now:?} is the name of no [[body]]")));
            }
            if row.until.is_none() != row.now.is_empty() {
                mistakes.push(Mistake::new(at.clone(), format!("{}: until and now belong together", row.name)));
            }
            let BodyRow { name, short, until, now } = row;
            bodies.push(Body { name: name.clone(), short: short.clone(), until: until.clone(), now: now.clone() });
        }
        let mut table = |kind: &str, rows: &BTreeMap<Spanned<String>, Vec<String>>| {
            let mut forms: BTreeMap<String, String> = BTreeMap::new();
            for (full, short) in rows {
                for form in std::iter::once(full.get_ref()).chain(short) {
                    if forms.insert(form.clone(), full.get_ref().clone()).is_some() {
                        mistakes.push(Mistake::new(full.span(), format!("[{kind}] {form:?} stands twice")));
                    }
                }
            }
            // The longest form first.
            let mut forms: Vec<(String, String)> = forms.into_iter().collect();
            forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
            forms
        };
        let functions = table("functions", &file.functions);
        let (endings, names) = (table("endings", &file.endings), table("names", &file.names).into_iter().collect());
        if mistakes.is_empty() { Ok(Names { bodies, by_name, functions, endings, names }) } else { Err(mistakes) }
    }

    /// Every name of a national body, with its full name, longest first.
    pub fn national(&self) -> Vec<(String, String)> {
        let mut all: Vec<(String, String)> =
            self.by_name.iter().filter_map(|(name, i)| Some((name.clone(), self.bodies.get(*i)?.name.clone()))).collect();
        all.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
        all
    }

    /// The row of a national body, by any of its names; 原 before the name is passed over.
    pub fn body(&self, name: &str) -> Option<&Body> {
        let at = self.by_name.get(name).or_else(|| self.by_name.get(name.strip_prefix('原')?))?;
        self.bodies.get(*at)
    }

    /// The full name of a national body.
    pub fn full(&self, name: &str) -> Option<&str> {
        self.body(name).map(|b| b.name.as_str())
    }

    /// The full name of a department, without its place: 科技局 is 科学技术局.
    fn department(&self, name: &str) -> Option<String> {
        if let Some(full) = self.names.get(name) {
            return Some(full.clone());
        }
        self.functions.iter().find_map(|(form, function)| {
            let ending = name.strip_prefix(form.as_str())?;
            let (_, ending) = self.endings.iter().find(|(form, _)| form == ending)?;
            Some(format!("{function}{ending}"))
        })
    }

    /// The names of a department that mean the same, in full first.
    fn departments(&self, full: &str) -> Vec<String> {
        let mut all = vec![full.to_owned()];
        let mut add = |name: String| {
            if !all.contains(&name) && self.department(&name).as_deref() == Some(full) {
                all.push(name);
            }
        };
        let mut named: Vec<&String> = self.names.iter().filter(|(_, f)| *f == full).map(|(form, _)| form).collect();
        named.sort();
        named.into_iter().for_each(|form| add(form.clone()));
        for (function, _) in self.functions.iter().filter(|(_, f)| full.starts_with(f.as_str())) {
            self.endings.iter().for_each(|(ending, _)| add(format!("{function}{ending}")));
        }
        all
    }
}

impl Authorities {
    /// A national body, by any of its names: 工信部, 原文化部.
    pub fn body(&self, name: &str) -> Option<&Body> {
        self.names.body(name)
    }

    /// Whose a document number or its 代字 is: 穗府办〔2022〕19号, 皖科基地. None when the tables do not know it.
    pub fn of_number(&self, number: &str) -> Option<Symbol<'_>> {
        self.symbols.read(letters(number))
    }

    /// Whether a text is a 代字 that the tables know, with a place or without one.
    pub fn is_symbol(&self, text: &str) -> bool {
        self.symbols.read(text).is_some()
    }

    /// The longest 代字 that a text ends with ([`Symbols::longest_suffix`]).
    pub fn longest_symbol_suffix<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.symbols.longest_suffix(text)
    }
}

impl Lexicon {
    /// The full name of a body, simplified: 工信部 is 工业和信息化部, 市科技局 is 市科学技术局, 广东省工信厅 is
    /// 广东省工业和信息化厅. What is in full already comes back as it is; none for what is no known kind of body.
    pub fn full_name(&self, name: &str) -> Option<String> {
        let name = crate::text::fold(name);
        if let Some(full) = self.authorities.names.full(&name) {
            return Some(full.to_owned());
        }
        let (place, rest) = self.split_place(&name)?;
        Some(format!("{place}{}", self.authorities.names.department(rest)?))
    }

    /// All names of a body, in full first: 省工信厅 gives 省工业和信息化厅, 省工信厅. Empty when it is no known kind of body.
    pub fn names_of(&self, name: &str) -> Vec<String> {
        let folded = crate::text::fold(name);
        if let Some(body) = self.authorities.body(&folded) {
            return std::iter::once(&body.name).chain(&body.short).cloned().collect();
        }
        let Some((place, rest)) = self.split_place(&folded) else { return Vec::new() };
        let Some(full) = self.authorities.names.department(rest) else { return Vec::new() };
        self.authorities.names.departments(&full).into_iter().map(|name| format!("{place}{name}")).collect()
    }

    /// Whether two names are of one body: 工信部 and 工业和信息化部.
    pub fn same_body(&self, a: &str, b: &str) -> bool {
        let full = |name: &str| self.full_name(name).unwrap_or_else(|| crate::text::fold(name));
        full(a) == full(b)
    }

    /// The place that a name begins with, in full, and the rest: 广东|工信厅 is 广东省 and 工信厅, 市|科技局.
    fn split_place<'t>(&self, name: &'t str) -> Option<(String, &'t str)> {
        if let Some((place, len)) = self.places.at_start(name) {
            // 广州市黄埔区 stays as it is; 广东 is 广东省.
            let printed = &name[..len];
            let full = if printed.ends_with(place.name.as_str()) { printed.to_owned() } else { place.name };
            return Some((full, &name[len..]));
        }
        let kinds = ["自治区", "省", "市", "州", "县", "区", "盟", "旗", ""];
        kinds.iter().find_map(|kind| Some(((*kind).to_owned(), name.strip_prefix(kind)?)))
    }
}

/// 2018-03
fn is_month(text: &str) -> bool {
    matches!(text.split_once('-'), Some((year, month)) if year.len() == 4 && month.len() == 2
        && year.bytes().all(|b| b.is_ascii_digit()) && (1..=12).contains(&month.parse().unwrap_or(0)))
}
