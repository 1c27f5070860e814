//! Decisions on pages and as JSON: made, changed by two, reviewed; and who may do that from where.

use tempfile::TempDir;
use tiaoli::decision::Register;
use tiaoli::web::{Desk, Editor, Rights};

use super::*;

const TOKEN: &str = "correct horse battery staple";
const TEXT: &str = "某某公司：\n\n根据《云南省平台管理办法》第三条第（一）项，参照工信部科〔2016〕8273号，批复如下。\n\n<script>alert(1)</script>[坏](javascript:alert(1))\n";

/// A site with an empty register.
struct Place {
    _dir: TempDir,
    register: std::path::PathBuf,
    router: Router,
}

fn place(local: bool, editors: Vec<Editor>) -> Place {
    let dir = TempDir::new().unwrap();
    for (name, text) in FILES.iter().chain(&MANIFESTS) {
        let path = dir.path().join("corpus").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let register = dir.path().join("decisions.db");
    let router = over(&dir, &register, local, editors);
    Place { register, router, _dir: dir }
}

fn over(dir: &TempDir, register: &Path, local: bool, editors: Vec<Editor>) -> Router {
    let lexicon = Lexicon::embedded();
    let corpus = tiaoli::corpus::Corpus::open(&dir.path().join("corpus")).unwrap();
    build(&corpus, &dir.path().join("index"), &lexicon, &|_| {}).unwrap();
    let library = Library::open(&dir.path().join("index"), &lexicon).unwrap();
    let desk = Desk::new(Register::at(register), Rights::new(local, editors, Vec::new()));
    router(Arc::new(Site::new(Arc::new(library), Arc::new(lexicon)).with_desk(desk)))
}

fn send(router: &Router, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body.to_owned())).unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let response = router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    })
}

/// A browser: keeps cookies, sends what browsers send.
struct Browser<'p> {
    place: &'p Place,
    cookies: Vec<(String, String)>,
}

impl<'p> Browser<'p> {
    fn new(place: &'p Place) -> Self {
        Browser { place, cookies: Vec::new() }
    }

    fn ask(&mut self, method: Method, path: &str, body: &str, more: &[(&str, &str)]) -> Answer {
        let cookies = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ");
        let mut headers = vec![("host", "127.0.0.1:8000")];
        headers.extend((!cookies.is_empty()).then_some(("cookie", cookies.as_str())));
        headers.extend(more);
        let answer = send(&self.place.router, method, path, &headers, body);
        for set in answer.headers.get_all("set-cookie") {
            let (name, value) = set.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(n, _)| n != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        answer
    }

    fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, "", &[])
    }

    /// Fills in the form of a page and sends it as a browser does.
    fn submit(&mut self, page: &str, to: &str, fields: &[(&str, &str)]) -> Answer {
        let shown = self.get(page);
        assert_eq!(shown.status, StatusCode::OK, "{page}: {}", shown.body);
        let html = shown.html();
        let form = all(&html, &format!("form[action='{to}']")).into_iter().next().unwrap_or_else(|| panic!("{page} has no form to {to}"));
        let mut values: Vec<(String, String)> = Vec::new();
        let selector = Selector::parse("input[name], textarea[name]").unwrap();
        for input in form.select(&selector) {
            let value = input.value().attr("value").map_or_else(|| input.text().collect(), str::to_owned);
            values.push((input.value().attr("name").unwrap().to_owned(), value));
        }
        for (name, value) in fields {
            values.retain(|(n, _)| n != name);
            values.push(((*name).to_owned(), (*value).to_owned()));
        }
        let origin = [("origin", "http://127.0.0.1:8000"), ("sec-fetch-site", "same-origin")];
        self.ask(Method::POST, to, &encoded(&values), &origin)
    }
}

fn encoded(values: &[(String, String)]) -> String {
    let code = |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    values.iter().map(|(n, v)| format!("{}={}", code(n), code(v))).collect::<Vec<_>>().join("&")
}

fn make(browser: &mut Browser) -> String {
    let made = browser.submit(
        "/decisions/new",
        "/decisions",
        &[("title", "关于设立平台的批复"), ("date", "2026年3月1日"), ("text", TEXT), ("editor", "张三")],
    );
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    made.header("location").to_owned()
}

