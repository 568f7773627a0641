//! The words right before an amount that say what it is: old, new, or what is more.

/// Words between a preposition and its amount that change nothing.
const FILLERS: [&str; 32] = [
    "insgesamt",
    "rd.",
    "rund",
    "etwa",
    "ca.",
    "nunmehr",
    "jetzt",
    "zuletzt",
    "i.h.v.",
    "i. h. v.",
    "in höhe von",
    "jährlich",
    ":",
    "aktuell",
    "nun",
    "damals",
    "netto",
    "brutto",
    "künftig",
    "inzwischen",
    "voraussichtlich",
    "dann",
    "derzeit",
    "knapp",
    "gut",
    "exakt",
    "genau",
    "nur",
    "noch",
    "(",
    "zusammen",
    "circa",
];

/// `before` without the fillers at its end.
pub(super) fn near(before: &str) -> &str {
    let mut near = before.trim_end();
    while let Some(shorter) = FILLERS.iter().find_map(|word| strip_word(near, word)) {
        near = shorter.trim_end();
    }
    near
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_suffix(word)?;
    let is_word = !word.starts_with(char::is_alphabetic) || !rest.ends_with(char::is_alphabetic);
    is_word.then_some(rest)
}

/// Whether `text` ends with one of `words` as words of their own.
pub(super) fn ends(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| strip_word(text, word).is_some())
}

/// What an amount is in a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What was before.
    Old,
    /// What is now.
    New,
    /// By how much it changes.
    By,
}

/// What the words around an amount – both in small letters – make it in a change.
pub(super) fn part(before: &str, after: &str) -> Option<Part> {
    const OLD: [&str; 16] = [
        "von",
        "statt",
        "anstatt",
        "bisher",
        "bislang",
        "ursprünglich",
        "gegenüber",
        "vormals",
        "zuvor",
        "anstelle von",
        "ausgehend von",
        "im vorjahr",
        "bisherigen",
        "ursprünglichen",
        "statt der",
        "statt bisher",
    ];
    const REPLACED: [&str; 7] =
        ["statt ", "anstatt ", "anstelle ", "(statt ", "(bisher", "gegenüber bisher", "(vorher"];
    let near_text = near(before);
    let has_damals = before.trim_end().ends_with("damals") && !near_text.ends_with("auf");
    let after = after.trim_start();
    let first = after.split([' ', ',', '.', ')']).next().unwrap_or_default();
    let is_more = ["mehr", "weniger", "höher", "niedriger", "teurer", "günstiger"].contains(&first);
    if names_difference(near_text) || ends(near_text, &["um", "plus"]) || is_more {
        Some(Part::By)
    } else if ends(near_text, &["auf"]) {
        Some(Part::New)
    } else if ends(near_text, &OLD) || has_damals {
        Some(Part::Old)
    } else if REPLACED.iter().any(|word| after.starts_with(word)) {
        Some(Part::New)
    } else {
        None
    }
}

/// Nouns that name the difference of two amounts.
const DIFFERENCES: [&str; 34] = [
    "steigerung",
    "erhöhung",
    "mehrkosten",
    "mehraufw",
    "mehrausz",
    "mehrausgab",
    "mehrbedarf",
    "mehrbetrag",
    "mehrbelastung",
    "mehrertr",
    "mehreinnahm",
    "mehrung",
    "minderung",
    "minderertr",
    "minderaufw",
    "minderausz",
    "mindereinnahm",
    "senkung",
    "reduzierung",
    "verringerung",
    "rückgang",
    "differenz",
    "anstieg",
    "zuwachs",
    "kürzung",
    "verteuerung",
    "aufstockung",
    "zunahme",
    "unterschied",
    "verbesserung",
    "verschlechterung",
    "abweichung",
    "einsparung",
    "mehrbedarfe",
];

/// Whether the words right before an amount call it the difference of two others.
pub(super) fn names_difference(near: &str) -> bool {
    const LINKS: [&str; 9] = [
        " von",
        " um",
        " in höhe von",
        " i.h.v.",
        " i. h. v.",
        " beträgt",
        " betragen",
        " =",
        " damit",
    ];
    let mut near = near.trim_end();
    while let Some(shorter) = LINKS.iter().find_map(|link| near.strip_suffix(link)) {
        near = shorter.trim_end();
    }
    let word = near.rsplit([' ', '(', '–']).next().unwrap_or_default();
    let is_verb = word.starts_with("überplanmäßig") || word.starts_with("außerplanmäßig");
    // A noun may have its own words behind it: „Mehrbedarf bei den Sachkosten von“.
    DIFFERENCES.iter().any(|noun| word.contains(noun)) || is_verb
}

/// Whether the words say that what follows is the result of what was said.
pub(super) fn is_result(before: &str) -> bool {
    const WORDS: [&str; 17] = [
        "somit",
        "mithin",
        "damit",
        "demnach",
        "folglich",
        "daraus",
        "hieraus",
        "ergibt",
        "ergeben",
        "also",
        "entspricht",
        "das sind",
        "dies sind",
        "dadurch",
        "verbleib",
        "das bedeutet",
        "das macht",
    ];
    let start = before.char_indices().rev().nth(110).map_or(0, |(at, _)| at);
    let before = before.get(start..).unwrap_or(before);
    WORDS.iter().any(|word| before.contains(word))
}
