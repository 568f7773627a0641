//! Calculates in cells how the rows of a group are printed so that they add up.
//!
//! Every row is rounded down; what is missing from the total goes to the rows that
//! lose most, of equal losses to the earlier row. The same as [`money::allot`], in
//! the three columns beside the printed value. What other tables print is taken off the
//! total first.

use rust_decimal::Decimal;
use rust_xlsxwriter::utility::{row_col_to_cell, row_col_to_cell_absolute};

use crate::finance::{FigureId, Figures, Rounding};
use crate::money::{self, Exact, Mode};

use super::formula::{column, nested, unit};
use super::number;

/// The decimal places of a unit at which two losses count as equal.
const EQUAL: u32 = 6;

/// A cell: its formula, and what it shows before it is calculated.
pub(super) struct Calculated {
    pub(super) formula: String,
    pub(super) value: String,
}

/// A group: the sheet's row of its first figure, its figures, and its decimal places.
pub(super) struct Group<'a> {
    first: u32,
    rows: &'a [FigureId],
    digits: u32,
    figures: &'a Figures,
    total: FigureId,
    /// What else adds up to the total, and the cells in which it is printed.
    others: (Vec<FigureId>, Vec<String>),
}

impl<'a> Group<'a> {
    /// The group of `total`, whose `rows` begin in the row `first`.
    pub(super) fn new(
        figures: &'a Figures,
        total: FigureId,
        rows: &'a [FigureId],
        first: u32,
    ) -> Self {
        let digits = match figures.get(total).rounding {
            Rounding::Rounded { digits } => digits,
            _ => figures.get(total).value.scale(),
        };
        Self { first, rows, digits, figures, total, others: Default::default() }
    }

    /// The same beside `others`, which are printed in `cells`.
    pub(super) fn beside(self, others: Vec<FigureId>, cells: Vec<String>) -> Self {
        Self { others: (others, cells), ..self }
    }

    /// Whether `row` follows the rows of the group.
    pub(super) fn ends_above(&self, row: u32) -> bool {
        self.last() + 1 == row
    }

    fn last(&self) -> u32 {
        self.first + u32::try_from(self.rows.len().saturating_sub(1)).unwrap_or_default()
    }

    /// The printed value of the row `row`.
    pub(super) fn printed(&self, id: FigureId, row: u32) -> Calculated {
        let floor = row_col_to_cell(row, column::FLOOR);
        let rank = row_col_to_cell(row, column::RANK);
        let missing = row_col_to_cell(self.last() + 1, column::RANK);
        let (unit, digits) = (unit(self.digits), self.digits);
        Calculated {
            formula: format!("ROUND({floor}+IF({rank}<={missing},{unit},0),{digits})"),
            value: number::text(self.figures.get(id).value),
        }
    }

    /// The row `row` rounded down.
    pub(super) fn floor(&self, id: FigureId, row: u32) -> Calculated {
        let exact = row_col_to_cell(row, column::EXACT);
        let scale = self.scale();
        Calculated {
            formula: format!("INT(ROUND({exact}*{scale},{EQUAL}))/{scale}"),
            value: number::text(self.floor_of(id)),
        }
    }

    /// What the row `row` loses by rounding down, in units of the last place.
    pub(super) fn rest(&self, id: FigureId, row: u32) -> Calculated {
        let exact = row_col_to_cell(row, column::EXACT);
        let scale = self.scale();
        Calculated {
            formula: format!("ROUND({exact}*{scale}-INT(ROUND({exact}*{scale},{EQUAL})),{EQUAL})"),
            value: number::text(self.loss(id)),
        }
    }

    /// The cell of the row `row`, whose rank by its loss is `rank`.
    pub(super) fn rank(&self, rank: usize, row: u32) -> Calculated {
        let own = row_col_to_cell(row, column::REST);
        let first = row_col_to_cell_absolute(self.first, column::REST);
        let last = row_col_to_cell_absolute(self.last(), column::REST);
        Calculated {
            formula: format!(
                "SUMPRODUCT(--({first}:{last}>{own}))+SUMPRODUCT(--({first}:{own}={own}))"
            ),
            value: rank.to_string(),
        }
    }

    /// The ranks of all rows by what they lose, from one; of equal losses, the earlier row
    /// comes first.
    pub(super) fn ranks(&self) -> Vec<(FigureId, usize)> {
        let mut losses: Vec<(Decimal, FigureId)> =
            self.rows.iter().map(|id| (self.loss(*id), *id)).collect();
        // A stable sort keeps the order of rows.
        losses.sort_by(|(one, _), (other, _)| other.cmp(one));
        losses.into_iter().map(|(_, id)| id).zip(1..).collect()
    }

    /// The sum of the rows rounded down.
    pub(super) fn floors(&self) -> Calculated {
        let first = row_col_to_cell(self.first, column::FLOOR);
        let last = row_col_to_cell(self.last(), column::FLOOR);
        Calculated { formula: format!("SUM({first}:{last})"), value: number::text(self.sum()) }
    }

    /// How many units are missing from the total.
    pub(super) fn missing(&self) -> Calculated {
        let total = row_col_to_cell(self.last() + 1, column::PRINTED);
        let floors = row_col_to_cell(self.last() + 1, column::FLOOR);
        let missing = &Exact::from(self.figures.get(self.total).value) - &Exact::from(self.sum());
        let scale = self.scale();
        let (others, cells) = &self.others;
        if others.is_empty() {
            let units = &missing * &Exact::from(scale);
            return Calculated {
                formula: format!("ROUND(({total}-{floors})*{scale},0)"),
                value: number::text(number::near(&units)),
            };
        }
        let printed: Vec<Exact> =
            others.iter().map(|id| Exact::from(self.figures.get(*id).value)).collect();
        let units = &(&missing - &printed.iter().sum()) * &Exact::from(scale);
        // No row takes more than it loses.
        let most = self.rows.iter().filter(|id| !self.loss(**id).is_zero()).count();
        let most = i64::try_from(most).map_or(Exact::ZERO, Exact::from);
        let first = row_col_to_cell(self.first, column::REST);
        let last = row_col_to_cell(self.last(), column::REST);
        let taken = nested("SUM", cells);
        Calculated {
            formula: format!(
                "MIN(ROUND(({total}-{floors}-{taken})*{scale},0),\
                 SUMPRODUCT(--({first}:{last}>0)))"
            ),
            value: number::text(number::near(&units.min(most))),
        }
    }

    fn scale(&self) -> i64 {
        10_i64.checked_pow(self.digits).unwrap_or(1)
    }

    fn sum(&self) -> Decimal {
        let floors: Vec<Exact> = self.rows.iter().map(|id| self.floor_of(*id).into()).collect();
        number::near(&floors.iter().sum())
    }

    fn floor_of(&self, id: FigureId) -> Decimal {
        let exact = &self.figures.get(id).exact;
        let towards_zero = money::round(exact, self.digits, Mode::Truncate).unwrap_or_default();
        if Exact::from(towards_zero) > *exact {
            number::near(&(&Exact::from(towards_zero) - &Exact::from(unit(self.digits))))
        } else {
            towards_zero
        }
    }

    fn loss(&self, id: FigureId) -> Decimal {
        let lost = &self.figures.get(id).exact - &Exact::from(self.floor_of(id));
        let units = &lost * &Exact::from(self.scale());
        money::round(&units, EQUAL, Mode::HalfUp).unwrap_or_default().normalize()
    }
}
