//! Writes a table: every cell knows its column and its row, a group heads the rows below it, and
//! a table that is wider than the page can be moved, by keys too.

use super::escape::escaped;
use super::lines::Lines;
use crate::document::tree::{Alignment, Row, RowKind, Span, Table};

/// Writes `table`, which is called `caption` and is the `number`th of this name.
pub(super) fn write(
    table: &Table,
    caption: &str,
    number: usize,
    lines: Lines<'_>,
    out: &mut String,
) {
    let which = number.to_string();
    let key = if number == 1 { "tabelle" } else { "tabelle_weiter" };
    let label = lines.words.fill(key, &[("titel", caption), ("nummer", &which)]);
    out.push_str(&format!(
        "<div class=\"tafel\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table>",
        escaped(label.trim())
    ));
    if !caption.is_empty() {
        let caption = escaped(caption);
        out.push_str(&format!("<caption class=\"stumm\">{caption}</caption>"));
    }
    if table.has_head() {
        out.push_str("<thead><tr>");
        for column in &table.columns {
            let class = class(column.alignment);
            let label = lines.written(&column.label, true);
            // A head without words would be none for a screen reader.
            match label.is_empty() {
                true => out.push_str(&format!("<td{class}></td>")),
                false => out.push_str(&format!("<th scope=\"col\"{class}>{label}</th>")),
            }
        }
        out.push_str("</tr></thead>");
    }
    for rows in table.rows.chunk_by(|_, next| next.kind != RowKind::Gruppe) {
        out.push_str("<tbody>");
        rows.iter().for_each(|of| row(of, table, lines, out));
        out.push_str("</tbody>");
    }
    out.push_str("</table></div>\n");
}

fn row(row: &Row, table: &Table, lines: Lines<'_>, out: &mut String) {
    let even = row.kind != RowKind::Zeile;
    let kind = match row.kind {
        RowKind::Gruppe => " class=\"gruppe\"",
        RowKind::Zeile => "",
        RowKind::Zwischensumme => " class=\"zwischensumme\"",
        RowKind::Summe => " class=\"summe\"",
    };
    out.push_str(&format!("<tr{kind}>"));
    if row.kind == RowKind::Gruppe {
        let label = row.cells.first().map(|cell| lines.written(cell, even)).unwrap_or_default();
        let columns = table.columns.len();
        out.push_str(&format!("<th scope=\"rowgroup\" colspan=\"{columns}\">{label}</th></tr>"));
        return;
    }
    let is_empty = |cell: &[Span]| cell.iter().all(|span| span.text.trim().is_empty());
    for (index, (cell, column)) in row.cells.iter().zip(&table.columns).enumerate() {
        let (class, text) = (class(column.alignment), lines.written(cell, even));
        match index == 0 && table.columns.len() > 1 && !is_empty(cell) {
            true => out.push_str(&format!("<th scope=\"row\"{class}>{text}</th>")),
            false => out.push_str(&format!("<td{class}>{text}</td>")),
        }
    }
    out.push_str("</tr>");
}

fn class(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Start => "",
        Alignment::Center => " class=\"mitte\"",
        Alignment::End => " class=\"zahl\"",
    }
}
