//! Reads out of derivations what made a row another one: the factor that changed, and the
//! others that it is multiplied with.

use std::collections::BTreeSet;

use crate::finance::{Derivation, FigureId, Figures, Frame, Name, Unit};
use crate::money::Exact;

/// The one factor of a row that changed, and the others.
pub(in crate::compare) struct Factor {
    pub(in crate::compare) art: FactorKind,
    pub(in crate::compare) old: Option<FigureId>,
    pub(in crate::compare) new: Option<FigureId>,
    pub(in crate::compare) quantity: Option<FigureId>,
    pub(in crate::compare) rate: FigureId,
    pub(in crate::compare) months: Option<FigureId>,
}

/// What kind of factor changed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::compare) enum FactorKind {
    Quantity,
    Rate,
    Months,
}

/// What changed in a row that is a product of a quantity and a rate, or a sum in which
/// such products changed, came or went.
pub(in crate::compare) fn factors(
    figures: &Figures,
    old: Option<FigureId>,
    new: Option<FigureId>,
) -> Option<Vec<Factor>> {
    let (old, new) = (old.map(|id| peeled(figures, id)), new.map(|id| peeled(figures, id)));
    let read = |id: Option<FigureId>| id.map(|id| product(figures, id));
    let found = match (read(old), read(new)) {
        (Some(Some(old)), Some(Some(new))) => changed(figures, &old, &new)?,
        (Some(Some(Factors { quantity, rate, months })), None) => Factor {
            art: FactorKind::Quantity,
            old: Some(quantity?),
            new: None,
            quantity,
            rate,
            months,
        },
        (None, Some(Some(Factors { quantity, rate, months }))) => {
            let new = (quantity.is_some() || months.is_some()).then_some(quantity)?;
            Factor { art: FactorKind::Quantity, old: None, new, quantity, rate, months }
        }
        (Some(Some(whole)), Some(None)) => divided(figures, &whole, new?, false)?,
        (Some(None), Some(Some(whole))) => divided(figures, &whole, old?, true)?,
        _ => {
            let mut all = Vec::new();
            for (old, new) in summands_changed(figures, old, new)? {
                all.extend(factors(figures, old, new)?);
            }
            return Some(all);
        }
    };
    let months = found.months.filter(|id| !is_year(figures, *id));
    Some(vec![Factor { months, ..found }])
}

/// What changed where a year that was `whole` has parts now that make up `sum`, or had them
/// before where `is_before`: the only part whose quantity is another one.
fn divided(figures: &Figures, whole: &Factors, sum: FigureId, is_before: bool) -> Option<Factor> {
    let exact = |id: FigureId| &figures.get(id).exact;
    let Derivation::Sum(ids) = &figures.get(sum).derivation else { return None };
    let parts: Option<Vec<Factors>> = ids.iter().map(|id| product(figures, *id)).collect();
    let parts = parts?;
    let months: Option<Vec<FigureId>> = parts.iter().map(|part| part.months).collect();
    let months: Exact = months?.into_iter().map(exact).sum();
    let (quantity, all) = (whole.quantity?, whole.months?);
    let is_divided =
        months == *exact(all) && parts.iter().all(|part| exact(part.rate) == exact(whole.rate));
    let is_other = |part: &&Factors| part.quantity.map(exact) != Some(exact(quantity));
    let others: Vec<&Factors> = parts.iter().filter(is_other).collect();
    let [other] = others.as_slice() else { return None };
    let (own, of) = (Some(quantity), Some(other.quantity?));
    let (old, new) = if is_before { (of, own) } else { (own, of) };
    let Factors { quantity, rate, months } = **other;
    is_divided.then_some(Factor { art: FactorKind::Quantity, old, new, quantity, rate, months })
}

/// What `id` is a name for: the only summand of a sum, or of an amount that is limited,
/// rounded or not below nothing, where that leaves it as it is, what is so.
fn peeled(figures: &Figures, id: FigureId) -> FigureId {
    let figure = figures.get(id);
    let inner = match &figure.derivation {
        Derivation::Sum(of) => match of.as_slice() {
            [one] => Some(*one),
            _ => None,
        },
        Derivation::Capped { of, .. }
        | Derivation::Floored(of)
        | Derivation::RoundedOff { of, .. } => Some(*of),
        _ => None,
    };
    match inner.filter(|inner| figures.get(*inner).exact == figure.exact) {
        Some(inner) => peeled(figures, inner),
        None => id,
    }
}

