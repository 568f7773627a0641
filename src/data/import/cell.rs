//! Turns cells into quantities, days and texts, as a German office writes them.
//!
//! A decimal comma is read; a point that could separate thousands is asked back.
//! What a formula could not calculate is never taken for a value.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::sheet::{Cell, Content};
use crate::data::record::{number, value};
use crate::data::yaml::forbidden::is_forbidden;
use crate::diagnostic::Diagnostic;
use crate::german::date;
use crate::german::number::{self as german, Doubt};
use crate::period::Jahr;

/// Digits that a spreadsheet keeps; what lies behind them is the noise of binary numbers.
const DIGITS: u32 = 15;

/// Decimal places of a quantity.
const PLACES: u32 = 3;

/// The text of a cell that holds text and nothing else.
pub(super) fn as_text(cell: &Cell) -> Option<&str> {
    if let Content::Text(text) = &cell.content { Some(text) } else { None }
}

/// The text of a cell.
pub(super) fn text(cell: &Cell) -> Result<String, Diagnostic> {
    match &cell.content {
        Content::Failure(error) => Err(failure(cell, error)),
        Content::Text(text) if is_error(text) => Err(failure(cell, text)),
        Content::Text(text) if text.contains(['\n', '\r', '\t']) => {
            let finding = cell.wrong("import-text", "Der Text geht über mehrere Zeilen");
            Err(finding.with_hint("Schreiben Sie ihn in eine Zeile, ohne Tabulator."))
        }
        Content::Text(text) | Content::Number(text) => {
            match text.chars().find(|char| is_forbidden(*char)) {
                Some(char) => Err(forbidden(cell, char)),
                None => Ok(text.clone()),
            }
        }
        Content::Uncalculated => Err(uncalculated(cell)),
        Content::Day(_) | Content::Other(_) => {
            let what = format!("„{}“ ist kein Text", shown(cell));
            let finding = cell.wrong("import-text", &what);
            Err(finding.with_hint("Formatieren Sie die Zelle als Text, und tippen Sie sie neu."))
        }
    }
}

/// The quantity in a cell, in full posts.
pub(super) fn anteil(cell: &Cell) -> Result<Decimal, Diagnostic> {
    let written = match &cell.content {
        Content::Number(number) => german::pointed(number).and_then(|value| value.round_sf(DIGITS)),
        Content::Text(text) if !is_error(text) => return checked(cell, typed(cell, text)?),
        Content::Failure(error) | Content::Text(error) => return Err(failure(cell, error)),
        Content::Uncalculated => return Err(uncalculated(cell)),
        Content::Day(_) | Content::Other(_) => None,
    };
    checked(cell, written.ok_or_else(|| no_number(cell))?)
}

/// A number as it was typed, with a comma or a point before its decimal places.
fn typed(cell: &Cell, text: &str) -> Result<Decimal, Diagnostic> {
    german::typed(text).map_err(|doubt| match doubt {
        Doubt::NoNumber => no_number(cell),
        Doubt::Ambiguous(text) => {
            let what = format!("„{text}“ ist mehrdeutig: Der Punkt kann Tausender trennen");
            let (bare, comma) = (text.replace('.', ""), text.replacen('.', ",", 1));
            cell.wrong("import-anteil", &what).with_hint(format!(
                "Schreiben Sie „{comma}“ mit Komma oder „{bare}“ ohne Punkt, je nachdem, was gemeint ist."
            ))
        }
    })
}

/// `value`, where it can be a quantity of posts.
fn checked(cell: &Cell, value: Decimal) -> Result<Decimal, Diagnostic> {
    let shown = shown(cell);
    let finding = |what: String, cure: &str| {
        Err(cell.wrong("import-anteil", &what).with_hint(cure.to_owned()))
    };
    let value = value.normalize();
    if value.is_zero() {
        let what = format!("„{shown}“ Stellen sind keine Stelle");
        let cure = "Soll die Stelle entfallen, löschen Sie sie in den Daten; soll sie bleiben, wie \
            sie ist, leeren Sie die Zelle.";
        return finding(what, cure);
    }
    if value.is_sign_negative() {
        return finding(
            format!("„{shown}“ ist negativ"),
            "Tragen Sie den neuen Anteil ein, nicht die Veränderung.",
        );
    }
    if value > number::MOST_STELLEN {
        return finding(
            format!("„{shown}“ sind mehr als 10.000 Stellen"),
            "Prüfen Sie die Zahl der Nullen und das Komma.",
        );
    }
    if value.scale() > PLACES {
        return finding(
            format!("„{shown}“ hat mehr als drei Nachkommastellen"),
            "Runden Sie den Anteil auf höchstens drei Nachkommastellen.",
        );
    }
    Ok(value)
}

/// The day in a cell.
pub(super) fn day(cell: &Cell) -> Result<Date, Diagnostic> {
    let day = match &cell.content {
        Content::Day(day) => Some(*day),
        Content::Text(text) if !is_error(text) => date::parse(text),
        Content::Failure(error) | Content::Text(error) => return Err(failure(cell, error)),
        Content::Uncalculated => return Err(uncalculated(cell)),
        Content::Number(_) | Content::Other(_) => None,
    };
    day.filter(|day| Jahr::RANGE.contains(&day.year())).ok_or_else(|| {
        let what = format!("„{}“ ist kein Tag", shown(cell));
        cell.wrong("import-datum", &what).with_hint(
            "Formatieren Sie die Zelle als Datum, oder schreiben Sie Tag, Monat und \
                vierstelliges Jahr, etwa „01.05.2021“.",
        )
    })
}

/// The content of a cell as a message quotes it.
pub(super) fn shown(cell: &Cell) -> String {
    let text = cell.content.shown();
    let text =
        if matches!(cell.content, Content::Number(_)) { text.replace('.', ",") } else { text };
    value::shown(&text)
}

