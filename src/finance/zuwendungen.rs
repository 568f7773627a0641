//! Turns grants into one figure per Haushaltsjahr.
//!
//! A grant pays rates for Stellen and the costs that it covers, each up to its
//! limit, and together up to the limit of the year. A granted amount replaces
//! what was computed and names its source; both stay in the arena. A year for
//! which nothing is computed and nothing is granted has no figure.

use super::calculation::Calculation;
use super::stellen::anteil;
use super::{FigureId, Unit};
use crate::data::{Einheit, Foerdersatz, Kostenanteil, Stelle, Zuwendung};
use crate::money::Exact;
use crate::period::{Jahr, Zeitraum};

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
        parts.extend(rate(calculation, zuwendung, satz, stellen, jahr));
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

/// What a rate earns for the Stellen of its role in `jahr`, a figure per Stelle,
/// or one for the role.
fn rate(
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    satz: &Foerdersatz,
    stellen: &[Stelle],
    jahr: Jahr,
) -> Vec<FigureId> {
    let of_role = stellen.iter().filter(|stelle| stelle.rolle == satz.rolle.value);
    let funded: Vec<(&Stelle, Zeitraum)> = of_role
        .filter(|stelle| stelle.jahre().any(|own| own == jahr))
        .filter_map(|stelle| {
            let common = zuwendung.zeitraum.value.overlap(&stelle.zeitraum.value)?;
            (!common.months(jahr).is_zero()).then_some((stelle, common))
        })
        .collect();
    let name = format!("zuwendung.{}", zuwendung.id.value);
    let rate = format!("{name}.satz.{}", satz.rolle.value);
    let rate = calculation.given(&rate, &satz.betrag, Unit::Euro, None);
    match satz.je {
        Einheit::Vollzeitstelle => funded
            .into_iter()
            .filter_map(|(stelle, common)| {
                let part = format!("stelle.{}", stelle.id.value);
                let factors = vec![rate, anteil(calculation, stelle, jahr)?];
                Some(earned(calculation, zuwendung, &part, factors, common.months(jahr), jahr))
            })
            .collect(),
        Einheit::Rolle => funded
            .into_iter()
            .map(|(_, common)| common.months(jahr))
            .max()
            .map(|months| {
                let part = format!("rolle.{}", satz.rolle.value);
                earned(calculation, zuwendung, &part, vec![rate], months, jahr)
            })
            .into_iter()
            .collect(),
    }
}

fn earned(
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    part: &str,
    factors: Vec<FigureId>,
    months: Exact,
    jahr: Jahr,
) -> FigureId {
    let (name, place) = (format!("zuwendung.{}.{part}", zuwendung.id.value), &zuwendung.id.place);
    let row = format!("{name}.{jahr}");
    if !zuwendung.anteilig {
        return calculation.product(&row, factors, Unit::Euro, place);
    }
    let months =
        calculation.months(&format!("{name}.monate.{jahr}"), months, &zuwendung.zeitraum.place);
    calculation.prorated(&row, factors, months, place)
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
