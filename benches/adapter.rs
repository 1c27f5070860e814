//! The adapter of the side-by-side benchmark: the index and the queries of the product behind the protocol
//! that the other engines are asked by.
//!
//! * `bench-adapter ingest CLAUSES.jsonl INDEX THREADS` writes an index of clauses, one JSON object a line
//!   (`id`, `doc`, `path`, `text`), and returns when it is settled.
//! * `bench-adapter words CLAUSES.jsonl INDEX THREADS` writes words and texts only, to be held against engines that
//!   index no more than words; it cannot be served.
//! * `bench-adapter serve INDEX` reads one request a line (`all`, `any`, `not`, `k`, `ids`) and answers each
//!   in order: `{"count":…,"ids":[…],"us":…}`.
//! * `bench-adapter recall CLAUSES.jsonl INDEX N` cuts N random strings out of the clauses and holds what the
//!   index finds against a plain look through all of them.
//!
//! A string that is one amount or percentage (5万元) is asked as a word, which finds every spelling of it; every
//! other one as a quoted phrase.

use std::collections::HashMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexWriter, doc};
use tiaoli::clause::{Clause, ClauseKind};
use tiaoli::index::{Library, PolicyRecord, bulk};
use tiaoli::lexicon::Lexicon;
use tiaoli::parsed::ParsedPolicy;
use tiaoli::policy::Policy;
use tiaoli::search::locate::locate;
use tiaoli::text::segment::Segmenter;
use tiaoli::text::{Span, fold, quantity, to_hans};

type Failure = Box<dyn Error>;

/// Places of the file that are looked at for frequent strings, and how much of each, in bytes.
const SAMPLES: u64 = 96;
const SAMPLE_BYTES: usize = 40 * 1024;

/// Memory of a thread that writes words, in bytes.
const WORDS_MEMORY: usize = 32 * 1024 * 1024;

/// The identifiers of the clauses, in the order they were written: two numbers of 8 bytes for each, policy and id.
const IDS: &str = "ids.bin";

#[derive(Deserialize)]
struct Record {
    id: u64,
    doc: String,
    #[serde(default)]
    path: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(default)]
struct Request {
    all: Vec<String>,
    any: Vec<String>,
    not: Vec<String>,
    k: usize,
    ids: bool,
}

impl Default for Request {
    fn default() -> Self {
        Request { all: Vec::new(), any: Vec::new(), not: Vec::new(), k: 10, ids: false }
    }
}

#[derive(Serialize)]
struct Answer {
    count: usize,
    ids: Vec<u64>,
    us: u128,
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["ingest", clauses, index, threads] => ingest(Path::new(clauses), Path::new(index), threads.parse()?),
        ["words", clauses, index, threads] => words(Path::new(clauses), Path::new(index), threads.parse()?),
        ["serve", index] => serve(Path::new(index)),
        ["recall", clauses, index, count] => recall(Path::new(clauses), Path::new(index), count.parse()?),
        _ => Err("expected: ingest CLAUSES INDEX THREADS | words CLAUSES INDEX THREADS | serve INDEX | recall CLAUSES INDEX N".into()),
    }
}

/// The clauses of a file, one line after the other.
fn records(path: &Path) -> Result<impl Iterator<Item = Record> + Send, Failure> {
    let (mut file, mut line) = (BufReader::with_capacity(1 << 18, File::open(path)?), Vec::new());
    Ok(std::iter::from_fn(move || {
        loop {
            line.clear();
            if file.read_until(b'\n', &mut line).ok()? == 0 {
                return None;
            }
            if let Ok(record) = serde_json::from_slice(&line) {
                return Some(record);
            }
        }
    }))
}

