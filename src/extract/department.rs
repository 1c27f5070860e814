//! Bracketed lists of responsible departments: (市科技局、发展改革委,相关区政府).
//!
//! A bracket counts when every item in it names a body. Names are completed: what stands before the
//! first name (市) holds for the ones after it, until another one says otherwise.

use std::ops::Range;

use super::DepartmentMention;
use super::reading::Reading;
use crate::lexicon::Lexicon;

/// What a list may say before its first name: (责任单位:市科技局).
const LEADS: [&str; 8] = ["责任单位", "牵头单位", "配合单位", "责任部门", "牵头部门", "配合部门", "实施单位", "主管部门"];

/// What is no name although it stands in a list: 按职责分工负责.
const REMARKS: [&str; 5] = ["按职责分工负责", "分别负责", "负责", "等", "等按职责分工负责"];

/// Words that name bodies without the ending of one. Example: 相关区政府, 市科协, 市直各有关部门
const BODIES: [&str; 14] =
    ["部门", "单位", "机构", "政府", "科协", "工会", "残联", "妇联", "侨联", "文联", "社科联", "法院", "检察院", "团市委"];

/// Whose body it is: 市科技局, 省委宣传部, 各区政府, 团市委.
const OWNERS: [&str; 15] =
    ["自治区党委", "省委", "市委", "区委", "县委", "自治区", "自治州", "省", "市", "区", "县", "州", "盟", "旗", "团"];

/// Names that begin like an owner and are none: 市场监管局 is 市市场监管局 in full.
const NO_OWNERS: [&str; 5] = ["市场", "市政", "区域", "区划", "省际"];

/// Finds the departments of one clause, in reading order.
pub fn find(reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<DepartmentMention> {
    let text = reading.text();
    let mut out = Vec::new();
    for (open, _) in text.match_indices('(') {
        let start = open + 1;
        let Some(len) = text[start..].find(')').filter(|len| *len <= 600) else { continue };
        let inside = start..start + len;
        if text[inside.clone()].contains(['(', '。', '\n']) {
            continue;
        }
        let Some(items) = items(text, inside, lexicon) else { continue };
        let mut owner = String::new();
        for place in items {
            let name = complete(&text[place.clone()], &mut owner, lexicon);
            out.push(DepartmentMention { address: reading.clause.address.clone(), name, span: reading.span(place) });
        }
    }
    out
}

/// The places of the names in a bracket; none when something in it is no body.
fn items(text: &str, inside: Range<usize>, lexicon: &Lexicon) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    let mut start = inside.start;
    let breaks = text[inside.clone()].match_indices(['、', ',', ';', ':', '和']).filter(|(at, cut)| {
        // 工业和信息化局 is one name.
        *cut != "和" || ends_as_body(&text[inside.start..inside.start + at], lexicon)
    });
    let ends: Vec<(usize, usize)> = breaks.map(|(at, cut)| (inside.start + at, cut.len())).chain([(inside.end, 0)]).collect();
    for (end, cut) in ends {
        let item = text[start..end].trim_end_matches('等');
        let place = start..start + item.len();
        start = end + cut;
        if item.is_empty() || LEADS.contains(&item) || REMARKS.contains(&item) {
            continue;
        }
        if !is_body(item, lexicon) {
            return None;
        }
        found.push(place);
    }
    (!found.is_empty()).then_some(found)
}

fn ends_as_body(name: &str, lexicon: &Lexicon) -> bool {
    lexicon.places.ends_as_authority(name) || BODIES.iter().any(|b| name.ends_with(b))
}

fn is_body(name: &str, lexicon: &Lexicon) -> bool {
    let chars = name.chars().count();
    (3..=24).contains(&chars) && ends_as_body(name, lexicon) && !name.contains(|c: char| c.is_ascii_digit() || "“”《》".contains(c))
}

/// The complete name; `owner` is what the names before it belong to.
fn complete(name: &str, owner: &mut String, lexicon: &Lexicon) -> String {
    let own = OWNERS.iter().find(|o| name.starts_with(**o) && !NO_OWNERS.iter().any(|n| name.starts_with(n)));
    if let Some(own) = own {
        // 团市委、科技局 does not make 团科技局.
        if *own != "团" {
            (*own).clone_into(owner);
        }
        return name.to_owned();
    }
    let general = ["各", "相关", "有关", "国家", "中央", "驻", "属地"].iter().any(|g| name.starts_with(g));
    // 财政部 is the ministry; 发展改革委 after 市科技局 is the city's.
    let ministry = name.ends_with('部') && lexicon.places.national_at_start(name).is_some_and(|(full, _)| full == name);
    if general || ministry || lexicon.places.at_start(name).is_some() {
        return name.to_owned();
    }
    // 市委组织部、宣传部 are of 市委; 市委组织部、科技局 of 市.
    let base =
        if owner.ends_with('委') && !name.ends_with('部') { owner.trim_end_matches("党委").trim_end_matches('委') } else { owner };
    format!("{base}{name}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::reading::testing;

    #[test]
    fn lists_are_completed_and_other_brackets_left() {
        let lexicon = Lexicon::embedded();
        let cases: &[(&str, &[&str])] = &[
            ("给予补助。（市科技局、发展改革委，相关区政府）", &["市科技局", "市发展改革委", "相关区政府"]),
            ("(市委組織部,市人力資源社會保障局、科技局)", &["市委组织部", "市人力资源社会保障局", "市科技局"]),
            ("（市科技局、工业和信息化局、市场监管局）", &["市科技局", "市工业和信息化局", "市市场监管局"]),
            ("（市科技局、广州市税务局）", &["市科技局", "广州市税务局"]),
            ("（团市委、市科技局）", &["团市委", "市科技局"]),
            ("（省委宣传部、统战部，省科技厅）", &["省委宣传部", "省委统战部", "省科技厅"]),
            ("（责任单位：省财政厅和税务局）", &["省财政厅", "省税务局"]),
            ("R&D（研究與試驗發展）經費、（院）、（自動駕駛）、（2022—2025年）、（南沙）、（廣東·廣州賽區）", &[]),
            ("（产业园）和（服务）", &[]),
        ];
        for (source, expected) in cases {
            let found = testing::reading(source, "", |r| find(r, &lexicon).into_iter().map(|d| d.name).collect::<Vec<_>>());
            assert_eq!(found, *expected, "{source}");
        }
    }
}
