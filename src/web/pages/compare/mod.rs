//! `/compare`: places side by side, one row for each topic.
//!
//! `cells` writes what a place says on a topic, `moves` the links that move, leave out and sort.

mod cells;
mod moves;

use askama::Template;

use cells::{About, CellView, Document, cell_view};
use moves::{Move, column_moves, row_moves, sorts};

use crate::compare::chart::is_sortable;
use crate::compare::{Column, Comparison, ROW, Row, STEPS, TopicInfo, steps_row};
use crate::index::PolicySummary;
use crate::message::Message;
use crate::web::chart::{Drawing, Shape, row_name};
use crate::web::comparing::{CITATIONS, Comparing, TIMES};
use crate::web::frame::{Frame, Link, Nav};
use crate::web::labels::level_name;
use crate::web::language::say;
use crate::web::urls;

/// Columns on one page.
const COLUMNS: usize = 16;
/// Rows on one page.
const ROWS: usize = 40;

/// What the table can be taken away as.
const FILES: [(&str, &str); 5] =
    [("xlsx", "compare-xlsx"), ("docx", "compare-docx"), ("csv", "compare-csv"), ("md", "compare-md"), ("json", "compare-json")];

/// The table.
#[derive(Template)]
#[template(path = "pages/compare.html")]
pub struct ComparePage {
    frame: Frame,
    topics: Vec<Choice>,
    places: Vec<Choice>,
    columns: Vec<ColumnView>,
    rows: Vec<RowView>,
    /// All columns and rows, on whatever page.
    total: (usize, usize),
    /// What the form keeps and does not show.
    kept: Vec<(&'static str, String)>,
    /// Whether rows in which all say the same are left out, and the link that changes it.
    differences: bool,
    differences_link: String,
    /// Names of the rows that were left out for it.
    equal: String,
    equal_count: usize,
    /// How the columns are sorted, with the link back to the order asked for.
    sorted: Option<Link>,
    /// Pages of columns and of rows.
    across: Vec<Page>,
    down: Vec<Page>,
    chart: Option<Drawing>,
    chart_file: String,
    chart_close: String,
    /// Whether the row that is drawn stands on this page; else the picture stands below the table.
    chart_in_table: bool,
    pictures: Vec<Link>,
    api: String,
    /// The table as a file.
    files: Vec<Link>,
}

/// A box of the form.
struct Choice {
    name: &'static str,
    value: String,
    text: String,
    on: bool,
}

/// A page of columns or rows.
struct Page {
    href: String,
    text: String,
    here: bool,
}

/// A place.
struct ColumnView {
    place: String,
    level: String,
    documents: Vec<Document>,
    moves: Vec<Move>,
}

/// A topic.
struct RowView {
    label: String,
    only: String,
    /// The hits of the search behind the row.
    search: Option<String>,
    messages: Vec<String>,
    moves: Vec<Move>,
    sorts: Vec<Move>,
    chart: Option<String>,
    /// Whether the picture stands under this row.
    drawn: bool,
    cells: Vec<CellView>,
}

impl ComparePage {
    /// From what was asked, the answer, its picture, and what can be asked; `today` is an ISO date.
    pub fn new(
        state: &Comparing,
        comparison: Comparison,
        chart: Option<Drawing>,
        topics: Vec<TopicInfo>,
        policies: &[PolicySummary],
        today: &str,
    ) -> Self {
        let Comparison { columns, rows, equal, documents } = comparison;
        let total = (columns.len(), rows.len());
        let row_names: Vec<String> = if state.rows.is_empty() { topics.iter().map(|t| t.id.clone()).collect() } else { state.rows.clone() };
        let shown_rows: Vec<String> = rows.iter().map(|r| r.topic.clone()).collect();
        let keys: Vec<String> = columns.iter().map(|c| c.key.clone()).collect();
        let (across, down) = (page_of(state.across, columns.len(), COLUMNS), page_of(state.down, rows.len(), ROWS));
        let choices_of_places = place_choices(&columns, policies);
        let choices_of_topics = topic_choices(state, &rows, &equal, topics);
        let about = About { documents: &documents, today };
        let places: Vec<String> = columns.iter().map(|c| say(&c.heading())).skip(across * COLUMNS).take(COLUMNS).collect();
        let column_views = columns
            .iter()
            .enumerate()
            .skip(across * COLUMNS)
            .take(COLUMNS)
            .map(|(n, c)| ColumnView {
                place: say(&c.heading()),
                level: c.level.map(|l| level_name(Some(l))).unwrap_or_default(),
                documents: c.policies.iter().map(|id| about.document(id)).collect(),
                moves: column_moves(state, &keys, n),
            })
            .collect();
        let chart_in_table = rows.iter().skip(down * ROWS).take(ROWS).any(|r| state.chart.as_ref() == Some(&r.topic));
        let row_views = rows
            .into_iter()
            .enumerate()
            .skip(down * ROWS)
            .take(ROWS)
            .map(|(n, row)| {
                // The times of steps are of different things.
                let drawable = is_sortable(&row) && row.topic != STEPS;
                RowView {
                    only: urls::comparing(&state.with(|s| (s.rows, s.down, s.chart) = (vec![row.topic.clone()], 1, None))),
                    search: row.query.as_deref().map(urls::search_for),
                    messages: row.messages.iter().map(say).collect(),
                    moves: row_moves(state, &row_names, &shown_rows, n),
                    sorts: if drawable && keys.len() > 1 { sorts(state, &row) } else { Vec::new() },
                    chart: drawable.then(|| urls::comparing(&state.with(|s| s.chart = Some(row.topic.clone())))),
                    drawn: state.chart.as_ref() == Some(&row.topic),
                    label: row_name(&row),
                    cells: row
                        .cells
                        .into_iter()
                        .skip(across * COLUMNS)
                        .zip(&places)
                        .map(|(c, place)| cell_view(c, place, &about))
                        .collect(),
                }
            })
            .collect();
        let sorted = state.sort.as_ref().map(|sort| {
            let name = choices_of_topics.iter().find(|c| c.value == sort.row).map_or(sort.row.trim_start_matches(ROW), |c| c.text.as_str());
            let sorted = Message::new(if sort.descending { "compare-sorted-down" } else { "compare-sorted-up" });
            let back = say(&Message::new("compare-unsorted"));
            Link::new(urls::comparing(&state.with(|s| s.sort = None)), back).note(say(&sorted.with("row", name)))
        });
        let mut kept = state.with(|s| (s.rows, s.places, s.across, s.down) = (Vec::new(), Vec::new(), 1, 1)).pairs();
        kept.retain(|(name, _)| *name != "differences");
        let picture = |name: &str, words: &'static str| {
            Link::new(urls::comparing(&state.with(|s| s.chart = Some(name.to_owned()))), say(&Message::new(words)))
        };
        ComparePage {
            frame: Frame::new(Message::new("compare-title"), Nav::Compare),
            topics: choices_of_topics,
            places: choices_of_places,
            columns: column_views,
            rows: row_views,
            total,
            kept,
            differences: state.differences,
            differences_link: urls::comparing(&state.with(|s| (s.differences, s.down) = (!s.differences, 1))),
            equal_count: equal.len(),
            equal: say(&Message::new("compare-listed").list("all", equal.into_iter().map(|t| Message::name(t.label)))),
            sorted,
            across: pages(total.0, COLUMNS, across, |n| urls::comparing(&state.with(|s| s.across = n))),
            down: pages(total.1, ROWS, down, |n| urls::comparing(&state.with(|s| s.down = n))),
            chart,
            chart_file: urls::chart_file(state),
            chart_close: urls::comparing(&state.with(|s| s.chart = None)),
            chart_in_table,
            pictures: vec![picture(TIMES, "chart-times"), picture(CITATIONS, "chart-citations")],
            api: urls::api_compare(state),
            files: FILES.map(|(format, words)| Link::new(urls::compare_file(state, format), say(&Message::new(words)))).into(),
        }
    }
}

