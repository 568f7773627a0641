//! Turns single values into exact numbers.
//!
//! Numbers are read as people type them ([`typed`]); one that has two readings is asked back
//! with both, never guessed. Nothing passes through a float.

use rust_decimal::Decimal;

use super::value::{placed, scalar, shown};
use crate::data::Placed;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::diagnostic::Diagnostic;
use crate::german::typed::{self, Doubt, Unit};
use crate::money;

/// Full posts beyond which a quantity is a slip.
pub(in crate::data) const MOST_STELLEN: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// Reads an amount in euro: not negative, at most two decimal places.
pub(in crate::data) fn amount(node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
    let value = decimal(node, Unit::Euro, intake)?;
    if value > money::LIMIT {
        return intake.reject(
            Diagnostic::error(
                "zahl-zu-gross",
                &node.place,
                "Der Betrag ist größer als zehn Milliarden Euro",
            )
            .with_hint("Prüfen Sie die Zahl der Nullen."),
        );
    }
    placed(node, value)
}

/// Reads an amount in euro as [`amount`] does; none is no amount.
pub(in crate::data) fn amount_over_zero(node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
    let value = amount(node, intake)?;
    if value.value.is_zero() {
        return intake.reject(
            Diagnostic::error(
                "betrag-null",
                &node.place,
                "Ein Betrag von null steht hier für nichts",
            )
            .with_hint("Tragen Sie den Betrag in Euro ein, oder löschen Sie den Eintrag."),
        );
    }
    Some(value)
}

/// Reads a quantity of full posts: more than none, except where Stellen may be
/// dropped; at most three decimal places.
pub(in crate::data) fn stellen(
    may_be_none: bool,
    node: &Node,
    intake: &Intake,
) -> Option<Placed<Decimal>> {
    let value = few(node, Unit::Stellen, intake)?;
    if value.value.is_zero() && !may_be_none {
        return intake.reject(
            Diagnostic::error("zahl-null", &node.place, "Null Stellen sind keine Stelle")
                .with_hint(
                    "Löschen Sie das Jahr oder die Stelle, oder tragen Sie den Anteil \
                    ein, etwa `0,5`.",
                ),
        );
    }
    Some(value)
}

/// Reads a quantity of workplaces: a whole number, at least one.
pub(in crate::data) fn whole(node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
    let value = count(node, intake)?;
    if value.value < Decimal::ONE || !value.value.is_integer() {
        return intake.reject(
            Diagnostic::error(
                "arbeitsplaetze-ungueltig",
                &node.place,
                "Die Zahl der Arbeitsplätze ist keine ganze Zahl ab eins",
            )
            .with_hint(
                "Tragen Sie eine ganze Zahl ein, etwa `1`; ohne diesen Schlüssel zählt der \
                    aufgerundete Anteil.",
            ),
        );
    }
    Some(value)
}

/// Reads a quantity: at most three decimal places.
pub(in crate::data) fn count(node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
    few(node, Unit::Count, intake)
}

fn few(node: &Node, unit: Unit, intake: &Intake) -> Option<Placed<Decimal>> {
    let value = decimal(node, unit, intake)?;
    if value > MOST_STELLEN {
        return intake.reject(
            Diagnostic::error("zahl-zu-gross", &node.place, "Die Anzahl ist größer als 10.000")
                .with_hint("Prüfen Sie die Zahl der Nullen und das Komma."),
        );
    }
    placed(node, value)
}

/// Reads a quantity of anything: as large as an amount, at most three decimal places.
pub(in crate::data) fn quantity(node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
    let value = decimal(node, Unit::Count, intake)?;
    if value > money::LIMIT {
        return intake.reject(
            Diagnostic::error("zahl-zu-gross", &node.place, "Die Anzahl ist zu groß")
                .with_hint("Prüfen Sie die Zahl der Nullen."),
        );
    }
    placed(node, value)
}

/// Reads a share such as `2.5 %`, from 0 to 100.
pub(in crate::data) fn percent(node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
    let share = any_percent(node, intake)?;
    if share.value > Decimal::ONE_HUNDRED {
        return intake.reject(
            Diagnostic::error("zahl-zu-gross", &node.place, "Der Satz ist größer als 100 %")
                .with_hint("Prüfen Sie das Komma."),
        );
    }
    Some(share)
}

/// Reads a share from above 0 to 100: one that is to make an amount.
pub(in crate::data) fn percent_over_zero(node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
    over_zero(percent(node, intake)?, node, intake)
}

