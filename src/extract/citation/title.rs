//! Titles in 《》, nested and damaged ones too.

use std::ops::Range;

/// The longest title that is believed, in characters.
const LONGEST: usize = 160;

/// The titles of a text, with their 《》; a title inside a title belongs to the outer one. `ends` are the words that
/// end an outer title whose 》 was lost (`title_ends` of `citations.toml`).
///
/// A title may run over commas, colons and line breaks, not over a full stop. Damaged ones are read as follows:
/// `《关于印发《X》的通知（文号）` ends with 通知, `《关于印发《X的通知》` ends at its only 》, `《X〉` ends at 〉. An outer
/// mark that can not be closed so is left, and the title inside it is taken: `《见《X》。` is 《X》.
pub fn titles(text: &str, ends: &[String]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('《').map(|i| at + i) {
        at = start + '《'.len_utf8();
        let scan = scan(&text[start..]);
        let end = scan.closed.or_else(|| repaired(&text[start..], &scan, ends));
        match (end, scan.inner) {
            (Some(end), _) => {
                found.push(start..start + end);
                at = start + end;
            }
            (None, Some(inner)) => at = start + inner,
            (None, None) => {}
        }
    }
    found.retain(|r| text[r.clone()].chars().any(char::is_alphanumeric));
    found
}

/// What stands behind a 《.
#[derive(Default)]
struct Scan {
    /// Behind the 》 that closes it.
    closed: Option<usize>,
    /// The last 《 inside.
    inner: Option<usize>,
    /// Behind the first 》.
    first_close: Option<usize>,
    /// Behind a 〉 that was never opened.
    single: Option<usize>,
}

fn scan(text: &str) -> Scan {
    let mut out = Scan::default();
    let (mut depth, mut angle) = (0usize, 0usize);
    for (n, (i, c)) in text.char_indices().enumerate() {
        let end = i + c.len_utf8();
        match c {
            '《' => {
                depth += 1;
                if depth > 1 && out.first_close.is_none() {
                    out.inner = Some(i);
                }
            }
            '》' => {
                out.first_close.get_or_insert(end);
                depth -= 1;
                if depth == 0 {
                    out.closed = Some(end);
                    return out;
                }
            }
            '<' => angle += 1,
            '>' if angle > 0 => angle -= 1,
            '>' if depth == 1 => {
                out.single.get_or_insert(end);
            }
            _ => {}
        }
        if n > LONGEST || c == '。' {
            break;
        }
    }
    out
}

/// The end of a title whose closing mark was lost.
fn repaired(text: &str, scan: &Scan, ends: &[String]) -> Option<usize> {
    if scan.inner.is_none() {
        return scan.single;
    }
    let close = scan.first_close?;
    let body = &text[..close - '》'.len_utf8()];
    // 《关于印发《X的通知》
    if body.starts_with("《关于") && ends.iter().any(|e| body.ends_with(&format!("的{e}"))) {
        return Some(close);
    }
    // 《关于印发《X》的通知（
    let rest = &text[close..];
    let rest = rest.char_indices().nth(32).map_or(rest, |(i, _)| &rest[..i]);
    let tail = rest.find(['(', ')', ',', '。', ';', '、', '《', '》', ':', '\n']).map_or(rest, |i| &rest[..i]);
    let end = ends.iter().filter_map(|e| tail.find(e.as_str()).map(|i| i + e.len())).min()?;
    (tail.starts_with('的') && tail[..end].chars().count() <= 16).then_some(close + end)
}

