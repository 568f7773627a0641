//! Numbers that count nothing: dates, years, paragraphs, grades and other names.
//!
//! Each kind is recognised by its form and by the words around it, never by its
//! value alone; what a unit follows is never one of them, and what counts people or
//! measures something is one only in a law, an age or a deadline.

mod around;
mod calendar;
mod kinds;
mod naming;

use std::ops::Range;

use self::around::Around;
use self::calendar::looks_like_year;
use super::measure;
use super::reading::Reading;

/// What a grade or a line begins with.
const GRADES: [&str; 17] =
    ["E", "EG", "S", "A", "B", "R", "W", "P", "Lg", "LG", "N", "U", "Ü", "L", "K", "TV-L", "Bus"];

/// What comes in an order of its own, as the beginnings of words.
const ORDINALS: [&str; 35] = [
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
    "OG",
    "Untergeschoss",
    "Etage",
    "BA",
    "FC",
    "Lebensjahr",
    "Geburtstag",
    "Rate",
    "Tranche",
    "Jahrhundert",
    "Klasse",
    "Schuljahr",
    "Jahrgang",
    "Ergänzung",
    "Beteiligung",
    "Offenlage",
    "Preis",
    "Bürgermeister",
    "Stellvertre",
];

/// What stands before an ordinal; a quantity before a full stop ends its sentence.
const BEFORE_ORDINAL: [&str; 27] = [
    "der", "die", "das", "dem", "den", "des", "zur", "zum", "im", "vom", "am", "beim", "ans",
    "ins", "eine", "einer", "einem", "einen", "ihre", "ihrer", "ihrem", "seine", "seiner", "jede",
    "jeder", "diese", "dieser",
];

/// What stands before a number in words that counts nothing anew.
const TOLD: [&str; 9] =
    ["die", "der", "den", "diese", "dieser", "diesen", "alle", "aller", "allen"];

/// What sentences begin with, so that a full stop before it ends one.
const BEGINNINGS: [&str; 14] = [
    "Der", "Die", "Das", "Dies", "Diese", "Es", "Sie", "Er", "Eine", "Ein", "Im", "In", "Für",
    "Mit",
];

/// Words before a number with points that is a place in a text: `siehe 2.1`.
const REFERENCES: [&str; 6] = ["siehe", "vgl", "s", "unter", "zu", "nach"];

/// Whether the number at `range` only names something.
pub(super) fn is_known(reading: &Reading, range: Range<usize>, in_words: bool) -> bool {
    let before = reading.before(range.start);
    let around = Around {
        number: reading.text(range.clone()),
        before: before.get(before.len().saturating_sub(100)..).unwrap_or_default().iter().collect(),
        after: reading.after(range.end).iter().take(100).collect(),
        in_words,
        is_measured: measure::follows(reading.after(range.end)),
    };
    if in_words {
        return calendar::is_known(&around) || is_told(&around);
    }
    calendar::is_known(&around)
        || is_part_of_word(&around.before)
        || is_pair(&around)
        || ((!around.is_measured || around.is_of_law()) && is_name(&around))
}

/// `die drei Plätze`: those that were spoken of.
fn is_told(around: &Around) -> bool {
    let words = around.words_before();
    words.last().is_some_and(|last| TOLD.contains(&last.as_str()))
}

fn is_name(around: &Around) -> bool {
    let Around { number, before, .. } = around;
    naming::is_named(around)
        || (number.len() <= 4 && is_grade(before))
        || is_place_in_list(around)
        || is_ordinal(around)
        || is_reference(around)
        || is_postcode(around)
        || stands_before_postcode(around)
        || has_leading_zero(number)
        || is_of_account(before)
}

/// Digits inside a name, such as `CO2`, `COVID-19` or `Agenda2030`.
fn is_part_of_word(before: &str) -> bool {
    before.ends_with(char::is_alphabetic)
        || before.strip_suffix(['-', '‑']).is_some_and(|rest| rest.ends_with(char::is_alphabetic))
}

/// `3141/2019`, the number of a paper, `2020/21`, two years, `2016/679`, a regulation, and `24/7`.
fn is_pair(Around { number, before, after, .. }: &Around) -> bool {
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
            || (left, right) == ("24", "7")
    };
    let following = after.strip_prefix('/').map(first);
    let leading = before.strip_suffix(['/', '–', '-']).map(last);
    following.is_some_and(|right| pair(number, &right))
        || leading.is_some_and(|left| !left.is_empty() && pair(&left, number))
}

/// `E 13`, `A 13 Lg. 2`, `U 3`, `L 123`.
fn is_grade(before: &str) -> bool {
    let Some(rest) = before.strip_suffix(' ') else { return false };
    let word = rest.rsplit([' ', '\n', '(', '|', '/', '–', '-']).next().unwrap_or_default();
    let whole = rest.rsplit([' ', '\n', '(', '|', '/', '–']).next().unwrap_or_default();
    GRADES.contains(&word.trim_end_matches('.')) || GRADES.contains(&whole)
}

