//! The key of a title: two spellings of one title have one key, and a title that contains another has not.
//!
//! What belongs to the identity of a policy, and what does not:
//!
//! | part of a title | in the key | because |
//! |---|---|---|
//! | script, width, punctuation, spaces, quotation marks | no | they vary from one citation to the next |
//! | the authority before 关于…, 关于 itself | no, kept beside it | 某市人民政府关于…的意见 is cited with and without it |
//! | 关于印发《X》的通知 around X | no | the notice has no content but X |
//! | 转发, 贯彻, 落实, 实施, 修改, 废止《X》 | yes | another policy than X |
//! | 中华人民共和国 before a law | no | 中华人民共和国公司法 and 公司法 are one law |
//! | （试行）, （暂行）, （征求意见稿） | yes | the trial text and the final one are two policies, with two numbers |
//! | （2023年修订）, （2018修正）, （修订） | no, kept beside it | versions of one policy; the date tells them apart |
//! | （2022—2025年）, （2024年版）, （第三批） | yes | the next period, edition and batch are other policies |

use super::title::unwrap_notice;
use crate::policy::Policy;
use crate::text::fold;

/// A title without what varies from one citation to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct TitleKey {
    /// Letters, characters and digits of the title proper, folded.
    pub core: String,
    /// The issuing authority that stands before the title, folded: 广东省工业和信息化厅.
    pub issuer: Option<String>,
    /// The year of the revision that the title names: 2023 of （2023年修订）.
    pub revised: Option<u16>,
}

/// Words that open the title proper after the name of an authority.
const OPENERS: [&str; 5] = ["关于", "印发", "发布", "公布", "下发"];

/// How the name of an authority ends.
const AUTHORITIES: [&str; 19] = [
    "政府",
    "办公厅",
    "办公室",
    "委员会",
    "厅",
    "局",
    "部",
    "委",
    "院",
    "会",
    "署",
    "行",
    "省委",
    "市委",
    "总局",
    "法院",
    "集团",
    "公司",
    "大学",
];

/// Whether a text ends as the name of an authority does.
pub(super) fn ends_as_body(text: &str) -> bool {
    AUTHORITIES.iter().any(|a| text.ends_with(a))
}

impl TitleKey {
    /// The key of a title as printed, with or without 《》.
    ///
    /// ```
    /// use tiaoli::extract::citation::TitleKey;
    /// let core = |t: &str| TitleKey::new(t).core;
    /// assert_eq!(core("《关于完善制造业创新体系 推进制造业创新中心建设的指导意见》"), core("關於完善製造業創新體系，推進製造業創新中心建設的指導意見"));
    /// assert_eq!(core("广州市工业和信息化局关于印发《X办法》的通知"), "x办法");
    /// assert_ne!(core("关于贯彻落实《中国制造2025》的实施意见"), core("中国制造2025"));
    /// assert_eq!(TitleKey::new("《中华人民共和国公司法（2023年修订）》").revised, Some(2023));
    /// ```
    pub fn new(title: &str) -> TitleKey {
        let mut rest = fold(title);
        let (mut issuer, mut revised) = (None, None);
        // A notice may enclose a notice; nobody encloses deeper than this.
        for _ in 0..4 {
            rest = trim(&rest).to_owned();
            if let Some((bare, year)) = revision(&rest) {
                (rest, revised) = (bare.to_owned(), revised.or(year));
            }
            let inner = unwrap_notice(&rest).map(str::to_owned);
            if let Some((name, tail)) = authority(&rest) {
                issuer.get_or_insert_with(|| plain(name));
                rest = tail.to_owned();
            }
            match inner {
                Some(inner) => rest = inner,
                None => break,
            }
        }
        let rest = rest.strip_prefix("关于").unwrap_or(&rest);
        let rest = rest.strip_prefix("中华人民共和国").filter(|r| !r.is_empty()).unwrap_or(rest);
        TitleKey { core: plain(rest), issuer, revised }
    }

    /// Whether a citation with this key can mean a text of that date: what was revised in 2023 is no text of 2018.
    pub fn fits_date(&self, policy: &Policy) -> bool {
        match (self.revised, policy.year()) {
            (Some(revised), Some(year)) => year >= revised,
            _ => true,
        }
    }

    /// Whether a citation with this key can mean the policy, as far as issuing authorities are known.
    pub fn fits_issuer(&self, policy: &Policy) -> bool {
        let Some(cited) = &self.issuer else { return true };
        let issuers: Vec<String> = policy.issuers_hans.iter().chain(&policy.issuers).map(|i| plain(&fold(i))).collect();
        if issuers.iter().any(|i| cited.ends_with(i.as_str()) || i.ends_with(cited.as_str())) {
            return true;
        }
        // Another name of the same body (工信部) cannot be told from another body; another place can.
        let place = |name: &str| policy.jurisdiction.as_ref().is_some_and(|j| name.contains(&j.short_name()));
        let local = cited.contains(['省', '市', '县', '区', '州']);
        match &policy.jurisdiction {
            Some(j) if j.level == crate::policy::Level::National => !local,
            Some(_) => place(cited),
            None => issuers.is_empty(),
        }
    }
}

