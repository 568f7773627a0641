//! What numbers measure and count beside money and Stellen: people, time, length, weight.
//!
//! Before these a number is a quantity whatever stands before it, and a number in words is one,
//! too.

/// Units, as they are abbreviated.
const UNITS: [&str; 24] = [
    "m²", "m2", "qm", "m³", "m3", "m", "km", "cm", "mm", "kg", "g", "t", "ha", "l", "kwh", "mwh",
    "kw", "kwp", "mw", "std", "h", "min", "qkm", "km²",
];

/// What is counted, as the ends of nouns.
const NOUNS: [&str; 54] = [
    "menschen",
    "personen",
    "kinder",
    "kindern",
    "jugendliche",
    "jugendlichen",
    "plätze",
    "plätzen",
    "jahre",
    "jahren",
    "monate",
    "monaten",
    "wochen",
    "tage",
    "tagen",
    "stunden",
    "minuten",
    "meter",
    "metern",
    "kilometer",
    "kilometern",
    "hektar",
    "tonnen",
    "kilogramm",
    "liter",
    "bäume",
    "bäumen",
    "wohnungen",
    "wohneinheiten",
    "einwohner",
    "einwohnern",
    "einwohnerinnen",
    "schüler",
    "schülern",
    "schülerinnen",
    "beschäftigte",
    "beschäftigten",
    "teilnehmende",
    "teilnehmenden",
    "teilnehmer",
    "teilnehmern",
    "fälle",
    "fällen",
    "familien",
    "betten",
    "fahrzeuge",
    "fahrzeugen",
    "bewohner",
    "bewohnern",
    "geflüchtete",
    "geflüchteten",
    "frauen",
    "männer",
    "mitarbeitende",
];

/// Parts of a whole, which count per cent in words.
const PARTS: [&str; 14] = [
    "drittel",
    "dritteln",
    "viertel",
    "vierteln",
    "fünftel",
    "fünfteln",
    "sechstel",
    "achtel",
    "zehntel",
    "zehnteln",
    "hundertstel",
    "tausendstel",
    "siebtel",
    "neuntel",
];

/// Spans in one word with their number: `zwölfmonatig`.
const SPANS: [&str; 4] = ["monatig", "wöchig", "tägig", "stündig"];

/// The word that `text` begins with after blanks.
fn first(text: &[char]) -> String {
    let word = text.iter().skip_while(|c| [' ', '\n', '-', '‑'].contains(c));
    word.take_while(|c| c.is_alphanumeric()).collect()
}

/// Whether `text`, which follows a number, begins with what it counts.
pub(super) fn follows(text: &[char]) -> bool {
    let word = first(text);
    let lower = word.to_lowercase();
    let counts = || NOUNS.iter().any(|noun| lower.ends_with(noun));
    UNITS.contains(&lower.as_str()) && !word.starts_with(char::is_uppercase)
        || ["kWh", "MWh", "kW", "MW", "kWp", "Std"].contains(&word.as_str())
        || (word.starts_with(char::is_uppercase) && counts())
}

/// Whether `text` begins with the part of a whole, of which the number before says how many.
pub(super) fn is_part(text: &[char]) -> bool {
    PARTS.contains(&first(text).to_lowercase().as_str())
}

/// Whether `text` begins with a noun.
pub(super) fn is_noun(text: &[char]) -> bool {
    let blanks = text.iter().take_while(|c| [' ', '\n'].contains(c)).count();
    blanks > 0 && first(text).starts_with(char::is_uppercase)
}

/// The number in `word`, in lower case, that joins it with what it counts, and whether those
/// are per cent: `fünfzigprozentig`, `zwölfmonatig`.
pub(super) fn joined(word: &str) -> Option<(&str, bool)> {
    if let Some((number, _)) = word.split_once("prozentig") {
        return Some((number, true));
    }
    SPANS.iter().find_map(|span| Some((word.split_once(span)?.0, false)))
}
