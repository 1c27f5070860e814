//! Word lists of a user: how their rows are added, and what is said when one is wrong.

use std::path::Path;

use tempfile::TempDir;
use tiaoli::lexicon::Lexicon;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (name, text) in files {
        std::fs::write(dir.path().join(name), text).unwrap();
    }
    dir
}

fn with(files: &[(&str, &str)]) -> Lexicon {
    Lexicon::load(&[folder(files).path()]).unwrap_or_else(|e| panic!("{e}"))
}

/// What is said of one file: `line: message`.
fn said(file: &str, text: &str) -> Vec<String> {
    let dir = folder(&[(file, text)]);
    let problems = Lexicon::problems(&[dir.path()]);
    problems
        .iter()
        .map(|p| {
            assert_eq!(p.file, dir.path().join(file), "{p}");
            format!("{}: {}", p.line, p.message)
        })
        .collect()
}

#[test]
fn the_folder_of_the_house_is_what_the_program_was_built_with() {
    assert_eq!(Lexicon::problems(&[Path::new("index/lexicon")]), []);
    for entry in std::fs::read_dir("index/lexicon").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "toml") && !path.ends_with("script.toml") {
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(text.starts_with("replace = true\n"), "{}: a whole list says so in its first line", path.display());
        }
    }
}

#[test]
fn rows_of_a_folder_are_added_to_every_list() {
    let lexicon = with(&[
        (
            "synonyms.toml",
            "[[group]]\nwords = [\"补助\", \"津贴\"]\n[[group]]\nwords = [\"路演\", \"推介会\"]\n[[group]]\nwords = [\"创新平台\", \"创新驿站\"]\n",
        ),
        ("user_words.toml", "[[group]]\nabout = \"x\"\nwords = [\"飞地园区\"]\n[stop]\nwords = [\"甲乙\"]\n"),
        ("genres.toml", "genres = [\"办法\", \"倡议书\"]\n"),
        ("places.toml", "[places]\n\"330185\" = \"临安试验区\"\n[aliases]\n\"羊城\" = \"广州市\"\n"),
        ("authorities.toml", "[[body]]\nname = \"国家试验总局\"\nshort = [\"试验总局\"]\n[functions]\n\"产业创新\" = [\"产创\"]\n"),
        (
            "symbols.toml",
            "[parts]\n\"产创\" = \"产业创新\"\n[places]\n\"441900\" = { stems = [\"莞\"], government = [\"东府\", \"莞府\"] }\n",
        ),
        ("citations.toml", "lead_ins = [\"依循\"]\n"),
        ("departments.toml", "endings = [\"专班\"]\n"),
        ("boilerplate.toml", "[[line]]\nwhere = \"tail\"\nreason = \"page_tail\"\npattern = '^本页到此为止$'\nexample = '本页到此为止'\n"),
        (
            "measures.toml",
            "[[measure]]\nid = \"berths\"\nlabel = \"泊位\"\nkinds = [\"count\"]\nwords = [\"泊位\"]\nexample = \"泊位不少于3个。\"\n",
        ),
        (
            "roles.toml",
            "[[cue]]\nname = \"gift\"\nrole = \"support\"\nside = \"both\"\ncost = 0\nwords = [\"馈赠\"]\nexample = \"馈赠5万元。\"\n[words]\ngoal = [\"志在\"]\n",
        ),
        (
            "topics.toml",
            "[[topic]]\nid = \"berths\"\nlabel = \"泊位\"\nneeds = \"words\"\n[[topic.rule]]\nwords = [\"泊位\"]\nexample = [\"泊位\"]\n",
        ),
    ]);
    let built_in = Lexicon::embedded();
    assert_eq!(lexicon.words.synonyms("津贴"), ["补助", "补贴", "资助", "奖补"]);
    assert_eq!(lexicon.words.synonyms("路演"), ["推介会"]);
    assert!(lexicon.words.synonyms("创新驿站").contains(&"重点实验室".to_owned()), "narrower words stay with a joined group");
    assert!(lexicon.words.user.contains(&"飞地园区".to_owned()) && lexicon.words.stop.contains(&"甲乙".to_owned()));
    assert_eq!((lexicon.genre("某某倡议书"), lexicon.genre("某某办法")), (Some("倡议书"), Some("办法")));
    assert_eq!(lexicon.genres.len(), built_in.genres.len() + 1, "办法 is there already");
    assert_eq!(lexicon.jurisdiction("羊城").map(|p| p.code).as_deref(), Some("440100"));
    assert_eq!(lexicon.places.of_authority("临安试验区管委会").map(|p| p.code).as_deref(), Some("330185"));
    assert!(lexicon.places.is_authority("试验总局"));
    assert_eq!(lexicon.full_name("市产创局").as_deref(), Some("市产业创新局"));
    assert_eq!(lexicon.places.of_number("莞产创规〔2024〕1号").map(|p| p.code).as_deref(), Some("441900"));
    assert_eq!(lexicon.authorities.longest_symbol_suffix("依循莞府办"), Some("莞府办"));
    assert!(lexicon.departments.endings.contains(&"专班".to_owned()));
    assert!(lexicon.boilerplate.begins_tail("本页到此为止"));
    assert!(lexicon.vocabulary.measure("berths").is_some());
    assert_eq!(lexicon.vocabulary.cues.len(), built_in.vocabulary.cues.len() + 1);
    assert_eq!(lexicon.vocabulary.words("志在").len(), 1);
    assert_eq!(lexicon.topics.list.len(), built_in.topics.list.len() + 1);
}

