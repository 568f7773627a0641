//! Writes a table, or the columns of it that have room beside each other, as a call of
//! `tabelle`.
//!
//! What a row is the tree says; how it looks is up to `seite.typ`.

use std::ops::Range;

use super::literal::Text;
use crate::document::tree::{Alignment, Column, Row, RowKind, Span, Table, text};

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
const GAP: usize = 5;

/// A cell and about how wide its text is, rather too wide.
struct Cell<'t> {
    spans: &'t [Span],
    width: usize,
}

/// A row of a part of a table.
struct Line<'t> {
    kind: RowKind,
    /// Whether its first cell has the whole width to itself, whatever the row is set as.
    spans_all: bool,
    cells: Vec<Cell<'t>>,
}

/// Writes the first column of `table` and those of `run` as a call of `function`.
pub(super) fn write(
    text: Text<'_>,
    function: &str,
    table: &Table,
    run: Range<usize>,
    out: &mut String,
) {
    let shown = |index: &usize| *index == 0 || run.contains(index);
    let columns: Vec<&Column> = (0..table.columns.len())
        .filter(shown)
        .filter_map(|index| table.columns.get(index))
        .collect();
    let head: Vec<Cell<'_>> = columns.iter().map(|column| cell(&column.label)).collect();
    let rows: Vec<Line<'_>> = table.rows.iter().map(|row| line(row, &run)).collect();
    out.push_str(&format!("#{function}(\n"));
    let mut widths = widths(&columns, &head, &rows);
    let is_changed = table.cells().into_iter().flatten().any(|span| span.change.is_some());
    if is_changed {
        widths.fill(Width::Share(SIDE));
        widths.iter_mut().take(1).for_each(|first| *first = Width::Share(LABEL));
    }
    aligned(&columns, &widths, out);
    let lines = match lines(&widths, &rows) {
        lines if is_changed && lines > ANYWHERE.1 => lines.max(ANYWHERE.0),
        lines => lines,
    };
    out.push_str(&format!("  zeilenzahl: {lines},\n"));
    out.push_str("  kopf: (");
    if head.iter().any(|cell| cell.width > 0) {
        cells(text, &head, true, out);
    }
    out.push_str("),\n");
    for row in &rows {
        row_of(text, row, out);
    }
    out.push_str(")\n");
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

fn row_of(text: Text<'_>, row: &Line<'_>, out: &mut String) {
    let even = row.kind != RowKind::Zeile;
    out.push_str(match row.kind {
        RowKind::Gruppe => "  gruppe(",
        RowKind::Zeile => "  zeile(",
        RowKind::Zwischensumme => "  zwischensumme(",
        RowKind::Summe => "  summe(",
    });
    let count = if row.kind == RowKind::Gruppe { 1 } else { row.cells.len() };
    cells(text, row.cells.get(..count).unwrap_or_default(), even, out);
    out.push_str("),\n");
}

fn cells(text: Text<'_>, row: &[Cell<'_>], even: bool, out: &mut String) {
    for cell in row {
        out.push('[');
        text.write(cell.spans, even, out);
        out.push_str("],");
    }
}

/// How wide a column is.
#[derive(Debug, Clone, Copy)]
enum Width {
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

fn aligned(columns: &[&Column], widths: &[Width], out: &mut String) {
    let widths = widths.iter().map(|width| match width {
        Width::Needed(_) => "auto, ".to_owned(),
        Width::Share(share) => format!("{share}fr, "),
    });
    let sides = columns.iter().map(|column| match column.alignment {
        Alignment::End => "end, ",
        Alignment::Center => "center, ",
        Alignment::Start => "start, ",
    });
    let (widths, sides): (String, String) = (widths.collect(), sides.collect());
    out.push_str(&format!("  breiten: ({widths}),\n  ausrichtung: ({sides}),\n"));
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
