//! Checks what holds between the quantities of every paper: what grants do not pay
//! is the own share.
//!
//! Tables are checked by `sums`; here at least one side stands in the text alone.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use super::super::slip::is_slip;
use super::quantity::{Facts, Quantity, agreed};
use crate::document::written::number;

/// A quantity that does not follow from the others.
#[derive(Debug)]
pub(in crate::audit) struct WrongIdentity {
    /// What should follow.
    pub(in crate::audit) quantity: Quantity,
    /// Of which year.
    pub(in crate::audit) year: Option<u16>,
    /// The calculation, in words.
    pub(in crate::audit) way: String,
    /// What is printed.
    pub(in crate::audit) printed: Decimal,
    /// What follows.
    pub(in crate::audit) expected: Decimal,
    /// Where it stands in the file.
    pub(in crate::audit) source: Range<usize>,
    /// Whether it is printed like a slip of the pen, so that no further source of money
    /// explains it.
    pub(in crate::audit) is_slip: bool,
}

/// What does not follow.
pub(in crate::audit) fn check(facts: &Facts) -> Vec<WrongIdentity> {
    let years: BTreeSet<Option<u16>> = facts.keys().map(|(_, year)| *year).collect();
    let mut found = Vec::new();
    for year in years {
        found.extend(own_share(facts, year));
    }
    found
}

fn own_share(facts: &Facts, year: Option<u16>) -> Option<WrongIdentity> {
    let all = [Quantity::Volumen, Quantity::Foerderung, Quantity::Eigenanteil];
    if all.iter().all(|quantity| is_in_table(facts, (*quantity, year))) {
        return None;
    }
    let [volume, grants, share] = all.map(|quantity| agreed(facts, (quantity, year)));
    let expected = volume? - grants?;
    let way = format!("Gesamtvolumen {} − Förderung {}", number(volume?), number(grants?));
    wrong(facts, Quantity::Eigenanteil, year, way, share?, expected)
}

fn is_in_table(facts: &Facts, subject: (Quantity, Option<u16>)) -> bool {
    facts.get(&subject).is_some_and(|facts| facts.iter().any(|fact| fact.is_in_table))
}

fn wrong(
    facts: &Facts,
    quantity: Quantity,
    year: Option<u16>,
    way: String,
    printed: Decimal,
    expected: Decimal,
) -> Option<WrongIdentity> {
    let source = facts.get(&(quantity, year))?.first()?.source.clone();
    let is_slip = is_slip(printed, expected);
    let wrong = WrongIdentity { quantity, year, way, printed, expected, source, is_slip };
    (printed != expected).then_some(wrong)
}
