//! Turns costs other than Stellen into one figure per Haushaltsjahr.
//!
//! Quantity × amount, risen and prorated only where the data says so; an amount per
//! workplace for the months of each Stelle; overhead as a share of the exact personnel
//! cost of the same year.

use super::calculation::Calculation;
use super::stellen::{arbeitsplaetze, fullest, parts, rise, together};
use super::{FigureId, Name, Subject, Unit};
use crate::data::{Gemeinkosten, Kosten, Kostenbetrag, Menge, Stelle, Umfang, Zeitabschnitt};
use crate::period::{Jahr, Zeitraum};

/// Adds the inputs and yearly amounts of `kosten`; returns its rows by year. The Stellen
/// have their figures already.
pub(super) fn plan(
    calculation: &mut Calculation<'_>,
    kosten: &Kosten,
    stellen: &[Stelle],
) -> Vec<(Jahr, FigureId)> {
    let row = |jahr| Some((jahr, year(calculation, kosten, stellen, jahr)?));
    kosten.zeitraum.value.jahre().filter_map(row).collect()
}

/// What `kosten` comes to in `jahr`, where it costs anything.
pub(super) fn year(
    calculation: &mut Calculation<'_>,
    kosten: &Kosten,
    stellen: &[Stelle],
    jahr: Jahr,
) -> Option<FigureId> {
    match &kosten.umfang {
        Umfang::Betrag(betrag) => amount(calculation, kosten, betrag, stellen, jahr),
        Umfang::Satz(satz) => share(calculation, kosten, satz, stellen, jahr),
    }
}

fn amount(
    calculation: &mut Calculation<'_>,
    kosten: &Kosten,
    betrag: &Kostenbetrag,
    stellen: &[Stelle],
    jahr: Jahr,
) -> Option<FigureId> {
    let place = &kosten.id.place;
    let name = Name::kosten(&kosten.id.value);
    let base_name = name.aspect("betrag");
    let base = calculation.given(&base_name, &betrag.betrag, Unit::Euro, None);
    let steigerung = betrag.steigerung.as_ref();
    let rate = rise(calculation, &base_name, base, &betrag.betrag, steigerung, jahr);
    let mut factors = vec![rate];
    match &betrag.menge {
        Menge::Pauschal => {}
        Menge::Anzahl(anzahl) => {
            let anzahl = calculation.given(&name.aspect("anzahl"), anzahl, Unit::Count, None);
            factors.push(anzahl);
        }
        Menge::JeStelle(rolle) => {
            factors.push(calculation.find(&Subject::Rolle(rolle).jahr(jahr))?)
        }
        Menge::JeArbeitsplatz(rolle) => {
            let of_role = stellen.iter().filter(|stelle| stelle.rolle == *rolle);
            let workplaces = Workplaces { kosten, anteilig: betrag.anteilig, rate, jahr };
            let parts: Vec<FigureId> =
                of_role.filter_map(|stelle| workplaces.of(calculation, stelle)).collect();
            let row = name.jahr(jahr);
            return (!parts.is_empty()).then(|| calculation.sum(&row, parts, Unit::Euro, place));
        }
    }
    let row = name.jahr(jahr);
    if !betrag.anteilig {
        return Some(calculation.product(&row, factors, Unit::Euro, place));
    }
    let zeitraum = &kosten.zeitraum;
    let months = zeitraum.value.months(jahr);
    let months = calculation.months(&name.aspect("monate").jahr(jahr), months, &zeitraum.place);
    Some(calculation.prorated(&row, factors, months, place))
}

/// What the workplaces of Stellen cost in one year.
struct Workplaces<'a> {
    kosten: &'a Kosten,
    anteilig: bool,
    /// Euro a year for one of them.
    rate: FigureId,
    jahr: Jahr,
}

impl Workplaces<'_> {
    /// What those of `stelle` cost, in the days that it has in common with the cost.
    fn of(&self, calculation: &mut Calculation<'_>, stelle: &Stelle) -> Option<FigureId> {
        let (kosten, jahr, place) = (self.kosten, self.jahr, &self.kosten.id.place);
        let zeitabschnitte = common(&kosten.zeitraum.value, stelle, jahr);
        let name = Name::kosten(&kosten.id.value).aspect("stelle").aspect(&stelle.id.value);
        let row = name.jahr(jahr);
        if !self.anteilig {
            let number = arbeitsplaetze(calculation, stelle, &fullest(zeitabschnitte)?);
            return Some(calculation.product(&row, vec![self.rate, number], Unit::Euro, place));
        }
        let mut rows = Vec::new();
        for part in parts(zeitabschnitte, &row) {
            let number = arbeitsplaetze(calculation, stelle, &part.zeitabschnitt);
            let months = calculation.months(
                &name.months(jahr, part.nummer),
                part.zeitabschnitt.zeitraum.months(jahr),
                &stelle.zeitraum.place,
            );
            rows.push(calculation.prorated(&part.row, vec![self.rate, number], months, place));
        }
        together(calculation, &row, rows, place)
    }
}

/// The parts of `jahr` that `zeitraum` and `stelle` have in common.
pub(super) fn common<'a>(
    zeitraum: &Zeitraum,
    stelle: &'a Stelle,
    jahr: Jahr,
) -> Vec<Zeitabschnitt<'a>> {
    let common = |zeitabschnitt: Zeitabschnitt<'a>| {
        let zeitraum = zeitraum.overlap(&zeitabschnitt.zeitraum)?;
        Some(Zeitabschnitt { zeitraum, ..zeitabschnitt })
    };
    stelle.zeitabschnitte(jahr).into_iter().filter_map(common).collect()
}

/// A share of what some of `stellen` cost in `jahr`.
fn share(
    calculation: &mut Calculation<'_>,
    kosten: &Kosten,
    gemeinkosten: &Gemeinkosten,
    stellen: &[Stelle],
    jahr: Jahr,
) -> Option<FigureId> {
    let (name, place) = (Name::kosten(&kosten.id.value), &kosten.id.place);
    let chosen =
        stellen.iter().filter(|stelle| stelle.kostet() && gemeinkosten.auf.is_met_by(stelle));
    let parts: Vec<FigureId> = chosen
        .filter_map(|stelle| calculation.find(&Name::stelle(&stelle.id.value).jahr(jahr)))
        .collect();
    if parts.is_empty() {
        return None;
    }
    let base = calculation.sum(&name.aspect("bemessung").jahr(jahr), parts, Unit::Euro, place);
    let rate = calculation.given(&name.aspect("satz"), &gemeinkosten.satz, Unit::Percent, None);
    Some(calculation.percent(&name.jahr(jahr), rate, base, place))
}
