//! Turns rates per Stelle or role into figures: rate × quantity × months / 12.
//!
//! A rate is earned for the months that the grant and a Stelle have in common.

use super::super::calculation::Calculation;
use super::super::stellen::{anteil, fullest, parts, together};
use super::super::{FigureId, Name, Unit};
use crate::data::{Einheit, Foerdersatz, Stelle, Zeitabschnitt, Zuwendung};
use crate::money::Exact;
use crate::period::{Jahr, Zeitraum};

/// What a rate earns for the Stellen of its role in `jahr`, a figure per Stelle,
/// or one for the role.
pub(super) fn earned(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    satz: &Foerdersatz,
    stellen: &[Stelle],
    jahr: Jahr,
) -> Vec<FigureId> {
    let of_role = stellen.iter().filter(|stelle| stelle.rolle == satz.rolle.value);
    let rate = Name::zuwendung(&zuwendung.id.value).aspect("satz").aspect(&satz.rolle.value);
    let rate = calculation.given(&rate, &satz.betrag, Unit::Euro, None);
    match satz.je {
        Einheit::Vollzeitstelle => of_role
            .filter_map(|stelle| {
                let name = Name::zuwendung(&zuwendung.id.value);
                let name = name.of(&Name::stelle(&stelle.id.value));
                of_stelle(calculation, zuwendung, &name, rate, stelle, jahr)
            })
            .collect(),
        Einheit::Rolle => Some(filled(zuwendung, of_role, jahr))
            .filter(|months| !months.is_zero())
            .map(|months| {
                let part =
                    Name::zuwendung(&zuwendung.id.value).aspect("rolle").aspect(&satz.rolle.value);
                let names = [part.jahr(jahr), part.aspect("monate").jahr(jahr)];
                prorated(calculation, zuwendung, names, vec![rate], months)
            })
            .into_iter()
            .collect(),
    }
}

/// The months of `jahr`, in common with the grant, in which any of `stellen` is filled: two one
/// after the other fill a role as one for the whole time, two at once no longer than one.
fn filled<'a>(
    zuwendung: &Zuwendung,
    stellen: impl Iterator<Item = &'a Stelle>,
    jahr: Jahr,
) -> Exact {
    let parts = stellen.flat_map(|stelle| common(zuwendung, stelle, jahr));
    let mut periods: Vec<Zeitraum> = parts.map(|part| part.zeitraum).collect();
    periods.sort_by_key(Zeitraum::von);
    let mut union: Vec<Zeitraum> = Vec::new();
    for period in periods {
        match union.last_mut() {
            Some(last) => match last.joined(&period) {
                Some(both) => *last = both,
                None => union.push(period),
            },
            None => union.push(period),
        }
    }
    let months: Vec<Exact> = union.iter().map(|period| period.months(jahr)).collect();
    months.iter().sum()
}

/// `rate` for the full posts of `stelle` in `jahr`, as `<own>.<jahr>`; none
/// in a year in which the grant and the Stelle have no month in common. Where the quantity
/// changes inside the year, a grant that is prorated pays for each part; one that is not
/// pays once, for the largest quantity.
pub(super) fn of_stelle(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    own: &Name,
    rate: FigureId,
    stelle: &Stelle,
    jahr: Jahr,
) -> Option<FigureId> {
    let mut zeitabschnitte = common(zuwendung, stelle, jahr);
    if !zuwendung.anteilig {
        zeitabschnitte = fullest(zeitabschnitte).into_iter().collect();
    }
    let name = own.jahr(jahr);
    let mut rows = Vec::new();
    for of in parts(zeitabschnitte, &name) {
        let factors = vec![rate, anteil(calculation, stelle, &of.zeitabschnitt)];
        let months = of.zeitabschnitt.zeitraum.months(jahr);
        let names = [of.row, own.months(jahr, of.nummer)];
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
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    [row, monate]: [Name; 2],
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
