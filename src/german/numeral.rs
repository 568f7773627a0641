//! Reads numbers that are written as words: `zwei`, `halb`, `fünfzig`.

use rust_decimal::Decimal;

const ONES: [&str; 13] = [
    "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
    "elf", "zwölf",
];

/// Words for halves, in tenths.
const HALVES: [(&str, i64); 8] = [
    ("halb", 5),
    ("halbe", 5),
    ("halben", 5),
    ("halber", 5),
    ("anderthalb", 15),
    ("eineinhalb", 15),
    ("zweieinhalb", 25),
    ("dreieinhalb", 35),
];

/// What is also the article of a noun.
const ARTICLES: [&str; 5] = ["ein", "eine", "einen", "einem", "einer"];

/// What longer words for numbers end with, and the two that do not.
const ENDINGS: [&str; 7] = ["zehn", "zig", "ßig", "hundert", "tausend", "einhalb", "dutzend"];
const OF_SEVERAL: [&str; 2] = ["zweier", "dreier"];

/// The value of a number in words, in lower case: `None` where it is none, `Some(None)` where
/// it is one and its value takes more than a table of words to tell.
pub fn value(word: &str) -> Option<Option<Decimal>> {
    if let Some(index) = ONES.iter().position(|one| *one == word) {
        return Some(Some(Decimal::from(index)));
    }
    if let Some((_, tenths)) = HALVES.iter().find(|(half, _)| *half == word) {
        return Some(Some(Decimal::new(*tenths, 1)));
    }
    if is_article(word) {
        return Some(Some(Decimal::ONE));
    }
    let ends = ENDINGS.iter().any(|ending| word.ends_with(ending));
    (ends || OF_SEVERAL.contains(&word)).then_some(None)
}

/// Whether `word`, in lower case, may be an article: `eine Stelle` counts nothing, `ein
/// Prozent` does.
pub fn is_article(word: &str) -> bool {
    ARTICLES.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_value() {
        assert_eq!(value("zwölf"), Some(Some(Decimal::from(12))));
        assert_eq!(value("anderthalb"), Some(Some(Decimal::new(15, 1))));
        assert_eq!(value("eine"), Some(Some(Decimal::ONE)));
        assert_eq!(value("fünfzig"), Some(None));
        assert_eq!(value("stelle"), None);
    }
}