#[test]
fn a_decision_is_made_read_and_found_at_its_clause() {
    let place = place(true, vec![]);
    let mut browser = Browser::new(&place);
    assert!(browser.get("/decisions").body.contains("还没有决定"));
    assert!(!place.register.exists(), "reading makes no file");
    let at = make(&mut browser);
    assert_eq!(at, "/decisions/1");
    let shown = browser.get(&at);
    let html = shown.html();
    let linked: Vec<_> = all(&html, ".decision-text a.cite").iter().map(|a| a.value().attr("href").unwrap().to_owned()).collect();
    assert_eq!(linked, ["/p/yunnan/measures/art-3/p1/1"]);
    assert_eq!(all(&html, ".decision-links ol > li").len(), 2);
    assert!(words(&html, ".history").join("").contains("张三"));
    assert!(all(&html, "script").len() == 1 && !shown.body.contains("href=\"javascript"), "{}", shown.body);
    assert!(words(&html, ".decision-text").join("").contains("<script>alert(1)</script>"));
    for path in ["/p/yunnan/measures/art-3/p1/1", "/p/yunnan/measures/art-3", "/p/yunnan/measures"] {
        assert!(browser.get(path).body.contains("href=\"/decisions/1#l1\""), "{path}");
    }
    assert!(!browser.get("/p/yunnan/measures/art-2").body.contains("/decisions/1"));
    assert!(browser.get("/decisions").body.contains("关于设立平台的批复"));
    assert!(browser.get("/decisions?q=%E8%AE%BE%E7%AB%8B&status=draft").body.contains("/decisions/1"));
    assert!(browser.get("/decisions?q=%E6%B2%A1%E6%9C%89").body.contains("没有符合条件"));
    assert_eq!(browser.get("/decisions?status=x").status, StatusCode::BAD_REQUEST);
    for missing in ["/decisions/2", "/decisions/x", "/decisions/1/versions/9", "/decisions/99999999999999999999"] {
        assert_eq!(browser.get(missing).status, StatusCode::NOT_FOUND, "{missing}");
    }
    assert_eq!(browser.get("/decisions/1/versions/1").status, StatusCode::OK);
}

#[test]
fn what_was_typed_comes_back_with_the_error() {
    let place = place(true, vec![]);
    let mut browser = Browser::new(&place);
    let back = browser.submit(
        "/decisions/new",
        "/decisions",
        &[("title", " "), ("date", "2026-02-30"), ("text", "\n\n“正文”\n<b>"), ("number", "桂〔2026〕1号")],
    );
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = back.html();
    assert_eq!(all(&html, "textarea")[0].text().collect::<String>(), "\n\n“正文”\n<b>");
    assert_eq!(all(&html, "#number")[0].value().attr("value"), Some("桂〔2026〕1号"));
    assert_eq!(words(&html, ".field-error").len(), 2);
    assert!(!place.register.exists());
}

#[test]
fn of_two_editors_the_second_sees_both_texts() {
    let place = place(true, vec![]);
    let (mut one, mut two) = (Browser::new(&place), Browser::new(&place));
    let at = make(&mut one);
    let edit = format!("{at}/edit");
    let stale = |text: &'static str| [("version", "1"), ("text", text), ("editor", "李四"), ("title", "乙的标题")];
    assert_eq!(one.submit(&edit, &edit, &[("text", "甲的正文。")]).status, StatusCode::SEE_OTHER);
    let told = two.submit(&edit, &edit, &stale("乙的正文。"));
    assert_eq!(told.status, StatusCode::CONFLICT);
    let html = told.html();
    assert!(words(&html, ".conflict").join("").contains("张三") && words(&html, ".conflict pre").join("").contains("甲的正文。"));
    assert_eq!(words(&html, "#text").join("").trim(), "乙的正文。");
    assert_eq!(all(&html, "input[name=version]")[0].value().attr("value"), Some("2"));
    assert!(one.get(&at).body.contains("甲的正文。"));
    let saved = two.submit(&edit, &edit, &[("version", "2"), ("text", "乙的正文。"), ("editor", "李四")]);
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let history = words(&one.get(&at).html(), ".history tbody tr");
    assert!(history.len() == 3 && history[0].contains("李四") && history[1].contains("张三"), "{history:?}");
    assert!(one.get("/decisions/1/versions/2").body.contains("甲的正文。"));
}

