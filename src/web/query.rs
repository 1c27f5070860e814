//! What the part of an address after `?` says: read once, at the edge, and written back the same way.

use percent_encoding::percent_decode_str;

use super::error::Problem;
use crate::extract::{FactKind, Role};
use crate::message::Message;
use crate::policy::Level;
use crate::search::{FILTERS, Node, SearchRequest, Sort, amount_filter, kind_label, kind_of, one_filter, role_label, role_of};

/// Hits on one page of results.
pub const PAGE_SIZE: usize = 20;
/// A longer query is refused: it is a pasted text, not a question.
const MAX_QUERY_CHARS: usize = 1000;
/// The last page that can be asked for.
const MAX_PAGE: usize = 500;

/// The pairs of a query string, in order. A name may stand several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Reads the part after `?`; `+` is a space, bad bytes become U+FFFD.
    pub fn parse(query: &str) -> Self {
        let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
        let pair = |text: &str| {
            let (name, value) = text.split_once('=').unwrap_or((text, ""));
            (decode(name), decode(value))
        };
        Params(query.split('&').filter(|p| !p.is_empty()).map(pair).collect())
    }

    /// The pairs as they were sent.
    pub fn sent(&self) -> &[(String, String)] {
        &self.0
    }

    /// The first value with this name, trimmed; none when it is empty.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }

    /// The different names, in order of first use.
    pub fn names(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for (name, _) in &self.0 {
            if !out.contains(name) {
                out.push(name.clone());
            }
        }
        out
    }

    /// The values with this name as they were written, empty ones too, in order.
    pub fn each(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(n, _)| n == name).map(|(_, v)| v.trim().to_owned()).collect()
    }

    /// The first value with this name exactly as it was sent; empty when it is not given.
    pub fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// The items of a list as they were sent, empty and repeated ones too; `a,b` and `a、b` are two.
    pub fn items<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        self.0.iter().filter(move |(n, _)| n == name).flat_map(|(_, v)| v.split([',', '，', '、'])).map(str::trim)
    }

    /// All different items of a list.
    pub fn all(&self, name: &str) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for value in self.items(name).filter(|v| !v.is_empty()) {
            if !out.iter().any(|v| v == value) {
                out.push(value.to_owned());
            }
        }
        out
    }

    /// All pairs with one of these names, in their order, values trimmed and not empty.
    pub fn pairs<'p>(&'p self, names: &'p [&'p str]) -> impl Iterator<Item = (&'p str, &'p str)> {
        let pairs = self.0.iter().map(|(name, value)| (name.as_str(), value.trim()));
        pairs.filter(move |(name, value)| names.contains(name) && !value.is_empty())
    }

    /// The whole number with this name, none when it is not given.
    ///
    /// # Errors
    /// A [`Problem`] when it is no number from 0 to `max`.
    pub fn number(&self, name: &str, max: usize) -> Result<Option<usize>, Problem> {
        let Some(text) = self.first(name) else { return Ok(None) };
        match crate::text::fold(text).parse::<usize>() {
            Ok(n) if n <= max => Ok(Some(n)),
            _ => Err(Problem::invalid(name, Message::new("asked-number").with("given", format!("{name}={text}")).with("most", max))),
        }
    }
}

/// A search as its address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuery {
    /// As typed.
    pub q: String,
    /// Places.
    pub places: Vec<String>,
    /// Levels.
    pub levels: Vec<Level>,
    /// First year.
    pub from: Option<u16>,
    /// Last year.
    pub to: Option<u16>,
    /// Issuing authorities.
    pub authorities: Vec<String>,
    /// Kinds of facts.
    pub kinds: Vec<FactKind>,
    /// Roles of facts.
    pub roles: Vec<Role>,
    /// Topics, by id.
    pub topics: Vec<String>,
    /// Least value, as typed: 100万.
    pub min: String,
    /// Greatest value, as typed.
    pub max: String,
    /// Day on which the policy is in force, as typed: 2025-06-01.
    pub in_force: String,
    /// What stands first.
    pub sort: Sort,
    /// Page of results, from 1; 0 also means the first.
    pub page: usize,
    /// Whether synonyms are switched off.
    pub no_synonyms: bool,
}

