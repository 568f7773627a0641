//! Holds the finished text to the rule: what no text and no data say, a template has made up.
//!
//! Texts, templates and data are read where they stand. Here is found what only shows when a
//! template was run: `{{ 36000 - 35000 }} Euro`, or a sign that it puts before a figure. The
//! place is the command of the template that fits the words around best.

use std::ops::Range;

use rust_decimal::Decimal;

use super::finding;
use super::measure;
use super::number::{self, Number};
use super::reading::{Language, PLACEHOLDER, Reading};
use super::rule::is_literal;
use super::seams;
use crate::data::Paper;
use crate::diagnostic::{Diagnostic, FileId, Place, Sources};
use crate::document::Document;
use crate::document::templates::TemplateFiles;
use crate::finance::Figures;

/// How many characters on either side tell where a template printed something.
const NEAR: usize = 40;

/// What a document was made from.
pub(in crate::document) struct Origins<'a> {
    /// The paper.
    pub(in crate::document) paper: &'a Paper,
    /// Its figures.
    pub(in crate::document) figures: &'a Figures,
    /// The templates of its city.
    pub(in crate::document) templates: &'a TemplateFiles,
    /// All texts.
    pub(in crate::document) sources: &'a Sources,
    /// All words that its templates could print, as the program arranged them.
    pub(in crate::document) words: &'a dyn Fn() -> Vec<String>,
    /// Whether it quotes the paper before it, whose own names have numbers as well.
    pub(in crate::document) quotes: bool,
}

/// The findings in `document`, of whose sources nothing was found.
pub(in crate::document) fn check(document: &Document, origins: &Origins<'_>) -> Vec<Diagnostic> {
    let reading = Reading::of_document(document);
    let typed = number::numbers(&reading).into_iter().filter(|number| !number.touches);
    let typed: Vec<Number> = typed
        .filter(|number| is_literal(number, &reading, Language::Prose))
        .filter(|number| !origins.quotes || is_quantity(&reading, number))
        // „um ein{{ einheit }}“: an article becomes a number by the word that follows it.
        .filter(|number| !(number.in_words && number.value == Some(Decimal::ONE)))
        .collect();
    let mut seams = seams::seams(&reading, Language::Prose);
    // Differences are printed with a plus.
    seams.retain(|seam| !seam.is_plus());
    if typed.is_empty() && seams.is_empty() {
        return Vec::new();
    }
    let said = Said::of(origins);
    let typed = typed.iter().filter(|number| !said.has(&reading, number)).filter_map(|number| {
        let place = said.printed(&reading, &number.range)?;
        let text = reading.text(number.range.clone());
        Some(finding::typed(number, &text, &place, Language::Template, origins.figures))
    });
    let seams =
        seams.iter().filter_map(|seam| Some(seam.finding(&said.printed(&reading, &seam.range)?)));
    typed.chain(seams).collect()
}

/// Whether the words around say what `number` counts.
fn is_quantity(reading: &Reading, number: &Number) -> bool {
    number.counted.is_some() || measure::follows(reading.after(number.range.end))
}

/// The texts that a document was made from, as they are read.
struct Said {
    /// The templates with their files.
    templates: Vec<(FileId, Reading)>,
    /// Texts and data.
    texts: Vec<Reading>,
    /// What the program arranged for templates: names, days, numbers of papers.
    words: Vec<Reading>,
}

impl Said {
    fn of(Origins { paper, templates, sources, words, .. }: &Origins<'_>) -> Self {
        let templates = templates.iter().filter(|(name, _)| name.ends_with(".md"));
        let templates = templates
            .map(|(_, file)| (*file, Reading::of(&sources.text(*file), Language::Template)))
            .collect();
        let prose = paper.texte.values().flat_map(|text| &text.alle);
        let prose = prose.map(|(_, text)| Reading::of(text, Language::Prose));
        let phrases = paper.phrases.iter();
        let phrases = phrases.map(|phrase| Reading::of(&phrase.text.value, Language::Line));
        let words = words().iter().map(|word| Reading::of(word, Language::Line)).collect();
        Self { templates, texts: prose.chain(phrases).collect(), words }
    }

    /// Whether a text or the data say `number` of `reading` with the word behind it.
    fn has(&self, reading: &Reading, number: &Number) -> bool {
        let behind = reading.after(number.range.end);
        let word = behind.iter().position(|c| c.is_alphabetic() || "€%".contains(*c));
        let length = word.map_or(0, |start| {
            let of_word =
                behind.iter().skip(start).take_while(|c| c.is_alphanumeric() || "€%".contains(**c));
            start + of_word.count()
        });
        let end = number.range.end + length;
        let said: Vec<char> = reading.text(number.range.start..end).chars().collect();
        let templates = self.templates.iter().map(|(_, reading)| reading);
        let digits: Vec<char> = reading.text(number.range.clone()).chars().collect();
        // Words are of the data, or of the paper before this one.
        let all = self.texts.iter().chain(templates).chain(&self.words);
        all.into_iter().any(|text| contains(&text.chars, &said))
            || (!is_quantity(reading, number) && self.names(&digits))
    }

    /// Whether `digits` are a name, or several joined by full stops, such as a Haushaltsstelle;
    /// groups of three could be an amount.
    fn names(&self, digits: &[char]) -> bool {
        let is_word = |part: &[char]| self.words.iter().any(|of| stands_in(&of.chars, part));
        let parts = || digits.split(|c| *c == '.');
        let is_joined = parts().skip(1).any(|part| part.len() != 3);
        is_word(digits) || (is_joined && parts().all(|part| !part.is_empty() && is_word(part)))
    }

    /// The place of the command that printed `range` of `reading`: the one that stands between
    /// the same words.
    fn printed(&self, reading: &Reading, range: &Range<usize>) -> Option<Place> {
        let is_figure = |at: &usize| reading.chars.get(*at) == Some(&PLACEHOLDER);
        let range = range.clone().rev().find(is_figure).map_or(range.clone(), |at| at..at + 1);
        let (before, after) = (reading.before(range.start), reading.after(range.end));
        let commands = self.templates.iter().flat_map(|(file, template)| {
            let at = template.chars.iter().enumerate().filter(|(_, c)| **c == PLACEHOLDER);
            at.map(move |(at, _)| {
                let near = common(before.iter().rev(), template.before(at).iter().rev())
                    + common(after.iter(), template.after(at + 1).iter());
                (near, *file, template.place(at..at + 1))
            })
        });
        let (_, file, range) = commands.max_by_key(|(near, ..)| *near)?;
        Some(Place { file, range })
    }
}

/// How many characters two texts have in common from where they begin.
fn common<'a>(one: impl Iterator<Item = &'a char>, other: impl Iterator<Item = &'a char>) -> usize {
    one.zip(other).take(NEAR).take_while(|(one, other)| one == other).count()
}

/// Whether `text` has the number `digits`, which is no part of another.
fn stands_in(text: &[char], digits: &[char]) -> bool {
    let is_digit =
        |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(char::is_ascii_digit);
    let windows = text.windows(digits.len().max(1)).enumerate();
    windows
        .filter(|(_, window)| *window == digits)
        .any(|(at, _)| !is_digit(at.checked_sub(1)) && !is_digit(Some(at + digits.len())))
}

/// Whether `part` stands in `text`, whatever blanks either has between words: a paper keeps an
/// amount and its unit together.
fn contains(text: &[char], part: &[char]) -> bool {
    let is_same = |(one, other): (&char, &char)| {
        one == other || (one.is_whitespace() && other.is_whitespace())
    };
    text.windows(part.len().max(1)).any(|window| window.iter().zip(part).all(is_same))
}
