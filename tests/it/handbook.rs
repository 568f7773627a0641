//! The handbook under `docs/handbuch/`: it tells every key of the data, its examples are of
//! the form that the schemas ask for, and its links lead somewhere.

use std::collections::BTreeSet;
use std::fs;
use std::iter;
use std::path::{Path, PathBuf};

use regex::Regex;
use serde_json::Value;

use vorlage::output::FORMATS;

use crate::files::root;
use crate::schema::checker;

const SCHEMAS: [&str; 2] = ["vorlage.schema.json", "profil.schema.json"];

fn docs() -> PathBuf {
    root().join("docs")
}

/// Path and text of every Markdown file in `folder`.
fn pages(folder: &Path) -> Vec<(PathBuf, String)> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let pages = paths.filter(|path| path.extension().is_some_and(|end| end == "md"));
    pages.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

fn schema(file: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(docs().join("schema").join(file)).unwrap()).unwrap()
}

/// The lines outside of blocks of code, and the blocks with the word behind their fence.
fn split(text: &str) -> (Vec<&str>, Vec<(&str, String)>) {
    let (mut prose, mut blocks) = (Vec::new(), Vec::new());
    let mut open: Option<(&str, &str, String)> = None;
    for line in text.lines() {
        let rest = line.trim_start().trim_start_matches('`');
        let fence = &line.trim_start()[..line.trim_start().len() - rest.len()];
        open = match open {
            None if fence.len() >= 3 => Some((fence, rest, String::new())),
            None => {
                prose.push(line);
                None
            }
            Some((begun, word, block)) if fence == begun && rest.is_empty() => {
                blocks.push((word, block));
                None
            }
            Some((begun, word, block)) => Some((begun, word, block + line + "\n")),
        };
    }
    assert!(open.is_none(), "a block of code without an end");
    (prose, blocks)
}

/// Collects the keys and the words to choose from that `schema` knows.
fn names(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(entries) => {
            for (word, value) in entries {
                match (word.as_str(), value) {
                    ("properties", Value::Object(keys)) => found.extend(keys.keys().cloned()),
                    ("enum", Value::Array(words)) => {
                        found.extend(words.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    _ => {}
                }
                names(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| names(item, found)),
        _ => {}
    }
}

/// Takes out of `schema` what must be there: an example shows a part.
fn without_required(schema: &mut Value) {
    match schema {
        Value::Object(entries) => {
            entries.remove("required");
            entries.values_mut().for_each(without_required);
        }
        Value::Array(items) => items.iter_mut().for_each(without_required),
        _ => {}
    }
}

#[test]
fn every_key_and_word_is_told_in_a_chapter() {
    let handbook: String =
        pages(&docs().join("handbuch")).into_iter().map(|(_, text)| text).collect();
    let mut known = BTreeSet::new();
    SCHEMAS.iter().for_each(|file| names(&schema(file), &mut known));
    assert!(known.len() > 150, "{known:?}");
    let told = |name: &str| {
        let forms = [format!("`{name}`"), format!("`{name}:"), format!(".{name}`")];
        forms.iter().chain(iter::once(&format!(": {name}`"))).any(|form| handbook.contains(form))
    };
    let missing: Vec<&String> = known.iter().filter(|name| !told(name)).collect();
    assert!(missing.is_empty(), "the handbook does not tell {missing:?}");
}

#[test]
fn every_example_has_a_form_that_a_schema_accepts() {
    let mut schemas = SCHEMAS.map(schema);
    schemas.iter_mut().for_each(without_required);
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for (path, text) in pages(&docs().join("handbuch")) {
        let examples = split(&text).1.into_iter().filter(|(word, _)| *word == "yaml");
        for (_, example) in examples {
            let value: Value = serde_yaml::from_str(&example)
                .unwrap_or_else(|error| panic!("{}: {error}\n{example}", path.display()));
            // The line that names the schema stands alone once.
            if value.is_null() {
                continue;
            }
            seen += 1;
            let of = |schema| checker::check(schema, &value, "");
            let found = schemas.iter().map(of).min_by_key(Vec::len).unwrap();
            wrong.extend(found.into_iter().map(|what| format!("{}: {what}", path.display())));
        }
    }
    assert!(seen > 25, "{seen}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The table of formats as their declarations tell it; `UPDATE_EXPECTED=1` writes it.
#[test]
fn the_formats_are_told_as_they_are_declared() {
    let path = docs().join("handbuch/befehle.md");
    let told = fs::read_to_string(&path).unwrap();
    let (head, rest) = told.split_once("<!-- Formate -->\n").unwrap();
    let (_, tail) = rest.split_once("<!-- Ende -->").unwrap();
    let rows = FORMATS.iter().map(|of| {
        let diff = if of.is_of_text() { "`build`, `watch`, `diff`" } else { "`build`, `watch`" };
        let usual = if of.is_usual { "ja" } else { "nein" };
        format!("| `{}` | {} | {diff} | {usual} |\n", of.word, of.title)
    });
    let rows: String = rows.collect();
    let titles = "| Wort | Was entsteht | Befehle | ohne `--format` |\n|:---|:---|:---|:---|\n";
    let actual = format!("{head}<!-- Formate -->\n{titles}{rows}<!-- Ende -->{tail}");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, &actual).unwrap();
    }
    assert_eq!(told, actual);
}

/// What a heading is called in a link.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = kept.chars().filter(|sign| sign.is_alphanumeric() || "-_ ".contains(*sign));
    kept.map(|sign| if sign == ' ' { '-' } else { sign }).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let link = Regex::new(r"\]\(([^)# ]*)(?:#([^) ]+))?\)").unwrap();
    let (mut wrong, mut seen) = (Vec::new(), 0);
    let readme = docs().join("../README.md");
    let readme = (readme.clone(), fs::read_to_string(readme).unwrap());
    let all = pages(&docs()).into_iter().chain(pages(&docs().join("handbuch")));
    for (path, text) in all.chain(iter::once(readme)) {
        let prose = split(&text).0.join("\n");
        for found in link.captures_iter(&prose).filter(|found| !found[1].contains("://")) {
            seen += 1;
            let target = match &found[1] {
                "" => path.clone(),
                file => path.parent().unwrap().join(file),
            };
            let leads = found.get(2).map_or_else(
                || target.exists(),
                |name| {
                    fs::read_to_string(&target).is_ok_and(|text| {
                        let prose = split(&text).0.into_iter();
                        let mut headings = prose.filter(|line| line.starts_with('#'));
                        headings.any(|heading| anchor(heading) == name.as_str())
                    })
                },
            );
            if !leads {
                wrong.push(format!("{}: {}", path.display(), &found[0]));
            }
        }
    }
    assert!(seen > 100, "{seen}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Nobody searches for a chapter that the contents do not name.
#[test]
fn the_contents_name_every_chapter() {
    let folder = docs().join("handbuch");
    let contents = fs::read_to_string(folder.join("README.md")).unwrap();
    for (path, text) in pages(&folder) {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(name == "README.md" || contents.contains(&format!("]({name})")), "{name}");
        let lines = text.lines().count();
        assert!(lines <= 200, "{name} has {lines} lines: cut it by what somebody wants to do");
    }
}
