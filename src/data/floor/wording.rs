//! The words that papers print around figures and prose: heads of tables, labels of a
//! calculation, the sentences of a synopsis and of a bridge.
//!
//! They stand in `worte.yaml` of a city or of the folder that it inherits from, by key; what
//! neither has says the file of the floor inside the program. A word may hold places such as
//! `{jahr}` for what is filled in. Wording are Markdown, like every other template.
//!
//! Invariant: the keys, and the places that a word may hold, are those of the program's own
//! file; what else is asked for or given is reported.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use super::layers::{self, Layers};
use crate::data::PhraseKind;
use crate::data::floor;
use crate::data::record::value;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Kind, Node};
use crate::diagnostic::{Diagnostic, FileId, nearest};

/// The name of the file.
const FILE: &str = "worte.yaml";

/// The folder whose words hold where no city says otherwise.
const FLOOR: &str = "gemeinsam";

/// The sections that say how keys and choices of the data are read, of which a city may have
/// more than the floor.
const OPEN: [&str; 4] = ["schluessel.", "eintraege.", "auswahl.", "benannt."];

/// The sections of words that stand beside a paper: in its workbook, whose formulas speak of
/// „Wert 1“, in the properties of what it carries, and in those of its text file.
const BESIDE: [&str; 3] = ["arbeitsmappe.", "anlagen.", "textdatei."];

/// The sections of words that papers printed before and PDFs of then still carry.
const FORMER: [&str; 13] = [
    "summen.",
    "diagramm.eigenanteil",
    "nachweis.ansaetze.",
    "nachweis.aufwendungen",
    "nachweis.auszahlungen",
    "nachweis.deckung.",
    "nachweis.eigenanteil",
    "nachweis.einzahlungen",
    "nachweis.ertraege",
    "nachweis.folgen.",
    "nachweis.kennzahlen.",
    "nachweis.vorhanden.",
    "nachweis.zuwendung.",
];

/// The words of the program's own floor.
static OWN: LazyLock<Arc<BTreeMap<String, String>>> = LazyLock::new(|| {
    let intake = Intake::default();
    let path = format!("{FLOOR}/{FILE}");
    let text = layers::embedded(&path).unwrap_or_default();
    let file = intake.add(&path, &String::from_utf8_lossy(&text));
    let mut all = BTreeMap::new();
    if let Some(node) = floor::parse(file, &intake) {
        flatten("", &node, &mut |key, node| {
            all.insert(key, node.as_text().unwrap_or_default().to_owned());
        });
    }
    Arc::new(all)
});

/// The words of a city by key, such as `synopse.neu`.
#[derive(Debug, Clone)]
pub struct Wording(Arc<BTreeMap<String, String>>);

impl Default for Wording {
    /// Those of the program's own floor.
    fn default() -> Self {
        Self(Arc::clone(&OWN))
    }
}

impl Wording {
    /// The word under `key`; every key that the program asks for is in its own file.
    pub fn say(&self, key: &str) -> &str {
        self.0.get(key).map_or("", String::as_str)
    }

    /// The word under `key`, where there is one: of what people call things in the data not all
    /// is known.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// `items` one after the other, joined two by two by the word under `key`.
    pub fn join(&self, key: &str, items: impl Iterator<Item = String>) -> String {
        let both =
            |first: String, next: String| self.fill(key, &[("erste", &first), ("zweite", &next)]);
        items.reduce(both).unwrap_or_default()
    }

    /// The word under `key`, with `filled` in its places by their names.
    pub fn fill(&self, key: &str, filled: &[(&str, &str)]) -> String {
        let mut said = String::new();
        let mut rest = self.say(key);
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            let Some((name, behind)) = after.split_once('}') else {
                said.push('{');
                rest = after;
                continue;
            };
            match filled.iter().find(|(own, _)| *own == name) {
                Some((_, text)) => said.push_str(text),
                None => {
                    said.push('{');
                    said.push_str(name);
                    said.push('}');
                }
            }
            rest = behind;
        }
        said + rest
    }

    /// What stands before and after the place `name` of the word under `key`.
    pub fn around(&self, key: &str, name: &str) -> (&str, &str) {
        self.say(key).split_once(&format!("{{{name}}}")).unwrap_or_default()
    }

    /// `items` in one row, as a sentence lists them.
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => {
                self.fill("allgemein.und", &[("erste", &first.join(", ")), ("letzte", last)])
            }
        }
    }

    /// The keys with their words, in the order of the keys.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, word)| (key.as_str(), word.as_str()))
    }
}

