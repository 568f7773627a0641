//! Words what the checks found in tables; a cell is named by its row and its column.

use super::super::grid::Grid;
use super::super::grid::claim::Claim;
use super::super::grid::faults::Fault;
use super::super::grid::ratio::WrongRatio;
use super::super::grid::working::WrongResult;
use super::{Findings, money, number};
use crate::diagnostic::Diagnostic;

impl Findings<'_> {
    /// A sum or a difference in a table.
    pub(in crate::audit) fn fault(&mut self, grid: &Grid<'_>, fault: &Fault) {
        match fault {
            Fault::Claim(claim) => self.claim(grid, claim),
            Fault::Ratio(wrong) => self.ratio(grid, wrong),
            Fault::Cell(cell, value, count) => {
                let Some(source) = grid.source(*cell) else { return };
                let printed = grid.value(*cell).unwrap_or_default();
                let message = format!(
                    "`{}` in „{}“ macht {count} Rechnungen der Tabelle falsch",
                    money(printed),
                    cell_name(grid, *cell),
                );
                let hint = format!("Mit {} gehen sie alle auf.", money(*value));
                let place = self.place(source);
                self.found.push(Diagnostic::error("audit-summe", &place, message).with_hint(hint));
            }
        }
    }

    fn ratio(&mut self, grid: &Grid<'_>, wrong: &WrongRatio) {
        let place = self.place(wrong.source.clone());
        let terms = wrong.terms.map(|cell| money(grid.value(cell).unwrap_or_default()));
        let cell = cell_name(grid, wrong.cell);
        let (printed, expected) = (number(wrong.printed), number(wrong.expected));
        let finding = if wrong.is_share {
            let message =
                format!("„{cell}“ ist mit {printed} % angegeben, rechnerisch sind es {expected} %");
            Diagnostic::error("audit-prozent", &place, message)
                .with_hint(format!("Verglichen sind {}.", terms.join(" und ")))
        } else {
            let message =
                format!("„{cell}“ ist mit {printed} angegeben, rechnerisch sind es {expected}");
            Diagnostic::error("audit-produkt", &place, message)
                .with_hint(format!("Gerechnet ist: {}.", terms.join(" × ")))
        };
        self.found.push(finding);
    }

    fn claim(&mut self, grid: &Grid<'_>, claim: &Claim) {
        let Some(source) = grid.source(claim.result) else { return };
        let terms: Vec<String> = claim.terms.iter().filter_map(|t| term(grid, *t)).collect();
        let terms = terms.join(" ");
        let terms = terms.strip_prefix("+ ").unwrap_or(&terms);
        let message = format!(
            "„{}“ ist mit {} angegeben, rechnerisch sind es {}",
            cell_name(grid, claim.result),
            money(claim.printed),
            money(claim.expected),
        );
        let difference = money(claim.printed - claim.expected);
        let place = self.place(source);
        let found = Diagnostic::error("audit-summe", &place, message)
            .with_hint(format!("{terms} = {}; Abweichung {difference}.", money(claim.expected)));
        self.found.push(found);
    }

    /// A row of a table that spells out another calculation.
    pub(in crate::audit) fn working(&mut self, grid: &Grid<'_>, wrong: &WrongResult) {
        let place = self.place(wrong.source.clone());
        let message = format!(
            "„{}“ ist mit {} angegeben, rechnerisch sind es {}",
            cell_name(grid, wrong.cell),
            money(wrong.printed),
            money(wrong.expected)
        );
        let hint = format!("Gerechnet ist: {}.", wrong.calculation);
        self.found.push(Diagnostic::error("audit-rechnung", &place, message).with_hint(hint));
    }
}

fn cell_name(grid: &Grid<'_>, (row, column): (usize, usize)) -> String {
    let label = grid.rows.get(row).map_or("", |row| row.name.trim());
    let head = grid.head(column);
    if head.is_empty() { label.to_owned() } else { format!("{label}, {head}") }
}

fn term(grid: &Grid<'_>, (cell, sign): ((usize, usize), i8)) -> Option<String> {
    let value = grid.value(cell)?;
    Some(format!("{} {}", if sign < 0 { "−" } else { "+" }, money(value)))
}
