//! `/search`: matching clauses, with filters, and what to try when there are none.

use askama::Template;

use crate::lexicon::Lexicon;
use crate::policy::{Level, TextStatus};
use crate::search::{Hit, SearchResponse, Suggestion};
use crate::text::Script;
use crate::web::frame::{Frame, Link, Nav};
use crate::web::naming::lang;
use crate::web::query::{PAGE_SIZE, SearchQuery, toggle};
use crate::web::urls;
use crate::web::view::FactView;

/// Facts shown with a hit; the rest is a click away.
const FACTS_SHOWN: usize = 4;
/// Pages named left and right of the current one.
const NEIGHBOURS: usize = 2;

/// The page of results.
#[derive(Template)]
#[template(path = "pages/search.html")]
pub struct SearchPage {
    frame: Frame,
    asked: bool,
    query: SearchQuery,
    explained: String,
    total: usize,
    first: usize,
    hits: Vec<HitView>,
    related: Vec<HitView>,
    filters: Vec<Filter>,
    active: Vec<Link>,
    clear: String,
    messages: Vec<String>,
    synonyms: Vec<(String, String)>,
    synonyms_switch: String,
    hints: Vec<Link>,
    pages: Vec<PageLink>,
    api: String,
    /// What was perhaps meant: documents, authorities, topics.
    meant: Vec<Link>,
    /// All hits: as a table, as data, as a feed.
    all: Vec<Link>,
}

/// A clause that matches.
struct HitView {
    href: String,
    trail: Vec<String>,
    snippet: Vec<(String, bool)>,
    facts: Vec<FactView>,
    more_facts: usize,
    document_href: String,
    title: String,
    number: Option<String>,
    place: String,
    level: &'static str,
    date: Option<String>,
    digest: bool,
    lang: &'static str,
    from_context: String,
}

/// One group of filters.
struct Filter {
    name: &'static str,
    options: Vec<FilterOption>,
}

struct FilterOption {
    href: String,
    text: String,
    count: usize,
    on: bool,
}

/// A page of results, or a gap between two.
struct PageLink {
    number: usize,
    href: String,
    current: bool,
    gap_before: bool,
}

impl SearchPage {
    /// From what was asked and what was found.
    pub fn new(query: SearchQuery, response: SearchResponse, meant: &[Suggestion], lexicon: &Lexicon) -> Self {
        let title = if query.q.is_empty() { "检索".to_owned() } else { format!("检索：{}", query.q) };
        SearchPage {
            frame: Frame::new(title, Nav::Search).without_search_box(),
            asked: !query.is_empty(),
            explained: response.explained,
            total: response.total,
            first: (query.page.max(1) - 1) * PAGE_SIZE + 1,
            hits: response.hits.into_iter().map(|h| hit(h, lexicon)).collect(),
            related: response.related.into_iter().map(|h| hit(h, lexicon)).collect(),
            filters: filters(&query, &response.facets),
            active: active(&query),
            clear: urls::search_for(&query.q),
            messages: response.messages,
            synonyms: response.synonyms.into_iter().map(|(word, others)| (word, others.join("、"))).collect(),
            synonyms_switch: urls::search(&query.with(|q| q.no_synonyms = !q.no_synonyms)),
            hints: response.hints.into_iter().map(|h| Link::new(urls::search_for(&h.query), h.text)).collect(),
            pages: pages(&query, response.total),
            api: urls::api_search(&query),
            meant: meant
                .iter()
                .map(|s| {
                    Link::new(urls::suggestion(s), s.text.clone()).note(
                        format!("{} {}", s.kind.label(), if s.policy.is_some() { s.detail.as_str() } else { "" }).trim_end().to_owned(),
                    )
                })
                .collect(),
            all: [("csv", "表格（CSV）"), ("json", "数据（JSON）"), ("atom", "订阅（Atom）")]
                .map(|(format, words)| Link::new(urls::export(&query, format), words))
                .into(),
            query,
        }
    }

    /// The same search from the beginning.
    fn first_page(&self) -> String {
        urls::search(&self.query.with(|_| ()))
    }

    /// The years in the form, empty when not set.
    fn year(&self, year: &Option<u16>) -> String {
        year.map(|y| y.to_string()).unwrap_or_default()
    }
}

fn hit(hit: Hit, lexicon: &Lexicon) -> HitView {
    let mut facts: Vec<FactView> = hit.facts.iter().enumerate().map(|(i, f)| FactView::new(i, f, lexicon)).collect();
    let more_facts = facts.len().saturating_sub(FACTS_SHOWN);
    facts.truncate(FACTS_SHOWN);
    let trail = if hit.heading_path.is_empty() { vec![hit.label] } else { hit.heading_path };
    HitView {
        href: urls::clause(&hit.policy, &hit.address),
        trail,
        snippet: marked(&hit.snippet.text, &hit.snippet.marks),
        facts,
        more_facts,
        document_href: urls::policy(&hit.policy),
        title: if hit.title.is_empty() { hit.policy.to_string() } else { hit.title },
        number: hit.number,
        place: hit.place,
        level: hit.level.map_or("", Level::label),
        date: hit.date,
        digest: hit.text_status == TextStatus::Digest,
        lang: lang(Script::detect(&hit.snippet.text)),
        from_context: hit.from_context.join("”“"),
    }
}

