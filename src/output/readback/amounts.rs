//! Finds the amounts in finished text: what stands before `€`, `%`, `Stelle`
//! and `Prozentpunkt`.
//!
//! It reads from the unit backwards and knows nothing of figures, marks or the code
//! that prints them.

use std::ops::Range;

use rust_decimal::Decimal;

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Amount {
    /// The bytes of the number.
    pub(super) range: Range<usize>,
    /// Number and unit without what stands between them.
    pub(super) text: String,
}

const UNITS: [&str; 4] = ["€", "%", "Stelle", "Prozentpunkt"];

/// The amounts in `text` from front to back.
pub(super) fn amounts(text: &str) -> Vec<Amount> {
    let mut found: Vec<Amount> = UNITS
        .iter()
        .flat_map(|unit| text.match_indices(unit))
        .filter_map(|(at, unit)| {
            let range = number_before(text.get(..at)?)?;
            let number = text.get(range.clone())?;
            Some(Amount { text: format!("{number} {unit}"), range })
        })
        .collect();
    found.sort_by_key(|amount| amount.range.start);
    found
}

/// The number that `text` ends with, blanks and the signs of emphasis aside.
fn number_before(text: &str) -> Option<Range<usize>> {
    let number = text.trim_end_matches(|c: char| c.is_whitespace() || c == '*' || c == '_');
    let start = number.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    let start = start.strip_suffix('−').unwrap_or(start);
    let range = start.len()..number.len();
    number.ends_with(|c: char| c.is_ascii_digit()).then_some(range)
}

/// The value of a number written the German way.
pub(super) fn value(text: &str) -> Option<Decimal> {
    let (sign, digits) = match text.strip_prefix('−') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let plain = digits.replace('.', "").replace(',', ".");
    Decimal::from_str_exact(&format!("{sign}{plain}")).ok()
}

/// `text` as lines of print, with words put together that a hyphen at the end of a line parts.
pub(super) fn rejoined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        let goes_on = lines.peek().is_some_and(|next| next.starts_with(char::is_lowercase));
        match line.trim_end().strip_suffix(['-', '\u{ad}']) {
            Some(part) if goes_on && part.ends_with(char::is_alphabetic) => joined.push_str(part),
            _ => joined.extend([line, "\n"]),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        let found: Vec<String> = amounts(text).into_iter().map(|amount| amount.text).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn amounts_are_found_from_their_unit() {
        case(
            "von 1.234,56\u{a0}€ und −0,50 €, 22,5 % für 1,0 Stelle",
            &["1.234,56 €", "−0,50 €", "22,5 %", "1,0 Stelle"],
        );
        case("**11,0** Stellen, ***5 €***, 6\nStellen", &["11,0 Stelle", "5 €", "6 Stelle"]);
        case("um −1,8\u{a0}Prozentpunkte auf 3 Prozent", &["−1,8 Prozentpunkt"]);
        case("in €, 2021. € und %", &[]);
    }

    #[test]
    fn numbers_have_values() {
        assert_eq!(value("1.234,56"), Some(Decimal::new(123_456, 2)));
        assert_eq!(value("−1,5"), Some(Decimal::new(-15, 1)));
        assert_eq!(value("1,2,3"), None);
    }

    #[test]
    fn parted_words_are_put_together() {
        assert_eq!(rejoined("zwei Stel-\nlen und\nTeil-\nPlan"), "zwei Stellen und\nTeil-\nPlan\n");
    }
}
