//! Words the compiler's problems for the user.
//!
//! The text of a paper can cause none (it only enters as literals), so a problem
//! lies in the page layout, or it is ours.

use std::ops::Range;

use typst::WorldExt;
use typst::diag::SourceDiagnostic;

use crate::diagnostic::Diagnostic;

use super::Look;
use super::world::Desk;

/// The code of a problem in the page layout.
const LAYOUT: &str = "seitenlayout";

/// The name under which the layout is known where its file is not.
const PAGE: &str = "seite.typ";

/// All `problems` of a compilation. A mistake in the layout has the compiler
/// stumble over what comes after it too; then only the mistake is told.
pub(super) fn all(desk: &Desk, look: &Look, problems: &[SourceDiagnostic]) -> Vec<Diagnostic> {
    let mut all: Vec<Diagnostic> =
        problems.iter().map(|problem| one(desk, look, problem)).collect();
    if all.iter().any(|problem| problem.code == LAYOUT) {
        all.retain(|problem| problem.code == LAYOUT);
    }
    all
}

/// Functions that the page layout should define and does not; nothing where none is lacking.
pub(super) fn lacking(names: &[&str]) -> Option<Diagnostic> {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let message = match quoted.as_slice() {
        [] => return None,
        [name] => format!("Dem Seitenlayout fehlt die Funktion {name}, die geänderte Wörter setzt"),
        names => format!(
            "Dem Seitenlayout fehlen die Funktionen {}, die geänderte Wörter setzen",
            names.join(" und ")
        ),
    };
    Some(Diagnostic::of_path("seite-ohne-funktion", PAGE, message).with_hint(
        "Ergänzen Sie in `seite.typ` zum Beispiel `#let gestrichen(inhalt) = strike(inhalt)` und \
         `#let eingefuegt(inhalt) = underline(inhalt)`.",
    ))
}

/// The page layout lacks what draws a diagram that was asked for.
pub(super) fn lacking_diagram() -> Diagnostic {
    let message = "Dem Seitenlayout fehlt die Funktion `diagramm`, die Diagramme zeichnet";
    Diagnostic::of_path("seite-ohne-diagramm", PAGE, message).with_hint(
        "Übernehmen Sie die Funktion `diagramm` aus `templates/gemeinsam/seite.typ`, oder \
         löschen Sie in den Daten `vorlage.diagramme`.",
    )
}

/// A problem that no input should be able to cause.
pub(super) fn internal(message: &str) -> Diagnostic {
    Diagnostic::of_path("satz", PAGE, format!("Der Satz des PDF ist gescheitert: {message}"))
        .with_hint(
            "Das ist ein Fehler von vorlage; bitte melden Sie ihn mit den Daten der Vorlage.",
        )
}

fn one(desk: &Desk, look: &Look, problem: &SourceDiagnostic) -> Diagnostic {
    let Some(range) = range(desk, look, problem) else { return internal(&problem.message) };
    let message = format!("Das Seitenlayout lässt sich nicht setzen: {}", problem.message);
    let diagnostic = match look.place(range) {
        Some(place) => Diagnostic::error(LAYOUT, &place, message),
        None => Diagnostic::of_path(LAYOUT, PAGE, message),
    };
    let diagnostic = diagnostic
        .with_hint("Das Seitenlayout `seite.typ` ist in der Sprache Typst geschrieben; berichtigen Sie die Stelle.");
    problem.hints.iter().fold(diagnostic, |diagnostic, hint| {
        diagnostic.with_hint(format!("Hinweis von Typst: {}.", hint.v))
    })
}

/// Where in `seite.typ` a problem arose: its own place, or that of the call that led to it.
fn range(desk: &Desk, look: &Look, problem: &SourceDiagnostic) -> Option<Range<usize>> {
    let calls = problem.trace.iter().filter_map(|point| desk.range(point.span));
    desk.range(problem.span)
        .into_iter()
        .chain(calls)
        .find(|range| !range.is_empty() && range.end <= look.seite.len())
}
