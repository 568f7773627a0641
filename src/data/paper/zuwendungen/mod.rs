//! The grants: who pays what for which Stellen and costs.
//!
//! Which keys a grant has follows from its kind ([`art`]); one that is measured by a
//! base names its parts ([`bemessung`]), any other its rates and costs ([`saetze`]).

mod art;
mod bemessung;
mod bewilligung;
mod check;
mod hoechstbetrag;
mod limit;
mod saetze;
mod status;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::haushalt::OfGrant;
use super::lookups::{EinnahmeZeile, InvestitionRef, TeilplanRef, ZeitraumRef};
use super::references::References;
use super::zuwendungszeile;
use crate::data::Profil;
use crate::data::record::declare::record;
use crate::data::record::kinds::{Id, List, PerYear, Text, WithPlace, YesNo};
use crate::data::record::open::Record;
use crate::data::{Investition, Paper, Placed, Plan, Rundung, Stelle, Teilplan, Zeile};
use crate::diagnostic::{Diagnostic, Place};
use crate::period::{Jahr, Zeitraum};
use art::Measured;
use limit::Limit;
use status::Progress;

pub use art::{Drittmittel, Eigenmittel, Zuwendungsart};
pub use bemessung::{Bemessungsteil, Grundlage};
pub use bewilligung::Bewilligung;
pub(in crate::data) use check::check;
pub use saetze::{Einheit, Foerdersatz, Kostenanteil};
pub use status::Foerderstatus;

record! {
    /// A grant (Nr. 2 VV zu § 44 LHO NRW).
    pub struct Zuwendung knowing References, "Zuwendung" {
        /// The key of its figures, `zuwendung.<id>.…`.
        pub id: Placed<String> = required Id => "Kennung", "die Kennung der Zuwendung", "land";
        /// Who pays.
        pub geber: String = required Text => "Geber", "wer zahlt", "Land";
        /// The short name of who pays.
        pub kurz: Option<String> = optional Text
            => "Kurzname", "der Kurzname dessen, der zahlt", "MKFFI";
        /// How it is measured.
        pub art: Zuwendungsart = part Measured;
        /// The line of the Teilplan that receives it.
        pub zeile: Arc<Zeile> = required EinnahmeZeile
            => "Zeile", "die Zeile des Teilplans, die sie einnimmt", "zuwendung";
        /// The Teilplan, where it is neither that of the paper nor that of its investment.
        pub teilplan: Option<Teilplan> = optional TeilplanRef
            => "Teilplan", "die Nummer des Teilplans, wenn sie vom Haushalt abweicht", "0603";
        /// The investment that it pays, where the data says it.
        pub fuer: Option<Placed<String>> = optional WithPlace<InvestitionRef>
            => "für", "die Investition, für die sie gezahlt wird", "sanierung";
        /// From when to when it is paid.
        pub zeitraum: Placed<Zeitraum> = required ZeitraumRef
            => "Zeitraum", "von wann bis wann, aus `programm.zeitraeume`", "foerderung";
        /// Whether a year that the period covers in part earns only that part of a rate.
        pub anteilig: bool = default "ja" YesNo
            => "anteilig", "ob ein Teil des Jahres nur einen Teil des Satzes bringt; nötig bei \
                `festbetrag` und `pauschale`; sonst gilt es nur für `hoechstens_je_stelle`, \
                ohne Angabe `ja`", "ja";
        /// How far it has come; it selects the reservation.
        pub status: Option<Foerderstatus> = part Progress;
        /// The amounts by which it is measured; none for a fixed amount or lump sum.
        pub bemessung: Vec<Bemessungsteil> = many List<Bemessungsteil>
            => "Bemessung", "eine Liste der Beträge, nach denen sie sich bemisst";
        /// Rates per role, of a fixed amount or lump sum.
        pub saetze: Vec<Foerdersatz> = many List<Foerdersatz>
            => "Sätze", "eine Liste der Sätze je Rolle";
        /// Costs that a fixed amount or lump sum pays.
        pub kosten: Vec<Kostenanteil> = many List<Kostenanteil>
            => "Kosten", "eine Liste der Kosten, die sie trägt";
        /// The most that it pays in a year, in euro.
        pub hoechstbetrag: Option<Placed<Decimal>> = optional Limit
            => "Höchstbetrag", "das Höchste in einem Jahr", "500000";
        /// The most that it pays in a year for every full post that it concerns, in euro.
        pub hoechstens_je_stelle: Option<Placed<Decimal>> = optional Limit
            => "höchstens je Stelle", "das Höchste in einem Jahr je volle Stelle, für die sie \
                gezahlt wird", "60000";
        /// The most that it pays in all years together, in euro.
        pub hoechstens_insgesamt: Option<Placed<Decimal>> = optional Limit
            => "höchstens insgesamt", "das Höchste in allen Jahren zusammen; frühere Jahre \
                schöpfen es zuerst aus", "400000";
        /// How the amount of a year is rounded before it enters anything.
        pub rundung: Option<Rundung> = optional OfGrant
            => "Rundung", "wie der Betrag eines Jahres nach der Richtlinie gerundet wird: `auf` \
                und `art`";
        /// Amounts that have been granted; they replace the computed ones.
        pub bewilligt: BTreeMap<Jahr, Bewilligung> = many PerYear<Bewilligung>
            => "bewilligt", "je Jahr der bewilligte Betrag";
    }
    looks bemessung::in_order;
    check whole;
}

