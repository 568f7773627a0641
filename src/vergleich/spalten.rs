//! Puts two rows of a table beside each other, cell by cell of the same column.

use super::angleich::{self, Paar, Vergleichbar};
use super::synopse::Gegenueber;
use super::worte::{self, Wort};

/// A column head, known again by its text alone.
struct Kopf(String);

impl Vergleichbar for Kopf {
    fn key(&self) -> &str {
        &self.0
    }

    fn likeness(&self, _: &Self) -> usize {
        0
    }
}

/// Two rows, cell beside cell of the same column; all cells, changed or not.
pub(super) fn cells(
    (old, alt): (&[Vec<Wort>], &[Vec<Wort>]),
    (new, neu): (&[Vec<Wort>], &[Vec<Wort>]),
) -> Vec<Gegenueber> {
    let heads = |heads: &[Vec<Wort>]| -> Vec<Kopf> {
        heads.iter().map(|head| Kopf(worte::text(head))).collect()
    };
    let cell = |row: &[Vec<Wort>], index: Option<usize>| {
        index.and_then(|index| row.get(index)).cloned().unwrap_or_default()
    };
    let pairs = if old.len() == new.len() {
        (0..old.len()).map(|index| Paar::Beide(index, index)).collect()
    } else {
        angleich::align(&heads(old), &heads(new))
    };
    let beside = |pair: Paar| {
        let (a, b) = match pair {
            Paar::Beide(a, b) => (Some(a), Some(b)),
            Paar::Alt(a) => (Some(a), None),
            Paar::Neu(b) => (None, Some(b)),
        };
        let name = b.and_then(|b| new.get(b)).or(a.and_then(|a| old.get(a)));
        let (alt, neu) = worte::compare(&cell(alt, a), &cell(neu, b));
        Gegenueber { spalte: name.cloned(), alt, neu }
    };
    pairs.into_iter().map(beside).collect()
}
