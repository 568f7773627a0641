//! Costs other than Stellen.
//!
//! Whether a cost rises and whether it is prorated by months are properties of
//! each cost, said in the data.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::kostensaetze::{Steigerung, SteigerungRef};
use super::lookups::{AufwandZeile, RolleRef, TeilplanRef, ZeitraumRef};
use super::references::References;
use crate::data::record::declare::record;
use crate::data::record::form::Form;
use crate::data::record::kinds::{Amount, Count, Id, PercentOverZero, Text, YesNo};
use crate::data::record::open::{self, Part, Record};
use crate::data::record::reads::{At, Declared, Reads};
use crate::data::record::value;
use crate::data::yaml::node::{Kind, Node};
use crate::data::{Placed, Stelle, Teilplan, Zeile};
use crate::diagnostic::Diagnostic;
use crate::period::Zeitraum;

record! {
    /// A cost other than Stellen.
    pub struct Kosten knowing References, "Kostenposition" {
        /// The key of its figures, `kosten.<id>.…`.
        pub id: Placed<String> = required Id
            => "Kennung", "die Kennung der Kosten", "begleitung";
        /// What it is, as printed.
        pub bezeichnung: String = required Text
            => "Bezeichnung", "was es ist, wie es gedruckt wird", "Begleitausgaben";
        /// The line of the Teilplan that carries it.
        pub zeile: Arc<Zeile> = required AufwandZeile
            => "Zeile", "die Zeile des Teilplans", "sonstige";
        /// The Teilplan, where it is not that of the paper.
        pub teilplan: Option<Teilplan> = optional TeilplanRef
            => "Teilplan", "die Nummer des Teilplans, wenn sie vom Haushalt abweicht", "0603";
        /// What it amounts to.
        pub umfang: Umfang = part Umfang;
        /// The years in which it arises are those of this period.
        pub zeitraum: Placed<Zeitraum> = required ZeitraumRef
            => "Zeitraum", "von wann bis wann, aus `programm.zeitraeume`", "foerderung";
    }
}

impl Kosten {
    /// How it rises, where it does.
    pub fn steigerung(&self) -> Option<&Arc<Steigerung>> {
        match &self.umfang {
            Umfang::Betrag(betrag) => betrag.steigerung.as_ref(),
            Umfang::Satz(_) => None,
        }
    }
}

/// What a cost amounts to.
#[derive(Debug, Clone)]
pub enum Umfang {
    /// An amount a year, as often as there are units.
    Betrag(Kostenbetrag),
    /// A share of the personnel cost (Gemeinkosten).
    Satz(Gemeinkosten),
}

impl Declared for Umfang {
    const FORM: Form = Form::Records(&[&Kostenbetrag::SHAPE, &Gemeinkosten::SHAPE]);
}

impl Part<References> for Umfang {
    type Value = Self;

    fn read(record: &Record<'_, References>) -> Option<Self> {
        match record.node("satz") {
            Some(_) => {
                let is_sound = check_share(record);
                record.part::<Gemeinkosten>("").map(Self::Satz).filter(|_| is_sound)
            }
            None => {
                let is_sound = check_amount(record);
                record.part::<Kostenbetrag>("").map(Self::Betrag).filter(|_| is_sound)
            }
        }
    }
}

record! {
    /// An amount a year for each of some units.
    pub struct Kostenbetrag knowing References, "Betrag" {
        /// Euro a year for one unit of `menge`.
        pub betrag: Placed<Decimal> = required Amount
            => "Betrag", "Euro im Jahr; nötig, wo es keinen `satz` gibt", "40000";
        /// How many units there are.
        pub menge: Menge = part Units;
        /// Whether a year that the period covers in part costs only that part.
        pub anteilig: bool = required YesNo
            => "anteilig", "ob ein Teil des Jahres nur einen Teil kostet; nötig, wo es keinen \
                `satz` gibt", "nein";
        /// How it rises; without, it stays the same.
        pub steigerung: Option<Arc<Steigerung>> = optional SteigerungRef
            => "Steigerung", "wie der Betrag steigt, aus `steigerungen`", "tarif";
    }
}

record! {
    /// A share of what Stellen cost in the same year.
    pub struct Gemeinkosten knowing References, "Gemeinkosten" {
        /// Per cent of the personnel cost.
        pub satz: Placed<Decimal> = required PercentOverZero
            => "Satz", "Gemeinkosten: so viel vom Hundert der Personalkosten", "20 %";
        /// Whose personnel cost.
        pub auf: Stellenauswahl = checked Stellenauswahl
            => "auf", "auf welche Stellen sich der Satz bezieht: eine Liste ihrer Kennungen oder \
                eine Rolle", "[leitung, assistenz]";
    }
}

/// Some of the Stellen.
#[derive(Debug, Clone)]
pub enum Stellenauswahl {
    /// Those with these ids.
    Kennungen(Vec<String>),
    /// Those of this role.
    Rolle(String),
}

impl Stellenauswahl {
    /// Whether `stelle` is one of them.
    pub fn is_met_by(&self, stelle: &Stelle) -> bool {
        match self {
            Self::Kennungen(kennungen) => kennungen.contains(&stelle.id.value),
            Self::Rolle(rolle) => *rolle == stelle.rolle,
        }
    }
}

