//! Shows how a contribution can be calculated, as far as the derivations show it: as a
//! quantity and the rates whose product it is, or as one amount in place of another.
//!
//! Printed rows are rounded so that their line foots; where a product comes out otherwise
//! by that, the difference is a figure of its own and is told.

use rust_decimal::Decimal;

use super::factors::{Art, Factor, factors};
use super::totals::nothing;
use crate::finance::{Derivation, Figure, FigureId, Figures, Frame, Name, Rounding, Subject, Unit};
use crate::money::{self, Exact, Mode};

/// How a contribution, or a part of it, can be calculated.
#[derive(Debug, Clone)]
pub enum Working {
    /// As a product.
    Produkt(Produkt),
    /// As an amount in place of another one.
    Statt {
        /// What it is.
        new: FigureId,
        /// What it was.
        old: FigureId,
    },
    /// As what an amount is less than before: it counts against its total.
    Weniger {
        /// What it was.
        old: FigureId,
        /// What it is.
        new: FigureId,
    },
}

/// A quantity × rates that are added or taken away.
#[derive(Debug, Clone)]
pub struct Produkt {
    /// How many, or how many more; per cent where rates are shares of something. None where
    /// a rate stands for itself.
    pub menge: Option<FigureId>,
    /// The rates, each with whether it is added.
    pub saetze: Vec<(bool, FigureId)>,
    /// The months of the year for which they are paid, or by how many those are more; none
    /// where it is all of it.
    pub monate: Option<FigureId>,
    /// By how much what is printed differs from the product.
    pub rundung: Option<FigureId>,
}

/// A row of a year, as it was and is, and whether it enters its total with its own sign.
#[derive(Debug, Clone, Copy)]
pub(in crate::compare) struct Zeile {
    pub(in crate::compare) positiv: bool,
    pub(in crate::compare) old: Option<FigureId>,
    pub(in crate::compare) new: Option<FigureId>,
}

/// Beyond so many rates a product is no explanation.
const FACTORS: usize = 5;

/// How `betrag` can be calculated from the rows that moved: all of them by the same quantity,
/// or the only one by its rate, its months, or as a whole.
pub(in crate::compare) fn of(
    figures: &mut Figures,
    zeilen: &[Zeile],
    betrag: FigureId,
) -> Option<Working> {
    let produkt = product(figures, zeilen, betrag).map(Working::Produkt);
    let statt = || match zeilen {
        [Zeile { old: Some(old), new: Some(new), .. }] => {
            let (old, new) = (*old, *new);
            let is_all = |a, b| difference(figures, a, b) == Some(figures.get(betrag).value);
            match (is_all(new, old), is_all(old, new)) {
                (true, _) => Some(Working::Statt { new, old }),
                (_, true) => Some(Working::Weniger { old, new }),
                _ => None,
            }
        }
        _ => None,
    };
    produkt.or_else(statt)
}

fn difference(figures: &Figures, a: FigureId, b: FigureId) -> Option<Decimal> {
    figures.get(a).value.checked_sub(figures.get(b).value)
}

fn product(figures: &mut Figures, zeilen: &[Zeile], betrag: FigureId) -> Option<Produkt> {
    let mut changes: Vec<(bool, Factor)> = Vec::new();
    for zeile in zeilen {
        let of_row = factors(figures, zeile.old, zeile.new)?;
        changes.extend(of_row.into_iter().map(|of| (zeile.positiv, of)));
    }
    if changes.len() > FACTORS {
        return None;
    }
    let (_, first) = changes.first()?;
    let name = figures.get(betrag).name.clone();
    let mut produkt = match first.art {
        Art::Menge => by_quantity(figures, &changes, &name)?,
        Art::Satz => by_rate(&changes)?,
        Art::Monate => by_months(figures, &changes, &name)?,
    };
    if !is_printed(figures, &produkt) {
        return None;
    }
    let exact = exactly(figures, &produkt)?;
    let Figure { value: printed, .. } = *figures.get(betrag);
    let rounded = money::round(&exact, printed.scale(), Mode::HalfUp)?;
    if rounded != printed {
        let own = enter(figures, &produkt, &name, exact, printed.scale())?;
        let id = figures.differ(&name.aspect("rundung"), betrag, own)?;
        // Each row, and the total before and after, may be rounded by a whole unit.
        let most = i64::try_from(zeilen.len()).ok()?.checked_add(1)?;
        let most = Decimal::new(most, printed.scale());
        if figures.get(id).value.abs() > most {
            return None;
        }
        produkt.rundung = Some(id);
    }
    Some(produkt)
}

/// Whether a reader can calculate with what is printed: nothing in `produkt` is rounded, but
/// for a rate that has risen, which is written as its own calculation.
fn is_printed(figures: &Figures, produkt: &Produkt) -> bool {
    let is_exact = |id: FigureId| {
        let figure = figures.get(id);
        figure.exact == Exact::from(figure.value)
    };
    let is_rate = |id: FigureId| match figures.get(id).derivation {
        Derivation::Risen { base, rate, .. } => is_exact(base) && is_exact(rate),
        _ => is_exact(id),
    };
    produkt.saetze.iter().all(|(_, id)| is_rate(*id))
        && produkt.menge.into_iter().chain(produkt.monate).all(is_exact)
}

