//! Replacements of parts of a piece of prose, made all at once.

use std::ops::Range;

/// A replacement of a range of the prose by other text.
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

/// `prose` with its edits; of two that overlap, the later one is left out.
pub(super) fn apply(prose: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut text = String::with_capacity(prose.len());
    let mut from = 0;
    for edit in edits {
        if edit.range.start < from {
            continue;
        }
        text.push_str(prose.get(from..edit.range.start).unwrap_or_default());
        text.push_str(&edit.text);
        from = edit.range.end;
    }
    text.push_str(prose.get(from..).unwrap_or_default());
    text
}
