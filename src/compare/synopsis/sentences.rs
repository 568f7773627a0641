//! Puts two paragraphs beside each other sentence by sentence, in rows that have room
//! on a page.

use std::ops::Range;

use super::alignment::{self, Comparable, Pair};
use super::counterpart::Counterpart;
use super::words::{self, Piece, Word, sorted};
use crate::german::abbreviation::is_abbreviated;

/// How many characters stand in one cell before the next sentence begins a row of its
/// own; a row is never divided between pages.
const ROOM: usize = 500;

/// A sentence, known again by its words.
struct Sentence {
    range: Range<usize>,
    key: String,
    words: Vec<String>,
}

impl Comparable for Sentence {
    fn key(&self) -> &str {
        &self.key
    }

    fn likeness(&self, other: &Self) -> usize {
        alignment::common(&self.words, &other.words)
    }
}

/// Two paragraphs, sentence beside sentence, as many in a row as have room.
pub(in crate::compare) fn sentences(old: &[Word], new: &[Word]) -> Vec<Counterpart> {
    let split = |words: &[Word]| -> Vec<Sentence> {
        let slice = |range: &Range<usize>| words.get(range.clone()).unwrap_or_default().to_vec();
        let sentence = |range: Range<usize>| {
            let own = slice(&range);
            Sentence { key: words::text(&own), words: sorted(&own), range }
        };
        ends(words).into_iter().map(sentence).collect()
    };
    let (old_sentences, new_sentences) = (split(old), split(new));
    let mut rows: Vec<Counterpart> = Vec::new();
    for pair in alignment::align(&old_sentences, &new_sentences) {
        let (a, b) = match pair {
            Pair::Both(a, b) => (old_sentences.get(a), new_sentences.get(b)),
            Pair::Old(a) => (old_sentences.get(a), None),
            Pair::New(b) => (None, new_sentences.get(b)),
        };
        let words = |words: &[Word], of: Option<&Sentence>| {
            of.and_then(|of| words.get(of.range.clone())).unwrap_or_default().to_vec()
        };
        let (old, new) = words::compare(&words(old, a), &words(new, b));
        add(&mut rows, Counterpart { column: None, old, new });
    }
    rows
}

/// Adds a sentence to the last row, or as a row of its own where that is full or one
/// of both changed and the other did not.
fn add(rows: &mut Vec<Counterpart>, sentence: Counterpart) {
    let length = |pieces: &[Piece]| words::plain(pieces).chars().count();
    if let Some(row) = rows.last_mut() {
        let room = length(&row.old).max(length(&row.new))
            + length(&sentence.old).max(length(&sentence.new));
        let is_whole = row.is_unchanged() && sentence.is_unchanged();
        if is_whole || (room <= ROOM && row.is_unchanged() == sentence.is_unchanged()) {
            row.old.extend(sentence.old);
            row.new.extend(sentence.new);
            return;
        }
    }
    rows.push(sentence);
}

/// The rows of a paragraph that stands alone.
pub(in crate::compare) fn rows(words: &[Word]) -> Vec<Range<usize>> {
    let mut rows: Vec<Range<usize>> = Vec::new();
    let length =
        |range: Range<usize>| words::text(words.get(range).unwrap_or_default()).chars().count();
    for sentence in ends(words) {
        match rows.last_mut() {
            Some(row) if length(row.start..sentence.end) <= ROOM => row.end = sentence.end,
            _ => rows.push(sentence),
        }
    }
    rows
}

/// The sentences of a text, each with the blank after it. One that is far too long for
/// a row is cut between words.
fn ends(words: &[Word]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let (mut start, mut length) = (0, 0);
    for (index, pair) in words.windows(2).enumerate() {
        let [word, next] = pair else { continue };
        length += word.text.chars().count();
        let is_blank = |word: &Word| word.text.chars().all(char::is_whitespace);
        let before = |back: usize| index.checked_sub(back).and_then(|before| words.get(before));
        let is_end = |sign: &Word| match sign.text.as_str() {
            "." => {
                !before(2).is_some_and(|word| word.number.is_none() && is_abbreviated(&word.text))
            }
            "!" | "?" | ";" => true,
            _ => false,
        };
        let ends_sentence = is_blank(word)
            && before(1).is_some_and(is_end)
            && next.text.starts_with(char::is_uppercase);
        if ends_sentence || (is_blank(word) && length > 2 * ROOM) {
            sentences.push(start..index + 1);
            (start, length) = (index + 1, 0);
        }
    }
    if start < words.len() {
        sentences.push(start..words.len());
    }
    sentences
}
