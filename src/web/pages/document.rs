//! `/p/{place}/{slug}`: a document with its contents, its clauses, and facts and citations beside them.

use askama::Template;

use super::cited::{CitersView, EndView};
use super::meta::{MetaRow, meta};
use super::remarks::{DroppedView, WarningView, dropped, warnings};
use crate::clause::{Clause, ClauseKind, Part};
use crate::export::cite::Forms;
use crate::index::PolicyRecord;
use crate::policy::TextStatus;
use crate::web::frame::{Frame, Link, Nav};
use crate::web::linked::Linked;
use crate::web::naming::{label, lang};
use crate::web::urls;
use crate::web::view::{ClauseView, Context, RecordView};

/// A longer document is shown up to this many bytes of its text; the rest clause by clause.
pub const SHOWN_BYTES: usize = 200_000;
/// With more entries the contents name only the top clauses.
const CONTENTS_MAX: usize = 120;
/// Characters of a clause without a heading that stand in the contents.
const TEASER: usize = 16;

/// A document.
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
    meta: Vec<MetaRow>,
    contents: Vec<ContentsEntry>,
    clauses: Vec<ClauseView>,
    rest: Vec<Link>,
    rest_count: usize,
    warnings: Vec<WarningView>,
    dropped: Vec<DroppedView>,
    cited_by: CitersView,
    ends: Vec<EndView>,
    graph: String,
    decisions: Vec<Link>,
    cite: Option<Forms>,
    forms: Vec<Link>,
    api: String,
    akn: String,
}

/// A line of the contents.
struct ContentsEntry {
    /// Fragment of the clause; empty for a chapter.
    id: String,
    text: String,
    depth: usize,
}

impl DocumentPage {
    /// From a record. `cited_by` names the clauses elsewhere that cite it.
    pub fn new(record: &PolicyRecord, context: &Context, cited_by: CitersView) -> Self {
        let document = &record.parsed.document;
        let all = &record.parsed.clauses;
        let shown = shown(all);
        let view = RecordView::new(record, context);
        let title = if document.title.is_empty() { document.id.as_str() } else { &document.title };
        let rest = all[shown..].iter().filter(|c| c.depth == 0).take(CONTENTS_MAX);
        DocumentPage {
            frame: Frame::new(title, Nav::Corpus),
            linked: Linked::default(),
            title: title.to_owned(),
            lang: lang(document.script),
            place_href: urls::corpus_place(&document.place()),
            place: document.place(),
            digest: document.text_status == TextStatus::Digest,
            note: document.note.clone(),
            meta: meta(document),
            contents: contents(&all[..shown]),
            clauses: view.clauses(&all[..shown], 0),
            rest: rest.map(|c| Link::new(urls::clause(&document.id, &c.address), entry_text(c))).collect(),
            rest_count: all.len() - shown,
            warnings: warnings(record),
            dropped: dropped(record),
            cited_by,
            ends: Vec::new(),
            graph: urls::graph_of(&document.id),
            decisions: Vec::new(),
            cite: None,
            forms: Vec::new(),
            api: urls::api_policy(&document.id),
            akn: urls::akn(&document.id),
        }
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

/// How many clauses fit on the page; always at least one.
fn shown(clauses: &[Clause]) -> usize {
    let mut bytes = 0;
    let fits = |c: &Clause| {
        bytes += c.pieces.iter().map(|p| p.span.len()).sum::<usize>();
        bytes <= SHOWN_BYTES
    };
    clauses.iter().map(fits).take_while(|fits| *fits).count().max(1).min(clauses.len())
}

fn contents(clauses: &[Clause]) -> Vec<ContentsEntry> {
    let listed = |c: &&Clause, depth: usize| {
        let part = c.address.part().is_some_and(|p| matches!(p, Part::Title | Part::Salutation | Part::Signature | Part::Imprint));
        c.depth <= depth && c.kind != ClauseKind::Paragraph && !part
    };
    let depth = usize::from(clauses.iter().filter(|c| listed(c, 1)).count() <= CONTENTS_MAX);
    let mut groups: &[String] = &[];
    let mut out = Vec::new();
    for clause in clauses.iter().filter(|c| listed(c, depth)) {
        if clause.kind == ClauseKind::Article {
            let same = groups.iter().zip(&clause.groups).take_while(|(a, b)| a == b).count();
            out.extend(clause.groups[same..].iter().map(|g| ContentsEntry { id: String::new(), text: g.clone(), depth: 0 }));
            groups = &clause.groups;
        }
        let depth = clause.depth.min(1) + usize::from(!clause.groups.is_empty());
        out.push(ContentsEntry { id: clause.address.to_string(), text: entry_text(clause), depth: depth.min(1) });
    }
    out
}

/// Label and heading, or label and first words.
fn entry_text(clause: &Clause) -> String {
    let label = label(clause);
    if clause.kind == ClauseKind::Part {
        return label;
    }
    let words = if clause.heading.is_empty() { &clause.text } else { &clause.heading };
    let words = words.split('\n').next().unwrap_or_default();
    let teaser: String = words.chars().take(TEASER).collect();
    let cut = clause.heading.is_empty() && words.chars().nth(TEASER).is_some();
    let words = if clause.heading.is_empty() { &teaser } else { words };
    let gap = if label.ends_with(|c: char| c.is_alphanumeric()) { " " } else { "" };
    format!("{label}{gap}{words}{}", if cut { "…" } else { "" })
}