#[test]
fn a_row_with_a_known_id_takes_the_place_of_the_row_and_replace_that_of_the_list() {
    let row = "[[measure]]\nid = \"sales\"\nlabel = \"流水\"\nkinds = [\"money\"]\nwords = [\"流水\"]\nexample = \"流水1万元\"\n";
    let lexicon = with(&[("measures.toml", row), ("genres.toml", "replace = true\ngenres = [\"办法\"]\n")]);
    let position = |l: &Lexicon| l.vocabulary.measures.iter().position(|m| m.id == "sales");
    assert_eq!(lexicon.vocabulary.measure("sales").map(|m| m.label.as_str()), Some("流水"));
    assert_eq!(position(&lexicon), position(&Lexicon::embedded()), "the order of the rows stays");
    assert_eq!(lexicon.genres, ["办法"]);
    // The later folder wins.
    let (one, two) = (folder(&[("measures.toml", row)]), folder(&[("measures.toml", &row.replace("流水", "进账"))]));
    let both = Lexicon::load(&[one.path(), two.path()]).unwrap();
    assert_eq!(both.vocabulary.measure("sales").map(|m| m.label.as_str()), Some("进账"));
    let turned = Lexicon::load(&[two.path(), one.path()]).unwrap();
    assert_eq!(turned.vocabulary.measure("sales").map(|m| m.label.as_str()), Some("流水"));
    assert_ne!(both.fingerprint, turned.fingerprint);
}

#[test]
fn the_fingerprint_follows_the_rows() {
    let group = "[[group]]\nwords = [\"路演\", \"推介会\"]\n";
    let of = |files: &[(&str, &str)]| with(files).fingerprint;
    assert_eq!(Lexicon::embedded().fingerprint, "built-in");
    assert_eq!(of(&[("synonyms.toml", group)]), of(&[("synonyms.toml", group)]), "the path of the folder does not count");
    assert_ne!(of(&[("synonyms.toml", group)]), of(&[("synonyms.toml", &group.replace("路演", "路展"))]));
    assert_ne!(of(&[("synonyms.toml", group)]), of(&[]));
}

