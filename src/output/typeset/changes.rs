//! Turns the marks of changed words into calls of two functions of the page layout.
//!
//! Only marks that the document declares are turned; the same signs in a clerk's
//! text are text.

use std::ops::Range;

use super::{Piece, Text};
use crate::document::marks::BRACKET;
use crate::document::{Change, ChangeKind, Document};
use crate::output::Look;

/// The functions of `seite.typ` that set changed words.
const FUNCTIONS: [(ChangeKind, &str); 2] =
    [(ChangeKind::Struck, "gestrichen"), (ChangeKind::Inserted, "eingefuegt")];

/// The functions that `document` needs and `look` does not define.
pub(in crate::output) fn lacking(document: &Document, look: &Look) -> Vec<&'static str> {
    let is_used = |art| document.changes.iter().any(|change| change.art == art);
    let is_defined = |name: &str| look.seite.contains(&format!("#let {name}("));
    let used = FUNCTIONS.into_iter().filter(|(art, _)| is_used(*art));
    used.map(|(_, name)| name).filter(|name| !is_defined(name)).collect()
}

fn function(art: ChangeKind) -> &'static str {
    FUNCTIONS.into_iter().find(|(of, _)| *of == art).map_or("", |(_, name)| name)
}

/// The marks at both ends of a change, and what each is in the source.
fn brackets(change: &Change) -> [(Range<usize>, String); 2] {
    let Range { start, end } = change.range;
    [
        (start..start + BRACKET, format!("#{}[", function(change.art))),
        (end.saturating_sub(BRACKET)..end, "];".to_owned()),
    ]
}

impl Text<'_> {
    /// Whether words in `pieces` are marked as changed.
    pub(super) fn is_changed(self, pieces: &[Piece]) -> bool {
        let (Some((_, first)), Some((_, last))) = (pieces.first(), pieces.last()) else {
            return false;
        };
        let near = self.changes.partition_point(|change| change.range.end <= first.start);
        self.changes.get(near).is_some_and(|change| change.range.start < last.end)
    }

    /// Writes the part `range` of the text, its marks of changes as calls.
    pub(super) fn between_marks(self, range: Range<usize>, out: &mut String) {
        let first = self.changes.partition_point(|change| change.range.end <= range.start);
        let changes = self.changes.iter().skip(first);
        let near = changes.take_while(|change| change.range.start < range.end);
        let mut start = range.start;
        for (mark, source) in near.flat_map(brackets) {
            if mark.end <= range.start || mark.start >= range.end {
                continue;
            }
            self.unmarked(start..mark.start.max(start), out);
            // A mark that the parser cut in two is written once, where it begins.
            if mark.start >= range.start {
                out.push_str(&source);
            }
            start = mark.end.min(range.end);
        }
        self.unmarked(start..range.end, out);
    }
}
