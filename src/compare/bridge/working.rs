//! Shows how a contribution can be calculated, as far as the derivations show it: as a
//! quantity and the rates whose product it is, or as one amount in place of another.
//!
//! Printed rows are rounded so that their line foots; where a product comes out otherwise
//! by that, the difference is a figure of its own and is told.

use rust_decimal::Decimal;

use super::end::nothing;
use super::factors::{Factor, FactorKind, factors};
use crate::finance::{Derivation, Figure, FigureId, Figures, Frame, Name, Rounding, Subject, Unit};
use crate::money::{self, Exact, Mode};

/// How a contribution, or a part of it, can be calculated.
#[derive(Debug, Clone)]
pub enum Working {
    /// As a product.
    Product(Product),
    /// As an amount in place of another one.
    Replaced {
        /// What it is.
        new: FigureId,
        /// What it was.
        old: FigureId,
    },
    /// As what an amount is less than before: it counts against its total.
    Less {
        /// What it was.
        old: FigureId,
        /// What it is.
        new: FigureId,
    },
}

/// A quantity × rates that are added or taken away.
#[derive(Debug, Clone)]
pub struct Product {
    /// How many, or how many more; per cent where rates are shares of something. None where
    /// a rate stands for itself.
    pub quantity: Option<FigureId>,
    /// The rates, each with whether it is added.
    pub rates: Vec<(bool, FigureId)>,
    /// The months of the year for which they are paid, or by how many those are more; none
    /// where it is all of it.
    pub months: Option<FigureId>,
    /// By how much what is printed differs from the product.
    pub rounding: Option<FigureId>,
}

/// A row of a year, as it was and is, and whether it enters its total with its own sign.
#[derive(Debug, Clone, Copy)]
pub(in crate::compare) struct MovedRow {
    pub(in crate::compare) adds: bool,
    pub(in crate::compare) old: Option<FigureId>,
    pub(in crate::compare) new: Option<FigureId>,
}

/// Beyond so many rates a product is no explanation.
const FACTORS: usize = 5;

/// How `betrag` can be calculated from the rows that moved: all of them by the same quantity,
/// or the only one by its rate, its months, or as a whole.
pub(in crate::compare) fn of(
    figures: &mut Figures,
    rows: &[MovedRow],
    amount: FigureId,
) -> Option<Working> {
    let product = as_product(figures, rows, amount).map(Working::Product);
    let replaced = || match rows {
        [MovedRow { old: Some(old), new: Some(new), .. }] => {
            let (old, new) = (*old, *new);
            let is_all = |a, b| difference(figures, a, b) == Some(figures.get(amount).value);
            match (is_all(new, old), is_all(old, new)) {
                (true, _) => Some(Working::Replaced { new, old }),
                (_, true) => Some(Working::Less { old, new }),
                _ => None,
            }
        }
        _ => None,
    };
    product.or_else(replaced)
}

fn difference(figures: &Figures, a: FigureId, b: FigureId) -> Option<Decimal> {
    figures.get(a).value.checked_sub(figures.get(b).value)
}

fn as_product(figures: &mut Figures, rows: &[MovedRow], amount: FigureId) -> Option<Product> {
    let mut changes: Vec<(bool, Factor)> = Vec::new();
    for zeile in rows {
        let of_row = factors(figures, zeile.old, zeile.new)?;
        changes.extend(of_row.into_iter().map(|of| (zeile.adds, of)));
    }
    if changes.len() > FACTORS {
        return None;
    }
    let (_, first) = changes.first()?;
    let name = figures.get(amount).name.clone();
    let mut product = match first.art {
        FactorKind::Quantity => by_quantity(figures, &changes, &name)?,
        FactorKind::Rate => by_rate(&changes)?,
        FactorKind::Months => by_months(figures, &changes, &name)?,
    };
    if !is_printed(figures, &product) {
        return None;
    }
    let exact = exactly(figures, &product)?;
    let Figure { value: printed, .. } = *figures.get(amount);
    let rounded = money::round(&exact, printed.scale(), Mode::HalfUp)?;
    if rounded != printed {
        let own = enter(figures, &product, &name, exact, printed.scale())?;
        let id = figures.differ(&name.aspect("rundung"), amount, own)?;
        // Each row, and the total before and after, may be rounded by a whole unit.
        let most = i64::try_from(rows.len()).ok()?.checked_add(1)?;
        let most = Decimal::new(most, printed.scale());
        if figures.get(id).value.abs() > most {
            return None;
        }
        product.rounding = Some(id);
    }
    Some(product)
}

