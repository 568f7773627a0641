//! Puts two texts beside each other, paragraph by paragraph, cell by cell, word by word.

pub(in crate::compare) mod alignment;
pub(in crate::compare) mod blocks;
pub(in crate::compare) mod columns;
pub(in crate::compare) mod counterpart;
pub(in crate::compare) mod fragment;
pub(in crate::compare) mod groups;
pub(in crate::compare) mod line_block;
pub(in crate::compare) mod markup;
pub(in crate::compare) mod passages;
pub(in crate::compare) mod reader;
pub(in crate::compare) mod scenario_texts;
pub(in crate::compare) mod section;
pub(in crate::compare) mod sentences;
pub(in crate::compare) mod synopse;
pub(in crate::compare) mod table;
pub(in crate::compare) mod words;
