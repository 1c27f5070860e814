//! Days in force and days that are aimed at, on one line of time.

use super::{Drawing, LEFT, LINE, cut, linked, tidy, words};
use crate::compare::chart::{Time, times as told};
use crate::compare::{Comparison, Row};
use crate::message::Message;
use crate::web::language::say;
use crate::web::urls;

/// Lines of one picture.
const MOST: usize = 60;
/// Where the axis ends.
const RIGHT: f64 = 560.0;

/// Draws the days in force of all policies and the days of these rows; none when no day is known.
pub fn times(comparison: &Comparison, rows: &[&Row], title: &str) -> Option<Drawing> {
    let all = told(comparison, rows);
    let days = || all.iter().flat_map(|t| [t.start, t.end]).flatten();
    let (first, last) = (days().fold(f64::MAX, f64::min).floor(), days().fold(f64::MIN, f64::max).ceil());
    if first > last {
        return None;
    }
    let mut out = Drawing::new(title.to_owned());
    let shown = &all[..all.len().min(MOST)];
    if all.len() > shown.len() {
        out.note = say(&Message::new("chart-first-times").with("most", MOST).with("n", all.len()));
    }
    let (low, high) = (first, last.max(first + 1.0));
    let place = |year: f64| LEFT + (RIGHT - LEFT) * ((year - low) / (high - low));
    let bottom = 14.0 + LINE * shown.len() as f64;
    let step = ((high - low) / 7.0).ceil().max(1.0);
    let mut year = low;
    while year <= high {
        out.line((place(year), 6.0), (place(year), bottom), true);
        out.text((place(year), bottom + 18.0), format!("{year:.0}"), "middle");
        year += step;
    }
    let mut before = String::new();
    for (n, time) in shown.iter().enumerate() {
        let y = 14.0 + LINE * (n as f64 + 0.5);
        let (name, text) = (say(&time.place), say(&time.text));
        if name != before {
            out.name(y, &name);
            before.clone_from(&name);
        }
        one(&mut out, time, y, &place, format!("{name} {text}"));
        out.text((RIGHT + 14.0, y + 5.0), cut(&text, 24), "start");
        let source = match &time.address {
            Some(address) => linked(&time.policy, address),
            None => (words("chart-full-text"), urls::policy(&time.policy)),
        };
        out.table.push(vec![(name, String::new()), (text, String::new()), source]);
    }
    out.height = bottom + 32.0;
    out.heads = ["chart-place", "chart-when", "chart-source"].map(words).into();
    let legend = [("▬", "chart-in-force"), ("▬┄", "chart-open"), ("◆", "chart-day")];
    out.legend = legend.map(|(sign, id)| (sign, words(id))).into();
    let desc = Message::new("chart-times-desc").with("title", title);
    out.desc = say(&desc.with("from", format!("{low:.0}")).with("to", format!("{high:.0}")));
    Some(out)
}

fn one(out: &mut Drawing, time: &Time, y: f64, place: &impl Fn(f64) -> f64, note: String) {
    match (time.start, time.end) {
        (Some(start), end) => {
            let (from, to) = (place(start), place(end.unwrap_or(start)).max(place(start) + 6.0));
            let bar = |x: f64, width: f64| super::Shape::Bar {
                x: tidy(x),
                y: tidy(y - 6.0),
                width: tidy(width),
                height: 12.0,
                filled: true,
                note,
            };
            out.shapes.push(bar(from, to - from));
            if end.is_none() {
                out.dashes((to, y), (RIGHT + 8.0, y));
            }
        }
        (None, Some(day)) => {
            let x = tidy(place(day));
            let y = tidy(y);
            out.path(format!("M{x} {} l7 7 l-7 7 l-7 -7 Z", tidy(y - 7.0)), true, &note);
        }
        (None, None) => {}
    }
}
