//! `vorlage verify`: a finished PDF is held against the data that it carries.

use super::arguments;
use super::console::Console;
use super::verdict::Verdict;
use crate::paper;

/// Proves one PDF and says what was proven.
pub(super) fn run(arguments: &arguments::Verify, console: &mut Console<'_>) -> Verdict {
    let shown = arguments.path.display().to_string();
    let outcome = match paper::read_pdf(&arguments.path) {
        Ok(bytes) => paper::prove(&shown, &bytes, arguments.trust_templates.into()),
        Err(problem) => problem.into(),
    };
    if let Some(proof) = &outcome.made {
        console.result(&format!("{shown}\n{}", proof.text()));
    }
    console.findings(&outcome.diagnostics, &outcome.sources, "");
    if outcome.diagnostics.is_empty() { Verdict::Fine } else { Verdict::Findings }
}
