//! What is known about a document as a whole, as rows of a card.

use crate::policy::{Basis, Policy, TextStatus};
use crate::text::Script;
use crate::web::{labels, urls};

/// One row of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetaRow {
    /// 发文字号 …
    pub name: &'static str,
    /// As people write it.
    pub value: String,
    /// An outside address.
    pub href: Option<String>,
    /// Where the value comes from when the text does not say it: 来自说明文件, 推断 with the reason.
    pub origin: Option<String>,
}

/// The rows of a document. What nobody says is listed with 未载明, since that is an answer too.
pub fn meta(document: &Policy) -> Vec<MetaRow> {
    let origin = |field: &str| {
        if let Some(reason) = document.inferred.get(field) {
            Some(format!("推断：{reason}"))
        } else {
            document.from_manifest.iter().any(|f| f == field).then(|| "正文未载明，来自说明文件".to_owned())
        }
    };
    let row = |name, value: Option<String>, field: &str| MetaRow {
        name,
        origin: value.as_ref().and_then(|_| origin(field)),
        value: value.unwrap_or_else(|| "未载明".to_owned()),
        href: None,
    };
    let date = |value: &Option<String>| value.as_deref().map(labels::date);
    let validity = document.validity.clone().unwrap_or_default();
    let computed = |row: MetaRow, basis: Option<Basis>| match basis {
        Some(Basis::Computed) => MetaRow { origin: Some("推算".to_owned()), ..row },
        _ => row,
    };
    let effective = document.effective.clone().or(validity.effective);
    let expires = document.expires.clone().or(validity.expires);
    let reason = Some(validity.reason).filter(|r| !r.is_empty() && validity.basis == Basis::Computed);
    let issuers = (!document.issuers_hans.is_empty()).then(|| document.issuers_hans.join("、"));
    let place = document.jurisdiction.as_ref().map(|j| format!("{}（{}）", j.name, j.level.label()));
    let mut out = vec![
        row("发文字号", document.number_hans.clone().or_else(|| document.number.clone()), "number"),
        row("发文机关", issuers, "issuers"),
        row("成文日期", date(&document.issued), "issued"),
        row("公布日期", date(&document.published), "published"),
        computed(row("施行日期", date(&effective), "effective"), validity.effective_basis),
        computed(row("有效期至", date(&expires), "expires"), validity.expires_basis),
        row("推算依据", reason, ""),
        row("适用地区", place, "jurisdiction"),
    ];
    // Rarely said, and no question when absent.
    out.retain(|r| r.value != "未载明" || !matches!(r.name, "公布日期" | "施行日期" | "有效期至" | "推算依据"));
    if !document.genre.0.is_empty() {
        out.push(row("文种", Some(document.genre.0.clone()), "genre"));
    }
    let status = match document.text_status {
        TextStatus::Full => "全文",
        TextStatus::Digest => "要点（非原文）",
    };
    let script = match document.script {
        Script::Hans => "简体",
        Script::Hant => "繁体",
    };
    out.push(row("正文", Some(format!("{status}，{script}")), "text_status"));
    if let Some(address) = &document.source_url {
        let href = urls::outside(address).map(str::to_owned);
        out.push(MetaRow { href, ..row("来源", Some(address.clone()), "source_url") });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Validity;

    #[test]
    fn a_computed_day_is_marked_with_its_reason() {
        let validity = Validity {
            effective: Some("2024-05-01".into()),
            expires: Some("2029-04-30".into()),
            basis: Basis::Computed,
            effective_basis: Some(Basis::Printed),
            expires_basis: Some(Basis::Computed),
            reason: "原文“有效期5年”".into(),
            ..Validity::default()
        };
        let rows = meta(&Policy { effective: Some("2024-05-01".into()), validity: Some(validity), ..Policy::default() });
        let find = |name: &str| rows.iter().find(|r| r.name == name).map(|r| (r.value.as_str(), r.origin.as_deref()));
        assert_eq!(find("施行日期"), Some(("2024年5月1日", None)));
        assert_eq!(find("有效期至"), Some(("2029年4月30日", Some("推算"))));
        assert_eq!(find("推算依据"), Some(("原文“有效期5年”", None)));
    }

    #[test]
    fn every_row_says_where_it_comes_from() {
        let mut document = Policy { number_hans: Some("穗府办〔2022〕19号".into()), ..Policy::default() };
        document.issued = Some("2022-07-29".into());
        document.from_manifest = vec!["issued".into()];
        document.inferred.insert("number".into(), "文件名".into());
        document.source_url = Some("javascript:alert(1)".into());
        let rows = meta(&document);
        let find = |name: &str| rows.iter().find(|r| r.name == name).unwrap();
        assert_eq!(find("发文字号").origin.as_deref(), Some("推断：文件名"));
        assert_eq!((find("成文日期").value.as_str(), find("成文日期").origin.is_some()), ("2022年7月29日", true));
        assert_eq!((find("发文机关").value.as_str(), &find("发文机关").origin), ("未载明", &None));
        assert_eq!(find("来源").href, None);
        assert!(rows.iter().all(|r| r.name != "有效期至"));
    }
}
