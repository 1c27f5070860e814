//! A comparison as its address says it: rows, columns, order, picture, page. Every link of the page carries all of it.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::chart::{self, ChartFile, Drawing};
use super::error::Problem;
use super::frame::{Link, page};
use super::handlers::{Answer, on_thread};
use super::language::say;
use super::pages::compare::ComparePage;
use super::query::Params;
use super::site::Site;
use super::urls;
use crate::compare::{CompareError, CompareRequest, Comparison, ROW, Sort, compare_with, topics};
use crate::message::Message;

/// The picture of the days in force and of targets.
pub const TIMES: &str = "times";
/// The picture of who cites whom.
pub const CITATIONS: &str = "citations";
/// The last page of columns or rows that can be asked for.
const MAX_PAGE: usize = 1000;

/// What is compared, and how it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparing {
    /// Topics, and searches as `row:` and the query, in the order of the rows; empty for all topics.
    pub rows: Vec<String>,
    /// Places or policy ids in the order of the columns; empty for all.
    pub places: Vec<String>,
    /// Whether rows in which all say the same are left out.
    pub differences: bool,
    /// The row whose number sorts the columns.
    pub sort: Option<Sort>,
    /// The row that is drawn, [`TIMES`] or [`CITATIONS`].
    pub chart: Option<String>,
    /// Page of columns, from 1; 0 also means the first.
    pub across: usize,
    /// Page of rows, from 1; 0 also means the first.
    pub down: usize,
}

impl Comparing {
    /// Reads `topic`, `row`, `place`, `differences`, `sort`, `order`, `chart` (or `of`), `across`, `down`.
    ///
    /// # Errors
    /// A [`Problem`] that names the value and what was expected.
    pub fn read(params: &Params) -> Result<Self, Problem> {
        let mut rows: Vec<String> = Vec::new();
        for (name, value) in params.pairs(&["topic", "row"]) {
            if name == "row" {
                rows.push(format!("{ROW}{value}"));
            } else if value.starts_with(ROW) {
                rows.push(value.to_owned());
            } else {
                rows.extend(value.split([',', '，', '、']).map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned));
            }
        }
        let differences = match params.first("differences") {
            None | Some("all") => false,
            Some("only" | "1" | "on") => true,
            Some(other) => return Err(Problem::invalid("differences", Message::new("compare-bad-differences").with("typed", other))),
        };
        let descending = match params.first("order") {
            None | Some("asc") => false,
            Some("desc") => true,
            Some(other) => {
                return Err(Problem::invalid("order", Message::new("compare-bad-order").with("typed", other)));
            }
        };
        let page = |name| params.number(name, MAX_PAGE).map(|n| n.unwrap_or(1).max(1));
        Ok(Comparing {
            rows,
            places: params.all("place"),
            differences,
            sort: params.first("sort").map(|row| Sort { row: row.to_owned(), descending }),
            chart: params.first("chart").or(params.first("of")).map(str::to_owned),
            across: page("across")?,
            down: page("down")?,
        })
    }

    /// The pairs that [`Self::read`] reads; what has its usual value is left out.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let row = |row: &String| row.strip_prefix(ROW).map_or_else(|| ("topic", row.clone()), |query| ("row", query.to_owned()));
        let mut out: Vec<(&'static str, String)> = self.rows.iter().map(row).collect();
        out.extend(self.places.iter().map(|p| ("place", p.clone())));
        out.extend(self.differences.then(|| ("differences", "only".to_owned())));
        if let Some(sort) = &self.sort {
            out.push(("sort", sort.row.clone()));
            out.extend(sort.descending.then(|| ("order", "desc".to_owned())));
        }
        out.extend(self.chart.iter().map(|c| ("chart", c.clone())));
        out.extend((self.across > 1).then(|| ("across", self.across.to_string())));
        out.extend((self.down > 1).then(|| ("down", self.down.to_string())));
        out
    }

    /// The same, changed.
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut other = self.clone();
        change(&mut other);
        other
    }

    /// The same with all rows and columns on one page.
    pub fn whole(&self) -> Self {
        self.with(|s| (s.across, s.down) = (1, 1))
    }

    /// The table.
    ///
    /// # Errors
    /// A [`Problem`] that names an unknown topic or place and offers the nearest ones.
    pub fn compare(&self, site: &Site) -> Result<Comparison, Problem> {
        let request = CompareRequest {
            topics: self.rows.clone(),
            places: self.places.clone(),
            differences: self.differences,
            sort: self.sort.clone(),
        };
        compare_with(&site.comparisons, &site.library, &site.lexicon, &request).map_err(|error| self.unknown(&error))
    }

    /// 400: names the nearest known ones, each with the comparison that uses it instead.
    fn unknown(&self, error: &CompareError) -> Problem {
        let swap = |values: &mut Vec<String>, name: &str, other: &str| {
            values.iter_mut().filter(|v| v.trim() == name).for_each(|v| *v = other.to_owned());
        };
        let link = |words: &'static str, other: &String, change: &dyn Fn(&mut Self)| {
            Link::new(urls::comparing(&self.with(change)), say(&Message::new(words).with("other", other)))
        };
        let mut links: Vec<Link> = match error {
            CompareError::UnknownTopic { name, nearest } => {
                nearest.iter().map(|other| link("compare-use-topic", other, &|s| swap(&mut s.rows, name, other))).collect()
            }
            CompareError::UnknownPlace { name, nearest } => {
                nearest.iter().map(|other| link("compare-use-place", other, &|s| swap(&mut s.places, name, other))).collect()
            }
            CompareError::UnknownSort { nearest, .. } => {
                let sort = |s: &mut Self, other: &String| s.sort.iter_mut().for_each(|sort| sort.row.clone_from(other));
                nearest.iter().map(|other| link("compare-use-topic", other, &|s| sort(s, other))).collect()
            }
            CompareError::NeedsIndex { .. } | CompareError::TooMany { .. } => Vec::new(),
        };
        links.push(Link::new(urls::COMPARE, say(&Message::new("compare-use-all"))));
        let detail = Message::new("compare-wrong").with("error", error.message());
        let parameter = match error {
            CompareError::UnknownPlace { .. } => "place",
            CompareError::UnknownSort { .. } => "sort",
            CompareError::TooMany { .. } => return Problem::invalid("topic", detail).links(links),
            _ => "topic",
        };
        Problem::unknown_name(parameter, detail).links(links)
    }

    /// The picture that is asked for, over the columns of `comparison`; none when none is.
    ///
    /// # Errors
    /// A [`Problem`] when there is no such row, or nothing in it that can be drawn.
    pub fn draw(&self, site: &Site, comparison: &Comparison) -> Result<Option<Drawing>, Problem> {
        let Some(name) = &self.chart else { return Ok(None) };
        let drawing = match name.as_str() {
            TIMES => chart::times(comparison, &comparison.rows.iter().collect::<Vec<_>>(), &say(&Message::new("chart-times"))),
            CITATIONS => Some(chart::citations(comparison, site)),
            name => match comparison.rows.iter().find(|r| r.topic == *name || r.label == *name) {
                Some(row) => chart::row(comparison, row),
                None => {
                    let only = self.with(|s| (s.rows, s.differences) = (vec![name.to_owned()], false));
                    let other = only.compare(site)?;
                    other.rows.first().and_then(|row| chart::row(&other, row))
                }
            },
        };
        match drawing {
            Some(drawing) => Ok(Some(drawing)),
            None => {
                let links = vec![Link::new(urls::comparing(&self.with(|s| s.chart = None)), say(&Message::new("compare-back")))];
                let nothing = Message::new("compare-nothing-to-draw").with("row", name.trim_start_matches(ROW));
                Err(Problem::bad_request(nothing).links(links))
            }
        }
    }
}

