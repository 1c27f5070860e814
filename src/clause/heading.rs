//! Where the heading of a clause ends and its text begins.
//!
//! Two styles circulate: a heading on a line of its own (（一）总体思路), and a heading that runs into
//! the text, closed by a full stop (（一）资金支持。对…). A first sentence that speaks of duties is no heading.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::pattern;

/// What is known of the clause beside the line itself.
#[derive(Clone, Copy)]
pub(super) struct Rest {
    /// Whether it is an article (第…条), whose first sentence is text.
    pub article: bool,
    /// Whether more lines or clauses follow below it.
    pub followed: bool,
}

/// A heading found at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// Its characters, closing punctuation included.
    pub chars: usize,
}

/// The longest heading on a line of its own, and one that runs into the text.
const LONGEST_ALONE: usize = 60;
const LONGEST_RUN_IN: usize = 30;

/// Words of a rule, not of a heading: 本办法自…起施行。 / 申报单位应当…。
static RULE: LazyLock<Regex> = LazyLock::new(|| {
    // 应 alone would catch 应用 and 应急.
    pattern(
        "应当|应(按|在|由|于|符合|具备|满足|遵|及时|将|为|与|以|向|有)|不得|可以|必须|须(按|在|由|经|于|为|有|具)|本(办法|规定|方案|通知|意见|细则|条例|指南)|自.*起|负责|是指|下列|予以|已经|不再|属于|后,|^(经|按照|根据|对于)|的,",
    )
});

/// Finds the heading in the text after the marker (folded, without white space).
pub(super) fn find(text: &str, rest: Rest) -> Option<Heading> {
    let length = text.chars().count();
    if length == 0 {
        return None;
    }
    // 第一条【立法目的】
    if text.starts_with('【')
        && let Some(close) = text.chars().position(|c| c == '】').filter(|n| *n <= LONGEST_RUN_IN)
    {
        return Some(Heading { chars: close + 1 });
    }
    let stop = text.chars().position(|c| matches!(c, '。' | '!' | '?'));
    // 一、问:谁可以申报?答:… and a question above its answer
    if let Some(stop) = stop.filter(|n| *n < LONGEST_ALONE)
        && text.chars().nth(stop) == Some('?')
        && (text.starts_with("问:") || (stop + 1 == length && rest.followed))
    {
        return Some(Heading { chars: stop + 1 });
    }
    if stop.is_none() && rest.followed && length <= LONGEST_ALONE && !text.ends_with([',', ';', '；', '、']) {
        let colon = text.ends_with([':', '：']);
        let sentence = text.contains(';') || colon && text.contains(',') || (rest.article && (colon || RULE.is_match(text)));
        return (!sentence).then_some(Heading { chars: length });
    }
    if rest.article {
        return None;
    }
    let stop = stop?;
    let head: String = text.chars().take(stop).collect();
    let plain = stop <= LONGEST_RUN_IN && !head.contains([';', ':', '《']) && head.matches(',').count() <= 2 && !RULE.is_match(&head);
    (plain && balanced(&head) && (stop + 1 < length || rest.followed)).then_some(Heading { chars: stop + 1 })
}

/// Whether every bracket and quotation mark is closed: a full stop inside them ends no heading.
fn balanced(text: &str) -> bool {
    let count = |c: char| text.chars().filter(|x| *x == c).count();
    count('(') == count(')') && count('“') == count('”')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_end_where_a_reader_ends_them() {
        let outline = |followed| Rest { article: false, followed };
        let cases: &[(&str, bool, Option<&str>)] = &[
            ("总体思路", true, Some("总体思路")),
            ("资金支持。对升级的给予补助。", false, Some("资金支持。")),
            ("政府引导,统筹布局。加强顶层设计。", false, Some("政府引导,统筹布局。")),
            ("“企业法人+联盟”模式。参照创建。", false, Some("“企业法人+联盟”模式。")),
            ("应满足以下基本条件:", true, Some("应满足以下基本条件:")),
            ("产品应用推广支持。支持创新产品纳入目录。", false, Some("产品应用推广支持。")),
            ("申报单位应具备研发条件。没有的不予受理。", false, None),
            ("在本领域有较高或持续研发投入。", false, None),
            ("本办法自印发之日起施行。有效期三年。", false, None),
            ("任务和指标完成后,将组织专家进行考核。考核合格的,正式认定。", false, None),
            ("牵头单位为骨干企业的,须有研发机构。其他单位不限。", false, None),
            ("营业执照复印件;", false, None),
            ("成果转化,包括:", true, None),
            ("问:谁可以申报?答:企业。", false, Some("问:谁可以申报?")),
            (
                "申报单位应当在什么时候提交书面的申请材料和有关的证明文件?",
                true,
                Some("申报单位应当在什么时候提交书面的申请材料和有关的证明文件?"),
            ),
        ];
        for (text, followed, heading) in cases {
            let found = find(text, outline(*followed)).map(|h| text.chars().take(h.chars).collect::<String>());
            assert_eq!(found.as_deref(), *heading, "{text}");
        }
        let article = |text: &str, followed| find(text, Rest { article: true, followed }).map(|h| h.chars);
        assert_eq!(article("【立法目的】为了规范管理,制定本办法。", false), Some(6));
        assert_eq!(article("申报单位应当具备下列条件:", true), None);
        assert_eq!(article("适用范围", true), Some(4));
    }
}
