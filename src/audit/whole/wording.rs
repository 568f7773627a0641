//! Finds clauses that were meant to be the same and drifted apart, revenue that is
//! `benötigt`, and quotations that do not end.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::read::block::BlockKind;
use super::super::read::paper::Paper;
use super::super::read::sentence::Sentence;

/// Two words in clauses that are otherwise the same.
#[derive(Debug)]
pub(in crate::audit) struct Drift {
    /// The word, as first found.
    pub(in crate::audit) first: (String, Range<usize>),
    /// The other word.
    pub(in crate::audit) second: (String, Range<usize>),
}

/// How many words a clause has at least.
const SHORTEST: usize = 10;

/// How many pairs of clauses are compared.
const MOST: usize = 5_000;

/// A word of a clause: how it is written, how it is compared, where it stands.
struct Word {
    text: String,
    key: String,
    source: Range<usize>,
}

/// Clauses that differ in one long word, each pair of words once.
pub(in crate::audit) fn drifts(sentences: &[Sentence<'_>]) -> Vec<Drift> {
    let mut seen = BTreeSet::new();
    let mut clauses: Vec<Vec<Word>> = Vec::new();
    for sentence in sentences {
        let words = words(sentence);
        let keys: Vec<String> = words.iter().map(|word| word.key.clone()).collect();
        if words.len() >= SHORTEST && seen.insert(keys) {
            clauses.push(words);
        }
    }
    let mut found = Vec::new();
    let mut pairs = BTreeSet::new();
    for (first, second) in candidates(&clauses).into_iter().take(MOST) {
        let (Some(first), Some(second)) = (clauses.get(first), clauses.get(second)) else {
            continue;
        };
        let Some((first, second)) = substitution(first, second) else { continue };
        if pairs.insert((first.key.clone(), second.key.clone())) {
            found.push(Drift {
                first: (first.text.clone(), first.source.clone()),
                second: (second.text.clone(), second.source.clone()),
            });
        }
    }
    found
}

fn words(sentence: &Sentence<'_>) -> Vec<Word> {
    let text = sentence.text();
    let mut words = Vec::new();
    let mut at = 0;
    for part in text.split(' ') {
        let start = sentence.range.start + at;
        at += part.len() + 1;
        let bare = part.trim_matches(|char: char| !char.is_alphanumeric());
        if bare.is_empty() || bare == "ff" {
            continue;
        }
        let has_digit = bare.chars().any(|char| char.is_ascii_digit());
        let key = if has_digit { "#".into() } else { bare.to_lowercase() };
        let offset = part.find(bare).unwrap_or(0);
        let range = start + offset..start + offset + bare.len();
        words.push(Word { text: bare.into(), key, source: sentence.flow.source(&range) });
    }
    words
}

/// Pairs of clauses that share their first or their last words.
fn candidates(clauses: &[Vec<Word>]) -> BTreeSet<(usize, usize)> {
    let mut ends: BTreeMap<(bool, Vec<&str>), Vec<usize>> = BTreeMap::new();
    for (index, words) in clauses.iter().enumerate() {
        let keys: Vec<&str> = words.iter().map(|word| word.key.as_str()).collect();
        let last = keys.get(keys.len().saturating_sub(4)..).unwrap_or_default();
        let first = keys.get(..4).unwrap_or_default();
        for (is_first, key) in [(true, first), (false, last)] {
            ends.entry((is_first, key.to_vec())).or_default().push(index);
        }
    }
    let mut pairs = BTreeSet::new();
    for group in ends.values() {
        for (at, first) in group.iter().take(40).enumerate() {
            pairs.extend(group.iter().take(40).skip(at + 1).map(|second| (*first, *second)));
        }
    }
    pairs
}

/// The only word that was replaced by one like it; whole insertions are meant.
fn substitution<'a>(first: &'a [Word], second: &'a [Word]) -> Option<(&'a Word, &'a Word)> {
    if first.len().max(second.len()) > 200 {
        return None;
    }
    let keys = |words: &[Word]| words.iter().map(|word| word.key.clone()).collect::<Vec<_>>();
    let steps = align(&keys(first), &keys(second));
    let same = steps.iter().filter(|(left, right)| left.is_some() && right.is_some()).count();
    let mut replaced = Vec::new();
    let mut pending: Option<usize> = None;
    for (left, right) in &steps {
        match (left, right) {
            (Some(left), None) => pending = Some(*left),
            (None, Some(right)) => {
                let pair =
                    pending.take().and_then(|left| Some((first.get(left)?, second.get(*right)?)));
                replaced.extend(pair.filter(|(left, right)| is_variant(&left.key, &right.key)));
            }
            _ => pending = None,
        }
    }
    let is_close = same * 10 >= first.len().max(second.len()) * 8;
    let [pair] = replaced.as_slice() else { return None };
    is_close.then_some(*pair)
}

