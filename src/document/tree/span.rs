//! Text of a block with what is said of it.

use std::ops::Range;
use std::sync::Arc;

use crate::document::text::ChangeKind;
use crate::finance::FigureId;

/// Text that is alike in all that is said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// What is read. A line end of the Markdown is a blank; see [`Span::is_break`].
    pub text: String,
    /// Its bytes in the Markdown; `text` itself, where nothing of it is an entity.
    pub range: Range<usize>,
    /// The figure that it prints.
    pub figure: Option<Shown>,
    /// How it changed against an earlier version; its marks are no text.
    pub change: Option<ChangeKind>,
    /// Strong; in a row that is no line, this says only what the row is.
    pub strong: bool,
    /// Emphasised; in a row that is no line, this says only what the row is.
    pub emphasis: bool,
    /// Struck through by the writer of the text, which is no change.
    pub struck: bool,
    /// Verbatim within a line.
    pub code: bool,
    /// Where the link leads in which it stands.
    pub link: Option<Arc<str>>,
}

/// A figure that stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Which figure of the arena.
    pub id: FigureId,
    /// Which of [`crate::document::Document::printed`].
    pub index: usize,
}

impl Span {
    /// Whether it is a line break that is wanted, and no text.
    pub fn is_break(&self) -> bool {
        self.text == "\n"
    }

    /// Whether all but text and place are those of `other`.
    pub fn is_set_like(&self, other: &Self) -> bool {
        let look = |span: &Self| (span.strong, span.emphasis, span.struck, span.code);
        look(self) == look(other) && self.change == other.change && self.link == other.link
    }
}

/// The text of `spans`, a wanted line break as a blank.
pub fn text(spans: &[Span]) -> String {
    spans.iter().map(|span| if span.is_break() { " " } else { &span.text }).collect()
}

/// Whether there is nothing to read in `spans`.
pub fn is_blank(spans: &[Span]) -> bool {
    spans.iter().all(|span| span.text.trim().is_empty())
}
