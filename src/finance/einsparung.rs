//! Turns Stellen that are dropped into what they save a year.
//!
//! A dropped Stelle saves its annual cost from the first day of its period on; the form
//! block states it for the first full year in which all of them are gone. A Stelle without
//! a Kostensatz is dropped without an amount.

use super::calculation::Calculation;
use super::stellen::jahreskosten;
use super::{FigureId, Name, Subject, Unit};
use crate::data::{Bei, Paper};

/// Adds `einsparung.stelle.<id>` and `einsparung.personal`, in euro a year.
pub(super) fn plan(calculation: &mut Calculation<'_>, paper: &Paper) {
    let Some(jahr) = paper.einsparung_ab() else { return };
    let mut rows: Vec<FigureId> = Vec::new();
    for stelle in paper.entfallende().filter(|stelle| stelle.bei == Bei::Stadt) {
        let Some(satz) = &stelle.kostensatz else { continue };
        let Some((ending, anteil)) = stelle.anteil.alle().into_iter().next_back() else { continue };
        let anteil_name = Name::anteil(&stelle.id.value, ending.as_deref());
        let anteil = calculation.given(&anteil_name, anteil, Unit::Stellen, None);
        let cost = jahreskosten(calculation, satz, jahr);
        let name = Subject::Einsparung.aspect("stelle").aspect(&stelle.id.value);
        rows.push(calculation.product(&name, vec![cost, anteil], Unit::Euro, &stelle.id.place));
    }
    if !rows.is_empty() {
        calculation.group(&Subject::Einsparung.aspect("personal"), rows, &paper.vorlage.place);
    }
}
