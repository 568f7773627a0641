//! Finds numbers in text as it is read: in digits, and in words where a unit follows.

use std::ops::Range;

use rust_decimal::Decimal;

use super::measure;
use super::reading::{PLACEHOLDER, Reading};
use crate::german::unit::{self, Counted};
use crate::german::{number, numeral};

/// Up to here numbers in words may tell how many there are, such as „drei Gründe“.
const TOLD: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

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

/// The number in words at `range`, where it counts something: a unit, a part of a whole, people
/// or a measure follows. Above twelve every noun is counted, up to twelve it may be told.
fn words(reading: &Reading, range: Range<usize>) -> Option<Number> {
    let word = reading.text(range.clone()).to_lowercase();
    let after = reading.after(range.end);
    let found = |range, value, counted| {
        Some(Number { range, value, counted, touches: false, in_words: true })
    };
    if let Some((number, is_percent)) = measure::joined(&word) {
        let value = numeral::value(number)?;
        let counts = is_percent || !numeral::is_article(number);
        return found(range, value, is_percent.then_some(Counted::Percent)).filter(|_| counts);
    }
    let value = numeral::value(&word)?;
    if measure::is_part(after) {
        let blanks = after.iter().take_while(|c| !c.is_alphabetic()).count();
        let end = end_of_word(reading, range.end + blanks);
        return found(range.start..end, None, Some(Counted::Percent));
    }
    let is_article = numeral::is_article(&word);
    if let Some(counted) = unit::after(after) {
        let names = is_article && counted == Counted::Stellen;
        return found(range, value, Some(counted)).filter(|_| !names);
    }
    let is_large = value.is_some_and(|value| value > TOLD) && measure::is_noun(after);
    let counts = !is_article && (measure::follows(after) || is_large);
    found(range, value, None).filter(|_| counts)
}
