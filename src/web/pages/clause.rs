//! `/p/{place}/{slug}/{address}`: one clause with its neighbours, its facts, and the text to cite it with.

use std::collections::HashSet;

use askama::Template;

use super::cited::CitersView;
use crate::clause::{Clause, ClauseAddress};
use crate::export::cite::Forms;
use crate::index::PolicyRecord;
use crate::message::Message;
use crate::parsed::ParsedPolicy;
use crate::policy::TextStatus;
use crate::web::error::Problem;
use crate::web::frame::{Frame, Link, Nav};
use crate::web::language::say;
use crate::web::lasting::FormerView;
use crate::web::linked::Linked;
use crate::web::naming::{label, lang, place_in_words, quoted_title, title, trail};
use crate::web::reading::in_place::Shelf;
use crate::web::reading::parts::Parts;
use crate::web::reading::passage::{Maker, Passage};
use crate::web::reading::terms::{Term, Terms};
use crate::web::reading::{Wish, in_document};
use crate::web::site::Site;
use crate::web::urls;
use crate::web::view::{Context, RecordView};

use super::document::Scripts;
use super::lineage::FamilyView;

/// A clause with everything below it is shown up to this many bytes of text.
const SHOWN_BYTES: usize = 60_000;

/// One clause.
#[derive(Template)]
#[template(path = "pages/clause.html")]
pub struct ClausePage {
    frame: Frame,
    linked: Linked,
    title: String,
    number: Option<String>,
    place: String,
    date: Option<String>,
    digest: bool,
    document: String,
    in_document: String,
    name: String,
    heading: String,
    trail: Vec<Link>,
    clauses: Vec<Passage>,
    lang: &'static str,
    terms: Vec<Term>,
    scripts: Scripts,
    report: String,
    cut: usize,
    cite: Option<Forms>,
    previous: Option<Link>,
    next: Option<Link>,
    cited_by: CitersView,
    lineage: FamilyView,
    side: String,
    decisions: Vec<Link>,
    former: Option<FormerView>,
    api: String,
}

impl ClausePage {
    /// From a record and the place of the clause in it, in the script that the address wishes.
    pub fn new(site: &Site, record: &PolicyRecord, at: usize, context: &Context, wish: &Wish) -> Self {
        let parsed = &record.parsed;
        let (document, clause) = (&parsed.document, &parsed.clauses[at]);
        let path = path(parsed, at);
        let end = at + descendants(parsed, at);
        let family = &parsed.clauses[at..=end];
        let mut bytes = 0;
        let shown = family
            .iter()
            .take_while(|c| {
                bytes += c.pieces.iter().map(|p| p.span.len()).sum::<usize>();
                bytes <= SHOWN_BYTES
            })
            .count()
            .max(1);
        let name = place_in_words(&path);
        let title = title(document);
        let heading = if clause.heading.is_empty() { String::new() } else { format!(" {}", clause.heading) };
        let several = Parts::of(parsed).count() > 1;
        let terms = Terms::of(parsed, several);
        let view = RecordView::new(record, context);
        let mut maker = Maker { view: &view, shelf: Shelf::new(site, record), terms: &terms, script: wish.conversion(document.script) };
        let clauses = maker.passages(&document.id, &family[..shown], at, clause.depth);
        let used: HashSet<usize> = clauses.iter().flat_map(Passage::terms).collect();
        ClausePage {
            frame: Frame::new(format!("{name}{heading} · {title}"), Nav::Corpus),
            linked: Linked::default(),
            title: title.to_owned(),
            number: document.number_hans.clone(),
            place: document.place(),
            date: document.date().map(str::to_owned),
            lang: lang(document.script),
            scripts: Scripts::new(document.script, wish, &urls::clause(&document.id, &clause.address)),
            report: urls::report(&document.id, &clause.address),
            digest: document.text_status == TextStatus::Digest,
            document: urls::policy(&document.id),
            in_document: in_document(&document.id, &clause.address, several),
            trail: trail(&document.id, &path[..path.len() - 1]),
            clauses,
            cut: family.len() - shown,
            cite: None,
            previous: previous(parsed, at).map(|i| neighbour(parsed, i)),
            next: parsed.clauses.get(end + 1).map(|_| neighbour(parsed, end + 1)),
            terms: terms.all().iter().filter(|t| used.contains(&t.number)).cloned().collect(),
            cited_by: CitersView::default(),
            lineage: FamilyView::waiting(),
            side: urls::side(&[format!("{}/{}", document.id, clause.address)]),
            decisions: Vec::new(),
            former: None,
            api: urls::api_clause(&document.id, &clause.address),
            heading: clause.heading.clone(),
            name,
        }
    }

    /// With what stands in its head.
    pub fn linked(mut self, linked: Linked) -> Self {
        self.linked = linked;
        self
    }

    /// With the clauses elsewhere that cite it, and those that share its words.
    pub fn related(mut self, cited_by: CitersView, lineage: FamilyView) -> Self {
        (self.cited_by, self.lineage) = (cited_by, lineage);
        self
    }

