//! Turns the facts of a [`Paper`] into figures.
//!
//! Pure: knows neither files nor YAML nor German number format. Every figure is
//! exact until it is rounded once; what is printed adds up.

mod abschreibung;
mod ansaetze;
pub mod bereitstellung;
mod calculation;
mod deckung;
mod derivation;
mod effect;
mod eigenleistung;
mod einsparung;
mod figure;
mod folgen;
mod frame;
mod investitionen;
mod kosten;
mod name;
mod plan;
mod predecessor;
mod states;
mod stellen;
mod subject;
pub mod teilplaene;
mod ueberfinanzierung;
mod versions;
mod zuwendungen;

use calculation::Calculation;
pub use calculation::TOO_LARGE;

use crate::data::Paper;
use crate::diagnostic::Diagnostic;

pub use derivation::{Derivation, FigureId};
pub use effect::unmoved;
pub use figure::{Figure, Figures, Rounding, Unit};
pub use frame::{Frame, Period};
pub use name::{Contribution, Name, NoName, Parts, Totals};
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
    crate::tally::enter("plan", || format!("{paper:?}"));
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
    let Calculation { figures, mut problems, .. } = calculation;
    problems.extend(figures.doubled().iter().map(|name| doubled(name, paper)));
    Plan { figures, diagnostics: problems }
}

/// Two figures of one name: nobody could tell which of them a text means.
fn doubled(name: &Name, paper: &Paper) -> Diagnostic {
    let message = format!("Zwei Zahlen dieser Vorlage heißen `{name}`");
    Diagnostic::error("zahl-doppelt", &paper.vorlage.place, message).with_hint(
        "Das ist ein Fehler des Programms, nicht der Daten: Melden Sie ihn, und legen Sie den \
         Ordner der Vorlage bei.",
    )
}
