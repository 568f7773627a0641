//! What stands in the text of a document beside its words: figures and changes, each with its
//! bytes in the Markdown.

use std::ops::Range;

use pulldown_cmark::Options;
use rust_decimal::Decimal;

use crate::finance::FigureId;

/// The Markdown that documents and prose are written in: CommonMark with pipe tables
/// and struck text.
pub const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// A figure that stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Which figure.
    pub figure: FigureId,
    /// Its printed value, by which a diagram is drawn.
    pub value: Decimal,
    /// Its bytes in the Markdown.
    pub range: Range<usize>,
}

/// Words that a document marks as changed against an earlier version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// How they changed.
    pub art: ChangeKind,
    /// Their bytes in the Markdown, with the marks `{--…--}` or `{++…++}`.
    pub range: Range<usize>,
}

/// How words changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// They stand no longer in the text.
    Struck,
    /// They stand newly in the text.
    Inserted,
}
