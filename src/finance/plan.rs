//! The financing plan: lines per Haushaltsjahr, totals and own share of the
//! Ergebnisplan and of the Finanzplan, and the same for every scenario.
//!
//! The Eigenanteil is always the remainder of printed expenses less printed
//! revenue, so that a reader can follow it. Every `….gesamt` adds up the printed
//! years; so a table foots by columns and by rows.

use std::collections::BTreeMap;

use super::calculation::Calculation;
use super::{
    FigureId, Unit, abschreibung, ansaetze, deckung, eigenleistung, einsparung, folgen,
    investitionen, kosten, stellen, ueberfinanzierung, zuwendungen,
};
use crate::data::{Angabenart, Paper, Plan, Posten, Summen, Zeilenart};
use crate::diagnostic::Place;
use crate::money::Exact;
use crate::period::{Jahr, Zeitraum};

/// The figures of rows by their names.
type Rows = BTreeMap<String, Vec<(Jahr, FigureId)>>;

/// Computes the figures of `paper` into `calculation`, under its prefix.
pub(super) fn plan(calculation: &mut Calculation, paper: &Paper) {
    for jahr in &paper.jahre(Plan::Ergebnisplan) {
        stellen::rollen(calculation, &paper.stellen, *jahr);
    }
    stellen::without_kosten(calculation, &paper.stellen);
    let mut rows = Rows::new();
    for posten in paper.posten() {
        let jahre = match posten {
            Posten::Stelle(stelle) => stellen::plan(calculation, stelle),
            Posten::Kosten(kosten) => kosten::plan(calculation, kosten, &paper.stellen),
            Posten::Investition(investition) => investitionen::plan(calculation, investition),
            Posten::Zuwendung(zuwendung) => zuwendungen::plan(calculation, zuwendung, paper),
            Posten::Drittmittel(zuwendung) => zuwendungen::drittmittel(calculation, zuwendung),
        };
        rows.insert(posten.name(), jahre);
    }
    for plan in Plan::ALL {
        let totals = totals(calculation, paper, plan, &rows);
        if plan == Plan::Ergebnisplan || !totals.is_empty() {
            results(calculation, paper, plan, &totals);
        }
    }
    eigenleistung::plan(calculation, paper);
    zuwendungen::quoten(calculation, &paper.zuwendungen);
    investitionen::totals(calculation, paper);
    abschreibung::plan(calculation, paper);
    folgen::plan(calculation, paper);
    einsparung::plan(calculation, paper);
    shares(calculation, &paper.vorlage.place);
    dauer(calculation, paper);
    angaben(calculation, paper);
    if calculation.prefix.is_empty() {
        deckung::plan(calculation, paper);
        ansaetze::plan(calculation, paper);
        ueberfinanzierung::check(calculation, paper);
    }
}

/// Adds `zeile.<nr>.<jahr>` with its rows settled, and the `.gesamt` of lines and rows.
fn totals(
    calculation: &mut Calculation,
    paper: &Paper,
    plan: Plan,
    rows: &Rows,
) -> BTreeMap<(Zeilenart, Jahr), Vec<FigureId>> {
    let mut totals = BTreeMap::<_, Vec<FigureId>>::new();
    let lines = [Zeilenart::Ertrag, Zeilenart::Aufwand].map(|art| paper.zeilen(plan, art));
    for (zeile, posten) in lines.into_iter().flatten() {
        let Some(place) = posten.first().map(|posten| posten.place()) else { continue };
        let kennung = zeile.kennung();
        let of = |posten: &Posten<'_>| rows.get(&posten.name()).into_iter().flatten();
        let mut years = BTreeMap::<Jahr, Vec<FigureId>>::new();
        for (jahr, id) in posten.iter().flat_map(of) {
            years.entry(*jahr).or_default().push(*id);
        }
        let mut printed = Vec::new();
        for (jahr, ids) in years {
            let total = calculation.group(&format!("{kennung}.{jahr}"), ids, place);
            totals.entry((zeile.art, jahr)).or_default().push(total);
            printed.push(total);
        }
        calculation.printed_sum(&format!("{kennung}.gesamt"), printed, place);
        for posten in &posten {
            let of = of(posten).map(|(_, id)| *id).collect();
            calculation.printed_sum(&format!("{}.gesamt", posten.name()), of, posten.place());
        }
    }
    totals
}

/// Adds what comes in, what goes out and the own share of `plan`, per year and in total.
fn results(
    calculation: &mut Calculation,
    paper: &Paper,
    plan: Plan,
    totals: &BTreeMap<(Zeilenart, Jahr), Vec<FigureId>>,
) {
    let (Summen { ein, aus, eigen }, place) = (plan.summen(), &paper.vorlage.place);
    let mut years: BTreeMap<&str, Vec<FigureId>> = BTreeMap::new();
    for jahr in paper.jahre(plan) {
        let of = |art| totals.get(&(art, jahr)).cloned().unwrap_or_default();
        let (revenue, expenses) = (of(Zeilenart::Ertrag), of(Zeilenart::Aufwand));
        let revenue = calculation.printed_sum(&format!("{ein}.{jahr}"), revenue, place);
        let expenses = calculation.printed_sum(&format!("{aus}.{jahr}"), expenses, place);
        let name = format!("{eigen}.{jahr}");
        let own = calculation.printed_difference(&name, expenses, revenue, place);
        for (name, id) in [(ein, revenue), (aus, expenses), (eigen, own)] {
            years.entry(name).or_default().push(id);
        }
    }
    for name in [ein, aus, eigen] {
        let of = years.remove(name).unwrap_or_default();
        calculation.printed_sum(&format!("{name}.gesamt"), of, place);
    }
}

/// Adds the volume of the Ergebnisplan and what share of it is funded by whom.
fn shares(calculation: &mut Calculation, place: &Place) {
    let found = ["ertraege", "aufwendungen", "eigenanteil"]
        .map(|name| calculation.find(&format!("{name}.gesamt")));
    let [Some(revenue), Some(expenses), Some(own)] = found else { return };
    let volumen = calculation.printed_sum("volumen", vec![expenses], place);
    calculation.share("eigenanteil.quote", own, volumen);
    calculation.share("foerderquote", revenue, volumen);
}

/// Adds the numbers that texts quote, as `angabe.<id>`.
fn angaben(calculation: &mut Calculation, paper: &Paper) {
    for angabe in &paper.angaben {
        let (art, value) = &angabe.zahl;
        let unit = match art {
            Angabenart::Betrag => Unit::Euro,
            Angabenart::Anteil => Unit::Percent,
            Angabenart::Stellen => Unit::Stellen,
            Angabenart::Anzahl => Unit::Anzahl,
        };
        let name = format!("angabe.{}", angabe.id.value);
        calculation.given(&name, value, unit, Some(&angabe.quelle));
    }
}

/// Adds `programm.dauer`: the months from the first to the last day of all periods, where
/// each of them has an end.
fn dauer(calculation: &mut Calculation, paper: &Paper) {
    if paper.is_open() {
        return;
    }
    let periods = || paper.programm.zeitraeume.values();
    let Some(first) = periods().min_by_key(|period| period.value.von()) else { return };
    let Some(last) = periods().max_by_key(|period| period.value.bis()) else { return };
    let part = first.value.part().or(last.value.part());
    if let Some(whole) = Zeitraum::new(first.value.von(), last.value.bis(), part) {
        let months: Vec<Exact> = whole.jahre().map(|jahr| whole.months(jahr)).collect();
        calculation.months("programm.dauer", months.iter().sum(), &first.place);
    }
}
