//! Turns exact values into amounts that can be printed.
//!
//! [`Exact`] is a fraction of any size: it is what a figure really is, and it
//! is never rounded on the way. [`round`] is the only place where a value loses
//! digits; [`allot`] rounds a group so that its rows add up to its total.
//! Neither knows a currency sign or a number format.

use std::iter::Sum;
use std::ops::{Add, Div, Mul, Neg, Sub};

use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;
use rust_decimal::Decimal;

/// The largest amount accepted from data, in euro: ten billion.
pub const LIMIT: Decimal = Decimal::from_parts(1_410_065_408, 2, 0, false, 0);

/// An exact value: a fraction of whole numbers of any size.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(RBig);

impl Exact {
    /// Nothing.
    pub const ZERO: Self = Self(RBig::ZERO);

    /// `numerator / denominator`; a denominator of zero counts as one.
    pub fn fraction(numerator: i64, denominator: u64) -> Self {
        Self(RBig::from_parts(numerator.into(), denominator.max(1).into()))
    }

    /// Whether this is nothing.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// This value to the power of `exponent`.
    pub fn pow(&self, exponent: u32) -> Self {
        let (numerator, denominator) = self.0.clone().into_parts();
        let exponent = exponent as usize;
        Self(RBig::from_parts(numerator.pow(exponent), denominator.pow(exponent)))
    }

    /// This value divided by `divisor`, or `None` for a divisor of zero.
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        (!divisor.is_zero()).then(|| Self(&self.0 / &divisor.0))
    }

    /// The fraction as `numerator/denominator` in lowest terms, or a whole number.
    pub fn as_fraction(&self) -> String {
        self.0.to_string()
    }

    /// This value as a decimal number where it is one of at most `digits`
    /// decimal places that fits a [`Decimal`]; otherwise `None`.
    pub fn to_decimal(&self, digits: u32) -> Option<Decimal> {
        let rounded = round(self, digits, Mode::HalfUp)?;
        (Self::from(rounded) == *self).then_some(rounded.normalize())
    }

    /// The next whole number that is not less.
    #[must_use]
    pub fn ceil(&self) -> Self {
        Self(RBig::from(self.0.ceil()))
    }

    fn units(&self, digits: u32) -> RBig {
        &self.0 * RBig::from(UBig::from(10u8).pow(digits as usize))
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Self {
        let denominator = UBig::from(10u8).pow(value.scale() as usize);
        Self(RBig::from_parts(IBig::from(value.mantissa()), denominator))
    }
}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        Self(RBig::from(IBig::from(value)))
    }
}

impl Add for &Exact {
    type Output = Exact;
    fn add(self, other: Self) -> Exact {
        Exact(&self.0 + &other.0)
    }
}

impl Sub for &Exact {
    type Output = Exact;
    fn sub(self, other: Self) -> Exact {
        Exact(&self.0 - &other.0)
    }
}

impl Mul for &Exact {
    type Output = Exact;
    fn mul(self, other: Self) -> Exact {
        Exact(&self.0 * &other.0)
    }
}

/// Division by a whole number; by zero it leaves the value as it is.
impl Div<u32> for &Exact {
    type Output = Exact;
    fn div(self, divisor: u32) -> Exact {
        Exact(&self.0 / RBig::from(UBig::from(divisor.max(1))))
    }
}

impl Neg for &Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        Exact(-self.0.clone())
    }
}

impl<'a> Sum<&'a Exact> for Exact {
    fn sum<I: Iterator<Item = &'a Exact>>(values: I) -> Exact {
        values.fold(Exact::ZERO, |sum, value| &sum + value)
    }
}

/// How a value loses its further digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// To the nearest unit, a half away from zero (kaufmännisch, DIN 1333).
    HalfUp,
    /// Towards zero (abgeschnitten).
    Truncate,
}

/// `value` with `digits` decimal places, or `None` beyond the range of a
/// [`Decimal`]. The result has exactly `digits` places.
pub fn round(value: &Exact, digits: u32, mode: Mode) -> Option<Decimal> {
    let units = value.units(digits);
    let whole = match mode {
        Mode::HalfUp => half_up(&units),
        Mode::Truncate => units.trunc(),
    };
    decimal(&whole, digits)
}

/// Rounds `rows` to `digits` places so that they add up to `total`, which must
/// itself have at most that many places: every row is rounded down, and the
/// units that are then missing go to the rows with the largest remainders; of
/// equal remainders the earlier row comes first. Returns `None` beyond the range
/// of a [`Decimal`], or where `total` is further from the exact sum than the
/// rows can make up.
pub fn allot(rows: &[Exact], total: Decimal, digits: u32) -> Option<Vec<Decimal>> {
    let units: Vec<RBig> = rows.iter().map(|row| row.units(digits)).collect();
    let mut whole: Vec<IBig> = units.iter().map(RBig::floor).collect();
    let target = Exact::from(total).units(digits);
    let missing = target - RBig::from(whole.iter().fold(IBig::ZERO, |sum, unit| sum + unit));
    let missing = usize::try_from(missing.trunc()).ok().filter(|_| missing.is_int())?;

    let mut order: Vec<(RBig, usize)> =
        units.iter().zip(&whole).map(|(unit, floor)| unit - floor.clone()).zip(0..).collect();
    order.sort_by(|(left, i), (right, j)| right.cmp(left).then(i.cmp(j)));
    if missing > order.len() {
        return None;
    }
    for (_, index) in order.into_iter().take(missing) {
        if let Some(row) = whole.get_mut(index) {
            *row += IBig::ONE;
        }
    }
    whole.iter().map(|unit| decimal(unit, digits)).collect()
}

