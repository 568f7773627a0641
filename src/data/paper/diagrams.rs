//! The diagrams that a paper asks for.

use crate::data::record::choice::choice;

choice! {
    /// A diagram of a paper.
    pub enum Diagram {
        /// What is spent per Haushaltsjahr, and who pays it.
        Jahre = "jahre", "Jahre",
            "Aufwendungen und Auszahlungen je Haushaltsjahr, und wer sie trägt.";
        /// From the own share of an earlier paper to that of this one.
        Bridge = "bruecke", "Brücke",
            "Was den Eigenanteil gegenüber der früheren Vorlage verändert.";
    }
}