/// Whether a reader can calculate with what is printed: nothing in `produkt` is rounded, but
/// for a rate that has risen, which is written as its own calculation.
fn is_printed(figures: &Figures, product: &Product) -> bool {
    let is_exact = |id: FigureId| {
        let figure = figures.get(id);
        figure.exact == Exact::from(figure.value)
    };
    let is_rate = |id: FigureId| match figures.get(id).derivation {
        Derivation::Risen { base, rate, .. } => is_exact(base) && is_exact(rate),
        _ => is_exact(id),
    };
    product.rates.iter().all(|(_, id)| is_rate(*id))
        && product.quantity.into_iter().chain(product.months).all(is_exact)
}

/// What `produkt` exactly is.
fn exactly(figures: &Figures, product: &Product) -> Option<Exact> {
    let value = |id: FigureId| &figures.get(id).exact;
    let rates = product.rates.iter().fold(Exact::ZERO, |sum, (plus, id)| {
        if *plus { &sum + value(*id) } else { &sum - value(*id) }
    });
    let mut exact = match product.quantity {
        None => rates,
        Some(id) if figures.get(id).unit == Unit::Percent => &(value(id) * &rates) / 100,
        Some(id) => value(id) * &rates,
    };
    if let Some(months) = product.months {
        exact = &(&exact * value(months)) / 12;
    }
    Some(exact)
}

/// Adds `produkt`, which is exactly `exact`, under `<name>.produkt`, printed to `scale`
/// decimal places.
fn enter(
    figures: &mut Figures,
    product: &Product,
    name: &Name,
    exact: Exact,
    scale: u32,
) -> Option<FigureId> {
    let of_sign = |plus: bool| product.rates.iter().filter(move |of| of.0 == plus).map(|of| of.1);
    let (added, taken) = (of_sign(true).collect::<Vec<_>>(), of_sign(false).collect::<Vec<_>>());
    let digits = |figures: &Figures| {
        let all = product.rates.iter().map(|(_, id)| figures.get(*id).value.scale());
        all.max().unwrap_or(scale)
    };
    let value = |figures: &Figures, id: FigureId| figures.get(id).exact.clone();
    let all = |figures: &mut Figures, ids: &[FigureId], what: &str| match ids {
        [] => Some(figures.nothing(&nothing(), product.rates.first()?.1)),
        [one] => Some(*one),
        _ => {
            let exact = ids.iter().map(|id| &figures.get(*id).exact).sum();
            let name = name.aspect(what);
            rounded(figures, name, exact, digits(figures), Derivation::Sum(ids.to_vec()))
        }
    };
    let mut rate = all(figures, &added, "saetze")?;
    if !taken.is_empty() {
        let less = all(figures, &taken, "abzuege")?;
        let exact = &value(figures, rate) - &value(figures, less);
        let derivation = Derivation::Difference(rate, less);
        rate = rounded(figures, name.aspect("satz"), exact, digits(figures), derivation)?;
    }
    let is_share = product.quantity.is_some_and(|id| figures.get(id).unit == Unit::Percent);
    let factors = || product.quantity.into_iter().chain([rate]).collect();
    let derivation = match (product.quantity, product.months) {
        (Some(rate), None) if is_share => Derivation::Percent { rate, of: rate },
        (_, Some(months)) => Derivation::Prorated { factors: factors(), months },
        _ => Derivation::Product(factors()),
    };
    rounded(figures, name.aspect("produkt"), exact, scale, derivation)
}

