//! The filters beside the results of a search: every one is a link to the same search with one value more or less.

use super::frame::Link;
use super::language::{language, say};
use super::query::{SearchQuery, toggle};
use super::urls;
use crate::lexicon::Lexicon;
use crate::message::{self, Message};
use crate::search::{Facets, Sort, kind_label, role_label};

/// Values shown of one filter; those that are set are always shown.
const SHOWN: usize = 12;

/// One group of filters.
pub struct Filter {
    /// What it filters by: 地区.
    pub name: String,
    /// Its values.
    pub options: Vec<FilterOption>,
    /// Whether it is shown unfolded.
    pub open: bool,
}

/// One value of a filter.
pub struct FilterOption {
    /// The search with the value switched.
    pub href: String,
    /// The value.
    pub text: String,
    /// Number of clauses.
    pub count: usize,
    /// Whether it is set.
    pub on: bool,
}

/// One order of the hits.
pub struct SortLink {
    /// The search in this order.
    pub href: String,
    /// 日期新的在前
    pub text: String,
    /// Whether it is the order at hand.
    pub on: bool,
}

/// The filters with their counts.
pub fn filters(query: &SearchQuery, facets: &Facets, lexicon: &Lexicon) -> Vec<Filter> {
    let option = |text: String, count: usize, on: bool, change: &dyn Fn(&mut SearchQuery)| FilterOption {
        href: urls::search(&query.with(change)),
        text,
        count,
        on,
    };
    let places = facets.places.iter().map(|(place, count)| {
        option(message::place(language(), place), *count, query.places.contains(place), &|q| toggle(&mut q.places, place.clone()))
    });
    let levels = facets
        .levels
        .iter()
        .map(|(level, count)| option(name(level.label()), *count, query.levels.contains(level), &|q| toggle(&mut q.levels, *level)));
    let years = facets.years.iter().map(|(year, count)| {
        let on = query.from == Some(*year) && query.to == Some(*year);
        let only = if on { None } else { Some(*year) };
        option(say(&Message::new("search-year").with("year", year.to_string())), *count, on, &|q| (q.from, q.to) = (only, only))
    });
    let authorities = facets
        .authorities
        .iter()
        .map(|(name, count)| option(name.clone(), *count, query.authorities.contains(name), &|q| toggle(&mut q.authorities, name.clone())));
    let kinds = facets
        .kinds
        .iter()
        .map(|(kind, count)| option(name(kind_label(*kind)), *count, query.kinds.contains(kind), &|q| toggle(&mut q.kinds, *kind)));
    let roles = facets
        .roles
        .iter()
        .map(|(role, count)| option(name(role_label(*role)), *count, query.roles.contains(role), &|q| toggle(&mut q.roles, *role)));
    let topics = facets
        .topics
        .iter()
        .map(|(id, count)| option(name(topic(id, lexicon)), *count, query.topics.contains(id), &|q| toggle(&mut q.topics, id.clone())));
    let groups = [
        ("search-by-place", places.collect::<Vec<_>>(), true),
        ("search-by-level", levels.collect(), true),
        ("search-by-year", years.collect(), true),
        ("search-by-authority", authorities.collect(), false),
        ("search-by-kind", kinds.collect(), false),
        ("search-by-role", roles.collect(), false),
        (BY_TOPIC, topics.collect(), false),
    ];
    let filter = |(id, mut options, open): (&'static str, Vec<FilterOption>, bool)| {
        let mut shown = 0;
        options.retain(|o| {
            shown += 1;
            shown <= SHOWN || o.on || id == BY_TOPIC
        });
        Filter { name: say(&Message::new(id)), open: open || options.iter().any(|o| o.on), options }
    };
    groups.into_iter().map(filter).filter(|f| !f.options.is_empty()).collect()
}

/// All topics are shown.
const BY_TOPIC: &str = "search-by-topic";

/// A name out of a word list, for the reader.
fn name(label: &str) -> String {
    message::name(language(), label)
}

/// The label of a topic.
fn topic<'a>(id: &'a str, lexicon: &'a Lexicon) -> &'a str {
    lexicon.topics.list.iter().find(|t| t.id == id).map_or(id, |t| &t.label)
}

