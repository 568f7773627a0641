//! What is carried out: the programme, its periods and its Bausteine.

use std::collections::BTreeMap;

use super::references::References;
use super::zeitraeume::Written;
use crate::data::Placed;
use crate::data::record::declare::record;
use crate::data::record::form::Need;
use crate::data::record::kinds::{Designation, Name, Named, PerId, Text, Year, YesNo};
use crate::data::record::reads::{At, Path, Reads};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::period::{Jahr, Zeitraum};

record! {
    /// The programme that the paper is about.
    pub struct Programm knowing References, "Programm" {
        /// Its full name.
        pub name: String = required Text
            => "Name", "der Name des Programms", "Kommunales Integrationsmanagement";
        /// Its short name, such as `KIM`.
        pub kurz: Option<String> = optional Text => "Kurzname", "sein Kurzname", "KIM";
        /// Its periods by key, such as `foerderung`; there are some where records name one.
        pub zeitraeume: BTreeMap<String, Placed<Zeitraum>> = many PerId<Written>
            => "Zeiträume", "die Zeiträume, auf die sich Stellen und Kosten beziehen";
        /// The last year that is calculated where a period has no end.
        pub horizont: Option<Jahr> = optional Year
            => "Horizont", "das letzte Haushaltsjahr, bis zu dessen Ende unbefristete Zeiträume \
                gerechnet werden", "2029";
        /// Its Förderbausteine in their order.
        pub bausteine: Vec<Baustein> = many Named<Baustein>
            => "Bausteine", "eine Liste der Förderbausteine";
    }
    needs periods;
}

record! {
    /// A part of the programme that is funded by itself.
    pub struct Baustein, "Baustein" {
        /// The key by which data refers to it.
        pub id: String = required Name
            => "Kennung", "die Kennung, mit der sich Stellen darauf beziehen", "steuerung";
        /// Its number, such as `1`.
        pub nummer: String = required Designation => "Nummer", "seine Nummer", "1";
        /// Its name.
        pub name: String = required Text => "Name", "sein Name", "Strategische Steuerung";
        /// Whether the city carries it out.
        pub umgesetzt: bool = required YesNo
            => "umgesetzt", "ob die Stadt ihn umsetzt", "ja";
    }
}

/// A programme needs periods where something of the paper refers to one.
fn periods(key: &str, _node: &Node, known: &References) -> Option<Need> {
    (key == "zeitraeume" && known.needs_periods).then_some(Need::Required)
}

/// Reads the programme, and declares its periods also where something else of it is wrong.
pub(in crate::data) fn read(
    node: &Node,
    known: &mut References,
    intake: &Intake,
) -> Option<Programm> {
    let at = At { path: Path::of("programm"), known: &*known, intake };
    let programm = Programm::read(node, &at);
    // What is wrong with a period was reported above.
    let silent = Intake::default();
    let at = At { path: at.path, known: &*known, intake: &silent };
    let periods = node.get("zeitraeume").map(Node::entries).unwrap_or_default();
    let read = |node| Written::read(node, &at);
    let found: Vec<_> = periods.iter().map(|of| (&of.key.name, read(&of.value))).collect();
    for (name, zeitraum) in found {
        known.zeitraeume.add(name, zeitraum);
    }
    programm
}
