//! What the exit code of the program says.

use std::process::ExitCode;

/// How a run went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    /// All that was asked for was done.
    Fine,
    /// Problems in the data, or with a file, stood in the way.
    Findings,
    /// The command line made no sense; nothing was begun.
    Usage,
}

impl From<Verdict> for ExitCode {
    fn from(verdict: Verdict) -> Self {
        Self::from(match verdict {
            Verdict::Fine => 0,
            Verdict::Findings => 1,
            Verdict::Usage => 2,
        })
    }
}
