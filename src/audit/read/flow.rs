//! Text without markup that still knows where each of its characters came from.
//!
//! Emphasis, tags, escapes and doubled spaces are gone and all spaces are plain,
//! so that patterns need not think of them; [`Flow::source`] leads back.

use std::ops::Range;

/// Running text and the way back to the file it was read from.
#[derive(Debug, Clone, Default)]
pub(in crate::audit) struct Flow {
    text: String,
    /// Where unbroken stretches begin: in the text, and in the file.
    stretches: Vec<(usize, usize)>,
    /// Whether all of it is emphasised.
    pub(in crate::audit) is_bold: bool,
    /// Whether a backslash is nothing but itself, as in the text of a PDF.
    is_verbatim: bool,
}

impl Flow {
    /// Reads `raw`, which begins at the byte `start` of its file.
    pub(in crate::audit) fn read(raw: &str, start: usize) -> Self {
        let mut flow = Self::default();
        flow.append(raw, start);
        flow.is_bold = is_bold(raw);
        flow
    }

    /// Reads `raw` as [`Self::read`] does, but with backslashes as they stand.
    pub(in crate::audit) fn verbatim(raw: &str, start: usize) -> Self {
        let mut flow = Self { is_verbatim: true, ..Self::default() };
        flow.append(raw, start);
        flow.is_bold = is_bold(raw);
        flow
    }

    /// The text.
    pub(in crate::audit) fn text(&self) -> &str {
        &self.text
    }

    /// The text in `range`; nothing where there is none.
    pub(in crate::audit) fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The bytes of the file from which `range` was read.
    pub(in crate::audit) fn source(&self, range: &Range<usize>) -> Range<usize> {
        let last = self.slice(range.clone()).chars().next_back().map_or(0, char::len_utf8);
        let start = self.origin(range.start);
        start..(self.origin(range.end.saturating_sub(last)) + last).max(start)
    }

    /// Adds a further line: after a space, or joined where a word was divided.
    pub(in crate::audit) fn continue_with(&mut self, raw: &str, start: usize) {
        if is_divided(&self.text, raw.trim_start()) {
            self.text.pop();
        } else {
            self.push(' ', start);
        }
        self.append(raw, start);
    }

    fn origin(&self, at: usize) -> usize {
        let next = self.stretches.partition_point(|(text, _)| *text <= at);
        let stretch = next.checked_sub(1).and_then(|index| self.stretches.get(index));
        stretch.map_or(0, |(text, file)| file + (at - text))
    }

    fn append(&mut self, raw: &str, start: usize) {
        let mut rest = raw.char_indices().peekable();
        while let Some((at, char)) = rest.next() {
            match char {
                '\\' if !self.is_verbatim
                    && rest.peek().is_some_and(|(_, next)| next.is_ascii_punctuation()) =>
                {
                    if let Some((at, char)) = rest.next() {
                        self.push(char, start + at);
                    }
                }
                '*' | '\u{ad}' => {}
                '_' if raw.get(at..).is_some_and(|rest| rest.starts_with("__")) => {
                    rest.next();
                }
                '<' if tag(raw.get(at..).unwrap_or_default()).is_some() => {
                    let ahead = raw.get(at..).unwrap_or_default();
                    let length = tag(ahead).unwrap_or(1);
                    // A line end parts words, so that two amounts do not become one.
                    if ahead.starts_with("<br") {
                        self.push(' ', start + at);
                    }
                    while rest.peek().is_some_and(|(next, _)| *next < at + length) {
                        rest.next();
                    }
                }
                _ if char.is_whitespace() => self.push(' ', start + at),
                _ => self.push(char, start + at),
            }
        }
    }

    fn push(&mut self, char: char, origin: usize) {
        if char == ' ' && (self.text.is_empty() || self.text.ends_with(' ')) {
            return;
        }
        let at = self.text.len();
        let expected = self.stretches.last().map(|(text, file)| file + (at - text));
        if expected != Some(origin) {
            self.stretches.push((at, origin));
        }
        self.text.push(char);
    }
}

/// How many bytes the tag takes that `text` begins with.
fn tag(text: &str) -> Option<usize> {
    const NAMES: [&str; 10] = ["b", "u", "i", "strong", "em", "br", "sup", "sub", "span", "p"];
    let end = text.bytes().take(40).position(|byte| byte == b'>')?;
    let name = text.get(1..end)?.trim_matches('/').trim();
    NAMES.contains(&name.to_ascii_lowercase().as_str()).then_some(end + 1)
}

fn is_bold(raw: &str) -> bool {
    let raw = raw.trim();
    (raw.starts_with("**") && raw.ends_with("**") && raw.len() > 4)
        || (raw.starts_with("<b>") && raw.ends_with("</b>"))
}

/// Whether the last word of `text` goes on in `next`.
pub(in crate::audit) fn is_divided(text: &str, next: &str) -> bool {
    let goes_on = next.starts_with(char::is_lowercase)
        && !["und ", "oder ", "bzw"].iter().any(|word| next.starts_with(word));
    let mut end = text.chars().rev();
    goes_on && end.next() == Some('-') && end.next().is_some_and(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_back_to_the_file() {
        let raw = "**Summe**  <b>1\u{a0}€</b> Bürger\\*innen";
        let flow = Flow::read(raw, 100);
        assert_eq!(flow.text(), "Summe 1 € Bürger*innen");
        let at = flow.text().find("1 €").unwrap();
        let range = flow.source(&(at..at + "1 €".len()));
        assert_eq!(&raw[range.start - 100..range.end - 100], "1\u{a0}€");
    }

    #[test]
    fn joins_divided_words_only() {
        let joined = |first, next| {
            let mut flow = Flow::read(first, 0);
            flow.continue_with(next, 50);
            flow.text().to_owned()
        };
        assert_eq!(joined("in der Teil-", "planzeile 11"), "in der Teilplanzeile 11");
        assert_eq!(joined("Sach-", "und Personalkosten"), "Sach- und Personalkosten");
        assert_eq!(joined("am 1. Mai", "in Kraft"), "am 1. Mai in Kraft");
    }
}
