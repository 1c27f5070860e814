//! `/compare`: places side by side, one row for each topic.

use askama::Template;

use super::search::marked;
use crate::compare::chart::is_sortable;
use crate::compare::{Cell, CellState, Column, Comparison, Dated, Entry, ROW, Row, STEPS, Sort, TopicInfo, steps_row};
use crate::index::PolicySummary;
use crate::policy::{Level, PolicyId, TextStatus};
use crate::text::Script;
use crate::web::chart::{Drawing, Shape};
use crate::web::comparing::{CITATIONS, Comparing, TIMES};
use crate::web::frame::{Frame, Link, Nav};
use crate::web::labels::in_force;
use crate::web::{naming, urls};

/// Clauses shown in a cell before the rest is folded away.
const ENTRIES_SHOWN: usize = 2;
/// Columns on one page.
const COLUMNS: usize = 16;
/// Rows on one page.
const ROWS: usize = 40;
/// With more columns or rows than this they cannot be moved one by one: every link would name them all.
const MOVABLE: usize = 40;

/// What the table can be taken away as.
const FILES: [(&str, &str); 5] = [("xlsx", "Excel 表格"), ("docx", "Word 文档"), ("csv", "CSV"), ("md", "Markdown"), ("json", "JSON")];

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
    equal: Vec<String>,
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

/// A link on a head: its sign, and what it does.
struct Move {
    href: String,
    sign: &'static str,
    words: &'static str,
}

/// A place.
struct ColumnView {
    place: String,
    level: &'static str,
    documents: Vec<Document>,
    moves: Vec<Move>,
}

/// A document of a column.
struct Document {
    link: Link,
    class: &'static str,
    in_force: String,
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

/// What a place says on a topic.
struct CellView {
    place: String,
    class: &'static str,
    state: &'static str,
    meaning: &'static str,
    note: Option<String>,
    entries: Vec<EntryView>,
    more: Vec<EntryView>,
}

/// One clause.
struct EntryView {
    href: String,
    place: String,
    heading: String,
    document: String,
    date: String,
    class: &'static str,
    in_force: String,
    value: String,
    quote: Vec<(String, bool)>,
    lang: &'static str,
    digest: bool,
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
        let places: Vec<String> = columns.iter().map(|c| c.label.clone()).skip(across * COLUMNS).take(COLUMNS).collect();
        let column_views = columns
            .iter()
            .enumerate()
            .skip(across * COLUMNS)
            .take(COLUMNS)
            .map(|(n, c)| ColumnView {
                place: c.label.clone(),
                level: c.level.map_or("", Level::label),
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
                    messages: row.messages.clone(),
                    moves: row_moves(state, &row_names, &shown_rows, n),
                    sorts: if drawable && keys.len() > 1 { sorts(state, &row) } else { Vec::new() },
                    chart: drawable.then(|| urls::comparing(&state.with(|s| s.chart = Some(row.topic.clone())))),
                    drawn: state.chart.as_ref() == Some(&row.topic),
                    label: row.label,
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
            let order = if sort.descending { "从大到小" } else { "从小到大" };
            let words = format!("各列按“{name}”{order}排列，没有数值的在最后");
            Link::new(urls::comparing(&state.with(|s| s.sort = None)), "恢复原来的次序").note(words)
        });
        let mut kept = state.with(|s| (s.rows, s.places, s.across, s.down) = (Vec::new(), Vec::new(), 1, 1)).pairs();
        kept.retain(|(name, _)| *name != "differences");
        let picture = |name: &str, words: &str| Link::new(urls::comparing(&state.with(|s| s.chart = Some(name.to_owned()))), words);
        ComparePage {
            frame: Frame::new("对照", Nav::Compare),
            topics: choices_of_topics,
            places: choices_of_places,
            columns: column_views,
            rows: row_views,
            total,
            kept,
            differences: state.differences,
            differences_link: urls::comparing(&state.with(|s| (s.differences, s.down) = (!s.differences, 1))),
            equal: equal.into_iter().map(|t| t.label).collect(),
            sorted,
            across: pages(total.0, COLUMNS, across, |n| urls::comparing(&state.with(|s| s.across = n))),
            down: pages(total.1, ROWS, down, |n| urls::comparing(&state.with(|s| s.down = n))),
            chart,
            chart_file: urls::chart_file(state),
            chart_close: urls::comparing(&state.with(|s| s.chart = None)),
            chart_in_table,
            pictures: vec![picture(TIMES, "有效期和目标日期"), picture(CITATIONS, "文件之间的引用")],
            api: urls::api_compare(state),
            files: FILES.map(|(format, words)| Link::new(urls::compare_file(state, format), words)).into(),
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
    let choice = |value: &String, text: &String, on| Choice { name: "place", value: value.clone(), text: text.clone(), on };
    let mut out: Vec<Choice> = columns.iter().map(|c| choice(&c.key, &c.label, true)).collect();
    let mut names: Vec<String> = Vec::new();
    for place in policies.iter().map(|p| p.document.place()) {
        if !names.contains(&place) && !columns.iter().any(|c| c.place == place) {
            out.push(choice(&place, &place, false));
            names.push(place);
        }
    }
    out
}

/// The rows in their order, then the topics that are not chosen.
fn topic_choices(state: &Comparing, rows: &[Row], equal: &[TopicInfo], topics: Vec<TopicInfo>) -> Vec<Choice> {
    let choice = |id: &str, label: &str, on| match id.strip_prefix(ROW) {
        Some(query) => Choice { name: "row", value: query.to_owned(), text: format!("检索：{label}"), on },
        None => Choice { name: "topic", value: id.to_owned(), text: label.to_owned(), on },
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

/// Where a column can go. Moving one fixes the order that is seen, and so ends a sorting.
fn column_moves(state: &Comparing, keys: &[String], n: usize) -> Vec<Move> {
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
        out.push(Move { href: swapped(n - 1, n), sign: "←", words: "左移" });
    }
    if n + 1 < keys.len() {
        out.push(Move { href: swapped(n, n + 1), sign: "→", words: "右移" });
    }
    let without = keys.iter().enumerate().filter(|(i, _)| *i != n).map(|(_, k)| k.clone()).collect();
    out.push(Move { href: to(without), sign: "×", words: "去掉这一列" });
    out
}

/// Where a row can go, past the next row that is seen.
fn row_moves(state: &Comparing, names: &[String], shown: &[String], n: usize) -> Vec<Move> {
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
    out.extend(n.checked_sub(1).and_then(|above| moved(n, above)).map(|href| Move { href, sign: "↑", words: "上移" }));
    out.extend(moved(n, n + 1).map(|href| Move { href, sign: "↓", words: "下移" }));
    let without = all.iter().filter(|name| shown.get(n) != Some(name)).cloned().collect();
    out.push(Move { href: to(without), sign: "×", words: "去掉这一行" });
    out
}

/// Sorts the columns by this row, either way.
fn sorts(state: &Comparing, row: &Row) -> Vec<Move> {
    let by = |descending| urls::comparing(&state.with(|s| (s.sort, s.across) = (Some(Sort { row: row.topic.clone(), descending }), 1)));
    vec![
        Move { href: by(false), sign: "小→大", words: "各列按这一行从小到大排列" },
        Move { href: by(true), sign: "大→小", words: "各列按这一行从大到小排列" },
    ]
}

/// What is known of the documents of the table.
struct About<'a> {
    documents: &'a [Dated],
    today: &'a str,
}

impl About<'_> {
    fn of(&self, id: &PolicyId) -> Option<&Dated> {
        self.documents.iter().find(|d| d.policy == *id)
    }

