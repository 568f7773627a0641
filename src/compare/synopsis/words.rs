//! Cuts text into words and figures, and tells which of them changed.
//!
//! Invariant: all words of a side, in order, are its text, byte for byte; so the
//! marks can be taken away again and either version comes out.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::document::{ChangeKind, marks};
use crate::finance::FigureId;

/// A word, white space, a sign, or a whole figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it is read.
    pub text: String,
    /// The figure that it prints, in the arena of the comparison.
    pub number: Option<FigureId>,
}

impl Word {
    /// Whether it says something by itself.
    pub(in crate::compare) fn says_something(&self) -> bool {
        self.number.is_some() || self.text.contains(char::is_alphanumeric)
    }

    /// Words that stand by themselves, as Markdown of a cell.
    pub(in crate::compare) fn all(words: &[Self]) -> String {
        words.iter().map(Self::markdown).collect()
    }

    /// As Markdown that stands in a cell of a table, with its figure marked.
    fn markdown(&self) -> String {
        match self.number {
            Some(id) => marks::mark(id, &self.text),
            None => escape(&self.text),
        }
    }
}

/// Words that stay together, changed or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub words: Vec<Word>,
    /// Whether the other side does not have them here.
    pub changed: bool,
}

/// The text of `worte`.
pub fn text(words: &[Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect()
}

/// The text of `stuecke`, whatever changed.
pub fn plain(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| text(&piece.words)).collect()
}

/// `stuecke` as Markdown of a table's cell; what changed is marked as `art`.
pub(in crate::compare) fn markdown(pieces: &[Piece], art: ChangeKind) -> String {
    let piece = |piece: &Piece| {
        if !piece.changed {
            return piece.words.iter().map(Word::markdown).collect();
        }
        // A figure that changed is told from a word that did.
        let word = |word: &Word| match word.number {
            Some(_) => format!("**{}**", word.markdown()),
            None => word.markdown(),
        };
        let text: String = piece.words.iter().map(word).collect();
        // White space at the edges is not drawn as a line over or under nothing.
        let inner = text.trim();
        let (before, after) = text.split_once(inner).unwrap_or_default();
        match inner {
            "" => text,
            inner => format!("{before}{}{after}", marks::change(art, inner)),
        }
    };
    let text: String = pieces.iter().map(piece).collect();
    text.trim().to_owned()
}

/// Plain words of `text` without figures.
pub(in crate::compare) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut last = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let joins = joins(c) && last == Some(Class::Word);
        let follows = rest.peek().is_some_and(|next| next.is_alphanumeric());
        let class = if joins && follows { Class::Word } else { Class::of(c) };
        match words.last_mut() {
            Some(word) if last == Some(class) && class != Class::Sign => word.text.push(c),
            _ => words.push(Word { text: c.into(), number: None }),
        }
        last = Some(class);
    }
    words
}

/// Signs that stand inside words and numbers: `Case-Management`, `01.05.2021`.
fn joins(c: char) -> bool {
    matches!(c, '-' | '.' | ',' | '*' | '/' | ':')
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Space,
    Sign,
}

impl Class {
    fn of(c: char) -> Self {
        if c.is_alphanumeric() {
            Self::Word
        } else if c.is_whitespace() {
            Self::Space
        } else {
            Self::Sign
        }
    }
}

/// Both sides with what changed between them.
pub(in crate::compare) fn compare(old: &[Word], new: &[Word]) -> (Vec<Piece>, Vec<Piece>) {
    let texts = |words: &[Word]| words.iter().map(|word| word.text.clone()).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Myers, &texts(old), &texts(new));
    let (mut old_pieces, mut new_pieces) = (Vec::new(), Vec::new());
    let count = ops.len();
    for (index, op) in ops.iter().enumerate() {
        let (tag, before, after) = op.as_tag_tuple();
        let (before, after) =
            (old.get(before).unwrap_or_default(), new.get(after).unwrap_or_default());
        // A blank or a comma between two changed words changes with them.
        let is_gap = index > 0 && index + 1 < count && !before.iter().any(Word::says_something);
        let changed = tag != DiffTag::Equal || is_gap;
        push(&mut old_pieces, before, changed);
        push(&mut new_pieces, after, changed);
    }
    (old_pieces, new_pieces)
}

/// A part of a line: what happened to it, and its text.
pub type Part = (Option<ChangeKind>, String);

