//! The sections of a document, each with its blocks, and what it is known again by.

use super::alignment::{self, Comparable};
use super::blocks::Block;
use super::groups;
use super::words::{Word, joined};
use crate::data::Wording;

/// What stands under one heading.
#[derive(Debug, Clone, Default)]
pub(in crate::compare) struct Section {
    /// The headings above it, from the outermost inwards.
    pub(in crate::compare) path: Vec<Vec<Word>>,
    pub(in crate::compare) blocks: Vec<Block>,
    /// Whether it is the letterhead, or what stands under the title.
    pub(in crate::compare) is_head: bool,
    key: String,
    words: Vec<String>,
}

impl Section {
    /// What stands under `heading`, as yet nothing.
    pub(in crate::compare) fn under(heading: Vec<Word>) -> Self {
        Self { path: vec![heading], ..Self::default() }
    }

    /// Its last heading.
    pub(in crate::compare) fn name(&self) -> &[Word] {
        self.path.last().map(Vec::as_slice).unwrap_or_default()
    }

    /// With what it is known again by; it has so many outermost `lists`.
    pub(in crate::compare) fn finish(mut self, lists: usize, wording: &Wording) -> Self {
        if lists > 1 {
            self.blocks.iter_mut().for_each(|block| block.name_list(wording));
        }
        groups::name(&mut self.blocks);
        self.key = joined(&self.path);
        self.words = self.blocks.iter().flat_map(|block| block.words.clone()).collect();
        self.words.sort();
        self
    }
}

impl Comparable for Section {
    fn key(&self) -> &str {
        &self.key
    }

    fn likeness(&self, other: &Self) -> usize {
        alignment::common(&self.words, &other.words)
    }
}
