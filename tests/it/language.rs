//! Printed words belong to templates: with all templates in another language a paper prints no
//! word of German but those of its data.
//!
//! The other language is German in Greek letters. So every word in Latin letters that a paper
//! prints comes from its data, from the names of its city's profile – or from Rust, and that is
//! what this test looks for.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use vorlage::document::written::PERCENTAGE_POINTS;
use vorlage::output;
use vorlage::paper::Request;

use crate::files::{copy, root};
use crate::paper::markdown;
use crate::workbook::Workbook;

/// Words that are no language: the marks of blocks that are drawn.
const MARKS: [&str; 3] = ["diagramm", "bruecke", "jahre"];

fn greek(text: &str) -> String {
    let letter = |letter: char| match letter {
        'a'..='q' => char::from_u32(letter as u32 - 'a' as u32 + 'α' as u32).unwrap(),
        'r'..='z' => char::from_u32(letter as u32 - 'r' as u32 + 'σ' as u32 - 2).unwrap(),
        'A'..='P' => char::from_u32(letter as u32 - 'A' as u32 + 'Α' as u32).unwrap(),
        'Q'..='Z' => 'Ω',
        'ä' | 'ö' | 'ü' | 'ß' => 'ω',
        'Ä' | 'Ö' | 'Ü' => 'Ω',
        other => other,
    };
    text.chars().map(letter).collect()
}

/// A template of text with all that it prints in Greek letters: what stands outside of tags,
/// and the phrases that tags hand on.
fn template(text: &str) -> String {
    let mut said = String::new();
    let mut rest = text;
    while let Some(at) =
        rest.find("{{").into_iter().chain(rest.find("{%")).chain(rest.find("{#")).min()
    {
        let (before, tag) = rest.split_at(at);
        said.push_str(&greek(before));
        let close = match &tag[..2] {
            "{{" => "}}",
            "{%" => "%}",
            _ => "#}",
        };
        let (inner, after) = tag.split_at(tag.find(close).unwrap() + 2);
        said.push_str(&phrases(inner));
        rest = after;
    }
    said + &greek(rest)
}

/// A tag, whose phrases are in Greek letters where it calls a component with them.
fn phrases(tag: &str) -> String {
    let own = tag.trim_start_matches(['{', '%', '-', ' ']);
    let calls = own.starts_with('<') || own.starts_with("component");
    let part = |(index, part): (usize, &str)| {
        let is_phrase = part.contains(' ') || part.starts_with(char::is_uppercase);
        if calls && index % 2 == 1 && is_phrase { greek(part) } else { part.to_owned() }
    };
    tag.split('"').enumerate().map(part).collect::<Vec<_>>().join("\"")
}

/// The file of words with every word in Greek letters; keys and places stay.
fn words(text: &str) -> String {
    let mut said = String::new();
    for line in text.lines() {
        let trimmed = line.trim_start();
        let is_key = trimmed.split_once(':').is_some_and(|(key, _)| {
            !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        });
        let (key, word) = match line.split_once(':').filter(|_| is_key) {
            _ if trimmed.starts_with('#') => (line, ""),
            Some((key, word)) => (key, word),
            None => ("", line),
        };
        said.push_str(key);
        said.push_str(if is_key { ":" } else { "" });
        said.push_str(&value(word));
        said.push('\n');
    }
    said
}

/// A word in Greek letters, also those of a mapping in one line.
fn value(word: &str) -> String {
    if word.trim_start().starts_with("{ ") {
        let entry = |entry: &str| match entry.split_once(": ") {
            Some((key, word)) => format!("{key}: {}", greek(word)),
            None => greek(entry),
        };
        return word.split(", ").map(entry).collect::<Vec<_>>().join(", ");
    }
    let mut parts = word.split('{');
    let first = greek(parts.next().unwrap_or_default());
    let place = |part: &str| match part.split_once('}') {
        Some((name, rest)) => format!("{{{name}}}{}", greek(rest)),
        None => format!("{{{}", greek(part)),
    };
    first + &parts.map(place).collect::<String>()
}

/// Every file below `folder` is rewritten.
fn translate(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let rewrite = |how: fn(&str) -> String| {
            let text = fs::read_to_string(&path).unwrap();
            fs::write(&path, how(&text)).unwrap();
        };
        match path.extension().and_then(|extension| extension.to_str()) {
            _ if path.is_dir() => translate(&path),
            Some("md") => rewrite(template),
            Some("yaml") if path.ends_with("worte.yaml") => rewrite(words),
            _ => {}
        }
    }
}

/// All text of the files below `folder`, in small letters.
fn text_of(folder: &Path, kinds: &[&str]) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if path.is_dir() {
            text.push_str(&text_of(&path, kinds));
        } else if kinds.contains(&kind) {
            text.push_str(&fs::read_to_string(&path).unwrap().to_lowercase());
        }
    }
    text
}

#[test]
fn a_paper_in_another_language_prints_no_german_but_its_data() {
    let folder = tempfile::tempdir().unwrap();
    for part in ["templates", "data"] {
        copy(&root().join(part), &folder.path().join(part));
    }
    translate(&folder.path().join("templates"));
    let mut known = String::new();
    for city in ["gemeinsam", "doppik", "koeln"] {
        let profile = folder.path().join("templates").join(city).join("profil.yaml");
        known.push_str(&fs::read_to_string(profile).unwrap().to_lowercase());
    }
    for paper in ["kim", "kim-neufassung", "kim-aenderung", "sportanlage"] {
        known.push_str(&text_of(&folder.path().join("data").join(paper), &["yaml", "md"]));
    }
    let known: BTreeSet<&str> = known.split(|c: char| !c.is_alphabetic()).collect();
    for paper in ["kim-neufassung", "kim-aenderung", "sportanlage"] {
        let own = folder.path().join("data").join(paper);
        let outcome = Request::of(&own).annexed(true).finished();
        let made = outcome.made.unwrap_or_else(|| panic!("{:#?}", outcome.diagnostics));
        let mut text = markdown(&made);
        assert!(text.contains(&greek("Berechnungsnachweis")), "{text}");
        let sheets = output::spreadsheet(&made.paper, &made.figures, &outcome.sources).unwrap();
        for (name, _, cells) in Workbook::open(&sheets).sheets {
            let words = cells.values().filter(|cell| cell.formula.is_none());
            // Of `stellen.yaml` the name is the clerk's.
            let words = words.map(|cell| cell.value.replace(".yaml", ""));
            text.push_str(&format!("\n{name}\n{}", words.collect::<Vec<_>>().join("\n")));
        }
        let attachments = made.inputs.attachments(&made.figures, &made.look.fonts).unwrap();
        for file in attachments {
            text.push_str(&format!("\n{}", file.description));
        }
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 1);
        let latin =
            words.filter(|word| word.chars().all(|c| c.is_ascii() || "äöüßÄÖÜ".contains(c)));
        let foreign: BTreeSet<&str> = latin
            .filter(|word| !known.contains(word.to_lowercase().as_str()))
            // By these the annex names figures, as the data do.
            .filter(|word| {
                !made.figures.names().any(|name| name.as_str().split('.').any(|part| part == *word))
            })
            .filter(|word| !MARKS.contains(word) && *word != PERCENTAGE_POINTS)
            .collect();
        assert!(foreign.is_empty(), "{paper}: {foreign:?}\n{text}");
    }
}
