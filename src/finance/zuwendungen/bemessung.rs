//! Turns the base of a grant into figures: what is eligible in a year, part by part,
//! and what the grant pays of it.
//!
//! Costs and Stellen count with the months that they have in common with the grant. What is
//! eligible as a whole is printed as where it stands otherwise.

use std::collections::BTreeSet;

use super::super::calculation::Calculation;
use super::super::kosten::common;
use super::super::stellen::parts;
use super::super::{Derivation, FigureId, Name, Unit};
use crate::data::{
    Bemessungsteil, Eigenmittel, Gemeinkosten, Grundlage, Kosten, Menge, Paper, Stelle, Umfang,
    Zeitabschnitt, Zuwendung, Zuwendungsart,
};
use crate::diagnostic::Place;
use crate::period::{Jahr, Zeitraum};

/// The base of `jahr` as the sum of its parts; none where no part has an amount.
pub(super) fn base(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    paper: &Paper,
    jahr: Jahr,
) -> Option<FigureId> {
    if !zuwendung.zeitraum.value.touches(jahr) {
        return None;
    }
    let mut parts = Vec::new();
    for teil in &zuwendung.bemessung {
        parts.extend(part(calculation, zuwendung, paper, teil, jahr));
    }
    if parts.is_empty() {
        return None;
    }
    let name = Name::zuwendung(&zuwendung.id.value).aspect("bemessung").jahr(jahr);
    Some(calculation.sum(&name, parts, Unit::Euro, &zuwendung.id.place))
}

/// What the grant pays of `base` before its limits, as `name`.
pub(super) fn amount(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    base: FigureId,
    jahr: Jahr,
    name: &Name,
) -> FigureId {
    let place = &zuwendung.id.place;
    let own = |key: &str| Name::zuwendung(&zuwendung.id.value).aspect(key);
    match &zuwendung.art {
        Zuwendungsart::Anteil { satz } => {
            let rate = calculation.given(&own("satz"), satz, Unit::Percent, None);
            calculation.percent(name, rate, base, place)
        }
        Zuwendungsart::Fehlbedarf { .. } => {
            let funds = funds(calculation, zuwendung, base, jahr);
            let funds = calculation.sum(&own(&format!("mittel.{jahr}")), funds, Unit::Euro, place);
            let gap = own(&format!("fehlbedarf.{jahr}"));
            let gap = calculation.difference(&gap, base, funds, place);
            calculation.floored(name, gap, place)
        }
        Zuwendungsart::Voll | Zuwendungsart::Festbetrag | Zuwendungsart::Pauschale => {
            calculation.sum(name, vec![base], Unit::Euro, place)
        }
    }
}

/// Adds the base of all years, and of each of its parts.
pub(super) fn totals(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    jahre: &BTreeSet<Jahr>,
) {
    let name = Name::zuwendung(&zuwendung.id.value).aspect("bemessung");
    let parts = zuwendung.bemessung.iter();
    let parts = parts.map(|part| (name.of(&Name::from(&part.grundlage)), &part.place));
    let whole = [name.aspect("ausgleich"), name.clone()].map(|name| (name, &zuwendung.id.place));
    for (name, place) in parts.chain(whole) {
        let years = jahre.iter().filter_map(|jahr| calculation.find(&name.jahr(*jahr)));
        let years: Vec<FigureId> = years.collect();
        if !years.is_empty() {
            calculation.printed_sum(&name.gesamt(), years, place);
        }
    }
}

/// What own and other funds bring in `jahr`.
fn funds(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    base: FigureId,
    jahr: Jahr,
) -> Vec<FigureId> {
    let Zuwendungsart::Fehlbedarf { eigenmittel, drittmittel } = &zuwendung.art else {
        return Vec::new();
    };
    let name = Name::zuwendung(&zuwendung.id.value);
    let own = name.aspect("eigenmittel");
    let eigenmittel = eigenmittel.as_ref().map(|eigenmittel| match eigenmittel {
        Eigenmittel::Betrag(betrag) => calculation.given(&own, betrag, Unit::Euro, None),
        Eigenmittel::Anteil(rate) => {
            let rate = calculation.given(&own, rate, Unit::Percent, None);
            calculation.percent(&own.jahr(jahr), rate, base, &zuwendung.id.place)
        }
    });
    let others = drittmittel.as_ref().map(|of| {
        let name = name.aspect("drittmittel");
        let yearly = calculation.given(&name, &of.betrag, Unit::Euro, None);
        calculation.sum(&name.jahr(jahr), vec![yearly], Unit::Euro, &of.betrag.place)
    });
    eigenmittel.into_iter().chain(others).collect()
}

