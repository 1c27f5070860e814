//! What a request asks: its query is read as its parameters are described.
//!
//! Recipe: a struct derives `IntoParams` and `Deserialize`; [`Asked::read`] walks the description and takes from the
//! query just that. So what `/api/openapi.json` says of a parameter (its range, its choices, its greatest length) is
//! what holds, and a name that is not described is an error: a filter that is misspelt must not be passed over.

use std::sync::LazyLock;

use axum::http::{HeaderMap, header};
use regex::Regex;
use serde::de::DeserializeOwned;
use serde_json::{Number, Value};
use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::openapi::schema::{ArrayItems, KnownFormat, Object, Schema, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{RefOr, Required};

use super::paging::Paging;
use crate::message::Message;
use crate::text::{fold, pattern};
use crate::web::error::Problem;
use crate::web::frame::Link;
use crate::web::language::say;
use crate::web::query::Params;
use crate::web::urls;

/// An amount as the descriptions of amounts say it.
pub static AMOUNT: LazyLock<Regex> =
    LazyLock::new(|| pattern("^[0-9]{1,9}([.][0-9]{1,4})?(元|万元|亿元|万|亿|%|家|人|个|项|天|日|个月|年)?$"));

/// The pattern of texts that must say something. All other patterns are [`AMOUNT`].
const WORDS: &str = "\\S";

/// A query, and what may stand in it.
pub struct Asked {
    /// The pairs as they were sent.
    pub params: Params,
}

impl Asked {
    /// From the part after `?`.
    pub fn new(query: Option<&str>) -> Self {
        Asked { params: Params::parse(query.unwrap_or_default()) }
    }

    /// Reads a query that has these parameters and no other.
    ///
    /// # Errors
    /// A [`Problem`] that names the parameter and what was expected.
    pub fn read<T: IntoParams + DeserializeOwned>(&self) -> Result<T, Problem> {
        let described = described::<T>();
        self.known(&described)?;
        self.take(&described)
    }

    /// The same for a list: `limit` and `offset` as well.
    ///
    /// # Errors
    /// A [`Problem`] that names the parameter and what was expected.
    pub fn read_page<T: IntoParams + DeserializeOwned>(&self) -> Result<(T, Paging), Problem> {
        self.read_both()
    }

    /// Reads a query whose parameters are those of two descriptions.
    ///
    /// # Errors
    /// A [`Problem`] that names the parameter and what was expected.
    pub fn read_both<A, B>(&self) -> Result<(A, B), Problem>
    where
        A: IntoParams + DeserializeOwned,
        B: IntoParams + DeserializeOwned,
    {
        let (first, second) = (described::<A>(), described::<B>());
        self.known(&[first.as_slice(), second.as_slice()].concat())?;
        Ok((self.take(&first)?, self.take(&second)?))
    }

    fn take<T: DeserializeOwned>(&self, described: &[Parameter]) -> Result<T, Problem> {
        let mut found = serde_json::Map::new();
        for parameter in described {
            let value = self.value(parameter)?;
            if value.is_none() && matches!(parameter.required, Required::True) {
                let detail = Message::new("api-missing").with("name", &parameter.name).with("example", example(parameter));
                return Err(Problem::invalid(&parameter.name, detail));
            }
            found.extend(value.map(|v| (parameter.name.clone(), v)));
        }
        serde_json::from_value(Value::Object(found)).map_err(|_| Problem::internal())
    }

    fn known(&self, described: &[Parameter]) -> Result<(), Problem> {
        let Some(name) = self.params.names().into_iter().find(|n| !described.iter().any(|p| p.name == *n)) else { return Ok(()) };
        let shown: String = name.chars().take(40).collect();
        let near = described.iter().map(|p| (strsim::jaro_winkler(&p.name, &name), p)).filter(|(near, _)| *near > 0.8);
        let near = near.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, p)| Message::new("api-near").with("name", &p.name));
        let may = match described.is_empty() {
            true => Message::new("api-none"),
            false => Message::new("api-known").list("names", described.iter().map(|p| Message::plain(&p.name))),
        };
        let detail =
            Message::new("api-unknown").with("name", &shown).with("near", near.unwrap_or_else(|| Message::plain(""))).with("known", may);
        Err(Problem::unknown_parameter(&shown, detail))
    }

    /// The value of a parameter; none when it is not given.
    fn value(&self, parameter: &Parameter) -> Result<Option<Value>, Problem> {
        let name = parameter.name.as_str();
        let given = self.params.each(name);
        let Some(RefOr::T(schema)) = &parameter.schema else { return Ok(None) };
        match schema {
            Schema::Array(list) => {
                let (values, max) = (self.params.all(name), list.max_items.unwrap_or(usize::MAX));
                if given.len().max(values.len()) > max {
                    return Err(Problem::invalid(name, Message::new("api-many").with("name", name).with("max", max)));
                }
                if let ArrayItems::RefOrSchema(item) = &list.items
                    && let RefOr::T(Schema::Object(item)) = item.as_ref()
                {
                    self.params.items(name).try_for_each(|v| one(name, v, item).map(drop))?;
                }
                Ok(Some(values.into()))
            }
            Schema::Object(object) => match given.as_slice() {
                [] => Ok(None),
                [_] if object.max_length.is_some_and(|max| self.params.raw(name).chars().count() > max) => {
                    let max = object.max_length.unwrap_or_default();
                    Err(Problem::invalid(name, Message::new("api-long").with("name", name).with("max", max)))
                }
                [value] => one(name, value, object),
                _ => Err(Problem::invalid(name, Message::new("api-twice").with("name", name))),
            },
            _ => Ok(None),
        }
    }
}

