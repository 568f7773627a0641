//! Holds the line that a grant is received in to the investment that it pays.
//!
//! A grant in the Finanzplan always pays an investment, so that its Sonderposten can be
//! released as long as that is used; a grant in the Ergebnisplan never does. One that is
//! measured by several investments pays each its share.

use super::references::References;
use crate::data::record::open::Record;
use crate::data::yaml::node::Node;
use crate::data::{Placed, Plan, Zeile};
use crate::diagnostic::Diagnostic;

/// Checks the line and the investment of the grant `record`.
pub(in crate::data) fn check(
    record: &Record<'_, References>,
    zeile: &Zeile,
    fuer: Option<&Placed<String>>,
) -> Option<()> {
    let known = record.at.known;
    match (zeile.plan, fuer) {
        (Plan::Ergebnisplan, Some(fuer)) => record.intake().reject(
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
        // What measures it tells what it pays, and what of it each investment gets.
        (Plan::Finanzplan, None) if is_measured_by_investments(record) => Some(()),
        (Plan::Finanzplan, None) if known.investitionen.complete => {
            let hint = match known.investitionen.len() {
                1 => return Some(()),
                0 => {
                    "Tragen Sie sie unter `investitionen` ein, oder nennen Sie eine Zeile des \
                    Ergebnisplans."
                }
                _ => "Ergänzen Sie `fuer:` und dahinter die Kennung der Investition.",
            };
            let place = record.place("zeile");
            record.lacking(
                &["fuer"],
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

/// Whether every part of the base of the grant `record` is an investment.
fn is_measured_by_investments(record: &Record<'_, References>) -> bool {
    let parts = record.node("bemessung").map(Node::items).unwrap_or_default();
    !parts.is_empty() && parts.iter().all(|part| part.get("investition").is_some())
}
