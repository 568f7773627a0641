//! Cuts the text of a line into runs: text that is set alike, a wanted line break, a box to tick.

use crate::document::ChangeKind;
use crate::document::tree::Span;

/// Boxes to tick, which the fonts of text do not have.
const BOXES: [char; 3] = ['☐', '☑', '☒'];

/// Where a link may lead that can be followed from a file.
const OUTSIDE: [&str; 3] = ["https://", "http://", "mailto:"];

/// A piece of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run<'a> {
    pub(super) text: &'a str,
    pub(super) kind: RunKind,
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) struck: bool,
    pub(super) change: Option<ChangeKind>,
    pub(super) link: Option<&'a str>,
}

/// What a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RunKind {
    Text,
    Break,
    Box,
}

/// The runs of `spans`; strong and emphasised text is set like any other where `even`.
pub(super) fn runs(spans: &[Span], even: bool) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    for span in spans {
        let run = Run {
            text: &span.text,
            kind: RunKind::Text,
            strong: span.strong && !even,
            emphasis: span.emphasis && !even,
            struck: span.struck,
            change: span.change,
            link: span
                .link
                .as_deref()
                .filter(|target| OUTSIDE.iter().any(|kind| target.starts_with(kind))),
        };
        if span.is_break() {
            runs.push(Run { kind: RunKind::Break, text: "", ..run });
        } else {
            cut(run, &mut runs);
        }
    }
    runs
}

/// Cuts `run` at its boxes to tick.
fn cut<'a>(run: Run<'a>, runs: &mut Vec<Run<'a>>) {
    let mut rest = run.text;
    while !rest.is_empty() {
        let is_box = rest.starts_with(BOXES);
        let end = match rest.chars().next().filter(|_| is_box) {
            Some(tick) => tick.len_utf8(),
            None => rest.find(BOXES).unwrap_or(rest.len()),
        };
        let (text, after) = rest.split_at(end);
        let kind = if is_box { RunKind::Box } else { RunKind::Text };
        runs.push(Run { text, kind, ..run });
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_and_breaks_stand_for_themselves() {
        let span = |text: &str| Span { text: text.into(), strong: true, ..Span::default() };
        let spans = [span("☐ Nein ☒☑"), span("\n"), span("x")];
        let runs = runs(&spans, true);
        let cut: Vec<(&str, RunKind)> = runs.iter().map(|run| (run.text, run.kind)).collect();
        use RunKind::{Box, Break, Text};
        let expected =
            [("☐", Box), (" Nein ", Text), ("☒", Box), ("☑", Box), ("", Break), ("x", Text)];
        assert_eq!(cut, expected);
        assert!(runs.iter().all(|run| !run.strong));
    }
}
