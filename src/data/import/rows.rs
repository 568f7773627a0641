//! Turns the rows of a table into what they say about Stellen.
//!
//! An empty cell says nothing, so that a table may leave out what does not change.
//! All wrong cells are reported; then there are no rows at all.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::columns::{Column, Columns, empty};
use super::names::Names;
use super::sheet::{Cell, Sheet};
use crate::data::intake::Intake;
use crate::diagnostic::Diagnostic;

/// What a row says about a Stelle.
#[derive(Debug)]
pub(super) struct Row {
    /// Which Stelle it is.
    pub(super) id: String,
    /// The cell with its id.
    pub(super) cell: Cell,
    /// What is said; an empty cell says nothing.
    pub(super) said: BTreeMap<Column, Said>,
}

/// What one cell says.
#[derive(Debug)]
pub(super) struct Said {
    /// What it is.
    pub(super) value: Value,
    /// The cell.
    pub(super) cell: Cell,
}

/// A value for a Stelle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Text as the YAML would say it.
    Text(String),
    /// A grade that costs nothing here.
    Bewertung(String),
    /// Full posts.
    Anteil(Decimal),
    /// A day.
    Tag(Date),
}

/// Reads the rows below the headings; those of which a cell is wrong are left out.
pub(super) fn read(sheet: &Sheet, columns: &Columns, names: &Names, intake: &Intake) -> Vec<Row> {
    let known = intake.errors();
    report_merged(sheet, columns, intake);
    let mut rows = Vec::new();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (_, cells) in sheet.rows().range(columns.head + 1..) {
        if sheet.is_text()
            && let Some((_, cell)) = cells.range(columns.last + 1..).next()
        {
            intake.report(surplus(cell));
            continue;
        }
        let Some((row, is_whole)) = read_row(cells, columns, names, intake) else { continue };
        if let Some(before) = seen.insert(row.id.clone(), row.cell.name.clone()) {
            let what = format!("Die Stelle `{}` steht schon in {before}", row.id);
            let finding = row.cell.wrong("import-stelle-doppelt", &what);
            intake.report(finding.with_hint("Löschen Sie eine der beiden Zeilen."));
        } else if is_whole {
            rows.push(row);
        }
    }
    if rows.is_empty() && intake.errors() == known {
        intake.report(empty(sheet));
    }
    rows
}

/// Reports cells of the table that are merged: what stands in the first is missing in the others.
fn report_merged(sheet: &Sheet, columns: &Columns, intake: &Intake) {
    for (start, end) in &sheet.merged {
        let in_columns = columns.at.range(start.1..=end.1.max(start.1)).next().is_some();
        if end.0 < columns.head || !in_columns {
            continue;
        }
        let ((place, first), (_, last)) = (sheet.at(*start), sheet.at(*end));
        let last = last.rsplit(' ').next().unwrap_or_default();
        let message = format!("{first}: Die Zelle ist mit anderen bis {last} verbunden");
        intake.report(Diagnostic::error("import-zelle-verbunden", &place, message).with_hint(
            "Heben Sie die Verbindung auf, und tragen Sie den Wert in jede der Zellen ein.",
        ));
    }
}

/// What stands beyond the headings of a text: a separator that was meant as text.
fn surplus(cell: &Cell) -> Diagnostic {
    let what = "Die Zeile hat mehr Spalten als die Überschriften";
    cell.wrong("import-trennzeichen", what).with_hint(
        "Vermutlich trennt ein Komma, das zu einem Wert gehört; speichern Sie die Tabelle mit `;` \
            zwischen den Spalten, oder setzen Sie den Wert in Anführungszeichen.",
    )
}

/// What a row says, and whether all its cells could be read; nothing where it says
/// nothing or does not say of which Stelle.
fn read_row(
    cells: &BTreeMap<u32, &Cell>,
    columns: &Columns,
    names: &Names,
    intake: &Intake,
) -> Option<(Row, bool)> {
    let (mut said, mut id, mut first) = (BTreeMap::new(), None, None);
    let (mut has_kennung, mut is_whole) = (false, true);
    for (position, column) in &columns.at {
        let Some(cell) = cells.get(position).copied() else { continue };
        first.get_or_insert(cell);
        has_kennung |= *column == Column::Kennung;
        match names.read(*column, cell) {
            Err(finding) => {
                intake.report(finding);
                is_whole = false;
            }
            Ok(Value::Text(text)) if *column == Column::Kennung => id = Some((text, cell)),
            Ok(value) => {
                said.insert(*column, Said { value, cell: cell.clone() });
            }
        }
    }
    match (id, first) {
        (Some((id, cell)), _) => Some((Row { id, cell: cell.clone(), said }, is_whole)),
        (None, Some(cell)) if !has_kennung => intake.reject(no_kennung(cell)),
        _ => None,
    }
}

fn no_kennung(cell: &Cell) -> Diagnostic {
    cell.wrong("import-kennung", "In dieser Zeile fehlt die Kennung der Stelle").with_hint(
        "Tragen Sie die Kennung aus den Daten ein; Zwischensummen und Anmerkungen gehören nicht \
            in die Spalten der Stellen.",
    )
}
