//! The interface in three languages: no text is missing, none is left over, and every page speaks them all.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast;
use tiaoli::diagnostic::WarningKind;
use tiaoli::message::{Language, Message, name};
use tiaoli::search::{KIND_NAMES, ROLE_NAMES, kind_label, role_label};
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
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                read_expression(&ast::Expression::Inline(argument.clone()), variables, words);
            }
        }
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
    out.extend(["list-joint", "amount-steps", "amount-thousands"].map(str::to_owned));
    // These are found by their English; the test below holds that they are.
    out.extend(known.iter().filter(|id| id.starts_with("told-")).cloned());
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

#[test]
fn templates_hold_no_words_of_their_own() {
    let mut wrong = Vec::new();
    for path in under("web/templates").into_iter() {
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

#[test]
fn every_name_of_the_word_lists_has_an_english_one() {
    let lexicon = tiaoli::lexicon::Lexicon::embedded();
    let topics = lexicon.topics.list.iter().map(|t| t.label.clone());
    let measures = lexicon.vocabulary.measures.iter().map(|m| m.label.clone());
    let levels = tiaoli::policy::Level::ALL.iter().map(|l| l.label().to_owned());
    let roles = ROLE_NAMES.iter().map(|(role, _)| role_label(*role).to_owned());
    let kinds = KIND_NAMES.iter().map(|(kind, _)| kind_label(*kind).to_owned());
    let warnings = WarningKind::ALL.iter().map(|k| k.label().to_owned());
    let missing: Vec<String> = (topics.chain(measures).chain(levels).chain(roles).chain(kinds).chain(warnings))
        .filter(|label| name(Language::English, label) == *label)
        .collect();
    assert!(missing.is_empty(), "no name in web/messages/en/names.ftl: {missing:?}");
}

#[test]
fn every_province_has_an_english_name() {
    let text = std::fs::read_to_string("index/lexicon/places.toml").unwrap();
    let file: toml::Table = text.parse().unwrap();
    let provinces = file["places"].as_table().unwrap().iter().filter(|(code, _)| code.ends_with("0000"));
    let names: Vec<&str> = provinces.map(|(_, name)| tiaoli::policy::short_place(name.as_str().unwrap())).collect();
    assert!(names.len() > 30, "{names:?}");
    let missing: Vec<_> = names.iter().filter(|n| name(Language::English, n) == **n).collect();
    assert!(missing.is_empty(), "no name in web/messages/en/names.ftl: {missing:?}");
}

#[test]
fn what_is_kept_in_english_is_said_in_chinese() {
    let parsed = |text: &str| {
        let text = tiaoli::text::SourceText::from_reader(text.to_owned(), "UTF-8");
        let file = tiaoli::corpus::SourceFile { path: "a.txt".into(), text, ..Default::default() };
        tiaoli::parsed::ParsedPolicy::parse(&file, &tiaoli::lexicon::Lexicon::embedded())
    };
    let mut kept: Vec<String> = Vec::new();
    for text in ["一、设立中心\n三、附则\n", "二、设立中心\n二、附则\n", "一、甲\n1、设立中心。\n建设平台。\n3、开展合作。\n"]
    {
        kept.extend(parsed(text).warnings.into_iter().map(|w| w.detail));
    }
    assert!(kept.len() > 3, "{kept:?}");
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in [
        ("a/b.exe", b"x".as_slice()),
        ("a/c.txt", b"\0\x01\x02"),
        ("a/d.toml", b""),
        ("a/e.txt", "甲".as_bytes()),
        ("a/e.md", b"x"),
        ("a/f", b"x"),
    ] {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let corpus = tiaoli::corpus::Corpus::open(dir.path()).unwrap();
    let failed: Vec<String> = corpus.documents().iter().filter_map(|d| corpus.read(d).err()).map(|e| e.to_string()).collect();
    assert!(failed.len() > 3, "{failed:?}");
    let manifests = ["number = \n", "numbr = \"x\"", "issued = \"20244\"", "[inferred]\nnote = \"x\""];
    let wrong = manifests.map(|text| format!("a.toml: {}", tiaoli::corpus::Manifest::parse(text).unwrap_err()));
    for sentence in kept.into_iter().chain(failed).chain(wrong) {
        let said = tiaoli::message::told(&sentence);
        assert_eq!(said.say(Language::English), sentence);
        assert!(said.say(Language::Hans).chars().any(|c| c > '\u{4DFF}') && said.say(Language::Hans) != sentence, "{sentence}");
    }
}
