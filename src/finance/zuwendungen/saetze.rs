//! Turns rates per Stelle or role into figures: rate × quantity × months / 12.
//!
//! A rate is earned for the months that the grant and a Stelle have in common.

use super::super::calculation::Calculation;
use super::super::stellen::anteil;
use super::super::{FigureId, Unit};
use crate::data::{Einheit, Foerdersatz, Stelle, Zuwendung};
use crate::money::Exact;
use crate::period::{Jahr, Zeitraum};

/// What a rate earns for the Stellen of its role in `jahr`, a figure per Stelle,
/// or one for the role.
pub(super) fn earned(
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    satz: &Foerdersatz,
    stellen: &[Stelle],
    jahr: Jahr,
) -> Vec<FigureId> {
    let of_role = stellen.iter().filter(|stelle| stelle.rolle == satz.rolle.value);
    let rate = format!("zuwendung.{}.satz.{}", zuwendung.id.value, satz.rolle.value);
    let rate = calculation.given(&rate, &satz.betrag, Unit::Euro, None);
    match satz.je {
        Einheit::Vollzeitstelle => of_role
            .filter_map(|stelle| {
                let part = format!("stelle.{}", stelle.id.value);
                of_stelle(calculation, zuwendung, &part, rate, stelle, jahr)
            })
            .collect(),
        Einheit::Rolle => of_role
            .filter_map(|stelle| Some(common(zuwendung, stelle, jahr)?.months(jahr)))
            .max()
            .map(|months| {
                let part = format!("rolle.{}", satz.rolle.value);
                prorated(calculation, zuwendung, &part, vec![rate], months, jahr)
            })
            .into_iter()
            .collect(),
    }
}

/// `rate` for the full posts of `stelle` in `jahr`, as `zuwendung.<id>.<part>.<jahr>`; none
/// in a year in which the grant and the Stelle have no month in common.
pub(super) fn of_stelle(
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    part: &str,
    rate: FigureId,
    stelle: &Stelle,
    jahr: Jahr,
) -> Option<FigureId> {
    let months = common(zuwendung, stelle, jahr)?.months(jahr);
    let factors = vec![rate, anteil(calculation, stelle, jahr)?];
    Some(prorated(calculation, zuwendung, part, factors, months, jahr))
}

/// The period that the grant and `stelle` have in common, where it reaches into `jahr`.
fn common(zuwendung: &Zuwendung, stelle: &Stelle, jahr: Jahr) -> Option<Zeitraum> {
    stelle.jahre().find(|own| *own == jahr)?;
    let common = zuwendung.zeitraum.value.overlap(&stelle.zeitraum.value)?;
    (!common.months(jahr).is_zero()).then_some(common)
}

fn prorated(
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
