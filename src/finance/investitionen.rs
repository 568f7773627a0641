//! Turns investments into one figure per Haushaltsjahr, and into what the budget must
//! provide for them.
//!
//! A payment is gross and whole to the printed unit, so that it is the same amount in its
//! year, in the need for cover and in the total. What falls due counts in the year it
//! falls due; it needs an authorisation in the year it is authorised, and no cover later.

use rust_decimal::Decimal;

use super::calculation::Calculation;
use super::{FigureId, Name, Subject, Unit};
use crate::data::{Bereitstellung, Foerderfaehig, Investition, Paper, Placed};
use crate::diagnostic::Place;
use crate::period::Jahr;

/// An amount that is paid or authorised.
struct Amount {
    /// The year of the payment or of the authorisation.
    jahr: Jahr,
    /// The year in which it is paid.
    faellig: Jahr,
    bereitstellung: Bereitstellung,
    /// Gross.
    id: FigureId,
}

/// Adds the inputs and yearly payments of `investition`, and what of it is eligible for
/// grants; returns its rows by year.
pub(super) fn plan(
    calculation: &mut Calculation<'_>,
    investition: &Investition,
) -> Vec<(Jahr, FigureId)> {
    let name = Name::investition(&investition.id.value);
    let place = &investition.id.place;
    let (payments, authorised) = amounts(calculation, investition, &name);
    let sums = [("zahlung", &payments), ("verpflichtung", &authorised)];
    for (kind, amounts) in sums.into_iter().filter(|(_, amounts)| !amounts.is_empty()) {
        let of = amounts.iter().map(|amount| amount.id).collect();
        calculation.printed_sum(&name.aspect(kind).gesamt(), of, place);
    }
    needs(calculation, &name.aspect("bedarf").aspect("auszahlung"), &payments, place);
    needs(calculation, &name.aspect("bedarf").aspect("verpflichtung"), &authorised, place);
    let all: Vec<Amount> = payments.into_iter().chain(authorised).collect();
    let mut years: Vec<Jahr> = all.iter().map(|amount| amount.faellig).collect();
    years.sort_unstable();
    years.dedup();
    let row = |jahr: Jahr| {
        let of = all.iter().filter(|amount| amount.faellig == jahr).map(|amount| amount.id);
        (jahr, calculation.sum(&name.jahr(jahr), of.collect(), Unit::Euro, place))
    };
    let rows: Vec<(Jahr, FigureId)> = years.into_iter().map(row).collect();
    eligible(calculation, investition, &name, &rows);
    rows
}

/// The payments and the authorisations, gross.
fn amounts(
    calculation: &mut Calculation<'_>,
    investition: &Investition,
    name: &Name,
) -> (Vec<Amount>, Vec<Amount>) {
    let tax = investition.umsatzsteuer.as_ref();
    let payments = (1..).zip(&investition.zahlungen).map(|(number, of)| Amount {
        jahr: of.jahr,
        faellig: of.jahr,
        bereitstellung: of.bereitstellung,
        id: gross(calculation, &name.aspect("zahlung").aspect(number), &of.betrag, (name, tax)),
    });
    let payments = payments.collect();
    let authorised = (1..).zip(&investition.verpflichtungen).map(|(number, of)| Amount {
        jahr: of.jahr,
        faellig: of.faellig,
        bereitstellung: of.bereitstellung,
        id: gross(
            calculation,
            &name.aspect("verpflichtung").aspect(number),
            &of.betrag,
            (name, tax),
        ),
    });
    (payments, authorised.collect())
}

/// The amount called `name` with the tax of its investment, rounded to the printed unit.
fn gross(
    calculation: &mut Calculation<'_>,
    name: &Name,
    given: &Placed<Decimal>,
    (investition, tax): (&Name, Option<&Placed<Decimal>>),
) -> FigureId {
    let Some(rate) = tax else { return calculation.given(name, given, Unit::Euro, None) };
    let place = &given.place;
    let rate = calculation.given(&investition.aspect("umsatzsteuer"), rate, Unit::Percent, None);
    let net = calculation.given(&name.aspect("netto"), given, Unit::Euro, None);
    let tax = calculation.percent(&name.aspect("umsatzsteuer"), rate, net, place);
    let sum = calculation.sum(&name.aspect("ungerundet"), vec![net, tax], Unit::Euro, place);
    let unit = (calculation.rundung.digits, calculation.rundung.mode);
    calculation.rounded_off(name, sum, unit, place)
}

