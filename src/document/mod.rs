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
mod inserts;
mod literals;
pub mod marks;
mod prose;
mod regions;
mod sections;
mod shared;
mod templates;
mod text;
mod tidy;
mod titles;
pub mod tree;
pub mod written;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::data::Text;
use crate::diagnostic::Diagnostic;

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
pub use inserts::{BESCHLUSS, ChangedZiffer, Inserts, Neighbour, Numbering, SYNOPSE, ZifferFate};
pub use sections::LETTERHEAD;
pub use templates::TemplateFiles;
pub use text::{Change, ChangeKind, OPTIONS, Printed};
pub use titles::Titles;
pub use tree::Tree;

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
