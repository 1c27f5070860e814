//! Akoma Ntoso: every document of the corpus and of the fixtures has the structure that the schema asks for.
//!
//! The models below are those parts of akomantoso30.xsd (OASIS, CC BY 4.0) that are used, as patterns over the names
//! of child elements.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use regex::Regex;
use tiaoli::export::akn::{Akn, address, write};
use tiaoli::extract::Citation;
use tiaoli::parsed::ParsedPolicy;
use tiaoli::policy::PolicyId;

/// Elements of the hierarchy, which nest freely.
const HIERARCHY: [&str; 10] = ["book", "chapter", "section", "division", "article", "paragraph", "point", "indent", "alinea", "hcontainer"];

/// What may stand in an element, in which order; `H` is any of the hierarchy.
const MODELS: [(&str, &str); 24] = [
    ("akomaNtoso", "act "),
    ("act", "meta (preface )?(preamble )?body (conclusions )?(attachments )?"),
    ("doc", "meta (preface )?(preamble )?mainBody (conclusions )?(attachments )?"),
    ("meta", "identification (references )?"),
    ("identification", "FRBRWork FRBRExpression FRBRManifestation "),
    ("FRBRWork", "FRBRthis FRBRuri (FRBRdate )+(FRBRauthor )+FRBRcountry (FRBRsubtype )?(FRBRnumber )*(FRBRname )*"),
    ("FRBRExpression", "FRBRthis FRBRuri (FRBRdate )+(FRBRauthor )+(FRBRauthoritative )?(FRBRlanguage )+"),
    ("FRBRManifestation", "FRBRthis FRBRuri (FRBRalias )?(FRBRdate )+(FRBRauthor )+(FRBRformat )?"),
    ("references", "(TLCOrganization )+"),
    ("preface", "(p |container )+"),
    ("preamble", "(p |container )+"),
    ("conclusions", "(p |container )+"),
    ("container", "(p |container )+"),
    ("body", "(H )+"),
    ("mainBody", "(p |H )+"),
    ("attachments", "(attachment )+"),
    ("attachment", "(num )?(heading )?doc "),
    ("content", "(p )*"),
    ("intro", "(p )*"),
    ("p", "(ref |docTitle )*"),
    ("docTitle", "(ref )*"),
    ("ref", ""),
    ("num", ""),
    ("heading", ""),
];

/// Attributes that must be there.
const REQUIRED: [(&str, &[&str]); 14] = [
    ("act", &["name"]),
    ("doc", &["name"]),
    ("container", &["name", "eId"]),
    ("hcontainer", &["name"]),
    ("identification", &["source"]),
    ("references", &["source"]),
    ("FRBRthis", &["value"]),
    ("FRBRuri", &["value"]),
    ("FRBRdate", &["date", "name"]),
    ("FRBRauthor", &["href"]),
    ("FRBRcountry", &["value"]),
    ("FRBRlanguage", &["language"]),
    ("TLCOrganization", &["eId", "href", "showAs"]),
    ("ref", &["href"]),
];

/// What was read of a file.
#[derive(Default)]
struct Seen {
    ids: Vec<String>,
    links: Vec<String>,
    /// The words of clauses, those of chapters left out.
    words: String,
}

