//! Writes figures as German papers print them, by their unit and style; numbers as
//! `crate::german` writes them.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::finance::{Derivation, Figure, Unit};
use crate::german::with_unit;
use crate::money::{self, Exact, Mode};

pub use crate::german::{NO_BREAK_SPACE, date, grade, number};

/// How many decimal places of an exact value are shown.
const EXACT: u32 = 6;

/// How a figure is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// With all its decimal places; quantities of posts with at least one.
    Full,
    /// Without decimal places; only for whole numbers.
    Whole,
    /// Rounded to a multiple of this power of ten; a word such as „rund“ stands before it.
    Rounded(i8),
}

impl Style {
    /// The names by which data and templates ask for a style.
    pub const NAMES: [&str; 3] = ["glatt", "rund 1000", "rund 0,1"];

    /// The style called `name`.
    pub fn named(name: &str) -> Option<Self> {
        if name == "glatt" {
            return Some(Self::Whole);
        }
        let step = name.strip_prefix("rund")?;
        let step = step.starts_with(' ').then(|| step.trim().replace('.', ""))?;
        let zeros = |text: &str| text.bytes().all(|byte| byte == b'0');
        if let Some(rest) = step.strip_prefix('1').filter(|rest| zeros(rest)) {
            return i8::try_from(rest.len()).ok().filter(|power| *power <= 9).map(Self::Rounded);
        }
        let digits = step.strip_prefix("0,")?.strip_suffix('1').filter(|rest| zeros(rest))?;
        let digits = i8::try_from(digits.len() + 1).ok().filter(|digits| *digits <= 3)?;
        Some(Self::Rounded(-digits))
    }
}

/// `exact` rounded to a multiple of 10 to the `power`, or `None` beyond the range of decimals.
pub fn rounded(exact: &Exact, power: i8) -> Option<Decimal> {
    let Ok(power) = u32::try_from(power) else {
        return money::round(exact, u32::from(power.unsigned_abs()), Mode::HalfUp);
    };
    let step = 10_i64.checked_pow(power)?;
    let steps = exact.checked_div(&Exact::from(Decimal::from(step)))?;
    money::round(&steps, 0, Mode::HalfUp)?.checked_mul(Decimal::from(step))
}

/// The printed form of `figure`, or `None` where the style would drop digits.
pub fn figure(figure: &Figure, style: Style) -> Option<String> {
    let value = match style {
        Style::Full => figure.value,
        Style::Whole => figure.value.is_integer().then(|| figure.value.trunc())?,
        Style::Rounded(power) => {
            let value = rounded(&figure.exact, power)?;
            (!value.is_zero() || figure.value.is_zero()).then_some(value)?
        }
    };
    Some(match (figure.unit, style) {
        (Unit::Percent, Style::Full) if is_of_shares(figure) => percentage_points(value),
        (Unit::Percent, _) if is_of_shares(figure) => points(&number(value)),
        (unit, Style::Full) => quantity(value, unit),
        (Unit::Euro, _) => with_unit(&number(value), '€'),
        (Unit::Percent, _) => with_unit(&number(value), '%'),
        (_, Style::Whole | Style::Rounded(_)) => number(value),
    })
}

/// Whether `figure` tells by how much one share is more than another.
fn is_of_shares(figure: &Figure) -> bool {
    figure.unit == Unit::Percent && matches!(figure.derivation, Derivation::PrintedDifference(..))
}

/// By how much one share is more than another: what is more by two per cent is not by
/// two percentage points.
pub fn percentage_points(value: Decimal) -> String {
    points(&number(at_least(value.normalize(), 1)))
}

fn points(number: &str) -> String {
    format!("{number}{NO_BREAK_SPACE}{PERCENTAGE_POINTS}")
}

/// The unit of a difference of shares.
pub const PERCENTAGE_POINTS: &str = "Prozentpunkte";

/// A printed `value` of `unit` with all its decimal places.
pub fn quantity(value: Decimal, unit: Unit) -> String {
    match unit {
        Unit::Euro => with_unit(&number(value), '€'),
        Unit::Percent => with_unit(&number(at_least(value.normalize(), 1)), '%'),
        Unit::Stellen => number(at_least(value.normalize(), 1)),
        Unit::Months | Unit::Count => number(value.normalize()),
    }
}

