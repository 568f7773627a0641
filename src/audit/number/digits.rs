//! Finds where numbers stand in a text, and reads their digits the German way.
//!
//! `1.234,50`, `1 234,50`, `1'234,50` and the slip `4.965. 000` are one number each; dates
//! are none. Nothing here knows units.

use std::ops::Range;

use rust_decimal::Decimal;

/// A number as it is printed: its value and the unit of its last place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::audit) struct Reading {
    /// What it comes to, without sign.
    pub(in crate::audit) value: Decimal,
    /// The unit of the last printed place: 0.01 in `5,00`, 1 in `5.000`.
    pub(in crate::audit) step: Decimal,
    /// The unit of the last digit that is not zero: 1.000 in `54.000`.
    pub(in crate::audit) coarse: Decimal,
    /// How many decimal places are printed.
    pub(in crate::audit) places: u32,
}

/// Where digits stand that no letter or further digit touches; blanks between groups of
/// three are part of the number.
pub(in crate::audit) fn numbers(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut ranges = Vec::new();
    let mut at = 0;
    while let Some(start) = next_digit(bytes, at) {
        let mut end = run(bytes, start);
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let is_free = !before.is_some_and(|char| char.is_alphanumeric() || ",._".contains(char));
        while let Some(longer) = longer(text, start, end) {
            end = longer;
        }
        let after = text.get(end..).and_then(|after| after.chars().next());
        let is_word = after.is_some_and(|char| char.is_alphabetic() && !is_unit_start(text, end));
        if is_free && !is_word {
            ranges.push(start..end);
        }
        at = end.max(start + 1);
    }
    ranges
}

/// Units may touch their number, other words may not: `5T€`, but `3fach`.
fn is_unit_start(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    const UNITS: [&str; 14] =
        ["€", "EUR", "Eur", "T€", "TEUR", "TE", "T ", "Mio", "Mrd", "Tsd", "DM", "x", "kEUR", "k€"];
    UNITS.iter().any(|unit| rest.starts_with(unit))
}

fn next_digit(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.iter().position(u8::is_ascii_digit).map(|at| from + at)
}

/// Where the digits, points and commas from `start` on end with a digit.
fn run(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let mut end = start;
    for (at, byte) in rest.iter().enumerate() {
        match byte {
            b'0'..=b'9' => end = start + at + 1,
            b'.' | b',' if start + at == end => {}
            b'\'' if start + at == end && group(rest.get(at + 1..).unwrap_or_default()) => {}
            _ => break,
        }
    }
    end
}

/// Whether `rest` begins with three digits and no fourth.
fn group(rest: &[u8]) -> bool {
    let digits = rest.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    digits == 3
}

/// The end of a number that goes on with a group of three behind a blank.
fn longer(text: &str, start: usize, end: usize) -> Option<usize> {
    let number = text.get(start..end)?;
    let rest = text.get(end..)?;
    let is_open =
        !number.contains(',') && number.split(['.', ' ', '\'', '’']).skip(1).all(|g| g.len() == 3);
    let first = number.split(['.', ' ', '\'', '’']).next()?.len();
    if !is_open || first > 3 || number.starts_with('0') {
        return None;
    }
    let (skip, is_slip) = match rest {
        _ if rest.starts_with(". ") && number.contains('.') => (2, true),
        _ if rest.starts_with(' ') => (1, false),
        _ if rest.starts_with('’') => ('’'.len_utf8(), false),
        _ => return None,
    };
    let after = rest.get(skip..)?;
    if !group(after.as_bytes()) {
        return None;
    }
    let behind = after.get(3..)?;
    // A point and three digits go on; any other point or digit makes it another number.
    let goes_on =
        behind.strip_prefix('.').is_none_or(|more| !more.starts_with(|c: char| c.is_ascii_digit()));
    let has_unit =
        behind.trim_start_matches([' ', ',', '-', '–']).starts_with(['€', 'E', 'T', 'M']);
    (goes_on && (!is_slip || has_unit)).then(|| {
        let bytes = text.as_bytes();
        let end = end + skip + 3;
        let fraction = bytes.get(end..).unwrap_or_default();
        let cents = fraction.iter().skip(1).take_while(|byte| byte.is_ascii_digit()).count();
        if fraction.first() == Some(&b',') && cents > 0 { end + 1 + cents } else { end }
    })
}

/// `digits` as a German number.
pub(in crate::audit) fn value(digits: &str) -> Option<Reading> {
    let digits = digits.replace(". ", ".");
    let (whole, fraction) = digits.split_once(',').unwrap_or((&digits, ""));
    let groups: Vec<&str> = whole.split(['.', ' ', '\'', '’']).collect();
    let first = groups.first()?.len();
    let is_grouped = groups.iter().skip(1).all(|group| group.len() == 3);
    let fits = groups.len() == 1 || ((1..=3).contains(&first) && is_grouped);
    let is_plain = fraction.bytes().all(|byte| byte.is_ascii_digit());
    if !fits || !is_plain || whole.len() > 19 || fraction.len() > 6 {
        return None;
    }
    let places = u32::try_from(fraction.len()).ok()?;
    let all = groups.concat() + fraction;
    let value = Decimal::try_from_i128_with_scale(all.parse().ok()?, places).ok()?;
    let zeros = all.bytes().rev().take_while(|byte| *byte == b'0').count();
    let says_cents = !fraction.is_empty() || zeros >= all.len();
    let power = if says_cents { 0 } else { u32::try_from(zeros).ok()? };
    let coarse = Decimal::try_from_i128_with_scale(10_i128.checked_pow(power)?, places).ok()?;
    let step = Decimal::try_from_i128_with_scale(1, places).ok()?;
    Some(Reading { value, step, coarse, places })
}

/// Whether `digits` are a date such as `30.09.2025`, or its beginning, or a time.
pub(in crate::audit) fn is_date(digits: &str) -> bool {
    let parts: Vec<&str> = digits.split('.').collect();
    let is_short = |part: &&&str| (1..=2).contains(&part.len());
    match parts.as_slice() {
        [_, _, year] => {
            parts.iter().take(2).filter(is_short).count() == 2 && [2, 4].contains(&year.len())
        }
        [_, _] => parts.iter().filter(is_short).count() == 2,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        numbers(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn finds_whole_numbers() {
        assert_eq!(found("1 000,00 € und 2.000 €"), ["1 000,00", "2.000"]);
        assert_eq!(found("von 4.780.300€ auf 4.965. 000€"), ["4.780.300", "4.965. 000"]);
        assert_eq!(found("in Zeile 11 250.000 €"), ["11", "250.000"]);
        assert_eq!(found("2025 250 €"), ["2025", "250"]);
        assert_eq!(found("12'345 €, 1.234, 5"), ["12'345", "1.234", "5"]);
        assert_eq!(found("3fach, E13, 7."), ["7"]);
    }

    #[test]
    fn reads_digits() {
        let read = |digits| value(digits).map(|reading| reading.value.to_string());
        assert_eq!(read("1 234,50").as_deref(), Some("1234.50"));
        assert_eq!(read("4.965. 000").as_deref(), Some("4965000"));
        assert_eq!(read("1.2345"), None);
        assert!(is_date("30.09.2024") && is_date("1.1.24") && !is_date("1.234.567"));
    }
}
