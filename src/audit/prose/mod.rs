//! Finds calculations in sentences that do not come out: rises, parts of a whole, totals,
//! balances, shares, products, and cover that does not meet the need.
//!
//! A sentence proves something wrong only where its words give every amount its part, and
//! no other reading of the same amounts comes out.

mod balance;
mod change;
mod cover;
mod equation;
mod list;
mod near;
mod parts;
pub(super) mod product;
mod share;
mod total;
pub(super) mod wrong;

use std::collections::BTreeSet;

use super::read::paper::Paper;
use super::read::sentence::Sentence;
use super::whole::quantity::Facts;
use rust_decimal::Decimal;
use wrong::{Rule, Wrong};

/// What does not come out in the running text of `paper`.
pub(super) fn check(paper: &Paper, sentences: &[Sentence<'_>], facts: &Facts) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for index in 0..sentences.len() {
        wrong.extend(change::check(sentences, index));
        wrong.extend(parts::check(sentences, index));
        wrong.extend(cover::check(sentences, index));
        wrong.extend(share::check(sentences, index, facts));
        wrong.extend(balance::check(sentences, index));
        wrong.extend(total::check(sentences, index));
        wrong.extend(equation::check(sentences, index));
    }
    wrong.extend(list::check(paper));
    without_repeats(wrong)
}

/// One finding for each place: the first rule that a result breaks.
fn without_repeats(mut found: Vec<Wrong>) -> Vec<Wrong> {
    let mut places = BTreeSet::new();
    found.retain(|wrong| places.insert((wrong.source.start, wrong.source.end)));
    // Cover that meets what the need should be is right.
    let needs: Vec<(Decimal, Option<Decimal>)> = found
        .iter()
        .filter(|wrong| wrong.rule != Rule::Cover)
        .map(|wrong| (wrong.printed, wrong.expected))
        .collect();
    found.retain(|wrong| {
        let covered = wrong.terms.iter().skip(1).sum::<Decimal>();
        let need = wrong.terms.first().copied().unwrap_or_default();
        wrong.rule != Rule::Cover || !needs.contains(&(need, Some(covered)))
    });
    found
}