/// The words of the folders `names`, of which the nearest comes first, and the files that they
/// were read from with the paths by which those are carried.
pub(in crate::data) fn load<'a>(
    names: impl Iterator<Item = &'a str>,
    layers: &Layers,
    intake: &Intake,
) -> (Wording, Vec<(String, FileId)>) {
    let mut folders: Vec<&str> = names.collect();
    if !folders.contains(&FLOOR) {
        folders.push(FLOOR);
    }
    let mut all = BTreeMap::clone(&OWN);
    let mut files = Vec::new();
    // The nearest speaks last.
    for folder in folders.into_iter().rev() {
        let found = layers.read_all(&format!("{folder}/{FILE}"), intake);
        for node in found.iter().rev().filter_map(|(_, file)| floor::parse(*file, intake)) {
            flatten("", &node, &mut |key, node| {
                if let Some(word) = checked(&key, node, intake) {
                    all.insert(key, word);
                }
            });
        }
        files.extend(found);
    }
    (Wording(Arc::new(all)), files)
}

/// Hands the values of `node` on with their keys, those of mappings in mappings joined by dots.
fn flatten(above: &str, node: &Node, take: &mut dyn FnMut(String, &Node)) {
    for entry in node.entries() {
        let name = &entry.key.name;
        let key = if above.is_empty() { name.clone() } else { format!("{above}.{name}") };
        match entry.value.kind {
            Kind::Mapping(_) => flatten(&key, &entry.value, take),
            _ => take(key, &entry.value),
        }
    }
}

/// The word `node` under `key`, unless nobody asks for it or a place in it is never filled.
fn checked(key: &str, node: &Node, intake: &Intake) -> Option<String> {
    let is_open = OPEN.iter().any(|section| key.starts_with(section));
    let own = match OWN.get(key) {
        Some(own) => own.as_str(),
        None if is_open => "",
        None if FORMER.iter().any(|section| key.starts_with(section)) => return None,
        None => return intake.reject(unknown(key, node)),
    };
    let word = if BESIDE.iter().any(|section| key.starts_with(section)) {
        value::text(node, intake)?
    } else {
        value::printed(node, PhraseKind::Wording, intake)?.value
    };
    let known = places(own);
    match places(&word).difference(&known).next() {
        None => Some(word),
        Some(place) => intake.reject(unfilled(key, place, &known, node)),
    }
}

/// The names of the places in `word`.
fn places(word: &str) -> BTreeSet<&str> {
    word.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

fn unknown(key: &str, node: &Node) -> Diagnostic {
    let message = format!("Das Wort `{}` druckt keine Vorlage", value::shown(key));
    let finding = Diagnostic::error("wort-unbekannt", &node.anchor, message);
    match nearest(key, OWN.keys().map(String::as_str)) {
        Some(near) => finding.with_hint(format!("Meinten Sie `{near}`?")),
        None => finding.with_hint(format!(
            "Löschen Sie die Zeile; alle Wörter stehen in `templates/{FLOOR}/{FILE}`."
        )),
    }
}

fn unfilled(key: &str, place: &str, known: &BTreeSet<&str>, node: &Node) -> Diagnostic {
    let message =
        format!("In das Wort `{key}` wird `{{{}}}` nicht eingesetzt", value::shown(place));
    let finding = Diagnostic::error("wort-platzhalter", &node.place, message);
    if known.is_empty() {
        return finding.with_hint("Schreiben Sie das Wort ohne geschweifte Klammern.");
    }
    let names = known.iter().map(|name| format!("`{{{name}}}`")).collect::<Vec<_>>().join(", ");
    finding.with_hint(format!("Eingesetzt wird {names}."))
}
