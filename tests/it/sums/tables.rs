//! Adds up the tables of a text and of a workbook.

use std::collections::BTreeMap;

use num_rational::BigRational;

use super::{Faults, Rounding, equation, number};
use crate::workbook::{Cell, Sheet};

/// The amounts of a row; nothing where a dash stands.
pub(super) type Amounts = Vec<BigRational>;

/// A row: how much its first cell is emphasised, and its cells without emphasis.
pub(super) struct Row {
    stars: usize,
    pub(super) cells: Vec<String>,
}

/// A table of the text.
pub(super) struct Table {
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// The tables of `text`.
pub(super) fn all(text: &str) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut is_inside = false;
    for line in text.lines() {
        let Some(cells) = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) else {
            is_inside = false;
            continue;
        };
        let cells: Vec<&str> = cells.split('|').map(str::trim).collect();
        if !is_inside {
            let head = cells.iter().map(|cell| (*cell).to_owned()).collect();
            tables.push(Table { head, rows: Vec::new() });
            is_inside = true;
        } else if cells.iter().any(|cell| !cell.trim_matches([':', '-']).is_empty()) {
            let stars = cells[0].chars().take_while(|c| *c == '*').count();
            let cells = cells.iter().map(|cell| cell.trim_matches('*').to_owned()).collect();
            tables.last_mut().unwrap().rows.push(Row { stars, cells });
        }
    }
    tables
}

impl Row {
    fn title(&self) -> &str {
        &self.cells[0]
    }

    /// Its amounts; none for a heading.
    fn amounts(&self) -> Option<Amounts> {
        let cells = &self.cells[1..];
        let amount = |cell: &String| match cell.as_str() {
            "–" => Some(number(0)),
            cell => equation::amount(cell),
        };
        cells.iter().map(amount).collect()
    }
}

/// The sum of `rows`, column by column.
pub(super) fn sum<'a>(rows: impl Iterator<Item = &'a Amounts>) -> Amounts {
    rows.fold(Amounts::new(), |mut sum, row| {
        sum.resize(row.len(), number(0));
        sum.iter_mut().zip(row).for_each(|(sum, of)| *sum += of);
        sum
    })
}

/// Whether the last column adds up the others.
fn across(row: &Row, amounts: &Amounts, faults: &mut Faults) {
    let (total, years) = amounts.split_last().unwrap();
    if *total != years.iter().sum::<BigRational>() {
        faults.push(format!("{} does not add up across: {:?}", row.title(), row.cells));
    }
}

fn down<'a>(
    row: &Row,
    amounts: &Amounts,
    parts: impl Iterator<Item = &'a Amounts>,
    faults: &mut Faults,
) {
    let sum = sum(parts);
    if sum != *amounts {
        faults.push(format!("{:?} is not the sum {sum:?}", row.cells));
    }
}

/// A year table: lines with rows and sub-totals, totals, the own share.
pub(super) fn years(table: &Table, faults: &mut Faults, items: &mut BTreeMap<String, Amounts>) {
    let (mut open, mut closed, mut totals) =
        (Vec::<Amounts>::new(), Vec::<Amounts>::new(), Vec::<Amounts>::new());
    for row in &table.rows {
        let Some(amounts) = row.amounts() else { continue };
        across(row, &amounts, faults);
        match (row.stars, row.title()) {
            (0, title) => {
                let title = title.strip_prefix("Zuwendung ").unwrap_or(title);
                items.insert(title.to_owned(), amounts.clone());
                open.push(amounts);
            }
            (2, _) => {
                down(row, &amounts, open.iter(), faults);
                open.clear();
                closed.push(amounts);
            }
            (3, "Eigenanteil") => {
                let [revenue, expenses] = &totals[..] else { panic!("no totals") };
                let own: Amounts =
                    std::iter::zip(expenses, revenue).map(|(of, less)| of - less).collect();
                down(row, &amounts, std::iter::once(&own), faults);
            }
            _ => {
                down(row, &amounts, open.iter().chain(&closed), faults);
                open.clear();
                closed.clear();
                totals.push(amounts);
            }
        }
    }
}

/// The base of a grant: parts, their sum, what the grant pays.
pub(super) fn base(table: &Table, faults: &mut Faults, bases: &mut Vec<BTreeMap<String, Amounts>>) {
    let (mut parts, mut items) = (Vec::new(), BTreeMap::new());
    for row in &table.rows {
        let amounts = row.amounts().unwrap();
        across(row, &amounts, faults);
        match row.stars {
            0 => parts.push(amounts.clone()),
            2 => down(row, &amounts, parts.iter(), faults),
            _ => {}
        }
        items.insert(row.title().to_owned(), amounts);
    }
    bases.push(items);
}