#[test]
fn links_are_confirmed_corrected_rejected_and_added() {
    let place = place(true, vec![]);
    let mut browser = Browser::new(&place);
    let at = make(&mut browser);
    let to = format!("{at}/links");
    let mut say = |fields: &[(&str, &str)]| browser.submit(&at, &to, fields);
    assert_eq!(say(&[("act", "confirm"), ("link", "1")]).header("location"), "/decisions/1#l1");
    let bad = say(&[("act", "correct"), ("link", "2"), ("target", "《云南省平台管理办法》第九条")]);
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bad.body.contains("第九条") && words(&bad.html(), "[role=alert]").join("").contains("没有第九条"), "{}", bad.body);
    for target in ["《云南省平台管理办法》第四条", "http://127.0.0.1:8000/p/yunnan/measures/art-4", "/p/yunnan/measures/第四条"]
    {
        assert_eq!(say(&[("act", "correct"), ("link", "2"), ("target", target)]).status, StatusCode::SEE_OTHER, "{target}");
    }
    assert_eq!(say(&[("act", "reject"), ("link", "1")]).status, StatusCode::SEE_OTHER);
    assert_eq!(say(&[("act", "add"), ("quote", "批复如下"), ("target", "桂工信〔2025〕7号")]).status, StatusCode::SEE_OTHER);
    assert_eq!(say(&[("act", "add"), ("quote", "没有的字"), ("target", "桂工信〔2025〕7号")]).status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(say(&[("act", "reopen"), ("link", "1"), ("version", "1")]).status, StatusCode::CONFLICT);
    let json = browser.get("/api/v1/decisions/1").json();
    let told: Vec<(&str, Option<&str>, Option<&str>)> = json["links"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| (l["review"].as_str().unwrap(), l["pin"]["address"].as_str(), l["state"]["state"].as_str()))
        .collect();
    assert_eq!(
        told,
        [("rejected", Some("art-3/p1/1"), Some("same")), ("corrected", Some("art-4"), Some("same")), ("confirmed", Some(""), Some("same"))]
    );
    assert!(!browser.get("/p/yunnan/measures/art-3").body.contains("/decisions/1"));
    assert!(browser.get("/p/guangxi/plan").body.contains("/decisions/1#l3"));
}

#[test]
fn a_clause_that_changed_is_told_everywhere() {
    let mut place = place(true, vec![]);
    let at = make(&mut Browser::new(&place));
    let law = place._dir.path().join("corpus/yunnan/measures.txt");
    std::fs::write(&law, std::fs::read_to_string(&law).unwrap().replace("3000万元", "6000万元")).unwrap();
    place.router = over(&place._dir, &place.register, true, vec![]);
    let mut browser = Browser::new(&place);
    let html = browser.get(&at).html();
    assert_eq!(words(&html, ".difference del"), ["3"]);
    assert_eq!(words(&html, ".difference ins"), ["6"]);
    assert!(browser.get("/p/yunnan/measures/art-3").body.contains("条文已变"));
    assert!(browser.get("/decisions?state=doubtful").body.contains("有问题"));
    assert_eq!(browser.submit(&at, "/decisions/1/links", &[("act", "confirm"), ("link", "1")]).status, StatusCode::SEE_OTHER);
    assert!(all(&browser.get(&at).html(), ".difference").is_empty());
}

#[test]
fn articles_named_together_are_links_of_their_own() {
    let place = place(true, vec![]);
    let json = [("content-type", "application/json")];
    let sent = "{\"title\":\"甲\",\"text\":\"依《云南省平台管理办法》第一、二、四条。\"}";
    assert_eq!(send(&place.router, Method::POST, "/api/v1/decisions", &json, sent).status, StatusCode::CREATED);
    let html = Browser::new(&place).get("/decisions/1").html();
    assert_eq!(all(&html, ".decision-text .cite").len(), 1);
    assert_eq!(all(&html, ".decision-text .cite")[0].value().attr("href"), Some("#l1"));
    assert_eq!(words(&html, ".decision-links li .role"), ["第一条", "第二条", "第四条"]);
    assert!(all(&html, ".quoted a").iter().all(|a| a.value().attr("href") == Some("#q1")));
}

