//! A table as it is read: its head, its rows, and where it goes on.
//!
//! What a page or a row of years could not hold stands in a further table; both are
//! read as one, so that no check takes a part for the whole.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::number::cell::{self, Cell};
use super::flow::Flow;
use super::year;

/// Rows of cells.
#[derive(Debug, Default)]
pub(in crate::audit) struct Table {
    /// The heads of its columns: the rows above the first amounts, one below the other.
    pub(in crate::audit) header: Vec<String>,
    /// The rows below.
    pub(in crate::audit) rows: Vec<Vec<Flow>>,
    /// Whether it has no head and stands right below another table: its rows may go on from
    /// there, though their columns do not show how.
    pub(in crate::audit) is_rest: bool,
}

impl Table {
    /// Whether `next` is the rest of this table on the next page, under the same head or none.
    pub(in crate::audit) fn goes_on_in(&self, next: &Self) -> bool {
        let heads = |table: &Self| -> Vec<String> {
            table.header.iter().map(|head| head.trim().to_owned()).collect()
        };
        let is_bare = next.header.is_empty() && self.width() == next.width();
        !self.header.is_empty() && (is_bare || heads(self) == heads(next))
    }

    fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Removes the columns that hold nothing in any row; a printed page that was read by the
    /// places of its words has some.
    pub(in crate::audit) fn without_empty_columns(&mut self) {
        let is_filled = |column: &usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(*column));
            cells.into_iter().any(|cell| !cell.text().trim().is_empty())
        };
        let kept: BTreeSet<usize> = (0..self.width()).filter(is_filled).collect();
        for row in &mut self.rows {
            let cells = std::mem::take(row).into_iter().enumerate();
            row.extend(cells.filter(|(at, _)| kept.contains(at)).map(|(_, cell)| cell));
        }
    }

    /// Makes the rows above the first amounts the head. A row that names only its first
    /// column is the head of a group of rows.
    pub(in crate::audit) fn take_header(&mut self) {
        let mut count = 0;
        for row in self.rows.iter().take(MOST_HEADS) {
            let filled = row.iter().filter(|cell| !cell.text().trim().is_empty()).count();
            let names_group = count > 0 && filled <= 1;
            if has_amounts(row) && !is_numbering(row) || names_group {
                break;
            }
            count += 1;
        }
        // A list of words alone has no head.
        if count == self.rows.len() {
            count = count.min(1);
        }
        let rows: Vec<Vec<Flow>> = self.rows.drain(..count).collect();
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let named: Vec<&Vec<Flow>> = rows.iter().filter(|row| !is_numbering(row)).collect();
        let names = |column: usize| -> Vec<&str> {
            let cells = named.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.text().trim()).filter(|name| !name.is_empty()).collect()
        };
        self.header = (0..width).map(|column| names(column).join(" ")).collect();
    }

    /// Whether `next` shows further years of the same rows.
    pub(in crate::audit) fn is_widened_by(&self, next: &Self) -> bool {
        let names = |table: &Self| -> Vec<String> {
            let first = |row: &Vec<Flow>| row.first().map(|cell| cell.text().trim().to_owned());
            let head = table.header.first().map(|head| head.trim().to_owned());
            head.into_iter().chain(table.rows.iter().filter_map(first)).collect()
        };
        let years = |table: &Self| -> Vec<u16> {
            table.header.iter().filter_map(|head| year::of_column(head)).collect()
        };
        let [here, there] = [self, next].map(years);
        let is_later = here.last().zip(there.first()).is_some_and(|(last, first)| last < first);
        is_later && self.rows.len() > 1 && names(self) == names(next)
    }

    /// Puts the columns of `next` beside its own.
    pub(in crate::audit) fn widen(&mut self, next: Self) {
        let width = self.header.len();
        self.header.extend(next.header.into_iter().skip(1));
        for (row, more) in self.rows.iter_mut().zip(next.rows) {
            row.resize_with(width, Flow::default);
            row.extend(more.into_iter().skip(1));
        }
    }
}

