//! Takes a contribution apart: into its years, or into the rows that make it up.
//!
//! A row that is exactly the same as before and printed otherwise, because its line must
//! foot, is no cause; all of them together are what rounding evens out.

use std::collections::{BTreeMap, BTreeSet};

use super::bruecke::{Anteil, Beitrag, NICHTS, VOLUMEN};
use super::rechnung::{self, Rechnung, Zeile};
use super::staende::Stand;
use crate::data::{Plan, Posten, Summen, Zeilenart};
use crate::finance::{Derivation, Figure, FigureId, Figures, Rounding};
use crate::money::{self, Exact, Mode};

/// What evens out a line whose rows are rounded.
const AUSGLEICH: &str = "Ausgleich der Rundung";

/// A step between two states.
pub(super) struct Schritt<'s> {
    nummer: usize,
    before: &'s Stand<'s>,
    after: &'s Stand<'s>,
    /// All years of both states.
    jahre: Vec<String>,
    /// The rows that moved, by year.
    bewegt: BTreeMap<String, Vec<Bewegung<'s>>>,
}

/// A row that is printed otherwise, and where it stood and stands.
struct Bewegung<'s> {
    posten: Posten<'s>,
    alt: Option<(Posten<'s>, FigureId)>,
    neu: Option<(Posten<'s>, FigureId)>,
}

/// A part of a contribution that is a row.
struct Teil {
    anteil: Anteil,
    zeile: Zeile,
}

impl<'s> Schritt<'s> {
    /// The step `nummer` from one state to the next.
    pub(super) fn of(
        figures: &Figures,
        (before, after): (&'s Stand<'s>, &'s Stand<'s>),
        nummer: usize,
    ) -> Self {
        let years =
            [before, after].into_iter().flat_map(|of| Plan::ALL.map(|plan| of.paper.jahre(plan)));
        let years: BTreeSet<_> = years.flatten().collect();
        let jahre: Vec<String> = years.into_iter().map(|jahr| jahr.to_string()).collect();
        let rows = |of: &'s Stand<'s>| of.paper.posten().map(|posten| (posten.name(), posten));
        let (old, new): (BTreeMap<_, _>, BTreeMap<_, _>) =
            (rows(before).collect(), rows(after).collect());
        let gone = rows(before).filter(|(name, _)| !new.contains_key(name));
        let mut bewegt = BTreeMap::<String, Vec<Bewegung<'s>>>::new();
        for (name, posten) in rows(after).chain(gone) {
            for jahr in &jahre {
                let name_of_year = format!("{name}.{jahr}");
                let side = |all: &BTreeMap<String, Posten<'s>>, of: &Stand<'_>| {
                    Some((*all.get(&name)?, of.find(figures, &name_of_year)?))
                };
                let (alt, neu) = (side(&old, before), side(&new, after));
                let said = |of: Option<(Posten<'s>, FigureId)>| {
                    of.map(|(posten, id)| (figures.get(id).value, posten.zeile().kennung()))
                };
                if said(alt) != said(neu) {
                    bewegt.entry(jahr.clone()).or_default().push(Bewegung { posten, alt, neu });
                }
            }
        }
        Self { nummer, before, after, jahre, bewegt }
    }

    /// What the step contributes to the total `name`, whose unit is that of `like`; nothing
    /// where it does not move it.
    pub(super) fn contribution(
        &self,
        figures: &mut Figures,
        name: &str,
        like: FigureId,
    ) -> Option<Beitrag> {
        let betrag = self.moved(figures, name, like)?;
        let (stem, jahr) = match name.rsplit_once('.') {
            Some((stem, jahr)) => (stem, jahr),
            None if name == VOLUMEN => ("aufwendungen", GESAMT),
            None => (name, GESAMT),
        };
        let mut years: Vec<(String, FigureId)> = Vec::new();
        if jahr == GESAMT {
            for jahr in &self.jahre {
                let moved = self.moved(figures, &format!("{stem}.{jahr}"), like);
                years.extend(moved.map(|id| (jahr.clone(), id)));
            }
        }
        let value = |id: FigureId| figures.get(id).exact.clone();
        let is_whole = |sum: Exact| sum == value(betrag);
        let (teile, rechnung) = match years.as_slice() {
            [_, _, ..]
                if is_whole(
                    years.iter().map(|(_, id)| value(*id)).fold(Exact::ZERO, |a, b| &a + &b),
                ) =>
            {
                let year = |(jahr, betrag)| Anteil {
                    bezeichnung: format!("Haushaltsjahr {jahr}"),
                    betrag,
                    rechnung: None,
                };
                (years.into_iter().map(year).collect(), None)
            }
            [(jahr, _)] => self.explained(figures, stem, &jahr.clone(), betrag),
            _ => self.explained(figures, stem, jahr, betrag),
        };
        Some(Beitrag { schritt: self.nummer, betrag, teile, rechnung })
    }

    /// By how much the step moves the total `name`, as a figure; nothing where it does not.
    fn moved(&self, figures: &mut Figures, name: &str, like: FigureId) -> Option<FigureId> {
        let own = format!("bruecke.{name}.{}", self.nummer);
        if let Some(id) = figures.find(&own) {
            return Some(id);
        }
        let both = (self.before.find(figures, name), self.after.find(figures, name));
        both.0.or(both.1)?;
        differ(figures, &own, both, true, like)
    }

    /// The rows that make up `betrag`, by which the total `stem` of `jahr` moves, and how it
    /// can be calculated. No rows where they do not add up.
    fn explained(
        &self,
        figures: &mut Figures,
        stem: &str,
        jahr: &str,
        betrag: FigureId,
    ) -> (Vec<Anteil>, Option<Rechnung>) {
        let name = figures.get(betrag).name.clone();
        let (mut teile, mut rest): (Vec<Teil>, Vec<FigureId>) = (Vec::new(), Vec::new());
        for of in self.bewegt.get(jahr).into_iter().flatten() {
            let Some(zeile) = of.of_total(stem) else { continue };
            let name = format!("{name}.{}", of.posten.name());
            let both = (zeile.alt, zeile.neu);
            let Some(like) = both.1.or(both.0) else { continue };
            let Some(id) = differ(figures, &name, both, zeile.positiv, like) else { continue };
            let exact = |id: Option<FigureId>| id.map(|id| figures.get(id).exact.clone());
            if both.0.is_some() && exact(both.0) == exact(both.1) {
                rest.push(id);
                continue;
            }
            let rechnung = rechnung::of(figures, &[zeile], id);
            let bezeichnung = of.posten.titel().to_owned();
            teile.push(Teil { anteil: Anteil { bezeichnung, betrag: id, rechnung }, zeile });
        }
        let zeilen: Vec<Zeile> = teile.iter().map(|teil| teil.zeile).collect();
        let mut anteile: Vec<Anteil> = teile.into_iter().map(|teil| teil.anteil).collect();
        anteile.extend(ausgleich(figures, &name, rest));
        let sum: Exact = anteile.iter().map(|teil| &figures.get(teil.betrag).exact).sum();
        if sum != figures.get(betrag).exact {
            return (Vec::new(), None);
        }
        let rechnung = rechnung::of(figures, &zeilen, betrag);
        if let ([_], Some(_)) = (zeilen.as_slice(), &rechnung) {
            anteile.clear();
        }
        (anteile, rechnung)
    }
}

impl Bewegung<'_> {
    /// What it was and is in the total `stem`; none where it does not enter it.
    fn of_total(&self, stem: &str) -> Option<Zeile> {
        let side = |of: Option<(Posten<'_>, FigureId)>| {
            of.and_then(|(posten, id)| Some((sign(posten, stem)?, id)))
        };
        let (alt, neu) = (side(self.alt), side(self.neu));
        let (positiv, _) = neu.or(alt)?;
        let of = |side: Option<(bool, FigureId)>| {
            side.filter(|(own, _)| *own == positiv).map(|(_, id)| id)
        };
        Some(Zeile { positiv, alt: of(alt), neu: of(neu) })
    }
}

