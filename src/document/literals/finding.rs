//! Says what is wrong with a number that was typed, and how to cure it.

use rust_decimal::Decimal;

use super::number::Number;
use super::reading::Language;
use crate::diagnostic::{Diagnostic, Place};
use crate::document::written::{self, Style};
use crate::finance::{Figure, Figures, Frame, Unit};
use crate::german::unit::Counted;

const CODE: &str = "zahl-ohne-beleg";

/// How to say that a number is a name.
const NAME: &str = "Ist es kein Wert, sondern eine Nummer, sagen Sie es davor, zum Beispiel „Nr.“.";

/// The finding about `number`, which reads `text` at `place` in a text of `language`.
pub(super) fn typed(
    number: &Number,
    text: &str,
    place: &Place,
    language: Language,
    figures: &Figures,
) -> Diagnostic {
    if number.touches {
        let message = format!("`{text}` steht unmittelbar an einem Platzhalter");
        return Diagnostic::error(CODE, place, message).with_hint(
            "Gedruckt ergäbe beides zusammen eine andere Zahl; trennen oder löschen Sie die Ziffern.",
        );
    }
    let what = match number.counted {
        Some(Counted::Euro) => "Der Betrag",
        Some(Counted::Percent) => "Der Prozentsatz",
        Some(Counted::Stellen) => "Die Stellenzahl",
        Some(Counted::Multiple) | None => "Die Zahl",
    };
    let message = format!("{what} `{text}` ist getippt und durch nichts belegt");
    let finding = Diagnostic::error(CODE, place, message);
    let finding = match language {
        Language::Line => finding.with_hint(declare_in_line(number)),
        Language::Wording => finding.with_hint(
            "Wörter einer Stadt gelten für alle Vorlagen; streichen Sie die Zahl daraus.",
        ),
        _ => match meant(number, figures) {
            Some(figure) => {
                finding.with_hint(format!("Meinten Sie `{}`?", binding(figure, text, language)))
            }
            None => finding,
        }
        .with_hint(declare(number)),
    };
    let may_be_name = number.counted.is_none() && !number.in_words;
    if may_be_name { finding.with_hint(name_of(text)) } else { finding }
}

/// How to say that `text` names something.
fn name_of(text: &str) -> String {
    if text.len() == 4 && (text.starts_with("19") || text.starts_with("20")) {
        return format!("Ist es ein Jahr, schreiben Sie „im Jahr {text}“.");
    }
    NAME.to_owned()
}

/// The figure of the same value, most plainly named.
fn meant<'a>(number: &Number, figures: &'a Figures) -> Option<&'a Figure> {
    let value = number.value?;
    let is_of_scenario = |figure: &Figure| matches!(figure.name.frame(), Frame::Szenario(_));
    figures
        .iter()
        .map(|(_, figure)| figure)
        .filter(|figure| !figure.name.frame().is_state())
        .filter(|figure| figure.value == value && counts(figure.unit, number.counted))
        .min_by_key(|figure| (is_of_scenario(figure), figure.name.as_str().len()))
}

fn counts(unit: Unit, counted: Option<Counted>) -> bool {
    match counted {
        Some(Counted::Euro) => unit == Unit::Euro,
        Some(Counted::Percent) => unit == Unit::Percent,
        Some(Counted::Stellen) => unit == Unit::Stellen,
        Some(Counted::Multiple) => false,
        None => true,
    }
}

/// How a text of `language` prints `figure` much like `text`.
fn binding(figure: &Figure, text: &str, language: Language) -> String {
    let plain = !text.contains(',') && figure.value.is_integer();
    let plain =
        plain && written::figure(figure, Style::Whole) != written::figure(figure, Style::Full);
    let name = &figure.name;
    match (language, plain) {
        (Language::Prose, false) => format!("{{{{ {name} }}}}"),
        (Language::Prose, true) => format!("{{{{ {name} | glatt }}}}"),
        (_, false) => format!("{{{{ zahl(name=\"{name}\") }}}}"),
        (_, true) => format!("{{{{ zahl(name=\"{name}\", format=\"glatt\") }}}}"),
    }
}

/// The line under which `number` is declared.
fn key(number: &Number) -> String {
    let value = number.value.map_or_else(|| "…".to_owned(), |value: Decimal| value.to_string());
    match number.counted {
        Some(Counted::Euro) => format!("betrag: {value}"),
        Some(Counted::Percent) => format!("anteil: {value} %"),
        Some(Counted::Stellen) => format!("stellen: {value}"),
        Some(Counted::Multiple) | None => format!("anzahl: {value}"),
    }
}

/// How to declare `number` with its source.
fn declare(number: &Number) -> String {
    let key = key(number);
    format!(
        "Binden Sie die Zahl an ihren Wert (`vorlage figures` zeigt alle), oder belegen Sie sie unter \
         `angaben:` mit `id`, `{key}` und `quelle`; der Text nennt sie dann als `{{{{ angabe.<id> }}}}`."
    )
}

/// How to declare `number` for a text that knows no placeholders.
fn declare_in_line(number: &Number) -> String {
    format!(
        "Diese Zeile kennt keine Platzhalter; streichen Sie die Zahl, oder belegen Sie sie unter \
         `angaben:` mit `id`, `{}` und `quelle`.",
        key(number)
    )
}
