//! Turns derivations into formulas over cells.
//!
//! What a figure is made of stands beside it in up to three cells, which refer to
//! where it comes from; its exact value is a formula over these. It is rounded
//! where the arena rounds and nowhere else.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use rust_xlsxwriter::utility::row_col_to_cell;

use crate::finance::{Derivation, Figure, FigureId, Rounding, Unit};
use crate::money::Mode;

use super::book::Book;
use super::layout::{Spot, is_given};
use super::number;
use super::sheet::Kind;

/// Columns of the sheets that calculate.
pub(super) mod column {
    /// What it is.
    pub(in super::super) const TITLE: u16 = 0;
    /// The operation in words.
    pub(in super::super) const WORDS: u16 = 1;
    /// The three operands.
    pub(in super::super) const OPERANDS: [u16; 3] = [2, 3, 4];
    /// The exact value.
    pub(in super::super) const EXACT: u16 = 5;
    /// The printed value.
    pub(in super::super) const PRINTED: u16 = 6;
    /// Rounded down.
    pub(in super::super) const FLOOR: u16 = 7;
    /// What is lost by rounding down.
    pub(in super::super) const REST: u16 = 8;
    /// The rank of what is lost; beside a total, how many units are missing.
    pub(in super::super) const RANK: u16 = 9;
    /// The name of the figure.
    pub(in super::super) const NAME: u16 = 10;
    /// The value on the sheet of given values.
    pub(in super::super) const GIVEN: u16 = 1;
}

/// The decimal places by which a rounding looks beyond those that it keeps: what
/// binary numbers distort lies behind them.
const BEYOND: u32 = 6;

/// The most operands of a function.
const MOST: usize = 250;

/// What stands in the cells of operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operand {
    /// The exact value of a figure.
    Exact(FigureId),
    /// The printed value of a figure.
    Printed(FigureId),
    /// A number of years.
    Years(u32),
}

/// How the exact value of a figure is calculated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Calculation {
    /// The operation in words.
    pub(super) words: String,
    /// What stands in the cells of operands.
    pub(super) operands: [Option<Operand>; 3],
    /// The formula without its equals sign.
    pub(super) formula: String,
}

/// Reads cells for the formulas of one sheet.
pub(super) struct Cells<'a> {
    pub(super) book: &'a Book<'a>,
    /// The sheet that the formulas stand on.
    pub(super) sheet: usize,
    /// How printed totals lose their further digits.
    pub(super) mode: Mode,
}

