//! A piece of running text: a heading, a paragraph or an item of a list.

use super::flow::Flow;

/// A heading, a paragraph or an item of a list.
#[derive(Debug)]
pub(in crate::audit) struct Block {
    /// What it is.
    pub(in crate::audit) kind: BlockKind,
    /// Its text.
    pub(in crate::audit) flow: Flow,
    /// The Haushaltsjahr that it is about, as it says itself or the line before.
    pub(in crate::audit) year: Option<u16>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::audit) enum BlockKind {
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// What stands between fences, such as a drawing: lines, but no sentences.
    Fenced,
}
