//! Finds what is said of a Stelle and cannot be together: its note, its Stellenplan and its
//! bridge on one side, its period on the other.

use super::{Einrichtung, Stelle, Vermerk};
use crate::data::yaml::intake::Intake;
use crate::diagnostic::{Diagnostic, Place};
use crate::german;

/// Years that a Stellenplan may lie before the Stelle begins: budgets may be made for two.
const PLAN_BEFORE: i16 = 1;

/// Reports all of it for `stelle`; `place` tells where a key of it stands.
pub(in crate::data) fn check<'p>(
    stelle: &Stelle,
    place: impl Fn(&str) -> Option<&'p Place>,
    intake: &Intake,
) {
    let found = [
        place("vermerk").and_then(|place| kw(stelle, place)),
        place("stellenplan").and_then(|place| stellenplan(stelle, place)),
        place("verrechnung").and_then(|place| verrechnung(stelle, place)),
    ];
    found.into_iter().flatten().for_each(|finding| intake.report(finding));
}

fn kw(stelle: &Stelle, place: &Place) -> Option<Diagnostic> {
    let Some(Vermerk::Kw(zum)) = stelle.vermerk else { return None };
    let (von, bis) = (stelle.zeitraum.value.von(), stelle.zeitraum.value.bis());
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

fn stellenplan(stelle: &Stelle, place: &Place) -> Option<Diagnostic> {
    let (plan, first) = (stelle.stellenplan?, stelle.zeitraum.value.von().year());
    (plan.0 < first - PLAN_BEFORE).then(|| {
        let message = format!("Der Stellenplan {plan} gilt nicht für das Jahr {first}");
        Diagnostic::error("stellenplan-jahr", place, message).with_hint(format!(
            "Nennen Sie den Stellenplan {first} oder einen späteren, oder prüfen Sie `zeitraum`."
        ))
    })
}

fn verrechnung(stelle: &Stelle, place: &Place) -> Option<Diagnostic> {
    (stelle.verrechnung && stelle.einrichtung == Einrichtung::Entfaellt).then(|| {
        Diagnostic::error(
            "einrichtung-widerspruch",
            place,
            "Für eine Stelle, die entfällt, gibt es keine Verrechnungsstelle",
        )
        .with_hint("Löschen Sie die Zeile `verrechnung`, oder prüfen Sie `einrichtung`.")
    })
}
