//! Decisions over a library: what is cited, what becomes of it when documents change, what people say of it.

use tempfile::TempDir;

use super::review::{Act, ReviewError, apply, carry};
use super::*;
use crate::corpus::Corpus;
use crate::extract::Target;
use crate::index::{Library, build};
use crate::lexicon::Lexicon;
use crate::resolve::{Outcome, Resolver};

/// A library that can be written anew.
struct Shelf {
    dir: TempDir,
    lexicon: Lexicon,
    library: Option<Library>,
    resolver: Resolver,
}

const LAW: &str = "甲省创新平台管理办法\n第一条 为规范管理，制定本办法。\n第二条 申请单位应当具备下列条件：\n（一）依法注册，注册资本不低于3000万元；\n（二）信用良好。\n第三条 对新认定的平台给予一次性补助，不超过200万元。\n第四条 本办法自2024年1月1日起施行。\n";

impl Shelf {
    fn new(law: &str) -> Shelf {
        let dir = TempDir::new().unwrap();
        let mut shelf = Shelf { dir, lexicon: Lexicon::embedded(), library: None, resolver: Resolver::default() };
        shelf.put(&[("jia/law.txt", law), ("jia/law.toml", "number = \"甲科规〔2024〕3号\"\nissued = \"2024-01-01\"\n")]);
        shelf
    }

    /// Writes files and reads the corpus anew; a file without words goes.
    fn put(&mut self, files: &[(&str, &str)]) {
        for (name, text) in files {
            let path = self.dir.path().join("corpus").join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            if text.is_empty() { std::fs::remove_file(path).unwrap() } else { std::fs::write(path, text).unwrap() }
        }
        let corpus = Corpus::open(&self.dir.path().join("corpus")).unwrap();
        let index = self.dir.path().join("index");
        build(&corpus, &index, &self.lexicon, &|_| {}).unwrap();
        let library = Library::open(&index, &self.lexicon).unwrap();
        self.resolver = Resolver::of(&library);
        self.library = Some(library);
    }

    fn reader(&self) -> Reader<'_> {
        Reader { library: self.library.as_ref().unwrap(), resolver: &self.resolver, lexicon: &self.lexicon }
    }
}

fn content(text: &str) -> Content {
    Content { title: "关于同意设立平台的批复".into(), date: "2026-03-01".into(), text: text.into(), ..Content::default() }
}

const TEXT: &str = "某公司：\n\n根据 **《甲省创新平台管理办法》第二条第（一）项** 和甲科规〔2024〕3号第三条，并参照《不在库的办法》（乙科〔2020〕1号），批复如下：\n\n1. 同意设立。\n2. 按本批复执行。\n";

fn target(policy: &str, address: &str) -> Target {
    Target { policy: policy.parse().unwrap(), address: address.into() }
}

fn states(links: &[Link], reader: &Reader) -> Vec<String> {
    links.iter().filter_map(|l| l.pin.as_ref()).map(|p| state(p, reader).name().to_owned()).collect()
}

#[test]
fn citations_are_found_pinned_and_placed() {
    let shelf = Shelf::new(LAW);
    let links = find(&content(TEXT), &shelf.reader());
    let told: Vec<(Outcome, Option<String>)> = links.iter().map(|l| (l.outcome, l.pin.as_ref().map(|p| p.address.clone()))).collect();
    assert_eq!(told, [(Outcome::Found, Some("art-2/1".into())), (Outcome::Found, Some("art-3".into())), (Outcome::NotInCorpus, None)]);
    assert_eq!(links[0].span.of(TEXT), "《甲省创新平台管理办法》第二条第（一）项");
    assert!(links[0].before.ends_with("根据") && links[0].after.starts_with("和甲科规"), "{:?}", links[0]);
    assert_eq!(states(&links, &shelf.reader()), ["same", "same"]);
    assert!(find(&content(""), &shelf.reader()).is_empty());
}

#[test]
fn a_clause_that_changes_says_so() {
    let mut shelf = Shelf::new(LAW);
    let links = find(&content(TEXT), &shelf.reader());
    let mut law = |from: &str, to: &str| {
        let text = LAW.replace(from, to);
        assert_ne!(text, LAW);
        shelf.put(&[("jia/law.txt", &text)]);
        let now: Vec<LinkState> = links.iter().filter_map(|l| l.pin.as_ref()).map(|p| state(p, &shelf.reader())).collect();
        now
    };
    // Other glyphs and spaces are the same words.
    assert!(law("（一）依法注册，", "(一) 依法註冊,").iter().all(LinkState::holds));
    let now = law("3000万元", "5000万元");
    let LinkState::Changed { difference } = &now[0] else { panic!("{now:?}") };
    let words = |kind| difference.iter().filter(|p| p.kind == kind).map(|p| p.words.as_str()).collect::<String>();
    assert_eq!((words(state::PieceKind::Gone).as_str(), words(state::PieceKind::New).as_str()), ("3", "5"));
    assert!(now[1].holds());
    // A new article before it moves it.
    let now = law("第三条 对新", "第三条 主管部门负责评审。\n第四条 对新");
    assert_eq!(now[1], LinkState::Moved { to: target("jia/law", "art-4") });
    // The same words twice, and none at the old place.
    let now = law(
        "第三条 对新认定的平台给予一次性补助，不超过200万元。\n第四条",
        "第五条 对新认定的平台给予一次性补助，不超过200万元。\n第六条 对新认定的平台给予一次性补助，不超过200万元。\n第七条",
    );
    assert!(matches!(&now[1], LinkState::Ambiguous { places } if places.len() == 2), "{now:?}");
    let now = law("第三条 对新认定的平台给予一次性补助，不超过200万元。\n第四条 本办法自2024年1月1日起施行。\n", "");
    assert_eq!(now[1], LinkState::Gone { policy_held: true });
    // The file under another name, known by its number.
    shelf.put(&[("jia/law.txt", ""), ("jia/law.toml", ""), ("yi/new.txt", LAW), ("yi/new.toml", "number = \"甲科规〔2024〕3号\"\n")]);
    let pins: Vec<&Pin> = links.iter().filter_map(|l| l.pin.as_ref()).collect();
    assert_eq!(state(pins[1], &shelf.reader()), LinkState::Moved { to: target("yi/new", "art-3") });
    shelf.put(&[("yi/new.txt", ""), ("yi/new.toml", "")]);
    assert_eq!(state(pins[1], &shelf.reader()), LinkState::Gone { policy_held: false });
}

