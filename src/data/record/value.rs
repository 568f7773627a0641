//! Turns single values into text, ids and choices.
//!
//! A text has one line and is not empty; an id is what a path or the name of a
//! figure can contain.

use super::choice::Choice;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Key, Kind, Node};
use crate::data::{Phrase, PhraseKind, Placed};
use crate::diagnostic::{Diagnostic, nearest};

/// That a list is expected.
pub(in crate::data) const LIST: &str =
    "ist eine Liste, jeder Eintrag in eigener Zeile mit `- ` davor";

/// Reads a single value as typed.
pub(in crate::data) fn scalar<'n>(node: &'n Node, intake: &Intake) -> Option<&'n str> {
    match &node.kind {
        Kind::Scalar(text) if !["", "~"].contains(&text.trim()) => Some(text.trim()),
        Kind::Scalar(_) | Kind::Empty => intake.reject(
            Diagnostic::error("wert-fehlt", &node.place, "Hier fehlt der Wert").with_hint(
                "Tragen Sie ihn hinter dem Doppelpunkt ein, oder löschen Sie die Zeile.",
            ),
        ),
        _ => intake.reject(wrong_form(node, "ist ein einzelner Wert")),
    }
}

/// Reads a text of one line.
pub(in crate::data) fn text(node: &Node, intake: &Intake) -> Option<String> {
    let text = scalar(node, intake)?;
    if text.contains('\n') {
        return intake.reject(
            Diagnostic::error("text-mehrzeilig", &node.place, "Dieser Text hat mehrere Zeilen")
                .with_hint(
                    "Schreiben Sie ihn in eine Zeile; längere Texte gehören in eine \
                    Datei unter `texte/`.",
                ),
        );
    }
    Some(text.to_owned())
}

/// Reads a text and keeps its place.
pub(in crate::data) fn placed_text(node: &Node, intake: &Intake) -> Option<Placed<String>> {
    placed(node, text(node, intake)?)
}

/// Reads words that are printed.
pub(in crate::data) fn words(node: &Node, intake: &Intake) -> Option<String> {
    placed_words(node, intake).map(|words| words.value)
}

/// The same with their place.
pub(in crate::data) fn placed_words(node: &Node, intake: &Intake) -> Option<Placed<String>> {
    printed(node, PhraseKind::Words, intake)
}

/// Reads what something is called.
pub(in crate::data) fn designation(node: &Node, intake: &Intake) -> Option<String> {
    placed_designation(node, intake).map(|words| words.value)
}

/// The same with its place.
pub(in crate::data) fn placed_designation(node: &Node, intake: &Intake) -> Option<Placed<String>> {
    printed(node, PhraseKind::Designation, intake)
}

/// Reads a text that is printed as `kind`, and remembers that it is.
pub(in crate::data) fn printed(
    node: &Node,
    kind: PhraseKind,
    intake: &Intake,
) -> Option<Placed<String>> {
    let text = placed_text(node, intake)?;
    intake.print(Phrase { text: text.clone(), kind });
    Some(text)
}

/// Reads the name by which other data refers to a record.
pub(in crate::data) fn id(node: &Node, intake: &Intake) -> Option<Placed<String>> {
    let text = scalar(node, intake)?;
    if !is_id(text) {
        let better = as_id(text);
        let finding = Diagnostic::error(
            "kennung-ungueltig",
            &node.place,
            format!("`{}` ist keine Kennung", shown(text)),
        )
        .with_hint(
            "Eine Kennung besteht aus kleinen Buchstaben ohne Umlaute, Ziffern und \
                `_` und beginnt mit einem Buchstaben.",
        );
        return intake.reject(if is_id(&better) {
            finding.with_hint(format!("Schreiben Sie zum Beispiel `{better}`."))
        } else {
            finding
        });
    }
    placed(node, text.to_owned())
}

/// The same without its place.
pub(in crate::data) fn name(node: &Node, intake: &Intake) -> Option<String> {
    id(node, intake).map(|id| id.value)
}

/// Whether `text` can name a record.
pub(in crate::data) fn is_id(text: &str) -> bool {
    text.starts_with(|char: char| char.is_ascii_lowercase())
        && text
            .chars()
            .all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_')
}