/// The exact value of `figure` with its unit; cut, with an ellipsis, where it has more
/// than six decimal places.
pub fn exact(figure: &Figure) -> String {
    let (value, ellipsis) = match figure.exact.to_decimal(EXACT) {
        Some(value) if figure.unit == Unit::Euro => (at_least(value, figure.value.scale()), ""),
        Some(value) => (value, ""),
        None => match money::round(&figure.exact, EXACT, Mode::Truncate) {
            Some(value) => (value, "…"),
            None => (figure.value, "…"),
        },
    };
    match figure.unit {
        Unit::Euro => with_unit(&(number(value) + ellipsis), '€'),
        Unit::Percent => with_unit(&(number(at_least(value, 1)) + ellipsis), '%'),
        Unit::Stellen => number(at_least(value, 1)) + ellipsis,
        Unit::Months | Unit::Count => number(value.normalize()) + ellipsis,
    }
}

/// `text` as plain Markdown text: nothing in it is markup, and it stays on one line.
pub fn escape(text: &str) -> Cow<'_, str> {
    let special = |c: char| "\\`*_[]<>|~&\n\r\t".contains(c);
    let at_start =
        text.starts_with(|c: char| "#+-=:\"'(".contains(c) || c == ' ' || c.is_ascii_digit());
    if !text.contains(special) && !at_start {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
    for (index, c) in text.char_indices() {
        let (before, after) = text.split_at(index);
        match c {
            '\n' | '\r' | '\t' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' => {
                escaped.extend(['\\', c]);
            }
            '#' | '+' | '-' | '=' if index == 0 => escaped.extend(['\\', c]),
            '.' | ')' if is_number(before) && ends_number(after) => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// Whether the point or bracket that `text` begins with would make a list item of what is before it.
fn ends_number(text: &str) -> bool {
    text.chars().nth(1).is_none_or(char::is_whitespace)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn at_least(mut value: Decimal, digits: u32) -> Decimal {
    if value.scale() < digits {
        value.rescale(digits);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finance::{Figures, Rounding};

    #[test]
    fn rounds_to_powers_of_ten() {
        #[track_caller]
        fn case(exact: &str, level: &str, expected: Option<&str>) {
            let exact = Exact::from(exact.parse::<Decimal>().unwrap());
            let Some(Style::Rounded(power)) = Style::named(level) else {
                return assert_eq!(expected, None, "{level}");
            };
            assert_eq!(rounded(&exact, power).map(number).as_deref(), expected, "{level}");
        }
        case("380108.05", "rund 1000", Some("380.000"));
        case("380108.05", "rund 10.000", Some("380.000"));
        case("380500.00", "rund 1000", Some("381.000"));
        case("380499.99", "rund 1000", Some("380.000"));
        case("22.535", "rund 0,1", Some("22,5"));
        case("22.535", "rund 1", Some("23"));
        case("22.535", "rund 0,01", Some("22,54"));
        for wrong in
            ["rund", "rund 5", "rund 0", "rund 1,0", "rund1000", "rund 10000000000", "rund -1"]
        {
            case("1", wrong, None);
        }
    }

    #[test]
    fn what_lies_between_two_shares_are_percentage_points() {
        let mut arena = Figures::default();
        let mut add = |name: &str, value: &str, derivation| {
            let value: Decimal = value.parse().unwrap();
            let (exact, rounding) = (Exact::from(value), Rounding::Exact);
            let unit = Unit::Percent;
            arena.add(Figure {
                name: name.parse().unwrap(),
                exact,
                value,
                unit,
                derivation,
                rounding,
            })
        };
        let old = add("volumen", "22.5", Derivation::Sum(Vec::new()));
        let new = add("foerderquote", "24.3", Derivation::Sum(Vec::new()));
        let less = add("eigenanteil.quote", "-1.8", Derivation::PrintedDifference(old, new));
        let said = |id, style| figure(arena.get(id), style).unwrap().replace(NO_BREAK_SPACE, " ");
        assert_eq!(said(old, Style::Full), "22,5 %");
        assert_eq!(said(less, Style::Full), "−1,8 Prozentpunkte");
        assert_eq!(said(less, Style::Rounded(0)), "−2 Prozentpunkte");
    }

    #[test]
    fn escapes_only_what_would_be_markup() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            assert_eq!(escape(text), expected);
        }
        case("Case-Manager*innen", "Case-Manager\\*innen");
        case(
            "Teilplan 0504 – Freiwillige Sozialleistungen",
            "Teilplan 0504 – Freiwillige Sozialleistungen",
        );
        case("1. Nachtrag", "1\\. Nachtrag");
        case("2021", "2021");
        case("06.05.2021", "06.05.2021");
        case("12.", "12\\.");
        case("# Titel\n\n- Punkt", "\\# Titel  - Punkt");
        case("<script>", "\\<script\\>");
        case("A 13 Lg. 2", "A 13 Lg. 2");
    }
}
