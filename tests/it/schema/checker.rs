//! Holds a value against a JSON Schema, as far as ours uses one.
//!
//! Knows the words of draft 7 that the schemas of `vorlage` are written in, and stops at any
//! other: a schema cannot say what nobody looks at.

use regex::Regex;
use serde_json::{Map, Value};

/// Words that explain and demand nothing.
const SILENT: [&str; 7] = [
    "$schema",
    "title",
    "description",
    "default",
    "examples",
    "enumDescriptions",
    "markdownEnumDescriptions",
];

/// What is wrong with `value` at `path` under `schema`.
pub(crate) fn check(schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let schema = schema.as_object().unwrap_or_else(|| panic!("{path}: a schema is an object"));
    let mut wrong = Vec::new();
    for (word, demand) in schema {
        let holds = match word.as_str() {
            word if SILENT.contains(&word) => true,
            "type" => is_of(value, demand),
            "enum" => demand.as_array().unwrap().contains(value),
            "pattern" => value.as_str().is_none_or(|text| matches(demand, text)),
            "minimum" => value.as_f64().is_none_or(|number| number >= demand.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= demand.as_f64().unwrap()),
            // Ours asks for nothing but whole numbers.
            "multipleOf" => {
                assert_eq!(*demand, 1);
                value.as_f64().is_none_or(|number| number.trunc().total_cmp(&number).is_eq())
            }
            "required" => value.as_object().is_none_or(|object| {
                demand
                    .as_array()
                    .unwrap()
                    .iter()
                    .all(|key| object.contains_key(key.as_str().unwrap()))
            }),
            "anyOf" => {
                let forms = demand.as_array().unwrap();
                forms.iter().any(|form| check(form, value, path).is_empty())
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    wrong.extend(check(demand, item, &format!("{path}[{index}]")));
                }
                true
            }
            "properties" => true,
            "patternProperties" => true,
            "additionalProperties" => {
                for (key, value) in value.as_object().into_iter().flatten() {
                    wrong.extend(entry(schema, key, value, path));
                }
                true
            }
            other => panic!("{path}: the schema says `{other}`, which nobody looks at"),
        };
        if !holds {
            wrong.push(format!("{path}: {value} against {word} {demand}"));
        }
    }
    wrong
}

/// What is wrong with the value of one key.
fn entry(schema: &Map<String, Value>, key: &str, value: &Value, path: &str) -> Vec<String> {
    let path = format!("{path}.{key}");
    if let Some(form) = schema.get("properties").and_then(|keys| keys.get(key)) {
        return check(form, value, &path);
    }
    let patterns = schema.get("patternProperties").and_then(Value::as_object);
    let fits = patterns.into_iter().flatten().find(|(pattern, _)| is_match(pattern, key));
    match (fits, &schema["additionalProperties"]) {
        (Some((_, form)), _) => check(form, value, &path),
        (None, Value::Bool(false)) => vec![format!("{path}: this key is not known")],
        (None, form) => check(form, value, &path),
    }
}

fn is_of(value: &Value, names: &Value) -> bool {
    let is = |name: &Value| match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64(),
        other => panic!("`{other}` is no type that is looked at"),
    };
    match names {
        Value::Array(names) => names.iter().any(is),
        name => is(name),
    }
}

fn matches(pattern: &Value, text: &str) -> bool {
    is_match(pattern.as_str().unwrap(), text)
}

fn is_match(pattern: &str, text: &str) -> bool {
    Regex::new(pattern).unwrap().is_match(text)
}
