//! Tells a slip of the pen from another amount: one digit typed wrongly, left out or put in,
//! or two that changed places.

use rust_decimal::Decimal;

/// How many digits that say something an amount needs, so that likeness is no chance.
const FEWEST: usize = 4;

/// Whether one of two amounts looks like the other mistyped, wherever they stand.
pub(super) fn is_slip(first: Decimal, second: Decimal) -> bool {
    is_mistyped(first, second, FEWEST)
}

/// The same where words already say that both should be alike, so that less likeness tells.
pub(super) fn is_close_slip(first: Decimal, second: Decimal) -> bool {
    is_mistyped(first, second, FEWEST - 1)
}

fn is_mistyped(first: Decimal, second: Decimal, fewest: usize) -> bool {
    let digits = |value: Decimal| -> Vec<u8> {
        let mut value = value.abs();
        value.rescale(2);
        value.to_string().bytes().filter(u8::is_ascii_digit).collect()
    };
    let (first, second) = (digits(first), digits(second));
    let telling = |digits: &[u8]| {
        digits.len() - digits.iter().rev().take_while(|digit| **digit == b'0').count()
    };
    let is_long = telling(&first).max(telling(&second)) >= fewest;
    is_long && first != second && is_alike(&first, &second)
}

fn is_alike(first: &[u8], second: &[u8]) -> bool {
    if first.len() != second.len() {
        return first.len().abs_diff(second.len()) == 1 && is_gap(first, second);
    }
    let differs: Vec<usize> = first
        .iter()
        .zip(second)
        .enumerate()
        .filter(|(_, (a, b))| a != b)
        .map(|(at, _)| at)
        .collect();
    match differs.as_slice() {
        [_] => true,
        [at, next] => {
            next == &(at + 1)
                && first.get(*at) == second.get(*next)
                && first.get(*next) == second.get(*at)
        }
        _ => false,
    }
}

/// Whether the longer one is the shorter one with one digit more.
fn is_gap(first: &[u8], second: &[u8]) -> bool {
    let (longer, shorter) =
        if first.len() > second.len() { (first, second) } else { (second, first) };
    let same = longer.iter().zip(shorter).take_while(|(a, b)| a == b).count();
    longer.get(same + 1..) == shorter.get(same..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_slips_from_other_amounts() {
        let is = |a: i64, b: i64| is_slip(Decimal::from(a), Decimal::from(b));
        assert!(is(1_250_400, 1_520_400) && is(518_400, 518_000) && is(17_597, 17_579));
        assert!(is(123_456, 1_234_456) && is(48_123, 48_723));
        assert!(!is(1_250_000, 1_400_000) && !is(500_000, 600_000) && !is(12_345, 54_321));
    }
}
