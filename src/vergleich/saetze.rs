//! Puts two paragraphs beside each other sentence by sentence, in rows that have room
//! on a page.

use std::ops::Range;

use super::abkuerzung::is_abbreviated;
use super::angleich::{self, Paar, Vergleichbar};
use super::synopse::Gegenueber;
use super::worte::{self, Stueck, Wort, sorted};

/// How many characters stand in one cell before the next sentence begins a row of its
/// own; a row is never divided between pages.
const ROOM: usize = 500;

/// A sentence, known again by its words.
struct Satz {
    range: Range<usize>,
    key: String,
    words: Vec<String>,
}

impl Vergleichbar for Satz {
    fn key(&self) -> &str {
        &self.key
    }

    fn likeness(&self, other: &Self) -> usize {
        angleich::common(&self.words, &other.words)
    }
}

/// Two paragraphs, sentence beside sentence, as many in a row as have room.
pub(super) fn sentences(alt: &[Wort], neu: &[Wort]) -> Vec<Gegenueber> {
    let split = |worte: &[Wort]| -> Vec<Satz> {
        let slice = |range: &Range<usize>| worte.get(range.clone()).unwrap_or_default().to_vec();
        let sentence = |range: Range<usize>| {
            let own = slice(&range);
            Satz { key: worte::text(&own), words: sorted(&own), range }
        };
        ends(worte).into_iter().map(sentence).collect()
    };
    let (old, new) = (split(alt), split(neu));
    let mut rows: Vec<Gegenueber> = Vec::new();
    for pair in angleich::align(&old, &new) {
        let (a, b) = match pair {
            Paar::Beide(a, b) => (old.get(a), new.get(b)),
            Paar::Alt(a) => (old.get(a), None),
            Paar::Neu(b) => (None, new.get(b)),
        };
        let words = |worte: &[Wort], of: Option<&Satz>| {
            of.and_then(|of| worte.get(of.range.clone())).unwrap_or_default().to_vec()
        };
        let (alt, neu) = worte::compare(&words(alt, a), &words(neu, b));
        add(&mut rows, Gegenueber { spalte: None, alt, neu });
    }
    rows
}

/// Adds a sentence to the last row, or as a row of its own where that is full or one
/// of both changed and the other did not.
fn add(rows: &mut Vec<Gegenueber>, sentence: Gegenueber) {
    let length = |stuecke: &[Stueck]| worte::plain(stuecke).chars().count();
    if let Some(row) = rows.last_mut() {
        let room = length(&row.alt).max(length(&row.neu))
            + length(&sentence.alt).max(length(&sentence.neu));
        let is_whole = row.is_unchanged() && sentence.is_unchanged();
        if is_whole || (room <= ROOM && row.is_unchanged() == sentence.is_unchanged()) {
            row.alt.extend(sentence.alt);
            row.neu.extend(sentence.neu);
            return;
        }
    }
    rows.push(sentence);
}

/// The rows of a paragraph that stands alone.
pub(super) fn rows(worte: &[Wort]) -> Vec<Range<usize>> {
    let mut rows: Vec<Range<usize>> = Vec::new();
    let length =
        |range: Range<usize>| worte::text(worte.get(range).unwrap_or_default()).chars().count();
    for sentence in ends(worte) {
        match rows.last_mut() {
            Some(row) if length(row.start..sentence.end) <= ROOM => row.end = sentence.end,
            _ => rows.push(sentence),
        }
    }
    rows
}

/// The sentences of a text, each with the blank after it. One that is far too long for
/// a row is cut between words.
fn ends(worte: &[Wort]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let (mut start, mut length) = (0, 0);
    for (index, pair) in worte.windows(2).enumerate() {
        let [wort, next] = pair else { continue };
        length += wort.text.chars().count();
        let is_blank = |wort: &Wort| wort.text.chars().all(char::is_whitespace);
        let before = |back: usize| index.checked_sub(back).and_then(|before| worte.get(before));
        let is_end = |sign: &Wort| match sign.text.as_str() {
            "." => !is_abbreviated(before(2)),
            "!" | "?" | ";" => true,
            _ => false,
        };
        let ends_sentence = is_blank(wort)
            && before(1).is_some_and(is_end)
            && next.text.starts_with(char::is_uppercase);
        if ends_sentence || (is_blank(wort) && length > 2 * ROOM) {
            sentences.push(start..index + 1);
            (start, length) = (index + 1, 0);
        }
    }
    if start < worte.len() {
        sentences.push(start..worte.len());
    }
    sentences
}
