//! Writes values as numbers of cells.
//!
//! Per cent are fractions of one, as cells with a percent format expect them. A
//! value with more digits than a cell can show is cut to twelve decimal places.

use rust_decimal::Decimal;

use crate::finance::{Figure, Unit};
use crate::money::{self, Exact, Mode};

/// The most decimal places of an exact value in a cell.
const DIGITS: u32 = 12;

/// The printed value of `figure`.
pub(super) fn printed(figure: &Figure) -> Decimal {
    match figure.unit {
        Unit::Percent => fraction(figure.value),
        _ => figure.value,
    }
}

/// The exact value of `figure`, as near as a cell can hold it.
pub(super) fn exact(figure: &Figure) -> Decimal {
    match figure.unit {
        Unit::Percent => near(&(&figure.exact / 100)),
        _ => near(&figure.exact),
    }
}

/// `value` with as many decimal places as a cell can hold.
pub(super) fn near(value: &Exact) -> Decimal {
    let places = (0..=DIGITS).rev();
    let rounded = places.into_iter().find_map(|digits| money::round(value, digits, Mode::HalfUp));
    rounded.unwrap_or_default().normalize()
}

/// `value` as text that a cell holds.
pub(super) fn text(value: Decimal) -> String {
    value.normalize().to_string()
}

/// The decimal places of a cell with `digits` printed decimal places.
pub(super) fn places(unit: Unit, digits: u32) -> u32 {
    if unit == Unit::Percent { digits + 2 } else { digits }
}

fn fraction(percent: Decimal) -> Decimal {
    let exact = &Exact::from(percent) / 100;
    exact.to_decimal(percent.scale() + 2).unwrap_or_default()
}
