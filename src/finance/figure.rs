//! Figures (Zahlen) and the arena that holds them.
//!
//! A figure is a value that knows how it came about. Everything that is printed,
//! explained, compared or checked is a reading of this arena; nothing computes a
//! second time. A figure only refers to figures that were added before it, so
//! that derivations cannot run in circles.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rust_decimal::Decimal;

use super::{Derivation, FigureId, Name};
use crate::money::{self, Exact, Mode};

/// A value with its derivation.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Its stable name, such as `zeile.11.2022`.
    pub name: Name,
    /// What it exactly is.
    pub exact: Exact,
    /// What is printed: `exact` after rounding, or where rows must add up, after allotment.
    pub value: Decimal,
    /// What it counts.
    pub unit: Unit,
    /// How it came about.
    pub derivation: Derivation,
    /// How `value` came from `exact`.
    pub rounding: Rounding,
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Euro.
    Euro,
    /// Per cent.
    Percent,
    /// Full posts.
    Stellen,
    /// Months.
    Months,
    /// Units of anything else.
    Count,
}

/// How the printed value came from the exact one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rounding {
    /// Not rounded: printed as it is.
    Exact,
    /// Rounded by itself to `digits` decimal places.
    Rounded {
        /// Decimal places.
        digits: u32,
    },
    /// A row of the group whose total is `total`.
    Row {
        /// The total that the rows of the group add up to.
        total: FigureId,
        /// What it would be rounded by itself; differs from the printed value
        /// where the residual unit was moved.
        alone: Decimal,
    },
    /// Printed as what is printed of its operands gives, since other tables print these: an item
    /// has one amount.
    Repeated,
}

/// The arena: figures in the order of their derivation, found by name.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    figures: Vec<Figure>,
    names: BTreeMap<Name, FigureId>,
    doubled: Vec<Name>,
}

impl Figures {
    /// Adds a figure. That another one is called the same is an error of the program, which
    /// [`Figures::doubled`] tells; the first stays the one that is found.
    pub fn add(&mut self, figure: Figure) -> FigureId {
        let id = FigureId::at(self.figures.len());
        match self.names.entry(figure.name.clone()) {
            Entry::Vacant(free) => {
                free.insert(id);
            }
            Entry::Occupied(taken) => self.doubled.push(taken.key().clone()),
        }
        self.figures.push(figure);
        id
    }

    /// The figure `id`; ids come from the arena they are used with.
    #[allow(clippy::indexing_slicing, reason = "only this arena makes its ids")]
    pub fn get(&self, id: FigureId) -> &Figure {
        &self.figures[id.index()]
    }

    /// Prints `rows` of the group of `total` so that they add up to `sum`, each where it is
    /// nearest to its exact value; fails where they cannot, or leave the range of a [`Decimal`].
    pub(super) fn settle(
        &mut self,
        rows: &[FigureId],
        total: FigureId,
        (sum, digits): (Decimal, u32),
    ) -> Option<()> {
        let printed = money::allot(&self.exact(rows), sum, digits)?;
        for (row, value) in rows.iter().zip(printed) {
            let figure = self.figures.get_mut(row.index())?;
            figure.rounding = Rounding::Row { total, alone: figure.value };
            figure.value = value;
        }
        Some(())
    }

    /// Has `id` printed as what is printed of its operands gives.
    pub(super) fn set_repeated(&mut self, id: FigureId) {
        if let Some(figure) = self.figures.get_mut(id.index()) {
            figure.rounding = Rounding::Repeated;
        }
    }

    /// Prints `id` as what is printed of its operands gives, where it is [`Rounding::Repeated`];
    /// rounded by `mode`; fails where it leaves the range of a [`Decimal`].
    pub(super) fn repeat(&mut self, id: FigureId, mode: Mode) -> Option<()> {
        let Figure { derivation, rounding: Rounding::Repeated, value, .. } = self.get(id) else {
            return Some(());
        };
        let (derivation, digits) = (derivation.clone(), value.scale());
        for operand in derivation.operands() {
            self.repeat(operand, mode)?;
        }
        let printed = derivation.calculated(&|of| Exact::from(self.get(of).value))?;
        self.figures.get_mut(id.index())?.value = money::round(&printed, digits, mode)?;
        Some(())
    }

    /// The exact values of `rows`.
    pub(super) fn exact(&self, rows: &[FigureId]) -> Vec<Exact> {
        rows.iter().map(|row| self.get(*row).exact.clone()).collect()
    }

    /// The figure called `name`, which may be a text that prose or a template writes.
    pub fn find(&self, name: &(impl AsRef<str> + ?Sized)) -> Option<FigureId> {
        self.names.get(name.as_ref()).copied()
    }

    /// The figure at `index`, such as a mark in the text names it.
    pub fn at(&self, index: usize) -> Option<(FigureId, &Figure)> {
        let figure = self.figures.get(index)?;
        Some((FigureId::at(index), figure))
    }

    /// All figures in the order of their derivation.
    pub fn iter(&self) -> impl Iterator<Item = (FigureId, &Figure)> {
        (0..).map(FigureId::at).zip(&self.figures)
    }

    /// The names of all figures, sorted.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        self.names.keys()
    }

    /// The names that more than one figure has; there are none unless the program errs.
    pub fn doubled(&self) -> &[Name] {
        &self.doubled
    }

    /// How many figures there are.
    pub fn len(&self) -> usize {
        self.figures.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }
}
