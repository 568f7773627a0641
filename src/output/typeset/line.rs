//! Writes the spans of a line: each within the calls for what is said of it.

use super::changes;
use super::literal::{Text, literal};
use crate::document::ChangeKind;
use crate::document::tree::{Span, is_blank};

/// A call around text; those further out come first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Call {
    Change(&'static str),
    Link(String),
    Strong,
    Emphasis,
    Struck,
}

impl Call {
    fn opening(&self) -> String {
        match self {
            Self::Change(function) => format!("#{function}["),
            Self::Link(target) => format!("#link({})[", literal(target)),
            Self::Strong => "#strong[".to_owned(),
            Self::Emphasis => "#emph[".to_owned(),
            Self::Struck => "#strike[".to_owned(),
        }
    }
}

impl Text<'_> {
    /// Writes `spans`; strong and emphasised text is set like any other where `even`.
    pub(super) fn write(self, spans: &[Span], even: bool, out: &mut String) {
        let mut open: Vec<Call> = Vec::new();
        for (index, span) in spans.iter().enumerate() {
            let rest = spans.get(index..).unwrap_or_default();
            let calls = calls(span, rest, open.contains(&link(span)), even);
            let kept = open.iter().zip(&calls).take_while(|(a, b)| a == b).count();
            open.drain(kept..).for_each(|_| out.push_str("];"));
            for call in calls.into_iter().skip(kept) {
                out.push_str(&call.opening());
                open.push(call);
            }
            let before = index.checked_sub(1).and_then(|before| spans.get(before));
            self.span(span, before, out);
        }
        open.iter().for_each(|_| out.push_str("];"));
    }

    fn span(self, span: &Span, before: Option<&Span>, out: &mut String) {
        match span.figure {
            _ if span.is_break() => out.push_str("#linebreak();"),
            Some(shown) => {
                let before = before.filter(|before| before.range.end == span.range.start);
                let sign = before.and_then(|before| before.text.chars().next_back());
                self.figure(shown.index, &span.text, sign, out);
            }
            None => self.plain(&span.text, span.range.start, out),
        }
    }
}

fn link(span: &Span) -> Call {
    Call::Link(span.link.as_deref().unwrap_or_default().to_owned())
}

/// The calls around `span`, with which `rest` begins.
fn calls(span: &Span, rest: &[Span], is_linked: bool, even: bool) -> Vec<Call> {
    let change = |art: ChangeKind| Call::Change(changes::function(art));
    let outside = |target: &str| {
        ["https://", "http://", "mailto:"].iter().any(|kind| target.starts_with(kind))
    };
    // A link to the outside, around text; other targets could not be followed from a PDF.
    let has_text = || {
        let own = rest.iter().take_while(|next| next.link == span.link).count();
        !is_blank(rest.get(..own).unwrap_or_default())
    };
    let leads = span.link.as_deref().is_some_and(outside) && (is_linked || has_text());
    let calls = [
        span.change.map(change),
        leads.then(|| link(span)),
        (span.strong && !even).then_some(Call::Strong),
        (span.emphasis && !even).then_some(Call::Emphasis),
        span.struck.then_some(Call::Struck),
    ];
    calls.into_iter().flatten().collect()
}
