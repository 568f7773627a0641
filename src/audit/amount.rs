//! Reads amounts, percentages and numbers of Stellen out of German text.
//!
//! A value is read only with its unit; dates, paragraphs and numbers of papers are
//! none. What has a unit but cannot be a German number is kept as misspelt.

use std::ops::Range;

use rust_decimal::Decimal;

/// What an amount counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Euro.
    Euro,
    /// Per cent.
    Percent,
    /// Stellen.
    Stellen,
    /// A number without a unit, only in tables and products.
    Number,
}

/// A value in a text.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    /// Its bytes in the text, with the unit.
    pub(super) range: Range<usize>,
    /// What it counts.
    pub(super) kind: Kind,
    /// In full euro, per cent or posts; `None` where the spelling is none of a number.
    pub(super) value: Option<Decimal>,
    /// The unit of its last digit that says something: 1.000 in `rd. 54.000 €`.
    pub(super) step: Decimal,
    /// Whether a word before it says that it is rounded.
    pub(super) is_rounded: bool,
}

/// The largest value that is read, so that sums stay in range.
const LARGEST: Decimal = Decimal::from_parts(3_567_587_328, 232, 0, false, 0);

const ROUNDED: [&str; 9] =
    ["rd.", "rund", "etwa", "ca.", "circa", "knapp", "gut", "ungefähr", "annähernd"];

/// All amounts of `text` that have a unit, in order.
pub(super) fn read(text: &str) -> Vec<Amount> {
    numbers(text).into_iter().filter_map(|range| with_unit(text, range)).collect()
}

/// The number that `cell` consists of, with or without a unit.
pub(super) fn whole(cell: &str) -> Option<Amount> {
    let ranges = numbers(cell);
    let [range] = ranges.as_slice() else { return None };
    let amount = with_unit(cell, range.clone()).or_else(|| plain(cell, range.clone()))?;
    let around = [cell.get(..amount.range.start)?, cell.get(amount.range.end..)?];
    let rest = around.concat().to_lowercase();
    let is_bare = rest.chars().all(|char| " ()+=€".contains(char)) || is_rounding(rest.trim());
    is_bare.then_some(amount)
}

/// The number at `range` without a unit.
pub(super) fn plain(text: &str, range: Range<usize>) -> Option<Amount> {
    let (value, step) = value(text.get(range.clone())?)?;
    let (value, start) = signed(text, range.start, value);
    let range = start..range.end;
    Some(Amount { range, kind: Kind::Number, value: Some(value), step, is_rounded: false })
}

/// Where digits stand that no letter or further digit touches.
pub(super) fn numbers(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut ranges = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let start = at + start;
        let rest = bytes.get(start..).unwrap_or_default();
        let run = rest
            .iter()
            .position(|byte| !byte.is_ascii_digit() && !b".,".contains(byte))
            .unwrap_or(rest.len());
        let digits = rest.get(..run).unwrap_or_default();
        let end = start + digits.iter().rposition(u8::is_ascii_digit).map_or(run, |last| last + 1);
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        if !before.is_some_and(|char| char.is_alphanumeric() || ",._".contains(char)) {
            ranges.push(start..end);
        }
        at = start + run;
    }
    ranges
}

fn with_unit(text: &str, range: Range<usize>) -> Option<Amount> {
    let (kind, factor, end) = match unit(text.get(range.end..)?) {
        Some((kind, factor, length)) => (kind, factor, range.end + length),
        None if has_currency_before(text.get(..range.start)?) => (Kind::Euro, 1, range.end),
        None => return None,
    };
    let digits = text.get(range.clone())?;
    let is_rounded = is_rounding(last_word(text.get(..range.start)?));
    let factor = Decimal::from(factor);
    let read = value(digits).filter(|_| factor != Decimal::ONE || has_cents(digits, kind));
    let (value, step) = match read {
        Some((value, step)) => (value.checked_mul(factor), step.checked_mul(factor)?),
        None => (None, Decimal::ONE),
    };
    let value = value.filter(|value| *value <= LARGEST);
    let (value, start) = match value {
        Some(value) => {
            let (value, start) = signed(text, range.start, value);
            (Some(value), start)
        }
        None => (None, range.start),
    };
    Some(Amount { range: start..end, kind, value, step, is_rounded })
}

