//! The Stellen: how much of which grade, for what, how long, and what becomes of them.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::anteil;
use super::lookups::{AufwandZeile, BausteinRef, KostensatzRef, TeilplanRef};
use super::references::References;
use super::zeitraeume::Stellenzeit;
use crate::data::record::choice::choice;
use crate::data::record::declare::record;
use crate::data::record::form::Need;
use crate::data::record::kinds::{Designation, Id, Name, OneOf, Text, Whole, Year, YesNo};
use crate::data::record::open::Record;
use crate::data::yaml::node::Node;
use crate::data::{Anteil, Kostensatz, Placed, Teilplan, Zeile};
use crate::diagnostic::Diagnostic;
use crate::period::{Jahr, Zeitraum};

mod einrichtung;
mod widerspruch;

use einrichtung::Setup;
pub use einrichtung::{Einrichtung, Vermerk};

record! {
    /// A Stelle, or several of one kind.
    pub struct Stelle knowing References, "Stelle" {
        /// The key of its figures, `stelle.<id>.…`.
        pub id: Placed<String> = required Id
            => "Kennung", "die Kennung der Stelle", "leitung";
        /// Its quantity in full posts.
        pub anteil: Anteil = required Anteil
            => "Anteil", "wie viele volle Stellen, auch je Jahr: `2021: 5`, oder ab einem Tag: \
                `01.07.2022: 10`", "1.0";
        /// What a full post costs a year; without, it costs nothing here.
        pub kostensatz: Option<Arc<Kostensatz>> = optional KostensatzRef
            => "Kostensatz", "was sie kostet, aus `kostensaetze` oder einer \
                Personalkostentabelle; entbehrlich nur bei vorhandenen und entfallenden Stellen",
                "e13";
        /// Its grade as printed; that of its `kostensatz` where it has one.
        pub grad as "bewertung": String = many Designation
            => "Bewertung", "die Bewertung einer vorhandenen oder entfallenden Stelle, die hier \
                nichts kostet", "A 14";
        /// Another grading that is possible, such as for civil servants.
        pub alternativ: Option<String> = optional Designation
            => "Alternativ", "eine andere mögliche Bewertung", "A 13";
        /// What it is for, as printed in brackets behind the grade.
        pub funktion: String = required Text
            => "Funktion", "wofür es die Stelle gibt", "Leitung";
        /// The role by which grants and costs count it.
        pub rolle: String = required Name
            => "Rolle", "als was Zuwendungen und Kosten sie zählen", "koordination";
        /// The Baustein it belongs to; none only where the programme has none.
        pub baustein: Option<String> = optional BausteinRef
            => "Baustein", "der Förderbaustein; entbehrlich nur, wo `programm.bausteine` leer \
                ist", "steuerung";
        /// With whom it is set up.
        pub bei: Bei = default "stadt" OneOf<Bei>
            => "bei", "`stadt` (so auch ohne diesen Schlüssel) oder `traeger`", "traeger";
        /// From its first to its last day, and its periods in between.
        pub zeitraum: Stellenzeit = required Stellenzeit
            => "Zeitraum", "von wann bis wann: ein Name aus `programm.zeitraeume`, `von` und \
                `bis`, oder eine Liste; bei einer entfallenden Stelle ab wann sie entfällt",
                "stellen";
        /// What the paper does with it.
        pub einrichtung: Einrichtung = default "neu" OneOf<Einrichtung>
            => "Einrichtung", "`neu` (so auch ohne diesen Schlüssel), `vorhanden`, \
                `verlaengert`, `entfristet` oder `entfaellt`", "vorhanden";
        /// The year of the Stellenplan that it is set up in, or dropped from.
        pub stellenplan: Option<Jahr> = optional Year
            => "Stellenplan", "das Jahr des Stellenplans, zu dem eine unbefristete Stelle \
                eingerichtet wird oder eine Stelle entfällt", "2026";
        /// What becomes of it later.
        pub vermerk: Option<Vermerk> = optional einrichtung::Note
            => "Vermerk", "der kw- oder ku-Vermerk der Stelle: `kw` mit `zum`, `ku` mit `nach`",
                "{ art: kw, zum: 31.12.2028 }";
        /// Whether Verrechnungsstellen bridge the time until the Stellenplan takes effect.
        pub verrechnung: bool = default "nein" YesNo
            => "Verrechnung", "ob Verrechnungsstellen die Zeit bis zum Stellenplan überbrücken",
                "ja";
        /// Its workplaces where they are given; else its quantity, rounded up.
        pub arbeitsplaetze: Option<Placed<Decimal>> = optional Whole
            => "Arbeitsplätze", "wie viele Arbeitsplätze sie braucht; sonst der aufgerundete \
                Anteil", "2";
        /// The line of the Teilplan that carries its cost.
        pub zeile: Arc<Zeile> = default "personal" AufwandZeile
            => "Zeile", "die Zeile des Teilplans; ohne diesen Schlüssel `personal`, wo das \
                Profil der Stadt sie kennt", "sonstige";
        /// The Teilplan, where it is not that of the paper.
        pub teilplan: Option<Teilplan> = optional TeilplanRef
            => "Teilplan", "die Nummer des Teilplans, wenn sie vom Haushalt abweicht", "0603";
    }
    needs of_paper_and_city;
    check whole;
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
        self.zeitraum.teile.iter().flat_map(of).collect()
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

choice! {
    /// With whom a Stelle is set up.
    pub enum Bei {
        /// With the city.
        Stadt = "stadt", "Stadt", "Die Stelle wird bei der Stadt eingerichtet.";
        /// With a carrier (freier Träger), to whom funds are passed on.
        Traeger = "traeger", "Träger", "Sie wird bei einem freien Träger eingerichtet.";
    }
}

/// A Stelle belongs to a Baustein where the programme has some, and names its line where the
/// city knows none that is called `personal`.
fn of_paper_and_city(key: &str, _node: &Node, known: &References) -> Option<Need> {
    let is_needed = match key {
        "baustein" => !known.bausteine.complete || known.bausteine.len() > 0,
        "zeile" => known.zeilen.complete && !known.zeilen.has("personal"),
        _ => false,
    };
    is_needed.then_some(Need::Required)
}

/// Checks what is said of a Stelle, and takes its grade from what it costs.
fn whole(mut stelle: Stelle, record: &Record<'_, References>) -> Option<Stelle> {
    let grad = grad(&stelle, record);
    let anteil = anteil::check(record.node("anteil")?, &stelle.zeitraum, record.intake());
    let setup = Setup {
        einrichtung: stelle.einrichtung,
        stellenplan: stelle.stellenplan,
        vermerk: stelle.vermerk.as_ref(),
        zeitraum: &stelle.zeitraum,
        verrechnung: stelle.verrechnung,
    };
    einrichtung::check(&setup, record)?;
    widerspruch::check(&setup, |key| record.node(key).map(|node| &node.place), record.intake());
    stelle.grad = grad?;
    anteil.map(|()| stelle)
}

/// The grade of a Stelle: of what a full post costs, or as typed where it costs nothing.
fn grad(stelle: &Stelle, record: &Record<'_, References>) -> Option<String> {
    match (&stelle.kostensatz, record.node("bewertung")) {
        (Some(_), Some(bewertung)) => record.intake().reject(
            Diagnostic::error(
                "angaben-widersprechen",
                &bewertung.place,
                "`kostensatz` und `bewertung` schließen einander aus",
            )
            .with_hint(
                "Der Kostensatz nennt die Bewertung schon; löschen Sie `bewertung`, oder, wenn \
                    die Stelle hier nichts kosten soll, `kostensatz`.",
            ),
        ),
        (Some(satz), None) => Some(satz.bezeichnung.clone()),
        (None, Some(_)) if !stelle.einrichtung.always_costs() => Some(stelle.grad.clone()),
        (None, _) => {
            let finding = without_cost(record.node, stelle.einrichtung);
            record.lacking(&["kostensatz", "bewertung"], finding)
        }
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
