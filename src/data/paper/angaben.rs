//! Reads numbers that a text quotes and the paper does not compute, with their source.

use rust_decimal::Decimal;

use crate::data::Placed;
use crate::data::record::declare::record;
use crate::data::record::kinds::{Amount, Count, Designation, Id, Percent, Quantity};
use crate::data::record::open::Record;
use crate::diagnostic::Diagnostic;

record! {
    /// A number from another document.
    pub struct Angabe, "Angabe" {
        /// The key of its figure, `angabe.<id>`.
        pub id: Placed<String> = required Id
            => "Kennung", "die Kennung der Angabe; der Text nennt sie `angabe.<id>`", "pauschale";
        /// The number, and what it counts.
        pub zahl: (Angabenart, Placed<Decimal>) = part Counted;
        /// The document it comes from.
        pub quelle: String = required Designation
            => "Quelle", "woher die Zahl stammt", "Förderrichtlinie vom 01.03.2021, Nr. 5";
    }
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

record! {
    /// The keys under which the number can stand.
    struct Counted, "Zahl" {
        betrag: Option<Placed<Decimal>> = optional Amount => "Betrag", "Euro", "12500";
        anteil: Option<Placed<Decimal>> = optional Percent
            => "Anteil", "ein Prozentsatz", "80 %";
        stellen: Option<Placed<Decimal>> = optional Count
            => "Stellen", "volle Stellen", "2.5";
        anzahl: Option<Placed<Decimal>> = optional Quantity
            => "Anzahl", "etwas anderes Gezähltes", "300";
    }
    makes (Angabenart, Placed<Decimal>) = only_number;
}

fn only_number<K>(read: Counted, record: &Record<'_, K>) -> Option<(Angabenart, Placed<Decimal>)> {
    let given = [
        (Angabenart::Betrag, read.betrag),
        (Angabenart::Anteil, read.anteil),
        (Angabenart::Stellen, read.stellen),
        (Angabenart::Anzahl, read.anzahl),
    ];
    let mut given = given.into_iter().filter_map(|(art, value)| Some((art, value?)));
    let Some(first) = given.next() else {
        return record.lacking(
            &["betrag", "anteil", "stellen", "anzahl"],
            Diagnostic::error(
                "angabe-ohne-wert",
                &record.node.anchor,
                format!("In `{}` fehlt die Zahl", record.at.path.text()),
            )
            .with_hint("Ergänzen Sie eine der Zeilen `betrag`, `anteil`, `stellen` oder `anzahl`."),
        );
    };
    match given.next() {
        None => Some(first),
        Some((_, second)) => record.intake().reject(
            Diagnostic::error(
                "angaben-widersprechen",
                &second.place,
                "Eine Angabe hat nur eine Zahl",
            )
            .with_hint("Löschen Sie eine der Zeilen, oder machen Sie zwei Angaben daraus."),
        ),
    }
}
