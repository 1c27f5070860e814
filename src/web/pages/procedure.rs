//! `/procedure`: the steps of each place, drawn and listed, and what is handed in.

use askama::Template;

use crate::compare::STEPS;
use crate::compare::procedure::{Material, PlaceProcedure, Step};
use crate::index::PolicySummary;
use crate::text::Script;
use crate::web::frame::{Frame, Link, Nav};
use crate::web::{naming, urls};

/// Steps in one line of the drawing.
const IN_LINE: usize = 4;
/// Width and height of a box with its gap, in units of the drawing.
const WIDE: usize = 190;
const HIGH: usize = 92;

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
    width: usize,
    height: usize,
    steps: Vec<StepView>,
    materials: Vec<MaterialView>,
    forms: Vec<Link>,
    /// The steps as a row of the comparison.
    compare: String,
}

struct StepView {
    nth: usize,
    label: String,
    actors: String,
    short: String,
    times: String,
    href: String,
    clause: String,
    quote: String,
    lang: &'static str,
    x: usize,
    y: usize,
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
        ProcedurePage { frame: Frame::new("申报程序", Nav::Apply), choices, places: places.iter().zip(forms).map(|(p, f)| place_view(p, f)).collect() }
    }
}

fn place_view(place: &PlaceProcedure, forms: Vec<Link>) -> PlaceView {
    let count = place.steps.len();
    PlaceView {
        place: place.label.clone(),
        width: WIDE * count.min(IN_LINE),
        height: HIGH * count.div_ceil(IN_LINE),
        steps: place.steps.iter().enumerate().map(|(n, s)| step_view(n, s, n + 1 == count)).collect(),
        materials: place.materials.iter().map(|m| material_view(m, &forms)).collect(),
        compare: urls::compare(&[STEPS.to_owned()], std::slice::from_ref(&place.place)),
        forms,
    }
}

fn step_view(n: usize, step: &Step, last: bool) -> StepView {
    let (x, y) = ((n % IN_LINE) * WIDE, (n / IN_LINE) * HIGH);
    let arrow = match (last, (n + 1) % IN_LINE) {
        (true, _) => String::new(),
        // Down and back to the beginning of the next line.
        (_, 0) => format!("M{} {}v12H75v6", x + 75, y + 62),
        _ => format!("M{} {}h32", x + 152, y + 32),
    };
    let actors = step.actors.join("、");
    let short: String = if actors.chars().count() > 10 { actors.chars().take(9).chain(['…']).collect() } else { actors.clone() };
    StepView {
        nth: n + 1,
        label: step.label.clone(),
        actors,
        short,
        times: step.times.join("；"),
        href: urls::clause(&step.policy, &step.address),
        clause: step.address.native(),
        lang: naming::lang(Script::detect(&step.quote)),
        quote: step.quote.clone(),
        x,
        y,
        arrow,
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
