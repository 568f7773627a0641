//! The prose of a paper: Markdown with placeholders for figures.

use crate::diagnostic::FileId;

/// A piece of prose, from one file or from the files of a folder in the order of
/// their names.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// The files and their Markdown as written, without a byte-order mark.
    pub parts: Vec<(FileId, String)>,
}
