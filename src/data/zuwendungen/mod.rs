//! The grants: who pays what for which Stellen and costs.
//!
//! Which keys a grant has follows from its kind ([`art`]); one that is measured by a
//! base names its parts ([`bemessung`]).

mod art;
mod bemessung;
mod hoechstbetrag;
mod status;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::intake::Intake;
use super::node::{Entry, Node};
use super::record::{Field, Record};
use super::references::References;
use super::{Placed, Rundung, Stelle, Zeile, date, haushalt, number, value, zuwendungszeile};
use crate::data::bedeutung;
use crate::data::form::{Form, Key, words};
use crate::diagnostic::{Diagnostic, Place};
use crate::period::{Jahr, Zeitraum};

pub use art::{Eigenmittel, Zuwendungsart};
pub use bemessung::{Bemessungsteil, Grundlage};
pub use status::Foerderstatus;

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
    /// How far it has come; it selects the reservation.
    pub status: Option<Foerderstatus>,
    /// The amounts by which it is measured; none for a fixed amount or lump sum.
    pub bemessung: Vec<Bemessungsteil>,
    /// Rates per role, of a fixed amount or lump sum.
    pub saetze: Vec<Foerdersatz>,
    /// Costs that a fixed amount or lump sum pays.
    pub kosten: Vec<Kostenanteil>,
    /// The most that it pays in a year, in euro.
    pub hoechstbetrag: Option<Placed<Decimal>>,
    /// The most that it pays in a year for every full post that it concerns, in euro.
    pub hoechstens_je_stelle: Option<Placed<Decimal>>,
    /// The most that it pays in all years together, in euro.
    pub hoechstens_insgesamt: Option<Placed<Decimal>>,
    /// How the amount of a year is rounded before it enters anything.
    pub rundung: Option<Rundung>,
    /// Amounts that have been granted; they replace the computed ones.
    pub bewilligt: BTreeMap<Jahr, Bewilligung>,
}

