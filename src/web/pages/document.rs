//! `/p/{place}/{slug}`: a document with its contents, its clauses, and facts and citations beside them.

use askama::Template;

use super::cited::{CitersView, EndView};
use super::meta::{MetaRow, meta};
use super::remarks::{WarningView, dropped, warnings};
use crate::export::cite::Forms;
use crate::index::PolicyRecord;
use crate::policy::TextStatus;
use crate::text::Script;
use crate::web::frame::{Frame, Link, Nav};
use crate::web::labels;
use crate::web::language::language;
use crate::web::linked::Linked;
use crate::web::naming::lang;
use crate::web::reading::contents::{Entry, contents, span};
use crate::web::reading::in_place::Shelf;
use crate::web::reading::left_out::put_back;
use crate::web::reading::original::FileView;
use crate::web::reading::parts::Parts;
use crate::web::reading::passage::{Maker, Passage};
use crate::web::reading::standing::{Standing, standing};
use crate::web::reading::terms::{Term, Terms};
use crate::web::reading::{Wish, in_document, today};
use crate::web::site::Site;
use crate::web::urls;
use crate::web::view::{Context, RecordView};

/// A document, or a part of a long one.
#[derive(Template)]
#[template(path = "pages/document.html")]
pub struct DocumentPage {
    frame: Frame,
    linked: Linked,
    title: String,
    lang: &'static str,
    place: String,
    place_href: String,
    digest: bool,
    note: Option<String>,
    number: Option<String>,
    issuers: Vec<String>,
    date: Option<String>,
    standing: Option<Standing>,
    /// The clause that the standing rests on.
    rests_on: Option<Link>,
    meta: Vec<MetaRow>,
    file: FileView,
    contents: Vec<Entry>,
    clauses: Vec<Passage>,
    terms: Vec<Term>,
    /// Address of the page, without wishes.
    page: String,
    part: usize,
    parts: usize,
    /// The first and the last clause of the part.
    span: String,
    previous: Option<Link>,
    next: Option<Link>,
    warnings: Vec<WarningView>,
    dropped_count: usize,
    dropped_here: usize,
    dropped_switch: String,
    shows_dropped: bool,
    scripts: Scripts,
    cited_by: CitersView,
    ends: Vec<EndView>,
    graph: String,
    decisions: Vec<Link>,
    cite: Option<Forms>,
    forms: Vec<Link>,
    report: String,
    api: String,
    akn: String,
}

/// In which script the words are shown, and how they can be.
pub struct Scripts {
    /// The script they are converted to; none where they are as printed.
    pub converted: Option<Script>,
    /// The page as printed.
    pub printed: String,
    /// The page in the other script.
    pub other: String,
    /// The script of the source.
    pub source: Script,
    /// Whether readers of the page's language read the other script.
    pub offered: bool,
}

impl Scripts {
    /// For a page of a document at this address.
    pub fn new(source: Script, wish: &Wish, page: &str) -> Scripts {
        let other = if source == Script::Hans { Script::Hant } else { Script::Hans };
        Scripts {
            converted: wish.conversion(source),
            printed: wish.script(None).on(page),
            other: wish.script(Some(other)).on(page),
            source,
            offered: language().script().is_some_and(|read| read != source),
        }
    }

    /// Name of the text that offers the other script.
    pub fn offer(&self) -> &'static str {
        if self.source == Script::Hans { "document-to-hant" } else { "document-to-hans" }
    }

    /// Name of the text that marks what is converted.
    pub fn mark(&self) -> &'static str {
        if self.source == Script::Hans { "document-in-hant" } else { "document-in-hans" }
    }
}

