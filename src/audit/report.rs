//! What an audit says about a paper.

use crate::diagnostic::Diagnostic;

/// What was found in a paper, from top to bottom.
#[derive(Debug, Default)]
pub struct Report {
    /// What the paper proves wrong.
    pub findings: Vec<Diagnostic>,
    /// What is worth a look, but may be meant so.
    pub doubts: Vec<Diagnostic>,
}
