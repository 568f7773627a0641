//! Checks what holds between the quantities of every paper: what grants do not pay
//! is the own share, and lines add up to the volume of their year.
//!
//! Tables are checked by `sums`; here at least one side stands in the text alone.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use super::quantity::{Facts, Quantity, agreed};
use crate::document::german::number;

/// A quantity that does not follow from the others.
#[derive(Debug)]
pub(super) struct WrongIdentity {
    /// What should follow.
    pub(super) quantity: Quantity,
    /// Of which year.
    pub(super) year: Option<u16>,
    /// The calculation, in words.
    pub(super) way: String,
    /// What is printed.
    pub(super) printed: Decimal,
    /// What follows.
    pub(super) expected: Decimal,
    /// Where it stands in the file.
    pub(super) source: Range<usize>,
}

/// What does not follow.
pub(super) fn check(facts: &Facts) -> Vec<WrongIdentity> {
    let years: BTreeSet<Option<u16>> = facts.keys().map(|(_, year)| *year).collect();
    let mut found = Vec::new();
    for year in years {
        found.extend(own_share(facts, year));
        found.extend(lines(facts, year));
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

/// Lines 11 and on are expenses, those before 10 revenue as in Nordrhein-Westfalen.
fn lines(facts: &Facts, year: Option<u16>) -> Option<WrongIdentity> {
    let mut expenses = Vec::new();
    let mut revenue = Decimal::ZERO;
    for (quantity, of) in facts.keys().filter(|(_, of)| *of == year) {
        let Quantity::Zeile(line) = *quantity else { continue };
        if is_in_table(facts, (*quantity, *of)) {
            return None;
        }
        let value = agreed(facts, (*quantity, *of))?;
        match line {
            1..=9 => revenue += value,
            11..=17 | 20 => expenses.push(value),
            _ => return None,
        }
    }
    if expenses.is_empty() {
        return None;
    }
    let sum: Decimal = expenses.iter().sum();
    let share = agreed(facts, (Quantity::Eigenanteil, year)).filter(|_| !revenue.is_zero());
    if let Some(share) = share {
        let way = format!("Aufwandszeilen {} − Ertragszeilen {}", list(&expenses), number(revenue));
        return wrong(facts, Quantity::Eigenanteil, year, way, share, sum - revenue);
    }
    let volume = agreed(facts, (Quantity::Volumen, year)).filter(|_| expenses.len() > 1)?;
    let way = format!("Aufwandszeilen {}", list(&expenses));
    wrong(facts, Quantity::Volumen, year, way, volume, sum)
}

fn list(values: &[Decimal]) -> String {
    values.iter().map(|value| number(*value)).collect::<Vec<_>>().join(" + ")
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
    let wrong = WrongIdentity { quantity, year, way, printed, expected, source };
    (printed != expected).then_some(wrong)
}
