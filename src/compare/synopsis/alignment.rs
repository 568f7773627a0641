//! Finds what belongs together in two lists: what is equal, and in the gaps between,
//! what is most alike. So an entry that was put in does not shift all that follow.

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// What can be put beside another of its kind.
pub(in crate::compare) trait Comparable {
    /// What it says; equal where both say the same.
    fn key(&self) -> &str;

    /// How alike the two are, in per cent; below [`ALIKE`] they are different things.
    fn likeness(&self, other: &Self) -> usize;
}

/// From here on two texts are versions of one another, in per cent.
pub(in crate::compare) const ALIKE: usize = 45;

/// The largest gap that is searched for the best of all pairs, old times new entries.
const MOST: usize = 250_000;

/// Two that belong together, or one that stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::compare) enum Pair {
    /// Positions in the old and in the new list.
    Both(usize, usize),
    /// Only in the old list.
    Old(usize),
    /// Only in the new list.
    New(usize),
}

/// All entries of both lists in an order that keeps that of either.
pub(in crate::compare) fn align<T: Comparable>(old: &[T], new: &[T]) -> Vec<Pair> {
    let keys = |all: &[T]| all.iter().map(|of| of.key().to_owned()).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Patience, &keys(old), &keys(new));
    let mut pairs = Vec::new();
    let (mut a, mut b) = (0, 0);
    for op in &ops {
        let (tag, before, after) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            gap(old, new, a..before.start, b..after.start, &mut pairs);
            pairs.extend(before.clone().zip(after.clone()).map(|(a, b)| Pair::Both(a, b)));
            (a, b) = (before.end, after.end);
        }
    }
    gap(old, new, a..old.len(), b..new.len(), &mut pairs);
    pairs
}

type Range = std::ops::Range<usize>;

/// The entries of a gap in the order that puts the most alike beside each other.
fn gap<T: Comparable>(old: &[T], new: &[T], a: Range, b: Range, pairs: &mut Vec<Pair>) {
    let (old, new) =
        (old.get(a.clone()).unwrap_or_default(), new.get(b.clone()).unwrap_or_default());
    if old.len().saturating_mul(new.len()) > MOST {
        return one_by_one(old, new, (a.start, b.start), pairs);
    }
    let width = new.len() + 1;
    let at = |i: usize, j: usize| i * width + j;
    let mut best = vec![0_usize; (old.len() + 1) * width];
    let mut alike = vec![0_usize; old.len() * new.len()];
    let read = |all: &[usize], index: usize| all.get(index).copied().unwrap_or(0);
    for (i, x) in old.iter().enumerate().rev() {
        for (j, y) in new.iter().enumerate().rev() {
            let likeness = Some(x.likeness(y)).filter(|of| *of >= ALIKE).unwrap_or(0);
            let with = if likeness > 0 { read(&best, at(i + 1, j + 1)) + likeness } else { 0 };
            let without = read(&best, at(i + 1, j)).max(read(&best, at(i, j + 1)));
            if let Some(slot) = best.get_mut(at(i, j)) {
                *slot = with.max(without);
            }
            if let Some(slot) = alike.get_mut(i * new.len() + j) {
                *slot = likeness;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        let likeness = read(&alike, i * new.len() + j);
        let here = read(&best, at(i, j));
        if likeness > 0 && here == read(&best, at(i + 1, j + 1)) + likeness {
            pairs.push(Pair::Both(a.start + i, b.start + j));
            (i, j) = (i + 1, j + 1);
        } else if here == read(&best, at(i + 1, j)) {
            pairs.push(Pair::Old(a.start + i));
            i += 1;
        } else {
            pairs.push(Pair::New(b.start + j));
            j += 1;
        }
    }
    pairs.extend((i..old.len()).map(|i| Pair::Old(a.start + i)));
    pairs.extend((j..new.len()).map(|j| Pair::New(b.start + j)));
}

/// A gap too large to search: entry beside entry where they are alike.
fn one_by_one<T: Comparable>(old: &[T], new: &[T], (a, b): (usize, usize), pairs: &mut Vec<Pair>) {
    for index in 0..old.len().max(new.len()) {
        match (old.get(index), new.get(index)) {
            (Some(x), Some(y)) if x.likeness(y) >= ALIKE => {
                pairs.push(Pair::Both(a + index, b + index));
            }
            (x, y) => {
                pairs.extend(x.map(|_| Pair::Old(a + index)));
                pairs.extend(y.map(|_| Pair::New(b + index)));
            }
        }
    }
}

/// How much two sorted lists have in common, in per cent of both.
pub(in crate::compare) fn common(a: &[String], b: &[String]) -> usize {
    let (mut i, mut j, mut same) = (0_usize, 0_usize, 0_usize);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, same) = (i + 1, j + 1, same + 1),
        }
    }
    (200 * same).checked_div(a.len() + b.len()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    impl Comparable for String {
        fn key(&self) -> &str {
            self
        }

        fn likeness(&self, other: &Self) -> usize {
            let letters = |text: &str| {
                let mut letters: Vec<String> = text.chars().map(String::from).collect();
                letters.sort();
                letters
            };
            common(&letters(self), &letters(other))
        }
    }

    fn list(text: &str) -> Vec<String> {
        text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn an_entry_that_was_put_in_does_not_shift_the_rest() {
        use Pair::{Both, New, Old};
        assert_eq!(align(&list("aaa bbb"), &list("aaa xyz bbb")), [Both(0, 0), New(1), Both(1, 2)]);
        assert_eq!(
            align(&list("aaab bbbc"), &list("xyz aaac bbbd")),
            [New(0), Both(0, 1), Both(1, 2)]
        );
        assert_eq!(align(&list("abc"), &list("xyz")), [Old(0), New(0)]);
        assert_eq!(align(&list(""), &list("a b")), [New(0), New(1)]);
    }

    proptest! {
        #[test]
        fn every_entry_comes_once_and_in_order(
            old in prop::collection::vec("[abc]{1,3}", 0..12),
            new in prop::collection::vec("[abc]{1,3}", 0..12),
        ) {
            let pairs = align(&old, &new);
            let from_old: Vec<usize> = pairs.iter().filter_map(|pair| match pair {
                Pair::Both(a, _) | Pair::Old(a) => Some(*a),
                Pair::New(_) => None,
            }).collect();
            let from_new: Vec<usize> = pairs.iter().filter_map(|pair| match pair {
                Pair::Both(_, b) | Pair::New(b) => Some(*b),
                Pair::Old(_) => None,
            }).collect();
            prop_assert_eq!(from_old, (0..old.len()).collect::<Vec<_>>());
            prop_assert_eq!(from_new, (0..new.len()).collect::<Vec<_>>());
        }
    }
}
