//! How long the steps before the index take: folding, cutting words, reading quantities, parsing a document.
//!
//! `cargo bench --bench text`; with `-- --quick` in seconds.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tiaoli::corpus::Corpus;
use tiaoli::lexicon::Lexicon;
use tiaoli::parsed::ParsedPolicy;
use tiaoli::text::quantity::quantities;
use tiaoli::text::segment::Segmenter;
use tiaoli::text::{fold, to_hant};

fn benches(criterion: &mut Criterion) {
    let lexicon = Lexicon::embedded();
    let corpus = Corpus::open(Path::new("corpus")).expect("the corpus");
    let files: Vec<_> = corpus.documents().iter().filter_map(|document| corpus.read(document).ok()).collect();
    let simplified: String = files.iter().map(|file| fold(file.text.as_str())).collect();
    let source: String = files.iter().map(|file| file.text.as_str()).collect();
    let traditional = to_hant(&source).into_owned();
    let segmenter = Segmenter::shared(&lexicon.words.user, &lexicon.words.stop);

    let mut group = criterion.benchmark_group("text");
    group.throughput(Throughput::Bytes(simplified.len() as u64));
    group.bench_function("normalise simplified", |b| b.iter(|| fold(black_box(&simplified)).len()));
    group.bench_function("segment", |b| b.iter(|| segmenter.words(black_box(&simplified)).len()));
    group.bench_function("quantities", |b| b.iter(|| quantities(black_box(&simplified)).count()));
    group.throughput(Throughput::Bytes(traditional.len() as u64));
    group.bench_function("normalise traditional", |b| b.iter(|| fold(black_box(&traditional)).len()));
    group.throughput(Throughput::Bytes(source.len() as u64));
    group.sample_size(10);
    group.bench_function("parse", |b| {
        b.iter(|| files.iter().map(|file| ParsedPolicy::parse(black_box(file), &lexicon).clauses.len()).sum::<usize>());
    });
}

criterion_group!(all, benches);
criterion_main!(all);
