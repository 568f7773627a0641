//! What a bridge consists of: its steps, and of every total that moved what moved it.

use super::steps::Change;
use super::working::Working;
use crate::compare::numbers::moved::Rank;
use crate::data::Wording;
use crate::finance::{FigureId, Figures, Name, Subject};

/// Why the totals of two versions differ.
#[derive(Debug, Clone, Default)]
pub struct Bridge {
    /// The steps that move a total, a line or a row, in their order.
    pub steps: Vec<Step>,
    /// The totals that moved, by year as in the comparison.
    pub totals: Vec<Total>,
    /// The totals that did not move and are something, by name.
    pub resting: Vec<(Name, FigureId)>,
    /// The words in which a paper tells it.
    pub wording: Wording,
}

/// What is changed at once.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its number, from one.
    pub nummer: usize,
    /// The changes: more than one where none of them can be calculated without the next.
    pub changes: Vec<Change>,
    /// What each of them is, in words; amounts and quantities are marked.
    pub bezeichnungen: Vec<String>,
    /// What is changed first, in short.
    pub title: String,
}

/// A total that moved, or that changes raised and lowered again.
#[derive(Debug, Clone)]
pub struct Total {
    /// Its name, such as `eigenanteil.2022`.
    pub name: Name,
    /// What it is, in words.
    pub bezeichnung: String,
    /// How much it says.
    pub rank: Rank,
    /// Its place in papers, among those of the same rank.
    pub room: usize,
    /// Its year; none for that of all years.
    pub jahr: Option<String>,
    /// What it was; a figure of nothing where it was not there.
    pub old: FigureId,
    /// What it is; likewise.
    pub new: FigureId,
    /// What moved it, in the order of the steps.
    pub contributions: Vec<Contribution>,
}

/// By how much a step moved a total.
#[derive(Debug, Clone)]
pub struct Contribution {
    /// The number of the step.
    pub step: usize,
    /// How much.
    pub amount: FigureId,
    /// What makes it up, with the sign by which it enters the total: its years where it has
    /// several, else its rows.
    pub parts: Vec<Share>,
    /// How it can be calculated, where it can.
    pub working: Option<Working>,
}

/// A part of a contribution.
#[derive(Debug, Clone)]
pub struct Share {
    /// The year, or the title of the row.
    pub bezeichnung: String,
    /// How much.
    pub amount: FigureId,
    /// How it can be calculated, where it can.
    pub working: Option<Working>,
}

/// A figure that either paper may have: its name, and what it is.
pub(in crate::compare) struct Known {
    pub(in crate::compare) name: Name,
    pub(in crate::compare) jahr: Option<String>,
    pub(in crate::compare) rank: Rank,
    pub(in crate::compare) room: usize,
    pub(in crate::compare) bezeichnung: String,
}

impl Known {
    /// Whether it is a total of the paper, of a line or of a grant.
    pub(in crate::compare) fn is_total(&self) -> bool {
        self.rank <= Rank::Zeile || matches!(self.name.parts().subject, Subject::Zuwendung(_))
    }
}

impl Total {
    /// Whether it is another one than before.
    pub fn has_moved(&self, figures: &Figures) -> bool {
        figures.get(self.old).value != figures.get(self.new).value
    }
}
