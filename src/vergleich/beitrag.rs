//! Takes a contribution apart: the rows that make it up, and, where the derivations
//! show it, the quantity and the rates whose product it is.

use std::collections::BTreeSet;

use super::bruecke::{Anteil, NICHTS, Stand};
use crate::data::{Plan, Posten, Summen, Zeilenart};
use crate::finance::{Derivation, FigureId, Figures, Unit};
use crate::money::{self, Exact, Mode};

/// A contribution as a product: a quantity × rates that are added or taken away.
#[derive(Debug, Clone)]
pub struct Produkt {
    /// How many, or how many more.
    pub menge: FigureId,
    /// The rates, each with whether it is added.
    pub saetze: Vec<(bool, FigureId)>,
    /// The months of the year for which they are paid, where not for all of it.
    pub monate: Option<FigureId>,
}

/// A row of a contribution, and what it was and is.
pub(super) struct Teil {
    pub(super) anteil: Anteil,
    /// Whether it enters the total with its own sign.
    positiv: bool,
    /// Its years of which at least one moved, as old and new figures of the arena.
    jahre: Vec<Change>,
}

/// What a figure was and is; nothing where it was not there.
type Change = (Option<FigureId>, Option<FigureId>);

/// The rows whose differences add up to `betrag`, by which the total `summe` moves from
/// the one state to the other; none where they do not.
pub(super) fn rows(
    figures: &mut Figures,
    (before, after): (Stand<'_>, Stand<'_>),
    summe: &str,
    betrag: FigureId,
) -> Vec<Teil> {
    let (stem, jahr) = match summe.rsplit_once('.') {
        Some((stem, jahr)) => (stem, jahr),
        None => ("aufwendungen", "gesamt"),
    };
    let mut names: Vec<(String, bool, String)> = Vec::new();
    for posten in [after, before].into_iter().flat_map(|of| of.paper.posten()) {
        if let Some(positiv) = sign(posten, stem) {
            let known = names.iter().any(|(name, ..)| *name == posten.name());
            if !known {
                names.push((posten.name(), positiv, posten.titel().to_owned()));
            }
        }
    }
    let name = figures.get(betrag).name.clone();
    let mut teile = Vec::new();
    for (posten, positiv, bezeichnung) in names {
        let side = |figures: &Figures, of: Stand<'_>, jahr: &str| {
            let own = of.paper.posten().find(|own| own.name() == posten);
            own.filter(|own| sign(*own, stem) == Some(positiv))?;
            of.find(figures, &format!("{posten}.{jahr}"))
        };
        let (old, new) = (side(figures, before, jahr), side(figures, after, jahr));
        let Some(difference) = moved(figures, (old, new), positiv, &format!("{name}.{posten}"))
        else {
            continue;
        };
        let years: Vec<String> = match jahr {
            "gesamt" => years(before, after),
            jahr => vec![jahr.to_owned()],
        };
        let both = |jahr: &String| (side(figures, before, jahr), side(figures, after, jahr));
        let value = |id: Option<FigureId>| id.map(|id| figures.get(id).value);
        let jahre = years.iter().map(both).filter(|(old, new)| value(*old) != value(*new));
        let jahre = jahre.collect();
        let anteil = Anteil { bezeichnung, betrag: difference };
        teile.push(Teil { anteil, positiv, jahre });
    }
    let sum: Exact = teile.iter().map(|teil| &figures.get(teil.anteil.betrag).exact).sum();
    if sum == figures.get(betrag).exact { teile } else { Vec::new() }
}

/// All years of both papers.
fn years(before: Stand<'_>, after: Stand<'_>) -> Vec<String> {
    let years =
        [before, after].into_iter().flat_map(|of| Plan::ALL.map(|plan| of.paper.jahre(plan)));
    let years: BTreeSet<_> = years.flatten().collect();
    years.into_iter().map(|jahr| jahr.to_string()).collect()
}

