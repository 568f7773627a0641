//! What belongs to the text of a DOCX and stands in parts of its own.

use super::numbering::Numbering;

/// What belongs to the document and stands in parts of its own.
#[derive(Debug, Default)]
pub(super) struct Beside {
    pub(super) numbering: Numbering,
    /// The pictures.
    pub(super) pictures: Vec<Vec<u8>>,
    /// Where links lead.
    pub(super) links: Vec<String>,
}