/// Adds an amount of euros that is printed to `digits` decimal places.
fn rounded(
    figures: &mut Figures,
    name: Name,
    exact: Exact,
    digits: u32,
    derivation: Derivation,
) -> Option<FigureId> {
    let value = money::round(&exact, digits, Mode::HalfUp)?;
    let rounding = Rounding::Rounded { digits };
    Some(figures.add(Figure { name, exact, value, unit: Unit::Euro, derivation, rounding }))
}

fn by_quantity(figures: &mut Figures, changes: &[(bool, Factor)], name: &Name) -> Option<Product> {
    let first = alike(figures, changes, FactorKind::Quantity)?;
    let is_less = changes.iter().all(|(plus, _)| !plus);
    let some = first.new.or(first.old).map(|id| figures.get(id).unit);
    // A share that came or went has no other one from which it differs by points.
    let share = |id: Option<FigureId>| id.filter(|_| some == Some(Unit::Percent));
    let (quantity, is_turned) = match (first.old, first.new) {
        (None, Some(new)) if !is_less => (Some(new), false),
        (None, new) if share(new).is_some() => (new, false),
        (old, None) if share(old).is_some() => (old, true),
        (None, None) => (None, false),
        // Rates that are all taken away are added for a quantity of the other sign.
        _ => (Some(more(figures, first, &name.aspect("menge"), is_less)?), is_less),
    };
    let rates = changes.iter().map(|(plus, of)| (*plus != is_turned, of.rate)).collect();
    Some(Product { quantity, rates, months: first.months, rounding: None })
}

fn by_rate(changes: &[(bool, Factor)]) -> Option<Product> {
    let [(plus, of)] = changes else { return None };
    // Without a quantity there is but one amount in place of another.
    let (quantity, rates) = (Some(of.quantity?), vec![(*plus, of.new?), (!*plus, of.old?)]);
    Some(Product { quantity, rates, months: of.months, rounding: None })
}

fn by_months(figures: &mut Figures, changes: &[(bool, Factor)], name: &Name) -> Option<Product> {
    let first = alike(figures, changes, FactorKind::Months)?;
    let months = Some(more(figures, first, &name.aspect("monate"), false)?);
    let rates = changes.iter().map(|(plus, of)| (*plus, of.rate)).collect();
    Some(Product { quantity: first.quantity, rates, months, rounding: None })
}

/// The first of `changes` where all of them changed in the same factor, and alike.
fn alike<'c>(
    figures: &Figures,
    changes: &'c [(bool, Factor)],
    art: FactorKind,
) -> Option<&'c Factor> {
    let (_, first) = changes.first()?;
    let exact = |id: Option<FigureId>| id.map(|id| figures.get(id).exact.clone());
    let more =
        |of: &Factor| &exact(of.new).unwrap_or_default() - &exact(of.old).unwrap_or_default();
    let unchanged = |of: &Factor| match art {
        FactorKind::Months => exact(of.quantity),
        _ => exact(of.months),
    };
    let unit = |of: &Factor| of.new.or(of.old).map(|id| figures.get(id).unit);
    let same = |(_, of): &(bool, Factor)| {
        of.art == art
            && unit(of) == unit(first)
            && more(of) == more(first)
            && unchanged(of) == unchanged(first)
    };
    changes.iter().all(same).then_some(first)
}

/// By how much a factor is more than before, or less where `is_less`; nothing stands for what
/// is not there.
fn more(figures: &mut Figures, of: &Factor, name: &Name, is_less: bool) -> Option<FigureId> {
    let some = of.new.or(of.old)?;
    let of_unit = match figures.get(some).unit {
        Unit::Stellen => Subject::NoStelle,
        Unit::Percent => Subject::NoShare,
        Unit::Months => Subject::NoMonths,
        _ => Subject::NoQuantity,
    };
    let nothing = Name::from(of_unit).within(Frame::Bridge);
    let old = of.old.unwrap_or_else(|| figures.nothing(&nothing, some));
    let new = of.new.unwrap_or_else(|| figures.nothing(&nothing, some));
    if is_less { figures.differ(name, old, new) } else { figures.differ(name, new, old) }
}