/// Whether `posten` enters the total `stem` with its own sign; none where it does not enter.
fn sign(posten: Posten<'_>, stem: &str) -> Option<bool> {
    let zeile = posten.zeile();
    let Summen { ein, aus, eigen } = zeile.plan.summen();
    let is_expense = zeile.art == Zeilenart::Aufwand;
    let enters = stem == zeile.kennung()
        || stem == posten.name()
        || stem == eigen
        || (stem == aus && is_expense)
        || (stem == ein && !is_expense);
    enters.then_some(stem != eigen || is_expense)
}

/// By how much a row moved, as a figure with the sign by which it enters its total.
fn moved(figures: &mut Figures, (old, new): Change, positiv: bool, name: &str) -> Option<FigureId> {
    let some = new.or(old)?;
    let old = old.unwrap_or_else(|| figures.nothing(NICHTS, some));
    let new = new.unwrap_or_else(|| figures.nothing(NICHTS, some));
    if figures.get(old).value == figures.get(new).value {
        return None;
    }
    if positiv { figures.differ(name, new, old) } else { figures.differ(name, old, new) }
}

/// `betrag` as a product, where all of `teile` moved in one year by the same quantity, or
/// the only one by its rate, and the product is the printed contribution.
pub(super) fn product(figures: &mut Figures, teile: &[Teil], betrag: FigureId) -> Option<Produkt> {
    let mut changes: Vec<(bool, Faktor)> = Vec::new();
    for teil in teile {
        let [(old, new)] = teil.jahre.as_slice() else { return None };
        changes.push((teil.positiv, faktor(figures, *old, *new)?));
    }
    let (_, first) = changes.first()?;
    let name = figures.get(betrag).name.clone();
    let produkt = match first.art {
        Art::Menge => by_quantity(figures, &changes, &name)?,
        Art::Satz => by_rate(&changes)?,
    };
    let rates = produkt.saetze.iter().fold(Exact::ZERO, |sum, (plus, id)| {
        let rate = &figures.get(*id).exact;
        if *plus { &sum + rate } else { &sum - rate }
    });
    let mut exact = &figures.get(produkt.menge).exact * &rates;
    if let Some(monate) = produkt.monate {
        exact = &(&exact * &figures.get(monate).exact) / 12;
    }
    let printed = figures.get(betrag).value;
    let is_it = money::round(&exact, printed.scale(), Mode::HalfUp) == Some(printed);
    is_it.then_some(produkt)
}

/// The one factor of a row that changed, and the other one.
struct Faktor {
    art: Art,
    old: Option<FigureId>,
    new: Option<FigureId>,
    other: FigureId,
    monate: Option<FigureId>,
}

/// What kind of factor changed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Art {
    Menge,
    Satz,
}

fn by_quantity(figures: &mut Figures, changes: &[(bool, Faktor)], name: &str) -> Option<Produkt> {
    let (_, first) = changes.first()?;
    let some = first.new.or(first.old)?;
    let same = |(_, of): &(bool, Faktor)| {
        let exact = |id: Option<FigureId>| id.map(|id| figures.get(id).exact.clone());
        of.art == Art::Menge
            && exact(of.old) == exact(first.old)
            && exact(of.new) == exact(first.new)
            && exact(of.monate) == exact(first.monate)
    };
    if !changes.iter().all(same) {
        return None;
    }
    let (old, monate) = (first.old, first.monate);
    let menge = match (old, first.new) {
        (None, Some(new)) => new,
        (old, new) => {
            let nothing = "bruecke.keine_menge";
            let old = old.unwrap_or_else(|| figures.nothing(nothing, some));
            let new = new.unwrap_or_else(|| figures.nothing(nothing, some));
            figures.differ(&format!("{name}.menge"), new, old)?
        }
    };
    let saetze = changes.iter().map(|(plus, of)| (*plus, of.other)).collect();
    Some(Produkt { menge, saetze, monate })
}

fn by_rate(changes: &[(bool, Faktor)]) -> Option<Produkt> {
    let [(plus, of)] = changes else { return None };
    let saetze = vec![(*plus, of.new?), (!*plus, of.old?)];
    Some(Produkt { menge: of.other, saetze, monate: of.monate })
}

