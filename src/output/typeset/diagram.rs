//! Writes a block of data as a call of `diagramm`, which draws it.
//!
//! ~~~text
//! ```diagramm jahre           what is stacked on what: `jahre` or `bruecke`
//! Titel                       the first line
//! 2021                        a line without a figure heads a group
//! Aufwendungen: 518.400,00 €  a bar; its length is the value of the figure
//! ```
//! ~~~
//!
//! The block is the data: in the Markdown it is read as it stands, on the page every name
//! and every amount stands beside its bar, in the same order. Nothing is drawn that is
//! not a figure of the document.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};
use rust_decimal::Decimal;

use super::literal::literal;
use super::{Piece, Text, events};
use crate::document::Document;
use crate::output::Look;

/// The word with which the first line of such a block begins.
const WORD: &str = "diagramm";

/// What is stacked on what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Art {
    /// In every group first a whole, then its parts, from nothing on.
    Jahre,
    /// A total, what is added to it, and the total that comes of it.
    Bridge,
}

/// What the diagram of a block of code is; none where it is no diagram.
pub(super) fn art(kind: &CodeBlockKind<'_>) -> Option<Art> {
    let CodeBlockKind::Fenced(words) = kind else { return None };
    match words.split_whitespace().collect::<Vec<_>>().as_slice() {
        [WORD, "jahre"] => Some(Art::Jahre),
        [WORD, "bruecke"] => Some(Art::Bridge),
        _ => None,
    }
}

/// Whether `document` has a diagram and `look` nothing that draws it.
pub(in crate::output) fn lacking(document: &Document, look: &Look) -> bool {
    let is_diagram = |(event, _): &Piece<'_>| match event {
        Event::Start(Tag::CodeBlock(kind)) => art(kind).is_some(),
        _ => false,
    };
    !look.draws() && events(&document.markdown).iter().any(is_diagram)
}

/// A line of the block.
struct Line {
    name: Range<usize>,
    /// The amount with its sign, and what it is worth.
    bar: Option<(Range<usize>, Decimal)>,
}

/// Writes the block of the kind `kind` whose text is `content` as a call of `diagramm`.
pub(super) fn write(
    text: Text<'_>,
    kind: &CodeBlockKind<'_>,
    content: &[Piece<'_>],
    out: &mut String,
) {
    let (Some(art), Some((_, first)), Some((_, last))) =
        (art(kind), content.first(), content.last())
    else {
        return;
    };
    let lines = lines(text, first.start..last.end);
    let Some((title, lines)) = lines.split_first() else { return };
    let said = |range: &Range<usize>| text.markdown.get(range.clone()).unwrap_or_default();
    let title = said(&title.name);
    out.push_str(&format!("#diagramm(\n  titel: {},\n", literal(title)));
    out.push_str(&format!("  alternativtext: {},\n", literal(&alternative(text, title, lines))));
    let mut stack = Stack { art, at: Decimal::ZERO, parts: 0, names: Vec::new() };
    for (index, line) in lines.iter().enumerate() {
        let name = literal(said(&line.name));
        let Some((amount, value)) = &line.bar else {
            stack.restart();
            out.push_str(&format!("  (art: \"gruppe\", name: {name}),\n"));
            continue;
        };
        let is_last = index + 1 == lines.len();
        let (art, from, to) = stack.put(said(&line.name), *value, is_last);
        out.push_str(&format!(
            "  (art: \"{art}\", name: {name}, von: {from}, bis: {to}, betrag: ["
        ));
        text.between_marks(amount.clone(), out);
        out.push_str("]),\n");
    }
    out.push_str(")\n");
}

/// Where the next bar begins.
struct Stack<'a> {
    /// The names of the parts: a part looks the same in every group.
    names: Vec<&'a str>,
    art: Art,
    at: Decimal,
    parts: usize,
}

impl<'a> Stack<'a> {
    fn restart(&mut self) {
        (self.at, self.parts) = (Decimal::ZERO, 0);
    }

    /// What the next bar is, and from where to where it goes.
    fn put(
        &mut self,
        name: &'a str,
        value: Decimal,
        is_last: bool,
    ) -> (&'static str, Decimal, Decimal) {
        self.parts += 1;
        let is_whole = self.parts == 1 || (is_last && self.art == Art::Bridge);
        if is_whole {
            self.at = if self.art == Art::Bridge { value } else { Decimal::ZERO };
            return ("summe", Decimal::ZERO, value);
        }
        let from = self.at;
        self.at = from.saturating_add(value);
        if !self.names.contains(&name) {
            self.names.push(name);
        }
        let position = self.names.iter().position(|own| *own == name).unwrap_or(0);
        let art = match (self.art, value.is_sign_negative(), position % 2) {
            (Art::Bridge, false, _) | (Art::Jahre, _, 0) => "teil",
            _ => "gegenteil",
        };
        (art, from, self.at)
    }
}

/// What a screen reader says in place of the drawing: all that it shows.
fn alternative(text: Text<'_>, title: &str, lines: &[Line]) -> String {
    let said = |range: &Range<usize>| text.markdown.get(range.clone()).unwrap_or_default();
    let line = |line: &Line| match &line.bar {
        Some((amount, _)) => format!("{} {}", said(&line.name), said(amount)),
        None => said(&line.name).to_owned(),
    };
    let lines: Vec<String> = lines.iter().map(line).collect();
    format!("{title}: {}.", lines.join("; "))
}

/// The lines of the block at `range`, without empty ones.
fn lines(text: Text<'_>, range: Range<usize>) -> Vec<Line> {
    let mut start = range.start;
    let mut lines = Vec::new();
    for line in text.markdown.get(range).unwrap_or_default().split_inclusive('\n') {
        let own = start..start + line.trim_end().len();
        start += line.len();
        if !own.is_empty() {
            lines.push(self::line(text, own));
        }
    }
    lines
}

fn line(text: Text<'_>, range: Range<usize>) -> Line {
    let first = text.printed.partition_point(|printed| printed.range.start < range.start);
    let printed = text.printed.get(first).filter(|printed| printed.range.end <= range.end);
    let Some(printed) = printed else { return Line { name: range, bar: None } };
    let before = text.markdown.get(range.start..printed.range.start).unwrap_or_default();
    let end = before.rfind(": ").unwrap_or(before.len());
    let amount = range.start + end + 2.min(before.len() - end)..range.end;
    Line { name: range.start..range.start + end, bar: Some((amount, printed.value)) }
}
