//! One of the two versions that are compared, and how its places are moved into the comparison.

use crate::data::{Paper, TypedValue};
use crate::diagnostic::{Place, Sources};
use crate::document::Document;
use crate::finance::Figures;

/// A version of a paper.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    /// The name by which the user knows it: a folder, a file, a revision.
    pub name: &'a str,
    /// Its data.
    pub paper: &'a Paper,
    /// What was typed.
    pub typed_values: &'a [TypedValue],
    /// Its figures.
    pub figures: &'a Figures,
    /// Its text.
    pub document: &'a Document,
    /// The texts that its places point into.
    pub sources: &'a Sources,
}

/// Where the places of a version stand in the texts of the comparison.
pub(in crate::compare) type Moved = Box<dyn Fn(&Place) -> Place>;
