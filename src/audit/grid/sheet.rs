//! A table as numbers: which cell holds what, what its columns hold, and what its rows do.
//!
//! An empty cell or a dash is nothing; a cell that is not understood makes whatever is
//! calculated with it unknown.

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::number::cell::{self, Cell};
use super::super::number::{Amount, Kind, digits};
use super::super::read::flow::Flow;
use super::super::read::table::{self, Table};
use super::super::read::year;
use super::column::{self, Column, ColumnKind, ColumnRole};
use super::words;

/// What a row does in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::audit) enum Role {
    /// Names the rows below it.
    Heading,
    /// Holds amounts of its own.
    Detail,
    /// Is a part of a row above it, which no sum counts again.
    Part,
    /// Adds up other rows.
    Sum,
    /// What remains of other rows.
    Difference,
    /// Holds shares or nothing that is added up.
    Other,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub(in crate::audit) struct Row {
    /// Its name as printed.
    pub(in crate::audit) name: String,
    /// Its names in small letters, in all columns of words.
    pub(in crate::audit) label: String,
    /// What it does.
    pub(in crate::audit) role: Role,
    /// Whether all of it is emphasised.
    pub(in crate::audit) is_bold: bool,
}

/// The numbers of a table.
#[derive(Debug)]
pub(in crate::audit) struct Grid<'a> {
    /// Where they come from.
    pub(in crate::audit) table: &'a Table,
    /// What the cells hold, by row and column.
    pub(in crate::audit) cells: Vec<Vec<Cell>>,
    /// The rows.
    pub(in crate::audit) rows: Vec<Row>,
    /// The columns.
    pub(in crate::audit) columns: Vec<Column>,
    /// Whether the paper says that its amounts are rounded.
    pub(in crate::audit) is_rounded: bool,
    /// The columns that spell out how the amount of their row is calculated; several where a
    /// printed page scatters one.
    working: Range<usize>,
}

/// How many columns are read at most.
const MOST_COLUMNS: usize = 40;

impl<'a> Grid<'a> {
    /// The numbers of `table`, in a paper that says or does not say that it rounds.
    pub(in crate::audit) fn new(table: &'a Table, is_rounded: bool) -> Self {
        let read = |cell: &Flow| cell::read(cell.text());
        let cells: Vec<Vec<Cell>> = table
            .rows
            .iter()
            .map(|row| row.iter().take(MOST_COLUMNS).map(read).collect())
            .collect();
        let width = cells.iter().map(Vec::len).max().unwrap_or(0);
        let columns: Vec<Column> = (0..width).map(|at| column_of(table, &cells, at)).collect();
        let working = workings(table, &columns);
        let mut grid = Self { table, cells, rows: Vec::new(), columns, is_rounded, working };
        for at in grid.working.clone() {
            if let Some(column) = grid.columns.get_mut(at) {
                column.kind = ColumnKind::Working;
            }
        }
        for row in 0..grid.cells.len() {
            let row = grid.read_row(row);
            grid.rows.push(row);
        }
        grid
    }