/// Calculations in groups, each below its title with the name of its figures.
pub(super) fn annex(
    table: &Table,
    rounding: Rounding,
    faults: &mut Faults,
    named: &mut BTreeMap<String, Vec<BigRational>>,
) {
    let mut group = (String::new(), Vec::<(String, BigRational)>::new());
    for row in &table.rows {
        let [title, calculation, printed] = &row.cells[..] else { panic!("{:?}", row.cells) };
        if printed.is_empty() {
            let name = title
                .rsplit_once('(')
                .unwrap_or_else(|| panic!("{:?} {:?}", table.head, row.cells));
            let name = name.1.trim_end_matches(')');
            group = (name.to_owned(), Vec::new());
            continue;
        }
        if equation::is_calculation(calculation) {
            faults.extend(
                equation::fault(calculation, printed, rounding)
                    .map(|why| format!("{title}: {why}")),
            );
        }
        let Some(value) = equation::amount(printed) else { continue };
        let (name, rows) = &mut group;
        let is_year = |title: &str| title.parse::<i32>().is_ok();
        let full = match (row.stars, is_year(title)) {
            (0, true) => format!("{name}.{title}"),
            (0, false) => String::new(),
            // A group of one year, or of all.
            _ if name.rsplit('.').next().is_some_and(is_year) => name.clone(),
            _ => format!("{name}.gesamt"),
        };
        if !full.is_empty() && !name.is_empty() {
            named.entry(full).or_default().push(value.clone());
        }
        if row.stars == 0 {
            rows.push((title.clone(), value));
        } else if title == "Summe" {
            // The parts of a year stand above it.
            let has_years = rows.iter().any(|(title, _)| is_year(title));
            let counted = rows.iter().filter(|(title, _)| !has_years || is_year(title));
            let sum: BigRational = counted.map(|(_, value)| value).sum();
            if sum != value {
                faults.push(format!("{name}: the sum {printed} is not {sum}"));
            }
        }
    }
}

/// The column and row of an address such as `B7`.
fn place(address: &str) -> (&str, u32) {
    let row = address.trim_start_matches(char::is_alphabetic);
    (address.strip_suffix(row).unwrap(), row.parse().unwrap())
}

/// The cells of `sheet` by row and column.
fn rows(sheet: &Sheet) -> BTreeMap<u32, BTreeMap<&str, &Cell>> {
    let mut rows = BTreeMap::<u32, BTreeMap<&str, &Cell>>::new();
    for (address, cell) in sheet {
        let (column, row) = place(address);
        rows.entry(row).or_default().insert(column, cell);
    }
    rows
}

fn value(cell: &Cell) -> Option<BigRational> {
    let value: rust_decimal::Decimal = cell.value.parse().ok()?;
    format!("{}/1{}", value.mantissa(), "0".repeat(value.scale() as usize)).parse().ok()
}

/// The tables of a sheet that calculates: below a heading rows, then their total, beside which
/// stands how many units its rows lack.
pub(super) fn groups(name: &str, sheet: &Sheet, faults: &mut Faults) {
    let rows = rows(sheet);
    if rows.get(&5).and_then(|head| head.get("J")).is_none_or(|head| head.value != "Rang, fehlend")
    {
        return;
    }
    let (mut sum, mut is_group) = (number(0), false);
    for row in rows.range(6..).map(|(_, row)| row) {
        let Some(printed) = row.get("G").and_then(|cell| value(cell)) else {
            (sum, is_group) = (number(0), false);
            continue;
        };
        let is_total = row.contains_key("H") && !row.contains_key("I");
        if is_total && is_group && sum != printed {
            faults.push(format!("{name}: {} is {printed}, not {sum}", row["A"].value));
        }
        is_group |= row.contains_key("I");
        sum += printed;
    }
}

/// The year table of a workbook.
pub(super) fn plan(sheet: &Sheet, faults: &mut Faults) {
    let (mut open, mut closed, mut totals) =
        (Vec::<Amounts>::new(), Vec::<Amounts>::new(), Vec::<Amounts>::new());
    for (_, cells) in rows(sheet).range(6..) {
        let title = cells.get("A").map(|cell| cell.value.as_str()).unwrap_or_default();
        let amount = |cell: &Cell| if cell.value == "–" { Some(number(0)) } else { value(cell) };
        let amounts: Option<Amounts> = cells
            .iter()
            .filter(|(column, _)| **column != "A")
            .map(|(_, cell)| amount(cell))
            .collect();
        let Some(amounts) = amounts.filter(|amounts| amounts.len() > 1) else { continue };
        let row = Row { stars: 0, cells: vec![title.to_owned(), format!("{amounts:?}")] };
        across(&row, &amounts, faults);
        if title.starts_with("Summe Teilplanzeile") {
            down(&row, &amounts, open.iter(), faults);
            open.clear();
            closed.push(amounts);
        } else if title.starts_with("Summe ") {
            if !closed.is_empty() {
                down(&row, &amounts, closed.iter(), faults);
            }
            closed.clear();
            totals.push(amounts);
        } else if title == "Eigenanteil" {
            let own = std::iter::zip(&totals[1], &totals[0]).map(|(of, less)| of - less).collect();
            down(&row, &amounts, std::iter::once(&own), faults);
        } else {
            open.push(amounts);
        }
    }
    assert_eq!(totals.len(), 2, "a workbook has a sum of each side");
}