/// What is nearest to `total` of all that `rows` can add up to, each of them rounded down or up
/// to `digits` places; `None` beyond the range of a [`Decimal`].
pub fn within_reach(rows: &[Exact], total: Decimal, digits: u32) -> Option<Decimal> {
    let sum = |round: fn(&RBig) -> IBig| -> Option<Decimal> {
        let rounded = rows.iter().map(|row| round(&row.units(digits)));
        decimal(&rounded.fold(IBig::ZERO, |sum, unit| sum + unit), digits)
    };
    let (least, most) = (sum(RBig::floor)?, sum(RBig::ceil)?);
    Some(total.max(least).min(most))
}

fn half_up(units: &RBig) -> IBig {
    let half = RBig::from_parts(IBig::ONE, UBig::from(2u8));
    if *units < RBig::ZERO { -((-units.clone()) + half).floor() } else { (units + half).floor() }
}

fn decimal(units: &IBig, digits: u32) -> Option<Decimal> {
    let units = i128::try_from(units.clone()).ok()?;
    Decimal::try_from_i128_with_scale(units, digits).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::from(text.parse::<Decimal>().unwrap())
    }

    #[test]
    fn limit_is_ten_billion() {
        assert_eq!(LIMIT.to_string(), "10000000000");
    }

    #[test]
    fn rounds_half_away_from_zero() {
        #[track_caller]
        fn case(value: &str, digits: u32, expected: &str) {
            assert_eq!(round(&exact(value), digits, Mode::HalfUp).unwrap().to_string(), expected);
        }
        case("83349.045", 2, "83349.05");
        case("0.125", 2, "0.13");
        case("-0.125", 2, "-0.13");
        case("0.1249999", 2, "0.12");
        case("2.5", 0, "3");
        case("-2.5", 0, "-3");
        case("7", 2, "7.00");
    }

    #[test]
    fn truncates_towards_zero() {
        let cent = |value: &str| round(&exact(value), 2, Mode::Truncate).unwrap().to_string();
        assert_eq!((cent("9.999"), cent("-9.999")), ("9.99".into(), "-9.99".into()));
    }

    #[test]
    fn beyond_a_decimal_is_none() {
        let huge = Exact::from(10).pow(40);
        assert_eq!(round(&huge, 2, Mode::HalfUp), None);
    }

    #[test]
    fn allots_missing_units_to_the_largest_remainders_and_earlier_rows() {
        // Published table of the first paper, 2021: 84.100 × 8/12 = 56.066,666…,
        // 84.800, 20.700, 78.100 × 8/12 = 52.066,666…; sum 213.633,333….
        // Rounded down one cent is missing; both remainders are equal.
        let rows = [
            &exact("84100") * &Exact::fraction(8, 12),
            exact("84800"),
            exact("20700"),
            &exact("78100") * &Exact::fraction(8, 12),
        ];
        let rows = allot(&rows, Decimal::new(21_363_333, 2), 2).unwrap();
        let printed: Vec<String> = rows.iter().map(Decimal::to_string).collect();
        assert_eq!(printed, ["56066.67", "84800.00", "20700.00", "52066.66"]);
    }

    #[test]
    fn allots_negative_rows() {
        // −0,335 and −0,335: sum −0,67; rounded down −0,34 and −0,34 = −0,68;
        // one cent is missing and goes to the first.
        let rows = [exact("-0.335"), exact("-0.335")];
        let rows = allot(&rows, Decimal::new(-67, 2), 2).unwrap();
        assert_eq!(rows, [Decimal::new(-33, 2), Decimal::new(-34, 2)]);
    }

    #[test]
    fn rows_come_as_near_to_a_total_as_they_can() {
        // 8,345 and 2: rounded down 10,34, rounded up 10,35.
        let rows = [exact("8.345"), exact("2")];
        let near = |cents| within_reach(&rows, Decimal::new(cents, 2), 2).unwrap().to_string();
        assert_eq!([1_033, 1_034, 1_035, 1_037].map(near), ["10.34", "10.34", "10.35", "10.35"]);
    }

    #[test]
    fn refuses_a_total_that_rows_cannot_reach() {
        assert_eq!(allot(&[exact("1")], Decimal::new(300, 2), 2), None);
        assert_eq!(allot(&[exact("1")], Decimal::new(50, 2), 2), None);
    }
}