#[test]
fn a_wrong_row_is_named_by_file_and_line() {
    let measure =
        |line: &str| format!("[[measure]]\nid = \"a\"\nlabel = \"a\"\nkinds = [\"count\"]\nwords = [\"泊位\"]\nexample = \"泊位\"\n{line}");
    let line = |row: &str| format!("\n[[line]]\nwhere = \"tail\"\nreason = \"page_tail\"\n{row}\n");
    let cue = "[[cue]]\nname = \"gift\"\nrole = \"support\"\nside = \"both\"\ncost = 0\nwords = [\"馈赠\"]\nexample = \"馈赠\"\n";
    let topic = "[[topic]]\nid = \"a\"\nlabel = \"a\"\nneeds = \"words\"\n[[topic.rule]]\nexample = [\"a\"]\n";
    let measures = "expected one of `id`, `label`, `kinds`, `units`, `by_unit`, `words`, `example`";
    let cases: Vec<(&str, String, Vec<String>)> = vec![
        // Syntax, keys, types.
        ("genres.toml", "genres = [\"办法\"\n".into(), vec!["1: unclosed array, expected `]`".into()]),
        ("genres.toml", "# x\ngenres = \"办法\"\n".into(), vec!["2: invalid type: string \"办法\", expected a sequence".into()]),
        ("genres.toml", "genre = [\"办法\"]\n".into(), vec!["1: unknown field `genre`, expected `genres`".into()]),
        ("genres.toml", "replace = \"yes\"\n".into(), vec!["1: replace: expected true or false".into()]),
        ("measures.toml", measure("colour = 1\n"), vec![format!("7: unknown field `colour`, {measures}")]),
        ("measures.toml", measure("").replace("[\"count\"]", "[\"weight\"]"), vec!["4: unknown variant `weight`, expected one of `money`, `ratio`, `count`".into()]),
        ("measures.toml", measure("").replace("label = \"a\"\n", ""), vec!["1: missing field `label`".into()]),
        ("roles.toml", cue.replace("\"support\"", "\"gift\""), vec!["3: unknown variant `gift`, expected one of `support`, `equity`, `threshold`, `target`, `budget`, `fund`, `fee`, `limit`".into()]),
        ("roles.toml", cue.replace("cost = 0", "cost = \"much\""), vec!["5: invalid type: string \"much\", expected i32".into()]),
        // Words, ids, examples.
        ("measures.toml", measure("").replace("words = [\"泊位\"]", "words = [\n  \"泊位\",\n  \"\",\n]"), vec!["7: an empty word; expected at least one character".into()]),
        ("measures.toml", format!("{}{}", measure(""), measure("")), vec!["7: measure \"a\" stands twice".into()]),
        ("measures.toml", measure("").replace("example = \"泊位\"", "example = \"码头\""), vec!["1: measure \"a\": the example \"码头\" holds none of its words".into()]),
        ("measures.toml", measure("").replace("words = [\"泊位\"]", "words = [\"泊位\", \"占…\"]"), vec!["1: measure \"a\": \"占…\" has an empty part; expected words on both sides of …".into()]),
        ("measures.toml", measure("").replace("words = [\"泊位\"]", "words = []"), vec!["1: measure \"a\": there are no words; expected at least one".into()]),
        ("boilerplate.toml", line("pattern = '^(a$'\nexample = 'a'"), vec!["2: the pattern ^(a$ cannot be read: unclosed group".into()]),
        ("boilerplate.toml", line("pattern = '^a$'\nexample = 'b'"), vec!["2: the pattern ^a$ does not match its example b".into()]),
        ("synonyms.toml", "[[group]]\nwords = [\"路演\"]\n".into(), vec!["1: the synonym group [\"路演\"] needs two different words".into()]),
        // Topics.
        ("topics.toml", topic.into(), vec!["5: topic \"a\": rule 1: a rule wants heading, words or by_value = true; else it would find every sentence".into()]),
        ("topics.toml", format!("{topic}words = [\"甲|\"]\n"), vec!["5: topic \"a\": rule 1: words: 短语“甲|”里有空的部分；应写成“取消|撤销…资格”这样的形式".into()]),
        (
            "topics.toml",
            format!("{topic}words = [\"甲乙\"]\n"),
            vec!["5: topic \"a\": rule 1: the example \"a\" holds none of its words".into()],
        ),
        (
            "measures.toml",
            measure("units = [\"船\"]\n"),
            vec!["1: measure \"a\": the unit \"船\" stands not in count of [units]".into()],
        ),
        // Places, bodies, numbers.
        ("places.toml", "[places]\n\"33018\" = \"某区\"\n".into(), vec!["2: [places] \"33018\" = \"某区\": expected a code of six digits".into()]),
        ("places.toml", "[aliases]\n\"羊城\" = \"广州府\"\n".into(), vec!["2: [aliases] \"羊城\" = \"广州府\": expected the name of a row of [places]".into()]),
        ("authorities.toml", "[[body]]\nname = \"甲部\"\nshort = [\"工信部\"]\n".into(), vec!["1: the name \"工信部\" stands twice".into()]),
        ("authorities.toml", "[[body]]\nname = \"甲部\"\nshort = []\nuntil = \"2018\"\nnow = [\"乙部\"]\n".into(), vec!["1: now: \"乙部\" is the name of no [[body]]".into(), "1: until = \"2018\": expected a month such as \"2018-03\"".into()]),
        ("authorities.toml", "[functions]\n\"甲乙\" = [\"工信\"]\n".into(), vec!["2: [functions] \"工信\" stands twice".into()]),
        ("symbols.toml", "[places]\n\"999999\" = { government = [\"某政\"] }\n".into(), vec!["2: [places] \"999999\": expected a code of [places] in places.toml".into()]),
        ("symbols.toml", "[places]\n\"440101\" = { government = [] }\n\"441900\" = { government = [\"粤府\"] }\n".into(), vec!["2: [places] \"440101\": expected a code of [places] in places.toml".into(), "3: 粤府 is of 广东省 already; list it in `shared` if both use it".into()]),
        ("symbols.toml", "shared = [\"粤府\"]\n".into(), vec!["1: shared: fewer than two rows of [places] have \"粤府\"".into()]),
        ("symbols.toml", "[[national]]\nbody = \"甲部\"\nstems = [\"甲发\"]\nexample = \"甲发〔2020〕1号\"\n".into(), vec!["1: body \"甲部\": expected the name of a [[body]] in authorities.toml".into()]),
        ("symbols.toml", "[[national]]\nbody = \"财政部\"\nstems = [\"钱发\"]\nexample = \"粤府〔2020〕1号\"\n".into(), vec!["1: the example \"粤府〔2020〕1号\" is of 人民政府; expected 财政部".into()]),
        // Files.
        ("place.toml", "[places]\n".into(), vec!["1: no word list has this name; expected one of authorities.toml, boilerplate.toml, citations.toml, departments.toml, eligibility.toml, forms.toml, genres.toml, lineage.toml, measures.toml, places.toml, procedure.toml, roles.toml, script.toml, symbols.toml, synonyms.toml, times.toml, topics.toml, user_words.toml".into()]),
        ("script.toml", "[variants]\n".into(), vec!["1: differs from the one the program was built with; it takes effect when the program is built".into()]),
    ];
    for (file, text, expected) in cases {
        assert_eq!(said(file, &text), expected, "{file}:\n{text}");
    }
}

