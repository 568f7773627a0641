//! `vorlage audit`: what papers that someone else wrote contradict in themselves.
//!
//! With `--data` also which of their amounts these data do not know. Nothing is
//! written.

use std::path::Path;

use super::arguments;
use super::console::Console;
use super::pipeline::{self, Outcome};
use super::progress;
use super::verdict::Verdict;
use crate::audit;
use crate::data::foreign::{self, Foreign};
use crate::diagnostic::{Diagnostic, Sources};

/// Prints the findings in every file.
pub(super) fn run(arguments: &arguments::Audit, console: &mut Console<'_>) -> Verdict {
    let known = match arguments.data.as_deref().map(pipeline::figures) {
        Some(Outcome { made: None, diagnostics, sources }) => {
            console.findings(&diagnostics, &sources, "");
            return Verdict::Findings;
        }
        Some(Outcome { made, .. }) => made,
        None => None,
    };
    let mut verdict = Verdict::Fine;
    for (index, path) in arguments.files.iter().enumerate() {
        if let Some(heading) = progress::heading(index, arguments.files.len(), path) {
            console.result(&heading);
        }
        let Foreign { file, sources, mut diagnostics } = read(path);
        if let Some(file) = file {
            diagnostics.extend(audit::audit(file, &sources, known.as_ref()));
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
        _ => {
            Foreign { file: None, sources: Sources::default(), diagnostics: vec![unreadable(path)] }
        }
    }
}

fn unreadable(path: &Path) -> Diagnostic {
    Diagnostic::of_path(
        "audit-format",
        path.display().to_string(),
        "Dieses Format wird nicht gelesen",
    )
    .with_hint("Gelesen werden Markdown und Text: Dateien mit der Endung `.md` oder `.txt`.")
}
