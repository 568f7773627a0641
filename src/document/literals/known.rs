//! Numbers that count nothing: dates, years, paragraphs, grades and other names.
//!
//! Each kind is recognised by its form and by the words around it, never by its
//! value alone; what a unit follows is never one of them.

use std::ops::Range;

use super::reading::Reading;
use crate::german::MONTHS;

/// What a number follows that only names a thing, in the singular and without endings.
const NAMING: [&str; 62] = [
    "§",
    "§§",
    "absatz",
    "abs",
    "artikel",
    "art",
    "satz",
    "nummer",
    "nummern",
    "nr",
    "ziffer",
    "ziffern",
    "buchstabe",
    "anlage",
    "anlagen",
    "anhang",
    "kapitel",
    "abschnitt",
    "abschnitte",
    "seite",
    "seiten",
    "teil",
    "teilplan",
    "teilergebnisplan",
    "teilfinanzplan",
    "teilhaushalt",
    "teilergebnishaushalt",
    "teilfinanzhaushalt",
    "haushaltsstelle",
    "gliederung",
    "projekt",
    "sachkonto",
    "teilplanzeile",
    "teilplanzeilen",
    "produktgruppe",
    "produkt",
    "zeile",
    "zeilen",
    "baustein",
    "bausteine",
    "bausteinen",
    "förderbaustein",
    "förderbausteine",
    "förderbausteins",
    "förderbausteinen",
    "phase",
    "stufe",
    "modul",
    "vorlage",
    "sgb",
    "top",
    "drucksache",
    "verordnung",
    "paragraf",
    "punkt",
    "tabelle",
    "abbildung",
    "fußnote",
    "din",
    "iso",
    "klasse",
    "gruppe",
];

/// What a grade begins with.
const GRADES: [&str; 11] = ["E", "EG", "S", "A", "B", "R", "W", "P", "Lg", "LG", "N"];

/// What comes in an order of its own.
const ORDINALS: [&str; 16] = [
    "Nachtrag",
    "Lesung",
    "Quartal",
    "Halbjahr",
    "Mal",
    "Sitzung",
    "Änderung",
    "Stufe",
    "Phase",
    "Bauabschnitt",
    "Abschnitt",
    "Wahlperiode",
    "Ratsperiode",
    "Fortschreibung",
    "Eingangsamt",
    "Obergeschoss",
];

/// The oldest age in years that is no slip.
const OLDEST: u32 = 120;

/// Whether the number at `range` only names something.
pub(super) fn is_known(reading: &Reading, range: Range<usize>) -> bool {
    let number = reading.text(range.clone());
    let before: String = tail(reading.before(range.start));
    let after: String = reading.after(range.end).iter().take(60).collect();
    let whole = number.parse::<u32>().ok();
    is_date(&number, &before, &after)
        || is_part_of_word(&before)
        || is_time(&number, &before, &after)
        || is_pair(&number, &before, &after)
        || whole.is_some_and(|whole| {
            is_year(&number, &before, &after)
                || (number.len() <= 5 && is_named(&before))
                || (number.len() <= 2 && is_grade(&before))
                || (whole <= OLDEST && is_age(&after))
                || is_place_in_list(&before, &after)
                || (number.len() <= 2 && is_ordinal(&after))
        })
}

fn tail(before: &[char]) -> String {
    before.get(before.len().saturating_sub(60)..).unwrap_or_default().iter().collect()
}

