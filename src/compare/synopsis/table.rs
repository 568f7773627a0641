//! A table as it is read: its head and rows, and the columns that stood in a further table
//! because no page holds them all.
//!
//! A paper that gains a Haushaltsjahr may be the first whose years stand in two tables; they
//! are one again before anything is compared, so that every row is told once and whole.

use std::sync::Arc;

use pulldown_cmark::Alignment;

use super::blocks::{Block, Content};
use super::markup::Markup;
use super::words::{self, Word};

/// The rows of a table, its head first.
#[derive(Default)]
pub(in crate::compare) struct Table {
    /// Whether all columns after the first hold amounts: only such tables are split.
    of_amounts: bool,
    zeilen: Vec<Zeile>,
}

/// Cells of a row, each with how it is set.
#[derive(Default)]
struct Zeile {
    cells: Vec<(Vec<Word>, Markup)>,
}

impl Zeile {
    fn name(&self) -> String {
        self.cells.first().map(|(words, _)| words::text(words)).unwrap_or_default()
    }

    fn words(&self) -> Vec<Vec<Word>> {
        self.cells.iter().map(|(words, _)| words.clone()).collect()
    }

    /// What is said of its cells, from the first to the last.
    fn markup(&self) -> Markup {
        let mut all = Markup::default();
        for (_, own) in &self.cells {
            all.extend(own);
        }
        all
    }
}

impl Table {
    /// A table whose columns are set so, as yet without rows.
    pub(in crate::compare) fn of(columns: &[Alignment]) -> Self {
        let of_amounts = columns.iter().skip(1).all(|column| *column == Alignment::Right);
        Self { of_amounts: of_amounts && columns.len() > 1, zeilen: Vec::new() }
    }

    /// Begins a row.
    pub(in crate::compare) fn begin_row(&mut self) {
        self.zeilen.push(Zeile::default());
    }

    /// Adds a cell to the row that has begun.
    pub(in crate::compare) fn add(&mut self, words: Vec<Word>, markup: Markup) {
        if let Some(zeile) = self.zeilen.last_mut() {
            zeile.cells.push((words, markup));
        }
    }

    /// Whether `next`, which stands right below, holds further columns of the same rows.
    pub(in crate::compare) fn is_widened_by(&self, next: &Self) -> bool {
        let names = |table: &Self| table.zeilen.iter().map(Zeile::name).collect::<Vec<_>>();
        let heads = |table: &Self| -> Vec<String> {
            let head = table.zeilen.first().map(Zeile::words).unwrap_or_default();
            head.iter().skip(1).map(|head| words::text(head)).collect()
        };
        let here = heads(self);
        // The same heads again are another table, such as that of a scenario.
        let is_further = heads(next).iter().all(|head| !here.contains(head));
        let both = self.of_amounts && next.of_amounts && self.zeilen.len() > 1;
        both && is_further && names(self) == names(next)
    }

    /// Puts the columns of `next` beside its own.
    pub(in crate::compare) fn widen(&mut self, next: Self) {
        for (zeile, more) in self.zeilen.iter_mut().zip(next.zeilen) {
            zeile.cells.extend(more.cells.into_iter().skip(1));
        }
    }

    /// Its rows, the head in the place `kopf`, the others in that of their first cell.
    pub(in crate::compare) fn blocks(self, head: &str) -> Vec<Block> {
        let heads = Arc::new(self.zeilen.first().map(Zeile::words).unwrap_or_default());
        let block = |(index, zeile): (usize, Zeile)| {
            let cells = zeile.words();
            let origin = match index {
                0 => words::words(head),
                _ => cells.first().cloned().unwrap_or_default(),
            };
            let mut block = Block::new(origin, Content::Zeile { heads: Arc::clone(&heads), cells });
            block.markup = zeile.markup();
            block
        };
        self.zeilen.into_iter().enumerate().map(block).collect()
    }
}