#[test]
fn what_people_say_is_kept_when_the_text_changes() {
    let shelf = Shelf::new(LAW);
    let reader = shelf.reader();
    let before = content(TEXT);
    let links = find(&before, &reader);
    let (links, _, _) = apply(&before, &links, &Act::Confirm(1), &reader).unwrap();
    let (links, _, detail) = apply(&before, &links, &Act::Correct(3, target("jia/law", "art-4")), &reader).unwrap();
    assert_eq!((detail.from, detail.to), (None, Some(target("jia/law", "art-4"))));
    let (links, _, _) = apply(&before, &links, &Act::Reject(2), &reader).unwrap();
    let (links, _, _) = apply(&before, &links, &Act::Add("同意设立".into(), target("jia/law", "art-1")), &reader).unwrap();
    // New words before, a new citation, one citation gone.
    let after =
        content(&TEXT.replace("某公司：", "乙公司：\n\n依《甲省创新平台管理办法》第一条。").replace("和甲科规〔2024〕3号第三条", ""));
    let (carried, added, removed) = carry(&links, find(&after, &reader), &after);
    let told: Vec<(i64, Review, Option<&str>)> =
        carried.iter().map(|l| (l.key, l.review, l.pin.as_ref().map(|p| p.address.as_str()))).collect();
    assert_eq!(
        told,
        [
            (5, Review::Open, Some("art-1")),
            (1, Review::Confirmed, Some("art-2/1")),
            (3, Review::Corrected, Some("art-4")),
            (4, Review::Confirmed, Some("art-1")),
        ]
    );
    assert_eq!(added, ["《甲省创新平台管理办法》第一条"]);
    assert_eq!(removed.len(), 1);
    assert!(carried.iter().all(|l| l.span.of(&after.text) == l.quote));
    // The same words twice: each keeps its own review by its neighbours.
    let twice = content("甲项依《甲省创新平台管理办法》第一条。乙项依《甲省创新平台管理办法》第一条。");
    let links = find(&twice, &reader);
    let (links, _, _) = apply(&twice, &links, &Act::Reject(2), &reader).unwrap();
    let only = content("乙项依《甲省创新平台管理办法》第一条。");
    let (carried, _, _) = carry(&links, find(&only, &reader), &only);
    assert_eq!(carried.len(), 1);
}

#[test]
fn nothing_is_pinned_anew_without_a_person() {
    let mut shelf = Shelf::new(LAW);
    let text = content(TEXT);
    let links = find(&text, &shelf.reader());
    shelf.put(&[("jia/law.txt", &LAW.replace("3000万元", "5000万元"))]);
    let reader = shelf.reader();
    let (carried, _, _) = carry(&links, find(&text, &reader), &text);
    assert_eq!(states(&carried, &reader), ["changed", "same"]);
    let (confirmed, _, _) = apply(&text, &carried, &Act::Confirm(1), &reader).unwrap();
    assert_eq!(states(&confirmed, &reader), ["same", "same"]);
    // A document that arrives later resolves the open citation when somebody confirms it.
    shelf.put(&[("yi/b.txt", "不在库的办法\n第一条 甲。\n第二条 乙。\n"), ("yi/b.toml", "number = \"乙科〔2020〕1号\"\n")]);
    let (confirmed, _, _) = apply(&text, &confirmed, &Act::Confirm(3), &shelf.reader()).unwrap();
    assert_eq!(confirmed[2].pin.as_ref().map(Pin::target), Some(target("yi/b", "")));
}

#[test]
fn acts_that_make_no_sense_are_refused() {
    let shelf = Shelf::new(LAW);
    let (text, reader) = (content(TEXT), shelf.reader());
    let links = find(&text, &reader);
    let refused = |act: Act| apply(&text, &links, &act, &reader).unwrap_err();
    assert_eq!(refused(Act::Confirm(9)), ReviewError::NoSuchLink(9));
    assert_eq!(refused(Act::Remove(1)), ReviewError::Found(1));
    assert_eq!(refused(Act::Correct(1, target("jia/law", "art-99"))), ReviewError::NotHeld(target("jia/law", "art-99")));
    assert!(matches!(refused(Act::Add("没有这些字".into(), target("jia/law", "art-1"))), ReviewError::NotInText(_)));
    assert!(matches!(refused(Act::Add(" ".into(), target("jia/law", "art-1"))), ReviewError::NotInText(_)));
}
