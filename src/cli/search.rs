//! `tiaoli search`: clauses that match a query.

use std::fmt::Write;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::options::{Output, day};
use super::terminal::{self, MARK, cut, paint, plain, wrap};
use super::{CliError, Folders, json, library, print, talk};
use crate::policy::TextStatus;
use unicode_width::UnicodeWidthStr;

use crate::compare::{CompareError, columns, topic_ids};
use crate::message::Language;
use crate::search::{FILTERS, FORMS, Filter, Hit, KIND_NAMES, Node, ROLE_NAMES, SearchRequest, SearchResponse, Sort, search};

/// Arguments of `search`.
#[derive(Debug, Args)]
#[command(after_help = language())]
pub struct SearchArgs {
    /// Words and filters; the query language stands below
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
    /// Only documents of these places: names or folders of the corpus
    #[arg(long = "place", value_name = "PLACE", value_delimiter = ',')]
    places: Vec<String>,
    /// Only clauses that speak of these topics, by id or name
    #[arg(long = "topic", value_name = "TOPIC", value_delimiter = ',')]
    topics: Vec<String>,
    /// Only documents in force on this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<String>,
    #[command(flatten)]
    output: Output,
    /// How many clauses to show
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=1000))]
    limit: u16,
    /// How many clauses to pass over
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(..=100_000))]
    offset: u32,
    /// What stands first: relevance, date (newest) or amount (greatest)
    #[arg(long, value_name = "ORDER", default_value = "relevance", value_parser = sorts())]
    sort: Sort,
    /// Say why each clause matches
    #[arg(long)]
    explain: bool,
    /// Search the words as they are typed, without synonyms
    #[arg(long)]
    no_synonyms: bool,
}

/// So many clauses with some of the words are shown; JSON has all.
const RELATED: usize = 5;

/// The orders, as they can be chosen from.
fn sorts() -> impl TypedValueParser<Value = Sort> {
    PossibleValuesParser::new(Sort::ALL.map(Sort::as_str)).map(|word| Sort::read(&word).unwrap_or_default())
}

/// The whole query language, each way of asking with an example.
fn language() -> String {
    let mut out = String::from(
        "Examples:\n  tiaoli search '创新中心 补助'\n  tiaoli search '补助 资助>=100万 level:省' --sort amount --explain\n  \
         tiaoli search 补助 --place 广西,广州 --limit 5\n  tiaoli search 补助 --date 2025-06-30 --json\n\n\
         JSON: {\"query\",\"explained\",\"total\",\"hits\":[{\"policy\",\"address\",\"title\",\"number\",\"place\",\"heading_path\",\n\
         \"snippet\":{\"text\",\"marks\"},\"score\",\"facts\"}],\"facets\",\"hints\"}.\n\nThe query language:\n",
    );
    let mut row = |example: &str, meaning: &str| {
        let gap = " ".repeat(38usize.saturating_sub(example.width()).max(2));
        let _ = writeln!(out, "  {example}{gap}{meaning}");
    };
    for form in &FORMS {
        row(form.example, &form.meaning.say(Language::English));
    }
    for filter in &FILTERS {
        let names: Vec<&str> = [filter.key].into_iter().chain(filter.chinese.iter().copied()).collect();
        row(
            &format!("{}:{}", filter.key, filter.example),
            &format!("also {}", names[1..].iter().map(|n| format!("{n}:")).collect::<Vec<_>>().join(" ")),
        );
    }
    out.push('\n');
    let names = |rows: &[&[&str]]| rows.iter().map(|names| format!("{} {}", names[0], names[1])).collect::<Vec<_>>().join(", ");
    let (roles, kinds) = (ROLE_NAMES.map(|row| row.1), KIND_NAMES.map(|row| row.1));
    out.push_str("Before >= stand, divided by points:\n");
    let _ = writeln!(out, "  use      {},\n           {}", names(&roles[..4]), names(&roles[4..]));
    let _ = writeln!(out, "  kind     {},\n           {}, deadline 截止", names(&kinds[..4]), names(&kinds[4..]));
    out.push_str("  measure  an id, label or word of index/lexicon/measures.toml\nAll of it must hold of one value.");
    out
}

/// Searches and prints.
pub fn run(args: &SearchArgs, folders: &Folders) -> Result<(), CliError> {
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let usage = |error: CompareError| CliError::Usage(error.to_string());
    let mut filters = Vec::new();
    if !args.places.is_empty() {
        let found = columns(&library, &lexicon, &args.places).map_err(usage)?;
        filters.push(Node::Filter(Filter::Places(found.into_iter().map(|c| c.place).collect())));
    }
    if !args.topics.is_empty() {
        filters.push(Node::Filter(Filter::Topics(topic_ids(&lexicon, &args.topics).map_err(usage)?)));
    }
    if let Some(day) = args.date.as_ref().and_then(|d| d.replace('-', "").parse().ok()) {
        filters.push(Node::Filter(Filter::InForce(day)));
    }
    let request = SearchRequest {
        query: args.query.join(" "),
        limit: usize::from(args.limit),
        offset: args.offset as usize,
        filters,
        no_synonyms: args.no_synonyms,
        sort: args.sort,
        explain: args.explain,
        ..SearchRequest::default()
    };
    let response = search(&library, &request);
    if args.output.json() {
        return print(&(json(&response)? + "\n"));
    }
    for message in &response.messages {
        super::remark(&message.to_string());
    }
    print(&draw(&response, args.offset as usize, terminal::width(), talk::colour()))
}