/// A text as pieces; `true` where it is marked. Marks are `[first, end)` in characters; those outside of
/// the text, or out of order, mark nothing.
pub fn marked(text: &str, marks: &[(usize, usize)]) -> Vec<(String, bool)> {
    let chars: Vec<char> = text.chars().collect();
    let mut out: Vec<(String, bool)> = Vec::new();
    let mut at = 0;
    let mut push = |from: usize, to: usize, mark: bool| {
        if from < to {
            out.push((chars[from..to].iter().collect(), mark));
        }
    };
    for &(start, end) in marks {
        let (start, end) = (start.max(at), end.min(chars.len()));
        if start < end {
            push(at, start, false);
            push(start, end, true);
            at = end;
        }
    }
    push(at, chars.len(), false);
    out
}

fn filters(query: &SearchQuery, facets: &crate::search::Facets) -> Vec<Filter> {
    let option = |text: String, count: usize, on: bool, other: SearchQuery| FilterOption { href: urls::search(&other), text, count, on };
    let places = facets.places.iter().map(|(place, count)| {
        let on = query.places.contains(place);
        option(place.clone(), *count, on, query.with(|q| toggle(&mut q.places, place.clone())))
    });
    let levels = facets.levels.iter().map(|(level, count)| {
        let on = query.levels.contains(level);
        option(level.label().to_owned(), *count, on, query.with(|q| toggle(&mut q.levels, *level)))
    });
    let years = facets.years.iter().map(|(year, count)| {
        let on = query.from == Some(*year) && query.to == Some(*year);
        let only = if on { None } else { Some(*year) };
        option(format!("{year} 年"), *count, on, query.with(|q| (q.from, q.to) = (only, only)))
    });
    let groups = [("地区", places.collect::<Vec<_>>()), ("级别", levels.collect()), ("年份", years.collect())];
    groups.into_iter().filter(|(_, o)| !o.is_empty()).map(|(name, options)| Filter { name, options }).collect()
}

/// The filters that are set, each with the address of the search without it.
fn active(query: &SearchQuery) -> Vec<Link> {
    let without = |change: &dyn Fn(&mut SearchQuery)| urls::search(&query.with(change));
    let mut out = Vec::new();
    for place in &query.places {
        out.push(Link::new(without(&|q| toggle(&mut q.places, place.clone())), format!("地区：{place}")));
    }
    for level in &query.levels {
        out.push(Link::new(without(&|q| toggle(&mut q.levels, *level)), format!("级别：{}", level.label())));
    }
    let years = match (query.from, query.to) {
        (None, None) => return out,
        (Some(from), Some(to)) if from == to => format!("年份：{from}"),
        (Some(from), Some(to)) => format!("年份：{from}—{to}"),
        (Some(from), None) => format!("年份：{from} 年起"),
        (None, Some(to)) => format!("年份：到 {to} 年"),
    };
    out.push(Link::new(without(&|q| (q.from, q.to) = (None, None)), years));
    out
}

fn pages(query: &SearchQuery, total: usize) -> Vec<PageLink> {
    let last = total.div_ceil(PAGE_SIZE);
    if last < 2 && query.page <= 1 {
        return Vec::new();
    }
    let current = query.page.max(1);
    let mut out: Vec<PageLink> = Vec::new();
    for number in (1..=last).filter(|n| *n == 1 || *n == last || n.abs_diff(current) <= NEIGHBOURS) {
        let gap_before = out.last().is_some_and(|p: &PageLink| p.number + 1 < number);
        let href = urls::search(&SearchQuery { page: number, ..query.clone() });
        out.push(PageLink { number, href, current: number == current, gap_before });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_count_characters() {
        let pieces = marked("给予补助，一次性补助", &[(2, 4), (8, 10), (9, 99)]);
        let drawn: String = pieces.iter().map(|(t, m)| if *m { format!("[{t}]") } else { t.clone() }).collect();
        assert_eq!(drawn, "给予[补助]，一次性[补助]");
        assert!(marked("", &[(0, 3)]).is_empty());
    }

    #[test]
    fn pages_name_the_ends_and_the_neighbours() {
        let query = SearchQuery { q: "补助".into(), page: 6, ..SearchQuery::default() };
        let drawn: Vec<String> = pages(&query, 201)
            .iter()
            .map(|p| format!("{}{}{}", if p.gap_before { "…" } else { "" }, p.number, if p.current { "*" } else { "" }))
            .collect();
        assert_eq!(drawn, ["1", "…4", "5", "6*", "7", "8", "…11"]);
        assert!(pages(&SearchQuery::default(), 20).is_empty());
    }

    #[test]
    fn a_filter_is_switched_on_and_off_by_its_address() {
        let mut query = SearchQuery { q: "补助".into(), page: 2, ..SearchQuery::default() };
        let facets = crate::search::Facets { places: vec![("广西".into(), 3)], years: vec![(2022, 1)], ..Default::default() };
        let found = filters(&query, &facets);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].options[0].href, "/search?q=%E8%A1%A5%E5%8A%A9&place=%E5%B9%BF%E8%A5%BF");
        assert_eq!(found[1].options[0].href, "/search?q=%E8%A1%A5%E5%8A%A9&from=2022&to=2022");
        query.places.push("广西".into());
        assert!(filters(&query, &facets)[0].options[0].on);
        assert_eq!(active(&query)[0].href, "/search?q=%E8%A1%A5%E5%8A%A9");
    }
}
