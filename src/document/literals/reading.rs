//! Turns a source text into what a reader of the paper will see of it, character
//! by character with its place.
//!
//! Placeholders become one character of their own; commands, comments and the
//! signs of Markdown disappear, entities become what they stand for. So no sign
//! between two digits hides a number.

use std::ops::Range;

use crate::document::{Document, marks};

/// Stands for a placeholder: something that is printed here and is no literal.
pub(super) const PLACEHOLDER: char = '\u{fffc}';

/// The language that a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    /// Markdown with placeholders.
    Prose,
    /// Markdown with placeholders, commands and comments.
    Template,
    /// A text of one line, which knows no placeholders.
    Line,
    /// A text of one line with places in braces, into which values are put.
    Wording,
    /// The page layout: only its texts are read.
    Page,
}

/// A text as it is read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// What is seen.
    pub(super) chars: Vec<char>,
    /// The bytes of the source that each character comes from.
    places: Vec<Range<usize>>,
}

impl Reading {
    /// Reads `source`.
    pub(super) fn of(source: &str, language: Language) -> Self {
        let mut reading = Self::default();
        match language {
            Language::Page => reading.page(source),
            _ => reading.markdown(source, language),
        }
        reading
    }

    /// Reads the finished text of a document: its figures are placeholders, and the marks of its
    /// changes are blanks.
    pub(super) fn of_document(document: &Document) -> Self {
        let text = &document.markdown;
        let mut reading = Self::default();
        let brackets = document.changes.iter().flat_map(|change| {
            let Range { start, end } = change.range;
            [start..start + marks::BRACKET, end.saturating_sub(marks::BRACKET)..end]
        });
        let figures = document.printed.iter().map(|printed| (printed.range.clone(), true));
        let mut special: Vec<(Range<usize>, bool)> =
            figures.chain(brackets.map(|range| (range, false))).collect();
        special.sort_by_key(|(range, _)| range.start);
        let mut at = 0;
        for (range, is_figure) in special {
            reading.plain(text.get(at..range.start).unwrap_or_default(), at);
            reading.push(if is_figure { PLACEHOLDER } else { ' ' }, range.clone());
            at = range.end.max(at);
        }
        reading.plain(text.get(at..).unwrap_or_default(), at);
        reading
    }

