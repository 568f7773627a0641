//! The same paper under other assumptions.

use super::{Paper, Placed};

/// A variant of the paper.
#[derive(Debug, Clone)]
pub struct Szenario {
    /// The key of its figures, `szenario.<id>.…`.
    pub id: Placed<String>,
    /// Its name as printed.
    pub name: String,
    /// The paper with the changed values; itself without scenarios and prose.
    pub paper: Box<Paper>,
}
