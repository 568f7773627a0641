//! Turns the facts of a [`Paper`] into figures.
//!
//! Pure: knows neither files nor YAML nor German number format. Every figure is
//! exact until it is rounded once; what is printed adds up.

mod abschreibung;
mod ansaetze;
mod calculation;
mod deckung;
mod effect;
mod eigenleistung;
mod einsparung;
mod figure;
mod folgen;
mod investitionen;
mod kosten;
mod name;
mod plan;
mod predecessor;
mod states;
mod stellen;
mod subject;
mod ueberfinanzierung;
mod versions;
mod zuwendungen;

use calculation::Calculation;
pub use calculation::ZU_GROSS;

use crate::data::Paper;
use crate::diagnostic::Diagnostic;

pub use effect::unmoved;
pub use figure::{Derivation, Figure, FigureId, Figures, Rounding, Unit};
pub use name::{Contribution, Frame, Name, NoName, Parts, Period, Totals};
pub use predecessor::{Provenance, Relation};
pub use states::State;
pub use subject::Subject;
pub use versions::Adopted;

/// The figures of a paper, and what is wrong with them.
#[derive(Debug, Clone)]
pub struct Plan {
    /// All figures, those of scenarios under `szenario.<id>.`.
    pub figures: Figures,
    /// Figures that grow too large (errors) or look wrong (warnings).
    pub diagnostics: Vec<Diagnostic>,
}

/// Computes all figures of `paper` and of its scenarios.
pub fn plan(paper: &Paper) -> Plan {
    let mut calculation = Calculation::new(paper.haushalt.rundung);
    plan::plan(&mut calculation, paper);
    for szenario in &paper.szenarien {
        calculation.frame = Frame::Szenario(&szenario.id.value);
        calculation.rundung = szenario.paper.haushalt.rundung;
        plan::plan(&mut calculation, &szenario.paper);
        if szenario.paper.deckung != paper.deckung {
            let before = calculation.problems.len();
            deckung::plan(&mut calculation, &szenario.paper);
            let hint = format!("Das gilt im Szenario `{}`.", szenario.id.value);
            let found = calculation.problems.iter_mut().skip(before);
            found.for_each(|problem| problem.hints.push(hint.clone()));
        }
    }
    Plan { figures: calculation.figures, diagnostics: calculation.problems }
}