/// The filters that are set, each with the address of the search without it.
pub fn active(query: &SearchQuery, lexicon: &Lexicon) -> Vec<Link> {
    let mut out = Vec::new();
    let mut add = |text: Message, change: &dyn Fn(&mut SearchQuery)| out.push(Link::new(urls::search(&query.with(change)), say(&text)));
    let set = |name: &'static str, value: Message| Message::new("search-set").with("name", Message::new(name)).with("value", value);
    for place in &query.places {
        add(set("search-by-place", Message::place(place)), &|q| toggle(&mut q.places, place.clone()));
    }
    for level in &query.levels {
        add(set("search-by-level", Message::name(level.label())), &|q| toggle(&mut q.levels, *level));
    }
    for authority in &query.authorities {
        add(set("search-by-authority", authority.into()), &|q| toggle(&mut q.authorities, authority.clone()));
    }
    for kind in &query.kinds {
        add(set("search-by-kind", Message::name(kind_label(*kind))), &|q| toggle(&mut q.kinds, *kind));
    }
    for role in &query.roles {
        add(set("search-by-role", Message::name(role_label(*role))), &|q| toggle(&mut q.roles, *role));
    }
    for id in &query.topics {
        add(set(BY_TOPIC, Message::name(topic(id, lexicon))), &|q| toggle(&mut q.topics, id.clone()));
    }
    if !query.min.is_empty() {
        add(Message::new("search-least").with("value", &query.min), &|q| q.min.clear());
    }
    if !query.max.is_empty() {
        add(Message::new("search-most").with("value", &query.max), &|q| q.max.clear());
    }
    if !query.in_force.is_empty() {
        add(Message::new("search-in-force").with("day", &query.in_force), &|q| q.in_force.clear());
    }
    let years = match (query.from, query.to) {
        (None, None) => return out,
        (Some(from), Some(to)) if from == to => from.to_string().into(),
        (Some(from), Some(to)) => Message::new("search-years").with("first", from.to_string()).with("last", to.to_string()),
        (Some(from), None) => Message::new("search-years-from").with("first", from.to_string()),
        (None, Some(to)) => Message::new("search-years-to").with("last", to.to_string()),
    };
    add(set("search-by-year", years), &|q| (q.from, q.to) = (None, None));
    out
}

/// The orders of the hits.
pub fn sorts(query: &SearchQuery) -> Vec<SortLink> {
    let link =
        |sort: Sort| SortLink { href: urls::search(&query.with(|q| q.sort = sort)), text: say(&sort.label()), on: query.sort == sort };
    Sort::ALL.into_iter().map(link).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Role;

    #[test]
    fn a_filter_is_switched_on_and_off_by_its_address() {
        let lexicon = Lexicon::embedded();
        let mut query = SearchQuery { q: "补助".into(), page: 2, ..SearchQuery::default() };
        let facets = Facets {
            places: vec![("广西".into(), 3)],
            years: vec![(2022, 1)],
            roles: vec![(Role::Support, 2)],
            topics: vec![("lead_sales".into(), 1)],
            ..Facets::default()
        };
        let found = filters(&query, &facets, &lexicon);
        assert_eq!(found.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(), ["地区", "年份", "数值用途", "主题"]);
        assert_eq!(found[0].options[0].href, "/search?q=%E8%A1%A5%E5%8A%A9&place=%E5%B9%BF%E8%A5%BF");
        assert_eq!(found[1].options[0].href, "/search?q=%E8%A1%A5%E5%8A%A9&from=2022&to=2022");
        assert_eq!((found[3].options[0].text.as_str(), found[3].open), ("牵头单位销售收入", false));
        query.places.push("广西".into());
        query.roles.push(Role::Support);
        query.min = "100万".into();
        let found = filters(&query, &facets, &lexicon);
        assert!(found[0].options[0].on && found[2].options[0].on && found[2].open);
        let active = active(&query, &lexicon);
        assert_eq!(active.iter().map(|l| l.text.as_str()).collect::<Vec<_>>(), ["地区：广西", "数值用途：资助", "数值不小于 100万"]);
        assert!(active[0].href.contains("role=") && !active[0].href.contains("place="), "{}", active[0].href);
        assert_eq!(sorts(&query).iter().filter(|s| s.on).count(), 1);
    }
}
