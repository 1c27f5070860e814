//! Numbers of a row on one axis, each value of each clause on a line of its own.
//!
//! A fixed sum is a dot. A cap is a line from the left that ends at a bar (up to here), a minimum a line that begins at
//! a triangle and runs on to the right (from here on), so that a cap is never taken for a sum.

use super::{Drawing, LEFT, LINE, WIDTH, linked, tidy, words};
use crate::compare::Row;
use crate::compare::chart::{Mark, Marks, words as tick_words};
use crate::extract::{Bound, FactKind};
use crate::message::Message;
use crate::web::language::say;

/// Lines of one picture.
const MOST: usize = 60;
/// Where the axis ends, left of the words of the values.
const RIGHT: f64 = 640.0;
/// Where the largest is so many times the smallest, the axis counts in powers of ten.
const APART: f64 = 30.0;

/// From numbers to places on the axis.
struct Axis {
    logarithmic: bool,
    low: f64,
    high: f64,
}

impl Axis {
    fn of(marks: &[Mark]) -> Axis {
        let (low, high) = marks.iter().fold((f64::MAX, 0.0_f64), |(low, high), m| (low.min(m.value), high.max(m.value)));
        if low > 0.0 && high / low >= APART {
            return Axis { logarithmic: true, low: low.log10().floor(), high: (high.log10() + 0.05).ceil() };
        }
        Axis { logarithmic: false, low: 0.0, high: if high > 0.0 { high * 1.08 } else { 1.0 } }
    }

    fn place(&self, number: f64) -> f64 {
        let n = if self.logarithmic { number.max(f64::MIN_POSITIVE).log10() } else { number };
        LEFT + (RIGHT - LEFT) * ((n - self.low) / (self.high - self.low).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0)
    }

    /// Numbers with a line across the picture: powers of ten, or four or five round numbers.
    fn ticks(&self) -> Vec<f64> {
        if self.logarithmic {
            let (first, last) = (self.low as i32, self.high as i32);
            let step = ((last - first) / 6).max(1);
            return (first..=last).step_by(usize::try_from(step).unwrap_or(1)).map(|power| 10.0_f64.powi(power)).collect();
        }
        let rough = self.high / 4.0;
        let power = 10.0_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|s| s * power).find(|s| *s >= rough).unwrap_or(rough);
        (0..=5).map(|n| f64::from(n) * step).take_while(|t| *t <= self.high).collect()
    }
}

/// Draws the numbers of a row.
pub fn marks(row: &Row, found: &Marks) -> Drawing {
    let name = super::row_name(row);
    let mut out = Drawing::new(name.clone());
    let shown = &found.marks[..found.marks.len().min(MOST)];
    if found.marks.len() > shown.len() {
        out.note = say(&Message::new("chart-first-values").with("most", MOST).with("n", found.marks.len()));
    }
    let axis = Axis::of(shown);
    let bottom = 14.0 + LINE * shown.len() as f64;
    let ticks = axis.ticks();
    // Words of ticks need room: of narrow ones every second stays unnamed.
    let every = ticks.len().div_ceil(7).max(1);
    for (n, tick) in ticks.iter().enumerate() {
        let x = axis.place(*tick);
        out.line((x, 6.0), (x, bottom), true);
        if n % every == 0 {
            out.text((x, bottom + 18.0), say(&tick_words(&found.series, *tick)), "middle");
        }
    }
    let mut last = String::new();
    for (n, mark) in shown.iter().enumerate() {
        let y = 14.0 + LINE * (n as f64 + 0.5);
        let (place, text) = (say(&mark.place), say(&mark.text));
        if place != last {
            out.name(y, &place);
            if n > 0 {
                out.line((10.0, y - LINE / 2.0), (WIDTH - 10.0, y - LINE / 2.0), true);
            }
            last.clone_from(&place);
        }
        one(&mut out, &axis, mark, y, &format!("{place} {text}"));
        out.text((RIGHT + 16.0, y + 5.0), super::cut(&text, 18), "start");
        out.table.push(vec![(place, String::new()), (text, String::new()), linked(&mark.policy, &mark.address)]);
    }
    out.height = bottom + 32.0;
    out.heads = ["chart-place", "chart-value", "chart-clause"].map(words).into();
    let legend = [("●", "chart-exactly"), ("─┤", "chart-at-most"), ("▷─", "chart-at-least"), ("○", "chart-about")];
    out.legend = legend.map(|(sign, id)| (sign, words(id))).into();
    let scale = Message::new(if axis.logarithmic { "chart-logarithmic" } else { "chart-even" });
    let kind = match found.series.kind {
        FactKind::Money => "chart-money",
        FactKind::Ratio => "chart-ratio",
        FactKind::Count => "chart-count",
        _ => "chart-time",
    };
    let without = match found.without.as_slice() {
        [] => String::new(),
        some => say(&Message::new("chart-without").list("places", some.iter().cloned())),
    };
    let desc = Message::new("chart-values-desc").with("row", &name).with("kind", Message::new(kind)).with("scale", scale);
    out.desc = format!("{}{without}", say(&desc));
    out.note.push_str(&without);
    out
}

