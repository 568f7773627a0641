//! What writing a paper would change in what lies in the output, before it is written.
//!
//! Files are compared by their bytes, since the same data always make the same file;
//! the words as `vorlage diff` does, with the old Markdown or with what the old PDF was made
//! from; the totals with those that the old PDF carries.

use std::fs;
use std::path::Path;

use super::made::Made;
use super::{totals, version, wording};
use crate::compare::{self, Movement, NamedValue};
use crate::diagnostic::Diagnostic;
use crate::output;

/// The findings about files of `target` that are not what `made` says they are; also those
/// of other formats that lie beside them, since a paper with two sets of figures is none.
pub(super) fn stale(target: &Path, made: &Made) -> Vec<Diagnostic> {
    let path = |name: &str| target.join(name).display().to_string();
    let old = |name: &str| {
        let message = "Diese Datei ist nicht auf dem Stand der Daten";
        Diagnostic::of_path("ausgabe-veraltet", path(name), message)
    };
    let missing =
        |name: &str| Diagnostic::of_path("ausgabe-fehlt", path(name), "Diese Datei fehlt");
    let again = "Schreiben Sie die Vorlage mit `vorlage build` neu.";
    let of = |(name, state): (&str, State)| match state {
        State::Same => None,
        State::Other => Some(old(name).with_hint(again)),
        State::New => Some(missing(name).with_hint(again)),
    };
    let beside = outdated(target, made).into_iter().map(|name| {
        let hint = format!(
            "Dieser Aufruf schreibt sie nicht; schreiben Sie sie mit `--format {}` neu, oder \
             löschen Sie sie.",
            ending(name)
        );
        old(name).with_hint(hint)
    });
    states(target, &made.files).into_iter().filter_map(of).chain(beside).collect()
}

/// The files of other formats that say something else than `made`.
fn outdated<'m>(target: &Path, made: &'m Made) -> Vec<&'m str> {
    let states = states(target, &made.beside).into_iter();
    states.filter(|(_, state)| *state != State::Same).map(|(name, _)| name).collect()
}

fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, ending)| ending)
}

/// How a file would change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Same,
    Other,
    New,
}

fn states<'f>(target: &Path, files: &'f [(String, Vec<u8>)]) -> Vec<(&'f str, State)> {
    let state = |name: &str, new: &[u8]| match fs::read(target.join(name)) {
        Ok(old) if old == new => State::Same,
        Ok(_) => State::Other,
        Err(_) => State::New,
    };
    files.iter().map(|(name, new)| (name.as_str(), state(name, new))).collect()
}

/// What writing `made` into `target` would change, for a reader.
pub(super) fn show(target: &Path, made: &Made) -> String {
    let states = states(target, &made.files);
    let mut files: String = states
        .iter()
        .map(|(name, state)| {
            let state = match state {
                State::Same => "bleibt, wie sie ist",
                State::Other => "würde ersetzt",
                State::New => "entstünde neu",
            };
            format!("{} {state}\n", target.join(name).display())
        })
        .collect();
    for name in outdated(target, made) {
        let path = target.join(name);
        let note = format!("ist veraltet und bliebe es ohne `--format {}`", ending(name));
        files += &format!("{} {note}\n", path.display());
    }
    if states.iter().all(|(_, state)| *state == State::Same) {
        return files + "Nichts würde sich ändern.\n";
    }
    format!("{files}{}{}", totals(target, made), text(target, made))
}

/// The totals that would be others than those in the old PDF.
fn totals(target: &Path, made: &Made) -> String {
    let old = fs::read(target.join(format!("{}.pdf", made.paper.art))).ok();
    let Some(old) = old.and_then(|bytes| carried(&bytes)) else {
        return "\nSummen: nicht verglichen, da kein früheres PDF mit Zahlen vorliegt.\n".into();
    };
    let mut changes = compare::movements(&old, &compare::values(&made.paper.figures));
    changes.retain(Movement::is_total);
    if changes.is_empty() {
        return "\nSummen: keine ändert sich.\n".into();
    }
    format!("\nSummen\n{}", indented(&totals::table(&changes, &made.paper.paper)))
}

/// The values of the figures that a PDF carries.
fn carried(bytes: &[u8]) -> Option<Vec<NamedValue>> {
    output::values(output::unpack(bytes).ok()?.figures_json())
}

/// The words that would be others than in what lies there, by their sections.
fn text(target: &Path, made: &Made) -> String {
    let old = match earlier(target, made) {
        Ok(old) => old,
        Err(why) => return format!("\nText: nicht verglichen, da {why}.\n"),
    };
    let new = output::markdown(&made.paper.document);
    let synopse = compare::wording(&old, &new);
    if synopse.is_empty() {
        let is_same = old == new;
        let note = if is_same { "" } else { ", nur der Satz, etwa ein Umbruch" };
        return format!("\nText: kein Satz und keine Tabellenzeile ändert sich{note}.\n");
    }
    format!("\nWortlaut\n{}", wording::geaendert(&synopse))
}

/// The text that lies there: of the Markdown where that is written anew, or else of the
/// PDF, which is written once more from what it carries; or why there is none.
fn earlier(target: &Path, made: &Made) -> Result<String, &'static str> {
    let name = |end: &str| format!("{}.{end}", made.paper.art);
    let markdown = || fs::read_to_string(target.join(name("md"))).ok();
    let is_written = made.files.iter().any(|(file, _)| *file == name("md"));
    if let Some(text) = markdown().filter(|_| is_written) {
        return Ok(text);
    }
    match version::reread(&target.join(name("pdf")), &made.paper.inputs) {
        Ok(text) => Ok(text),
        Err(why) => markdown().ok_or(why),
    }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}
