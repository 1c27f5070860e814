//! One line or cell of a form as words, blanks and boxes.
//!
//! A blank is a drawn line (____), empty brackets, the space before a unit (20　　年, 中级    人), the space behind a label's
//! colon, or the place for a seal. Other space only sets words apart; characters of a label that are spread over its cell
//! (负  责  人) are joined.

use super::types::Part;
use crate::lexicon::forms::{FormWords, UnitKind};
use crate::text::width::{fold_width, is_blank};
use crate::text::{fold, to_hans};

/// Columns of a blank whose width is not printed.
const USUAL: usize = 12;
/// A longer text before a colon is a sentence, not a label.
const LONGEST_LABEL: usize = 30;

/// What a line is made of.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    /// Columns of white space.
    Space(usize),
    /// A drawn line.
    Line(usize),
    Box(String, bool),
}

/// What may stand at the end of a text with a blank behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// Nothing: the next cell is filled in.
    No,
    /// A label with a colon, as in a cell.
    Colon,
    /// A label or the place for a seal, as on a line.
    Label,
}

/// Cuts a text.
pub(super) fn parts(text: &str, words: &FormWords, open: Open) -> Vec<Part> {
    let mut out = Vec::new();
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 && !out.is_empty() {
            out.push(Part::Break);
        }
        of_line(line, words, open, &mut out);
    }
    while out.last() == Some(&Part::Break) {
        out.pop();
    }
    out
}

/// Whether a text is words alone, with nothing to fill in or to tick.
pub(super) fn is_plain(parts: &[Part]) -> bool {
    parts.iter().all(|p| matches!(p, Part::Text { .. } | Part::Break))
}

fn tokens(line: &str, words: &FormWords) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    for c in line.chars() {
        if is_blank(c) {
            let width = if c == '\u{3000}' { 2 } else { 1 };
            match out.last_mut() {
                Some(Token::Space(w)) => *w += width,
                _ => out.push(Token::Space(width)),
            }
        } else if words.draws_blank(c) {
            let width = if c == '_' { 1 } else { 2 };
            match out.last_mut() {
                Some(Token::Line(w)) => *w += width,
                _ => out.push(Token::Line(width)),
            }
        } else if let Some(ticked) = words.tick(c) {
            out.push(Token::Box(c.to_string(), ticked));
        } else {
            match out.last_mut() {
                Some(Token::Word(word)) => word.push(c),
                _ => out.push(Token::Word(c.to_string())),
            }
        }
    }
    joined(brackets(out), words)
}

/// `[ ] 是` and `[x] 是` at the beginning of a word are boxes.
fn brackets(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut skip = 0;
    for (n, token) in tokens.iter().enumerate() {
        if skip > 0 {
            skip -= 1;
            continue;
        }
        let Token::Word(word) = token else {
            out.push(token.clone());
            continue;
        };
        let ticks = ["[]", "[x]", "[X]", "[√]", "［］"];
        if let Some(sign) = ticks.iter().find(|t| word.starts_with(**t)) {
            out.push(Token::Box((*sign).to_owned(), sign.chars().count() == 3));
            let rest = &word[sign.len()..];
            if !rest.is_empty() {
                out.push(Token::Word(rest.to_owned()));
            }
        } else if let (true, Some(Token::Space(_)), Some(Token::Word(after))) =
            (word == "[" || word == "［", tokens.get(n + 1), tokens.get(n + 2))
            && after.starts_with([']', '］'])
        {
            out.push(Token::Box("[ ]".to_owned(), false));
            let rest = after.trim_start_matches([']', '］']);
            if !rest.is_empty() {
                out.push(Token::Word(rest.to_owned()));
            }
            skip = 2;
        } else {
            out.push(token.clone());
        }
    }
    out
}

/// Joins characters that are spread: 负  责  人：. Units of time are not: 年  月  日.
fn joined(tokens: Vec<Token>, words: &FormWords) -> Vec<Token> {
    let single = |t: Option<&Token>| match t {
        Some(Token::Word(w)) => {
            let bare = w.trim_end_matches([':', '：']);
            let mut chars = bare.chars();
            chars.next().filter(|c| c.is_alphabetic() && !c.is_ascii()).is_some() && chars.next().is_none()
        }
        _ => false,
    };
    let date = |t: Option<&Token>| match t {
        Some(Token::Word(w)) => words.whole_unit(&fold(w)) == Some(UnitKind::Date),
        _ => false,
    };
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let mut end = at;
        let closed = |n: usize| matches!(tokens.get(n), Some(Token::Word(w)) if w.ends_with([':', '：']));
        while single(tokens.get(end)) && !closed(end) && matches!(tokens.get(end + 1), Some(Token::Space(_))) && single(tokens.get(end + 2))
        {
            end += 2;
        }
        let all_dates = (at..=end).step_by(2).all(|n| date(tokens.get(n)));
        if end > at && !all_dates {
            let word = tokens[at..=end].iter().filter_map(|t| if let Token::Word(w) = t { Some(w.as_str()) } else { None }).collect();
            out.push(Token::Word(word));
            at = end + 1;
        } else {
            out.push(tokens[at].clone());
            at += 1;
        }
    }
    out
}

