//! `/eligibility`: an applicant's figures against the conditions of each place.

use std::collections::HashMap;

use askama::Template;

use super::leaf::{Leaf, spread};
use crate::compare::eligibility::{BadAnswer, Company, EligibilityReport, Judgement, PlaceReport, Verdict, lists, spoken};
use crate::compare::heading;
use crate::lexicon::eligibility::{Field, FieldKind};
use crate::message::{self, Message};
use crate::policy::{PolicyId, TextStatus};
use crate::text::Script;
use crate::web::frame::{Frame, Link, Nav};
use crate::web::language::{language, say};
use crate::web::site::Site;
use crate::web::{forms, naming, urls};

/// Documents on a page.
const PAGE: usize = 20;

/// The form, and the answer to it.
#[derive(Template)]
#[template(path = "pages/eligibility.html")]
pub struct EligibilityPage {
    frame: Frame,
    fields: Vec<FieldView>,
    modes: Vec<(String, bool)>,
    /// Value and name of a place, and whether it is chosen.
    choices: Vec<(String, String, bool)>,
    problems: Vec<String>,
    places: Vec<PlaceView>,
    /// Documents with conditions, on all pages.
    total: usize,
    leaf: Leaf,
    /// Whether answers were sent.
    asked: bool,
    /// What the script reads answers with, as JSON.
    lists: String,
}

/// One question.
struct FieldView {
    id: String,
    label: String,
    help: String,
    hint: String,
    inputs: Vec<Input>,
    options: Vec<(String, String, bool)>,
}

/// One box; a field with years has several.
struct Input {
    label: String,
    value: String,
    bad: Option<String>,
}

struct PlaceView {
    place: String,
    summary: String,
    class: &'static str,
    /// The name by which the form chooses it.
    key: String,
    procedure: String,
    forms: Vec<Link>,
    conditions: Vec<ConditionView>,
}

struct ConditionView {
    verdict: String,
    class: &'static str,
    href: String,
    clause: String,
    heading: String,
    document: String,
    quote: String,
    lang: &'static str,
    reason: String,
    how: String,
    given: String,
    required: String,
    digest: bool,
    /// What decides it, as JSON.
    rule: String,
}

fn class(verdict: Verdict, unanswered: bool) -> &'static str {
    match verdict {
        Verdict::Met => "met",
        Verdict::Failed => "failed",
        Verdict::Manual if unanswered => "unanswered",
        Verdict::Manual => "manual",
        Verdict::NotApplicable => "off",
    }
}

