//! Finds sentences that mix the plans: the Ergebnisplan has Aufwendungen and Erträge, the
//! Finanzplan has Aus- and Einzahlungen.
//!
//! Read is the word nearest to the name of a plan before it; where none stands before it, the
//! word that follows. A sentence that denies something, or in which a fitting word follows the
//! name, says nothing wrong. Where a line is called by its number instead of its plan, the
//! profile of the city says whose it is.

use std::ops::Range;

use super::reading::Reading;
use crate::data::{Plan, Zeile};
use crate::diagnostic::{Diagnostic, FileId, Place};

/// A word of a sentence.
struct Word {
    text: String,
    /// Its characters in the reading.
    range: Range<usize>,
}

const CODE: &str = "wortlaut-falscher-plan";

const HINT: &str = "Der Ergebnisplan kennt Aufwendungen und Erträge, der Finanzplan Auszahlungen und \
    Einzahlungen; berichtigen Sie das Wort oder den Plan.";

/// What a line is called before its number.
const LINE: [&str; 2] = ["teilplanzeile", "zeile"];

/// Words before the name of a plan that put something into it.
const INTO: [&str; 8] = ["im", "in", "ins", "den", "dem", "des", "vom", "zum"];

/// Words by which a sentence denies or contrasts.
const DENIALS: [&str; 8] =
    ["nicht", "weder", "kein", "keine", "keinen", "statt", "anstelle", "sondern"];

/// What a word for Erträge can begin with; „Vertrag“ and „Übertrag“ are none.
const BEFORE_ERTRAG: [&str; 7] = ["", "mehr", "minder", "weniger", "folge", "gesamt", "steuer"];

/// The findings of one text.
pub(super) fn check(reading: &Reading, file: FileId, zeilen: &[&Zeile]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for sentence in sentences(reading) {
        let words = words(reading, sentence);
        let denies = words.iter().any(|word| DENIALS.contains(&word.text.as_str()));
        for index in (0..words.len()).filter(|_| !denies) {
            found.extend(mixed(&words, index, reading, file));
            found.extend(line_of_other_plan(&words, index, reading, file, zeilen));
        }
    }
    found
}

/// The finding about the name of a plan at `index`, where it is one and does not fit.
fn mixed<'a>(
    words: &'a [Word],
    index: usize,
    reading: &Reading,
    file: FileId,
) -> Option<Diagnostic> {
    let (before, rest) = words.split_at_checked(index)?;
    let (name, after) = rest.split_first()?;
    let plan = plan(&name.text)?;
    INTO.contains(&before.last()?.text.as_str()).then_some(())?;
    let named = |word: &'a Word| Some((word, noun(&word.text)?));
    let follows = || after.iter().take_while(|word| self::plan(&word.text).is_none());
    // A word between two plans belongs to the second.
    let is_last = follows().count() == after.len();
    let first = || follows().find_map(named).filter(|_| is_last);
    let (word, is) = before.iter().rev().find_map(named).or_else(first)?;
    if is == plan || follows().filter_map(named).any(|(_, is)| is == plan) {
        return None;
    }
    let place = Place { file, range: reading.place(name.range.clone()) };
    let message = format!(
        "Hier stehen `{}` im `{}`",
        reading.text(word.range.clone()),
        reading.text(name.range.clone())
    );
    Some(Diagnostic::warning(CODE, &place, message).with_hint(HINT))
}

/// The finding about a line that is called by its number at `index`, where the profile knows
/// such lines of the other plan only.
fn line_of_other_plan(
    words: &[Word],
    index: usize,
    reading: &Reading,
    file: FileId,
    zeilen: &[&Zeile],
) -> Option<Diagnostic> {
    let (before, rest) = words.split_at_checked(index)?;
    let (name, _) = rest.split_first()?;
    LINE.contains(&name.text.as_str()).then_some(())?;
    let (word, is) = before.iter().rev().find_map(|word| Some((word, noun(&word.text)?)))?;
    // The name of the plan, where it is there, says more than the number.
    if words.iter().any(|word| plan(&word.text).is_some()) {
        return None;
    }
    let digits = reading.after(name.range.end).iter().skip_while(|c| c.is_whitespace());
    let number: String = digits.take_while(|c| c.is_ascii_digit()).collect();
    let own: Vec<&&Zeile> = zeilen.iter().filter(|zeile| zeile.nummer == number).collect();
    if own.is_empty() || own.iter().any(|zeile| zeile.plan == is) {
        return None;
    }
    let place = Place { file, range: reading.place(name.range.clone()) };
    let message = format!(
        "Hier stehen `{}` in Zeile {number}, die zum anderen Plan gehört",
        reading.text(word.range.clone())
    );
    Some(Diagnostic::warning(CODE, &place, message).with_hint(HINT))
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
        let zeilen = zeilen();
        let found = check(&reading, file, &zeilen.iter().collect::<Vec<_>>());
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

    fn zeilen() -> Vec<Zeile> {
        let zeile = |nummer: &str, plan| Zeile {
            teilplan: None,
            schluessel: String::new(),
            nummer: nummer.to_owned(),
            name: String::new(),
            art: crate::data::Zeilenart::Aufwand,
            plan,
        };
        vec![
            zeile("16", Plan::Ergebnisplan),
            zeile("08", Plan::Ergebnisplan),
            zeile("08", Plan::Finanzplan),
        ]
    }

    #[test]
    fn the_plan_may_come_first() {
        case("Im Teilfinanzplan entstehen Mehraufwendungen.", &["Teilfinanzplan"]);
        case("Im Teilergebnisplan 0504 werden Auszahlungen nötig.", &["Teilergebnisplan"]);
        case("Im Teilfinanzplan entstehen Auszahlungen und Aufwendungen.", &[]);
        case("Im Teilfinanzplan steht nichts, Aufwendungen im Teilergebnisplan.", &[]);
    }

    #[test]
    fn a_line_belongs_to_its_plan() {
        case("Die Auszahlungen in Teilplanzeile 16 steigen.", &["Teilplanzeile"]);
        case("Die Aufwendungen in Teilplanzeile 16 steigen.", &[]);
        case("Die Auszahlungen in Zeile 08 steigen.", &[]);
        case("Die Auszahlungen in Zeile 99 steigen.", &[]);
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
