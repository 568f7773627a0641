//! Writes a table in the words of OpenDocument: its head is repeated on every page, no row is
//! parted, and the first column heads the rows.

use super::automatic::Automatic;
use super::letters;
use super::names::points;
use super::styles::{STATEMENTS, id};
use crate::document::tree::{Alignment, RowKind};
use crate::output::office::style::Style;
use crate::output::office::table::{Grid, GridCell, GridRow};
use crate::output::office::xml::escaped;

/// Where a table stands: how far it is indented, how much room it has, the how manieth it is,
/// and what its style says beside.
pub(super) struct Place<'a> {
    pub(super) indent: usize,
    pub(super) room: usize,
    pub(super) number: usize,
    pub(super) attributes: &'a str,
    /// Whether another table stands before it.
    pub(super) is_behind: bool,
}

/// Writes `grid` at `place`.
pub(super) fn write(
    grid: &Grid<'_>,
    place: &Place<'_>,
    automatic: &mut Automatic,
    out: &mut String,
) {
    let rows = grid.rows();
    let is_together = rows.iter().rev().skip(1).all(|row| row.keeps);
    let style = automatic.with(
        "table",
        "",
        place.attributes,
        &format!(
            "<style:table-properties style:width=\"{}\" fo:margin-left=\"{}\" \
             fo:margin-top=\"{}\" fo:margin-bottom=\"{}\" table:align=\"left\" \
             table:border-model=\"collapsing\" style:may-break-between-rows=\"{}\"/>",
            points(place.room),
            points(place.indent),
            points(if place.is_behind { 240 } else { 0 }),
            points(240),
            !is_together
        ),
    );
    let number = place.number;
    out.push_str(&format!(
        "<table:table table:name=\"Tabelle{number}\" table:style-name=\"{style}\">"
    ));
    if !grid.caption.is_empty() {
        out.push_str(&format!("<table:title>{}</table:title>", escaped(grid.caption)));
    }
    for (index, width) in grid.widths(place.room).iter().enumerate() {
        let width = points(*width);
        let properties = format!("<style:table-column-properties style:column-width=\"{width}\"/>");
        let style = automatic.name("table-column", "", &properties);
        let column = format!("<table:table-column table:style-name=\"{style}\"/>");
        match index {
            0 => out.push_str(&format!(
                "<table:table-header-columns>{column}</table:table-header-columns>"
            )),
            _ => out.push_str(&column),
        }
    }
    let mut writer = Writer { is_letterhead: grid.is_letterhead, automatic, out };
    if let Some(row) = grid.head() {
        writer.out.push_str("<table:table-header-rows>");
        writer.row(&row, true);
        writer.out.push_str("</table:table-header-rows>");
    }
    rows.iter().for_each(|row| writer.row(row, false));
    out.push_str("</table:table>");
}

struct Writer<'a> {
    is_letterhead: bool,
    automatic: &'a mut Automatic,
    out: &'a mut String,
}

impl Writer<'_> {
    fn row(&mut self, row: &GridRow<'_>, is_head: bool) {
        self.out.push_str("<table:table-row table:style-name=\"Tabellenzeile\">");
        let look = match row.kind {
            _ if self.is_letterhead => STATEMENTS,
            _ if is_head => "Zelle_Kopf",
            RowKind::Zeile | RowKind::Gruppe => "Zelle_Zeile",
            RowKind::Zwischensumme => "Zelle_Zwischensumme",
            RowKind::Summe => "Zelle_Summe",
        };
        for cell in &row.cells {
            self.cell(cell, look);
        }
        self.out.push_str("</table:table-row>");
    }

    fn cell(&mut self, cell: &GridCell<'_>, look: &str) {
        let span = match cell.columns {
            0 | 1 => String::new(),
            columns => format!(" table:number-columns-spanned=\"{columns}\""),
        };
        let side = match cell.alignment {
            Alignment::End if cell.style != Style::Figure => "end",
            Alignment::Center => "center",
            _ => "",
        };
        let properties = match side {
            "" => String::new(),
            side => format!("<style:paragraph-properties fo:text-align=\"{side}\"/>"),
        };
        let style = self.automatic.name("paragraph", id(cell.style), &properties);
        self.out.push_str(&format!(
            "<table:table-cell table:style-name=\"{look}\" office:value-type=\"string\"{span}>\
             <text:p text:style-name=\"{style}\">"
        ));
        letters::write(&cell.runs, cell.style, self.automatic, self.out);
        self.out.push_str("</text:p></table:table-cell>");
        for _ in 1..cell.columns {
            self.out.push_str("<table:covered-table-cell/>");
        }
    }
}
