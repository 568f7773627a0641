//! The sections of a document and what stands in them: paragraphs, numbered items and rows
//! of tables, each with the name of its place and what it is known again by.
//!
//! Emphasis and the targets of links are no words; each block holds them beside its text.

use std::sync::Arc;

use super::angleich::{self, Vergleichbar};
use super::auszeichnung::Auszeichnung;
use super::gruppen;
use super::worte::{self, Wort, joined, sorted};

/// What stands under one heading.
#[derive(Debug, Clone, Default)]
pub(super) struct Abschnitt {
    /// The headings above it, from the outermost inwards.
    pub(super) pfad: Vec<Vec<Wort>>,
    pub(super) bloecke: Vec<Block>,
    /// Whether it is the letterhead, or what stands under the title.
    pub(super) ist_kopf: bool,
    key: String,
    words: Vec<String>,
}

/// A paragraph, or a row of a table.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Its place in the section, such as `Ziffer 2, Punkt 1`.
    pub(super) ort: Vec<Wort>,
    pub(super) inhalt: Inhalt,
    /// How it is set.
    pub(super) auszeichnung: Auszeichnung,
    /// The list of the section in which it stands, counted from one.
    pub(super) liste: Option<usize>,
    key: String,
    /// The words by which it is known again, sorted: of a row those of its first cell.
    words: Vec<String>,
    /// The other cells of a row.
    rest: String,
    /// The heads of its table, sorted.
    koepfe: Vec<String>,
}

/// With how many equal words two texts begin alike.
const BEGINNING: usize = 3;

/// What a block holds.
#[derive(Debug, Clone)]
pub(super) enum Inhalt {
    Absatz(Vec<Wort>),
    /// A row, or the head row itself, of a table with these heads.
    Zeile {
        koepfe: Arc<Vec<Vec<Wort>>>,
        zellen: Vec<Vec<Wort>>,
    },
}

impl Block {
    pub(super) fn new(ort: Vec<Wort>, inhalt: Inhalt) -> Self {
        let (key, words, rest, heads) = match &inhalt {
            Inhalt::Absatz(worte) => (worte::text(worte), sorted(worte), String::new(), Vec::new()),
            Inhalt::Zeile { koepfe, zellen } => {
                let key = format!("{}\n{}", joined(koepfe), joined(zellen));
                let first = zellen.first().map(Vec::as_slice).unwrap_or_default();
                let others = zellen.get(1..).unwrap_or_default();
                let words = match sorted(first) {
                    words if words.is_empty() => sorted(&others.concat()),
                    words => words,
                };
                let mut heads: Vec<String> = koepfe.iter().map(|head| worte::text(head)).collect();
                heads.sort();
                (key, words, joined(others), heads)
            }
        };
        Self {
            ort,
            inhalt,
            auszeichnung: Auszeichnung::default(),
            liste: None,
            key,
            words,
            rest,
            koepfe: heads,
        }
    }

    /// Whether `other`, which says something else, may stand in its place: an item of the
    /// same number, or a text that begins alike.
    pub(super) fn is_replaced_by(&self, other: &Self) -> bool {
        let (Inhalt::Absatz(alt), Inhalt::Absatz(neu)) = (&self.inhalt, &other.inhalt) else {
            return false;
        };
        let is_item = self.liste.is_some() && other.liste.is_some();
        let beginning = |worte: &[Wort]| -> Vec<String> {
            let telling = worte.iter().filter(|wort| wort.says_something());
            telling.take(BEGINNING).map(|wort| wort.text.clone()).collect()
        };
        let (a, b) = (beginning(alt), beginning(neu));
        (is_item && self.ort == other.ort) || (a.len() == BEGINNING && a == b)
    }

    /// Whether both are rows of tables with the same heads: in a letterhead that is the same row,
    /// though its first cell may be the number of the paper.
    pub(super) fn is_row_beside(&self, other: &Self) -> bool {
        !self.koepfe.is_empty() && self.koepfe == other.koepfe
    }

    /// Tells its list from the others of its section.
    fn name_list(&mut self) {
        if let Some(liste) = self.liste {
            self.ort.splice(0..0, worte::words(&format!("Aufzählung {liste}, ")));
        }
    }

    /// Whether it is long enough to be known again at another place.
    pub(super) fn is_telling(&self) -> bool {
        self.words.len() >= 4
    }
}

impl Vergleichbar for Block {
    fn key(&self) -> &str {
        &self.key
    }

    fn likeness(&self, other: &Self) -> usize {
        match (&self.inhalt, &other.inhalt) {
            (Inhalt::Absatz(_), Inhalt::Absatz(_)) => angleich::common(&self.words, &other.words),
            // What stands in columns of other names is not the same said otherwise.
            (Inhalt::Zeile { .. }, Inhalt::Zeile { .. })
                if angleich::common(&self.koepfe, &other.koepfe) < angleich::ALIKE =>
            {
                0
            }
            (Inhalt::Zeile { .. }, Inhalt::Zeile { .. }) => {
                let likeness = angleich::common(&self.words, &other.words);
                // A row that got another name and kept all its values.
                let is_renamed =
                    self.rest == other.rest && self.rest.contains(char::is_alphanumeric);
                if is_renamed { likeness.max(angleich::ALIKE) } else { likeness }
            }
            _ => 0,
        }
    }
}

impl Abschnitt {
    /// What stands under `heading`, as yet nothing.
    pub(super) fn under(heading: Vec<Wort>) -> Self {
        Self { pfad: vec![heading], ..Self::default() }
    }

    /// Its last heading.
    pub(super) fn name(&self) -> &[Wort] {
        self.pfad.last().map(Vec::as_slice).unwrap_or_default()
    }

    /// With what it is known again by; it has so many outermost `lists`.
    pub(super) fn finish(mut self, lists: usize) -> Self {
        if lists > 1 {
            self.bloecke.iter_mut().for_each(Block::name_list);
        }
        gruppen::name(&mut self.bloecke);
        self.key = joined(&self.pfad);
        self.words = self.bloecke.iter().flat_map(|block| block.words.clone()).collect();
        self.words.sort();
        self
    }
}

impl Vergleichbar for Abschnitt {
    fn key(&self) -> &str {
        &self.key
    }

    fn likeness(&self, other: &Self) -> usize {
        angleich::common(&self.words, &other.words)
    }
}