impl Declared for Stellenauswahl {
    const FORM: Form =
        Form::Either(&[Form::Reference("stellen"), Form::List(&Form::Reference("stellen"))]);
}

impl Reads<References> for Stellenauswahl {
    type Value = Self;

    fn read(node: &Node, at: &At<'_, References>) -> Option<Self> {
        match node.kind {
            Kind::Sequence(_) => selected(node, at).map(Self::Kennungen),
            _ => RolleRef::read(node, at).map(Self::Rolle),
        }
    }
}

/// How many units of a cost there are.
#[derive(Debug, Clone)]
pub enum Menge {
    /// One.
    Pauschal,
    /// As many as given.
    Anzahl(Placed<Decimal>),
    /// As many as there are full posts of a role in that year.
    JeStelle(String),
    /// As many as the Stellen of a role have workplaces, each for its own months.
    JeArbeitsplatz(String),
}

record! {
    /// The keys by which data say how many units there are.
    struct Units knowing References, "Menge" {
        anzahl: Option<Placed<Decimal>> = optional Count
            => "Anzahl", "wie oft der Betrag anfällt", "3";
        je_stelle: Option<String> = optional RolleRef
            => "je Stelle", "der Betrag fällt je volle Stelle dieser Rolle an", "koordination";
        je_arbeitsplatz: Option<String> = optional RolleRef
            => "je Arbeitsplatz", "der Betrag fällt je Arbeitsplatz der Stellen dieser Rolle an, \
                bei `anteilig: ja` nach den Monaten der Stelle und nicht nach ihrem Anteil",
                "koordination";
    }
    makes Menge = menge;
}

fn menge(units: Units, record: &Record<'_, References>) -> Option<Menge> {
    if let Some([(first, node), (second, _)]) =
        record.two_of(&["anzahl", "je_stelle", "je_arbeitsplatz"])
    {
        return record.intake().reject(
            Diagnostic::error(
                "angaben-widersprechen",
                &node.place,
                format!("`{first}` und `{second}` schließen einander aus"),
            )
            .with_hint("Löschen Sie eine der beiden Zeilen."),
        );
    }
    Some(match units {
        Units { anzahl: Some(anzahl), .. } => Menge::Anzahl(anzahl),
        Units { je_stelle: Some(rolle), .. } => Menge::JeStelle(rolle),
        Units { je_arbeitsplatz: Some(rolle), .. } => Menge::JeArbeitsplatz(rolle),
        _ => Menge::Pauschal,
    })
}

/// Checks that an amount names no Stellen of a share.
fn check_amount(record: &Record<'_, References>) -> bool {
    let Some(auf) = record.node("auf") else { return true };
    record.intake().report(
        Diagnostic::error("angaben-widersprechen", &auf.place, "`auf` gehört zu einem `satz`")
            .with_hint(
                "Ergänzen Sie `satz:`, etwa `satz: 20 %`, oder löschen Sie die Zeile `auf`.",
            ),
    );
    false
}

/// Checks that a share says of what, and nothing that belongs to an amount.
fn check_share(record: &Record<'_, References>) -> bool {
    let of_amount = Kostenbetrag::SHAPE.keys();
    let foreign = of_amount.iter().filter_map(|key| Some((key.name, record.node(key.name)?)));
    let mut is_sound = true;
    for (key, node) in foreign {
        is_sound = false;
        record.intake().report(
            Diagnostic::error(
                "angaben-widersprechen",
                &node.place,
                format!("`satz` und `{key}` schließen einander aus"),
            )
            .with_hint(
                "Gemeinkosten folgen mit ihrem Satz den Personalkosten der genannten Stellen; \
                    löschen Sie eine der beiden Zeilen.",
            ),
        );
    }
    if record.node("auf").is_none() {
        let finding = Diagnostic::error(
            "schluessel-fehlt",
            record.place("satz"),
            "Zu diesem Satz fehlt, auf welche Stellen er sich bezieht",
        );
        let hint = "Ergänzen Sie `auf:` mit den Kennungen der Stellen oder einer Rolle.";
        let _: Option<()> = record.lacking(&["auf"], finding.with_hint(hint));
    }
    is_sound
}

/// The ids of a list of Stellen, which is not empty and names none of them twice.
fn selected(node: &Node, at: &At<'_, References>) -> Option<Vec<String>> {
    let intake = at.intake;
    let stellen: Vec<Placed<String>> =
        open::list(node, intake, |node| value::placed(node, at.known.stellen.name(node, intake)?))?;
    if stellen.is_empty() {
        return intake.reject(
            Diagnostic::error("auf-leer", &node.place, "Dieser Satz bezieht sich auf keine Stelle")
                .with_hint("Nennen Sie die Kennungen der Stellen oder eine Rolle."),
        );
    }
    for (index, stelle) in stellen.iter().enumerate() {
        if stellen.iter().take(index).any(|before| before.value == stelle.value) {
            let message = format!("Die Stelle `{}` steht unter `auf` schon", stelle.value);
            intake.report(
                Diagnostic::error("kennung-doppelt", &stelle.place, message)
                    .with_hint("Löschen Sie einen der beiden Einträge; jede Stelle zählt einmal."),
            );
        }
    }
    Some(stellen.into_iter().map(|stelle| stelle.value).collect())
}
