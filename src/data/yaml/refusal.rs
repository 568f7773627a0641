//! Refuses what YAML allows and a paper does not need.
//!
//! Anchors, aliases and tags would let a value stand elsewhere than where it
//! holds; several documents, keys that are no text and deep nesting are always a
//! slip.

use serde_yaml::granit_parser::{Event, ScalarStyle, Span};

use super::forbidden;
use super::syntax::{Spot, lacks_space, offset};
use crate::diagnostic::{Diagnostic, Place};
use crate::limits::{YAML_NODES, YAML_VALUE};

/// Refuses what YAML allows and a paper does not need.
pub(in crate::data) fn refuse(
    event: &Event<'_>,
    span: &Span,
    place: &Place,
    text: &str,
) -> Option<Diagnostic> {
    let spot = |at| Spot { file: place.file, text, at };
    match event {
        Event::Alias(_) | Event::Anchor(..) | Event::UnresolvedAlias(_) => {
            Some(spot(place.range.start).special())
        }
        _ if event.tag().is_some() => {
            let at = span.tag_start.map_or(place.range.start, |mark| offset(text, &mark));
            Some(spot(at).special())
        }
        Event::Scalar(value, style, ..) => {
            let raw = text.get(place.range.clone()).unwrap_or_default();
            if *style == ScalarStyle::Plain
                && let Some(finding) = swallowed_entry(place, raw)
            {
                return Some(finding);
            }
            let escaped = value.chars().find(|char| forbidden::is_forbidden(*char))?;
            (!raw.contains(escaped)).then(|| forbidden::finding(place, escaped))
        }
        _ => None,
    }
}

/// Warns of a text that ends at a `#` although it may have been meant to go on:
/// `Los #3` is read as `Los`.
pub(in crate::data) fn cut_text(
    event: &Event<'_>,
    place: &Place,
    text: &str,
) -> Option<Diagnostic> {
    let Event::Scalar(_, ScalarStyle::Plain, ..) = event else { return None };
    let rest = text.get(place.range.end..)?;
    // A line may be as long as the file, and every value of it comes by here.
    let comment = rest.trim_start_matches([' ', '\t']).strip_prefix('#')?;
    let rest = rest.lines().next()?;
    let is_cut = comment.starts_with(char::is_alphanumeric) && !place.range.is_empty();
    let from = place.range.end + (rest.len() - rest.trim_start().len());
    let place = Place { file: place.file, range: from..place.range.end + rest.trim_end().len() };
    is_cut.then(|| {
        Diagnostic::warning(
            "yaml-kommentar",
            &place,
            "Ab dem `#` ist der Text ein Kommentar und wird nicht gelesen",
        )
        .with_hint("Gehört es zum Text, setzen Sie den ganzen Text in gerade Anführungszeichen.")
        .with_hint("Ist es ein Kommentar, schreiben Sie ein Leerzeichen hinter das `#`.")
    })
}

/// A text into which the entry of a list slipped, since the key before it has a value.
fn swallowed_entry(place: &Place, raw: &str) -> Option<Diagnostic> {
    let (before, line) = raw.match_indices('\n').find_map(|(at, _)| {
        let line = raw.get(at + 1..)?.lines().next()?;
        line.trim_start().starts_with("- ").then_some((at + 1, line))
    })?;
    let from = place.range.start + before + (line.len() - line.trim_start().len());
    let to = place.range.start + before + line.trim_end().len();
    let place = Place { file: place.file, range: from..to };
    Some(
        Diagnostic::error(
            "yaml-strich",
            &place,
            "Diese Zeile setzt den Text davor fort und ist kein Eintrag einer Liste",
        )
        .with_hint(
            "Soll es eine Liste sein, setzen Sie auch den Text davor mit `- ` in \
                eine eigene Zeile.",
        ),
    )
}

/// A second document in one file.
pub(in crate::data) fn second_document(place: &Place) -> Diagnostic {
    Diagnostic::error(
        "yaml-dokumente",
        place,
        "Hier beginnt ein zweites Dokument in derselben Datei",
    )
    .with_hint("Löschen Sie die Zeile `---`, oder legen Sie für das Folgende eine Datei an.")
}

/// A key that is no plain text.
pub(in crate::data) fn key_is_no_text(place: &Place, text: &str) -> Diagnostic {
    let at = place.range.start;
    if text.get(at..).is_some_and(|rest| rest.starts_with(['{', '['])) {
        return Spot { file: place.file, text, at }.bracket();
    }
    Diagnostic::error("yaml-schluessel", place, "Vor dem Doppelpunkt steht kein Schlüssel")
        .with_hint(
            "Schreiben Sie einen Schlüssel aus kleinen Buchstaben davor, etwa `betreff: \
            …`.",
        )
}

/// A file with more values than any paper has.
pub(in crate::data) fn too_many(place: &Place) -> Diagnostic {
    Diagnostic::error("datei-zu-gross", place, "Die Datei enthält zu viele Angaben").with_hint(
        format!("Gelesen werden höchstens {YAML_NODES}; prüfen Sie, ob es die richtige Datei ist."),
    )
}

/// A list or mapping with more than `most` entries.
pub(in crate::data) fn too_many_entries(place: &Place, most: usize) -> Diagnostic {
    let message = "Hier stehen mehr Einträge untereinander, als eine Vorlage haben kann";
    Diagnostic::error("datei-zu-gross", place, message).with_hint(format!(
        "Gelesen werden höchstens {most}; prüfen Sie, ob es die richtige Datei ist."
    ))
}

/// A value that is longer than any text of a paper.
pub(in crate::data) fn too_long(place: &Place) -> Diagnostic {
    // What is marked is drawn, and nobody reads so much.
    let place = Place { file: place.file, range: place.range.start..place.range.start + 1 };
    Diagnostic::error("datei-zu-gross", &place, "Dieser Wert ist zu lang").with_hint(format!(
        "Ein Wert hat höchstens {} kB; längere Texte gehören in eine Datei unter `texte/`.",
        YAML_VALUE / 1_000
    ))
}

/// A file without a single key.
pub(in crate::data) fn no_keys(place: &Place, text: &str) -> Diagnostic {
    let finding =
        Diagnostic::error("wert-falsche-form", place, "Hier stehen keine Schlüssel mit Werten");
    if lacks_space(text.get(place.range.clone()).unwrap_or_default()) {
        return finding.with_hint("Hinter dem Doppelpunkt fehlt ein Leerzeichen.");
    }
    finding.with_hint("Eine Datei besteht aus Zeilen wie `betreff: Teilnahme am Landesprogramm`.")
}
