//! Days, times, years, ages and deadlines.

use super::around::Around;
use crate::german::{MONTHS, nearness};

/// What stands before a year and says that it is one, as a word or as the end of one.
const BEFORE_YEAR: [&str; 22] = [
    "jahr",
    "jahre",
    "jahren",
    "jahres",
    "haushalt",
    "haushalte",
    "plan",
    "plans",
    "satzung",
    "ende",
    "anfang",
    "mitte",
    "sommer",
    "winter",
    "herbst",
    "frühjahr",
    "seit",
    "periode",
    "quartal",
    "halbjahr",
    "agenda",
    "stand",
];

/// What stands before an age.
const BEFORE_AGE: [&str; 7] = ["ab", "unter", "über", "zwischen", "alter", "alters", "von"];

/// Spans of time that have a length and no age, as the ends of words.
const SPANS: [&str; 12] = [
    "laufzeit",
    "dauer",
    "zeitraum",
    "bindung",
    "frist",
    "vertrag",
    "miete",
    "pacht",
    "phase",
    "förderung",
    "betrieb",
    "projekt",
];

/// The oldest age in years that is no slip.
const OLDEST: u32 = 120;

/// What stands before the length of a deadline.
const BEFORE_DEADLINE: [&str; 5] = ["innerhalb", "binnen", "frist", "spätestens", "ladungsfrist"];

/// What deadlines are counted in.
const TERMS: [&str; 8] = ["Tag", "Tage", "Tagen", "Woche", "Wochen", "Monats", "Monate", "Monaten"];

/// Whether the number belongs to a day, a time, a year, an age or a deadline.
pub(super) fn is_known(around: &Around) -> bool {
    is_date(around) || is_time(around) || is_year(around) || is_age(around) || is_deadline(around)
}

/// `01.05.2021`, `1.5.21`, `06.05.`, `1. Mai`, `12. und 13. Mai`, `2021-05-01`.
fn is_date(Around { number, before, after, .. }: &Around) -> bool {
    let parts: Vec<Option<u32>> = number.split('.').map(|part| part.parse().ok()).collect();
    let is_day = |day: u32| (1..=31).contains(&day);
    let is_month = |month: u32| (1..=12).contains(&month);
    match &parts[..] {
        [Some(day), Some(month), Some(year)] => {
            let short = number.rsplit('.').next().is_some_and(|year| year.len() == 2);
            is_day(*day) && is_month(*month) && (short || (1900..2100).contains(year))
        }
        [Some(day), Some(month)] => {
            is_day(*day) && is_month(*month) && number.len() <= 5 && after.starts_with('.')
        }
        [Some(day)] if is_day(*day) => {
            is_before_month(after) || (number.len() == 2 && is_iso_part(before, after))
        }
        [Some(year)] => (1900..2100).contains(year) && is_iso_date(after),
        _ => false,
    }
}

/// Whether `. Mai`, `. und 13. Mai`, `./2. Mai` or `.–05.06.2026` follows.
fn is_before_month(after: &str) -> bool {
    let Some(mut rest) = after.strip_prefix('.') else { return false };
    for _ in 0..3 {
        rest = rest.trim_start_matches([' ', '\n']);
        if MONTHS.iter().any(|month| rest.starts_with(month)) {
            return true;
        }
        let links = ["und ", "bis ", "oder ", "–", "-", "/", ", "];
        let Some(link) = links.iter().find(|link| rest.starts_with(**link)) else { return false };
        let next = rest.get(link.len()..).unwrap_or_default().trim_start();
        let digits = next.trim_start_matches(|c: char| c.is_ascii_digit());
        let Some(behind) = digits.strip_prefix('.').filter(|_| digits.len() < next.len()) else {
            return false;
        };
        if behind.starts_with(|c: char| c.is_ascii_digit()) {
            return true;
        }
        rest = behind;
    }
    false
}

/// Whether `-05-01` follows.
fn is_iso_date(after: &str) -> bool {
    let mut parts = after.splitn(3, '-');
    let two = |part: Option<&str>| {
        part.is_some_and(|part| part.get(..2).is_some_and(|day| day.parse::<u32>().is_ok()))
    };
    parts.next() == Some("")
        && parts.next().is_some_and(|part| part.len() == 2)
        && two(parts.next())
}

fn is_iso_part(before: &str, after: &str) -> bool {
    let Some(rest) = before.strip_suffix('-') else { return false };
    let year = |text: &str| {
        let start = text.len().saturating_sub(4);
        text.get(start..).is_some_and(|year| year.len() == 4 && year.parse::<u32>().is_ok())
    };
    let month = rest.len() > 3 && rest.get(rest.len() - 3..).is_some_and(|m| m.starts_with('-'));
    (year(rest) && after.starts_with('-'))
        || (month && year(rest.get(..rest.len() - 3).unwrap_or_default()))
}

