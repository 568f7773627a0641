//! The financing plan: lines per Haushaltsjahr, totals and own share of the
//! Ergebnisplan and of the Finanzplan, and the same for every scenario.
//!
//! The Eigenanteil is always the remainder of printed expenses less printed
//! revenue, so that a reader can follow it. Every `….gesamt` adds up the printed
//! years; so a table foots by columns and by rows. An item has the amount that its line
//! prints: what is made of it afterwards repeats that or, like grants, starts from what it
//! exactly is.

use std::collections::BTreeMap;

use super::calculation::Calculation;
use super::{
    FigureId, Frame, Name, Subject, Totals, Unit, abschreibung, ansaetze, bereitstellung, deckung,
    eigenleistung, einsparung, folgen, investitionen, kosten, stellen, teilplaene,
    ueberfinanzierung, zuwendungen,
};
use crate::data::{Angabenart, Paper, Plan, Posten, Zeilenart};
use crate::diagnostic::Place;
use crate::money::Exact;
use crate::period::{Jahr, Zeitraum};

/// The figures of rows by their names.
type Rows = BTreeMap<Name, Vec<(Jahr, FigureId)>>;

/// The sums of the lines of a plan, by what they are and year.
type Sums = BTreeMap<(Zeilenart, Jahr), Vec<FigureId>>;

/// Computes the figures of `paper` into `calculation`, under its prefix.
pub(super) fn plan(calculation: &mut Calculation<'_>, paper: &Paper) {
    for jahr in &paper.jahre(Plan::Ergebnisplan) {
        stellen::rollen(calculation, &paper.stellen, *jahr);
    }
    stellen::without_kosten(calculation, &paper.stellen);
    let mut rows = Rows::new();
    let mut totals = [Sums::new(), Sums::new()];
    // Grants are measured by expenses.
    for art in [Zeilenart::Aufwand, Zeilenart::Ertrag] {
        for posten in paper.posten().filter(|posten| posten.zeile().art == art) {
            let jahre = match posten {
                Posten::Stelle(stelle) => stellen::plan(calculation, stelle),
                Posten::Kosten(kosten) => kosten::plan(calculation, kosten, &paper.stellen),
                Posten::Investition(of) => investitionen::plan(calculation, of),
                Posten::Zuwendung(zuwendung) => zuwendungen::plan(calculation, zuwendung, paper),
                Posten::Drittmittel(of) => zuwendungen::drittmittel(calculation, of),
            };
            rows.insert(Name::from(posten), jahre);
        }
        for (plan, totals) in Plan::ALL.into_iter().zip(&mut totals) {
            lines(calculation, paper, (plan, art), &rows, totals);
        }
    }
    for (plan, totals) in Plan::ALL.into_iter().zip(&totals) {
        if plan == Plan::Ergebnisplan || !totals.is_empty() {
            results(calculation, paper, plan, totals);
        }
    }
    teilplaene::plan(calculation, paper);
    zuwendungen::settle(calculation, paper);
    eigenleistung::plan(calculation, paper);
    zuwendungen::quoten(calculation, &paper.zuwendungen);
    investitionen::totals(calculation, paper);
    zuwendungen::shares::plan(calculation, paper);
    abschreibung::plan(calculation, paper);
    folgen::plan(calculation, paper);
    einsparung::plan(calculation, paper);
    shares(calculation, &paper.vorlage.place);
    dauer(calculation, paper);
    angaben(calculation, paper);
    if calculation.frame == Frame::Own {
        ansaetze::plan(calculation, paper);
        bereitstellung::plan(calculation, paper);
        deckung::plan(calculation, paper);
        ueberfinanzierung::check(calculation, paper);
    }
}

