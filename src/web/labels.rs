//! What the data is called for readers.
//!
//! Roles, kinds, forms and outcomes are names in Chinese, which [`message::name`] and
//! [`Frame::name`](super::frame::Frame::name) say in the language of the reader; dates and validity are said already.
//! Values are said by [`crate::compare::value`].

use crate::compare::Dated;
use crate::extract::{CitationForm, FactKind, Role};
use crate::lexicon::Lexicon;
use crate::message::{self, Language, Message};
use crate::policy::{InForce, Level};
use crate::web::language::{language, say};

/// The level of a place, or that none is known.
pub fn level_name(level: Option<Level>) -> String {
    match level {
        Some(level) => said(level.label()),
        None => say(&Message::new("level-unknown")),
    }
}

/// What a value is for.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Support => "资助",
        Role::Equity => "股权投资",
        Role::Threshold => "条件",
        Role::Target => "目标",
        Role::Budget => "预算",
        Role::Fund => "基金",
        Role::Fee => "费用",
        Role::Limit => "限额",
    }
}

/// What kind of value it is.
pub fn kind(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Money => "金额",
        FactKind::Ratio => "比例",
        FactKind::Count => "数量",
        FactKind::Date => "日期",
        FactKind::Duration => "期限",
        FactKind::Recurring => "周期",
    }
}

/// How a document is named.
pub fn form(form: CitationForm) -> &'static str {
    match form {
        CitationForm::Title => "引用文件",
        CitationForm::Number => "引用文号",
        CitationForm::Short => "引用简称",
        CitationForm::Provision => "引用条款",
        CitationForm::Relative => "本文件内",
        CitationForm::Attachment => "附件",
        CitationForm::Other => "表格、证照或刊物",
    }
}

/// What a threshold measures, by its id in `index/lexicon/measures.toml`; the id when the table has no such row.
pub fn measure<'a>(lexicon: &'a Lexicon, id: &'a str) -> &'a str {
    lexicon.vocabulary.measures.iter().find(|m| m.id == id).map_or(id, |m| &m.label)
}

/// A name out of a word list in the language of the request.
pub fn said(label: &str) -> String {
    message::name(language(), label)
}

/// An ISO date as people write it: 2025-02-18 is 2025年2月18日; English writes it as it is.
pub fn date(iso: &str) -> String {
    if language() == Language::English {
        return iso.to_owned();
    }
    let mut parts = iso.splitn(3, '-');
    let units = ["年", "月", "日"];
    let mut out = String::new();
    for unit in units {
        let Some(part) = parts.next() else { break };
        match part.parse::<u32>() {
            Ok(n) => out.push_str(&format!("{n}{unit}")),
            Err(_) => return iso.to_owned(),
        }
    }
    out
}

/// Whether a document is in force on a day (ISO): class of the badge and words; nothing when no day is known.
pub fn in_force(document: &Dated, today: &str) -> (&'static str, String) {
    let (class, id, day) = match InForce::on(today, document.effective.as_deref(), document.expires.as_deref()) {
        Some(InForce::Ended(last)) => ("expired", "label-expired", last),
        Some(InForce::NotYet(first)) => ("not-yet", "label-not-yet", first),
        Some(InForce::Until(last)) => ("in-force", "label-in-force", last),
        Some(InForce::Since(first)) => ("open", "label-open", first),
        None => return ("", String::new()),
    };
    let words = Message::new(id).with("day", day);
    (class, say(&if document.computed { Message::new("label-computed").with("what", words) } else { words }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_said_as_people_say_them() {
        assert_eq!(date("2027-12-31"), "2027年12月31日");
        assert_eq!(date("2027-12"), "2027年12月");
        assert_eq!(date("soon"), "soon");
    }

    #[test]
    fn measures_have_names() {
        let lexicon = Lexicon::embedded();
        assert_eq!(measure(&lexicon, "rd_ratio"), "研发投入占比");
        assert_eq!(measure(&lexicon, "no_such_measure"), "no_such_measure");
    }

    #[test]
    fn validity_is_told_for_a_day() {
        let document = |effective: &str, expires: &str| Dated {
            effective: (!effective.is_empty()).then(|| effective.to_owned()),
            expires: (!expires.is_empty()).then(|| expires.to_owned()),
            ..Dated::default()
        };
        let cases = [
            ("2022-01-01", "2024-12-31", "expired"),
            ("2022-01-01", "2027-12-31", "in-force"),
            ("2026-01-01", "2027-12-31", "not-yet"),
            ("2022-01-01", "", "open"),
            ("", "2025-06-01", "in-force"),
            ("", "", ""),
        ];
        for (effective, expires, class) in cases {
            assert_eq!(in_force(&document(effective, expires), "2025-06-01").0, class, "{effective} {expires}");
        }
    }
}
