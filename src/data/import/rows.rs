//! Turns the rows of a table into what they say about Stellen.
//!
//! An empty cell says nothing, so that a table may leave out what does not change.
//! A row that adds up others is no Stelle.
//! All wrong cells are reported; then there are no rows at all.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Column, Columns, empty};
use super::names::Names;
use super::row::{Row, Said, Value};
use super::sheet::{Cell, Sheet};
use super::totals::{self, Totals};
use super::{cell, layout};
use crate::data::yaml::intake::Intake;
use crate::diagnostic::{Diagnostic, Severity};

/// The rows of a table.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Those that say something about a Stelle.
    pub(super) stellen: Vec<Row>,
    /// Those that only add up others, as a message calls them.
    pub(super) totals: Vec<String>,
}

/// Reads the rows below the headings; those of which a cell is wrong are left out.
pub(super) fn read(sheet: &Sheet, columns: &Columns, names: &Names, intake: &Intake) -> Rows {
    let known = intake.errors();
    let mut rows = Rows::default();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let (mut totals, mut of_stellen) = (Totals::default(), BTreeSet::new());
    let (mut new_roles, mut is_surplus) = (BTreeSet::new(), false);
    for (number, cells) in sheet.rows().range(columns.head + 1..) {
        if sheet.is_text()
            && let Some((_, cell)) = cells.range(columns.last + 1..).next()
        {
            // All such rows have the same cause.
            if !std::mem::replace(&mut is_surplus, true) {
                intake.report(surplus(cell));
            }
            continue;
        }
        let label = totals::label(cells, columns);
        if let Some(cell) = label.filter(|cell| !names.is_stelle(cell)) {
            totals.check(cells, columns, intake);
            rows.totals.push(format!("{} („{}“)", cell.row_name(), cell::shown(cell)));
            continue;
        }
        if columns.at.keys().any(|column| cells.contains_key(column)) {
            of_stellen.insert(*number);
        }
        let is_covered = covers_kennung(sheet, *number, columns);
        let Some((row, is_whole)) = read_row(cells, is_covered, columns, names, intake) else {
            continue;
        };
        totals.add(&row, columns);
        if let Some((rolle, cell)) = new_role(&row, names)
            && new_roles.insert(rolle.to_owned())
        {
            intake.report(uncounted(rolle, cell));
        }
        if let Some(before) = seen.insert(row.id.clone(), row.cell.name.clone()) {
            let what = format!("Die Stelle `{}` steht schon in {before}", row.id);
            let finding = row.cell.wrong("import-stelle-doppelt", &what);
            intake.report(finding.with_hint("Löschen Sie eine der beiden Zeilen."));
        } else if is_whole {
            rows.stellen.push(row);
        }
    }
    layout::merged(sheet, columns, &of_stellen, intake);
    layout::hidden(sheet, columns, &of_stellen, intake);
    if rows.stellen.is_empty() && intake.errors() == known {
        intake.report(empty(sheet));
    }
    rows
}

/// The role of `row`, where the data have none of this name.
fn new_role<'r>(row: &'r Row, names: &Names) -> Option<(&'r str, &'r Cell)> {
    let Said { value: Value::Text(rolle), cell } = row.said.get(&Column::Rolle)? else {
        return None;
    };
    (!names.has_rolle(rolle)).then_some((rolle, cell))
}

fn uncounted(rolle: &str, cell: &Cell) -> Diagnostic {
    let what = format!("Die Rolle `{rolle}` ist neu; keine Zuwendung und keine Kosten zählen sie");
    let finding = cell.wrong("import-rolle-neu", &what);
    Diagnostic { severity: Severity::Warning, ..finding }.with_hint(
        "Zählen Zuwendungen oder Kosten nach Rollen, ergänzen Sie dort die neue; sonst ist nichts \
            zu tun.",
    )
}

/// Whether the cell of the Kennung in row `number` is merged with one above it or beside it.
fn covers_kennung(sheet: &Sheet, number: u32, columns: &Columns) -> bool {
    let kennung = columns.at.iter().find(|(_, column)| **column == Column::Kennung);
    kennung.is_some_and(|(kennung, _)| {
        sheet.merged.iter().any(|(start, end)| {
            (start.0..=end.0).contains(&number) && (start.1..=end.1).contains(kennung)
        })
    })
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
/// nothing or does not say of which Stelle. Where its Kennung `is_covered` by a merged
/// cell, that is what is wrong.
fn read_row(
    cells: &BTreeMap<u32, &Cell>,
    is_covered: bool,
    columns: &Columns,
    names: &Names,
    intake: &Intake,
) -> Option<(Row, bool)> {
    let (mut said, mut id, mut first) = (BTreeMap::new(), None, None);
    let (mut has_kennung, mut is_whole) = (is_covered, true);
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
                let before = said.insert(*column, Said { value, cell: cell.clone() });
                if let Some(before) = before {
                    intake.report(said_twice(cell, &before.cell));
                    is_whole = false;
                }
            }
        }
    }
    match (id, first) {
        (Some((id, cell)), _) => Some((Row { id, cell: cell.clone(), said }, is_whole)),
        (None, Some(cell)) if !has_kennung => intake.reject(no_kennung(cell)),
        _ => None,
    }
}

fn said_twice(cell: &Cell, before: &Cell) -> Diagnostic {
    let what = format!("Die Bewertung dieser Stelle steht schon in {}", before.name);
    cell.wrong("import-spalte-doppelt", &what).with_hint(
        "Leeren Sie eine der beiden Zellen, oder sagen Sie mit `--spalte bewertung=…`, welche \
            Spalte gilt.",
    )
}

fn no_kennung(cell: &Cell) -> Diagnostic {
    cell.wrong("import-kennung", "In dieser Zeile fehlt die Kennung der Stelle").with_hint(
        "Tragen Sie die Kennung aus den Daten ein. Eine Zeile, die nur zusammenzählt, beginnt mit \
            „Summe“, „Zwischensumme“ oder „Gesamt“; Anmerkungen gehören nicht in die Spalten der \
            Stellen.",
    )
}
