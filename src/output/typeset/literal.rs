//! Writes text as Typst string literals: the only door by which text enters the source.

use std::fmt::Write as _;
use std::ops::Range;

use super::{Text, words};

/// Boxes to tick.
const BOXES: [char; 3] = ['☐', '☑', '☒'];

/// What belongs to the amount that it stands before.
const SIGNS: [char; 4] = ['+', '-', '−', '±'];

/// `text` as a Typst string literal.
pub(super) fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => literal.extend(['\\', character]),
            // A line end inside a literal would be a line break on the page.
            '\t' | '\n' | '\r' => literal.push(' '),
            _ if character.is_control() => {
                // Writing to a String cannot fail.
                let _ = write!(literal, "\\u{{{:x}}}", u32::from(character));
            }
            _ => literal.push(character),
        }
    }
    literal.push('"');
    literal
}

impl Text<'_> {
    /// Writes `text`, which stands at `range` of the Markdown, with its figures marked.
    pub(super) fn write(self, text: &str, range: Range<usize>, out: &mut String) {
        if self.markdown.get(range.clone()) != Some(text) {
            // An entity such as `&amp;`: its bytes are not those of the Markdown,
            // and no figure is written as one.
            return plain(text, out);
        }
        self.between_marks(range, out);
    }

    /// Writes a part of the text in which no mark of a change stands.
    pub(super) fn unmarked(self, range: Range<usize>, out: &mut String) {
        let mut start = range.start;
        let first = self.printed.partition_point(|printed| printed.range.end <= range.start);
        for (index, printed) in self.printed.iter().enumerate().skip(first) {
            if printed.range.start >= range.end {
                break;
            }
            let figure = printed.range.start.max(start)..printed.range.end.min(range.end);
            self.plain(start..figure.start, out);
            self.figure(index, figure.clone(), out);
            start = figure.end;
        }
        self.plain(start..range.end, out);
    }

    fn plain(self, range: Range<usize>, out: &mut String) {
        let text = self.slice(range.clone());
        plain(&words::loosened(text, range.start, self.endless), out);
    }

    fn figure(self, index: usize, range: Range<usize>, out: &mut String) {
        let sign = self.markdown.get(..range.start).and_then(|before| before.chars().next_back());
        let text = self.slice(range);
        if sign.is_some_and(|sign| SIGNS.contains(&sign)) && !text.is_empty() {
            // A line may break before a box; a sign stays with its amount.
            out.push_str("#\"\u{2060}\";");
        }
        if !text.is_empty() {
            let _ = write!(out, "#zahl({index}, {});", literal(text));
        }
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.markdown.get(range).unwrap_or_default()
    }
}

/// Writes text in which no figure stands; boxes to tick by a function of their
/// own, so that ☐ and ☒ come from one font.
fn plain(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(index) = rest.find(BOXES) {
        let (before, after) = rest.split_at(index);
        let width = after.chars().next().map_or(0, char::len_utf8);
        let (tick, after) = after.split_at(width);
        run(before, out);
        let _ = write!(out, "#kaestchen({});", literal(tick));
        rest = after;
    }
    run(rest, out);
}

fn run(text: &str, out: &mut String) {
    if !text.is_empty() {
        // The semicolon ends the expression: what follows is no access to it.
        let _ = write!(out, "#{};", literal(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_literal() {
        assert_eq!(literal(r#"a"b"#), r#""a\"b""#);
        assert_eq!(literal(r"\"), r#""\\""#);
        assert_eq!(literal(r#"\" #panic()"#), r#""\\\" #panic()""#);
        assert_eq!(literal("a\r\nb\u{7}"), r#""a  b\u{7}""#);
    }
}