impl EligibilityPage {
    /// From what was answered, for which places, and the report; `page` counts from 1.
    pub fn new(company: &Company, wanted: &[String], report: &EligibilityReport, site: &Site, asked: bool, page: usize) -> Self {
        let policies = site.library.policies();
        let lists = lists(&site.lexicon, &report.fields, language()).to_string();
        let mut names = site.places();
        let not_held = report.places.iter().map(|p| &p.place).filter(|place| !names.contains(place)).cloned();
        names.extend(not_held.collect::<Vec<_>>());
        let on = |name: &String| !wanted.is_empty() && report.places.iter().any(|p| p.place == *name);
        let choices = names.into_iter().map(|n| (n.clone(), message::place(language(), &n), on(&n))).collect();
        let titles: HashMap<&PolicyId, &str> = policies.iter().map(|p| (&p.document.id, naming::title(&p.document))).collect();
        let title = |c: &Judgement| titles.get(&c.policy).map_or_else(|| c.policy.to_string(), |title| (*title).to_owned());
        let condition = |c: &Judgement| ConditionView {
            verdict: say(&if c.unanswered { Message::new("eligibility-open") } else { c.verdict.label() }),
            class: class(c.verdict, c.unanswered),
            href: urls::clause(&c.policy, &c.address),
            clause: c.address.native(),
            heading: c.heading_path.join(" › "),
            document: title(c),
            quote: c.quote.clone(),
            lang: naming::lang(Script::detect(&c.quote)),
            reason: say(&c.reason),
            how: say(&c.how),
            given: say(&c.given),
            required: say(&c.required),
            digest: c.text_status == TextStatus::Digest,
            rule: c.rule.spoken(language()).to_string(),
        };
        let stating = |place: &PlaceReport| {
            let mut stating: Vec<PolicyId> = place.conditions.iter().map(|c| c.policy.clone()).collect();
            stating.dedup();
            stating
        };
        let all = spread(&report.places, stating);
        let leaf = Leaf::new(all.len(), PAGE, page, |page| urls::eligibility(wanted, page));
        let of_leaf = |of_one: &[(&PlaceReport, Option<PolicyId>)]| {
            let shown: Vec<PolicyId> = of_one.iter().filter_map(|(_, document)| document.clone()).collect();
            of_one.first().map(|(place, _)| place.of_documents(&shown))
        };
        let shown: Vec<PlaceReport> = leaf.of(&all).chunk_by(|(a, _), (b, _)| std::ptr::eq(*a, *b)).filter_map(of_leaf).collect();
        let places = shown.iter().map(|p| PlaceView {
            place: say(&heading(&p.place, &p.label)),
            summary: say(&p.summary),
            class: if p.failed > 0 {
                "failed"
            } else if p.manual > 0 || p.conditions.is_empty() {
                "manual"
            } else {
                "met"
            },
            key: p.place.clone(),
            procedure: urls::procedure(std::slice::from_ref(&p.place), 1),
            // Of many documents only those of this page are read once more.
            forms: if leaf.pages > 1 { forms::links_of(site, &stating(p)) } else { forms::links_of(site, &p.policies) },
            conditions: p.conditions.iter().map(condition).collect(),
        });
        let places = places.collect();
        let bad = |id: &str, year: usize| report.problems.iter().find(|b| b.field == id && b.year == year).map(|b| say(&b.expected));
        let field = |f: &Field| field_view(f, company.answers.get(&f.id).map_or(&[][..], Vec::as_slice), &|year| bad(&f.id, year));
        let problem = |b: &BadAnswer| {
            let told = Message::new("eligibility-problem").with("label", Message::name(&b.label)).with("typed", &b.typed);
            say(&told.with("expected", &b.expected))
        };
        EligibilityPage {
            frame: Frame::new(Message::new("eligibility-title"), Nav::Apply),
            fields: spoken(&report.fields, language()).iter().map(field).collect(),
            modes: report.modes.iter().map(|m| (m.clone(), *m == company.mode)).collect(),
            choices,
            problems: report.problems.iter().map(problem).collect(),
            places,
            total: all.iter().filter(|(_, document)| document.is_some()).count(),
            leaf,
            asked,
            lists,
        }
    }
}

fn field_view(field: &Field, typed: &[String], bad: &dyn Fn(usize) -> Option<String>) -> FieldView {
    let names = ["year-1", "year-2", "year-3", "year-4", "year-5"];
    let input = |n: usize| Input {
        label: names.get(n).filter(|_| field.years > 1).map(|id| say(&Message::new(id))).unwrap_or_default(),
        value: typed.get(n).cloned().unwrap_or_default(),
        bad: bad(n + 1),
    };
    let hint = match field.kind {
        FieldKind::Money => say(&Message::new("hint-money")),
        FieldKind::Ratio => say(&Message::new("hint-ratio")),
        FieldKind::Count => say(&Message::new("hint-count")),
        FieldKind::Place => say(&Message::new("hint-place")),
        FieldKind::Choice => String::new(),
    };
    let first = typed.first().map_or("", String::as_str);
    FieldView {
        id: field.id.clone(),
        label: field.label.clone(),
        help: field.help.clone(),
        hint,
        inputs: if field.options.is_empty() { (0..field.years).map(input).collect() } else { Vec::new() },
        options: field.options.iter().map(|o| (o.id.clone(), o.label.clone(), o.id == first)).collect(),
    }
}
