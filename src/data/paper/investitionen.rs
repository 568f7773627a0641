//! Investments: what is paid in which year, what is only authorised, and what is made
//! available for it.
//!
//! A payment counts in its year; a Verpflichtungsermächtigung is authorised in one year
//! and counts as a payment in the later one in which it falls due. Use and follow-up
//! costs are read by [`super::folgekosten`].

use std::sync::Arc;

use rust_decimal::Decimal;

use super::finanzstelle::{self, Finanzstelle};
use super::folgekosten::{Ermittlung, Folgekosten, FolgekostenList, Nutzung, OfFolgekosten, Use};
use super::lookups::{AuszahlungZeile, TeilplanRef};
use super::references::References;
use crate::data::record::choice::choice;
use crate::data::record::date;
use crate::data::record::declare::record;
use crate::data::record::form::Form;
use crate::data::record::kinds::{
    Amount, AmountOverZero, Designation, Id, List, OneOf, Percent, Text, Year,
};
use crate::data::record::open::Record;
use crate::data::record::reads::{At, Declared, Reads};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Kind, Node};
use crate::data::{Haushalt, Placed, Teilplan, Zeile};
use crate::diagnostic::Diagnostic;
use crate::period::Jahr;

record! {
    /// An investment.
    pub struct Investition knowing References, "Investition" {
        /// The key of its figures, `investition.<id>.…`.
        pub id: Placed<String> = required Id
            => "Kennung", "die Kennung der Investition", "sanierung";
        /// What it is, as printed.
        pub bezeichnung: String = required Text
            => "Bezeichnung", "was es ist, wie es gedruckt wird", "Neubau der Turnhalle";
        /// The line of the Teilfinanzplan that carries it.
        pub zeile: Arc<Zeile> = required AuszahlungZeile
            => "Zeile", "die Zeile des Teilfinanzplans, die auszahlt", "auszahlung_bau";
        /// The Teilplan, where it is not that of the paper.
        pub teilplan: Option<Teilplan> = optional TeilplanRef
            => "Teilplan", "die Nummer des Teilplans, wenn sie vom Haushalt abweicht", "0801";
        /// Its Finanzstelle, as printed.
        pub finanzstelle: Option<Placed<String>> = optional Finanzstelle
            => "Finanzstelle", "die Finanzstelle", "5201-0801-7-5216";
        /// Per cent of tax on the amounts, which are net then.
        pub umsatzsteuer: Option<Placed<Decimal>> = optional Umsatzsteuer
            => "Umsatzsteuer", "der Steuersatz, wenn die Beträge ohne Umsatzsteuer angegeben \
                sind", "19 %";
        /// The payments, in the order of the data.
        pub zahlungen: Vec<Zahlung> = many List<Zahlung>
            => "Zahlungen", "eine Liste der Auszahlungen je Jahr";
        /// The Verpflichtungsermächtigungen, in the order of the data.
        pub verpflichtungen: Vec<Verpflichtung> = many List<Verpflichtung>
            => "Verpflichtungen", "eine Liste der Verpflichtungsermächtigungen: bewilligt in \
                einem Jahr, fällig in einem späteren";
        /// What of it grants can be measured by; without, all of it.
        pub foerderfaehig: Option<Foerderfaehig> = optional Foerderfaehig
            => "förderfähig", "welcher Teil zuwendungsfähig ist: ein Prozentsatz, oder darunter \
                `betrag:`", "80 %";
        /// How long it is used, and from when on.
        pub nutzung: Option<Nutzung> = part Use;
        /// What an earlier decision said it costs.
        pub bisher: Option<Bisher> = optional Bisher
            => "Bisher", "die bisher beschlossenen Kosten: `betrag` und `quelle`";
        /// What its use costs and brings a year.
        pub folgekosten: Vec<Folgekosten> = many FolgekostenList
            => "Folgekosten", "eine Liste der jährlichen Folgekosten und Folgeerträge; gibt es \
                keine, `keine`, stehen sie noch nicht fest, `nicht_ermittelt`";
        /// What is said of them instead.
        pub folgenstand: Option<Ermittlung> = part OfFolgekosten;
    }
    check costs;
}

record! {
    /// A payment.
    pub struct Zahlung, "Auszahlung" {
        /// The year in which it is made.
        pub jahr: Jahr = required Year => "Jahr", "das Haushaltsjahr der Auszahlung", "2021";
        /// Euro; net where the investment has a rate of tax.
        pub betrag: Placed<Decimal> = required AmountOverZero
            => "Betrag", "Euro; ohne Umsatzsteuer, wenn ein Satz angegeben ist", "245000";
        /// How the budget provides it.
        pub bereitstellung: Bereitstellung = default "veranschlagt" OneOf<Bereitstellung>
            => "Bereitstellung", "`veranschlagt` (so auch ohne Angabe), `ueberplanmaessig`, \
                `ausserplanmaessig` oder `zu_veranschlagen`", "ueberplanmaessig";
    }
}