#[test]
fn too_long_a_text_is_refused_in_words() {
    let place = place(true, vec![]);
    let long = send(&place.router, Method::POST, "/decisions", &[], &"x".repeat(3_000_000));
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(long.body.contains("内容太长"), "{}", long.body);
}

#[test]
fn posts_from_elsewhere_change_nothing() {
    let place = place(true, vec![]);
    let mut browser = Browser::new(&place);
    let page = browser.get("/decisions/new").html();
    let token = all(&page, "input[name=token]")[0].value().attr("value").unwrap().to_owned();
    let body = |token: &str| encoded(&[("title".into(), "甲".into()), ("token".into(), token.into())]);
    let from: [&[(&str, &str)]; 5] = [
        &[("origin", "http://evil.example")],
        &[("origin", "null")],
        &[("origin", "http://127.0.0.1:9000")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
    ];
    for headers in from {
        assert_eq!(browser.ask(Method::POST, "/decisions", &body(&token), headers).status, StatusCode::FORBIDDEN, "{headers:?}");
    }
    for wrong in ["", "x", &token[..63], &"0".repeat(64)] {
        assert_eq!(browser.ask(Method::POST, "/decisions", &body(wrong), &[]).status, StatusCode::FORBIDDEN, "{wrong}");
    }
    // The token of another browser.
    assert_eq!(Browser::new(&place).ask(Method::POST, "/decisions", &body(&token), &[]).status, StatusCode::FORBIDDEN);
    // Another name for this machine, as a name server can give it; a proxy that stands in front.
    let json = [("content-type", "application/json")];
    for path in ["/decisions", "/", "/api/v1/decisions"] {
        assert_eq!(send(&place.router, Method::GET, path, &[("host", "evil.example:8000")], "").status, StatusCode::MISDIRECTED_REQUEST);
    }
    let proxied = [("host", "127.0.0.1"), ("x-forwarded-for", "203.0.113.7"), json[0]];
    assert_eq!(send(&place.router, Method::POST, "/api/v1/decisions", &proxied, "{\"title\":\"甲\"}").status, StatusCode::FORBIDDEN);
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
        assert_eq!(
            send(&place.router, Method::POST, "/api/v1/decisions", &[("content-type", kind)], "{\"title\":\"甲\"}").status,
            StatusCode::UNSUPPORTED_MEDIA_TYPE
        );
    }
    let elsewhere = [json[0], ("host", "127.0.0.1:8000"), ("origin", "http://evil.example")];
    assert_eq!(send(&place.router, Method::POST, "/api/v1/decisions", &elsewhere, "{\"title\":\"甲\"}").status, StatusCode::FORBIDDEN);
    assert!(!place.register.exists());
    assert_eq!(browser.ask(Method::POST, "/decisions", &body(&token), &[]).status, StatusCode::SEE_OTHER);
}

#[test]
fn elsewhere_a_token_is_needed() {
    let place = place(false, Editor::new("王五", TOKEN).into_iter().collect());
    let mut browser = Browser::new(&place);
    assert!(browser.get("/decisions").body.contains("/decisions/login"));
    assert_eq!(browser.get("/decisions/new").status, StatusCode::FORBIDDEN);
    let wrong = browser.submit("/decisions/login", "/decisions/login", &[("secret", "correct horse battery stapl")]);
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    let right = browser.submit("/decisions/login", "/decisions/login", &[("secret", TOKEN)]);
    assert_eq!(right.status, StatusCode::SEE_OTHER);
    let cookie = right.headers.get_all("set-cookie").iter().map(|v| v.to_str().unwrap()).find(|v| v.contains("session")).unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains(TOKEN), "{cookie}");
    let at = make(&mut browser);
    // The name of the login counts, whatever the form says.
    let history = words(&browser.get(&at).html(), ".history").join("");
    assert!(history.contains("王五") && !history.contains("张三"), "{history}");
    assert_eq!(browser.submit("/decisions", "/decisions/logout", &[]).status, StatusCode::SEE_OTHER);
    assert_eq!(browser.get(&format!("{at}/edit")).status, StatusCode::FORBIDDEN);
    // Reading stays open.
    assert_eq!(browser.get(&at).status, StatusCode::OK);
    let json = ("content-type", "application/json");
    let post = |headers: &[(&str, &str)]| send(&place.router, Method::POST, "/api/v1/decisions", headers, "{\"title\":\"乙\"}").status;
    assert_eq!(post(&[json]), StatusCode::FORBIDDEN);
    assert_eq!(post(&[json, ("authorization", "Bearer x")]), StatusCode::FORBIDDEN);
    assert_eq!(post(&[json, ("authorization", &format!("Bearer {TOKEN}"))]), StatusCode::CREATED);
}

