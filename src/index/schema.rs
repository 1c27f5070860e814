//! The fields of the two tables: clauses to search, policies to show.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, JsonObjectOptions, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, SegmentReader};

use super::frequent::Frequent;
use super::tokenizer::{BlankTokenizer, GramTokenizer};

/// Number of the layout below and of the stored records; an index of another one is built again.
pub const VERSION: u32 = 4;

/// Fields of a clause. All text is folded ([`crate::text::fold`]); of words, cut already.
#[derive(Clone, Copy, Debug)]
pub struct ClauseFields {
    /// Words of label and text, for BM25.
    pub words: Field,
    /// Pairs of characters, frequent strings and quantities of label and text, without positions: they name
    /// the clauses that may hold a string, and the text beside the index ([`super::texts`]) says which do.
    pub grams: Field,
    /// Words of the clause's own heading.
    pub heading: Field,
    /// Words of the headings above the clause.
    pub path: Field,
    /// Words of what stands above the clause: the headings above, title, place, year, issuing authorities.
    pub context: Field,
    /// Words of the policy's title.
    pub title: Field,
    /// Id of the policy.
    pub policy: Field,
    /// Short name of the place and folder in the corpus, one value each.
    pub place: Field,
    /// Name of the level.
    pub level: Field,
    /// Year of the policy's date.
    pub year: Field,
    /// [`OF_THE_BODY`] and [`IN_FULL`], as far as they are true of the clause.
    pub standing: Field,
    /// `1` for the clause that stands for the whole policy: its title, or else its first clause.
    pub head: Field,
    /// Number of the policy in the upper 32 bits, of the clause in the lower: the order of equal hits, and
    /// the key of all counts.
    pub order: Field,
    /// The facts as numbers, see [`super::values`].
    pub facts: Field,
    /// Kinds and roles of the facts, one bit each ([`super::values::marks`]).
    pub marks: Field,
    /// Topics that the clause speaks of, as places in the table of topics.
    pub topics: Field,
    /// Keys of the documents that the clause cites, see [`super::cited`].
    pub cites: Field,
    /// [`super::record::ClauseRecord`] as JSON.
    pub record: Field,
}

/// Fields of a policy.
#[derive(Clone, Copy, Debug)]
pub struct PolicyFields {
    /// Id of the policy.
    pub id: Field,
    /// [`super::PolicyRecord`] as JSON.
    pub record: Field,
}

/// In [`ClauseFields::standing`]: a clause or paragraph of the text, no part around it such as the notice or the imprint.
pub const OF_THE_BODY: &str = "body";
/// In [`ClauseFields::standing`]: the words of the official text, no digest.
pub const IN_FULL: &str = "full";

/// Name of the fast field behind [`ClauseFields::order`].
pub const ORDER: &str = "order";
/// Name of the fast field behind [`ClauseFields::facts`].
pub const FACTS: &str = "facts";
/// Name of the fast field behind [`ClauseFields::marks`].
pub const MARKS: &str = "marks";
/// Name of the fast field behind [`ClauseFields::topics`].
pub const TOPICS: &str = "topics";

fn text(tokenizer: &str, option: IndexRecordOption, fieldnorms: bool) -> TextOptions {
    TextOptions::default()
        .set_indexing_options(TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option).set_fieldnorms(fieldnorms))
}

/// The table of clauses.
pub fn clauses() -> (Schema, ClauseFields) {
    let mut b = Schema::builder();
    let fields = ClauseFields {
        words: b.add_text_field("w", text("words", IndexRecordOption::WithFreqs, true)),
        grams: b.add_text_field("grams", text("grams", IndexRecordOption::Basic, false)),
        heading: b.add_text_field("heading", text("words", IndexRecordOption::Basic, false)),
        path: b.add_text_field("path", text("words", IndexRecordOption::Basic, false)),
        context: b.add_text_field("context", text("words", IndexRecordOption::Basic, false)),
        title: b.add_text_field("title", text("words", IndexRecordOption::WithFreqs, true)),
        policy: b.add_text_field("policy", STRING),
        place: b.add_text_field("place", STRING),
        level: b.add_text_field("level", STRING),
        year: b.add_u64_field("year", INDEXED | FAST),
        standing: b.add_text_field("standing", STRING),
        head: b.add_text_field("head", STRING),
        order: b.add_u64_field(ORDER, FAST),
        facts: b.add_json_field(FACTS, JsonObjectOptions::default().set_fast("raw")),
        marks: b.add_u64_field(MARKS, FAST),
        topics: b.add_u64_field(TOPICS, INDEXED | FAST),
        cites: b.add_text_field("cites", STRING),
        record: b.add_bytes_field("record", STORED),
    };
    (b.build(), fields)
}

/// The table of policies.
pub fn policies() -> (Schema, PolicyFields) {
    let mut b = Schema::builder();
    let fields = PolicyFields { id: b.add_text_field("id", STRING), record: b.add_bytes_field("record", STORED) };
    (b.build(), fields)
}

/// Columns of the table of clauses that every query reads.
#[derive(Clone)]
pub struct SegmentColumns {
    /// The number of each clause's policy, from [`ClauseFields::order`]; it is read for every match.
    pub policies: Arc<[u32]>,
    /// [`ClauseFields::order`]
    pub order: Column<u64>,
    /// [`ClauseFields::marks`]
    pub marks: Column<u64>,
    /// [`ClauseFields::topics`]
    pub topics: Column<u64>,
}

impl SegmentColumns {
    /// Opens the columns of a segment.
    ///
    /// # Errors
    /// When one is missing.
    pub fn open(reader: &SegmentReader) -> tantivy::Result<SegmentColumns> {
        let fast = reader.fast_fields();
        let order = fast.u64(ORDER)?;
        let policies = (0..reader.max_doc()).map(|doc| order.first(doc).map_or(u32::MAX, |order| (order >> 32) as u32)).collect();
        Ok(SegmentColumns { policies, order, marks: fast.u64(MARKS)?, topics: fast.u64(TOPICS)? })
    }
}

/// Makes the tokenizers known to an index that is to be written. Reading needs none: queries are built in code.
pub fn register_tokenizers(index: &Index, frequent: Frequent) {
    index.tokenizers().register("words", BlankTokenizer);
    index.tokenizers().register("grams", GramTokenizer(frequent));
}
