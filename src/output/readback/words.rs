//! Holds every word and number of a finished file to the text of the tree.
//!
//! ```text
//! tree       ── its text in the order of the page
//! Markdown   ── the same letters, digits and signs, read with a parser of its own
//! PDF        ── the same again, read from its glyphs
//! ```
//!
//! Only what says something counts: letters, digits, units, boxes to tick, and points and
//! commas between digits. Where a line or a word breaks, and how an item is marked, is up
//! to the page. Words that the page layout itself prints are its own.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use unicode_normalization::UnicodeNormalization;

use crate::document::tree::{Block, Content, Item, Span, Table};
use crate::document::{Document, OPTIONS};
use crate::output::wide;

/// Signs that say something by themselves; the last look like letters, and a PDF knows these
/// from each other by their glyphs alone.
const TELLING: [char; 11] = ['€', '%', '§', '−', '☐', '☑', '☒', '°', '∆', '∏', '∑'];

/// How many signs a line of the page layout has at least; of fewer, too many stand in any code.
const LAYOUT: usize = 4;

/// How many signs of a text are quoted where two texts part.
const QUOTED: usize = 40;

/// Text as it is compared: what says something, each with its place in the text.
struct Said<'a> {
    text: &'a str,
    signs: Vec<(usize, char)>,
}

impl<'a> Said<'a> {
    fn of(text: &'a str) -> Self {
        let is_point = |c: char| c == '.' || c == ',';
        let tells = |c: char| c.is_alphanumeric() || TELLING.contains(&c);
        let all: Vec<(usize, char)> =
            text.char_indices().filter(|(_, c)| tells(*c) || is_point(*c)).collect();
        let is_digit = |index: Option<usize>| {
            index.and_then(|index| all.get(index)).is_some_and(|(_, c)| c.is_ascii_digit())
        };
        let is_within = |index: usize| is_digit(index.checked_sub(1)) && is_digit(Some(index + 1));
        let keeps = |(index, (_, c)): &(usize, &(usize, char))| !is_point(*c) || is_within(*index);
        let signs = all.iter().enumerate().filter(keeps).map(|(_, sign)| *sign).collect();
        Self { text, signs }
    }

    fn sign(&self, index: usize) -> Option<char> {
        self.signs.get(index).map(|(_, sign)| *sign)
    }

