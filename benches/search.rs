//! How long building, opening and searching take over the documents in `corpus/`.
//!
//! `cargo bench --bench search`; before the criterion figures it prints the 50th, 95th and 99th
//! percentile over many different queries, as a server sees them.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use tiaoli::corpus::Corpus;
use tiaoli::index::{Library, build, open_or_build, status};
use tiaoli::lexicon::Lexicon;
use tiaoli::search::{SearchRequest, search};

/// What people ask: words, phrases in both scripts, filters, numbers, long sentences, nothing found.
const QUERIES: [&str; 16] = [
    "补助",
    "補助",
    "创新中心",
    "创新中心 补助",
    "\"研发费用加计扣除\"",
    "“企业法人+联盟”",
    "牵头单位 销售收入 地区:广州",
    "（补助 OR 资助） －退出 级别:市",
    "年份:2019..2025 共性技术",
    "工信部科[2016]273号",
    "标题:方案 人才",
    "广州市级制造业创新中心建设工作指引",
    "的",
    "\"制造业创新中心建设\"",
    "資金支持",
    "创新中心补助条件",
];

fn ask(library: &Library, query: &str) -> usize {
    search(library, &SearchRequest { query: query.to_owned(), ..SearchRequest::default() }).total
}

fn percentiles(library: &Library) {
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..200 {
        for query in QUERIES {
            let start = Instant::now();
            black_box(ask(library, query));
            times.push(start.elapsed());
        }
    }
    times.sort();
    let at = |percent: usize| times[times.len() * percent / 100];
    println!("{} searches: p50 {:?}, p95 {:?}, p99 {:?}, slowest {:?}", times.len(), at(50), at(95), at(99), times[times.len() - 1]);
}

fn benches(criterion: &mut Criterion) {
    let (dir, lexicon) = (tempfile::tempdir().expect("a folder for the index"), Lexicon::embedded());
    let corpus = Corpus::open(Path::new("corpus")).expect("the corpus");
    let library = open_or_build(Path::new("corpus"), dir.path(), &lexicon, &|_| {}).expect("an index").library;
    ask(&library, "预热");
    percentiles(&library);
    for query in QUERIES {
        criterion.bench_function(&format!("search {query}"), |b| b.iter(|| ask(&library, black_box(query))));
    }
    criterion.bench_function("status", |b| b.iter(|| status(&corpus, dir.path(), &lexicon)));
    criterion.bench_function("open", |b| b.iter(|| Library::open(dir.path(), &lexicon).expect("an index")));
    let mut slow = criterion.benchmark_group("slow");
    slow.sample_size(10);
    slow.bench_function("build", |b| b.iter(|| build(&corpus, dir.path(), &lexicon, &|_| {}).expect("an index")));
}

criterion_group!(all, benches);
criterion_main!(all);
