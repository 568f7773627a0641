//! How the parts of a year's need meet the budget, where they do so differently.
//!
//! What an Ansatz provides is budgeted, what the data names under `davon` is what it says, and
//! for all the rest of every line the state of the year holds. `bedarf.ergebnis.<jahr>.<stand>`
//! is what meets the budget in one way, `….<stand>.<zeile>` its part of a line; they add up to
//! the expenses of the year. `bedarf.ergebnis.<jahr>.offen` is what budgeted expenses, less
//! budgeted revenue, leave of the own share. A year that meets the budget in one way has none
//! of these.

use rust_decimal::Decimal;

use super::calculation::Calculation;
use super::{FigureId, Name, Subject, Unit};
use crate::data::{
    Bedarf, Davon, Einrichtung, Haushaltsstand, Paper, Plan, Posten, Stand, Teilplan, Zeile,
    Zeilenart,
};
use crate::diagnostic::Diagnostic;
use crate::german::euro;
use crate::period::Jahr;

/// Parts of a need: how they meet the budget, and how much it is.
type Parts = Vec<(Stand, FigureId)>;

/// Lines with their parts.
type Lines<'a> = Vec<(&'a Zeile, Parts)>;

/// What is needed in `jahr`.
fn need(jahr: Jahr) -> Name {
    Subject::Bedarf(Bedarf::Ergebnis.schluessel()).jahr(jahr)
}

/// What meets the budget in the way of `stand` in `jahr`.
pub fn part(jahr: Jahr, stand: Stand) -> Name {
    need(jahr).aspect(stand.schluessel())
}

/// What is left of the own share of `jahr` to be covered.
pub fn open(jahr: Jahr) -> Name {
    need(jahr).aspect("offen")
}

/// Adds the figures of all years that meet the budget in several ways.
pub(super) fn plan(calculation: &mut Calculation<'_>, paper: &Paper) {
    for (jahr, year) in &paper.haushalt.jahre {
        let is_used = |art| !used(calculation, paper, *jahr, (art, None)).is_empty();
        let is_budgeted = year.stand != Stand::Veranschlagt
            && (is_used(Zeilenart::Ertrag) || is_used(Zeilenart::Aufwand));
        if year.davon.is_empty() && !is_budgeted {
            continue;
        }
        let mut lines = Lines::new();
        for (zeile, posten) in paper.zeilen(Plan::Ergebnisplan, Zeilenart::Aufwand) {
            if let Some(needed) = calculation.find(&Name::from(zeile).jahr(*jahr)) {
                let staff = staff(calculation, &posten, *jahr);
                lines.push((zeile, of_line(calculation, (*jahr, year), zeile, needed, &staff)));
            }
        }
        for entry in &year.davon {
            if calculation.find(&Name::from(&*entry.zeile.value).jahr(*jahr)).is_none() {
                calculation.problems.push(idle(entry, *jahr));
            }
        }
        for teilplan in paper.teilplaene().into_iter().map(Some).chain([None]) {
            totals(calculation, paper, (*jahr, year), &lines, teilplan);
        }
    }
}

/// What the Ansätze of lines of `art` provide of what is needed in `jahr`, of one Teilplan where
/// there is one.
fn used(
    calculation: &Calculation<'_>,
    paper: &Paper,
    jahr: Jahr,
    (art, teilplan): (Zeilenart, Option<&Teilplan>),
) -> Vec<FigureId> {
    let is_there = |zeile: &Zeile| teilplan.is_none_or(|of| paper.is_on(zeile, of));
    let is_meant =
        |zeile: &Zeile| zeile.plan == Plan::Ergebnisplan && zeile.art == art && is_there(zeile);
    let of = paper.ansaetze.iter().filter(|of| of.jahr == jahr && is_meant(&of.zeile.value));
    of.filter_map(|ansatz| by_ansatz(calculation, &ansatz.zeile.value, jahr)).collect()
}

/// What an Ansatz provides on `zeile`, where it provides anything.
fn by_ansatz(calculation: &Calculation<'_>, zeile: &Zeile, jahr: Jahr) -> Option<FigureId> {
    let ansatz = Name::from(Subject::Ansatz(&zeile.schluessel)).jahr(jahr);
    let id = calculation.find(&ansatz.aspect("genutzt"))?;
    (calculation.printed(id) > Decimal::ZERO).then_some(id)
}

/// What those of `posten` cost that are Stellen which exist already: the budget has them.
fn staff(calculation: &Calculation<'_>, posten: &[Posten<'_>], jahr: Jahr) -> Vec<FigureId> {
    let existing = posten.iter().filter(
        |of| matches!(of, Posten::Stelle(stelle) if stelle.einrichtung == Einrichtung::Vorhanden),
    );
    existing.filter_map(|of| calculation.find(&Name::from(*of).jahr(jahr))).collect()
}

