//! Reads the text of a page of the web that was made here back: a line for each block and cell,
//! with the numbers of lists, without what is told only to those who do not see it and without
//! what opens when it is asked for.
//!
//! A reader of its own: it shares no code with what wrote the page and knows nothing of the
//! document.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// What is no text of the page.
const SKIPPED: [&str; 2] = ["head", "style"];

/// What ends a line.
const BLOCKS: [&str; 20] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "td",
    "th",
    "li",
    "pre",
    "figcaption",
    "caption",
    "div",
    "blockquote",
    "dt",
    "dd",
    "img",
    "br",
    "figure",
];

/// How deep elements stand within each other at most.
const DEEPEST: usize = 500;

struct Reading {
    lines: String,
    /// Of each open element whether it is read.
    open: Vec<bool>,
}

/// The text of the page `bytes`, a line for each block and cell in their order; none where it is
/// no well-formed page.
pub(super) fn read(bytes: &[u8]) -> Option<String> {
    let mut reader = Reader::from_str(std::str::from_utf8(bytes).ok()?);
    let mut reading = Reading { lines: String::new(), open: Vec::new() };
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => reading.begin(&tag)?,
            Event::Empty(tag) => {
                reading.begin(&tag)?;
                reading.end(tag.local_name().into_inner())?;
            }
            Event::End(tag) => reading.end(tag.local_name().into_inner())?,
            Event::Text(text) => reading.add(&text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().ok()? {
                Some(character) => reading.add(character.encode_utf8(&mut [0; 4])),
                None => reading.add(resolve_predefined_entity(&reference)?),
            },
            Event::Eof => return reading.open.is_empty().then_some(reading.lines),
            Event::DocType(_) => {}
            Event::CData(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => return None,
        }
    }
}

impl Reading {
    fn is_read(&self) -> bool {
        self.open.last().copied().unwrap_or(true)
    }

    fn begin(&mut self, tag: &BytesStart<'_>) -> Option<()> {
        let attribute = |name: &str| {
            let mut attributes = tag.attributes().flatten();
            let found = attributes.find(|own| own.key.local_name().into_inner() == name)?;
            quick_xml::escape::unescape(&found.value).ok().map(|value| value.into_owned())
        };
        let name = tag.local_name().into_inner();
        let is_silent = attribute("class").is_some_and(|of| of == "stumm" || of == "sprung");
        let is_told = !SKIPPED.contains(&name) && attribute("popover").is_none() && !is_silent;
        self.open.push(self.is_read() && is_told);
        match name {
            "li" => {
                if let Some(number) = attribute("value") {
                    self.add(&format!("{number}. "));
                }
            }
            "img" => self.add(&attribute("alt").unwrap_or_default()),
            _ => {}
        }
        (self.open.len() <= DEEPEST).then_some(())
    }

    fn end(&mut self, name: &str) -> Option<()> {
        if BLOCKS.contains(&name) {
            self.add("\n");
        }
        self.open.pop()?;
        Some(())
    }

    fn add(&mut self, text: &str) {
        if self.is_read() {
            self.lines.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_text_is_read() {
        let page = "<!DOCTYPE html><html><head><title>t</title></head><body><p>5&#160;€ &amp; \
            <button>6</button></p><ol><li value=\"3\">c</li></ol><img alt=\"Balken\"/><span \
            class=\"stumm\">neu</span><div popover=\"auto\"><p>Rechnung</p></div></body></html>";
        let expected = "5\u{a0}€ & 6\n3. c\nBalken\n";
        assert_eq!(read(page.as_bytes()).as_deref(), Some(expected));
    }

    #[test]
    fn what_is_no_page_is_not_read() {
        for page in ["<p>", "<p></q>", "<p>&foreign;</p>", "<p><!-- a --></p>"] {
            assert_eq!(super::read(page.as_bytes()), None, "{page}");
        }
    }
}
