//! Writes the text of a block: what is set alike in one element, a figure as a button that
//! opens its answer, changes with words for those who do not see them.

use super::answers::Answers;
use super::escape::escaped;
use super::words::Words;
use crate::document::ChangeKind;
use crate::document::tree::Span;

/// Boxes to tick, and the word for each.
const BOXES: [(char, &str); 3] = [('☐', "leer"), ('☑', "angekreuzt"), ('☒', "angekreuzt")];

/// Where a link may lead that can be followed from a page.
const OUTSIDE: [&str; 3] = ["https://", "http://", "mailto:"];

/// Writes lines.
#[derive(Clone, Copy)]
pub(super) struct Lines<'a> {
    pub(super) words: Words<'a>,
    pub(super) answers: Option<&'a Answers<'a>>,
}

impl Lines<'_> {
    /// `spans` as HTML; strong and emphasised text is set like any other where `even`.
    pub(super) fn written(self, spans: &[Span], even: bool) -> String {
        let mut out = String::new();
        for alike in spans.chunk_by(|a, b| a.link == b.link && a.change == b.change) {
            self.chunk(alike, even, &mut out);
        }
        out
    }

    /// Spans of one change and one link.
    fn chunk(self, spans: &[Span], even: bool, out: &mut String) {
        let Some(first) = spans.first() else { return };
        let is_outside = |target: &&str| OUTSIDE.iter().any(|kind| target.starts_with(kind));
        let link = first.link.as_deref().filter(is_outside);
        let change = match first.change {
            Some(ChangeKind::Struck) => Some(("del", "gestrichen")),
            Some(ChangeKind::Inserted) => Some(("ins", "eingefuegt")),
            None => None,
        };
        if let Some((tag, word)) = change {
            let word = escaped(self.words.say(word));
            out.push_str(&format!("<{tag}><span class=\"stumm\"> [{word}: </span>"));
        }
        if let Some(target) = link {
            out.push_str(&format!("<a href=\"{}\" rel=\"noreferrer\">", escaped(target)));
        }
        for span in spans {
            self.span(span, even, out);
        }
        if link.is_some() {
            out.push_str("</a>");
        }
        if let Some((tag, _)) = change {
            out.push_str(&format!("<span class=\"stumm\">] </span></{tag}>"));
        }
    }

    fn span(self, span: &Span, even: bool, out: &mut String) {
        if span.is_break() {
            out.push_str("<br/>");
            return;
        }
        let tags = [
            ("strong", span.strong && !even),
            ("em", span.emphasis && !even),
            ("s", span.struck),
            ("code", span.code),
        ];
        let open: Vec<&str> = tags.iter().filter(|(_, is)| *is).map(|(tag, _)| *tag).collect();
        open.iter().for_each(|tag| out.push_str(&format!("<{tag}>")));
        let answer = span.figure.and_then(|of| self.answers?.button(of.id, &span.text));
        match answer.filter(|_| span.link.is_none()) {
            Some(button) => out.push_str(&button),
            None => self.boxes(&span.text, out),
        }
        open.iter().rev().for_each(|tag| out.push_str(&format!("</{tag}>")));
    }

    /// Text in which boxes to tick say what they are.
    fn boxes(self, text: &str, out: &mut String) {
        let mut rest = text;
        while let Some((at, (sign, word))) =
            BOXES.iter().filter_map(|of| Some((rest.find(of.0)?, *of))).min_by_key(|(at, _)| *at)
        {
            let (before, behind) = rest.split_at(at);
            let word = escaped(self.words.say(word));
            out.push_str(&escaped(before));
            out.push_str(&format!("<span role=\"img\" aria-label=\"{word}\">{sign}</span>"));
            rest = behind.get(sign.len_utf8()..).unwrap_or_default();
        }
        out.push_str(&escaped(rest));
    }
}
