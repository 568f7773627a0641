//! Puts the states of a bridge into the arena: from the old end over what each change
//! leaves to the new end.
//!
//! Of an end that is only quoted, such as an earlier paper, the figures are entered as they came
//! about there, so that a contribution can be explained. What a state has in common with the one
//! before it stands in the arena once.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::end::End;
use super::parts::Known;
use super::steps::{self, Change, Ends, Interim};
use crate::compare::numbers::typed_values::ChangedValue;
use crate::data::Paper;
use crate::finance::{FigureId, Figures, Frame, Name, State};

/// A paper whose figures stand in the arena.
pub(in crate::compare) struct Station<'a> {
    pub(in crate::compare) paper: Cow<'a, Paper>,
    numbers: Numbers<'a>,
}

/// Where the figures of a state stand.
enum Numbers<'a> {
    /// Within a frame.
    End(Frame<'a>),
    /// Where they were entered.
    State(State),
}

impl<'a> Station<'a> {
    fn of(end: End<'a>) -> Self {
        Self { paper: Cow::Borrowed(end.paper), numbers: Numbers::End(end.frame) }
    }

    pub(in crate::compare) fn find(&self, figures: &Figures, name: &Name) -> Option<FigureId> {
        match &self.numbers {
            Numbers::End(frame) => figures.find(&name.within(*frame)),
            Numbers::State(state) => state.find(name),
        }
    }
}

/// The way from one version to another.
pub(in crate::compare) struct Way<'a> {
    /// The states in their order, the first of them the old version.
    pub(in crate::compare) states: Vec<Station<'a>>,
    /// What was changed from each state to the next.
    pub(in crate::compare) changes: Vec<Vec<Change>>,
}

/// Enters the states from `alt` to `neu` in which one of `known` is another one than in the
/// state before; the figures of the first stand within `schritt.1`.
pub(in crate::compare) fn enter<'a>(
    figures: &mut Figures,
    (old, new): (End<'a>, End<'a>),
    ends: &Ends<'_>,
    changed: &[ChangedValue],
    known: &[Known],
) -> Way<'a> {
    let mut now = said(known, figures, &|all, name| Station::of(old).find(all, name));
    let last = said(known, figures, &|all, name| Station::of(new).find(all, name));
    let first = start(figures, old, new);
    let mut way = Way { states: vec![first], changes: Vec::new() };
    let (between, rest) = steps::walk(ends, changed);
    for Interim { changes, paper, figures: own } in between {
        let after = said(known, &own, &|all, name| all.find(name));
        if after == now {
            continue;
        }
        now = after;
        way.changes.push(changes);
        let frame = Frame::Step(way.changes.len());
        let before = way.states.last();
        let of_before = |all: &Figures, name: &Name| before?.find(all, name);
        let numbers = Numbers::State(figures.enter(frame, own, &of_before));
        way.states.push(Station { paper: Cow::Owned(paper), numbers });
    }
    if now != last {
        way.changes.push(rest);
        way.states.push(Station::of(new));
    }
    way
}

/// The old end; where it is only quoted, with its figures as they came about.
fn start<'a>(figures: &mut Figures, old: End<'a>, new: End<'a>) -> Station<'a> {
    let Some((planned, typed)) = old.planned.zip(old.typed_values.first()) else {
        return Station::of(old);
    };
    let own = planned.own(&typed.place);
    let of_new = |all: &Figures, name: &Name| Station::of(new).find(all, name);
    let numbers = Numbers::State(figures.enter(Frame::Step(0), own, &of_new));
    Station { paper: Cow::Borrowed(old.paper), numbers }
}

/// What the figures `known` print, of which `find` tells where they stand in `figures`.
fn said(
    known: &[Known],
    figures: &Figures,
    find: &dyn Fn(&Figures, &Name) -> Option<FigureId>,
) -> Vec<Option<Decimal>> {
    let value = |id: FigureId| figures.get(id).value.normalize();
    known.iter().map(|known| find(figures, &known.name).map(value)).collect()
}