/// `17 Uhr`, `17:30 Uhr`, `8 bis 16 Uhr`.
fn is_time(Around { number, before, after, .. }: &Around) -> bool {
    let is_hour = |text: &str| {
        let hour = text.split(['.', ':']).next().and_then(|hour| hour.parse::<u32>().ok());
        text.len() <= 5 && hour.is_some_and(|hour| hour <= 59)
    };
    let mut rest = after.as_str();
    for _ in 0..2 {
        rest = rest.strip_prefix(':').unwrap_or(rest);
        rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        rest = rest.trim_start_matches([' ', '\n']);
        if rest.starts_with("Uhr") {
            return is_hour(number) && !before.ends_with(',');
        }
        let links = ["bis ", "und ", "–", "-"];
        let Some(link) = links.iter().find(|link| rest.starts_with(**link)) else { return false };
        rest = rest.get(link.len()..).unwrap_or_default().trim_start();
        rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    false
}

pub(super) fn looks_like_year(text: &str) -> bool {
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A year that stands for itself; `2000 Menschen` and `rund 2000` count something.
fn is_year(around: &Around) -> bool {
    let Around { number, before, after, .. } = around;
    let joined = before.ends_with([',', '.', '+', '−', '±']) || before.ends_with("- ");
    let fraction =
        after.strip_prefix([',', '.']).is_some_and(|c| c.starts_with(|c: char| c.is_ascii_digit()));
    if !looks_like_year(number) || joined || fraction {
        return false;
    }
    let words = around.words_before();
    let last = words.last().map(String::as_str).unwrap_or_default();
    if BEFORE_YEAR.iter().any(|word| last.ends_with(word)) || is_of_years(around) {
        return true;
    }
    let months = MONTHS.iter().any(|month| month.to_lowercase() == last);
    if months || after.trim_start().starts_with("hinaus") {
        return true;
    }
    let near =
        nearness::phrase(&words).is_some_and(|(phrase, _)| phrase != "bis zu" || is_round(number));
    let round = is_round(number) && around.counts_described_noun();
    !(near || round || around.is_measured || around.counts_noun(&[]))
}

/// Whether it is one of several years: `2020 und 2021`, `2020/2021`.
fn is_of_years(Around { before, .. }: &Around) -> bool {
    let rest = before.trim_end_matches([' ', '/', '–', '-', ',']);
    let rest = ["und", "bis", "oder", "sowie"]
        .iter()
        .find_map(|link| rest.strip_suffix(link))
        .unwrap_or(rest)
        .trim_end();
    let start = rest.len().saturating_sub(4);
    rest.len() < before.len() && rest.get(start..).is_some_and(looks_like_year)
}

/// Years are seldom full hundreds, and quantities often.
fn is_round(number: &str) -> bool {
    number.ends_with("00")
}

/// `ab 18 Jahren`, `18 und 27 Jahren`, `16- bis 18-Jährige`; a Laufzeit has no age.
fn is_age(around: &Around) -> bool {
    let Around { number, after, .. } = around;
    if !number.parse::<u32>().is_ok_and(|age| age <= OLDEST) {
        return false;
    }
    let Some(rest) = behind_ages(after) else { return false };
    let words = around.words_before();
    let spans = || words.iter().rev().take(6);
    let is_span = |word: &str| {
        SPANS.iter().any(|span| word.trim_end_matches(['e', 'n', 's']).ends_with(span))
    };
    if rest.starts_with("Jähr") {
        return true;
    }
    if rest.starts_with("jähr") {
        let noun = rest.split([' ', '\n']).nth(1).unwrap_or_default().to_lowercase();
        return !is_span(noun.trim_end_matches(|c: char| !c.is_alphabetic()));
    }
    let is_old = rest.trim_start_matches(char::is_alphabetic).trim_start().starts_with("alt");
    let asks = || words.iter().rev().take(4).any(|word| BEFORE_AGE.contains(&word.as_str()));
    let from = words.last().is_some_and(|word| word == "von") && !after.contains("bis");
    rest.starts_with("Jahr")
        && !spans().any(|word| is_span(word))
        && (is_old || (asks() && !from && rest.starts_with("Jahren")))
}

/// What follows the ages that `after` goes on with.
fn behind_ages(after: &str) -> Option<&str> {
    let mut rest = after.trim_start_matches([' ', '\n', '-', '–']);
    for link in ["und ", "bis ", "oder "] {
        if let Some(second) = rest.strip_prefix(link) {
            rest = second.trim_start_matches("unter ");
        }
    }
    rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    rest = rest.trim_start_matches([' ', '\n', '-']);
    ["Jahr", "jähr", "Jähr"].iter().any(|word| rest.starts_with(word)).then_some(rest)
}

/// `3 Werktage`, `innerhalb von 14 Tagen`.
fn is_deadline(around: &Around) -> bool {
    let word = around.word_after();
    let words = around.words_before();
    let is_short = around.number.len() <= 2 || around.in_words;
    let announced = || {
        words.iter().rev().take(3).any(|word| {
            BEFORE_DEADLINE.iter().any(|before| word == before || word.ends_with("frist"))
        })
    };
    is_short && (word.starts_with("Werktag") || (TERMS.contains(&word.as_str()) && announced()))
}
