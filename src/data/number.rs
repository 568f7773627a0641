//! Turns single values into exact numbers.
//!
//! A number that a reader could take for another one – a decimal comma, a point
//! before thousands – is asked back, never guessed. Nothing passes through a float.

use rust_decimal::Decimal;

use super::Placed;
use super::intake::Intake;
use super::node::Node;
use super::value::{placed, scalar};
use crate::diagnostic::Diagnostic;
use crate::money;

/// Full posts beyond which a quantity is a slip.
const MOST_STELLEN: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// Reads an amount in euro: not negative, at most two decimal places.
pub(super) fn amount(node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
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

/// Reads a quantity of full posts: more than none, except where Stellen may be
/// dropped; at most three decimal places.
pub(super) fn stellen(may_be_none: bool, node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
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

/// Reads a quantity: at most three decimal places.
pub(super) fn count(node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
    let value = decimal(node, "1.5", 3, intake)?;
    if value > MOST_STELLEN {
        return intake.reject(
            Diagnostic::error("zahl-zu-gross", &node.place, "Die Anzahl ist größer als 10.000")
                .with_hint("Prüfen Sie die Zahl der Nullen und den Dezimalpunkt."),
        );
    }
    placed(node, value)
}

/// Reads a share such as `2.5 %`, from 0 to 100.
pub(super) fn percent(node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
    let text = scalar(node, intake)?;
    let Some(number) = text.strip_suffix('%') else {
        let finding = Diagnostic::error(
            "prozent-ohne-zeichen",
            &node.place,
            format!("Hinter `{text}` fehlt das Prozentzeichen"),
        );
        return intake.reject(finding.with_hint(format!(
            "Schreiben Sie `{text} %`, wenn {text} vom Hundert gemeint sind."
        )));
    };
    let value = parse(number.trim_end(), node, "2.5 %", 3, intake)?;
    if value > Decimal::ONE_HUNDRED {
        return intake.reject(
            Diagnostic::error("zahl-zu-gross", &node.place, "Der Satz ist größer als 100 %")
                .with_hint("Prüfen Sie den Dezimalpunkt."),
        );
    }
    placed(node, value)
}

fn decimal(node: &Node, example: &str, digits: usize, intake: &Intake) -> Option<Decimal> {
    parse(scalar(node, intake)?, node, example, digits, intake)
}

fn parse(
    text: &str,
    node: &Node,
    example: &str,
    digits: usize,
    intake: &Intake,
) -> Option<Decimal> {
    let negative = text.starts_with(['-', '−', '–']);
    if negative {
        return intake.reject(
            Diagnostic::error("zahl-negativ", &node.place, format!("`{text}` ist negativ"))
                .with_hint(
                    "Schreiben Sie die Zahl ohne Minus; ob sie Aufwand oder Ertrag ist, \
                    sagt die Zeile des Teilplans.",
                ),
        );
    }
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(part) {
        return intake.reject(no_number(text, node, example));
    }
    if part.len() == 3 && digits < 3 {
        let joined = format!("{whole}{part}");
        return intake.reject(
            Diagnostic::error(
                "zahl-tausenderpunkt",
                &node.place,
                format!(
                    "`{text}` ist mehrdeutig: Der Punkt trennt hier Dezimalstellen, keine \
                        Tausender"
                ),
            )
            .with_hint(format!(
                "Schreiben Sie `{joined}`, wenn {} gemeint sind.",
                grouped(&joined)
            )),
        );
    }
    if part.len() > digits {
        return intake.reject(
            Diagnostic::error(
                "zahl-nachkommastellen",
                &node.place,
                format!(
                    "`{text}` hat mehr als {} Nachkommastellen",
                    ["keine", "eine", "zwei", "drei"].get(digits).unwrap_or(&"drei")
                ),
            )
            .with_hint(format!(
                "Schreiben Sie den Wert gerundet, etwa `{}`.",
                shortened(whole, part, digits)
            )),
        );
    }
    Decimal::from_str_exact(text).ok().or_else(|| {
        intake.reject(
            Diagnostic::error("zahl-zu-gross", &node.place, "Diese Zahl ist zu groß")
                .with_hint("Prüfen Sie die Zahl der Ziffern."),
        )
    })
}

/// The number cut to `digits` decimal places.
fn shortened(whole: &str, part: &str, digits: usize) -> String {
    format!("{whole}.{}", part.get(..digits).unwrap_or(part))
}

fn no_number(text: &str, node: &Node, example: &str) -> Diagnostic {
    let bare: String = text
        .chars()
        .filter(|char| !char.is_whitespace() && !matches!(char, '€' | '\'' | '’' | '_'))
        .collect();
    let bare = bare.trim_end_matches("EUR").trim_end_matches("Euro");
    let numeric = !bare.is_empty()
        && bare.chars().all(|char| char.is_ascii_digit() || char == ',' || char == '.')
        && bare.matches(',').count() <= 1;
    if !numeric {
        return Diagnostic::error(
            "zahl-ungueltig",
            &node.place,
            format!("`{text}` ist keine Zahl"),
        )
        .with_hint(format!("Schreiben Sie Ziffern mit einem Dezimalpunkt, etwa `{example}`."));
    }
    let english = match bare.split_once(',') {
        Some((whole, part)) => format!("{}.{part}", whole.replace('.', "")),
        None if bare.matches('.').count() > 1 => bare.replace('.', ""),
        None => bare.to_owned(),
    };
    let percent = if example.ends_with('%') { " %" } else { "" };
    let hint = format!("Schreiben Sie `{english}{percent}`.");
    if bare.contains(',') {
        return Diagnostic::error(
            "zahl-dezimalkomma",
            &node.place,
            format!("`{text}` hat ein Dezimalkomma, erwartet ist ein Dezimalpunkt"),
        )
        .with_hint(hint);
    }
    Diagnostic::error("zahl-ungueltig", &node.place, format!("`{text}` ist keine reine Zahl"))
        .with_hint(hint)
}

/// Digits in groups of three, as an office writes them.
fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}
