//! Refuses what YAML allows and a paper does not need.
//!
//! Anchors, aliases and tags would let a value stand elsewhere than where it
//! holds; several documents, keys that are no text and deep nesting are always a
//! slip.

use serde_yaml::granit_parser::{Event, Span};

use super::forbidden;
use super::node::{DEPTH, NODES};
use super::syntax::{Spot, lacks_space, offset};
use crate::diagnostic::{Diagnostic, Place};

/// Refuses what YAML allows and a paper does not need.
pub(super) fn refuse(
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
        Event::Scalar(value, ..) => {
            let escaped = value.chars().find(|char| forbidden::is_forbidden(*char))?;
            let raw = text.get(place.range.clone()).unwrap_or_default();
            (!raw.contains(escaped)).then(|| forbidden::finding(place, escaped))
        }
        _ => None,
    }
}

/// A second document in one file.
pub(super) fn second_document(place: &Place) -> Diagnostic {
    Diagnostic::error(
        "yaml-dokumente",
        place,
        "Hier beginnt ein zweites Dokument in derselben Datei",
    )
    .with_hint("Löschen Sie die Zeile `---`, oder legen Sie für das Folgende eine Datei an.")
}

/// A key that is no plain text.
pub(super) fn key_is_no_text(place: &Place, text: &str) -> Diagnostic {
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
pub(super) fn too_many(place: &Place) -> Diagnostic {
    Diagnostic::error("datei-zu-gross", place, "Die Datei enthält zu viele Angaben").with_hint(
        format!("Gelesen werden höchstens {NODES}; prüfen Sie, ob es die richtige Datei ist."),
    )
}

/// A key that begins with a dash: the space behind it is missing.
pub(super) fn dash_without_space(place: &Place, name: &str) -> Diagnostic {
    let rest = name.trim_start_matches('-');
    Diagnostic::error("yaml-strich", place, "Hinter dem Strich fehlt ein Leerzeichen")
        .with_hint(format!("Schreiben Sie `- {rest}`."))
}

/// Lists and mappings nested too deep.
pub(super) fn too_deep(place: &Place) -> Diagnostic {
    Diagnostic::error("yaml-verschachtelung", place, "Hier ist zu tief verschachtelt").with_hint(
        format!("Mehr als {DEPTH} Ebenen sind nicht möglich; gebraucht werden höchstens sechs."),
    )
}

/// A file without a single key.
pub(super) fn no_keys(place: &Place, text: &str) -> Diagnostic {
    let finding =
        Diagnostic::error("wert-falsche-form", place, "Hier stehen keine Schlüssel mit Werten");
    if lacks_space(text.get(place.range.clone()).unwrap_or_default()) {
        return finding.with_hint("Hinter dem Doppelpunkt fehlt ein Leerzeichen.");
    }
    finding.with_hint("Eine Datei besteht aus Zeilen wie `betreff: Teilnahme am Landesprogramm`.")
}
