//! A form as plain text for the terminal or for pasting.

use super::FormFile;
use crate::form::{Block, Cell, plain};

/// Title, sections, lines and tables (one row a line, cells between bars), and where the form comes from.
pub fn form(file: &FormFile) -> String {
    let mut out = String::new();
    if !file.form.label.is_empty() {
        out += &format!("{}\n", file.form.label);
    }
    out += &format!("{}（{}）\n", file.form.title, file.form.kind.label());
    for block in &file.form.blocks {
        match block {
            Block::Heading { text, .. } => out += &format!("\n{text}\n"),
            Block::Paragraph { parts, .. } => out += &format!("{}\n", plain(parts)),
            Block::Table(table) => {
                for row in &table.rows {
                    let cell = |c: &Cell| plain(&c.parts).replace('\n', " / ");
                    out += &format!("| {} |\n", row.cells.iter().map(cell).collect::<Vec<_>>().join(" | "));
                }
            }
        }
    }
    out += &format!("\n{}\n{}\n", file.origin(), file.remark);
    out
}
