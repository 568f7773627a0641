//! The calculation annex (Berechnungsnachweis): every amount as a calculation whose
//! operands are marked figures.
//!
//! A reading of the arena in the order of the year table; a reader with a
//! calculator comes to the printed amounts.

mod annahmen;
mod ansaetze;
mod deckung;
mod einsparungen;
mod investitionen;
mod parts;
mod writer;
mod zuwendungen;

use std::collections::BTreeSet;

use serde::Serialize;

use super::marker::Marker;
use super::table::Titled;
use crate::data::{Paper, Plan};
use crate::period::Jahr;
use writer::{Group, Moved, Step, Writer};

/// The whole annex.
#[derive(Serialize)]
pub(super) struct Nachweis {
    annahmen: annahmen::Annahmen,
    jahre: Vec<String>,
    /// Whether a year of a Stelle has parts.
    zeitabschnitte: bool,
    stellen: Vec<Group>,
    einsparungen: Option<Group>,
    kosten: Vec<Group>,
    investitionen: Vec<Group>,
    folgen: Vec<Group>,
    zuwendungen: Vec<Group>,
    deckung: Vec<Group>,
    ansaetze: Vec<Group>,
    ausgleich: Vec<Moved>,
    summen: Vec<Group>,
    kennzahlen: Vec<Step>,
    angaben: Vec<Step>,
}

/// The annex of `paper`.
pub(super) fn nachweis(paper: &Paper, marker: &Marker<'_>) -> Nachweis {
    let jahre: BTreeSet<Jahr> = Plan::ALL.iter().flat_map(|plan| paper.jahre(*plan)).collect();
    let writer = Writer { paper, marker, jahre: jahre.into_iter().collect() };
    let stellen = writer.stellen();
    let kosten = writer.kosten();
    let rows = [writer.stellen(), writer.kosten(), writer.investments(), writer.grants()];
    let rows: Vec<Titled> = rows.into_iter().flatten().collect();
    Nachweis {
        annahmen: writer.annahmen(),
        jahre: writer.jahre.iter().map(ToString::to_string).collect(),
        zeitabschnitte: writer.has_parts(),
        ausgleich: writer.moved(&rows),
        stellen: stellen.iter().filter_map(|row| writer.yearly(row)).collect(),
        kosten: kosten.iter().filter_map(|row| writer.yearly(row)).collect(),
        einsparungen: writer.einsparungen(),
        investitionen: writer.investitionen(),
        folgen: writer.folgen(),
        zuwendungen: writer.zuwendungen(),
        deckung: writer.deckung(),
        ansaetze: writer.ansaetze(),
        summen: writer.summen(),
        kennzahlen: writer.kennzahlen(),
        angaben: writer.angaben(),
    }
}