/// `text` in the letters of a name, which may still be none.
pub(in crate::data) fn as_id(text: &str) -> String {
    let spelt = text
        .to_lowercase()
        .replace('ä', "ae")
        .replace('ö', "oe")
        .replace('ü', "ue")
        .replace('ß', "ss");
    let spelt: String =
        spelt.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '_' }).collect();
    let words: Vec<&str> = spelt.split('_').filter(|word| !word.is_empty()).collect();
    words.join("_")
}

/// Reads one of the words of `C`.
pub(in crate::data) fn choice<C: Choice>(node: &Node, intake: &Intake) -> Option<C::Value> {
    let text = scalar(node, intake)?;
    let mut all = C::WORDS.iter().zip(C::VALUES);
    if let Some((_, chosen)) = all.find(|(word, _)| word.key == text) {
        return Some(*chosen);
    }
    let finding = Diagnostic::error(
        "wert-unbekannt",
        &node.place,
        format!("`{}` ist hier nicht möglich", shown(text)),
    );
    let names = || C::WORDS.iter().map(|word| word.key);
    let spelt = as_id(text);
    intake.reject(match names().find(|name| *name == spelt).or_else(|| nearest(text, names())) {
        Some(near) => finding.with_hint(format!("Meinten Sie `{near}`?")),
        None => finding.with_hint(format!("Möglich sind {}.", quoted(names()))),
    })
}

/// Reads `ja` or `nein`.
pub(in crate::data) fn yes_no(node: &Node, intake: &Intake) -> Option<bool> {
    let text = scalar(node, intake)?;
    let meant = match text {
        "ja" => return Some(true),
        "nein" => return Some(false),
        "true" | "True" | "yes" | "Yes" | "Ja" | "JA" | "wahr" | "x" => "ja",
        "false" | "False" | "no" | "No" | "Nein" | "NEIN" | "falsch" => "nein",
        _ => "ja` oder `nein",
    };
    intake.reject(
        Diagnostic::error(
            "wert-unbekannt",
            &node.place,
            format!("`{}` ist hier nicht möglich", shown(text)),
        )
        .with_hint(format!("Schreiben Sie `{meant}`.")),
    )
}

/// That `node` should have been something else: `expected`, such as `ist ein Wert`.
pub(in crate::data) fn wrong_form(node: &Node, expected: &str) -> Diagnostic {
    let (found, place) = match &node.kind {
        Kind::Empty => {
            return Diagnostic::error("wert-fehlt", &node.place, "Hier fehlt der Inhalt")
                .with_hint(format!(
                    "Erwartet {expected}; gibt es nichts einzutragen, löschen Sie die Zeile."
                ));
        }
        Kind::Scalar(_) => ("ein einzelner Wert", &node.place),
        Kind::Sequence(_) => ("eine Liste", &node.anchor),
        Kind::Mapping(_) => ("eine Gruppe von Schlüsseln", &node.anchor),
    };
    Diagnostic::error("wert-falsche-form", place, format!("Hier steht {found}"))
        .with_hint(format!("Erwartet {expected}."))
}

/// `text` as a message quotes it: its beginning where it is long.
pub(in crate::data) fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let text = text.lines().next().unwrap_or_default();
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST - 1).chain(['…']).collect()
}

/// `names` in code marks, with commas between them.
pub(in crate::data) fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// `value` with the place of `node`.
pub(in crate::data) fn placed<T>(node: &Node, value: T) -> Option<Placed<T>> {
    Some(Placed { value, place: node.place.clone() })
}

/// Checks a key that names a record.
pub(in crate::data) fn key_id(key: &Key, intake: &Intake) -> Option<()> {
    let node = Node {
        place: key.place.clone(),
        anchor: key.place.clone(),
        kind: Kind::Scalar(key.name.clone()),
    };
    id(&node, intake).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_ascii() {
        for id in ["a", "land", "e13", "kosten_2"] {
            assert!(is_id(id), "{id}");
        }
        for id in ["", "A", "1a", "_a", "a-b", "a.b", "ä", "a b"] {
            assert!(!is_id(id), "{id}");
        }
    }

    #[test]
    fn long_text_is_quoted_by_its_beginning() {
        assert_eq!(shown("kurz"), "kurz");
        assert_eq!(shown("zwei\nZeilen"), "zwei");
        assert_eq!(shown(&"ä".repeat(100)).chars().count(), 60);
    }
}
