//! Reads and writes numbers: a decimal comma, and points between thousands.
//!
//! Written amounts keep every decimal place they were rounded to; the unit follows after a
//! no-break space (DIN 5008), so that no line breaks inside an amount. A point that may part
//! thousands or decimal places is asked back, never guessed.

use rust_decimal::Decimal;

use super::NO_BREAK_SPACE;

/// A number with a decimal comma and points between thousands; a true minus sign.
pub fn number(value: Decimal) -> String {
    let digits = value.abs().to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let sign = if value.is_sign_negative() && !value.is_zero() { "−" } else { "" };
    let comma = if fraction.is_empty() { "" } else { "," };
    format!("{sign}{}{comma}{fraction}", grouped(whole))
}

/// A written number with the sign of its unit.
pub fn with_unit(number: &str, unit: char) -> String {
    format!("{number}{NO_BREAK_SPACE}{unit}")
}

/// An amount of euro, such as `1.234,50 €`.
pub fn euro(amount: Decimal) -> String {
    with_unit(&number(amount), '€')
}

/// Digits in groups of three with points between them.
pub fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// A number as programs write it: digits, at most one decimal point between them, and
/// perhaps a minus.
pub fn pointed(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    // A binary number such as 0,1 + 0,2 has more digits than a decimal holds.
    (is_number(whole) && is_number(part)).then(|| text.parse().ok())?
}

/// Why a number that somebody typed is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// It is none.
    NoNumber,
    /// Its points may part thousands or decimal places; with the number as it was read.
    Ambiguous(String),
}

/// A number as somebody typed it, with a comma or a point before its decimal places.
pub fn typed(text: &str) -> Result<Decimal, Doubt> {
    let text: String = text.chars().filter(|char| !char.is_whitespace()).collect();
    let text = text.replace('−', "-");
    if let Some((whole, part)) = text.split_once(',') {
        let is_grouped = whole.split('.').skip(1).all(|group| group.len() == 3);
        let value = pointed(&format!("{}.{part}", whole.replace('.', "")));
        return value.filter(|_| is_grouped && !part.is_empty()).ok_or(Doubt::NoNumber);
    }
    let is_group =
        |group: &str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    if text.split_once('.').is_some_and(|(_, rest)| rest.split('.').all(is_group)) {
        return Err(Doubt::Ambiguous(text));
    }
    pointed(&text).ok_or(Doubt::NoNumber)
}

/// The value of digits as they stand in a text; whatever parts them before the comma parts
/// thousands.
pub fn printed(text: &str) -> Option<Decimal> {
    let (whole, part) = text.split_once(',').unwrap_or((text, ""));
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let text = if part.is_empty() { whole } else { format!("{whole}.{part}") };
    Decimal::from_str_exact(&text).ok()
}

/// Whether `character` is one of a number: also `½` and `²`.
pub fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || (character.is_numeric() && !character.is_ascii())
}

/// How many characters the number has that `text` begins with: digits, with points, commas
/// or blanks between groups of them.
pub fn length(text: &[char]) -> usize {
    let run = |from: usize| {
        text.get(from..).unwrap_or_default().iter().take_while(|c| is_digit(**c)).count()
    };
    let mut end = run(0);
    loop {
        let next = run(end + 1);
        let has_blank = || text.iter().take(end).any(|c| *c == ' ');
        // A blank parts thousands only before exactly three digits.
        let joins = match text.get(end) {
            Some('.' | ',' | '\'' | '’') => next > 0,
            Some(' ') => next == 3 && (end <= 3 || has_blank()),
            _ => false,
        };
        if !joins {
            return end;
        }
        end += 1 + next;
    }
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
    fn a_typed_number_has_a_comma_or_a_point() {
        let value = |text| typed(text).map(|value| value.to_string());
        assert_eq!(value("0,5").as_deref(), Ok("0.5"));
        assert_eq!(value("0.5").as_deref(), Ok("0.5"));
        assert_eq!(value("−1.234,50").as_deref(), Ok("-1234.50"));
        assert_eq!(value(" 12 "), Ok("12".into()));
        assert_eq!(value("1.234"), Err(Doubt::Ambiguous("1.234".into())));
        for text in ["", ",5", "5,", "1.2.3", "12.34,5", "1,2,3", "halb", "50 %", "٣"] {
            assert_eq!(value(text), Err(Doubt::NoNumber), "{text}");
        }
    }

    #[test]
    fn a_number_in_a_text_ends_with_its_digits() {
        #[track_caller]
        fn case(text: &str, expected: &str, value: Option<&str>) {
            let chars: Vec<char> = text.chars().collect();
            let number: String = chars[..length(&chars)].iter().collect();
            assert_eq!(number, expected);
            assert_eq!(printed(&number), value.map(|value| value.parse().unwrap()), "{text}");
        }
        case("12.345,67 €", "12.345,67", Some("12345.67"));
        case("12 345 678 Euro", "12 345 678", Some("12345678"));
        case("2021 250 Stellen", "2021", Some("2021"));
        case("5. Mai", "5", Some("5"));
        case("2½ Stellen", "2½", Some("2"));
    }
}