impl SearchQuery {
    /// Reads `q`, `place`, `level`, `authority`, `from`, `to` (or `year`), `kind`, `role`, `topic`, `min`, `max`, `in_force`,
    /// `sort`, `page`, `synonyms`.
    ///
    /// # Errors
    /// A [`Problem`] that names the value and what was expected.
    pub fn read(params: &Params) -> Result<Self, Problem> {
        let q = params.first("q").unwrap_or_default().to_owned();
        if q.chars().count() > MAX_QUERY_CHARS {
            return Err(Problem::invalid("q", Message::new("asked-long").with("most", MAX_QUERY_CHARS)));
        }
        let mut levels = Vec::new();
        for level in params.all("level") {
            let level = level.parse().map_err(|_| Problem::invalid("level", Message::new("asked-level").with("typed", &level)))?;
            if !levels.contains(&level) {
                levels.push(level);
            }
        }
        let year = |name| params.number(name, 9999).map(|y| y.and_then(|y| u16::try_from(y).ok()));
        let only = year("year")?;
        let (mut from, mut to) = (year("from")?.or(only), year("to")?.or(only));
        if let (Some(first), Some(last)) = (from, to)
            && first > last
        {
            (from, to) = (Some(last), Some(first));
        }
        let sort = match params.first("sort") {
            None => Sort::default(),
            Some(word) => Sort::read(word).ok_or_else(|| Problem::invalid("sort", Message::new("asked-sort").with("typed", word)))?,
        };
        let kinds =
            params.all("kind").iter().map(|name| kind_of(name).ok_or_else(|| bad_filter("kind", name))).collect::<Result<_, _>>()?;
        let roles =
            params.all("role").iter().map(|name| role_of(name).ok_or_else(|| bad_filter("role", name))).collect::<Result<_, _>>()?;
        let text = |name: &str| params.first(name).unwrap_or_default().to_owned();
        let query = SearchQuery {
            q,
            places: params.all("place"),
            levels,
            authorities: params.all("authority"),
            kinds,
            roles,
            topics: params.all("topic"),
            min: text("min"),
            max: text("max"),
            in_force: text("in_force"),
            sort,
            from,
            to,
            page: params.number("page", MAX_PAGE)?.unwrap_or(1).max(1),
            no_synonyms: params.first("synonyms").is_some_and(|v| matches!(v, "off" | "0" | "no" | "false")),
        };
        amount_filter(&query.roles, &query.kinds, &query.min, &query.max).map_err(|expected| {
            let misread = Message::new("asked-range").with("min", &query.min).with("max", &query.max);
            Problem::invalid("min", misread.with("expected", expected))
        })?;
        if !query.in_force.is_empty() && one_filter("in_force", &query.in_force).is_none() {
            return Err(bad_filter("in_force", &query.in_force));
        }
        Ok(query)
    }

    /// The pairs that [`Self::read`] reads; what has its usual value is left out.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut out = vec![("q", self.q.clone())];
        out.extend(self.places.iter().map(|p| ("place", p.clone())));
        out.extend(self.levels.iter().map(|l| ("level", l.as_str().to_owned())));
        out.extend(self.authorities.iter().map(|a| ("authority", a.clone())));
        out.extend(self.kinds.iter().map(|k| ("kind", kind_label(*k).to_owned())));
        out.extend(self.roles.iter().map(|r| ("role", role_label(*r).to_owned())));
        out.extend(self.topics.iter().map(|t| ("topic", t.clone())));
        let texts = [("min", &self.min), ("max", &self.max), ("in_force", &self.in_force)];
        out.extend(texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name, text.clone())));
        out.extend(self.from.map(|y| ("from", y.to_string())));
        out.extend(self.to.map(|y| ("to", y.to_string())));
        if self.sort != Sort::default() {
            out.push(("sort", self.sort.as_str().to_owned()));
        }
        if self.no_synonyms {
            out.push(("synonyms", "off".to_owned()));
        }
        if self.page > 1 {
            out.push(("page", self.page.to_string()));
        }
        out
    }

    /// The pairs that a form carries along which has the fields `own` itself; a form starts on the first page.
    pub fn carried(&self, own: &[&str]) -> Vec<(&'static str, String)> {
        self.pairs().into_iter().filter(|(name, _)| *name != "page" && !own.contains(name)).collect()
    }

    /// What the search room is asked.
    pub fn request(&self) -> SearchRequest {
        let years = (self.from.is_some() || self.to.is_some()).then(|| (self.from.unwrap_or(0), self.to.unwrap_or(9999)));
        SearchRequest {
            query: self.q.clone(),
            places: self.places.clone(),
            levels: self.levels.clone(),
            years,
            limit: PAGE_SIZE,
            offset: (self.page.max(1) - 1) * PAGE_SIZE,
            no_synonyms: self.no_synonyms,
            filters: self.filters(),
            sort: self.sort,
            ..SearchRequest::default()
        }
    }

    /// The filters that the address says in fields of their own, besides places, levels and years.
    fn filters(&self) -> Vec<Node> {
        let mut filters = amount_filter(&self.roles, &self.kinds, &self.min, &self.max).unwrap_or_default();
        let mut choice = |key: &str, values: &[String]| {
            let mut nodes: Vec<Node> = values.iter().filter_map(|v| one_filter(key, v)).collect();
            if nodes.len() > 1 {
                filters.push(Node::Or(nodes));
            } else {
                filters.append(&mut nodes);
            }
        };
        choice("authority", &self.authorities);
        choice("topic", &self.topics);
        choice("in_force", std::slice::from_ref(&self.in_force));
        filters
    }

    /// Whether anything is asked at all.
    pub fn is_empty(&self) -> bool {
        self.q.is_empty() && !self.is_filtered()
    }

    /// Whether a filter is set.
    pub fn is_filtered(&self) -> bool {
        !self.places.is_empty() || !self.levels.is_empty() || self.from.is_some() || self.to.is_some() || !self.filters().is_empty()
    }

    /// The same search from its first page, changed by `change`.
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut other = SearchQuery { page: 1, ..self.clone() };
        change(&mut other);
        other
    }
}

