//! Addresses last: documents are changed and read again while the site is running, and no address that was
//! published and no link of a decision is lost.

use tempfile::TempDir;
use tiaoli::decision::Register;
use tiaoli::ledger::Ledger;
use tiaoli::web::{Desk, Live, Rights};

use super::*;

const ARTICLES: [&str; 5] = [
    "为了规范公共数据的开放，制定本办法。",
    "市数据主管部门负责统筹公共数据的开放工作，区数据主管部门负责本区的开放工作。",
    "开放的数据应当每季度更新一次，并在开放平台上注明更新的日期。",
    "对利用公共数据开发应用的企业，给予不超过八十万元的一次性奖励。",
    "违反本办法泄露个人信息的，由有关部门依法处理。",
];

fn law(articles: &[&str]) -> String {
    let line = |(n, text): (u32, &&str)| format!("第{}条　{text}\n", tiaoli::text::numeral::to_chinese(n));
    format!("丙市公共数据开放办法\n{}", (1..).zip(articles).map(line).collect::<String>())
}

/// A running site over a folder that changes.
struct Running {
    dir: TempDir,
    live: Live,
    router: Router,
}

impl Running {
    fn new(documents: &[(&str, &str)]) -> Running {
        let dir = TempDir::new().unwrap();
        let lexicon = Lexicon::embedded();
        put(&dir, documents);
        read(&dir, &lexicon);
        let library = Library::open(&dir.path().join("index"), &lexicon).unwrap();
        let desk = Desk::new(Register::at(dir.path().join("decisions.db")), Rights::new(true, Vec::new(), Vec::new()));
        let site = Site::new(Arc::new(library), Arc::new(lexicon)).with_desk(desk).with_ledger(ledger(&dir));
        let live = Live::from(Arc::new(site));
        Running { router: router(live.clone()), live, dir }
    }

    /// Changes documents (removes those without text), reads the corpus as another process does, and lets the
    /// running site notice.
    fn change(&self, documents: &[(&str, &str)]) {
        put(&self.dir, documents);
        read(&self.dir, &Lexicon::embedded());
        assert!(self.live.refresh(&self.dir.path().join("index")), "the newer index was not noticed");
    }

    fn get(&self, path: &str) -> Answer {
        ask(&self.router, Method::GET, path, &[])
    }

    fn send(&self, method: Method, path: &str, body: &str) -> serde_json::Value {
        let request = Request::builder().method(method).uri(path).header("content-type", "application/json");
        let request = request.body(Body::from(body.to_owned())).unwrap();
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            serde_json::from_slice(&to_bytes(response.into_body(), usize::MAX).await.unwrap()).unwrap()
        })
    }
}

fn put(dir: &TempDir, documents: &[(&str, &str)]) {
    for (id, text) in documents {
        let path = dir.path().join("corpus").join(format!("{id}.txt"));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        if text.is_empty() { std::fs::remove_file(path).unwrap() } else { std::fs::write(path, text).unwrap() }
    }
}

fn ledger(dir: &TempDir) -> Ledger {
    Ledger::at(dir.path().join("addresses.jsonl"))
}

fn read(dir: &TempDir, lexicon: &Lexicon) {
    let corpus = tiaoli::corpus::Corpus::open(&dir.path().join("corpus")).unwrap();
    let report = build(&corpus, &dir.path().join("index"), lexicon, &|_| {}).unwrap();
    let library = Library::open(&dir.path().join("index"), lexicon).unwrap();
    ledger(dir).record(&library, &report.changed).unwrap();
}

