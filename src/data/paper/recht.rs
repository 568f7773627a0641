//! The provisions of law that clauses refer to.
//!
//! They differ by Land and change with time; so they are data of the city, each with
//! the day as of which it was checked, and asked for where a clause needs them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::data::record::form::Form;
use crate::data::record::{Field, Record};
use crate::data::record::{date, value};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Entry;
use crate::data::{Auswirkung, Bereitstellung, Paper, Satzung};
use crate::diagnostic::{Diagnostic, Place};

/// A provision of law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Norm {
    /// As it is printed, such as `§ 83 GO NRW`.
    pub norm: String,
    /// The day as of which it was checked.
    pub stand: Date,
}

/// The provisions that the program asks for itself where a paper needs them; every other one
/// is of the templates of a city.
pub const VORSCHRIFTEN: [&str; 4] =
    ["dringlichkeit", "ueberplanmaessig", "verpflichtung", "vorlaeufig"];

pub(in crate::data) const NORM: &[Field] = &[
    Field::required("norm", "§ … der Gemeindeordnung", "die Vorschrift, wie sie gedruckt wird")
        .takes(Form::Text),
    Field::required("stand", "01.01.2021", "der Tag, zu dem sie zuletzt geprüft ist")
        .takes(Form::Date),
];

/// Reads a provision and its key.
pub(in crate::data) fn read(entry: &Entry, intake: &Intake) -> Option<(String, Norm)> {
    let key = &entry.key;
    value::key_id(key, intake)?;
    let record = Record::open(&entry.value, &format!("recht.{}", key.name), NORM, intake)?;
    let norm = record.read("norm", value::text);
    let stand = record.read("stand", date::date);
    Some((key.name.clone(), Norm { norm: norm?, stand: stand? }))
}

/// Checks that the profile knows every provision that a clause of the paper names.
pub(in crate::data) fn check(paper: &Paper, intake: &Intake) {
    let mut asked = Vec::new();
    if let Some(genehmigung) = &paper.vorlage.genehmigung {
        asked.push(("dringlichkeit", &genehmigung.gremium.place));
    }
    for stand in paper.haushalt.jahre.values() {
        if stand.stand.needs_cover() {
            asked.push(("ueberplanmaessig", &stand.place));
        }
        if stand.satzung == Satzung::Vorlaeufig {
            asked.push(("vorlaeufig", &stand.place));
        }
    }
    let is_told = paper.haushalt.auswirkung == Auswirkung::Veranschlagt;
    if is_told && paper.haushalt.satzung == Satzung::Vorlaeufig {
        asked.push(("vorlaeufig", &paper.vorlage.place));
    }
    for investition in &paper.investitionen {
        let is_provisional = |jahr| paper.haushalt.satzung(jahr) == Satzung::Vorlaeufig;
        let paid = investition.zahlungen.iter().map(|of| (of.jahr, &of.betrag.place));
        let authorised = investition.verpflichtungen.iter().map(|of| (of.jahr, &of.betrag.place));
        let found = paid.chain(authorised).filter(|(jahr, _)| is_provisional(*jahr));
        asked.extend(found.map(|(_, place)| ("vorlaeufig", place)));
        let payments = investition.zahlungen.iter();
        let payments = payments.filter(|of| of.bereitstellung.needs_cover());
        asked.extend(payments.map(|of| ("ueberplanmaessig", &of.betrag.place)));
        let authorised = investition.verpflichtungen.iter();
        let authorised = authorised.filter(|of| of.bereitstellung != Bereitstellung::Veranschlagt);
        asked.extend(authorised.map(|of| ("verpflichtung", &of.betrag.place)));
    }
    let mut seen = BTreeSet::new();
    for (key, place) in asked {
        if seen.insert(key) && !paper.profil.recht.contains_key(key) {
            intake.report(lacking(key, place));
        }
    }
}

fn lacking(key: &str, place: &Place) -> Diagnostic {
    let message = format!("Im Profil der Stadt fehlt die Vorschrift `{key}`, die hier gilt");
    Diagnostic::error("recht-fehlt", place, message).with_hint(format!(
        "Ergänzen Sie in `profil.yaml` unter `recht:` zum Beispiel \
            `{key}: {{ norm: \"§ …\", stand: 01.01.2021 }}`; `stand` ist der Tag, zu dem sie geprüft ist."
    ))
}
