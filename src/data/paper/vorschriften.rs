//! Asks the city for the provisions of law that the clauses of a paper name.
//!
//! None is asked for without need: a city may lack what its papers never name.

use std::collections::BTreeSet;

use crate::data::yaml::intake::Intake;
use crate::data::{Auswirkung, Bereitstellung, Paper, Satzung};
use crate::diagnostic::{Diagnostic, Place};

/// The provisions that the program asks for itself where a paper needs them; every other one
/// is of the templates of a city.
pub const VORSCHRIFTEN: [&str; 6] = [
    "dringlichkeit",
    "dringlichkeit_gemeinsam",
    "genehmigung",
    "ueberplanmaessig",
    "verpflichtung",
    "vorlaeufig",
];

/// Checks that the profile knows every provision that a clause of the paper names.
pub(in crate::data) fn check(paper: &Paper, intake: &Intake) {
    let mut asked = Vec::new();
    let signed = paper.vorlage.unterzeichnende.first();
    asked.extend(signed.map(|first| ("dringlichkeit_gemeinsam", &first.amt.place)));
    if let Some(genehmigung) = &paper.vorlage.genehmigung {
        asked.push(("genehmigung", &genehmigung.gremium.place));
        let decides = signed.is_none().then_some(("dringlichkeit", &genehmigung.gremium.place));
        asked.extend(decides);
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