#[test]
fn the_interface_makes_saves_and_tells_conflicts() {
    let place = place(true, vec![]);
    let call = |method: Method, path: &str, body: &str| send(&place.router, method, path, &[("content-type", "application/json")], body);
    let made =
        call(Method::POST, "/api/v1/decisions", "{\"title\":\"甲\",\"text\":\"根据《云南省平台管理办法》第二条。\",\"editor\":\"脚本\"}");
    assert_eq!((made.status, made.json()["links"][0]["state"]["state"].as_str()), (StatusCode::CREATED, Some("same")));
    let saved = call(Method::PUT, "/api/v1/decisions/1", "{\"version\":1,\"status\":\"issued\"}");
    assert_eq!((saved.json()["version"].as_i64(), saved.json()["title"].as_str()), (Some(2), Some("甲")));
    let late = call(Method::PUT, "/api/v1/decisions/1", "{\"version\":1,\"title\":\"乙\"}");
    assert_eq!((late.status, late.json()["current"]["version"].as_i64()), (StatusCode::CONFLICT, Some(2)));
    let said = call(
        Method::POST,
        "/api/v1/decisions/1/links",
        "{\"version\":2,\"act\":\"correct\",\"link\":1,\"target\":\"《云南省平台管理办法》第四条\"}",
    );
    assert_eq!(said.json()["links"][0]["pin"]["address"].as_str(), Some("art-4"), "{}", said.body);
    let history = call(Method::GET, "/api/v1/decisions/1/history", "").json();
    assert_eq!(
        history["changes"].as_array().unwrap().iter().map(|c| c["action"].as_str().unwrap()).collect::<Vec<_>>(),
        ["create", "edit", "correct"]
    );
    assert_eq!(call(Method::GET, "/api/v1/decisions", "").json()["total"].as_i64(), Some(1));
    for (method, path, body) in [
        (Method::PUT, "/api/v1/decisions/1", "{\"title\":\"丙\"}"),
        (Method::POST, "/api/v1/decisions", "{\"title\":\"\"}"),
        (Method::POST, "/api/v1/decisions", "{\"titel\":\"甲\"}"),
        (Method::POST, "/api/v1/decisions", "不是"),
        (Method::POST, "/api/v1/decisions/1/links", "{\"version\":3,\"act\":\"burn\",\"link\":1}"),
    ] {
        let answer = call(method, path, body);
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::BAD_REQUEST, "application/problem+json"), "{body}");
    }
}

#[test]
fn a_damaged_register_leaves_the_rest_of_the_site_alone() {
    let place = place(true, vec![]);
    std::fs::write(&place.register, "不是数据库".repeat(500)).unwrap();
    let before = std::fs::read(&place.register).unwrap();
    let mut browser = Browser::new(&place);
    assert_eq!(browser.get("/decisions").status, StatusCode::SERVICE_UNAVAILABLE);
    let tried = browser.submit("/decisions/new", "/decisions", &[("title", "甲")]);
    assert_eq!(tried.status, StatusCode::SERVICE_UNAVAILABLE);
    let clause = browser.get("/p/yunnan/measures/art-3");
    assert!(clause.status == StatusCode::OK && clause.body.contains("决定登记簿不能读写"));
    assert_eq!(std::fs::read(&place.register).unwrap(), before);
}
