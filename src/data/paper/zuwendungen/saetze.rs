//! What a fixed amount or a lump sum pays: rates for the Stellen of a role, and costs.
//!
//! No role and no cost stands in a grant twice.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::limit::Limit;
use crate::data::Placed;
use crate::data::paper::lookups::{KostenRef, RolleRef};
use crate::data::paper::references::References;
use crate::data::record::choice::choice;
use crate::data::record::declare::record;
use crate::data::record::kinds::{Amount, OneOf, WithPlace};
use crate::data::yaml::intake::Intake;
use crate::diagnostic::{Diagnostic, Place};

record! {
    /// What a grant pays for the Stellen of a role.
    pub struct Foerdersatz knowing References, "Satz" {
        /// The role.
        pub rolle: Placed<String> = required WithPlace<RolleRef>
            => "Rolle", "die Rolle der Stellen", "koordination";
        /// Euro a year.
        pub betrag: Placed<Decimal> = required Amount => "Betrag", "Euro im Jahr", "55000";
        /// What it is paid for.
        pub je: Einheit = required OneOf<Einheit>
            => "je", "`vollzeitstelle` oder `rolle`", "vollzeitstelle";
    }
}

choice! {
    /// What a rate is paid for.
    pub enum Einheit {
        /// A full post; part of a post earns that part.
        Vollzeitstelle = "vollzeitstelle", "volle Stelle",
            "Der Betrag gilt je volle Stelle der Rolle.";
        /// The role as such, whatever its quantity.
        Rolle = "rolle", "Rolle", "Der Betrag gilt für alle Stellen der Rolle zusammen.";
    }
}

record! {
    /// A cost that a grant pays.
    pub struct Kostenanteil knowing References, "Kostenposition" {
        /// The id of the cost.
        pub kosten: Placed<String> = required WithPlace<KostenRef>
            => "Kosten", "die Kennung der Kosten", "begleitung";
        /// The most that is paid for it in a year, in euro.
        pub hoechstens: Option<Placed<Decimal>> = optional Limit
            => "höchstens", "das Höchste in einem Jahr", "40000";
    }
}

/// Reports every further of `names`, which are `what`.
pub(in crate::data) fn check_once<'a>(
    names: impl Iterator<Item = &'a Placed<String>>,
    what: &str,
    intake: &Intake,
) {
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
