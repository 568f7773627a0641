//! A value in a text or a cell: what it counts, how it is printed and how exactly it is meant.

use std::ops::Range;

use rust_decimal::Decimal;

/// What an amount counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::audit) enum Kind {
    /// Euro.
    Euro,
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// Stellen.
    Stellen,
    /// Money of another currency.
    Other,
    /// A number without a unit, only in tables and products.
    Number,
}

/// How exactly an amount is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::audit) enum Exactness {
    /// As it is printed.
    Exact,
    /// Rounded, as a word before it says.
    Rounded,
    /// An end of a range or a limit: no amount to calculate with.
    Bound,
}

/// A value in a text.
#[derive(Debug, Clone)]
pub(in crate::audit) struct Amount {
    /// Its bytes in the text, with sign and unit.
    pub(in crate::audit) range: Range<usize>,
    /// What it counts.
    pub(in crate::audit) kind: Kind,
    /// In full euro, per cent or posts; `None` where the spelling is none of a number.
    pub(in crate::audit) value: Option<Decimal>,
    /// The unit of its last printed place: 0.01 in `5,00 €`, 100.000 in `1,2 Mio. €`.
    pub(in crate::audit) step: Decimal,
    /// The unit of its last digit that is not zero: 1.000 in `54.000 €`.
    pub(in crate::audit) coarse: Decimal,
    /// How exactly it is meant.
    pub(in crate::audit) exactness: Exactness,
    /// By how much its unit multiplies the printed number.
    pub(in crate::audit) factor: Decimal,
}

impl Amount {
    /// How far the true amount may lie from the printed one: nothing where cents are printed,
    /// half a unit of the last place otherwise; where a word says that it is rounded, a unit
    /// of its last digit that is not zero.
    pub(in crate::audit) fn slack(&self) -> Decimal {
        let is_exact_unit = self.step < Decimal::ONE && self.kind != Kind::Percent;
        match self.exactness {
            Exactness::Exact if is_exact_unit => Decimal::ZERO,
            Exactness::Exact if self.kind == Kind::Stellen => Decimal::ZERO,
            Exactness::Exact => self.step / Decimal::TWO,
            Exactness::Rounded | Exactness::Bound => self.coarse.max(self.step),
        }
    }

    /// Whether a word before it says that it is rounded.
    pub(in crate::audit) fn is_rounded(&self) -> bool {
        self.exactness == Exactness::Rounded
    }
}