impl Cells<'_> {
    /// How `figure` is calculated in `row`.
    pub(super) fn calculation(&self, figure: &Figure, row: u32) -> Calculation {
        use Operand::{Exact, Printed, Years};
        let [a, b, c] = column::OPERANDS.map(|column| row_col_to_cell(row, column));
        let with = |key: &str, operands: [Option<Operand>; 3], formula: String| Calculation {
            words: self.say(key),
            operands,
            formula,
        };
        match &figure.derivation {
            Derivation::Given { .. } => with("eingabe", [None; 3], String::new()),
            Derivation::Counted { .. } => with("gezaehlt", [None; 3], String::new()),
            Derivation::Sum(of) => self.sum("summe", of, |id| self.exact(id)),
            Derivation::PrintedSum(of) => self.sum("summe_gedruckter", of, |id| self.printed(id)),
            Derivation::PrintedDifference(of, less) => with(
                "differenz",
                [Some(Printed(*of)), Some(Printed(*less)), None],
                format!("{a}-{b}"),
            ),
            Derivation::Difference(of, less) => {
                with("differenz", [Some(Exact(*of)), Some(Exact(*less)), None], format!("{a}-{b}"))
            }
            Derivation::Floored(of) => {
                with("mindestens", [Some(Exact(*of)), None, None], format!("MAX({a},0)"))
            }
            Derivation::Percent { rate, of } => {
                with("anteil", [Some(Exact(*rate)), Some(Exact(*of)), None], format!("{a}*{b}"))
            }
            Derivation::Quotient { of, by } => with(
                "quotient",
                [Some(Exact(*of)), Some(Exact(*by)), None],
                format!("IF({b}=0,0,{a}/{b})"),
            ),
            Derivation::RoundedUp(of) => with(
                "aufgerundet",
                [Some(Exact(*of)), None, None],
                format!("ROUNDUP(ROUND({a},{BEYOND}),0)"),
            ),
            Derivation::RoundedOff { of, digits, mode } => with(
                match mode {
                    Mode::HalfUp => "gerundet",
                    Mode::Truncate => "abgeschnitten",
                },
                [Some(Exact(*of)), None, None],
                round(&a, *digits, *mode),
            ),
            Derivation::Product(factors) => match factors.as_slice() {
                [one] => with("wert", [Some(Exact(*one)), None, None], a),
                [one, two] => with(
                    "produkt_zweier",
                    [Some(Exact(*one)), Some(Exact(*two)), None],
                    format!("{a}*{b}"),
                ),
                more => with("produkt", [None; 3], self.product(more)),
            },
            Derivation::Prorated { factors, months } => {
                let months = Some(Exact(*months));
                match factors.as_slice() {
                    [one] => {
                        with("monate", [Some(Exact(*one)), None, months], format!("{a}*{c}/12"))
                    }
                    [one, two] => with(
                        "produkt_zweier_monate",
                        [Some(Exact(*one)), Some(Exact(*two)), months],
                        format!("{a}*{b}*{c}/12"),
                    ),
                    more => with(
                        "produkt_monate",
                        [None, None, months],
                        format!("{}*{c}/12", self.product(more)),
                    ),
                }
            }
            Derivation::Risen { base, rate, years } => with(
                "gestiegen",
                [Some(Exact(*base)), Some(Exact(*rate)), Some(Years(*years))],
                format!("{a}*(1+{b})^{c}"),
            ),
            Derivation::Capped { of, cap } => with(
                "hoechstens",
                [Some(Exact(*of)), Some(Exact(*cap)), None],
                format!("MIN({a},{b})"),
            ),
            Derivation::Granted { computed, granted } => {
                with("bewilligt", [Some(Exact(*computed)), Some(Exact(*granted)), None], b)
            }
            Derivation::Share { part, whole } => with(
                "quotient",
                [Some(Printed(*part)), Some(Printed(*whole)), None],
                format!("IF({b}=0,0,{a}/{b})"),
            ),
        }
    }

    /// The formula of the printed value of `figure` beside its exact one in `row`,
    /// for a figure that is rounded by itself.
    pub(super) fn rounded(&self, figure: &Figure, row: u32, digits: u32) -> String {
        let exact = row_col_to_cell(row, column::EXACT);
        let digits = number::places(figure.unit, digits);
        let mode = if figure.unit == Unit::Euro { self.mode } else { Mode::HalfUp };
        round(&exact, digits, mode)
    }

    /// The formula of the printed value of `figure` that repeats what is printed of its operands.
    pub(super) fn repeated(&self, figure: &Figure) -> String {
        let operands = figure.derivation.operands();
        let cells: Vec<_> = operands.into_iter().filter_map(|id| self.printed(id)).collect();
        let is_capped = matches!(figure.derivation, Derivation::Capped { .. });
        let printed = nested(if is_capped { "MIN" } else { "SUM" }, &self.ranges(&cells));
        round(&printed, figure.value.scale(), self.mode)
    }

    /// Where the value of `operand` stands.
    pub(super) fn operand(&self, operand: Operand) -> Option<String> {
        match operand {
            Operand::Exact(id) => Some(self.reference(self.exact(id)?)),
            Operand::Printed(id) => Some(self.reference(self.printed(id)?)),
            Operand::Years(_) => None,
        }
    }

    /// The reference to the printed value of the figure `id`.
    pub(super) fn printed_reference(&self, id: FigureId) -> Option<String> {
        Some(self.reference(self.printed(id)?))
    }

    fn sum(
        &self,
        key: &str,
        of: &[FigureId],
        cell: impl Fn(FigureId) -> Option<(Spot, u16)>,
    ) -> Calculation {
        let cells: Vec<(Spot, u16)> = of.iter().filter_map(|id| cell(*id)).collect();
        let formula = match self.ranges(&cells).as_slice() {
            [] => "0".to_owned(),
            [one] if cells.len() == 1 => one.clone(),
            ranges => nested("SUM", ranges),
        };
        let words = match of {
            [] => self.say("keine"),
            [_] => self.say("uebernommen"),
            _ => {
                let count = of.len().to_string();
                self.book.fill(&format!("rechenweg.{key}"), &[("anzahl", &count)])
            }
        };
        Calculation { words, operands: [None; 3], formula }
    }

    /// The words for an operation.
    fn say(&self, key: &str) -> String {
        self.book.say(&format!("rechenweg.{key}")).to_owned()
    }

    fn product(&self, of: &[FigureId]) -> String {
        let cells: Vec<(Spot, u16)> = of.iter().filter_map(|id| self.exact(*id)).collect();
        nested("PRODUCT", &self.ranges(&cells))
    }

    /// References to `cells`, those below each other as one range.
    fn ranges(&self, cells: &[(Spot, u16)]) -> Vec<String> {
        let mut ranges: Vec<((Spot, u16), u32)> = Vec::new();
        for (spot, column) in cells {
            match ranges.last_mut() {
                Some(((first, own), last))
                    if first.sheet == spot.sheet && own == column && *last + 1 == spot.row =>
                {
                    *last = spot.row;
                }
                _ => ranges.push(((*spot, *column), spot.row)),
            }
        }
        ranges
            .into_iter()
            .map(|((first, column), last)| {
                let mut range = self.reference((first, column));
                if last > first.row {
                    let _ = write!(range, ":{}", row_col_to_cell(last, column));
                }
                range
            })
            .collect()
    }

    fn reference(&self, (spot, column): (Spot, u16)) -> String {
        let cell = row_col_to_cell(spot.row, column);
        match self.book.layout.sheets.get(spot.sheet) {
            Some(sheet) if spot.sheet != self.sheet => format!("'{}'!{cell}", sheet.name),
            _ => cell,
        }
    }

    fn exact(&self, id: FigureId) -> Option<(Spot, u16)> {
        match self.book.figures.get(id).rounding {
            Rounding::Rounded { .. } | Rounding::Row { .. } | Rounding::Repeated
                if !is_given(self.book.figures.get(id)) =>
            {
                Some((*self.book.layout.spots.get(&id)?, column::EXACT))
            }
            _ => self.printed(id),
        }
    }

    fn printed(&self, id: FigureId) -> Option<(Spot, u16)> {
        let spot = *self.book.layout.spots.get(&id)?;
        let column = match self.book.layout.sheets.get(spot.sheet)?.kind {
            Kind::Eingaben => column::GIVEN,
            Kind::Berechnung => column::PRINTED,
        };
        Some((spot, column))
    }
}

/// The formula that rounds `cell` to `digits` decimal places.
fn round(cell: &str, digits: u32, mode: Mode) -> String {
    let function = match mode {
        Mode::HalfUp => "ROUND",
        Mode::Truncate => "ROUNDDOWN",
    };
    format!("{function}(ROUND({cell},{}),{digits})", digits + BEYOND)
}

/// `function` of `ranges`, nested where they are more than it takes.
pub(super) fn nested(function: &str, ranges: &[String]) -> String {
    if ranges.len() <= MOST {
        return format!("{function}({})", ranges.join(","));
    }
    let parts: Vec<String> = ranges.chunks(MOST).map(|part| nested(function, part)).collect();
    nested(function, &parts)
}

/// One unit of the last of `digits` decimal places.
pub(super) fn unit(digits: u32) -> Decimal {
    Decimal::new(1, digits)
}
