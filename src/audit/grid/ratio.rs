//! Finds columns that are shares or products of others, and rows in which they do not come
//! out: `Abweichung in %`, `Anteil`, `Anzahl × Einzelpreis = Gesamtpreis`.

use std::ops::Range;

use rust_decimal::Decimal;

use super::column::{ColumnKind, ColumnRole};
use super::{Grid, Role};
use crate::money::{self, Exact, Mode};

/// A share or a product that does not come out.
#[derive(Debug)]
pub(in crate::audit) struct WrongRatio {
    /// The cell at fault.
    pub(in crate::audit) cell: (usize, usize),
    /// Where it stands in the file.
    pub(in crate::audit) source: Range<usize>,
    /// Whether it is a share.
    pub(in crate::audit) is_share: bool,
    /// The cells it is made of.
    pub(in crate::audit) terms: [(usize, usize); 2],
    /// What is printed.
    pub(in crate::audit) printed: Decimal,
    /// What it comes to.
    pub(in crate::audit) expected: Decimal,
}

/// How a number follows from two others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The first as a share of the second.
    Share(usize, usize),
    /// By how much the first is more than the second, as a share of the second.
    Change(usize, usize),
    /// The number of a column as a share of that of the row given.
    OfRow(usize, usize),
    /// The product of both.
    Product(usize, usize),
}

/// How many columns are compared with each other.
const MOST: usize = 12;

/// What does not come out in `grid`.
pub(super) fn check(grid: &Grid<'_>) -> Vec<WrongRatio> {
    let mut found = Vec::new();
    for (at, column) in grid.columns.iter().enumerate().take(MOST * 2) {
        match column.kind {
            ColumnKind::Percent => {
                found.extend(wrong(grid, at, &shares(grid), least_shares(grid, at)));
            }
            ColumnKind::Money if column.role != ColumnRole::Difference => {
                let ways = products(grid, at);
                let least = if is_priced(grid, at, &ways) { 1 } else { 3 };
                found.extend(wrong(grid, at, &ways, least));
            }
            _ => {}
        }
    }
    found
}

/// How many shares must come out: the coarser they are printed and the more columns there
/// are, the more of them do so by chance.
fn least_shares(grid: &Grid<'_>, column: usize) -> usize {
    let step = grid.columns.get(column).map_or(Decimal::ONE, |column| column.step);
    let is_few = grid.summable().len() <= 2;
    match step.scale() {
        0 => 5,
        1 => {
            if is_few {
                2
            } else {
                3
            }
        }
        _ => 2,
    }
}

fn shares(grid: &Grid<'_>) -> Vec<Way> {
    let columns: Vec<usize> = grid.summable().into_iter().take(MOST).collect();
    let mut ways = Vec::new();
    for first in &columns {
        for second in columns.iter().filter(|second| *second != first) {
            ways.push(Way::Share(*first, *second));
            ways.push(Way::Change(*first, *second));
        }
    }
    let totals = (0..grid.rows.len()).filter(|row| grid.role(*row) == Role::Sum);
    let totals: Vec<usize> = totals.collect();
    for row in totals.iter().rev().take(2) {
        ways.extend(columns.iter().map(|column| Way::OfRow(*column, *row)));
    }
    ways
}

fn products(grid: &Grid<'_>, column: usize) -> Vec<Way> {
    let is_factor = |at: &usize| {
        grid.columns.get(*at).is_some_and(|column| {
            !matches!(
                column.kind,
                ColumnKind::Words
                    | ColumnKind::Identifier
                    | ColumnKind::Working
                    | ColumnKind::Percent
            )
        })
    };
    let before: Vec<usize> = (0..column.min(MOST)).filter(is_factor).collect();
    let mut ways = Vec::new();
    for (at, first) in before.iter().enumerate() {
        ways.extend(before.iter().skip(at + 1).map(|second| Way::Product(*first, *second)));
    }
    ways
}

/// Whether the only two numbers before a column are how many there are and what one costs.
fn is_priced(grid: &Grid<'_>, column: usize, ways: &[Way]) -> bool {
    let [Way::Product(first, second)] = ways else { return false };
    let kind = |at: usize| grid.columns.get(at).map(|column| column.kind);
    let is_count = |at| matches!(kind(at), Some(ColumnKind::Count | ColumnKind::Stellen));
    let is_rate = |at| kind(at) == Some(ColumnKind::Rate);
    let is_money = kind(column) == Some(ColumnKind::Money);
    is_money && ((is_count(*first) && is_rate(*second)) || (is_rate(*first) && is_count(*second)))
}

