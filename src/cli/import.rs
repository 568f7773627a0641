//! `vorlage import stellen`: what a table of the personnel office would change.
//!
//! Shows every change and how it moves every total. The changed paper goes the
//! whole way to its PDF before a byte is written; where anything stands in its way,
//! nothing is. Without `--write` the data change only after a yes on the terminal.

use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use super::arguments::{self, Subject};
use super::console::Console;
use super::report::{counted, numbered};
use super::totals;
use super::verdict::Verdict;
use super::write;
use crate::compare;
use crate::data::import::{self, Change, Choice, Import, Origin, Proposal, Update};
use crate::diagnostic::{Diagnostic, Severity, Sources};
use crate::finance::Figures;
use crate::paper::{self, Finished, Outcome, Request};

/// What follows the count of findings.
const NOTHING_WRITTEN: &str = " – nichts eingetragen";

/// Shows what the table would change, and changes it where that is wanted.
pub(super) fn run(arguments: &arguments::Import, console: &mut Console<'_>) -> Verdict {
    let Subject::Stellen = arguments.subject;
    let folder = &arguments.path;
    let choice = Choice { columns: arguments.spalten.clone(), sheet: arguments.blatt.clone() };
    let Import { proposal, sources, diagnostics } =
        import::stellen(&arguments.file, folder, &choice);
    let Some(proposal) = proposal else {
        console.findings(&diagnostics, &sources, NOTHING_WRITTEN);
        return Verdict::Findings;
    };
    if proposal.changes.is_empty() {
        console.result(&format!("Keine Änderungen.\n{}", notes(&proposal)));
        console.findings(&diagnostics, &sources, "");
        return Verdict::Fine;
    }
    let (warnings, table) = (diagnostics, sources);
    let Outcome { made, diagnostics, sources } = changed(folder, &proposal);
    console.result(&changes(&proposal.changes));
    let Some(paper) = made else {
        console.findings(&diagnostics, &sources, NOTHING_WRITTEN);
        return Verdict::Findings;
    };
    if let Some(before) = Request::of(folder).planned().made {
        console.result(&effect(&before.figures, &paper));
    }
    console.result(&notes(&proposal));
    console.findings(&warnings, &table, "");
    console.findings(&diagnostics, &sources, "");
    settle(arguments, &choice, &proposal, console)
}

/// The paper as it would be, checked up to its PDF.
fn changed(folder: &Path, proposal: &Proposal) -> Outcome<Finished> {
    let request = Request::changed(folder, proposal.files.clone());
    let Outcome { made, mut diagnostics, sources } = request.finished();
    let made = made.filter(|paper| paper::kept(paper.pdf(), &mut diagnostics).is_some());
    if made.is_none() {
        // What is wrong without the table does not come from it.
        let Outcome { made: before, diagnostics: mut known, .. } = Request::of(folder).finished();
        before.and_then(|paper| paper::kept(paper.pdf(), &mut known));
        let is_known = |finding: &Diagnostic| {
            known.iter().any(|one| (one.code, &one.message) == (finding.code, &finding.message))
        };
        for finding in &mut diagnostics {
            if finding.severity == Severity::Error && !is_known(finding) {
                finding.hints.push(origin(finding, proposal, &sources));
            }
        }
    }
    Outcome { made, diagnostics, sources }
}

/// Where in the table the error `finding` comes from: the row that its Stelle was read
/// from, or the only one that changes anything.
fn origin(finding: &Diagnostic, proposal: &Proposal, sources: &Sources) -> String {
    if let Some(origin) = stelle(finding, &proposal.origins, sources) {
        return format!(
            "So lautete die Zeile der Daten nach der Tabelle ({}); berichtigen Sie dort den Wert.",
            origin.row
        );
    }
    let changed = |origin: &&Origin| proposal.changes.iter().any(|one| one.id == origin.id);
    let rows: Vec<&str> =
        proposal.origins.iter().filter(changed).map(|origin| origin.row.as_str()).collect();
    let whence = match rows.as_slice() {
        [row] => format!("die Tabelle ({row}); berichtigen Sie dort den Wert"),
        _ => "die Änderungen aus der Tabelle; berichtigen Sie dort die Werte".to_owned(),
    };
    format!("Der Fehler entsteht erst durch {whence}, oder ändern Sie zuerst die Daten.")
}

/// The Stelle in which `finding` has its place.
fn stelle<'o>(
    finding: &Diagnostic,
    origins: &'o [Origin],
    sources: &Sources,
) -> Option<&'o Origin> {
    let place = finding.place.as_ref()?;
    let path = Path::new(sources.path(place.file));
    let is_source = |origin: &&Origin| {
        origin.path == path && (origin.range.start..=origin.range.end).contains(&place.range.start)
    };
    origins.iter().find(is_source)
}

