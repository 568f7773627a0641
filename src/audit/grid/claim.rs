//! A calculation that a table claims, and how the table bears it out.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::Grid;

/// Terms with their signs, and the result.
#[derive(Debug, Clone)]
pub(in crate::audit) struct Claim {
    /// The cell that should be the result.
    pub(in crate::audit) result: (usize, usize),
    /// The cells it is made of, with their signs.
    pub(in crate::audit) terms: Vec<((usize, usize), i8)>,
    /// What the terms come to.
    pub(in crate::audit) expected: Decimal,
    /// What is printed.
    pub(in crate::audit) printed: Decimal,
}

/// How a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It comes out, and could well not have.
    Fits,
    /// It comes out, but hardly anything else was possible.
    Trivial,
    /// It does not come out.
    Wrong,
    /// A cell is missing or not understood.
    Unknown,
}

/// Whether the sign of a result counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signs {
    /// As printed.
    Strict,
    /// Not: a difference is often printed as what is more or less.
    Loose,
}

/// Compares what is printed in `result` with what `terms` come to.
pub(super) fn judge(
    grid: &Grid<'_>,
    result: (usize, usize),
    terms: Vec<((usize, usize), i8)>,
    signs: Signs,
) -> (Verdict, Option<Claim>) {
    let values: Option<Vec<Decimal>> =
        terms.iter().map(|(cell, sign)| Some(grid.term(*cell)? * Decimal::from(*sign))).collect();
    let (Some(printed), Some(values)) = (grid.term(result), values) else {
        return (Verdict::Unknown, None);
    };
    if grid.amount(result).is_none() {
        return (Verdict::Unknown, None);
    }
    let sum: Decimal = values.iter().sum();
    // Of two columns whose difference is printed, either may be taken from the other.
    let is_turned = signs == Signs::Loose && (sum + printed).abs() < (sum - printed).abs();
    let expected = if is_turned { -sum } else { sum };
    let turn = |(cell, sign): ((usize, usize), i8)| (cell, if is_turned { -sign } else { sign });
    let terms: Vec<((usize, usize), i8)> = terms.into_iter().map(turn).collect();
    let count = values.iter().filter(|value| !value.is_zero()).count();
    if count == 0 && printed.is_zero() {
        return (Verdict::Trivial, None);
    }
    let slack = slack(grid, result, &terms);
    let verdict = if (expected - printed).abs() > slack {
        // Nothing at all is no calculation.
        if count == 0 { Verdict::Unknown } else { Verdict::Wrong }
    } else if count >= 2 && !(signs == Signs::Loose && printed.is_zero()) {
        Verdict::Fits
    } else {
        Verdict::Trivial
    };
    (verdict, Some(Claim { result, terms, expected, printed }))
}

/// How far a result may be off because its terms are rounded: half a unit of each.
fn slack(grid: &Grid<'_>, result: (usize, usize), terms: &[((usize, usize), i8)]) -> Decimal {
    let is_exact = |column: usize| grid.columns.get(column).is_none_or(|column| column.is_exact);
    let cells = || terms.iter().map(|(cell, _)| *cell).chain([result]);
    if cells().all(|(_, column)| is_exact(column)) && !grid.is_rounded {
        return Decimal::ZERO;
    }
    let amounts = cells().filter_map(|cell| grid.amount(cell));
    let rounded = amounts.filter(|amount| amount.value.is_some_and(|value| !value.is_zero()));
    let steps = rounded.map(|amount| if amount.is_rounded() { amount.coarse } else { amount.step });
    steps.sum::<Decimal>() / Decimal::TWO
}

/// The trial that comes out most often, and of those the one that fails least; the earlier
/// one of equals. `counts` tells how often a trial fits and how often it fails.
pub(super) fn foremost<T>(trials: &[T], counts: impl Fn(&T) -> (usize, usize)) -> Option<&T> {
    trials.iter().rev().max_by_key(|trial| {
        let (fits, fails) = counts(trial);
        (fits, Reverse(fails))
    })
}