/// The share that stands at `node`, unless it is none.
pub(in crate::data) fn over_zero(
    share: Placed<Decimal>,
    node: &Node,
    intake: &Intake,
) -> Option<Placed<Decimal>> {
    if share.value.is_zero() {
        return intake.reject(
            Diagnostic::error("satz-null", &node.place, "Ein Satz von 0 % ergibt keinen Betrag")
                .with_hint("Tragen Sie den Satz ein, oder löschen Sie diesen Eintrag."),
        );
    }
    Some(share)
}

/// Reads a number of per cent of any size.
pub(in crate::data) fn any_percent(node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
    placed(node, decimal(node, Unit::Percent, intake)?)
}

/// Reads what stands at `node` as a number of `unit`.
fn decimal(node: &Node, unit: Unit, intake: &Intake) -> Option<Decimal> {
    let text = scalar(node, intake)?;
    let number = match typed::read(text, unit) {
        Ok(number) => number,
        Err(doubt) => return intake.reject(asked_back(text, doubt, unit, node)),
    };
    Decimal::from_str_exact(&number).ok().or_else(|| {
        intake.reject(
            Diagnostic::error("zahl-zu-gross", &node.place, "Diese Zahl ist zu groß")
                .with_hint("Prüfen Sie die Zahl der Ziffern."),
        )
    })
}

fn asked_back(text: &str, doubt: Doubt, unit: Unit, node: &Node) -> Diagnostic {
    match doubt {
        Doubt::NoNumber => no_number(text, unit, node),
        Doubt::Negative => negative(text, node),
        Doubt::NoSign(number) => no_sign(text, &number, node),
        Doubt::Ambiguous(readings) => ambiguous(text, readings, node),
        Doubt::TooPrecise(kept) => too_precise(text, &kept, unit, node),
    }
}

fn no_sign(text: &str, number: &str, node: &Node) -> Diagnostic {
    let message = format!("Hinter `{}` fehlt das Prozentzeichen", shown(text));
    let told = number.replace('.', ",");
    let hundredfold = Decimal::from_str_exact(number).ok().filter(|of| *of <= Decimal::ONE);
    let hundredfold = hundredfold.and_then(|of| of.checked_mul(Decimal::ONE_HUNDRED));
    let hint = match hundredfold.filter(|of| !of.is_zero()) {
        Some(other) => {
            let other = other.normalize().to_string().replace('.', ",");
            format!(
                "Schreiben Sie `{other} %`, wenn {other} vom Hundert gemeint sind, oder \
                 `{told} %`, wenn es {told} vom Hundert sind."
            )
        }
        None => format!("Schreiben Sie `{told} %`, wenn {told} vom Hundert gemeint sind."),
    };
    Diagnostic::error("prozent-ohne-zeichen", &node.place, message).with_hint(hint)
}

fn negative(text: &str, node: &Node) -> Diagnostic {
    let message = format!("`{}` ist negativ", shown(text));
    Diagnostic::error("zahl-negativ", &node.place, message).with_hint(
        "Schreiben Sie die Zahl ohne Minus; ob sie Aufwand oder Ertrag ist, sagt \
            die Zeile des Teilplans.",
    )
}

fn ambiguous(text: &str, [one, other]: [String; 2], node: &Node) -> Diagnostic {
    let message = format!(
        "`{}` ist mehrdeutig: Der Punkt kann Tausender trennen oder Dezimalstellen",
        shown(text)
    );
    let hint = format!(
        "Schreiben Sie `{one}`, wenn {} gemeint sind, oder `{other}`, wenn es {} sind.",
        typed::told(&one),
        typed::told(&other)
    );
    Diagnostic::error("zahl-mehrdeutig", &node.place, message).with_hint(hint)
}

/// A number with more decimal places than there are cents, or thousandths of a Stelle; `kept`
/// is what it is without the surplus.
fn too_precise(text: &str, kept: &str, unit: Unit, node: &Node) -> Diagnostic {
    let most = if unit == Unit::Euro { "zwei" } else { "drei" };
    let message = format!("`{}` hat mehr als {most} Nachkommastellen", shown(text));
    Diagnostic::error("zahl-nachkommastellen", &node.place, message)
        .with_hint(format!("Schreiben Sie den Wert gerundet, etwa `{kept}`."))
}

