//! Reads a Finanzstelle, whose form the profile of the city gives.
//!
//! In the pattern `Z` stands for any digit and `P` for the digits of the Teilplan, so that
//! a Finanzstelle of another Teilplan is noticed. A city without a pattern has any form.

use super::references::References;
use crate::data::record::form::Form;
use crate::data::record::reads::{At, Declared, Reads};
use crate::data::record::value::{self, shown};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{Placed, Teilplan};
use crate::diagnostic::Diagnostic;

/// A Finanzstelle of the form that the city uses.
#[derive(Debug)]
pub(in crate::data) struct Finanzstelle;

impl Declared for Finanzstelle {
    const FORM: Form = Form::Text;
}

impl Reads<References> for Finanzstelle {
    type Value = Placed<String>;

    fn read(node: &Node, at: &At<'_, References>) -> Option<Placed<String>> {
        let text = value::placed_text(node, at.intake)?;
        match &at.known.finanzstelle {
            Some(pattern) if !fits(&text.value, pattern) => at.intake.reject(
                Diagnostic::error(
                    "finanzstelle-form",
                    &node.place,
                    format!("`{}` ist keine Finanzstelle", shown(&text.value)),
                )
                .with_hint(format!(
                    "Sie hat die Form `{pattern}`: `Z` ist eine Ziffer, `P` eine Ziffer des \
                     Teilplans."
                )),
            ),
            _ => Some(text),
        }
    }
}

/// Checks that `finanzstelle` belongs to `teilplan`, where its form tells.
pub(in crate::data) fn check(
    finanzstelle: &Placed<String>,
    teilplan: &Teilplan,
    known: &References,
    intake: &Intake,
) {
    let Some(pattern) = &known.finanzstelle else { return };
    let pairs = finanzstelle.value.chars().zip(pattern.chars());
    let nummer: String = pairs.filter(|(_, of)| *of == 'P').map(|(digit, _)| digit).collect();
    if nummer.is_empty() || nummer == teilplan.nummer {
        return;
    }
    let message = format!(
        "Die Finanzstelle `{}` gehört zum Teilplan {nummer}, nicht zum Teilplan {}",
        finanzstelle.value, teilplan.nummer
    );
    intake.report(
        Diagnostic::error("finanzstelle-teilplan", &finanzstelle.place, message)
            .with_hint("Berichtigen Sie die Finanzstelle oder die Zeile `teilplan`."),
    );
}

fn fits(text: &str, pattern: &str) -> bool {
    let is_meant = |(found, of): (char, char)| match of {
        'Z' | 'P' => found.is_ascii_digit(),
        of => found == of,
    };
    text.chars().count() == pattern.chars().count()
        && text.chars().zip(pattern.chars()).all(is_meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finanzstelle_has_the_form_of_its_city() {
        const KNOWN: &str = "ZZZZ-PPPP-Z-ZZZZ";
        assert!(fits("5201-0801-7-5216", KNOWN));
        for text in ["5201-0801-7-521", "5201-0801-7-52160", "5201 0801 7 5216", "520A-0801-7-5216"]
        {
            assert!(!fits(text, KNOWN), "{text}");
        }
    }
}