/// `/compare`
pub async fn page_of(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Answer {
    on_thread(site, |site| {
        let state = Comparing::read(&Params::parse(&query.unwrap_or_default()))?;
        let comparison = state.compare(site)?;
        let drawing = state.draw(site, &comparison)?;
        Ok(page(StatusCode::OK, &ComparePage::new(&state, comparison, drawing, topics(&site.lexicon), site.library.policies(), &today())))
    })
    .await
}

/// Today in China, an ISO date.
pub(super) fn today() -> String {
    let china = jiff::tz::Offset::constant(8).to_time_zone();
    jiff::Timestamp::now().to_zoned(china).date().to_string()
}

/// `/compare/chart.svg?topic=…`: one picture as a file: of the row `of`, else of the first row.
pub async fn chart_file(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Answer {
    on_thread(site, |site| {
        let mut state = Comparing::read(&Params::parse(&query.unwrap_or_default()))?;
        if state.chart.is_none() {
            let expected = || Problem::bad_request(Message::new("compare-draw-what"));
            state.chart = Some(state.rows.first().cloned().ok_or_else(expected)?);
        }
        let comparison = state.compare(site)?;
        let drawing = state.draw(site, &comparison)?.ok_or_else(Problem::internal)?;
        Ok(svg(drawing))
    })
    .await
}

fn svg(chart: Drawing) -> Response {
    use askama::Template;
    match (ChartFile { chart: chart.alone() }).render() {
        Ok(body) => (StatusCode::OK, [(header::CONTENT_TYPE, "image/svg+xml; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], body)
            .into_response(),
        Err(_) => Problem::internal().into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comparison_survives_its_address() {
        let typed = "topic=capital,lead_sales&row=人才,补贴 kind:money&topic=targets&place=广西&place=云南、广州&differences=only&sort=capital&order=desc&chart=capital&across=2&down=3";
        let state = Comparing::read(&Params::parse(typed)).unwrap();
        assert_eq!(state.rows, ["capital", "lead_sales", "row:人才,补贴 kind:money", "targets"]);
        assert_eq!(state.places, ["广西", "云南", "广州"]);
        assert!(state.differences && state.sort.as_ref().is_some_and(|s| s.row == "capital" && s.descending));
        let url = urls::comparing(&state);
        assert_eq!(Comparing::read(&Params::parse(url.split_once('?').unwrap().1)).unwrap(), state);
        assert_eq!(urls::comparing(&Comparing::default()), "/compare");
    }

    #[test]
    fn a_bad_value_is_named() {
        for (typed, part) in [("differences=maybe", "maybe"), ("order=up", "up"), ("across=x", "across=x"), ("down=5000", "1000")] {
            let problem = Comparing::read(&Params::parse(typed)).unwrap_err();
            assert!(problem.detail.to_string().contains(part), "{typed}: {}", problem.detail);
        }
    }
}
