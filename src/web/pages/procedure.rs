//! `/procedure`: the steps of each document, drawn and listed, and what is handed in, place by place.

use askama::Template;

use super::leaf::{Leaf, spread};
use crate::compare::heading;
use crate::compare::procedure::{Material, PlaceProcedure, Step};
use crate::message::{self, Message};
use crate::policy::PolicyId;
use crate::text::Script;
use crate::web::frame::{Frame, Link, Nav};
use crate::web::language::{language, say};
use crate::web::site::Site;
use crate::web::{forms, naming, urls};

/// Documents on a page.
const PAGE: usize = 20;

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
    /// Value and name of a place, and whether it is chosen.
    choices: Vec<(String, String, bool)>,
    places: Vec<PlaceView>,
    /// Documents on all pages.
    total: usize,
    leaf: Leaf,
}

struct PlaceView {
    place: String,
    /// Its documents that say something; none for a place whose documents are silent.
    documents: Vec<DocumentView>,
}

struct DocumentView {
    document: Link,
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
    /// From the procedures of the places that were asked for; `page` counts from 1.
    pub fn new(site: &Site, wanted: &[String], places: &[PlaceProcedure], page: usize) -> Self {
        let on = |name: &String| places.iter().any(|p| p.place == *name);
        let choices = site.places().into_iter().map(|n| (n.clone(), message::place(language(), &n), on(&n))).collect();
        let all = spread(places, |place| place.telling().cloned().collect());
        let leaf = Leaf::new(all.len(), PAGE, page, |page| urls::procedure(wanted, page));
        let view = |of_one: &[(&PlaceProcedure, Option<PolicyId>)]| PlaceView {
            place: of_one.first().map(|(place, _)| say(&heading(&place.place, &place.label))).unwrap_or_default(),
            documents: of_one.iter().filter_map(|(place, id)| Some(document_view(site, place, id.as_ref()?))).collect(),
        };
        ProcedurePage {
            frame: Frame::new(Message::new("procedure-title"), Nav::Apply),
            choices,
            places: leaf.of(&all).chunk_by(|(a, _), (b, _)| std::ptr::eq(*a, *b)).map(view).collect(),
            total: all.iter().filter(|(_, document)| document.is_some()).count(),
            leaf,
        }
    }
}

fn document_view(site: &Site, place: &PlaceProcedure, document: &PolicyId) -> DocumentView {
    let told = |(n, s): (usize, &&Step)| {
        let step = if s.actors.is_empty() { name(s) } else { say(&Message::new("procedure-by").with("step", name(s)).with("who", who(s))) };
        format!("{} {step}", n + 1)
    };
    let steps: Vec<&Step> = place.steps.iter().filter(|s| s.policy == *document).collect();
    let forms = forms::links_of(site, std::slice::from_ref(document));
    let materials = place.materials.iter().filter(|m| m.policy == *document);
    DocumentView {
        document: Link::new(urls::policy(document), site.title(document)),
        drawings: vec![drawing(&steps, IN_LINE, "wide"), drawing(&steps, IN_NARROW_LINE, "narrow")],
        told: steps.iter().enumerate().map(told).collect::<Vec<_>>().join(" → "),
        steps: steps.iter().map(|s| step_view(s)).collect(),
        materials: materials.map(|m| material_view(m, &forms)).collect(),
        forms,
    }
}

/// The first characters of a text that fit into a box with room for `most` Chinese ones; Latin letters take half of that.
fn fitting(text: &str, most: usize) -> String {
    let width = |c: char| if c.is_ascii() { 1 } else { 2 };
    if text.chars().map(width).sum::<usize>() <= 2 * most {
        return text.to_owned();
    }
    let mut room = 2 * most - 2;
    let fits = |c: &char| {
        let left = room.checked_sub(width(*c));
        room = left.unwrap_or(room);
        left.is_some()
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

/// The name of a step.
fn name(step: &Step) -> String {
    message::name(language(), &step.label)
}

/// Who acts.
fn who(step: &Step) -> String {
    say(&Message::new("step-actors").list("actors", step.actors.iter().map(Message::from)))
}

/// By when, or how often.
fn when(step: &Step) -> String {
    let times = step.times.iter().cloned();
    say(&times.reduce(|first, then| Message::new("value-also").with("first", first).with("then", then)).unwrap_or_default())
}

fn drawing(steps: &[&Step], in_line: usize, class: &'static str) -> Drawing {
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
            label: fitting(&format!("{} {}", n + 1, name(step)), 10),
            who: fitting(&who(step), 11),
            when: fitting(&when(step), 12),
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
        label: name(step),
        actors: who(step),
        times: when(step),
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
