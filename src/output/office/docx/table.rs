//! Writes a table in the words of WordprocessingML: its head is repeated on every page, no
//! row is parted, and the first cell of a row is its head.

use super::letters;
use super::styles::id;
use crate::document::tree::{Alignment, RowKind};
use crate::output::office::page::Page;
use crate::output::office::style::Style;
use crate::output::office::table::{Grid, GridCell, GridRow};
use crate::output::office::xml::escaped;

/// Writes `grid`, indented and with room as `place` says; `links` are the targets so far.
pub(super) fn write(
    grid: &Grid<'_>,
    page: &Page,
    place: (usize, usize),
    links: &mut Vec<String>,
    out: &mut String,
) {
    let (indent, room) = place;
    let widths = grid.widths(room);
    let style = if grid.is_letterhead { "Briefkopfangaben" } else { "Vorlagentabelle" };
    let head = grid.head();
    out.push_str(&format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"{room}\" w:type=\"dxa\"/>\
         <w:tblInd w:w=\"{indent}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         <w:tblLook w:val=\"{}\" w:firstRow=\"{}\" w:lastRow=\"0\" w:firstColumn=\"1\" \
         w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>",
        if head.is_some() { "06A0" } else { "0680" },
        u8::from(head.is_some()),
    ));
    if !grid.caption.is_empty() {
        out.push_str(&format!("<w:tblCaption w:val=\"{}\"/>", escaped(grid.caption)));
    }
    out.push_str("</w:tblPr><w:tblGrid>");
    for width in &widths {
        out.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
    }
    out.push_str("</w:tblGrid>");
    let mut writer = Writer { page, widths, links, out };
    if let Some(row) = &head {
        writer.row(row, "<w:tblHeader/>");
    }
    grid.rows().iter().for_each(|row| writer.row(row, ""));
    out.push_str("</w:tbl>");
}

struct Writer<'a> {
    page: &'a Page,
    widths: Vec<usize>,
    links: &'a mut Vec<String>,
    out: &'a mut String,
}

impl Writer<'_> {
    fn row(&mut self, row: &GridRow<'_>, property: &str) {
        self.out.push_str(&format!("<w:tr><w:trPr><w:cantSplit/>{property}</w:trPr>"));
        for (index, cell) in row.cells.iter().enumerate() {
            let width: usize = self.widths.iter().skip(index).take(cell.columns).sum();
            self.cell(cell, row, width);
        }
        self.out.push_str("</w:tr>");
    }

    fn cell(&mut self, cell: &GridCell<'_>, row: &GridRow<'_>, width: usize) {
        let span = match cell.columns {
            0 | 1 => String::new(),
            columns => format!("<w:gridSpan w:val=\"{columns}\"/>"),
        };
        let look = self.look(row.kind);
        self.out.push_str(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{look}</w:tcPr><w:p><w:pPr>\
             <w:pStyle w:val=\"{}\"/>",
            id(cell.style)
        ));
        if row.keeps && cell.style != Style::Head && cell.style != Style::Group {
            self.out.push_str("<w:keepNext/>");
        }
        let side = match cell.alignment {
            Alignment::End if cell.style != Style::Figure => "<w:jc w:val=\"right\"/>",
            Alignment::Center => "<w:jc w:val=\"center\"/>",
            _ => "",
        };
        self.out.push_str(&format!("{side}</w:pPr>"));
        letters::write(&cell.runs, cell.style, self.links, self.out);
        self.out.push_str("</w:p></w:tc>");
    }

    /// The lines and the ground that say what a row is.
    fn look(&self, kind: RowKind) -> String {
        let line = |side: &str, size: usize, colour: &str| {
            format!(
                "<w:{side} w:val=\"single\" w:sz=\"{size}\" w:space=\"0\" w:color=\"{colour}\"/>"
            )
        };
        match kind {
            RowKind::Zeile | RowKind::Gruppe => String::new(),
            RowKind::Zwischensumme => {
                format!("<w:tcBorders>{}</w:tcBorders>", line("top", 6, &self.page.grey))
            }
            RowKind::Summe => format!(
                "<w:tcBorders>{}{}</w:tcBorders><w:shd w:val=\"clear\" w:color=\"auto\" \
                 w:fill=\"{}\"/>",
                line("top", 8, "000000"),
                line("bottom", 8, "000000"),
                self.page.shade
            ),
        }
    }
}