/// How the totals move.
fn effect(before: &Figures, paper: &Finished) -> String {
    let moved = compare::totals(before, &paper.figures);
    if moved.is_empty() {
        return "\nKeine Summe ändert sich.\n".into();
    }
    format!("\n{}", totals::table(&moved, &paper.paper))
}

/// Writes where it was asked for, or is answered with yes.
fn settle(
    arguments: &arguments::Import,
    choice: &Choice,
    proposal: &Proposal,
    console: &mut Console<'_>,
) -> Verdict {
    let is_wanted = arguments.write || agreed(console);
    if !is_wanted {
        console.result("\nNichts eingetragen; mit `--write` werden die Änderungen eingetragen.\n");
        return Verdict::Fine;
    }
    // While the question stood there, somebody may have saved one of the files.
    if !arguments.write && !is_still(arguments, choice, proposal) {
        console.findings(&[outdated(&arguments.path)], &Sources::default(), NOTHING_WRITTEN);
        return Verdict::Findings;
    }
    match write(&arguments.path, proposal) {
        Ok(paths) => {
            let paths: String = paths.iter().map(|path| format!("{}\n", path.display())).collect();
            console.result(&format!("\nEingetragen in:\n{paths}"));
            Verdict::Fine
        }
        Err(problem) => {
            console.findings(&[problem], &Sources::default(), NOTHING_WRITTEN);
            Verdict::Findings
        }
    }
}

/// Whether table and data still give `proposal`.
fn is_still(arguments: &arguments::Import, choice: &Choice, proposal: &Proposal) -> bool {
    let again = import::stellen(&arguments.file, &arguments.path, choice);
    again.proposal.is_some_and(|again| again.files == proposal.files)
}

fn outdated(folder: &Path) -> Diagnostic {
    let message = "Die Tabelle oder die Daten haben sich seit der Rückfrage geändert";
    Diagnostic::of_path("import-ueberholt", folder.display().to_string(), message)
        .with_hint("Rufen Sie den Befehl noch einmal auf, und sehen Sie sich die Änderungen an.")
}

/// Asks on the terminal; where there is none, nobody has agreed.
fn agreed(console: &mut Console<'_>) -> bool {
    if !io::stdin().is_terminal() {
        return false;
    }
    console.result("\nEintragen? [j/N] ");
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "j" | "ja")
}

fn write(folder: &Path, proposal: &Proposal) -> Result<Vec<PathBuf>, Diagnostic> {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let files: Vec<(String, Vec<u8>)> =
        proposal.files.iter().map(|(path, content)| (name(path), content.clone())).collect();
    write::write_all(folder, &files).map_err(|problem| {
        // There is no other place to write the data to.
        let hints = vec![
            "Geben Sie die Datei und ihren Ordner zum Schreiben frei, schaffen Sie \
            Platz, falls er fehlt, und rufen Sie den Befehl noch einmal auf."
                .to_owned(),
        ];
        Diagnostic { hints, ..problem }
    })
}

/// Every changed Stelle with its values, old and new.
fn changes(changes: &[Change]) -> String {
    let (new, changed): (Vec<&Change>, Vec<&Change>) =
        changes.iter().partition(|change| change.is_new);
    let counts = counted(&[
        (changed.len(), "geänderte Stelle", "geänderte Stellen"),
        (new.len(), "neue Stelle", "neue Stellen"),
    ]);
    let rows: String = changes.iter().map(change).collect();
    format!("{counts}\n{rows}")
}

fn change(change: &Change) -> String {
    let new = if change.is_new { " (neu)" } else { "" };
    let width = change.updates.iter().map(|update| update.key.chars().count()).max().unwrap_or(0);
    let rows = change.updates.iter().map(|Update { key, old, new }| match old {
        Some(old) => format!("  {key:width$}  {old} → {new}\n"),
        None => format!("  {key:width$}  {new}\n"),
    });
    format!("\n{}{new}\n{}", change.id, rows.collect::<String>())
}

/// What else is to be known of the table.
fn notes(proposal: &Proposal) -> String {
    let Proposal { unnamed, ignored, totals, .. } = proposal;
    let mut notes = String::new();
    if !unnamed.is_empty() {
        let count = numbered(unnamed.len(), "Stelle", "Stellen");
        let (stand, stay) =
            if unnamed.len() == 1 { ("steht", "bleibt") } else { ("stehen", "bleiben") };
        notes += &format!(
            "\n{count} der Daten {stand} nicht in der Tabelle und {stay} unverändert: {}\n",
            unnamed.join(", ")
        );
    }
    if !totals.is_empty() {
        notes += &format!("\nAls Summe gelesen und keine Stelle: {}\n", totals.join(", "));
    }
    if !ignored.is_empty() {
        let names: Vec<String> = ignored.iter().map(|name| format!("„{name}“")).collect();
        notes += &format!("\nNicht ausgewertete Spalten: {}\n", names.join(", "));
    }
    notes
}
