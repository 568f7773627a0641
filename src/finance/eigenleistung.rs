//! What Stellen that exist already cost: an own share in kind, which the budget provides
//! before the paper is decided.
//!
//! `eigenleistung.<jahr>` is the cost of these Stellen, `mehrbedarf.<jahr>` what the other
//! expenses of the year amount to. Of the own share, existing Stellen cover
//! `eigenleistung.angerechnet.<jahr>`, at most all of it, and leave `restbedarf.<jahr>`.

use rust_decimal::Decimal;

use super::FigureId;
use super::calculation::Calculation;
use crate::data::{Einrichtung, Paper, Plan};
use crate::period::Jahr;

/// The costs of the Stellen that exist already in `jahr`.
pub(super) fn stellen(calculation: &Calculation, paper: &Paper, jahr: Jahr) -> Vec<FigureId> {
    let existing = paper.stellen.iter().filter(|of| of.einrichtung == Einrichtung::Vorhanden);
    existing
        .filter_map(|stelle| calculation.find(&format!("stelle.{}.{jahr}", stelle.id.value)))
        .collect()
}

/// Adds the figures of the years in which existing Stellen cost something.
pub(super) fn plan(calculation: &mut Calculation, paper: &Paper) {
    let place = &paper.vorlage.place;
    for jahr in paper.jahre(Plan::Ergebnisplan) {
        let costs = stellen(calculation, paper, jahr);
        let find = |name| calculation.find(&format!("{name}.{jahr}"));
        let (Some(expenses), Some(own)) = (find("aufwendungen"), find("eigenanteil")) else {
            continue;
        };
        if costs.is_empty() {
            continue;
        }
        let in_kind = calculation.printed_sum(&format!("eigenleistung.{jahr}"), costs, place);
        calculation.printed_difference(&format!("mehrbedarf.{jahr}"), expenses, in_kind, place);
        if calculation.printed(own) > Decimal::ZERO {
            let name = format!("eigenleistung.angerechnet.{jahr}");
            let counted = calculation.capped(&name, in_kind, own, place);
            calculation.printed_difference(&format!("restbedarf.{jahr}"), own, counted, place);
        }
    }
}
