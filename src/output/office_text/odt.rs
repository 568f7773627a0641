//! Reads the text of an ODT: a line for each paragraph and cell, with the numbers of lists.
//!
//! What a tracked change took out is no text; of a picture its description is read.

use std::collections::BTreeMap;

use super::odt_lists::{Lists, Styles};
use super::text::OfficeText;
use super::unreadable::OfficeUnreadable;
use super::xml::{Piece, Tag, read};

/// The part with the text, by which an ODT is known.
pub(super) const DOCUMENT: &str = "content.xml";

/// What is not read, with all that stands in it.
const SKIPPED: [&str; 7] = [
    "tracked-changes",
    "automatic-styles",
    "styles",
    "annotation",
    "note-citation",
    "title",
    "font-face-decls",
];

/// The most blanks that one tag may stand for.
const BLANKS: u64 = 1_000;

/// The text of a file with these `parts`.
pub(super) fn text(parts: &BTreeMap<String, String>) -> Result<OfficeText, OfficeUnreadable> {
    let document = parts.get(DOCUMENT).ok_or(OfficeUnreadable::NoOffice)?;
    let mut styles = Styles::default();
    let declared = parts.get("styles.xml");
    for xml in declared.into_iter().chain([document]) {
        styles.read(xml)?;
    }
    let lines = lines(document, &styles)?;
    let margins = declared.map(|xml| self::lines(xml, &styles)).transpose()?;
    Ok(OfficeText { lines, margins: margins.unwrap_or_default() })
}

struct Reading<'s> {
    lists: Lists<'s>,
    lines: Vec<String>,
    /// The open paragraphs; one may stand in a frame of another.
    open: Vec<String>,
    /// How many tags are open whose content is not read.
    skipped: usize,
    is_description: bool,
    /// Whether a blank came last: further ones are none.
    is_blank: bool,
}

fn lines(xml: &str, styles: &Styles) -> Result<Vec<String>, OfficeUnreadable> {
    let mut reading = Reading {
        lists: Lists::of(styles),
        lines: Vec::new(),
        open: Vec::new(),
        skipped: 0,
        is_description: false,
        is_blank: true,
    };
    read(xml, &mut |piece| match piece {
        Piece::Open(tag) if SKIPPED.contains(&tag.name()) => reading.skipped += 1,
        Piece::Close(name) if SKIPPED.contains(&name) => {
            reading.skipped = reading.skipped.saturating_sub(1);
        }
        _ if reading.skipped > 0 => {}
        Piece::Open(tag) => reading.open(tag),
        Piece::Close(name) => reading.close(name),
        Piece::Text(text) => reading.text(text),
    })?;
    Ok(reading.lines)
}

impl Reading<'_> {
    fn open(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "p" | "h" => {
                self.open.push(self.lists.number().map(|it| it + " ").unwrap_or_default());
                self.is_blank = true;
            }
            "s" => {
                let count = tag.number("c").unwrap_or(1).min(BLANKS);
                (0..count).for_each(|_| self.add(' '));
                self.is_blank = false;
            }
            "tab" => self.add('\t'),
            "line-break" => self.add('\n'),
            "desc" => (self.is_description, self.is_blank) = (true, true),
            "list" => self.lists.begin(tag.attribute("style-name").as_deref()),
            "list-item" => self.lists.item(tag.number("start-value")),
            "list-header" => self.lists.header(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => self.lines.extend(self.open.pop()),
            "desc" => self.is_description = false,
            "list" => self.lists.end(),
            _ => {}
        }
    }

    /// Text as XML has it: blanks in a row are one, and none at the beginning.
    fn text(&mut self, text: &str) {
        for character in text.chars() {
            let is_blank = matches!(character, ' ' | '\t' | '\n' | '\r');
            match is_blank {
                true if self.is_blank => {}
                true => self.add(' '),
                false => self.add(character),
            }
            self.is_blank = is_blank;
        }
    }

    fn add(&mut self, character: char) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.push(character);
        }
        self.is_blank = character == '\n';
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_lines(body: &str) -> Vec<String> {
        let styles = "<a><text:list-style style:name=\"L\"><text:list-level-style-number \
            text:level=\"1\" style:num-suffix=\".\" style:num-format=\"1\"/></text:list-style></a>";
        let mut known = Styles::default();
        known.read(styles).unwrap();
        lines(&format!("<office:text>{body}</office:text>"), &known).unwrap()
    }

    #[test]
    fn blanks_are_read_as_they_are_meant() {
        let text = "<text:p> a  b<text:s/><text:s text:c=\"2\"/>c<text:tab/>1<text:line-break/> d\
            </text:p><text:h>x<text:span> y</text:span></text:h>";
        assert_eq!(read_lines(text), ["a b   c\t1\nd", "x y"]);
    }

    #[test]
    fn what_was_taken_out_is_no_text() {
        let text = "<text:tracked-changes><text:p>alt</text:p></text:tracked-changes>\
            <text:p>neu<office:annotation><text:p>Randnotiz</text:p></office:annotation></text:p>";
        assert_eq!(read_lines(text), ["neu"]);
    }

    #[test]
    fn items_have_their_numbers() {
        let text = "<text:list text:style-name=\"L\"><text:list-item text:start-value=\"3\">\
            <text:p>a</text:p><text:p>b</text:p></text:list-item><text:list-item><text:p>c\
            </text:p></text:list-item></text:list><text:list text:style-name=\"L\">\
            <text:list-header><text:p>d</text:p></text:list-header><text:list-item><text:p>e\
            </text:p></text:list-item></text:list>";
        assert_eq!(read_lines(text), ["3. a", "b", "4. c", "d", "1. e"]);
    }
}
