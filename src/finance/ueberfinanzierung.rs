//! Finds what brings in more than it costs: a year of the Ergebnisplan, costs and their
//! grants, an investment and its grants, an investment and what of it is said to be
//! eligible.

mod doppelt;

use super::calculation::Calculation;
use super::zuwendungen::shares;
use crate::data::{Foerderfaehig, Investition, Paper, Plan, Zuwendung};
use crate::diagnostic::Diagnostic;
use crate::finance::{Name, Subject};
use crate::german::euro;

/// Reports all of them.
pub(super) fn check(calculation: &mut Calculation<'_>, paper: &Paper) {
    years(calculation, paper);
    doppelt::check(calculation, paper);
    for investition in &paper.investitionen {
        let found = [
            overpaid(calculation, paper, investition),
            too_much_eligible(calculation, investition),
        ];
        calculation.problems.extend(found.into_iter().flatten());
    }
}

/// Reports the years whose revenue exceeds their expenses; that may be meant.
fn years(calculation: &mut Calculation<'_>, paper: &Paper) {
    for jahr in paper.jahre(Plan::Ergebnisplan) {
        let Some(own) = calculation.find(&Subject::Eigenanteil.jahr(jahr)) else { continue };
        if calculation.printed(own).is_sign_negative() && !calculation.printed(own).is_zero() {
            let place =
                paper.haushalt.jahre.get(&jahr).map_or(&paper.vorlage.place, |of| &of.place);
            calculation.problems.push(
                Diagnostic::warning(
                    "eigenanteil-negativ",
                    place,
                    format!("Die Erträge des Jahres {jahr} übersteigen seine Aufwendungen"),
                )
                .with_hint("Prüfen Sie die Zuwendungen dieses Jahres und ihre Höchstbeträge."),
            );
        }
    }
}

/// Grants that pay more for an investment than it costs.
fn overpaid(
    calculation: &Calculation<'_>,
    paper: &Paper,
    investition: &Investition,
) -> Option<Diagnostic> {
    let id = &investition.id.value;
    let cost = calculation.printed(calculation.find(&Name::investition(id).gesamt())?);
    let names = |of: &Zuwendung| shares::names(paper, of, investition);
    let grants = || paper.zuwendungen.iter().filter(|of| !names(of).is_empty());
    let paid = grants()
        .flat_map(names)
        .filter_map(|name| calculation.find(&name))
        .map(|paid| calculation.printed(paid))
        .sum();
    let last = grants().next_back().filter(|_| paid > cost)?;
    let message = format!(
        "Die Zuwendungen für die Investition `{id}` betragen {}, sie kostet aber nur {}",
        euro(paid),
        euro(cost)
    );
    Some(Diagnostic::error("zuwendung-ueber-kosten", &last.id.place, message).with_hint(
        "Prüfen Sie die Auszahlungen der Investition und die Beträge ihrer Zuwendungen; gefördert \
         werden höchstens die Kosten.",
    ))
}

/// An eligible amount that exceeds the cost.
fn too_much_eligible(
    calculation: &Calculation<'_>,
    investition: &Investition,
) -> Option<Diagnostic> {
    let Some(Foerderfaehig::Betrag(eligible)) = &investition.foerderfaehig else { return None };
    let id = &investition.id.value;
    let cost = calculation.printed(calculation.find(&Name::investition(id).gesamt())?);
    let message = format!(
        "Zuwendungsfähig sollen {} sein, die Investition kostet aber nur {}",
        euro(eligible.value),
        euro(cost)
    );
    (eligible.value > cost).then(|| {
        Diagnostic::error("foerderfaehig-ueber-kosten", &eligible.place, message).with_hint(
            "Tragen Sie höchstens die Kosten der Investition ein; ist alles zuwendungsfähig, \
             löschen Sie die Zeile.",
        )
    })
}
