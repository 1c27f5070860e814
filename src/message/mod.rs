//! What the program says to readers, in three languages. The only room that knows Fluent.
//!
//! A [`Message`] is a sentence that has not been said yet: the name of a text in `web/messages/` and what is to be
//! filled in. Rooms below make messages; who knows the reader's language says them ([`Message::say`]).
//! In a file, a text stands as `search-found = 找到 { $n } 条`; the three folders hold the same names
//! (`tests/suite/languages.rs`).
//!
//! Names that come from word lists (topics, places, measures) are data: [`name`] gives them in each language.

mod catalogue;
mod functions;
mod language;
mod told;

use std::fmt;

use fluent_bundle::FluentArgs;

pub use language::Language;
pub use told::told;

use crate::text::{sound, to_hant};

/// What is filled into a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    /// Words that are the same in every language: quotations, numbers of documents, what somebody typed.
    Text(String),
    /// A name out of a word list, see [`name`].
    Name(String),
    /// The name of a place, see [`place`].
    Place(String),
    /// Words that were computed for each language: simplified, from which the traditional ones are made, and English.
    Each(String, String),
    /// A number; English chooses singular and plural by it.
    Number(i64),
    /// Another message.
    Message(Message),
    /// Several, joined as lists are in the language.
    List(Vec<Message>),
}

impl Value {
    /// What stands there when it is words and nothing else.
    fn words(&self, language: Language) -> Option<String> {
        Some(match self {
            Value::Text(text) => text.clone(),
            Value::Name(label) => name(language, label),
            Value::Place(label) => place(language, label),
            Value::Each(hans, english) => match language {
                Language::Hans => hans.clone(),
                Language::Hant => to_hant(hans).into_owned(),
                Language::English => english.clone(),
            },
            Value::Number(_) | Value::Message(_) | Value::List(_) => return None,
        })
    }
}

/// A sentence for readers, in no language yet.
///
/// ```
/// use tiaoli::message::{Language, Message};
/// let found = Message::new("count-documents").with("n", 1);
/// assert_eq!(found.say(Language::Hans), "1 份文件");
/// assert_eq!(found.say(Language::English), "1 document");
/// assert_eq!(found.with("n", 5).say(Language::English), "5 documents");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The name in the message files; empty for words that are said as they are.
    id: &'static str,
    values: Vec<(&'static str, Value)>,
}

impl Message {
    /// The text of this name. The name must stand in the message files; a test reads all names out of the code.
    pub const fn new(id: &'static str) -> Self {
        Message { id, values: Vec::new() }
    }

    /// Words that are the same in every language: a quotation, a title, what somebody typed.
    pub fn plain(words: impl Into<String>) -> Self {
        Message::only(Value::Text(words.into()))
    }

    /// A name out of a word list, given by its simplified label; said by [`name`].
    pub fn name(label: impl Into<String>) -> Self {
        Message::only(Value::Name(label.into()))
    }

    /// The name of a place; said by [`place`].
    pub fn place(label: impl Into<String>) -> Self {
        Message::only(Value::Place(label.into()))
    }

    /// Words that a program has put together for each language, such as amounts: 500万元, CNY 5 million. The
    /// traditional ones are made from the simplified.
    pub fn each(hans: impl Into<String>, english: impl Into<String>) -> Self {
        Message::only(Value::Each(hans.into(), english.into()))
    }

    fn only(value: Value) -> Self {
        Message { id: "", values: vec![("", value)] }
    }

    /// Whether it says nothing at all.
    pub fn is_empty(&self) -> bool {
        self.id.is_empty() && self.values.iter().all(|(_, value)| matches!(value, Value::Text(text) if text.is_empty()))
    }

    /// Fills in `$name`; a second value for the same name replaces the first.
    pub fn with(mut self, name: &'static str, value: impl Into<Filling>) -> Self {
        self.values.retain(|(n, _)| *n != name);
        self.values.push((name, value.into().0));
        self
    }

    /// Fills in `$name` with a list, joined as the language joins lists (`list-joint`).
    pub fn list(mut self, name: &'static str, all: impl IntoIterator<Item = Message>) -> Self {
        self.values.push((name, Value::List(all.into_iter().collect())));
        self
    }

    /// The message that is filled in as `$name`; none when something else is, or nothing.
    pub fn filled(&self, name: &str) -> Option<&Message> {
        self.values.iter().find_map(|(n, v)| if let (true, Value::Message(message)) = (*n == name, v) { Some(message) } else { None })
    }

    /// This, and behind a semicolon another remark: 按标题找到；有更新的同名文件.
    pub fn also(self, then: Message) -> Self {
        Message::new("said-also").with("first", self).with("then", then)
    }

