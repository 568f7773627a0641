//! What a table would change in the data, and what it says nothing about.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

/// What a table would change.
#[derive(Debug, Default)]
pub struct Proposal {
    /// The changes in the order of the table; Stellen that stay the same have none.
    pub changes: Vec<Change>,
    /// The Stellen of the data that the table does not name.
    pub unnamed: Vec<String>,
    /// How many Stellen the table names.
    pub named: usize,
    /// Headings that say nothing about a Stelle.
    pub ignored: Vec<String>,
    /// Rows that only add up others, as a message calls them.
    pub totals: Vec<String>,
    /// Which row of the table the Stellen of the changed files come from.
    pub origins: Vec<Origin>,
    /// The changed files as they would be.
    pub files: BTreeMap<PathBuf, Vec<u8>>,
}

/// A Stelle that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its id.
    pub id: String,
    /// Whether the data do not have it yet.
    pub is_new: bool,
    /// What would change of it.
    pub updates: Vec<Update>,
}

/// A value that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// Its key.
    pub key: String,
    /// What it is; nothing where there is none.
    pub old: Option<String>,
    /// What it would be.
    pub new: String,
}

/// A part of a changed file that is as it is because of a row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The id of the Stelle.
    pub id: String,
    /// The file.
    pub path: PathBuf,
    /// The bytes of the Stelle in the file as it would be.
    pub range: Range<usize>,
    /// The row as a message calls it: `Blatt „Stellen“, Zeile 7`.
    pub row: String,
}