/// Whether a row holds amounts; the years in a head are none.
pub(in crate::audit) fn has_amounts(row: &[Flow]) -> bool {
    let is_amount = |cell: &Flow| match cell::read(cell.text()) {
        // Nobody writes a year with a point or with cents.
        Cell::Number(amount) => {
            let digits = cell.text().get(amount.range.clone()).unwrap_or_default();
            year::from_value(amount.value).is_none() || digits.contains(['.', ','])
        }
        Cell::Empty | Cell::Words | Cell::Opaque => false,
    };
    row.iter().skip(1).any(is_amount)
}

/// How many rows a head has at most.
const MOST_HEADS: usize = 5;

/// Whether a row does nothing but number the columns.
pub(in crate::audit) fn is_numbering(row: &[Flow]) -> bool {
    let numbers: Vec<&str> = row.iter().map(|cell| cell.text().trim()).collect();
    let filled = numbers.iter().filter(|number| !number.is_empty());
    let values: Vec<u32> = filled.clone().filter_map(|number| number.parse().ok()).collect();
    let is_rising = values.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b));
    values.len() >= 3 && values.len() == filled.count() && values.first() == Some(&1) && is_rising
}

/// Whether a row looks like the head of a table: words or years in three columns or more,
/// and in no two the same.
pub(in crate::audit) fn is_head(row: &[Flow]) -> bool {
    let names = || row.iter().map(|cell| cell.text().trim()).filter(|name| !name.is_empty());
    let is_named = names().all(|name| name.contains(char::is_alphanumeric));
    let distinct: BTreeSet<&str> = names().collect();
    is_named && distinct.len() >= 3 && distinct.len() == names().count() && !has_amounts(row)
}

/// The cells of a line that begins at the byte `start` of its file.
pub(in crate::audit) fn cells(line: &str, separator: char, start: usize) -> Vec<Flow> {
    let mut cells = Vec::new();
    let mut from = usize::from(separator == '|' && line.starts_with('|'));
    let end = line.len() - usize::from(separator == '|' && line.len() > 1 && line.ends_with('|'));
    let mut is_escaped = false;
    for (at, char) in line.char_indices() {
        if char == separator && !is_escaped && at >= from && at < end {
            cells.push(of(line, from..at, start, separator));
            from = at + 1;
        }
        // Tabulators part the text of a PDF, in which a backslash is only itself.
        is_escaped = char == '\\' && !is_escaped && separator != '\t';
    }
    cells.push(of(line, from..end, start, separator));
    cells
}

/// The cell in `range` of a line that begins at `start`, without the space around it.
fn of(line: &str, range: Range<usize>, start: usize, separator: char) -> Flow {
    let raw = line.get(range.clone()).unwrap_or_default();
    let space = raw.len() - raw.trim_start().len();
    let read = if separator == '\t' { Flow::verbatim } else { Flow::read };
    read(raw.trim(), start + range.start + space)
}

#[cfg(test)]
mod tests {
    use super::super::paper::Paper;

    #[test]
    fn puts_further_years_beside_the_first() {
        let text = "| Zeile | 2024 | 2025 |\n|:--|--:|--:|\n| **Personal** | | |\n| Stelle | 1,00 € | 2,00 € |\n\n| Zeile | 2026 | Gesamt |\n|:--|--:|--:|\n| **Personal** | | |\n| Stelle | 3,00 € | 6,00 € |\n";
        let paper = Paper::read(text);
        let tables: Vec<_> = paper.tables().collect();
        let row: Vec<&str> = tables[0].rows[1].iter().map(|cell| cell.text()).collect();
        assert_eq!(
            (tables.len(), row),
            (1, vec!["Stelle", "1,00 €", "2,00 €", "3,00 €", "6,00 €"])
        );
        // The same years again are another table, such as that of a scenario.
        let again = text.replace("2026", "2025");
        assert_eq!(Paper::read(&again).tables().count(), 2);
    }

    #[test]
    fn parts_tables_that_stand_below_each_other() {
        let text = "Jahr\t\tPersonal\tEnergie\n2023\t\t1,00 €\t2,00 €\nJahr\tAbschreibung\tErträge\n2023\t3,00 €\t4,00 €\n";
        let paper = Paper::read(text);
        let widths: Vec<usize> = paper.tables().map(|table| table.rows[0].len()).collect();
        // The column without a word on the page is none.
        assert_eq!(widths, [3, 3]);
    }
}