    /// With the decisions that rely on it.
    pub fn relied_on_by(mut self, decisions: Vec<Link>) -> Self {
        self.decisions = decisions;
        self
    }

    /// With the forms to cite it in.
    pub fn cited(mut self, forms: Option<Forms>) -> Self {
        self.cite = forms;
        self
    }

    /// With a note on words that stood at its address before and have moved.
    pub fn formerly(mut self, former: Option<FormerView>) -> Self {
        self.former = former;
        self
    }

    /// Facts of the clause and of those below it, each with the clause it stands in.
    fn facts(&self) -> impl Iterator<Item = (&Passage, &crate::web::view::FactView)> {
        self.clauses.iter().flat_map(|c| c.facts.iter().map(move |f| (c, f)))
    }

    /// Whether anything stands beside the words.
    fn has_notes(&self) -> bool {
        self.clauses.iter().any(|clause| clause.has_notes())
    }

    /// Citations likewise.
    fn citations(&self) -> impl Iterator<Item = (&Passage, &crate::web::view::CitationView)> {
        self.clauses.iter().flat_map(|c| c.citations.iter().map(move |f| (c, f)))
    }
}

/// The clauses above the one at `at`, and itself, outermost first.
pub fn path(parsed: &ParsedPolicy, at: usize) -> Vec<&Clause> {
    let clause = &parsed.clauses[at];
    parsed.ancestors(&clause.address).chain([clause]).collect()
}

/// How many clauses below the one at `at` follow it.
pub fn descendants(parsed: &ParsedPolicy, at: usize) -> usize {
    let address = &parsed.clauses[at].address;
    parsed.clauses[at + 1..].iter().take_while(|c| address.is_ancestor_of(&c.address)).count()
}

/// The sibling before, or the clause before in reading order.
pub fn previous(parsed: &ParsedPolicy, at: usize) -> Option<usize> {
    let parent = parsed.clauses[at].address.parent();
    (0..at).rev().find(|i| parsed.clauses[*i].address.parent() == parent).or(at.checked_sub(1))
}

fn neighbour(parsed: &ParsedPolicy, at: usize) -> Link {
    let clause = &parsed.clauses[at];
    let name = place_in_words(&path(parsed, at));
    let name = if clause.label.is_empty() { label(clause) } else { name };
    Link::new(urls::clause(&parsed.document.id, &clause.address), name).note(clause.heading.as_str())
}

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// To the clause at this place of the list.
    Here(usize),
    /// To a clause that is called otherwise: 第十条第三项 is 第十条第一款第三项 where the article has
    /// paragraphs (最高人民法院 1956 reply), and the other way round.
    Elsewhere(ClauseAddress),
    /// Nowhere.
    Nowhere,
}

/// Looks an address up.
pub fn find(parsed: &ParsedPolicy, address: &ClauseAddress) -> Place {
    match parsed.meant(address) {
        Some(at) if parsed.clauses[at].address == *address => Place::Here(at),
        Some(at) => Place::Elsewhere(parsed.clauses[at].address.clone()),
        None => Place::Nowhere,
    }
}

/// No such clause: names what there is instead.
pub fn no_such_clause(parsed: &ParsedPolicy, typed: &str, address: &ClauseAddress) -> Problem {
    let document = &parsed.document;
    // The nearest clause above that exists; the document itself when none does.
    let mut above = address.parent();
    while let Some(a) = &above
        && parsed.clause(a).is_none()
    {
        above = a.parent();
    }
    let depth = above.as_ref().and_then(|a| parsed.clause(a)).map_or(0, |c| c.depth + 1);
    let inside =
        |c: &&Clause| c.depth == depth && c.address.part().is_none() && above.as_ref().is_none_or(|a| a.is_ancestor_of(&c.address));
    let siblings: Vec<&Clause> = parsed.clauses.iter().filter(inside).collect();
    let mut links = vec![Link::new(urls::policy(&document.id), say(&Message::new("clause-whole-document").with("title", title(document))))];
    if let Some(clause) = above.as_ref().and_then(|a| parsed.clause(a)) {
        links.push(Link::new(
            urls::clause(&document.id, &clause.address),
            say(&Message::new("clause-above").with("clause", clause.address.native())),
        ));
    }
    let range = match (siblings.first(), siblings.last()) {
        (Some(first), Some(last)) if siblings.len() > 1 => Message::new("clause-siblings")
            .with("first", first.address.native())
            .with("last", last.address.native())
            .with("n", siblings.len()),
        (Some(only), _) => Message::new("clause-only-sibling").with("only", only.address.native()),
        _ => Message::new("clause-nothing-below"),
    };
    links.extend(
        siblings.iter().take(12).map(|c| Link::new(urls::clause(&document.id, &c.address), c.address.native()).note(c.heading.as_str())),
    );
    let missing = Message::new("clause-not-there").with("document", quoted_title(title(document))).with("typed", typed);
    Problem::not_found(missing.with("range", range)).links(links)
}