/// The parts of a line: what is budgeted of it, what the data says of it, and the rest.
fn of_line(
    calculation: &mut Calculation<'_>,
    (jahr, year): (Jahr, &Haushaltsstand),
    zeile: &Zeile,
    needed: FigureId,
    staff: &[FigureId],
) -> Parts {
    let is_said = |part: &&Davon| part.zeile.value.schluessel == zeile.schluessel;
    let said: Vec<&Davon> = year.davon.iter().filter(is_said).collect();
    let of_part = |stand: Stand| part(jahr, stand).aspect(&zeile.schluessel);
    let mut parts = Parts::new();
    let budgeted = said.iter().find(|part| part.stand.value == Stand::Veranschlagt);
    match (by_ansatz(calculation, zeile, jahr), budgeted) {
        (Some(_), Some(entry)) => calculation.problems.push(twice(entry, jahr)),
        (Some(used), None) => {
            let name = of_part(Stand::Veranschlagt);
            let id = calculation.printed_sum(&name, vec![used], &year.place);
            parts.push((Stand::Veranschlagt, id));
        }
        (None, None) if !staff.is_empty() => {
            let name = of_part(Stand::Veranschlagt);
            let id = calculation.printed_sum(&name, staff.to_vec(), &year.place);
            parts.push((Stand::Veranschlagt, id));
        }
        _ => {}
    }
    let mut rest = year.stand;
    for entry in said {
        let stand = entry.stand.value;
        match &entry.betrag {
            Some(betrag) => {
                let source = entry.quelle.as_deref();
                let id = calculation.given(&of_part(stand), betrag, Unit::Euro, source);
                parts.push((stand, id));
            }
            None => rest = stand,
        }
    }
    let spent: Decimal = parts.iter().map(|(_, id)| calculation.printed(*id)).sum();
    let left = calculation.printed(needed) - spent;
    if left.is_sign_negative() && !left.is_zero() {
        calculation.problems.push(too_much(zeile, (jahr, year), -left));
    }
    if left > Decimal::ZERO {
        let (name, place) = (of_part(rest), &year.place);
        let others: Vec<FigureId> = parts.iter().map(|(_, id)| *id).collect();
        let id = if others.is_empty() {
            calculation.printed_sum(&name, vec![needed], place)
        } else {
            let others = calculation.printed_sum(&name.aspect("uebrige"), others, place);
            calculation.printed_difference(&name, needed, others, place)
        };
        parts.push((rest, id));
    }
    parts
}

/// Adds the sums of the parts per way, and what they leave of the own share; of one Teilplan
/// where there is one.
fn totals(
    calculation: &mut Calculation<'_>,
    paper: &Paper,
    (jahr, year): (Jahr, &Haushaltsstand),
    lines: &Lines<'_>,
    teilplan: Option<&Teilplan>,
) {
    let place = &year.place;
    let is_there = |zeile: &Zeile| teilplan.is_none_or(|of| paper.is_on(zeile, of));
    let parts: Vec<&(Stand, FigureId)> =
        lines.iter().filter(|(zeile, _)| is_there(zeile)).flat_map(|(_, parts)| parts).collect();
    let revenue = used(calculation, paper, jahr, (Zeilenart::Ertrag, teilplan));
    let name = |of: Name| of.on(teilplan);
    let mut budgeted = None;
    for stand in Stand::ALL {
        let of: Vec<FigureId> =
            parts.iter().filter(|(of, _)| *of == stand).map(|(_, id)| *id).collect();
        if !of.is_empty() {
            let sum = calculation.printed_sum(&name(part(jahr, stand)), of, place);
            budgeted = budgeted.or((stand == Stand::Veranschlagt).then_some(sum));
        }
    }
    let own = name(Subject::Eigenanteil.jahr(jahr));
    let Some(mut left) = calculation.find(&own) else { return };
    if !revenue.is_empty() {
        let of = |aspect: &str| name(need(jahr).aspect(aspect));
        let revenue = calculation.printed_sum(&of("ertraege"), revenue, place);
        left = calculation.printed_sum(&of("ohne_ertraege"), vec![left, revenue], place);
    }
    let open = name(open(jahr));
    match budgeted {
        Some(sum) => calculation.printed_difference(&open, left, sum, place),
        None => calculation.printed_sum(&open, vec![left], place),
    };
}

fn twice(entry: &Davon, jahr: Jahr) -> Diagnostic {
    let zeile = &entry.zeile.value;
    let message = format!(
        "Was auf der Zeile {} {} im Jahr {jahr} veranschlagt ist, sagt schon ihr Ansatz",
        zeile.nummer, zeile.name
    );
    Diagnostic::error("davon-doppelt", &entry.zeile.place, message)
        .with_hint("Löschen Sie diesen Eintrag oder den Ansatz unter `ansaetze`.")
}

fn too_much(zeile: &Zeile, (jahr, year): (Jahr, &Haushaltsstand), by: Decimal) -> Diagnostic {
    let entry = year.davon.iter().find(|of| of.zeile.value.schluessel == zeile.schluessel);
    let place = entry.map_or(&year.place, |of| &of.zeile.place);
    let message = format!(
        "Die Teile der Zeile {} {} sind im Jahr {jahr} um {} mehr, als auf ihr gebraucht wird",
        zeile.nummer,
        zeile.name,
        euro(by)
    );
    Diagnostic::error("davon-zu-viel", place, message)
        .with_hint("Berichtigen Sie die Beträge unter `davon` oder den Ansatz der Zeile.")
}

fn idle(entry: &Davon, jahr: Jahr) -> Diagnostic {
    let zeile = &entry.zeile.value;
    let message = format!(
        "Auf der Zeile {} {} braucht die Vorlage im Jahr {jahr} nichts",
        zeile.nummer, zeile.name
    );
    Diagnostic::error("davon-ohne-bedarf", &entry.zeile.place, message)
        .with_hint("Berichtigen Sie `zeile`, oder löschen Sie den Eintrag.")
}
