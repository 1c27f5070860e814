//! Reading a document: parts, scripts, cited words in place, text left out, the file itself, reports.

use std::path::PathBuf;

use tempfile::TempDir;
use tiaoli::web::Reports;

use super::*;

/// A small library to read in, with its folder.
struct Reading {
    dir: TempDir,
    router: Router,
}

fn long_law(articles: u32) -> String {
    let chinese = tiaoli::text::numeral::to_chinese;
    let article = |n: u32| {
        let chapter = if n % 50 == 1 { format!("第{}章　事项{}\n", chinese(n / 50 + 1), n / 50 + 1) } else { String::new() };
        format!("{chapter}第{}条　经营者应当在每年的登记中如实写明第{n}项情况，并保存有关记录。\n", chinese(n))
    };
    format!("丁省经营登记条例\n{}", (1..=articles).map(article).collect::<String>())
}

const RULES: &str = "戊市算力平台管理办法\n\n第一条　为规范算力平台建设，制定本办法。\n\
    第二条　市算力服务中心（以下简称“服务中心”）负责平台的日常管理。\n\
    第三条　对符合条件的平台，给予不超过300万元的补助。\n\
    第四条　按照第三条规定取得补助的平台，由服务中心每年检查一次。\n\
    第五条　补助标准如下：\n级别\t标准（万元）\t说明\n甲级\t300\t一次性\n乙级\t100\t分两年\n\
    第六条　本办法自2024年3月1日起施行，有效期至2028年2月29日。\n";

const SCRAPED: &str = "首页 > 政务公开 > 政策文件\n发布时间：2024-05-06 来源：己市政府\n己市屋顶光伏补贴通知\n\n各区政府：\n\
    一、补贴对象\n按照《戊市算力平台管理办法》第三条执行的单位。\n二、补贴标准\n每户补贴2000元。\n上一篇：无\n下一篇：关于放假的通知\n打印本页 关闭窗口\n";

impl Reading {
    fn new(report: Option<&dyn Fn(&Path) -> String>) -> Reading {
        let dir = TempDir::new().unwrap();
        let corpus = dir.path().join("corpus");
        for (name, text) in [("ding/law.txt", long_law(1200).as_str()), ("wu/rules.txt", RULES), ("ji/scraped.txt", SCRAPED)] {
            std::fs::create_dir_all(corpus.join(name).parent().unwrap()).unwrap();
            std::fs::write(corpus.join(name), text).unwrap();
        }
        let lexicon = Lexicon::embedded();
        build(&tiaoli::corpus::Corpus::open(&corpus).unwrap(), &dir.path().join("index"), &lexicon, &|_| {}).unwrap();
        let library = Library::open(&dir.path().join("index"), &lexicon).unwrap();
        let reports: Reports = report.map(|place| place(dir.path()).parse().unwrap()).unwrap_or_default();
        let site = Site::new(Arc::new(library), Arc::new(lexicon)).with_corpus(corpus).with_reports(reports);
        Reading { dir, router: router(Arc::new(site)) }
    }

    fn get(&self, path: &str) -> Answer {
        ask(&self.router, Method::GET, path, &[])
    }

    fn page(&self, path: &str) -> Html {
        let answer = self.get(path);
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        answer.html()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.dir.path().join("corpus").join(name)
    }

    fn post(&self, cookie: &str, body: &str) -> Answer {
        let request = Request::builder().method(Method::POST).uri("/report").header("cookie", cookie).header("host", "x.example");
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(Body::from(body.to_owned())).unwrap();
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
            let bytes = to_bytes(body, usize::MAX).await.unwrap();
            Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
        })
    }
}

#[test]
fn a_long_law_is_read_in_parts_and_nothing_is_lost() {
    let reading = Reading::new(None);
    let (mut path, mut articles, mut parts) = ("/p/ding/law".to_owned(), Vec::new(), 0);
    loop {
        let answer = reading.get(&path);
        assert!(answer.body.len() < 300_000, "{path}: {} bytes", answer.body.len());
        let html = answer.html();
        let ids = all(&html, "section.article").iter().map(|e| e.value().attr("id").unwrap().to_owned()).collect::<Vec<_>>();
        assert!(!ids.is_empty(), "{path}");
        articles.extend(ids);
        parts += 1;
        let here = words(&html, ".contents [aria-current=page]");
        assert_eq!(here.len(), 1, "{here:?}");
        match all(&html, ".neighbours a[rel=next]").first() {
            Some(next) => path = next.value().attr("href").unwrap().to_owned(),
            None => break,
        }
    }
    assert!(parts > 2, "{parts} parts");
    assert_eq!(articles, (1..=1200).map(|n| format!("art-{n}")).collect::<Vec<_>>());
    // The contents name the chapters of other parts, and a clause finds its part.
    let html = reading.page("/p/ding/law");
    let chapters = words(&html, ".contents .chapter");
    assert!(chapters.iter().any(|c| c.contains("事项24")), "{chapters:?}");
    assert_eq!(all(&reading.page("/p/ding/law?at=art-1100"), "#art-1100").len(), 1);
    let clause = reading.page("/p/ding/law/art-1100");
    assert_eq!(all(&clause, ".toolbar a")[0].value().attr("href"), Some("/p/ding/law?at=art-1100#art-1100"));
    assert_eq!(reading.get("/p/ding/law?part=x").status, StatusCode::BAD_REQUEST);
    assert_eq!(reading.get("/p/ding/law?part=9999").status, StatusCode::OK);
}

