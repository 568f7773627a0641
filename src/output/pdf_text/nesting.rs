//! Tells whether lists stand in lists deeper than a reader can follow.
//!
//! Brackets are counted as they stand, also in text and in compressed pictures,
//! where they come out about even; so the limit is far above what files need.

use crate::limits::PDF_DEPTH;

/// A count of brackets that goes on from one piece of a file to the next.
#[derive(Default)]
pub(super) struct Nesting {
    depth: usize,
    deepest: usize,
    /// The last bytes, of which a bracket or a word may be the end.
    last: [u8; 2],
}

impl Nesting {
    /// Whether `bytes` nests deeper than can be read.
    pub(super) fn is_too_deep(bytes: &[u8]) -> bool {
        let mut nesting = Self::default();
        nesting.follow(bytes);
        nesting.too_deep()
    }

    /// Goes on with `bytes`.
    pub(super) fn follow(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match (self.last, byte) {
                (_, b'[') | ([_, b'<'], b'<') => self.depth += 1,
                (_, b']') | ([_, b'>'], b'>') => self.depth = self.depth.saturating_sub(1),
                // Every object begins anew.
                ([b'o', b'b'], b'j') => self.depth = 0,
                _ => {}
            }
            self.deepest = self.deepest.max(self.depth);
            self.last = [self.last[1], *byte];
        }
    }

    pub(super) fn too_deep(&self) -> bool {
        self.deepest > PDF_DEPTH
    }
}
