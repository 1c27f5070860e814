//! What the page of a check prints.

use askama::Template;

use super::form::Form;
use crate::cite::pieces::pieces;
use crate::cite::{Authority, DateBasis, Item, Level, Outcome, Report};
use crate::clause::ClauseAddress;
use crate::compare::align::ChangeKind;
use crate::extract::Target;
use crate::message::Message;
use crate::web::frame::{Frame, Link, Nav};
use crate::web::language::say;
use crate::web::site::Site;
use crate::web::urls;

/// `/check`
#[derive(Template)]
#[template(path = "pages/check.html")]
pub struct CheckPage {
    /// Around the page.
    pub frame: Frame,
    /// What was typed.
    pub form: Form,
    /// The decision that the text is of.
    pub from: Option<Link>,
    /// What is wrong with the text.
    pub text_error: Option<String>,
    /// What is wrong with the date.
    pub date_error: Option<String>,
    /// The result.
    pub report: Option<ReportView>,
}

impl CheckPage {
    /// The page with what was typed and nothing more.
    pub fn new(form: Form) -> CheckPage {
        let frame = Frame::new(Message::new("check-title"), Nav::Check);
        CheckPage { frame, form, from: None, text_error: None, date_error: None, report: None }
    }

    fn file_error(&self) -> Option<String> {
        self.form.file_error.as_ref().map(say)
    }
}