/// The eligible amount of a part of the base in `jahr`.
fn part(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    paper: &Paper,
    part: &Bemessungsteil,
    jahr: Jahr,
) -> Option<FigureId> {
    let name =
        Name::zuwendung(&zuwendung.id.value).aspect("bemessung").of(&Name::from(&part.grundlage));
    let mut of = whole(calculation, zuwendung, paper, &part.grundlage, (&name, jahr));
    if of.is_empty() {
        return None;
    }
    let (row, place) = (name.jahr(jahr), &part.place);
    let is_whole = of.iter().all(|id| !calculation.is_about(*id, &name));
    let sum = |calculation: &mut Calculation<'_>, name: &Name, of| {
        let sum = calculation.sum(name, of, Unit::Euro, place);
        if is_whole { calculation.repeated(sum) } else { sum }
    };
    let steps = usize::from(part.anteil.is_some()) + usize::from(part.hoechstens.is_some());
    if steps == 0 {
        return Some(sum(calculation, &row, of));
    }
    let mut amount = match (of.pop(), of.is_empty()) {
        (Some(one), true) => one,
        (last, _) => {
            of.extend(last);
            sum(calculation, &row.aspect("ganz"), of)
        }
    };
    if let Some(anteil) = &part.anteil {
        let rate = calculation.given(&name.aspect("anteil"), anteil, Unit::Percent, None);
        let row = if steps == 1 { row.clone() } else { row.aspect("anteilig") };
        amount = calculation.percent(&row, rate, amount, place);
    }
    if let Some(limit) = &part.hoechstens {
        let cap = calculation.given(&name.aspect("hoechstens"), limit, Unit::Euro, None);
        amount = calculation.capped(&row, amount, cap, place);
        if is_whole && steps == 1 {
            amount = calculation.repeated(amount);
        }
    }
    Some(amount)
}

/// The amounts of `grundlage` in `jahr` before a share or limit, those of the part `name`.
fn whole(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    paper: &Paper,
    grundlage: &Grundlage,
    (name, jahr): (&Name, Jahr),
) -> Vec<FigureId> {
    let place = &zuwendung.id.place;
    match grundlage {
        Grundlage::Kosten(id) => {
            let kosten = paper.kosten.iter().find(|kosten| kosten.id.value == *id);
            let kosten = kosten.into_iter();
            kosten
                .flat_map(|kosten| of_kosten(calculation, zuwendung, paper, kosten, (name, jahr)))
                .collect()
        }
        Grundlage::Stelle(_) | Grundlage::Rolle(_) => paper
            .stellen
            .iter()
            .filter(|stelle| grundlage.includes(stelle))
            .flat_map(|stelle| of_stelle(calculation, zuwendung, stelle, (name, jahr)))
            .collect(),
        Grundlage::Investition(id) => {
            super::super::investitionen::foerderfaehig(calculation, id, jahr).into_iter().collect()
        }
        Grundlage::Zuwendung(id) => {
            calculation.find(&Name::zuwendung(id).jahr(jahr)).into_iter().collect()
        }
        Grundlage::Rest(id) => {
            let base = calculation.find(&Name::zuwendung(id).aspect("bemessung").jahr(jahr));
            let paid = calculation.find(&Name::zuwendung(id).jahr(jahr));
            let (Some(base), Some(paid)) = (base, paid) else { return Vec::new() };
            let open =
                calculation.difference(&name.aspect("differenz").jahr(jahr), base, paid, place);
            vec![calculation.floored(&name.aspect("offen").jahr(jahr), open, place)]
        }
    }
}

fn of_kosten(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    paper: &Paper,
    kosten: &Kosten,
    (name, jahr): (&Name, Jahr),
) -> Vec<FigureId> {
    let own = Name::kosten(&kosten.id.value);
    let Some(of) = calculation.find(&own.jahr(jahr)) else { return Vec::new() };
    let betrag = match &kosten.umfang {
        Umfang::Betrag(betrag) if betrag.anteilig => betrag,
        Umfang::Betrag(_) => return vec![of],
        Umfang::Satz(satz) => {
            return vec![of_share(calculation, zuwendung, paper, (satz, of), (&own, name, jahr))];
        }
    };
    if let Menge::JeArbeitsplatz(rolle) = &betrag.menge {
        let mut rows = Vec::new();
        for stelle in paper.stellen.iter().filter(|stelle| stelle.rolle == *rolle) {
            let own = own.aspect("stelle").aspect(&stelle.id.value);
            let zeitabschnitte = common(&kosten.zeitraum.value, stelle, jahr);
            let name = name.aspect("stelle").aspect(&stelle.id.value);
            rows.extend(of_parts(
                calculation,
                zuwendung,
                (&own, zeitabschnitte),
                stelle,
                (&name, jahr),
            ));
        }
        let is_whole = calculation.figures.get(of).derivation == Derivation::Sum(rows.clone());
        return if is_whole { vec![of] } else { rows };
    }
    let monate = own.aspect("monate").jahr(jahr);
    let (zeitraum, place) = (&kosten.zeitraum.value, &kosten.zeitraum.place);
    in_common(calculation, zuwendung, (of, monate), (zeitraum, place), (name, jahr))
        .into_iter()
        .collect()
}

