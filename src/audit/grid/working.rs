//! Checks rows of a table that spell out their calculation in a column of its own:
//! `| 2026 | 90.000,00 € × 1,0 × 6/12 | 45.000,00 € |`.
//!
//! Only what is nothing but a calculation is checked; words such as „höchstens“ say
//! more than signs, and such a row is left alone.

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::number::{Amount, Kind, terms};
use super::Grid;
use crate::money::{self, Exact, Mode};

/// How long a calculation may be, in bytes, so that no text takes long.
const LONGEST: usize = 600;

/// How deep its brackets may go.
const DEEPEST: usize = 4;

/// A row whose result is not what its calculation says.
#[derive(Debug)]
pub(in crate::audit) struct WrongResult {
    /// The cell of the result.
    pub(in crate::audit) cell: (usize, usize),
    /// Where the result stands in the file.
    pub(in crate::audit) source: Range<usize>,
    /// The calculation as it is printed.
    pub(in crate::audit) calculation: String,
    /// What is printed.
    pub(in crate::audit) printed: Decimal,
    /// What it comes to.
    pub(in crate::audit) expected: Decimal,
}

/// What does not come out in the rows of `grid`.
pub(in crate::audit) fn check(grid: &Grid<'_>) -> Vec<WrongResult> {
    let Some(column) = grid.working() else { return Vec::new() };
    (0..grid.rows.len()).filter_map(|row| wrong(grid, row, column)).collect()
}

fn wrong(grid: &Grid<'_>, row: usize, column: usize) -> Option<WrongResult> {
    let text = grid.table.rows.get(row)?.get(column)?.text();
    let cells = grid.cells.get(row)?.iter().enumerate().skip(column + 1);
    let (at, result) = cells.filter_map(|(at, cell)| Some((at, cell.amount()?))).next()?;
    let printed = result.value.filter(|_| result.kind == Kind::Euro && !result.is_rounded())?;
    let exact = value_of(text, false)?;
    let expected = money::round(&exact, printed.scale(), Mode::HalfUp)?;
    // Amounts on the way may be rounded, and a cent may have been moved between rows.
    let unit = Exact::from(Decimal::new(1, printed.scale()));
    let raised = &value_of(text, true)? - &exact;
    let slack = &(if raised < Exact::ZERO { -&raised } else { raised }) + &unit;
    let difference = &Exact::from(printed) - &Exact::from(expected);
    let is_wrong = difference > slack || -&difference > slack;
    let cell = (row, at);
    let source = grid.source(cell)?;
    let calculation = text.to_owned();
    is_wrong.then_some(WrongResult { cell, source, calculation, printed, expected })
}

/// What `text` comes to, if it is a calculation and nothing else; with `is_raised` as if
/// every amount of money were half a unit larger than printed.
fn value_of(text: &str, is_raised: bool) -> Option<Exact> {
    // What begins with a sign goes on from a line above that is not read.
    if text.len() > LONGEST || text.starts_with(['+', '−', '×', '÷', '=']) {
        return None;
    }
    let terms = terms(text);
    // One amount alone calculates nothing; its column may not even be this one.
    if terms.len() < 2 {
        return None;
    }
    let mut reader = Reader { text, terms: &terms, at: 0, is_raised };
    let value = reader.sum(0)?;
    reader.rest().is_empty().then_some(value)
}

struct Reader<'a> {
    text: &'a str,
    terms: &'a [Amount],
    at: usize,
    is_raised: bool,
}

impl<'a> Reader<'a> {
    fn sum(&mut self, depth: usize) -> Option<Exact> {
        let mut sum = self.product(depth)?;
        loop {
            if self.take(&["+"]) {
                sum = &sum + &self.product(depth)?;
            } else if self.take_minus() {
                sum = &sum - &self.product(depth)?;
            } else if self.next_amount().is_some() {
                // The sign is read as that of the amount.
                sum = &sum + &self.product(depth)?;
            } else {
                return Some(sum);
            }
        }
    }