    fn title(&self, id: &PolicyId) -> String {
        self.of(id).map(|d| d.title.clone()).filter(|t| !t.is_empty()).unwrap_or_else(|| id.to_string())
    }

    fn document(&self, id: &PolicyId) -> Document {
        let (class, in_force) = self.of(id).map(|d| in_force(d, self.today)).unwrap_or_default();
        let date = self.of(id).and_then(|d| d.date.clone()).unwrap_or_default();
        Document { link: Link::new(urls::policy(id), self.title(id)).note(date), class, in_force }
    }
}

fn cell_view(cell: Cell, place: &str, about: &About<'_>) -> CellView {
    let (class, state, meaning) = words(cell.state);
    let mut entries: Vec<EntryView> = cell.entries.into_iter().map(|e| entry_view(e, about)).collect();
    let more = entries.split_off(entries.len().min(ENTRIES_SHOWN));
    CellView { place: place.to_owned(), class, state, meaning, note: cell.note, entries, more }
}

/// Class, name and meaning of a state. The three silences are different answers.
fn words(state: CellState) -> (&'static str, &'static str, &'static str) {
    let (class, meaning) = match state {
        CellState::Found => ("found", ""),
        CellState::Silent => ("silent", "已收录的文件没有提到"),
        CellState::Unrecognised => ("unrecognised", "原文提到了，没有读出具体数值，请看原文"),
        CellState::NotHeld => ("not-held", "本库没有这个地区的文件"),
    };
    (class, state.label(), meaning)
}

fn entry_view(entry: Entry, about: &About<'_>) -> EntryView {
    let Document { link, class, in_force } = about.document(&entry.policy);
    EntryView {
        href: urls::clause(&entry.policy, &entry.address),
        place: entry.address.native(),
        heading: entry.heading_path.join(" › "),
        document: link.text,
        date: link.note,
        class,
        in_force,
        value: entry.value,
        lang: naming::lang(Script::detect(&entry.quote)),
        quote: marked(&entry.quote, &entry.marks),
        digest: entry.text_status == TextStatus::Digest,
    }
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

    #[test]
    fn a_column_moves_and_everything_else_stays() {
        let keys: Vec<String> = ["广西", "云南", "广州"].map(str::to_owned).into();
        let sort = Some(Sort { row: "capital".into(), descending: true });
        let state = Comparing { rows: vec!["capital".into()], differences: true, sort, ..Comparing::default() };
        let moves = column_moves(&state, &keys, 1);
        let told: Vec<(&str, String)> = moves.iter().map(|m| (m.sign, m.href.clone())).collect();
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
