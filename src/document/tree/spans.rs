//! Text of the Markdown as spans: cut where a figure or a change begins or ends.

use std::ops::Range;
use std::sync::Arc;

use super::span::{Shown, Span};
use crate::document::marks::BRACKET;
use crate::document::text::{Change, ChangeKind, Printed};

/// What stands in the text beside its words.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) markdown: &'a str,
    pub(super) printed: &'a [Printed],
    pub(super) changes: &'a [Change],
}

/// How the text that is read is set.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    pub(super) strong: usize,
    pub(super) emphasis: usize,
    pub(super) struck: usize,
    pub(super) is_code: bool,
    /// Where the open links lead; a link in a link is none.
    pub(super) links: Vec<Arc<str>>,
}

impl Look {
    fn span(&self, text: &str, range: Range<usize>) -> Span {
        Span {
            text: text.to_owned(),
            range,
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            struck: self.struck > 0,
            code: self.is_code,
            link: self.links.first().cloned(),
            ..Span::default()
        }
    }
}

impl Source<'_> {
    /// Adds `text`, which stands at `range` of the Markdown, to `spans`.
    pub(super) fn add(self, text: &str, range: Range<usize>, look: &Look, spans: &mut Vec<Span>) {
        if self.markdown.get(range.clone()) != Some(text) {
            // An entity such as `&amp;`: its bytes are not those of the Markdown, and no
            // figure is written as one.
            return spans.push(look.span(text, range));
        }
        let mut at = range.start;
        while at < range.end {
            let (change, until) = match self.change(at, range.end) {
                Part::Mark(end) => {
                    at = end;
                    continue;
                }
                Part::Text(change, until) => (change, until),
            };
            let (figure, until) = self.figure(at, until);
            let text = self.markdown.get(at..until).unwrap_or_default();
            join(spans, Span { change, figure, ..look.span(text, at..until) });
            at = until;
        }
    }

    /// What stands at `at`, and up to where, at most up to `end`.
    fn change(self, at: usize, end: usize) -> Part {
        let index = self.changes.partition_point(|change| change.range.end <= at);
        let Some(Change { art, range }) = self.changes.get(index) else {
            return Part::Text(None, end);
        };
        let inside = range.start + BRACKET..range.end.saturating_sub(BRACKET);
        if at < range.start {
            Part::Text(None, end.min(range.start))
        } else if at < inside.start {
            Part::Mark(inside.start)
        } else if at < inside.end {
            Part::Text(Some(*art), end.min(inside.end))
        } else {
            Part::Mark(range.end)
        }
    }

    /// The figure that stands at `at`, and up to where this is so, at most up to `end`.
    fn figure(self, at: usize, end: usize) -> (Option<Shown>, usize) {
        let index = self.printed.partition_point(|printed| printed.range.end <= at);
        match self.printed.get(index) {
            Some(printed) if printed.range.start <= at => {
                (Some(Shown { id: printed.figure, index }), end.min(printed.range.end))
            }
            Some(printed) => (None, end.min(printed.range.start)),
            None => (None, end),
        }
    }
}

/// What stands at a place of the text.
enum Part {
    /// Text that changed in this way, or did not, up to this byte.
    Text(Option<ChangeKind>, usize),
    /// A mark of a change, up to this byte.
    Mark(usize),
}

/// Adds `next` to the last span, where it goes on what that says: the parser hands out
/// some signs one by one.
fn join(spans: &mut Vec<Span>, next: Span) {
    let goes_on = |last: &Span| {
        let is_exact = last.text.len() == last.range.len();
        is_exact
            && last.range.end == next.range.start
            && last.figure == next.figure
            && last.is_set_like(&next)
    };
    match spans.last_mut() {
        Some(last) if goes_on(last) => {
            last.text.push_str(&next.text);
            last.range.end = next.range.end;
        }
        _ => spans.push(next),
    }
}
