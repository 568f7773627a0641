//! Words a derivation as a calculation that a reader can follow with a calculator.
//!
//! How an operand is shown is up to the caller: with its exact value where a
//! number is explained, as a marked figure where it is printed in the paper.

use crate::finance::{Derivation, FigureId, Figures};
use crate::money::Mode;

/// Beyond so many summands a sum is told, not written out.
const SUMMANDS: usize = 12;

/// Which value of an operand enters a calculation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    /// What it exactly is.
    Exact,
    /// What is printed.
    Printed,
}

/// The calculations of one arena, in one way of showing operands.
pub(super) struct Formula<'a> {
    /// The arena.
    pub(super) figures: &'a Figures,
    /// Shows an operand.
    pub(super) show: &'a dyn Fn(FigureId, Value) -> String,
    /// Whether a risen rate is written as its own calculation, not as its result.
    pub(super) unfolded: bool,
}

impl Formula<'_> {
    /// The calculation of `id`, or nothing for a value that is not calculated.
    pub(super) fn of(&self, id: FigureId) -> Option<String> {
        Some(match &self.figures.get(id).derivation {
            Derivation::Given { .. } | Derivation::Counted { .. } => return None,
            Derivation::Sum(of) => self.sum(of, Value::Exact),
            Derivation::PrintedSum(of) => self.sum(of, Value::Printed),
            Derivation::PrintedDifference(of, less) => {
                format!("{} − {}", self.printed(*of), self.printed(*less))
            }
            Derivation::Difference(of, less) => {
                format!("{} − {}", self.exact(*of), self.exact(*less))
            }
            Derivation::Floored(of) => format!("{}, mindestens nichts", self.exact(*of)),
            Derivation::Percent { rate, of } => {
                format!("{} von {}", self.exact(*rate), self.exact(*of))
            }
            Derivation::Quotient { of, by } => {
                format!("{} ÷ {}", self.exact(*of), self.exact(*by))
            }
            Derivation::RoundedUp(of) => format!("{}, aufgerundet", self.exact(*of)),
            Derivation::RoundedOff { of, digits, mode } => {
                format!("{}, {}", self.exact(*of), rounding(*digits, *mode))
            }
            Derivation::Product(factors) => self.product(factors),
            Derivation::Prorated { factors, months } => {
                format!("{} × {}/12", self.product(factors), self.exact(*months))
            }
            Derivation::Risen { base, rate, years } => self.risen(*base, *rate, *years),
            Derivation::Capped { of, cap } => {
                format!("{}, höchstens {}", self.exact(*of), self.exact(*cap))
            }
            Derivation::Granted { computed, granted } => {
                format!("bewilligt {} statt {}", self.exact(*granted), self.exact(*computed))
            }
            Derivation::Share { part, whole } => {
                format!("{} / {}", self.printed(*part), self.printed(*whole))
            }
        })
    }

    fn exact(&self, id: FigureId) -> String {
        (self.show)(id, Value::Exact)
    }

    fn printed(&self, id: FigureId) -> String {
        (self.show)(id, Value::Printed)
    }

    fn sum(&self, of: &[FigureId], value: Value) -> String {
        if of.is_empty() {
            return "keine Beträge".to_owned();
        }
        if of.len() > SUMMANDS {
            return format!("Summe aus {} Beträgen", of.len());
        }
        let summands: Vec<String> = of.iter().map(|id| (self.show)(*id, value)).collect();
        summands.join(" + ")
    }

    fn product(&self, factors: &[FigureId]) -> String {
        let factors: Vec<String> = factors.iter().map(|id| self.factor(*id)).collect();
        factors.join(" × ")
    }

    fn factor(&self, id: FigureId) -> String {
        match self.figures.get(id).derivation {
            Derivation::Risen { base, rate, years } if self.unfolded => {
                self.risen(base, rate, years)
            }
            _ => self.exact(id),
        }
    }

    fn risen(&self, base: FigureId, rate: FigureId, years: u32) -> String {
        let exponent = if years == 1 { String::new() } else { superscript(years) };
        format!("{} × (1 + {}){exponent}", self.exact(base), self.exact(rate))
    }
}

/// How a directive rounds, in words.
fn rounding(digits: u32, mode: Mode) -> String {
    let how = match mode {
        Mode::HalfUp => "kaufmännisch gerundet",
        Mode::Truncate => "abgeschnitten",
    };
    match digits {
        0 => format!("auf volle Euro {how}"),
        2 => format!("auf Cent {how}"),
        digits => format!("auf {digits} Nachkommastellen {how}"),
    }
}

/// `number` in raised digits, such as an exponent.
pub fn superscript(number: u32) -> String {
    let raised = |digit: char| match digit {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        _ => '⁹',
    };
    number.to_string().chars().map(raised).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raises_digits() {
        assert_eq!(superscript(2), "²");
        assert_eq!(superscript(104), "¹⁰⁴");
    }
}
