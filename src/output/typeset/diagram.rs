//! Writes a diagram as a call of `diagramm`, which draws it.
//!
//! The block is the data: in the Markdown it is read as it stands, on the page every name
//! and every amount stands beside its bar, in the same order. Nothing is drawn that is
//! not a figure of the document.

use rust_decimal::Decimal;

use super::literal::{Text, literal};
use crate::document::Document;
use crate::document::tree::{Block, Content, Diagram, DiagramArt, DiagramLine, Span, text};
use crate::output::Look;

/// Whether `document` has a diagram and `look` nothing that draws it.
pub(in crate::output) fn lacking(document: &Document, look: &Look) -> bool {
    let is_diagram = |block: &&Block| matches!(block.content, Content::Diagram(_));
    !look.draws() && document.tree.every().iter().any(is_diagram)
}

/// Writes `diagram` as a call of `diagramm`.
pub(super) fn write(set: Text<'_>, diagram: &Diagram, out: &mut String) {
    let lines: Vec<Line<'_>> = diagram.lines.iter().map(|line| Line::of(set, line)).collect();
    let title = text(&diagram.title);
    let alternative = format!("{title}: {}.", alternative(&lines));
    call(set, diagram.art, &lines, [&title, &alternative], out);
}

/// A call that draws `diagram` without its title, and what a screen reader says in its place.
pub(in crate::output) fn drawn(document: &Document, diagram: &Diagram) -> (String, String) {
    let set = Text { printed: &document.printed, endless: &[] };
    let lines: Vec<Line<'_>> = diagram.lines.iter().map(|line| Line::of(set, line)).collect();
    let mut out = String::new();
    call(set, diagram.art, &lines, ["", ""], &mut out);
    (out, alternative(&lines))
}

fn call(
    set: Text<'_>,
    art: DiagramArt,
    lines: &[Line<'_>],
    [title, alternative]: [&str; 2],
    out: &mut String,
) {
    out.push_str(&format!("#diagramm(\n  titel: {},\n", literal(title)));
    out.push_str(&format!("  alternativtext: {},\n", literal(alternative)));
    let mut stack = Stack { art, at: Decimal::ZERO, parts: 0, names: Vec::new() };
    for (index, line) in lines.iter().enumerate() {
        let name = literal(&line.name);
        let Some((amount, value)) = line.bar else {
            stack.restart();
            out.push_str(&format!("  (art: \"gruppe\", name: {name}),\n"));
            continue;
        };
        let is_last = index + 1 == lines.len();
        let (art, from, to) = stack.put(&line.name, value, is_last);
        out.push_str(&format!(
            "  (art: \"{art}\", name: {name}, von: {from}, bis: {to}, betrag: ["
        ));
        set.write(amount, false, out);
        out.push_str("]),\n");
    }
    out.push_str(")\n");
}

/// A line of the block.
struct Line<'a> {
    name: String,
    /// The amount with its sign, and what it is worth.
    bar: Option<(&'a [Span], Decimal)>,
}

impl<'a> Line<'a> {
    /// A bar whose amount is no figure has no length: its text heads a group.
    fn of(set: Text<'_>, line: &'a DiagramLine) -> Self {
        let name = text(&line.name);
        let Some(amount) = line.amount.as_deref() else { return Self { name, bar: None } };
        let shown = amount.iter().find_map(|span| span.figure);
        match shown.and_then(|shown| set.printed.get(shown.index)) {
            Some(printed) => Self { name, bar: Some((amount, printed.value)) },
            None => Self { name: format!("{name}: {}", text(amount)), bar: None },
        }
    }
}

/// Where the next bar begins.
struct Stack<'a> {
    /// The names of the parts: a part looks the same in every group.
    names: Vec<&'a str>,
    art: DiagramArt,
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
        let is_whole = self.parts == 1 || (is_last && self.art == DiagramArt::Bridge);
        if is_whole {
            self.at = if self.art == DiagramArt::Bridge { value } else { Decimal::ZERO };
            return ("summe", Decimal::ZERO, value);
        }
        let from = self.at;
        self.at = from.saturating_add(value);
        if !self.names.contains(&name) {
            self.names.push(name);
        }
        let position = self.names.iter().position(|own| *own == name).unwrap_or(0);
        let art = match (self.art, value.is_sign_negative(), position % 2) {
            (DiagramArt::Bridge, false, _) | (DiagramArt::Jahre, _, 0) => "teil",
            _ => "gegenteil",
        };
        (art, from, self.at)
    }
}

/// All that the drawing shows.
fn alternative(lines: &[Line<'_>]) -> String {
    let line = |line: &Line<'_>| match &line.bar {
        Some((amount, _)) => format!("{} {}", line.name, text(amount)),
        None => line.name.clone(),
    };
    lines.iter().map(line).collect::<Vec<_>>().join("; ")
}
