//! The tools: their names, what the model is told of them, their schemas, and how each is run.

use std::sync::Arc;

use rmcp::handler::server::common::{schema_for_input, schema_for_output};
use rmcp::model::{JsonObject, Tool, ToolAnnotations};
use rmcp::schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Answer, Holdings, Refusal, ask, check, clause, compare, resolve, search};

/// A tool.
struct Entry {
    name: &'static str,
    title: &'static str,
    description: &'static str,
    /// An example of its arguments, as JSON, for whoever gave wrong ones.
    example: &'static str,
    input: fn() -> Result<Arc<JsonObject>, String>,
    output: fn() -> Arc<JsonObject>,
    run: fn(&dyn Holdings, Value) -> Result<Answer, serde_json::Error>,
}

/// Runs a tool on arguments of its own type.
fn on<T: DeserializeOwned>(given: Value, run: impl FnOnce(T) -> Answer) -> Result<Answer, serde_json::Error> {
    Ok(run(serde_json::from_value(given)?))
}

fn input<T: JsonSchema + 'static>() -> Result<Arc<JsonObject>, String> {
    schema_for_input::<T>()
}

fn output<T: JsonSchema + 'static>() -> Arc<JsonObject> {
    schema_for_output::<T>()
}

/// All tools, in the order in which they are usually needed.
const TOOLS: [Entry; 5] = [
    Entry {
        name: "search",
        title: "检索条款 Search clauses",
        description: "Search the clauses of Chinese policy documents (政策文件) and get the exact words of each hit, with policy id, \
                      address, printed citation, SHA-256 of the words and of the file, and whether the document is in force. \
                      Start here. Simplified and traditional characters find the same.",
        example: r#"{"query": "创新中心 补助", "places": ["广西"]}"#,
        input: input::<ask::Search>,
        output: output::<search::Found>,
        run: |h, given| on(given, |asked| search::run(h, asked)),
    },
    Entry {
        name: "get_clause",
        title: "读取条款 Read a clause",
        description: "Get one clause whole, by its address (5/2) or as people write it (第五部分第（二）条): exact words, hashes, facts, \
                      citations resolved, the clauses below. Without an address: the contents of the document. Use it before \
                      quoting: a quotation is copied from `text`, never from memory.",
        example: r#"{"policy": "guangzhou/2025-36", "address": "5/2"}"#,
        input: input::<ask::GetClause>,
        output: output::<clause::Got>,
        run: |h, given| on(given, |asked| clause::run(h, asked)),
    },
    Entry {
        name: "compare",
        title: "比较各地规定 Compare places",
        description: "Lay places side by side, topic by topic: amounts, conditions, deadlines, each with its clause and exact words. \
                      未规定 (silent), 未识别 (unrecognised) and 未收录 (not_held) are three different answers. Values are never added up.",
        example: r#"{"places": ["广西", "云南"], "topics": ["认定支持"]}"#,
        input: input::<ask::Compare>,
        output: output::<compare::Compared>,
        run: |h, given| on(given, |asked| compare::run(h, asked)),
    },
    Entry {
        name: "resolve",
        title: "查引用 Resolve a citation",
        description: "Find which document and clause a citation means on a day: a document number, a full title, or a sentence that cites. \
                      Tells found, other_version, ambiguous, no_such_clause, not_in_corpus, conflict or not_checked, each with its reason.",
        example: r#"{"text": "工信部科〔2016〕273号", "date": "2025-02-18"}"#,
        input: input::<ask::Resolve>,
        output: output::<resolve::Answered>,
        run: |h, given| on(given, |asked| resolve::run(h, asked)),
    },
    Entry {
        name: "check",
        title: "核对引文 Check quotations",
        description: "Check a draft before it is shown: which quotations are exact, which words differ from the source and how, which cited \
                      clauses do not exist or are no longer in force. Put every answer that quotes a policy through it.",
        example: r#"{"text": "《某办法》第五条规定：“补助不超过200万元”。", "date": "2026-03-01"}"#,
        input: input::<ask::Check>,
        output: output::<check::Checked>,
        run: |h, given| on(given, |asked| check::run(h, asked)),
    },
];

/// The tools as clients list them.
///
/// # Errors
/// What is wrong with a schema; a test holds that none is.
pub fn list() -> Result<Vec<Tool>, String> {
    let tool = |entry: &Entry| {
        let hints = ToolAnnotations::with_title(entry.title).read_only(true).destructive(false).idempotent(true).open_world(false);
        Ok(Tool::new(entry.name, entry.description, (entry.input)()?)
            .with_title(entry.title)
            .with_raw_output_schema((entry.output)())
            .with_annotations(hints))
    };
    TOOLS.iter().map(tool).collect()
}

/// The names of the tools.
pub fn names() -> Vec<&'static str> {
    TOOLS.iter().map(|t| t.name).collect()
}

/// Runs the tool of a name; none when there is none.
pub fn run(holdings: &dyn Holdings, name: &str, given: JsonObject) -> Option<Answer> {
    let entry = TOOLS.iter().find(|t| t.name == name)?;
    let fields = || -> Vec<String> {
        let schema = (entry.input)().unwrap_or_default();
        schema.get("properties").and_then(Value::as_object).map(|p| p.keys().cloned().collect()).unwrap_or_default()
    };
    Some((entry.run)(holdings, Value::Object(given)).unwrap_or_else(|error| {
        Err(Refusal::new(
            format!("the arguments of {name} do not fit: {error}"),
            format!("use only {}; for example {}", fields().join(", "), entry.example),
        ))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tool_has_schemas_whose_fields_are_described() {
        for tool in list().unwrap() {
            let output = tool.output_schema.unwrap();
            for (schema, of) in [(&tool.input_schema, "input"), (&output, "output")] {
                assert_eq!(schema["type"], "object", "{} {of}", tool.name);
                for (field, said) in schema["properties"].as_object().unwrap() {
                    assert!(said["description"].as_str().is_some_and(|d| d.len() > 8), "{} {of} {field}: {said}", tool.name);
                }
            }
            assert_eq!(tool.annotations.unwrap().read_only_hint, Some(true));
        }
    }

    #[test]
    fn examples_fit_their_tools() {
        for entry in &TOOLS {
            let given: Value = serde_json::from_str(entry.example).unwrap();
            let schema = (entry.input)().unwrap();
            for field in given.as_object().unwrap().keys() {
                assert!(schema["properties"].get(field).is_some(), "{} {field}", entry.name);
            }
        }
    }
}
