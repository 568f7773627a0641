//! Finds quantities that a paper gives two values.
//!
//! The same noun may mean another project, another year or another state of planning. A
//! contradiction is proven only where a value that stands alone looks like a slip of the one
//! that stands elsewhere, or where a line of a year has one value again and again and
//! another one once; everything else is doubtful.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::super::slip::is_slip;
use super::quantity::{Fact, Facts, Quantity, Subject, usual};

/// A quantity with two values.
#[derive(Debug)]
pub(in crate::audit) struct Contradiction {
    /// Which quantity.
    pub(in crate::audit) subject: Subject,
    /// Where it differs.
    pub(in crate::audit) here: Fact,
    /// Where it has the other value.
    pub(in crate::audit) there: Fact,
    /// Whether it is proven.
    pub(in crate::audit) is_proven: bool,
}

/// How many contradictions of one quantity are told.
const MOST: usize = 200;

/// Quantities with several values.
pub(in crate::audit) fn check(facts: &Facts) -> Vec<Contradiction> {
    facts.iter().flat_map(|(subject, facts)| of_subject(*subject, facts)).collect()
}

fn of_subject(subject: Subject, facts: &[Fact]) -> Vec<Contradiction> {
    let exact = || facts.iter().filter(|fact| !fact.is_rounded);
    let values: BTreeSet<Decimal> = exact().map(|fact| fact.value).collect();
    let usual = usual(facts);
    let count = |value: Decimal| exact().filter(|fact| fact.value == value).count();
    let is_settled = usual.is_some_and(|usual| count(usual) * 2 > facts.len());
    if values.len() < 2 || (values.len() > 2 && !is_settled) {
        return Vec::new();
    }
    // Where both values stand alone, the later one is reported with the other.
    let Some(right) = usual.or_else(|| exact().next().map(|fact| fact.value)) else {
        return Vec::new();
    };
    let Some(there) = exact().find(|fact| fact.value == right) else { return Vec::new() };
    let is_line = matches!(subject.0, Quantity::Zeile(_)) && subject.1.is_some();
    let wrong = exact().filter(|fact| fact.value != right).take(MOST);
    let told = wrong.map(|here| {
        let is_like = is_slip(here.value, right) && values.len() == 2 && count(here.value) == 1;
        let is_outlier =
            is_line && count(right) >= 2 && count(here.value) == 1 && values.len() == 2;
        Contradiction {
            subject,
            here: here.clone(),
            there: there.clone(),
            is_proven: is_like || is_outlier,
        }
    });
    told.collect()
}
