//! Turns figures, prose and templates into one Markdown text.
//!
//! That text is the document: every format is made from it. It knows where each
//! figure stands in it.

mod compose;
mod context;
mod engine;
mod explanation;
mod extracts;
mod facts;
mod formula;
pub mod german;
mod inserts;
mod literals;
pub mod marks;
mod prose;
mod regions;
mod sections;
mod templates;
pub mod tree;

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use pulldown_cmark::Options;
use rust_decimal::Decimal;

use crate::data::Text;
use crate::diagnostic::Diagnostic;
use crate::finance::FigureId;

/// What is wrong with `texte` whatever the data are: for a paper that has no
/// figures, since its data are wrong as well.
pub fn proofread(texte: &BTreeMap<String, Text>) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (file, part) in texte.values().flat_map(|text| &text.alle) {
        prose::proofread(part, *file, &mut problems);
    }
    problems
}

pub use compose::{Draft, Setting};
pub use engine::Engines;
pub use explanation::{Explainer, Explanation, Standing};
pub use extracts::Extracts;
pub use formula::superscript;
pub use inserts::{
    BESCHLUSS, Inserts, Neighbour, Numbering, SYNOPSE, Ziffernaenderung, Ziffernart,
};
pub use sections::LETTERHEAD;
pub use templates::TemplateFiles;
pub use tree::Tree;

/// The Markdown that documents and prose are written in: CommonMark with pipe tables
/// and struck text.
pub const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// A finished paper: its text and where the figures stand in it.
#[derive(Debug, Clone)]
pub struct Document {
    /// The whole paper as CommonMark with pipe tables. What stands before the
    /// first heading is the letterhead.
    pub markdown: String,
    /// The same as blocks, read once.
    pub tree: Tree,
    /// The figures in the order of the text.
    pub printed: Vec<Printed>,
    /// Where words are marked as changed, in the order of the text. Whatever looks like
    /// such a mark and is not listed here is text.
    pub changes: Vec<Change>,
    /// What the document is, beside its text.
    pub meta: Meta,
}

impl Document {
    /// The document of this text, in which these figures and changes stand.
    pub fn new(markdown: String, printed: Vec<Printed>, changes: Vec<Change>, meta: Meta) -> Self {
        let tree = Tree::read(&markdown, &printed, &changes);
        Self { markdown, tree, printed, changes, meta }
    }
}

/// A figure that stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Which figure.
    pub figure: FigureId,
    /// Its printed value, by which a diagram is drawn.
    pub value: Decimal,
    /// Its bytes in the Markdown.
    pub range: Range<usize>,
}

/// Words that a document marks as changed against an earlier version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// How they changed.
    pub art: ChangeKind,
    /// Their bytes in the Markdown, with the marks `{--…--}` or `{++…++}`.
    pub range: Range<usize>,
}

/// How words changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// They stand no longer in the text.
    Struck,
    /// They stand newly in the text.
    Inserted,
}

/// What a document is, beside its text: for running heads and PDF metadata.
#[derive(Debug, Clone)]
pub struct Meta {
    /// The kind of paper, such as `Beschlussvorlage`.
    pub art: String,
    /// Its number, such as `1234/2021`.
    pub nummer: String,
    /// Its subject.
    pub betreff: String,
    /// The city as an author, in the words of its profile.
    pub stadt: String,
    /// The date of the paper.
    pub datum: Date,
}
