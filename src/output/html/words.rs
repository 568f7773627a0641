//! The words that a page of the web has beside its text: they are those of the city.

use crate::data::Wording;

/// Says the words below `netzseite`.
#[derive(Clone, Copy)]
pub(super) struct Words<'a>(pub(super) &'a Wording);

impl<'a> Words<'a> {
    /// The words called `key`.
    pub(super) fn say(self, key: &str) -> &'a str {
        self.0.say(&format!("netzseite.{key}"))
    }

    /// The same with `filled` in their places.
    pub(super) fn fill(self, key: &str, filled: &[(&str, &str)]) -> String {
        self.0.fill(&format!("netzseite.{key}"), filled)
    }
}