fn is_year(figures: &Figures, months: FigureId) -> bool {
    figures.get(months).exact == Exact::from(12)
}

/// The one factor that is another one in `new` than in `old`.
fn changed(figures: &Figures, old: &Factors, new: &Factors) -> Option<Factor> {
    let differ = |a: Option<FigureId>, b: Option<FigureId>| {
        let exact = |id: Option<FigureId>| id.map(|id| &figures.get(id).exact);
        exact(a) != exact(b)
    };
    let (quantity, rate, months) = (new.quantity, new.rate, new.months);
    let changes = (
        differ(old.quantity, quantity),
        differ(Some(old.rate), Some(rate)),
        differ(old.months, months),
    );
    let (art, before, after) = match changes {
        (true, false, false) => (FactorKind::Quantity, old.quantity, quantity),
        (false, true, false) => (FactorKind::Rate, Some(old.rate), Some(rate)),
        (false, false, true) => (FactorKind::Months, Some(old.months?), Some(months?)),
        _ => return None,
    };
    Some(Factor { art, old: before, new: after, quantity, rate, months })
}

/// What a figure was and is; nothing where it was not there.
type Change = (Option<FigureId>, Option<FigureId>);

/// The summands that are others in `new` than in `old`, by their names without the prefix of
/// their state; a sum that was not there had none.
fn summands_changed(
    figures: &Figures,
    old: Option<FigureId>,
    new: Option<FigureId>,
) -> Option<Vec<Change>> {
    let all = |id: Option<FigureId>| id.map_or(Some(&[][..]), |id| summands(figures, id));
    let (old, new) = (all(old)?, all(new)?);
    let (before, after) = (named(figures, old, new), named(figures, new, old));
    let find = |all: &[(Name, FigureId)], name: &Name| {
        all.iter().find(|(own, _)| own == name).map(|(_, id)| *id)
    };
    let mut changed: Vec<Change> = Vec::new();
    for (name, id) in &after {
        let own = find(&before, name);
        if own.is_none_or(|own| figures.get(own).exact != figures.get(*id).exact) {
            changed.push((own, Some(*id)));
        }
    }
    let gone = before.iter().filter(|(name, _)| find(&after, name).is_none());
    changed.extend(gone.map(|(_, id)| (Some(*id), None)));
    (!changed.is_empty()).then_some(changed)
}

fn summands(figures: &Figures, id: FigureId) -> Option<&[FigureId]> {
    let Derivation::Sum(of) = &figures.get(id).derivation else { return None };
    Some(of)
}

/// The figures `of` by name, but those that stand among the `others` as well.
fn named(figures: &Figures, of: &[FigureId], others: &[FigureId]) -> Vec<(Name, FigureId)> {
    let others: BTreeSet<FigureId> = others.iter().copied().collect();
    let own = of.iter().filter(|id| !others.contains(id));
    own.map(|id| (stateless(&figures.get(*id).name), *id)).collect()
}

/// A name without what tells its state.
fn stateless(name: &Name) -> Name {
    match name.frame() {
        Frame::Old | Frame::New | Frame::Predecessor | Frame::Step(_) => name.own(),
        _ => name.clone(),
    }
}

/// A quantity and a rate, and the months that both are taken for.
#[derive(Clone, Copy)]
struct Factors {
    quantity: Option<FigureId>,
    rate: FigureId,
    months: Option<FigureId>,
}

fn product(figures: &Figures, id: FigureId) -> Option<Factors> {
    let (factors, months) = match &figures.get(id).derivation {
        Derivation::Product(factors) => (factors, None),
        Derivation::Prorated { factors, months } => (factors, Some(*months)),
        Derivation::Percent { rate, of } => {
            return Some(Factors { quantity: Some(*rate), rate: *of, months: None });
        }
        _ => return None,
    };
    let is_quantity = |id: FigureId| matches!(figures.get(id).unit, Unit::Stellen | Unit::Count);
    let (quantity, rate) = match factors.as_slice() {
        [one] if !is_quantity(*one) => (None, *one),
        [a, b] if is_quantity(*a) && !is_quantity(*b) => (Some(*a), *b),
        [a, b] if is_quantity(*b) && !is_quantity(*a) => (Some(*b), *a),
        _ => return None,
    };
    Some(Factors { quantity, rate, months })
}
