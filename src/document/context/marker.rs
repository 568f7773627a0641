//! Writes figures and periods into the context of a template: figures marked, so that they stay
//! figures in the text.

use serde::Serialize;

use crate::data::Wording;
use crate::document::marks;
use crate::document::written::{self, Style};
use crate::finance::{FigureId, Figures, Name};
use crate::period::Zeitraum;

/// The figures, with the means to mark them.
pub(super) struct Marker<'a> {
    pub(super) figures: &'a Figures,
    /// The words around them.
    pub(super) wording: &'a Wording,
}

impl Marker<'_> {
    /// The marked form of `id`.
    pub(super) fn mark(&self, id: FigureId) -> String {
        let text = written::figure(self.figures.get(id), Style::Full).unwrap_or_default();
        marks::mark(id, &text)
    }

    /// The marked form of the figure called `name`, where there is one.
    pub(super) fn named(&self, name: &Name) -> Option<String> {
        self.figures.find(name).map(|id| self.mark(id))
    }

    /// The same, where it is not nothing.
    pub(super) fn nonzero(&self, name: &Name) -> Option<String> {
        let id = self.figures.find(name)?;
        (!self.figures.get(id).value.is_zero()).then(|| self.mark(id))
    }
}

/// A period of the programme.
#[derive(Serialize, Clone)]
pub(super) struct Period {
    pub(super) von: String,
    /// Its last day; where it has none, the last day that is calculated.
    pub(super) bis: String,
    pub(super) unbefristet: bool,
}

pub(super) fn period(zeitraum: &Zeitraum) -> Period {
    Period {
        von: written::date(zeitraum.von()),
        bis: written::date(zeitraum.bis()),
        unbefristet: zeitraum.is_open(),
    }
}
