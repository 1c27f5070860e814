//! From a parsed policy to the documents of the two tables.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::schema::OwnedValue;

use super::schema::{BODY, ClauseFields, PolicyFields};
use super::tokenizer::cut;
use super::{PolicyRecord, cited, values};
use crate::clause::{Clause, ClauseAddress, ClauseKind, Part};
use crate::extract::Fact;
use crate::lexicon::Lexicon;
use crate::policy::Policy;
use crate::text::segment::Segmenter;
use crate::text::{fold, to_hans};

/// How much of a clause without a heading stands for it in the context of the clauses below, in characters.
const LEAD: usize = 60;

/// Bytes that the headings and numbers of a clause take at most, but for a few.
const SMALL_FIELDS: usize = 512;

/// What a hit shows of a clause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClauseRecord {
    /// The clause.
    pub address: ClauseAddress,
    /// Marker as printed, or 第二款.
    pub label: String,
    /// Labels and headings of the clauses above and of this one, outermost first.
    pub heading_path: Vec<String>,
    /// The same in simplified characters, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading_path_hans: Option<Vec<String>>,
    /// Own text as printed.
    pub text: String,
    /// Own text in simplified characters, where it differs; as many characters as `text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_hans: Option<String>,
    /// Facts of the clause.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// The clause before it in reading order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<ClauseAddress>,
    /// The clause after it in reading order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<ClauseAddress>,
}

impl ClauseRecord {
    /// The text that matches are looked for in.
    pub fn hans(&self) -> &str {
        self.text_hans.as_deref().unwrap_or(&self.text)
    }
}

/// The text of a clause that a query is matched with: folded label and text, contiguous.
///
/// ```
/// use tiaoli::clause::Clause;
/// # let clause: Clause = serde_json::from_str(r#"{"address":"5/2","label":"（二）","depth":1,"kind":"numbered","heading":"資金 支持","text":"資金 支持。\n對升級爲國家級的","text_hans":"","span":[0,0],"inferred":false,"pieces":[]}"#).unwrap();
/// assert_eq!(tiaoli::index::searched_text(&clause), "(二)资金支持。对升级为国家级的");
/// ```
pub fn searched_text(clause: &Clause) -> String {
    if clause.label.is_empty() { fold(&clause.text) } else { fold(&format!("{}{}", clause.label, clause.text)) }
}

/// The documents of one policy: its clauses in reading order, and the policy itself.
pub struct Documents {
    /// One for each clause.
    pub clauses: Vec<TantivyDocument>,
    /// The policy.
    pub policy: TantivyDocument,
}

/// Makes the documents of `record`, which is number `ordinal`, for these tables.
///
/// # Errors
/// When the record cannot be written as JSON.
pub fn documents(
    record: &PolicyRecord,
    ordinal: u32,
    fields: &ClauseFields,
    policy_fields: &PolicyFields,
    segmenter: &Segmenter,
    lexicon: &Lexicon,
) -> serde_json::Result<Documents> {
    let mut policy = policy_document(record, ordinal, policy_fields, segmenter);
    policy.add_bytes(policy_fields.record, &serde_json::to_vec(record)?);
    Ok(Documents { clauses: clause_documents(record, ordinal, fields, segmenter, lexicon)?, policy })
}

/// What a policy is found by; what is shown of it is still to be added.
pub fn policy_document(record: &PolicyRecord, ordinal: u32, fields: &PolicyFields, segmenter: &Segmenter) -> TantivyDocument {
    let policy = &record.parsed.document;
    let mut document = TantivyDocument::default();
    document.add_text(fields.id, policy.id.as_str());
    document.add_text(fields.title, cut(segmenter, &fold(&policy.title)));
    let mut about = place_terms(policy);
    about.extend(policy.jurisdiction.as_ref().map(|j| j.name.clone()));
    about.extend(policy.year().map(|y| y.to_string()));
    about.extend(policy.number_hans.clone());
    about.extend(policy.issuers_hans.iter().cloned());
    about.push(policy.title.clone());
    // Divided so that no word reaches across.
    document.add_text(fields.about, cut(segmenter, &fold(&about.join("|"))));
    document.add_u64(fields.ordinal, u64::from(ordinal));
    document
}

