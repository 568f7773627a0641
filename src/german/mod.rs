//! Reads and writes what Germans write: numbers, units, words for numbers, dates, and where
//! sentences end. For papers and for messages, for what is typed and for what is audited.
//!
//! Knows neither figures nor papers; nothing passes through a float, and what can be read in
//! two ways is told apart or refused.

pub mod abbreviation;
pub mod date;
pub mod nearness;
pub mod number;
pub mod numeral;
pub mod typed;
pub mod unit;

pub use date::{MONTHS, date};
pub use number::{euro, number, with_unit};

/// Keeps what stands before and after it on one line.
pub const NO_BREAK_SPACE: char = '\u{a0}';

/// A grade such as `A 13 Lg. 2` with no-break spaces before its numbers, so that
/// no line begins with one.
pub fn grade(text: &str) -> String {
    let mut grade = String::with_capacity(text.len() + 4);
    for word in text.split(' ') {
        if !grade.is_empty() {
            let number = word.starts_with(|c: char| c.is_ascii_digit());
            grade.push(if number { NO_BREAK_SPACE } else { ' ' });
        }
        grade.push_str(word);
    }
    grade
}

/// `text` with a capital letter, as a noun or a sentence begins.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_numbers_of_a_grade_on_its_line() {
        assert_eq!(
            grade("A 13 Lg. 2, 2. Eingangsamt"),
            "A\u{a0}13 Lg.\u{a0}2,\u{a0}2. Eingangsamt"
        );
        assert_eq!(grade("Case Management"), "Case Management");
    }

    #[test]
    fn a_noun_begins_with_a_capital_letter() {
        assert_eq!(capitalized("übertrag 2021"), "Übertrag 2021");
        assert_eq!(capitalized(""), "");
    }
}
