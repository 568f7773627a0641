//! Turns single values into exact numbers.
//!
//! A number that a reader could take for another one – a decimal comma, a point
//! before thousands – is asked back, never guessed. Nothing passes through a float.

use rust_decimal::Decimal;

use super::value::{placed, scalar, shown};
use crate::data::Placed;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::diagnostic::Diagnostic;
use crate::german::number as german;
use crate::money;

/// Full posts beyond which a quantity is a slip.
pub(in crate::data) const MOST_STELLEN: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// Reads an amount in euro: not negative, at most two decimal places.
pub(in crate::data) fn amount(node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
    let value = decimal(node, "84100.50", 2, intake)?;
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
    let value = count(node, intake)?;
    if value.value.is_zero() && !may_be_none {
        return intake.reject(
            Diagnostic::error("zahl-null", &node.place, "Null Stellen sind keine Stelle")
                .with_hint(
                    "Löschen Sie das Jahr oder die Stelle, oder tragen Sie den Anteil \
                    ein, etwa `0.5`.",
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
    let value = decimal(node, "1.5", 3, intake)?;
    if value > MOST_STELLEN {
        return intake.reject(
            Diagnostic::error("zahl-zu-gross", &node.place, "Die Anzahl ist größer als 10.000")
                .with_hint("Prüfen Sie die Zahl der Nullen und den Dezimalpunkt."),
        );
    }
    placed(node, value)
}

/// Reads a quantity of anything: as large as an amount, at most three decimal places.
pub(in crate::data) fn quantity(node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
    let value = decimal(node, "300", 3, intake)?;
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
                .with_hint("Prüfen Sie den Dezimalpunkt."),
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
    const EXAMPLE: &str = "2.5 %";
    let text = scalar(node, intake)?;
    let Some(number) = text.strip_suffix('%') else {
        let is_number = text.chars().all(|char| char.is_ascii_digit() || char == '.');
        return intake.reject(if is_number {
            no_sign(text, node)
        } else {
            no_number(text, node, EXAMPLE)
        });
    };
    placed(node, parse(number.trim_end(), node, EXAMPLE, 3, intake)?)
}

fn decimal(node: &Node, example: &str, digits: usize, intake: &Intake) -> Option<Decimal> {
    parse(scalar(node, intake)?, node, example, digits, intake)
}

/// Reads `text`, which stands at `node`, as a number of at most `digits` decimal places.
fn parse(
    text: &str,
    node: &Node,
    example: &str,
    digits: usize,
    intake: &Intake,
) -> Option<Decimal> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let finding = if text.strip_prefix(['-', '−', '–']).is_some_and(starts_with_digit) {
        negative(text, node)
    } else if !is_number(whole) || !is_number(part) {
        no_number(text, node, example)
    } else if part.len() == 3 && digits < 3 {
        thousands(text, &format!("{whole}{part}"), node)
    } else if part.len() > digits {
        too_precise(text, (whole, part.get(..digits).unwrap_or(part)), node)
    } else if let Ok(value) = Decimal::from_str_exact(text) {
        return Some(value);
    } else {
        Diagnostic::error("zahl-zu-gross", &node.place, "Diese Zahl ist zu groß")
            .with_hint("Prüfen Sie die Zahl der Ziffern.")
    };
    intake.reject(finding)
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|char: char| char.is_ascii_digit())
}

fn no_sign(text: &str, node: &Node) -> Diagnostic {
    let text = shown(text);
    Diagnostic::error(
        "prozent-ohne-zeichen",
        &node.place,
        format!("Hinter `{text}` fehlt das Prozentzeichen"),
    )
    .with_hint(format!("Schreiben Sie `{text} %`, wenn {text} vom Hundert gemeint sind."))
}

fn negative(text: &str, node: &Node) -> Diagnostic {
    let message = format!("`{}` ist negativ", shown(text));
    Diagnostic::error("zahl-negativ", &node.place, message).with_hint(
        "Schreiben Sie die Zahl ohne Minus; ob sie Aufwand oder Ertrag ist, sagt \
            die Zeile des Teilplans.",
    )
}

fn thousands(text: &str, joined: &str, node: &Node) -> Diagnostic {
    let message = format!(
        "`{}` ist mehrdeutig: Der Punkt trennt hier Dezimalstellen, keine Tausender",
        shown(text)
    );
    let hint = format!("Schreiben Sie `{joined}`, wenn {} gemeint sind.", german::grouped(joined));
    Diagnostic::error("zahl-tausenderpunkt", &node.place, message).with_hint(hint)
}

/// A number with more decimal places than there are cents, or thousandths of a
/// Stelle; `kept` are its parts without the surplus.
fn too_precise(text: &str, kept: (&str, &str), node: &Node) -> Diagnostic {
    let (whole, part) = kept;
    let most = if part.len() == 2 { "zwei" } else { "drei" };
    let message = format!("`{}` hat mehr als {most} Nachkommastellen", shown(text));
    Diagnostic::error("zahl-nachkommastellen", &node.place, message)
        .with_hint(format!("Schreiben Sie den Wert gerundet, etwa `{whole}.{part}`."))
}

fn no_number(text: &str, node: &Node, example: &str) -> Diagnostic {
    let Some(meant) = german::with_point(text) else {
        return Diagnostic::error(
            "zahl-ungueltig",
            &node.place,
            format!("`{}` ist keine Zahl", shown(text)),
        )
        .with_hint(format!("Schreiben Sie Ziffern mit einem Dezimalpunkt, etwa `{example}`."));
    };
    let percent = if example.ends_with('%') { " %" } else { "" };
    let hint = format!("Schreiben Sie `{meant}{percent}`.");
    if text.contains(',') {
        return Diagnostic::error(
            "zahl-dezimalkomma",
            &node.place,
            format!("`{}` hat ein Dezimalkomma, erwartet ist ein Dezimalpunkt", shown(text)),
        )
        .with_hint(hint);
    }
    Diagnostic::error(
        "zahl-ungueltig",
        &node.place,
        format!("`{}` ist keine reine Zahl", shown(text)),
    )
    .with_hint(hint)
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
    }

    #[test]
    fn doubtful_amounts_are_asked_back() {
        #[track_caller]
        fn invalid(text: &str, code: &str, hint: &str) {
            let (found, told) = outcome(amount, text).unwrap_err();
            assert!(found == code && told.contains(hint), "{found}: {told}");
        }
        invalid("84.100", "zahl-tausenderpunkt", "`84100`");
        invalid("1.234.567", "zahl-ungueltig", "`1234567`");
        invalid("84100,5", "zahl-dezimalkomma", "`84100.5`");
        invalid("84.100,50", "zahl-dezimalkomma", "`84100.50`");
        invalid("84 100", "zahl-ungueltig", "`84100`");
        invalid("84100 €", "zahl-ungueltig", "`84100`");
        invalid("84100 EUR", "zahl-ungueltig", "`84100`");
        invalid("84100.1234", "zahl-nachkommastellen", "`84100.12`");
        invalid("-5", "zahl-negativ", "ohne Minus");
        invalid("10000000000.01", "zahl-zu-gross", "Nullen");
        for text in ["1e5", "0x10", ".inf", ".nan", "1_000.5e", ".5", "5.", "'-'", "ja", "٣"] {
            invalid(text, "zahl-ungueltig", "Schreiben Sie");
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
        assert_eq!(outcome(percent, "2,5 %").unwrap_err().1, "Schreiben Sie `2.5 %`.");
        assert_eq!(outcome(percent, "2").unwrap_err().0, "prozent-ohne-zeichen");
        assert_eq!(outcome(percent, "zwei").unwrap_err().0, "zahl-ungueltig");
        assert_eq!(outcome(percent, "100.5 %").unwrap_err().0, "zahl-zu-gross");
    }
}
