//! `vorlage check`: what is wrong with papers, and nothing else.
//!
//! A paper goes the whole way to its PDF, so that whatever passes here can be
//! built. Nothing is written.

use super::arguments;
use super::console::Console;
use super::progress;
use super::verdict::Verdict;
use crate::data::Variant;
use crate::document::Engines;
use crate::paper::{self, Outcome, Request};

/// Prints the findings in every paper.
pub(super) fn run(arguments: &arguments::Check, console: &mut Console<'_>) -> Verdict {
    let mut verdict = Verdict::Fine;
    let engines = Engines::default();
    let variant = Variant::default().in_stadt(arguments.stadt.as_deref());
    for (index, path) in arguments.paths.iter().enumerate() {
        if let Some(heading) = progress::heading(index, arguments.paths.len(), path) {
            console.result(&heading);
        }
        let request = Request::of(path).read_as(variant.clone()).sharing(&engines);
        let Outcome { made, mut diagnostics, sources } = request.finished();
        if let Some(paper) = made {
            paper::kept(paper.pdf(), &mut diagnostics);
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
