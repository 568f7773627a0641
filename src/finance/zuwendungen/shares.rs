//! Shares a grant for several investments out among them: in proportion to what of each it is
//! measured by. `zuwendung.<id>.investition.<investition>` add up to the grant.

use super::super::calculation::Calculation;
use super::super::{FigureId, Name, Unit};
use crate::data::{Investition, Paper, Zuwendung};

/// Adds the shares of every grant that pays for several investments.
pub(in crate::finance) fn plan(calculation: &mut Calculation<'_>, paper: &Paper) {
    for grant in &paper.zuwendungen {
        let investitionen = paper.investitionen_of(grant);
        if investitionen.len() > 1 {
            share(calculation, grant, &investitionen);
        }
    }
}

/// The names of what `grant` and others before it pay for `investition` in all.
pub(in crate::finance) fn names(
    paper: &Paper,
    grant: &Zuwendung,
    investition: &Investition,
) -> Vec<Name> {
    let own = Name::zuwendung(&grant.id.value);
    let paid = paper.investitionen_of(grant);
    if paid.iter().all(|of| of.id.value != investition.id.value) {
        return Vec::new();
    }
    if paid.len() > 1 {
        return vec![own.of(&Name::investition(&investition.id.value))];
    }
    vec![own.gesamt(), own.aspect("drittmittel").gesamt()]
}

fn share(calculation: &mut Calculation<'_>, grant: &Zuwendung, among: &[&Investition]) {
    let (own, place) = (Name::zuwendung(&grant.id.value), &grant.id.place);
    let base = own.aspect("bemessung");
    let (Some(paid), Some(whole)) =
        (calculation.find(&own.gesamt()), calculation.find(&base.gesamt()))
    else {
        return;
    };
    let mut rows: Vec<FigureId> = Vec::new();
    for of in among {
        let investition = Name::investition(&of.id.value);
        let Some(part) = calculation.find(&base.of(&investition).gesamt()) else { continue };
        let name = own.of(&investition);
        let times = vec![paid, part];
        let times = calculation.product(&name.aspect("mal"), times, Unit::Euro, place);
        rows.push(calculation.quotient(&name, times, whole, place));
    }
    calculation.group(&own.aspect("anteile"), rows, place);
}
