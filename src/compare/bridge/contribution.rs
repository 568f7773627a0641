//! Takes a contribution apart: into its years, or into the rows that make it up.
//!
//! A row that is exactly the same as before and printed otherwise, because its line must
//! foot, is no cause; all of them together are what rounding evens out.

use std::collections::{BTreeMap, BTreeSet};

use super::end::nothing;
use super::parts::{Contribution, Share};
use super::states::Station;
use super::working::{self, MovedRow, Working};
use crate::data::{Plan, Posten, Wording, Zeilenart};
use crate::document::Titles;
use crate::finance::{
    Derivation, Figure, FigureId, Figures, Frame, Name, Rounding, Subject, Totals,
};
use crate::money::{self, Exact, Mode};
use crate::period::Jahr;

/// A step between two states.
pub(in crate::compare) struct Step<'s> {
    nummer: usize,
    before: &'s Station<'s>,
    after: &'s Station<'s>,
    /// All years of both states.
    jahre: Vec<Jahr>,
    /// The rows that moved, by year.
    moved: BTreeMap<Jahr, Vec<Movement<'s>>>,
}

/// A row that is printed otherwise, and where it stood and stands.
struct Movement<'s> {
    posten: Posten<'s>,
    old: Option<(Posten<'s>, FigureId)>,
    new: Option<(Posten<'s>, FigureId)>,
}

/// A part of a contribution that is a row.
struct Part {
    anteil: Share,
    zeile: MovedRow,
}

impl<'s> Step<'s> {
    /// The step `nummer` from one state to the next.
    pub(in crate::compare) fn of(
        figures: &Figures,
        (before, after): (&'s Station<'s>, &'s Station<'s>),
        nummer: usize,
    ) -> Self {
        let years =
            [before, after].into_iter().flat_map(|of| Plan::ALL.map(|plan| of.paper.jahre(plan)));
        let years: BTreeSet<Jahr> = years.flatten().collect();
        let jahre: Vec<Jahr> = years.into_iter().collect();
        let rows =
            |of: &'s Station<'s>| of.paper.posten().map(|posten| (Name::from(posten), posten));
        let (old, new): (BTreeMap<_, _>, BTreeMap<_, _>) =
            (rows(before).collect(), rows(after).collect());
        let gone = rows(before).filter(|(name, _)| !new.contains_key(name));
        let mut moved = BTreeMap::<Jahr, Vec<Movement<'s>>>::new();
        for (name, posten) in rows(after).chain(gone) {
            for jahr in &jahre {
                let name_of_year = name.jahr(*jahr);
                let side = |all: &BTreeMap<Name, Posten<'s>>, of: &Station<'_>| {
                    Some((*all.get(&name)?, of.find(figures, &name_of_year)?))
                };
                let (old, new) = (side(&old, before), side(&new, after));
                let said = |of: Option<(Posten<'s>, FigureId)>| {
                    of.map(|(posten, id)| (figures.get(id).value, Name::from(posten.zeile())))
                };
                if said(old) != said(new) {
                    moved.entry(*jahr).or_default().push(Movement { posten, old, new });
                }
            }
        }
        Self { nummer, before, after, jahre, moved }
    }

    /// What the step contributes to the total `name`, whose unit is that of `like`; nothing
    /// where it does not move it.
    pub(in crate::compare) fn contribution(
        &self,
        figures: &mut Figures,
        name: &Name,
        like: FigureId,
    ) -> Option<Contribution> {
        let amount = self.moved(figures, name, like)?;
        let jahr = name.year();
        // The volume is what the expenses of all years come to.
        let stem = match name.parts().subject {
            Subject::Volumen => Subject::Aufwendungen.into(),
            _ => name.stem(),
        };
        let mut years: Vec<(Jahr, FigureId)> = Vec::new();
        if jahr.is_none() {
            for jahr in &self.jahre {
                let moved = self.moved(figures, &stem.jahr(*jahr), like);
                years.extend(moved.map(|id| (*jahr, id)));
            }
        }
        let value = |id: FigureId| figures.get(id).exact.clone();
        let is_whole = |sum: Exact| sum == value(amount);
        let (parts, working) = match years.as_slice() {
            [_, _, ..]
                if is_whole(
                    years.iter().map(|(_, id)| value(*id)).fold(Exact::ZERO, |a, b| &a + &b),
                ) =>
            {
                let year = |(jahr, amount): (Jahr, FigureId)| Share {
                    bezeichnung: self
                        .wording()
                        .fill("allgemein.haushaltsjahr", &[("jahr", &jahr.to_string())]),
                    amount,
                    working: None,
                };
                (years.into_iter().map(year).collect(), None)
            }
            [(jahr, _)] => self.explained(figures, &stem, Some(*jahr), amount),
            _ => self.explained(figures, &stem, jahr, amount),
        };
        Some(Contribution { step: self.nummer, amount, parts, working })
    }

    /// The words of the later state.
    fn wording(&self) -> &Wording {
        &self.after.paper.profil.wording
    }

    /// By how much the step moves the total `name`, as a figure; nothing where it does not.
    fn moved(&self, figures: &mut Figures, name: &Name, like: FigureId) -> Option<FigureId> {
        let own = name.aspect(self.nummer).within(Frame::Bridge);
        if let Some(id) = figures.find(&own) {
            return Some(id);
        }
        let both = (self.before.find(figures, name), self.after.find(figures, name));
        both.0.or(both.1)?;
        differ(figures, &own, both, true, like)
    }

    /// The rows that make up `amount`, by which the total `stem` of `jahr` moves, and how it
    /// can be calculated. No rows where they do not add up.
    fn explained(
        &self,
        figures: &mut Figures,
        stem: &Name,
        jahr: Option<Jahr>,
        amount: FigureId,
    ) -> (Vec<Share>, Option<Working>) {
        let name = figures.get(amount).name.clone();
        let (mut parts, mut rest): (Vec<Part>, Vec<FigureId>) = (Vec::new(), Vec::new());
        let moved = jahr.and_then(|jahr| self.moved.get(&jahr));
        for of in moved.into_iter().flatten() {
            let Some(zeile) = of.of_total(stem) else { continue };
            let name = name.of(&of.posten.into());
            let both = (zeile.old, zeile.new);
            let Some(like) = both.1.or(both.0) else { continue };
            let Some(id) = differ(figures, &name, both, zeile.adds, like) else { continue };
            let exact = |id: Option<FigureId>| id.map(|id| figures.get(id).exact.clone());
            if both.0.is_some() && exact(both.0) == exact(both.1) {
                rest.push(id);
                continue;
            }
            let working = working::of(figures, &[zeile], id);
            let titles = Titles::of(&self.after.paper).and(&self.before.paper);
            let bezeichnung = titles.title(&of.posten.into());
            parts.push(Part { anteil: Share { bezeichnung, amount: id, working }, zeile });
        }
        let zeilen: Vec<MovedRow> = parts.iter().map(|part| part.zeile).collect();
        let mut shares: Vec<Share> = parts.into_iter().map(|part| part.anteil).collect();
        shares.extend(ausgleich(figures, self.wording(), &name, rest));
        let sum: Exact = shares.iter().map(|part| &figures.get(part.amount).exact).sum();
        if sum != figures.get(amount).exact {
            return (Vec::new(), None);
        }
        let working = working::of(figures, &zeilen, amount);
        if let ([_], Some(_)) = (zeilen.as_slice(), &working) {
            shares.clear();
        }
        (shares, working)
    }
}

impl Movement<'_> {
    /// What it was and is in the total `stem`; none where it does not enter it.
    fn of_total(&self, stem: &Name) -> Option<MovedRow> {
        let side = |of: Option<(Posten<'_>, FigureId)>| {
            of.and_then(|(posten, id)| Some((sign(posten, stem)?, id)))
        };
        let (old, new) = (side(self.old), side(self.new));
        let (adds, _) = new.or(old)?;
        let of =
            |side: Option<(bool, FigureId)>| side.filter(|(own, _)| *own == adds).map(|(_, id)| id);
        Some(MovedRow { adds, old: of(old), new: of(new) })
    }
}

