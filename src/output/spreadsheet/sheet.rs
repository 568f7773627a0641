//! A sheet before it is written: its name, and which figures stand on which line.

use crate::finance::FigureId;

/// What a sheet holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Given values.
    Eingaben,
    /// Computed values; in a scenario its given ones, too.
    Berechnung,
}

/// A sheet before it is written.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) title: String,
    /// What the names of its figures begin with.
    pub(super) prefix: String,
    pub(super) lines: Vec<Line>,
}

/// A line of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// The name of the lines that follow.
    Heading(String),
    /// A figure.
    Figure(FigureId),
    /// A given value of a scenario that is the same as in the paper itself.
    Same(FigureId, FigureId),
}