/// The title inside a notice's title: 关于印发《X》的通知, 关于印发X的通知, 某厅印发《X》. The title is folded.
pub fn unwrap_notice(folded: &str) -> Option<&str> {
    let verbs = ["印发", "发布", "公布", "颁布", "下发", "出台"];
    let (at, verb) = verbs.iter().filter_map(|verb| folded.find(verb).map(|i| (i + verb.len(), *verb))).min()?;
    // 关于转发…印发 and 关于贯彻… speak of somebody else's document.
    let before = &folded[..at];
    if ["转发", "贯彻", "落实", "修改", "废止", "延长", "《"].iter().any(|w| before.contains(w)) {
        return None;
    }
    let rest = &folded[at..];
    let rest = rest.strip_prefix("实施").filter(|r| r.starts_with('《')).unwrap_or(rest);
    let rest = rest
        .strip_suffix(')')
        .and_then(|r| r.rfind('('))
        .map_or(rest, |open| if rest[..open].ends_with("通知") { &rest[..open] } else { rest });
    if let Some(inner) = rest.strip_prefix('《') {
        let end = titles(rest, &[]).first().map(|r| r.end - '》'.len_utf8())?;
        let tail = &rest[end + '》'.len_utf8()..];
        let whole = tail.is_empty() || ["的通知", "的公告", "的通告", "的决定", "的函", "通知"].contains(&tail);
        return whole.then(|| &inner[..end - '《'.len_utf8()]);
    }
    if let Some((inner, tail)) = rest.strip_prefix('<').and_then(|r| r.split_once('>')) {
        return matches!(tail, "" | "的通知").then_some(inner);
    }
    // 关于公布第三批名单的通知 is the notice's own title.
    if !matches!(verb, "印发" | "下发") {
        return None;
    }
    // 关于规范文件印发程序的通知 prints nothing.
    let lead = before.strip_suffix(verb).unwrap_or(before).trim_end_matches("关于");
    if !(lead.is_empty() || super::key::ends_as_body(lead)) {
        return None;
    }
    let inner = ["的通知", "的公告", "的通告"].iter().find_map(|tail| rest.strip_suffix(tail))?;
    (inner.chars().count() >= 4).then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_and_broken_titles_are_read() {
        let cases: [(&str, &[&str]); 11] = [
            ("按照《A》和《B〈C〉D》", &["《A》", "《B〈C〉D》"]),
            ("《关于印发《甲》的通知》", &["《关于印发《甲》的通知》"]),
            ("《关于印发《甲》的通知。", &["《关于印发《甲》的通知"]),
            ("《关于印发《甲》的通知(文号)执行", &["《关于印发《甲》的通知"]),
            ("《关于印发《甲的通知》和《乙》", &["《关于印发《甲的通知》", "《乙》"]),
            ("《关于甲的意见>执行", &["《关于甲的意见>"]),
            ("《参见《甲》和《乙》", &["《甲》", "《乙》"]),
            ("《一《二《三》", &["《三》"]),
            ("《关于促进体系,\n推进建设的意见》", &["《关于促进体系,\n推进建设的意见》"]),
            ("《", &[]),
            ("《》", &[]),
        ];
        let ends = ["通知".to_owned(), "意见".to_owned()];
        for (text, expected) in cases {
            let got: Vec<&str> = titles(text, &ends).into_iter().map(|r| &text[r]).collect();
            assert_eq!(got, expected, "{text}");
        }
    }

    #[test]
    fn notices_are_unwrapped() {
        let cases = [
            ("关于规范文件印发程序若干规定的通知", None),
            ("关于做好证书印发工作的通知", None),
            ("某市工业和信息化局关于印发《某某方案》的通知", Some("某某方案")),
            ("某市人民政府办公厅关于印发某市行动计划(2022-2025年)的通知", Some("某市行动计划(2022-2025年)")),
            ("工业和信息化部印发《关于推进建设的指导意见》", Some("关于推进建设的指导意见")),
            ("关于印发<某某办法>的通知", Some("某某办法")),
            ("关于公布第三批创新中心名单的通知", None),
            ("关于转发省厅印发《某某方案》的通知", None),
            ("关于贯彻落实《某某意见》的实施方案", None),
            ("关于完善体系的指导意见", None),
        ];
        for (title, inner) in cases {
            assert_eq!(unwrap_notice(title), inner, "{title}");
        }
    }
}
