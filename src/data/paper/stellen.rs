//! The Stellen: how much of which grade, for what, how long, and what becomes of them.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::references::References;
use super::{anteil, zeitraeume};
use crate::data::record::form::{Form, Key, words};
use crate::data::record::meaning;
use crate::data::record::{Field, Record};
use crate::data::record::{number, value};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{Anteil, Kostensatz, Placed, Zeile, Zeilenart};
use crate::diagnostic::{Diagnostic, Place};
use crate::period::{Jahr, Zeitraum};

mod einrichtung;
mod widerspruch;

pub use einrichtung::{Einrichtung, Vermerk};

/// A Stelle, or several of one kind.
#[derive(Debug, Clone)]
pub struct Stelle {
    /// The key of its figures, `stelle.<id>.…`.
    pub id: Placed<String>,
    /// What it is for, as printed in brackets behind the grade.
    pub funktion: String,
    /// The role by which grants and costs count it.
    pub rolle: String,
    /// The Baustein it belongs to; none only where the programme has none.
    pub baustein: Option<String>,
    /// With whom it is set up.
    pub bei: Bei,
    /// What the paper does with it.
    pub einrichtung: Einrichtung,
    /// Its quantity in full posts.
    pub anteil: Anteil,
    /// Its grade as printed.
    pub grad: String,
    /// What a full post costs a year; without, it costs nothing here.
    pub kostensatz: Option<Arc<Kostensatz>>,
    /// Another grading that is possible, such as for civil servants.
    pub alternativ: Option<String>,
    /// From its first to its last day, pauses included.
    pub zeitraum: Placed<Zeitraum>,
    /// Its periods in their order; no two have a day in common.
    pub zeitraeume: Vec<Placed<Zeitraum>>,
    /// The year of the Stellenplan that it is set up in, or dropped from.
    pub stellenplan: Option<Jahr>,
    /// What becomes of it later.
    pub vermerk: Option<Vermerk>,
    /// Whether Verrechnungsstellen bridge the time until the Stellenplan takes effect.
    pub verrechnung: bool,
    /// Its workplaces where they are given; else its quantity, rounded up.
    pub arbeitsplaetze: Option<Placed<Decimal>>,
    /// The line of the Teilplan that carries its cost.
    pub zeile: Arc<Zeile>,
}

/// Days of one year in which the quantity of a Stelle stays the same.
#[derive(Debug, Clone)]
pub struct Zeitabschnitt<'a> {
    /// The quantity.
    pub anteil: &'a Placed<Decimal>,
    /// What the name of its figure ends with: nothing, a year or a day.
    pub ending: Option<String>,
    /// The days.
    pub zeitraum: Zeitraum,
}

impl Stelle {
    /// The Haushaltsjahre in which it exists and has a quantity.
    pub fn jahre(&self) -> impl Iterator<Item = Jahr> {
        self.zeitraum.value.jahre().filter(|jahr| !self.zeitabschnitte(*jahr).is_empty())
    }