/// `all` with a name for the funds of others, in the words of the city, where the data have none.
pub(in crate::data) fn named(mut all: Vec<Zuwendung>, profil: Option<&Profil>) -> Vec<Zuwendung> {
    let Some(name) = profil.map(|profil| profil.wording.say("tabelle.dritte")) else { return all };
    for zuwendung in &mut all {
        if let Zuwendungsart::Fehlbedarf { drittmittel: Some(of), .. } = &mut zuwendung.art {
            of.geber.get_or_insert_with(|| name.to_owned());
        }
    }
    all
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
        self.drittmittel().and_then(|of| of.geber.as_deref()).unwrap_or_default()
    }

    /// Whether its base has the investment `id`.
    fn is_measured_by(&self, id: &str) -> bool {
        let is_it = |of: &Grundlage| matches!(of, Grundlage::Investition(own) if own == id);
        self.bemessung.iter().any(|part| is_it(&part.grundlage))
    }

    /// Whether it is paid for `stelle`.
    pub fn concerns(&self, stelle: &Stelle) -> bool {
        self.saetze.iter().any(|satz| satz.rolle.value == stelle.rolle)
            || self.bemessung.iter().any(|part| part.grundlage.includes(stelle))
    }
}

impl Paper {
    /// The investments that `zuwendung` pays: the one it names, the only one, or all by which
    /// it is measured.
    pub fn investitionen_of(&self, zuwendung: &Zuwendung) -> Vec<&Investition> {
        let is_paid = |of: &&Investition| match &zuwendung.fuer {
            _ if zuwendung.zeile.plan != Plan::Finanzplan => false,
            Some(fuer) => of.id.value == fuer.value,
            None => self.investitionen.len() == 1 || zuwendung.is_measured_by(&of.id.value),
        };
        self.investitionen.iter().filter(is_paid).collect()
    }
}

/// Checks what a grant says of itself.
fn whole(read: Zuwendung, record: &Record<'_, References>) -> Option<Zuwendung> {
    let intake = record.intake();
    zuwendungszeile::check(record, &read.zeile, read.fuer.as_ref())?;
    bewilligung::check(record.node("bewilligt"), &read.zeitraum.value, intake)?;
    saetze::check_once(read.saetze.iter().map(|satz| &satz.rolle), "Die Rolle", intake);
    saetze::check_once(read.kosten.iter().map(|of| &of.kosten), "Die Kostenposition", intake);
    let pays = !read.saetze.is_empty() || !read.kosten.is_empty();
    if pays || !read.bemessung.is_empty() || !read.bewilligt.is_empty() {
        return Some(read);
    }
    let needs_base = read.art.kind().is_bemessen();
    // That the base is missing altogether was reported where the kind was read.
    if !needs_base || record.node("bemessung").is_some() {
        let finding = pays_nothing(&record.node.anchor, needs_base);
        return record.lacking(&["saetze", "kosten", "bewilligt", "bemessung"], finding);
    }
    None
}

fn pays_nothing(place: &Place, needs_base: bool) -> Diagnostic {
    let finding = Diagnostic::error("zuwendung-leer", place, "Diese Zuwendung zahlt nichts");
    if needs_base {
        return finding.with_hint("Ergänzen Sie unter `bemessung` wenigstens einen Eintrag.");
    }
    finding.with_hint("Ergänzen Sie `saetze`, `kosten` oder `bewilligt`.")
}
