//! A diagram of the tree: a block of lines, each a name and an amount.
//!
//! ~~~text
//! ```diagramm jahre           what is stacked on what: `jahre` or `bruecke`
//! Titel                       the first line
//! 2021                        a line without a figure heads a group
//! Aufwendungen: 518.400,00 €  a bar; its length is the value of the figure
//! ```
//! ~~~

use super::span::{Span, is_blank};

/// The word with which the first line of such a block begins.
const WORD: &str = "diagramm";

/// A diagram.
#[derive(Debug, Clone)]
pub struct Diagram {
    /// What is stacked on what.
    pub art: DiagramArt,
    /// What it is called.
    pub title: Vec<Span>,
    /// Groups and bars in their order.
    pub lines: Vec<DiagramLine>,
}

/// What is stacked on what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiagramArt {
    /// In every group first a whole, then its parts, from nothing on.
    Jahre,
    /// A total, what is added to it, and the total that comes of it.
    Bridge,
}

/// A group, or a bar with its amount.
#[derive(Debug, Clone)]
pub struct DiagramLine {
    /// What the group or the bar is called.
    pub name: Vec<Span>,
    /// The amount of a bar with its sign; a group has none.
    pub amount: Option<Vec<Span>>,
}

impl Diagram {
    /// The diagram whose block begins with the words `info` and has these lines, or the
    /// lines again where it is none.
    pub(super) fn of(info: &str, lines: Vec<Vec<Span>>) -> Result<Self, Vec<Vec<Span>>> {
        let art = match info.split_whitespace().collect::<Vec<_>>().as_slice() {
            [WORD, "jahre"] => DiagramArt::Jahre,
            [WORD, "bruecke"] => DiagramArt::Bridge,
            _ => return Err(lines),
        };
        let mut lines = lines.into_iter().filter(|line| !is_blank(line));
        let title = lines.next().unwrap_or_default();
        Ok(Self { art, title, lines: lines.map(DiagramLine::of).collect() })
    }

    /// Title, names and amounts in the order of the text.
    pub(super) fn text(&self) -> Vec<&[Span]> {
        let lines = self.lines.iter().flat_map(|of| {
            let [name, amount] = [Some(of.name.as_slice()), of.amount.as_deref()];
            [name, amount].into_iter().flatten()
        });
        std::iter::once(self.title.as_slice()).chain(lines).collect()
    }
}

impl DiagramLine {
    /// Cuts a line at the last colon before its figure, or before its digits where no figure
    /// is known.
    fn of(spans: Vec<Span>) -> Self {
        let figure = spans.iter().position(|span| span.figure.is_some());
        let before = spans.get(..figure.unwrap_or(spans.len())).unwrap_or_default();
        let cut = before.iter().enumerate().rev().find_map(|(index, span)| {
            let at = span.text.rfind(": ")?;
            let amount = span.text.get(at + 2..).unwrap_or_default().trim_start_matches(['+', '−']);
            let is_amount = figure.is_some() || amount.starts_with(|c: char| c.is_ascii_digit());
            is_amount.then_some((index, at))
        });
        match cut {
            Some((index, at)) => Self::cut(spans, index, at),
            // A figure without a name is an amount all the same.
            None if figure.is_some() => Self { name: Vec::new(), amount: Some(spans) },
            None => Self { name: spans, amount: None },
        }
    }

    /// `spans` cut in two at the colon that stands at byte `at` of the span at `index`.
    fn cut(mut spans: Vec<Span>, index: usize, at: usize) -> Self {
        let mut rest = spans.split_off(index);
        let Some(mut first) = rest.first().cloned() else {
            return Self { name: spans, amount: None };
        };
        let after = Span {
            text: first.text.split_off((at + 2).min(first.text.len())),
            range: (first.range.start + at + 2).min(first.range.end)..first.range.end,
            ..first.clone()
        };
        first.text.truncate(at);
        first.range.end = (first.range.start + at).min(first.range.end);
        let keeps = |span: &Span| !span.text.is_empty();
        spans.extend(Some(first).filter(keeps));
        rest.splice(0..1, Some(after).filter(keeps));
        Self { name: spans, amount: Some(rest) }
    }
}
