//! A limit in euro, which is neither below zero nor zero.

use rust_decimal::Decimal;

use crate::data::Placed;
use crate::data::record::form::Form;
use crate::data::record::kinds::Amount;
use crate::data::record::reads::{At, Declared, Reads};
use crate::data::yaml::node::Node;
use crate::diagnostic::Diagnostic;

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
