//! What is wrong with the look of a table: cells that are merged, rows and columns that
//! are hidden. What stands there may be missing where it is meant, or meant where nobody
//! sees it.

use std::collections::BTreeSet;

use super::columns::Columns;
use super::sheet::{Sheet, letters};
use crate::data::yaml::intake::Intake;
use crate::diagnostic::Diagnostic;

/// Reports cells of the rows `stellen` that are merged: what stands in the first is missing
/// in the others.
pub(super) fn merged(sheet: &Sheet, columns: &Columns, stellen: &BTreeSet<u32>, intake: &Intake) {
    for (start, end) in &sheet.merged {
        let in_columns = columns.at.range(start.1..=end.1.max(start.1)).next().is_some();
        let is_head = (start.0..=end.0).contains(&columns.head);
        let in_rows = is_head || stellen.range(start.0..=end.0.max(start.0)).next().is_some();
        if !in_rows || !in_columns {
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

/// Reports rows of Stellen and columns with headings that the workbook does not show.
pub(super) fn hidden(sheet: &Sheet, columns: &Columns, stellen: &BTreeSet<u32>, intake: &Intake) {
    let rows: Vec<u32> = stellen.iter().copied().filter(|row| sheet.hidden.has_row(*row)).collect();
    if let Some(first) = rows.first() {
        let numbers = spans(&rows, |row| (u64::from(row) + 1).to_string());
        let what = said(rows.len(), ("Die Zeile", "Die Zeilen"), &numbers);
        let place = sheet.at((*first, 0)).0;
        let message = format!("{}: {what}", sheet.title());
        intake.report(Diagnostic::error("import-verborgen", &place, message).with_hint(
            "Blenden Sie ein, was gelten soll – heben Sie dazu auch einen Filter auf –, und \
                löschen Sie, was nicht gelten soll.",
        ));
    }
    let hidden: Vec<u32> =
        columns.at.keys().copied().filter(|column| sheet.hidden.has_column(*column)).collect();
    if let Some(first) = hidden.first() {
        let what = said(hidden.len(), ("Die Spalte", "Die Spalten"), &spans(&hidden, letters));
        let place = sheet.at((columns.head, *first)).0;
        let message = format!("{}: {what}", sheet.title());
        intake.report(Diagnostic::error("import-verborgen", &place, message).with_hint(
            "Blenden Sie ein, was gelten soll, und löschen Sie, was nicht gelten soll.",
        ));
    }
}

fn said(count: usize, (one, several): (&str, &str), names: &str) -> String {
    match count {
        1 => format!("{one} {names} ist ausgeblendet"),
        _ => format!("{several} {names} sind ausgeblendet"),
    }
}

/// `numbers`, which are sorted, by name, with what follows on one another as a range.
fn spans(numbers: &[u32], name: impl Fn(u32) -> String) -> String {
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => spans.push((*number, *number)),
        }
    }
    let spans = spans.into_iter().map(|(first, last)| match last - first {
        0 => name(first),
        1 => format!("{}, {}", name(first), name(last)),
        _ => format!("{} bis {}", name(first), name(last)),
    });
    spans.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_named_as_a_range() {
        let numbers = |numbers: &[u32]| spans(numbers, |number| number.to_string());
        assert_eq!(numbers(&[4]), "4");
        assert_eq!(numbers(&[4, 5, 7, 9, 10, 11]), "4, 5, 7, 9 bis 11");
    }
}