/// Old and new in one line: first what went, then what came, between what stayed.
pub fn inline(old: &[Piece], new: &[Piece]) -> Vec<Part> {
    let flat = |pieces: &[Piece]| -> Vec<(bool, String)> {
        let words = |of: &Piece| {
            let changed = of.changed;
            of.words.iter().map(move |word| (changed, word.text.clone())).collect::<Vec<_>>()
        };
        pieces.iter().flat_map(words).collect()
    };
    let (old, new) = (flat(old), flat(new));
    let (mut i, mut j) = (0, 0);
    let mut line: Vec<Part> = Vec::new();
    let mut say = |art: Option<ChangeKind>, text: &str| match line.last_mut() {
        Some((last, said)) if *last == art => said.push_str(text),
        _ => line.push((art, text.to_owned())),
    };
    while i < old.len() || j < new.len() {
        match (old.get(i), new.get(j)) {
            (Some((true, text)), _) => {
                say(Some(ChangeKind::Struck), text);
                i += 1;
            }
            (_, Some((true, text))) => {
                say(Some(ChangeKind::Inserted), text);
                j += 1;
            }
            (Some((_, text)), _) | (None, Some((_, text))) => {
                say(None, text);
                (i, j) = (i + 1, j + 1);
            }
            (None, None) => break,
        }
    }
    line
}

/// Words that the other side has as they are, or not at all.
pub(in crate::compare) fn whole(words: &[Word], changed: bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    push(&mut pieces, words, changed);
    pieces
}

fn push(pieces: &mut Vec<Piece>, words: &[Word], changed: bool) {
    match pieces.last_mut() {
        _ if words.is_empty() => {}
        Some(last) if last.changed == changed => last.words.extend_from_slice(words),
        _ => pieces.push(Piece { words: words.to_vec(), changed }),
    }
}

/// All texts in one, such as the cells of a row.
pub(in crate::compare) fn joined(texts: &[Vec<Word>]) -> String {
    let texts: Vec<String> = texts.iter().map(|words| text(words)).collect();
    texts.join("|")
}

/// The telling words of a text, sorted.
pub(in crate::compare) fn sorted(words: &[Word]) -> Vec<String> {
    let telling = words.iter().filter(|word| word.says_something());
    let mut words: Vec<String> = telling.map(|word| word.text.clone()).collect();
    words.sort();
    words
}

/// `text` as Markdown inside a cell: nothing in it is markup.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>|~&".contains(c) {
            escaped.push('\\');
        }
        // A line of a table ends where its row does.
        escaped.push(if matches!(c, '\n' | '\r') { ' ' } else { c });
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    /// The Markdown of a cell without its marks.
    fn unmarked(marked: &str) -> String {
        let (text, changes) = marks::spell_out(marked).unwrap();
        let is_mark = |at: usize| {
            let near = |end: usize| (end..end + marks::BRACKET).contains(&at);
            changes.iter().any(|of| near(of.range.start) || near(of.range.end - marks::BRACKET))
        };
        text.char_indices().filter(|(at, _)| !is_mark(*at)).map(|(_, c)| c).collect()
    }

    #[test]
    fn words_and_numbers_stay_whole() {
        assert_eq!(texts("am 01.05.2021."), ["am", " ", "01.05.2021", "."]);
        assert_eq!(
            texts("Case-Manager*innen, a - b"),
            ["Case-Manager*innen", ",", " ", "a", " ", "-", " ", "b"]
        );
    }

    #[test]
    fn a_changed_phrase_is_marked_as_one() {
        let (old, new) =
            compare(&words("Sie wird ganz neu, und gut."), &words("Sie wird sehr alt, und gut."));
        let said = |pieces: &[Piece], art| {
            crate::document::marks::spell_out(&markdown(pieces, art)).unwrap().0
        };
        assert_eq!(said(&old, ChangeKind::Struck), "Sie wird {--ganz neu--}, und gut.");
        assert_eq!(said(&new, ChangeKind::Inserted), "Sie wird {++sehr alt++}, und gut.");
    }

    proptest! {
        /// Without the marks, either side is the text that it was, and what both have is the same.
        #[test]
        fn the_marks_reproduce_both_texts(
            old in "([abc]{1,2}|[ ,.\u{a0}-]|12){0,30}",
            new in "([abc]{1,2}|[ ,.\u{a0}-]|12){0,30}",
        ) {
            let (was, is) = compare(&words(&old), &words(&new));
            prop_assert_eq!(plain(&was), old.clone());
            prop_assert_eq!(plain(&is), new.clone());
            if old == new {
                prop_assert!(!was.iter().chain(&is).any(|piece| piece.changed));
            }
            let kept = |pieces: &[Piece]| -> String {
                pieces.iter().filter(|piece| !piece.changed).map(|piece| text(&piece.words)).collect()
            };
            prop_assert_eq!(kept(&was), kept(&is));
            for (side, art, text) in
                [(&was, ChangeKind::Struck, &old), (&is, ChangeKind::Inserted, &new)]
            {
                prop_assert_eq!(unmarked(&markdown(side, art)), text.trim());
                let line: String = inline(&was, &is)
                    .into_iter()
                    .filter(|(own, _)| own.is_none() || *own == Some(art))
                    .map(|(_, text)| text)
                    .collect();
                prop_assert_eq!(&line, text);
            }
        }
    }
}