/// Whether a grade or another name stands before the number at `range`, so that it does not
/// count what follows: `nach E 13 bewertete Stellen`.
pub(super) fn is_called(reading: &Reading, range: Range<usize>) -> bool {
    let before = reading.before(range.start);
    let before: String =
        before.get(before.len().saturating_sub(100)..).unwrap_or_default().iter().collect();
    let number = reading.text(range.clone());
    let is_grade = number.len() <= 2 && is_grade(&before);
    let after: String = reading.after(range.end).iter().take(100).collect();
    let around = Around { number, before, after, in_words: false, is_measured: false };
    is_grade || naming::is_named(&around)
}

/// `1.` or `1)` at the start of a line, where no unit follows; `## 2.1` in a heading.
fn is_place_in_list(Around { number, before, after, .. }: &Around) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let is_first = line.chars().all(|c| c == ' ' || c == '>');
    let is_small = number.len() <= 2;
    let text = after.get(1..).unwrap_or_default().trim_start();
    let is_amount = ["€", "Euro", "EUR", "%", "Prozent", "v. H.", "Mio", "Mrd", "Tsd", "T€"]
        .iter()
        .any(|unit| text.starts_with(unit));
    let is_item = [". ", ") ", ".\n", ")\n"].iter().any(|mark| after.starts_with(mark));
    let is_heading = line.starts_with('#') && line.trim_matches(['#', ' ']).is_empty();
    (is_first && is_small && is_item && !is_amount)
        || (is_heading
            && number.len() <= 5
            && !number.contains(',')
            && after.starts_with([' ', '.']))
}

/// `2. Nachtrag`, `die 3. vereinfachte Änderung`, `1. und 2. Lesung`.
fn is_ordinal(around: &Around) -> bool {
    let Around { number, after, .. } = around;
    let Some(rest) = after.strip_prefix('.') else { return false };
    if number.len() > 3 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let mut rest = rest.trim_start();
    for link in ["und ", "bis ", "oder ", "/"] {
        if let Some(second) = rest.strip_prefix(link) {
            rest = second.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim_start();
        }
    }
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    let words = around.words_before();
    let last = words.last().map(String::as_str).unwrap_or_default();
    let is_unit = ["Euro", "EUR", "Prozent"].contains(&word.as_str()) || rest.starts_with('€');
    let announced = BEFORE_ORDINAL.contains(&last) && !BEGINNINGS.contains(&word.as_str());
    ORDINALS.iter().any(|noun| word.starts_with(noun)) && number.len() <= 2
        || (announced && !word.is_empty() && !is_unit)
}

/// `siehe 2.1`, `Digitalpakt 2.0`.
fn is_reference(around: &Around) -> bool {
    let Around { number, before, .. } = around;
    let groups: Vec<&str> = number.split('.').collect();
    let is_dotted = groups.len() > 1
        && groups.iter().all(|group| group.len() <= 2 && group.bytes().all(|b| b.is_ascii_digit()));
    let words = around.words_before();
    let last = words.last().map(|word| word.trim_end_matches('.').to_owned()).unwrap_or_default();
    let word = before.trim_end().rsplit([' ', '\n']).next().unwrap_or_default();
    is_dotted
        && (REFERENCES.contains(&last.as_str())
            || (number.ends_with(".0") && word.starts_with(char::is_uppercase)))
}

/// `84, 50733 Musterstadt`.
fn is_postcode(Around { number, before, after, .. }: &Around) -> bool {
    let behind_house = || {
        let rest = before.trim_end_matches([' ', '\n']).strip_suffix(',');
        rest.is_some_and(|rest| {
            let digits = rest.trim_end_matches(|c: char| c.is_ascii_lowercase());
            digits.ends_with(|c: char| c.is_ascii_digit())
        })
    };
    let town = after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
    number.len() == 5 && number.bytes().all(|byte| byte.is_ascii_digit()) && town && behind_house()
}

/// `Am Mühlbach 12a, 53879 Musterstadt`: the house of a street whose name tells no street.
fn stands_before_postcode(Around { before, after, .. }: &Around) -> bool {
    let letter = after.strip_prefix(|c: char| c.is_ascii_lowercase()).unwrap_or(after);
    let Some(rest) = letter.strip_prefix(", ") else { return false };
    let code = rest.bytes().take_while(u8::is_ascii_digit).count();
    let town = rest.get(code..).and_then(|rest| rest.strip_prefix(' '));
    let word = before.trim_end().rsplit([' ', '\n']).next().unwrap_or_default();
    code == 5
        && town.is_some_and(|town| town.starts_with(char::is_uppercase))
        && word.starts_with(char::is_uppercase)
}

/// No quantity begins with a nought.
fn has_leading_zero(number: &str) -> bool {
    number.len() > 1 && number.starts_with('0') && !number.contains(',')
}

/// The further groups of `DE89 3704 0044` and of `0221 221-12345`.
fn is_of_account(before: &str) -> bool {
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit() || " -/".contains(c));
    let groups = before.get(start.len()..).unwrap_or_default();
    let first = groups.trim_start_matches(' ');
    let after_letters = start.len() >= 2
        && start
            .get(start.len() - 2..)
            .is_some_and(|of| of.bytes().all(|b| b.is_ascii_uppercase()))
        && !groups.starts_with(' ')
        && groups.split(' ').next().is_some_and(|check| check.len() == 2);
    let is_phone = first.starts_with('0') && first.len() > 3;
    after_letters || is_phone
}
