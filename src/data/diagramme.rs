//! The diagrams that a paper asks for.

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
}