    /// Reads Markdown without commands that begins at `offset`.
    fn plain(&mut self, source: &str, offset: usize) {
        let mut at = 0;
        while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
            at += self.sign(rest, offset + at);
        }
    }

    /// The bytes of the source that the characters `range` come from.
    pub(super) fn place(&self, range: Range<usize>) -> Range<usize> {
        let places = self.places.get(range).unwrap_or_default();
        let start = places.first().map_or(0, |place| place.start);
        start..places.last().map_or(start, |place| place.end)
    }

    /// The characters from `from` on.
    pub(super) fn after(&self, from: usize) -> &[char] {
        self.chars.get(from..).unwrap_or_default()
    }

    /// The characters before `to`.
    pub(super) fn before(&self, to: usize) -> &[char] {
        self.chars.get(..to).unwrap_or(&self.chars)
    }

    /// The characters of `range` as text.
    pub(super) fn text(&self, range: Range<usize>) -> String {
        self.chars.get(range).unwrap_or_default().iter().collect()
    }

    fn push(&mut self, character: char, place: Range<usize>) {
        let seen = match character {
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\r' => return,
            '\n' => '\n',
            _ if character.is_whitespace() => ' ',
            _ => character,
        };
        self.chars.push(seen);
        self.places.push(place);
    }

    /// Reads Markdown with the commands of `language`.
    fn markdown(&mut self, source: &str, language: Language) {
        let mut at = 0;
        while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
            at += match command(rest, language) {
                Some((Command::Comment, length)) => length,
                Some((kind, length)) => {
                    self.command(rest.get(..length).unwrap_or(rest), at, kind, language);
                    length
                }
                None => self.sign(rest, at),
            };
        }
    }

    /// Reads a placeholder or command: of its own text only what stands in quotes, and no names.
    fn command(&mut self, text: &str, offset: usize, kind: Command, language: Language) {
        let place = offset..offset + text.len();
        if kind == Command::Placeholder {
            self.push(PLACEHOLDER, place.clone());
        }
        if language == Language::Template {
            self.quoted(text, offset);
        }
    }

    /// Reads the sign of Markdown, the entity or the character that `rest` begins with.
    fn sign(&mut self, rest: &str, offset: usize) -> usize {
        if let Some((character, length)) = entity(rest) {
            self.push(character, offset..offset + length);
            return length;
        }
        let Some(character) = rest.chars().next() else { return 1 };
        let length = character.len_utf8();
        if !['*', '_', '`', '~', '\\'].contains(&character) {
            self.push(character, offset..offset + length);
        }
        length
    }

    /// Reads what stands in double quotes and is no mere name.
    fn quoted(&mut self, code: &str, offset: usize) {
        let mut parts = code.match_indices('"').map(|(at, _)| at);
        while let (Some(start), Some(end)) = (parts.next(), parts.next()) {
            let text = code.get(start + 1..end).unwrap_or_default();
            let is_name = text.chars().all(|c| c.is_ascii_alphanumeric() || "_.-/|".contains(c));
            if is_name && text.contains(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            self.push(PLACEHOLDER, offset + start..offset + start + 1);
            for (at, character) in text.char_indices() {
                let at = offset + start + 1 + at;
                self.push(character, at..at + character.len_utf8());
            }
            self.push(PLACEHOLDER, offset + end..offset + end + 1);
        }
    }

    /// Reads the page layout: its strings, and its other lines without comments.
    fn page(&mut self, source: &str) {
        let mut offset = 0;
        for line in source.split_inclusive('\n') {
            let code = line.split("//").next().unwrap_or(line);
            for (at, character) in code.char_indices() {
                self.push(character, offset + at..offset + at + character.len_utf8());
            }
            offset += line.len();
            self.push('\n', offset..offset);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Command {
    Placeholder,
    Block,
    Comment,
}

/// The command that `rest` begins with, and its length in bytes.
fn command(rest: &str, language: Language) -> Option<(Command, usize)> {
    let length = |close: &str| rest.find(close).map_or(rest.len(), |end| end + close.len());
    match language {
        Language::Line => return None,
        Language::Wording => {
            return rest.starts_with('{').then(|| (Command::Placeholder, length("}")));
        }
        Language::Prose | Language::Template | Language::Page => {}
    }
    match rest.get(..2)? {
        "{{" if language == Language::Prose && !rest.contains("}}") => None,
        "{{" => Some((Command::Placeholder, length("}}"))),
        "{%" if language == Language::Template => Some((Command::Block, length("%}"))),
        "{#" if language == Language::Template => Some((Command::Comment, length("#}"))),
        _ => None,
    }
}

/// The character that the entity at the start of `rest` stands for, and the entity's length.
fn entity(rest: &str) -> Option<(char, usize)> {
    let end = rest.strip_prefix('&')?.chars().take(10).position(|c| c == ';')?;
    let name = rest.get(1..=end)?;
    let character = match name {
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "euro" => '€',
        "percnt" => '%',
        "period" => '.',
        "comma" => ',',
        "shy" => '\u{ad}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((character, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(source: &str, language: Language, expected: &str) {
        let reading = Reading::of(source, language);
        assert_eq!(reading.chars.iter().collect::<String>(), expected);
    }

    #[test]
    fn markup_hides_nothing() {
        case("**12.345**,67&nbsp;\\€", Language::Prose, "12.345,67 €");
        case("&#49;2&#x33; &euro;", Language::Prose, "123 €");
        case("1\u{ad}2\u{200b}3\u{a0}%", Language::Prose, "123 %");
        case("a {{ b }} c {% d %}", Language::Prose, "a \u{fffc} c {% d %}");
    }

    #[test]
    fn of_templates_only_what_is_printed_is_read() {
        case("a{# 5 € #}{% if x == 3 %}b{% endif %}{{ c }}", Language::Template, "ab\u{fffc}");
        let text = "\u{fffc}\u{fffc}5 €\u{fffc}";
        case("{{ summe(text=\"5 €\", name=\"zeile.11\") }}", Language::Template, text);
    }

    #[test]
    fn a_character_knows_its_bytes() {
        let source = "ä **5&nbsp;€**";
        let reading = Reading::of(source, Language::Prose);
        assert_eq!(reading.text(2..5), "5 €");
        assert_eq!(source.get(reading.place(2..5)), Some("5&nbsp;€"));
    }
}