    /// The printed head of a column.
    pub(in crate::audit) fn head(&self, column: usize) -> &'a str {
        self.table.header.get(column).map_or("", |head| head.trim())
    }

    /// What a cell holds.
    pub(in crate::audit) fn cell(&self, (row, column): (usize, usize)) -> Option<&Cell> {
        self.cells.get(row)?.get(column)
    }

    /// The number in a cell.
    pub(in crate::audit) fn amount(&self, cell: (usize, usize)) -> Option<&Amount> {
        self.cell(cell)?.amount()
    }

    /// The value of the number in a cell.
    pub(in crate::audit) fn value(&self, cell: (usize, usize)) -> Option<Decimal> {
        self.amount(cell)?.value
    }

    /// What a cell counts in a calculation: nothing where it is empty, `None` where it is
    /// not understood.
    pub(in crate::audit) fn term(&self, cell: (usize, usize)) -> Option<Decimal> {
        match self.cell(cell) {
            Some(Cell::Number(amount)) if amount.kind != Kind::Percent => amount.value,
            Some(Cell::Empty) | None => Some(Decimal::ZERO),
            Some(Cell::Number(_) | Cell::Words | Cell::Opaque) => None,
        }
    }

    /// Where the number of a cell stands in the file.
    pub(in crate::audit) fn source(&self, cell: (usize, usize)) -> Option<Range<usize>> {
        let flow = self.table.rows.get(cell.0)?.get(cell.1)?;
        Some(flow.source(&self.amount(cell)?.range))
    }

    /// What the row at `row` does.
    pub(in crate::audit) fn role(&self, row: usize) -> Role {
        self.rows.get(row).map_or(Role::Heading, |row| row.role)
    }

    /// The names of a row in small letters.
    pub(in crate::audit) fn label(&self, row: usize) -> &str {
        self.rows.get(row).map_or("", |row| &row.label)
    }

    /// The columns whose numbers may be added up, from left to right.
    pub(in crate::audit) fn summable(&self) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        columns.filter(|(_, column)| column.is_summable()).map(|(at, _)| at).collect()
    }

    /// The only column that spells out how the amount of its row is calculated.
    pub(in crate::audit) fn working(&self) -> Option<usize> {
        (self.working.len() == 1).then_some(self.working.start)
    }

    /// Whether the table spells out calculations.
    pub(in crate::audit) fn has_workings(&self) -> bool {
        !self.working.is_empty()
    }

    /// Whether a row says itself how its amount is calculated.
    pub(in crate::audit) fn is_calculated(&self, row: usize) -> bool {
        let cells = self.table.rows.get(row).and_then(|row| row.get(self.working.clone()));
        let is_filled = |cell: &Flow| cell.text().contains(char::is_alphanumeric);
        self.has_workings()
            && (cells.unwrap_or_default().iter().any(is_filled) || self.label(row).contains('€'))
    }

    /// Whether two versions stand beside each other. The rows of such a table name what
    /// differs, and need not be all parts of what is below them.
    pub(in crate::audit) fn compares(&self) -> bool {
        let earlier = self.columns.iter().position(Column::is_earlier);
        let later = self.columns.iter().position(Column::is_later);
        earlier.zip(later).is_some_and(|(earlier, later)| earlier != later)
    }

    /// Whether a column shows what comes on top of another: the difference of two, or the
    /// later version where both are added up.
    pub(in crate::audit) fn is_on_top(&self, column: usize) -> bool {
        let Some(own) = self.columns.get(column) else { return false };
        let is_added = || self.columns.iter().skip(column).any(|c| c.role == ColumnRole::Sum);
        own.role == ColumnRole::Difference || (self.compares() && own.is_later() && is_added())
    }

    /// Whether a column holds only what is added to an earlier version, or only what is taken
    /// away, and another one holds the opposite.
    pub(in crate::audit) fn is_one_sided(&self, column: usize) -> bool {
        let Some(own) = self.columns.get(column) else { return false };
        let any = |is_one: fn(&Column) -> bool| {
            let others = self.columns.iter().enumerate().filter(|(at, _)| *at != column);
            others.map(|(_, other)| other).any(is_one)
        };
        let has_result = || any(Column::is_later);
        has_result()
            && ((own.is_more() && any(Column::is_less)) || (own.is_less() && any(Column::is_more)))
    }

    /// Whether a row is named by nothing but its year; a printed page may run the calculation
    /// into the name.
    pub(in crate::audit) fn is_year(&self, row: usize) -> bool {
        let label = self.label(row).trim();
        let (name, rest) = label.split_once(' ').unwrap_or((label, ""));
        year::alone(name).is_some() && rest.chars().all(|char| !char.is_alphabetic())
    }

    fn read_row(&self, row: usize) -> Row {
        let cells = self.table.rows.get(row).map_or(&[][..], Vec::as_slice);
        let is_name = |at: &usize| {
            self.columns.get(*at).is_some_and(|column| column.kind == ColumnKind::Words)
                && !matches!(self.cell((row, *at)), Some(Cell::Number(_)))
        };
        let text = |at: usize| cells.get(at).map_or("", |cell| cell.text().trim());
        let names: Vec<&str> =
            (0..cells.len()).filter(is_name).map(text).filter(|text| !text.is_empty()).collect();
        let first = self.summable().first().copied().unwrap_or(0);
        let any = || (0..first.max(1)).map(text).find(|text| !text.is_empty());
        let name = names.first().copied().or_else(any).unwrap_or_default().to_owned();
        let label =
            if names.is_empty() { name.to_lowercase() } else { names.join(" | ").to_lowercase() };
        let filled: Vec<&Flow> = cells.iter().filter(|cell| !cell.text().is_empty()).collect();
        let is_bold = !filled.is_empty() && filled.iter().all(|cell| cell.is_bold);
        let role = self.role_of(row, &label, &names);
        Row { name, label, role, is_bold }
    }

    fn role_of(&self, row: usize, label: &str, names: &[&str]) -> Role {
        let summable = self.summable();
        let numbers = summable.iter().filter_map(|column| self.amount((row, *column)));
        let kinds: Vec<Kind> = numbers.map(|amount| amount.kind).collect();
        let is_opaque = |column: &usize| matches!(self.cell((row, *column)), Some(Cell::Opaque));
        let names: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        let any = |is_one: fn(&str) -> bool| names.iter().any(|name| is_one(name)) || is_one(label);
        // Below a head of many lines the columns may be numbered.
        let is_numbering = self.table.rows.get(row).is_some_and(|row| table::is_numbering(row));
        let above = row.checked_sub(1).map(|above| self.role(above));
        let goes_on = above == Some(Role::Part) && label.starts_with(['-', '–', '•']);
        if kinds.is_empty() {
            return if summable.iter().any(is_opaque) { Role::Detail } else { Role::Heading };
        }
        if is_numbering || kinds.iter().all(|kind| *kind == Kind::Percent) {
            Role::Other
        } else if any(words::is_part) || goes_on {
            Role::Part
        } else if any(words::is_sum) {
            Role::Sum
        } else if any(words::is_difference) {
            Role::Difference
        } else {
            Role::Detail
        }
    }
}

fn column_of(table: &Table, cells: &[Vec<Cell>], at: usize) -> Column {
    let printed = table.rows.iter().map(|row| row.get(at).map_or("", |cell| cell.text()));
    let own: Vec<(&Cell, &str)> =
        cells.iter().zip(printed).filter_map(|(row, text)| Some((row.get(at)?, text))).collect();
    let head = table.header.get(at).map_or("", |head| head.trim());
    column::read(head, &own, at == 0)
}

/// The columns that spell out calculations: their head says so, or a cell does. A head has
/// also the columns after it that have none.
fn workings(table: &Table, columns: &[Column]) -> Range<usize> {
    if let Some(at) = columns.iter().position(|column| column.kind == ColumnKind::Working) {
        let next = columns.iter().skip(at + 1).position(|column| !column.head.trim().is_empty());
        return at.max(1)..next.map_or(columns.len(), |next| at + 1 + next);
    }
    let is_spelt_out =
        |text: &str| text.contains(['+', '×', '÷']) && digits::numbers(text).len() > 1;
    let mut cells = table.rows.iter().flat_map(|row| row.iter().enumerate().skip(1));
    let found = cells.find(|(_, cell)| is_spelt_out(cell.text()));
    found.map_or(0..0, |(at, _)| at..at + 1)
}
