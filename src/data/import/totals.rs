//! Rows that add up others and are no Stelle, and whether they do add up.
//!
//! Such a row says so in its first cell: „Summe“, „Zwischensumme“, „Stellen gesamt“. It may
//! add up all rows above it, or those since the last one of its kind.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::cell;
use super::columns::{Column, Columns, spelt};
use super::row::{Row, Value};
use super::sheet::Cell;
use crate::data::yaml::intake::Intake;
use crate::german;

/// The words by which a row begins that adds up others.
const WORDS: [&str; 6] = ["summe", "zwischensumme", "gesamtsumme", "gesamt", "insgesamt", "σ"];

/// Those with which it may also end.
const LAST: [&str; 2] = ["gesamt", "insgesamt"];

/// The cell that calls a row a total: that of the Kennung, or without one its first text.
pub(super) fn label<'c>(cells: &BTreeMap<u32, &'c Cell>, columns: &Columns) -> Option<&'c Cell> {
    let kennung = columns.at.iter().find(|(_, column)| **column == Column::Kennung);
    let kennung = kennung.and_then(|(position, _)| cells.get(position).copied());
    let first = || cells.values().copied().find(|cell| cell::as_text(cell).is_some());
    let cell = kennung.or_else(first)?;
    let text = spelt(cell::as_text(cell)?);
    let mut words = text.split(|char: char| !char.is_alphabetic()).filter(|word| !word.is_empty());
    let first = words.next()?;
    let last = words.next_back().unwrap_or(first);
    (WORDS.contains(&first) || LAST.contains(&last)).then_some(cell)
}

/// What the quantities of the rows add up to; nothing where one of them says none.
#[derive(Debug, Default)]
pub(super) struct Totals {
    all: BTreeMap<Column, Option<Decimal>>,
    since: BTreeMap<Column, Option<Decimal>>,
}

impl Totals {
    /// Adds the quantities of `row`.
    pub(super) fn add(&mut self, row: &Row, columns: &Columns) {
        for column in quantities(columns) {
            let value = match row.said.get(&column).map(|said| &said.value) {
                Some(Value::Anteil(anteil)) => Some(*anteil),
                _ => None,
            };
            for sums in [&mut self.all, &mut self.since] {
                let sum = sums.entry(column).or_insert(Some(Decimal::ZERO));
                *sum = sum.zip(value).and_then(|(sum, value)| sum.checked_add(value));
            }
        }
    }

    /// Reports what the total in `cells` adds up wrongly, and begins a new part.
    pub(super) fn check(
        &mut self,
        cells: &BTreeMap<u32, &Cell>,
        columns: &Columns,
        intake: &Intake,
    ) {
        let known = |sums: &BTreeMap<Column, Option<Decimal>>, column| {
            sums.get(&column).copied().unwrap_or(Some(Decimal::ZERO))
        };
        for (position, column) in &columns.at {
            let (Some(cell), Some(all), Some(since)) =
                (cells.get(position), known(&self.all, *column), known(&self.since, *column))
            else {
                continue;
            };
            let is_quantity = quantities(columns).any(|quantity| quantity == *column);
            if let (true, Ok(total)) = (is_quantity, cell::anteil(cell))
                && ![all, since].contains(&total)
            {
                let what = format!(
                    "Die Summe ist {}, die Zeilen darüber ergeben aber {}",
                    german::number(total.normalize()),
                    german::number(all.normalize())
                );
                intake.report(cell.wrong("import-summe", &what).with_hint(
                    "Prüfen Sie, ob eine Zeile fehlt oder ein Anteil falsch ist; zählt die Summe \
                        anderes, löschen Sie ihre Zeile.",
                ));
            }
        }
        self.since.clear();
    }
}

/// The columns that say how many full posts there are.
fn quantities(columns: &Columns) -> impl Iterator<Item = Column> {
    let all = columns.at.values().copied();
    all.filter(|column| {
        matches!(column, Column::Anteil | Column::AnteilIn(_) | Column::AnteilAb(_))
    })
}