/// Adds `zeile.<nr>.<jahr>` with its rows settled, and the `.gesamt` of lines and rows.
fn lines(
    calculation: &mut Calculation<'_>,
    paper: &Paper,
    (plan, art): (Plan, Zeilenart),
    rows: &Rows,
    totals: &mut Sums,
) {
    for (zeile, posten) in paper.zeilen(plan, art) {
        let Some(place) = posten.first().map(|posten| posten.place()) else { continue };
        let kennung = Name::from(zeile);
        let of = |posten: &Posten<'_>| rows.get(&Name::from(*posten)).into_iter().flatten();
        let mut years = BTreeMap::<Jahr, Vec<FigureId>>::new();
        for (jahr, id) in posten.iter().flat_map(of) {
            years.entry(*jahr).or_default().push(*id);
        }
        let mut printed = Vec::new();
        for (jahr, ids) in years {
            let total = calculation.group(&kennung.jahr(jahr), ids, place);
            totals.entry((zeile.art, jahr)).or_default().push(total);
            printed.push(total);
        }
        calculation.printed_sum(&kennung.gesamt(), printed, place);
        for posten in &posten {
            let of = of(posten).map(|(_, id)| *id).collect();
            calculation.printed_sum(&Name::from(*posten).gesamt(), of, posten.place());
        }
    }
}

/// Adds what comes in, what goes out and the own share of `plan`, per year and in total.
fn results(calculation: &mut Calculation<'_>, paper: &Paper, plan: Plan, totals: &Sums) {
    let (Totals { ein, aus, eigen }, place) = (Totals::of(plan), &paper.vorlage.place);
    let mut years: BTreeMap<Subject<'_>, Vec<FigureId>> = BTreeMap::new();
    for jahr in paper.jahre(plan) {
        let of = |art| totals.get(&(art, jahr)).cloned().unwrap_or_default();
        let (revenue, expenses) = (of(Zeilenart::Ertrag), of(Zeilenart::Aufwand));
        let revenue = calculation.printed_sum(&ein.jahr(jahr), revenue, place);
        let expenses = calculation.printed_sum(&aus.jahr(jahr), expenses, place);
        let name = eigen.jahr(jahr);
        let own = calculation.printed_difference(&name, expenses, revenue, place);
        for (of, id) in [(ein, revenue), (aus, expenses), (eigen, own)] {
            years.entry(of).or_default().push(id);
        }
    }
    for total in [ein, aus, eigen] {
        let of = years.remove(&total).unwrap_or_default();
        calculation.printed_sum(&total.gesamt(), of, place);
    }
}

/// Adds the volume of the Ergebnisplan and what share of it is funded by whom.
fn shares(calculation: &mut Calculation<'_>, place: &Place) {
    let found = Totals::of(Plan::Ergebnisplan).all().map(|of| calculation.find(&of.gesamt()));

    let [Some(revenue), Some(expenses), Some(own)] = found else { return };
    let volumen = calculation.printed_sum(&Name::from(Subject::Volumen), vec![expenses], place);
    calculation.share(&Subject::Eigenanteil.aspect("quote"), own, volumen);
    calculation.share(&Name::from(Subject::Foerderquote), revenue, volumen);
}

/// Adds the numbers that texts quote, as `angabe.<id>`.
fn angaben(calculation: &mut Calculation<'_>, paper: &Paper) {
    for angabe in &paper.angaben {
        let (art, value) = &angabe.zahl;
        let unit = match art {
            Angabenart::Betrag => Unit::Euro,
            Angabenart::Anteil => Unit::Percent,
            Angabenart::Stellen => Unit::Stellen,
            Angabenart::Anzahl => Unit::Count,
        };
        let name = Name::from(Subject::Angabe(&angabe.id.value));
        calculation.given(&name, value, unit, Some(&angabe.quelle));
    }
}

/// Adds `programm.dauer`: the months from the first to the last day of all periods, where
/// each of them has an end.
fn dauer(calculation: &mut Calculation<'_>, paper: &Paper) {
    if paper.is_open() {
        return;
    }
    let periods = || paper.programm.zeitraeume.values();
    let Some(first) = periods().min_by_key(|period| period.value.von()) else { return };
    let Some(last) = periods().max_by_key(|period| period.value.bis()) else { return };
    let part = first.value.part().or(last.value.part());
    if let Some(whole) = Zeitraum::new(first.value.von(), last.value.bis(), part) {
        let months: Vec<Exact> = whole.jahre().map(|jahr| whole.months(jahr)).collect();
        calculation.months(&Subject::Programm.aspect("dauer"), months.iter().sum(), &first.place);
    }
}
