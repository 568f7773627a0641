//! The diagrams that a paper asks for.

use super::Vorlage;

/// A diagram of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Diagramm {
    /// What is spent per Haushaltsjahr, and who pays it.
    Jahre,
    /// From the own share of an earlier paper to that of this one.
    Bruecke,
}

impl Diagramm {
    /// The words by which the data ask for them.
    pub(super) const ALL: [(&'static str, Self); 2] =
        [("jahre", Self::Jahre), ("bruecke", Self::Bruecke)];

    /// The word by which the data ask for it.
    pub fn wort(self) -> &'static str {
        Self::ALL.iter().find(|(_, own)| *own == self).map_or("", |(wort, _)| wort)
    }
}

impl Vorlage {
    /// Whether the paper asks for the diagram `of`.
    pub fn zeichnet(&self, of: Diagramm) -> bool {
        self.diagramme.iter().any(|own| own.value == of)
    }
}
