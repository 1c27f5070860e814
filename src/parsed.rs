//! The pure result for one document, and its JSON form (`tiaoli.parse/1`).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clause::address::StepKind;
use crate::clause::{Clause, ClauseAddress, Dropped, Step};
use crate::corpus::{Manifest, SourceFile};
use crate::diagnostic::{Warning, WarningKind};
use crate::extract::{Citation, Definition, DepartmentMention, Effect, Fact};
use crate::lexicon::Lexicon;
use crate::policy::Policy;
use crate::text::Span;

/// Name of the JSON form.
pub const SCHEMA: &str = "tiaoli.parse/1";

/// Everything that is known about one document from its text and its manifest alone.
///
/// Parsing looks at no other document: what lies between documents is a query.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ParsedPolicy {
    /// [`SCHEMA`].
    pub schema: String,
    /// The document as a whole.
    pub document: Policy,
    /// Clauses in reading order, parents before children.
    pub clauses: Vec<Clause>,
    /// Values in reading order.
    pub facts: Vec<Fact>,
    /// Citations in reading order.
    pub citations: Vec<Citation>,
    /// Short forms and terms that the document introduces, in reading order.
    #[serde(default)]
    pub definitions: Vec<Definition>,
    /// What the document does to others: 同时废止《X》, 关于修改《X》的决定.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<Effect>,
    /// Departments in reading order.
    pub departments: Vec<DepartmentMention>,
    /// What was left out, and why.
    pub dropped: Vec<Dropped>,
    /// What a reader should look at.
    pub warnings: Vec<Warning>,
}

impl ParsedPolicy {
    /// Parses one document.
    pub fn parse(file: &SourceFile, lexicon: &Lexicon) -> ParsedPolicy {
        let source = file.text.as_str();
        let mut tree = crate::clause::parse(source, lexicon);
        let mut document = crate::extract::metadata::metadata(&file.id, source, &tree, lexicon);
        let found = crate::extract::extract(&document, source, &tree.clauses, lexicon);
        let mut warnings = std::mem::take(&mut tree.warnings);
        warnings.extend(found.warnings);
        if file.text.is_lossy() {
            warnings.push(Warning {
                kind: WarningKind::LossyDecoding,
                address: String::new(),
                detail: format!("some bytes are no {} text and were replaced by U+FFFD", file.text.encoding()),
                span: source.find('\u{FFFD}').map_or(Span::default(), |at| Span::new(at, at + 3)),
            });
        }
        let manifest_warning =
            |detail: String| Warning { kind: WarningKind::Manifest, address: String::new(), detail, span: Span::default() };
        warnings.extend(file.manifest_error.clone().map(manifest_warning));
        if let Some(manifest) = &file.manifest {
            apply(manifest, &mut document, lexicon);
            crate::extract::metadata::set_validity(&mut document, source, &tree, lexicon);
            let unknown = manifest.jurisdiction.as_ref().filter(|name| lexicon.jurisdiction(name).is_none());
            warnings.extend(
                unknown.map(|name| manifest_warning(format!("the jurisdiction {name:?} of the manifest is no place of places.toml"))),
            );
        }
        ParsedPolicy {
            schema: SCHEMA.to_owned(),
            document,
            clauses: tree.clauses,
            facts: found.facts,
            citations: found.citations,
            definitions: found.definitions,
            effects: found.effects,
            departments: found.departments,
            dropped: tree.dropped,
            warnings,
        }
    }

    /// The clause at an address.
    pub fn clause(&self, address: &ClauseAddress) -> Option<&Clause> {
        self.clauses.iter().find(|c| c.address == *address)
    }

    /// The clause that is meant by an address, by its place in the list: the first paragraph of an article may be named
    /// or left out (最高法 1956 复函: 第十条第三项 is 第十条第一款第三项).
    pub fn meant(&self, address: &ClauseAddress) -> Option<usize> {
        let at = |wanted: &ClauseAddress| self.clauses.iter().position(|c| c.address == *wanted);
        let is_first_paragraph = |s: &Step| s.kind == StepKind::Paragraph(1) && s.nth == 1;
        let mut with: Vec<Step> = Vec::new();
        for step in address.steps() {
            let after_article = with.last().is_some_and(|s| matches!(s.kind, StepKind::Article(..)));
            if after_article && matches!(step.kind, StepKind::Number(_)) {
                with.push(StepKind::Paragraph(1).into());
            }
            with.push(*step);
        }
        let without = || ClauseAddress::new(address.steps().iter().copied().filter(|s| !is_first_paragraph(s)));
        at(address).or_else(|| at(&without())).or_else(|| at(&ClauseAddress::new(with)))
    }

    /// The clauses above `address`, outermost first.
    pub fn ancestors<'a>(&'a self, address: &'a ClauseAddress) -> impl Iterator<Item = &'a Clause> + 'a {
        self.clauses.iter().filter(move |c| c.address.is_ancestor_of(address))
    }

    /// The facts of one clause.
    pub fn facts_of<'a>(&'a self, address: &'a ClauseAddress) -> impl Iterator<Item = &'a Fact> + 'a {
        self.facts.iter().filter(move |f| f.address == *address)
    }
}

/// Fills what the text does not say from the manifest, and remembers which fields those are.
fn apply(manifest: &Manifest, document: &mut Policy, lexicon: &Lexicon) {
    fn fill(field: &mut Option<String>, value: &Option<String>, name: &str, filled: &mut Vec<String>) {
        if field.is_none() && value.is_some() {
            field.clone_from(value);
            filled.push(name.to_owned());
        }
    }
    let mut filled = Vec::new();
    if document.title.is_empty()
        && let Some(title) = &manifest.title
    {
        document.title.clone_from(title);
        document.title_hans = crate::text::to_hans(title).into_owned();
        filled.push("title".to_owned());
    }
    let had_number = document.number.is_some();
    fill(&mut document.number, &manifest.number, "number", &mut filled);
    if !had_number && let Some(number) = &document.number {
        let folded = crate::text::fold(number);
        document.number_hans = Some(crate::extract::citation::document_number(&folded, lexicon).map_or(folded, |n| n.to_string()));
    }
    fill(&mut document.issued, &manifest.issued, "issued", &mut filled);
    fill(&mut document.published, &manifest.published, "published", &mut filled);
    fill(&mut document.effective, &manifest.effective, "effective", &mut filled);
    fill(&mut document.expires, &manifest.expires, "expires", &mut filled);
    if document.issuers.is_empty() && !manifest.issuers.is_empty() {
        document.issuers.clone_from(&manifest.issuers);
        document.issuers_hans = manifest.issuers.iter().map(|i| crate::text::to_hans(i).into_owned()).collect();
        filled.push("issuers".to_owned());
    }
    if let Some(name) = &manifest.jurisdiction
        && let Some(place) = lexicon.jurisdiction(name)
        && document.jurisdiction.as_ref().is_none_or(|j| j.name != place.name)
    {
        document.jurisdiction = Some(place);
        filled.push("jurisdiction".to_owned());
    }
    if let Some(status) = manifest.text_status {
        document.text_status = status;
    }
    document.inferred = manifest.inferred.clone();
    document.source_url.clone_from(&manifest.source_url);
    document.retrieved.clone_from(&manifest.retrieved);
    document.note.clone_from(&manifest.note);
    document.from_manifest = filled;
}
