//! Reads a paper that someone else wrote: one file, as text or as bytes.
//!
//! Unlike the texts of a paper's own folder it may hold any character: it is only
//! read, never set.

use std::path::Path;
use std::sync::Arc;

use super::yaml::files;
use super::yaml::intake::Intake;
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

/// The bytes of the PDF at `path`, or why it cannot be read.
pub fn read_pdf(path: &Path) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let intake = Intake::default();
    let bytes = files::read_pdf(path, &intake);
    let (_, diagnostics) = intake.finish(&path.display().to_string());
    bytes.ok_or(diagnostics)
}

/// The text that was taken from the file at `path`.
pub fn from_text(path: &Path, text: impl Into<Arc<str>>) -> Foreign {
    let mut sources = Sources::default();
    let file = sources.add(path.display().to_string(), text);
    Foreign { file: Some(file), sources, diagnostics: Vec::new() }
}

/// A file of which nothing could be read.
pub fn unread(diagnostics: Vec<Diagnostic>) -> Foreign {
    Foreign { file: None, sources: Sources::default(), diagnostics }
}
