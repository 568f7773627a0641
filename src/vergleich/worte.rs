//! Cuts text into words and figures, and tells which of them changed.
//!
//! Invariant: all words of a side, in order, are its text, byte for byte; so the
//! marks can be taken away again and either version comes out.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::document::{Aenderungsart, marks};
use crate::finance::FigureId;

/// A word, white space, a sign, or a whole figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wort {
    /// As it is read.
    pub text: String,
    /// The figure that it prints, in the arena of the comparison.
    pub zahl: Option<FigureId>,
}

impl Wort {
    /// Whether it says something by itself.
    pub(super) fn says_something(&self) -> bool {
        self.zahl.is_some() || self.text.contains(char::is_alphanumeric)
    }

    /// Words that stand by themselves, as Markdown of a cell.
    pub(super) fn all(worte: &[Self]) -> String {
        worte.iter().map(Self::markdown).collect()
    }

    /// As Markdown that stands in a cell of a table, with its figure marked.
    fn markdown(&self) -> String {
        match self.zahl {
            Some(id) => marks::mark(id, &self.text),
            None => escape(&self.text),
        }
    }
}

/// Words that stay together, changed or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stueck {
    /// The words.
    pub worte: Vec<Wort>,
    /// Whether the other side does not have them here.
    pub geaendert: bool,
}

/// The text of `worte`.
pub fn text(worte: &[Wort]) -> String {
    worte.iter().map(|wort| wort.text.as_str()).collect()
}

/// The text of `stuecke`, whatever changed.
pub fn plain(stuecke: &[Stueck]) -> String {
    stuecke.iter().map(|stueck| text(&stueck.worte)).collect()
}

/// `stuecke` as Markdown of a table's cell; what changed is marked as `art`.
pub(super) fn markdown(stuecke: &[Stueck], art: Aenderungsart) -> String {
    let piece = |stueck: &Stueck| {
        if !stueck.geaendert {
            return stueck.worte.iter().map(Wort::markdown).collect();
        }
        // A figure that changed is told from a word that did.
        let word = |wort: &Wort| match wort.zahl {
            Some(_) => format!("**{}**", wort.markdown()),
            None => wort.markdown(),
        };
        let text: String = stueck.worte.iter().map(word).collect();
        // White space at the edges is not drawn as a line over or under nothing.
        let inner = text.trim();
        let (before, after) = text.split_once(inner).unwrap_or_default();
        match inner {
            "" => text,
            inner => format!("{before}{}{after}", marks::change(art, inner)),
        }
    };
    let text: String = stuecke.iter().map(piece).collect();
    text.trim().to_owned()
}

