//! Tells by the words around an amount whether it is exact, rounded or only a limit.

use std::ops::Range;

use super::amount::Exactness;

const ROUNDED: [&str; 16] = [
    "rd.",
    "rd",
    "rund",
    "etwa",
    "ca.",
    "ca",
    "circa",
    "zirka",
    "knapp",
    "gut",
    "ungefähr",
    "annähernd",
    "nahezu",
    "fast",
    "schätzungsweise",
    "~",
];

const BOUNDS: [&str; 17] = [
    "bis",
    "mindestens",
    "mind.",
    "höchstens",
    "max.",
    "maximal",
    "ab",
    "unter",
    "zwischen",
    "höchstbetrag",
    "mehr als",
    "weniger als",
    "bis zu",
    "bis zur",
    ">",
    "<",
    "±",
];

/// How exactly the amount in `range` of `text` is meant.
pub(super) fn of(text: &str, range: &Range<usize>) -> Exactness {
    let before = text.get(..range.start).unwrap_or_default().trim_end();
    let after = text.get(range.end..).unwrap_or_default().trim_start();
    let end = after.char_indices().nth(24).map_or(after.len(), |(at, _)| at);
    let after = after.get(..end).unwrap_or(after);
    let near = last_words(before);
    if is_rate(after)
        || is_bound(&near)
        || ends_range(before)
        || begins_range(after)
        || is_second(&near, before)
    {
        Exactness::Bound
    } else if ROUNDED.iter().any(|word| ends_with_word(&near, word)) {
        Exactness::Rounded
    } else {
        Exactness::Exact
    }
}

/// Whether an amount is paid for every one of something, other than a year.
fn is_rate(after: &str) -> bool {
    let after = after.to_lowercase();
    let per = ["/", "je ", "pro "].into_iter().find_map(|word| after.strip_prefix(word));
    per.is_some_and(|of| {
        let of = of.trim_start();
        of.starts_with(char::is_alphabetic)
            && !of.starts_with("jahr")
            && !of.starts_with("haushaltsjahr")
    })
}

/// The last words before an amount, in small letters.
fn last_words(before: &str) -> String {
    let start = before.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    before.get(start..).unwrap_or(before).to_lowercase()
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

fn is_bound(near: &str) -> bool {
    const OVER: [&str; 6] = ["von über", "auf über", "um über", "mit über", "bis ca.", "bis rund"];
    let near = near.strip_suffix(" zu").or_else(|| near.strip_suffix(" zur")).unwrap_or(near);
    BOUNDS.iter().chain(&OVER).any(|word| ends_with_word(near, word))
}

/// Whether a range that began with another number ends here: `50.000 – 60.000 €`.
fn ends_range(before: &str) -> bool {
    let Some(rest) = dash(before) else { return false };
    let rest = rest.trim_end().trim_end_matches('€').trim_end();
    let is_number = rest.ends_with(|char: char| char.is_ascii_digit());
    let number = rest.rsplit([' ', '(']).next().unwrap_or_default();
    let is_year = number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number && !is_year && !number.contains('/')
}

fn dash(before: &str) -> Option<&str> {
    ["–", "-", "—", "bis", "bis zu"].into_iter().find_map(|sign| before.strip_suffix(sign))
}

/// Whether a range begins here: `40.000 € – 50.000 €`, `40.000 € bis 50.000 €`.
fn begins_range(after: &str) -> bool {
    let signs = ["– ", "- ", "–", "bis zu ", "bis "];
    let rest = signs.into_iter().find_map(|sign| after.strip_prefix(sign));
    rest.is_some_and(|rest| {
        let first = rest.trim_start();
        let number = first.split([' ', '€']).next().unwrap_or_default();
        let is_year = number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit());
        first.starts_with(|char: char| char.is_ascii_digit()) && number.len() > 2 && !is_year
    })
}

/// Whether the amount is the second one of `zwischen A und B`.
fn is_second(near: &str, before: &str) -> bool {
    let start = before.char_indices().rev().nth(48).map_or(0, |(at, _)| at);
    let wide = before.get(start..).unwrap_or(before).to_lowercase();
    near.ends_with(" und") && wide.contains("zwischen ")
}
