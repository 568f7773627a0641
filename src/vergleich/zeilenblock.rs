//! Turns a block of lines, which is set as it is written, into blocks of the comparison: a
//! diagram into rows of a table, any other text into a paragraph per line.
//!
//! So no text of the comparison ever holds the end of a line, and an amount of a diagram
//! stands beside the one that it replaces.

use std::sync::Arc;

use pulldown_cmark::CodeBlockKind;

use super::bloecke::{Block, Inhalt};
use super::worte::{self, Wort};

/// The word with which the first line of a diagram begins.
const DIAGRAMM: &str = "diagramm";

/// The place of the title of a diagram.
pub(super) const TITEL: &str = "Diagramm";

/// What the columns of a diagram are called: of its names and of its amounts.
const KOEPFE: [&str; 2] = ["Bezeichnung im Diagramm", "Betrag im Diagramm"];

/// A block whose lines are being read.
pub(super) struct Zeilenblock {
    ist_diagramm: bool,
    zeilen: Vec<Vec<Wort>>,
    is_open: bool,
}

impl Zeilenblock {
    pub(super) fn of(kind: &CodeBlockKind<'_>) -> Self {
        let ist_diagramm = match kind {
            CodeBlockKind::Fenced(words) => words.split_whitespace().next() == Some(DIAGRAMM),
            CodeBlockKind::Indented => false,
        };
        Self { ist_diagramm, zeilen: Vec::new(), is_open: false }
    }

    /// Adds words to the line that is open, or to a new one.
    pub(super) fn add(&mut self, worte: Vec<Wort>, ends_line: bool) {
        match self.zeilen.last_mut() {
            Some(last) if self.is_open => last.extend(worte),
            _ => self.zeilen.push(worte),
        }
        self.is_open = !ends_line;
    }

    /// The lines that say something, as blocks; `ort` is the place of them all.
    pub(super) fn bloecke(self, ort: &str) -> Vec<Block> {
        let Self { ist_diagramm, zeilen, .. } = self;
        let is_blank = |zeile: &[Wort]| zeile.iter().all(|wort| wort.text.trim().is_empty());
        let koepfe = Arc::new(KOEPFE.map(worte::words).to_vec());
        let lines = zeilen.into_iter().filter(|zeile| !is_blank(zeile)).enumerate();
        let block = |(index, zeile): (usize, Vec<Wort>)| match (ist_diagramm, index) {
            (true, 0) => Block::new(worte::words(TITEL), Inhalt::Absatz(zeile)),
            (true, _) => row(&zeile, &koepfe),
            (false, _) => {
                let ort = format!("{ort}, Zeile {}", index + 1);
                Block::new(worte::words(&ort), Inhalt::Absatz(zeile))
            }
        };
        lines.map(block).collect()
    }
}

/// A line of a diagram: a name with its amount, or one that heads a group.
fn row(zeile: &[Wort], koepfe: &Arc<Vec<Vec<Wort>>>) -> Block {
    let (name, betrag) = match colon(zeile) {
        Some(end) => (zeile.get(..end), zeile.get(end + 2..)),
        None => (Some(zeile), None),
    };
    let [name, betrag] = [name, betrag].map(|words| words.unwrap_or_default().to_vec());
    let koepfe = Arc::clone(koepfe);
    Block::new(name.clone(), Inhalt::Zeile { koepfe, zellen: vec![name, betrag] })
}

/// Where the colon stands between a name and its amount.
fn colon(zeile: &[Wort]) -> Option<usize> {
    let figure = zeile.iter().position(|wort| wort.zahl.is_some());
    let before = zeile.get(..figure.unwrap_or(zeile.len()))?;
    let is_colon = |pair: &[Wort]| matches!(pair, [a, b] if a.text == ":" && b.text == " ");
    let at = before.windows(2).rposition(is_colon)?;
    // Where no figures are known, an amount is told by its digits.
    let first = zeile.get(at + 2..)?.iter().find(|wort| wort.says_something());
    let is_amount = first.is_some_and(|wort| wort.text.starts_with(|c: char| c.is_ascii_digit()));
    (figure.is_some() || is_amount).then_some(at)
}
