//! The sections of a document and what stands in them: paragraphs, numbered items and rows
//! of tables, each with the name of its place and what it is known again by.
//!
//! Emphasis and the targets of links are no words; each block holds them beside its text.

use std::sync::Arc;

use super::alignment::{self, Comparable};
use super::markup::Markup;
use super::words::{self, Word, joined, sorted};
use crate::data::Wording;

/// A paragraph, or a row of a table.
#[derive(Debug, Clone)]
pub(in crate::compare) struct Block {
    /// Its place in the section, such as `Ziffer 2, Punkt 1`.
    pub(in crate::compare) origin: Vec<Word>,
    pub(in crate::compare) content: Content,
    /// How it is set.
    pub(in crate::compare) markup: Markup,
    /// The list of the section in which it stands, counted from one.
    pub(in crate::compare) list: Option<usize>,
    /// Whether it stands in an item that a resolution counts.
    pub(in crate::compare) is_numbered: bool,
    key: String,
    /// The words by which it is known again, sorted: of a row those of its first cell.
    pub(in crate::compare) words: Vec<String>,
    /// The other cells of a row.
    rest: String,
    /// The heads of its table, sorted.
    heads: Vec<String>,
}

/// With how many equal words two texts begin alike.
const BEGINNING: usize = 3;

/// What a block holds.
#[derive(Debug, Clone)]
pub(in crate::compare) enum Content {
    Paragraph(Vec<Word>),
    /// A row, or the head row itself, of a table with these heads.
    Row {
        heads: Arc<Vec<Vec<Word>>>,
        cells: Vec<Vec<Word>>,
    },
}

impl Block {
    pub(in crate::compare) fn new(origin: Vec<Word>, content: Content) -> Self {
        let (key, words, rest, heads) = match &content {
            Content::Paragraph(words) => {
                (words::text(words), sorted(words), String::new(), Vec::new())
            }
            Content::Row { heads, cells } => {
                let key = format!("{}\n{}", joined(heads), joined(cells));
                let first = cells.first().map(Vec::as_slice).unwrap_or_default();
                let others = cells.get(1..).unwrap_or_default();
                let words = match sorted(first) {
                    words if words.is_empty() => sorted(&others.concat()),
                    words => words,
                };
                let mut heads: Vec<String> = heads.iter().map(|head| words::text(head)).collect();
                heads.sort();
                (key, words, joined(others), heads)
            }
        };
        Self {
            origin,
            content,
            markup: Markup::default(),
            list: None,
            is_numbered: false,
            key,
            words,
            rest,
            heads,
        }
    }

    /// Whether `other`, which says something else, may stand in its place: an item of the
    /// same number, or a text that begins alike.
    pub(in crate::compare) fn is_replaced_by(&self, other: &Self) -> bool {
        let (Content::Paragraph(old), Content::Paragraph(new)) = (&self.content, &other.content)
        else {
            return false;
        };
        let is_item = self.list.is_some() && other.list.is_some();
        let beginning = |words: &[Word]| -> Vec<String> {
            let telling = words.iter().filter(|word| word.says_something());
            telling.take(BEGINNING).map(|word| word.text.clone()).collect()
        };
        let (a, b) = (beginning(old), beginning(new));
        (is_item && self.origin == other.origin) || (a.len() == BEGINNING && a == b)
    }

    /// Whether both are rows of tables with the same heads: in a letterhead that is the same row,
    /// though its first cell may be the number of the paper.
    pub(in crate::compare) fn is_row_beside(&self, other: &Self) -> bool {
        !self.heads.is_empty() && self.heads == other.heads
    }

    /// Tells its list from the others of its section.
    pub(in crate::compare) fn name_list(&mut self, wording: &Wording) {
        if let Some(list) = self.list {
            let name = wording.fill("synopse.aufzaehlung", &[("nummer", &list.to_string())]);
            self.is_numbered = false;
            self.origin.splice(0..0, words::words(&format!("{name}, ")));
        }
    }

    /// Whether it is long enough to be known again at another place.
    pub(in crate::compare) fn is_telling(&self) -> bool {
        self.words.len() >= 4
    }
}

impl Comparable for Block {
    fn key(&self) -> &str {
        &self.key
    }

    fn likeness(&self, other: &Self) -> usize {
        match (&self.content, &other.content) {
            (Content::Paragraph(_), Content::Paragraph(_)) => {
                alignment::common(&self.words, &other.words)
            }
            // What stands in columns of other names is not the same said otherwise.
            (Content::Row { .. }, Content::Row { .. })
                if alignment::common(&self.heads, &other.heads) < alignment::ALIKE =>
            {
                0
            }
            (Content::Row { .. }, Content::Row { .. }) => {
                let likeness = alignment::common(&self.words, &other.words);
                // A row that got another name and kept all its values.
                let is_renamed =
                    self.rest == other.rest && self.rest.contains(char::is_alphanumeric);
                if is_renamed { likeness.max(alignment::ALIKE) } else { likeness }
            }
            _ => 0,
        }
    }
}