    /// Its parts in `jahr`, in the order of time; a Stelle that is dropped has none.
    pub fn zeitabschnitte(&self, jahr: Jahr) -> Vec<Zeitabschnitt<'_>> {
        if self.einrichtung == Einrichtung::Entfaellt || !self.zeitraum.value.touches(jahr) {
            return Vec::new();
        }
        let anteile = self.anteil.in_jahr(jahr);
        let part = |zeitraum: &Zeitraum, of: &anteil::Dauer<'_>| zeitraum.part_of(of.von, of.bis);
        let of = |zeitraum: &Placed<Zeitraum>| -> Vec<Zeitabschnitt<'_>> {
            let parts = anteile.iter().filter_map(|of| Some((of, part(&zeitraum.value, of)?)));
            parts
                .map(|(of, zeitraum)| Zeitabschnitt {
                    anteil: of.anteil,
                    ending: of.ending.clone(),
                    zeitraum,
                })
                .collect()
        };
        self.zeitraeume.iter().flat_map(of).collect()
    }

    /// Whether it costs money in this paper; a Stelle that is dropped saves some instead.
    pub fn kostet(&self) -> bool {
        self.kostensatz.is_some() && self.einrichtung != Einrichtung::Entfaellt
    }

    /// Whether it has no end (unbefristet).
    pub fn is_open(&self) -> bool {
        self.zeitraum.value.is_open()
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

pub(in crate::data) const FIELDS: &[Field] = &[
    Field::required("id", "leitung", "die Kennung der Stelle").takes(Form::Id),
    Field::required(
        "anteil",
        "1.0",
        "wie viele volle Stellen, auch je Jahr: `2021: 5`, oder ab einem Tag: `01.07.2022: 10`",
    )
    .takes(Form::Either(&[
        Form::Count,
        Form::Map(Key::Year, &Form::Count),
        Form::Map(Key::Date, &Form::Count),
    ])),
    Field::optional(
        "kostensatz",
        "e13",
        "was sie kostet, aus `kostensaetze` oder einer Personalkostentabelle; entbehrlich nur \
         bei vorhandenen und entfallenden Stellen",
    )
    .takes(Form::Id),
    Field::optional(
        "bewertung",
        "A 14",
        "die Bewertung einer vorhandenen oder entfallenden Stelle, die hier nichts kostet",
    )
    .takes(Form::Text),
    Field::optional("alternativ", "A 13", "eine andere mögliche Bewertung").takes(Form::Text),
    Field::required("funktion", "Leitung", "wofür es die Stelle gibt").takes(Form::Text),
    Field::required("rolle", "koordination", "als was Zuwendungen und Kosten sie zählen")
        .takes(Form::Id),
    Field::optional(
        "baustein",
        "steuerung",
        "der Förderbaustein; entbehrlich nur, wo `programm.bausteine` leer ist",
    )
    .takes(Form::Id),
    Field::required("bei", "stadt", "`stadt` oder `traeger`")
        .takes(Form::Choice(|| words(BEI, meaning::bei))),
    Field::required(
        "zeitraum",
        "stellen",
        "von wann bis wann: ein Name aus `programm.zeitraeume`, `von` und `bis`, oder eine Liste; \
         bei einer entfallenden Stelle ab wann sie entfällt",
    )
    .takes(Form::Either(&[
        Form::Id,
        Form::Record(zeitraeume::ZEITRAUM),
        Form::List(&Form::Either(&[Form::Id, Form::Record(zeitraeume::ZEITRAUM)])),
    ])),
    Field::optional(
        "einrichtung",
        "vorhanden",
        "`neu` (so auch ohne diesen Schlüssel), `vorhanden`, `verlaengert`, `entfristet` oder \
         `entfaellt`",
    )
    .takes(Form::Choice(|| words(einrichtung::EINRICHTUNG, meaning::einrichtung))),
    Field::optional(
        "stellenplan",
        "2026",
        "das Jahr des Stellenplans, zu dem eine unbefristete Stelle eingerichtet wird oder eine \
         Stelle entfällt",
    )
    .takes(Form::Year),
    Field::optional(
        "vermerk",
        "{ art: kw, zum: 31.12.2028 }",
        "der kw- oder ku-Vermerk der Stelle: `kw` mit `zum`, `ku` mit `nach`",
    )
    .takes(Form::Record(einrichtung::VERMERK)),
    Field::optional(
        "verrechnung",
        "ja",
        "ob Verrechnungsstellen die Zeit bis zum Stellenplan überbrücken",
    )
    .takes(Form::YesNo),
    Field::optional(
        "arbeitsplaetze",
        "2",
        "wie viele Arbeitsplätze sie braucht; sonst der aufgerundete Anteil",
    )
    .takes(Form::Whole),
    Field::required("zeile", "personal", "die Zeile des Teilplans").takes(Form::Id),
];

/// With whom a Stelle can be set up, by the words of the data.
pub(in crate::data) const BEI: &[(&str, Bei)] = &[("stadt", Bei::Stadt), ("traeger", Bei::Traeger)];

/// Reads a Stelle, known to the user as `path`.
pub(in crate::data) fn read(
    node: &Node,
    path: &str,
    known: &References,
    intake: &Intake,
) -> Option<Stelle> {
    let record = Record::open(node, path, FIELDS, intake)?;
    let id = record.read("id", value::id);
    let zeitraeume =
        record.read("zeitraum", |node, intake| zeitraeume::of_stelle(node, known, intake));
    let anteil = record.read("anteil", |node, intake| {
        anteil::read(node, zeitraeume.as_deref(), known.is_variant, intake)
    });
    let einrichtung = einrichtung::read(&record, intake);
    let grad = einrichtung.and_then(|einrichtung| grad(&record, node, einrichtung, known, intake));
    let alternativ = record.read_optional("alternativ", value::text);
    let funktion = record.read("funktion", value::text);
    let rolle = record.read("rolle", value::id);
    let baustein = (known.bausteine.complete && known.bausteine.len() == 0
        || record.is_there("baustein", path, node, FIELDS))
    .then(|| record.read_optional("baustein", |node, intake| known.bausteine.name(node, intake)))
    .flatten();
    let bei = record.read("bei", |node, intake| value::choice(node, BEI, intake));
    let is_open = zeitraeume.as_ref().map(|all| all.iter().any(|one| one.value.is_open()));
    let stellenplan = einrichtung::read_stellenplan(&record, node, einrichtung, is_open, intake);
    let vermerk = record.read_optional("vermerk", |node, intake| {
        einrichtung::read_vermerk(node, &format!("{path}.vermerk"), intake)
    });
    let verrechnung = record.read_optional("verrechnung", value::yes_no);
    let arbeitsplaetze = record.read_optional("arbeitsplaetze", number::whole);
    let zeile = record.read("zeile", |node, intake| known.zeile(node, Zeilenart::Aufwand, intake));
    let (grad, kostensatz) = grad?;
    let zeitraeume = zeitraeume?;
    let place = record.node("zeitraum")?.place.clone();
    let stelle = Stelle {
        id: id?,
        funktion: funktion?,
        rolle: rolle?.value,
        baustein: baustein?,
        bei: bei?,
        einrichtung: einrichtung?,
        anteil: anteil?,
        grad,
        kostensatz,
        alternativ: alternativ?,
        zeitraum: Placed { value: anteil::hull(&zeitraeume)?, place: named(&zeitraeume, place) },
        zeitraeume,
        stellenplan: stellenplan?,
        vermerk: vermerk?,
        verrechnung: verrechnung?.unwrap_or(false),
        arbeitsplaetze: arbeitsplaetze?,
        zeile: zeile?,
    };
    let place = |key: &str| record.node(key).map(|node| node.place.clone());
    widerspruch::check(&stelle, place, intake);
    Some(stelle)
}

/// Where the only period stands, or the list of several, which is at `list`.
fn named(zeitraeume: &[Placed<Zeitraum>], list: Place) -> Place {
    match zeitraeume {
        [one] => one.place.clone(),
        _ => list,
    }
}

/// The grade of a Stelle and what a full post of it costs a year, where it costs anything.
fn grad(
    record: &Record<'_>,
    node: &Node,
    einrichtung: Einrichtung,
    known: &References,
    intake: &Intake,
) -> Option<(String, Option<Arc<Kostensatz>>)> {
    let satz = record.read_optional("kostensatz", |node, intake| known.kostensatz(node, intake));
    let bewertung = record.read_optional("bewertung", value::text);
    match (satz?, bewertung?) {
        (Some(_), Some(_)) => intake.reject(
            Diagnostic::error(
                "angaben-widersprechen",
                &record.node("bewertung")?.place,
                "`kostensatz` und `bewertung` schließen einander aus",
            )
            .with_hint(
                "Der Kostensatz nennt die Bewertung schon; löschen Sie `bewertung`, oder, wenn \
                    die Stelle hier nichts kosten soll, `kostensatz`.",
            ),
        ),
        (Some(satz), None) => Some((satz.bezeichnung.clone(), Some(satz))),
        (None, Some(grad)) if !einrichtung.always_costs() => Some((grad, None)),
        (None, _) => intake.reject(without_cost(node, einrichtung)),
    }
}

fn without_cost(node: &Node, einrichtung: Einrichtung) -> Diagnostic {
    let finding = Diagnostic::error(
        "stelle-ohne-kostensatz",
        &node.anchor,
        "Für diese Stelle fehlt, was sie im Jahr kostet",
    );
    if einrichtung.always_costs() {
        return finding.with_hint(
            "Ergänzen Sie `kostensatz:` mit einer Kennung aus `kostensaetze` oder \
                `personalkosten`; ohne Kosten sind nur Stellen mit `einrichtung: vorhanden` \
                oder `entfaellt`.",
        );
    }
    finding.with_hint(
        "Ergänzen Sie `kostensatz:`, oder, wenn sie hier nichts kostet, `bewertung:` mit ihrer \
            Bewertung, etwa `bewertung: A 14`.",
    )
}
