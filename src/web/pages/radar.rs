//! `/radar`: citations whose document has been replaced, repealed or amended, or has expired since.

use askama::Template;

use super::leaf::Leaf;
use crate::message::Message;
use crate::resolve::Shift;
use crate::web::frame::{Frame, Link, Nav};
use crate::web::language::say;
use crate::web::site::Site;
use crate::web::urls;

/// Changes on a page.
const PAGE: usize = 100;

/// The list.
#[derive(Template)]
#[template(path = "pages/radar.html")]
pub struct RadarPage {
    frame: Frame,
    choice: Choice,
    total: usize,
    rows: Vec<Row>,
    places: Vec<String>,
    leaf: Leaf,
    csv: String,
    api: String,
}

/// What is listed.
#[derive(Clone, Default)]
pub struct Choice {
    /// Changes up to this day, an ISO date.
    pub day: String,
    /// Place of the citing documents; empty for all.
    pub place: String,
    /// Only what a document rests on.
    pub basis: bool,
}

impl Choice {
    fn url(&self, base: &str, page: usize) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        let basis = if self.basis { "1".to_owned() } else { String::new() };
        urls::citing(base, vec![("date", self.day.clone()), ("place", self.place.clone()), ("basis", basis), ("page", page)])
    }
}

struct Row {
    citing: Link,
    basis: bool,
    words: String,
    cited: Link,
    change: String,
    by: Option<Link>,
    quote: String,
}

impl RadarPage {
    /// One page of the list, from 1.
    pub fn new(site: &Site, shifts: &[Shift], choice: Choice, places: Vec<String>, page: usize) -> Self {
        let leaf = Leaf::new(shifts.len(), PAGE, page, |page| choice.url(urls::RADAR, page));
        RadarPage {
            frame: Frame::new(Message::new("radar-title"), Nav::Corpus),
            total: shifts.len(),
            rows: leaf.of(shifts).iter().map(|s| row(site, s)).collect(),
            csv: choice.url("/radar.csv", 1),
            api: choice.url("/api/v1/radar", 1),
            choice,
            places,
            leaf,
        }
    }
}

fn row(site: &Site, shift: &Shift) -> Row {
    let (mention, end) = (shift.mention, shift.end);
    let cited = mention.resolution.target.as_ref();
    let own = end.by.as_ref().zip(cited).is_some_and(|(by, cited)| by.policy == cited.policy);
    Row {
        citing: Link::new(
            urls::clause(&mention.policy, &mention.address),
            format!("{}{}", site.title(&mention.policy), mention.address.native()),
        ),
        basis: mention.basis,
        words: mention.words.clone(),
        cited: cited.map_or_else(Link::default, |t| Link::new(urls::clause_text(&t.policy, &t.address), site.title(&t.policy))),
        change: say(&end.words()),
        by: end.by.as_ref().map(|t| {
            let text = if own { say(&Message::new("radar-own")) } else { site.title(&t.policy) };
            Link::new(urls::clause_text(&t.policy, &t.address), text)
        }),
        quote: end.quote.clone(),
    }
}