impl DocumentPage {
    /// From a record, as the address wishes. `cited_by` names the clauses elsewhere that cite it.
    pub fn new(site: &Site, record: &PolicyRecord, context: &Context, cited_by: CitersView, wish: &Wish) -> Self {
        let parsed = &record.parsed;
        let (document, all) = (&parsed.document, &parsed.clauses);
        let parts = Parts::of(parsed);
        let at = wish.at.as_deref().and_then(|at| all.iter().position(|c| c.address.to_string() == at));
        let part = at.map_or(wish.part.unwrap_or(1), |at| parts.holding(at)).min(parts.count());
        let wish = &Wish { part: Some(part), ..wish.clone() };
        let range = parts.range(part);
        let (script, several) = (wish.conversion(document.script), parts.count() > 1);
        let terms = Terms::of(parsed, several);
        let view = RecordView::new(record, context);
        let mut maker = Maker { view: &view, shelf: Shelf::new(site, record), terms: &terms, script };
        let mut clauses = maker.passages(&document.id, &all[range.clone()], range.start, 0);
        let left_out = dropped(record);
        let from = if part == 1 { 0 } else { all[range.start].span.start };
        let to = all.get(range.end).map_or(usize::MAX, |c| c.span.start);
        if wish.dropped {
            put_back(&mut clauses, &left_out, from, to);
        }
        let title = if document.title.is_empty() { document.id.as_str() } else { &document.title };
        let page = urls::policy(&document.id);
        let standing = standing(document, site.resolver().ends(&document.id), &today());
        let rests_on = standing
            .as_ref()
            .and_then(|s| s.address.parse().ok())
            .map(|address: crate::clause::ClauseAddress| Link::new(in_document(&document.id, &address, several), address.native()));
        let neighbour = |n: usize| Link::new(wish.part(n).on(&page), span(&all[parts.range(n)], script));
        DocumentPage {
            frame: Frame::new(title, Nav::Corpus),
            linked: Linked::default(),
            title: title.to_owned(),
            lang: lang(document.script),
            place_href: urls::corpus_place(&document.place()),
            place: document.place(),
            digest: document.text_status == TextStatus::Digest,
            note: document.note.clone(),
            number: document.number_hans.clone(),
            issuers: document.issuers_hans.clone(),
            date: document.date().map(labels::date),
            standing,
            rests_on,
            meta: meta(document),
            file: FileView::new(site, record),
            contents: contents(parsed, &parts, part, wish),
            clauses,
            terms: terms.all().to_vec(),
            part,
            parts: parts.count(),
            span: if several { span(&all[range], script) } else { String::new() },
            previous: (part > 1).then(|| neighbour(part - 1)),
            next: (part < parts.count()).then(|| neighbour(part + 1)),
            warnings: warnings(record),
            dropped_count: left_out.len(),
            dropped_here: left_out.iter().filter(|d| d.start >= from && d.start < to).count(),
            dropped_switch: format!("{}#text", wish.dropped(!wish.dropped).on(&page)),
            shows_dropped: wish.dropped,
            scripts: Scripts::new(document.script, wish, &page),
            cited_by,
            ends: Vec::new(),
            graph: urls::graph_of(&document.id),
            decisions: Vec::new(),
            cite: None,
            forms: Vec::new(),
            report: urls::report(&document.id, &Default::default()),
            api: urls::api_policy(&document.id),
            akn: urls::akn(&document.id),
            page,
        }
    }

    /// The place of a clause, on this page or on that of another part.
    fn at(&self, address: &str) -> String {
        if self.parts == 1 {
            return format!("#{address}");
        }
        format!("{}{}#{address}", self.page, urls::query_string([("at", address.to_owned())]))
    }

    /// With what has ended or changed it.
    pub fn ended(mut self, ends: Vec<EndView>) -> Self {
        self.ends = ends;
        self
    }

    /// With the forms to cite it in.
    pub fn cited(mut self, forms: Option<Forms>) -> Self {
        self.cite = forms;
        self
    }

    /// With what stands in its head.
    pub fn linked(mut self, linked: Linked) -> Self {
        self.linked = linked;
        self
    }

    /// With the decisions that rely on it.
    pub fn relied_on_by(mut self, decisions: Vec<Link>) -> Self {
        self.decisions = decisions;
        self
    }

    /// With the forms to fill in.
    pub fn filled_in(mut self, forms: Vec<Link>) -> Self {
        self.forms = forms;
        self
    }
}
