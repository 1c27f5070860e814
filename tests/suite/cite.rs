//! Checked texts: drafts with the outcomes that a careful clerk wrote down before the program read them.
//!
//! `tests/gold/check/cases.tsv` has a draft in each row; the documents cited are those of `corpus` and of
//! `tests/gold/check/library`. What is expected: `c WORDS = OUTCOME POLICY/ADDRESS [VALID]` for a citation, `q …` for a
//! quotation (the address or one below it), `n WORDS` for a name that is no quotation, `none` when nothing else may be wrong or unchecked.

use std::path::Path;
use std::sync::LazyLock;

use tempfile::TempDir;
use tiaoli::cite::pieces::pieces;
use tiaoli::cite::{Checker, Item, Level, Report};
use tiaoli::corpus::Corpus;
use tiaoli::index::{Library, build};
use tiaoli::lexicon::Lexicon;
use tiaoli::resolve::Resolver;

struct Shelf {
    lexicon: Lexicon,
    library: Library,
    resolver: Resolver,
    _dir: TempDir,
}

static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let dir = TempDir::new().unwrap();
    let lexicon = Lexicon::embedded();
    for root in ["corpus", "tests/gold/check/library"] {
        for entry in walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file()) {
            let to = dir.path().join("corpus").join(entry.path().strip_prefix(root).unwrap());
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
    let index = dir.path().join("index");
    build(&Corpus::open(&dir.path().join("corpus")).unwrap(), &index, &lexicon, &|_| {}).unwrap();
    let library = Library::open(&index, &lexicon).unwrap();
    let resolver = Resolver::of(&library);
    Shelf { lexicon, library, resolver, _dir: dir }
});

fn check(text: &str, date: Option<&str>) -> Report {
    let shelf = &*SHELF;
    Checker { library: &shelf.library, resolver: &shelf.resolver, lexicon: &shelf.lexicon }.check(text, date, "2025-06-01")
}

/// What is not as it is expected; empty when all is.
fn wrong(report: &Report, expected: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut used: Vec<String> = Vec::new();
    let items = report.items();
    let tell = |i: &Item<'_>| {
        let place = i.target().map(|t| format!(" {}/{}", t.policy, t.address).trim_end_matches('/').to_owned()).unwrap_or_default();
        format!(
            "{} {} = {}{place} [{}] ({})",
            &i.id()[..1],
            i.quote(),
            i.outcome().name(),
            i.valid().map(ToString::to_string).unwrap_or_default(),
            i.reason()
        )
    };
    for one in expected.split(" | ").filter(|e| *e != "none") {
        let (kind, rest) = one.split_at(2);
        if kind == "n " {
            if !report.asides.iter().any(|a| a.quote.contains(rest)) {
                out.push(format!("missing: {one}"));
            }
            continue;
        }
        let (words, outcome) = rest.split_once(" = ").unwrap();
        let (outcome, valid) = outcome.split_once(" [").map_or((outcome, None), |(o, v)| (o, Some(v.trim_end_matches(']'))));
        let (outcome, target) = outcome.split_once(' ').map_or((outcome, None), |(o, t)| (o, Some(t)));
        let fits = |i: &Item<'_>| {
            let place = i.target().map(|t| format!("{}/{}", t.policy, t.address).trim_end_matches('/').to_owned());
            i.id().starts_with(&kind[..1])
                && i.quote().contains(words)
                && outcome.split('|').any(|o| o == i.outcome().name())
                && target.is_none_or(|t| {
                    place.as_deref().is_some_and(|p| p == t || p.strip_prefix(t).is_some_and(|rest| rest.starts_with('/') && kind == "q "))
                })
                && valid.is_none_or(|v| i.valid().is_some_and(|m| m.to_string() == v))
        };
        match items.iter().find(|i| fits(i) && !used.contains(&i.id())) {
            Some(found) => used.push(found.id()),
            None => out.push(format!("missing: {one}")),
        }
    }
    let rest = |i: &&Item<'_>| !used.contains(&i.id());
    let strict = expected.ends_with("none");
    let bad = |i: &&Item<'_>| i.outcome().level() == Level::Wrong || strict && i.outcome().level() == Level::Unchecked;
    out.extend(items.iter().filter(rest).filter(bad).map(|i| format!("not expected: {}", tell(i))));
    if !out.is_empty() {
        out.extend(items.iter().map(|i| format!("    got {}", tell(i))));
        out.extend(report.asides.iter().map(|a| format!("    name {}", a.quote)));
    }
    out
}

