//! What the budget provides on a line, what of it the paper uses, and what it requests beyond.
//!
//! `ansatz.<zeile>.<jahr>` is the Ansatz, `….bereitgestellt` what was provided beyond it
//! before, `….gebunden` what of both other measures need, `….genutzt` what the paper takes
//! of the remainder, `….beantragt` what it needs beyond that, and `….verfuegbar` what is
//! available once it is decided: Ansatz, provided before and requested, of printed values.
//! Where the year is budgeted, nothing is requested.

use rust_decimal::Decimal;

use super::calculation::Calculation;
use super::{FigureId, Name, Unit};
use crate::data::{Ansatz, Bereitstellung, Paper, Placed, Plan, Stand, Zeilenart};
use crate::diagnostic::{Diagnostic, Place};
use crate::german::euro;

/// Adds the figures of every Ansatz; reports one of a line on which nothing is needed.
pub(super) fn plan(calculation: &mut Calculation<'_>, paper: &Paper) {
    for ansatz in &paper.ansaetze {
        let line = Name::from(&*ansatz.zeile.value).jahr(ansatz.jahr);
        match calculation.find(&line) {
            Some(needed) => available(calculation, paper, ansatz, needed),
            // A scenario may well do without a line.
            None if paper.chosen.is_none() => calculation.problems.push(needless(ansatz)),
            None => {}
        }
    }
}

/// Adds the figures of `ansatz`, on whose line the paper needs `needed`.
fn available(calculation: &mut Calculation<'_>, paper: &Paper, ansatz: &Ansatz, needed: FigureId) {
    let (name, place) = (Name::from(ansatz), &ansatz.zeile.place);
    let source = ansatz.quelle.as_deref();
    let given = |calculation: &mut Calculation<'_>, name: &Name, value: &Placed<Decimal>| {
        calculation.given(name, value, Unit::Euro, source)
    };
    let mut provided = vec![given(calculation, &name, &ansatz.ansatz)];
    if let Some(before) = &ansatz.bereitgestellt {
        provided.push(given(calculation, &name.aspect("bereitgestellt"), before));
    }
    let free = match &ansatz.gebunden {
        Some(bound) => {
            let sum = calculation.printed_sum(&name.aspect("gesamt"), provided.clone(), place);
            let bound = given(calculation, &name.aspect("gebunden"), bound);
            calculation.printed_difference(&name.aspect("frei"), sum, bound, place)
        }
        None => calculation.printed_sum(&name.aspect("frei"), provided.clone(), place),
    };
    if calculation.printed(free).is_sign_negative() {
        calculation.problems.push(overbound(calculation, ansatz, free));
        return;
    }
    let used = calculation.capped(&name.aspect("genutzt"), needed, free, place);
    let beyond = calculation.printed(needed) - calculation.printed(used);
    if let Some(problem) = contradiction(calculation, paper, ansatz, (needed, free, beyond)) {
        calculation.problems.push(problem);
    }
    if !beyond.is_zero() {
        let name = name.aspect("beantragt");
        provided.push(calculation.printed_difference(&name, needed, used, place));
    }
    calculation.printed_sum(&name.aspect("verfuegbar"), provided, place);
}

/// What the data says of the line that its Ansatz belies: that it suffices, or that it does not.
fn contradiction(
    calculation: &Calculation<'_>,
    paper: &Paper,
    ansatz: &Ansatz,
    (needed, free, beyond): (FigureId, FigureId, Decimal),
) -> Option<Diagnostic> {
    let zeile = &ansatz.zeile.value;
    if zeile.art == Zeilenart::Ertrag {
        return None;
    }
    let (is_all_budgeted, is_exceeded) = said(paper, ansatz)?;
    let [needed, free] = [needed, free].map(|id| euro(calculation.printed(id)));
    let of = format!("auf der Zeile {} {} im Jahr {}", zeile.nummer, zeile.name, ansatz.jahr);
    let (message, hint) = if is_all_budgeted && !beyond.is_zero() {
        (
            format!("Veranschlagt sind {of} nur {free}, gebraucht werden {needed}"),
            "Berichtigen Sie den Ansatz, oder sagen Sie, wie der Rest bereitgestellt wird: im \
                Ergebnisplan mit dem `stand` des Jahres, bei einer Investition mit der \
                `bereitstellung` ihrer Zahlung.",
        )
    } else if is_exceeded && beyond.is_zero() {
        (
            format!("Der Ansatz reicht {of}: Frei sind {free}, gebraucht werden {needed}"),
            "Schreiben Sie, dass die Mittel `veranschlagt` sind; ist der Ansatz für anderes \
                verplant, nennen Sie unter `gebunden`, wie viel davon.",
        )
    } else {
        return None;
    };
    Some(Diagnostic::error("ansatz-widerspruch", &ansatz.zeile.place, message).with_hint(hint))
}

/// Whether all of the line is said to be budgeted, and whether something is said to exceed the
/// budget; nothing where other Ansätze or parts speak of it too.
fn said(paper: &Paper, ansatz: &Ansatz) -> Option<(bool, bool)> {
    let (zeile, jahr) = (&ansatz.zeile.value, ansatz.jahr);
    match zeile.plan {
        Plan::Ergebnisplan => {
            let year = paper.haushalt.jahre.get(&jahr)?;
            let of_line = year.davon.iter().find(|part| part.zeile.value == *zeile);
            let stand = of_line.map_or(year.stand, |part| part.stand.value);
            Some((stand == Stand::Veranschlagt, stand.needs_cover()))
        }
        Plan::Finanzplan => {
            let of_line = paper.investitionen.iter().filter(|of| of.zeile == *zeile);
            let payments = of_line.flat_map(|of| &of.zahlungen).filter(|of| of.jahr == jahr);
            let ways: Vec<Bereitstellung> = payments.map(|of| of.bereitstellung).collect();
            let is_all = ways.iter().all(|way| *way == Bereitstellung::Veranschlagt);
            Some((is_all, ways.iter().any(|way| way.needs_cover())))
        }
    }
}

fn overbound(calculation: &Calculation<'_>, ansatz: &Ansatz, free: FigureId) -> Diagnostic {
    let place: &Place = ansatz.gebunden.as_ref().map_or(&ansatz.zeile.place, |of| &of.place);
    let message =
        format!("Gebunden ist mehr, als bereitsteht: {} zu viel", euro(-calculation.printed(free)));
    Diagnostic::error("ansatz-widerspruch", place, message)
        .with_hint("Berichtigen Sie `gebunden`, `ansatz` oder `bereitgestellt`.")
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
