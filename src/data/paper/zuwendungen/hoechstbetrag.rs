//! The limits of a grant: none is below zero or zero; that of all years can be used up by
//! its yearly amounts; one per full post has Stellen to count; what is granted may exceed one,
//! but not unsaid.

use rust_decimal::Decimal;

use super::{Grundlage, Zuwendung};
use crate::data::record::form::Form;
use crate::data::record::kinds::Amount;
use crate::data::record::reads::{At, Declared, Reads};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{Placed, Rundung};
use crate::diagnostic::Diagnostic;
use crate::german::euro;

/// A limit in euro.
#[derive(Debug)]
pub(super) struct Limit;

impl Declared for Limit {
    const FORM: Form = Form::Amount;
}

impl<K> Reads<K> for Limit {
    type Value = Placed<Decimal>;

    fn read(node: &Node, at: &At<'_, K>) -> Option<Placed<Decimal>> {
        if node.as_text().is_some_and(|text| text.trim().starts_with(['-', '−', '–'])) {
            return at.intake.reject(
                Diagnostic::error(
                    "hoechstbetrag-negativ",
                    &node.place,
                    "Ein Höchstbetrag kann nicht negativ sein",
                )
                .with_hint(
                    "Schreiben Sie ihn ohne Minus, oder löschen Sie die Zeile, wenn die Zuwendung \
                     nicht begrenzt ist.",
                ),
            );
        }
        let limit = Amount::read(node, at)?;
        if limit.value.is_zero() {
            return at.intake.reject(
                Diagnostic::error(
                    "hoechstbetrag-null",
                    &node.place,
                    "Mit einem Höchstbetrag von null wird nichts gefördert",
                )
                .with_hint(
                    "Löschen Sie die Zeile, wenn die Zuwendung nicht begrenzt ist, oder den ganzen \
                     Eintrag, wenn er nicht gefördert wird.",
                ),
            );
        }
        Some(limit)
    }
}

/// Reports a limit of all years with cents where the years are whole euros: the last year
/// could not use it up.
pub(in crate::data) fn check(zuwendung: &Zuwendung, rundung: Rundung, intake: &Intake) {
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

/// Reports what is granted beyond the limits; a Bescheid prevails, but one of both is a slip.
pub(in crate::data) fn check_bewilligt(zuwendung: &Zuwendung, intake: &Intake) {
    if let Some(limit) = &zuwendung.hoechstbetrag {
        let beyond = zuwendung.bewilligt.iter().filter(|(_, of)| of.betrag.value > limit.value);
        for (jahr, of) in beyond {
            let what = format!("Für das Jahr {jahr} sind {} bewilligt", euro(of.betrag.value));
            intake.report(beyond_limit(&of.betrag, &format!("{what}, höchstens"), limit));
        }
    }
    let granted: Vec<_> = zuwendung.bewilligt.values().map(|of| &of.betrag).collect();
    let sum: Decimal = granted.iter().map(|betrag| betrag.value).sum();
    if let (Some(limit), Some(last)) = (&zuwendung.hoechstens_insgesamt, granted.last())
        && sum > limit.value
    {
        let what = format!("Insgesamt sind {} bewilligt, höchstens", euro(sum));
        intake.report(beyond_limit(last, &what, limit));
    }
}

fn beyond_limit(granted: &Placed<Decimal>, what: &str, limit: &Placed<Decimal>) -> Diagnostic {
    let message = format!("{what} {} sind vorgesehen", euro(limit.value));
    Diagnostic::warning("bewilligt-ueber-hoechstbetrag", &granted.place, message).with_hint(
        "Gerechnet wird mit dem bewilligten Betrag; prüfen Sie ihn am Bescheid, und berichtigen \
         Sie ihn oder den Höchstbetrag.",
    )
}

/// Reports a limit per full post where the grant is paid for no Stelle.
pub(in crate::data) fn check_stellen(zuwendung: &Zuwendung, intake: &Intake) {
    let Some(limit) = &zuwendung.hoechstens_je_stelle else { return };
    let names_stellen = zuwendung
        .bemessung
        .iter()
        .any(|part| matches!(part.grundlage, Grundlage::Stelle(_) | Grundlage::Rolle(_)));
    if zuwendung.saetze.is_empty() && !names_stellen {
        let message = "Diese Zuwendung wird für keine Stelle gezahlt, die zu zählen wäre";
        intake.report(
            Diagnostic::error("hoechstbetrag-ohne-stelle", &limit.place, message).with_hint(
                "Nennen Sie die Stellen unter `bemessung` oder `saetze`, oder begrenzen Sie \
                 den Betrag des Jahres mit `hoechstbetrag`.",
            ),
        );
    }
}