/// Whether `posten` enters the total `stem` with its own sign; none where it does not enter.
fn sign(posten: Posten<'_>, stem: &Name) -> Option<bool> {
    let zeile = posten.zeile();
    let Totals { ein, aus, eigen } = Totals::of(zeile.plan);
    let is_of = |of: Subject<'_>| *stem == Name::from(of);
    let is_expense = zeile.art == Zeilenart::Aufwand;
    let enters = *stem == Name::from(zeile)
        || *stem == Name::from(posten)
        || is_of(eigen)
        || (is_of(aus) && is_expense)
        || (is_of(ein) && !is_expense);
    enters.then_some(!is_of(eigen) || is_expense)
}

/// What the second prints more than the first, or less where it does not count with its own
/// sign; a figure of nothing stands for what is not there. Nothing where they print the same.
fn differ(
    figures: &mut Figures,
    name: &Name,
    (old, new): (Option<FigureId>, Option<FigureId>),
    adds: bool,
    like: FigureId,
) -> Option<FigureId> {
    let old = old.unwrap_or_else(|| figures.nothing(&nothing(), like));
    let new = new.unwrap_or_else(|| figures.nothing(&nothing(), like));
    if figures.get(old).value == figures.get(new).value {
        return None;
    }
    if adds { figures.differ(name, new, old) } else { figures.differ(name, old, new) }
}

/// What rows contribute that are exactly the same; nothing where that is nothing.
fn ausgleich(
    figures: &mut Figures,
    wording: &Wording,
    name: &Name,
    rest: Vec<FigureId>,
) -> Option<Share> {
    let first = figures.get(*rest.first()?);
    let (unit, scale) = (first.unit, first.value.scale());
    let exact: Exact = rest.iter().map(|id| &figures.get(*id).exact).sum();
    let value = money::round(&exact, scale, Mode::HalfUp)?;
    if value.is_zero() {
        return None;
    }
    let amount = figures.add(Figure {
        name: name.aspect("ausgleich"),
        exact,
        value,
        unit,
        derivation: Derivation::PrintedSum(rest),
        rounding: Rounding::Exact,
    });
    Some(Share { bezeichnung: wording.say("bruecke.ausgleich").to_owned(), amount, working: None })
}
