//! Puts two rows of a table beside each other, cell by cell of the same column.

use super::alignment::{self, Comparable, Pair};
use super::counterpart::Counterpart;
use super::words::{self, Word};

/// A column head, known again by its text alone.
struct Head(String);

impl Comparable for Head {
    fn key(&self) -> &str {
        &self.0
    }

    fn likeness(&self, _: &Self) -> usize {
        0
    }
}

/// Two rows, cell beside cell of the same column; all cells, changed or not.
pub(in crate::compare) fn cells(
    (old_heads, old): (&[Vec<Word>], &[Vec<Word>]),
    (new_heads, new): (&[Vec<Word>], &[Vec<Word>]),
) -> Vec<Counterpart> {
    let heads = |heads: &[Vec<Word>]| -> Vec<Head> {
        heads.iter().map(|head| Head(words::text(head))).collect()
    };
    let cell = |row: &[Vec<Word>], index: Option<usize>| {
        index.and_then(|index| row.get(index)).cloned().unwrap_or_default()
    };
    let pairs = if old_heads.len() == new_heads.len() {
        (0..old_heads.len()).map(|index| Pair::Both(index, index)).collect()
    } else {
        alignment::align(&heads(old_heads), &heads(new_heads))
    };
    let beside = |pair: Pair| {
        let (a, b) = match pair {
            Pair::Both(a, b) => (Some(a), Some(b)),
            Pair::Old(a) => (Some(a), None),
            Pair::New(b) => (None, Some(b)),
        };
        let name = b.and_then(|b| new_heads.get(b)).or(a.and_then(|a| old_heads.get(a)));
        let (old, new) = words::compare(&cell(old, a), &cell(new, b));
        Counterpart { column: name.cloned(), old, new }
    };
    pairs.into_iter().map(beside).collect()
}