fn ingest(path: &Path, index: &Path, threads: usize) -> Result<(), Failure> {
    std::fs::create_dir_all(index)?;
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    let bytes = std::fs::metadata(path)?.len();
    let lexicon = Lexicon::embedded();
    let mut ids = BufWriter::new(File::create(index.join(IDS))?);
    let mut written = Ok(());
    let mut records = records(path)?.peekable();
    let mut number = 0u64;
    // The clauses of one document, which follow each other.
    let documents = std::iter::from_fn(|| {
        let mut document = vec![records.next()?];
        while let Some(record) = records.next_if(|record| record.doc == document[0].doc) {
            document.push(record);
        }
        for record in &document {
            let result = ids.write_all(&number.to_le_bytes()).and_then(|()| ids.write_all(&record.id.to_le_bytes()));
            written = std::mem::replace(&mut written, Ok(())).and(result);
        }
        number += 1;
        Some((number - 1, document))
    });
    bulk::write(index, &lexicon, threads, bytes, sample(path, bytes)?, documents, |(number, records)| policy(number, records))?;
    written?;
    ids.flush()?;
    Ok(())
}

/// The words that the product cuts, each clause a document with its text.
fn words(path: &Path, index: &Path, threads: usize) -> Result<(), Failure> {
    std::fs::create_dir_all(index)?;
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    let lexicon = Lexicon::embedded();
    let segmenter = Segmenter::shared(&lexicon.words.user, &lexicon.words.stop);
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default().set_tokenizer("whitespace").set_index_option(IndexRecordOption::WithFreqs);
    let (id, text) = (schema.add_u64_field("id", STORED), schema.add_text_field("text", STORED));
    let cut = schema.add_text_field("words", TextOptions::default().set_indexing_options(indexing));
    let mut writer: IndexWriter = Index::create_in_dir(index, schema.build())?.writer_with_num_threads(threads, threads * WORDS_MEMORY)?;
    let written: tantivy::Result<()> = records(path)?.par_bridge().try_for_each(|record| {
        let words = segmenter.spaced(&fold(&record.text));
        writer.add_document(doc!(id => record.id, text => record.text, cut => words)).map(|_| ())
    });
    written?;
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

/// Texts from places spread over the file.
fn sample(path: &Path, bytes: u64) -> Result<Vec<String>, Failure> {
    let (mut file, mut texts) = (File::open(path)?, Vec::new());
    for place in 0..SAMPLES {
        file.seek(SeekFrom::Start(bytes / SAMPLES * place))?;
        let mut piece = vec![0; SAMPLE_BYTES];
        let length = file.read(&mut piece)?;
        // The first and the last line are cut off somewhere, and no JSON.
        texts.extend(piece[..length].split(|b| *b == b'\n').filter_map(|line| serde_json::from_slice::<Record>(line).ok()).map(|r| r.text));
    }
    Ok(texts)
}

fn policy(number: u64, records: Vec<Record>) -> PolicyRecord {
    let id = format!("bench/{number:08}");
    let title = records.first().map(|record| record.doc.clone()).unwrap_or_default();
    let parsed = ParsedPolicy {
        schema: String::new(),
        document: Policy { id: id.parse().unwrap_or_default(), title_hans: to_hans(&title).into_owned(), title, ..Policy::default() },
        clauses: records.into_iter().enumerate().map(|(place, record)| clause(place, record)).collect(),
        facts: Vec::new(),
        citations: Vec::new(),
        definitions: Vec::new(),
        effects: Vec::new(),
        departments: Vec::new(),
        dropped: Vec::new(),
        warnings: Vec::new(),
    };
    PolicyRecord { parsed, source: String::new(), path: PathBuf::from(id), sha256: String::new(), bytes: 0 }
}

fn clause(place: usize, record: Record) -> Clause {
    Clause {
        address: (place + 1).to_string().parse().unwrap_or_default(),
        label: String::new(),
        depth: 0,
        kind: ClauseKind::Article,
        heading: String::new(),
        text_hans: to_hans(&record.text).into_owned(),
        text: record.text,
        span: Span::default(),
        inferred: false,
        groups: record.path.split(" / ").filter(|group| !group.is_empty()).map(str::to_owned).collect(),
        pieces: Vec::new(),
    }
}

/// For each policy the identifiers of its clauses.
fn identifiers(index: &Path) -> Result<Vec<Vec<u64>>, Failure> {
    let mut ids: Vec<Vec<u64>> = Vec::new();
    for pair in std::fs::read(index.join(IDS))?.chunks_exact(16) {
        let number = |at: usize| pair[at..at + 8].try_into().map(u64::from_le_bytes);
        let policy = usize::try_from(number(0)?)?;
        ids.resize(ids.len().max(policy + 1), Vec::new());
        ids[policy].push(number(8)?);
    }
    Ok(ids)
}

/// A string as it is typed.
fn typed(text: &str) -> String {
    if quantity::whole(&fold(text)).is_some_and(|key| key.ends_with(['元', '%'])) {
        return text.to_owned();
    }
    let free = [('"', '"'), ('「', '」'), ('『', '』')].into_iter().find(|(a, b)| !text.contains([*a, *b, '＂']));
    let (open, close) = free.unwrap_or(('"', '"'));
    format!("{open}{text}{close}")
}

fn query(request: &Request) -> String {
    let mut parts: Vec<String> = request.all.iter().map(|text| typed(text)).collect();
    if !request.any.is_empty() {
        parts.push(format!("( {} )", request.any.iter().map(|text| typed(text)).collect::<Vec<_>>().join(" OR ")));
    }
    parts.extend(request.not.iter().map(|text| format!("-{}", typed(text))));
    parts.join(" ")
}

fn serve(index: &Path) -> Result<(), Failure> {
    let (library, ids) = (Library::open(index, &Lexicon::embedded())?, identifiers(index)?);
    // Loads the dictionary.
    locate(&library, "预热", 1)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let request: Request = serde_json::from_str(&line?)?;
        let start = Instant::now();
        let limit = if request.ids { 100_000_000 } else { request.k.max(1) };
        let (count, best) = locate(&library, &query(&request), limit)?;
        let id = |(policy, clause): &(u32, u32)| ids.get(*policy as usize)?.get(*clause as usize).copied();
        let answer = Answer { count, ids: best.iter().filter_map(id).collect(), us: start.elapsed().as_micros() };
        serde_json::to_writer(&mut out, &answer)?;
        out.write_all(b"\n")?;
        out.flush()?;
    }
    Ok(())
}

