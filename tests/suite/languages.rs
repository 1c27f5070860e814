//! The interface in three languages: no text is missing, none is left over, and every page speaks them all.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast;
use tiaoli::message::{Language, Message};
use tiaoli::text::to_hant;

/// A text: what is filled in, and its words.
type Texts = BTreeMap<String, (BTreeSet<String>, String)>;

fn walk(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, out) } else { out.push(path) }
    }
}

fn under(dir: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    walk(Path::new(dir), &mut out);
    out.sort();
    out
}

/// Walks through a pattern; a name of a text in another text counts as a use of it.
fn read_pattern(pattern: &ast::Pattern<String>, variables: &mut BTreeSet<String>, words: &mut String) {
    for element in &pattern.elements {
        match element {
            ast::PatternElement::TextElement { value } => words.push_str(value),
            ast::PatternElement::Placeable { expression } => read_expression(expression, variables, words),
        }
    }
}

fn read_expression(expression: &ast::Expression<String>, variables: &mut BTreeSet<String>, words: &mut String) {
    let inline = match expression {
        ast::Expression::Inline(inline) => inline,
        ast::Expression::Select { selector, variants } => {
            variants.iter().for_each(|v| read_pattern(&v.value, variables, words));
            selector
        }
    };
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            variables.insert(id.name.clone());
        }
        ast::InlineExpression::Placeable { expression } => read_expression(expression, variables, words),
        _ => {}
    }
}

/// All texts of a language but those of `names.ftl`; panics at what Fluent cannot read and at a name that comes twice.
fn texts(language: Language) -> Texts {
    let mut out = Texts::new();
    for path in under(&format!("web/messages/{}", language.tag())) {
        if path.ends_with("names.ftl") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let resource = fluent_syntax::parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        for entry in resource.body {
            if let ast::Entry::Message(message) = entry {
                let (mut variables, mut words) = (BTreeSet::new(), String::new());
                read_pattern(message.value.as_ref().unwrap(), &mut variables, &mut words);
                let twice = out.insert(message.id.name.clone(), (variables, words));
                assert!(twice.is_none(), "{}: {} is there twice", path.display(), message.id.name);
            }
        }
    }
    out
}

#[test]
fn the_three_languages_hold_the_same_texts() {
    let hans = texts(Language::Hans);
    assert!(hans.len() > 50);
    for language in [Language::Hant, Language::English] {
        let other = texts(language);
        let names = |t: &Texts| t.keys().cloned().collect::<BTreeSet<_>>();
        let (missing, extra): (Vec<_>, Vec<_>) =
            (names(&hans).difference(&names(&other)).cloned().collect(), names(&other).difference(&names(&hans)).cloned().collect());
        assert!(missing.is_empty() && extra.is_empty(), "{}: missing {missing:?}, only there {extra:?}", language.tag());
        for (id, (variables, words)) in &hans {
            let (theirs, said) = &other[id];
            assert_eq!(variables, theirs, "{id} in {}: other things are filled in", language.tag());
            assert!(!said.trim().is_empty() || words.trim().is_empty() || !theirs.is_empty(), "{id} in {} says nothing", language.tag());
        }
    }
}

/// Characters that traditional text uses too, though conversion changes them elsewhere.
const BOTH: &str = "台里后面只系制准布采才";

#[test]
fn traditional_texts_hold_no_simplified_characters() {
    for (id, (_, words)) in texts(Language::Hant) {
        let simplified: String = words.chars().filter(|c| !BOTH.contains(*c) && to_hant(&c.to_string()) != c.to_string()).collect();
        assert!(simplified.is_empty(), "{id}: {simplified} in {words}");
    }
}

/// The names of texts that code and templates use: what stands in quotation marks behind `t(`, `html(`, `new(` and as
/// words of a link, or anywhere as a literal that is the name of a text.
fn used(known: &BTreeSet<String>) -> BTreeSet<String> {
    let literal = regex::Regex::new(r#""([a-z][a-z0-9_-]*)""#).unwrap();
    let mut out = BTreeSet::new();
    for path in under("src").into_iter().chain(under("web/templates")).chain(under("web/static")) {
        let text = std::fs::read_to_string(&path).unwrap();
        out.extend(literal.captures_iter(&text).map(|c| c[1].to_owned()).filter(|id| known.contains(id)));
    }
    out.insert("list-joint".to_owned());
    out
}

#[test]
fn every_text_is_used_and_every_name_has_a_text() {
    let known: BTreeSet<String> = texts(Language::Hans).into_keys().collect();
    let unused: Vec<_> = known.difference(&used(&known)).cloned().collect();
    assert!(unused.is_empty(), "nothing says these: {unused:?}");
    let named = regex::Regex::new(r#"(?:\bframe\.t|\bframe\.html|\bself\.t|Message::new|Words::new|Rich::new)\(\s*"([^"]+)""#).unwrap();
    let link = regex::Regex::new(r#"\.link\(\s*"[^"]+",\s*[^()]*(?:\([^()]*\))?[^()]*,\s*"([^"]+)"\s*\)"#).unwrap();
    let mut wrong = Vec::new();
    for path in under("src").into_iter().chain(under("web/templates")) {
        let text = std::fs::read_to_string(&path).unwrap();
        for found in named.captures_iter(&text).chain(link.captures_iter(&text)) {
            if !known.contains(&found[1]) {
                wrong.push(format!("{}: {}", path.display(), &found[1]));
            }
        }
    }
    assert!(wrong.is_empty(), "no message file has these:\n{}", wrong.join("\n"));
}

/// A template without its comments.
fn uncommented(template: &str) -> String {
    regex::Regex::new(r"(?s)\{#.*?#\}").unwrap().replace_all(template, "").into_owned()
}

/// Templates whose words have not moved yet.
const LEFT: &[&str] = &[
    "templates/feed.xml",
    "pages/clause.html",
    "pages/compare.html",
    "pages/document.html",
    "pages/eligibility.html",
    "pages/form.html",
    "pages/help.html",
    "pages/lineage.html",
    "pages/lineage_document.html",
    "pages/lookup.html",
    "pages/moved.html",
    "pages/procedure.html",
    "pages/search.html",
    "pages/side.html",
    "parts/cite.html",
    "parts/clause.html",
    "parts/entry.html",
    "parts/figure.html",
    "parts/filling.html",
    "parts/label.html",
    "parts/lineage.html",
    "parts/related.html",
];

#[test]
fn templates_hold_no_words_of_their_own() {
    let mut wrong = Vec::new();
    for path in under("web/templates").into_iter().filter(|p| !LEFT.iter().any(|l| p.ends_with(l))) {
        let text = uncommented(&std::fs::read_to_string(&path).unwrap());
        for (number, line) in
            text.lines().enumerate().filter(|(_, l)| l.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)) && !l.contains("brand-mark"))
        {
            wrong.push(format!("{}:{}: {line}", path.display(), number + 1));
        }
    }
    assert!(wrong.is_empty(), "words of the interface belong into web/messages/:\n{}", wrong.join("\n"));
}

#[test]
fn a_text_that_no_file_has_is_said_by_its_name() {
    assert_eq!(Message::new("no-such-text").say(Language::English), "no-such-text");
}