#[test]
fn all_problems_are_told_at_once() {
    let files = [
        ("genres.toml", "genre = [\"a\"]\ngenres = [\"\\u0041\"]\n"),
        ("synonyms.toml", "[[group]]\nwords = [\"路演\"]\n[[group]]\nwords = [\"\"]\n[[group]]\nword = []\n"),
        ("topics.toml", "scope = [\"甲||乙\"]\n"),
    ];
    let dir = folder(&files);
    let error = Lexicon::load(&[dir.path()]).err().unwrap().to_string();
    let lines: Vec<String> = error.lines().map(|l| l.replace(&format!("{}/", dir.path().display()), "")).collect();
    assert_eq!(lines.len(), 5, "{error}");
    assert!(lines[0].starts_with("genres.toml:1: unknown field `genre`"), "{error}");
    assert!(lines[1].starts_with("synonyms.toml:1: the synonym group"), "{error}");
    assert!(lines[2].starts_with("synonyms.toml:4: an empty word"), "{error}");
    assert!(lines[3].starts_with("synonyms.toml:6: unknown field `word`"), "{error}");
    assert!(lines[4].starts_with("topics.toml:1: scope: 短语“甲||乙”"), "{error}");
}

#[test]
fn what_is_no_text_is_named() {
    let dir = TempDir::new().unwrap();
    std::fs::write(dir.path().join("genres.toml"), b"genres = [\n\"\xB0\xEC\"]\n").unwrap();
    let problems = Lexicon::problems(&[dir.path()]);
    assert_eq!(problems.len(), 1);
    assert_eq!((problems[0].line, problems[0].message.as_str()), (2, "not UTF-8; save the file in that encoding"));
    // A mark of the byte order moves no line.
    let dir = folder(&[("genres.toml", "\u{FEFF}\ngenre = []\n")]);
    assert_eq!(Lexicon::problems(&[dir.path()])[0].line, 2);
    assert_eq!(Lexicon::problems(&[Path::new("nowhere")]).len(), 1);
}

#[test]
fn the_examples_of_the_readme_are_taken() {
    let readme = std::fs::read_to_string("index/lexicon/README.md").unwrap();
    let (mut file, mut code, mut rows) = (String::new(), None::<String>, Vec::new());
    for line in readme.lines() {
        if let Some(name) = line.strip_prefix('`').and_then(|l| l.split('`').next()).filter(|n| n.ends_with(".toml")) {
            file = name.to_owned();
        }
        match (line.trim_start_matches('`'), code.take()) {
            ("toml", None) if line.starts_with("```") => code = Some(String::new()),
            ("", Some(text)) if line.starts_with("```") => rows.push((file.clone(), text)),
            (_, Some(text)) => code = Some(format!("{text}{line}\n")),
            _ => {}
        }
    }
    assert!(rows.len() >= 9, "an example for each file, found {}", rows.len());
    for (file, text) in rows {
        // A list of several files in one paragraph: a line names the file that its rows are of.
        let named = |name: &str| text.contains(&format!("# {name}")) || text.contains(&format!("# my-words/{name}"));
        let name = ["synonyms.toml", "citations.toml", "user_words.toml"].into_iter().find(|n| named(n)).unwrap_or(&file).to_owned();
        for (part, name) in match text.split_once("\n[[cue]]") {
            Some((measures, cue)) => {
                vec![(measures.to_owned(), "measures.toml".to_owned()), (format!("[[cue]]{cue}"), "roles.toml".to_owned())]
            }
            None => vec![(text.clone(), name)],
        } {
            // 文化部 is in the lists already: its row is the same.
            let dir = folder(&[(&name, &part)]);
            assert_eq!(Lexicon::problems(&[dir.path()]), [], "{name}:\n{part}");
        }
    }
}
