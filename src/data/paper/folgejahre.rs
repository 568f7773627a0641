//! The years for which follow-up costs are told.
//!
//! What costs money every year ends with the useful life or with the horizon of the paper.

use crate::data::yaml::intake::Intake;
use crate::data::{Haushalt, Investition, Nutzung, Paper, Posten};
use crate::diagnostic::Diagnostic;
use crate::period::Jahr;

impl Paper {
    /// The years of the table of follow-up costs: from the first use on to the horizon of the
    /// paper, or to the end of the longest useful life.
    pub fn folgejahre(&self) -> Vec<Jahr> {
        let used = || self.investitionen.iter().filter_map(Investition::genutzt);
        let Some(first) = used().map(|nutzung| nutzung.ab.value.year()).min() else {
            return Vec::new();
        };
        let horizon = self.haushalt.folgekosten_bis.as_ref().map(|bis| bis.value);
        let last = horizon.or_else(|| used().filter_map(Nutzung::last_year).max());
        (first..=last.map_or(first, |last| last.0)).map(Jahr).collect()
    }

    /// The first year in which all investments are used whole, as far as their follow-up costs
    /// are told, and everything that has no end goes on for the whole year, however far the
    /// paper is calculated.
    pub fn first_full_year(&self) -> Option<Jahr> {
        let used = self.investitionen.iter().filter_map(Investition::genutzt);
        let used = used.map(Nutzung::first_full_year).max();
        let open = self.posten().filter_map(Posten::permanent_from).max();
        let last = self.folgejahre().last().copied();
        used.max(open).map(|full| last.map_or(full, |last| full.min(last)))
    }
}

/// Checks that the table of follow-up costs has an end, and not before its beginning.
pub(in crate::data) fn check(investitionen: &[Investition], haushalt: &Haushalt, intake: &Intake) {
    let used = || investitionen.iter().filter_map(Investition::genutzt);
    if let (Some(bis), Some(first)) =
        (&haushalt.folgekosten_bis, used().map(|nutzung| nutzung.ab.value.year()).min())
        && bis.value.0 < first
    {
        let message =
            format!("Die Folgekosten sollen {} enden, beginnen aber erst {first}", bis.value);
        intake.report(
            Diagnostic::error("folgekosten-ende", &bis.place, message)
                .with_hint("Nennen Sie unter `folgekosten_bis` ein späteres Jahr."),
        );
    }
    if haushalt.folgekosten_bis.is_some() {
        return;
    }
    for investition in investitionen {
        if investition.genutzt().is_some_and(|nutzung| nutzung.dauer.is_none()) {
            intake.report(
                Diagnostic::error(
                    "folgekosten-ende",
                    &investition.id.place,
                    "Diese Investition hat Folgekosten ohne Ende",
                )
                .with_hint(
                    "Ergänzen Sie unter `haushalt` das letzte Jahr der Übersicht, etwa \
                        `folgekosten_bis: 2045`, oder hier eine `nutzungsdauer`.",
                ),
            );
        }
    }
}

/// Warns of investments whose follow-up costs nobody speaks of: nothing said is not none, and
/// what is compared before an investment is decided includes them (§ 13 KomHVO NRW).
pub(in crate::data) fn check_told(investitionen: &[Investition], intake: &Intake) {
    for investition in investitionen.iter().filter(|of| of.says_nothing_of_follow_up()) {
        intake.report(
            Diagnostic::warning(
                "folgekosten-offen",
                &investition.id.place,
                "Zu den jährlichen Folgekosten dieser Investition ist nichts gesagt",
            )
            .with_hint(
                "Schreiben Sie `folgekosten: keine`, wenn es keine gibt, oder `folgekosten: \
                    nicht_ermittelt`, wenn sie noch nicht feststehen; sonst nennen Sie sie.",
            ),
        );
    }
}
