//! The state of the budget per Haushaltsjahr, from which the clause of the year follows.

use std::collections::BTreeMap;

use super::ansatz::is_entwurf;
use crate::data::record::form::{Form, words};
use crate::data::record::meaning;
use crate::data::record::{Field, Record};
use crate::data::record::{date, value};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Entry;
use crate::diagnostic::{Diagnostic, Place};
use crate::period::Jahr;

/// The state of the budget in one year, from which its clause follows.
#[derive(Debug, Clone)]
pub struct Haushaltsstand {
    /// Which clause holds.
    pub stand: Stand,
    /// Whether the budget of the year is in force.
    pub satzung: Satzung,
    /// Whether funds may be moved inside the budget.
    pub umschichtungen: bool,
    /// Where the data says so.
    pub place: Place,
}

/// How a year's expenses meet the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// The own share is made up for within the adopted budget of the Teilplan.
    Kompensiert,
    /// More than the adopted budget and its medium-term plan provide.
    Mehrbedarf,
    /// The budget provides the funds already.
    Veranschlagt,
    /// More than the Ansatz of the budget (§ 83 GO NRW).
    Ueberplanmaessig,
    /// The budget has no Ansatz for it (§ 83 GO NRW).
    Ausserplanmaessig,
}

impl Stand {
    /// All of them with their keys in data, by which templates choose a clause.
    pub(in crate::data) const ALL: [(&'static str, Self); 5] = [
        ("kompensiert", Self::Kompensiert),
        ("mehrbedarf", Self::Mehrbedarf),
        ("veranschlagt", Self::Veranschlagt),
        ("ueberplanmaessig", Self::Ueberplanmaessig),
        ("ausserplanmaessig", Self::Ausserplanmaessig),
    ];

    /// Its key in data.
    pub fn schluessel(self) -> &'static str {
        Self::ALL.iter().find(|(_, stand)| *stand == self).map_or("", |(key, _)| key)
    }

    /// Whether the law asks for cover in the same year.
    pub fn needs_cover(self) -> bool {
        matches!(self, Self::Ueberplanmaessig | Self::Ausserplanmaessig)
    }

    /// Whether it speaks of an adopted budget.
    fn needs_budget(self) -> bool {
        self != Self::Mehrbedarf
    }
}

/// Whether the Haushaltssatzung of a year is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Satzung {
    /// It is.
    InKraft,
    /// It is adopted and not yet in force: what it provides is provided with reservation.
    NichtInKraft,
    /// There is none yet: vorläufige Haushaltsführung (§ 82 GO NRW).
    Vorlaeufig,
}

impl Satzung {
    /// Its key in data, by which templates choose a sentence.
    pub fn schluessel(self) -> &'static str {
        STATUTES.iter().find(|(_, satzung)| *satzung == self).map_or("", |(key, _)| key)
    }
}

pub(in crate::data) const STATUTES: &[(&str, Satzung)] = &[
    ("in_kraft", Satzung::InKraft),
    ("nicht_in_kraft", Satzung::NichtInKraft),
    ("vorlaeufig", Satzung::Vorlaeufig),
];

pub(in crate::data) const SATZUNG: Field = Field::optional(
    "satzung",
    "nicht_in_kraft",
    "ob die Haushaltssatzung gilt: `in_kraft` (auch ohne Angabe), `nicht_in_kraft` oder \
        `vorlaeufig` bei vorläufiger Haushaltsführung",
)
.takes(Form::Choice(|| words(STATUTES, meaning::satzung)));

pub(in crate::data) const JAHR: &[Field] = &[
    Field::required(
        "stand",
        "mehrbedarf",
        "`kompensiert`, `veranschlagt`, `ueberplanmaessig`, `ausserplanmaessig` oder `mehrbedarf`",
    )
    .takes(Form::Choice(|| words(&Stand::ALL, meaning::stand))),
    SATZUNG,
    Field::optional("umschichtungen", "ja", "ob Mittel umgeschichtet werden können")
        .takes(Form::YesNo),
];

/// Reads the state of one year; `whole` is what the paper says of all of them.
pub(in crate::data) fn read_stand(
    entry: &Entry,
    whole: Satzung,
    intake: &Intake,
) -> Option<(Jahr, Haushaltsstand)> {
    let path = format!("haushalt.jahre.{}", entry.key.name);
    let jahr = date::year(&entry.key.name, &entry.key.place, intake);
    let record = Record::open(&entry.value, &path, JAHR, intake)?;
    let stand = record.read("stand", |node, intake| value::choice(node, &Stand::ALL, intake));
    let satzung =
        record.read_optional("satzung", |node, intake| value::choice(node, STATUTES, intake));
    let umschichtungen = record.read_optional("umschichtungen", value::yes_no);
    let place = record.node("stand").map(|node| node.place.clone());
    let (satzung, umschichtungen) = (satzung?.unwrap_or(whole), umschichtungen?.unwrap_or(false));
    Some((jahr?, Haushaltsstand { stand: stand?, satzung, umschichtungen, place: place? }))
}

/// Checks that the next budget follows the adopted one, and that only an adopted
/// budget makes up for anything.
pub(in crate::data) fn check_states(
    record: &Record<'_>,
    beschlossen: &[Jahr],
    aufstellung: Jahr,
    jahre: &BTreeMap<Jahr, Haushaltsstand>,
    intake: &Intake,
) {
    if let Some(node) = record.node("aufstellung")
        && beschlossen.iter().any(|jahr| *jahr >= aufstellung)
    {
        let message = format!("Für `{aufstellung}` ist der Haushalt schon beschlossen");
        intake.report(
            Diagnostic::error("haushalt-widerspruch", &node.place, message)
                .with_hint("`aufstellung` ist das erste Jahr nach dem beschlossenen Haushalt."),
        );
    }
    for (jahr, stand) in jahre {
        // In vorläufiger Haushaltsführung a draft can provide funds, and the clause names it;
        // what is not adopted cannot be exceeded.
        let is_drafted = is_entwurf(beschlossen, Some(aufstellung), *jahr, stand.satzung);
        let is_known = beschlossen.contains(jahr) || (is_drafted && !stand.stand.needs_cover());
        if stand.stand.needs_budget() && !is_known {
            intake.report(not_adopted(*jahr, stand));
        }
    }
}

fn not_adopted(jahr: Jahr, stand: &Haushaltsstand) -> Diagnostic {
    let what = match stand.stand {
        Stand::Kompensiert | Stand::Mehrbedarf => "der etwas auffangen kann",
        Stand::Veranschlagt => "in dem etwas veranschlagt ist",
        Stand::Ueberplanmaessig | Stand::Ausserplanmaessig => "von dem etwas abweichen kann",
    };
    let message = format!("Für `{jahr}` gibt es keinen beschlossenen Haushalt, {what}");
    Diagnostic::error("haushalt-widerspruch", &stand.place, message).with_hint(
        "Schreiben Sie `stand: mehrbedarf`, oder ergänzen Sie das Jahr \
            unter `beschlossen`.",
    )
}
