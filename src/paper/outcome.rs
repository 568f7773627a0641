//! What became of a request, with all that was found on the way.

use crate::diagnostic::{Diagnostic, Severity, Sources};

/// What became of a paper.
#[derive(Debug)]
pub struct Outcome<T> {
    /// What was made, unless there is an error.
    pub made: Option<T>,
    /// All problems, of whatever room.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that they point into.
    pub sources: Sources,
}

impl<T> From<Diagnostic> for Outcome<T> {
    fn from(problem: Diagnostic) -> Self {
        Self { made: None, diagnostics: vec![problem], sources: Sources::default() }
    }
}

/// What a room made; its problems join those of the rooms before.
pub fn kept<T>(made: Result<T, Vec<Diagnostic>>, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    made.map_err(|problems| diagnostics.extend(problems)).ok()
}

/// Whether nothing can be written.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|problem| problem.severity == Severity::Error)
}