/// The rows in which `column` does not follow in the way that comes out most often: `least`
/// times at least, and twice as often as not.
fn wrong(grid: &Grid<'_>, column: usize, ways: &[Way], least: usize) -> Vec<WrongRatio> {
    let counts = |row: &usize| !matches!(grid.role(*row), Role::Heading);
    let rows: Vec<usize> = (0..grid.rows.len()).filter(counts).collect();
    let mut best: Option<(usize, usize, Vec<WrongRatio>)> = None;
    let mut explained = vec![0_usize; grid.rows.len()];
    for way in ways {
        let mut fits = 0;
        let mut failed = Vec::new();
        for row in &rows {
            let Some((expected, terms)) = follow(grid, *way, *row, column) else { continue };
            let Some(amount) = grid.amount((*row, column)) else { continue };
            let Some(printed) = amount.value else { continue };
            let is_share = !matches!(way, Way::Product(..));
            let slack =
                if is_share { amount.step } else { slack_of_product(grid, terms, amount.step) };
            if is_near(&expected, printed, slack, is_share) {
                fits += usize::from(!is_trivial(printed, is_share));
                if let Some(count) = explained.get_mut(*row) {
                    *count += 1;
                }
            } else if let Some(source) = grid.source((*row, column)) {
                let places = if is_share { amount.step.scale() } else { printed.scale() };
                let expected = money::round(&expected, places, Mode::HalfUp).unwrap_or_default();
                failed.push(WrongRatio {
                    cell: (*row, column),
                    source,
                    is_share,
                    terms,
                    printed,
                    expected,
                });
            }
        }
        if best.as_ref().is_none_or(|(most, least, _)| {
            (fits, usize::MAX - failed.len()) > (*most, usize::MAX - *least)
        }) {
            best = Some((fits, failed.len(), failed));
        }
    }
    let Some((fits, fails, failed)) = best else { return Vec::new() };
    if fits < least || fails * 2 > fits.max(2) {
        return Vec::new();
    }
    let is_explained = |row: usize| explained.get(row).is_some_and(|count| *count > 0);
    failed.into_iter().filter(|wrong| !is_explained(wrong.cell.0)).collect()
}

/// What a way comes to in a row, and from which cells.
fn follow(
    grid: &Grid<'_>,
    way: Way,
    row: usize,
    column: usize,
) -> Option<(Exact, [(usize, usize); 2])> {
    let value = |cell: (usize, usize)| Some(Exact::from(grid.value(cell)?));
    let terms = match way {
        Way::Share(a, b) | Way::Change(a, b) | Way::Product(a, b) => [(row, a), (row, b)],
        Way::OfRow(at, total) => [(row, at), (total, at)],
    };
    let [first, second] = [value(terms[0])?, value(terms[1])?];
    if terms.contains(&(row, column)) {
        return None;
    }
    let hundred = Exact::from(100_i64);
    let exact = match way {
        Way::Share(..) | Way::OfRow(..) => (&first * &hundred).checked_div(&second)?,
        Way::Change(..) => (&(&first - &second) * &hundred).checked_div(&second)?,
        Way::Product(..) => &first * &second,
    };
    Some((exact, terms))
}

/// How far a product may be off because a rate with cents was rounded.
fn slack_of_product(grid: &Grid<'_>, terms: [(usize, usize); 2], step: Decimal) -> Decimal {
    let values: Vec<Decimal> = terms.iter().filter_map(|cell| grid.value(*cell)).collect();
    let steps: Vec<Decimal> =
        terms.iter().filter_map(|cell| Some(grid.amount(*cell)?.step)).collect();
    let ([a, b], [s, t]) = (values.as_slice(), steps.as_slice()) else { return step };
    let is_count =
        |value: &Decimal, step: &Decimal| value.fract().is_zero() && *step >= Decimal::ONE;
    let half = |value: Decimal, step: Decimal| value.abs() * step / Decimal::TWO;
    let first = if is_count(b, t) { Decimal::ZERO } else { half(*a, *t) };
    let second = if is_count(a, s) { Decimal::ZERO } else { half(*b, *s) };
    step + first.min(Decimal::ONE) + second.min(Decimal::ONE)
}

fn is_near(expected: &Exact, printed: Decimal, slack: Decimal, is_share: bool) -> bool {
    let slack = Exact::from(slack);
    let is_within = |printed: Decimal| {
        let difference = expected - &Exact::from(printed);
        difference <= slack && -&difference <= slack
    };
    is_within(printed) || (is_share && is_within(-printed))
}

/// Whether chance may well bring a number about.
fn is_trivial(printed: Decimal, is_share: bool) -> bool {
    printed.is_zero()
        || (is_share && printed.abs() == Decimal::ONE_HUNDRED)
        || (!is_share && printed.abs() < Decimal::TEN)
}
