//! Turns the marks of Markdown into words: where links lead and what is emphasised.
//!
//! They stand beside the text of a block and are no words of it, so that a text is the
//! same with and without them.

use super::worte::{self, Wort};

/// What the marks of Markdown say of a text, in words.
#[derive(Debug, Clone, Default)]
pub(super) struct Auszeichnung {
    /// Where its links lead.
    pub(super) verweise: Vec<Wort>,
    /// What of it is emphasised.
    pub(super) betonung: Vec<Wort>,
}

impl Auszeichnung {
    /// Notes where a link leads.
    pub(super) fn refer(&mut self, target: &str) {
        note(&mut self.verweise, worte::words(&format!("Verweis auf „{target}“")));
    }

    /// Notes which words are emphasised.
    pub(super) fn emphasise(&mut self, own: &[Wort], is_strong: bool) {
        let what = if is_strong { "fett „" } else { "kursiv „" };
        note(&mut self.betonung, [&worte::words(what), own, &worte::words("“")].concat());
    }

    /// Adds what is said of the text that follows.
    pub(super) fn extend(&mut self, next: &Self) {
        let both = [(&mut self.verweise, &next.verweise), (&mut self.betonung, &next.betonung)];
        for (own, next) in both.into_iter().filter(|(_, next)| !next.is_empty()) {
            note(own, next.clone());
        }
    }
}

fn note(notes: &mut Vec<Wort>, note: Vec<Wort>) {
    if !notes.is_empty() {
        notes.extend(worte::words(", "));
    }
    notes.extend(note);
}