/// Splits 广东省工业和信息化厅关于…… after the authority.
fn authority(title: &str) -> Option<(&str, &str)> {
    let at = OPENERS.iter().filter_map(|o| title.find(o)).min().filter(|at| *at > 0)?;
    let (name, rest) = title.split_at(at);
    let quoted = name.contains(['《', '<', '“']);
    let named = ends_as_body(name) && (2..=80).contains(&name.chars().count());
    (named && !quoted).then_some((name, rest))
}

/// A title without the remark of its revision at the end, and the year: 公司法(2023年修订).
fn revision(title: &str) -> Option<(&str, Option<u16>)> {
    let open = title.ends_with(')').then(|| title.rfind('(')).flatten()?;
    let remark = &title[open + 1..title.len() - 1];
    let year = remark.get(..4).and_then(|y| y.parse().ok()).filter(|y| (1949..2200).contains(y));
    let words = remark.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('年').trim_start_matches('第');
    let words = words.trim_start_matches(|c: char| "一二三四五六七八九十次".contains(c));
    let known = ["修订", "修正", "修改", "修订版", "修正版", "修正案", "修订本", "修正本", "最新修订"].contains(&words);
    (known && open > 0).then_some((&title[..open], year))
}

/// The quotation marks around a whole title.
fn trim(title: &str) -> &str {
    let mut title = title;
    for (open, close) in [('《', '》'), ('<', '>'), ('“', '”')] {
        if let Some(inner) = title.strip_prefix(open).and_then(|t| t.strip_suffix(close)).filter(|t| !t.contains([open, close])) {
            title = inner;
        }
    }
    title
}

/// Letters, characters and digits; 年 after a digit goes too: 2016-2020年 is also written 2016-2020.
fn plain(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars().filter(|c| c.is_alphanumeric()) {
        if !(c == '年' && out.ends_with(|c: char| c.is_ascii_digit())) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_title_have_one_key() {
        let cases = [
            ("制造业创新中心建设工程实施指南（2016—2020年）", "制造业创新中心建设工程实施指南(2016-2020)"),
            ("制造业创新中心建设工程实施指南（2016－2020）", "《製造業創新中心建設工程實施指南（2016—2020年）》"),
            ("广州市人民政府办公厅关于印发广州市促进创新链产业链融合发展行动计划的通知", "广州市促进创新链产业链融合发展行动计划"),
            ("印发《关于推进广州市级制造业创新中心建设工作方案》的通知", "关于推进广州市级制造业创新中心建设工作方案"),
            ("广东省工业和信息化厅关于省级制造业创新中心建设管理办法", "省级制造业创新中心建设管理办法"),
            ("国务院关于印发《中国制造2025》的通知", "中国制造2025"),
            ("《中华人民共和国公司法（2023年修订）》", "公司法"),
            ("某省科技进步条例（2022修正）", "某省科技进步条例"),
            ("某省“十四五”规划、纲要", "某省「十四五」规划纲要"),
            ("某市工业和信息化局 某市财政局关于印发某市技改奖补办法的通知", "某市技改奖补办法"),
        ];
        for (a, b) in cases {
            assert_eq!(TitleKey::new(a).core, TitleKey::new(b).core, "{a} | {b}");
        }
    }

    #[test]
    fn a_title_that_names_another_is_not_the_other() {
        let cases = [
            ("广西壮族自治区人民政府关于贯彻落实<中国制造2025>的实施意见", "中国制造2025"),
            ("转发《中国制造2025》的通知", "中国制造2025"),
            ("中国制造2025分省市指南", "中国制造2025"),
            ("制造业创新中心管理办法（试行）", "制造业创新中心管理办法"),
            ("制造业创新中心管理办法（征求意见稿）", "制造业创新中心管理办法"),
            ("某市行动计划（2022—2025年）", "某市行动计划（2019—2021年）"),
            ("产业结构调整指导目录（2019年本）", "产业结构调整指导目录（2024年本）"),
            ("公司法实施条例", "公司法"),
            ("关于废止《某某办法》的决定", "某某办法"),
            ("关于修改《某某办法》的决定", "某某办法"),
            ("关于规范文件印发程序若干规定的通知", "程序若干规定"),
        ];
        for (a, b) in cases {
            assert_ne!(TitleKey::new(a).core, TitleKey::new(b).core, "{a} | {b}");
        }
    }

    #[test]
    fn the_authority_before_the_title_is_kept_apart() {
        assert_eq!(TitleKey::new("广东省工业和信息化厅关于省级办法").issuer.as_deref(), Some("广东省工业和信息化厅"));
        assert_eq!(TitleKey::new("关于省级办法").issuer, None);
        assert_eq!(TitleKey::new("《》"), TitleKey::default());
        assert_eq!(TitleKey::new("关于印发的通知").core, "印发的通知");
    }
}
