//! A checked text as Markdown and as a document: the counts, the same text with links, the list of what was found, the
//! list of authorities cited.

mod docx;

pub use docx::docx;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::cite::pieces::{Piece, pieces};
use crate::cite::{Authority, DateBasis, Item, Level, Report};
use crate::compare::align::{Change, ChangeKind};
use crate::extract::Target;

/// What is said on top of every result.
pub const SCOPE: &str = "只核对引用和引文；转述（没有加引号的说法）不作判断。";

/// What stays as it is in a part of a path (RFC 3986, unreserved).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The address of a clause's page on a site.
///
/// ```
/// use tiaoli::export::checked::permalink;
/// use tiaoli::extract::Target;
/// let target = Target { policy: "guangxi/pilot-plan".parse().unwrap(), address: "4/2".into() };
/// assert_eq!(permalink("http://127.0.0.1:8000/", &target), "http://127.0.0.1:8000/p/guangxi/pilot-plan/4/2");
/// ```
pub fn permalink(site: &str, target: &Target) -> String {
    let path = format!("{}/{}", target.policy, target.address);
    let parts: Vec<String> = path.trim_end_matches('/').split('/').map(|p| utf8_percent_encode(p, ENCODED).to_string()).collect();
    format!("{}/p/{}", site.trim_end_matches('/'), parts.join("/"))
}

/// The line of counts: 未核对 1 处，有错 2 处……
pub fn summary(report: &Report) -> String {
    let basis = match report.date_basis {
        DateBasis::Given => "所给日期",
        DateBasis::Text => "文中日期",
        DateBasis::Today => "核对当天",
    };
    format!(
        "未核对 {} 处，有错 {} 处；共引用 {} 处，引文 {} 处。按 {}（{basis}）判断文件版本和效力。",
        report.not_checked,
        report.wrong,
        report.citations.len(),
        report.quotations.len(),
        report.date
    )
}

/// What is said of one item behind its outcome: the reason, the clauses there are, the difference.
pub fn remarks(item: &Item<'_>) -> Vec<String> {
    let mut out: Vec<String> = item.provision().map(str::to_owned).into_iter().collect();
    out.push(item.reason().to_string());
    out.extend(item.valid().map(|v| format!("该文件有：{v}")));
    let difference = item.difference();
    if !difference.is_empty() {
        out.push(format!("原文→引文：{}", signs(difference)));
    }
    out
}

/// A difference in signs that survive without colour: 不超过［删：200］［增：300］万元.
fn signs(difference: &[Change]) -> String {
    let one = |c: &Change| match c.kind {
        ChangeKind::Same => c.text.clone(),
        ChangeKind::Removed => format!("［删：{}］", c.text),
        ChangeKind::Added => format!("［增：{}］", c.text),
    };
    difference.iter().map(one).collect()
}

/// A line of the list of authorities: title, number, clauses, state.
fn authority(a: &Authority) -> (String, String, String) {
    let clauses: Vec<&str> = a.clauses.iter().map(|c| c.name.as_str()).collect();
    let clauses = if clauses.is_empty() { "全文".to_owned() } else { clauses.join("、") };
    (a.number.clone().filter(|n| *n != a.title).unwrap_or_default(), clauses, a.state.to_string())
}

