//! The grants: who pays what for which Stellen and costs.
//!
//! Which keys a grant has follows from its kind ([`art`]); one that is measured by a
//! base names its parts ([`bemessung`]), any other its rates and costs ([`saetze`]).

mod art;
mod bemessung;
mod bewilligung;
mod hoechstbetrag;
mod saetze;
mod status;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::references::References;
use super::{haushalt, zuwendungszeile};
use crate::data::record::form::{Form, Key, words};
use crate::data::record::value;
use crate::data::record::{Field, Record};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{Placed, Rundung, Stelle, Zeile};
use crate::diagnostic::{Diagnostic, Place};
use crate::period::{Jahr, Zeitraum};

pub use art::{Drittmittel, Eigenmittel, Zuwendungsart};
pub use bemessung::{Bemessungsteil, Grundlage};
pub use bewilligung::Bewilligung;
pub use saetze::{Einheit, Foerdersatz, Kostenanteil};
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
    /// What others bring before it fills the gap.
    pub fn drittmittel(&self) -> Option<&Drittmittel> {
        match &self.art {
            Zuwendungsart::Fehlbedarf { drittmittel, .. } => drittmittel.as_ref(),
            _ => None,
        }
    }

    /// What the row of these funds is called.
    pub fn drittmittelgeber(&self) -> &str {
        self.drittmittel().and_then(|of| of.geber.as_deref()).unwrap_or("Mittel Dritter")
    }

    /// Whether it is paid for `stelle`.
    pub fn concerns(&self, stelle: &Stelle) -> bool {
        self.saetze.iter().any(|satz| satz.rolle.value == stelle.rolle)
            || self.bemessung.iter().any(|part| part.grundlage.includes(stelle))
    }
}

pub(in crate::data) const FIELDS: &[Field] = &[
    Field::required("id", "land", "die Kennung der Zuwendung").takes(Form::Id),
    Field::required("geber", "Land", "wer zahlt").takes(Form::Text),
    Field::optional("kurz", "MKFFI", "der Kurzname dessen, der zahlt").takes(Form::Text),
    Field::required(
        "art",
        "festbetrag",
        "wie sie bemessen wird: `festbetrag`, `anteil`, `fehlbedarf`, `voll` oder `pauschale`",
    )
    .takes(Form::Choice(|| words(art::ART, art::Art::meaning))),
    Field::required("zeile", "zuwendung", "die Zeile des Teilplans, die sie einnimmt")
        .takes(Form::Id),
    Field::optional("fuer", "sanierung", "die Investition, für die sie gezahlt wird")
        .takes(Form::Id),
    Field::required("zeitraum", "foerderung", "von wann bis wann, aus `programm.zeitraeume`")
        .takes(Form::Id),
    Field::optional(
        "anteilig",
        "ja",
        "ob ein Teil des Jahres nur einen Teil des Satzes bringt; nötig bei `festbetrag` und \
         `pauschale`; sonst gilt es nur für `hoechstens_je_stelle`, ohne Angabe `ja`",
    )
    .takes(Form::YesNo),
    Field::optional(
        "status",
        "beantragt",
        "wie weit die Förderung ist: `beantragt`, `in_aussicht` oder `bewilligt`",
    )
    .takes(Form::Choice(|| words(status::STATUS, status::Status::meaning))),
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
        "was Dritte vor einer Fehlbedarfsfinanzierung aufbringen, in Euro im Jahr, oder darunter \
         `betrag` und `geber`; die Stadt nimmt es in derselben Zeile ein wie die Zuwendung",
    )
    .takes(Form::Either(&[Form::Amount, Form::Record(art::DRITTMITTEL)])),
    Field::optional("saetze", "", "eine Liste der Sätze je Rolle")
        .takes(Form::List(&Form::Record(saetze::SATZ))),
    Field::optional("kosten", "", "eine Liste der Kosten, die sie trägt")
        .takes(Form::List(&Form::Record(saetze::KOSTEN))),
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
        .takes(Form::Map(Key::Year, &Form::Record(bewilligung::BEWILLIGUNG))),
];

/// Reads a grant, known to the user as `path`.
pub(in crate::data) fn read(
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
    let art = kind.and_then(|kind| art::read_own(kind, &record, path));
    let (zeile, fuer) = zuwendungszeile::read(&record, known, intake);
    let zeitraum = record.read("zeitraum", |node, intake| known.zeitraeume.find(node, intake));
    let anteilig = record.read_optional("anteilig", value::yes_no);
    let status = status::read(&record, intake);
    let own = id.as_ref().map(|id| id.value.as_str());
    let bemessung = record
        .read_list("bemessung", |node, intake| bemessung::read(node, path, own, known, intake));
    let saetze = record.read_list("saetze", |node, intake| saetze::read(node, path, known, intake));
    let kosten =
        record.read_list("kosten", |node, intake| saetze::read_kosten(node, path, known, intake));
    let limits = ["hoechstbetrag", "hoechstens_je_stelle", "hoechstens_insgesamt"]
        .map(|key| record.read_optional(key, hoechstbetrag::read));
    let rundung = record.read_optional("rundung", haushalt::read_rundung_of_grant);
    let bewilligt = record.read_map("bewilligt", |entry, intake| {
        bewilligung::read(entry, path, zeitraum.as_ref().map(|zeitraum| &zeitraum.value), intake)
    });
    let (saetze, kosten, bemessung, bewilligt) = (saetze?, kosten?, bemessung?, bewilligt?);
    saetze::check_once(saetze.iter().map(|satz| &satz.rolle), "Die Rolle", intake);
    saetze::check_once(kosten.iter().map(|kosten| &kosten.kosten), "Die Kostenposition", intake);
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
        anteilig: anteilig?.unwrap_or(true),
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
pub(in crate::data) fn check(paper: &crate::data::Paper, intake: &Intake) {
    for zuwendung in &paper.zuwendungen {
        bemessung::check(zuwendung, &paper.stellen, intake);
        hoechstbetrag::check(zuwendung, paper.haushalt.rundung, intake);
        hoechstbetrag::check_stellen(zuwendung, intake);
        hoechstbetrag::check_bewilligt(zuwendung, intake);
    }
}

fn pays_nothing(place: &Place, needs_base: bool) -> Diagnostic {
    let finding = Diagnostic::error("zuwendung-leer", place, "Diese Zuwendung zahlt nichts");
    if needs_base {
        return finding.with_hint("Ergänzen Sie unter `bemessung` wenigstens einen Eintrag.");
    }
    finding.with_hint("Ergänzen Sie `saetze`, `kosten` oder `bewilligt`.")
}
