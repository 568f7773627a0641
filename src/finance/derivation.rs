//! How a figure came about: the operation, and the figures that it was made of.
//!
//! A new operation is declared here, with its operands; who explains, compares or moves
//! figures reads those, and only who words or calculates it has to know it.

use crate::diagnostic::Place;
use crate::money::{self, Exact, Mode};

/// A figure of one arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureId(u32);

impl FigureId {
    /// The position in the arena.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The figure that stands at `index`, or will.
    pub(super) fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The figure that stands so many behind.
    pub(super) fn moved(self, by: usize) -> Self {
        Self(self.0.saturating_add(u32::try_from(by).unwrap_or(u32::MAX)))
    }
}

/// How a figure came about; operations are on exact values unless said otherwise.
#[derive(Debug, Clone, PartialEq)]
pub enum Derivation {
    /// Written in the data.
    Given {
        /// Where it stands.
        place: Place,
        /// The document it comes from, where the data names one.
        source: Option<String>,
    },
    /// Counted from a period of the data.
    Counted {
        /// Where the period stands, where it has a place of its own.
        place: Place,
    },
    /// The sum of exact values, rounded once.
    Sum(Vec<FigureId>),
    /// The sum of printed values, so that a reader can add them up.
    PrintedSum(Vec<FigureId>),
    /// The first less the second, of printed values.
    PrintedDifference(FigureId, FigureId),
    /// The first less the second.
    Difference(FigureId, FigureId),
    /// The value, but not below nothing.
    Floored(FigureId),
    /// `rate` per cent of `of`.
    Percent {
        /// Per cent.
        rate: FigureId,
        /// Of what.
        of: FigureId,
    },
    /// `of` divided by `by`, such as a cost by the years of its use.
    Quotient {
        /// What is divided.
        of: FigureId,
        /// By what.
        by: FigureId,
    },
    /// The given quantity, rounded up to whole units, such as workplaces.
    RoundedUp(FigureId),
    /// `of`, rounded before anything else is made of it, as a directive demands.
    RoundedOff {
        /// What is rounded.
        of: FigureId,
        /// Decimal places that are kept.
        digits: u32,
        /// How the others are lost.
        mode: Mode,
    },
    /// The product.
    Product(Vec<FigureId>),
    /// The product of `factors` × `months` / 12.
    Prorated {
        /// What is multiplied.
        factors: Vec<FigureId>,
        /// How many months.
        months: FigureId,
    },
    /// `base` × (1 + `rate`/100) to the power of `years`.
    Risen {
        /// The amount in the base year.
        base: FigureId,
        /// Per cent a year.
        rate: FigureId,
        /// Years since the base year.
        years: u32,
    },
    /// `of`, but at most `cap`.
    Capped {
        /// What is limited.
        of: FigureId,
        /// The limit.
        cap: FigureId,
    },
    /// A granted amount that replaces the computed one.
    Granted {
        /// What was computed.
        computed: FigureId,
        /// What was granted.
        granted: FigureId,
    },
    /// `part` in per cent of `whole`, of printed values.
    Share {
        /// The part.
        part: FigureId,
        /// The whole.
        whole: FigureId,
    },
}

impl Derivation {
    /// What it is made of, in the order in which a reader is told.
    pub fn operands(&self) -> Vec<FigureId> {
        match self {
            Self::Given { .. } | Self::Counted { .. } => Vec::new(),
            Self::Floored(of) | Self::RoundedUp(of) | Self::RoundedOff { of, .. } => {
                vec![*of]
            }
            Self::Sum(of) | Self::PrintedSum(of) | Self::Product(of) => of.clone(),
            Self::PrintedDifference(first, second)
            | Self::Difference(first, second)
            | Self::Percent { rate: first, of: second }
            | Self::Quotient { of: first, by: second }
            | Self::Risen { base: first, rate: second, .. }
            | Self::Capped { of: first, cap: second }
            | Self::Granted { granted: first, computed: second }
            | Self::Share { part: first, whole: second } => vec![*first, *second],
            Self::Prorated { factors, months } => factors.iter().chain([months]).copied().collect(),
        }
    }

