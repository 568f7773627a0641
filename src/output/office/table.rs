//! A table as an office file has it: rows of cells with styles, and columns with measures.

use std::ops::Range;

use super::runs::{Run, runs};
use super::style::Style;
use crate::document::tree::{Alignment, Column, RowKind, Table};
use crate::output::columns::{Cell, GAP, Line, Part, Width};

/// A half digit of a table, in twentieths of a point: one of 9 points is 5 points wide.
const HALF_DIGIT: usize = 50;

/// The room to the left and to the right of the text in a cell.
pub(super) const INSET: usize = 100;

/// What a column has at least.
const LEAST: usize = 400;

/// As many lines have room on a page for sure, and are not parted.
const TOGETHER: usize = 32;

/// A table.
pub(super) struct Grid<'t> {
    part: Part<'t>,
    /// What it is about.
    pub(super) caption: &'t str,
    /// Whether it holds the statements of the letterhead.
    pub(super) is_letterhead: bool,
}

/// A row of cells.
pub(super) struct GridRow<'t> {
    pub(super) kind: RowKind,
    pub(super) cells: Vec<GridCell<'t>>,
    /// Whether it stays on the page of the next row.
    pub(super) keeps: bool,
}

/// A cell.
pub(super) struct GridCell<'t> {
    pub(super) style: Style,
    pub(super) alignment: Alignment,
    pub(super) runs: Vec<Run<'t>>,
    /// How many columns it spans.
    pub(super) columns: usize,
}

impl<'t> Grid<'t> {
    /// The first column of `table` and those of `run`.
    pub(super) fn of(
        table: &'t Table,
        run: &Range<usize>,
        caption: &'t str,
        is_letterhead: bool,
    ) -> Self {
        Self { part: Part::of(table, run), caption, is_letterhead }
    }

    /// The head; none where no column has one.
    pub(super) fn head(&self) -> Option<GridRow<'t>> {
        let style = if self.is_letterhead { Style::Label } else { Style::Head };
        self.part.has_head().then(|| GridRow {
            kind: RowKind::Zeile,
            cells: self.cells(&self.part.head, |_| style, true),
            keeps: true,
        })
    }

    /// The rows below it.
    pub(super) fn rows(&self) -> Vec<GridRow<'t>> {
        let count = self.part.rows.len();
        let is_together = self.part.lines <= TOGETHER;
        let row =
            |(index, line): (usize, &Line<'t>)| self.row(line, is_together && index + 1 < count);
        self.part.rows.iter().enumerate().map(row).collect()
    }

    fn row(&self, line: &Line<'t>, keeps: bool) -> GridRow<'t> {
        let kind = line.kind;
        let even = kind != RowKind::Zeile;
        let style = |is_figures: bool| match kind {
            _ if self.is_letterhead => Style::Statement,
            RowKind::Gruppe => Style::Group,
            RowKind::Zwischensumme | RowKind::Summe => Style::Total,
            RowKind::Zeile if is_figures => Style::Figure,
            RowKind::Zeile => Style::Cell,
        };
        if kind == RowKind::Gruppe {
            let first = line.cells.iter().take(1);
            let columns = self.part.columns.len();
            let cell = |cell: &Cell<'t>| GridCell {
                style: style(false),
                alignment: Alignment::Start,
                runs: runs(cell.spans, even),
                columns,
            };
            return GridRow { kind, cells: first.map(cell).collect(), keeps: true };
        }
        GridRow { kind, cells: self.cells(&line.cells, style, even), keeps }
    }

    fn cells(
        &self,
        cells: &[Cell<'t>],
        style: impl Fn(bool) -> Style,
        even: bool,
    ) -> Vec<GridCell<'t>> {
        let cell = |(cell, column): (&Cell<'t>, &&Column)| GridCell {
            style: style(column.is_figures),
            alignment: if self.is_letterhead { Alignment::Start } else { column.alignment },
            runs: runs(cell.spans, even),
            columns: 1,
        };
        cells.iter().zip(&self.part.columns).map(cell).collect()
    }

    /// The widths of the columns in twentieths of a point, which together are `room`.
    pub(super) fn widths(&self, room: usize) -> Vec<usize> {
        let share = |width: &Width| match width {
            Width::Needed(_) => 0,
            Width::Share(share) => *share,
        };
        let needed = |width: &Width| match width {
            Width::Needed(width) => (width + GAP) * HALF_DIGIT,
            Width::Share(_) => LEAST,
        };
        let widths = &self.part.widths;
        let (least, shares): (usize, usize) =
            (widths.iter().map(needed).sum(), widths.iter().map(share).sum());
        let mut twips: Vec<usize> = match room.checked_sub(least) {
            Some(rest) if shares > 0 => {
                widths.iter().map(|width| needed(width) + rest * share(width) / shares).collect()
            }
            _ => widths.iter().map(|width| needed(width) * room / least.max(1)).collect(),
        };
        let sum: usize = twips.iter().sum();
        if let Some(first) = twips.first_mut() {
            *first += room.saturating_sub(sum);
        }
        twips
    }
}
