//! The blocks of a document, and walks over them.

use std::ops::Range;

use super::diagram::Diagram;
use super::span::Span;
use super::table::Table;

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

impl Tree {
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