    /// The name in the message files.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The sentence in a language. A name that no file has is said as the name itself.
    pub fn say(&self, language: Language) -> String {
        self.say_with(language, &str::to_owned)
    }

    /// The same, with everything that is filled in and every list joint passed through `escape`; the text of the
    /// message files is taken as it is.
    pub fn say_with(&self, language: Language, escape: &dyn Fn(&str) -> String) -> String {
        if let ("", [(_, value)]) = (self.id, self.values.as_slice()) {
            return escape(&value.words(language).unwrap_or_default());
        }
        let mut args = FluentArgs::with_capacity(self.values.len());
        for (name, value) in &self.values {
            match value {
                Value::Text(_) | Value::Name(_) | Value::Place(_) | Value::Each(..) => {
                    args.set(*name, escape(&value.words(language).unwrap_or_default()));
                }
                Value::Number(n) => args.set(*name, *n),
                Value::Message(message) => args.set(*name, message.say_with(language, escape)),
                Value::List(all) => {
                    let all: Vec<String> = all.iter().map(|m| m.say_with(language, escape)).collect();
                    args.set(*name, all.join(&catalogue::text(language, "list-joint", None)));
                }
            }
        }
        catalogue::text(language, self.id, Some(&args))
    }
}

impl From<String> for Message {
    fn from(words: String) -> Self {
        Message::plain(words)
    }
}

impl From<&str> for Message {
    fn from(words: &str) -> Self {
        Message::plain(words)
    }
}

impl From<&String> for Message {
    fn from(words: &String) -> Self {
        Message::plain(words)
    }
}

/// Said in simplified Chinese, for the terminal and for logs.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Language::Hans))
    }
}

/// Said in simplified Chinese: results that are written to files do not depend on who asked.
impl serde::Serialize for Message {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What can be filled into a text: words, a number, or another message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filling(Value);

impl<T: Clone + Into<Filling>> From<&T> for Filling {
    fn from(value: &T) -> Self {
        value.clone().into()
    }
}

impl From<&str> for Filling {
    fn from(text: &str) -> Self {
        Filling(Value::Text(text.to_owned()))
    }
}

impl From<String> for Filling {
    fn from(text: String) -> Self {
        Filling(Value::Text(text))
    }
}

impl From<Message> for Filling {
    fn from(message: Message) -> Self {
        Filling(Value::Message(message))
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl From<$number> for Filling {
            fn from(number: $number) -> Self {
                Filling(Value::Number(i64::try_from(number).unwrap_or(i64::MAX)))
            }
        }
    )*};
}

numbers!(usize, u64, u32, u16, i64, i32);

/// How a language counts large numbers, for a script: powers of ten with their words, the largest first, and what stands
/// between every three digits of a number that is written out.
pub fn counting(language: Language) -> (Vec<(usize, String)>, String) {
    (functions::steps(language), functions::thousands(language))
}

/// A name out of a word list (topic, measure, level, place) in a language: the simplified `label` converted for traditional
/// readers, for English what `names.ftl` has for it, else the label.
///
/// ```
/// use tiaoli::message::{Language, name};
/// assert_eq!(name(Language::Hant, "广东"), "廣東");
/// assert_eq!(name(Language::English, "广东"), "Guangdong");
/// assert_eq!(name(Language::English, "我的主题"), "我的主题");
/// ```
pub fn name(language: Language, label: &str) -> String {
    match language {
        Language::Hans => label.to_owned(),
        Language::Hant => to_hant(label).into_owned(),
        Language::English => catalogue::english_name(label).unwrap_or(label).to_owned(),
    }
}

/// The name of a place in a language; in English, a place without an entry in `names.ftl` is written in pinyin.
///
/// ```
/// use tiaoli::message::{Language, place};
/// assert_eq!(place(Language::English, "陕西"), "Shaanxi");
/// assert_eq!(place(Language::English, "昆明"), "Kunming");
/// ```
pub fn place(language: Language, label: &str) -> String {
    match language {
        Language::English if catalogue::english_name(label).is_none() => sound::written(label),
        _ => name(language, label),
    }
}

/// A plain decimal number as the language counts it.
///
/// ```
/// use tiaoli::message::{Language, counted};
/// assert_eq!(counted(Language::English, "1250000"), "1.25 million");
/// assert_eq!(counted(Language::Hans, "1250000"), "125 万");
/// ```
pub fn counted(language: Language, number: &str) -> String {
    functions::amount(number, "", language)
}

/// In the description of the programming interface a message is a text.
impl utoipa::PartialSchema for Message {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        String::schema()
    }
}

impl utoipa::ToSchema for Message {}
