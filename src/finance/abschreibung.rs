//! Spreads what an investment costs, and what grants paid for it, over its useful life.
//!
//! Linear, from the month in which use begins: the first and the last year count by their
//! months. What is printed over the years adds up to the whole, so that nothing is left
//! and nothing is written off twice (§ 36 KomHVO NRW).

use super::calculation::Calculation;
use super::zuwendungen::shares;
use super::{FigureId, Name, Subject, Unit};
use crate::data::{Investition, Nutzung, Nutzungsdauer, Paper};
use crate::diagnostic::Place;
use crate::money::Exact;
use crate::period::Jahr;

/// Adds `abschreibung.<id>.<jahr>` of every investment that wears out, and
/// `sonderposten.<id>.<jahr>` where grants pay for it, with their yearly amounts and sums.
pub(super) fn plan(calculation: &mut Calculation<'_>, paper: &Paper) {
    for investition in &paper.investitionen {
        let Some(nutzung) = &investition.nutzung else { continue };
        let Some(dauer) = &nutzung.dauer else { continue };
        let id = &investition.id.value;
        let Some(cost) = calculation.find(&Name::investition(id).gesamt()) else { continue };
        spread(calculation, investition, Subject::Abschreibung, cost, (nutzung, dauer));
        let grants = grants(calculation, paper, investition);
        if !grants.is_empty() {
            let name = Subject::Sonderposten(id).aspect("betrag");
            let grants = calculation.printed_sum(&name, grants, &investition.id.place);
            spread(calculation, investition, Subject::Sonderposten, grants, (nutzung, dauer));
        }
    }
}

/// What grants, and others before them, pay for `investition` in all.
fn grants(
    calculation: &Calculation<'_>,
    paper: &Paper,
    investition: &Investition,
) -> Vec<FigureId> {
    let grants = paper.zuwendungen.iter();
    let names = grants.flat_map(|grant| shares::names(paper, grant, investition));
    names.filter_map(|name| calculation.find(&name)).collect()
}

/// Adds `<kind>.<id>.<jahr>` of `whole` for every year of use.
fn spread<'p>(
    calculation: &mut Calculation<'_>,
    investition: &'p Investition,
    kind: fn(&'p str) -> Subject<'p>,
    whole: FigureId,
    (nutzung, dauer): (&Nutzung, &Nutzungsdauer),
) {
    let id = &investition.id.value;
    let (name, place) = (Name::from(kind(id)), &dauer.jahre.place);
    let years = calculation.given(
        &Name::investition(id).aspect("nutzungsdauer"),
        &dauer.jahre,
        Unit::Count,
        Some(&dauer.quelle),
    );
    let yearly = calculation.quotient(&name.aspect("jahresbetrag"), whole, years, place);
    let rows = nutzung
        .jahre()
        .map(|jahr| year(calculation, &name.jahr(jahr), yearly, (nutzung, jahr), place))
        .collect();
    calculation.group(&name.gesamt(), rows, place);
}

/// Adds what of `yearly` falls to a year of use, under `name`.
pub(super) fn year(
    calculation: &mut Calculation<'_>,
    name: &Name,
    yearly: FigureId,
    (nutzung, jahr): (&Nutzung, Jahr),
    place: &Place,
) -> FigureId {
    let months = nutzung.months(jahr);
    if months == 12 {
        return calculation.product(name, vec![yearly], Unit::Euro, place);
    }
    let months = Exact::from(i64::from(months));
    let months = calculation.months(&name.aspect("monate"), months, &nutzung.ab.place);
    calculation.prorated(name, vec![yearly], months, place)
}
