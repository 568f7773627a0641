//! How a city's papers look: its page layout and the fonts that it uses.

use std::borrow::Cow;
use std::ops::Range;

use typst::foundations::Bytes;
use typst::text::Font;

use crate::diagnostic::{FileId, Place, Sources};

/// What stands before all files of a layout: a city that says nothing of its colours and
/// measures has those of the layout.
const PLAIN: &str = "#let aussehen = (:)\n";

/// The look of a city's papers.
#[derive(Debug, Clone)]
pub struct Look {
    /// The text of the page layout: the functions that the typeset source calls.
    pub seite: String,
    /// The files that `seite` was put together from, each with the byte at which it begins
    /// there, so that problems in it are shown in place.
    pub parts: Vec<(usize, FileId)>,
    /// The font files; no other font is ever used.
    pub fonts: Vec<Cow<'static, [u8]>>,
}

impl Look {
    /// The look that `files` make in their order, with these `fonts`.
    pub fn of(
        files: impl IntoIterator<Item = FileId>,
        sources: &Sources,
        fonts: Vec<Cow<'static, [u8]>>,
    ) -> Self {
        let (mut seite, mut parts) = (PLAIN.to_owned(), Vec::new());
        for file in files {
            parts.push((seite.len(), file));
            seite.push_str(&sources.text(file));
            seite.push('\n');
        }
        Self { seite, parts, fonts }
    }

    /// Where the bytes `range` of the layout were read.
    pub(super) fn place(&self, range: Range<usize>) -> Option<Place> {
        let (start, file) = self.parts.iter().rfind(|(start, _)| *start <= range.start)?;
        Some(Place { file: *file, range: range.start - start..range.end.saturating_sub(*start) })
    }

    /// Whether the page layout draws diagrams.
    pub fn draws(&self) -> bool {
        self.seite.contains("#let diagramm(")
    }

    /// The faces of all font files, in their order; a file that is no font has none.
    pub(super) fn faces(&self) -> Vec<Font> {
        self.fonts.iter().flat_map(|file| Font::iter(Bytes::new(file.clone()))).collect()
    }
}
