//! Reads a paper that someone else wrote: one file, as text or as bytes.
//!
//! Unlike the texts of a paper's own folder it may hold any character: it is only
//! read, never set.

use std::path::Path;
use std::sync::Arc;

use super::files;
use super::intake::Intake;
use crate::diagnostic::{Diagnostic, FileId, Sources};

/// What came out of one file.
#[derive(Debug)]
pub struct Foreign {
    /// The text, unless it could not be read.
    pub file: Option<FileId>,
    /// The file under the path that was given.
    pub sources: Sources,
    /// Why it could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the text at `path`.
pub fn read_text(path: &Path) -> Foreign {
    let intake = Intake::default();
    let file = files::read_foreign(path, &intake);
    let (sources, diagnostics) = intake.finish(&path.display().to_string());
    Foreign { file, sources, diagnostics }
}

/// The texts of `text` under the path of the file that it was taken from.
pub fn from_text(path: &Path, text: impl Into<Arc<str>>) -> Foreign {
    let mut sources = Sources::default();
    let file = sources.add(path.display().to_string(), text);
    Foreign { file: Some(file), sources, diagnostics: Vec::new() }
}
