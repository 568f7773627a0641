//! The grants: who pays what for which Stellen and costs.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::intake::Intake;
use super::node::{Entry, Node};
use super::record::{Field, Record};
use super::references::References;
use super::{Placed, Zeile, date, number, value, zuwendungszeile};
use crate::diagnostic::{Diagnostic, Place};
use crate::period::{Jahr, Zeitraum};

/// A grant (Nr. 2 VV zu § 44 LHO NRW).
#[derive(Debug, Clone)]
pub struct Zuwendung {
    /// The key of its figures, `zuwendung.<id>.…`.
    pub id: Placed<String>,
    /// Who pays.
    pub geber: String,
    /// The short name of who pays.
    pub kurz: Option<String>,
    /// How it is measured.
    pub art: Zuwendungsart,
    /// The line of the Teilplan that receives it.
    pub zeile: Arc<Zeile>,
    /// The investment that it pays, where the data says it.
    pub fuer: Option<Placed<String>>,
    /// From when to when it is paid.
    pub zeitraum: Placed<Zeitraum>,
    /// Whether a year that the period covers in part earns only that part of a rate.
    pub anteilig: bool,
    /// Rates per role.
    pub saetze: Vec<Foerdersatz>,
    /// Costs that it pays.
    pub kosten: Vec<Kostenanteil>,
    /// The most that it pays in a year, in euro.
    pub hoechstbetrag: Option<Placed<Decimal>>,
    /// Amounts that have been granted; they replace the computed ones.
    pub bewilligt: BTreeMap<Jahr, Bewilligung>,
}

/// How a grant is measured (Nr. 2.2 VV zu § 44 LHO NRW).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zuwendungsart {
    /// A fixed amount, also as a multiple of a unit amount (Festbetragsfinanzierung).
    Festbetrag,
}

/// What a grant pays for the Stellen of a role.
#[derive(Debug, Clone)]
pub struct Foerdersatz {
    /// The role.
    pub rolle: Placed<String>,
    /// Euro a year.
    pub betrag: Placed<Decimal>,
    /// What it is paid for.
    pub je: Einheit,
}

/// What a rate is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Einheit {
    /// A full post; part of a post earns that part.
    Vollzeitstelle,
    /// The role as such, whatever its quantity.
    Rolle,
}

/// A cost that a grant pays.
#[derive(Debug, Clone)]
pub struct Kostenanteil {
    /// The id of the cost.
    pub kosten: Placed<String>,
    /// The most that is paid for it in a year, in euro.
    pub hoechstens: Option<Placed<Decimal>>,
}

/// An amount that has been granted.
#[derive(Debug, Clone)]
pub struct Bewilligung {
    /// Euro for the year.
    pub betrag: Placed<Decimal>,
    /// The document that grants it.
    pub quelle: String,
}

const FIELDS: &[Field] = &[
    Field::required("id", "land", "die Kennung der Zuwendung"),
    Field::required("geber", "Land Nordrhein-Westfalen", "wer zahlt"),
    Field::optional("kurz", "MKFFI", "der Kurzname dessen, der zahlt"),
    Field::required("art", "festbetrag", "wie sie bemessen wird"),
    Field::required("zeile", "zuwendung", "die Zeile des Teilplans, die sie einnimmt"),
    Field::optional("fuer", "sanierung", "die Investition, für die sie gezahlt wird"),
    Field::required("zeitraum", "foerderung", "von wann bis wann, aus `programm.zeitraeume`"),
    Field::required("anteilig", "ja", "ob ein Teil des Jahres nur einen Teil des Satzes bringt"),
    Field::optional("saetze", "", "eine Liste der Sätze je Rolle"),
    Field::optional("kosten", "", "eine Liste der Kosten, die sie trägt"),
    Field::optional("hoechstbetrag", "500000", "das Höchste in einem Jahr"),
    Field::optional("bewilligt", "", "je Jahr der bewilligte Betrag"),
];

const SATZ: &[Field] = &[
    Field::required("rolle", "koordination", "die Rolle der Stellen"),
    Field::required("betrag", "55000", "Euro im Jahr"),
    Field::required("je", "vollzeitstelle", "`vollzeitstelle` oder `rolle`"),
];

const KOSTEN: &[Field] = &[
    Field::required("kosten", "begleitung", "die Kennung der Kosten"),
    Field::optional("hoechstens", "40000", "das Höchste in einem Jahr"),
];

const BEWILLIGUNG: &[Field] = &[
    Field::required("betrag", "463500", "Euro für das Jahr"),
    Field::required("quelle", "Bescheid vom 01.03.2021", "das Dokument, das den Betrag bewilligt"),
];

const EINHEIT: &[(&str, Einheit)] =
    &[("vollzeitstelle", Einheit::Vollzeitstelle), ("rolle", Einheit::Rolle)];

const ART: &[(&str, Zuwendungsart)] = &[("festbetrag", Zuwendungsart::Festbetrag)];

