//! Shows how a contribution can be calculated, as far as the derivations show it: as a
//! quantity and the rates whose product it is, or as one amount in place of another.
//!
//! Printed rows are rounded so that their line foots; where a product comes out otherwise
//! by that, the difference is a figure of its own and is told.

use rust_decimal::Decimal;

use super::bruecke::NICHTS;
use crate::finance::{Derivation, Figure, FigureId, Figures, Rounding, Unit};
use crate::money::{self, Exact, Mode};

/// How a contribution, or a part of it, can be calculated.
#[derive(Debug, Clone)]
pub enum Rechnung {
    /// As a product.
    Produkt(Produkt),
    /// As an amount in place of another one.
    Statt {
        /// What it is.
        neu: FigureId,
        /// What it was.
        alt: FigureId,
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
pub(super) struct Zeile {
    pub(super) positiv: bool,
    pub(super) alt: Option<FigureId>,
    pub(super) neu: Option<FigureId>,
}

/// How `betrag` can be calculated from the rows that moved: all of them by the same quantity,
/// or the only one by its rate, its months, or as a whole.
pub(super) fn of(figures: &mut Figures, zeilen: &[Zeile], betrag: FigureId) -> Option<Rechnung> {
    let produkt = product(figures, zeilen, betrag).map(Rechnung::Produkt);
    let statt = || match zeilen {
        [Zeile { alt: Some(alt), neu: Some(neu), .. }] => {
            let is_all = |value| Some(value) == abs_difference(figures, *neu, *alt);
            let is_all = is_all(figures.get(betrag).value.abs());
            is_all.then_some(Rechnung::Statt { neu: *neu, alt: *alt })
        }
        _ => None,
    };
    produkt.or_else(statt)
}

fn abs_difference(figures: &Figures, neu: FigureId, alt: FigureId) -> Option<Decimal> {
    figures.get(neu).value.checked_sub(figures.get(alt).value).map(|value| value.abs())
}

fn product(figures: &mut Figures, zeilen: &[Zeile], betrag: FigureId) -> Option<Produkt> {
    let mut changes: Vec<(bool, Faktor)> = Vec::new();
    for zeile in zeilen {
        changes.push((zeile.positiv, faktor(figures, zeile.alt, zeile.neu)?));
    }
    let (_, first) = changes.first()?;
    let name = figures.get(betrag).name.clone();
    let mut produkt = match first.art {
        Art::Menge => by_quantity(figures, &changes, &name)?,
        Art::Satz => by_rate(&changes)?,
        Art::Monate => by_months(figures, &changes, &name)?,
    };
    let exact = exactly(figures, &produkt)?;
    let Figure { value: printed, .. } = *figures.get(betrag);
    let rounded = money::round(&exact, printed.scale(), Mode::HalfUp)?;
    if rounded != printed {
        let own = enter(figures, &produkt, &name, exact, printed.scale())?;
        let id = figures.differ(&format!("{name}.rundung"), betrag, own)?;
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
    name: &str,
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
        [] => Some(figures.nothing(NICHTS, produkt.saetze.first()?.1)),
        [one] => Some(*one),
        _ => {
            let exact = ids.iter().map(|id| &figures.get(*id).exact).sum();
            let name = format!("{name}.{what}");
            rounded(figures, name, exact, digits(figures), Derivation::Sum(ids.to_vec()))
        }
    };
    let mut satz = all(figures, &added, "saetze")?;
    if !taken.is_empty() {
        let less = all(figures, &taken, "abzuege")?;
        let exact = &value(figures, satz) - &value(figures, less);
        let derivation = Derivation::Difference(satz, less);
        satz = rounded(figures, format!("{name}.satz"), exact, digits(figures), derivation)?;
    }
    let is_share = produkt.menge.is_some_and(|id| figures.get(id).unit == Unit::Percent);
    let factors = || produkt.menge.into_iter().chain([satz]).collect();
    let derivation = match (produkt.menge, produkt.monate) {
        (Some(rate), None) if is_share => Derivation::Percent { rate, of: satz },
        (_, Some(months)) => Derivation::Prorated { factors: factors(), months },
        _ => Derivation::Product(factors()),
    };
    rounded(figures, format!("{name}.produkt"), exact, scale, derivation)
}

/// Adds an amount of euros that is printed to `digits` decimal places.
fn rounded(
    figures: &mut Figures,
    name: String,
    exact: Exact,
    digits: u32,
    derivation: Derivation,
) -> Option<FigureId> {
    let value = money::round(&exact, digits, Mode::HalfUp)?;
    let rounding = Rounding::Rounded { digits };
    Some(figures.add(Figure { name, exact, value, unit: Unit::Euro, derivation, rounding }))
}

/// The one factor of a row that changed, and the others.
struct Faktor {
    art: Art,
    old: Option<FigureId>,
    new: Option<FigureId>,
    menge: Option<FigureId>,
    satz: FigureId,
    monate: Option<FigureId>,
}

/// What kind of factor changed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Art {
    Menge,
    Satz,
    Monate,
}

fn by_quantity(figures: &mut Figures, changes: &[(bool, Faktor)], name: &str) -> Option<Produkt> {
    let first = alike(figures, changes, Art::Menge)?;
    let menge = match (first.old, first.new) {
        (None, Some(new)) => Some(new),
        (None, None) => None,
        _ => Some(more(figures, first, &format!("{name}.menge"))?),
    };
    let saetze = changes.iter().map(|(plus, of)| (*plus, of.satz)).collect();
    Some(Produkt { menge, saetze, monate: first.monate, rundung: None })
}

fn by_rate(changes: &[(bool, Faktor)]) -> Option<Produkt> {
    let [(plus, of)] = changes else { return None };
    // Without a quantity there is but one amount in place of another.
    let (menge, saetze) = (Some(of.menge?), vec![(*plus, of.new?), (!*plus, of.old?)]);
    Some(Produkt { menge, saetze, monate: of.monate, rundung: None })
}

fn by_months(figures: &mut Figures, changes: &[(bool, Faktor)], name: &str) -> Option<Produkt> {
    let first = alike(figures, changes, Art::Monate)?;
    let monate = Some(more(figures, first, &format!("{name}.monate"))?);
    let saetze = changes.iter().map(|(plus, of)| (*plus, of.satz)).collect();
    Some(Produkt { menge: first.menge, saetze, monate, rundung: None })
}

/// The first of `changes` where all of them changed in the same factor, and alike.
fn alike<'c>(figures: &Figures, changes: &'c [(bool, Faktor)], art: Art) -> Option<&'c Faktor> {
    let (_, first) = changes.first()?;
    let exact = |id: Option<FigureId>| id.map(|id| figures.get(id).exact.clone());
    let unchanged = |of: &Faktor| match art {
        Art::Monate => exact(of.menge),
        _ => exact(of.monate),
    };
    let same = |(_, of): &(bool, Faktor)| {
        of.art == art
            && exact(of.old) == exact(first.old)
            && exact(of.new) == exact(first.new)
            && unchanged(of) == unchanged(first)
    };
    changes.iter().all(same).then_some(first)
}

