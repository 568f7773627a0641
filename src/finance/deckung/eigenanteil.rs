//! Turns the own share of Stellen into an amount of the ledger: what they cost less what
//! grants pay for them.
//!
//! What a grant pays for a single Stelle is known only where it pays a rate for it. Where
//! it is measured by a base, or pays something else than its rates, the own share is not
//! guessed but refused.

use super::super::calculation::Calculation;
use super::super::{Derivation, FigureId, Name, Subject};
use crate::data::{Deckung, Einheit, Grundlage, Paper, Placed, Zuwendung};
use crate::diagnostic::Diagnostic;
use crate::period::Jahr;

const ALTERED: &str =
    "Bewilligt oder höchstens gezahlt wird ein anderer Betrag, als die Sätze ergeben";
const SHARED: &str = "Die Zuwendung wird nach einer Bemessung oder für die Rolle als Ganzes gezahlt, nicht für die \
     einzelne Stelle";

/// Adds what `stellen` cost in the year of the entry, less what grants pay for them.
pub(super) fn of(
    calculation: &mut Calculation<'_>,
    paper: &Paper,
    entry: &Deckung,
    stellen: &[Placed<String>],
) -> Option<FigureId> {
    let (name, place, jahr) =
        (Name::from(Subject::Deckung(&entry.id.value)), &entry.betrag.place, entry.jahr);
    let mut costs = Vec::new();
    let mut grants = Vec::new();
    for stelle in stellen {
        let Some(cost) = calculation.find(&Name::stelle(&stelle.value).jahr(jahr)) else {
            calculation.problems.push(costs_nothing(stelle, jahr));
            return None;
        };
        costs.push(cost);
        for zuwendung in &paper.zuwendungen {
            let grant = &zuwendung.id.value;
            let is_paid = calculation.find(&Name::zuwendung(grant).jahr(jahr)).is_some();
            if is_paid && is_shared(paper, zuwendung, &stelle.value) {
                calculation.problems.push(unclear(stelle, grant, jahr, SHARED));
                return None;
            }
            let part = Name::zuwendung(grant).aspect("stelle").aspect(&stelle.value).jahr(jahr);
            let Some(part) = calculation.find(&part) else { continue };
            if is_altered(calculation, &Name::zuwendung(grant).jahr(jahr)) {
                calculation.problems.push(unclear(stelle, grant, jahr, ALTERED));
                return None;
            }
            grants.push(part);
        }
    }
    let costs = calculation.printed_sum(&name.aspect("aufwendungen"), costs, place);
    let grants = calculation.printed_sum(&name.aspect("zuwendungen"), grants, place);
    Some(calculation.printed_difference(&name, costs, grants, place))
}

/// Whether `zuwendung` pays for the Stelle `id` together with other things: by a base, be it
/// that of an earlier grant, or by a rate for a role as such.
fn is_shared(paper: &Paper, zuwendung: &Zuwendung, id: &str) -> bool {
    let Some(stelle) = paper.stellen.iter().find(|stelle| stelle.id.value == id) else {
        return false;
    };
    let by_role = zuwendung
        .saetze
        .iter()
        .any(|satz| satz.je == Einheit::Rolle && satz.rolle.value == stelle.rolle);
    by_role
        || zuwendung.bemessung.iter().any(|part| match &part.grundlage {
            // A grant refers to earlier ones only, so this comes to an end.
            Grundlage::Zuwendung(of) | Grundlage::Rest(of) => paper
                .zuwendungen
                .iter()
                .filter(|earlier| earlier.id.value == *of)
                .any(|earlier| earlier.concerns(stelle) || is_shared(paper, earlier, id)),
            of => of.includes(stelle),
        })
}

/// Whether the grant called `name` pays something else than the sum of its parts.
fn is_altered(calculation: &Calculation<'_>, name: &Name) -> bool {
    let Some(id) = calculation.find(name) else { return false };
    match calculation.figures.get(id).derivation {
        Derivation::Granted { computed: parts, .. } | Derivation::Capped { of: parts, .. } => {
            calculation.printed(id) != calculation.printed(parts)
        }
        _ => false,
    }
}

fn unclear(stelle: &Placed<String>, grant: &str, jahr: Jahr, why: &str) -> Diagnostic {
    let message = format!(
        "Was die Zuwendung `{grant}` im Jahr {jahr} für die Stelle `{}` zahlt, steht nicht fest",
        stelle.value
    );
    Diagnostic::error("deckung-eigenanteil-unklar", &stelle.place, message).with_hint(format!(
        "{why}; schreiben Sie statt `eigenanteil` den Betrag in Euro oder `rest`."
    ))
}

fn costs_nothing(stelle: &Placed<String>, jahr: Jahr) -> Diagnostic {
    let message = format!("Die Stelle `{}` kostet im Jahr {jahr} nichts", stelle.value);
    Diagnostic::error("deckung-ohne-stelle", &stelle.place, message)
        .with_hint("Nennen Sie Stellen, die es in diesem Haushaltsjahr gibt, oder den Betrag.")
}