/// The part of overhead that falls into the months in common with the grant: the same share
/// of what the Stellen cost in these months; all of it, which is `of`, where they cost no
/// more in the year.
fn of_share(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    paper: &Paper,
    (satz, of): (&Gemeinkosten, FigureId),
    (own, name, jahr): (&Name, &Name, Jahr),
) -> FigureId {
    let place = &zuwendung.id.place;
    let chosen = paper.stellen.iter().filter(|stelle| satz.auf.is_met_by(stelle));
    let chosen: Vec<&Stelle> = chosen.collect();
    let year = |stelle: &&Stelle| Name::stelle(&stelle.id.value).jahr(jahr);
    let whole: Vec<FigureId> =
        chosen.iter().filter_map(|stelle| calculation.find(&year(stelle))).collect();
    let mut parts = Vec::new();
    for stelle in chosen {
        parts.extend(of_stelle(calculation, zuwendung, stelle, (name, jahr)));
    }
    if parts == whole {
        return of;
    }
    let base = name.aspect("personalkosten").jahr(jahr);
    let base = calculation.sum(&base, parts, Unit::Euro, place);
    let rate = calculation.given(&own.aspect("satz"), &satz.satz, Unit::Percent, None);
    calculation.percent(&name.aspect("gemeinkosten").jahr(jahr), rate, base, place)
}

fn of_stelle(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    stelle: &Stelle,
    (name, jahr): (&Name, Jahr),
) -> Vec<FigureId> {
    let own = Name::stelle(&stelle.id.value);
    let is_own = name.parts().aspect.ends_with(&["stelle", &stelle.id.value]);
    let name = if is_own { name.clone() } else { name.of(&own) };
    let zeitabschnitte = stelle.zeitabschnitte(jahr);
    of_parts(calculation, zuwendung, (&own, zeitabschnitte), stelle, (&name, jahr))
}

/// What falls into the months in common with the grant of each part of a year of `own`,
/// which a Stelle makes; the year itself where all of it does.
fn of_parts(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    (own, zeitabschnitte): (&Name, Vec<Zeitabschnitt<'_>>),
    stelle: &Stelle,
    (name, jahr): (&Name, Jahr),
) -> Vec<FigureId> {
    let whole = calculation.find(&own.jahr(jahr));
    let parts = parts(zeitabschnitte, &own.jahr(jahr));
    let given: Vec<Option<FigureId>> =
        parts.iter().map(|part| calculation.find(&part.row)).collect();
    let mut rows = Vec::new();
    for (part, of) in parts.iter().zip(&given) {
        let Some(of) = *of else { continue };
        let name = match part.nummer {
            Some(number) => name.aspect("zeitabschnitt").aspect(number),
            None => name.clone(),
        };
        let monate = own.months(jahr, part.nummer);
        let period = (&part.zeitabschnitt.zeitraum, &stelle.zeitraum.place);
        rows.push(in_common(calculation, zuwendung, (of, monate), period, (&name, jahr)));
    }
    if rows == given {
        return whole.into_iter().collect();
    }
    rows.into_iter().flatten().collect()
}

/// The part of the amount `of` that falls into the months in common with the grant:
/// amount × months in common ÷ its months, which are called `monate`.
fn in_common(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    (of, monate): (FigureId, Name),
    (zeitraum, place): (&Zeitraum, &Place),
    (name, jahr): (&Name, Jahr),
) -> Option<FigureId> {
    let common = zuwendung.zeitraum.value.overlap(zeitraum)?.months(jahr);
    if common.is_zero() {
        return None;
    }
    let months = zeitraum.months(jahr);
    if common == months {
        return Some(of);
    }
    let by = calculation.months(&monate, months, place);
    let common =
        calculation.months(&name.aspect("monate").jahr(jahr), common, &zuwendung.zeitraum.place);
    let times = name.aspect("mal_monate").jahr(jahr);
    let times = calculation.product(&times, vec![of, common], Unit::Euro, &zuwendung.id.place);
    Some(calculation.quotient(&name.aspect("gemeinsam").jahr(jahr), times, by, place))
}
