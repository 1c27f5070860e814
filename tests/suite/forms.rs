//! Forms of attachments: nothing of their text is lost, and what is taken away holds it all.

use std::path::Path;
use std::sync::LazyLock;

use tiaoli::clause::ClauseAddress;
use tiaoli::corpus::{Corpus, SourceFile};
use tiaoli::form::{Block, CellRole, Form, FormKind, forms};
use tiaoli::lexicon::Lexicon;
use tiaoli::parsed::ParsedPolicy;
use tiaoli::text::SourceText;
use tiaoli::text::width::is_blank;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

fn policies() -> Vec<(ParsedPolicy, String)> {
    let corpus = Corpus::open(Path::new("corpus")).unwrap();
    let mut files: Vec<SourceFile> = corpus.documents().iter().map(|d| corpus.read(d).unwrap()).collect();
    for entry in std::fs::read_dir("tests/fixtures").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "txt") {
            let text = SourceText::decode(&std::fs::read(&path).unwrap()).unwrap();
            let id = format!("fixtures/{}", path.file_stem().unwrap().to_string_lossy()).parse().unwrap();
            files.push(SourceFile { id, text, ..SourceFile::default() });
        }
    }
    files.into_iter().map(|f| (ParsedPolicy::parse(&f, &LEXICON), f.text.as_str().to_owned())).collect()
}

/// The signs of a text that are neither blank nor only draw a table or a line.
fn signs(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c) && !"|｜_-:：+".contains(*c)).collect()
}

#[test]
fn every_printed_sign_of_an_attachment_is_in_its_form_in_order() {
    let mut count = 0;
    for (policy, source) in policies() {
        for form in forms(&policy, &source, &LEXICON) {
            count += 1;
            let head = policy.clause(&form.address);
            let range = match head {
                Some(head) => head.span.start..head.span.end,
                None => policy.clauses.first().unwrap().span.start..policy.clauses.last().unwrap().span.end,
            };
            let mut text = String::new();
            let mut at = range.start;
            for dropped in policy.dropped.iter().map(|d| d.span).filter(|d| range.contains(&d.start)) {
                text += &source[at..dropped.start.max(at)];
                at = dropped.end.max(at);
            }
            text += source.get(at..range.end).unwrap_or("");
            let printed: String = form.blocks.iter().map(Block::printed).collect();
            assert_eq!(signs(&format!("{}{}{printed}", form.label, form.printed)), signs(&text), "{} {}", policy.document.id, form.address);
            for block in &form.blocks {
                let Block::Table(table) = block else { continue };
                fits(table, &form);
            }
        }
    }
    assert!(count >= 5, "only {count} forms in corpus and fixtures");
}

/// Every place of a table belongs to exactly one cell.
fn fits(table: &tiaoli::form::Table, form: &Form) {
    let mut taken = vec![vec![false; table.columns]; table.rows.len()];
    for (n, row) in table.rows.iter().enumerate() {
        for cell in &row.cells {
            for line in taken.iter_mut().skip(n).take(cell.rows) {
                for place in line.iter_mut().skip(cell.column).take(cell.columns) {
                    assert!(!std::mem::replace(place, true), "{}: two cells in one place, row {n}", form.title);
                }
            }
        }
    }
    assert!(taken.iter().flatten().all(|t| *t), "{}: a place without a cell", form.title);
}

#[test]
fn the_forms_of_the_corpus_are_those_a_reader_sees() {
    let corpus = Corpus::open(Path::new("corpus")).unwrap();
    let mut found: Vec<(String, String, FormKind, usize)> = Vec::new();
    for document in corpus.documents() {
        let file = corpus.read(document).unwrap();
        let policy = ParsedPolicy::parse(&file, &LEXICON);
        for form in forms(&policy, file.text.as_str(), &LEXICON) {
            found.push((format!("{} {}", policy.document.id, form.address), form.title.clone(), form.kind, form.fields.len()));
        }
    }
    let names: Vec<(&str, FormKind)> = found.iter().map(|(at, _, kind, _)| (at.as_str(), *kind)).collect();
    let expected = [
        ("yunnan/2019-plan att1", FormKind::Form),
        ("yunnan/2019-plan att2", FormKind::Outline),
        ("yunnan/2019-plan att3", FormKind::List),
    ];
    assert_eq!(names, expected);
    assert_eq!(found[0].1, "云南省制造业创新中心创建申报书");
}

fn record() -> (tiaoli::index::PolicyRecord, Form) {
    let corpus = Corpus::open(Path::new("corpus")).unwrap();
    let document = corpus.documents().iter().find(|d| d.id.as_str() == "yunnan/2019-plan").unwrap();
    let file = corpus.read(document).unwrap();
    let parsed = ParsedPolicy::parse(&file, &LEXICON);
    let source = file.text.as_str().to_owned();
    let form = tiaoli::form::form_at(&parsed, &source, &LEXICON, &"att1".parse::<ClauseAddress>().unwrap()).unwrap();
    let record = tiaoli::index::PolicyRecord { parsed, source, path: "yunnan/2019-plan.txt".into(), sha256: "abc123".into(), bytes: 1 };
    (record, form)
}

#[test]
fn the_files_to_fill_in_hold_every_word_and_say_where_they_come_from() {
    let (record, form) = record();
    let blanks = form.blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None });
    let blanks = blanks.flat_map(|t| &t.rows).flat_map(|r| &r.cells).filter(|c| c.role == CellRole::Blank).count();
    assert!(blanks > 50, "{blanks}");
    let words: Vec<String> = form.fields.iter().map(|f| f.label.replace([' ', '_'], "")).collect();
    let file = tiaoli::export::form::FormFile::new(form, &record);

    let text = tiaoli::export::form::text::form(&file);
    assert!(text.contains("abc123") && text.contains("以原件为准") && text.contains("yunnan/2019-plan att1"));

    let xlsx = tiaoli::export::form::xlsx::form(&file).unwrap();
    let mut book: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(xlsx)).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "表格").unwrap();
    let all: String = sheet.cells().map(|(_, _, c)| c.to_string()).collect::<String>().split_whitespace().collect();
    for word in words.iter().filter(|w| !w.starts_with("20")) {
        assert!(all.contains(word.as_str()), "{word} not in the workbook");
    }
    assert!(all.contains("abc123") && all.contains("以原件为准"));
    let fields = calamine::Reader::worksheet_range(&mut book, "填写项").unwrap();
    assert_eq!(fields.height(), words.len() + 1);

    let docx = tiaoli::export::form::docx::form(&file).unwrap();
    assert!(docx.starts_with(b"PK") && docx.len() > 5000);
    let json = serde_json::to_value(&file).unwrap();
    assert_eq!(json["address"], "att1");
    assert!(json["fields"].as_array().unwrap().len() == words.len() && json["source"]["sha256"] == "abc123");
}
