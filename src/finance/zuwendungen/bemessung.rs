//! Turns the base of a grant into figures: what is eligible in a year, part by part,
//! and what the grant pays of it.
//!
//! Costs and Stellen count with the months that they have in common with the grant.

use super::super::calculation::Calculation;
use super::super::kosten::common;
use super::super::stellen::parts;
use super::super::{FigureId, Unit};
use crate::data::{
    Bemessungsteil, Eigenmittel, Gemeinkosten, Grundlage, Kosten, Menge, Paper, Stelle, Umfang,
    Zeitabschnitt, Zuwendung, Zuwendungsart,
};
use crate::diagnostic::Place;
use crate::period::{Jahr, Zeitraum};

/// The base of `jahr` as the sum of its parts; none where no part has an amount.
pub(super) fn base(
    calculation: &mut Calculation,
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
    let name = format!("zuwendung.{}.bemessung.{jahr}", zuwendung.id.value);
    Some(calculation.sum(&name, parts, Unit::Euro, &zuwendung.id.place))
}

/// What the grant pays of `base` before its limits, as `name`.
pub(super) fn amount(
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    base: FigureId,
    jahr: Jahr,
    name: &str,
) -> FigureId {
    let place = &zuwendung.id.place;
    let own = |key: &str| format!("zuwendung.{}.{key}", zuwendung.id.value);
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
pub(super) fn totals(calculation: &mut Calculation, zuwendung: &Zuwendung, jahre: &[Jahr]) {
    let name = format!("zuwendung.{}.bemessung", zuwendung.id.value);
    let parts = zuwendung.bemessung.iter();
    let parts = parts.map(|part| (format!("{name}.{}", part.grundlage.name()), &part.place));
    for (name, place) in parts.chain([(name.clone(), &zuwendung.id.place)]) {
        let years = jahre.iter().filter_map(|jahr| calculation.find(&format!("{name}.{jahr}")));
        let years: Vec<FigureId> = years.collect();
        if !years.is_empty() {
            calculation.printed_sum(&format!("{name}.gesamt"), years, place);
        }
    }
}

/// What own and other funds bring in `jahr`.
fn funds(
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    base: FigureId,
    jahr: Jahr,
) -> Vec<FigureId> {
    let Zuwendungsart::Fehlbedarf { eigenmittel, drittmittel } = &zuwendung.art else {
        return Vec::new();
    };
    let name = format!("zuwendung.{}", zuwendung.id.value);
    let own = format!("{name}.eigenmittel");
    let eigenmittel = eigenmittel.as_ref().map(|eigenmittel| match eigenmittel {
        Eigenmittel::Betrag(betrag) => calculation.given(&own, betrag, Unit::Euro, None),
        Eigenmittel::Anteil(rate) => {
            let rate = calculation.given(&own, rate, Unit::Percent, None);
            calculation.percent(&format!("{own}.{jahr}"), rate, base, &zuwendung.id.place)
        }
    });
    let others = drittmittel.as_ref().map(|of| {
        let name = format!("{name}.drittmittel");
        let yearly = calculation.given(&name, &of.betrag, Unit::Euro, None);
        calculation.sum(&format!("{name}.{jahr}"), vec![yearly], Unit::Euro, &of.betrag.place)
    });
    eigenmittel.into_iter().chain(others).collect()
}

/// The eligible amount of a part of the base in `jahr`.
fn part(
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    paper: &Paper,
    part: &Bemessungsteil,
    jahr: Jahr,
) -> Option<FigureId> {
    let name = format!("zuwendung.{}.bemessung.{}", zuwendung.id.value, part.grundlage.name());
    let mut of = whole(calculation, zuwendung, paper, &part.grundlage, (&name, jahr));
    if of.is_empty() {
        return None;
    }
    let (row, place) = (format!("{name}.{jahr}"), &part.place);
    let steps = usize::from(part.anteil.is_some()) + usize::from(part.hoechstens.is_some());
    if steps == 0 {
        return Some(calculation.sum(&row, of, Unit::Euro, place));
    }
    let mut amount = match (of.pop(), of.is_empty()) {
        (Some(one), true) => one,
        (last, _) => {
            of.extend(last);
            calculation.sum(&format!("{row}.ganz"), of, Unit::Euro, place)
        }
    };
    if let Some(anteil) = &part.anteil {
        let rate = calculation.given(&format!("{name}.anteil"), anteil, Unit::Percent, None);
        let row = if steps == 1 { row.clone() } else { format!("{row}.anteilig") };
        amount = calculation.percent(&row, rate, amount, place);
    }
    if let Some(limit) = &part.hoechstens {
        let cap = calculation.given(&format!("{name}.hoechstens"), limit, Unit::Euro, None);
        amount = calculation.capped(&row, amount, cap, place);
    }
    Some(amount)
}

/// The amounts of `grundlage` in `jahr` before a share or limit, those of the part `name`.
fn whole(
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    paper: &Paper,
    grundlage: &Grundlage,
    (name, jahr): (&str, Jahr),
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
            calculation.find(&format!("zuwendung.{id}.{jahr}")).into_iter().collect()
        }
        Grundlage::Rest(id) => {
            let base = calculation.find(&format!("zuwendung.{id}.bemessung.{jahr}"));
            let paid = calculation.find(&format!("zuwendung.{id}.{jahr}"));
            let (Some(base), Some(paid)) = (base, paid) else { return Vec::new() };
            let open =
                calculation.difference(&format!("{name}.differenz.{jahr}"), base, paid, place);
            vec![calculation.floored(&format!("{name}.offen.{jahr}"), open, place)]
        }
    }
}

