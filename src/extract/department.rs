//! Lists of responsible departments, each name completed.
//!
//! A list stands in brackets behind what the departments are to do (市科技局、发展改革委，相关区政府), or behind a label
//! (责任单位：…). The place word that the first names carry belongs to those that follow without one:
//! 市科技局、发展改革委 is 市科技局, 市发展改革委. A bracket counts only when every item in it is a department.

use std::ops::Range;

use super::reading::Reading;
use super::types::DepartmentMention;
use crate::lexicon::{DepartmentWords, Lexicon};

/// The departments of one clause, in order.
pub fn departments(reading: &Reading, lexicon: &Lexicon) -> Vec<DepartmentMention> {
    let text = reading.text();
    let mut lists = brackets(text);
    lists.extend(labelled(text, &lexicon.departments));
    lists.sort_by_key(|r| (r.start, r.end));
    let mut out: Vec<DepartmentMention> = Vec::new();
    let mut done = 0;
    for list in lists {
        if list.start < done {
            continue;
        }
        let found = names(text, list.clone(), lexicon);
        if !found.is_empty() {
            done = list.end;
        }
        out.extend(found.into_iter().map(|(range, name)| DepartmentMention {
            address: reading.clause.address.clone(),
            name,
            span: reading.span(range),
        }));
    }
    out
}

/// What stands in brackets without brackets inside.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '【' => open = Some(at + c.len_utf8()),
            ')' | ']' | '】' => found.extend(open.take().map(|start| start..at)),
            '\n' => open = None,
            _ => {}
        }
    }
    found
}

/// What stands behind 责任单位: up to the end of the sentence.
fn labelled(text: &str, words: &DepartmentWords) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for label in &words.labels {
        for (at, _) in text.match_indices(label.as_str()) {
            let start = at + label.len();
            let Some(rest) = text[start..].strip_prefix(':') else { continue };
            let end = rest.find(['。', '\n', ')', '】', ']']).unwrap_or(rest.len());
            found.push(at..start + 1 + end);
        }
    }
    found
}

/// The departments of a list; none when an item is something else.
fn names(text: &str, list: Range<usize>, lexicon: &Lexicon) -> Vec<(Range<usize>, String)> {
    let words = &lexicon.departments;
    let mut out = Vec::new();
    let mut place = String::new();
    for range in items(text, list, words) {
        let Some(item) = trim(text, range, words) else { continue };
        let name = &text[item.clone()];
        if words.labels.iter().any(|l| l == name) {
            continue;
        }
        if !is_department(name, &place, out.is_empty(), lexicon) {
            return Vec::new();
        }
        let (own, full) = completed(name, &place, lexicon);
        place = own.unwrap_or(place);
        out.push((item, full));
    }
    out
}

/// The items of a list: divided by punctuation, and by 和 between two names (市财政局和科技局, not 工业和信息化局).
fn items(text: &str, list: Range<usize>, words: &DepartmentWords) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = list.start;
    for (i, c) in text[list.clone()].char_indices() {
        let end = list.start + i;
        let name = || words.endings.iter().any(|e| text[start..end].ends_with(e.as_str()));
        if matches!(c, '、' | ',' | ';' | ':') || matches!(c, '和' | '及') && name() {
            out.push(start..end);
            start = end + c.len_utf8();
        }
    }
    out.push(start..list.end);
    out
}

/// The item without punctuation and without what it does: 市科技局牵头 is 市科技局.
fn trim(text: &str, range: Range<usize>, words: &DepartmentWords) -> Option<Range<usize>> {
    let name = text[range.clone()].trim_end_matches('。');
    let from = name.strip_prefix('由').map_or(0, |_| '由'.len_utf8());
    let mut name = &name[from..];
    while let Some(cut) = words.duties.iter().find_map(|d| name.strip_suffix(d.as_str())) {
        name = cut;
    }
    (!name.is_empty()).then(|| range.start + from..range.start + from + name.len())
}

