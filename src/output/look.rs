//! How a city's papers look: its page layout and the fonts that it uses.

use std::borrow::Cow;

use typst::foundations::Bytes;
use typst::text::Font;

use crate::diagnostic::FileId;

/// The look of a city's papers.
#[derive(Debug, Clone)]
pub struct Look {
    /// The text of `seite.typ`: the functions that the typeset source calls.
    pub seite: String,
    /// Where `seite` was read, so that problems in it are shown in place.
    pub file: Option<FileId>,
    /// The font files; no other font is ever used.
    pub fonts: Vec<Cow<'static, [u8]>>,
}

impl Look {
    /// Whether the page layout draws diagrams.
    pub fn draws(&self) -> bool {
        self.seite.contains("#let diagramm(")
    }

    /// The faces of all font files, in their order; a file that is no font has none.
    pub(super) fn faces(&self) -> Vec<Font> {
        self.fonts.iter().flat_map(|file| Font::iter(Bytes::new(file.clone()))).collect()
    }
}
