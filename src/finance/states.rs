//! Puts the figures of a state into an arena that holds most of them already: what is the
//! same figure as in the state before is that figure, and only what differs is added.
//!
//! A figure is the same where its value, its derivation and its group are; where a value
//! was typed does not matter. So a way of many small steps costs what changes in each.

use super::{Derivation, Figure, FigureId, Figures, Frame, Name, Rounding};
use crate::diagnostic::Place;

/// The figures of a state, and where they stand in the arena of all states.
#[derive(Debug, Clone)]
pub struct State {
    figures: Figures,
    ids: Vec<FigureId>,
}

impl State {
    /// The figure called `name`.
    pub fn find(&self, name: &Name) -> Option<FigureId> {
        self.ids.get(self.figures.find(name)?.index()).copied()
    }
}

impl Figures {
    /// The figures of the paper itself, none of its scenarios or of other papers; as if all that
    /// was typed stood at `place`.
    pub fn own(&self, place: &Place) -> Self {
        let mut own = Self::default();
        // What frames there are comes after them.
        for (_, figure) in self.iter().take_while(|(_, of)| of.name.frame() == Frame::Own) {
            let derivation = figure.derivation.map(&|id| id, &|_| place.clone());
            own.add(Figure { derivation, ..figure.clone() });
        }
        own
    }

    /// Adds what `state` does not have in common with the figures that `before` knows by the
    /// same names; what is added stands within `frame`.
    pub fn enter(
        &mut self,
        frame: Frame<'_>,
        state: Self,
        before: &dyn Fn(&Self, &Name) -> Option<FigureId>,
    ) -> State {
        let shared = self.shared(&state, before);
        let mut next = self.len();
        let mut ids = Vec::with_capacity(shared.len());
        for same in &shared {
            ids.push(same.unwrap_or_else(|| FigureId::at(next)));
            next += usize::from(same.is_none());
        }
        let here = |id: FigureId| ids.get(id.index()).copied().unwrap_or(id);
        for ((_, figure), _) in state.iter().zip(&shared).filter(|(_, same)| same.is_none()) {
            let name = figure.name.within(frame);
            let derivation = figure.derivation.map(&here, &Place::clone);
            let rounding = match &figure.rounding {
                Rounding::Row { total, alone } => {
                    Rounding::Row { total: here(*total), alone: *alone }
                }
                other => other.clone(),
            };
            self.add(Figure { name, derivation, rounding, ..figure.clone() });
        }
        State { figures: state, ids }
    }

    /// Of each figure of `state` the one of this arena that it is.
    fn shared(
        &self,
        state: &Self,
        before: &dyn Fn(&Self, &Name) -> Option<FigureId>,
    ) -> Vec<Option<FigureId>> {
        let mut shared: Vec<Option<FigureId>> =
            state.iter().map(|(_, figure)| before(self, &figure.name)).collect();
        // A row refers to its total, which comes later: what one pass finds to differ may
        // make others differ that it has seen already.
        loop {
            let mut is_settled = true;
            for (id, figure) in state.iter() {
                let Some(Some(own)) = shared.get(id.index()).copied() else { continue };
                let here = |id: FigureId| shared.get(id.index()).copied().flatten();
                if !is_same(figure, self.get(own), &here)
                    && let Some(slot) = shared.get_mut(id.index())
                {
                    (*slot, is_settled) = (None, false);
                }
            }
            if is_settled {
                return shared;
            }
        }
    }
}

/// Whether `figure` is `own`, where its operands are what `here` says.
fn is_same(figure: &Figure, own: &Figure, here: &dyn Fn(FigureId) -> Option<FigureId>) -> bool {
    let is_given = |of: &Figure| match of.derivation {
        Derivation::Given { .. } => Some(false),
        Derivation::Counted { .. } => Some(true),
        _ => None,
    };
    let nowhere = FigureId::at(usize::MAX);
    let id = |id: FigureId| here(id).unwrap_or(nowhere);
    let is_made_alike = || match is_given(figure) {
        Some(kind) => is_given(own) == Some(kind),
        None => figure.derivation.map(&id, &Place::clone) == own.derivation,
    };
    let is_rounded_alike = || match (&figure.rounding, &own.rounding) {
        (Rounding::Row { total, alone }, Rounding::Row { total: of, alone: by_itself }) => {
            here(*total) == Some(*of) && alone == by_itself
        }
        (own, other) => own == other,
    };
    (figure.value, figure.unit) == (own.value, own.unit)
        && figure.exact == own.exact
        && is_made_alike()
        && is_rounded_alike()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::diagnostic::Sources;
    use crate::finance::Unit;
    use crate::money::Exact;

    /// Two rows with their total, to which the rows refer.
    fn group(rows: [i64; 2]) -> Figures {
        let mut figures = Figures::default();
        let place = Place { file: Sources::default().add("a.yaml", ""), range: 0..0 };
        let total = FigureId::at(2);
        let mut add = |name: &str, cents: i64, derivation, rounding| {
            let value = Decimal::new(cents, 2);
            let (name, exact, unit) = (Name::kosten(name), Exact::from(value), Unit::Euro);
            figures.add(Figure { name, exact, value, unit, derivation, rounding })
        };
        let row = |cents: i64| Rounding::Row { total, alone: Decimal::new(cents, 2) };
        let given = || Derivation::Given { place: place.clone(), source: None };
        let ids = [("a", rows[0]), ("b", rows[1])]
            .map(|(name, cents)| add(name, cents, given(), row(cents)));
        add("summe", rows[0] + rows[1], Derivation::Sum(ids.to_vec()), Rounding::Exact);
        add("fest", 700, given(), Rounding::Exact);
        figures
    }

    #[test]
    fn only_what_differs_is_added_and_groups_stay_whole() {
        let mut figures = group([100, 200]);
        let first = figures.enter(Frame::Step(1), group([100, 200]), &|all, name| all.find(name));
        assert_eq!(
            (figures.len(), first.find(&Name::kosten("summe"))),
            (4, figures.find(&Name::kosten("summe")))
        );
        // The row `a` is the same, but its total is another one.
        let second = figures.enter(Frame::Step(2), group([100, 300]), &|_, name| first.find(name));
        assert_eq!(figures.len(), 7);
        let fest = Name::kosten("fest");
        assert_eq!(second.find(&fest), figures.find(&fest));
        let [a, total] = ["a", "summe"].map(|id| second.find(&Name::kosten(id)).unwrap());
        assert_eq!(figures.get(a).name, "schritt.2.kosten.a");
        assert!(matches!(figures.get(a).rounding, Rounding::Row { total: of, .. } if of == total));
        let rows = vec![a, second.find(&Name::kosten("b")).unwrap()];
        assert_eq!(figures.get(total).derivation, Derivation::Sum(rows));
    }
}
