//! Finds numbers in text as it is read: in digits, and in words where a unit follows.

use std::ops::Range;

use rust_decimal::Decimal;

use super::reading::{PLACEHOLDER, Reading};
use super::unit::{self, Einheit};

/// A number in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// Its characters, without a unit.
    pub(super) range: Range<usize>,
    /// Its value, where it has one.
    pub(super) value: Option<Decimal>,
    /// What it counts, as far as the words around it tell.
    pub(super) einheit: Option<Einheit>,
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
        let range = if is_digit(*character) {
            let range = at..end_of_digits(reading, at);
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

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || (character.is_numeric() && !character.is_ascii())
}

/// Where the number that begins at `start` ends: digits, with points, commas or
/// blanks between groups of them.
fn end_of_digits(reading: &Reading, start: usize) -> usize {
    let run = |from: usize| reading.after(from).iter().take_while(|c| is_digit(**c)).count();
    let mut end = start + run(start);
    loop {
        let separator = reading.chars.get(end).copied().unwrap_or_default();
        let next = run(end + 1);
        // A blank parts thousands only before exactly three digits.
        let joins = match separator {
            '.' | ',' | '\'' | '’' => next > 0,
            ' ' => next == 3 && (end - start <= 3 || has_blank(reading, start..end)),
            _ => false,
        };
        if !joins {
            return end;
        }
        end += 1 + next;
    }
}

fn has_blank(reading: &Reading, range: Range<usize>) -> bool {
    reading.chars.get(range).unwrap_or_default().contains(&' ')
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
        value: value(&reading.text(range.clone())),
        einheit: unit::after(after).or_else(|| unit::before(before)),
        range,
        touches,
        in_words: false,
    }
}

/// The value of digits written the German way; points and blanks part thousands.
pub(super) fn value(text: &str) -> Option<Decimal> {
    let (whole, part) = text.split_once(',').unwrap_or((text, ""));
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let text = if part.is_empty() { whole } else { format!("{whole}.{part}") };
    Decimal::from_str_exact(&text).ok()
}

/// The number in words at `range`, where a unit follows.
fn words(reading: &Reading, range: Range<usize>) -> Option<Number> {
    let word = reading.text(range.clone()).to_lowercase();
    let value = word_value(&word)?;
    let einheit = unit::after(reading.after(range.end))?;
    // `eine Stelle` is an article; `ein Prozent` is a number.
    let is_article = word.starts_with("ein") && word.len() <= "einer".len();
    if is_article && einheit == Einheit::Stellen {
        return None;
    }
    Some(Number { range, value, einheit: Some(einheit), touches: false, in_words: true })
}

/// The value of a number in words: `None` where it is none, `Some(None)` where the value
/// takes more words than one to tell.
fn word_value(word: &str) -> Option<Option<Decimal>> {
    const ONES: [&str; 13] = [
        "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
        "elf", "zwölf",
    ];
    const PARTS: [(&str, i64); 8] = [
        ("halb", 5),
        ("halbe", 5),
        ("halben", 5),
        ("halber", 5),
        ("anderthalb", 15),
        ("eineinhalb", 15),
        ("zweieinhalb", 25),
        ("dreieinhalb", 35),
    ];
    if let Some(index) = ONES.iter().position(|one| *one == word) {
        return Some(Some(Decimal::from(index)));
    }
    if let Some((_, tenths)) = PARTS.iter().find(|(part, _)| *part == word) {
        return Some(Some(Decimal::new(*tenths, 1)));
    }
    if ["ein", "eine", "einen", "einem", "einer"].contains(&word) {
        return Some(Some(Decimal::ONE));
    }
    let is_number = ["zehn", "zig", "ßig", "hundert", "tausend", "einhalb", "dutzend"]
        .iter()
        .any(|ending| word.ends_with(ending))
        || ["zweier", "dreier"].contains(&word);
    is_number.then_some(None)
}
