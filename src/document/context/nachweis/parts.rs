//! The parts that a year of a row adds up: those of a Stelle whose quantity changes inside
//! the year, workplaces of Stellen, and the personnel cost that overhead is a share of.

use super::writer::{Step, Writer};
use crate::document::context::table;
use crate::finance::{Derivation, FigureId, Name, Subject};
use crate::period::Jahr;

impl Writer<'_> {
    /// The calculations of the parts of `id`, the year `jahr` of the row `name`.
    pub(super) fn parts(&self, name: &Name, jahr: Jahr, id: FigureId) -> Vec<Step> {
        let is_row = matches!(name.parts().subject, Subject::Stelle(_) | Subject::Kosten(_));
        match &self.marker.figures.get(id).derivation {
            Derivation::Sum(parts) if is_row => {
                parts.iter().flat_map(|part| self.part(name, jahr, *part)).collect()
            }
            Derivation::Percent { of, .. } if is_row => {
                vec![self.step(self.fill("personalkosten", &[("jahr", &jahr.to_string())]), *of)]
            }
            _ => Vec::new(),
        }
    }

    /// The calculation of one part, after those of its own parts and of its workplaces.
    fn part(&self, name: &Name, jahr: Jahr, id: FigureId) -> Vec<Step> {
        let figure = self.marker.figures.get(id);
        let title = match figure.name.behind(name).unwrap_or_default().as_slice() {
            ["stelle", stelle, _] => format!("{jahr}, {}", self.stelle(stelle)),
            ["stelle", stelle, _, "zeitabschnitt", number] => {
                let above = format!("{jahr}, {}", self.stelle(stelle));
                self.fill("zeitabschnitt", &[("davor", &above), ("nummer", number)])
            }
            [_, "zeitabschnitt", number] => {
                self.fill("zeitabschnitt", &[("davor", &jahr.to_string()), ("nummer", number)])
            }
            _ => return Vec::new(),
        };
        let mut steps = match &figure.derivation {
            Derivation::Sum(parts) => {
                parts.iter().flat_map(|part| self.part(name, jahr, *part)).collect()
            }
            Derivation::Product(factors) | Derivation::Prorated { factors, .. } => {
                self.workplaces(&title, factors)
            }
            _ => Vec::new(),
        };
        steps.push(self.step(title, id));
        steps
    }

    /// Whether a Stelle changes its quantity inside a year, so that the year has parts.
    pub(super) fn has_parts(&self) -> bool {
        let stellen = self.paper.stellen.iter();
        stellen
            .flat_map(|stelle| stelle.jahre().map(|jahr| stelle.zeitabschnitte(jahr).len()))
            .any(|parts| parts > 1)
    }

    /// How quantities among `factors` are rounded up to workplaces.
    fn workplaces(&self, title: &str, factors: &[FigureId]) -> Vec<Step> {
        let figures = self.marker.figures;
        let is_changed = |id: &&FigureId| match figures.get(**id).derivation {
            Derivation::RoundedUp(of) => figures.get(of).exact != figures.get(**id).exact,
            _ => false,
        };
        let title = self.fill("arbeitsplaetze", &[("davor", title)]);
        let step = |id: &FigureId| self.step(title.clone(), *id);
        factors.iter().filter(is_changed).map(step).collect()
    }

    fn stelle(&self, id: &str) -> String {
        let stelle = self.paper.stellen.iter().find(|stelle| stelle.id.value == id);
        let title = stelle.map(|stelle| table::of_stelle(stelle, self.marker).title);
        format!("{} (stelle.{id})", title.unwrap_or_default())
    }
}
