//! The budget per Haushaltsjahr, for its clauses.

use serde::Serialize;

use super::{Marker, deckung};
use crate::data::{Auswirkung, Bedarf, Paper, Plan, Zeile, Zeilenart};
use crate::document::marks;
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
    /// The last of several years in a row of which the same is said.
    bis: Option<String>,
    /// Whether these are two.
    zwei: bool,
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
            bis: None,
            zwei: false,
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

/// `years` with those in a row of which the same is said taken together; their amounts are
/// the figures of the first.
pub(super) fn together(years: Vec<Year>) -> Vec<Year> {
    let mut clauses: Vec<(Year, Facts)> = Vec::new();
    for year in years {
        let facts = year.facts();
        match clauses.last_mut() {
            Some((first, same)) if *same == facts && facts.deckung.is_none() => {
                first.zwei = first.bis.is_none();
                first.bis = Some(year.jahr);
            }
            _ => clauses.push((year, facts)),
        }
    }
    clauses.into_iter().map(|(clause, _)| clause).collect()
}

/// What the clause of a year says, amounts as printed.
#[derive(PartialEq, Eq)]
struct Facts {
    stand: [&'static str; 3],
    umschichtungen: bool,
    zeilen: [Vec<[String; 3]>; 2],
    eigenanteil: String,
    /// The need that the ledger covers; its entries are of one year.
    deckung: Option<String>,
}

impl Year {
    fn facts(&self) -> Facts {
        let line =
            |line: &Line| [line.nummer.clone(), line.name.clone(), marks::unmarked(&line.betrag)];
        Facts {
            stand: [self.stand, self.satzung, self.rest],
            umschichtungen: self.umschichtungen,
            zeilen: [&self.aufwendungen, &self.ertraege]
                .map(|lines| lines.iter().map(line).collect()),
            eigenanteil: marks::unmarked(&self.eigenanteil),
            deckung: self.deckung.bedarf().map(marks::unmarked),
        }
    }
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
