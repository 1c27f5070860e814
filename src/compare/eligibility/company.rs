//! What an applicant has said of itself.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::extract::{Fact, FactKind};
use crate::lexicon::Lexicon;
use crate::lexicon::eligibility::{AnswerOption, Field, FieldKind};
use crate::message::Message;
use crate::text::fold;
use crate::text::numeral::{self, Decimal};

use crate::topic::amount;

/// Longest answer that is read, in characters.
pub(super) const LONGEST_ANSWER: usize = 100;

/// The answers as typed, by the id of their field; of a field with years, the last year first. An empty text is no answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Company {
    /// `sales` → 1.2亿元, 9000万元, 8500万元
    pub answers: BTreeMap<String, Vec<String>>,
    /// The form of building that is meant, as documents name it: “自主建设模式”. Conditions for another one do not apply.
    pub mode: String,
}

/// An answer that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BadAnswer {
    /// The field.
    pub field: String,
    /// Its name for readers.
    pub label: String,
    /// Which year, from 1 for the last one; 1 for a field without years.
    pub year: usize,
    /// As typed.
    pub typed: String,
    /// What is expected.
    pub expected: Message,
}

/// One answer, read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Answer {
    Number(Decimal),
    Words(String),
}

/// The answers of a company, read.
#[derive(Debug, Default)]
pub(super) struct Answers {
    read: BTreeMap<String, Vec<Option<Answer>>>,
    pub bad: Vec<BadAnswer>,
}

/// The questions that the conditions of the library ask: those of the table, and each measure that a threshold names.
pub(super) fn fields(lexicon: &Lexicon, measures: &[(String, FactKind)]) -> Vec<Field> {
    let mut out: Vec<Field> = lexicon.eligibility.fields.clone();
    for field in &mut out {
        if field.label.is_empty() {
            field.label = field.measure.as_deref().and_then(|m| lexicon.vocabulary.measure(m)).map(|m| m.label.clone()).unwrap_or_default();
        }
    }
    for (id, kind) in measures {
        let known = out.iter().any(|f| f.id == *id || f.measure.as_ref() == Some(id)) || lexicon.eligibility.by_hand.contains(id);
        let kind = match kind {
            FactKind::Money => FieldKind::Money,
            FactKind::Ratio => FieldKind::Ratio,
            FactKind::Count => FieldKind::Count,
            _ => continue,
        };
        if let Some(measure) = lexicon.vocabulary.measure(id).filter(|_| !known) {
            let (id, measure_id, label) = (measure.id.clone(), Some(measure.id.clone()), measure.label.clone());
            out.push(Field { id, label, kind, measure: measure_id, years: 1, over: None, options: Vec::new(), help: String::new() });
        }
    }
    out
}

impl Answers {
    /// Reads every answer; what cannot be read is told and counts as not answered.
    pub fn new(company: &Company, fields: &[Field], lexicon: &Lexicon) -> Answers {
        let mut out = Answers::default();
        for (id, typed) in &company.answers {
            let Some(field) = fields.iter().find(|f| f.id == *id) else {
                let known = fields.iter().map(|f| Message::plain(&*f.id));
                out.tell(id, id, 1, &typed.join("、"), Message::new("answer-unknown").list("known", known));
                continue;
            };
            let mut values = Vec::new();
            for (n, text) in typed.iter().enumerate().take(field.years.max(1)) {
                values.push(match read(field, text, lexicon) {
                    _ if text.trim().is_empty() => None,
                    Ok(answer) => Some(answer),
                    Err(expected) => {
                        out.tell(&field.id, &field.label, n + 1, text, expected);
                        None
                    }
                });
            }
            if let Some(more) = typed.get(field.years.max(1)).filter(|t| !t.trim().is_empty()) {
                let expected = Message::new("answer-fewer").with("most", field.years);
                out.tell(&field.id, &field.label, field.years + 1, more, expected);
            }
            out.read.insert(id.clone(), values);
        }
        out
    }

    fn tell(&mut self, field: &str, label: &str, year: usize, typed: &str, expected: Message) {
        let typed: String = typed.chars().take(LONGEST_ANSWER).collect();
        self.bad.push(BadAnswer { field: field.into(), label: label.into(), year, typed, expected });
    }

    /// The numbers of a field, the last year first; none for a year without an answer.
    pub fn numbers(&self, field: &str) -> Vec<Option<Decimal>> {
        let number = |a: &Option<Answer>| match a {
            Some(Answer::Number(n)) => Some(*n),
            _ => None,
        };
        self.read.get(field).map(|list| list.iter().map(number).collect()).unwrap_or_default()
    }

    /// The words of a field: the id of an option, or the name of a place.
    pub fn words(&self, field: &str) -> Option<&str> {
        match self.read.get(field)?.first()? {
            Some(Answer::Words(words)) => Some(words),
            _ => None,
        }
    }
}

