//! A table as numbers: which cell holds what, and which rows and columns add up.
//!
//! An empty cell or a dash is no number. Names decide first, emphasis second.

use std::ops::Range;

use rust_decimal::Decimal;

use super::amount::{self, Amount, Kind};
use super::fassung;
use super::flow::Flow;
use super::table::Table;
use super::year;

/// What a row does in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Names the rows below it.
    Heading,
    /// Holds amounts of its own.
    Detail,
    /// Adds up rows above it.
    Sum,
    /// Adds up the sums above it.
    Total,
    /// What remains of two rows above it.
    Difference,
}

/// The numbers of a table.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    /// Where they come from.
    pub(super) table: &'a Table,
    /// The numbers by row and column.
    pub(super) rows: Vec<Vec<Option<Amount>>>,
    roles: Vec<Role>,
    /// The columns that spell out how the amount of their row is calculated; several where a
    /// printed page scatters one.
    calculations: Range<usize>,
    /// The heads of the columns, in small letters.
    heads: Vec<String>,
}

impl<'a> Grid<'a> {
    /// The numbers of `table`.
    pub(super) fn new(table: &'a Table) -> Self {
        let rows: Vec<Vec<Option<Amount>>> = table
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| amount::whole(cell.text())).collect())
            .collect();
        let heads: Vec<String> =
            table.header.iter().map(|head| head.text().to_lowercase()).collect();
        let calculations = calculations(table, &heads);
        let mut grid = Self { table, rows, roles: Vec::new(), calculations, heads };
        for row in 0..grid.rows.len() {
            let role = grid.find_role(row);
            grid.roles.push(role);
        }
        grid
    }

    /// The name of a row.
    pub(super) fn label(&self, row: usize) -> &'a str {
        self.table.rows.get(row).and_then(|row| row.first()).map_or("", |cell| cell.text())
    }

    /// The head of a column.
    pub(super) fn head(&self, column: usize) -> &'a str {
        self.table.header.get(column).map_or("", |head| head.text().trim())
    }

    /// The number in a cell.
    pub(super) fn value(&self, (row, column): (usize, usize)) -> Option<Decimal> {
        self.rows.get(row)?.get(column)?.as_ref()?.value
    }

    /// The number in a cell, unless it is a share.
    pub(super) fn euros(&self, (row, column): (usize, usize)) -> Option<Decimal> {
        let amount = self.rows.get(row)?.get(column)?.as_ref()?;
        amount.value.filter(|_| amount.kind != Kind::Percent)
    }

    /// Where a cell stands in the file.
    pub(super) fn source(&self, (row, column): (usize, usize)) -> Option<Range<usize>> {
        let cell = self.table.rows.get(row)?.get(column)?;
        let amount = self.rows.get(row)?.get(column)?.as_ref()?;
        Some(cell.source(&amount.range))
    }

    /// What the row at `row` does.
    pub(super) fn role(&self, row: usize) -> Role {
        self.roles.get(row).copied().unwrap_or(Role::Heading)
    }

    /// The only column that spells out how the amount of its row is calculated.
    pub(super) fn calculation(&self) -> Option<usize> {
        (self.calculations.len() == 1).then_some(self.calculations.start)
    }

    /// Whether the table spells out calculations.
    pub(super) fn has_calculations(&self) -> bool {
        !self.calculations.is_empty()
    }

    /// Whether a row says itself how its amount is calculated.
    pub(super) fn is_calculated(&self, row: usize) -> bool {
        let cells = self.table.rows.get(row).and_then(|row| row.get(self.calculations.clone()));
        let is_filled = |cell: &Flow| cell.text().contains(char::is_alphanumeric);
        self.has_calculations()
            && (cells.unwrap_or_default().iter().any(is_filled) || self.label(row).contains('€'))
    }

    /// Whether rows that `row` adds up may stand in a table above.
    pub(super) fn is_cut_off(&self, row: usize) -> bool {
        let is_closed =
            self.role(row) == Role::Sum && !self.rows_before(row, Role::Heading).is_empty();
        self.table.is_rest && !is_closed
    }

    /// The details directly above `row` that are named by nothing but their year; further
    /// ones are then steps on the way to them.
    pub(super) fn years_above(&self, row: usize) -> Vec<usize> {
        let details = self.details_above(row).into_iter();
        let is_year = |row: &usize| {
            let label = self.label(*row).trim();
            let (name, rest) = label.split_once(' ').unwrap_or((label, ""));
            // A printed page may run the calculation into the name.
            let is_calculation = rest.chars().all(|char| !char.is_alphabetic());
            year::alone(name).is_some() && is_calculation
        };
        details.filter(is_year).collect()
    }

    /// The columns that hold money.
    pub(super) fn money_columns(&self) -> Vec<usize> {
        const OTHER: [&str; 8] = ["nr", "nummer", "zeile", "konto", "jahr", "pos", "seite", "%"];
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let is_money = |column: &usize| {
            let head = self.heads.get(*column).map_or("", String::as_str);
            let is_other =
                OTHER.iter().any(|word| head.split([' ', '.']).any(|part| part == *word));
            let mut kinds = self.rows.iter().filter_map(|row| row.get(*column)?.as_ref());
            let is_calculation = self.calculations.contains(column);
            !is_other && !is_calculation && kinds.any(|cell| cell.kind != Kind::Percent)
        };
        (1..width.min(60)).filter(is_money).collect()
    }

    /// The year of a column.
    pub(super) fn year(&self, column: usize) -> Option<u16> {
        year::of_column(self.head(column))
    }

    /// Whether a column adds up those before it.
    pub(super) fn is_sum_column(&self, column: usize) -> bool {
        let head = self.heads.get(column).map_or("", String::as_str).trim();
        ["gesamt", "summe", "insgesamt", "total", "zusammen"]
            .iter()
            .any(|word| head.starts_with(word))
    }

    /// Whether a column compares two before it.
    pub(super) fn is_difference_column(&self, column: usize) -> bool {
        const WORDS: [&str; 10] = [
            "differenz",
            "mehr",
            "änderung",
            "veränderung",
            "abweichung",
            "steigerung",
            "weniger",
            "unterschied",
            "+/-",
            "erhöhung",
        ];
        let head = self.heads.get(column).map_or("", String::as_str);
        !head.contains("nunmehr") && WORDS.iter().any(|word| head.contains(word))
    }

    /// Whether two versions stand beside each other. The rows of such a table name what
    /// differs, and need not be all parts of what is below them.
    pub(super) fn compares(&self) -> bool {
        let later = self.column_of(fassung::is_later);
        let both = self.column_of(fassung::is_earlier).zip(later);
        both.is_some_and(|(earlier, later)| earlier != later)
    }

    /// Whether a column shows what comes on top of another: the difference of two, or the
    /// later version where both are added up.
    pub(super) fn is_on_top(&self, column: usize) -> bool {
        let is_added = || (column..self.heads.len()).any(|sum| self.is_sum_column(sum));
        let is_later = || self.column_of(fassung::is_later) == Some(column);
        self.is_difference_column(column) || (self.compares() && is_later() && is_added())
    }

    fn column_of(&self, is_one: fn(&str) -> bool) -> Option<usize> {
        let names = |head: &String| head.split(' ').any(is_one);
        self.heads.iter().skip(1).position(names).map(|at| at + 1)
    }

    /// Whether its name says that a row is a sum.
    pub(super) fn is_sum_by_name(&self, row: usize) -> bool {
        let label = self.label(row).to_lowercase();
        let words = ["summe", "gesamt", "zwischensumme", "insgesamt", "total", "zusammen"];
        words.iter().any(|word| label.starts_with(word)) || label.ends_with("insgesamt")
    }

    /// The details directly above `row`.
    pub(super) fn details_above(&self, row: usize) -> Vec<usize> {
        let mut rows: Vec<usize> =
            (0..row).rev().take_while(|row| self.role(*row) == Role::Detail).collect();
        rows.reverse();
        rows
    }

    /// The rows before `row` with `role`.
    pub(super) fn rows_before(&self, row: usize, role: Role) -> Vec<usize> {
        (0..row).filter(|other| self.role(*other) == role).collect()
    }

    /// The totals before `row`, or the sums where there is none.
    pub(super) fn totals_before(&self, row: usize) -> Vec<usize> {
        let totals = self.rows_before(row, Role::Total);
        if totals.is_empty() { self.rows_before(row, Role::Sum) } else { totals }
    }

    /// The last total before `row`.
    pub(super) fn last_total_before(&self, row: usize) -> Option<usize> {
        self.rows_before(row, Role::Total).last().copied()
    }

    /// Since the last total: the sums, and the details that no sum has taken up.
    /// With `differences` also what was left over, where that is financed as well.
    pub(super) fn open_items(&self, row: usize, differences: bool) -> Vec<usize> {
        let start = self.last_total_before(row).map_or(0, |total| total + 1);
        let mut open: Vec<usize> = Vec::new();
        let mut run = 0;
        for other in start..row {
            match self.role(other) {
                Role::Detail => {
                    open.push(other);
                    run += 1;
                }
                Role::Sum => {
                    open.truncate(open.len() - run);
                    open.push(other);
                    run = 0;
                }
                Role::Difference if differences => {
                    open.push(other);
                    run = 0;
                }
                Role::Heading | Role::Total | Role::Difference => run = 0,
            }
        }
        open
    }

    fn find_role(&self, row: usize) -> Role {
        const DIFFERENCES: [&str; 12] = [
            "eigenanteil",
            "saldo",
            "fehlbetrag",
            "fehlbedarf",
            "differenz",
            "zuschussbedarf",
            "überschuss",
            "mehrbedarf",
            "unterdeckung",
            "verbleib",
            "nettobelastung",
            "städtischer eigenanteil",
        ];
        let cells = self.rows.get(row).map_or(&[][..], Vec::as_slice);
        let label = self.label(row).to_lowercase();
        if !cells.iter().skip(1).any(Option::is_some) {
            return Role::Heading;
        }
        if DIFFERENCES.iter().any(|word| label.starts_with(word)) {
            return Role::Difference;
        }
        if self.is_sum_by_name(row) {
            let is_part = label.starts_with("summe") || label.starts_with("zwischensumme");
            let closes_sums = row.checked_sub(1).is_some_and(|above| self.role(above) == Role::Sum);
            return if is_part && !closes_sums { Role::Sum } else { Role::Total };
        }
        let filled = self.table.rows.get(row).map_or(&[][..], Vec::as_slice);
        let is_bold = filled.iter().filter(|cell| !cell.text().is_empty()).all(|cell| cell.is_bold);
        if is_bold { Role::Sum } else { Role::Detail }
    }
}

/// The columns of `table` that spell out calculations: their head says so, or a cell does.
/// A head has also the columns after it that have none.
fn calculations(table: &Table, heads: &[String]) -> Range<usize> {
    const NAMES: [&str; 5] = ["rechnung", "berechnung", "rechenweg", "herleitung", "rechengang"];
    let is_name = |head: &String| {
        head.contains('×') || head.split(' ').any(|word| NAMES.contains(&word.trim()))
    };
    if let Some(at) = heads.iter().position(is_name) {
        let next = heads.iter().skip(at + 1).position(|head| !head.trim().is_empty());
        return at.max(1)..next.map_or(heads.len(), |next| at + 1 + next);
    }
    let is_spelt_out =
        |text: &str| text.contains(['+', '×', '÷']) && amount::numbers(text).len() > 1;
    let mut cells = table.rows.iter().flat_map(|row| row.iter().enumerate().skip(1));
    let found = cells.find(|(_, cell)| is_spelt_out(cell.text()));
    found.map_or(0..0, |(at, _)| at..at + 1)
}
