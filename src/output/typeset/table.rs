//! Writes a table, or the columns of it that have room beside each other, as a call of
//! `tabelle`.
//!
//! What a row is the tree says; how it looks is up to `seite.typ`.

use std::ops::Range;

use super::literal::Text;
use crate::document::tree::{Alignment, RowKind, Table};
use crate::output::columns::{Cell, Line, Part, Width};

/// Writes the first column of `table` and those of `run` as a call of `function`.
pub(super) fn write(
    text: Text<'_>,
    function: &str,
    table: &Table,
    run: Range<usize>,
    out: &mut String,
) {
    let part = Part::of(table, &run);
    out.push_str(&format!("#{function}(\n"));
    aligned(&part, out);
    out.push_str(&format!("  zeilenzahl: {},\n", part.lines));
    out.push_str("  kopf: (");
    if part.has_head() {
        cells(text, &part.head, true, out);
    }
    out.push_str("),\n");
    for row in &part.rows {
        row_of(text, row, out);
    }
    out.push_str(")\n");
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

fn aligned(part: &Part<'_>, out: &mut String) {
    let widths = part.widths.iter().map(|width| match width {
        Width::Needed(_) => "auto, ".to_owned(),
        Width::Share(share) => format!("{share}fr, "),
    });
    let sides = part.columns.iter().map(|column| match column.alignment {
        Alignment::End => "end, ",
        Alignment::Center => "center, ",
        Alignment::Start => "start, ",
    });
    let (widths, sides): (String, String) = (widths.collect(), sides.collect());
    out.push_str(&format!("  breiten: ({widths}),\n  ausrichtung: ({sides}),\n"));
}