/// The hits for reading in the terminal.
fn draw(response: &SearchResponse, offset: usize, width: usize, colour: bool) -> String {
    let mut out = String::new();
    if !response.explained.is_empty() {
        let _ = writeln!(out, "{}", plain(&response.explained.to_string()));
    }
    for (word, others) in &response.synonyms {
        let _ = writeln!(out, "{} = {}", plain(word), plain(&others.join("、")));
    }
    let clauses = if response.total == 1 { "clause" } else { "clauses" };
    match response.hits.len() {
        0 if response.total > 0 => _ = writeln!(out, "{} {clauses}; none so far on", response.total),
        0 => out.push_str("No clause matches.\n"),
        n if offset > 0 => _ = writeln!(out, "{} {clauses}, from {} to {}:", response.total, offset + 1, offset + n),
        n if n < response.total => _ = writeln!(out, "{} {clauses}, the first {n}:", response.total),
        _ => _ = writeln!(out, "{} {clauses}:", response.total),
    }
    for hint in &response.hints {
        let _ = writeln!(out, "  {}: tiaoli search {}", plain(&hint.text.to_string()), quoted(&plain(&hint.query)));
    }
    for (number, hit) in response.hits.iter().enumerate() {
        hit_lines(&mut out, offset + number + 1, hit, width);
    }
    if !response.related.is_empty() {
        out.push_str("\nClauses with some of the words:\n");
        for (number, hit) in response.related.iter().take(RELATED).enumerate() {
            hit_lines(&mut out, response.hits.len() + number + 1, hit, width);
        }
    }
    paint(&out, colour)
}

/// One hit: where it stands, what it is called, the words.
fn hit_lines(out: &mut String, number: usize, hit: &Hit, width: usize) {
    let lead = format!("{number:>3}. ");
    let indent = " ".repeat(lead.len());
    let digest = if hit.text_status == TextStatus::Digest { "  要点（非原文）" } else { "" };
    let about = [Some(hit.place.clone()), hit.number.clone(), hit.date.clone()];
    let about: Vec<String> = about.into_iter().flatten().filter(|a| !a.is_empty()).collect();
    let _ = writeln!(out, "\n{lead}{}{} {}{}  {}{digest}", MARK.0, hit.policy, hit.address, MARK.1, plain(&about.join(" ")));
    for text in [plain(&hit.title), plain(&hit.heading_path.join(" › "))] {
        if !text.is_empty() {
            let _ = writeln!(out, "{indent}{}", cut(&text, width.saturating_sub(indent.len())));
        }
    }
    for line in wrap(&marked(hit), width.saturating_sub(indent.len())) {
        let _ = writeln!(out, "{indent}{line}");
    }
    for why in &hit.why {
        for (number, line) in wrap(&plain(&why.text.to_string()), width.saturating_sub(indent.len() + 2)).iter().enumerate() {
            let _ = writeln!(out, "{indent}{}{line}", if number == 0 { "· " } else { "  " });
        }
    }
}

/// The snippet with its marks put in.
fn marked(hit: &Hit) -> String {
    let mut out = String::new();
    let mut marks = hit.snippet.marks.iter().peekable();
    let mut end = None;
    for (at, c) in plain(&hit.snippet.text).chars().enumerate() {
        if end == Some(at) {
            out.push(MARK.1);
            end = None;
        }
        if let Some((_, last)) = marks.next_if(|(first, _)| *first == at) {
            out.push(MARK.0);
            end = Some(*last);
        }
        out.push(c);
    }
    if end.is_some() {
        out.push(MARK.1);
    }
    out
}

/// A query as one word for the shell.
fn quoted(query: &str) -> String {
    format!("'{}'", query.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Hint, Snippet};

    fn response() -> SearchResponse {
        let hit = Hit {
            policy: "guangxi/pilot-plan".parse().unwrap(),
            address: "4/2".parse().unwrap(),
            label: "（二）".into(),
            title: "广西壮族自治区制造业创新中心试点建设工作方案".into(),
            number: None,
            place: "广西".into(),
            level: None,
            date: Some("2021".into()),
            text_status: TextStatus::Digest,
            text: String::new(),
            heading_path: vec!["四、政策措施".into(), "（二）加大资金和财税支持".into()],
            snippet: Snippet { text: "…一次性不超过 200 万元财政资金补助；".into(), marks: vec![(18, 20)] },
            score: 1.0,
            facts: Vec::new(),
            from_context: Vec::new(),
            previous: None,
            next: None,
            why: Vec::new(),
        };
        SearchResponse {
            query: "補助".into(), explained: "包含“补助”".into(), total: 7, hits: vec![hit], ..SearchResponse::default()
        }
    }

    #[test]
    fn a_hit_says_where_it_stands_and_shows_the_words() {
        let expected = "包含“补助”\n\
            7 clauses, the first 1:\n\
            \n  1. guangxi/pilot-plan 4/2  广西 2021  要点（非原文）\n     \
            广西壮族自治区制造业创新中心试点建设…\n     \
            四、政策措施 › （二）加大资金和财税…\n     \
            …一次性不超过 200 万元财政资金补助；\n";
        assert_eq!(draw(&response(), 0, 42, false), expected);
        assert!(draw(&response(), 0, 42, true).contains("财政资金\x1b[1m补助\x1b[22m；"), "{:?}", draw(&response(), 0, 42, true));
    }

    #[test]
    fn an_empty_answer_says_what_to_try() {
        let hint = Hint { text: "去掉“地区：云南”可得 5 条".into(), query: "补助 -'x'".into() };
        let response = SearchResponse { hints: vec![hint], ..SearchResponse::default() };
        assert_eq!(draw(&response, 0, 80, false), "No clause matches.\n  去掉“地区：云南”可得 5 条: tiaoli search '补助 -'\\''x'\\'''\n");
    }
}
