//! The JSON Schemas under `docs/schema/`: current, met by all data of the house, and
//! refusing what they can know to be wrong.
//!
//! YAML is read here by the parser's own rules for numbers and words, as an editor does,
//! not by the reader of the program. To accept changed schemas: `UPDATE_EXPECTED=1 cargo
//! test --release --test it schema`, then read the difference.

pub(crate) mod checker;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use vorlage::data::Schema;

use crate::files::root;

/// Fixtures of findings in whose YAML an editor can see the mistake already.
const REFUSED: &[&str] = &[
    "abschnitt-fehlt",
    "arbeitsplaetze-ungueltig",
    "befunde-zu-viele",
    "datei-leer",
    "datum-ungueltig",
    "hoechstbetrag-negativ",
    "jahr-ungueltig",
    "kennung-ungueltig",
    "nutzungsdauer-ungueltig",
    "prozent-ohne-zeichen",
    "schluessel-fehlt",
    "schluessel-unbekannt",
    "verpflichtung-faellig",
    "wert-falsche-form",
    "wert-fehlt",
    "wert-unbekannt",
    "zahl-negativ",
    "zahl-ungueltig",
    "zahlung-jahr",
];

fn schema(of: Schema) -> Value {
    serde_json::from_str(&of.text()).unwrap()
}

/// The YAML files of `folder` in the order of their names.
fn yaml(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.is_file() && path.extension().is_some_and(|end| end == "yaml"));
    paths.sort();
    paths
}

/// The folders below `folder`.
fn folders(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.is_dir());
    paths.sort();
    paths
}

/// What an editor makes of `path`; nothing where that is no YAML.
fn read(path: &Path) -> Option<Value> {
    serde_yaml::from_slice(&fs::read(path).unwrap()).ok()
}

/// What is wrong with `path` under `schema`.
#[track_caller]
fn findings(schema: &Value, path: &Path) -> Vec<String> {
    let value = read(path).unwrap_or_else(|| panic!("{} is no YAML", path.display()));
    checker::check(schema, &value, &path.strip_prefix(root()).unwrap().display().to_string())
}

#[test]
fn the_committed_schemas_are_current() {
    for of in Schema::ALL {
        let path = root().join("docs/schema").join(of.file());
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, of.text()).unwrap();
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == of.text(), "{} is stale", path.display());
    }
}

#[test]
fn all_data_meets_the_schema() {
    let schema = schema(Schema::Vorlage);
    let golden = folders("tests/golden").into_iter().map(|case| case.join("data"));
    let folders = folders("data").into_iter().chain(golden);
    let paths: Vec<PathBuf> = folders.flat_map(|folder| yaml(&folder)).collect();
    assert!(paths.len() > 20, "{paths:?}");
    let wrong: Vec<String> = paths.iter().flat_map(|path| findings(&schema, path)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_profiles_meet_the_schema() {
    let schema = schema(Schema::Profil);
    let paths: Vec<PathBuf> = folders("templates")
        .into_iter()
        .map(|city| city.join("profil.yaml"))
        .filter(|path| path.is_file())
        .collect();
    assert!(!paths.is_empty());
    let wrong: Vec<String> = paths.iter().flat_map(|path| findings(&schema, path)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A fixture is refused exactly where the list says so: no sound form is refused, and no
/// mistake of form slips through.
#[test]
fn fixtures_are_refused_where_a_schema_can_know() {
    let schema = schema(Schema::Vorlage);
    let mut refused = BTreeSet::new();
    for case in folders("tests/diagnostics") {
        let values = yaml(&case.join("data/muster")).into_iter().filter_map(|path| read(&path));
        let wrong =
            values.map(|value| checker::check(&schema, &value, "")).any(|it| !it.is_empty());
        if wrong {
            refused.insert(case.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    let expected: BTreeSet<String> = REFUSED.iter().map(|name| (*name).to_owned()).collect();
    let slipped: Vec<&String> = expected.difference(&refused).collect();
    let wronged: Vec<&String> = refused.difference(&expected).collect();
    assert!(
        slipped.is_empty() && wronged.is_empty(),
        "accepted: {slipped:?}\nrefused: {wronged:?}"
    );
}

#[test]
fn every_yaml_names_the_schema_that_describes_it() {
    let data = folders("data").into_iter().flat_map(|folder| yaml(&folder));
    let profiles = folders("templates").into_iter().map(|city| city.join("profil.yaml"));
    let profiles = profiles.filter(|path| path.is_file());
    for (of, path) in
        data.map(|path| (Schema::Vorlage, path)).chain(profiles.map(|path| (Schema::Profil, path)))
    {
        let line = format!("# yaml-language-server: $schema=../../docs/schema/{}\n", of.file());
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(&line), "{} begins without {line}", path.display());
        assert!(path.parent().unwrap().join("../../docs/schema").join(of.file()).is_file());
    }
}

/// Every key explains itself, gives an example that it accepts, and says what it takes.
#[test]
fn every_key_explains_itself() {
    let mut wrong = Vec::new();
    let mut keys = 0;
    for of in Schema::ALL {
        walk(&schema(of), of.file(), &mut |path, key| {
            keys += 1;
            let description = key["description"].as_str().unwrap();
            if !description.ends_with('.') || key["title"].as_str().is_none_or(str::is_empty) {
                wrong.push(format!("{path}: `{description}`"));
            }
            for example in key.get("examples").and_then(Value::as_array).into_iter().flatten() {
                wrong.extend(checker::check(key, example, path));
            }
            let takes = ["type", "enum", "anyOf"].iter().any(|word| key.get(word).is_some());
            if !takes {
                wrong.push(format!("{path} does not say what it takes"));
            }
            for (word, about) in words(key) {
                if about.is_empty() {
                    wrong.push(format!("{path}: `{word}` is not explained"));
                }
            }
        });
    }
    assert!(keys > 150, "{keys}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The words of a choice with what is said of each.
fn words(key: &Value) -> Vec<(&str, &str)> {
    let list = |word: &str| key.get(word).and_then(Value::as_array).into_iter().flatten();
    let text = |value: &'static str| list(value).filter_map(Value::as_str).collect::<Vec<_>>();
    text("enum").into_iter().zip(text("enumDescriptions")).collect()
}

/// Shows every key below `schema`, also those in lists and choices.
fn walk(schema: &Value, path: &str, see: &mut impl FnMut(&str, &Value)) {
    for (name, key) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let path = format!("{path}.{name}");
        see(&path, key);
        walk(key, &path, see);
    }
    let patterns = schema.get("patternProperties").and_then(Value::as_object);
    let below = patterns.into_iter().flatten().map(|(_, form)| form);
    let forms = schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    for form in below.chain(forms).chain(schema.get("items")) {
        walk(form, path, see);
    }
}