/// `01.05.2021`, `1. Mai`, `2021-05-01`.
fn is_date(number: &str, before: &str, after: &str) -> bool {
    let parts: Vec<Option<u32>> = number.split('.').map(|part| part.parse().ok()).collect();
    let is_day = |day: u32| (1..=31).contains(&day);
    let is_month = |month: u32| (1..=12).contains(&month);
    match &parts[..] {
        [Some(day), Some(month), Some(year)] => {
            is_day(*day) && is_month(*month) && (1900..2100).contains(year)
        }
        [Some(day), Some(month)] => {
            is_day(*day) && is_month(*month) && number.len() == 5 && after.starts_with('.')
        }
        [Some(day)] if is_day(*day) => {
            let named = after.strip_prefix('.').map(str::trim_start).unwrap_or_default();
            MONTHS.iter().any(|month| named.starts_with(month))
                || (number.len() == 2 && is_iso_part(before, after))
        }
        [Some(year)] => (1900..2100).contains(year) && is_iso_date(after),
        _ => false,
    }
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

/// Digits inside a name, such as `CO2`, `COVID-19` or `Agenda2030`.
fn is_part_of_word(before: &str) -> bool {
    before.ends_with(char::is_alphabetic)
        || before.strip_suffix(['-', '‑']).is_some_and(|rest| rest.ends_with(char::is_alphabetic))
}

/// `17 Uhr`, `17:30 Uhr`.
fn is_time(number: &str, before: &str, after: &str) -> bool {
    let short = number.chars().all(|c| c.is_ascii_digit() || c == '.') && number.len() <= 5;
    let minutes = after.get(..3).is_some_and(|text| {
        text.starts_with(':') && text.get(1..).is_some_and(|minutes| minutes.parse::<u32>().is_ok())
    });
    let rest = if minutes { after.get(3..).unwrap_or_default() } else { after };
    let is_minutes = before.ends_with(':') && number.len() == 2;
    short && (minutes || is_minutes || number.len() <= 5) && rest.trim_start().starts_with("Uhr")
}

/// `3141/2019`, the number of a paper, `2020/21`, two years, and `2016/679`, a regulation.
fn is_pair(number: &str, before: &str, after: &str) -> bool {
    if !number.chars().all(|c| c.is_ascii_digit()) {
        return false;
    }
    let first = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    let last = |text: &str| {
        let digits = text.chars().rev().take_while(char::is_ascii_digit).collect::<String>();
        digits.chars().rev().collect::<String>()
    };
    let pair = |left: &str, right: &str| {
        (looks_like_year(right) && (3..=6).contains(&left.len()))
            || (looks_like_year(left) && (2..=4).contains(&right.len()))
    };
    let following = after.strip_prefix('/').map(first);
    let leading = before.strip_suffix(['/', '–', '-']).map(last);
    following.is_some_and(|right| pair(number, &right))
        || leading.is_some_and(|left| !left.is_empty() && pair(&left, number))
}

fn looks_like_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
}

/// A year that stands for itself.
fn is_year(number: &str, before: &str, after: &str) -> bool {
    let joined = before.ends_with([',', '.', '+', '−', '±']) || before.ends_with("- ");
    let fraction =
        after.strip_prefix([',', '.']).is_some_and(|c| c.starts_with(|c: char| c.is_ascii_digit()));
    looks_like_year(number) && !joined && !fraction
}

/// `§ 78`, `Absatz 2`, `Förderbaustein 1 und 2`.
fn is_named(before: &str) -> bool {
    let mut rest = before.trim_end();
    for _ in 0..8 {
        let word = rest.rsplit([' ', '\n', '(', '„', '|', '/']).next().unwrap_or_default();
        let bare = word.trim_end_matches(['.', ',']).to_lowercase();
        if NAMING.contains(&&*bare) {
            return true;
        }
        // Lists go on: `Ziffern 1, 2 und 3`.
        let link = ["und", "bis", "oder", "sowie", "–", "-", "bzw"].contains(&&*bare);
        let item = bare.starts_with(|c: char| c.is_ascii_digit())
            && bare.len() <= 5
            && bare.chars().all(|c| c.is_ascii_alphanumeric());
        if word.is_empty() || !(link || item) {
            return false;
        }
        rest = rest.strip_suffix(word).unwrap_or_default().trim_end();
    }
    false
}

/// `E 13`, `A 13 Lg. 2`.
fn is_grade(before: &str) -> bool {
    let Some(rest) = before.strip_suffix(' ') else { return false };
    let word = rest.rsplit([' ', '\n', '(', '|', '/']).next().unwrap_or_default();
    GRADES.contains(&word.trim_end_matches('.'))
}

/// `27 Jahre`, also of the first number in `18 und 27 Jahren` and in `16- bis 18-Jährige`.
fn is_age(after: &str) -> bool {
    let mut rest = after.trim_start_matches([' ', '\n', '-']);
    for link in ["und ", "bis ", "oder ", "– "] {
        if let Some(second) = rest.strip_prefix(link) {
            let number = second.trim_start_matches(|c: char| c.is_ascii_digit());
            if number.len() == second.len() {
                return false;
            }
            rest = number.trim_start_matches([' ', '\n', '-']);
        }
    }
    ["Jahr", "jähr", "Jähr"].iter().any(|word| rest.starts_with(word))
}

/// `1.` or `1)` at the start of a line.
fn is_place_in_list(before: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let is_first = line.chars().all(|c| c == ' ' || c == '>');
    is_first && [". ", ") ", ".\n", ")\n"].iter().any(|mark| after.starts_with(mark))
}

/// `2. Nachtrag`.
fn is_ordinal(after: &str) -> bool {
    let Some(rest) = after.strip_prefix('.') else { return false };
    let rest = rest.trim_start();
    ORDINALS.iter().any(|noun| rest.starts_with(noun))
}
