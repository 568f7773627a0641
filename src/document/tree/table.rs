//! A table of the tree: what its columns hold and what its rows are.
//!
//! What a row is follows from its bold cells alone: one that stands by itself heads a
//! group, a row of bold cells is a sub-total, of bold italic ones a total. A dash is as
//! good as nothing.

use std::ops::Range;

use super::span::{Span, is_blank};

/// A table.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, without the head; each has as many cells as there are columns.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its head; empty where it has none.
    pub label: Vec<Span>,
    /// How its cells are aligned.
    pub alignment: Alignment,
    /// Whether it holds figures: it is flush right and not the first.
    pub is_figures: bool,
}

/// How the cells of a column are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// At the start of the line.
    Start,
    /// In the middle.
    Center,
    /// At its end.
    End,
}

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Its cells; of a group only the first says something.
    pub cells: Vec<Vec<Span>>,
    /// Its bytes in the Markdown.
    pub range: Range<usize>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// It heads the rows below it; there is at least one that is no group.
    Gruppe,
    /// An ordinary row.
    Zeile,
    /// A total of some rows.
    Zwischensumme,
    /// A total of the table.
    Summe,
}

impl Table {
    /// Whether any column has a head.
    pub fn has_head(&self) -> bool {
        self.columns.iter().any(|column| !is_blank(&column.label))
    }

    /// All cells, those of the head first.
    pub fn cells(&self) -> Vec<&[Span]> {
        let heads = self.columns.iter().map(|column| column.label.as_slice());
        heads.chain(self.rows.iter().flat_map(|row| row.cells.iter().map(Vec::as_slice))).collect()
    }

    /// A table with these `alignments`, whose head is the first of `rows`.
    pub(super) fn of(
        alignments: &[pulldown_cmark::Alignment],
        rows: Vec<(Vec<Vec<Span>>, Range<usize>)>,
    ) -> Self {
        let mut rows = rows.into_iter();
        let (mut head, _) = rows.next().unwrap_or_default();
        head.resize(alignments.len(), Vec::new());
        let column = |((index, label), alignment): ((usize, Vec<Span>), &_)| {
            let alignment = Alignment::of(*alignment);
            Column { label, alignment, is_figures: index > 0 && alignment == Alignment::End }
        };
        let columns = head.into_iter().enumerate().zip(alignments).map(column).collect();
        let row = |(mut cells, range): (Vec<Vec<Span>>, Range<usize>)| {
            cells.resize(alignments.len(), Vec::new());
            Row { kind: kind(&cells), cells, range }
        };
        let mut rows: Vec<Row> = rows.map(row).collect();
        // A group without rows is none.
        let mut is_headed = false;
        for row in rows.iter_mut().rev() {
            if row.kind == RowKind::Gruppe && !is_headed {
                row.kind = RowKind::Zeile;
                is_headed = false;
            } else {
                is_headed = row.kind != RowKind::Gruppe;
            }
        }
        Self { columns, rows }
    }
}

impl Row {
    /// Whether its first cell stands by itself and is bold, as that of a group, be there rows
    /// below it or not.
    pub fn stands_alone(&self) -> bool {
        kind(&self.cells) == RowKind::Gruppe
    }
}

impl Alignment {
    fn of(alignment: pulldown_cmark::Alignment) -> Self {
        match alignment {
            pulldown_cmark::Alignment::Right => Self::End,
            pulldown_cmark::Alignment::Center => Self::Center,
            pulldown_cmark::Alignment::Left | pulldown_cmark::Alignment::None => Self::Start,
        }
    }
}

/// What a row of these cells is.
fn kind(cells: &[Vec<Span>]) -> RowKind {
    let filled: Vec<&Vec<Span>> = cells.iter().filter(|cell| !is_blank(cell)).collect();
    let is = |cell: &[Span], look: fn(&Span) -> bool| {
        cell.iter().all(|span| look(span) || span.text.trim() == "–")
    };
    let is_bold = |cell: &&Vec<Span>| is(cell, |span| span.strong);
    let is_italic = |cell: &&Vec<Span>| is(cell, |span| span.emphasis);
    let [first, others @ ..] = filled.as_slice() else { return RowKind::Zeile };
    let is_first = cells.first().is_some_and(|cell| !is_blank(cell));
    if is_first && others.is_empty() && cells.len() > 1 {
        return if is_bold(first) { RowKind::Gruppe } else { RowKind::Zeile };
    }
    match filled.iter().all(is_bold) {
        true if filled.iter().all(is_italic) => RowKind::Summe,
        true => RowKind::Zwischensumme,
        false => RowKind::Zeile,
    }
}