fn of_kosten(
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    paper: &Paper,
    kosten: &Kosten,
    (name, jahr): (&str, Jahr),
) -> Vec<FigureId> {
    let own = format!("kosten.{}", kosten.id.value);
    let Some(of) = calculation.find(&format!("{own}.{jahr}")) else { return Vec::new() };
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
            let own = format!("{own}.stelle.{}", stelle.id.value);
            let zeitabschnitte = common(&kosten.zeitraum.value, stelle, jahr);
            let name = format!("{name}.stelle.{}", stelle.id.value);
            rows.extend(of_parts(
                calculation,
                zuwendung,
                (&own, zeitabschnitte),
                stelle,
                (&name, jahr),
            ));
        }
        return rows;
    }
    let monate = format!("{own}.monate.{jahr}");
    let (zeitraum, place) = (&kosten.zeitraum.value, &kosten.zeitraum.place);
    in_common(calculation, zuwendung, (of, monate), (zeitraum, place), (name, jahr))
        .into_iter()
        .collect()
}

/// The part of overhead that falls into the months in common with the grant: the same share
/// of what the Stellen cost in these months; all of it, which is `of`, where they cost no
/// more in the year.
fn of_share(
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    paper: &Paper,
    (satz, of): (&Gemeinkosten, FigureId),
    (own, name, jahr): (&str, &str, Jahr),
) -> FigureId {
    let place = &zuwendung.id.place;
    let chosen = paper.stellen.iter().filter(|stelle| satz.auf.is_met_by(stelle));
    let chosen: Vec<&Stelle> = chosen.collect();
    let year = |stelle: &&Stelle| format!("stelle.{}.{jahr}", stelle.id.value);
    let whole: Vec<FigureId> =
        chosen.iter().filter_map(|stelle| calculation.find(&year(stelle))).collect();
    let mut parts = Vec::new();
    for stelle in chosen {
        parts.extend(of_stelle(calculation, zuwendung, stelle, (name, jahr)));
    }
    if parts == whole {
        return of;
    }
    let base = format!("{name}.personalkosten.{jahr}");
    let base = calculation.sum(&base, parts, Unit::Euro, place);
    let rate = calculation.given(&format!("{own}.satz"), &satz.satz, Unit::Percent, None);
    calculation.percent(&format!("{name}.gemeinkosten.{jahr}"), rate, base, place)
}

fn of_stelle(
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    stelle: &Stelle,
    (name, jahr): (&str, Jahr),
) -> Vec<FigureId> {
    let own = format!("stelle.{}", stelle.id.value);
    let name = match name.ends_with(&own) {
        true => name.to_owned(),
        false => format!("{name}.{own}"),
    };
    let zeitabschnitte = stelle.zeitabschnitte(jahr);
    of_parts(calculation, zuwendung, (&own, zeitabschnitte), stelle, (&name, jahr))
}

/// What falls into the months in common with the grant of each part of a year of `own`,
/// which a Stelle makes; the year itself where all of it does.
fn of_parts(
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    (own, zeitabschnitte): (&str, Vec<Zeitabschnitt<'_>>),
    stelle: &Stelle,
    (name, jahr): (&str, Jahr),
) -> Vec<FigureId> {
    let whole = calculation.find(&format!("{own}.{jahr}"));
    let parts = parts(zeitabschnitte, &format!("{own}.{jahr}"));
    let given: Vec<Option<FigureId>> =
        parts.iter().map(|part| calculation.find(&part.row)).collect();
    let mut rows = Vec::new();
    for (part, of) in parts.iter().zip(&given) {
        let Some(of) = *of else { continue };
        let name = match part.nummer.strip_prefix('.') {
            Some(number) => format!("{name}.zeitabschnitt.{number}"),
            None => name.to_owned(),
        };
        let monate = format!("{own}.monate.{jahr}{}", part.nummer);
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
    calculation: &mut Calculation,
    zuwendung: &Zuwendung,
    (of, monate): (FigureId, String),
    (zeitraum, place): (&Zeitraum, &Place),
    (name, jahr): (&str, Jahr),
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
        calculation.months(&format!("{name}.monate.{jahr}"), common, &zuwendung.zeitraum.place);
    let times = format!("{name}.mal_monate.{jahr}");
    let times = calculation.product(&times, vec![of, common], Unit::Euro, &zuwendung.id.place);
    Some(calculation.quotient(&format!("{name}.gemeinsam.{jahr}"), times, by, place))
}