impl Zuwendung {
    /// Whether it is paid for `stelle`.
    pub fn concerns(&self, stelle: &Stelle) -> bool {
        self.saetze.iter().any(|satz| satz.rolle.value == stelle.rolle)
            || self.bemessung.iter().any(|teil| teil.grundlage.includes(stelle))
    }
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

pub(in crate::data) const FIELDS: &[Field] = &[
    Field::required("id", "land", "die Kennung der Zuwendung").takes(Form::Id),
    Field::required("geber", "Land Nordrhein-Westfalen", "wer zahlt").takes(Form::Text),
    Field::optional("kurz", "MKFFI", "der Kurzname dessen, der zahlt").takes(Form::Text),
    Field::required(
        "art",
        "festbetrag",
        "wie sie bemessen wird: `festbetrag`, `anteil`, `fehlbedarf`, `voll` oder `pauschale`",
    )
    .takes(Form::Choice(|| words(art::ART, art::Art::bedeutung))),
    Field::required("zeile", "zuwendung", "die Zeile des Teilplans, die sie einnimmt")
        .takes(Form::Id),
    Field::optional("fuer", "sanierung", "die Investition, für die sie gezahlt wird")
        .takes(Form::Id),
    Field::required("zeitraum", "foerderung", "von wann bis wann, aus `programm.zeitraeume`")
        .takes(Form::Id),
    Field::required("anteilig", "ja", "ob ein Teil des Jahres nur einen Teil des Satzes bringt")
        .takes(Form::YesNo),
    Field::optional(
        "status",
        "beantragt",
        "wie weit die Förderung ist: `beantragt`, `in_aussicht` oder `bewilligt`",
    )
    .takes(Form::Choice(|| words(status::STATUS, status::Status::bedeutung))),
    Field::optional(
        "bescheid",
        "Zuwendungsbescheid vom 01.03.2021",
        "der Bescheid, mit dem sie bewilligt ist, mit Datum und Aktenzeichen",
    )
    .takes(Form::Text),
    Field::optional("satz", "90 %", "der Fördersatz einer Anteilfinanzierung").takes(Form::Percent),
    Field::optional("bemessung", "", "eine Liste der Beträge, nach denen sie sich bemisst")
        .takes(Form::List(&Form::Record(bemessung::FIELDS))),
    Field::optional(
        "eigenmittel",
        "10 %",
        "was die Stadt vor einer Fehlbedarfsfinanzierung selbst aufbringt, vom Hundert der \
         Bemessung oder in Euro im Jahr",
    )
    .takes(Form::Either(&[Form::Percent, Form::Amount])),
    Field::optional(
        "drittmittel",
        "5000",
        "was Dritte vor einer Fehlbedarfsfinanzierung aufbringen, in Euro im Jahr",
    )
    .takes(Form::Amount),
    Field::optional("saetze", "", "eine Liste der Sätze je Rolle")
        .takes(Form::List(&Form::Record(SATZ))),
    Field::optional("kosten", "", "eine Liste der Kosten, die sie trägt")
        .takes(Form::List(&Form::Record(KOSTEN))),
    Field::optional("hoechstbetrag", "500000", "das Höchste in einem Jahr").takes(Form::Amount),
    Field::optional(
        "hoechstens_je_stelle",
        "60000",
        "das Höchste in einem Jahr je volle Stelle, für die sie gezahlt wird",
    )
    .takes(Form::Amount),
    Field::optional(
        "hoechstens_insgesamt",
        "400000",
        "das Höchste in allen Jahren zusammen; frühere Jahre schöpfen es zuerst aus",
    )
    .takes(Form::Amount),
    Field::optional(
        "rundung",
        "",
        "wie der Betrag eines Jahres nach der Richtlinie gerundet wird: `auf` und `art`",
    )
    .takes(Form::Record(haushalt::RUNDUNG_OF_GRANT)),
    Field::optional("bewilligt", "", "je Jahr der bewilligte Betrag")
        .takes(Form::Map(Key::Year, &Form::Record(BEWILLIGUNG))),
];

pub(in crate::data) const SATZ: &[Field] = &[
    Field::required("rolle", "koordination", "die Rolle der Stellen").takes(Form::Id),
    Field::required("betrag", "55000", "Euro im Jahr").takes(Form::Amount),
    Field::required("je", "vollzeitstelle", "`vollzeitstelle` oder `rolle`")
        .takes(Form::Choice(|| words(EINHEIT, bedeutung::einheit))),
];

pub(in crate::data) const KOSTEN: &[Field] = &[
    Field::required("kosten", "begleitung", "die Kennung der Kosten").takes(Form::Id),
    Field::optional("hoechstens", "40000", "das Höchste in einem Jahr").takes(Form::Amount),
];

pub(in crate::data) const BEWILLIGUNG: &[Field] = &[
    Field::required("betrag", "463500", "Euro für das Jahr").takes(Form::Amount),
    Field::required("quelle", "Bescheid vom 01.03.2021", "das Dokument, das den Betrag bewilligt")
        .takes(Form::Text),
];

const EINHEIT: &[(&str, Einheit)] =
    &[("vollzeitstelle", Einheit::Vollzeitstelle), ("rolle", Einheit::Rolle)];

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
    let kind = art::read_art(&record, node, path, intake);
    let art = kind.and_then(|kind| art::read_own(kind, &record));
    let (zeile, fuer) = zuwendungszeile::read(&record, known, intake);
    let zeitraum = record.read("zeitraum", |node, intake| known.zeitraeume.find(node, intake));
    let anteilig = record.read("anteilig", value::yes_no);
    let status = status::read(&record, intake);
    let own = id.as_ref().map(|id| id.value.as_str());
    let bemessung = record
        .read_list("bemessung", |node, intake| bemessung::read(node, path, own, known, intake));
    let saetze = record.read_list("saetze", |node, intake| read_satz(node, path, known, intake));
    let kosten = record.read_list("kosten", |node, intake| read_kosten(node, path, known, intake));
    let limits = ["hoechstbetrag", "hoechstens_je_stelle", "hoechstens_insgesamt"]
        .map(|key| record.read_optional(key, hoechstbetrag));
    let rundung = record.read_optional("rundung", haushalt::read_rundung_of_grant);
    let bewilligt = record.read_map("bewilligt", |entry, intake| {
        read_bewilligung(entry, path, zeitraum.as_ref().map(|zeitraum| &zeitraum.value), intake)
    });
    let (saetze, kosten, bemessung, bewilligt) = (saetze?, kosten?, bemessung?, bewilligt?);
    check_once(saetze.iter().map(|satz| &satz.rolle), "Die Rolle", intake);
    check_once(kosten.iter().map(|kosten| &kosten.kosten), "Die Kostenposition", intake);
    if saetze.is_empty() && kosten.is_empty() && bemessung.is_empty() && bewilligt.is_empty() {
        let needs_base = kind.is_some_and(art::Art::is_bemessen);
        // That the base is missing altogether was reported where the kind was read.
        return (!needs_base || node.get("bemessung").is_some())
            .then(|| intake.report(pays_nothing(&node.anchor, needs_base)))
            .and(None);
    }
    let [hoechstbetrag, hoechstens_je_stelle, hoechstens_insgesamt] = limits;
    Some(Zuwendung {
        id: id?,
        geber: geber?,
        kurz: kurz?,
        art: art?,
        zeile: zeile?,
        fuer: fuer?,
        zeitraum: zeitraum?,
        anteilig: anteilig?,
        status: status?,
        bemessung,
        saetze,
        kosten,
        hoechstbetrag: hoechstbetrag?,
        hoechstens_je_stelle: hoechstens_je_stelle?,
        hoechstens_insgesamt: hoechstens_insgesamt?,
        rundung: rundung?,
        bewilligt,
    })
}