/// Reads a body of JSON, an object, whatever it is said to be: `curl -d` calls it a form.
///
/// # Errors
/// A [`Problem`] that says where the body is not as expected.
pub fn body<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let refused = |why: Message| {
        let see = Link::new(urls::REFERENCE, say(&Message::new("api-title")));
        Problem::invalid_body(Message::new("api-body-wrong").with("why", why)).links(vec![see])
    };
    // A list of its fields would be read as an object as well.
    if bytes.trim_ascii_start().first() == Some(&b'[') {
        return Err(refused(Message::new("api-body-list")));
    }
    serde_json::from_slice(bytes).map_err(|e| refused(Message::plain(e.to_string())))
}

/// The same where a request must say that its body is JSON: no form of another site can.
///
/// # Errors
/// As [`body`].
pub fn said_body<T: DeserializeOwned>(headers: &HeaderMap, bytes: &[u8]) -> Result<T, Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    match kind.split(';').next().map(str::trim) {
        Some(kind) if kind.eq_ignore_ascii_case("application/json") => body(bytes),
        _ => Err(Problem::not_json()),
    }
}

fn described<T: IntoParams>() -> Vec<Parameter> {
    T::into_params(|| Some(ParameterIn::Query))
}

fn example(parameter: &Parameter) -> String {
    let described = serde_json::to_value(parameter).unwrap_or_default();
    let shown = described.get("example").map(|e| e.as_str().map_or_else(|| e.to_string(), str::to_owned));
    shown.map(|e| format!("{}={e}", parameter.name)).unwrap_or_default()
}

fn is(object: &Object, wanted: Type) -> bool {
    match &object.schema_type {
        SchemaType::Type(kind) => *kind == wanted,
        SchemaType::Array(kinds) => kinds.contains(&wanted),
        SchemaType::AnyValue => false,
    }
}

/// One value, as its description says it; an empty text is none.
fn one(name: &str, typed: &str, schema: &Object) -> Result<Option<Value>, Problem> {
    let shown: String = typed.chars().take(60).collect();
    let wrong = |expected: Message| {
        let detail = Message::new("api-wrong").with("name", name).with("typed", shown.as_str()).with("expected", expected);
        Problem::invalid(name, detail)
    };
    if is(schema, Type::Integer) {
        let bound = |value: &Option<utoipa::Number>| value.as_ref().and_then(whole);
        let (min, max) = (bound(&schema.minimum).unwrap_or(0), bound(&schema.maximum).unwrap_or(i64::MAX));
        let number = fold(typed).parse::<i64>().ok().filter(|n| (min..=max).contains(n));
        return number
            .map(|n| Some(Value::Number(Number::from(n))))
            .ok_or_else(|| wrong(Message::new("api-integer").with("min", min).with("max", max)));
    }
    if is(schema, Type::Boolean) {
        return match typed {
            "true" | "1" | "on" | "yes" => Ok(Some(Value::Bool(true))),
            "false" | "0" | "off" | "no" => Ok(Some(Value::Bool(false))),
            _ => Err(wrong(Message::new("api-boolean"))),
        };
    }
    if let Some(choices) = &schema.enum_values {
        let words: Vec<&str> = choices.iter().filter_map(Value::as_str).collect();
        return match words.contains(&typed) {
            true => Ok(Some(typed.into())),
            false => Err(wrong(Message::new("api-choice").list("words", words.into_iter().map(Message::plain)))),
        };
    }
    if matches!(schema.format, Some(SchemaFormat::KnownFormat(KnownFormat::Date))) {
        let day = Some(typed).filter(|t| t.len() == 10).and_then(|t| t.parse::<jiff::civil::Date>().ok());
        return day.map(|d| Some(d.to_string().into())).ok_or_else(|| wrong(Message::new("api-date")));
    }
    match schema.pattern.as_deref() {
        Some(WORDS) if typed.is_empty() => Err(Problem::invalid(name, Message::new("api-empty").with("name", name))),
        Some(WORDS) | None => Ok(Some(typed).filter(|t| !t.is_empty()).map(Value::from)),
        Some(_) if AMOUNT.is_match(&fold(typed).replace(',', "")) => Ok(Some(typed.into())),
        Some(_) => Err(wrong(Message::new("api-amount"))),
    }
}

fn whole(number: &utoipa::Number) -> Option<i64> {
    serde_json::to_value(number).ok()?.as_f64().map(|n| n as i64)
}