/// Reads a grant, known to the user as `path`.
pub(super) fn read(
    node: &Node,
    path: &str,
    known: &References,
    intake: &Intake,
) -> Option<Zuwendung> {
    let record = Record::open(node, path, FIELDS, intake)?;
    let id = record.read("id", value::id);
    let geber = record.read("geber", value::text);
    let kurz = record.read_optional("kurz", value::text);
    let art = record.read("art", |node, intake| value::choice(node, ART, intake));
    let (zeile, fuer) = zuwendungszeile::read(&record, known, intake);
    let zeitraum = record.read("zeitraum", |node, intake| known.zeitraeume.find(node, intake));
    let anteilig = record.read("anteilig", value::yes_no);
    let saetze = record.read_list("saetze", |node, intake| read_satz(node, path, known, intake));
    let kosten = record.read_list("kosten", |node, intake| read_kosten(node, path, known, intake));
    let hoechstbetrag = record.read_optional("hoechstbetrag", number::amount);
    let bewilligt = record.read_map("bewilligt", |entry, intake| {
        read_bewilligung(entry, path, zeitraum.as_ref().map(|zeitraum| &zeitraum.value), intake)
    });
    let (saetze, kosten, bewilligt) = (saetze?, kosten?, bewilligt?);
    check_once(saetze.iter().map(|satz| &satz.rolle), "Die Rolle", intake);
    check_once(kosten.iter().map(|kosten| &kosten.kosten), "Die Kostenposition", intake);
    if saetze.is_empty() && kosten.is_empty() && bewilligt.is_empty() {
        return intake.reject(pays_nothing(&node.anchor));
    }
    Some(Zuwendung {
        id: id?,
        geber: geber?,
        kurz: kurz?,
        art: art?,
        zeile: zeile?,
        fuer: fuer?,
        zeitraum: zeitraum?,
        anteilig: anteilig?,
        saetze,
        kosten,
        hoechstbetrag: hoechstbetrag?,
        bewilligt,
    })
}

fn read_satz(node: &Node, path: &str, known: &References, intake: &Intake) -> Option<Foerdersatz> {
    let record = Record::open(node, &format!("{path}.saetze"), SATZ, intake)?;
    let rolle = record.read("rolle", |node, intake| {
        Some(Placed { value: known.rollen.name(node, intake)?, place: node.place.clone() })
    });
    let betrag = record.read("betrag", number::amount);
    let je = record.read("je", |node, intake| value::choice(node, EINHEIT, intake));
    Some(Foerdersatz { rolle: rolle?, betrag: betrag?, je: je? })
}

fn read_kosten(
    node: &Node,
    path: &str,
    known: &References,
    intake: &Intake,
) -> Option<Kostenanteil> {
    let record = Record::open(node, &format!("{path}.kosten"), KOSTEN, intake)?;
    let kosten = record.read("kosten", |node, intake| {
        Some(Placed { value: known.kosten.name(node, intake)?, place: node.place.clone() })
    });
    let hoechstens = record.read_optional("hoechstens", number::amount);
    Some(Kostenanteil { kosten: kosten?, hoechstens: hoechstens? })
}

fn read_bewilligung(
    entry: &Entry,
    path: &str,
    zeitraum: Option<&Zeitraum>,
    intake: &Intake,
) -> Option<(Jahr, Bewilligung)> {
    let Entry { key, value: node } = entry;
    let jahr = date::year(&key.name, &key.place, intake);
    let record =
        Record::open(node, &format!("{path}.bewilligt.{}", key.name), BEWILLIGUNG, intake)?;
    let betrag = record.read("betrag", number::amount);
    let quelle = record.read("quelle", value::text);
    if let (Some(jahr), Some(zeitraum)) = (jahr, zeitraum)
        && !zeitraum.touches(jahr)
    {
        return intake.reject(date::outside(jahr, zeitraum, &key.place, "Die Zuwendung gibt es"));
    }
    Some((jahr?, Bewilligung { betrag: betrag?, quelle: quelle? }))
}

fn check_once<'a>(names: impl Iterator<Item = &'a Placed<String>>, what: &str, intake: &Intake) {
    let mut seen: BTreeMap<&str, &Place> = BTreeMap::new();
    for Placed { value, place } in names {
        if let Some(before) = seen.get(value.as_str()) {
            let message = format!("{what} `{value}` steht in dieser Zuwendung schon");
            let hint = format!(
                "Zuerst in {}; löschen Sie einen der beiden Einträge.",
                intake.locate(before)
            );
            intake.report(Diagnostic::error("kennung-doppelt", place, message).with_hint(hint));
        } else {
            seen.insert(value, place);
        }
    }
}

fn pays_nothing(place: &Place) -> Diagnostic {
    Diagnostic::error("zuwendung-leer", place, "Diese Zuwendung zahlt nichts")
        .with_hint("Ergänzen Sie `saetze`, `kosten` oder `bewilligt`.")
}
