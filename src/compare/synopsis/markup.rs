//! Turns the marks of Markdown into words: where links lead and what is emphasised.
//!
//! They stand beside the text of a block and are no words of it, so that a text is the
//! same with and without them.

use super::words::{self, Word};
use crate::data::Wording;

/// What the marks of Markdown say of a text, in words.
#[derive(Debug, Clone, Default)]
pub(in crate::compare) struct Markup {
    /// Where its links lead.
    pub(in crate::compare) references: Vec<Word>,
    /// What of it is emphasised.
    pub(in crate::compare) emphasis: Vec<Word>,
}

impl Markup {
    /// Notes where a link leads.
    pub(in crate::compare) fn refer(&mut self, wording: &Wording, target: &str) {
        let said = wording.fill("synopse.verweis", &[("ziel", target)]);
        note(&mut self.references, words::words(&said));
    }

    /// Notes which words are emphasised.
    pub(in crate::compare) fn emphasise(
        &mut self,
        wording: &Wording,
        own: &[Word],
        is_strong: bool,
    ) {
        let key = if is_strong { "synopse.fett" } else { "synopse.kursiv" };
        let (before, after) = wording.around(key, "text");
        note(&mut self.emphasis, [&words::words(before), own, &words::words(after)].concat());
    }

    /// Adds what is said of the text that follows.
    pub(in crate::compare) fn extend(&mut self, next: &Self) {
        let both = [(&mut self.references, &next.references), (&mut self.emphasis, &next.emphasis)];
        for (own, next) in both.into_iter().filter(|(_, next)| !next.is_empty()) {
            note(own, next.clone());
        }
    }
}

fn note(notes: &mut Vec<Word>, note: Vec<Word>) {
    if !notes.is_empty() {
        notes.extend(words::words(", "));
    }
    notes.extend(note);
}