record! {
    /// An authorisation to pay in a later year (§ 85 GO NRW).
    pub struct Verpflichtung, "Verpflichtung" {
        /// The year in which it is authorised.
        pub jahr: Jahr = required Year
            => "Jahr", "das Haushaltsjahr, in dem sie bewilligt wird", "2021";
        /// The year in which it falls due, after `jahr`.
        pub faellig: Jahr = required Year
            => "fällig", "das spätere Haushaltsjahr, in dem ausgezahlt wird", "2022";
        /// Euro; net where the investment has a rate of tax.
        pub betrag: Placed<Decimal> = required AmountOverZero
            => "Betrag", "Euro; ohne Umsatzsteuer, wenn ein Satz angegeben ist", "1686764.28";
        /// How the budget provides it.
        pub bereitstellung: Bereitstellung = default "veranschlagt" OneOf<Bereitstellung>
            => "Bereitstellung", "`veranschlagt` (so auch ohne Angabe), `ueberplanmaessig`, \
                `ausserplanmaessig` oder `zu_veranschlagen`", "ueberplanmaessig";
    }
    check due_later;
}

choice! {
    /// How the budget provides a payment or an authorisation.
    pub enum Bereitstellung {
        /// It stands in the budget.
        Veranschlagt = "veranschlagt", "veranschlagt", "Der Betrag steht im Haushalt.";
        /// It exceeds what stands there (§ 83 GO NRW).
        Ueberplanmaessig = "ueberplanmaessig", "überplanmäßig",
            "Er geht über den Ansatz im Haushalt hinaus.";
        /// Nothing stands there (§ 83 GO NRW).
        Ausserplanmaessig = "ausserplanmaessig", "außerplanmäßig",
            "Der Haushalt hat dafür keinen Ansatz.";
        /// A later budget is to provide it.
        ZuVeranschlagen = "zu_veranschlagen", "zu veranschlagen",
            "Ein späterer Haushalt soll ihn vorsehen.";
    }
}

impl Bereitstellung {
    /// Whether the law asks for cover in the same year.
    pub fn needs_cover(self) -> bool {
        matches!(self, Self::Ueberplanmaessig | Self::Ausserplanmaessig)
    }
}

/// What of an investment is eligible for grants.
#[derive(Debug, Clone)]
pub enum Foerderfaehig {
    /// Per cent of every payment.
    Anteil(Placed<Decimal>),
    /// At most so many euro in all, used up in the order of the years.
    Betrag(Placed<Decimal>),
}

record! {
    /// The most that is eligible.
    struct Limit, "Höchstbetrag" {
        betrag: Placed<Decimal> = required Amount
            => "Betrag", "das Höchste, das zuwendungsfähig ist, in Euro", "500000";
    }
}

impl Declared for Foerderfaehig {
    const FORM: Form = Form::Either(&[Form::Percent, Limit::FORM]);
}

impl<K> Reads<K> for Foerderfaehig {
    type Value = Self;

    fn read(node: &Node, at: &At<'_, K>) -> Option<Self> {
        match node.kind {
            Kind::Mapping(_) => Limit::read(node, at).map(|limit| Self::Betrag(limit.betrag)),
            _ => Percent::read(node, at).map(Self::Anteil),
        }
    }
}

record! {
    /// What an earlier decision said an investment costs.
    pub struct Bisher, "Bisherige Kosten" {
        /// Euro.
        pub betrag: Placed<Decimal> = required Amount
            => "Betrag", "die bisherigen Gesamtkosten in Euro", "2000000";
        /// The decision.
        pub quelle: String = required Designation
            => "Quelle", "wo sie stehen", "Beschluss des Rates vom 01.03.2016";
    }
}

impl Investition {
    /// Its use, where that costs or brings anything.
    pub fn genutzt(&self) -> Option<&Nutzung> {
        let nutzung = self.nutzung.as_ref()?;
        (nutzung.dauer.is_some() || !self.folgekosten.is_empty()).then_some(nutzung)
    }

    /// Whether the data neither list follow-up costs nor say why they do not.
    pub(super) fn says_nothing_of_follow_up(&self) -> bool {
        self.folgekosten.is_empty() && self.folgenstand.is_none()
    }

