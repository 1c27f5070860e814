//! The five documents of the corpus against what a careful reader found in them (`tests/gold/`).
//!
//! Every missed row is printed with `-`, every clause, amount or ratio that no row explains with `+`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use tiaoli::corpus;
use tiaoli::lexicon::Lexicon;
use tiaoli::parsed::ParsedPolicy;
use tiaoli::text::fold;

type Row = HashMap<String, String>;

fn rows(name: &str) -> Vec<Row> {
    let text = std::fs::read_to_string(format!("tests/gold/{name}.tsv")).unwrap();
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap().split('\t').collect();
    lines
        .map(|l| {
            head.iter().map(|h| (*h).to_owned()).zip(l.split('\t').map(str::to_owned).chain(std::iter::repeat(String::new()))).collect()
        })
        .collect()
}

/// The JSON that `tiaoli parse` prints for each gold document, so that the contract itself is held.
static PARSED: LazyLock<BTreeMap<String, Value>> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    rows("documents")
        .iter()
        .map(|d| {
            let id = d["policy"].clone();
            let file = corpus::read_file(&Path::new("corpus").join(format!("{id}.txt")), Some(Path::new("corpus"))).unwrap();
            (id, serde_json::to_value(ParsedPolicy::parse(&file, &lexicon)).unwrap())
        })
        .collect()
});

fn list<'v>(policy: &str, key: &str) -> &'v [Value] {
    PARSED[policy][key].as_array().unwrap()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("")
}

