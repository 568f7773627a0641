//! Turns the keys of all records into a JSON Schema, by which editors complete and explain
//! the YAML of a paper and of a city's profile.
//!
//! There is no second list of keys: the schema says what the readers' own declarations say,
//! and choices come out of the lists that they choose from. It knows forms, not references
//! or sums; what it refuses the program refuses too.

use serde_json::{Map, Value, json};

use super::Field;
use super::form::{Form, Key, Word};
use crate::data::paper::{load, profil};
use crate::period::Jahr;

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// The YAML files of a paper, each of which has some of the sections.
    Vorlage,
    /// The profile of a city.
    Profil,
}

/// A day as `01.05.2021` or `2021-05-01`.
const DATE: &str = r"^([0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})$";

/// A year of four digits.
const YEAR: &str = "^[0-9]{4}$";

const ID: &str = "^[a-z][a-z0-9_]*$";

/// The dialect that editors know best.
const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

impl Schema {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Vorlage, Self::Profil];

    /// The name of its file.
    pub fn file(self) -> &'static str {
        match self {
            Self::Vorlage => "vorlage.schema.json",
            Self::Profil => "profil.schema.json",
        }
    }

    /// The schema as indented JSON with a line end.
    pub fn text(self) -> String {
        let (title, about, fields) = match self {
            Self::Vorlage => (
                "Daten einer Vorlage",
                "Alle Dateien eines Ordners werden zusammen gelesen; jeder Abschnitt steht in \
                    genau einer von ihnen.",
                load::SECTIONS,
            ),
            Self::Profil => (
                "Profil einer Stadt",
                "Wie eine Stadt etwas nennt: Zeilen, Teilpläne, Arten von Vorlagen, Vorschriften.",
                profil::FIELDS,
            ),
        };
        let mut schema = Map::new();
        schema.insert("$schema".into(), DIALECT.into());
        schema.insert("title".into(), title.into());
        schema.insert("description".into(), about.into());
        let mut fields = Value::Object(record(&[fields]));
        if matches!(self, Self::Profil) {
            inherits(&mut fields);
        }
        schema.extend(object(fields));
        format!("{:#}\n", Value::Object(schema))
    }
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

/// A mapping with the keys of one of `records`; required is what all of them require.
fn record(records: &[&[Field]]) -> Map<String, Value> {
    let mut keys = Map::new();
    let mut required: Vec<&str> = Vec::new();
    for field in records.iter().copied().flatten() {
        let needs = |fields: &&[Field]| {
            fields.iter().any(|other| other.name() == field.name() && other.is_required())
        };
        if !keys.contains_key(field.name()) && records.iter().all(needs) {
            required.push(field.name());
        }
        keys.entry(field.name()).or_insert_with(|| Value::Object(key(field)));
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

/// A key with its explanation, its example and the form of its value.
fn key(field: &Field) -> Map<String, Value> {
    let mut schema = form(field.form());
    schema.insert("title".into(), field.name().into());
    schema.insert("description".into(), sentence(field.about()).into());
    if !field.example().is_empty() {
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
    let text = field.example();
    let is_number = matches!(
        field.form(),
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
        Form::Id => json!({ "type": "string", "pattern": ID }),
        Form::Amount => number(r"^[0-9]+(\.[0-9]{1,2})?$"),
        Form::Count => number(r"^[0-9]+(\.[0-9]{1,3})?$"),
        Form::Whole => {
            json!({ "type": ["number", "string"], "minimum": 1, "multipleOf": 1, "pattern": r"^[0-9]+(\.0+)?$" })
        }
        Form::Percent => json!({ "type": "string", "pattern": r"^[0-9]+(\.[0-9]{1,3})? *%$" }),
        Form::Date => json!({ "type": "string", "pattern": DATE }),
        Form::Year => years,
        Form::Years => {
            let mut years = object(years);
            years.insert("pattern".into(), "^[0-9]{4}( */ *[0-9]{4})*$".into());
            return years;
        }
        Form::YesNo => json!({ "enum": ["ja", "nein"] }),
        Form::Choice(words) => choice(&words()),
        Form::Record(fields) => return record(&[fields]),
        Form::Records(records) => return record(records),
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
    let names: Vec<&str> = words.iter().map(|word| word.name).collect();
    let about: Vec<&str> = words.iter().map(|word| word.about).collect();
    json!({ "enum": names, "enumDescriptions": about, "markdownEnumDescriptions": about })
}

fn map(key: Key, value: Form) -> Value {
    let value = Value::Object(form(value));
    let pattern = match key {
        Key::Any => return json!({ "type": "object", "additionalProperties": value }),
        Key::Id => ID,
        Key::Year => YEAR,
        Key::Date => DATE,
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
