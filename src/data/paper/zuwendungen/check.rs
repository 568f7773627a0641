//! Checks what only the grants, the Stellen and the rounding of a paper together show.
//!
//! Nothing stands in the base of a grant twice; what limits it is left to [`hoechstbetrag`].

use std::collections::BTreeMap;

use super::{Grundlage, Zuwendung, hoechstbetrag};
use crate::data::yaml::intake::Intake;
use crate::data::{Paper, Stelle};
use crate::diagnostic::{Diagnostic, Place};

/// Checks what only the grants, the Stellen and the rounding of the paper together show.
pub(in crate::data) fn check(paper: &Paper, intake: &Intake) {
    for zuwendung in &paper.zuwendungen {
        check_base(zuwendung, &paper.stellen, intake);
        hoechstbetrag::check(zuwendung, paper.haushalt.rundung, intake);
        hoechstbetrag::check_stellen(zuwendung, intake);
        hoechstbetrag::check_bewilligt(zuwendung, intake);
    }
}

/// Reports what stands in a base twice, also a Stelle beside its role, and a limit per
/// Stelle where there is none to count.
fn check_base(zuwendung: &Zuwendung, stellen: &[Stelle], intake: &Intake) {
    let mut seen: BTreeMap<String, &Place> = BTreeMap::new();
    for part in &zuwendung.bemessung {
        let of: Vec<&Stelle> =
            stellen.iter().filter(|stelle| part.grundlage.includes(stelle)).collect();
        let names: Vec<String> = match part.grundlage {
            Grundlage::Rolle(_) | Grundlage::Stelle(_) => {
                of.iter().map(|stelle| format!("stelle.{}", stelle.id.value)).collect()
            }
            _ => vec![part.grundlage.name()],
        };
        let before = names.iter().find_map(|name| seen.get(name).copied());
        if let Some(before) = before {
            intake.report(doubled(&part.place, before, intake));
        }
        for name in names {
            seen.entry(name).or_insert(&part.place);
        }
    }
}

fn doubled(place: &Place, before: &Place, intake: &Intake) -> Diagnostic {
    Diagnostic::error(
        "bemessung-doppelt",
        place,
        "Dieser Betrag steht in der Bemessung der Zuwendung schon",
    )
    .with_hint(format!(
        "Zuerst in {}; löschen Sie einen der beiden Einträge.",
        intake.locate(before)
    ))
}