    /// What stands from the word on in which `index` lies.
    fn quote(&self, index: usize) -> String {
        let Some((at, _)) = self.signs.get(index) else { return "nichts".to_owned() };
        let (before, after) = self.text.split_at_checked(*at).unwrap_or(("", self.text));
        let word = before.rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
        let start: String = before.get(word..).unwrap_or_default().chars().collect();
        let quoted: String = format!("{start}{after}").chars().take(QUOTED).collect();
        format!("„{}“", quoted.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The line in which `index` lies, where it is the first sign of it: what it says, and
    /// how many signs that are.
    fn line(&self, index: usize) -> Option<(String, usize)> {
        let (at, _) = self.signs.get(index)?;
        let (before, after) = self.text.split_at_checked(*at)?;
        let is_first = index.checked_sub(1).and_then(|above| self.signs.get(above));
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        if is_first.is_some_and(|(above, _)| *above >= start) {
            return None;
        }
        let line = after.lines().next()?;
        let rest = self.signs.get(index..).unwrap_or_default();
        let count = rest.iter().take_while(|(of, _)| *of < at + line.len()).count();
        Some((line.trim().to_owned(), count))
    }
}

/// Where `found` says something else than `meant`; lines that stand in `own` count nothing,
/// and signs are the same that are `alike`.
pub(super) fn difference(
    meant: &str,
    found: &str,
    own: &str,
    alike: &dyn Fn(char, char) -> bool,
) -> Option<String> {
    // A letter and its accent, or two letters in one sign, may be written either way.
    let [meant, found]: [String; 2] = [meant, found].map(|text| text.nfkc().collect());
    let (meant, found) = (Said::of(&meant), Said::of(&found));
    let (mut at, mut seen) = (0, 0);
    loop {
        match (meant.sign(at), found.sign(seen)) {
            (None, None) => return None,
            (Some(a), Some(b)) if a == b || alike(a, b) => (at, seen) = (at + 1, seen + 1),
            _ => {
                let is_own =
                    |(line, count): &(String, usize)| *count >= LAYOUT && own.contains(line);
                let Some((_, count)) = found.line(seen).filter(is_own) else {
                    let (found, meant) = (found.quote(seen), meant.quote(at));
                    return Some(format!("{found}, wo im Text {meant} steht"));
                };
                seen += count;
            }
        }
    }
}

/// The text of `document` in the order of the page, a line for each block and cell.
pub(super) fn meant(document: &Document) -> String {
    said(document, ("", ""))
}

/// The same, with what stands around all that a diagram says where it is a picture.
pub(super) fn said(document: &Document, around: (&str, &str)) -> String {
    let mut text = String::with_capacity(document.markdown.len());
    document.tree.blocks().for_each(|block| add(block, around, true, &mut text));
    text
}

/// The same where no table is parted.
pub(super) fn whole(document: &Document, around: (&str, &str)) -> String {
    let mut text = String::with_capacity(document.markdown.len());
    document.tree.blocks().for_each(|block| add(block, around, false, &mut text));
    text
}

fn add(block: &Block, around: (&str, &str), is_outermost: bool, text: &mut String) {
    match &block.content {
        Content::Diagram(_) => {
            let lines = block.lines();
            let (title, shown) = lines.split_first().map_or((&[][..], &[][..]), |(a, b)| (*a, b));
            line(title, text);
            text.push_str(around.0);
            shown.iter().for_each(|spans| line(spans, text));
            text.push_str(around.1);
        }
        Content::Table(table) if is_outermost => {
            wide::runs(table).into_iter().for_each(|run| part(table, &run, text));
        }
        Content::Quote(blocks) => blocks.iter().for_each(|block| add(block, around, false, text)),
        Content::List(list) => {
            for Item { number, blocks, .. } in &list.items {
                if let Some(number) = number.filter(|_| list.is_numbered) {
                    text.push_str(&format!("{number}. "));
                }
                blocks.iter().for_each(|block| add(block, around, false, text));
            }
        }
        _ => block.lines().into_iter().for_each(|spans| line(spans, text)),
    }
}

/// The first column of `table` and those of `run`.
fn part(table: &Table, run: &Range<usize>, text: &mut String) {
    let width = table.columns.len().max(1);
    for row in table.cells().chunks(width) {
        let shown = row.iter().enumerate().filter(|(at, _)| *at == 0 || run.contains(at));
        shown.for_each(|(_, cell)| line(cell, text));
    }
}

fn line(spans: &[Span], text: &mut String) {
    spans.iter().for_each(|span| text.push_str(&span.text));
    text.push('\n');
}

/// What a reader sees of `markdown`, a line for each block and cell.
pub(super) fn plain(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        match event {
            Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => {
                text.push_str(&part);
            }
            Event::Start(Tag::Item) => {
                // The number as it is typed; the parser counts on from the first.
                let item = markdown.get(range).unwrap_or_default().trim_start();
                let number = item.chars().take_while(char::is_ascii_digit);
                let number: String = number.skip_while(|digit| *digit == '0').collect();
                let is_zero = number.is_empty() && item.starts_with('0');
                text.push_str(if is_zero { "0" } else { &number });
                text.push_str(if is_zero || !number.is_empty() { ". " } else { "" });
            }
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableCell
                | TagEnd::BlockQuote(_),
            ) => text.push('\n'),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(meant: &str, found: &str, expected: Option<&str>) {
        assert_eq!(
            difference(meant, found, "[Stadtwappen]", &|a, b| (a, b) == ('Δ', '∆')).as_deref(),
            expected
        );
    }

    #[test]
    fn breaks_and_marks_of_items_count_nothing() {
        case("Projekt-Volumen: 1.250,00 €", "– Projekt-\nVolumen: 1.250,00\u{a0}€", None);
        case("1. Der Rat beschließt,\n5 Stellen", "1.\nDer Rat be-\nschließt,\n– 5 Stellen", None);
        case("ein Wort", "Stadtwappen\nein Wort\nStadtwappen", None);
        case("a\u{308} ﬁ Δ", "ä fi ∆", None);
    }

    #[test]
    fn every_word_and_number_counts() {
        case("15. Juni", "13. Juni", Some("„13. Juni“, wo im Text „15. Juni“ steht"));
        case(
            "Er darf nicht bauen",
            "Er darf bauen",
            Some("„bauen“, wo im Text „nicht bauen“ steht"),
        );
        case("ein Satz.", "ein Satz. Noch", Some("„Noch“, wo im Text nichts steht"));
        case("ein Satz. Noch", "ein Satz.", Some("nichts, wo im Text „Noch“ steht"));
        case("1.234 Stück", "1,234 Stück", Some("„1,234 Stück“, wo im Text „1.234 Stück“ steht"));
        case("☒ Ja", "☐ Ja", Some("„☐ Ja“, wo im Text „☒ Ja“ steht"));
        case("−5", "5", Some("„5“, wo im Text „−5“ steht"));
        case(
            "ein Wort",
            "ein Stadtwappen Wort",
            Some("„Stadtwappen Wort“, wo im Text „Wort“ steht"),
        );
    }

    #[test]
    fn the_markdown_is_read_with_its_numbers() {
        assert_eq!(
            plain("12. a\n\n15. b\n\n007. c\n\n0. d\n"),
            "12. a\n\n15. b\n\n7. c\n\n0. d\n\n"
        );
    }
}