#[test]
fn a_published_address_redirects_offers_a_choice_or_says_what_is_gone() {
    let [purpose, bodies, update, reward, penalty] = ARTICLES;
    let joined = format!("{update}{reward}");
    let plan = format!("丁市数据方案\n一、总体要求\n{purpose}\n二、重点任务\n（一）{bodies}\n（二）{joined}\n");
    let site = Running::new(&[("c/law", &law(&ARTICLES)), ("d/plan", &plan), ("e/old", &law(&ARTICLES).replace("丙市", "戊市"))]);
    assert_eq!(site.get("/p/c/law/art-6").status, StatusCode::NOT_FOUND, "never published");
    let divided = format!("丁市数据方案\n一、总体要求\n{purpose}\n二、重点任务\n（一）{bodies}\n三、更新\n{update}\n四、奖励\n{reward}\n");
    site.change(&[
        ("c/law", &law(&[purpose, update, penalty])),
        ("d/plan", &divided),
        ("e/old", ""),
        ("f/new", &law(&ARTICLES).replace("丙市", "戊市")),
    ]);

    let moved = site.get("/p/c/law/art-5");
    assert_eq!((moved.status, moved.header("location")), (StatusCode::MOVED_PERMANENTLY, "/p/c/law/art-3"));
    assert_eq!(site.get("/p/c/law/%E7%AC%AC%E4%BA%94%E6%9D%A1").header("location"), "/p/c/law/art-3", "第五条 too");
    let json = site.get("/api/v1/clauses/c/law/art-5");
    assert_eq!((json.status, json.header("location")), (StatusCode::MOVED_PERMANENTLY, "/api/v1/clauses/c/law/art-3"));
    assert_eq!((json.json()["outcome"].as_str(), json.json()["to"]["address"].as_str()), (Some("moved"), Some("art-3")));

    let choice = site.get("/p/d/plan/2/2");
    assert_eq!(choice.status, StatusCode::MULTIPLE_CHOICES);
    let html = choice.html();
    let offered: Vec<_> = all(&html, "ul.links a").iter().map(|a| a.value().attr("href").unwrap().to_owned()).collect();
    assert_eq!(offered, ["/p/d/plan/3", "/p/d/plan/4"]);
    let json = site.get("/api/v1/clauses/d/plan/2/2");
    assert_eq!(json.status, StatusCode::MULTIPLE_CHOICES);
    assert_eq!(json.json()["places"][1]["url"].as_str(), Some("/api/v1/clauses/d/plan/4"));

    let gone = site.get("/p/c/law/art-4");
    assert_eq!(gone.status, StatusCode::GONE);
    assert!(words(&gone.html(), ".former-words").join("").contains("八十万元"), "{}", gone.body);
    assert!(gone.body.contains("第四条"));
    assert_eq!(site.get("/api/v1/clauses/c/law/art-4").json()["outcome"].as_str(), Some("gone"));

    // The file has another name; its address and those of its clauses lead on.
    for (old, new) in [("", ""), ("/art-4", "/art-4"), ("/%E7%AC%AC%E5%9B%9B%E6%9D%A1", "/art-4")] {
        let answer = site.get(&format!("/p/e/old{old}"));
        assert_eq!((answer.status, answer.header("location").to_owned()), (StatusCode::MOVED_PERMANENTLY, format!("/p/f/new{new}")));
    }
    assert_eq!(site.get("/api/v1/policies/e/old").header("location"), "/api/v1/policies/f/new");
    site.change(&[("f/new", "")]);
    for path in ["/p/e/old", "/p/f/new/art-4", "/api/v1/policies/f/new"] {
        assert_eq!(site.get(path).status, StatusCode::GONE, "{path}");
    }
    // It comes back, and so do its addresses.
    site.change(&[("f/new", &law(&ARTICLES).replace("丙市", "戊市"))]);
    assert_eq!(site.get("/p/f/new/art-4").status, StatusCode::OK);
    assert_eq!(site.get("/p/e/old").status, StatusCode::MOVED_PERMANENTLY);
}