/// A piece of the text.
pub struct PieceView {
    /// Its words.
    pub text: String,
    /// Class for the stylesheet; empty for words that are nothing.
    pub class: String,
    /// Where it leads.
    pub href: Option<String>,
    /// What a pointer that rests on it shows.
    pub tip: String,
    /// Ids of what begins here.
    pub ids: Vec<String>,
    /// Remarks behind it: id in the list of findings and words.
    pub notes: Vec<(String, String, &'static str)>,
}

/// A citation or a quotation in the list.
pub struct FindingView {
    /// c3 or q1.
    pub id: String,
    /// 引用3 or 引文1.
    pub name: String,
    /// wrong, unchecked, doubtful, right
    pub level: &'static str,
    /// The outcome in words.
    pub label: String,
    /// The words.
    pub quote: String,
    /// The provision, where the words do not print it.
    pub provision: Option<String>,
    /// Whether they are a quotation.
    pub quotation: bool,
    /// Why.
    pub reason: String,
    /// Which clauses there are.
    pub valid: Option<String>,
    /// Class and words.
    pub difference: Vec<(&'static str, String)>,
    /// The source.
    pub target: Option<Link>,
    /// Other places or documents.
    pub others: Vec<Link>,
}

/// A document of the list of authorities.
pub struct AuthorityView {
    /// Its page.
    pub href: Option<String>,
    /// Its title.
    pub title: String,
    /// Its number.
    pub number: String,
    /// Its clauses that are cited; without an address where there is no such clause.
    pub clauses: Vec<(String, Option<String>)>,
    /// wrong, unchecked, doubtful, right
    pub level: &'static str,
    /// Its state in words.
    pub state: String,
    /// How often it is cited.
    pub count: usize,
}

/// The result.
pub struct ReportView {
    /// The date.
    pub date: String,
    /// From where it is known, in words.
    pub basis: String,
    /// How many are wrong.
    pub wrong: usize,
    /// Of how many nothing can be said.
    pub not_checked: usize,
    /// How many citations there are.
    pub citations: usize,
    /// How many quotations there are.
    pub quotations: usize,
    /// Outcomes that occur: level, words, meaning, how often.
    pub legend: Vec<(&'static str, String, String, usize)>,
    /// The text.
    pub pieces: Vec<PieceView>,
    /// The worst first.
    pub findings: Vec<FindingView>,
    /// The documents cited.
    pub authorities: Vec<AuthorityView>,
    /// What was not checked: words and why.
    pub asides: Vec<(String, String)>,
}

impl ReportView {
    /// A report for the template.
    pub fn new(site: &Site, text: &str, report: &Report) -> ReportView {
        let legend = report.counts().into_iter().map(|(o, n)| (o.level().name(), say(&o.label()), say(&o.meaning()), n)).collect();
        ReportView {
            date: report.date.clone(),
            basis: say(&Message::new(match report.date_basis {
                DateBasis::Given => "check-basis-given",
                DateBasis::Text => "check-basis-text",
                DateBasis::Today => "check-basis-today",
            })),
            wrong: report.wrong,
            not_checked: report.not_checked,
            citations: report.citations.len(),
            quotations: report.quotations.len(),
            legend,
            pieces: cut(text, report),
            findings: report.worst_first().iter().map(|i| finding(site, i)).collect(),
            authorities: report.authorities.iter().map(authority).collect(),
            asides: report.asides.iter().map(|a| (a.quote.clone(), say(&a.why))).collect(),
        }
    }
}

fn href(target: &Target) -> String {
    urls::clause_text(&target.policy, &target.address)
}

fn cut(text: &str, report: &Report) -> Vec<PieceView> {
    let citation = |n: usize| report.citations.get(n).map(|c| Item::Citation(n, c));
    let quotation = |n: usize| report.quotations.get(n).map(|q| Item::Quotation(n, q));
    let one = |p: crate::cite::pieces::Piece| {
        let (c, q) = (p.citation.and_then(citation), p.quotation.and_then(quotation));
        let mut class = String::new();
        if let Some(q) = &q {
            class = format!("quote {}", q.outcome().level().name());
        }
        if let Some(c) = &c {
            class = format!("{class} cited {}", c.outcome().level().name());
        }
        let shown = c.as_ref().or(q.as_ref());
        let ends = c.as_ref().filter(|c| c.span().end == p.span.end).into_iter().chain(q.as_ref().filter(|_| p.closes_quotation));
        let notes =
            ends.filter(|i| i.outcome().level() != Level::Right).map(|i| (i.id(), say(&i.outcome().label()), i.outcome().level().name()));
        let mut ids: Vec<String> = p.begins.iter().map(|n| format!("c{}", n + 1)).collect();
        ids.extend(p.quotation.filter(|_| p.opens_quotation).map(|n| format!("q{}", n + 1)));
        PieceView {
            text: p.span.of(text).to_owned(),
            class: class.trim().to_owned(),
            href: shown.and_then(Item::target).map(href),
            tip: shown.map(|i| say(&tip(i))).unwrap_or_default(),
            ids,
            notes: notes.collect(),
        }
    };
    pieces(text, report).into_iter().map(one).collect()
}

/// The outcome with its reason.
fn tip(item: &Item<'_>) -> Message {
    Message::new("said-because").with("what", item.outcome().label()).with("why", item.reason())
}

fn finding(site: &Site, item: &Item<'_>) -> FindingView {
    let link = |t: &Target| {
        let place = t.address.parse::<ClauseAddress>().map(|a| a.native()).unwrap_or_default();
        Link::new(href(t), format!("{}{place}", site.title(&t.policy)))
    };
    let (name, others) = match item {
        Item::Citation(n, c) => {
            let whole = |id: &crate::policy::PolicyId| link(&Target { policy: id.clone(), address: String::new() });
            (Message::new("check-citation").with("n", n + 1), c.others.iter().map(whole).collect())
        }
        Item::Quotation(n, q) => (Message::new("check-quotation").with("n", n + 1), q.places.iter().map(link).collect()),
    };
    let class = |kind| match kind {
        ChangeKind::Same => "same",
        ChangeKind::Removed => "gone",
        ChangeKind::Added => "new",
    };
    FindingView {
        id: item.id(),
        name: say(&name),
        level: item.outcome().level().name(),
        label: say(&item.outcome().label()),
        quote: item.quote().to_owned(),
        provision: item.provision().map(str::to_owned),
        quotation: matches!(item, Item::Quotation(..)),
        reason: say(item.reason()),
        valid: item.valid().map(say),
        difference: item.difference().iter().map(|c| (class(c.kind), c.text.clone())).collect(),
        target: item.target().map(link),
        others,
    }
}

fn authority(a: &Authority) -> AuthorityView {
    let clause = |c: &crate::cite::CitedClause| {
        let to = a.policy.clone().zip(c.address.clone()).map(|(policy, address)| href(&Target { policy, address }));
        (c.name.clone(), to)
    };
    AuthorityView {
        href: a.policy.as_ref().map(urls::policy),
        title: a.title.clone(),
        number: a.number.clone().filter(|n| *n != a.title).unwrap_or_default(),
        clauses: a.clauses.iter().map(clause).collect(),
        level: match a.outcome {
            _ if a.policy.is_none() => Level::Unchecked,
            Outcome::Expired | Outcome::NotYetInForce => Level::Wrong,
            Outcome::OtherVersion => Level::Doubtful,
            _ => Level::Right,
        }
        .name(),
        state: say(&a.state),
        count: a.count,
    }
}
