//! Annual costs of grades, and the rises that they and other amounts follow.
//!
//! A cost refers to no more than a rise; so rises are read first, and costs know only them.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::Placed;
use crate::data::record::declare::record;
use crate::data::record::form::Form;
use crate::data::record::kinds::{Amount, Designation, Name, Percent, Text, Year};
use crate::data::record::reads::{At, Declared, Reads};
use crate::data::record::registry::Registry;
use crate::data::yaml::node::Node;
use crate::period::Jahr;

/// The rises of a paper.
pub(in crate::data) type Rises = Registry<Arc<Steigerung>>;

/// A rise, by its name.
#[derive(Debug)]
pub(in crate::data) struct SteigerungRef;

impl Declared for SteigerungRef {
    const FORM: Form = Form::Reference("steigerungen");
}

impl Reads<Rises> for SteigerungRef {
    type Value = Arc<Steigerung>;

    fn read(node: &Node, at: &At<'_, Rises>) -> Option<Arc<Steigerung>> {
        at.known.find(node, at.intake)
    }
}

record! {
    /// What a full post of a grade costs a year.
    pub struct Kostensatz knowing Rises, "Kostensatz" {
        /// The key of its figures, `kostensatz.<id>`.
        pub id: String = required Name
            => "Kennung", "die Kennung des Kostensatzes", "e13";
        /// The grade as printed, such as `E 13 TVöD`.
        pub bezeichnung: String = required Text
            => "Bezeichnung", "die Bewertung, wie sie gedruckt wird", "E 13 TVöD";
        /// Euro a year for a full post, in the base year of `steigerung`.
        pub jahresbetrag: Placed<Decimal> = required Amount
            => "Jahresbetrag", "Euro im Jahr für eine volle Stelle", "84100";
        /// Where the amount comes from.
        pub quelle: Option<String> = optional Designation
            => "Quelle", "woher der Betrag stammt", "Personalkostentabelle 2021";
        /// How it rises; without, it stays the same.
        pub steigerung: Option<Arc<Steigerung>> = optional SteigerungRef
            => "Steigerung", "wie er steigt, aus `steigerungen`", "tarif";
    }
}

record! {
    /// A yearly rise that compounds from a base year on the unrounded amount.
    pub struct Steigerung, "Steigerung" {
        /// The key of its figure, `steigerung.<id>`.
        pub id: String = required Name
            => "Kennung", "die Kennung der Steigerung", "tarif";
        /// Per cent a year.
        pub satz: Placed<Decimal> = required Percent
            => "Satz", "um so viel steigt der Betrag im Jahr", "2 %";
        /// The year whose amounts are given; earlier years do not fall below it.
        pub basisjahr: Jahr = required Year
            => "Basisjahr", "das Jahr, für das die Beträge gelten", "2021";
    }
}