#[test]
fn a_number_that_other_words_have_now_says_where_its_words_went() {
    let site = Running::new(&[("c/law", &law(&ARTICLES))]);
    let mut longer = ARTICLES.to_vec();
    longer.insert(2, "公共数据分为不予开放、有条件开放和无条件开放三类。");
    site.change(&[("c/law", &law(&longer))]);
    let html = site.get("/p/c/law/art-3").html();
    let note = all(&html, ".former a");
    assert_eq!(note.iter().map(|a| a.value().attr("href").unwrap()).collect::<Vec<_>>(), ["/p/c/law/art-4"]);
    assert!(words(&html, ".former-words").join("").contains("每季度更新一次"));
    assert!(all(&site.get("/p/c/law/art-2").html(), ".former").is_empty());
    assert!(all(&site.get("/p/c/law/art-6").html(), ".former").is_empty());
    site.change(&[("c/law", &law(&[ARTICLES[0], ARTICLES[4], ARTICLES[3]]))]);
    let html = site.get("/p/c/law/art-2").html();
    assert!(words(&html, ".former").join("").contains("没有找到") && words(&html, ".former-words").join("").contains("区数据主管部门"));
}

/// The five states of a link, told by the running site after the documents were read again.
#[test]
fn links_of_a_decision_say_what_became_of_their_clauses() {
    let again = "本条的具体办法另行制定并公布。";
    let mut articles = ARTICLES.to_vec();
    articles.insert(4, again);
    let site = Running::new(&[("c/law", &law(&articles))]);
    let text = "根据《丙市公共数据开放办法》第一条、第三条、第四条、第五条、第六条，批复如下。";
    let made = site.send(Method::POST, "/api/v1/decisions", &format!("{{\"title\":\"批复\",\"text\":\"{text}\"}}"));
    let states = |decision: &serde_json::Value| -> Vec<String> {
        let links = decision["links"].as_array().unwrap();
        links.iter().map(|l| l["state"]["state"].as_str().unwrap_or("none").to_owned()).collect()
    };
    assert_eq!(states(&made), ["same"; 5], "{made}");
    let pin = &made["links"][2]["pin"];
    assert_eq!((pin["hash"].as_str().unwrap().len(), pin["words"].as_str()), (64, Some(tiaoli::text::fold(ARTICLES[3]).as_str())));
    assert!(
        made["links"][0]["before"].as_str().unwrap().ends_with("根据") && made["links"][4]["after"].as_str().unwrap().contains("批复如下")
    );

    // 第三条 gets other words, 第四条 becomes 第二条, 第五条 stands twice, 第六条 goes.
    let changed = ARTICLES[2].replace("每季度", "每月");
    site.change(&[("c/law", &law(&[ARTICLES[0], ARTICLES[3], &changed, &format!("下列事项的具体办法：\n（一）{again}\n（二）{again}")]))]);
    let now = site.send(Method::GET, "/api/v1/decisions/1", "");
    assert_eq!(states(&now), ["same", "changed", "moved", "ambiguous", "gone"], "{now}");
    let difference = now["links"][1]["state"]["difference"].as_array().unwrap();
    let pieces = |kind: &str| difference.iter().filter(|p| p["kind"] == kind).map(|p| p["words"].as_str().unwrap()).collect::<String>();
    assert_eq!((pieces("gone").as_str(), pieces("new").as_str()), ("季度", "月"));
    assert_eq!(now["links"][2]["state"]["to"]["address"].as_str(), Some("art-2"));
    // The pages of the policy and of the clauses list the decision with what became of its links.
    for (path, part) in [("/p/c/law", "条文已变"), ("/p/c/law/art-3", "条文已变"), ("/p/c/law/art-1", "/decisions/1#l1")] {
        let page = site.get(path);
        assert!(page.body.contains("/decisions/1") && page.body.contains(part), "{path}: {}", page.body);
    }
    let shown = site.get("/p/c/law/art-2");
    assert!(shown.body.contains("/decisions/1#l3"), "the clause that a link moved to lists the decision: {}", shown.body);
}
