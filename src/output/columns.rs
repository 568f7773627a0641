//! Measures a table, or the columns of it that have room beside each other: how wide its
//! columns are and about how many lines its rows take.
//!
//! All widths are in half digits. They are estimates, rather too wide, from which every
//! format with pages makes its own measures; a figure is never squeezed.

use std::ops::Range;

use crate::document::tree::{Column, Row, RowKind, Span, Table, text};

/// A column of words wider than this shares the width of the table; a narrower
/// one, and one of figures, takes what it needs. All widths are in half digits.
const NARROW: usize = 48;

/// The shares of the width that such a column can get.
const SHARES: (usize, usize) = (24, 120);

/// The shares of the columns where words are marked as changed, the same in every table:
/// the first names their place beside columns of text.
const LABEL: usize = 44;
const SIDE: usize = 80;

/// As many lines as a table of changed words is said to have from so many on: it is read
/// row by row, and need not stand on one page.
const ANYWHERE: (usize, usize) = (99, 8);

/// What has room in a line across an A4 page, even in bold capitals.
const LINE: usize = 158;

/// What has no room beside each other on an A4 page, even if it is all digits.
const FULL: usize = 200;

/// The room between two columns.
pub(super) const GAP: usize = 5;

/// A part of a table: its first column and those of a run.
pub(super) struct Part<'t> {
    pub(super) columns: Vec<&'t Column>,
    pub(super) head: Vec<Cell<'t>>,
    pub(super) rows: Vec<Line<'t>>,
    pub(super) widths: Vec<Width>,
    /// About how many lines its rows take, rather too many.
    pub(super) lines: usize,
}

/// A cell and about how wide its text is, rather too wide.
pub(super) struct Cell<'t> {
    pub(super) spans: &'t [Span],
    width: usize,
}

/// A row of a part of a table.
pub(super) struct Line<'t> {
    pub(super) kind: RowKind,
    /// Whether its first cell has the whole width to itself, whatever the row is set as.
    spans_all: bool,
    pub(super) cells: Vec<Cell<'t>>,
}

impl<'t> Part<'t> {
    /// The first column of `table` and those of `run`.
    pub(super) fn of(table: &'t Table, run: &Range<usize>) -> Self {
        let columns: Vec<&Column> = (0..table.columns.len())
            .filter(|index| *index == 0 || run.contains(index))
            .filter_map(|index| table.columns.get(index))
            .collect();
        let head: Vec<Cell<'_>> = columns.iter().map(|column| cell(&column.label)).collect();
        let rows: Vec<Line<'_>> = table.rows.iter().map(|row| line(row, run)).collect();
        let mut widths = widths(&columns, &head, &rows);
        let is_changed = table.cells().into_iter().flatten().any(|span| span.change.is_some());
        if is_changed {
            widths.fill(Width::Share(SIDE));
            widths.iter_mut().take(1).for_each(|first| *first = Width::Share(LABEL));
        }
        let lines = match lines(&widths, &rows) {
            lines if is_changed && lines > ANYWHERE.1 => lines.max(ANYWHERE.0),
            lines => lines,
        };
        Self { columns, head, rows, widths, lines }
    }

    /// Whether any column has a head.
    pub(super) fn has_head(&self) -> bool {
        self.head.iter().any(|cell| cell.width > 0)
    }
}

fn line<'t>(row: &'t Row, run: &Range<usize>) -> Line<'t> {
    let cells =
        row.cells.iter().enumerate().filter(|(index, _)| *index == 0 || run.contains(index));
    Line {
        kind: row.kind,
        spans_all: row.stands_alone(),
        cells: cells.map(|(_, spans)| cell(spans)).collect(),
    }
}

/// How wide a column is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Width {
    /// What its widest cell needs.
    Needed(usize),
    /// A share of what the others leave.
    Share(usize),
}

impl Width {
    fn needed(self) -> usize {
        match self {
            Self::Needed(width) => width,
            Self::Share(_) => 0,
        }
    }
}

/// The widths of the columns: the first takes the rest, figures take what they need.
/// Where there is no room for what they need, all are equally wide, so that none is
/// squeezed to nothing and set over the next.
fn widths(columns: &[&Column], head: &[Cell<'_>], rows: &[Line<'_>]) -> Vec<Width> {
    let column = |(index, column): (usize, &&Column)| {
        let widest = widest(index, head, rows);
        if index > 0 && (column.is_figures || widest <= NARROW) {
            Width::Needed(widest)
        } else {
            Width::Share(widest.clamp(SHARES.0, SHARES.1))
        }
    };
    let widths: Vec<Width> = columns.iter().enumerate().map(column).collect();
    let needed: usize = widths.iter().map(|width| width.needed() + GAP).sum();
    if needed > FULL { vec![Width::Share(SHARES.0); widths.len()] } else { widths }
}

/// The width of the widest cell in a column; the heading of a group spans all.
fn widest(column: usize, head: &[Cell<'_>], rows: &[Line<'_>]) -> usize {
    let rows = rows.iter().filter(|row| !row.spans_all).map(|row| row.cells.as_slice());
    let cells = rows.chain([head]).filter_map(|row| row.get(column));
    cells.map(|cell| cell.width).max().unwrap_or(0)
}

/// About how many lines the rows take, rather too many. By it the layout keeps a
/// short table on one page; to ask Typst for the height would double the time.
fn lines(widths: &[Width], rows: &[Line<'_>]) -> usize {
    let (mut needed, mut shares) = (0, 0);
    for width in widths {
        match width {
            Width::Needed(width) => needed += width + GAP,
            Width::Share(share) => (needed, shares) = (needed + GAP, shares + share),
        }
    }
    let rest = LINE.saturating_sub(needed);
    let room = |width: &Width| match width {
        Width::Needed(width) if needed <= LINE => (*width).max(1),
        Width::Needed(_) => 1,
        Width::Share(share) => (rest * share / shares).max(1),
    };
    let height = |row: &Line<'_>| {
        let room = |width| if row.spans_all { LINE } else { room(width) };
        let cells = row.cells.iter().zip(widths);
        cells.map(|(cell, width)| cell.width.div_ceil(room(width))).max().unwrap_or(0).max(1)
    };
    rows.iter().map(height).sum()
}

fn cell(spans: &[Span]) -> Cell<'_> {
    let goes_on = |a: &Span, b: &Span| a.is_set_like(b) && a.range.end == b.range.start;
    let width = |run: &[Span]| text(run).trim().chars().map(width).sum::<usize>();
    Cell { spans, width: spans.chunk_by(goes_on).map(width).sum() }
}

/// A letter as wide as a digit, a capital half as wide again, a point half as wide.
fn width(character: char) -> usize {
    match character {
        '.' | ',' | ' ' | '\u{a0}' => 1,
        'm' | 'w' => 3,
        _ if character.is_ascii_digit() || character.is_lowercase() => 2,
        _ => 3,
    }
}