/// Both texts side by side: what they share, what only one of them has.
fn align(first: &[String], second: &[String]) -> Vec<(Option<usize>, Option<usize>)> {
    let width = second.len() + 1;
    let mut lengths = vec![0_usize; (first.len() + 1) * width];
    let at =
        |lengths: &[usize], i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    for (i, left) in first.iter().enumerate().rev() {
        for (j, right) in second.iter().enumerate().rev() {
            let length = if left == right {
                at(&lengths, i + 1, j + 1) + 1
            } else {
                at(&lengths, i + 1, j).max(at(&lengths, i, j + 1))
            };
            if let Some(cell) = lengths.get_mut(i * width + j) {
                *cell = length;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut steps = Vec::new();
    while i < first.len() || j < second.len() {
        if i < first.len() && j < second.len() && first.get(i) == second.get(j) {
            steps.push((Some(i), Some(j)));
            (i, j) = (i + 1, j + 1);
        } else if i < first.len()
            && (j == second.len() || at(&lengths, i + 1, j) >= at(&lengths, i, j + 1))
        {
            steps.push((Some(i), None));
            i += 1;
        } else {
            steps.push((None, Some(j)));
            j += 1;
        }
    }
    steps
}

/// Whether two long words begin and end alike, and are not just forms of one word.
fn is_variant(first: &str, second: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (first.chars().collect(), second.chars().collect());
    let shared =
        |pairs: &mut dyn Iterator<Item = (char, char)>| pairs.take_while(|(a, b)| a == b).count();
    let start = shared(&mut left.iter().copied().zip(right.iter().copied()));
    let end = shared(&mut left.iter().rev().copied().zip(right.iter().rev().copied()));
    let shorter = left.len().min(right.len());
    let is_form = start + 3 >= left.len().max(right.len());
    shorter >= 10 && start >= 5 && end >= 5 && !is_form
}

/// Sentences in which a line of revenue is money that is `benötigt`.
pub(in crate::audit) fn needed_revenue(sentences: &[Sentence<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for sentence in sentences {
        let text = sentence.text();
        let lower = text.to_lowercase();
        let needed = ["benötigt", "erforderlich", "bereitzustellen"];
        let is_needed = lower.contains("mittel") && needed.iter().any(|word| lower.contains(word));
        let has_revenue = ["ertrag", "erträge", "einnahme", "einzahlung"];
        if !is_needed || has_revenue.iter().any(|word| lower.contains(word)) {
            continue;
        }
        // The name of a line stands behind a dash; that of revenue begins with such a noun.
        let nouns = ["Zuwendungen", "Zuweisungen", "Kostenerstattungen"];
        let behind_dash = |at: usize| {
            text.get(..at).is_some_and(|before| before.trim_end().ends_with(['–', '-']))
        };
        let place = nouns.iter().find_map(|noun| {
            let at = text.find(noun).filter(|at| behind_dash(*at))?;
            Some(at..at + noun.len())
        });
        if let Some(place) = place {
            let start = sentence.range.start;
            found.push(sentence.flow.source(&(start + place.start..start + place.end)));
        }
    }
    found
}

/// Opening marks of quotations that another one or the end of the text overtakes.
pub(in crate::audit) fn open_quotations(paper: &Paper) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<Range<usize>> = None;
    for (_, block) in paper.blocks() {
        if block.kind != BlockKind::Paragraph {
            found.extend(open.take());
        }
        for (at, char) in block.flow.text().char_indices() {
            match char {
                '„' => {
                    let source = block.flow.source(&(at..at + char.len_utf8()));
                    found.extend(open.replace(source));
                }
                '“' | '”' | '"' | '‟' => open = None,
                _ => {}
            }
        }
    }
    found.extend(open);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, String)> {
        let paper = Paper::read(text);
        let drifts = drifts(&paper.sentences());
        drifts.into_iter().map(|drift| (drift.first.0, drift.second.0)).collect()
    }

    const CLAUSE: &str = "Das Dezernat wird im Rahmen des Haushaltsplanungsprozesses 2022ff. innerhalb des dann zugewiesenen Budgets die Mittel vorsehen.";

    #[test]
    fn finds_a_word_that_drifted() {
        let other = CLAUSE.replace("planungs", "aufstellungs").replace("2022ff.", "2022 ff.");
        assert_eq!(
            found(&format!("{CLAUSE}\n\n{other}")),
            [("Haushaltsplanungsprozesses".into(), "Haushaltsaufstellungsprozesses".into())]
        );
    }

    #[test]
    fn insertions_numbers_and_other_lines_are_meant() {
        let other = CLAUSE.replace("die Mittel", "die Mittel, ggf. durch Umschichtungen,");
        assert_eq!(found(&format!("{CLAUSE}\n\n{other}")), []);
        let other = CLAUSE.replace("2022ff.", "2023ff.");
        assert_eq!(found(&format!("{CLAUSE}\n\n{other}")), []);
    }

    #[test]
    fn finds_quotations_that_do_not_end() {
        let count = |text| open_quotations(&Paper::read(text)).len();
        assert_eq!(count("Programm „Integration,,  \nhier: „Umsetzung“"), 1);
        assert_eq!(count("Programm „Integration“ und „Teilhabe“"), 0);
        assert_eq!(count("Satz „eins\n\nzwei“ Ende"), 0);
        assert_eq!(count("- „eins\n- zwei"), 1);
    }
}