    fn product(&mut self, depth: usize) -> Option<Exact> {
        let mut product = self.factor(depth)?;
        loop {
            if self.take(&["×", "·", "x ", "* ", "von "]) {
                product = &product * &self.factor(depth)?;
            } else if self.take(&["÷", "/", ": "]) {
                product = product.checked_div(&self.factor(depth)?)?;
            } else {
                return Some(product);
            }
        }
    }

    fn factor(&mut self, depth: usize) -> Option<Exact> {
        let value = if depth < DEEPEST && self.take(&["("]) {
            let value = self.sum(depth + 1)?;
            self.take(&[")"]).then_some(value)?
        } else {
            let amount = self.next_amount()?;
            self.at = amount.range.end;
            self.value(amount)?
        };
        Some(value.pow(self.exponent()))
    }

    fn value(&self, amount: &Amount) -> Option<Exact> {
        let printed = amount.value?;
        let value = Exact::from(printed);
        match amount.kind {
            Kind::Percent | Kind::Points => Some(&value / 100),
            Kind::Euro if self.is_raised => {
                Some(&value + &Exact::from(Decimal::new(5, printed.scale() + 1)))
            }
            Kind::Euro | Kind::Stellen | Kind::Other | Kind::Number => Some(value),
        }
    }

    /// The power that is written after a factor; one where there is none.
    fn exponent(&mut self) -> u32 {
        const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
        let mut exponent = None;
        for char in self.text.get(self.at..).unwrap_or_default().chars().take(2) {
            let Some(digit) = DIGITS.iter().position(|digit| *digit == char) else { break };
            exponent = Some(exponent.unwrap_or(0) * 10 + u32::try_from(digit).unwrap_or(0));
            self.at += char.len_utf8();
        }
        exponent.unwrap_or(1)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default().trim_start()
    }

    fn next_amount(&self) -> Option<&'a Amount> {
        let start = self.text.len() - self.rest().len();
        self.terms.iter().find(|amount| amount.range.start == start)
    }

    fn take(&mut self, signs: &[&str]) -> bool {
        let rest = self.rest();
        let found = signs.iter().find(|sign| rest.starts_with(**sign));
        if let Some(sign) = found {
            self.at = self.text.len() - rest.len() + sign.len();
        }
        found.is_some()
    }

    fn take_minus(&mut self) -> bool {
        self.next_amount().is_none() && self.take(&["−", "- "])
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::read::paper::Paper;
    use super::*;

    #[test]
    fn calculates_what_is_spelt_out() {
        let value = |text: &str| {
            let value = value_of(text, false)?;
            money::round(&value, 2, Mode::HalfUp).map(|value| value.to_string())
        };
        // 90.000 × 1,02² × 0,5 = 46.818; 19 % of 300.000 = 57.000.
        let rise = value("90.000,00 € × (1 + 2,0 %)² × 1,0 × 6/12");
        assert_eq!(rise.as_deref(), Some("46818.00"));
        assert_eq!(value("19,0 % von 300.000,00 €").as_deref(), Some("57000.00"));
        assert_eq!(value("60.000,00 € − 31.833,00 €").as_deref(), Some("28167.00"));
        assert_eq!(value("540.000,00 € ÷ 12").as_deref(), Some("45000.00"));
        assert_eq!(value("31.833,20 €, auf volle Euro abgeschnitten"), None);
        assert_eq!(value("keine Beträge"), None);
    }

    #[test]
    fn compares_the_result() {
        let found = |result: &str| {
            let text = format!(
                "| Jahr | Rechnung | Betrag |\n|:--|:--|--:|\n| 2026 | 84.100,00 € × 1,0 × 8/12 | {result} € |\n"
            );
            let paper = Paper::read(&text);
            let wrong = paper.tables().flat_map(|table| check(&Grid::new(table, false)));
            wrong.map(|wrong| wrong.expected.to_string()).collect::<Vec<_>>()
        };
        // 84.100 × 8/12 = 56.066,666…; a cent less may have gone to another row.
        assert_eq!(found("56.066,66"), [""; 0]);
        assert_eq!(found("56.066,76"), ["56066.67"]);
    }
}
