//! The budget per Haushaltsjahr, for its clauses.

use serde::Serialize;

use super::{Marker, deckung};
use crate::data::{Auswirkung, Bedarf, Paper, Plan, Zeile, Zeilenart};
use crate::period::Jahr;

#[derive(Serialize)]
pub(super) struct Haushalt {
    /// `wirksam`, `keine` or `veranschlagt`.
    auswirkung: &'static str,
    teilplan: Option<Teilplan>,
    teilplaene: Vec<Teilplan>,
    beschlossen: String,
    aufstellung: Option<String>,
}

#[derive(Serialize)]
struct Teilplan {
    nummer: String,
    name: String,
}

/// A Haushaltsjahr with the lines that have an amount in it.
#[derive(Serialize)]
pub(super) struct Year {
    jahr: String,
    stand: &'static str,
    /// `in_kraft`, `nicht_in_kraft` or `vorlaeufig`.
    satzung: &'static str,
    umschichtungen: bool,
    aufwendungen: Vec<Line>,
    ertraege: Vec<Line>,
    eigenanteil: String,
    /// What expenses less revenue leave: `eigenanteil`, `keiner` or `ueberschuss`.
    rest: &'static str,
    /// What the ledger covers the own share with; nothing where it has no entry.
    deckung: deckung::Cover,
}

#[derive(Serialize)]
struct Line {
    nummer: String,
    name: String,
    betrag: String,
}

pub(super) fn haushalt(paper: &Paper, beschlossen: String) -> Haushalt {
    let haushalt = &paper.haushalt;
    let teilplan = |teilplan: &crate::data::Teilplan| Teilplan {
        nummer: teilplan.nummer.clone(),
        name: teilplan.name.clone(),
    };
    Haushalt {
        auswirkung: match haushalt.auswirkung {
            Auswirkung::Wirksam => "wirksam",
            Auswirkung::Keine => "keine",
            Auswirkung::Veranschlagt => "veranschlagt",
        },
        teilplan: haushalt.teilplan.as_ref().map(teilplan),
        teilplaene: haushalt.teilplaene.iter().map(teilplan).collect(),
        beschlossen,
        aufstellung: haushalt.aufstellung.map(|jahr| jahr.to_string()),
    }
}

pub(super) fn years(paper: &Paper, marker: &Marker<'_>) -> Vec<Year> {
    let year = |jahr: Jahr| {
        let state = paper.haushalt.jahre.get(&jahr)?;
        Some(Year {
            jahr: jahr.to_string(),
            stand: state.stand.schluessel(),
            satzung: state.satzung.schluessel(),
            umschichtungen: state.umschichtungen,
            aufwendungen: lines(paper, marker, Zeilenart::Aufwand, jahr),
            ertraege: lines(paper, marker, Zeilenart::Ertrag, jahr),
            eigenanteil: marker.named(&format!("eigenanteil.{jahr}"))?,
            rest: rest(marker, jahr)?,
            deckung: deckung::cover(paper, marker, Bedarf::Ergebnis, jahr),
        })
    };
    paper.jahre(Plan::Ergebnisplan).into_iter().filter_map(year).collect()
}

fn rest(marker: &Marker<'_>, jahr: Jahr) -> Option<&'static str> {
    let own = marker.figures.find(&format!("eigenanteil.{jahr}"))?;
    let own = marker.figures.get(own).value;
    Some(match own {
        own if own.is_zero() => "keiner",
        own if own.is_sign_negative() => "ueberschuss",
        _ => "eigenanteil",
    })
}

fn lines(paper: &Paper, marker: &Marker<'_>, art: Zeilenart, jahr: Jahr) -> Vec<Line> {
    let line = |zeile: &Zeile| {
        let betrag = marker.nonzero(&format!("{}.{jahr}", zeile.kennung()))?;
        Some(Line { nummer: zeile.nummer.clone(), name: zeile.name.clone(), betrag })
    };
    let zeilen = paper.zeilen(Plan::Ergebnisplan, art);
    zeilen.into_iter().filter_map(|(zeile, _)| line(zeile)).collect()
}
