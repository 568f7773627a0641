//! Reads the line that a grant is received in, and the investment that it pays.
//!
//! A grant in the Finanzplan always pays an investment, so that its Sonderposten can be
//! released as long as that is used; a grant in the Ergebnisplan never does.

use std::sync::Arc;

use super::references::References;
use crate::data::record::Record;
use crate::data::record::value;
use crate::data::yaml::intake::Intake;
use crate::data::{Investition, Paper, Placed, Plan, Zeile, Zeilenart, Zuwendung};
use crate::diagnostic::Diagnostic;

/// Reads the line and the investment of the grant `record`; `None` for what is wrong.
#[allow(clippy::type_complexity, reason = "two values of one record")]
pub(in crate::data) fn read(
    record: &Record<'_>,
    known: &References,
    intake: &Intake,
) -> (Option<Arc<Zeile>>, Option<Option<Placed<String>>>) {
    let zeile = record
        .read("zeile", |node, intake| known.zeile_in(node, &Plan::ALL, Zeilenart::Ertrag, intake));
    let fuer = record.read_optional("fuer", |node, intake| {
        value::placed(node, known.investitionen.name(node, intake)?)
    });
    let fuer = match (&zeile, &fuer) {
        (Some(zeile), Some(fuer)) => {
            check(record, zeile, fuer.as_ref(), known, intake).and(Some(fuer.clone()))
        }
        _ => fuer,
    };
    (zeile, fuer)
}

fn check(
    record: &Record<'_>,
    zeile: &Zeile,
    fuer: Option<&Placed<String>>,
    known: &References,
    intake: &Intake,
) -> Option<()> {
    match (zeile.plan, fuer) {
        (Plan::Ergebnisplan, Some(fuer)) => intake.reject(
            Diagnostic::error(
                "angaben-widersprechen",
                &fuer.place,
                format!(
                    "Die Zeile {} {} gehört zum Ergebnisplan und nimmt nichts für eine \
                        Investition ein",
                    zeile.nummer, zeile.name
                ),
            )
            .with_hint(
                "Nennen Sie unter `zeile` eine Zeile des Finanzplans, oder löschen Sie `fuer`.",
            ),
        ),
        (Plan::Finanzplan, None) if known.investitionen.complete => {
            let hint = match known.investitionen.len() {
                1 => return Some(()),
                0 => {
                    "Tragen Sie sie unter `investitionen` ein, oder nennen Sie eine Zeile des \
                    Ergebnisplans."
                }
                _ => "Ergänzen Sie `fuer:` und dahinter die Kennung der Investition.",
            };
            let place = &record.node("zeile")?.place;
            intake.reject(
                Diagnostic::error(
                    "zuwendung-ohne-investition",
                    place,
                    "Es ist offen, für welche Investition diese Zuwendung gezahlt wird",
                )
                .with_hint(hint),
            )
        }
        _ => Some(()),
    }
}

impl Paper {
    /// The investment that `zuwendung` pays: the one it names, or the only one.
    pub fn investition_of(&self, zuwendung: &Zuwendung) -> Option<&Investition> {
        if zuwendung.zeile.plan != Plan::Finanzplan {
            return None;
        }
        match &zuwendung.fuer {
            Some(fuer) => self.investitionen.iter().find(|of| of.id.value == fuer.value),
            None => self.investitionen.first(),
        }
    }
}
