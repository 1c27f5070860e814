//! The site, in process: every page is whole, every link leads somewhere, nothing is taken for markup.

mod api;
mod applicant;
mod check;
mod citing;
mod compare;
mod decisions;
mod kinship;
mod languages;
mod lasting;
mod mcp;
mod openapi;
mod pages;
mod protocol;
mod reading;
mod safety;
mod schema;
mod search;
mod take_away;
mod words;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use scraper::{Html, Selector};
use tiaoli::index::{Library, build};
use tiaoli::lexicon::Lexicon;
use tiaoli::web::{Site, router};
use tower::ServiceExt;

/// A small corpus: an outline with an attachment, a law in articles, a document whose every word tries
/// to be markup, and a file that is no text.
const FILES: [(&str, &str); 5] = [
    (
        "guangxi/plan.txt",
        "广西壮族自治区产业创新平台建设工作方案\n\n为加快平台建设，根据《关于完善产业创新体系的指导意见》（工信部科〔2016〕8273号）精神，制定本方案。\n\
         一、总体要求\n坚持市场主导。\n二、主要任务\n（一）建设平台。到2027年底，建成平台不少于20家。\n（二）支持政策。对新认定的平台给予一次性补助，最高不超过200万元。\n\
         1.资金支持。每年安排5000万元。\n2.人才支持。落实人才政策。\n三、附则\n本方案自印发之日起施行。\n附件：申报指引\n一、申报条件\n上年度营业收入不低于1亿元。\n二、申报材料\n（一）申报书。\n",
    ),
    (
        "yunnan/measures.txt",
        "云南省平台管理办法\n第一章　总则\n第一条　为规范平台管理，制定本办法。\n第二条　本办法适用于本省。\n第二章　申报\n第三条　申报单位应当具备下列条件：\n（一）注册资本不低于3000万元；\n（二）近三年无违法记录。\n\
         符合前款条件的，可以申报。\n第四条　本办法自2024年1月1日起施行。\n",
    ),
    (
        "guangzhou/hant.txt",
        "廣州市促進創新鏈産業鏈融合發展行動計劃\n一、總體要求\n推動産業鏈發展，給予一次性補助200萬元。\n二、組織保障\n加强組織領導。\n",
    ),
    (
        "guangzhou/hostile.txt",
        "关于<script>alert(1)</script>\"引号\"的通知\n一、<img src=x onerror=alert(1)>总则\n根据《<b>办法</b>》，补助<i>200万元</i>。&amp;&lt;\n二、'单引号'{{ title }}{% raw %}\n",
    ),
    ("guangzhou/broken.txt", "\u{1}\u{2}\u{0}"),
];

const MANIFESTS: [(&str, &str); 2] = [
    ("guangxi/plan.toml", "number = \"桂工信〔2025〕7号\"\nissued = \"2025-03-04\"\njurisdiction = \"广西\"\nnote = \"<u>备注</u>\"\n"),
    (
        "guangzhou/hostile.toml",
        "text_status = \"digest\"\nsource_url = \"javascript:alert(1)\"\nissued = \"2022-07-29\"\njurisdiction = \"广州市\"\n",
    ),
];

static ROUTER: LazyLock<Router> = LazyLock::new(|| {
    let root = std::env::temp_dir().join(format!("tiaoli-web-{}", std::process::id()));
    for (name, text) in FILES.iter().chain(&MANIFESTS) {
        let path = root.join("corpus").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    site(&root.join("corpus"), &root.join("index"))
});

/// A router over the documents of a folder.
fn site(corpus: &Path, index: &Path) -> Router {
    let lexicon = Lexicon::embedded();
    let corpus = tiaoli::corpus::Corpus::open(corpus).unwrap();
    build(&corpus, index, &lexicon, &|_| {}).unwrap();
    let library = Library::open(index, &lexicon).unwrap();
    router(Arc::new(Site::new(Arc::new(library), Arc::new(lexicon))))
}

/// An answer.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    fn html(&self) -> Html {
        Html::parse_document(&self.body)
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }
}

fn ask(router: &Router, method: Method, path: &str, headers: &[(header::HeaderName, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let response = router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    })
}

fn get(path: &str) -> Answer {
    ask(&ROUTER, Method::GET, path, &[])
}

/// The page at `path`, which must be there.
fn page(path: &str) -> Html {
    let answer = get(path);
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    answer.html()
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn words(html: &Html, selector: &str) -> Vec<String> {
    all(html, selector).iter().map(|e| e.text().collect::<String>()).collect()
}
