//! Finds sentences that mix the plans: the Ergebnisplan has Aufwendungen and Erträge, the
//! Finanzplan has Aus- and Einzahlungen.
//!
//! Read is the word nearest to the name of a plan. A sentence that denies something, or in
//! which a fitting word follows the name, says nothing wrong.

use std::ops::Range;

use super::reading::Reading;
use crate::data::Plan;
use crate::diagnostic::{Diagnostic, FileId, Place};

/// A word of a sentence.
struct Word {
    text: String,
    /// Its characters in the reading.
    range: Range<usize>,
}

/// Words before the name of a plan that put something into it.
const INTO: [&str; 8] = ["im", "in", "ins", "den", "dem", "des", "vom", "zum"];

/// Words by which a sentence denies or contrasts.
const DENIALS: [&str; 8] =
    ["nicht", "weder", "kein", "keine", "keinen", "statt", "anstelle", "sondern"];

/// What a word for Erträge can begin with; „Vertrag“ and „Übertrag“ are none.
const BEFORE_ERTRAG: [&str; 7] = ["", "mehr", "minder", "weniger", "folge", "gesamt", "steuer"];

/// The findings of one text.
pub(super) fn check(reading: &Reading, file: FileId) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for sentence in sentences(reading) {
        let words = words(reading, sentence);
        let denies = words.iter().any(|word| DENIALS.contains(&word.text.as_str()));
        for index in (0..words.len()).filter(|_| !denies) {
            found.extend(mixed(&words, index, reading, file));
        }
    }
    found
}

/// The finding about the name of a plan at `index`, where it is one and does not fit.
fn mixed(words: &[Word], index: usize, reading: &Reading, file: FileId) -> Option<Diagnostic> {
    let (before, rest) = words.split_at_checked(index)?;
    let (name, after) = rest.split_first()?;
    let plan = plan(&name.text)?;
    INTO.contains(&before.last()?.text.as_str()).then_some(())?;
    let (word, is) = before.iter().rev().find_map(|word| Some((word, noun(&word.text)?)))?;
    let follows = after.iter().take_while(|word| self::plan(&word.text).is_none());
    if is == plan || follows.filter_map(|word| noun(&word.text)).any(|is| is == plan) {
        return None;
    }
    let place = Place { file, range: reading.place(name.range.clone()) };
    let message = format!(
        "Hier stehen `{}` im `{}`",
        reading.text(word.range.clone()),
        reading.text(name.range.clone())
    );
    let hint = "Der Ergebnisplan kennt Aufwendungen und Erträge, der Finanzplan Auszahlungen und \
        Einzahlungen; berichtigen Sie das Wort oder den Plan.";
    Some(Diagnostic::warning("wortlaut-falscher-plan", &place, message).with_hint(hint))
}

/// The plan that `word` names.
fn plan(word: &str) -> Option<Plan> {
    let stem = ["s", "es", ""].iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        (stem.ends_with("plan") || stem.ends_with("haushalt")).then_some(stem)
    })?;
    if stem.ends_with("ergebnisplan") || stem.ends_with("ergebnishaushalt") {
        Some(Plan::Ergebnisplan)
    } else if stem.ends_with("finanzplan") || stem.ends_with("finanzhaushalt") {
        Some(Plan::Finanzplan)
    } else {
        None
    }
}

/// The plan whose word `word` is.
fn noun(word: &str) -> Option<Plan> {
    let ends_with = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if ends_with(&["aufwendung", "aufwendungen", "aufwand", "aufwands"]) {
        return Some(Plan::Ergebnisplan);
    }
    if ends_with(&["auszahlung", "auszahlungen", "einzahlung", "einzahlungen"]) {
        return Some(Plan::Finanzplan);
    }
    let endings = ["ertrag", "ertrags", "erträge", "erträgen"];
    let before = endings.iter().find_map(|ending| word.strip_suffix(ending))?;
    BEFORE_ERTRAG.contains(&before).then_some(Plan::Ergebnisplan)
}

/// The sentences of `reading`; a line of a list or a cell of a table is one of its own.
fn sentences(reading: &Reading) -> Vec<Range<usize>> {
    let chars = &reading.chars;
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, character) in chars.iter().enumerate() {
        let next = chars.get(at + 1).copied().unwrap_or('\n');
        let ends = match character {
            '.' | '!' | '?' | ';' | ':' => next.is_whitespace(),
            '|' => true,
            '\n' => next == '\n' || next == '-' || next == '#',
            _ => false,
        };
        if ends {
            sentences.push(start..at);
            start = at + 1;
        }
    }
    sentences.push(start..chars.len());
    sentences
}

/// The words of `sentence` in lower case.
fn words(reading: &Reading, sentence: Range<usize>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for at in sentence {
        let Some(character) = reading.chars.get(at).filter(|c| c.is_alphabetic()) else { continue };
        match words.last_mut() {
            Some(word) if word.range.end == at => {
                word.text.extend(character.to_lowercase());
                word.range.end = at + 1;
            }
            _ => {
                words.push(Word { text: character.to_lowercase().collect(), range: at..at + 1 });
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::reading::Language;
    use super::*;
    use crate::diagnostic::Sources;

    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        let file = Sources::default().add("a.md", text);
        let reading = Reading::of(text, Language::Prose);
        let found = check(&reading, file);
        let names: Vec<&str> = found
            .iter()
            .filter_map(|finding| text.get(finding.place.as_ref()?.range.clone()))
            .collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn a_sentence_keeps_to_one_plan() {
        case("Die Mehraufwendungen von {{ a }} stehen im Teilfinanzplan.", &["Teilfinanzplan"]);
        case("Auszahlungen im Teilergebnisplan 0504 sind nötig.", &["Teilergebnisplan"]);
        case(
            "Die Deckung erfolgt durch Minderauszahlungen innerhalb des Ergebnisplans.",
            &["Ergebnisplans"],
        );
        case("Mehrerträge\nim Teilfinanzplan", &["Teilfinanzplan"]);
    }

    #[test]
    fn the_nearest_word_counts() {
        case("Aufwendungen im Teilergebnisplan und Auszahlungen im Teilfinanzplan.", &[]);
        case("Den Aufwendungen stehen im Teilfinanzplan Auszahlungen gegenüber.", &[]);
        case("Abschreibungen sind Aufwendungen, die nicht im Teilfinanzplan stehen.", &[]);
        case("Es entstehen Aufwendungen. Im Teilfinanzplan ändert sich nichts.", &[]);
        case("Aufwendungen sind in der mittelfristigen Finanzplanung enthalten.", &[]);
        case("Der Vertrag ist im Teilfinanzplan abgebildet.", &[]);
        case("Aufwendungen und der Finanzplan", &[]);
    }
}
