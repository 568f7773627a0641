//! `vorlage new`: the folder of a new paper.
//!
//! The paper goes the whole way to its PDF before a byte is written, so that what is written
//! can be built. A folder in which anything lies is left alone; a new one appears whole.

mod questions;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::arguments;
use super::console::Console;
use super::report::{self, Colours};
use super::verdict::Verdict;
use super::write;
use crate::data::draft::{self, Draft, File, Opened, Stadt};
use crate::diagnostic::{Diagnostic, Sources};
use crate::paper::{self, Finished, Outcome, Request};
use questions::Stop;

/// What follows the count of findings.
const NOTHING_WRITTEN: &str = " – nichts angelegt";

/// A text that the templates print where it is there, and that most papers want.
const WELCOME: &str = "beschluss_teilnahme";

/// How often texts are added that templates ask for; a text asks for no further one.
const ROUNDS: usize = 4;

/// Why a paper cannot be begun, and the texts that this points into.
type Refusal = (Vec<Diagnostic>, Sources);

/// Writes the folder of a new paper.
pub(super) fn run(arguments: &arguments::New, console: &mut Console<'_>) -> Verdict {
    let folder = &arguments.path;
    if let Some(problem) = in_the_way(folder) {
        return refuse(&[problem], &Sources::default(), console);
    }
    let asked = match questions::stadt(arguments, &draft::staedte(folder), console) {
        Ok(name) => name,
        Err(ende) => return give_up(&ende, console),
    };
    let Opened { stadt, diagnostics, sources } = draft::lesen(&asked, folder);
    let Some(stadt) = stadt else { return refuse(&diagnostics, &sources, console) };
    let draft = match questions::draft(arguments, &stadt, console) {
        Ok(draft) => draft,
        Err(ende) => return give_up(&ende, console),
    };
    let files = match standing(&draft, &stadt, folder) {
        Ok(files) => files,
        Err((problems, sources)) => return refuse(&problems, &sources, console),
    };
    let files: Vec<(String, Vec<u8>)> =
        files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    match write::write_all(folder, &files) {
        Ok(paths) => {
            console.result(&written(folder, &paths));
            Verdict::Fine
        }
        Err(problem) => refuse(&[problem], &Sources::default(), console),
    }
}

fn refuse(problems: &[Diagnostic], sources: &Sources, console: &mut Console<'_>) -> Verdict {
    console.findings(problems, sources, NOTHING_WRITTEN);
    Verdict::Findings
}

fn give_up(ende: &Stop, console: &mut Console<'_>) -> Verdict {
    let hint = "`vorlage new --help` nennt alle Angaben.".to_owned();
    let hints: Vec<String> = ende.hint.iter().cloned().chain([hint]).collect();
    console.finding(&report::render_usage(&ende.message, &hints, Colours::Ansi));
    Verdict::Usage
}

/// Why nothing can be begun at `folder`.
fn in_the_way(folder: &Path) -> Option<Diagnostic> {
    let message = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().map(|_| "In diesem Ordner liegt schon etwas")?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(_) => "Hier lässt sich kein Ordner anlegen",
    };
    let path = folder.display().to_string();
    let problem = Diagnostic::of_path("ordner-belegt", path, message);
    Some(
        problem.with_hint("Nennen Sie einen Ordner, den es noch nicht gibt, etwa `data/beratung`."),
    )
}

/// The files of a paper that can be built; what stands in its way where it cannot.
fn standing(draft: &Draft, stadt: &Stadt, folder: &Path) -> Result<Vec<File>, Refusal> {
    let mut files = draft.files(stadt).map_err(|problem| (vec![problem], Sources::default()))?;
    if draft.geht_hervor(stadt) {
        return Err((vec![follows(folder)], Sources::default()));
    }
    files.push(draft::text(WELCOME));
    for _ in 0..ROUNDS {
        let Outcome { made, mut diagnostics, sources } = checked(&files, folder);
        // What is begun is a draft, and says so.
        diagnostics.retain(|problem| !problem.code.starts_with("entwurf-"));
        let before: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
        let unread = |problem: &Diagnostic| problem.code == "text-ungenutzt";
        if diagnostics.iter().any(unread) {
            files.retain(|(path, _)| !path.contains(WELCOME));
        }
        for name in diagnostics.iter().filter_map(lacking) {
            let text = draft::text(&name);
            if !before.contains(&text.0) {
                files.push(text);
            }
        }
        if before.len() != files.len() {
            continue;
        }
        let paper = made.and_then(|paper| paper::kept(paper.pdf(), &mut diagnostics));
        if paper.is_none() || !diagnostics.is_empty() {
            return Err((diagnostics, sources));
        }
        break;
    }
    Ok(files)
}

/// Why a kind that changes or revokes an earlier paper is not begun from nothing.
fn follows(folder: &Path) -> Diagnostic {
    let path = folder.display().to_string();
    let message = "Eine Vorlage dieser Art geht aus einer früheren hervor";
    Diagnostic::of_path("neu-ohne-vorgaenger", path, message).with_hint(
        "Kopieren Sie den Ordner der früheren Vorlage, ändern Sie darin `art` und `nummer`, und \
            nennen Sie die frühere unter `bezug:` mit `nummer`, `art`, `grund` und `quelle`.",
    )
}

/// The paper that `dateien` would be in `folder`.
fn checked(files: &[File], folder: &Path) -> Outcome<Finished> {
    let file = |(path, text): &File| (folder.join(path), text.clone().into_bytes());
    let files: BTreeMap<PathBuf, Vec<u8>> = files.iter().map(file).collect();
    Request::changed(folder, files).finished()
}

/// The name of a text that a template or the head asks for.
fn lacking(problem: &Diagnostic) -> Option<String> {
    if problem.code != "text-fehlt" {
        return None;
    }
    let Some(path) = &problem.path else { return Some("dringlichkeit".into()) };
    Some(Path::new(path).file_stem()?.to_string_lossy().into_owned())
}

/// What was written, and what comes next.
fn written(folder: &Path, paths: &[PathBuf]) -> String {
    let shown = |path: &&PathBuf| !path.ends_with(draft::SCHEMA);
    let paths: String =
        paths.iter().filter(shown).map(|path| format!("{}\n", path.display())).collect();
    let folder = folder.display();
    format!(
        "{paths}
Ersetzen Sie, was „N.N.“ oder „Bitte“ sagt oder ein Beispiel ist. Der nächste Schritt:
  vorlage watch {folder}    schreibt die Vorlage neu, sooft Sie speichern
  vorlage build {folder}    schreibt sie einmal\n"
    )
}
