//! Turns the keys of all records into a JSON Schema, by which editors complete and explain
//! the YAML of a paper and of a city's profile.
//!
//! There is no second list of keys: the schema says what the readers' own declarations say,
//! and choices come out of the lists that they choose from. It knows forms, not references
//! or sums; what it refuses the program refuses too.

use serde_json::{Map, Value, json};

use super::form::{Field, Form, MapKey, Need, Shape, Word};
use crate::period::Jahr;

/// A day as `01.05.2021` or `2021-05-01`.
const DATE: &str = r"^([0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})$";

/// A year of four digits.
const YEAR: &str = "^[0-9]{4}$";

const ID: &str = "^[a-z][a-z0-9_]*$";

/// A number as people type it, with what they type beside it.
const AMOUNT: &str =
    r"^[A-Za-z€. ]*[0-9]([0-9.,'’_ \u00a0\u202f]*[0-9])?(,[-–—]+)?[A-Za-z€. \u00a0\u202f]*$";

/// A quantity.
const COUNT: &str = r"^[0-9]([0-9.,'’_ \u00a0\u202f]*[0-9])?( *[A-Za-zÄä]+)?$";

/// A share with its sign, or a word for that.
const PERCENT: &str = r"^[0-9]([0-9.,'’_ \u00a0\u202f]*[0-9])?[ \u00a0\u202f]*(%|v\. ?H\.?|vH|[Pp]rozent|vom Hundert)$";

/// The dialect that editors know best.
const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// The schema of a file that is a record of `shape`, as indented JSON with a line end; whether
/// the file `may_inherit` what it does not say.
pub(in crate::data) fn text(
    shape: &'static Shape,
    (title, about): (&str, &str),
    may_inherit: bool,
) -> String {
    let mut schema = Map::new();
    schema.insert("$schema".into(), DIALECT.into());
    schema.insert("title".into(), title.into());
    schema.insert("description".into(), about.into());
    let mut keys = Value::Object(record(&[shape]));
    if may_inherit {
        inherits(&mut keys);
    }
    schema.extend(object(keys));
    format!("{:#}\n", Value::Object(schema))
}

/// Lets a schema hold for what inherits: what is not there may be inherited, and `~` takes an
/// inherited entry away.
fn inherits(schema: &mut Value) {
    let Value::Object(keys) = schema else { return };
    keys.remove("required");
    if let Some(Value::Array(forms)) = keys.get_mut("anyOf") {
        forms.iter_mut().for_each(inherits);
    }
    if let Some(Value::Object(fields)) = keys.get_mut("properties") {
        fields.values_mut().for_each(inherits);
    }
    let nullable = |value: &mut Value| {
        inherits(value);
        *value = json!({ "anyOf": [value.take(), { "type": "null" }] });
    };
    if let Some(Value::Object(patterns)) = keys.get_mut("patternProperties") {
        patterns.values_mut().for_each(nullable);
    }
    if let Some(value @ Value::Object(_)) = keys.get_mut("additionalProperties") {
        nullable(value);
    }
}

