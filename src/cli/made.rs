//! A paper with its files, as they are before they are written.
//!
//! Each format makes one file, named after the kind of paper.

use crate::output::{self, Format};
use crate::paper::{self, Finished, Outcome, Request};

/// A paper and the files of it, before they are written.
pub(super) struct Made {
    /// The paper.
    pub(super) paper: Finished,
    /// Its files by name.
    pub(super) files: Vec<(String, Vec<u8>)>,
    /// What the files of other formats that lie beside them would be.
    pub(super) beside: Vec<(String, Vec<u8>)>,
}

/// The paper that is asked for, and its files in `formats`.
pub(super) fn made(request: Request, formats: &[&Format]) -> Outcome<Made> {
    let Outcome { made, mut diagnostics, sources } = request.finished();
    let made = made.and_then(|paper| {
        let files = output::files(&paper.content(), &paper.art, formats);
        let files = paper::kept(files, &mut diagnostics)?;
        Some(Made { paper, files, beside: Vec::new() })
    });
    Outcome { made, diagnostics, sources }
}