/// One document for each clause of `record`.
///
/// # Errors
/// When a record of a clause cannot be written as JSON.
pub fn clause_documents(
    record: &PolicyRecord,
    ordinal: u32,
    fields: &ClauseFields,
    segmenter: &Segmenter,
    lexicon: &Lexicon,
) -> serde_json::Result<Vec<TantivyDocument>> {
    let parsed = &record.parsed;
    let mut headings = Headings { segmenter, known: HashMap::new() };
    let head = parsed.clauses.iter().position(|c| c.address.part() == Some(Part::Title)).unwrap_or(0);
    let mut facts: HashMap<&ClauseAddress, Vec<Fact>> = HashMap::new();
    for fact in &parsed.facts {
        facts.entry(&fact.address).or_default().push(fact.clone());
    }
    let topics = crate::topic::of_clauses(parsed, lexicon);
    let mut cites: HashMap<&ClauseAddress, BTreeSet<String>> = HashMap::new();
    for citation in &parsed.citations {
        cites.entry(&citation.address).or_default().extend(cited::keys(citation));
    }
    let mut clauses = Vec::with_capacity(parsed.clauses.len());
    let mut above: Vec<&Clause> = Vec::new();
    for (position, clause) in parsed.clauses.iter().enumerate() {
        while above.last().is_some_and(|last| !last.address.is_ancestor_of(&clause.address)) {
            above.pop();
        }
        let path = heading_path(&above, clause);
        let path_hans: Vec<String> = path.iter().map(|step| to_hans(step).into_owned()).collect();
        let stored = ClauseRecord {
            address: clause.address.clone(),
            label: clause.display_label(),
            heading_path_hans: (path_hans != path).then_some(path_hans),
            heading_path: path,
            text: clause.text.clone(),
            text_hans: (clause.text_hans != clause.text && same_length(clause)).then(|| clause.text_hans.clone()),
            facts: facts.remove(&clause.address).unwrap_or_default(),
            previous: position.checked_sub(1).and_then(|before| parsed.clauses.get(before)).map(|c| c.address.clone()),
            next: parsed.clauses.get(position + 1).map(|c| c.address.clone()),
        };
        let searched = searched_text(clause);
        let words = cut(segmenter, &searched);
        let record = serde_json::to_vec(&stored)?;
        // Large enough that it need not grow: the document copies what it is given.
        let mut document = TantivyDocument::with_capacity(words.len() + searched.len() + record.len() + SMALL_FIELDS);
        document.add_text(fields.words, words);
        document.add_text(fields.grams, searched);
        document.add_text(fields.heading, headings.cut(&clause.heading));
        document.add_text(fields.path, headings.above(&above, clause));
        document.add_text(fields.policy, parsed.document.id.as_str());
        if position == head {
            document.add_text(fields.head, "1");
        }
        document.add_u64(fields.order, order(ordinal, position));
        add_facts(&mut document, fields, &stored.facts);
        let body = !matches!(clause.kind, ClauseKind::Part | ClauseKind::Attachment);
        document.add_u64(fields.marks, values::marks(&stored.facts) | if body { BODY } else { 0 });
        topics.get(&clause.address).into_iter().flatten().for_each(|topic| document.add_u64(fields.topics, *topic as u64));
        cites.remove(&clause.address).into_iter().flatten().for_each(|key| document.add_text(fields.cites, key));
        document.add_bytes(fields.record, &record);
        clauses.push(document);
        above.push(clause);
    }
    Ok(clauses)
}

/// Adds the facts of a clause, each to all columns it may be asked by.
fn add_facts(document: &mut TantivyDocument, fields: &ClauseFields, facts: &[Fact]) {
    let mut columns: BTreeMap<String, OwnedValue> = BTreeMap::new();
    for fact in facts {
        let (names, value) = values::entries(fact);
        let Some(value) = value else { continue };
        for name in names {
            let column = columns.entry(name).or_insert_with(|| OwnedValue::Array(Vec::new()));
            if let OwnedValue::Array(values) = column {
                values.push(OwnedValue::I64(value));
            }
        }
    }
    if !columns.is_empty() {
        document.add_object(fields.facts, columns);
    }
}

/// The value of the field `order`.
fn order(ordinal: u32, position: usize) -> u64 {
    u64::from(ordinal) << 32 | u64::from(u32::try_from(position).unwrap_or(u32::MAX))
}

fn same_length(clause: &Clause) -> bool {
    clause.text.chars().count() == clause.text_hans.chars().count()
}

/// 五、支持政策 / （二）资金支持
fn heading_path(above: &[&Clause], clause: &Clause) -> Vec<String> {
    let groups = above.iter().chain([&clause]).find(|c| !c.groups.is_empty()).map_or(&[][..], |c| &c.groups);
    let named = above.iter().chain([&clause]).map(|c| {
        let (label, heading) = (c.label.trim(), c.heading.trim());
        match (label, c.kind, c.address.part()) {
            // Of 第四条第二款 only the last step: the others stand before it in the path.
            ("", ClauseKind::Paragraph, _) => ClauseAddress::new(c.address.steps().last().copied()).native() + heading,
            // The title stands beside the path already.
            ("", _, Some(Part::Title)) => Part::Title.label().to_owned(),
            ("", _, Some(part)) if heading.is_empty() => part.label().to_owned(),
            ("", _, Some(part)) => format!("{}：{heading}", part.label()),
            ("", _, None) => c.address.native() + heading,
            // （二）资金支持, but 附件1 工作指引
            _ if label.ends_with(char::is_alphanumeric) && !heading.is_empty() => format!("{label} {heading}"),
            _ => format!("{label}{heading}"),
        }
    });
    groups.iter().cloned().chain(named).collect()
}

/// The names of the place of a policy: the short one and the folder.
pub(super) fn place_terms(policy: &Policy) -> Vec<String> {
    let mut places = vec![fold(&policy.place())];
    let folder = fold(policy.id.place_folder());
    if !folder.is_empty() && folder != places[0] {
        places.push(folder);
    }
    places
}

/// Headings cut into words, each only once: they come again for each clause below them.
struct Headings<'s> {
    segmenter: &'s Segmenter,
    known: HashMap<String, String>,
}

impl Headings<'_> {
    /// The words of a heading.
    fn cut(&mut self, text: &str) -> &str {
        if !self.known.contains_key(text) {
            self.known.insert(text.to_owned(), cut(self.segmenter, &fold(text)));
        }
        self.known.get(text).map_or("", String::as_str)
    }

    /// The words of the headings above a clause; a clause without a heading is represented by its first words.
    fn above(&mut self, above: &[&Clause], clause: &Clause) -> String {
        let mut headings = String::new();
        let mut add = |text: &str| {
            headings.push(' ');
            headings.push_str(self.cut(text));
        };
        above.iter().chain([&clause]).flat_map(|c| &c.groups).for_each(|group| add(group));
        for clause in above {
            if clause.heading.is_empty() {
                add(&clause.text.chars().take(LEAD).collect::<String>());
            } else {
                add(&clause.heading);
            }
        }
        headings
    }
}
