//! The fields of the two tables: clauses to search, policies to show.

use tantivy::Index;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, JsonObjectOptions, STORED, STRING, Schema, TextFieldIndexing, TextOptions};

use super::tokenizer::{BlankTokenizer, QuantityTokenizer};

/// Number of the layout below and of the stored records; an index of another one is built again.
pub const VERSION: u32 = 6;

/// Fields of a clause. All text is folded ([`crate::text::fold`]); of words, cut already.
#[derive(Clone, Copy, Debug)]
pub struct ClauseFields {
    /// Words of label and text, for BM25.
    pub words: Field,
    /// Label and text. Its terms are the quantities by their keys. Pairs of characters and frequent strings stand
    /// beside the index ([`super::grams`]), without positions: they name the clauses that may hold a string, and the
    /// text, which stands there too ([`super::texts`]), says which do.
    pub grams: Field,
    /// Words of the clause's own heading.
    pub heading: Field,
    /// Words of the headings above the clause.
    pub path: Field,
    /// Id of the policy. All else that is true of a whole policy stands in the table of policies.
    pub policy: Field,
    /// `1` for the clause that stands for the whole policy: its title, or else its first clause.
    pub head: Field,
    /// Number of the policy in the upper 32 bits, of the clause in the lower: the order of equal hits, and
    /// the key of all counts.
    pub order: Field,
    /// The facts as numbers, see [`super::values`].
    pub facts: Field,
    /// Kinds and roles of the facts, one bit each ([`super::values::marks`]), and [`BODY`].
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
    /// Words of the title, for BM25.
    pub title: Field,
    /// Words of what a reader knows of the policy before opening it: title, place, year, number, issuing authorities.
    pub about: Field,
    /// The number that the clauses call it by ([`ClauseFields::order`]).
    pub ordinal: Field,
    /// [`super::PolicyRecord`] as JSON.
    pub record: Field,
}

/// Bit of [`ClauseFields::marks`]: a clause or paragraph of the text, no part around it such as the notice or the imprint.
pub const BODY: u64 = 1 << 63;

/// Name of the fast field behind [`ClauseFields::order`].
pub const ORDER: &str = "order";
/// Name of the fast field behind [`PolicyFields::ordinal`].
pub const ORDINAL: &str = "ordinal";
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
        grams: b.add_text_field("grams", text("quantities", IndexRecordOption::Basic, false)),
        heading: b.add_text_field("heading", text("words", IndexRecordOption::Basic, false)),
        path: b.add_text_field("path", text("words", IndexRecordOption::Basic, false)),
        policy: b.add_text_field("policy", STRING),
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
    let fields = PolicyFields {
        id: b.add_text_field("id", STRING),
        title: b.add_text_field("title", text("words", IndexRecordOption::WithFreqs, true)),
        about: b.add_text_field("about", text("words", IndexRecordOption::Basic, false)),
        ordinal: b.add_u64_field(ORDINAL, FAST),
        record: b.add_bytes_field("record", STORED),
    };
    (b.build(), fields)
}

/// Makes the tokenizers known to an index that is to be written. Reading needs none: queries are built in code.
pub fn register_tokenizers(index: &Index) {
    index.tokenizers().register("words", BlankTokenizer);
    index.tokenizers().register("quantities", QuantityTokenizer);
}