/// The unit that `rest` begins with: what it counts, its factor and its length.
fn unit(rest: &str) -> Option<(Kind, u32, usize)> {
    const UNITS: [(&str, Kind, u32); 22] = [
        ("€", Kind::Euro, 1),
        ("EUR", Kind::Euro, 1),
        ("Euro", Kind::Euro, 1),
        (",- €", Kind::Euro, 1),
        (",-- €", Kind::Euro, 1),
        (",– €", Kind::Euro, 1),
        ("T€", Kind::Euro, 1_000),
        ("TEUR", Kind::Euro, 1_000),
        ("Tsd. €", Kind::Euro, 1_000),
        ("Tsd. Euro", Kind::Euro, 1_000),
        ("Mio. €", Kind::Euro, 1_000_000),
        ("Mio. Euro", Kind::Euro, 1_000_000),
        ("Mio. EUR", Kind::Euro, 1_000_000),
        ("Mio €", Kind::Euro, 1_000_000),
        ("Millionen Euro", Kind::Euro, 1_000_000),
        ("Mrd. €", Kind::Euro, 1_000_000_000),
        ("%", Kind::Percent, 1),
        ("Prozent", Kind::Percent, 1),
        ("v. H.", Kind::Percent, 1),
        ("v.H.", Kind::Percent, 1),
        ("Stelle", Kind::Stellen, 1),
        ("Vollzeitstelle", Kind::Stellen, 1),
    ];
    let space = rest.len() - rest.trim_start_matches(' ').len();
    let after = rest.get(space..)?;
    let found = UNITS.iter().find(|(name, ..)| after.starts_with(name) && ends(after, name));
    found.map(|(name, kind, factor)| (*kind, *factor, space + name.len()))
}

fn ends(after: &str, name: &str) -> bool {
    let next = after.get(name.len()..).and_then(|rest| rest.chars().next());
    let is_plural = name.ends_with("telle");
    !name.ends_with(char::is_alphabetic) || is_plural || !next.is_some_and(char::is_alphabetic)
}

fn has_currency_before(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with("EUR") || before.ends_with('€') && !follows_number(before)
}

/// Whether the sign at the end of `before` belongs to the number before it.
fn follows_number(before: &str) -> bool {
    let before = before.trim_end_matches('€').trim_end();
    before.ends_with(|char: char| char.is_ascii_digit() || char == '-' || char == 'T')
        || before.ends_with("Mio.")
}

/// `digits` as a German number and the unit of its last digit that says something.
fn value(digits: &str) -> Option<(Decimal, Decimal)> {
    let (whole, fraction) = digits.split_once(',').unwrap_or((digits, ""));
    let groups: Vec<&str> = whole.split('.').collect();
    let first = groups.first()?.len();
    let is_grouped = groups.iter().skip(1).all(|group| group.len() == 3);
    let fits = groups.len() == 1 || ((1..=3).contains(&first) && is_grouped);
    let is_plain = fraction.bytes().all(|byte| byte.is_ascii_digit());
    if !fits || !is_plain || whole.len() > 17 || fraction.len() > 6 {
        return None;
    }
    let scale = u32::try_from(fraction.len()).ok()?;
    let all = groups.concat() + fraction;
    let value = Decimal::try_from_i128_with_scale(all.parse().ok()?, scale).ok()?;
    let zeros = all.bytes().rev().take_while(|byte| *byte == b'0').count();
    let says_cents = !fraction.is_empty() || zeros >= all.len();
    let power = if says_cents { 0 } else { u32::try_from(zeros).ok()? };
    let step = Decimal::try_from_i128_with_scale(10_i128.checked_pow(power)?, scale).ok()?;
    Some((value, step))
}

