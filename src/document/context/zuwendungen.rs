//! The grants with their rates, the costs they pay and what has been granted.

use serde::Serialize;

use super::Marker;
use crate::data::{Einheit, Paper, Zuwendung, Zuwendungsart};

#[derive(Serialize)]
pub(super) struct Grant {
    id: String,
    geber: String,
    kurz: Option<String>,
    art: &'static str,
    summe: Option<String>,
    /// The years in which something is paid.
    jahre: Vec<String>,
    saetze: Vec<Rate>,
    kosten: Vec<Cost>,
    bewilligt: Vec<Granted>,
}

#[derive(Serialize)]
struct Rate {
    rolle: String,
    betrag: Option<String>,
    je: &'static str,
}

#[derive(Serialize)]
struct Cost {
    id: String,
    bezeichnung: String,
    betrag: Option<String>,
    hoechstens: Option<String>,
}

#[derive(Serialize)]
struct Granted {
    jahr: String,
    betrag: Option<String>,
    quelle: String,
}

pub(super) fn grants(paper: &Paper, marker: &Marker<'_>) -> Vec<Grant> {
    paper.zuwendungen.iter().map(|zuwendung| grant(zuwendung, paper, marker)).collect()
}

fn grant(zuwendung: &Zuwendung, paper: &Paper, marker: &Marker<'_>) -> Grant {
    let name = format!("zuwendung.{}", zuwendung.id.value);
    let paid = |jahr: &String| marker.nonzero(&format!("{name}.{jahr}")).is_some();
    Grant {
        id: zuwendung.id.value.clone(),
        geber: zuwendung.geber.clone(),
        kurz: zuwendung.kurz.clone(),
        art: match zuwendung.art {
            Zuwendungsart::Festbetrag => "festbetrag",
        },
        summe: marker.named(&format!("{name}.gesamt")),
        jahre: paper
            .jahre(zuwendung.zeile.plan)
            .iter()
            .map(ToString::to_string)
            .filter(paid)
            .collect(),
        saetze: rates(zuwendung, &name, marker),
        kosten: costs(zuwendung, &name, paper, marker),
        bewilligt: granted(zuwendung, &name, marker),
    }
}

fn rates(zuwendung: &Zuwendung, name: &str, marker: &Marker<'_>) -> Vec<Rate> {
    let rate = |satz: &crate::data::Foerdersatz| Rate {
        rolle: satz.rolle.value.clone(),
        betrag: marker.named(&format!("{name}.satz.{}", satz.rolle.value)),
        je: match satz.je {
            Einheit::Vollzeitstelle => "vollzeitstelle",
            Einheit::Rolle => "rolle",
        },
    };
    zuwendung.saetze.iter().map(rate).collect()
}

fn costs(zuwendung: &Zuwendung, name: &str, paper: &Paper, marker: &Marker<'_>) -> Vec<Cost> {
    let cost = |anteil: &crate::data::Kostenanteil| {
        let id = &anteil.kosten.value;
        let kosten = paper.kosten.iter().find(|kosten| kosten.id.value == *id)?;
        Some(Cost {
            id: id.clone(),
            bezeichnung: kosten.bezeichnung.clone(),
            betrag: marker.named(&format!("kosten.{id}.betrag")),
            hoechstens: marker.named(&format!("{name}.hoechstens.{id}")),
        })
    };
    zuwendung.kosten.iter().filter_map(cost).collect()
}

fn granted(zuwendung: &Zuwendung, name: &str, marker: &Marker<'_>) -> Vec<Granted> {
    let granted = |(jahr, of): (&crate::period::Jahr, &crate::data::Bewilligung)| Granted {
        jahr: jahr.to_string(),
        betrag: marker.named(&format!("{name}.bewilligt.{jahr}")),
        quelle: of.quelle.clone(),
    };
    zuwendung.bewilligt.iter().map(granted).collect()
}
