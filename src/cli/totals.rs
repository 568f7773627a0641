//! Totals that moved, as a table: what they were, what they are, and the difference.

use rust_decimal::Decimal;

use crate::compare::Movement;
use crate::data::Paper;
use crate::document::{Titles, written};
use crate::finance::Unit;

/// What stands where there is no value.
pub(super) const NOTHING: &str = "–";

/// The table of `changes`, whose names are those of `paper`.
pub(super) fn table(changes: &[Movement], paper: &Paper) -> String {
    let head = ["", "bisher", "neu", "Differenz"].map(str::to_owned).to_vec();
    let row = |change: &Movement| {
        let text = |value: Option<Decimal>| {
            value.map_or(NOTHING.into(), |value| written::quantity(value, change.unit))
        };
        let difference = change.difference();
        vec![
            Titles::of(paper).dated(&change.name),
            text(change.old),
            text(change.new),
            difference.map_or(NOTHING.into(), |value| signed(value, change.unit)),
        ]
    };
    aligned(&std::iter::once(head).chain(changes.iter().map(row)).collect::<Vec<_>>())
}

/// A difference with its sign; of shares in percentage points.
pub(super) fn signed(value: Decimal, unit: Unit) -> String {
    let sign = if value > Decimal::ZERO { "+" } else { "" };
    let text = match unit {
        Unit::Percent => written::percentage_points(value),
        unit => written::quantity(value, unit),
    };
    format!("{sign}{text}")
}

/// Rows of cells in columns; all but the first end at the same place.
pub(super) fn aligned(rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let line = |row: &Vec<String>| {
        let cells = row.iter().enumerate().map(|(column, cell)| match (column, width(column)) {
            (0, width) => format!("{cell:width$}"),
            (_, width) => format!("  {cell:>width$}"),
        });
        cells.collect::<String>().trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_have_their_sign_and_their_unit() {
        let case = |value: &str, unit| signed(value.parse().unwrap(), unit);
        assert_eq!(case("65000.00", Unit::Euro), "+65.000,00\u{a0}€");
        assert_eq!(case("-0.5", Unit::Euro), "−0,5\u{a0}€");
        assert_eq!(case("0.00", Unit::Euro), "0,00\u{a0}€");
        assert_eq!(case("1.20", Unit::Percent), "+1,2\u{a0}Prozentpunkte");
    }

    #[test]
    fn columns_line_up() {
        let rows = [["", "neu"], ["äö", "1"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(aligned(&rows), "    neu\näö    1\n");
    }
}