/// Whether an item is a department: it ends like one, and begins with a place word, a body's name, or follows one that does.
fn is_department(name: &str, place: &str, first: bool, lexicon: &Lexicon) -> bool {
    let words = &lexicon.departments;
    let chars = name.chars().count();
    let plain = name.chars().all(char::is_alphabetic);
    let ends = words.endings.iter().any(|e| name.ends_with(e.as_str()) && name.len() > e.len())
        || words.party.iter().any(|p| name.ends_with(p.as_str()));
    if !plain || !ends || !(2..=24).contains(&chars) {
        return false;
    }
    let begins = place_word(name, lexicon).is_some()
        || words.complete.iter().any(|w| name.starts_with(w.as_str()))
        || lexicon.places.national_at_start(name).is_some_and(|(_, len)| len == name.len());
    // 以下简称办公室, 设在市科技局 are no names.
    let sentence = ["以下", "简称", "设在", "包括", "指", "如", "含", "的"].iter().any(|w| name.contains(w));
    !sentence && (begins || !first && !place.is_empty() || !first && lexicon.places.is_authority(name))
}

/// The place word a name begins with: 市, 省, 自治区, 广州市; none in 市场监管局.
fn place_word(name: &str, lexicon: &Lexicon) -> Option<String> {
    if lexicon.departments.bare.iter().any(|b| name.starts_with(b.as_str())) {
        return None;
    }
    if let Some((_, len)) = lexicon.places.at_start(name).filter(|(_, len)| *len < name.len()) {
        let full = name[..len].ends_with(['省', '市', '区', '州', '县']);
        return full.then(|| name[..len].to_owned());
    }
    ["自治区", "自治州", "省", "市", "区", "县", "州"].into_iter().find(|w| name.starts_with(w) && name.len() > w.len()).map(str::to_owned)
}

/// The place word for the names that follow, and the complete name.
fn completed(name: &str, place: &str, lexicon: &Lexicon) -> (Option<String>, String) {
    let words = &lexicon.departments;
    if let Some(own) = place_word(name, lexicon) {
        // 市委组织部: the party's departments that follow are of 市委, others of 市.
        return (Some(own), name.to_owned());
    }
    let stands = words.complete.iter().any(|w| name.starts_with(w.as_str())) && !words.bare.iter().any(|b| name.starts_with(b.as_str()));
    if stands || place.is_empty() {
        return (None, name.to_owned());
    }
    let committee = if place.ends_with("自治区") { "党委" } else { "委" };
    let party = if words.party.iter().any(|p| name == p) { committee } else { "" };
    (None, format!("{place}{party}{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::reading::testing::reading;

    #[test]
    fn lists_are_completed_and_other_brackets_left() {
        let lexicon = Lexicon::embedded();
        let cases: [(&str, &[&str]); 16] = [
            ("(市发展改革委、相关区政府)", &["市发展改革委", "相关区政府"]),
            ("（市科技局、发展改革委，相关区政府）", &["市科技局", "市发展改革委", "相关区政府"]),
            (
                "(市發展改革委、科技局、工業和信息化局,市委外辦,相關區政府)",
                &["市发展改革委", "市科技局", "市工业和信息化局", "市委外办", "相关区政府"],
            ),
            ("(市科技局、发展改革委、市场监管局)", &["市科技局", "市发展改革委", "市市场监管局"]),
            ("(市科技局、广州市税务局)", &["市科技局", "广州市税务局"]),
            ("(团市委、市科技局)", &["团市委", "市科技局"]),
            ("(市委组织部,市人力资源社会保障局、科技局)", &["市委组织部", "市人力资源社会保障局", "市科技局"]),
            ("(市委组织部、宣传部)", &["市委组织部", "市委宣传部"]),
            ("责任单位：省财政厅、科技厅，各市人民政府。", &["省财政厅", "省科技厅", "各市人民政府"]),
            ("(牵头单位:自治区工业和信息化厅;配合单位:财政厅)", &["自治区工业和信息化厅", "自治区财政厅"]),
            ("（国家发展改革委牵头，财政部、科技部等按职责分工负责）", &["国家发展改革委", "财政部", "科技部"]),
            ("(市直各有关部门,各区政府)", &["市直各有关部门", "各区政府"]),
            ("(研究与试验发展)(院)(广州)(自动驾驶)(服务)(套)(国际)(产业园)(广东·广州赛区)(南沙)(2022—2025年)", &[]),
            ("(以下简称市科技局)", &[]),
            ("(包括政府资助)(省州(市)两级)", &[]),
            ("(企业技术中心、工程(技术)研究中心、重点实验室)", &[]),
        ];
        for (text, expected) in cases {
            let got: Vec<String> = reading(text, "", |r| departments(r, &lexicon).into_iter().map(|d| d.name).collect());
            assert_eq!(got, expected, "{text}");
        }
    }
}
