//! Finds numbers in text as it is read: in digits, and in words where a unit follows.

use std::ops::Range;

use rust_decimal::Decimal;

use super::reading::{PLACEHOLDER, Reading};
use crate::german::unit::{self, Counted};
use crate::german::{number, numeral};

/// A number in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// Its characters, without a unit.
    pub(super) range: Range<usize>,
    /// Its value, where it has one.
    pub(super) value: Option<Decimal>,
    /// What it counts, as far as the words around it tell.
    pub(super) counted: Option<Counted>,
    /// Whether it touches a placeholder, so that both are read as one number.
    pub(super) touches: bool,
    /// Whether it is written as a word.
    pub(super) in_words: bool,
}

/// All numbers of `reading` from front to back.
pub(super) fn numbers(reading: &Reading) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(character) = reading.chars.get(at) {
        let range = if number::is_digit(*character) {
            let range = at..at + number::length(reading.after(at));
            found.push(digits(reading, range.clone()));
            range
        } else if character.is_alphabetic() {
            let range = at..end_of_word(reading, at);
            found.extend(words(reading, range.clone()));
            range
        } else {
            at..at + 1
        };
        at = range.end;
    }
    found
}

fn end_of_word(reading: &Reading, start: usize) -> usize {
    start + reading.after(start).iter().take_while(|c| c.is_alphabetic()).count()
}

fn digits(reading: &Reading, range: Range<usize>) -> Number {
    let before = reading.before(range.start);
    let after = reading.after(range.end);
    let touches = match before {
        [.., PLACEHOLDER] | [.., PLACEHOLDER, '.' | ','] => true,
        _ => after.first() == Some(&PLACEHOLDER),
    };
    Number {
        value: number::printed(&reading.text(range.clone())),
        counted: unit::after(after).or_else(|| unit::before(before)),
        range,
        touches,
        in_words: false,
    }
}

/// The number in words at `range`, where a unit follows.
fn words(reading: &Reading, range: Range<usize>) -> Option<Number> {
    let word = reading.text(range.clone()).to_lowercase();
    let value = numeral::value(&word)?;
    let counted = unit::after(reading.after(range.end))?;
    if numeral::is_article(&word) && counted == Counted::Stellen {
        return None;
    }
    Some(Number { range, value, counted: Some(counted), touches: false, in_words: true })
}
