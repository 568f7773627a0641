//! Writes text as Typst string literals: the only door by which text enters the source.

use std::fmt::Write as _;
use std::ops::Range;

use super::words;
use crate::document::Printed;

/// Boxes to tick.
const BOXES: [char; 3] = ['☐', '☑', '☒'];

/// A row of dots from this length on is a line to write on.
const LINE: &str = "……………………";
const DOT: char = '…';

/// What belongs to the amount that it stands before.
const SIGNS: [char; 4] = ['+', '-', '−', '±'];

/// What stands in the text beside its spans: the values of its figures, by which diagrams
/// are drawn, and the words that have to break.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) printed: &'a [Printed],
    pub(super) endless: &'a [Range<usize>],
}

/// `text` as a Typst string literal.
pub(in crate::output) fn literal(text: &str) -> String {
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
    /// Writes `text` without figures, which begins at byte `start` of the Markdown.
    pub(super) fn plain(self, text: &str, start: usize, out: &mut String) {
        plain(&words::loosened(text, start, self.endless), out);
    }

    /// Writes the printed form of a figure, behind `sign` where there is something.
    pub(super) fn figure(self, index: usize, text: &str, sign: Option<char>, out: &mut String) {
        if sign.is_some_and(|sign| SIGNS.contains(&sign)) && !text.is_empty() {
            // A line may break before a box; a sign stays with its amount.
            out.push_str("#\"\u{2060}\";");
        }
        if !text.is_empty() {
            let _ = write!(out, "#zahl({index}, {});", literal(text));
        }
    }
}

/// Writes text in which no figure stands; boxes to tick by a function of their
/// own, so that ☐ and ☒ come from one font, and lines to write on, which need room above.
fn plain(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some((index, width, function)) = form(rest) {
        let (before, after) = rest.split_at(index);
        let (form, after) = after.split_at(width);
        run(before, out);
        let _ = write!(out, "#{function}({});", literal(form));
        rest = after;
    }
    run(rest, out);
}

/// Where `text` has its first box or line to fill in by hand, how many bytes that takes, and
/// what draws it.
fn form(text: &str) -> Option<(usize, usize, &'static str)> {
    let tick = text.find(BOXES).map(|at| {
        let width = text.get(at..).and_then(|tick| tick.chars().next()).map_or(0, char::len_utf8);
        (at, width, "kaestchen")
    });
    let line = text.find(LINE).and_then(|at| {
        let rest = text.get(at..)?;
        Some((at, rest.len() - rest.trim_start_matches(DOT).len(), "schreiblinie"))
    });
    tick.into_iter().chain(line).min_by_key(|(at, ..)| *at)
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
    fn what_is_filled_in_by_hand_has_functions_of_its_own() {
        let mut out = String::new();
        plain("☒ ja, den …… und ……………………………", &mut out);
        let line = "…".repeat(11);
        let expected = "#kaestchen(\"☒\");#\" ja, den …… und \";";
        assert_eq!(out, format!("{expected}#schreiblinie(\"{line}\");"));
    }

    #[test]
    fn text_cannot_leave_its_literal() {
        assert_eq!(literal(r#"a"b"#), r#""a\"b""#);
        assert_eq!(literal(r"\"), r#""\\""#);
        assert_eq!(literal(r#"\" #panic()"#), r#""\\\" #panic()""#);
        assert_eq!(literal("a\r\nb\u{7}"), r#""a  b\u{7}""#);
    }
}
