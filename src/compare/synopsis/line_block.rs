//! Turns a block of lines, which is set as it is written, into blocks of the comparison: a
//! diagram into rows of a table, any other text into a paragraph per line.
//!
//! So no text of the comparison ever holds the end of a line, and an amount of a diagram
//! stands beside the one that it replaces.

use std::sync::Arc;

use pulldown_cmark::CodeBlockKind;

use super::blocks::{Block, Content};
use super::words::{self, Word};
use crate::data::Wording;

/// The word with which the first line of a diagram begins.
const DIAGRAM: &str = "diagramm";

/// A block whose lines are being read.
pub(in crate::compare) struct LineBlock {
    is_diagram: bool,
    zeilen: Vec<Vec<Word>>,
    is_open: bool,
}

impl LineBlock {
    pub(in crate::compare) fn of(kind: &CodeBlockKind<'_>) -> Self {
        let is_diagram = match kind {
            CodeBlockKind::Fenced(words) => words.split_whitespace().next() == Some(DIAGRAM),
            CodeBlockKind::Indented => false,
        };
        Self { is_diagram, zeilen: Vec::new(), is_open: false }
    }

    /// Adds words to the line that is open, or to a new one.
    pub(in crate::compare) fn add(&mut self, words: Vec<Word>, ends_line: bool) {
        match self.zeilen.last_mut() {
            Some(last) if self.is_open => last.extend(words),
            _ => self.zeilen.push(words),
        }
        self.is_open = !ends_line;
    }

    /// The lines that say something, as blocks; `ort` is the place of them all.
    pub(in crate::compare) fn blocks(self, origin: &str, wording: &Wording) -> Vec<Block> {
        let Self { is_diagram, zeilen, .. } = self;
        let is_blank = |zeile: &[Word]| zeile.iter().all(|word| word.text.trim().is_empty());
        let heads = ["synopse.diagramm_bezeichnung", "synopse.diagramm_betrag"];
        let heads = Arc::new(heads.map(|key| words::words(wording.say(key))).to_vec());
        let lines = zeilen.into_iter().filter(|zeile| !is_blank(zeile)).enumerate();
        let block = |(index, zeile): (usize, Vec<Word>)| match (is_diagram, index) {
            (true, 0) => {
                Block::new(words::words(wording.say("synopse.diagramm")), Content::Absatz(zeile))
            }
            (true, _) => row(&zeile, &heads),
            (false, _) => {
                let number = (index + 1).to_string();
                let origin = wording.fill("synopse.zeile", &[("ort", origin), ("nummer", &number)]);
                Block::new(words::words(&origin), Content::Absatz(zeile))
            }
        };
        lines.map(block).collect()
    }
}

/// A line of a diagram: a name with its amount, or one that heads a group.
fn row(zeile: &[Word], heads: &Arc<Vec<Vec<Word>>>) -> Block {
    let (name, betrag) = match colon(zeile) {
        Some(end) => (zeile.get(..end), zeile.get(end + 2..)),
        None => (Some(zeile), None),
    };
    let [name, betrag] = [name, betrag].map(|words| words.unwrap_or_default().to_vec());
    let heads = Arc::clone(heads);
    Block::new(name.clone(), Content::Zeile { heads, cells: vec![name, betrag] })
}

/// Where the colon stands between a name and its amount.
fn colon(zeile: &[Word]) -> Option<usize> {
    let figure = zeile.iter().position(|word| word.number.is_some());
    let before = zeile.get(..figure.unwrap_or(zeile.len()))?;
    let is_colon = |pair: &[Word]| matches!(pair, [a, b] if a.text == ":" && b.text == " ");
    let at = before.windows(2).rposition(is_colon)?;
    // Where no figures are known, an amount is told by its digits.
    let first = zeile.get(at + 2..)?.iter().find(|word| word.says_something());
    let is_amount = first.is_some_and(|word| word.text.starts_with(|c: char| c.is_ascii_digit()));
    (figure.is_some() || is_amount).then_some(at)
}
