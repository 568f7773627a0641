//! The clauses of the budget, by the Teilpläne that a paper is over: of each its years, those in
//! a row of which the same is to be said taken together.

use serde::Serialize;

use super::haushalt::{self, Haushalt, Year};
use super::marker::Marker;
use crate::data::{Paper, Teilplan};
use crate::document::facts::beschlossen;

/// What is said of one Teilplan.
#[derive(Serialize)]
pub(super) struct Bereich {
    /// Whether it is one of several.
    einer_von_mehreren: bool,
    /// The budget, with this as its Teilplan.
    haushalt: Haushalt,
    jahre: Vec<Year>,
}

/// All of them; the only one where a paper has no other Teilplan than its own.
pub(super) fn bereiche(paper: &Paper, marker: &Marker<'_>) -> Vec<Bereich> {
    let all = paper.teilplaene();
    let bereich = |teilplan: Option<&Teilplan>| Bereich {
        einer_von_mehreren: teilplan.is_some(),
        haushalt: haushalt::haushalt(paper, beschlossen(paper), teilplan),
        jahre: haushalt::together(haushalt::years(paper, marker, teilplan)),
    };
    if all.is_empty() {
        return vec![bereich(None)];
    }
    all.into_iter().map(Some).map(bereich).collect()
}
