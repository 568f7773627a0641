//! Which figures stand below each other because they add up: rows, with what of them other
//! tables print and the units that none of them takes, and their total.
//!
//! Rows follow each other and their total follows them, so that a formula can take them as
//! one range.

use std::collections::{BTreeMap, BTreeSet};

use super::sheet::Line;
use crate::finance::{Derivation, Figure, FigureId, Figures, Rounding};

/// The tables of an arena by their totals.
#[derive(Debug)]
pub(super) struct Tables {
    /// The rows that are printed so that they add up.
    rows: BTreeMap<FigureId, Vec<FigureId>>,
    /// What stands before them: repeated from another table, or left over.
    before: BTreeMap<FigureId, Vec<Line>>,
    /// All that stands in the table of its total and nowhere else.
    placed: BTreeSet<FigureId>,
}

impl Tables {
    /// The tables of `figures`.
    pub(super) fn of(figures: &Figures) -> Self {
        let mut rows = BTreeMap::<FigureId, Vec<FigureId>>::new();
        let mut missing = BTreeMap::new();
        for (id, figure) in figures.iter() {
            if let Rounding::Row { total, .. } = figure.rounding {
                rows.entry(total).or_default().push(id);
            }
            if let Some(total) = missing_from(figure, figures) {
                rows.entry(total).or_default();
                missing.insert(total, id);
            }
        }
        let mut placed: BTreeSet<FigureId> = rows.values().flatten().copied().collect();
        let mut before = BTreeMap::new();
        for (total, own) in &rows {
            let mut lines: Vec<Line> = Vec::new();
            for id in beside(figures.get(*total), own) {
                // Figures that two states have in common stand where the first does.
                let is_own = figures.get(id).rounding == Rounding::Repeated && placed.insert(id);
                lines.push(if is_own { Line::Figure(id) } else { Line::Copy(id) });
            }
            lines.extend(missing.get(total).copied().map(Line::Figure));
            before.insert(*total, lines);
        }
        placed.extend(missing.into_values());
        Self { rows, before, placed }
    }

    /// The rows of the table of `total`, where it has one.
    pub(super) fn rows(&self, total: FigureId) -> Option<&[FigureId]> {
        self.rows.get(&total).map(Vec::as_slice)
    }

    /// What `total` adds up beside its rows, all of which other tables print.
    pub(super) fn others(&self, figures: &Figures, total: FigureId) -> Vec<FigureId> {
        beside(figures.get(total), self.rows(total).unwrap_or_default())
    }

    /// Whether `id` stands in the table of its total.
    pub(super) fn is_placed(&self, id: FigureId) -> bool {
        self.placed.contains(&id)
    }

    /// The lines of the table of `total`, where it has one. What stands in another table is
    /// copied from there.
    pub(super) fn lines(&self, total: FigureId) -> Option<Vec<Line>> {
        let own = self.rows.get(&total)?;
        let before = self.before.get(&total).into_iter().flatten().cloned();
        let is_row = self.is_placed(total);
        let end = if is_row { Line::Copy(total) } else { Line::Figure(total) };
        Some(before.chain(own.iter().copied().map(Line::Figure)).chain([end]).collect())
    }
}

/// What `total` adds up beside `rows`.
fn beside(total: &Figure, rows: &[FigureId]) -> Vec<FigureId> {
    let Derivation::Sum(all) = &total.derivation else { return Vec::new() };
    all.iter().filter(|id| !rows.contains(id)).copied().collect()
}

/// The total from which `figure` is what its printed rows lack.
fn missing_from(figure: &Figure, figures: &Figures) -> Option<FigureId> {
    let Derivation::PrintedDifference(total, printed) = figure.derivation else { return None };
    match (&figures.get(total).derivation, &figures.get(printed).derivation) {
        (Derivation::Sum(rows), Derivation::PrintedSum(all)) if rows == all => Some(total),
        _ => None,
    }
}
