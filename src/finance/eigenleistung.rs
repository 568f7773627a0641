//! What Stellen that exist already cost: an own share in kind, which the budget provides
//! before the paper is decided.
//!
//! `eigenleistung.<jahr>` is the cost of these Stellen, `mehrbedarf.<jahr>` what the other
//! expenses of the year amount to. Of the own share, existing Stellen cover
//! `eigenleistung.angerechnet.<jahr>`, at most all of it, and leave `restbedarf.<jahr>`.

use rust_decimal::Decimal;

use super::calculation::Calculation;
use super::{FigureId, Name, Subject};
use crate::data::{Einrichtung, Paper, Plan, Teilplan};
use crate::period::Jahr;

/// The costs of the Stellen that exist already in `jahr`, on lines of `teilplan` where there is
/// one.
pub(super) fn stellen(
    calculation: &Calculation<'_>,
    paper: &Paper,
    jahr: Jahr,
    teilplan: Option<&Teilplan>,
) -> Vec<FigureId> {
    let existing = paper.stellen.iter().filter(|of| {
        of.einrichtung == Einrichtung::Vorhanden
            && teilplan.is_none_or(|teilplan| paper.is_on(&of.zeile, teilplan))
    });
    existing
        .filter_map(|stelle| calculation.find(&Name::stelle(&stelle.id.value).jahr(jahr)))
        .collect()
}

/// Adds the figures of the years in which existing Stellen cost something, and those of each
/// Teilplan where there are several.
pub(super) fn plan(calculation: &mut Calculation<'_>, paper: &Paper) {
    for jahr in paper.jahre(Plan::Ergebnisplan) {
        for teilplan in [None].into_iter().chain(paper.teilplaene().into_iter().map(Some)) {
            year(calculation, paper, jahr, teilplan);
        }
    }
}

fn year(calculation: &mut Calculation<'_>, paper: &Paper, jahr: Jahr, teilplan: Option<&Teilplan>) {
    let place = &paper.vorlage.place;
    let name = |of: Name| of.jahr(jahr).on(teilplan);
    let of = |subject: Subject<'_>| name(Name::from(subject));
    let costs = stellen(calculation, paper, jahr, teilplan);
    let find = |subject| calculation.find(&of(subject));
    let (Some(expenses), Some(own)) = (find(Subject::Aufwendungen), find(Subject::Eigenanteil))
    else {
        return;
    };
    if costs.is_empty() {
        return;
    }
    let in_kind = calculation.printed_sum(&of(Subject::Eigenleistung), costs, place);
    calculation.printed_difference(&of(Subject::Mehrbedarf), expenses, in_kind, place);
    if calculation.printed(own) > Decimal::ZERO {
        let counted = name(Subject::Eigenleistung.aspect("angerechnet"));
        let counted = calculation.capped(&counted, in_kind, own, place);
        calculation.printed_difference(&of(Subject::Restbedarf), own, counted, place);
    }
}
