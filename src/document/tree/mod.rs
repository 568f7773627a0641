//! The composed Markdown as typed blocks: what every writer and every comparison reads.
//!
//! ```text
//! Tree    letterhead, body          blocks before the first heading, and from it on
//! Block   heading · paragraph · list · quote · code · diagram · table · rule
//! Table   columns, rows             a row knows whether it is group, line, sub-total or total
//! Span    text                      with its figure, change, emphasis and link
//! ```
//!
//! Invariant: the spans of a block in their order are its text, without a sign of Markdown
//! and without the marks of changes; no block is nested deeper than [`DEEPEST`], so a walk
//! may call itself. Spans are flat: emphasis within emphasis is two words about one span.

mod diagram;
mod reader;
mod spans;
mod table;

use std::ops::Range;
use std::sync::Arc;

use super::{Change, ChangeKind, Printed};
use crate::finance::FigureId;

pub use self::diagram::{Diagram, DiagramArt, DiagramLine};
pub use self::table::{Alignment, Column, Row, RowKind, Table};

/// How deep lists and quotations stand within each other at most, each item a level of its
/// own; what is deeper is read as if it stood at this depth, and is a finding.
pub const DEEPEST: usize = 32;

/// A document as blocks.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// What stands before the first heading; nothing where no heading follows.
    pub letterhead: Vec<Block>,
    /// The document from its first heading on.
    pub body: Vec<Block>,
    /// Whether it holds raw HTML, which is read as text.
    pub has_html: bool,
    /// Whether blocks are nested deeper than [`DEEPEST`].
    pub is_too_deep: bool,
}

/// A block and its bytes in the Markdown.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub content: Content,
    /// Its bytes in the Markdown.
    pub range: Range<usize>,
}

/// What a block is.
#[derive(Debug, Clone)]
pub enum Content {
    /// A heading of a level from 1 to 6.
    Heading(u8, Vec<Span>),
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list, numbered or not.
    List(List),
    /// A quotation.
    Quote(Vec<Block>),
    /// Text that is set line by line as it is written.
    Code(Vec<Vec<Span>>),
    /// Bars with names and figures.
    Diagram(Diagram),
    /// A table.
    Table(Table),
    /// A line across the page.
    Rule,
}

/// A list.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// Whether its items have numbers.
    pub is_numbered: bool,
    /// Whether its items stand close: their text is no paragraph of its own.
    pub is_tight: bool,
    /// The items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its number as it is typed, where the list is numbered; they need not run on.
    pub number: Option<u64>,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Its bytes in the Markdown, with the number.
    pub range: Range<usize>,
}

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
    /// Which of [`super::Document::printed`].
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

impl Tree {
    /// The tree of `markdown`, in which these figures and changes stand, both in the order
    /// of the text.
    pub fn read(markdown: &str, printed: &[Printed], changes: &[Change]) -> Self {
        reader::read(markdown, printed, changes)
    }

    /// The outermost blocks in their order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.letterhead.iter().chain(&self.body)
    }

    /// All blocks, also those in items and quotations, in the order in which they begin.
    pub fn every(&self) -> Vec<&Block> {
        let mut every = Vec::new();
        let mut open: Vec<&Block> = self.body.iter().rev().collect();
        open.extend(self.letterhead.iter().rev());
        while let Some(block) = open.pop() {
            every.push(block);
            open.extend(block.inner().into_iter().rev());
        }
        every
    }

    /// All text in the order of the document.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        self.every().into_iter().flat_map(Block::lines).flatten()
    }
}

impl Block {
    /// The blocks that stand in it, of a list those of all items.
    pub fn inner(&self) -> Vec<&Block> {
        match &self.content {
            Content::Quote(blocks) => blocks.iter().collect(),
            Content::List(list) => list.items.iter().flat_map(|item| &item.blocks).collect(),
            _ => Vec::new(),
        }
    }

    /// Its own text, without that of blocks in it: of a table a line for each cell, its
    /// head first, of code and of a diagram one for each line.
    pub fn lines(&self) -> Vec<&[Span]> {
        match &self.content {
            Content::Heading(_, spans) | Content::Paragraph(spans) => vec![spans],
            Content::Code(lines) => lines.iter().map(Vec::as_slice).collect(),
            Content::Diagram(diagram) => diagram.text(),
            Content::Table(table) => table.cells(),
            Content::List(_) | Content::Quote(_) | Content::Rule => Vec::new(),
        }
    }
}

/// Where verbatim blocks stand in `marked`, a text that is being composed.
pub(super) fn verbatim(marked: &str) -> Vec<Range<usize>> {
    reader::verbatim(marked)
}

/// The text of `spans`, a wanted line break as a blank.
pub fn text(spans: &[Span]) -> String {
    spans.iter().map(|span| if span.is_break() { " " } else { &span.text }).collect()
}

/// Whether there is nothing to read in `spans`.
pub fn is_blank(spans: &[Span]) -> bool {
    spans.iter().all(|span| span.text.trim().is_empty())
}

#[cfg(test)]
mod tests;
