//! The financing plan: lines per Haushaltsjahr, totals, own share, and the same
//! for every scenario.
//!
//! The Eigenanteil is always the remainder of printed expenses less printed
//! revenue, so that a reader can follow it. Every `….gesamt` adds up the printed
//! years; so a table foots by columns and by rows.

use std::collections::{BTreeMap, BTreeSet};

use super::calculation::Calculation;
use super::{FigureId, Unit, kosten, stellen, zuwendungen};
use crate::data::{Angabenart, Paper, Zeile, Zeilenart};
use crate::diagnostic::{Diagnostic, Place};
use crate::money::Exact;
use crate::period::{Jahr, Zeitraum};

/// A row of a line: its name without a year, its place, and its figures by year.
struct Row {
    name: String,
    place: Place,
    jahre: Vec<(Jahr, FigureId)>,
}

/// The rows that a line of the Teilplan carries, in the order of the data.
type Lines<'a> = BTreeMap<&'a str, (&'a Zeile, Vec<Row>)>;

/// Computes the figures of `paper` into `calculation`, under its prefix.
pub(super) fn plan(calculation: &mut Calculation, paper: &Paper) {
    let mut lines = Lines::new();
    let jahre = paper.jahre();
    for jahr in &jahre {
        stellen::rollen(calculation, &paper.stellen, *jahr);
    }
    for stelle in &paper.stellen {
        let (name, place) = (format!("stelle.{}", stelle.id.value), stelle.id.place.clone());
        let row = Row { name, place, jahre: stellen::plan(calculation, stelle) };
        lines.entry(&stelle.zeile.nummer).or_insert((&stelle.zeile, Vec::new())).1.push(row);
    }
    for kosten in &paper.kosten {
        let (name, place) = (format!("kosten.{}", kosten.id.value), kosten.id.place.clone());
        let row = Row { name, place, jahre: kosten::plan(calculation, kosten) };
        lines.entry(&kosten.zeile.nummer).or_insert((&kosten.zeile, Vec::new())).1.push(row);
    }
    for zuwendung in &paper.zuwendungen {
        let (name, place) = (format!("zuwendung.{}", zuwendung.id.value), &zuwendung.id.place);
        let jahre = zuwendungen::plan(calculation, zuwendung, &paper.stellen);
        let row = Row { name, place: place.clone(), jahre };
        lines.entry(&zuwendung.zeile.nummer).or_insert((&zuwendung.zeile, Vec::new())).1.push(row);
    }
    let totals = totals(calculation, &lines);
    results(calculation, &jahre, &totals, &paper.vorlage.place);
    dauer(calculation, paper);
    angaben(calculation, paper);
    if calculation.prefix.is_empty() {
        overfunded(calculation, paper);
    }
}

/// Adds `zeile.<nr>.<jahr>` with its rows settled, and the `.gesamt` of lines and rows.
fn totals(
    calculation: &mut Calculation,
    lines: &Lines<'_>,
) -> BTreeMap<(Zeilenart, Jahr), Vec<FigureId>> {
    let mut totals = BTreeMap::<_, Vec<FigureId>>::new();
    for (nummer, (zeile, rows)) in lines {
        let Some(first) = rows.first() else { continue };
        let years: BTreeSet<Jahr> =
            rows.iter().flat_map(|row| row.jahre.iter().map(|(jahr, _)| *jahr)).collect();
        let mut printed = Vec::new();
        for jahr in years {
            let of = rows
                .iter()
                .flat_map(|row| row.jahre.iter().filter(|(own, _)| *own == jahr).map(|(_, id)| *id))
                .collect();
            let total = calculation.group(&format!("zeile.{nummer}.{jahr}"), of, &first.place);
            totals.entry((zeile.art, jahr)).or_default().push(total);
            printed.push(total);
        }
        calculation.printed_sum(&format!("zeile.{nummer}.gesamt"), printed, &first.place);
        for row in rows {
            let of = row.jahre.iter().map(|(_, id)| *id).collect();
            calculation.printed_sum(&format!("{}.gesamt", row.name), of, &row.place);
        }
    }
    totals
}

/// Adds revenue, expenses and own share per year and in total, the volume and its shares.
fn results(
    calculation: &mut Calculation,
    jahre: &BTreeSet<Jahr>,
    totals: &BTreeMap<(Zeilenart, Jahr), Vec<FigureId>>,
    place: &Place,
) {
    let mut years: BTreeMap<&str, Vec<FigureId>> = BTreeMap::new();
    for jahr in jahre {
        let of = |art| totals.get(&(art, *jahr)).cloned().unwrap_or_default();
        let (revenue, expenses) = (of(Zeilenart::Ertrag), of(Zeilenart::Aufwand));
        let revenue = calculation.printed_sum(&format!("ertraege.{jahr}"), revenue, place);
        let expenses = calculation.printed_sum(&format!("aufwendungen.{jahr}"), expenses, place);
        let name = format!("eigenanteil.{jahr}");
        let own = calculation.printed_difference(&name, expenses, revenue, place);
        for (name, id) in [("ertraege", revenue), ("aufwendungen", expenses), ("eigenanteil", own)]
        {
            years.entry(name).or_default().push(id);
        }
    }
    let mut whole = |name: &str| {
        let of = years.remove(name).unwrap_or_default();
        calculation.printed_sum(&format!("{name}.gesamt"), of, place)
    };
    let (revenue, expenses, own) = (whole("ertraege"), whole("aufwendungen"), whole("eigenanteil"));
    let volumen = calculation.printed_sum("volumen", vec![expenses], place);
    calculation.share("eigenanteil.quote", own, volumen);
    calculation.share("foerderquote", revenue, volumen);
}

/// Adds the numbers that texts quote, as `angabe.<id>`.
fn angaben(calculation: &mut Calculation, paper: &Paper) {
    for angabe in &paper.angaben {
        let unit = match angabe.art {
            Angabenart::Betrag => Unit::Euro,
            Angabenart::Anteil => Unit::Percent,
            Angabenart::Stellen => Unit::Stellen,
            Angabenart::Anzahl => Unit::Anzahl,
        };
        let name = format!("angabe.{}", angabe.id.value);
        calculation.given(&name, &angabe.wert, unit, Some(&angabe.quelle));
    }
}

/// Adds `programm.dauer`: the months from the first to the last day of all periods.
fn dauer(calculation: &mut Calculation, paper: &Paper) {
    let periods = || paper.programm.zeitraeume.values();
    let Some(first) = periods().min_by_key(|period| period.value.von()) else { return };
    let Some(last) = periods().max_by_key(|period| period.value.bis()) else { return };
    let part = first.value.part().or(last.value.part());
    if let Some(whole) = Zeitraum::new(first.value.von(), last.value.bis(), part) {
        let months: Vec<Exact> = whole.jahre().map(|jahr| whole.months(jahr)).collect();
        calculation.months("programm.dauer", months.iter().sum(), &first.place);
    }
}

fn overfunded(calculation: &mut Calculation, paper: &Paper) {
    for jahr in paper.jahre() {
        let Some(own) = calculation.find(&format!("eigenanteil.{jahr}")) else { continue };
        if calculation.printed(own).is_sign_negative() && !calculation.printed(own).is_zero() {
            let place =
                paper.haushalt.jahre.get(&jahr).map_or(&paper.vorlage.place, |of| &of.place);
            calculation.problems.push(
                Diagnostic::warning(
                    "eigenanteil-negativ",
                    place,
                    format!("Die Erträge des Jahres {jahr} übersteigen seine Aufwendungen"),
                )
                .with_hint("Prüfen Sie die Zuwendungen dieses Jahres und ihre Höchstbeträge."),
            );
        }
    }
}
