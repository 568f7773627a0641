//! Words a derivation as a calculation that a reader can follow with a calculator.
//!
//! How an operand is shown is up to the caller: with its exact value where a
//! number is explained, as a marked figure where it is printed in the paper.

use crate::data::Wording;
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
    /// The words between the operands.
    pub(super) wording: &'a Wording,
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
            Derivation::Floored(of) => self.fill("mindestens", &[("betrag", &self.exact(*of))]),
            Derivation::Percent { rate, of } => {
                self.fill("prozent", &[("satz", &self.exact(*rate)), ("von", &self.exact(*of))])
            }
            Derivation::Quotient { of, by } => {
                format!("{} ÷ {}", self.exact(*of), self.exact(*by))
            }
            Derivation::RoundedUp(of) => self.fill("aufgerundet", &[("betrag", &self.exact(*of))]),
            Derivation::RoundedOff { of, digits, mode } => {
                self.rounded(&self.exact(*of), *digits, *mode)
            }
            Derivation::Product(factors) => self.product(factors),
            Derivation::Prorated { factors, months } => {
                format!("{} × {}/12", self.product(factors), self.exact(*months))
            }
            Derivation::Risen { base, rate, years } => self.risen(*base, *rate, *years),
            Derivation::Capped { of, cap } => self
                .fill("hoechstens", &[("betrag", &self.exact(*of)), ("grenze", &self.exact(*cap))]),
            Derivation::Granted { computed, granted } => {
                let both = [("betrag", self.exact(*granted)), ("statt", self.exact(*computed))];
                self.fill("bewilligt", &both.each_ref().map(|(name, of)| (*name, of.as_str())))
            }
            Derivation::Share { part, whole } => {
                format!("{} / {}", self.printed(*part), self.printed(*whole))
            }
        })
    }

    fn fill(&self, key: &str, filled: &[(&str, &str)]) -> String {
        self.wording.fill(&format!("rechnung.{key}"), filled)
    }

    fn exact(&self, id: FigureId) -> String {
        (self.show)(id, Value::Exact)
    }

    fn printed(&self, id: FigureId) -> String {
        (self.show)(id, Value::Printed)
    }

    fn sum(&self, of: &[FigureId], value: Value) -> String {
        if of.is_empty() {
            return self.fill("nichts", &[]);
        }
        if of.len() > SUMMANDS {
            return self.fill("summe", &[("anzahl", &of.len().to_string())]);
        }
        let summands: Vec<String> = of.iter().map(|id| (self.show)(*id, value)).collect();
        summands.join(" + ")
    }

    /// `amount` as a directive rounds it.
    fn rounded(&self, amount: &str, digits: u32, mode: Mode) -> String {
        let how = match mode {
            Mode::HalfUp => self.fill("kaufmaennisch", &[]),
            Mode::Truncate => self.fill("abgeschnitten", &[]),
        };
        let key = match digits {
            0 => "auf_euro",
            2 => "auf_cent",
            _ => "auf_stellen",
        };
        let number = digits.to_string();
        self.fill(key, &[("betrag", amount), ("wie", &how), ("stellen", &number)])
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
