//! Puts the figures of a bridge on a sheet of their own.

use std::collections::BTreeSet;

use super::sheet::{Kind, Line, Sheet};
use super::tables::Tables;
use crate::data::Paper;
use crate::document::Titles;
use crate::finance::{Derivation, FigureId, Figures, Frame, Name};

/// Whether the figure called `name` belongs to what changed since an earlier paper.
pub(super) fn is_of_bridge(name: &Name) -> bool {
    matches!(name.frame(), Frame::Step(_) | Frame::Bridge)
}

/// What contributions are differences of.
pub(super) fn quoted(figures: &Figures) -> BTreeSet<FigureId> {
    let contributions = figures.iter().filter(|(_, figure)| is_of_bridge(&figure.name));
    let operands = contributions.filter_map(|(_, figure)| match figure.derivation {
        Derivation::PrintedDifference(of, less) => Some([of, less]),
        _ => None,
    });
    operands.flatten().collect()
}

/// The lines of the sheet of what changed since an earlier paper: the states on the way, and
/// what each change contributes.
pub(super) fn lines(paper: &Paper, figures: &Figures, tables: &Tables) -> Vec<Line> {
    let titles = Titles::of(paper);
    let mut lines = Vec::new();
    for (id, figure) in figures.iter().filter(|(_, figure)| is_of_bridge(&figure.name)) {
        if let Some(table) = tables.lines(id) {
            lines.push(Line::Heading(titles.title(&figure.name)));
            lines.extend(table);
        } else if !tables.is_placed(id) {
            lines.push(Line::Figure(id));
        }
    }
    lines
}

/// The sheet with these lines.
pub(super) fn sheet(paper: &Paper, lines: Vec<Line>) -> Sheet {
    let wording = &paper.profil.wording;
    Sheet {
        name: wording.say("arbeitsmappe.bruecke.blatt").to_owned(),
        kind: Kind::Berechnung,
        title: wording.say("arbeitsmappe.bruecke.titel").to_owned(),
        szenario: None,
        lines,
    }
}
