//! The diagrams that a paper asks for.

use crate::data::Vorlage;

/// A diagram of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Diagram {
    /// What is spent per Haushaltsjahr, and who pays it.
    Jahre,
    /// From the own share of an earlier paper to that of this one.
    Bridge,
}

impl Diagram {
    /// The words by which the data ask for them.
    pub(in crate::data) const ALL: [(&'static str, Self); 2] =
        [("jahre", Self::Jahre), ("bruecke", Self::Bridge)];

    /// The word by which the data ask for it.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, own)| *own == self).map_or("", |(word, _)| word)
    }
}

impl Vorlage {
    /// Whether the paper asks for the diagram `of`.
    pub fn zeichnet(&self, of: Diagram) -> bool {
        self.diagramme.iter().any(|own| own.value == of)
    }
}