fn no_number(text: &str, unit: Unit, node: &Node) -> Diagnostic {
    let (what, example) = match unit {
        Unit::Euro => ("kein Betrag", "84.100,50 €"),
        Unit::Stellen => ("keine Anzahl von Stellen", "1,5"),
        Unit::Count => ("keine Zahl", "300"),
        Unit::Percent => ("kein Prozentsatz", "2,5 %"),
    };
    Diagnostic::error("zahl-ungueltig", &node.place, format!("`{}` ist {what}", shown(text)))
        .with_hint(format!("Hier stehen Ziffern, etwa `{example}`."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::yaml::node::parse as parse_yaml;
    use crate::diagnostic::Diagnostic;

    /// What `read` makes of `text`: the number as printed, or the code and the last hint.
    fn outcome(
        read: impl Fn(&Node, &Intake) -> Option<Placed<Decimal>>,
        text: &str,
    ) -> Result<String, (&'static str, String)> {
        let intake = Intake::default();
        let node = parse_yaml(intake.add("a.yaml", &format!("a: {text}\n")), &intake).unwrap();
        let value = read(node.get("a").unwrap(), &intake);
        let (_, findings) = intake.finish("");
        let told = |Diagnostic { code, hints, .. }: &Diagnostic| (*code, hints.concat());
        value.map(|value| value.value.to_string()).ok_or_else(|| told(&findings[0]))
    }

    #[test]
    fn amounts_are_exact_to_the_cent() {
        #[track_caller]
        fn valid(text: &str, expected: &str) {
            assert_eq!(outcome(amount, text).unwrap(), expected);
        }
        valid("84100", "84100");
        valid("84100.10", "84100.10");
        valid("0.1", "0.1");
        valid("0", "0");
        valid("'84100'", "84100");
        valid("10000000000", "10000000000");
        valid("84.100,50 €", "84100.50");
        valid("0,5 Mio. €", "500000");
        valid("1.234.567", "1234567");
    }

    #[test]
    fn doubtful_amounts_are_asked_back() {
        #[track_caller]
        fn invalid(text: &str, code: &str, hint: &str) {
            let (found, told) = outcome(amount, text).unwrap_err();
            assert!(found == code && told.contains(hint), "{found}: {told}");
        }
        invalid("84.100", "zahl-mehrdeutig", "`84100`");
        invalid("84.100", "zahl-mehrdeutig", "`84,10`");
        invalid("84100.1234", "zahl-nachkommastellen", "`84100,12`");
        invalid("-5", "zahl-negativ", "ohne Minus");
        invalid("10000000000.01", "zahl-zu-gross", "Nullen");
        for text in ["1e5", "0x10", ".inf", ".nan", "1_000.5e", "'-'", "ja", "٣", "5 Stellen"] {
            invalid(text, "zahl-ungueltig", "84.100,50 €");
        }
    }

    #[test]
    fn stellen_have_three_decimal_places_and_are_not_none() {
        let stellen = |text| outcome(|node, intake| stellen(false, node, intake), text);
        assert_eq!(stellen("0.430").unwrap(), "0.430");
        assert_eq!(stellen("10000").unwrap(), "10000");
        assert_eq!(stellen("0.0").unwrap_err().0, "zahl-null");
        assert_eq!(stellen("0.4301").unwrap_err().0, "zahl-nachkommastellen");
        assert_eq!(stellen("10000.001").unwrap_err().0, "zahl-zu-gross");
        let dropped = outcome(|node, intake| super::stellen(true, node, intake), "0");
        assert_eq!(dropped.unwrap(), "0");
    }

    #[test]
    fn per_cent_carries_its_sign() {
        assert_eq!(outcome(percent, "2 %").unwrap(), "2");
        assert_eq!(outcome(percent, "2.5%").unwrap(), "2.5");
        assert_eq!(outcome(percent, "100 %").unwrap(), "100");
        assert_eq!(outcome(percent, "2,5 %").unwrap(), "2.5");
        assert_eq!(outcome(percent, "80 v. H.").unwrap(), "80");
        let (code, hint) = outcome(percent, "0,8").unwrap_err();
        assert_eq!(code, "prozent-ohne-zeichen");
        assert!(hint.contains("`80 %`") && hint.contains("`0,8 %`"), "{hint}");
        assert_eq!(outcome(percent, "zwei").unwrap_err().0, "zahl-ungueltig");
        assert_eq!(outcome(percent, "100.5 %").unwrap_err().0, "zahl-zu-gross");
    }
}
