//! Finds what is said of a Stelle and cannot be together: its note, its Stellenplan and its
//! bridge on one side, its period on the other.

use super::einrichtung::{Einrichtung, Setup, Vermerk};
use crate::data::yaml::intake::Intake;
use crate::diagnostic::{Diagnostic, Place};
use crate::german;

/// Years that a Stellenplan may lie before the Stelle begins: budgets may be made for two.
const PLAN_BEFORE: i16 = 1;

/// Reports all of it for a Stelle; `place` tells where a key of it stands.
pub(super) fn check<'p>(
    setup: &Setup<'_>,
    place: impl Fn(&str) -> Option<&'p Place>,
    intake: &Intake,
) {
    let found = [
        place("vermerk").and_then(|place| kw(setup, place)),
        place("stellenplan").and_then(|place| stellenplan(setup, place)),
        place("verrechnung").and_then(|place| verrechnung(setup, place)),
    ];
    found.into_iter().flatten().for_each(|finding| intake.report(finding));
}

fn kw(setup: &Setup<'_>, place: &Place) -> Option<Diagnostic> {
    let Some(&Vermerk::Kw(zum)) = setup.vermerk else { return None };
    let (von, bis) = (setup.zeitraum.value.von(), setup.zeitraum.value.bis());
    let day = german::date(zum);
    if zum < von {
        let message = format!(
            "Die Stelle soll zum {day} wegfallen, beginnt aber erst am {}",
            german::date(von)
        );
        return Some(
            Diagnostic::error("vermerk-widerspruch", place, message).with_hint(
                "Nennen Sie unter `zum` einen späteren Tag, oder prüfen Sie `zeitraum`.",
            ),
        );
    }
    let message = format!("Die Stelle soll zum {day} wegfallen, kostet aber darüber hinaus Geld");
    (bis > zum).then(|| {
        Diagnostic::error("vermerk-widerspruch", place, message).with_hint(format!(
            "Lassen Sie den Zeitraum der Stelle mit `bis: {day}` enden, oder berichtigen Sie den \
             Tag des Vermerks."
        ))
    })
}

fn stellenplan(setup: &Setup<'_>, place: &Place) -> Option<Diagnostic> {
    let (plan, first) = (setup.stellenplan?, setup.zeitraum.value.von().year());
    (plan.0 < first - PLAN_BEFORE).then(|| {
        let message = format!("Der Stellenplan {plan} gilt nicht für das Jahr {first}");
        Diagnostic::error("stellenplan-jahr", place, message).with_hint(format!(
            "Nennen Sie den Stellenplan {first} oder einen späteren, oder prüfen Sie `zeitraum`."
        ))
    })
}

fn verrechnung(setup: &Setup<'_>, place: &Place) -> Option<Diagnostic> {
    (setup.verrechnung && setup.einrichtung == Einrichtung::Entfaellt).then(|| {
        Diagnostic::error(
            "einrichtung-widerspruch",
            place,
            "Für eine Stelle, die entfällt, gibt es keine Verrechnungsstelle",
        )
        .with_hint("Löschen Sie die Zeile `verrechnung`, oder prüfen Sie `einrichtung`.")
    })
}
