//! Turns grants into one figure per Haushaltsjahr.
//!
//! A grant pays rates for Stellen and the costs that it covers, each up to its
//! limit, and together up to the limit of the year. A granted amount replaces
//! what was computed and names its source; both stay in the arena. A year for
//! which nothing is computed and nothing is granted has no figure.

mod saetze;

use super::calculation::Calculation;
use super::{FigureId, Unit};
use crate::data::{Kostenanteil, Stelle, Zuwendung};
use crate::period::Jahr;

/// Adds the inputs and yearly amounts of `zuwendung`; returns its rows by year.
pub(super) fn plan(
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    stellen: &[Stelle],
) -> Vec<(Jahr, FigureId)> {
    let granted = zuwendung.bewilligt.keys().copied();
    let mut jahre: Vec<Jahr> = zuwendung.zeitraum.value.jahre().chain(granted).collect();
    jahre.sort_unstable();
    jahre.dedup();
    jahre
        .into_iter()
        .filter_map(|jahr| Some((jahr, year(calculation, zuwendung, stellen, jahr)?)))
        .collect()
}

fn year(
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    stellen: &[Stelle],
    jahr: Jahr,
) -> Option<FigureId> {
    let mut parts = Vec::new();
    for satz in &zuwendung.saetze {
        parts.extend(saetze::earned(calculation, zuwendung, satz, stellen, jahr));
    }
    if zuwendung.zeitraum.value.touches(jahr) {
        for anteil in &zuwendung.kosten {
            parts.extend(cost(calculation, zuwendung, anteil, jahr));
        }
    }
    let granted = zuwendung.bewilligt.get(&jahr);
    if parts.is_empty() && granted.is_none() {
        return None;
    }
    let (name, place) = (format!("zuwendung.{}", zuwendung.id.value), &zuwendung.id.place);
    let Some(granted) = granted else {
        return Some(limited(calculation, zuwendung, parts, &format!("{name}.{jahr}")));
    };
    let computed = limited(calculation, zuwendung, parts, &format!("{name}.berechnet.{jahr}"));
    let source = Some(granted.quelle.as_str());
    let granted_name = format!("{name}.bewilligt.{jahr}");
    let granted = calculation.given(&granted_name, &granted.betrag, Unit::Euro, source);
    Some(calculation.granted(&format!("{name}.{jahr}"), computed, granted, place))
}

/// The sum of `parts` under `name`, within the limit of the year.
fn limited(
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    parts: Vec<FigureId>,
    name: &str,
) -> FigureId {
    let place = &zuwendung.id.place;
    let Some(limit) = &zuwendung.hoechstbetrag else {
        return calculation.sum(name, parts, Unit::Euro, place);
    };
    let sum = calculation.sum(&format!("{name}.ungekuerzt"), parts, Unit::Euro, place);
    let cap = format!("zuwendung.{}.hoechstbetrag", zuwendung.id.value);
    let cap = calculation.given(&cap, limit, Unit::Euro, None);
    calculation.capped(name, sum, cap, place)
}

/// What the grant pays for a cost in `jahr`.
fn cost(
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    anteil: &Kostenanteil,
    jahr: Jahr,
) -> Option<FigureId> {
    let kosten = &anteil.kosten.value;
    let of = calculation.find(&format!("kosten.{kosten}.{jahr}"))?;
    let Some(limit) = &anteil.hoechstens else { return Some(of) };
    let name = format!("zuwendung.{}", zuwendung.id.value);
    let cap = format!("{name}.hoechstens.{kosten}");
    let cap = calculation.given(&cap, limit, Unit::Euro, None);
    Some(calculation.capped(
        &format!("{name}.kosten.{kosten}.{jahr}"),
        of,
        cap,
        &anteil.kosten.place,
    ))
}
