//! What a script needs to read answers and to say verdicts as they are read and said here.

use serde_json::{Map, Value, json};

use super::company::LONGEST_ANSWER;
use crate::lexicon::Lexicon;
use crate::lexicon::eligibility::Field;
use crate::message::{Language, Message, counting, name};
use crate::text::to_hant;

/// Texts that the script says, with what it fills in. None of them has forms for singular and plural.
const TEXTS: [(&str, &[&str]); 47] = [
    ("list-joint", &[]),
    ("eligibility-met", &[]),
    ("eligibility-failed", &[]),
    ("eligibility-manual", &[]),
    ("eligibility-off", &[]),
    ("eligibility-open", &[]),
    ("eligibility-only-for", &["mode"]),
    ("eligibility-not-this", &["label", "answer"]),
    ("eligibility-excepted", &["words"]),
    ("eligibility-unanswered", &["what"]),
    ("eligibility-unanswered-year", &["what", "year"]),
    ("eligibility-year-missing", &["wanted", "label", "year"]),
    ("eligibility-one-number", &["wanted"]),
    ("eligibility-latest", &[]),
    ("eligibility-average", &["n", "sum", "mean"]),
    ("eligibility-each", &[]),
    ("eligibility-sum", &["n", "sum"]),
    ("eligibility-unsaid-each", &[]),
    ("eligibility-unsaid", &[]),
    ("eligibility-reached", &["required"]),
    ("eligibility-missed", &["required"]),
    ("eligibility-zero", &["label"]),
    ("eligibility-quotient", &["top", "bottom", "whole", "mean"]),
    ("eligibility-two-ways", &[]),
    ("eligibility-where", &[]),
    ("eligibility-rest", &["given"]),
    ("eligibility-fits", &["given"]),
    ("eligibility-fits-not", &["given"]),
    ("eligibility-left", &["n"]),
    ("eligibility-left-open", &["n", "open"]),
    ("eligibility-some-failed", &["failed", "met", "left"]),
    ("eligibility-none-failed", &["met", "left"]),
    ("eligibility-all-met", &["met"]),
    ("eligibility-results", &[]),
    ("eligibility-required", &["value"]),
    ("eligibility-given", &["value"]),
    ("eligibility-how", &["value"]),
    ("eligibility-problems", &[]),
    ("eligibility-problem", &["label", "typed", "expected"]),
    ("eligibility-write", &["expected"]),
    ("answer-long", &["most"]),
    ("answer-money", &[]),
    ("answer-ratio", &[]),
    ("answer-count", &[]),
    ("answer-one-of", &["options"]),
    ("answer-option", &["id", "label"]),
    ("answer-place", &[]),
];

/// Questions in a language: labels, help and options are said in it.
pub fn spoken(fields: &[Field], language: Language) -> Vec<Field> {
    let mut out = fields.to_vec();
    for field in &mut out {
        let labels = field.options.iter_mut().map(|o| &mut o.label);
        for label in labels.chain([&mut field.label, &mut field.help]) {
            *label = name(language, label);
        }
    }
    out
}

/// What a script needs, for a page in a language: the questions, the units of counts, the codes of places in both scripts,
/// and the texts it says, with `{name}` for what it fills in.
pub fn lists(lexicon: &Lexicon, fields: &[Field], language: Language) -> Value {
    let mut places = Map::new();
    for (name, code) in lexicon.places.codes() {
        // A name in traditional script carries the simplified one, which is shown.
        places.entry(to_hant(name)).or_insert_with(|| format!("{code} {name}").into());
        places.insert(name.to_owned(), code.into());
    }
    let text = |(id, gaps): &(&'static str, &[&'static str])| {
        let open = gaps.iter().fold(Message::new(id), |m, gap| m.with(gap, format!("{{{gap}}}")));
        ((*id).to_owned(), Value::from(open.say(language)))
    };
    let (steps, thousands) = counting(language);
    json!({
        "fields": spoken(fields, language),
        "units": lexicon.vocabulary.units.count,
        "places": places,
        "texts": TEXTS.iter().map(text).collect::<Map<_, _>>(),
        "longest": LONGEST_ANSWER,
        // Money is said with its number in place of the 0.
        "money": { "zero": Message::new("value-money").with("yuan", "0").say(language), "steps": steps, "thousands": thousands },
    })
}