/// Adds `<name>.<jahr>.<bereitstellung>` for every year and provision of `amounts`.
fn needs(calculation: &mut Calculation<'_>, name: &Name, amounts: &[Amount], place: &Place) {
    let mut kinds: Vec<(Jahr, Bereitstellung)> =
        amounts.iter().map(|amount| (amount.jahr, amount.bereitstellung)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for (jahr, bereitstellung) in kinds {
        let same =
            |amount: &&Amount| (amount.jahr, amount.bereitstellung) == (jahr, bereitstellung);
        let of = amounts.iter().filter(same).map(|amount| amount.id).collect();
        let name = name.jahr(jahr).aspect(bereitstellung.schluessel());
        calculation.printed_sum(&name, of, place);
    }
}

/// Adds `<name>.foerderfaehig.<jahr>` where not all of the investment is eligible.
fn eligible(
    calculation: &mut Calculation<'_>,
    investition: &Investition,
    name: &Name,
    rows: &[(Jahr, FigureId)],
) {
    let name = name.aspect("foerderfaehig");
    let place = &investition.id.place;
    let years: Vec<FigureId> = match &investition.foerderfaehig {
        None => return,
        Some(Foerderfaehig::Anteil(rate)) => {
            let rate = calculation.given(&name.aspect("satz"), rate, Unit::Percent, None);
            rows.iter()
                .map(|(jahr, row)| calculation.percent(&name.jahr(*jahr), rate, *row, place))
                .collect()
        }
        Some(Foerderfaehig::Betrag(limit)) => {
            let mut left = calculation.given(&name.aspect("betrag"), limit, Unit::Euro, None);
            let mut years = Vec::new();
            for (jahr, row) in rows {
                let year = calculation.capped(&name.jahr(*jahr), *row, left, place);
                left = calculation.difference(&name.aspect("rest").jahr(*jahr), left, year, place);
                years.push(year);
            }
            years
        }
    };
    calculation.sum(&name.gesamt(), years, Unit::Euro, place);
}

/// What of the investment `id` is eligible in `jahr`: its eligible part, or all its payments.
pub(super) fn foerderfaehig(
    calculation: &Calculation<'_>,
    id: &str,
    jahr: Jahr,
) -> Option<FigureId> {
    let eligible = calculation.find(&Name::investition(id).aspect("foerderfaehig").jahr(jahr));
    eligible.or_else(|| calculation.find(&Name::investition(id).jahr(jahr)))
}

/// Adds what needs the totals of investments: tax, what an earlier decision said, the sums
/// over all investments, and the need of the paper.
pub(super) fn totals(calculation: &mut Calculation<'_>, paper: &Paper) {
    let mut totals = Vec::new();
    let mut before = Vec::new();
    for investition in &paper.investitionen {
        let name = Name::investition(&investition.id.value);
        let Some(total) = calculation.find(&name.gesamt()) else { continue };
        totals.push(total);
        net(calculation, investition, &name, total);
        let Some(bisher) = &investition.bisher else { continue };
        let (place, source) = (&bisher.betrag.place, Some(bisher.quelle.as_str()));
        let old = calculation.given(&name.aspect("bisher"), &bisher.betrag, Unit::Euro, source);
        calculation.printed_difference(&name.aspect("mehrkosten"), total, old, place);
        before.push(old);
    }
    let Some(first) = paper.investitionen.first() else { return };
    let place = &first.id.place;
    let total = calculation.printed_sum(&Subject::Investitionen.gesamt(), totals, place);
    if !before.is_empty() {
        let before =
            calculation.printed_sum(&Subject::Investitionen.aspect("bisher"), before, place);
        calculation.printed_difference(
            &Subject::Investitionen.aspect("mehrkosten"),
            total,
            before,
            place,
        );
    }
    for (kind, name) in [("zahlung", "zahlungen"), ("verpflichtung", "verpflichtungen")] {
        let of = each(calculation, paper, |of| of.aspect(kind).gesamt());
        calculation.printed_sum(&Subject::Investitionen.aspect(name), of, place);
    }
    if let Some(revenue) = calculation.find(&Subject::Einzahlungen.gesamt()) {
        calculation.share(&Subject::Investitionen.aspect("foerderquote"), revenue, total);
    }
    all_needs(calculation, paper, place);
}

/// Adds what the investment costs without tax, and the tax.
fn net(calculation: &mut Calculation<'_>, investition: &Investition, name: &Name, total: FigureId) {
    if investition.umsatzsteuer.is_none() {
        return;
    }
    let place = &investition.id.place;
    let mut of = Vec::new();
    for (kind, number) in [
        ("zahlung", investition.zahlungen.len()),
        ("verpflichtung", investition.verpflichtungen.len()),
    ] {
        let names = (1..=number).map(|number| name.aspect(kind).aspect(number).aspect("netto"));
        of.extend(names.filter_map(|name| calculation.find(&name)));
    }
    let net = calculation.printed_sum(&name.aspect("netto"), of, place);
    calculation.printed_difference(
        &name.aspect("umsatzsteuer").aspect("betrag"),
        total,
        net,
        place,
    );
}

/// The figures of all investments that `what` tells by the name of each.
fn each(
    calculation: &Calculation<'_>,
    paper: &Paper,
    what: impl Fn(Name) -> Name,
) -> Vec<FigureId> {
    let names = paper.investitionen.iter().map(|of| what(Name::investition(&of.id.value)));
    names.filter_map(|name| calculation.find(&name)).collect()
}

/// Adds `bedarf.auszahlung.<jahr>.<bereitstellung>` and the same of authorisations.
fn all_needs(calculation: &mut Calculation<'_>, paper: &Paper, place: &Place) {
    let payments = || paper.investitionen.iter().flat_map(|of| &of.zahlungen);
    let authorised = || paper.investitionen.iter().flat_map(|of| &of.verpflichtungen);
    let mut kinds: Vec<(&str, Jahr, Bereitstellung)> = payments()
        .map(|of| ("auszahlung", of.jahr, of.bereitstellung))
        .chain(authorised().map(|of| ("verpflichtung", of.jahr, of.bereitstellung)))
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    for (kind, jahr, bereitstellung) in kinds {
        let what = Subject::Bedarf(kind).jahr(jahr).aspect(bereitstellung.schluessel());
        let of = each(calculation, paper, |of| of.of(&what));
        calculation.printed_sum(&what, of, place);
    }
}
