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

/// What a stage made, unless it found an error.
pub(super) struct Stage<T> {
    pub(super) made: Option<T>,
    pub(super) found: Vec<Diagnostic>,
}

impl<T> Stage<T> {
    pub(super) fn of(make: impl FnOnce(&mut Vec<Diagnostic>) -> Option<T>) -> Self {
        let mut found = Vec::new();
        let made = make(&mut found);
        Self { made, found }
    }

    /// What was made; what was found joins what the stages before `found`.
    pub(super) fn told(&self, found: &mut Vec<Diagnostic>) -> Option<&T> {
        found.extend(self.found.iter().cloned());
        self.made.as_ref()
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
