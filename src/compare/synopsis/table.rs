//! A table of a document as rows to be compared.

use std::sync::Arc;

use super::blocks::{Block, Content};
use super::markup::Markup;
use super::words::{self, Word};
use crate::document::tree::{Span, Table};

/// What is said in a line of text, and how it is set.
pub(in crate::compare) type Line = (Vec<Word>, Markup);

/// The rows of `table`, the head in the place `head`, the others in that of their first
/// cell; `read` reads a cell.
pub(in crate::compare) fn blocks(
    table: &Table,
    head: &str,
    read: &dyn Fn(&[Span]) -> Line,
) -> Vec<Block> {
    let labels: Vec<Line> = table.columns.iter().map(|column| read(&column.label)).collect();
    let heads = Arc::new(labels.iter().map(|(words, _)| words.clone()).collect::<Vec<_>>());
    let row = |origin: Option<Vec<Word>>, row: Vec<Line>| {
        let mut markup = Markup::default();
        row.iter().for_each(|(_, own)| markup.extend(own));
        let cells: Vec<Vec<Word>> = row.into_iter().map(|(words, _)| words).collect();
        let origin = origin.unwrap_or_else(|| cells.first().cloned().unwrap_or_default());
        let mut block = Block::new(origin, Content::Row { heads: Arc::clone(&heads), cells });
        block.markup = markup;
        block
    };
    let rows = table.rows.iter().map(|own| own.cells.iter().map(|cell| read(cell)).collect());
    let head = row(Some(words::words(head)), labels);
    std::iter::once(head).chain(rows.map(|own| row(None, own))).collect()
}