#[test]
fn drafts_are_judged_as_a_clerk_judges_them() {
    let table = std::fs::read_to_string("tests/gold/check/cases.tsv").unwrap();
    let (mut cases, mut right, mut report) = (0, 0, String::new());
    for row in table.lines().skip(1) {
        let [name, date, text, expected] = row.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let text = text.replace("\\n", "\n");
        let found = check(&text, Some(date).filter(|d| !d.is_empty()));
        let problems = wrong(&found, expected);
        cases += 1;
        right += usize::from(problems.is_empty());
        if !problems.is_empty() {
            report += &format!("{name}\n  {}\n", problems.join("\n  "));
        }
    }
    assert!(cases >= 80, "only {cases} cases");
    assert_eq!(right, cases, "{right} of {cases} right\n{report}");
}

#[test]
fn the_pieces_are_the_text_and_spans_lie_inside_it() {
    let table = std::fs::read_to_string("tests/gold/check/cases.tsv").unwrap();
    let mut texts: Vec<String> = table.lines().skip(1).filter_map(|r| Some(r.split('\t').nth(2)?.replace("\\n", "\n"))).collect();
    texts.extend((0..60).map(|n| super::salad::case(&super::salad::seed(n, 240))));
    // Drafts cut and shuffled at every kind of border.
    let marks = ["“", "”", "「", "」", "\"", "\n", "> ", "（", "）", "《", "》", "第五条", "……", "", "〔2024〕3号", "\u{feff}", "\u{3000}"];
    for n in 0..200_u64 {
        let seed = super::salad::seed(n, 64);
        let base = &texts[n as usize % 100];
        let chars: Vec<char> = base.chars().collect();
        let mut out = String::new();
        for (i, chunk) in chars.chunks(5 + seed[0] as usize % 9).enumerate() {
            out.extend(chunk);
            out += marks[seed[i % seed.len()] as usize % marks.len()];
        }
        texts.push(out);
    }
    for text in texts {
        let report = check(&text, None);
        let joined: String = pieces(&text, &report).iter().map(|p| p.span.of(&text)).collect();
        assert_eq!(joined, text);
        for item in report.items() {
            let span = item.span();
            assert!(span.start < span.end && text.get(span.start..span.end).is_some(), "{span:?} {text}");
        }
        let unchecked = report.items().iter().filter(|i| i.outcome().level() == Level::Unchecked).count();
        assert_eq!(report.not_checked, unchecked);
    }
}

#[test]
fn long_texts_take_linear_time() {
    let started = std::time::Instant::now();
    for text in [
        "“".repeat(60_000),
        "“甲”".repeat(20_000),
        "甲科规〔2024〕3号第五条规定“最高不超过300万元的补助”。".repeat(1500),
        "> 甲\n".repeat(20_000),
        "第五条".repeat(20_000),
        format!("“{}”", "新认定的平台给予一次性补助最高不超过".repeat(3000)),
    ] {
        let report = check(&text, None);
        assert_eq!(pieces(&text, &report).iter().map(|p| p.span.len()).sum::<usize>(), text.len());
    }
    assert!(started.elapsed().as_secs() < 240, "{:?}", started.elapsed());
}

#[test]
fn documents_of_the_library_are_there() {
    for id in ["jia/platform-2019", "jia/platform-2024", "yi/sme-2022", "bing/data-2021"] {
        assert!(Path::new("tests/gold/check/library").join(format!("{id}.txt")).exists());
        assert!(SHELF.library.policy(&id.parse().unwrap()).is_some(), "{id}");
    }
}
