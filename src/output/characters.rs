//! Finds the characters of a document that no font of the look can draw.
//!
//! A page that lacks a character would show a hole in a citizen's name, so the
//! paper is not written; the user is told which character it is and where.

use std::collections::BTreeMap;
use std::ops::Range;

use typst::text::Font;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::document::tree::Span;

use super::Look;

/// A character that no font of the look can draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The character.
    pub character: char,
    /// The bytes of the Markdown in which it first stands; empty where it stands beside the text.
    pub range: Range<usize>,
}

/// The characters of `document` that `look` cannot draw, each once, by where they first stand.
pub fn missing(document: &Document, look: &Look) -> Vec<Missing> {
    search(document, &look.faces())
}

/// The missing characters as problems, each with the words around it.
pub(super) fn report(document: &Document, faces: &[Font]) -> Vec<Diagnostic> {
    search(document, faces).iter().map(|missing| word(document, missing)).collect()
}

fn search(document: &Document, faces: &[Font]) -> Vec<Missing> {
    let mut first = BTreeMap::new();
    for Span { text, range, .. } in document.tree.spans() {
        let exact = document.markdown.get(range.clone()) == Some(text);
        for (index, character) in text.char_indices().filter(|(_, c)| !can_draw(faces, *c)) {
            let start = range.start + index;
            let place = if exact { start..start + character.len_utf8() } else { range.clone() };
            first.entry(character).or_insert(place);
        }
    }
    let meta = &document.meta;
    for text in [&meta.art, &meta.nummer, &meta.betreff, &meta.stadt] {
        for character in text.chars().filter(|c| !can_draw(faces, *c)) {
            first.entry(character).or_insert(0..0);
        }
    }
    let mut missing: Vec<_> =
        first.into_iter().map(|(character, range)| Missing { character, range }).collect();
    missing.sort_by_key(|missing| missing.range.start);
    missing
}

fn can_draw(faces: &[Font], character: char) -> bool {
    let in_a_face = || faces.iter().any(|face| face.info().coverage.contains(character.into()));
    is_invisible(character) || !is_meaningless(character) && in_a_face()
}

/// Code points that PDF/A refuses because they say nothing to a reader.
fn is_meaningless(character: char) -> bool {
    let private = matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    private || matches!(character, '\0' | '\u{feff}' | '\u{fffe}')
}

/// White space that Markdown turns into a space, and marks that only steer line breaks.
fn is_invisible(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{ad}' | '\u{200b}' | '\u{2060}')
}

fn word(document: &Document, missing: &Missing) -> Diagnostic {
    let Missing { character, range } = missing;
    let code_point = format!("U+{:04X}", u32::from(*character));
    let place = around(&document.markdown, range);
    let (message, hint) = if is_meaningless(*character) || is_steering(*character) {
        (
            format!("Das unsichtbare Zeichen {code_point} kann nicht gesetzt werden{place}"),
            "Löschen Sie es, oder schreiben Sie die Stelle neu; \
             solche Zeichen geraten beim Kopieren aus anderen Dokumenten in den Text.",
        )
    } else {
        (
            format!("Das Zeichen `{character}` ({code_point}) fehlt in den Schriften{place}"),
            "Ersetzen Sie das Zeichen, oder legen Sie eine Schrift, die es enthält, \
             in den Ordner `templates/schriften/`.",
        )
    };
    let paper = format!("{} {}", document.meta.art, document.meta.nummer);
    Diagnostic::of_path("zeichen-fehlt", paper, message).with_hint(hint)
}

/// Characters that turn the line around or steer the terminal.
fn is_steering(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `: „… words around it …“`, so that the user can search for them in the data.
fn around(markdown: &str, range: &Range<usize>) -> String {
    let (Some(before), Some(at), Some(after)) =
        (markdown.get(..range.start), markdown.get(range.clone()), markdown.get(range.end..))
    else {
        return String::new();
    };
    if at.is_empty() {
        return String::new();
    }
    let line = |text: &str| !text.contains('\n');
    let start: String = last(before, 24).chars().rev().take_while(|c| *c != '\n').collect();
    let start: String = start.chars().rev().collect();
    let end: String = after.chars().take(24).take_while(|c| *c != '\n').collect();
    let at = if line(at) { at } else { "" };
    let excerpt: String = format!("{start}{at}{end}").chars().map(shown).collect();
    format!(": „… {} …“", excerpt.trim())
}

/// In an excerpt a sign stands for a character that cannot be seen.
fn shown(character: char) -> char {
    if is_meaningless(character) || is_steering(character) { '\u{fffd}' } else { character }
}

fn last(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count).map_or(text, |(index, _)| &text[index..])
}