/// Whether `digits` has as many decimal places as its kind allows.
fn has_cents(digits: &str, kind: Kind) -> bool {
    let places = digits.split_once(',').map_or(0, |(_, fraction)| fraction.len());
    kind != Kind::Euro || places == 0 || places == 2
}

fn signed(text: &str, start: usize, value: Decimal) -> (Decimal, usize) {
    let before = text.get(..start).unwrap_or_default();
    let trimmed = before.trim_end();
    let minus = [("−", 3), ("./.", 3), ("-", 1), ("–", 3)].into_iter().find(|(sign, _)| {
        let outside = trimmed.strip_suffix(sign).unwrap_or("x");
        let is_separate = outside.is_empty() || outside.ends_with([' ', '(']);
        let is_dash = ["-", "–"].contains(sign) && before.len() > trimmed.len();
        trimmed.ends_with(sign) && is_separate && !is_dash
    });
    minus.map_or((value, start), |(_, length)| (-value, trimmed.len() - length))
}

fn last_word(before: &str) -> &str {
    before.trim_end().rsplit([' ', '(']).next().unwrap_or_default()
}

fn is_rounding(word: &str) -> bool {
    ROUNDED.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<(String, String)> = read(text)
            .into_iter()
            .map(|amount| {
                let value = amount.value.map_or("?".into(), |value| value.to_string());
                (text[amount.range].to_owned(), value)
            })
            .collect();
        let expected: Vec<(String, String)> =
            expected.iter().map(|(range, value)| ((*range).into(), (*value).into())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn reads_german_amounts() {
        case("von 1.686.708,05€ wie folgt", &[("1.686.708,05€", "1686708.05")]);
        case("54.900,00 € und 55000 Euro", &[("54.900,00 €", "54900.00"), ("55000 Euro", "55000")]);
        case("rd. 1,7 Mio. €, 12 T€", &[("1,7 Mio. €", "1700000.0"), ("12 T€", "12000")]);
        case("etwa 22,5%, EUR 9.700", &[("22,5%", "22.5"), ("9.700", "9700")]);
        case("11,0 Stellen, 1,0 Stelle", &[("11,0 Stelle", "11.0"), ("1,0 Stelle", "1.0")]);
        case("−73.475,00 € und -5 €", &[("−73.475,00 €", "-73475.00"), ("-5 €", "-5")]);
    }

    #[test]
    fn leaves_other_numbers_alone() {
        case("am 06.05.2021, § 83 Abs. 2, 0778/2021, 18-27 Jahre, A13 und 2022 ff.", &[]);
    }

    #[test]
    fn keeps_what_cannot_be_a_number() {
        case("1.68.708,05 €", &[("1.68.708,05 €", "?")]);
        case("213.633.33€ und 50,001 €", &[("213.633.33€", "?"), ("50,001 €", "?")]);
    }

    #[test]
    fn knows_how_far_a_value_is_rounded() {
        let step = |text: &str| read(text)[0].step.to_string();
        assert_eq!(step("rd. 54.000 €"), "1000");
        assert_eq!(step("1,7 Mio. €"), "100000.0");
        assert_eq!(step("22,5 %"), "0.1");
        assert!(read("rund 54.000 €")[0].is_rounded);
        assert!(!read("Grund 54.000 €")[0].is_rounded);
    }

    #[test]
    fn a_cell_is_a_number_or_none() {
        assert_eq!(whole("463.500,00€").unwrap().kind, Kind::Euro);
        assert_eq!(whole("1.234").unwrap().value, Some(Decimal::from(1234)));
        assert!(whole("1,0 Stelle E13").is_none());
        assert!(whole("13.04.2021").is_none());
    }
}
