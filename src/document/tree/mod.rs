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

mod block;
mod diagram;
mod reader;
mod span;
mod spans;
mod table;

pub use self::block::{Block, Content, DEEPEST, Item, List, Tree};
pub use self::diagram::{Diagram, DiagramArt, DiagramLine};
pub(super) use self::reader::verbatim;
pub use self::span::{Shown, Span, is_blank, text};
pub use self::table::{Alignment, Column, Row, RowKind, Table};

#[cfg(test)]
mod tests;
