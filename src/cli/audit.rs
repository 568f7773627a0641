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
        let Foreign { file, sources, mut diagnostics } = read(path);
        if let Some(file) = file {
            diagnostics.extend(audit::audit(file, &sources, known.as_deref()));
        }
        if diagnostics.is_empty() {
            console.result("Keine Befunde.\n");
        } else {
            console.findings(&diagnostics, &sources, "");
            verdict = Verdict::Findings;
        }
    }
    verdict
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
    Ok(foreign::from_text(path, text))
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