fn of_line(line: &str, words: &FormWords, open: Open, out: &mut Vec<Part>) {
    let first = out.len();
    let tokens = tokens(line, words);
    for (n, token) in tokens.iter().enumerate() {
        match token {
            Token::Word(word) => {
                // 年    月 at the end of a cover.
                let date = |t: Option<&Token>| matches!(t, Some(Token::Word(w)) if words.whole_unit(&fold(w)) == Some(UnitKind::Date));
                if n == 0 && date(tokens.first()) && date(tokens.get(2)) {
                    blank(4, out);
                }
                word_parts(word, first, out);
            }
            Token::Line(width) => blank(*width, out),
            Token::Box(sign, ticked) => out.push(Part::Box { sign: sign.clone(), ticked: *ticked }),
            Token::Space(width) => {
                let next = match tokens.get(n + 1) {
                    Some(Token::Word(w)) => Some(fold(w)),
                    _ => None,
                };
                match is_for_filling(&out[first..], *width, next.as_deref(), words) {
                    true => blank(*width, out),
                    false if out.len() > first && n + 1 < tokens.len() => text(if *width > 1 { "\u{3000}" } else { " " }, out),
                    false => {}
                }
            }
        }
    }
    let last = out[first..].iter().rev().find_map(|p| if let Part::Text { text } = p { Some(fold(text)) } else { None });
    let ends_in_words = matches!(out[first..].last(), Some(Part::Text { .. }));
    if let Some(last) = last.filter(|_| open != Open::No && ends_in_words) {
        let bare = last.trim_end_matches(':');
        let label = bare.rsplit(['。', ';', ',', '\u{3000}']).next().unwrap_or(bare);
        let short = (1..=LONGEST_LABEL).contains(&label.chars().count());
        let labels = last.ends_with(':') && !words.leads_in(bare) && !words.heads_notes(&last);
        let seal = words.signs(&last) && !last.ends_with('。');
        if short && (labels || open == Open::Label && (seal || words.is_label(&last))) {
            blank(USUAL, out);
        }
    }
}

fn text(words: &str, out: &mut Vec<Part>) {
    match out.last_mut() {
        Some(Part::Text { text }) => text.push_str(words),
        _ => out.push(Part::Text { text: words.to_owned() }),
    }
}

fn blank(width: usize, out: &mut Vec<Part>) {
    match out.last_mut() {
        Some(Part::Blank { width: w }) => *w += width,
        _ => out.push(Part::Blank { width: width.max(2) }),
    }
}

/// A word, with the blanks that its spelling leaves no room for: （）, 日期：年月日.
fn word_parts(word: &str, first: usize, out: &mut Vec<Part>) {
    let mut rest = word;
    while !rest.is_empty() {
        let brackets = ["（）", "()", "（)", "(）"]
            .iter()
            .filter_map(|b| rest.find(b).map(|at| at + b.len() - b.chars().next_back().map_or(0, char::len_utf8)))
            .min();
        let date = rest.find("年月日").filter(|at| {
            let before = rest[..*at].chars().next_back();
            let begins = *at == 0
                && out[first..].last().is_none_or(|p| !matches!(p, Part::Text { text } if !text.ends_with([':', '：', '\u{3000}', ' '])));
            begins || matches!(before, Some(':' | '：' | ')' | '）')) || rest[..*at].ends_with("20")
        });
        match (brackets, date) {
            (Some(at), date) if date.is_none_or(|d| at < d) => {
                text(&rest[..at], out);
                blank(4, out);
                rest = &rest[at..];
            }
            (_, Some(at)) => {
                text(&rest[..at], out);
                for unit in ["年", "月", "日"] {
                    blank(if unit == "年" { 4 } else { 3 }, out);
                    text(unit, out);
                }
                rest = &rest[at + "年月日".len()..];
            }
            _ => {
                text(rest, out);
                return;
            }
        }
    }
}

