//! Finds costs for which several grants together pay more in a year than they are.
//!
//! A grant can pay only for the amounts of its base. So all grants whose bases lie within
//! some amounts may pay for nothing else, and if they pay more, something is funded twice,
//! however the grants divide it among themselves. Tried are the amounts of every base, and
//! all amounts that bases connect. A grant measured by another grant, or by an investment,
//! says too little about what it pays for, and is left out.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::super::calculation::Calculation;
use crate::data::{Grundlage, Paper, Plan, Zuwendung};
use crate::diagnostic::Diagnostic;
use crate::finance::{Name, Subject};
use crate::german::euro;
use crate::period::Jahr;

/// Names of figures such as `kosten.miete`, each with a year one amount.
type Amounts = BTreeSet<Name>;

/// How many amounts a message names.
const NAMED: usize = 4;

/// Reports all of them; what lies in others that are reported already is not said again.
pub(super) fn check(calculation: &mut Calculation<'_>, paper: &Paper) {
    let mut bases: BTreeMap<&str, Amounts> = BTreeMap::new();
    for zuwendung in &paper.zuwendungen {
        if let Some(base) = base(zuwendung, &bases, paper) {
            bases.insert(&zuwendung.id.value, base);
        }
    }
    let mut tried: Vec<Amounts> = bases.values().cloned().collect();
    tried.extend(connected(bases.values()));
    tried.sort_by_key(|amounts| (amounts.len(), amounts.first().cloned()));
    let mut found: Vec<Amounts> = Vec::new();
    for amounts in tried {
        let within = |of: &&Zuwendung| {
            bases.get(of.id.value.as_str()).is_some_and(|base| base.is_subset(&amounts))
        };
        let grants: Vec<&Zuwendung> = paper.zuwendungen.iter().filter(within).collect();
        if grants.len() > 1 && !found.iter().any(|known| known.is_subset(&amounts)) {
            let problem = overpaid(calculation, paper, &amounts, &grants);
            found.extend(problem.is_some().then_some(amounts));
            calculation.problems.extend(problem);
        }
    }
}

/// The amounts that `zuwendung` is measured by, where they can be told; `before` are those
/// of the grants before it.
fn base(zuwendung: &Zuwendung, before: &BTreeMap<&str, Amounts>, paper: &Paper) -> Option<Amounts> {
    let mut base = Amounts::new();
    for part in &zuwendung.bemessung {
        match &part.grundlage {
            Grundlage::Kosten(_) | Grundlage::Stelle(_) => {
                base.insert(Name::from(&part.grundlage));
            }
            Grundlage::Rolle(_) => {
                let stellen = paper.stellen.iter().filter(|of| part.grundlage.includes(of));
                base.extend(stellen.map(|stelle| Name::stelle(&stelle.id.value)));
            }
            Grundlage::Rest(id) => base.extend(before.get(id.as_str())?.iter().cloned()),
            Grundlage::Investition(_) | Grundlage::Zuwendung(_) => return None,
        }
    }
    (!base.is_empty()).then_some(base)
}

/// The unions of those `bases` that have amounts in common, directly or through others.
fn connected<'a>(bases: impl Iterator<Item = &'a Amounts>) -> Vec<Amounts> {
    let mut groups: Vec<Amounts> = Vec::new();
    for base in bases {
        let mut group = base.clone();
        groups.retain_mut(|other| {
            let is_apart = other.is_disjoint(&group);
            if !is_apart {
                group.append(other);
            }
            is_apart
        });
        groups.push(group);
    }
    groups
}

/// The first year in which `grants` pay more than `amounts` are.
fn overpaid(
    calculation: &Calculation<'_>,
    paper: &Paper,
    amounts: &Amounts,
    grants: &[&Zuwendung],
) -> Option<Diagnostic> {
    let printed = |name: &Name, jahr: Jahr| {
        calculation.find(&name.jahr(jahr)).map(|id| calculation.printed(id))
    };
    let (jahr, paid, cost) = paper.jahre(Plan::Ergebnisplan).into_iter().find_map(|jahr| {
        let costs: Vec<Decimal> = amounts.iter().filter_map(|name| printed(name, jahr)).collect();
        let cost: Decimal = costs.iter().sum();
        let grants = grants.iter().map(|of| Name::zuwendung(&of.id.value));
        let paid: Decimal = grants.filter_map(|name| printed(&name, jahr)).sum();
        (!costs.is_empty() && paid > cost).then_some((jahr, paid, cost))
    })?;
    let message = format!(
        "Die Zuwendungen für {} betragen im Jahr {jahr} {}, die Kosten aber nur {}",
        named(amounts),
        euro(paid),
        euro(cost)
    );
    Some(Diagnostic::error("zuwendung-ueber-kosten", &grants.last()?.id.place, message).with_hint(
        "Prüfen Sie die Sätze; was eine andere Zuwendung offen lässt, bemessen Sie mit \
         `rest_nach`.",
    ))
}

/// `amounts` as a sentence names them: `miete`, `leitung` und 3 weitere Posten.
fn named(amounts: &Amounts) -> String {
    let id = |name: &Name| match name.parts().subject {
        Subject::Stelle(id) | Subject::Kosten(id) => format!("`{id}`"),
        _ => format!("`{name}`"),
    };
    let mut names: Vec<String> = amounts.iter().map(id).collect();
    let more = names.len().saturating_sub(NAMED);
    if more > 1 {
        names.truncate(NAMED);
        names.push(format!("{more} weitere Posten"));
    }
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} und {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases_are_connected_through_others() {
        let amounts = |names: &[&str]| names.iter().map(|name| Name::kosten(name)).collect();
        let bases: [Amounts; 4] =
            [["a", "b"], ["c", "d"], ["e", "f"], ["b", "c"]].map(|n| amounts(&n));
        let expected: [Amounts; 2] = [amounts(&["e", "f"]), amounts(&["a", "b", "c", "d"])];
        assert_eq!(connected(bases.iter()), expected);
    }

    #[test]
    fn names_no_more_than_a_reader_counts() {
        let amounts =
            |last: char| ('a'..=last).map(|name| Name::kosten(&name.to_string())).collect();
        assert_eq!(named(&amounts('a')), "`a`");
        assert_eq!(named(&amounts('c')), "`a`, `b` und `c`");
        assert_eq!(named(&amounts('e')), "`a`, `b`, `c`, `d` und `e`");
        assert_eq!(named(&amounts('f')), "`a`, `b`, `c`, `d` und 2 weitere Posten");
    }
}
