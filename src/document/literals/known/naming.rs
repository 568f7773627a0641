//! Numbers that a word before them makes a name: `§ 78`, `Linien 16 und 18`, `Drucksache 17/1234`.
//!
//! From the number back to that word stand only other numbers and what links them.

use super::around::Around;
use super::kinds::{KINDS, Kind, NO_STREETS};

/// Words that link the numbers of a list.
const LINKS: [&str; 8] = ["und", "bis", "oder", "sowie", "–", "-", "bzw", "u"];

/// Abbreviations that name and begin with a small letter.
const SMALL: [&str; 11] = ["abs", "art", "nr", "nrn", "lit", "s", "rn", "kap", "tel", "ziff", "az"];

/// How far a list of numbers goes back to its word.
const MOST: usize = 12;

/// Nouns that may follow what stands alone without being counted.
const BEHIND: [&str; 6] = ["Richtung", "Ecke", "Eingang", "Aufgang", "Hausnummer", "Nr"];

/// Whether a word names the number.
pub(super) fn is_named(around: &Around) -> bool {
    let Some(digits) = longest_group(&around.number) else { return false };
    let mut rest = around.before.as_str();
    let mut has_letters = false;
    for _ in 0..MOST {
        let trimmed = rest.trim_end_matches([' ', '\n', '/', '–', ':']);
        let trimmed = trimmed.strip_suffix('-').unwrap_or(trimmed);
        let has_colon = rest.get(trimmed.len()..).is_some_and(|of| of.contains(':'));
        rest = trimmed;
        let start = rest.rfind([' ', '\n', '(', '[', '„', '"', '|', '/', '>']);
        let word = rest.get(start.map_or(0, |at| at + width(rest, at))..).unwrap_or_default();
        if word.is_empty() {
            return false;
        }
        if let Some(kind) = kind_of(word) {
            let fits = digits <= kind.digits && (kind.has_letters || !(has_letters || has_colon));
            return fits && !(kind.stands_alone && around.counts_noun(&BEHIND));
        }
        let bare = word.trim_end_matches(['.', ',']);
        if !LINKS.contains(&bare) && !is_item(bare) {
            if !is_letters(bare) {
                return false;
            }
            has_letters = true;
        }
        rest = rest.strip_suffix(word).unwrap_or_default();
    }
    false
}

fn width(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

/// How many digits the longest group of `number` has; none where it has a decimal comma.
fn longest_group(number: &str) -> Option<usize> {
    let groups = || number.split(['.', ' ']);
    let is_plain = groups().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    is_plain.then(|| groups().map(str::len).max()).flatten()
}

/// The kind of name that `word` announces.
fn kind_of(word: &str) -> Option<&'static Kind> {
    let bare = word.strip_suffix('.').unwrap_or(word);
    // Behind a whole word a full stop ends the sentence.
    let end = bare.rsplit('-').next().unwrap_or(bare);
    let is_short = end.chars().count() <= 5 || end.ends_with("str");
    if bare.ends_with(['.', ',', ';', '!', '?']) || (bare.len() < word.len() && !is_short) {
        return None;
    }
    let lower = bare.to_lowercase();
    let last = lower.rsplit('-').next().unwrap_or(&lower);
    let is_name = !bare.starts_with(char::is_lowercase) || SMALL.contains(&lower.as_str());
    // `S. 12` is a page, `S 12` a grade.
    if !is_name || (lower == "s" && bare.len() == word.len()) {
        return None;
    }
    let matches = |kind: &&Kind| {
        kind.words.iter().any(|own| *own == lower || *own == last)
            || kind.endings.iter().any(|ending| lower.ends_with(ending))
    };
    let is_none = NO_STREETS.iter().any(|no| lower.ends_with(no));
    KINDS.iter().find(matches).filter(|kind| !(kind.stands_alone && is_none))
}

/// A number of a list, also `7b` and `12.3`.
fn is_item(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    digits.starts_with(|c: char| c.is_ascii_digit())
        && word.len() - digits.len() <= 1
        && digits.chars().all(|c| c.is_ascii_digit() || ".-/".contains(c))
}

/// Letters of a file number.
fn is_letters(word: &str) -> bool {
    word.len() <= 6
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || "-/.".contains(c))
}
