//! Reads the text of a DOCX: a line for each paragraph and cell, with the numbers of lists.
//!
//! Words that a revision strikes out are no text, inserted ones are; of two forms of one
//! drawing the first is read.

use std::collections::BTreeMap;

use super::numbers::Numbers;
use super::text::OfficeText;
use super::unreadable::OfficeUnreadable;
use super::xml::{Piece, Tag, read};

/// The part with the text, by which a DOCX is known.
pub(super) const DOCUMENT: &str = "word/document.xml";

/// What is not read, with all that stands in it.
const SKIPPED: [&str; 4] = ["del", "moveFrom", "Fallback", "instrText"];

/// The text of a file with these `parts`.
pub(super) fn text(parts: &BTreeMap<String, String>) -> Result<OfficeText, OfficeUnreadable> {
    let numbers = match parts.get("word/numbering.xml") {
        Some(xml) => Numbers::of(xml)?,
        None => Numbers::default(),
    };
    let document = parts.get(DOCUMENT).ok_or(OfficeUnreadable::NoOffice)?;
    let lines = lines(document, numbers)?;
    let mut margins = Vec::new();
    for (name, xml) in parts {
        let own = name.strip_prefix("word/").unwrap_or_default();
        if own.starts_with("header") || own.starts_with("footer") {
            margins.extend(self::lines(xml, Numbers::default())?);
        }
    }
    Ok(OfficeText { lines, margins })
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    list: Option<u64>,
    level: u64,
}

struct Reading {
    numbers: Numbers,
    lines: Vec<String>,
    /// The open paragraphs; one may stand in a drawing of another.
    open: Vec<Paragraph>,
    /// How many tags are open whose content is not read.
    skipped: usize,
    /// Whether the text between tags is that of the document.
    is_text: bool,
}

fn lines(xml: &str, numbers: Numbers) -> Result<Vec<String>, OfficeUnreadable> {
    let mut reading =
        Reading { numbers, lines: Vec::new(), open: Vec::new(), skipped: 0, is_text: false };
    read(xml, &mut |piece| match piece {
        Piece::Open(tag) if SKIPPED.contains(&tag.name()) => reading.skipped += 1,
        Piece::Close(name) if SKIPPED.contains(&name) => {
            reading.skipped = reading.skipped.saturating_sub(1);
        }
        _ if reading.skipped > 0 => {}
        Piece::Open(tag) => reading.open(tag),
        Piece::Close("p") => reading.end(),
        Piece::Close("t") => reading.is_text = false,
        Piece::Text(text) if reading.is_text => reading.add(text),
        Piece::Close(_) | Piece::Text(_) => {}
    })?;
    Ok(reading.lines)
}

impl Reading {
    fn open(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "p" => self.open.push(Paragraph::default()),
            "t" => self.is_text = true,
            "tab" if tag.attribute("pos").is_none() => self.add("\t"),
            "br" | "cr" => self.add("\n"),
            "noBreakHyphen" => self.add("-"),
            "docPr" => {
                let said = tag.attribute("descr").unwrap_or_default();
                self.add(&said);
            }
            "numId" | "ilvl" => {
                let (is_list, number) = (tag.name() == "numId", tag.number("val"));
                if let (Some(paragraph), Some(number)) = (self.open.last_mut(), number) {
                    match is_list {
                        true => paragraph.list = Some(number),
                        false => paragraph.level = number,
                    }
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn end(&mut self) {
        let Some(Paragraph { text, list, level }) = self.open.pop() else { return };
        let number = list.and_then(|list| self.numbers.next(list, level));
        self.lines.push(match number {
            Some(number) => format!("{number} {text}"),
            None => text,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revisions_are_read_as_they_will_be() {
        let xml = "<w:document><w:body><w:p><w:del><w:r><w:t>alt</w:t></w:r></w:del><w:ins><w:r>\
            <w:t>neu &amp; gut</w:t></w:r></w:ins><w:r><w:tab/><w:t>1</w:t><w:br/></w:r></w:p>\
            <w:tbl><w:tr><w:tc><w:p><w:pPr><w:tabs><w:tab w:pos=\"5\"/></w:tabs></w:pPr></w:p>\
            </w:tc></w:tr></w:tbl></w:body></w:document>";
        assert_eq!(lines(xml, Numbers::default()).unwrap(), ["neu & gut\t1\n", ""]);
    }
}
