//! The amounts that have been granted, by year; each names the document that grants it.

use rust_decimal::Decimal;

use crate::data::Placed;
use crate::data::record::date;
use crate::data::record::declare::record;
use crate::data::record::kinds::{Amount, Designation};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::period::Zeitraum;

record! {
    /// An amount that has been granted.
    pub struct Bewilligung, "Bewilligung" {
        /// Euro for the year.
        pub betrag: Placed<Decimal> = required Amount
            => "Betrag", "Euro für das Jahr", "463500";
        /// The document that grants it.
        pub quelle: String = required Designation
            => "Quelle", "das Dokument, das den Betrag bewilligt", "Bescheid vom 01.03.2021";
    }
}

/// Checks that the years at `node` are some in which the grant is paid.
pub(super) fn check(node: Option<&Node>, zeitraum: &Zeitraum, intake: &Intake) -> Option<()> {
    let before = intake.errors();
    for key in node.map(Node::entries).unwrap_or_default().iter().map(|entry| &entry.key) {
        if let Some(jahr) = date::parse_year(&key.name).filter(|jahr| !zeitraum.touches(*jahr)) {
            intake.report(date::outside(jahr, zeitraum, &key.place, "Die Zuwendung gibt es"));
        }
    }
    (intake.errors() == before).then_some(())
}
