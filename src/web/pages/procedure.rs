//! `/procedure`: the steps of each place, drawn and listed, and what is handed in.

use askama::Template;

use crate::compare::procedure::{Material, PlaceProcedure, Step};
use crate::index::PolicySummary;
use crate::text::Script;
use crate::web::frame::{Frame, Link, Nav};
use crate::web::{naming, urls};

/// Steps in one line of the drawing, and of the one for narrow screens.
const IN_LINE: usize = 4;
const IN_NARROW_LINE: usize = 2;
/// Width and height of a box with its gap, in units of the drawing.
const WIDE: usize = 190;
const HIGH: usize = 106;
/// Width and height of a box alone.
const BOX: (usize, usize) = (150, 74);

/// The page.
#[derive(Template)]
#[template(path = "pages/procedure.html")]
pub struct ProcedurePage {
    frame: Frame,
    choices: Vec<(String, bool)>,
    places: Vec<PlaceView>,
}

struct PlaceView {
    place: String,
    drawings: Vec<Drawing>,
    /// The steps in one sentence, for those who cannot see the drawing.
    told: String,
    steps: Vec<StepView>,
    materials: Vec<MaterialView>,
    forms: Vec<Link>,
}

struct StepView {
    label: String,
    actors: String,
    times: String,
    href: String,
    clause: String,
    quote: String,
    lang: &'static str,
}

/// The steps as boxes with arrows.
struct Drawing {
    class: &'static str,
    width: usize,
    height: usize,
    boxes: Vec<BoxView>,
}

struct BoxView {
    x: usize,
    y: usize,
    label: String,
    who: String,
    when: String,
    /// The arrow to the next box; empty for the last.
    arrow: String,
}

struct MaterialView {
    name: String,
    actor: String,
    href: String,
    clause: String,
    form: Option<String>,
}

impl ProcedurePage {
    /// From the procedures, what is held, and the forms of each place in the same order.
    pub fn new(places: Vec<PlaceProcedure>, policies: &[PolicySummary], forms: Vec<Vec<Link>>) -> Self {
        let mut names: Vec<String> = Vec::new();
        for place in policies.iter().map(|p| p.document.place()) {
            if !names.contains(&place) {
                names.push(place);
            }
        }
        let choices = names.into_iter().map(|n| (n.clone(), places.iter().any(|p| p.place == n))).collect();
        ProcedurePage {
            frame: Frame::new("申报程序", Nav::Apply),
            choices,
            places: places.iter().zip(forms).map(|(p, f)| place_view(p, f)).collect(),
        }
    }
}

fn place_view(place: &PlaceProcedure, forms: Vec<Link>) -> PlaceView {
    let told = |(n, s): (usize, &Step)| {
        let who = if s.actors.is_empty() { String::new() } else { format!("（{}）", s.actors.join("、")) };
        format!("{} {}{who}", n + 1, s.label)
    };
    PlaceView {
        place: place.label.clone(),
        drawings: vec![drawing(&place.steps, IN_LINE, "wide"), drawing(&place.steps, IN_NARROW_LINE, "narrow")],
        told: place.steps.iter().enumerate().map(told).collect::<Vec<_>>().join(" → "),
        steps: place.steps.iter().map(step_view).collect(),
        materials: place.materials.iter().map(|m| material_view(m, &forms)).collect(),
        forms,
    }
}

/// The first characters of a text that fit into a box.
fn fitting(text: &str, most: usize) -> String {
    if text.chars().count() > most { text.chars().take(most - 1).chain(['…']).collect() } else { text.to_owned() }
}

fn drawing(steps: &[Step], in_line: usize, class: &'static str) -> Drawing {
    let count = steps.len();
    let (wide, high) = BOX;
    let boxes = steps.iter().enumerate().map(|(n, step)| {
        let (x, y) = ((n % in_line) * WIDE + 1, (n / in_line) * HIGH + 2);
        let arrow = match (n + 1 == count, (n + 1) % in_line) {
            (true, _) => String::new(),
            // Down and back to the first box of the next line, with its head.
            (_, 0) => format!("M{} {}v12H76v{}m-4 -7l4 7l4 -7", x + wide / 2, y + high, HIGH - high - 12),
            _ => format!("M{} {}h{}m-7 -4l7 4l-7 4", x + wide, y + high / 2, WIDE - wide),
        };
        BoxView {
            x,
            y,
            label: format!("{} {}", n + 1, step.label),
            who: fitting(&step.actors.join("、"), 11),
            when: fitting(&step.times.join("；"), 12),
            arrow,
        }
    });
    // Without the gap behind the last box.
    let columns = count.min(in_line);
    let width = (columns * WIDE).saturating_sub(WIDE - wide) + 2;
    let height = (count.div_ceil(in_line.max(1)) * HIGH).saturating_sub(HIGH - high) + 4;
    Drawing { class, width, height, boxes: boxes.collect() }
}

fn step_view(step: &Step) -> StepView {
    StepView {
        label: step.label.clone(),
        actors: step.actors.join("、"),
        times: step.times.join("；"),
        href: urls::clause(&step.policy, &step.address),
        clause: step.address.native(),
        lang: naming::lang(Script::detect(&step.quote)),
        quote: step.quote.clone(),
    }
}

fn material_view(m: &Material, forms: &[Link]) -> MaterialView {
    // An attachment that is no form is read as a clause.
    let open = |address| {
        let form = urls::form(&m.policy, address);
        if forms.iter().any(|l| l.href == form) { form } else { urls::clause(&m.policy, address) }
    };
    MaterialView {
        name: m.name.clone(),
        actor: m.actor.clone().unwrap_or_default(),
        href: urls::clause(&m.policy, &m.address),
        clause: m.address.native(),
        form: m.form.as_ref().map(open),
    }
}
