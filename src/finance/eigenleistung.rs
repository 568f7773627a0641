//! What Stellen that exist already cost: an own share in kind, which the budget provides
//! before the paper is decided.
//!
//! `eigenleistung.<jahr>` is the cost of these Stellen, `mehrbedarf.<jahr>` what the other
//! expenses of the year amount to. Of the own share, existing Stellen cover
//! `eigenleistung.angerechnet.<jahr>`, at most all of it, and leave `restbedarf.<jahr>`.

use rust_decimal::Decimal;

use super::calculation::Calculation;
use super::{FigureId, Name, Subject};
use crate::data::{Einrichtung, Paper, Plan};
use crate::period::Jahr;

/// The costs of the Stellen that exist already in `jahr`.
pub(super) fn stellen(calculation: &Calculation<'_>, paper: &Paper, jahr: Jahr) -> Vec<FigureId> {
    let existing = paper.stellen.iter().filter(|of| of.einrichtung == Einrichtung::Vorhanden);
    existing
        .filter_map(|stelle| calculation.find(&Name::stelle(&stelle.id.value).jahr(jahr)))
        .collect()
}

/// Adds the figures of the years in which existing Stellen cost something.
pub(super) fn plan(calculation: &mut Calculation<'_>, paper: &Paper) {
    let place = &paper.vorlage.place;
    for jahr in paper.jahre(Plan::Ergebnisplan) {
        let costs = stellen(calculation, paper, jahr);
        let find = |of: Subject<'_>| calculation.find(&of.jahr(jahr));
        let (Some(expenses), Some(own)) = (find(Subject::Aufwendungen), find(Subject::Eigenanteil))
        else {
            continue;
        };
        if costs.is_empty() {
            continue;
        }
        let in_kind = calculation.printed_sum(&Subject::Eigenleistung.jahr(jahr), costs, place);
        calculation.printed_difference(&Subject::Mehrbedarf.jahr(jahr), expenses, in_kind, place);
        if calculation.printed(own) > Decimal::ZERO {
            let name = Subject::Eigenleistung.aspect("angerechnet").jahr(jahr);
            let counted = calculation.capped(&name, in_kind, own, place);
            calculation.printed_difference(&Subject::Restbedarf.jahr(jahr), own, counted, place);
        }
    }
}