/// The checked text as Markdown; links lead to the pages of `site`.
pub fn markdown(text: &str, report: &Report, site: &str) -> String {
    let mut out = format!("> {}\n>\n> {SCOPE}\n\n", escape(&summary(report)));
    for piece in pieces(text, report) {
        let (words, item) = (piece.span.of(text), shown(&piece, report));
        let target = item.as_ref().and_then(Item::target);
        match target {
            // A link ends at the end of a line.
            Some(target) => {
                for (n, line) in words.split('\n').enumerate() {
                    out += if n > 0 { "  \n" } else { "" };
                    let blank = line.trim().is_empty();
                    out += &if blank { line.to_owned() } else { format!("[{}]({})", escape(line), permalink(site, target)) };
                }
            }
            None => out += &escape(words).replace('\n', "  \n"),
        }
        for note in notes(&piece, report) {
            out += &format!("**{}**", escape(&note));
        }
    }
    out += "\n\n## 核对结果\n\n";
    for item in report.worst_first() {
        out += &format!("- **{} {}** {}", number(&item), item.outcome().label(), escape(&one_line(item.quote())));
        out += &format!("：{}", escape(&remarks(&item).join("；")));
        out += &item.target().map(|t| format!("（[原文]({})）", permalink(site, t))).unwrap_or_default();
        out.push('\n');
    }
    if !report.authorities.is_empty() {
        out += "\n## 引用文件清单\n\n| 文件 | 文号 | 引用的条款 | 状态 |\n|---|---|---|---|\n";
    }
    for a in &report.authorities {
        let (number, clauses, state) = authority(a);
        let link = a.policy.clone().map(|policy| permalink(site, &Target { policy, address: String::new() }));
        let title = link.map_or_else(|| escape(&a.title), |l| format!("[{}]({l})", escape(&a.title)));
        out += &format!("| {title} | {} | {} | {} |\n", escape(&number), escape(&clauses), escape(&state));
    }
    if !report.asides.is_empty() {
        let names: Vec<String> = report.asides.iter().map(|a| escape(&one_line(&a.quote))).collect();
        out += &format!("\n不作核对的名称：{}\n", names.join("、"));
    }
    out
}

/// What a piece is shown as: its citation, or else its quotation.
fn shown<'r>(piece: &Piece, report: &'r Report) -> Option<Item<'r>> {
    let citation = piece.citation.and_then(|n| report.citations.get(n).map(|c| Item::Citation(n, c)));
    citation.or_else(|| piece.quotation.and_then(|n| report.quotations.get(n).map(|q| Item::Quotation(n, q))))
}

/// Remarks right behind a piece: of citations that end here and of a quotation that closes here, unless they are right.
fn notes(piece: &Piece, report: &Report) -> Vec<String> {
    let citations =
        piece.citation.and_then(|n| report.citations.get(n).map(|c| Item::Citation(n, c))).filter(|i| i.span().end == piece.span.end);
    let quotation =
        piece.quotation.filter(|_| piece.closes_quotation).and_then(|n| report.quotations.get(n).map(|q| Item::Quotation(n, q)));
    let bad = citations.into_iter().chain(quotation).filter(|i| i.outcome().level() != Level::Right);
    bad.map(|i| format!("［{} {}］", number(&i), i.outcome().label())).collect()
}

/// The number of an item as it stands in the text and in the list: 引用3, 引文1.
fn number(item: &Item<'_>) -> String {
    match item {
        Item::Citation(n, _) => format!("引用{}", n + 1),
        Item::Quotation(n, _) => format!("引文{}", n + 1),
    }
}

fn one_line(text: &str) -> String {
    text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ")
}

/// Words that Markdown prints as they are.
fn escape(text: &str) -> String {
    let mut out = String::new();
    let mut begins = true;
    for c in text.chars() {
        match c {
            '|' | '\\' | '*' | '_' | '`' | '[' | ']' | '~' | '<' | '>' | '&' => out.extend(['\\', c]),
            '#' | '+' | '-' | '=' if begins => out.extend(['\\', c]),
            // 1. at the start of a line would be numbered anew.
            '.' | ')' if out.rsplit('\n').next().is_some_and(|l| !l.trim().is_empty() && l.trim().chars().all(|c| c.is_ascii_digit())) => {
                out.extend(['\\', c]);
            }
            // Four blanks at the start of a line make it code.
            ' ' | '\t' if begins => out.push('\u{2003}'),
            c => out.push(c),
        }
        begins = c == '\n' || begins && c.is_whitespace();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn words_stay_words() {
        assert_eq!(escape("# 一*二*\n1. 三\n    四\n2020.5"), "\\# 一\\*二\\*\n1\\. 三\n\u{2003}\u{2003}\u{2003}\u{2003}四\n2020\\.5");
    }
}
