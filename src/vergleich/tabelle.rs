//! A table as it is read: its head and rows, and the columns that stood in a further table
//! because no page holds them all.
//!
//! A paper that gains a Haushaltsjahr may be the first whose years stand in two tables; they
//! are one again before anything is compared, so that every row is told once and whole.

use std::sync::Arc;

use pulldown_cmark::Alignment;

use super::auszeichnung::Auszeichnung;
use super::bloecke::{Block, Inhalt};
use super::worte::{self, Wort};

/// The rows of a table, its head first.
#[derive(Default)]
pub(super) struct Tabelle {
    /// Whether all columns after the first hold amounts: only such tables are split.
    of_amounts: bool,
    zeilen: Vec<Zeile>,
}

/// Cells of a row, each with how it is set.
#[derive(Default)]
struct Zeile {
    zellen: Vec<(Vec<Wort>, Auszeichnung)>,
}

impl Zeile {
    fn name(&self) -> String {
        self.zellen.first().map(|(worte, _)| worte::text(worte)).unwrap_or_default()
    }

    fn worte(&self) -> Vec<Vec<Wort>> {
        self.zellen.iter().map(|(worte, _)| worte.clone()).collect()
    }

    /// What is said of its cells, from the first to the last.
    fn auszeichnung(&self) -> Auszeichnung {
        let mut all = Auszeichnung::default();
        for (_, own) in &self.zellen {
            all.extend(own);
        }
        all
    }
}

impl Tabelle {
    /// A table whose columns are set so, as yet without rows.
    pub(super) fn of(columns: &[Alignment]) -> Self {
        let of_amounts = columns.iter().skip(1).all(|column| *column == Alignment::Right);
        Self { of_amounts: of_amounts && columns.len() > 1, zeilen: Vec::new() }
    }

    /// Begins a row.
    pub(super) fn begin_row(&mut self) {
        self.zeilen.push(Zeile::default());
    }

    /// Adds a cell to the row that has begun.
    pub(super) fn add(&mut self, worte: Vec<Wort>, auszeichnung: Auszeichnung) {
        if let Some(zeile) = self.zeilen.last_mut() {
            zeile.zellen.push((worte, auszeichnung));
        }
    }

    /// Whether `next`, which stands right below, holds further columns of the same rows.
    pub(super) fn is_widened_by(&self, next: &Self) -> bool {
        let names = |table: &Self| table.zeilen.iter().map(Zeile::name).collect::<Vec<_>>();
        let heads = |table: &Self| -> Vec<String> {
            let head = table.zeilen.first().map(Zeile::worte).unwrap_or_default();
            head.iter().skip(1).map(|head| worte::text(head)).collect()
        };
        let here = heads(self);
        // The same heads again are another table, such as that of a scenario.
        let is_further = heads(next).iter().all(|head| !here.contains(head));
        let both = self.of_amounts && next.of_amounts && self.zeilen.len() > 1;
        both && is_further && names(self) == names(next)
    }

    /// Puts the columns of `next` beside its own.
    pub(super) fn widen(&mut self, next: Self) {
        for (zeile, more) in self.zeilen.iter_mut().zip(next.zeilen) {
            zeile.zellen.extend(more.zellen.into_iter().skip(1));
        }
    }

    /// Its rows, the head in the place `kopf`, the others in that of their first cell.
    pub(super) fn bloecke(self, kopf: &str) -> Vec<Block> {
        let koepfe = Arc::new(self.zeilen.first().map(Zeile::worte).unwrap_or_default());
        let block = |(index, zeile): (usize, Zeile)| {
            let zellen = zeile.worte();
            let ort = match index {
                0 => worte::words(kopf),
                _ => zellen.first().cloned().unwrap_or_default(),
            };
            let mut block = Block::new(ort, Inhalt::Zeile { koepfe: Arc::clone(&koepfe), zellen });
            block.auszeichnung = zeile.auszeichnung();
            block
        };
        self.zeilen.into_iter().enumerate().map(block).collect()
    }
}
