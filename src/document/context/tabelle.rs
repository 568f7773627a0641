//! The year table: lines with their rows, sub-totals and totals, a column per
//! Haushaltsjahr and one for all of them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Marker, wort};
use crate::data::{Anteil, Bei, Paper, Stelle, Zeile, Zeilenart};
use crate::document::german;
use crate::period::Jahr;

/// What stands in a cell that has no figure.
const EMPTY: &str = "–";

#[derive(Serialize)]
pub(super) struct Tabelle {
    jahre: Vec<String>,
    ertraege: Vec<Gruppe>,
    summe_ertraege: Vec<String>,
    aufwendungen: Vec<Gruppe>,
    summe_aufwendungen: Vec<String>,
    eigenanteil: Vec<String>,
}

/// A line of the Teilplan.
#[derive(Serialize)]
struct Gruppe {
    nummer: String,
    name: String,
    zeilen: Vec<Row>,
    summe: Vec<String>,
}

#[derive(Serialize)]
struct Row {
    bezeichnung: String,
    werte: Vec<String>,
}

/// A row before its figures are marked: their name without a year, and its title.
pub(super) struct Titled {
    pub(super) name: String,
    pub(super) title: String,
}

pub(super) fn tabelle(paper: &Paper, marker: &Marker<'_>) -> Tabelle {
    let jahre: Vec<Jahr> = paper.jahre().into_iter().collect();
    Tabelle {
        jahre: jahre.iter().map(ToString::to_string).collect(),
        ertraege: groups(paper, marker, &jahre, Zeilenart::Ertrag),
        summe_ertraege: cells(marker, &jahre, "ertraege"),
        aufwendungen: groups(paper, marker, &jahre, Zeilenart::Aufwand),
        summe_aufwendungen: cells(marker, &jahre, "aufwendungen"),
        eigenanteil: cells(marker, &jahre, "eigenanteil"),
    }
}

fn groups(paper: &Paper, marker: &Marker<'_>, jahre: &[Jahr], art: Zeilenart) -> Vec<Gruppe> {
    lines(paper, marker, art)
        .into_iter()
        .map(|(zeile, rows)| Gruppe {
            nummer: zeile.nummer.clone(),
            name: zeile.name.clone(),
            zeilen: rows
                .into_iter()
                .map(|row| Row { werte: cells(marker, jahre, &row.name), bezeichnung: row.title })
                .collect(),
            summe: cells(marker, jahre, &format!("zeile.{}", zeile.nummer)),
        })
        .collect()
}

/// The figures `<name>.<jahr>` and `<name>.gesamt`, marked; a dash for none or nothing.
fn cells(marker: &Marker<'_>, jahre: &[Jahr], name: &str) -> Vec<String> {
    let years = jahre.iter().map(ToString::to_string).chain(["gesamt".to_owned()]);
    years
        .map(|year| marker.nonzero(&format!("{name}.{year}")).unwrap_or_else(|| EMPTY.into()))
        .collect()
}

/// The lines of `art` that the paper uses, by number, each with its rows.
pub(super) fn lines<'a>(
    paper: &'a Paper,
    marker: &Marker<'_>,
    art: Zeilenart,
) -> Vec<(&'a Zeile, Vec<Titled>)> {
    let stellen = paper.stellen.iter().map(|stelle| (&stelle.zeile, of_stelle(stelle, marker)));
    let kosten = paper.kosten.iter().map(|kosten| {
        let name = format!("kosten.{}", kosten.id.value);
        (&kosten.zeile, Titled { name, title: kosten.bezeichnung.clone() })
    });
    let zuwendungen = paper.zuwendungen.iter().map(|zuwendung| {
        let name = format!("zuwendung.{}", zuwendung.id.value);
        let title = zuwendung.kurz.as_ref().unwrap_or(&zuwendung.geber).clone();
        (&zuwendung.zeile, Titled { name, title })
    });
    let mut lines = BTreeMap::<&str, (&Zeile, Vec<Titled>)>::new();
    for (zeile, row) in stellen.chain(kosten).chain(zuwendungen) {
        if zeile.art == art {
            lines.entry(&zeile.nummer).or_insert((zeile, Vec::new())).1.push(row);
        }
    }
    lines.into_values().collect()
}

pub(super) fn of_stelle(stelle: &Stelle, marker: &Marker<'_>) -> Titled {
    let name = format!("stelle.{}", stelle.id.value);
    let grad = german::grade(&stelle.kostensatz.bezeichnung);
    let title = match (&stelle.anteil, stelle.bei) {
        (_, Bei::Traeger) => stelle.funktion.clone(),
        (Anteil::Jaehrlich(_), Bei::Stadt) => format!("Stellen {grad}"),
        (Anteil::Fest(anteil), Bei::Stadt) => {
            let quantity = marker.named(&format!("{name}.anteil")).unwrap_or_default();
            format!("{quantity} {} {grad}", wort(anteil.value))
        }
    };
    Titled { name, title }
}
