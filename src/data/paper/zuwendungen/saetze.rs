//! What a fixed amount or a lump sum pays: rates for the Stellen of a role, and costs.
//!
//! No role and no cost stands in a grant twice.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::hoechstbetrag;
use crate::data::Placed;
use crate::data::paper::references::References;
use crate::data::record::form::{Form, words};
use crate::data::record::meaning;
use crate::data::record::{Field, Record};
use crate::data::record::{number, value};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::diagnostic::{Diagnostic, Place};

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

pub(in crate::data) const SATZ: &[Field] = &[
    Field::required("rolle", "koordination", "die Rolle der Stellen").takes(Form::Id),
    Field::required("betrag", "55000", "Euro im Jahr").takes(Form::Amount),
    Field::required("je", "vollzeitstelle", "`vollzeitstelle` oder `rolle`")
        .takes(Form::Choice(|| words(EINHEIT, meaning::einheit))),
];

pub(in crate::data) const KOSTEN: &[Field] = &[
    Field::required("kosten", "begleitung", "die Kennung der Kosten").takes(Form::Id),
    Field::optional("hoechstens", "40000", "das Höchste in einem Jahr").takes(Form::Amount),
];

const EINHEIT: &[(&str, Einheit)] =
    &[("vollzeitstelle", Einheit::Vollzeitstelle), ("rolle", Einheit::Rolle)];

/// Reads a rate of the grant known to the user as `path`.
pub(in crate::data) fn read(
    node: &Node,
    path: &str,
    known: &References,
    intake: &Intake,
) -> Option<Foerdersatz> {
    let record = Record::open(node, &format!("{path}.saetze"), SATZ, intake)?;
    let rolle = record.read("rolle", |node, intake| {
        Some(Placed { value: known.rollen.name(node, intake)?, place: node.place.clone() })
    });
    let betrag = record.read("betrag", number::amount);
    let je = record.read("je", |node, intake| value::choice(node, EINHEIT, intake));
    Some(Foerdersatz { rolle: rolle?, betrag: betrag?, je: je? })
}

/// Reads a cost that this grant pays.
pub(in crate::data) fn read_kosten(
    node: &Node,
    path: &str,
    known: &References,
    intake: &Intake,
) -> Option<Kostenanteil> {
    let record = Record::open(node, &format!("{path}.kosten"), KOSTEN, intake)?;
    let kosten = record.read("kosten", |node, intake| {
        Some(Placed { value: known.kosten.name(node, intake)?, place: node.place.clone() })
    });
    let hoechstens = record.read_optional("hoechstens", hoechstbetrag::read);
    Some(Kostenanteil { kosten: kosten?, hoechstens: hoechstens? })
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
