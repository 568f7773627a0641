//! `vorlage audit`: what papers that someone else wrote contradict in themselves.
//!
//! With `--data` also which of their amounts these data do not know. Nothing is
//! written.

use std::path::Path;

use super::arguments;
use super::console::Console;
use super::progress;
use super::verdict::Verdict;
use crate::audit;
use crate::data::foreign::{self, Foreign};
use crate::diagnostic::Diagnostic;
use crate::limits::{self, Kind, Work};
use crate::output::{self, Unreadable};
use crate::paper::{Outcome, Request};

/// Prints the findings in every file.
pub(super) fn run(arguments: &arguments::Audit, console: &mut Console<'_>) -> Verdict {
    let known = match arguments.data.as_deref().map(|folder| Request::of(folder).planned()) {
        Some(Outcome { made: None, diagnostics, sources }) => {
            console.findings(&diagnostics, &sources, "");
            return Verdict::Findings;
        }
        Some(Outcome { made, .. }) => made.map(|planned| planned.figures),
        None => None,
    };
    let mut verdict = Verdict::Fine;
    for (index, path) in arguments.files.iter().enumerate() {
        if let Some(heading) = progress::heading(index, arguments.files.len(), path) {
            console.result(&heading);
        }
        limits::about(&path.display().to_string());
        let Foreign { file, sources, mut diagnostics } = read(path);
        let mut doubts = 0;
        if let Some(file) = file {
            let work = Work::on(Kind::Audit, sources.text(file).len());
            let audit = || audit::audit(file, &sources, known.as_deref());
            let report = limits::within(&work, audit);
            diagnostics.extend(report.findings);
            if arguments.zu_pruefen {
                diagnostics.extend(report.doubts);
            } else {
                doubts = report.doubts.len();
            }
        }
        if diagnostics.is_empty() {
            console.result(&nothing_found(doubts));
        } else {
            console.findings(&diagnostics, &sources, "");
            verdict = Verdict::Findings;
        }
    }
    verdict
}

/// What is said where nothing is proven wrong; `doubts` places may be worth a look.
fn nothing_found(doubts: usize) -> String {
    match doubts {
        0 => "Keine Befunde.\n".into(),
        1 => "Keine Befunde; eine Stelle ist zu prüfen (`--zu-pruefen`).\n".into(),
        _ => format!("Keine Befunde; {doubts} Stellen sind zu prüfen (`--zu-pruefen`).\n"),
    }
}

/// The text of a paper in a format that is read.
fn read(path: &Path) -> Foreign {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        "md" | "markdown" | "txt" => foreign::read_text(path),
        "pdf" => read_pdf(path).unwrap_or_else(foreign::unread),
        _ => foreign::unread(vec![
            Diagnostic::of_path("audit-format", shown(path), "Dieses Format wird nicht gelesen")
                .with_hint("Gelesen werden Markdown, Text und PDF: `.md`, `.txt`, `.pdf`."),
        ]),
    }
}

/// The text of a PDF, line by line; places count these lines.
fn read_pdf(path: &Path) -> Result<Foreign, Vec<Diagnostic>> {
    let bytes = foreign::read_pdf(path)?;
    let pages = output::pdf_text(&bytes).map_err(|why| vec![unreadable(path, why)])?;
    let text = output::plain_text(&pages);
    if text.trim().is_empty() {
        let problem = "Das PDF enthält keinen Text";
        return Err(vec![Diagnostic::of_path("audit-pdf-leer", shown(path), problem).with_hint(
            "Es ist vermutlich eingescannt; lassen Sie zuerst die Texterkennung laufen.",
        )]);
    }
    if is_garbled(&text) {
        let problem = "Die Schriften des PDF sagen nicht, welche Buchstaben sie zeigen";
        return Err(vec![Diagnostic::of_path("audit-pdf-schrift", shown(path), problem).with_hint(
            "Bitten Sie um die Vorlage als Word- oder Textdatei, oder lassen Sie die Texterkennung laufen.",
        )]);
    }
    Ok(foreign::from_text(path, text))
}

/// Whether a fifth of the letters of a text could not be told.
fn is_garbled(text: &str) -> bool {
    let letters = text.chars().filter(|char| !char.is_whitespace());
    let (all, unknown) = letters.fold((0_usize, 0_usize), |(all, unknown), char| {
        (all + 1, unknown + usize::from(char == char::REPLACEMENT_CHARACTER))
    });
    unknown * 5 > all
}

fn unreadable(path: &Path, why: Unreadable) -> Diagnostic {
    let (message, hint) = match why {
        Unreadable::NoPdf => (
            "Die Datei ist kein PDF oder ist beschädigt",
            "Öffnen Sie sie in einem PDF-Programm, und speichern Sie sie neu.",
        ),
        Unreadable::Encrypted => (
            "Das PDF ist mit einem Kennwort geschützt",
            "Speichern Sie es ohne Kennwort, oder bitten Sie um eine ungeschützte Fassung.",
        ),
        Unreadable::TooLarge => (
            "Das PDF ist zu groß oder enthält zu viel",
            "Teilen Sie es, oder speichern Sie nur die Seiten der Vorlage.",
        ),
    };
    Diagnostic::of_path("audit-pdf", shown(path), message).with_hint(hint)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
