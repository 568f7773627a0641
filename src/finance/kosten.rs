//! Turns costs other than Stellen into one figure per Haushaltsjahr.
//!
//! Quantity × amount, risen and prorated only where the data says so.

use super::calculation::Calculation;
use super::stellen::rise;
use super::{FigureId, Unit};
use crate::data::{Kosten, Menge};
use crate::period::Jahr;

/// Adds the inputs and yearly amounts of `kosten`; returns its rows by year.
pub(super) fn plan(calculation: &mut Calculation, kosten: &Kosten) -> Vec<(Jahr, FigureId)> {
    kosten
        .zeitraum
        .value
        .jahre()
        .filter_map(|jahr| Some((jahr, year(calculation, kosten, jahr)?)))
        .collect()
}

fn year(calculation: &mut Calculation, kosten: &Kosten, jahr: Jahr) -> Option<FigureId> {
    let place = &kosten.id.place;
    let name = format!("kosten.{}", kosten.id.value);
    let base = calculation.given(&format!("{name}.betrag"), &kosten.betrag, Unit::Euro, None);
    let steigerung = kosten.steigerung.as_ref();
    let rate = rise(calculation, &format!("{name}.betrag"), base, &kosten.betrag, steigerung, jahr);
    let mut factors = vec![rate];
    match &kosten.menge {
        Menge::Pauschal => {}
        Menge::Anzahl(anzahl) => {
            let anzahl = calculation.given(&format!("{name}.anzahl"), anzahl, Unit::Anzahl, None);
            factors.push(anzahl);
        }
        Menge::JeStelle(rolle) => factors.push(calculation.find(&format!("rolle.{rolle}.{jahr}"))?),
    }
    let row = format!("{name}.{jahr}");
    if !kosten.anteilig {
        return Some(calculation.product(&row, factors, Unit::Euro, place));
    }
    let zeitraum = &kosten.zeitraum;
    let months = zeitraum.value.months(jahr);
    let months = calculation.months(&format!("{name}.monate.{jahr}"), months, &zeitraum.place);
    Some(calculation.prorated(&row, factors, months, place))
}
