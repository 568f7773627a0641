//! Turns Stellen into one figure per Haushaltsjahr: annual cost × quantity × months / 12.
//!
//! Where the quantity of a Stelle changes inside a year, the year is the sum of its
//! parts. The annual cost rises from its base year on the unrounded amount; a year
//! before the base year costs what the base year costs.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::calculation::Calculation;
use super::{FigureId, Name, Subject, Unit};
use crate::data::{Kostensatz, Placed, Steigerung, Stelle, Zeitabschnitt};
use crate::diagnostic::Place;
use crate::period::Jahr;

/// Adds the inputs and yearly costs of `stelle`; returns its rows by year.
pub(super) fn plan(calculation: &mut Calculation<'_>, stelle: &Stelle) -> Vec<(Jahr, FigureId)> {
    let row = |jahr| Some((jahr, year(calculation, stelle, jahr)?));
    stelle.zeitraum.value.jahre().filter_map(row).collect()
}

/// What `stelle` costs in `jahr`, where it costs anything.
pub(super) fn year(
    calculation: &mut Calculation<'_>,
    stelle: &Stelle,
    jahr: Jahr,
) -> Option<FigureId> {
    let satz = stelle.kostensatz.as_deref()?;
    let name = Name::stelle(&stelle.id.value);
    let parts = parts(stelle.zeitabschnitte(jahr), &name.jahr(jahr));
    let place = &stelle.id.place;
    let mut rows = Vec::new();
    for Part { row, nummer, zeitabschnitt } in &parts {
        let anteil = anteil(calculation, stelle, zeitabschnitt);
        let months = calculation.months(
            &name.months(jahr, *nummer),
            zeitabschnitt.zeitraum.months(jahr),
            &stelle.zeitraum.place,
        );
        let cost = jahreskosten(calculation, satz, jahr);
        rows.push(calculation.prorated(row, vec![cost, anteil], months, place));
    }
    together(calculation, &name.jahr(jahr), rows, place)
}

/// A part of a year under the name of its figure.
pub(super) struct Part<'a> {
    /// The name of the year itself where it has but one part.
    pub(super) row: Name,
    /// What tells several parts apart.
    pub(super) nummer: Option<usize>,
    pub(super) zeitabschnitt: Zeitabschnitt<'a>,
}

/// `zeitabschnitte` with the names of their figures, which begin with `name`.
pub(super) fn parts<'a>(zeitabschnitte: Vec<Zeitabschnitt<'a>>, name: &Name) -> Vec<Part<'a>> {
    let is_whole = zeitabschnitte.len() == 1;
    let part = |(number, zeitabschnitt)| match is_whole {
        true => Part { row: name.clone(), nummer: None, zeitabschnitt },
        false => Part {
            row: name.aspect("zeitabschnitt").aspect(number),
            nummer: Some(number),
            zeitabschnitt,
        },
    };
    (1..).zip(zeitabschnitte).map(part).collect()
}

/// The sum of the parts `rows` of a year, or the only one.
pub(super) fn together(
    calculation: &mut Calculation<'_>,
    name: &Name,
    rows: Vec<FigureId>,
    place: &Place,
) -> Option<FigureId> {
    match rows.as_slice() {
        [] => None,
        [one] => Some(*one),
        _ => Some(calculation.sum(name, rows, Unit::Euro, place)),
    }
}

/// The quantity of `stelle` in `zeitabschnitt`.
pub(super) fn anteil(
    calculation: &mut Calculation<'_>,
    stelle: &Stelle,
    zeitabschnitt: &Zeitabschnitt<'_>,
) -> FigureId {
    let name = Name::anteil(&stelle.id.value, zeitabschnitt.ending.as_deref());
    calculation.given(&name, zeitabschnitt.anteil, Unit::Stellen, None)
}

/// The workplaces of `stelle` in `zeitabschnitt`: as given, or its quantity rounded up.
pub(super) fn arbeitsplaetze(
    calculation: &mut Calculation<'_>,
    stelle: &Stelle,
    zeitabschnitt: &Zeitabschnitt<'_>,
) -> FigureId {
    let name = Name::stelle(&stelle.id.value).aspect("arbeitsplaetze");
    if let Some(given) = &stelle.arbeitsplaetze {
        return calculation.given(&name, given, Unit::Count, None);
    }
    let of = anteil(calculation, stelle, zeitabschnitt);
    calculation.rounded_up(&name.since(zeitabschnitt.ending.as_deref()), of)
}

