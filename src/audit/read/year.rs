//! Finds the Haushaltsjahr that a text is about.
//!
//! A year counts only where the text calls it one: the years of dates, of papers
//! and of a double budget are none.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Words before a year that make it a Haushaltsjahr.
const WORDS: [&str; 8] = [
    "haushaltsjahr",
    "haushaltsjahres",
    "haushaltsjahre",
    "jahr",
    "jahre",
    "jahres",
    "ansatz",
    "rechnungsjahr",
];

/// The only Haushaltsjahr that `text` names.
pub(in crate::audit) fn of(text: &str) -> Option<u16> {
    let mut years = named(text);
    years.dedup();
    let [year] = years.as_slice() else { return None };
    Some(*year)
}

/// The Haushaltsjahr that a block is about: the one that it begins with.
pub(in crate::audit) fn of_block(text: &str) -> Option<u16> {
    let start = first_sentence(text).split(['€', '%']).next().unwrap_or_default();
    alone(text).or_else(|| named(start).first().copied().filter(|_| !is_plural(start)))
}

/// The year that is all of `text`, as `2021:`.
pub(in crate::audit) fn alone(text: &str) -> Option<u16> {
    let text = text.trim().trim_end_matches(':').trim_end();
    let words = ["Haushaltsjahr ", "Jahr ", "Im Jahr "];
    let text = words.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    year(text)
}

/// Whether `text` speaks of several years at once.
pub(in crate::audit) fn is_plural(text: &str) -> bool {
    let text = text.to_lowercase();
    ["jahre 2", "jahren 2", "jahre 1", "jahren 1"].iter().any(|word| {
        text.split(word).skip(1).any(|rest| {
            let rest = rest.get(3..).unwrap_or_default();
            [" und", " bis", ",", " –", "-", "–", "/"].iter().any(|link| rest.starts_with(link))
        })
    })
}

/// The year that a number without unit is.
pub(in crate::audit) fn from_value(value: Option<Decimal>) -> Option<u16> {
    let year = value.filter(Decimal::is_integer)?.to_u16()?;
    (1990..=2099).contains(&year).then_some(year)
}

/// The year in the head of a column.
pub(in crate::audit) fn of_column(head: &str) -> Option<u16> {
    let mut years = head.split(|char: char| !char.is_ascii_digit()).filter_map(year);
    years.next().filter(|_| years.next().is_none())
}

fn named(text: &str) -> Vec<u16> {
    let words: Vec<&str> = text.split([' ', '(', ')']).filter(|word| !word.is_empty()).collect();
    let pairs = words.windows(2).enumerate().filter_map(|(at, pair)| {
        let [word, next] = pair else { return None };
        let is_word = WORDS.contains(&word.to_lowercase().as_str());
        let is_in = ["in", "für"].contains(&word.to_lowercase().as_str());
        let is_year = (is_word || is_in) && !is_end(words.get(..at).unwrap_or_default());
        is_year.then(|| year(next.trim_end_matches([',', '.', ':', ';'])))?
    });
    pairs.collect()
}

/// Whether the words before a year make it the end of a time, as in `bis zum Ende des
/// Haushaltsjahres 2029`.
fn is_end(before: &[&str]) -> bool {
    const FILLERS: [&str; 6] = ["zum", "ende", "des", "einschließlich", "dem", "das"];
    let words = before.iter().rev().map(|word| word.to_lowercase());
    let mut words = words.skip_while(|word| FILLERS.contains(&word.as_str()));
    words.next().is_some_and(|word| word == "bis")
}

fn year(text: &str) -> Option<u16> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| is_year && (1990..=2099).contains(year))
}

fn first_sentence(text: &str) -> &str {
    text.split(". ").next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_years_that_are_called_so() {
        assert_eq!(of("für das Haushaltsjahr 2021 werden"), Some(2021));
        assert_eq!(of("gegenüber der Haushaltsplanung 2020/2021 und 2022 ff."), None);
        assert_eq!(of("für die Jahre 2021 und 2022"), Some(2021));
        assert_eq!(of("bis zum Ende des Haushaltsjahres 2029 wie folgt"), None);
        assert!(is_plural("für die Jahre 2021 und 2022"));
        assert_eq!(of_block("Haushaltsjahr 2022: Es werden"), Some(2022));
        assert_eq!(alone("2021:"), Some(2021));
        assert_eq!(of_column("Ansatz 2023"), Some(2023));
        assert_eq!(of_column("2020/2021"), None);
    }
}
