//! Titles in 《》, and the key under which two spellings of a title are one.

use std::ops::Range;

use crate::lexicon::Lexicon;

/// The longest title that is believed, in characters.
const LONGEST: usize = 160;

/// The titles of a text, with their 《》; a title inside a title belongs to the outer one.
///
/// A title may run over commas, colons and line breaks, not over a full stop. An outer mark that is never
/// closed ends at the last inner one: 《关于印发《X》的通知 is read as 《X》.
pub fn titles(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('《').map(|i| at + i) {
        at = start + '《'.len_utf8();
        let mut depth = 0usize;
        let mut inner = None;
        for (n, (i, c)) in text[start..].char_indices().enumerate() {
            match c {
                '《' => {
                    depth += 1;
                    if depth > 1 {
                        inner = Some(start + i);
                    }
                }
                '》' => {
                    depth -= 1;
                    if depth == 0 {
                        found.push(start..start + i + c.len_utf8());
                        at = start + i + c.len_utf8();
                        break;
                    }
                }
                _ => {}
            }
            if n > LONGEST || c == '。' {
                // Never closed: go on from the inner mark, if there is one.
                at = inner.unwrap_or(at);
                break;
            }
        }
        if at >= text.len() {
            break;
        }
    }
    found.retain(|r| text[r.clone()].chars().any(char::is_alphanumeric));
    found
}

/// The key of a title: simplified, width-folded, letters and digits only, without 关于印发…的通知 around it and
/// without the issuer before it. Two titles with one key name the same document.
///
/// A title that contains another has another key: 贯彻落实《X》的实施意见 is not X.
///
/// ```
/// use tiaoli::{extract::citation::title_key, lexicon::Lexicon};
/// let lexicon = Lexicon::embedded();
/// let key = |t: &str| title_key(t, &lexicon);
/// assert_eq!(key("关于完善制造业创新体系，推进制造业创新中心建设的指导意见"), key("關於完善製造業創新體系 推進製造業創新中心建設的指導意見"));
/// assert_eq!(key("云南省工业和信息化厅关于印发《云南省培育创建工作方案》的通知"), key("云南省培育创建工作方案"));
/// assert_ne!(key("云南省人民政府关于贯彻〈中国制造2025〉的实施意见"), key("中国制造2025"));
/// ```
pub fn title_key(title: &str, lexicon: &Lexicon) -> String {
    let folded = crate::text::fold(title);
    let bare = unwrap_notice(&folded).unwrap_or(&folded);
    let bare = without_issuer(bare, lexicon);
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
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
        let end = titles(rest).first().map(|r| r.end - '》'.len_utf8())?;
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
    let inner = ["的通知", "的公告", "的通告"].iter().find_map(|tail| rest.strip_suffix(tail))?;
    (inner.chars().count() >= 4).then_some(inner)
}

/// A title without the body that issued it: 云南省人民政府关于…的意见 is 关于…的意见. The title is folded.
pub fn without_issuer<'t>(folded: &'t str, lexicon: &Lexicon) -> &'t str {
    let Some(at) = folded.find("关于").filter(|at| *at > 0) else { return folded };
    if folded[..at].split(['、', ' ']).all(|name| lexicon.places.is_authority(name)) { &folded[at..] } else { folded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_and_broken_titles_are_read() {
        let cases: [(&str, &[&str]); 6] = [
            ("按照《A》和《B〈C〉D》", &["《A》", "《B〈C〉D》"]),
            ("《关于印发《甲》的通知》", &["《关于印发《甲》的通知》"]),
            ("《关于印发《甲》的通知。", &["《甲》"]),
            ("《关于促进体系,\n推进建设的意见》", &["《关于促进体系,\n推进建设的意见》"]),
            ("《", &[]),
            ("《》", &[]),
        ];
        for (text, expected) in cases {
            let got: Vec<&str> = titles(text).into_iter().map(|r| &text[r]).collect();
            assert_eq!(got, expected, "{text}");
        }
    }

    #[test]
    fn notices_are_unwrapped() {
        let cases = [
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
