//! A calculation in a sentence that does not come out.

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::number::{Amount, Exactness, Kind};
use super::super::read::sentence::Sentence;

/// A calculation in a sentence that does not come out.
#[derive(Debug)]
pub(in crate::audit) struct Wrong {
    /// Which rule it breaks.
    pub(in crate::audit) rule: Rule,
    /// The result at fault, in the file.
    pub(in crate::audit) source: Range<usize>,
    /// What is printed.
    pub(in crate::audit) printed: Decimal,
    /// What it should be, where that is known.
    pub(in crate::audit) expected: Option<Decimal>,
    /// What it is calculated from.
    pub(in crate::audit) terms: Vec<Decimal>,
}

/// What a sentence claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::audit) enum Rule {
    /// From A to B by C.
    Difference,
    /// More where it should be less, or the other way round.
    Direction,
    /// A whole and all its parts.
    Parts,
    /// A part that is larger than its whole.
    Excess,
    /// An amount and its percentage.
    Percent,
    /// Cover and need.
    Cover,
    /// Revenue, expense and what is left.
    Balance,
    /// Amounts and their total.
    Total,
}

/// A calculation of `sentence` whose result `amount` is not the expected one.
pub(super) fn wrong(
    rule: Rule,
    sentence: &Sentence<'_>,
    amount: &Amount,
    expected: Option<Decimal>,
    terms: Vec<Decimal>,
) -> Wrong {
    let source = sentence.flow.source(&amount.range);
    Wrong { rule, source, printed: amount.value.unwrap_or_default(), expected, terms }
}

/// An amount of a sentence with its number among all its amounts, and its value.
pub(super) type Spoken<'a> = (usize, &'a Amount, Decimal);

/// The amounts of `kind` in `sentence`.
pub(super) fn spoken<'a>(sentence: &'a Sentence<'_>, kind: Kind) -> Vec<Spoken<'a>> {
    let amounts = sentence.amounts.iter().enumerate();
    amounts
        .filter(|(_, amount)| amount.kind == kind)
        .filter_map(|(index, amount)| Some((index, amount, amount.value?)))
        .collect()
}

/// Whether an amount can be calculated with.
pub(super) fn is_firm(amount: &Amount) -> bool {
    amount.exactness != Exactness::Bound && amount.value.is_some()
}

/// How far a result of `amounts` may be off because they are rounded.
pub(super) fn slack<'a>(amounts: impl IntoIterator<Item = &'a Amount>) -> Decimal {
    let amounts: Vec<&Amount> = amounts.into_iter().collect();
    // Where one amount prints its cents, the whole euros of another are exact as well.
    let has_cents =
        amounts.iter().any(|amount| amount.step < Decimal::ONE && amount.factor == Decimal::ONE);
    let of = |amount: &&Amount| {
        let is_whole = amount.factor == Decimal::ONE && !amount.is_rounded();
        if has_cents && is_whole { Decimal::ZERO } else { amount.slack() }
    };
    amounts.iter().map(of).sum()
}

/// Whether some of `values`, added or taken away, come to `result` within `slack`; of many
/// values only the last ones are tried.
pub(super) fn is_explained(values: &[Decimal], result: Decimal, slack: Decimal) -> bool {
    const MOST: usize = 8;
    let values = values.get(values.len().saturating_sub(MOST)..).unwrap_or_default();
    let mut sums = vec![(Decimal::ZERO, 0_u32)];
    for value in values {
        let more: Vec<(Decimal, u32)> = sums
            .iter()
            .flat_map(|(sum, count)| [(*sum + value, count + 1), (*sum - value, count + 1)])
            .collect();
        sums.extend(more);
    }
    let is_one = |sum: Decimal| (sum.abs() - result.abs()).abs() <= slack;
    sums.into_iter().any(|(sum, count)| count > 0 && is_one(sum))
}
