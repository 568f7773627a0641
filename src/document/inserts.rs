//! What a paper says about the one before it: parts that are made when both texts are there.
//!
//! They are marked Markdown in the arena of the paper, and a template places them by name
//! (`beilage`). A paper is written once without them, so that it can be compared, and
//! then with them.

use std::collections::BTreeMap;

use serde::Serialize;

/// Both texts beside each other.
pub const SYNOPSE: &str = "synopse";

/// The whole resolution as it is now.
pub const BESCHLUSS: &str = "beschluss";

/// The parts of a paper that are made of two.
#[derive(Debug, Clone, Default)]
pub struct Inserts {
    /// Marked Markdown by name.
    texte: BTreeMap<String, String>,
    /// What became of the items of the resolution; none without an earlier one.
    pub ziffern: Option<Vec<ChangedZiffer>>,
}

/// What became of an item of the resolution, or of several in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedZiffer {
    /// What became of it.
    pub art: ZifferFate,
    /// Its number in the earlier resolution.
    pub alt: Option<String>,
    /// Its number now.
    pub neu: Option<String>,
    /// The old and new number of the last, where several in a row got other numbers.
    pub bis: Option<[String; 2]>,
    /// Whether those are just two.
    pub zwei: bool,
    /// Whether its old number could be taken for a new one.
    pub mehrdeutig: bool,
    /// The item that it follows, where it is new and not the first.
    pub nach: Option<Neighbour>,
    /// The name of the part that holds its new wording.
    pub wortlaut: Option<String>,
}

/// The item after which a new one stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Neighbour {
    /// By which number it is known.
    pub nummer: String,
    /// Whether that is its old number, its new one, or both.
    pub zaehlung: Numbering,
}

/// By which of two resolutions an item is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Numbering {
    /// By both alike.
    #[serde(rename = "beide")]
    Both,
    /// By the earlier one; now it has another number.
    #[serde(rename = "bisherig")]
    Old,
    /// By the present one; it is new itself.
    #[serde(rename = "neu")]
    New,
}

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum ZifferFate {
    /// It says something else.
    #[serde(rename = "geaendert")]
    Changed,
    /// It is gone.
    #[serde(rename = "gestrichen")]
    Struck,
    /// It came.
    #[serde(rename = "eingefuegt")]
    Inserted,
    /// It says the same under another number.
    #[serde(rename = "umnummeriert")]
    Renumbered,
    /// What stands before the items says something else.
    #[serde(rename = "einleitung")]
    Opening,
    /// What stands after them does.
    #[serde(rename = "schluss")]
    Closing,
    /// The resolution as a whole says something else, and has no items.
    #[serde(rename = "ganz")]
    Whole,
}

impl Inserts {
    /// The texts of all parts.
    pub(super) fn texts(&self) -> impl Iterator<Item = &String> {
        self.texte.values()
    }

    /// Adds the part called `name`.
    pub fn add(&mut self, name: impl Into<String>, marked: String) {
        self.texte.insert(name.into(), marked);
    }

    /// The part called `name`.
    pub fn find(&self, name: &str) -> Option<&str> {
        self.texte.get(name).map(String::as_str)
    }
}