/// Reads one answer.
fn read(field: &Field, typed: &str, lexicon: &Lexicon) -> Result<Answer, Message> {
    if typed.chars().count() > LONGEST_ANSWER {
        return Err(Message::new("answer-long").with("most", LONGEST_ANSWER));
    }
    let folded = fold(typed);
    match field.kind {
        FieldKind::Money => money(&folded).map(Answer::Number).ok_or_else(|| Message::new("answer-money")),
        FieldKind::Ratio => ratio(&folded).map(Answer::Number).ok_or_else(|| Message::new("answer-ratio")),
        FieldKind::Count => {
            let units = lexicon.vocabulary.units.count.iter().map(String::as_str);
            let number = whole(&folded, units).filter(|n| *n >= Decimal::from_int(0));
            number.map(Answer::Number).ok_or_else(|| Message::new("answer-count"))
        }
        FieldKind::Choice => {
            let same = |word: &str| field.options.iter().find(|o| o.id == word || fold(&o.label) == word);
            let other = match folded.as_str() {
                "是" | "有" | "true" | "y" | "1" => "yes",
                "否" | "无" | "没有" | "false" | "n" | "0" => "no",
                word => word,
            };
            let found = same(&folded).or_else(|| same(other)).or_else(|| if other == "no" { same("none") } else { None });
            let option = |o: &AnswerOption| Message::new("answer-option").with("id", &o.id).with("label", Message::name(&o.label));
            found
                .map(|o| Answer::Words(o.id.clone()))
                .ok_or_else(|| Message::new("answer-one-of").list("options", field.options.iter().map(option)))
        }
        FieldKind::Place => {
            // 广州市白云区: the longest beginning that is a place we know.
            let ends = folded.char_indices().map(|(at, c)| at + c.len_utf8()).filter(|end| *end >= 6);
            let known = ends.collect::<Vec<_>>().into_iter().rev().find(|end| lexicon.jurisdiction(&folded[..*end]).is_some());
            known.map(|end| Answer::Words(folded[..end].to_owned())).ok_or_else(|| Message::new("answer-place"))
        }
    }
}

/// A number with nothing but one of `units` behind it.
fn whole<'u>(folded: &str, units: impl IntoIterator<Item = &'u str>) -> Option<Decimal> {
    let number = numeral::number(folded).filter(|n| !n.more)?;
    let rest = folded.get(number.len..)?;
    (rest.is_empty() || units.into_iter().any(|u| rest == u)).then_some(number.value)
}

fn money(folded: &str) -> Option<Decimal> {
    let bare = ["人民币", "¥", "￥", "rmb"].iter().find_map(|p| folded.strip_prefix(p)).unwrap_or(folded);
    whole(bare, ["元", "元整", "元人民币", "圆", "人民币"])
}

fn ratio(folded: &str) -> Option<Decimal> {
    if let Some(rest) = folded.strip_prefix("百分之") {
        return whole(rest, []).and_then(|n| n.shift(-2));
    }
    let number = numeral::number(folded).filter(|n| !n.more)?;
    match folded.get(number.len..)? {
        "%" | "％" => number.value.shift(-2),
        "成" => number.value.shift(-1),
        // A bare 30 may be 30% or a slip.
        "" if number.value <= Decimal::from_int(1) => Some(number.value),
        _ => None,
    }
}

/// The value of a fact as a number.
pub(super) fn number_of(fact: &Fact) -> Option<Decimal> {
    amount::decimal(&fact.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_in_every_spelling() {
        let yuan = |n: i128| Some(Decimal::from_int(n));
        let cases = [
            ("3000万", 30_000_000),
            ("30000000", 30_000_000),
            ("3,000万元", 30_000_000),
            ("３０００ 万元", 30_000_000),
            ("叁仟万元整", 30_000_000),
            ("1.2亿", 120_000_000),
            ("¥800,000.00", 800_000),
            ("0", 0),
        ];
        for (typed, expected) in cases {
            assert_eq!(money(&fold(typed)), yuan(expected), "{typed}");
        }
        for typed in ["三千多万", "3000万美元", "约3000万", "-5", "abc", "3000万到4000万", "元", "30%"] {
            assert_eq!(money(&fold(typed)), None, "{typed}");
        }
        for typed in ["30%", "３０％", "百分之三十", "0.3", "三成", "30.0%"] {
            assert_eq!(ratio(&fold(typed)), Some(Decimal::new(3, 1)), "{typed}");
        }
        for typed in ["30", "3万", "%", "百分之"] {
            assert_eq!(ratio(&fold(typed)), None, "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_and_counts_as_not_answered() {
        let lexicon = Lexicon::embedded();
        let fields = fields(&lexicon, &[]);
        let answers = [("sales", vec!["1亿", "很多", ""]), ("dishonest", vec!["也许"]), ("colour", vec!["红"]), ("members", vec!["4家"])];
        let answers = answers.into_iter().map(|(id, list)| (id.to_owned(), list.into_iter().map(str::to_owned).collect())).collect();
        let read = Answers::new(&Company { answers, mode: String::new() }, &fields, &lexicon);
        assert_eq!(read.numbers("sales"), [Some(Decimal::from_int(100_000_000)), None, None]);
        assert_eq!(read.numbers("members"), [Some(Decimal::from_int(4))]);
        assert_eq!(read.words("dishonest"), None);
        let told: Vec<(&str, usize)> = read.bad.iter().map(|b| (b.field.as_str(), b.year)).collect();
        assert_eq!(told, [("colour", 1), ("dishonest", 1), ("sales", 2)]);
        assert!(read.bad[2].expected.to_string().contains("3000万"), "{:?}", read.bad[2]);
    }
}
