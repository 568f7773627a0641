//! The amounts that have been granted, by year; each names the document that grants it.

use rust_decimal::Decimal;

use crate::data::Placed;
use crate::data::record::form::Form;
use crate::data::record::{Field, Record};
use crate::data::record::{date, number, value};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Entry;
use crate::period::{Jahr, Zeitraum};

/// An amount that has been granted.
#[derive(Debug, Clone)]
pub struct Bewilligung {
    /// Euro for the year.
    pub betrag: Placed<Decimal>,
    /// The document that grants it.
    pub quelle: String,
}

pub(in crate::data) const BEWILLIGUNG: &[Field] = &[
    Field::required("betrag", "463500", "Euro für das Jahr").takes(Form::Amount),
    Field::required("quelle", "Bescheid vom 01.03.2021", "das Dokument, das den Betrag bewilligt")
        .takes(Form::Text),
];

/// Reads what is granted in a year to the grant known to the user as `path`.
pub(in crate::data) fn read(
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