    /// The same derivation of what `id` says of each operand, from where `place` says.
    pub fn map(&self, id: &dyn Fn(FigureId) -> FigureId, place: &dyn Fn(&Place) -> Place) -> Self {
        let all = |ids: &[FigureId]| ids.iter().map(|of| id(*of)).collect();
        match self {
            Self::Given { place: at, source } => {
                Self::Given { place: place(at), source: source.clone() }
            }
            Self::Counted { place: at } => Self::Counted { place: place(at) },
            Self::Sum(of) => Self::Sum(all(of)),
            Self::PrintedSum(of) => Self::PrintedSum(all(of)),
            Self::PrintedDifference(of, less) => Self::PrintedDifference(id(*of), id(*less)),
            Self::Difference(of, less) => Self::Difference(id(*of), id(*less)),
            Self::Floored(of) => Self::Floored(id(*of)),
            Self::RoundedUp(of) => Self::RoundedUp(id(*of)),
            Self::Percent { rate, of } => Self::Percent { rate: id(*rate), of: id(*of) },
            Self::Quotient { of, by } => Self::Quotient { of: id(*of), by: id(*by) },
            Self::RoundedOff { of, digits, mode } => {
                Self::RoundedOff { of: id(*of), digits: *digits, mode: *mode }
            }
            Self::Product(of) => Self::Product(all(of)),
            Self::Prorated { factors, months } => {
                Self::Prorated { factors: all(factors), months: id(*months) }
            }
            Self::Risen { base, rate, years } => {
                Self::Risen { base: id(*base), rate: id(*rate), years: *years }
            }
            Self::Capped { of, cap } => Self::Capped { of: id(*of), cap: id(*cap) },
            Self::Granted { computed, granted } => {
                Self::Granted { computed: id(*computed), granted: id(*granted) }
            }
            Self::Share { part, whole } => Self::Share { part: id(*part), whole: id(*whole) },
        }
    }

    /// What it gives where every operand is what `value` says, such as what is printed of it:
    /// so a reader calculates, who sees no more. None for what is given.
    pub fn calculated(&self, value: &dyn Fn(FigureId) -> Exact) -> Option<Exact> {
        let product =
            |of: &[FigureId]| of.iter().fold(Exact::from(1), |all, id| &all * &value(*id));
        Some(match self {
            Self::Given { .. } | Self::Counted { .. } => return None,
            Self::RoundedUp(of) => value(*of).ceil(),
            Self::RoundedOff { of, digits, mode } => {
                Exact::from(money::round(&value(*of), *digits, *mode)?)
            }
            Self::Granted { granted, .. } => value(*granted),
            Self::Share { part, whole } => {
                (&value(*part) * &Exact::from(100)).checked_div(&value(*whole))?
            }
            Self::Sum(of) | Self::PrintedSum(of) => {
                of.iter().fold(Exact::ZERO, |sum, id| &sum + &value(*id))
            }
            Self::PrintedDifference(of, less) | Self::Difference(of, less) => {
                &value(*of) - &value(*less)
            }
            Self::Floored(of) => value(*of).max(Exact::ZERO),
            Self::Percent { rate, of } => &(&value(*rate) * &value(*of)) / 100,
            Self::Quotient { of, by } => value(*of).checked_div(&value(*by))?,
            Self::Product(of) => product(of),
            Self::Prorated { factors, months } => &(&product(factors) * &value(*months)) / 12,
            Self::Risen { base, rate, years } => {
                &value(*base) * &(&Exact::from(1) + &(&value(*rate) / 100)).pow(*years)
            }
            Self::Capped { of, cap } => value(*of).min(value(*cap)),
        })
    }

    /// The operation, by the word of `figures --json`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Given { .. } => "given",
            Self::Counted { .. } => "counted",
            Self::Sum(_) => "sum",
            Self::PrintedSum(_) => "printed_sum",
            Self::PrintedDifference(..) => "printed_difference",
            Self::Difference(..) => "difference",
            Self::Floored(_) => "floored",
            Self::Percent { .. } => "percent",
            Self::Quotient { .. } => "quotient",
            Self::RoundedUp(_) => "rounded_up",
            Self::RoundedOff { .. } => "rounded_off",
            Self::Product(_) => "product",
            Self::Prorated { .. } => "prorated",
            Self::Risen { .. } => "risen",
            Self::Capped { .. } => "capped",
            Self::Granted { .. } => "granted",
            Self::Share { .. } => "share",
        }
    }
}
