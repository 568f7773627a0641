//! Puts the figures of two versions of a paper into one arena, so that both and
//! their differences can be printed and proven in one document.

use rust_decimal::Decimal;

use super::{Derivation, Figure, FigureId, Figures, Frame, Name, Rounding, Unit};
use crate::diagnostic::Place;
use crate::money::Exact;

/// How the figures of an arena are called in the one that adopted them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adopted {
    by: usize,
}

impl Adopted {
    /// Figures that are added to `figures` next, in the order of their own arena.
    pub(super) fn after(figures: &Figures) -> Self {
        Self { by: figures.len() }
    }

    /// The figures of an arena in itself.
    pub fn own() -> Self {
        Self { by: 0 }
    }

    /// What was `id` in the arena of its own.
    pub fn id(self, id: FigureId) -> FigureId {
        id.moved(self.by)
    }
}

impl Figures {
    /// Adds all figures of `other` with their derivations, within `frame`
    /// and their places as `place` tells where they stand now.
    pub fn adopt(
        &mut self,
        frame: Frame<'_>,
        other: &Self,
        place: &dyn Fn(&Place) -> Place,
    ) -> Adopted {
        let adopted = Adopted::after(self);
        for (_, figure) in other.iter() {
            let name = figure.name.within(frame);
            let derivation = figure.derivation.map(&|id| adopted.id(id), place);
            let rounding = match &figure.rounding {
                Rounding::Row { total, alone } => {
                    Rounding::Row { total: adopted.id(*total), alone: *alone }
                }
                other => other.clone(),
            };
            self.add(Figure { name, derivation, rounding, ..figure.clone() });
        }
        adopted
    }

    /// Adds nothing at all in euros, as printed as `of`; nothing for other units.
    pub fn nothing_like(&mut self, of: FigureId) -> Option<FigureId> {
        let Figure { name, unit: Unit::Euro, value, .. } = self.get(of) else { return None };
        let name = name.within(Frame::Nothing);
        let value = Decimal::new(0, value.scale());
        Some(self.add(Figure {
            name,
            exact: Exact::from(value),
            value,
            unit: Unit::Euro,
            derivation: Derivation::PrintedSum(Vec::new()),
            rounding: Rounding::Exact,
        }))
    }

    /// Adds what `neu` prints less what `alt` prints as a figure called `name`; nothing
    /// where they count different things.
    pub fn differ(&mut self, name: &Name, new: FigureId, old: FigureId) -> Option<FigureId> {
        let (after, before) = (self.get(new), self.get(old));
        let unit = after.unit;
        let mut value = after.value.checked_sub(before.value).filter(|_| before.unit == unit)?;
        let places = after.value.scale().max(before.value.scale());
        if value.scale() < places {
            value.rescale(places);
        }
        Some(self.add(Figure {
            name: name.to_owned(),
            exact: Exact::from(value),
            value,
            unit,
            derivation: Derivation::PrintedDifference(new, old),
            rounding: Rounding::Exact,
        }))
    }

    /// Adds what `a` and `b` print together, in euros, as a figure called `name`.
    pub(super) fn together(&mut self, name: &Name, a: FigureId, b: FigureId) -> Option<FigureId> {
        let value = self.get(a).value.checked_add(self.get(b).value)?;
        Some(self.add(Figure {
            name: name.to_owned(),
            exact: Exact::from(value),
            value,
            unit: Unit::Euro,
            derivation: Derivation::PrintedSum(vec![a, b]),
            rounding: Rounding::Exact,
        }))
    }

    /// What stands for something that one version does not have: a figure of nothing,
    /// called `name`, printed to as many decimal places as `like`.
    pub fn nothing(&mut self, name: &Name, like: FigureId) -> FigureId {
        if let Some(id) = self.find(name) {
            return id;
        }
        let Figure { unit, value, .. } = *self.get(like);
        self.add(Figure {
            name: name.to_owned(),
            exact: Exact::ZERO,
            value: Decimal::new(0, value.scale()),
            unit,
            derivation: Derivation::PrintedSum(Vec::new()),
            rounding: Rounding::Exact,
        })
    }
}
