//! Forms: what an applicant fills in, read from the attachments of a document (申报书, 汇总表, 承诺书, 编写提纲 …).
//!
//! Recipe: [`forms`] gives the forms of a document. Steps: `find` names the attachments that may be forms; `lines` reads
//! their lines from the source; `blocks` cuts the lines into headings, paragraphs and tables; `table` says what each cell
//! is for and how far it reaches; `parts` finds blanks and boxes in a line; `fields` lists what is filled in.
//!
//! Law (held by a test on every document at hand): label, printed title and blocks together hold every printed sign of the
//! attachment, in order. What no rule understands stays as a paragraph. Titles, signs and words stand in
//! `index/lexicon/forms.toml`.

mod blocks;
mod fields;
mod find;
mod lines;
mod parts;
mod table;
mod types;

pub use find::{form_at, forms};
pub use types::{Block, Cell, CellRole, Field, FieldKind, Form, FormKind, Part, Row, Table, plain, words};

#[cfg(test)]
mod tests;
