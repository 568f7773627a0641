//! The year table: lines with their rows, sub-totals and totals, a column per
//! Haushaltsjahr and one for all of them.

use crate::finance::{Name, Period, Totals};
use serde::Serialize;

use super::marker::Marker;
use super::stellen::wort;
use crate::data::{
    Anteil, Bei, Einrichtung, Paper, Plan, Posten, Stelle, Teilplan, Zeile, Zeilenart,
};
use crate::document::written;
use crate::period::Jahr;

/// What stands in a cell that has no figure.
pub(super) const EMPTY: &str = "–";

#[derive(Serialize)]
pub(super) struct Table {
    jahre: Vec<String>,
    ertraege: Vec<Group>,
    summe_ertraege: Vec<String>,
    aufwendungen: Vec<Group>,
    summe_aufwendungen: Vec<String>,
    eigenanteil: Vec<String>,
}

/// A line of the Teilplan.
#[derive(Serialize)]
struct Group {
    nummer: String,
    name: String,
    /// The number of its Teilplan, where the plan has lines of several.
    teilplan: Option<String>,
    zeilen: Vec<Row>,
    summe: Vec<String>,
}

#[derive(Serialize)]
struct Row {
    bezeichnung: String,
    /// Whether it is a grant.
    zuwendung: bool,
    werte: Vec<String>,
}

/// A row before its figures are marked: their name without a year, and its title.
pub(super) struct Titled {
    pub(super) name: Name,
    pub(super) title: String,
}

pub(super) fn tabelle(paper: &Paper, plan: Plan, marker: &Marker<'_>) -> Table {
    let jahre: Vec<Jahr> = paper.jahre(plan).into_iter().collect();
    let Totals { ein, aus, eigen } = Totals::of(plan);
    let of = |art| paper.zeilen(plan, art).into_iter().map(|(zeile, _)| zeile);
    let mut lines = of(Zeilenart::Ertrag).chain(of(Zeilenart::Aufwand));
    let has_several = lines.any(|zeile| zeile.teilplan.is_some());
    let own = paper.haushalt.teilplan.as_ref().filter(|_| has_several);
    let groups = |art| groups(paper.zeilen(plan, art), own, marker, &jahre);
    Table {
        jahre: jahre.iter().map(ToString::to_string).collect(),
        ertraege: groups(Zeilenart::Ertrag),
        summe_ertraege: cells(marker, &jahre, &ein.into()),
        aufwendungen: groups(Zeilenart::Aufwand),
        summe_aufwendungen: cells(marker, &jahre, &aus.into()),
        eigenanteil: cells(marker, &jahre, &eigen.into()),
    }
}

fn groups(
    zeilen: Vec<(&Zeile, Vec<Posten<'_>>)>,
    own: Option<&Teilplan>,
    marker: &Marker<'_>,
    jahre: &[Jahr],
) -> Vec<Group> {
    zeilen
        .into_iter()
        .map(|(zeile, rows)| Group {
            nummer: zeile.nummer.clone(),
            name: zeile.name.clone(),
            teilplan: zeile.teilplan.as_ref().or(own).map(|of| of.nummer.clone()),
            zeilen: rows
                .into_iter()
                .map(|posten| {
                    let row = titled(posten, marker);
                    Row {
                        werte: cells(marker, jahre, &row.name),
                        bezeichnung: row.title,
                        zuwendung: matches!(posten, Posten::Zuwendung(_)),
                    }
                })
                .collect(),
            summe: cells(marker, jahre, &Name::from(zeile)),
        })
        .collect()
}

/// The figures `<name>.<jahr>` and `<name>.gesamt`, marked; a dash for none or nothing.
fn cells(marker: &Marker<'_>, jahre: &[Jahr], name: &Name) -> Vec<String> {
    let years = jahre.iter().map(|jahr| Period::Jahr(*jahr)).chain([Period::All]);
    let cell = |of| marker.nonzero(&name.period(of)).unwrap_or_else(|| EMPTY.into());
    years.map(cell).collect()
}

/// The row of `posten`.
pub(super) fn titled(posten: Posten<'_>, marker: &Marker<'_>) -> Titled {
    match posten {
        Posten::Stelle(stelle) => of_stelle(stelle, marker),
        posten => Titled { name: Name::from(posten), title: posten.title().to_owned() },
    }
}

pub(super) fn of_stelle(stelle: &Stelle, marker: &Marker<'_>) -> Titled {
    let name = Name::stelle(&stelle.id.value);
    let grad = written::grade(&stelle.grad);
    let title = match (&stelle.anteil, stelle.bei) {
        (_, Bei::Traeger) => stelle.funktion.clone(),
        (Anteil::Jaehrlich(_) | Anteil::Ab(_), Bei::Stadt) => {
            marker.wording.fill("tabelle.stellen_von", &[("bewertung", &grad)])
        }
        (Anteil::Fest(anteil), Bei::Stadt) => {
            let quantity = marker.named(&name.aspect("anteil")).unwrap_or_default();
            let word = wort(anteil.value, marker);
            let filled = [("anteil", &*quantity), ("wort", &*word), ("bewertung", &*grad)];
            marker.wording.fill("tabelle.stelle_von", &filled)
        }
    };
    if stelle.einrichtung == Einrichtung::Vorhanden {
        return Titled {
            name,
            title: marker.wording.fill("tabelle.vorhanden", &[("stelle", &title)]),
        };
    }
    Titled { name, title }
}
