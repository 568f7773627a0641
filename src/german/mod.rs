//! Writes numbers, amounts and dates the German way, for papers and for messages alike.
//!
//! Amounts group thousands with a point and keep every decimal place they were
//! rounded to; the unit follows after a no-break space (DIN 5008), so that no
//! line breaks inside an amount.

pub mod abbreviation;

use jiff::civil::Date;
use rust_decimal::Decimal;

/// Keeps what stands before and after it on one line.
pub const NO_BREAK_SPACE: char = '\u{a0}';

/// A number with a decimal comma and points between thousands; a true minus sign.
pub fn number(value: Decimal) -> String {
    let digits = value.abs().to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut text =
        String::from(if value.is_sign_negative() && !value.is_zero() { "−" } else { "" });
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            text.push('.');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(',');
        text.push_str(fraction);
    }
    text
}

/// A written number with the sign of its unit.
pub fn with_unit(number: &str, unit: char) -> String {
    format!("{number}{NO_BREAK_SPACE}{unit}")
}

/// An amount of euro, such as `1.234,50 €`.
pub fn euro(amount: Decimal) -> String {
    with_unit(&number(amount), '€')
}

/// A date as `01.05.2021`.
pub fn date(date: Date) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_thousands_and_keeps_cents() {
        #[track_caller]
        fn case(value: &str, expected: &str) {
            assert_eq!(number(value.parse().unwrap()), expected);
        }
        case("1686708.05", "1.686.708,05");
        case("54900.00", "54.900,00");
        case("900", "900");
        case("1000", "1.000");
        case("-73475.00", "−73.475,00");
        case("0.00", "0,00");
        case("100000", "100.000");
    }

    #[test]
    fn an_amount_stays_on_one_line() {
        assert_eq!(euro(Decimal::new(123_456_789, 2)), "1.234.567,89\u{a0}€");
        assert_eq!(euro(Decimal::new(-100_000, 2)), "−1.000,00\u{a0}€");
        assert_eq!(euro(Decimal::new(999, 0)), "999\u{a0}€");
    }

    #[test]
    fn writes_dates() {
        assert_eq!(date(jiff::civil::date(2021, 5, 1)), "01.05.2021");
    }
}
