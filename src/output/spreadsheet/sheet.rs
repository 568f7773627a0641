//! A sheet before it is written: its name, and which figures stand on which line.

use crate::finance::{Figure, FigureId, Frame, Name};

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
    /// The scenario whose figures it holds; none where they are those of the paper.
    pub(super) szenario: Option<String>,
    pub(super) lines: Vec<Line>,
}

impl Sheet {
    /// The name of `figure` within the paper or scenario.
    pub(super) fn name(&self, figure: &Figure) -> Name {
        own_name(figure, self.szenario.as_deref().map_or(Frame::Own, Frame::Szenario))
    }
}

/// The name of `figure` within `frame`.
pub(super) fn own_name(figure: &Figure, frame: Frame<'_>) -> Name {
    match frame {
        Frame::Own => figure.name.clone(),
        frame => figure.name.out_of(frame).unwrap_or_else(|| figure.name.clone()),
    }
}

/// A line of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// The name of the lines that follow.
    Heading(String),
    /// A figure.
    Figure(FigureId),
    /// A figure that stands elsewhere as well, where it is calculated.
    Copy(FigureId),
    /// A given value of a scenario that is the same as in the paper itself.
    Same(FigureId, FigureId),
}
