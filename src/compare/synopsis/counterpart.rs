//! A piece of the old text beside the piece of the new one that stands in its place.

use super::words::{Piece, Word};

/// Old beside new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counterpart {
    /// The column, in a table.
    pub column: Option<Vec<Word>>,
    /// The old words; none where nothing stood there.
    pub old: Vec<Piece>,
    /// The new words; none where nothing stands there.
    pub new: Vec<Piece>,
}

impl Counterpart {
    /// Whether old and new are the same.
    pub fn is_unchanged(&self) -> bool {
        !self.old.iter().chain(&self.new).any(|piece| piece.changed)
    }
}
