//! Pictures of a comparison as SVG: numbers on a line, times, who cites whom.
//!
//! Each is made of a few shapes in the colour of the text, told apart by form and never by colour, so that they can be
//! read in print, in a dark page and by everyone. Each has a title, a description, and beside it a list or table
//! that says the same.

mod map;
mod marks;
mod times;

use askama::Template;

use super::language::say;
use super::urls;
use crate::compare::chart::{self, series};
use crate::compare::{Comparison, Row};
use crate::extract::FactKind;
use crate::message::Message;

pub use map::{Edge, citations, map};
pub use times::times;

/// Width of every picture.
const WIDTH: f64 = 880.0;
/// Where the axis begins, right of the names.
const LEFT: f64 = 150.0;
/// Height of a line.
const LINE: f64 = 26.0;
/// Characters of a name before it is cut.
const NAME: usize = 11;

/// A picture.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
    /// What it is.
    pub title: String,
    /// What it shows, for those who do not see it.
    pub desc: String,
    /// How to read it.
    pub legend: Vec<(&'static str, String)>,
    /// In the order in which they are painted.
    pub shapes: Vec<Shape>,
    /// Heads of the table beside it.
    pub heads: Vec<String>,
    /// The rows of the table beside it: words, and where they lead.
    pub table: Vec<Vec<(String, String)>>,
    /// What was left out.
    pub note: String,
    /// Whether it is a file of its own, on white.
    pub alone: bool,
    /// Colour of everything.
    pub ink: &'static str,
}

/// A piece of a picture. Lengths are pixels.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A line.
    Line { x1: f64, y1: f64, x2: f64, y2: f64, faint: bool, dashed: bool },
    /// A path; `note` is shown to who points at it.
    Path { d: String, filled: bool, dashed: bool, note: String },
    /// A bar or a box.
    Bar { x: f64, y: f64, width: f64, height: f64, filled: bool, note: String },
    /// Words, with a link when `href` is not empty.
    Text { x: f64, y: f64, text: String, anchor: &'static str, strong: bool, href: String },
}

/// A picture as a file.
#[derive(Template)]
#[template(path = "parts/chart.svg", escape = "html")]
pub struct ChartFile {
    /// The picture.
    pub chart: Drawing,
}

impl Drawing {
    fn new(title: String) -> Self {
        Drawing { width: WIDTH, title, ink: "currentColor", ..Drawing::default() }
    }

    /// The same as a file of its own: black on white, without links.
    pub fn alone(self) -> Self {
        Drawing { alone: true, ink: "#1f1e1c", ..self }
    }

    /// Whether something in it can be followed; such a drawing is a group for a screen reader, not one picture.
    pub fn has_links(&self) -> bool {
        !self.alone && self.shapes.iter().any(|shape| matches!(shape, Shape::Text { href, .. } if !href.is_empty()))
    }

    fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), faint: bool) {
        self.shapes.push(Shape::Line { x1: tidy(x1), y1: tidy(y1), x2: tidy(x2), y2: tidy(y2), faint, dashed: false });
    }

    fn dashes(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        self.shapes.push(Shape::Line { x1: tidy(x1), y1: tidy(y1), x2: tidy(x2), y2: tidy(y2), faint: false, dashed: true });
    }

    fn path(&mut self, d: String, filled: bool, note: &str) {
        self.shapes.push(Shape::Path { d, filled, dashed: false, note: note.to_owned() });
    }

    fn text(&mut self, (x, y): (f64, f64), text: impl Into<String>, anchor: &'static str) {
        self.shapes.push(Shape::Text { x: tidy(x), y: tidy(y), text: text.into(), anchor, strong: false, href: String::new() });
    }

    /// The name of a column left of the axis.
    fn name(&mut self, y: f64, name: &str) {
        let (x, y) = (tidy(LEFT - 14.0), tidy(y + 5.0));
        self.shapes.push(Shape::Text { x, y, text: cut(name, NAME), anchor: "end", strong: true, href: String::new() });
    }
}

/// The picture of a row: its days as times, other numbers as marks; none when it has neither.
pub fn row(comparison: &Comparison, row: &Row) -> Option<Drawing> {
    match series(row)?.kind {
        FactKind::Date => times(comparison, &[row], &row_name(row)),
        _ => Some(marks::marks(row, &chart::marks(comparison, row)?)),
    }
}

/// The name of a row: of a topic out of the word list, of a search its words.
pub fn row_name(row: &Row) -> String {
    if row.query.is_some() { row.label.clone() } else { say(&Message::name(&row.label)) }
}

/// A text of the message files.
fn words(id: &'static str) -> String {
    say(&Message::new(id))
}

/// A tenth of a pixel is enough.
fn tidy(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}

/// The first characters of a text, as many as take the room of `most` Chinese ones; a Latin letter takes half of that.
fn cut(text: &str, most: usize) -> String {
    let mut room = 2 * most;
    for (at, c) in text.char_indices() {
        let width = if c.is_ascii() { 1 } else { 2 };
        if width > room {
            return format!("{}…", &text[..at]);
        }
        room -= width;
    }
    text.to_owned()
}

/// A cell of the table that leads to a clause.
fn linked(policy: &crate::policy::PolicyId, address: &crate::clause::ClauseAddress) -> (String, String) {
    (address.native(), urls::clause(policy, address))
}