/// By how much a factor is more than before, where nothing stands for what is not there.
fn more(figures: &mut Figures, of: &Faktor, name: &str) -> Option<FigureId> {
    let some = of.new.or(of.old)?;
    let nothing = match figures.get(some).unit {
        Unit::Stellen => "bruecke.keine_stelle",
        Unit::Percent => "bruecke.kein_anteil",
        Unit::Monate => "bruecke.kein_monat",
        _ => "bruecke.keine_menge",
    };
    let old = of.old.unwrap_or_else(|| figures.nothing(nothing, some));
    let new = of.new.unwrap_or_else(|| figures.nothing(nothing, some));
    figures.differ(name, new, old)
}

/// What changed in a row that is a product of a quantity and a rate, or a sum in which
/// one such product changed, came or went.
fn faktor(figures: &Figures, old: Option<FigureId>, new: Option<FigureId>) -> Option<Faktor> {
    let (old, new) = (old.map(|id| peeled(figures, id)), new.map(|id| peeled(figures, id)));
    let read = |id: Option<FigureId>| id.map(|id| factors(figures, id));
    let found = match (read(old), read(new)) {
        (Some(Some(old)), Some(Some(new))) => changed(figures, &old, &new)?,
        (Some(Some(Factors { menge, satz, monate })), None) => {
            Faktor { art: Art::Menge, old: Some(menge?), new: None, menge, satz, monate }
        }
        (None, Some(Some(Factors { menge, satz, monate }))) => {
            let new = (menge.is_some() || monate.is_some()).then_some(menge)?;
            Faktor { art: Art::Menge, old: None, new, menge, satz, monate }
        }
        (Some(Some(whole)), Some(None)) => divided(figures, &whole, new?, false)?,
        (Some(None), Some(Some(whole))) => divided(figures, &whole, old?, true)?,
        _ => {
            let (old, new) = summand(figures, old?, new?)?;
            return faktor(figures, old, new);
        }
    };
    let monate = found.monate.filter(|id| !is_year(figures, *id));
    Some(Faktor { monate, ..found })
}

