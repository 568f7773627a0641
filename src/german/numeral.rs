//! Reads numbers that are written as words: `zwei`, `halb`, `fünfundzwanzig`, `dreihundert`.

use rust_decimal::Decimal;

const ONES: [&str; 13] = [
    "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
    "elf", "zwölf",
];

const TEENS: [&str; 7] =
    ["dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"];

const TENS: [&str; 8] =
    ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];

/// Words for halves, in tenths.
const HALVES: [(&str, i64); 9] = [
    ("halb", 5),
    ("halbe", 5),
    ("halben", 5),
    ("halber", 5),
    ("anderthalb", 15),
    ("eineinhalb", 15),
    ("zweieinhalb", 25),
    ("dreieinhalb", 35),
    ("viereinhalb", 45),
];

/// What is also the article of a noun.
const ARTICLES: [&str; 5] = ["ein", "eine", "einen", "einem", "einer"];

/// The genitives of two and three.
const OF_SEVERAL: [(&str, i64); 2] = [("zweier", 2), ("dreier", 3)];

/// The value of a number in words, in lower case: `None` where it is none, `Some(None)` where
/// it is one and its value takes more than a table of words to tell.
pub fn value(word: &str) -> Option<Option<Decimal>> {
    if let Some((_, tenths)) = HALVES.iter().find(|(half, _)| *half == word) {
        return Some(Some(Decimal::new(*tenths, 1)));
    }
    if is_article(word) {
        return Some(Some(Decimal::ONE));
    }
    if let Some((_, value)) = OF_SEVERAL.iter().find(|(of, _)| *of == word) {
        return Some(Some(Decimal::from(*value)));
    }
    if let Some(whole) = whole(word) {
        return Some(Some(Decimal::from(whole)));
    }
    word.ends_with("einhalb").then_some(None)
}

/// Whether `word`, in lower case, may be an article: `eine Stelle` counts nothing, `ein
/// Prozent` does.
pub fn is_article(word: &str) -> bool {
    ARTICLES.contains(&word)
}

/// The whole number below a million that `word` is.
fn whole(word: &str) -> Option<u32> {
    let Some((thousands, rest)) = word.split_once("tausend") else { return hundreds(word) };
    let thousands = if thousands.is_empty() { 1 } else { hundreds(thousands)? };
    let rest =
        if rest.is_empty() { 0 } else { hundreds(rest.strip_prefix("und").unwrap_or(rest))? };
    Some(thousands * 1_000 + rest)
}

fn hundreds(word: &str) -> Option<u32> {
    let Some((hundreds, rest)) = word.split_once("hundert") else { return below_hundred(word) };
    let hundreds = if hundreds.is_empty() { 1 } else { below_hundred(hundreds)? };
    let rest = rest.strip_prefix("und").unwrap_or(rest);
    let rest = if rest.is_empty() { 0 } else { below_hundred(rest)? };
    Some(hundreds * 100 + rest)
}

fn below_hundred(word: &str) -> Option<u32> {
    let position = |words: &[&str], first: u32, step: u32| {
        let index = words.iter().position(|own| *own == word)?;
        Some(first + step * u32::try_from(index).ok()?)
    };
    let simple = position(&ONES, 0, 1)
        .or_else(|| position(&TEENS, 13, 1))
        .or_else(|| position(&TENS, 20, 10))
        .or_else(|| (word == "ein").then_some(1));
    simple.or_else(|| {
        let (ones, tens) = word.split_once("und")?;
        let tens = TENS.iter().position(|own| *own == tens)?;
        let ones = below_hundred(ones).filter(|ones| *ones < 10)?;
        Some(20 + 10 * u32::try_from(tens).ok()? + ones)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_value() {
        #[track_caller]
        fn case(word: &str, expected: i64) {
            assert_eq!(value(word), Some(Some(Decimal::from(expected))), "{word}");
        }
        case("zwölf", 12);
        case("eine", 1);
        case("siebzehn", 17);
        case("fünfzig", 50);
        case("einundzwanzig", 21);
        case("hundert", 100);
        case("dreihundertfünfzig", 350);
        case("zwölfhundert", 1_200);
        case("zweitausendeinundzwanzig", 2_021);
        case("fünfhunderttausend", 500_000);
        assert_eq!(value("anderthalb"), Some(Some(Decimal::new(15, 1))));
        assert_eq!(value("siebeneinhalb"), Some(None));
    }

    #[test]
    fn other_words_are_none() {
        for word in ["stelle", "einzig", "regelmäßig", "tausende", "hundertste", "und", ""] {
            assert_eq!(value(word), None, "{word}");
        }
    }
}