/// Plain words of `text` without figures.
pub(super) fn words(text: &str) -> Vec<Wort> {
    let mut words: Vec<Wort> = Vec::new();
    let mut last = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let joins = joins(c) && last == Some(Class::Word);
        let follows = rest.peek().is_some_and(|next| next.is_alphanumeric());
        let class = if joins && follows { Class::Word } else { Class::of(c) };
        match words.last_mut() {
            Some(word) if last == Some(class) && class != Class::Sign => word.text.push(c),
            _ => words.push(Wort { text: c.into(), zahl: None }),
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
pub(super) fn compare(alt: &[Wort], neu: &[Wort]) -> (Vec<Stueck>, Vec<Stueck>) {
    let texts = |worte: &[Wort]| worte.iter().map(|wort| wort.text.clone()).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Myers, &texts(alt), &texts(neu));
    let (mut old, mut new) = (Vec::new(), Vec::new());
    let count = ops.len();
    for (index, op) in ops.iter().enumerate() {
        let (tag, before, after) = op.as_tag_tuple();
        let (before, after) =
            (alt.get(before).unwrap_or_default(), neu.get(after).unwrap_or_default());
        // A blank or a comma between two changed words changes with them.
        let is_gap = index > 0 && index + 1 < count && !before.iter().any(Wort::says_something);
        let geaendert = tag != DiffTag::Equal || is_gap;
        push(&mut old, before, geaendert);
        push(&mut new, after, geaendert);
    }
    (old, new)
}

/// A part of a line: what happened to it, and its text.
pub type Teil = (Option<Aenderungsart>, String);

/// Old and new in one line: first what went, then what came, between what stayed.
pub fn inline(alt: &[Stueck], neu: &[Stueck]) -> Vec<Teil> {
    let flat = |stuecke: &[Stueck]| -> Vec<(bool, String)> {
        let words = |of: &Stueck| {
            let changed = of.geaendert;
            of.worte.iter().map(move |wort| (changed, wort.text.clone())).collect::<Vec<_>>()
        };
        stuecke.iter().flat_map(words).collect()
    };
    let (old, new) = (flat(alt), flat(neu));
    let (mut i, mut j) = (0, 0);
    let mut line: Vec<Teil> = Vec::new();
    let mut say = |art: Option<Aenderungsart>, text: &str| match line.last_mut() {
        Some((last, said)) if *last == art => said.push_str(text),
        _ => line.push((art, text.to_owned())),
    };
    while i < old.len() || j < new.len() {
        match (old.get(i), new.get(j)) {
            (Some((true, text)), _) => {
                say(Some(Aenderungsart::Gestrichen), text);
                i += 1;
            }
            (_, Some((true, text))) => {
                say(Some(Aenderungsart::Eingefuegt), text);
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
pub(super) fn whole(worte: &[Wort], geaendert: bool) -> Vec<Stueck> {
    let mut stuecke = Vec::new();
    push(&mut stuecke, worte, geaendert);
    stuecke
}

fn push(stuecke: &mut Vec<Stueck>, worte: &[Wort], geaendert: bool) {
    match stuecke.last_mut() {
        _ if worte.is_empty() => {}
        Some(last) if last.geaendert == geaendert => last.worte.extend_from_slice(worte),
        _ => stuecke.push(Stueck { worte: worte.to_vec(), geaendert }),
    }
}

/// All texts in one, such as the cells of a row.
pub(super) fn joined(texts: &[Vec<Wort>]) -> String {
    let texts: Vec<String> = texts.iter().map(|worte| text(worte)).collect();
    texts.join("|")
}

/// The telling words of a text, sorted.
pub(super) fn sorted(worte: &[Wort]) -> Vec<String> {
    let telling = worte.iter().filter(|wort| wort.says_something());
    let mut words: Vec<String> = telling.map(|wort| wort.text.clone()).collect();
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
        words(text).into_iter().map(|wort| wort.text).collect()
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
        let said = |stuecke: &[Stueck], art| {
            crate::document::marks::spell_out(&markdown(stuecke, art)).unwrap().0
        };
        assert_eq!(said(&old, Aenderungsart::Gestrichen), "Sie wird {--ganz neu--}, und gut.");
        assert_eq!(said(&new, Aenderungsart::Eingefuegt), "Sie wird {++sehr alt++}, und gut.");
    }

    proptest! {
        /// Without the marks, either side is the text that it was, and what both have is the same.
        #[test]
        fn the_marks_reproduce_both_texts(
            alt in "([abc]{1,2}|[ ,.\u{a0}-]|12){0,30}",
            neu in "([abc]{1,2}|[ ,.\u{a0}-]|12){0,30}",
        ) {
            let (old, new) = compare(&words(&alt), &words(&neu));
            prop_assert_eq!(plain(&old), alt.clone());
            prop_assert_eq!(plain(&new), neu.clone());
            if alt == neu {
                prop_assert!(!old.iter().chain(&new).any(|stueck| stueck.geaendert));
            }
            let kept = |stuecke: &[Stueck]| -> String {
                stuecke.iter().filter(|stueck| !stueck.geaendert).map(|stueck| text(&stueck.worte)).collect()
            };
            prop_assert_eq!(kept(&old), kept(&new));
            for (side, art, text) in
                [(&old, Aenderungsart::Gestrichen, &alt), (&new, Aenderungsart::Eingefuegt, &neu)]
            {
                prop_assert_eq!(unmarked(&markdown(side, art)), text.trim());
                let line: String = inline(&old, &new)
                    .into_iter()
                    .filter(|(own, _)| own.is_none() || *own == Some(art))
                    .map(|(_, text)| text)
                    .collect();
                prop_assert_eq!(&line, text);
            }
        }
    }
}