#[test]
fn cited_words_terms_and_tables_stand_in_place() {
    let reading = Reading::new(None);
    let html = reading.page("/p/wu/rules");
    let quoted = words(&html, "#art-4 .quoted blockquote");
    assert!(quoted.len() == 1 && quoted[0].contains("给予不超过300万元的补助"), "{quoted:?}");
    let term = &all(&html, "#art-4 a.term")[0];
    assert!(term.value().attr("title").unwrap().contains("市算力服务中心"));
    assert_eq!(all(&html, term.value().attr("href").unwrap()).len(), 1);
    assert_eq!(words(&html, "#art-5 table.grid thead th"), ["级别", "标准（万元）", "说明"]);
    assert_eq!(words(&html, "#art-5 table.grid tbody tr:first-child td"), ["甲级", "300", "一次性"]);
    // A fact and its words lead to each other.
    let mark = &all(&html, "#art-3 mark.fact")[0];
    let note = &all(&html, "#art-3 .note")[0];
    let inside =
        |e: &scraper::ElementRef| e.select(&Selector::parse("a").unwrap()).next().unwrap().value().attr("href").unwrap()[1..].to_owned();
    assert_eq!((inside(mark), inside(note)), (note.value().attr("id").unwrap().to_owned(), mark.value().attr("id").unwrap().to_owned()));
    // From another document the quotation says where it stands and whether that is in force.
    let other = reading.page("/p/ji/scraped");
    let quoted = words(&other, ".quoted").join("");
    assert!(quoted.contains("300万元") && quoted.contains("《戊市算力平台管理办法》") && quoted.contains("2028年2月29日"), "{quoted}");
    assert!(words(&html, ".standing b")[0].contains("2028年2月29日"));
}

#[test]
fn a_conversion_is_marked_and_forms_to_cite_stay_as_printed() {
    let reading = Reading::new(None);
    for path in ["/p/wu/rules", "/p/wu/rules/art-4"] {
        let printed = reading.page(path);
        assert!(all(&printed, ".converted-banner").is_empty());
        let html = reading.page(&format!("{path}?script=hant"));
        assert_eq!(all(&html, ".converted-banner").len(), 1);
        assert!(all(&html, ".clause > .words").iter().all(|e| e.value().attr("lang") == Some("zh-Hant")));
        let text = words(&html, "#art-4 .words").join("");
        assert!(text.contains("按照第三條規定取得補助的平臺") || text.contains("按照第三條規定取得補助的平台"), "{text}");
        assert_eq!(words(&html, ".cite-text"), words(&printed, ".cite-text"));
        let length = |h: &Html| words(h, "#art-4 .words p").concat().chars().count();
        assert_eq!(length(&html), length(&printed));
    }
    assert!(all(&reading.page("/hant/p/wu/rules"), ".converted-banner").is_empty());
    assert_eq!(reading.get("/p/wu/rules?script=latin").status, StatusCode::BAD_REQUEST);
}

#[test]
fn text_that_was_left_out_is_shown_on_demand() {
    let reading = Reading::new(None);
    let html = reading.page("/p/ji/scraped");
    assert!(all(&html, ".left-out").is_empty());
    let switch = all(&html, "#left-out a.button")[0].value().attr("href").unwrap().to_owned();
    assert!(switch.contains("show=dropped"));
    let html = reading.page(&switch);
    let pieces = words(&html, ".left-out").join("\n");
    assert!(pieces.contains("首页") && pieces.contains("关闭窗口"), "{pieces}");
    // In the order of the file: navigation before the first clause, the tail after the last.
    let text = words(&html, "#text").join("");
    let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what} is not in {text}"));
    assert!(at("首页") < at("补贴对象") && at("每户补贴") < at("关闭窗口"));
}

