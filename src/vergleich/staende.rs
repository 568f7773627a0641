//! Puts the states of a bridge into the arena: from the old end over what each change
//! leaves to the new end.
//!
//! An end that is only quoted, such as an earlier paper, is calculated again where its data
//! are known, so that a contribution can be explained. What a state has in common with the
//! one before it stands in the arena once.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::bruecke::{Ende, Known};
use super::eingaben::Geaendert;
use super::schritte::{self, Aenderung, Enden, Zwischenstand};
use crate::data::Paper;
use crate::finance::{FigureId, Figures, Zustand};

/// A paper whose figures stand in the arena.
pub(super) struct Stand<'a> {
    pub(super) paper: Cow<'a, Paper>,
    zahlen: Zahlen<'a>,
}

/// Where the figures of a state stand.
enum Zahlen<'a> {
    /// Under names that begin alike.
    Ende(&'a str),
    /// Where they were entered.
    Zustand(Zustand),
}

impl<'a> Stand<'a> {
    fn of(ende: Ende<'a>) -> Self {
        Self { paper: Cow::Borrowed(ende.paper), zahlen: Zahlen::Ende(ende.praefix) }
    }

    pub(super) fn find(&self, figures: &Figures, name: &str) -> Option<FigureId> {
        match &self.zahlen {
            Zahlen::Ende("") => figures.find(name),
            Zahlen::Ende(praefix) => figures.find(&format!("{praefix}{name}")),
            Zahlen::Zustand(zustand) => zustand.find(name),
        }
    }
}

/// The way from one version to another.
pub(super) struct Weg<'a> {
    /// The states in their order, the first of them the old version.
    pub(super) staende: Vec<Stand<'a>>,
    /// What was changed from each state to the next.
    pub(super) aenderungen: Vec<Vec<Aenderung>>,
}

/// Enters the states from `alt` to `neu` in which one of `known` is another one than in the
/// state before; the figures of the first begin with `schritt.1.`.
pub(super) fn enter<'a>(
    figures: &mut Figures,
    (alt, neu): (Ende<'a>, Ende<'a>),
    enden: &Enden<'_>,
    geaendert: &[Geaendert],
    known: &[Known],
) -> Weg<'a> {
    let mut now = said(known, figures, &|all, name| Stand::of(alt).find(all, name));
    let last = said(known, figures, &|all, name| Stand::of(neu).find(all, name));
    let first = again(figures, (alt, neu), enden, known, &now).unwrap_or_else(|| Stand::of(alt));
    let mut weg = Weg { staende: vec![first], aenderungen: Vec::new() };
    let (between, rest) = schritte::walk(enden, geaendert);
    for Zwischenstand { aenderungen, paper, figures: own } in between {
        let after = said(known, &own, &Figures::find);
        if after == now {
            continue;
        }
        now = after;
        weg.aenderungen.push(aenderungen);
        let praefix = format!("schritt.{}.", weg.aenderungen.len());
        let before = weg.staende.last();
        let of_before = |all: &Figures, name: &str| before?.find(all, name);
        let zahlen = Zahlen::Zustand(figures.enter(&praefix, own, &of_before));
        weg.staende.push(Stand { paper: Cow::Owned(paper), zahlen });
    }
    if now != last {
        weg.aenderungen.push(rest);
        weg.staende.push(Stand::of(neu));
    }
    weg
}

/// The old end, calculated again where it is only quoted and comes out as it is quoted.
fn again<'a>(
    figures: &mut Figures,
    (alt, neu): (Ende<'a>, Ende<'a>),
    enden: &Enden<'_>,
    known: &[Known],
    quoted: &[Option<Decimal>],
) -> Option<Stand<'a>> {
    let (paper, own) = alt.is_quoted.then(|| schritte::anfang(enden)).flatten()?;
    if said(known, &own, &Figures::find) != quoted {
        return None;
    }
    let of_neu = |all: &Figures, name: &str| Stand::of(neu).find(all, name);
    let zahlen = Zahlen::Zustand(figures.enter("schritt.0.", own, &of_neu));
    Some(Stand { paper: Cow::Owned(paper), zahlen })
}

/// What the figures `known` print, of which `find` tells where they stand in `figures`.
fn said(
    known: &[Known],
    figures: &Figures,
    find: &dyn Fn(&Figures, &str) -> Option<FigureId>,
) -> Vec<Option<Decimal>> {
    let value = |id: FigureId| figures.get(id).value.normalize();
    known.iter().map(|known| find(figures, &known.name).map(value)).collect()
}