/// Checks what only the grants, the Stellen and the rounding of the paper together show.
pub(super) fn check(paper: &super::Paper, intake: &Intake) {
    for zuwendung in &paper.zuwendungen {
        bemessung::check(zuwendung, &paper.stellen, intake);
        hoechstbetrag::check(zuwendung, paper.haushalt.rundung, intake);
        let Some(limit) = &zuwendung.hoechstens_je_stelle else { continue };
        let names_stellen = zuwendung
            .bemessung
            .iter()
            .any(|teil| matches!(teil.grundlage, Grundlage::Stelle(_) | Grundlage::Rolle(_)));
        if zuwendung.saetze.is_empty() && !names_stellen {
            let message = "Diese Zuwendung wird für keine Stelle gezahlt, die zu zählen wäre";
            intake.report(
                Diagnostic::error("hoechstbetrag-ohne-stelle", &limit.place, message).with_hint(
                    "Nennen Sie die Stellen unter `bemessung` oder `saetze`, oder begrenzen Sie \
                     den Betrag des Jahres mit `hoechstbetrag`.",
                ),
            );
        }
    }
}

/// Reads a limit in euro.
fn hoechstbetrag(node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
    if node.as_text().is_some_and(|text| text.trim().starts_with(['-', '−', '–'])) {
        return intake.reject(
            Diagnostic::error(
                "hoechstbetrag-negativ",
                &node.place,
                "Ein Höchstbetrag kann nicht negativ sein",
            )
            .with_hint(
                "Schreiben Sie ihn ohne Minus, oder löschen Sie die Zeile, wenn die Zuwendung \
                 nicht begrenzt ist.",
            ),
        );
    }
    number::amount(node, intake)
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
    let hoechstens = record.read_optional("hoechstens", hoechstbetrag);
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

fn pays_nothing(place: &Place, needs_base: bool) -> Diagnostic {
    let finding = Diagnostic::error("zuwendung-leer", place, "Diese Zuwendung zahlt nichts");
    if needs_base {
        return finding.with_hint("Ergänzen Sie unter `bemessung` wenigstens einen Eintrag.");
    }
    finding.with_hint("Ergänzen Sie `saetze`, `kosten` oder `bewilligt`.")
}
