//! A table drawn for the terminal, with cells that wrap.

use unicode_width::UnicodeWidthStr;

use super::terminal::{pad, wrap};

/// Columns narrower than this are not readable; the table is then cut into several, one below the other.
const NARROWEST: usize = 18;

/// Draws `rows`, each a label and its cells under `head`, in at most `width` columns.
pub fn draw(head: Vec<String>, rows: Vec<(String, Vec<String>)>, width: usize) -> String {
    let label_width = rows.iter().map(|(label, _)| label.width()).max().unwrap_or(0).clamp(4, 16);
    // Each column costs its text, one space on either side, and a bar.
    let room = width.saturating_sub(label_width + 1);
    let most = (room / (NARROWEST + 3)).clamp(1, head.len().max(1));
    // As many tables as needed, with as many columns each.
    let at_once = head.len().div_ceil(head.len().div_ceil(most).max(1)).max(1);
    let mut out = String::new();
    for first in (0..head.len()).step_by(at_once) {
        let range = first..(first + at_once).min(head.len());
        let each = (room / range.len()).saturating_sub(3).max(NARROWEST);
        let widths: Vec<usize> = std::iter::once(label_width).chain(range.clone().map(|_| each)).collect();
        let rule = |left: &str, middle: &str, right: &str| {
            let bars: Vec<String> = widths.iter().enumerate().map(|(i, w)| "─".repeat(w + if i == 0 { 1 } else { 2 })).collect();
            format!("{left}{}{right}\n", bars.join(middle))
        };
        if first > 0 {
            out.push('\n');
        }
        out += &line(&widths, std::iter::once("").chain(head[range.clone()].iter().map(String::as_str)));
        for (label, cells) in &rows {
            out += &rule("", "┼", "");
            let cells = range.clone().map(|i| cells.get(i).map_or("", String::as_str));
            out += &line(&widths, std::iter::once(label.as_str()).chain(cells));
        }
    }
    out
}

/// One row: its cells wrapped and set side by side.
fn line<'a>(widths: &[usize], cells: impl Iterator<Item = &'a str>) -> String {
    let wrapped: Vec<Vec<String>> = cells.zip(widths).map(|(cell, width)| wrap(cell, *width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = String::new();
    for i in 0..height {
        let parts: Vec<String> =
            wrapped.iter().zip(widths).map(|(lines, width)| pad(lines.get(i).map_or("", String::as_str), *width)).collect();
        out += parts.join(" │ ").trim_end();
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<(String, Vec<String>)> {
        vec![("认定补助".to_owned(), vec!["一次性，不超过 200 万元".to_owned(), "未规定".to_owned()])]
    }

    #[test]
    fn cells_stand_under_each_other() {
        let expected = "         │ 广西               │ 云南\n\
                        ─────────┼────────────────────┼────────────────────\n\
                        认定补助 │ 一次性，不超过 200 │ 未规定\n         \
                        │ 万元               │\n";
        assert_eq!(draw(vec!["广西".into(), "云南".into()], rows(), 51), expected);
    }

    #[test]
    fn a_narrow_terminal_gets_one_table_below_the_other() {
        let drawn = draw(vec!["广西".into(), "云南".into()], rows(), 40);
        assert_eq!(drawn.matches("认定补助").count(), 2);
        let four = draw(["广西", "云南", "广州", "广东"].map(str::to_owned).to_vec(), rows(), 80);
        assert!(four.starts_with("         │ 广西 ") && four.contains("\n         │ 广州 "), "two tables of two columns:\n{four}");
        for width in [40, 60, 80, 200] {
            for line in draw(vec!["广西".into(), "云南".into(), "广州".into()], rows(), width).lines() {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
    }
}