/// Random strings of 1 to 16 characters, cut anywhere; the truth is a look through all texts without the index.
fn recall(path: &Path, index: &Path, count: usize) -> Result<(), Failure> {
    let (library, ids) = (Library::open(index, &Lexicon::embedded())?, identifiers(index)?);
    let texts: Vec<(u64, String)> = records(path)?.map(|record| (record.id, fold(&record.text))).collect();
    let place: HashMap<u64, usize> = texts.iter().enumerate().map(|(place, (id, _))| (*id, place)).collect();
    let mut state = 20_250_711u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as usize % below.max(1)
    };
    let (mut wrong, mut hits, mut asked) = (0, 0, 0);
    while asked < count {
        let chars: Vec<char> = texts[random(texts.len())].1.chars().collect();
        let (length, start) = (1 + random(16), random(chars.len()));
        let string: String = chars[start..chars.len().min(start + length)].iter().collect();
        if string.is_empty() || ['"', '“', '「', '『', '」', '”'].iter().any(|mark| string.contains(*mark)) {
            continue;
        }
        asked += 1;
        let truth: Vec<usize> = (0..texts.len()).filter(|at| texts[*at].1.contains(&string)).collect();
        let (total, best) = locate(&library, &format!("\"{string}\""), 100_000_000)?;
        let id = |(policy, clause): &(u32, u32)| place.get(ids.get(*policy as usize)?.get(*clause as usize)?).copied();
        let mut found: Vec<usize> = best.iter().filter_map(id).collect();
        found.sort_unstable();
        hits += truth.len();
        if found != truth || total != truth.len() {
            wrong += 1;
            println!("{string:?}: {} found, {} hold it", found.len(), truth.len());
        }
    }
    println!("{asked} strings, {hits} matches, {wrong} strings with another answer");
    Ok(())
}