/// The page that is shown, from 0; one behind the last is the last.
fn page_of(asked: usize, total: usize, size: usize) -> usize {
    asked.max(1).min(total.div_ceil(size).max(1)) - 1
}

/// Links to the pages; none when there is only one.
fn pages(total: usize, size: usize, here: usize, href: impl Fn(usize) -> String) -> Vec<Page> {
    let count = total.div_ceil(size);
    if count < 2 {
        return Vec::new();
    }
    let page = |n: usize| Page { href: href(n + 1), text: format!("{}–{}", n * size + 1, total.min((n + 1) * size)), here: n == here };
    (0..count).map(page).collect()
}

/// The columns in their order, then the places that are not chosen. A place of which nothing is held stays in the form.
fn place_choices(columns: &[Column], policies: &[PolicySummary]) -> Vec<Choice> {
    let choice = |value: &String, text: Message, on| Choice { name: "place", value: value.clone(), text: say(&text), on };
    let mut out: Vec<Choice> = columns.iter().map(|c| choice(&c.key, c.heading(), true)).collect();
    let mut names: Vec<String> = Vec::new();
    for place in policies.iter().map(|p| p.document.place()) {
        if !names.contains(&place) && !columns.iter().any(|c| c.place == place) {
            out.push(choice(&place, Message::place(&place), false));
            names.push(place);
        }
    }
    out
}

/// The rows in their order, then the topics that are not chosen.
fn topic_choices(state: &Comparing, rows: &[Row], equal: &[TopicInfo], topics: Vec<TopicInfo>) -> Vec<Choice> {
    let choice = |id: &str, label: &str, on| match id.strip_prefix(ROW) {
        Some(query) => {
            let text = say(&Message::new("compare-search-row").with("query", label));
            Choice { name: "row", value: query.to_owned(), text, on }
        }
        None => Choice { name: "topic", value: id.to_owned(), text: say(&Message::name(label)), on },
    };
    let mut out: Vec<Choice> = rows.iter().map(|r| choice(&r.topic, &r.label, true)).collect();
    // A row that is left out for saying the same everywhere is still chosen.
    out.extend(equal.iter().map(|t| choice(&t.id, &t.label, true)));
    if state.rows.is_empty() {
        let place = |c: &Choice| topics.iter().position(|t| t.id == c.value).unwrap_or(usize::MAX);
        out.sort_by_key(place);
    }
    for topic in topics.into_iter().chain([steps_row()]) {
        if !out.iter().any(|c| c.name == "topic" && c.value == topic.id) {
            out.push(choice(&topic.id, &topic.label, false));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_hold_everything_once() {
        assert!(pages(16, 16, 0, |n| n.to_string()).is_empty());
        let texts: Vec<String> = pages(200, 60, 3, |n| n.to_string()).into_iter().map(|p| p.text).collect();
        assert_eq!(texts, ["1–60", "61–120", "121–180", "181–200"]);
        assert_eq!((page_of(9, 200, 60), page_of(0, 0, 60), page_of(2, 200, 60)), (3, 0, 1));
    }
}