/// Letters and digits only, simplified.
fn bare(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// An address without paragraph steps.
fn outline(address: &str) -> String {
    let paragraph = |s: &&str| !(s.starts_with('p') && s[1..].chars().all(|c| c.is_ascii_digit()) && s.len() > 1);
    address.split('/').filter(paragraph).collect::<Vec<_>>().join("/")
}

fn is_part(address: &str) -> bool {
    let part =
        |s: &str| ["notice", "title", "salutation", "preamble", "signature", "attlist", "imprint"].contains(&s) || s.starts_with("att");
    outline(address).split('/').all(part)
}

fn report(what: &str, found: usize, all: usize, lines: &[String]) {
    assert!(lines.is_empty(), "{what}: {found} of {all} rows found\n{}", lines.join("\n"));
    assert!(all > 0, "no gold rows for {what}");
}

#[test]
fn documents() {
    let mut lines = Vec::new();
    let all = rows("documents");
    for d in &all {
        let document = &PARSED[&d["policy"]]["document"];
        let manifest: Vec<&str> = document["from_manifest"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        for field in ["title", "number", "issued", "published", "script"] {
            let mut found = text(document, if field == "number" { "number_hans" } else { field }).to_owned();
            if d[field].is_empty() && manifest.contains(&field) {
                found.clear();
            }
            if bare(&found) != bare(&d[field]) {
                lines.push(format!("- {} {field}: expected {:?}, found {found:?}", d["policy"], d[field]));
            }
        }
        let issuers: Vec<String> = document["issuers_hans"].as_array().unwrap().iter().filter_map(Value::as_str).map(bare).collect();
        if !d["issuer"].is_empty() && !issuers.contains(&bare(&d["issuer"])) {
            lines.push(format!("- {} issuer: expected {}, found {issuers:?}", d["policy"], d["issuer"]));
        }
        let place = &document["jurisdiction"];
        if (text(place, "name"), text(place, "level")) != (d["jurisdiction"].as_str(), d["level"].as_str()) {
            lines.push(format!("- {} jurisdiction: expected {} {}, found {place}", d["policy"], d["jurisdiction"], d["level"]));
        }
    }
    report("documents", all.len() * 7 - lines.len(), all.len() * 7, &lines);
}

#[test]
fn clauses_and_parts() {
    let mut lines = Vec::new();
    let all = rows("clauses");
    let scored: Vec<&Row> = all.iter().filter(|c| c["status"] != "optional").collect();
    for c in &scored {
        let (policy, address) = (&c["policy"], &c["address"]);
        let found: Vec<&Value> = list(policy, "clauses").iter().filter(|x| outline(text(x, "address")) == *address).collect();
        if found.is_empty() {
            lines.push(format!("- {policy} {address} {}", c["starts"]));
            continue;
        }
        // Of parts, and of forms in attachments, only the presence is held.
        if c["status"] == "part" || policy.starts_with("yunnan") && address.starts_with("att") {
            continue;
        }
        let optional = all.iter().filter(|p| p["status"] == "optional" && p["policy"] == *policy && outline(&p["address"]) == *address);
        let (mut ends, mut chars) = (vec![bare(&c["ends"])], c["chars"].parse::<usize>().unwrap());
        for p in optional {
            ends.push(bare(&p["ends"]));
            chars += p["chars"].parse::<usize>().unwrap();
        }
        let own: String = found.iter().map(|x| text(x, "text")).collect();
        let whole = bare(&(text(found[0], "label").to_owned() + &own));
        let length = (text(found[0], "label").to_owned() + &own).chars().filter(|c| !c.is_whitespace()).count();
        let fits =
            whole.starts_with(&bare(&c["starts"])) && ends.iter().any(|e| whole.ends_with(e.as_str())) && length.abs_diff(chars) <= 1;
        if !fits || found[0]["inferred"].as_bool() != Some(c["status"] == "inferred") {
            lines.push(format!("- {policy} {address}: expected {}…{} ({chars}), found {whole} ({length})", c["starts"], c["ends"]));
        }
    }
    let known: HashSet<(String, String)> = all.iter().map(|c| (c["policy"].clone(), outline(&c["address"]))).collect();
    for policy in PARSED.keys() {
        for x in list(policy, "clauses") {
            let address = text(x, "address");
            if !is_part(address) && !known.contains(&(policy.clone(), outline(address))) {
                lines.push(format!("+ {policy} {address} {}", text(x, "text")));
            }
        }
    }
    report("clauses", scored.len() - lines.len().min(scored.len()), scored.len(), &lines);
}

fn same_number(a: &str, b: &str) -> bool {
    match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => (a - b).abs() <= 1e-9 * b.abs().max(1.0),
        _ => a == b,
    }
}

/// Whether a found fact is about the number of a gold row.
fn about(row: &Row, fact: &Value) -> bool {
    let here = outline(text(fact, "address")) == row["address"];
    // 翻番 is two times, or one hundred per cent more.
    let doubled = row["unit"] == "倍" && text(fact, "kind") == "ratio" && ["1", "2"].contains(&text(fact, "value"));
    here && (doubled || text(fact, "kind") == row["kind"] && same_number(text(fact, "value"), &row["value"]))
}

/// Whether it also reads it rightly. 达到 and 力争 may be `exactly` or `at_least`, 布局一家 `at_most`, 千亿级 `about`.
fn right(row: &Row, fact: &Value) -> bool {
    let found = text(fact, "bound");
    let bound = found == row["bound"]
        || matches!(
            (row["role"].as_str(), row["bound"].as_str(), found),
            ("target", "exactly", "at_least") | ("limit", "exactly", "at_most") | ("fund", "about", "exactly" | "at_least")
        );
    let free = row["per"].is_empty() && ["threshold", "target", "limit"].contains(&row["role"].as_str());
    let measure = row["measure"].is_empty() || text(fact, "measure") == row["measure"];
    bound && measure && text(fact, "role") == row["role"] && (free || text(fact, "per") == row["per"])
}

#[test]
fn facts() {
    let all = rows("facts");
    let mut lines = Vec::new();
    let found = |row: &Row| list(&row["policy"], "facts").iter().any(|f| about(row, f) && right(row, f));
    for row in all.iter().filter(|r| !found(r)) {
        lines.push(format!("- {} {} {} {} {} {}", row["policy"], row["address"], row["value"], row["bound"], row["role"], row["quote"]));
    }
    for policy in PARSED.keys() {
        for fact in list(policy, "facts").iter().filter(|f| ["money", "ratio"].contains(&text(f, "kind"))) {
            let explained: Vec<&Row> = all.iter().filter(|r| r["policy"] == *policy && about(r, fact)).collect();
            if explained.is_empty() || explained.iter().all(|r| found(r)) && !explained.iter().any(|r| right(r, fact)) {
                lines.push(format!("+ {policy} {fact}"));
            }
        }
    }
    report("facts", all.len() - lines.len().min(all.len()), all.len(), &lines);
}

#[test]
fn times() {
    let all = rows("times");
    let mut used = HashSet::new();
    let mut lines = Vec::new();
    for row in &all {
        let fits = |(i, f): &(usize, &Value)| {
            !used.contains(&(row["policy"].clone(), *i))
                && outline(text(f, "address")) == row["address"]
                && (text(f, "kind"), text(f, "value")) == (row["kind"].as_str(), row["value"].as_str())
                && (row["kind"] != "date" || text(f, "bound") == row["bound"])
        };
        match list(&row["policy"], "facts").iter().enumerate().find(fits) {
            Some((i, _)) => {
                used.insert((row["policy"].clone(), i));
            }
            None => lines.push(format!("- {} {} {} {}", row["policy"], row["address"], row["value"], row["quote"])),
        }
    }
    report("times", all.len() - lines.len(), all.len(), &lines);
}

#[test]
fn citations() {
    let all: Vec<Row> = rows("citations").into_iter().filter(|c| ["full", "short"].contains(&c["form"].as_str())).collect();
    let mut lines = Vec::new();
    for row in &all {
        let fits = |g: &Value| {
            let here = outline(text(g, "address")) == row["address"] || is_part(text(g, "address")) && is_part(&row["address"]);
            let title = [text(g, "title"), text(g, "title_resolved")].map(bare).contains(&bare(&row["title"]));
            let number = bare(text(g, "number"));
            here && title && (number == bare(&row["number"]) || row["number"].is_empty() && number == bare(&row["resolved_number"]))
        };
        if !list(&row["policy"], "citations").iter().any(fits) {
            lines.push(format!("- {} {} 《{}》 {}", row["policy"], row["address"], row["title"], row["number"]));
        }
    }
    report("citations", all.len() - lines.len(), all.len(), &lines);
}

#[test]
fn departments() {
    let mut lines = Vec::new();
    let mut all = 0;
    for row in rows("departments") {
        let here = list(&row["policy"], "departments").iter().filter(|g| outline(text(g, "address")) == row["address"]);
        let found: HashSet<String> = here.map(|g| bare(text(g, "name"))).collect();
        for name in row["departments"].split("; ") {
            all += 1;
            if !found.contains(&bare(name)) {
                lines.push(format!("- {} {} {name}", row["policy"], row["address"]));
            }
        }
    }
    report("departments", all - lines.len(), all, &lines);
}