/// Whether `text` is what a spreadsheet writes where a formula fails.
fn is_error(text: &str) -> bool {
    let name = text.strip_prefix('#').unwrap_or_default().trim_end_matches(['!', '?']);
    let is_name = |char: char| char.is_uppercase() || matches!(char, '/' | '0');
    text.starts_with("Err:") || text.len() > 2 && !name.is_empty() && name.chars().all(is_name)
}

fn failure(cell: &Cell, error: &str) -> Diagnostic {
    let what = format!("Die Formel ergibt den Fehler `{}`", value::shown(error));
    cell.wrong("import-formelfehler", &what)
        .with_hint("Berichtigen Sie die Formel, oder tragen Sie den Wert selbst ein.")
}

fn uncalculated(cell: &Cell) -> Diagnostic {
    cell.wrong("import-formelfehler", "Die Formel ist noch nicht berechnet").with_hint(
        "Öffnen Sie die Arbeitsmappe in einem Tabellenprogramm, und speichern Sie sie neu.",
    )
}

/// A character that the data may not contain: they could not be read again.
fn forbidden(cell: &Cell, char: char) -> Diagnostic {
    let what =
        format!("Der Text enthält das Zeichen U+{:04X}, das nicht erlaubt ist", u32::from(char));
    cell.wrong("import-text", &what)
        .with_hint("Löschen Sie das unsichtbare oder private Zeichen, und tippen Sie den Text neu.")
}

fn no_number(cell: &Cell) -> Diagnostic {
    let what = format!("„{}“ ist kein Anteil", shown(cell));
    cell.wrong("import-anteil", &what)
        .with_hint("Schreiben Sie den Anteil in vollen Stellen als Zahl, etwa „0,5“.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::import::sheet::Sheet;
    use crate::data::yaml::intake::Intake;

    fn cell(content: Content) -> Cell {
        let sheet = Sheet::new("p", None, [((0, 0), content)].into(), &Intake::default());
        sheet
            .rows()
            .into_values()
            .flat_map(std::collections::BTreeMap::into_values)
            .next()
            .unwrap()
            .clone()
    }

    fn quantity(content: Content) -> Result<String, String> {
        anteil(&cell(content)).map(|value| value.to_string()).map_err(|error| error.message)
    }

    #[test]
    fn quantities_are_read_as_an_office_writes_them() {
        let text = |text: &str| quantity(Content::Text(text.into()));
        for (typed, value) in [
            ("0,5", "0.5"),
            ("0.5", "0.5"),
            ("1,000", "1"),
            ("0,430", "0.43"),
            ("1.234,5", "1234.5"),
            ("12", "12"),
            (" 2,50 ", "2.5"),
        ] {
            assert_eq!(text(typed).as_deref(), Ok(value), "{typed}");
        }
        for (typed, what) in [
            ("1.000", "mehrdeutig"),
            ("0.430", "mehrdeutig"),
            ("1.2.3", "kein Anteil"),
            ("1,2,3", "kein Anteil"),
            ("12.34,5", "kein Anteil"),
            ("halb", "kein Anteil"),
            ("50 %", "kein Anteil"),
            (",5", "kein Anteil"),
            ("5,", "kein Anteil"),
            ("0", "keine Stelle"),
            ("0,0", "keine Stelle"),
            ("-1", "negativ"),
            ("−0,5", "negativ"),
            ("0,4301", "drei Nachkommastellen"),
            ("10001", "10.000"),
            ("99999999999999999999999999999999999", "kein Anteil"),
            ("#NV", "Formel"),
            ("#DIV/0!", "Formel"),
            ("#NAME?", "Formel"),
            ("Err:502", "Formel"),
        ] {
            let message = text(typed).unwrap_err();
            assert!(message.starts_with("Zelle A1: ") && message.contains(what), "{message}");
        }
    }

    #[test]
    fn binary_noise_of_a_workbook_is_no_decimal_place() {
        let number = |text: &str| quantity(Content::Number(text.into()));
        // 0.1 + 0.2 and 1.1 × 3 as a workbook stores them.
        assert_eq!(number("0.30000000000000004").as_deref(), Ok("0.3"));
        assert_eq!(number("3.3000000000000003").as_deref(), Ok("3.3"));
        assert!(number("0.3333333333333333").is_err());
    }

    #[test]
    fn days_are_dates_or_written_out() {
        let text = |text: &str| day(&cell(Content::Text(text.into()))).map(|day| day.to_string());
        assert_eq!(text("01.05.2021").unwrap(), "2021-05-01");
        assert_eq!(text("2021-05-01").unwrap(), "2021-05-01");
        for wrong in ["31.02.2021", "01.05.21", "Mai 2021", "01.05.1900", "44317"] {
            assert_eq!(text(wrong).unwrap_err().code, "import-datum", "{wrong}");
        }
        let number = day(&cell(Content::Number("44317".into()))).unwrap_err();
        assert!(number.hints[0].contains("als Datum"), "{number:?}");
    }

    #[test]
    fn a_text_has_one_line_and_is_no_error() {
        let text = |content| text(&cell(content)).map_err(|error| error.code);
        assert_eq!(text(Content::Text("Leitung #1".into())).as_deref(), Ok("Leitung #1"));
        assert_eq!(text(Content::Text("#".into())).as_deref(), Ok("#"));
        assert_eq!(text(Content::Text("a\nb".into())), Err("import-text"));
        assert_eq!(text(Content::Text("a\u{E000}b".into())), Err("import-text"));
        assert_eq!(text(Content::Failure("#NV".into())), Err("import-formelfehler"));
        assert_eq!(text(Content::Other("WAHR".into())), Err("import-text"));
    }
}