/// Whether white space behind `before` is left to be filled in.
fn is_for_filling(before: &[Part], width: usize, next: Option<&str>, words: &FormWords) -> bool {
    let last = match before.last() {
        Some(Part::Text { text }) => text.chars().next_back().map(fold_width),
        Some(Part::Box { .. }) => return false,
        Some(Part::Blank { .. } | Part::Break) | None => None,
    };
    let pairs = [('(', ')'), ('[', ']'), ('【', '】'), ('《', '》'), ('〔', '〕'), ('“', '”')];
    if let (Some(open), Some(next)) = (last, next)
        && pairs.iter().any(|(o, c)| *o == open && next.starts_with(*c))
    {
        return true;
    }
    let Some(next) = next else { return false };
    if let Some((_, kind)) = words.unit(next) {
        let dated = last.is_some_and(|c| c.is_ascii_digit() || matches!(to_hans(&c.to_string()).as_ref(), "年" | "月" | "日" | ":"));
        return width >= 2 || (kind == UnitKind::Date && dated);
    }
    // 20  年销售收入
    if last.is_some_and(|c| c.is_ascii_digit()) && next.starts_with('年') {
        return true;
    }
    if last == Some(':') {
        if next.starts_with(')') {
            return true;
        }
        let label = match before.last() {
            Some(Part::Text { text }) => fold(text),
            _ => return false,
        };
        let bare = label.trim_end_matches(':');
        let leads = words.leads_in(bare) || words.heads_notes(&label);
        return !leads && (next.contains(':') || next.starts_with('(') || width >= 6);
    }
    // 负责人（签字）      年  月  日
    width >= 4 && matches!(before.last(), Some(Part::Text { text }) if words.signs(&fold(text))) && next.contains(':')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    /// A text with ▁ for a blank.
    fn shown(text: &str, open: Open) -> String {
        let words = Lexicon::embedded().forms;
        let show = |p: &Part| match p {
            Part::Text { text } => text.clone(),
            Part::Blank { .. } => "▁".to_owned(),
            Part::Box { sign, ticked } => format!("<{sign}{}>", if *ticked { "!" } else { "" }),
            Part::Break => "/".to_owned(),
        };
        parts(text, &words, open).iter().map(show).collect()
    }

    #[test]
    fn blanks_are_found_in_every_spelling() {
        let cases = [
            ("20  年", "20▁年"),
            ("    年   月   日", "▁年▁月▁日"),
            ("填表日期：     年   月   日", "填表日期：▁年▁月▁日"),
            ("日期：年月日", "日期：▁年▁月▁日"),
            ("出生年月日", "出生年月日"),
            ("    人。", "▁人。"),
            ("高级    人，中级    人，其他    人", "高级▁人，中级▁人，其他▁人"),
            ("获得国外发明专利   项，其他    项。", "获得国外发明专利▁项，其他▁项。"),
            ("单位名称：________", "单位名称：▁"),
            ("本人（姓名：____）承诺", "本人（姓名：▁）承诺"),
            ("负  责  人：", "负责人："),
            ("姓    名", "姓名"),
            ("联系人：        联系电话：", "联系人：▁联系电话："),
            ("联系人： 联系电话：", "联系人：▁联系电话："),
            ("其他（       ）", "其他（▁）"),
            ("是（）否（）", "是（▁）否（▁）"),
            ("□专利    □技术标准 □其他：", "<□>专利\u{3000}<□>技术标准 <□>其他："),
            ("☑ 是 ☐ 否", "<☑!> 是 <☐> 否"),
            ("[ ] 已提交 [x] 未提交", "<[ ]> 已提交 <[x]!> 未提交"),
            ("资产总额  万元", "资产总额▁万元"),
            ("项目  年度  人数", "项目\u{3000}年度\u{3000}人数"),
            ("申報單位（蓋章）：          年  月  日", "申報單位（蓋章）：▁年▁月▁日"),
            ("《      》的规定", "《▁》的规定"),
            ("甲\n\n乙：", "甲//乙："),
            ("年    月", "▁年▁月"),
            ("□其他（请说明：      ）", "<□>其他（请说明：▁）"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text, Open::No), expected, "{text}");
        }
    }

    #[test]
    fn behind_a_label_at_the_end_stands_a_blank() {
        let cases = [
            ("单位名称（盖章）：", "单位名称（盖章）：▁"),
            ("法定代表人（签字）", "法定代表人（签字）▁"),
            ("联系电话", "联系电话▁"),
            ("填表说明：", "填表说明："),
            ("本单位承诺如下：", "本单位承诺如下："),
            ("本单位对材料的真实性负责。", "本单位对材料的真实性负责。"),
            ("项目简介", "项目简介"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text, Open::Label), expected, "{text}");
        }
    }
}
