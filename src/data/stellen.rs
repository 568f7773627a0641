//! The Stellen: how much of which grade, for what, and how long.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::intake::Intake;
use super::node::{Entry, Kind, Node};
use super::record::{self, Field, Record};
use super::references::References;
use super::{Kostensatz, Placed, Zeile, Zeilenart, date, number, value};
use crate::period::{Jahr, Zeitraum};

/// A Stelle, or several of one kind.
#[derive(Debug, Clone)]
pub struct Stelle {
    /// The key of its figures, `stelle.<id>.…`.
    pub id: Placed<String>,
    /// What it is for, as printed in brackets behind the grade.
    pub funktion: String,
    /// The role by which grants and costs count it.
    pub rolle: String,
    /// The Baustein it belongs to.
    pub baustein: String,
    /// With whom it is set up.
    pub bei: Bei,
    /// Its quantity in full posts.
    pub anteil: Anteil,
    /// What a full post costs a year.
    pub kostensatz: Arc<Kostensatz>,
    /// Another grading that is possible, such as for civil servants.
    pub alternativ: Option<String>,
    /// From when to when it is set up.
    pub zeitraum: Placed<Zeitraum>,
    /// The line of the Teilplan that carries its cost.
    pub zeile: Arc<Zeile>,
}

impl Stelle {
    /// The Haushaltsjahre in which it exists and has a quantity.
    pub fn jahre(&self) -> impl Iterator<Item = Jahr> {
        let zeitraum = &self.zeitraum.value;
        zeitraum.jahre().filter(|jahr| self.anteil.in_jahr(*jahr).is_some())
    }
}

/// With whom a Stelle is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bei {
    /// With the city.
    Stadt,
    /// With a carrier (freier Träger), to whom funds are passed on.
    Traeger,
}

/// A quantity of full posts.
#[derive(Debug, Clone)]
pub enum Anteil {
    /// The same in every year.
    Fest(Placed<Decimal>),
    /// By Haushaltsjahr; a year without an entry has none.
    Jaehrlich(BTreeMap<Jahr, Placed<Decimal>>),
}

impl Anteil {
    /// The quantity in `jahr`.
    pub fn in_jahr(&self, jahr: Jahr) -> Option<&Placed<Decimal>> {
        match self {
            Self::Fest(anteil) => Some(anteil),
            Self::Jaehrlich(jahre) => jahre.get(&jahr),
        }
    }
}

const FIELDS: &[Field] = &[
    Field::required("id", "leitung", "die Kennung der Stelle"),
    Field::required("anteil", "1.0", "wie viele volle Stellen, auch je Jahr: `2021: 5`"),
    Field::required("kostensatz", "e13", "was sie kostet, aus `kostensaetze`"),
    Field::optional("alternativ", "A 13 LBesG NRW", "eine andere mögliche Bewertung"),
    Field::required("funktion", "Leitung", "wofür es die Stelle gibt"),
    Field::required("rolle", "koordination", "als was Zuwendungen und Kosten sie zählen"),
    Field::required("baustein", "steuerung", "der Förderbaustein"),
    Field::required("bei", "stadt", "`stadt` oder `traeger`"),
    Field::required("zeitraum", "stellen", "von wann bis wann, aus `programm.zeitraeume`"),
    Field::required("zeile", "personal", "die Zeile des Teilplans"),
];

/// With whom a Stelle can be set up, by the words of the data.
pub(super) const BEI: &[(&str, Bei)] = &[("stadt", Bei::Stadt), ("traeger", Bei::Traeger)];

/// Reads a Stelle, known to the user as `path`.
pub(super) fn read(node: &Node, path: &str, known: &References, intake: &Intake) -> Option<Stelle> {
    let record = Record::open(node, path, FIELDS, intake)?;
    let id = record.read("id", value::id);
    let zeitraum = record.read("zeitraum", |node, intake| known.zeitraeume.find(node, intake));
    let anteil = record.read("anteil", |node, intake| {
        read_anteil(
            node,
            zeitraum.as_ref().map(|zeitraum| &zeitraum.value),
            known.is_variant,
            intake,
        )
    });
    let kostensatz =
        record.read("kostensatz", |node, intake| known.kostensaetze.find(node, intake));
    let alternativ = record.read_optional("alternativ", value::text);
    let funktion = record.read("funktion", value::text);
    let rolle = record.read("rolle", value::id);
    let baustein = record.read("baustein", |node, intake| known.bausteine.name(node, intake));
    let bei = record.read("bei", |node, intake| value::choice(node, BEI, intake));
    let zeile = record.read("zeile", |node, intake| known.zeile(node, Zeilenart::Aufwand, intake));
    Some(Stelle {
        id: id?,
        funktion: funktion?,
        rolle: rolle?.value,
        baustein: baustein?,
        bei: bei?,
        anteil: anteil?,
        kostensatz: kostensatz?,
        alternativ: alternativ?,
        zeitraum: zeitraum?,
        zeile: zeile?,
    })
}

fn read_anteil(
    node: &Node,
    zeitraum: Option<&Zeitraum>,
    may_be_none: bool,
    intake: &Intake,
) -> Option<Anteil> {
    if !matches!(node.kind, Kind::Mapping(_)) {
        return number::stellen(may_be_none, node, intake).map(Anteil::Fest);
    }
    let anteile = record::map(node, intake, |Entry { key, value: node }, intake| {
        let jahr = date::year(&key.name, &key.place, intake);
        let anteil = number::stellen(may_be_none, node, intake);
        if let (Some(jahr), Some(zeitraum)) = (jahr, zeitraum)
            && !zeitraum.touches(jahr)
        {
            return intake.reject(date::outside(jahr, zeitraum, &key.place, "Die Stelle gibt es"));
        }
        Some((jahr?, anteil?))
    });
    anteile.map(Anteil::Jaehrlich)
}