/// The part of a year in which most of a Stelle is in force, the first of equals.
pub(super) fn fullest<'a>(zeitabschnitte: Vec<Zeitabschnitt<'a>>) -> Option<Zeitabschnitt<'a>> {
    zeitabschnitte
        .into_iter()
        .reduce(|most, next| if next.anteil.value > most.anteil.value { next } else { most })
}

/// Adds the quantities of Stellen that cost nothing, which papers print all the same.
pub(super) fn without_kosten(calculation: &mut Calculation<'_>, stellen: &[Stelle]) {
    for stelle in stellen.iter().filter(|stelle| !stelle.kostet()) {
        for (ending, anteil) in stelle.anteil.alle() {
            let name = Name::anteil(&stelle.id.value, ending.as_deref());
            calculation.given(&name, anteil, Unit::Stellen, None);
        }
    }
}

/// The most full posts per role that are in force at one time in `jahr`.
pub(super) fn rollen(calculation: &mut Calculation<'_>, stellen: &[Stelle], jahr: Jahr) {
    let mut rollen = BTreeMap::<&str, Vec<(&Stelle, Zeitabschnitt<'_>)>>::new();
    for stelle in stellen {
        let zeitabschnitte = stelle.zeitabschnitte(jahr).into_iter();
        let of = rollen.entry(&stelle.rolle).or_default();
        of.extend(zeitabschnitte.map(|zeitabschnitt| (stelle, zeitabschnitt)));
    }
    for (rolle, of) in rollen {
        let (Some((first, _)), Some(day)) = (of.first(), busiest(&of)) else { continue };
        let in_force = of.iter().filter(|(_, zeitabschnitt)| zeitabschnitt.zeitraum.has(day));
        let parts = in_force.map(|(stelle, part)| anteil(calculation, stelle, part)).collect();
        calculation.sum(&Subject::Rolle(rolle).jahr(jahr), parts, Unit::Stellen, &first.id.place);
    }
}

/// The first day on which the most full posts of `of` are in force.
fn busiest(of: &[(&Stelle, Zeitabschnitt<'_>)]) -> Option<Date> {
    let mut changes = BTreeMap::<Date, Decimal>::new();
    for (_, Zeitabschnitt { anteil, zeitraum, .. }) in of {
        *changes.entry(zeitraum.von()).or_default() += anteil.value;
        if let Ok(after) = zeitraum.bis().tomorrow() {
            *changes.entry(after).or_default() -= anteil.value;
        }
    }
    let mut in_force = Decimal::ZERO;
    let mut most: Option<(Decimal, Date)> = None;
    for (day, change) in changes {
        in_force += change;
        if most.is_none_or(|(before, _)| in_force > before) {
            most = Some((in_force, day));
        }
    }
    most.map(|(_, day)| day)
}

/// What a full post costs in `jahr`.
pub(super) fn jahreskosten(
    calculation: &mut Calculation<'_>,
    satz: &Kostensatz,
    jahr: Jahr,
) -> FigureId {
    let name = Name::from(Subject::Kostensatz(&satz.id));
    let base = calculation.given(&name, &satz.jahresbetrag, Unit::Euro, satz.quelle.as_deref());
    rise(calculation, &name, base, &satz.jahresbetrag, satz.steigerung.as_ref(), jahr)
}

/// `base` as it has risen by `jahr`, under the name `<name>.<jahr>`.
pub(super) fn rise<T>(
    calculation: &mut Calculation<'_>,
    name: &Name,
    base: FigureId,
    given: &Placed<T>,
    steigerung: Option<&Arc<Steigerung>>,
    jahr: Jahr,
) -> FigureId {
    let Some(steigerung) = steigerung else { return base };
    let years = u32::try_from(i32::from(jahr.0) - i32::from(steigerung.basisjahr.0)).unwrap_or(0);
    if years == 0 {
        return base;
    }
    let name = name.jahr(jahr);
    if let Some(id) = calculation.find(&name) {
        return id;
    }
    let rate = Name::from(Subject::Steigerung(&steigerung.id));
    let rate = calculation.given(&rate, &steigerung.satz, Unit::Percent, None);
    calculation.risen(&name, base, rate, years, &given.place)
}