/// 400: names the value of a filter and what was expected.
fn bad_filter(key: &str, value: &str) -> Problem {
    let Some(filter) = FILTERS.iter().find(|f| f.key == key) else { return Problem::bad_request(value) };
    let typed = Message::new("search-set").with("name", Message::each(filter.chinese[0], filter.key)).with("value", value);
    Problem::invalid(filter.key, Message::new("asked-filter").with("typed", typed).with("expected", &filter.expected))
}

/// Adds a value that is not there, or takes it away.
pub fn toggle<T: PartialEq>(values: &mut Vec<T>, value: T) {
    match values.iter().position(|v| *v == value) {
        Some(at) => {
            values.remove(at);
        }
        None => values.push(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_survives_its_address() {
        let typed =
            "q=%22%E8%A1%A5%E5%8A%A9%22+a%26b&place=%E5%B9%BF%E8%A5%BF&place=云南,广州&level=省&from=2019&to=2025&page=3&synonyms=off&x";
        let query = SearchQuery::read(&Params::parse(typed)).unwrap();
        assert_eq!(query.q, "\"补助\" a&b");
        assert_eq!(query.places, ["广西", "云南", "广州"]);
        assert_eq!((query.levels.as_slice(), query.from, query.page), ([Level::Provincial].as_slice(), Some(2019), 3));
        assert_eq!(query.request().offset, 40);
        assert_eq!(query.sort, Sort::Relevance);
        let url = super::super::urls::search(&query);
        assert_eq!(SearchQuery::read(&Params::parse(url.split_once('?').unwrap().1)).unwrap(), query);
    }

    #[test]
    fn amounts_and_sorting_stand_in_the_address() {
        let typed =
            "q=x&min=100万&max=1亿元&role=support,条件&kind=money&topic=lead_sales&authority=工信厅&in_force=2025-06-01&sort=amount";
        let query = SearchQuery::read(&Params::parse(typed)).unwrap();
        assert_eq!((query.roles.len(), query.sort, query.is_filtered()), (2, Sort::Amount, true));
        let said: Vec<String> = query.request().filters.iter().map(Node::to_string).collect();
        let expected = ["资助.金额=100万元..1亿元 OR 条件.金额=100万元..1亿元", "机关:\"工信厅\"", "主题:lead_sales", "有效:2025-06-01"];
        assert_eq!(said, expected);
        let url = super::super::urls::search(&query);
        assert_eq!(SearchQuery::read(&Params::parse(url.split_once('?').unwrap().1)).unwrap(), query);
        assert!(query.carried(&["min", "max", "role"]).iter().all(|(name, _)| !["min", "max", "role", "page"].contains(name)));
    }

    #[test]
    fn a_bad_value_is_named() {
        for (typed, part) in [
            ("level=镇", "镇"),
            ("page=x", "page=x"),
            ("from=-1", "from=-1"),
            ("page=501", "500"),
            ("sort=x", "relevance"),
            ("min=多", "500万元"),
            ("role=x", "资助"),
            ("kind=x", "金额"),
            ("in_force=2025", "2025-06-01"),
        ] {
            let problem = SearchQuery::read(&Params::parse(typed)).unwrap_err();
            assert!(problem.detail.to_string().contains(part), "{typed}: {}", problem.detail);
        }
        assert!(SearchQuery::read(&Params::parse(&format!("q={}", "字".repeat(1001)))).is_err());
        assert_eq!(Params::parse("q=%FF%").first("q"), Some("\u{FFFD}%"));
    }

    #[test]
    fn years_are_put_in_order() {
        let query = SearchQuery::read(&Params::parse("from=2025&to=2019")).unwrap();
        assert_eq!(query.request().years, Some((2019, 2025)));
        assert_eq!(SearchQuery::read(&Params::parse("year=２０２２")).unwrap().request().years, Some((2022, 2022)));
    }
}
