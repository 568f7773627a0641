//! What the writers of all formats read: a text, its look, and the paper that it belongs to.

use crate::data::{Paper, Wording};
use crate::diagnostic::{Diagnostic, Sources};
use crate::document::Document;
use crate::finance::Figures;

use super::{Attachment, Inputs, Look};

/// A file, or why there is none.
pub type Written = Result<Vec<u8>, Vec<Diagnostic>>;

/// What is written.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// The text.
    pub document: &'a Document,
    /// How its pages look.
    pub look: &'a Look,
    /// The words of its city.
    pub wording: &'a Wording,
    /// The paper whose text it is; none for a comparison.
    pub origin: Option<Origin<'a>>,
}

/// The paper that a text belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// Its data.
    pub paper: &'a Paper,
    /// All its figures.
    pub figures: &'a Figures,
    /// The files that its data were read from.
    pub sources: &'a Sources,
    /// What it was made from.
    pub inputs: &'a Inputs,
}

impl Content<'_> {
    /// All that a file carries of the paper that it belongs to.
    pub(super) fn carried(&self) -> Result<Vec<Attachment>, Vec<Diagnostic>> {
        let carried = self.origin.map(|of| of.inputs.attachments(of.figures, &self.look.fonts));
        Ok(carried.transpose()?.unwrap_or_default())
    }
}
