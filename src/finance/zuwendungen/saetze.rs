//! Turns rates per Stelle or role into figures: rate × quantity × months / 12.
//!
//! A rate is earned for the months that the grant and a Stelle have in common.

use super::super::calculation::Calculation;
use super::super::stellen::{anteil, fullest, parts, together};
use super::super::{FigureId, Unit};
use crate::data::{Einheit, Foerdersatz, Stelle, Zeitabschnitt, Zuwendung};
use crate::money::Exact;
use crate::period::Jahr;

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
            .map(|stelle| common(zuwendung, stelle, jahr))
            .map(|parts| parts.iter().map(|part| part.zeitraum.months(jahr)).collect::<Vec<_>>())
            .map(|months| months.iter().sum::<Exact>())
            .filter(|months| !months.is_zero())
            .max()
            .map(|months| {
                let part = format!("zuwendung.{}.rolle.{}", zuwendung.id.value, satz.rolle.value);
                let names = [format!("{part}.{jahr}"), format!("{part}.monate.{jahr}")];
                prorated(calculation, zuwendung, names, vec![rate], months)
            })
            .into_iter()
            .collect(),
    }
}

/// `rate` for the full posts of `stelle` in `jahr`, as `zuwendung.<id>.<part>.<jahr>`; none
/// in a year in which the grant and the Stelle have no month in common. Where the quantity
/// changes inside the year, a grant that is prorated pays for each part; one that is not
/// pays once, for the largest quantity.
pub(super) fn of_stelle(
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    part: &str,
    rate: FigureId,
    stelle: &Stelle,
    jahr: Jahr,
) -> Option<FigureId> {
    let mut zeitabschnitte = common(zuwendung, stelle, jahr);
    if !zuwendung.anteilig {
        zeitabschnitte = fullest(zeitabschnitte).into_iter().collect();
    }
    let name = format!("zuwendung.{}.{part}.{jahr}", zuwendung.id.value);
    let mut rows = Vec::new();
    for of in parts(zeitabschnitte, &name) {
        let factors = vec![rate, anteil(calculation, stelle, &of.zeitabschnitt)];
        let months = of.zeitabschnitt.zeitraum.months(jahr);
        let names =
            [of.row, format!("zuwendung.{}.{part}.monate.{jahr}{}", zuwendung.id.value, of.nummer)];
        rows.push(prorated(calculation, zuwendung, names, factors, months));
    }
    together(calculation, &name, rows, &zuwendung.id.place)
}

/// The parts of `jahr` that the grant and `stelle` have in common.
fn common<'a>(zuwendung: &Zuwendung, stelle: &'a Stelle, jahr: Jahr) -> Vec<Zeitabschnitt<'a>> {
    let common = |zeitabschnitt: Zeitabschnitt<'a>| {
        let zeitraum = zuwendung.zeitraum.value.overlap(&zeitabschnitt.zeitraum)?;
        (!zeitraum.months(jahr).is_zero()).then_some(Zeitabschnitt { zeitraum, ..zeitabschnitt })
    };
    stelle.zeitabschnitte(jahr).into_iter().filter_map(common).collect()
}

/// `factors` as `row`, for `months` (named as the second) where the grant is prorated.
fn prorated(
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    [row, monate]: [String; 2],
    factors: Vec<FigureId>,
    months: Exact,
) -> FigureId {
    let place = &zuwendung.id.place;
    if !zuwendung.anteilig {
        return calculation.product(&row, factors, Unit::Euro, place);
    }
    let months = calculation.months(&monate, months, &zuwendung.zeitraum.place);
    calculation.prorated(&row, factors, months, place)
}
