//! Checks the limit of all years of a grant against the digits of its yearly amounts.

use super::super::Rundung;
use super::super::intake::Intake;
use super::Zuwendung;
use crate::diagnostic::Diagnostic;

/// Reports a limit of all years with cents where the years are whole euros: the last year
/// could not use it up.
pub(super) fn check(zuwendung: &Zuwendung, rundung: Rundung, intake: &Intake) {
    let digits = zuwendung.rundung.map_or(rundung.digits, |own| own.digits.min(rundung.digits));
    let Some(limit) = &zuwendung.hoechstens_insgesamt else { return };
    if limit.value.normalize().scale() > digits {
        let whole = limit.value.trunc_with_scale(digits);
        intake.report(
            Diagnostic::error(
                "hoechstbetrag-zu-genau",
                &limit.place,
                "Dieser Höchstbetrag hat Cent, die Beträge der Jahre sind volle Euro",
            )
            .with_hint(format!("Schreiben Sie ihn in vollen Euro, etwa `{whole}`.")),
        );
    }
}
