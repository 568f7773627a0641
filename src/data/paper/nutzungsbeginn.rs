//! Finds investments whose use begins before anything is paid for them, or so long after that
//! a digit must be wrong.

use crate::data::Investition;
use crate::data::yaml::intake::Intake;
use crate::diagnostic::Diagnostic;

/// Years after the last payment in which use may begin.
const LATEST: i16 = 10;

/// Reports all of them.
pub(in crate::data) fn check(investitionen: &[Investition], intake: &Intake) {
    for investition in investitionen {
        let Some(nutzung) = &investition.nutzung else { continue };
        let (first, last) = (investition.jahre().min(), investition.jahre().max());
        let (Some(first), Some(last)) = (first, last) else { continue };
        let year = nutzung.ab.value.year();
        let message = if year < first.0 {
            format!("Genutzt wird ab {year}, ausgezahlt wird aber erst ab {first}")
        } else if year > last.0.saturating_add(LATEST) {
            format!("Genutzt wird erst ab {year}, ausgezahlt wird aber zuletzt {last}")
        } else {
            continue;
        };
        intake.report(Diagnostic::error("nutzung-jahr", &nutzung.ab.place, message).with_hint(
            "Berichtigen Sie den Tag unter `ab` oder die Jahre unter `zahlungen` und \
                 `verpflichtungen`.",
        ));
    }
}
