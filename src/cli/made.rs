//! A paper with its files, as they are before they are written.
//!
//! Each format makes one file, named after the kind of paper.

use std::collections::BTreeSet;

use super::arguments::Format;
use crate::diagnostic::{Diagnostic, Sources};
use crate::output;
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
pub(super) fn made(request: Request, formats: &[Format]) -> Outcome<Made> {
    let Outcome { made, mut diagnostics, sources } = request.finished();
    let made = made.and_then(|paper| {
        let files = paper::kept(render(&paper, &sources, formats), &mut diagnostics)?;
        Some(Made { paper, files, beside: Vec::new() })
    });
    Outcome { made, diagnostics, sources }
}

/// The files of a paper by name.
pub(super) fn render(
    paper: &Finished,
    sources: &Sources,
    formats: &[Format],
) -> Result<Vec<(String, Vec<u8>)>, Vec<Diagnostic>> {
    let formats: BTreeSet<Format> = formats.iter().copied().collect();
    formats
        .into_iter()
        .map(|format| {
            let content = match format {
                Format::Md => output::markdown(&paper.document).into_bytes(),
                Format::Pdf => paper.pdf()?,
                Format::Xlsx => output::spreadsheet(&paper.paper, &paper.figures, sources)?,
                Format::Typ => output::typeset(&paper.document, &paper.look).into_bytes(),
            };
            Ok((file_name(paper, format), content))
        })
        .collect()
}

/// What the file of `paper` in `format` is called.
pub(super) fn file_name(paper: &Finished, format: Format) -> String {
    format!("{}.{}", paper.art, format.extension())
}
