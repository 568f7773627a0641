//! The text of an office file, as it is read back.

/// The text of an office file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeText {
    /// A line for each paragraph and each cell of a table, in their order.
    pub lines: Vec<String>,
    /// The same of heads and feet of the pages.
    pub margins: Vec<String>,
}