/// Stands in names for all years together.
const GESAMT: &str = "gesamt";

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

/// What the second prints more than the first, or less where it does not count with its own
/// sign; a figure of nothing stands for what is not there. Nothing where they print the same.
fn differ(
    figures: &mut Figures,
    name: &str,
    (old, new): (Option<FigureId>, Option<FigureId>),
    positiv: bool,
    like: FigureId,
) -> Option<FigureId> {
    let old = old.unwrap_or_else(|| figures.nothing(NICHTS, like));
    let new = new.unwrap_or_else(|| figures.nothing(NICHTS, like));
    if figures.get(old).value == figures.get(new).value {
        return None;
    }
    if positiv { figures.differ(name, new, old) } else { figures.differ(name, old, new) }
}

/// What rows contribute that are exactly the same; nothing where that is nothing.
fn ausgleich(figures: &mut Figures, name: &str, rest: Vec<FigureId>) -> Option<Anteil> {
    let first = figures.get(*rest.first()?);
    let (unit, scale) = (first.unit, first.value.scale());
    let exact: Exact = rest.iter().map(|id| &figures.get(*id).exact).sum();
    let value = money::round(&exact, scale, Mode::HalfUp)?;
    if value.is_zero() {
        return None;
    }
    let betrag = figures.add(Figure {
        name: format!("{name}.ausgleich"),
        exact,
        value,
        unit,
        derivation: Derivation::PrintedSum(rest),
        rounding: Rounding::Exact,
    });
    Some(Anteil { bezeichnung: AUSGLEICH.to_owned(), betrag, rechnung: None })
}