    /// The Haushaltsjahre in which something is paid, with repetitions.
    pub fn jahre(&self) -> impl Iterator<Item = Jahr> {
        let faellig = self.verpflichtungen.iter().map(|verpflichtung| verpflichtung.faellig);
        self.zahlungen.iter().map(|zahlung| zahlung.jahr).chain(faellig)
    }
}

/// A rate of tax, which is not none.
#[derive(Debug)]
struct Umsatzsteuer;

impl Declared for Umsatzsteuer {
    const FORM: Form = Form::Percent;
}

impl<K> Reads<K> for Umsatzsteuer {
    type Value = Placed<Decimal>;

    fn read(node: &Node, at: &At<'_, K>) -> Option<Placed<Decimal>> {
        let rate = Percent::read(node, at)?;
        if rate.value.is_zero() {
            return at.intake.reject(
                Diagnostic::error(
                    "umsatzsteuer-null",
                    &node.place,
                    "Ein Satz von null ergibt keine Umsatzsteuer",
                )
                .with_hint(
                    "Nennen Sie den Satz, etwa `19 %`, oder löschen Sie die Zeile, wenn die \
                        Beträge die Umsatzsteuer schon enthalten.",
                ),
            );
        }
        Some(rate)
    }
}

fn costs(read: Investition, record: &Record<'_, References>) -> Option<Investition> {
    if !read.zahlungen.is_empty() || !read.verpflichtungen.is_empty() {
        return Some(read);
    }
    let place = &record.node.anchor;
    let finding = Diagnostic::error("investition-leer", place, "Diese Investition kostet nichts")
        .with_hint("Ergänzen Sie `zahlungen` oder `verpflichtungen`.");
    record.lacking(&["zahlungen", "verpflichtungen"], finding)
}

fn due_later<K>(read: Verpflichtung, record: &Record<'_, K>) -> Option<Verpflichtung> {
    let Verpflichtung { jahr, faellig, .. } = read;
    if faellig > jahr {
        return Some(read);
    }
    let message = format!(
        "Die Verpflichtungsermächtigung des Jahres {jahr} wird schon im Jahr {faellig} fällig"
    );
    record.intake().reject(
        Diagnostic::error("verpflichtung-faellig", record.place("faellig"), message).with_hint(
            "Nennen Sie unter `faellig` ein späteres Jahr, oder tragen Sie den Betrag unter \
                `zahlungen` ein.",
        ),
    )
}

/// Years before the adopted budget that a payment may lie back.
const BACK: i16 = 10;

/// Years after the next budget that a payment may lie ahead.
const AHEAD: i16 = 30;

/// Checks that payments are made in years that a paper of this budget can mean, and that
/// every Finanzstelle belongs to its Teilplan.
pub(in crate::data) fn check(
    node: Option<&Node>,
    investitionen: &[Investition],
    haushalt: &Haushalt,
    known: &References,
    intake: &Intake,
) {
    let Some(aufstellung) = haushalt.aufstellung.first() else { return };
    let first = haushalt.beschlossen.iter().min().unwrap_or(aufstellung).0 - BACK;
    let last = aufstellung.0 + AHEAD;
    for item in node.map(Node::items).unwrap_or_default() {
        for list in ["zahlungen", "verpflichtungen"] {
            for entry in item.get(list).map(Node::items).unwrap_or_default() {
                for key in ["jahr", "faellig"] {
                    check_year(entry.get(key), first..=last, intake);
                }
            }
        }
    }
    for investition in investitionen {
        let teilplan = investition.teilplan.as_ref().or(haushalt.teilplan.as_ref());
        if let (Some(finanzstelle), Some(teilplan)) = (&investition.finanzstelle, teilplan) {
            finanzstelle::check(finanzstelle, teilplan, known, intake);
        }
    }
}

fn check_year(node: Option<&Node>, years: std::ops::RangeInclusive<i16>, intake: &Intake) {
    let Some(node) = node else { return };
    let Some(jahr) = node.as_text().and_then(|text| date::parse_year(text.trim())) else { return };
    if years.contains(&jahr.0) {
        return;
    }
    let message = format!("Das Jahr `{jahr}` liegt zu weit vom Haushalt der Vorlage entfernt");
    let hint = format!(
        "Möglich sind Jahre von {} bis {}; berichtigen Sie das Jahr, oder prüfen Sie \
            `haushalt.beschlossen` und `haushalt.aufstellung`.",
        years.start(),
        years.end()
    );
    intake.report(Diagnostic::error("zahlung-jahr", &node.place, message).with_hint(hint));
}
