//! The key of a title: two spellings of one title have one key, and a title that contains another has not.

use crate::policy::Policy;
use crate::text::fold;

/// A title without what varies from one citation to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct TitleKey {
    /// Letters, characters and digits of the title proper, folded.
    pub core: String,
    /// The issuing authority that stands before the title, folded: 广东省工业和信息化厅.
    pub issuer: Option<String>,
}

/// Words that open the title proper after the name of an authority.
const OPENERS: [&str; 5] = ["关于", "印发", "发布", "公布", "下发"];

/// What a notice does with the document it encloses. 转发, 贯彻 and 实施 are other documents than the one they name.
const ENCLOSES: [&str; 5] = ["印发", "发布", "公布", "下发", "下达"];

/// How a notice that encloses a document ends.
const CLOSERS: [&str; 5] = ["的通知", "的公告", "的通告", "的函", "的决定"];

/// How the name of an authority ends.
const AUTHORITIES: [&str; 16] =
    ["政府", "办公厅", "办公室", "委员会", "厅", "局", "部", "委", "院", "会", "署", "行", "省委", "市委", "总局", "法院"];

impl TitleKey {
    /// The key of a title as printed, with or without 《》.
    ///
    /// ```
    /// use tiaoli::resolve::TitleKey;
    /// let core = |t: &str| TitleKey::new(t).core;
    /// assert_eq!(core("《关于完善制造业创新体系 推进制造业创新中心建设的指导意见》"), core("关于完善制造业创新体系，推进制造业创新中心建设的指导意见"));
    /// assert_eq!(core("广州市工业和信息化局关于印发《X办法》的通知"), "x办法");
    /// assert_ne!(core("关于贯彻落实《中国制造2025》的实施意见"), core("中国制造2025"));
    /// ```
    pub fn new(title: &str) -> TitleKey {
        let mut rest = fold(title);
        let mut issuer = None;
        // A notice may enclose a notice; nobody encloses deeper than this.
        for _ in 0..4 {
            rest = trim(&rest).to_owned();
            if let Some((name, tail)) = authority(&rest) {
                issuer.get_or_insert_with(|| plain(name));
                rest = tail.to_owned();
            }
            let body = rest.strip_prefix("关于").unwrap_or(&rest);
            match enclosed(body) {
                Some(inner) => rest = inner.to_owned(),
                None => {
                    rest = body.to_owned();
                    break;
                }
            }
        }
        TitleKey { core: plain(&rest), issuer }
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
    let named = AUTHORITIES.iter().any(|a| name.ends_with(a)) && (2..=80).contains(&name.chars().count());
    (named && !quoted).then_some((name, rest))
}

/// What a notice encloses: X of 印发《X》的通知.
fn enclosed(body: &str) -> Option<&str> {
    let inner = ENCLOSES.iter().find_map(|e| body.strip_prefix(e))?;
    let inner = CLOSERS.iter().find_map(|c| inner.strip_suffix(c))?;
    (!inner.is_empty()).then_some(inner)
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