/// What changed in a row that is a product of a quantity and a rate, or a sum in which
/// one such product changed, came or went.
fn faktor(figures: &Figures, old: Option<FigureId>, new: Option<FigureId>) -> Option<Faktor> {
    match (old.map(|id| factors(figures, id)), new.map(|id| factors(figures, id))) {
        (Some(Some((old, months))), Some(Some((new, after)))) => {
            let said = |id: Option<FigureId>| id.map(|id| &figures.get(id).exact);
            (said(months) == said(after)).then_some(())?;
            let differ =
                |(a, b): &(FigureId, FigureId)| figures.get(*a).exact != figures.get(*b).exact;
            let (menge, satz) = ((old.0, new.0), (old.1, new.1));
            let (art, changed, other) = match (differ(&menge), differ(&satz)) {
                (true, false) => (Art::Menge, menge, satz.1),
                (false, true) => (Art::Satz, satz, menge.1),
                _ => return None,
            };
            Some(Faktor { art, old: Some(changed.0), new: Some(changed.1), other, monate: after })
        }
        (Some(Some(((menge, satz), monate))), None) => {
            Some(Faktor { art: Art::Menge, old: Some(menge), new: None, other: satz, monate })
        }
        (None, Some(Some(((menge, satz), monate)))) => {
            Some(Faktor { art: Art::Menge, old: None, new: Some(menge), other: satz, monate })
        }
        _ => {
            let (old, new) = summand(figures, old?, new?)?;
            faktor(figures, old, new)
        }
    }
}

/// The only summand that is another one in `new` than in `old`, by its name without the
/// prefix of its state.
fn summand(figures: &Figures, old: FigureId, new: FigureId) -> Option<Change> {
    let (before, after) = (summands(figures, old)?, summands(figures, new)?);
    let mut changed: Vec<Change> = Vec::new();
    for (name, id) in &after {
        let own = before.iter().find(|(own, _)| own == name).map(|(_, id)| *id);
        if own.is_none_or(|own| figures.get(own).exact != figures.get(*id).exact) {
            changed.push((own, Some(*id)));
        }
    }
    let gone = before.iter().filter(|(name, _)| !after.iter().any(|(own, _)| own == name));
    changed.extend(gone.map(|(_, id)| (Some(*id), None)));
    let [change] = changed.as_slice() else { return None };
    Some(*change)
}

/// The summands of a sum by name; of a limited amount, where the limit is not reached,
/// what is limited.
fn summands(figures: &Figures, id: FigureId) -> Option<Vec<(String, FigureId)>> {
    let figure = figures.get(id);
    let named = |id: &FigureId| (stateless(&figures.get(*id).name).to_owned(), *id);
    match &figure.derivation {
        Derivation::Sum(of) => Some(of.iter().map(named).collect()),
        Derivation::Capped { of, .. } if figures.get(*of).exact == figure.exact => {
            summands(figures, *of)
        }
        _ => None,
    }
}

/// A name without what tells its state.
fn stateless(name: &str) -> &str {
    let version = ["alt.", "neu.", "vorgaenger."].iter().find_map(|state| name.strip_prefix(state));
    let step = || name.strip_prefix("schritt.")?.split_once('.').map(|(_, rest)| rest);
    version.or_else(step).unwrap_or(name)
}

/// A quantity and a rate, and the months that both are taken for.
type Factors = ((FigureId, FigureId), Option<FigureId>);

fn factors(figures: &Figures, id: FigureId) -> Option<Factors> {
    let (factors, months) = match &figures.get(id).derivation {
        Derivation::Product(factors) => (factors, None),
        Derivation::Prorated { factors, months } => (factors, Some(*months)),
        _ => return None,
    };
    let [a, b] = factors.as_slice() else { return None };
    let is_quantity = |id: FigureId| matches!(figures.get(id).unit, Unit::Stellen | Unit::Anzahl);
    let both = match (is_quantity(*a), is_quantity(*b)) {
        (true, false) => (*a, *b),
        (false, true) => (*b, *a),
        _ => return None,
    };
    let year = Exact::from(12);
    Some((both, months.filter(|months| figures.get(*months).exact != year)))
}
