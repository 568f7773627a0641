//! Reads numbers that a text quotes and the paper does not compute, with their source.

use rust_decimal::Decimal;

use crate::data::Placed;
use crate::data::record::form::Form;
use crate::data::record::{Field, Record};
use crate::data::record::{number, value};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::diagnostic::Diagnostic;

/// A number from another document.
#[derive(Debug, Clone)]
pub struct Angabe {
    /// The key of its figure, `angabe.<id>`.
    pub id: Placed<String>,
    /// The number.
    pub value: Placed<Decimal>,
    /// What it counts.
    pub art: Angabenart,
    /// The document it comes from.
    pub quelle: String,
}

/// What a quoted number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Angabenart {
    /// Euro.
    Betrag,
    /// Per cent.
    Anteil,
    /// Full posts.
    Stellen,
    /// Anything else.
    Anzahl,
}

pub(in crate::data) const FIELDS: &[Field] = &[
    Field::required("id", "pauschale", "die Kennung der Angabe; der Text nennt sie `angabe.<id>`")
        .takes(Form::Id),
    Field::optional("betrag", "12500", "Euro").takes(Form::Amount),
    Field::optional("anteil", "80 %", "ein Prozentsatz").takes(Form::Percent),
    Field::optional("stellen", "2.5", "volle Stellen").takes(Form::Count),
    Field::optional("anzahl", "300", "etwas anderes Gezähltes").takes(Form::Count),
    Field::required("quelle", "Förderrichtlinie vom 01.03.2021, Nr. 5", "woher die Zahl stammt")
        .takes(Form::Text),
];

/// Reads a quoted number, known to the user as `path`.
pub(in crate::data) fn read(node: &Node, path: &str, intake: &Intake) -> Option<Angabe> {
    let record = Record::open(node, path, FIELDS, intake)?;
    let id = record.read("id", value::id);
    let quelle = record.read("quelle", value::text);
    let given = [
        (Angabenart::Betrag, record.read_optional("betrag", number::amount)?),
        (Angabenart::Anteil, record.read_optional("anteil", number::percent)?),
        (Angabenart::Stellen, record.read_optional("stellen", number::count)?),
        (Angabenart::Anzahl, record.read_optional("anzahl", number::quantity)?),
    ];
    let mut given = given.into_iter().filter_map(|(art, value)| Some((art, value?)));
    let Some((art, value)) = given.next() else {
        return intake.reject(
            Diagnostic::error(
                "angabe-ohne-wert",
                &node.anchor,
                format!("In `{path}` fehlt die Zahl"),
            )
            .with_hint("Ergänzen Sie eine der Zeilen `betrag`, `anteil`, `stellen` oder `anzahl`."),
        );
    };
    if let Some((_, second)) = given.next() {
        return intake.reject(
            Diagnostic::error(
                "angaben-widersprechen",
                &second.place,
                "Eine Angabe hat nur eine Zahl",
            )
            .with_hint("Löschen Sie eine der Zeilen, oder machen Sie zwei Angaben daraus."),
        );
    }
    Some(Angabe { id: id?, value, art, quelle: quelle? })
}