/// What `produkt` exactly is.
fn exactly(figures: &Figures, produkt: &Produkt) -> Option<Exact> {
    let value = |id: FigureId| &figures.get(id).exact;
    let rates = produkt.saetze.iter().fold(Exact::ZERO, |sum, (plus, id)| {
        if *plus { &sum + value(*id) } else { &sum - value(*id) }
    });
    let mut exact = match produkt.menge {
        None => rates,
        Some(id) if figures.get(id).unit == Unit::Percent => &(value(id) * &rates) / 100,
        Some(id) => value(id) * &rates,
    };
    if let Some(monate) = produkt.monate {
        exact = &(&exact * value(monate)) / 12;
    }
    Some(exact)
}

/// Adds `produkt`, which is exactly `exact`, under `<name>.produkt`, printed to `scale`
/// decimal places.
fn enter(
    figures: &mut Figures,
    produkt: &Produkt,
    name: &Name,
    exact: Exact,
    scale: u32,
) -> Option<FigureId> {
    let of_sign = |plus: bool| produkt.saetze.iter().filter(move |of| of.0 == plus).map(|of| of.1);
    let (added, taken) = (of_sign(true).collect::<Vec<_>>(), of_sign(false).collect::<Vec<_>>());
    let digits = |figures: &Figures| {
        let all = produkt.saetze.iter().map(|(_, id)| figures.get(*id).value.scale());
        all.max().unwrap_or(scale)
    };
    let value = |figures: &Figures, id: FigureId| figures.get(id).exact.clone();
    let all = |figures: &mut Figures, ids: &[FigureId], what: &str| match ids {
        [] => Some(figures.nothing(&nothing(), produkt.saetze.first()?.1)),
        [one] => Some(*one),
        _ => {
            let exact = ids.iter().map(|id| &figures.get(*id).exact).sum();
            let name = name.aspect(what);
            rounded(figures, name, exact, digits(figures), Derivation::Sum(ids.to_vec()))
        }
    };
    let mut satz = all(figures, &added, "saetze")?;
    if !taken.is_empty() {
        let less = all(figures, &taken, "abzuege")?;
        let exact = &value(figures, satz) - &value(figures, less);
        let derivation = Derivation::Difference(satz, less);
        satz = rounded(figures, name.aspect("satz"), exact, digits(figures), derivation)?;
    }
    let is_share = produkt.menge.is_some_and(|id| figures.get(id).unit == Unit::Percent);
    let factors = || produkt.menge.into_iter().chain([satz]).collect();
    let derivation = match (produkt.menge, produkt.monate) {
        (Some(rate), None) if is_share => Derivation::Percent { rate, of: satz },
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

fn by_quantity(figures: &mut Figures, changes: &[(bool, Factor)], name: &Name) -> Option<Produkt> {
    let first = alike(figures, changes, Art::Menge)?;
    let is_less = changes.iter().all(|(plus, _)| !plus);
    let some = first.new.or(first.old).map(|id| figures.get(id).unit);
    // A share that came or went has no other one from which it differs by points.
    let share = |id: Option<FigureId>| id.filter(|_| some == Some(Unit::Percent));
    let (menge, is_turned) = match (first.old, first.new) {
        (None, Some(new)) if !is_less => (Some(new), false),
        (None, new) if share(new).is_some() => (new, false),
        (old, None) if share(old).is_some() => (old, true),
        (None, None) => (None, false),
        // Rates that are all taken away are added for a quantity of the other sign.
        _ => (Some(more(figures, first, &name.aspect("menge"), is_less)?), is_less),
    };
    let saetze = changes.iter().map(|(plus, of)| (*plus != is_turned, of.satz)).collect();
    Some(Produkt { menge, saetze, monate: first.monate, rundung: None })
}

fn by_rate(changes: &[(bool, Factor)]) -> Option<Produkt> {
    let [(plus, of)] = changes else { return None };
    // Without a quantity there is but one amount in place of another.
    let (menge, saetze) = (Some(of.menge?), vec![(*plus, of.new?), (!*plus, of.old?)]);
    Some(Produkt { menge, saetze, monate: of.monate, rundung: None })
}

fn by_months(figures: &mut Figures, changes: &[(bool, Factor)], name: &Name) -> Option<Produkt> {
    let first = alike(figures, changes, Art::Monate)?;
    let monate = Some(more(figures, first, &name.aspect("monate"), false)?);
    let saetze = changes.iter().map(|(plus, of)| (*plus, of.satz)).collect();
    Some(Produkt { menge: first.menge, saetze, monate, rundung: None })
}

/// The first of `changes` where all of them changed in the same factor, and alike.
fn alike<'c>(figures: &Figures, changes: &'c [(bool, Factor)], art: Art) -> Option<&'c Factor> {
    let (_, first) = changes.first()?;
    let exact = |id: Option<FigureId>| id.map(|id| figures.get(id).exact.clone());
    let more =
        |of: &Factor| &exact(of.new).unwrap_or_default() - &exact(of.old).unwrap_or_default();
    let unchanged = |of: &Factor| match art {
        Art::Monate => exact(of.menge),
        _ => exact(of.monate),
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
        Unit::Stellen => Subject::KeineStelle,
        Unit::Percent => Subject::KeinAnteil,
        Unit::Monate => Subject::KeinMonat,
        _ => Subject::KeineMenge,
    };
    let nothing = Name::from(of_unit).within(Frame::Bruecke);
    let old = of.old.unwrap_or_else(|| figures.nothing(&nothing, some));
    let new = of.new.unwrap_or_else(|| figures.nothing(&nothing, some));
    if is_less { figures.differ(name, old, new) } else { figures.differ(name, new, old) }
}