#[test]
fn the_file_is_handed_out_as_it_was_read() {
    let reading = Reading::new(None);
    let html = reading.page("/p/wu/rules");
    let sha256 = words(&html, ".hash")[0].clone();
    let answer = reading.get("/p/wu/rules/original");
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, RULES));
    assert!(answer.header("content-disposition").starts_with("attachment;") && answer.header("x-content-type-options") == "nosniff");
    assert_eq!(answer.header("etag"), format!("\"{sha256}\""));
    assert_eq!(sha256.len(), 64);
    std::fs::write(reading.file("wu/rules.txt"), "别的文字").unwrap();
    let changed = reading.get("/p/wu/rules/original");
    assert_eq!(changed.status, StatusCode::CONFLICT);
    assert!(changed.body.contains(&sha256) && !changed.body.contains("别的文字"), "{}", changed.body);
    std::fs::remove_file(reading.file("wu/rules.txt")).unwrap();
    assert_eq!(reading.get("/p/wu/rules/original").status, StatusCode::GONE);
    assert_eq!(reading.get("/p/wu/../../etc/passwd/original").status, StatusCode::NOT_FOUND);
    // A site that was not told the folder hands nothing out.
    assert_eq!(get("/p/guangxi/plan/original").status, StatusCode::NOT_FOUND);
}

#[test]
fn a_report_without_a_place_is_a_text_to_copy() {
    let reading = Reading::new(None);
    let html = reading.page("/p/wu/rules");
    let link = all(&html, "#art-3 .note a.flag")[0].value().attr("href").unwrap().to_owned();
    let shown = reading.page(&link);
    let text = words(&shown, "pre[data-copy]").join("");
    for part in ["《戊市算力平台管理办法》", "第三条", "/p/wu/rules/art-3", "300万元", &words(&html, ".hash")[0]] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert!(all(&shown, "form[method=post]").is_empty());
    assert_eq!(reading.post("", "at=wu/rules&words=x").status, StatusCode::METHOD_NOT_ALLOWED);
    for wrong in ["/report", "/report?at=no/where", "/report?at=wu/rules/art-99"] {
        assert_eq!(reading.get(wrong).status, StatusCode::NOT_FOUND, "{wrong}");
    }
}

#[test]
fn a_report_can_be_a_letter() {
    let reading = Reading::new(Some(&|_| "mailto:someone@example.org".to_owned()));
    let html = reading.page("/en/report?at=wu/rules/art-3");
    let letter = all(&html, "a.button[href^='mailto:']")[0].value().attr("href").unwrap().to_owned();
    assert!(letter.starts_with("mailto:someone@example.org?subject=") && letter.contains("%2Fp%2Fwu%2Frules%2Fart-3"), "{letter}");
    assert!(!letter.contains([' ', '\n', '"']));
}

#[test]
fn a_report_is_appended_to_a_file_from_our_own_form_only() {
    let reading = Reading::new(Some(&|dir| format!("file:{}", dir.join("reports.jsonl").display())));
    let answer = ask(&reading.router, Method::GET, "/report?at=wu/rules/art-3", &[(header::HOST, "x.example")]);
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let html = answer.html();
    let token = all(&html, "input[name=token]")[0].value().attr("value").unwrap().to_owned();
    let typed = "at=wu%2Frules%2Fart-3&kind=value&words=%E5%BA%94%E4%B8%BA%22200%E4%B8%87%22%0D%0A%E8%AF%B7%E6%94%B9";
    assert_eq!(reading.post("", &format!("token={token}&{typed}")).status, StatusCode::FORBIDDEN);
    assert_eq!(reading.post(&cookie, typed).status, StatusCode::FORBIDDEN);
    assert_eq!(reading.post(&cookie, &format!("token={token}&at=wu%2Frules&words=+")).status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = reading.post(&cookie, &format!("token={token}&{typed}"));
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(words(&reading.page(sent.header("location")), "[role=status]").len(), 1);
    let lines = std::fs::read_to_string(reading.dir.path().join("reports.jsonl")).unwrap();
    assert_eq!(lines.lines().count(), 1);
    let line: serde_json::Value = serde_json::from_str(&lines).unwrap();
    assert_eq!(
        (line["policy"].as_str(), line["address"].as_str(), line["words"].as_str()),
        (Some("wu/rules"), Some("art-3"), Some("应为\"200万\"\n请改"))
    );
    assert_eq!(
        reading.post(&cookie, &format!("token={token}&at=wu%2Frules&words={}", "x".repeat(70_000))).status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
}