/// One value.
fn one(out: &mut Drawing, axis: &Axis, mark: &Mark, y: f64, note: &str) {
    let x = axis.place(mark.value);
    let (tx, ty) = (tidy(x), tidy(y));
    let dot = |r: f64| format!("M{} {ty} a{r} {r} 0 1 0 {} 0 a{r} {r} 0 1 0 -{} 0 Z", tidy(x - r), 2.0 * r, 2.0 * r);
    match mark.bound {
        Bound::Exactly => out.path(dot(5.5), true, note),
        Bound::About => out.path(dot(5.5), false, note),
        Bound::AtMost | Bound::LessThan => {
            out.line((LEFT, y), (x, y), false);
            out.path(format!("M{tx} {} V{}", tidy(y - 8.0), tidy(y + 8.0)), false, note);
        }
        Bound::AtLeast | Bound::MoreThan => {
            out.path(format!("M{tx} {} L{} {ty} L{tx} {} Z", tidy(y - 6.0), tidy(x + 9.0), tidy(y + 6.0)), false, note);
            out.dashes(((x + 9.0).min(RIGHT), y), (RIGHT + 8.0, y));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::chart::Series;
    use crate::web::chart::Shape;

    fn mark(value: f64, bound: Bound) -> Mark {
        let text = format!("{value}").into();
        Mark { place: "云南".into(), policy: "a/b".parse().unwrap(), address: "1".parse().unwrap(), text, value, bound }
    }

    fn draw(marks: Vec<Mark>) -> Drawing {
        let found = Marks { series: Series { kind: FactKind::Money, unit: String::new() }, marks, without: vec!["广西".into()] };
        super::marks(&Row { label: "升级支持".into(), ..Row::default() }, &found)
    }

    #[test]
    fn the_axis_counts_in_powers_of_ten_only_where_values_lie_far_apart() {
        let far = Axis::of(&[mark(2e6, Bound::Exactly), mark(1e9, Bound::Exactly)]);
        assert!(far.logarithmic && far.place(2e6) < far.place(1e9));
        let near = Axis::of(&[mark(2e6, Bound::Exactly), mark(1e7, Bound::Exactly)]);
        assert!(!near.logarithmic && (near.place(0.0) - LEFT).abs() < 0.1);
        assert!(near.ticks().len() >= 3 && near.ticks().len() <= 6, "{:?}", near.ticks());
        for odd in
            [vec![mark(0.0, Bound::Exactly)], vec![mark(5.0, Bound::Exactly)], vec![mark(0.0, Bound::Exactly), mark(1e12, Bound::Exactly)]]
        {
            let axis = Axis::of(&odd);
            assert!(odd.iter().all(|m| (LEFT..=RIGHT).contains(&axis.place(m.value))) && axis.ticks().len() < 20);
        }
    }

    #[test]
    fn caps_minimums_and_sums_have_different_forms() {
        let forms = |bound| {
            let shapes = draw(vec![mark(5.0, bound)]).shapes;
            let lines = shapes.iter().filter(|s| matches!(s, Shape::Line { faint: false, .. })).count();
            let filled = shapes.iter().any(|s| matches!(s, Shape::Path { filled: true, .. }));
            let dashed = shapes.iter().any(|s| matches!(s, Shape::Line { dashed: true, .. }));
            (lines, filled, dashed)
        };
        assert_eq!(forms(Bound::Exactly), (0, true, false));
        assert_eq!(forms(Bound::AtMost), (1, false, false));
        assert_eq!(forms(Bound::AtLeast), (1, false, true));
        assert_eq!(forms(Bound::About), (0, false, false));
    }

    #[test]
    fn much_is_cut_and_said_so() {
        let many = draw((0..200).map(|n| mark(f64::from(n), Bound::Exactly)).collect());
        assert_eq!(many.table.len(), MOST);
        assert!(many.note.contains("共 200 个") && many.note.contains("广西"), "{}", many.note);
    }
}