/// Reads a file and holds it against the models.
fn read(xml: &str) -> Result<Seen, String> {
    let models: BTreeMap<&str, Regex> = MODELS.iter().map(|(name, model)| (*name, Regex::new(&format!("^({model})$")).unwrap())).collect();
    let hierarchy = Regex::new("^(num )?(heading )?(content |(intro )?(H )*)$").unwrap();
    let mut reader = Reader::from_str(xml);
    let mut seen = Seen::default();
    // Names of the open elements, with those of their children.
    let mut open: Vec<(String, String)> = vec![(String::new(), String::new())];
    let ends = |name: &str, children: &str| -> Result<(), String> {
        let model = if HIERARCHY.contains(&name) { Some(&hierarchy) } else { models.get(name) };
        match model {
            Some(model) if !model.is_match(children) => Err(format!("{name} holds {children:?}")),
            None if !children.is_empty() => Err(format!("{name} is not expected to hold {children:?}")),
            _ => Ok(()),
        }
    };
    loop {
        match reader.read_event().map_err(|e| e.to_string())? {
            Event::Start(element) => {
                let name = begins(&element, &mut open, &mut seen)?;
                open.push((name, String::new()));
            }
            Event::Empty(element) => {
                let name = begins(&element, &mut open, &mut seen)?;
                ends(&name, "")?;
            }
            Event::End(_) => {
                let (name, children) = open.pop().ok_or("too many ends")?;
                ends(&name, &children)?;
            }
            Event::Text(text) => words(&text, &open, &mut seen)?,
            Event::GeneralRef(entity) => {
                let name = entity.to_string();
                words(quick_xml::escape::resolve_predefined_entity(&name).unwrap_or("\u{FFFD}"), &open, &mut seen)?;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let unique: BTreeSet<&String> = seen.ids.iter().collect();
    if unique.len() != seen.ids.len() {
        return Err("an eId stands twice".to_owned());
    }
    Ok(seen)
}

fn begins(element: &BytesStart, open: &mut [(String, String)], seen: &mut Seen) -> Result<String, String> {
    let name = element.name().as_ref().to_owned();
    let mut attributes = BTreeMap::new();
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|e| e.to_string())?;
        attributes.insert(attribute.key.as_ref().to_owned(), attribute.value.into_owned());
    }
    for (_, required) in REQUIRED.iter().filter(|(n, _)| *n == name) {
        if let Some(missing) = required.iter().find(|a| attributes.get(**a).is_none_or(String::is_empty)) {
            return Err(format!("{name} lacks {missing}"));
        }
    }
    if let Some(id) = attributes.get("eId") {
        if id.contains(char::is_whitespace) {
            return Err(format!("the eId {id:?} holds white space"));
        }
        seen.ids.push(id.clone());
    }
    seen.links.extend(attributes.get("href").filter(|_| name == "ref").cloned());
    if let Some((_, children)) = open.last_mut() {
        children.push_str(if HIERARCHY.contains(&name.as_str()) { "H" } else { &name });
        children.push(' ');
    }
    Ok(name)
}

fn words(text: &str, open: &[(String, String)], seen: &mut Seen) -> Result<(), String> {
    let text: String = text.chars().filter(|c| !tiaoli::text::width::is_blank(*c)).collect();
    let names: Vec<&str> = open.iter().rev().map(|(name, _)| name.as_str()).collect();
    if text.is_empty() {
        return Ok(());
    }
    match names.as_slice() {
        ["num" | "heading", "book" | "chapter" | "section" | "division", ..] => {}
        ["num" | "heading" | "p" | "docTitle" | "ref", ..] => seen.words.push_str(&text),
        _ => return Err(format!("words in {:?}: {text}", names.first())),
    }
    Ok(())
}

fn written(parsed: &ParsedPolicy, source: &str) -> String {
    let inside = |c: &Citation| c.target.clone();
    let other = |_: &PolicyId| None;
    write(&Akn { parsed, source, resolve: &inside, policy: &other }).unwrap()
}

fn sorted(text: impl Iterator<Item = char>) -> Vec<char> {
    let mut out: Vec<char> = text.filter(|c| !tiaoli::text::width::is_blank(*c)).collect();
    out.sort_unstable();
    out
}

#[test]
fn every_document_has_the_structure_of_the_schema_and_all_its_words() {
    for (path, source, parsed) in super::addresses::documents() {
        let xml = written(&parsed, &source);
        let seen = read(&xml).unwrap_or_else(|wrong| panic!("{}: {wrong}", path.display()));
        let made: BTreeSet<String> = seen.ids.iter().filter_map(|id| address(id)).map(|a| a.to_string()).collect();
        let wanted: BTreeSet<String> = parsed.clauses.iter().map(|c| c.address.to_string()).collect();
        assert_eq!(made, wanted, "{}: every clause has its eId", path.display());
        for link in seen.links.iter().filter_map(|l| l.strip_prefix('#')) {
            assert!(seen.ids.iter().any(|id| id == link), "{}: {link} leads nowhere", path.display());
        }
        let pieces = parsed.clauses.iter().flat_map(|c| &c.pieces).flat_map(|p| p.span.of(&source).chars());
        assert_eq!(sorted(seen.words.chars()), sorted(pieces), "{}: the words", path.display());
    }
}

#[test]
fn nothing_in_a_document_becomes_markup() {
    let source = "某市<b>\"试行\"</b>办法\n第一条 依照&lt;《某某\u{1}规定》]]>第二条，制定本办法。\n第二条 A<B && C>D。\n";
    let text = tiaoli::text::SourceText::from_reader(source.to_owned(), "UTF-8");
    let file = tiaoli::corpus::SourceFile { id: "a/b".parse().unwrap(), text, ..Default::default() };
    let parsed = ParsedPolicy::parse(&file, &tiaoli::lexicon::Lexicon::embedded());
    let xml = written(&parsed, file.text.as_str());
    let seen = read(&xml).unwrap();
    assert!(seen.words.contains("A<B&&C>D") && seen.words.contains("&lt;《某某\u{FFFD}规定》]]>"), "{}", seen.words);
    // The models do find what is wrong.
    for (good, bad) in
        [("<num>第二条</num>", "<num><p/></num>"), ("eId=\"art-2\"", "eId=\"art-1\""), ("<body>", "<body>words"), ("name=\"policy\"", "")]
    {
        assert!(xml.contains(good), "{xml}");
        assert!(read(&xml.replacen(good, bad, 1)).is_err(), "{bad}");
    }
}
