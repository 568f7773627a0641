//! What is available on a line of the budget once the paper has been decided.
//!
//! `ansatz.<zeile>.<jahr>` is the Ansatz, `….bereitgestellt` what was provided beyond it
//! before, `….beantragt` what the paper needs on the line, and `….verfuegbar` their sum, of
//! printed values.

use super::calculation::Calculation;
use super::{Name, Unit};
use crate::data::{Ansatz, Paper};
use crate::diagnostic::Diagnostic;

/// Adds the figures of every Ansatz; reports one of a line on which nothing is needed.
pub(super) fn plan(calculation: &mut Calculation<'_>, paper: &Paper) {
    for ansatz in &paper.ansaetze {
        if !available(calculation, ansatz) && paper.gewaehlt.is_none() {
            // A scenario may well do without a line.
            calculation.problems.push(needless(ansatz));
        }
    }
}

/// Adds the figures of `ansatz`; tells whether the paper needs anything on its line.
fn available(calculation: &mut Calculation<'_>, ansatz: &Ansatz) -> bool {
    let (name, place) = (Name::from(ansatz), &ansatz.zeile.place);
    let line = Name::from(&*ansatz.zeile.value).jahr(ansatz.jahr);
    let Some(needed) = calculation.find(&line) else { return false };
    let source = ansatz.quelle.as_deref();
    let mut parts = vec![calculation.given(&name, &ansatz.ansatz, Unit::Euro, source)];
    if let Some(before) = &ansatz.bereitgestellt {
        let name = name.aspect("bereitgestellt");
        parts.push(calculation.given(&name, before, Unit::Euro, source));
    }
    parts.push(calculation.printed_sum(&name.aspect("beantragt"), vec![needed], place));
    calculation.printed_sum(&name.aspect("verfuegbar"), parts, place);
    true
}

fn needless(ansatz: &Ansatz) -> Diagnostic {
    let (zeile, jahr) = (&ansatz.zeile.value, ansatz.jahr);
    let message = format!(
        "Auf der Zeile {} {} braucht die Vorlage im Jahr {jahr} nichts",
        zeile.nummer, zeile.name
    );
    Diagnostic::error("ansatz-ohne-bedarf", &ansatz.zeile.place, message)
        .with_hint("Berichtigen Sie `zeile` oder `jahr`, oder löschen Sie den Eintrag.")
}
