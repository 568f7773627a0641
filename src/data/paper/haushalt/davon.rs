//! The parts of a year's need that meet the budget otherwise than the rest of it, such as what
//! is budgeted already of a need that is overplanned beyond it.
//!
//! A part is of one line; without an amount it is all that other parts leave of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::stand::Stand;
use crate::data::paper::lookups::{AufwandZeile, TeilplanRef};
use crate::data::paper::references::References;
use crate::data::record::declare::record;
use crate::data::record::kinds::{Amount, OneOf, Text, WithPlace};
use crate::data::yaml::intake::Intake;
use crate::data::{Placed, Teilplan, Zeile};
use crate::diagnostic::Diagnostic;

record! {
    /// A part of what a year needs.
    pub struct Davon knowing References, "Davon" {
        /// How the budget meets it.
        pub stand: Placed<Stand> = required WithPlace<OneOf<Stand>>
            => "Stand", "`veranschlagt`, `ueberplanmaessig`, `ausserplanmaessig` oder \
                `mehrbedarf`", "veranschlagt";
        /// The line of the Ergebnisplan on which it is needed.
        pub zeile: Placed<Arc<Zeile>> = required WithPlace<AufwandZeile>
            => "Zeile", "die Teilplanzeile, auf der die Mittel gebraucht werden", "sach";
        /// The Teilplan, where it is not that of the paper.
        pub teilplan: Option<Teilplan> = optional TeilplanRef
            => "Teilplan", "die Nummer des Teilplans, wenn sie vom Haushalt abweicht", "0603";
        /// How much of it, in euros; without, all that is left of the line.
        pub betrag: Option<Placed<Decimal>> = optional Amount
            => "Betrag", "wie viel davon, in Euro; ohne Angabe alles, was von der Zeile übrig \
                bleibt", "50000";
        /// The document that the amount comes from.
        pub quelle: Option<String> = optional Text
            => "Quelle", "woher der Betrag stammt", "Haushaltsplan 2026, Seite 214";
    }
}

/// Reports parts that cannot be: what is made up for is the own share, never a line, and what
/// is left of a line is left once.
pub(super) fn check(parts: &[Davon], intake: &Intake) {
    let mut seen = BTreeSet::new();
    let mut whole = BTreeSet::new();
    for part in parts {
        let Zeile { schluessel, nummer, name, .. } = &*part.zeile.value;
        if part.stand.value == Stand::Kompensiert {
            let message = "Aufgefangen wird der Eigenanteil eines Jahres, nicht eine Zeile";
            let hint = "Schreiben Sie `stand: kompensiert` beim Jahr selbst; unter `davon` steht, \
                was davon abweicht.";
            intake.report(
                Diagnostic::error("haushalt-widerspruch", &part.stand.place, message)
                    .with_hint(hint),
            );
        }
        let line = (schluessel, part.teilplan.as_ref().map(|of| &of.nummer));
        let is_again = !seen.insert((line, part.stand.value));
        let is_rest_again = part.betrag.is_none() && !whole.insert(line);
        if is_again || is_rest_again {
            let message = if is_again {
                format!("Zur Zeile {nummer} {name} ist dieser Stand schon genannt")
            } else {
                format!("Was von der Zeile {nummer} {name} übrig bleibt, ist schon verteilt")
            };
            intake.report(
                Diagnostic::error("davon-doppelt", &part.zeile.place, message).with_hint(
                    "Fassen Sie beide Einträge zusammen, oder berichtigen Sie `zeile` oder \
                        `betrag`.",
                ),
            );
        }
    }
}
