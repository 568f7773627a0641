//! Reads the numbered items of a resolution, and what stands before and after them.

use std::ops::Range;

use crate::compare::synopsis::alignment::{self, Comparable};
use crate::compare::synopsis::words::{self, Word, sorted};
use crate::document::marks;
use crate::document::tree::{Block, Content, Tree};

/// An item of a resolution.
pub(in crate::compare) struct Ziffer {
    /// Its words, by which it is the same or another.
    pub(in crate::compare) key: String,
    words: Vec<String>,
    /// Its marked Markdown, without its number.
    pub(in crate::compare) text: String,
}

impl Comparable for Ziffer {
    fn key(&self) -> &str {
        &self.key
    }

    fn likeness(&self, other: &Self) -> usize {
        alignment::common(&self.words, &other.words)
    }
}

/// `text` as the rest of a numbered item.
pub(in crate::compare) fn indented(text: &str) -> String {
    text.replace('\n', "\n   ")
}

/// The items of the outermost numbered lists of a resolution.
pub(in crate::compare) fn items(marked: &str) -> Vec<Ziffer> {
    ranges(marked).into_iter().filter_map(|range| marked.get(range)).map(item).collect()
}

/// Where those items stand.
pub(in crate::compare) fn ranges(marked: &str) -> Vec<Range<usize>> {
    let tree = Tree::read(marked, &[], &[]);
    let mut open: Vec<&Block> = tree.blocks().collect();
    open.reverse();
    let mut ranges = Vec::new();
    while let Some(block) = open.pop() {
        match &block.content {
            // A list within an item belongs to that.
            Content::List(list) if list.is_numbered => {
                ranges.extend(list.items.iter().map(|item| item.range.clone()));
            }
            Content::Quote(blocks) => open.extend(blocks.iter().rev()),
            _ => {}
        }
    }
    ranges
}

/// An item of a list as it stands: its number, a blank, and indented lines.
fn item(source: &str) -> Ziffer {
    let source = source.trim_end();
    let number = source.find(['.', ')']).map_or(0, |end| end + 1);
    let rest = source.get(number..).unwrap_or_default();
    let indent = number + rest.len() - rest.trim_start_matches(' ').len();
    let mut lines = rest.trim_start_matches(' ').lines();
    let mut text = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let blank = line.len() - line.trim_start_matches(' ').len();
        text.push('\n');
        text.push_str(line.get(blank.min(indent)..).unwrap_or_default());
    }
    let words = words::words(&marks::unmarked(&text));
    Ziffer { key: key(&words), words: sorted(&words), text }
}

/// By what a text is the same or another: its words, however they are set.
fn key(words: &[Word]) -> String {
    words::text(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// By what a marked text is the same or another.
pub(in crate::compare) fn said(marked: &str) -> String {
    key(&words::words(&marks::unmarked(marked)))
}