/// A mapping with the keys of one of `shapes`; required is what all of them require.
fn record(shapes: &[&'static Shape]) -> Map<String, Value> {
    let mut keys = Map::new();
    let mut required: Vec<&str> = Vec::new();
    for field in shapes.iter().flat_map(|shape| shape.keys()) {
        let is_new = !keys.contains_key(field.name);
        if is_new && shapes.iter().all(|shape| shape.requires(field.name)) {
            required.push(field.name);
        }
        keys.entry(field.name).or_insert_with(|| Value::Object(key(field)));
    }
    let mut schema = Map::new();
    schema.insert("type".into(), "object".into());
    schema.insert("properties".into(), Value::Object(keys));
    schema.insert("additionalProperties".into(), false.into());
    if !required.is_empty() {
        schema.insert("required".into(), json!(required));
    }
    schema
}

/// A key with its title, its explanation, its example and the form of its value.
fn key(field: &Field) -> Map<String, Value> {
    let mut schema = form(field.form);
    schema.insert("title".into(), field.title.into());
    schema.insert("description".into(), sentence(field.about).into());
    if let Need::Default(text) = field.need {
        schema.insert("default".into(), text.into());
    }
    if !field.example.is_empty() {
        schema.insert("examples".into(), json!([example(field)]));
    }
    schema
}

/// `about` with a capital letter and a full stop.
fn sentence(about: &str) -> String {
    let mut letters = about.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if about.ends_with(['.', '…']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// The example of `field` as an editor would read it.
fn example(field: &Field) -> Value {
    let text = field.example;
    let is_number = matches!(
        field.form,
        Form::Amount | Form::Count | Form::Whole | Form::Year | Form::Years | Form::Either(_)
    );
    let found = if is_number { serde_json::from_str(text).ok() } else { None };
    found.or_else(|| collection(text)).unwrap_or_else(|| text.into())
}

/// What a list or a mapping in one line holds, all of it as text.
fn collection(text: &str) -> Option<Value> {
    if let Some(items) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return Some(items.split(", ").map(Value::from).collect());
    }
    let entries = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'))?;
    let entries = entries.split(',').filter_map(|entry| entry.split_once(':'));
    Some(entries.map(|(key, value)| (key.trim().to_owned(), Value::from(value.trim()))).collect())
}

/// The values that have the form `of`.
fn form(of: Form) -> Map<String, Value> {
    let number =
        |pattern: &str| json!({ "type": ["number", "string"], "minimum": 0, "pattern": pattern });
    let years = json!({
        "type": ["integer", "string"],
        "minimum": Jahr::RANGE.start(),
        "maximum": Jahr::RANGE.end(),
        "pattern": YEAR,
    });
    object(match of {
        Form::Any => json!({}),
        // What looks like a number to an editor is text to the program.
        Form::Text => json!({ "type": ["string", "number"], "pattern": r"\S" }),
        Form::Id | Form::Reference(_) => json!({ "type": "string", "pattern": ID }),
        Form::Amount => number(AMOUNT),
        Form::Count => number(COUNT),
        Form::Whole => {
            json!({ "type": ["number", "string"], "minimum": 1, "multipleOf": 1, "pattern": r"^[0-9]+(\.0+)?$" })
        }
        Form::Percent => json!({ "type": "string", "pattern": PERCENT }),
        Form::Date => json!({ "type": "string", "pattern": DATE }),
        Form::Year => years,
        Form::Years => {
            let mut years = object(years);
            years.insert("pattern".into(), "^[0-9]{4}( */ *[0-9]{4})*$".into());
            return years;
        }
        Form::YesNo => json!({ "enum": ["ja", "nein"] }),
        Form::Choice(words) => choice(words),
        Form::Record(shape) => return record(&[shape]),
        Form::Records(shapes) => return record(shapes),
        Form::List(item) => json!({ "type": "array", "items": form(*item) }),
        Form::Map(key, value) => map(key, *value),
        Form::Either(forms) => {
            let forms: Vec<Value> = forms.iter().map(|of| Value::Object(form(*of))).collect();
            json!({ "anyOf": forms })
        }
    })
}

/// The words with what each means, in the words of the schema and in those of editors.
fn choice(words: &[Word]) -> Value {
    let names: Vec<&str> = words.iter().map(|word| word.key).collect();
    let about: Vec<&str> = words.iter().map(|word| word.about).collect();
    json!({ "enum": names, "enumDescriptions": about, "markdownEnumDescriptions": about })
}

fn map(key: MapKey, value: Form) -> Value {
    let value = Value::Object(form(value));
    let pattern = match key {
        MapKey::Any => return json!({ "type": "object", "additionalProperties": value }),
        MapKey::Id => ID,
        MapKey::Year => YEAR,
        MapKey::Date => DATE,
    };
    json!({
        "type": "object",
        "patternProperties": { pattern: value },
        "additionalProperties": false,
    })
}

fn object(value: Value) -> Map<String, Value> {
    if let Value::Object(entries) = value { entries } else { Map::new() }
}
