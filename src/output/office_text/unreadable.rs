//! Why an office file cannot be read.

/// Why an office file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficeUnreadable {
    /// It is neither DOCX nor ODT.
    NoOffice,
    /// It is damaged.
    Damaged,
    /// It has a password.
    Encrypted,
    /// It is larger, deeper or unfolds to more than any paper.
    TooLarge,
}