/// What changed where a year that was `whole` has parts now that make up `sum`, or had them
/// before where `is_before`: the only part whose quantity is another one.
fn divided(figures: &Figures, whole: &Factors, sum: FigureId, is_before: bool) -> Option<Faktor> {
    let exact = |id: FigureId| &figures.get(id).exact;
    let Derivation::Sum(ids) = &figures.get(sum).derivation else { return None };
    let parts: Option<Vec<Factors>> = ids.iter().map(|id| factors(figures, *id)).collect();
    let parts = parts?;
    let months: Option<Vec<FigureId>> = parts.iter().map(|part| part.monate).collect();
    let months: Exact = months?.into_iter().map(exact).sum();
    let (menge, all) = (whole.menge?, whole.monate?);
    let is_divided =
        months == *exact(all) && parts.iter().all(|part| exact(part.satz) == exact(whole.satz));
    let is_other = |part: &&Factors| part.menge.map(exact) != Some(exact(menge));
    let others: Vec<&Factors> = parts.iter().filter(is_other).collect();
    let [other] = others.as_slice() else { return None };
    let (own, of) = (Some(menge), Some(other.menge?));
    let (old, new) = if is_before { (of, own) } else { (own, of) };
    let Factors { menge, satz, monate } = **other;
    is_divided.then_some(Faktor { art: Art::Menge, old, new, menge, satz, monate })
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
fn changed(figures: &Figures, old: &Factors, new: &Factors) -> Option<Faktor> {
    let differ = |a: Option<FigureId>, b: Option<FigureId>| {
        let exact = |id: Option<FigureId>| id.map(|id| &figures.get(id).exact);
        exact(a) != exact(b)
    };
    let (menge, satz, monate) = (new.menge, new.satz, new.monate);
    let changes =
        (differ(old.menge, menge), differ(Some(old.satz), Some(satz)), differ(old.monate, monate));
    let (art, before, after) = match changes {
        (true, false, false) => (Art::Menge, old.menge, menge),
        (false, true, false) => (Art::Satz, Some(old.satz), Some(satz)),
        (false, false, true) => (Art::Monate, Some(old.monate?), Some(monate?)),
        _ => return None,
    };
    Some(Faktor { art, old: before, new: after, menge, satz, monate })
}

/// What a figure was and is; nothing where it was not there.
type Change = (Option<FigureId>, Option<FigureId>);

/// The only summand that is another one in `new` than in `old`, by its name without the
/// prefix of its state.
fn summand(figures: &Figures, old: FigureId, new: FigureId) -> Option<Change> {
    let (before, after) = (summands(figures, old)?, summands(figures, new)?);
    let find = |all: &[(&str, FigureId)], name: &str| {
        all.iter().find(|(own, _)| *own == name).map(|(_, id)| *id)
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
    let [change] = changed.as_slice() else { return None };
    Some(*change)
}

/// The summands of a sum by name.
fn summands(figures: &Figures, id: FigureId) -> Option<Vec<(&str, FigureId)>> {
    let Derivation::Sum(of) = &figures.get(id).derivation else { return None };
    Some(of.iter().map(|id| (stateless(&figures.get(*id).name), *id)).collect())
}

/// A name without what tells its state.
fn stateless(name: &str) -> &str {
    let version = ["alt.", "neu.", "vorgaenger."].iter().find_map(|state| name.strip_prefix(state));
    let step = || name.strip_prefix("schritt.")?.split_once('.').map(|(_, rest)| rest);
    version.or_else(step).unwrap_or(name)
}

/// A quantity and a rate, and the months that both are taken for.
#[derive(Clone, Copy)]
struct Factors {
    menge: Option<FigureId>,
    satz: FigureId,
    monate: Option<FigureId>,
}

fn factors(figures: &Figures, id: FigureId) -> Option<Factors> {
    let (factors, monate) = match &figures.get(id).derivation {
        Derivation::Product(factors) => (factors, None),
        Derivation::Prorated { factors, months } => (factors, Some(*months)),
        Derivation::Percent { rate, of } => {
            return Some(Factors { menge: Some(*rate), satz: *of, monate: None });
        }
        _ => return None,
    };
    let is_quantity = |id: FigureId| matches!(figures.get(id).unit, Unit::Stellen | Unit::Anzahl);
    let (menge, satz) = match factors.as_slice() {
        [one] if !is_quantity(*one) => (None, *one),
        [a, b] if is_quantity(*a) && !is_quantity(*b) => (Some(*a), *b),
        [a, b] if is_quantity(*b) && !is_quantity(*a) => (Some(*b), *a),
        _ => return None,
    };
    Some(Factors { menge, satz, monate })
}
