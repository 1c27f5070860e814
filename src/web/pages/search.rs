//! `/search`: matching clauses, with filters, and what to try when there are none.

use askama::Template;

use crate::lexicon::Lexicon;
use crate::message::{self, Message};
use crate::policy::TextStatus;
use crate::search::{Hit, ROLE_NAMES, SearchResponse, Suggestion, joined};
use crate::text::Script;
use crate::web::filters::{Filter, SortLink, active, filters, sorts};
use crate::web::frame::{Frame, Link, Nav};
use crate::web::labels::said;
use crate::web::language::{language, say};
use crate::web::naming::lang;
use crate::web::query::{PAGE_SIZE, SearchQuery};
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
    groups: Vec<Group>,
    related: Vec<Group>,
    filters: Vec<Filter>,
    active: Vec<Link>,
    sorts: Vec<SortLink>,
    /// As it is typed, in words, whether it is asked for.
    roles: Vec<(&'static str, String, bool)>,
    canonical: String,
    clear: String,
    messages: Vec<String>,
    /// 补助 → 补贴、资助
    synonyms: String,
    synonyms_switch: String,
    hints: Vec<Link>,
    pages: Vec<PageLink>,
    api: String,
    /// What was perhaps meant: documents, authorities, topics.
    meant: Vec<Link>,
    /// All hits: as a table, as data, as a feed.
    all: Vec<Link>,
}

/// A document with its clauses that match, in the order of the answer.
struct Group {
    document_href: String,
    title: String,
    number: Option<String>,
    place: String,
    level: String,
    date: Option<String>,
    digest: bool,
    hits: Vec<HitView>,
}

/// A clause that matches.
struct HitView {
    href: String,
    trail: Vec<String>,
    snippet: Vec<(String, bool)>,
    facts: Vec<FactView>,
    more_facts: usize,
    lang: &'static str,
    from_context: String,
    why: Vec<String>,
    previous: Option<String>,
    next: Option<String>,
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
        let title = if query.q.is_empty() { Message::new("search-title") } else { Message::new("search-title-of").with("query", &query.q) };
        SearchPage {
            frame: Frame::new(title, Nav::Search).without_search_box(),
            asked: !query.is_empty(),
            explained: say(&response.explained),
            total: response.total,
            first: (query.page.max(1) - 1) * PAGE_SIZE + 1,
            groups: groups(response.hits, lexicon),
            related: groups(response.related, lexicon),
            filters: filters(&query, &response.facets, lexicon),
            active: active(&query, lexicon),
            sorts: sorts(&query),
            roles: ROLE_NAMES.iter().map(|(role, names)| (names[1], said(names[1]), query.roles == [*role])).collect(),
            canonical: response.canonical,
            clear: urls::search_for(&query.q),
            messages: response.messages.iter().map(say).collect(),
            synonyms: synonyms(response.synonyms),
            synonyms_switch: urls::search(&query.with(|q| q.no_synonyms = !q.no_synonyms)),
            hints: response.hints.into_iter().map(|h| Link::new(urls::search_for(&h.query), say(&h.text))).collect(),
            pages: pages(&query, response.total),
            api: urls::api_search(&query),
            meant: meant
                .iter()
                .map(|s| {
                    let detail = if s.policy.is_some() { s.detail.as_str() } else { "" };
                    Link::new(urls::suggestion(s), s.text.clone()).note(format!("{} {detail}", say(&s.kind.label())).trim_end())
                })
                .collect(),
            all: [("csv", "search-as-table"), ("json", "search-as-data"), ("atom", "search-as-feed")]
                .map(|(format, id)| Link::new(urls::export(&query, format), say(&Message::new(id))))
                .into(),
            query,
        }
    }

    /// The same search from the beginning.
    fn first_page(&self) -> String {
        urls::search(&self.query.with(|_| ()))
    }

    /// Whether there is no hit on this page.
    fn no_hits(&self) -> bool {
        self.groups.is_empty()
    }

    /// The years in the form, empty when not set.
    fn year(&self, year: &Option<u16>) -> String {
        year.map(|y| y.to_string()).unwrap_or_default()
    }
}

/// The hits by document, each where its best hit stands.
fn groups(hits: Vec<Hit>, lexicon: &Lexicon) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for found in hits {
        let document_href = urls::policy(&found.policy);
        let at = groups.iter().position(|g| g.document_href == document_href).unwrap_or_else(|| {
            groups.push(Group {
                document_href,
                title: if found.title.is_empty() { found.policy.to_string() } else { found.title.clone() },
                number: found.number.clone(),
                place: message::place(language(), &found.place),
                level: found.level.map(|l| said(l.label())).unwrap_or_default(),
                date: found.date.clone(),
                digest: found.text_status == TextStatus::Digest,
                hits: Vec::new(),
            });
            groups.len() - 1
        });
        groups[at].hits.push(hit(found, lexicon));
    }
    groups
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
        lang: lang(Script::detect(&hit.snippet.text)),
        from_context: say(&joined("search-words-beside", hit.from_context.into_iter().map(Message::plain))),
        why: hit.why.iter().map(|w| say(&w.text)).collect(),
        previous: hit.previous.map(|a| urls::clause(&hit.policy, &a)),
        next: hit.next.map(|a| urls::clause(&hit.policy, &a)),
    }
}

fn synonyms(searched: Vec<(String, Vec<String>)>) -> String {
    let one = |(word, others): (String, Vec<String>)| {
        Message::new("search-synonym").with("word", word).list("others", others.into_iter().map(Message::plain))
    };
    say(&joined("query-further", searched.into_iter().map(one)))
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
}
