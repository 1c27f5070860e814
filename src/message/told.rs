//! Sentences that are kept in English, in indexes and in results that other programs read, and said to readers in theirs.
//!
//! Why a file was not read and what a warning found are part of JSON that scripts depend on. As in gettext, the English
//! sentence is the key: it is looked up among the English texts whose names begin with `told-`, and what stands at
//! their places is filled into the same text of another language.

use std::sync::LazyLock;

use fluent_syntax::ast;

use super::{Message, catalogue};

/// A text of `told.ftl`: its name, and its words before and behind each place.
struct Told {
    id: String,
    words: Vec<String>,
    places: Vec<String>,
}

static TOLD: LazyLock<Vec<Told>> = LazyLock::new(|| {
    let mut all = catalogue::english_file("told.ftl", |resource| resource.entries().filter_map(read).collect::<Vec<_>>());
    // The more words, the surer: "follows the beginning" is found before "follows { $before }".
    all.sort_by_key(|t| std::cmp::Reverse(t.words.iter().map(String::len).sum::<usize>()));
    all
});

fn read(entry: &ast::Entry<&str>) -> Option<Told> {
    let ast::Entry::Message(message) = entry else { return None };
    let mut told = Told { id: message.id.name.to_owned(), words: vec![String::new()], places: Vec::new() };
    for element in &message.value.as_ref()?.elements {
        match element {
            ast::PatternElement::TextElement { value } => told.words.last_mut()?.push_str(value),
            ast::PatternElement::Placeable { expression: ast::Expression::Inline(ast::InlineExpression::VariableReference { id }) } => {
                told.places.push(id.name.to_owned());
                told.words.push(String::new());
            }
            ast::PatternElement::Placeable { .. } => return None,
        }
    }
    Some(told)
}

impl Told {
    /// What stands at the places of a sentence that this text makes.
    fn filled<'s>(&self, sentence: &'s str) -> Option<Vec<&'s str>> {
        let (first, rest) = self.words.split_first()?;
        let mut left = sentence.strip_prefix(first.as_str())?;
        let mut filled = Vec::with_capacity(rest.len());
        for (at, words) in rest.iter().enumerate() {
            let last = at + 1 == rest.len();
            let end = if last { left.len().checked_sub(words.len()).filter(|_| left.ends_with(words))? } else { left.find(words)? };
            filled.push(&left[..end]);
            left = &left[end + words.len()..];
        }
        left.is_empty().then_some(filled)
    }
}

/// A sentence that is kept in English, for readers; one that no text makes is said as it is.
///
/// ```
/// use tiaoli::message::{Language, told};
/// let kept = told("number 5 follows 3; expected 4");
/// assert_eq!(kept.say(Language::Hans), "编号 5 接在 3 之后，应为 4");
/// assert_eq!(kept.say(Language::English), "number 5 follows 3; expected 4");
/// assert_eq!(told("something else").say(Language::Hans), "something else");
/// ```
pub fn told(sentence: &str) -> Message {
    let found = TOLD.iter().find_map(|t| Some((t, t.filled(sentence)?)));
    let Some((told, filled)) = found else { return Message::plain(sentence) };
    told.places.iter().zip(filled).fold(Message::new(&told.id), |message, (place, words)| message.with(place, words))
}
