//! Holds a value against a JSON Schema (draft 2020-12), as far as descriptions here use it. A keyword that is not known is
//! an error, so that nothing is held against less than is written.

use serde_json::Value;
use tiaoli::web::api::document::DOCUMENT;

/// Keywords that say something about a value and ask nothing of it.
const SILENT: [&str; 7] = ["description", "example", "examples", "default", "title", "deprecated", "discriminator"];

/// What does not hold, each with its place.
pub fn wrong(schema: &Value, value: &Value) -> Vec<String> {
    let mut out = Vec::new();
    hold(schema, value, "", &mut out);
    out
}

fn holds(schema: &Value, value: &Value) -> bool {
    wrong(schema, value).is_empty()
}

fn hold(schema: &Value, value: &Value, at: &str, out: &mut Vec<String>) {
    let Some(keywords) = schema.as_object() else {
        if schema != &Value::Bool(true) {
            out.push(format!("{at}: nothing may stand here: {value}"));
        }
        return;
    };
    for (keyword, wanted) in keywords {
        let good = match keyword.as_str() {
            "$ref" => {
                let target = DOCUMENT.pointer(wanted.as_str().unwrap().trim_start_matches('#'));
                hold(target.unwrap_or_else(|| panic!("{wanted} leads nowhere")), value, at, out);
                true
            }
            "type" => wanted.as_array().map_or_else(|| is(wanted, value), |kinds| kinds.iter().any(|k| is(k, value))),
            "enum" => wanted.as_array().unwrap().contains(value),
            "const" => wanted == value,
            "allOf" => {
                wanted.as_array().unwrap().iter().for_each(|s| hold(s, value, at, out));
                true
            }
            "anyOf" => wanted.as_array().unwrap().iter().any(|s| holds(s, value)),
            "oneOf" => wanted.as_array().unwrap().iter().filter(|s| holds(s, value)).count() == 1,
            "properties" => {
                for (name, schema) in wanted.as_object().unwrap() {
                    if let Some(inner) = value.get(name) {
                        hold(schema, inner, &format!("{at}/{name}"), out);
                    }
                }
                true
            }
            "required" => {
                let missing = |name: &Value| value.is_object() && value.get(name.as_str().unwrap()).is_none();
                !wanted.as_array().unwrap().iter().any(missing)
            }
            "additionalProperties" => {
                let known = keywords.get("properties").and_then(Value::as_object);
                for (name, inner) in value.as_object().into_iter().flatten() {
                    if known.is_none_or(|k| !k.contains_key(name)) {
                        hold(wanted, inner, &format!("{at}/{name}"), out);
                    }
                }
                true
            }
            "propertyNames" => true,
            "items" => {
                let passed = keywords.get("prefixItems").and_then(Value::as_array).map_or(0, Vec::len);
                for (n, inner) in value.as_array().into_iter().flatten().enumerate().skip(passed) {
                    hold(wanted, inner, &format!("{at}/{n}"), out);
                }
                true
            }
            "prefixItems" => {
                let pairs = wanted.as_array().unwrap().iter().zip(value.as_array().into_iter().flatten());
                pairs.enumerate().for_each(|(n, (schema, inner))| hold(schema, inner, &format!("{at}/{n}"), out));
                true
            }
            "minItems" => value.as_array().is_none_or(|l| l.len() as u64 >= wanted.as_u64().unwrap()),
            "maxItems" => value.as_array().is_none_or(|l| l.len() as u64 <= wanted.as_u64().unwrap()),
            "minimum" => value.as_f64().is_none_or(|n| n >= wanted.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|n| n <= wanted.as_f64().unwrap()),
            "minLength" => value.as_str().is_none_or(|s| s.chars().count() as u64 >= wanted.as_u64().unwrap()),
            "maxLength" => value.as_str().is_none_or(|s| s.chars().count() as u64 <= wanted.as_u64().unwrap()),
            "pattern" => value.as_str().is_none_or(|s| regex::Regex::new(wanted.as_str().unwrap()).unwrap().is_match(s)),
            "format" => value.as_str().is_none_or(|s| wanted != "date" || (s.len() == 10 && s.matches('-').count() == 2)),
            silent if SILENT.contains(&silent) => true,
            unknown => panic!("{at}: the keyword {unknown} is not known here"),
        };
        if !good {
            out.push(format!("{at}: {keyword} {wanted} does not hold of {}", value.to_string().chars().take(300).collect::<String>()));
        }
    }
}

fn is(kind: &Value, value: &Value) -> bool {
    match kind.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|n| n.fract() == 0.0),
        other => panic!("{other} is no type"),
    }
}

#[test]
fn what_does_not_hold_is_found() {
    let schema = serde_json::json!({
        "type": "object", "required": ["a"], "additionalProperties": false,
        "properties": { "a": { "type": "integer", "minimum": 1 }, "b": { "oneOf": [{ "type": "null" }, { "type": "array", "items": { "type": "string" } }] } },
    });
    for good in [serde_json::json!({ "a": 1 }), serde_json::json!({ "a": 2.0, "b": ["x"] }), serde_json::json!({ "a": 3, "b": null })] {
        assert_eq!(wrong(&schema, &good), Vec::<String>::new());
    }
    for bad in [
        serde_json::json!({}),
        serde_json::json!({ "a": 0 }),
        serde_json::json!({ "a": 1, "b": [1] }),
        serde_json::json!({ "a": 1, "c": 1 }),
        serde_json::json!([]),
    ] {
        assert!(!wrong(&schema, &bad).is_empty(), "{bad}");
    }
}
