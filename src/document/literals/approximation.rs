//! Holds words such as „rund“, „über“ and „knapp“ to the figures that follow them.
//!
//! The number comes from the figure (`{{ volumen | rund 1000 }}`), the word stands
//! in the text; both together must be true of the exact value.

use super::reading::{PLACEHOLDER, Reading};
use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::document::written::{self, Style};
use crate::finance::{Figure, Figures, Unit};
use crate::german::nearness::{self, Claim};
use crate::money::Exact;

/// What is „über“ an amount without being more than it.
const ABOUT: [&str; 14] = [
    "bescheid",
    "bescheide",
    "bewilligung",
    "vertrag",
    "rechnung",
    "antrag",
    "vereinbarung",
    "betrag",
    "summe",
    "auftrag",
    "zusage",
    "förderung",
    "zuwendung",
    "beschluss",
];

/// The findings at the placeholders of `source`, read as `reading`.
pub(super) fn check(
    source: &str,
    reading: &Reading,
    file: FileId,
    figures: &Figures,
) -> Vec<Diagnostic> {
    let placeholders = reading.chars.iter().enumerate().filter(|(_, c)| **c == PLACEHOLDER);
    placeholders
        .filter_map(|(at, _)| {
            let range = reading.place(at..at + 1);
            let (name, style) = placeholder(source.get(range.clone())?)?;
            let figure = figures.get(figures.find(name)?);
            let start = at.saturating_sub(80);
            judge(figure, style, &reading.text(start..at), &Place { file, range })
        })
        .collect()
}

/// The name and style of a figure that `text` prints: `{{ name | format }}` in prose,
/// `{{ zahl(name="…", format="…") }}` in templates.
fn placeholder(text: &str) -> Option<(&str, Style)> {
    let inner = text.strip_prefix("{{")?.strip_suffix("}}")?.trim_matches(['-', ' ', '\n']);
    let (name, format) = match inner.strip_prefix("zahl(") {
        Some(arguments) => {
            let quoted = |key: &str| arguments.split(key).nth(1)?.split('"').next();
            (quoted("name=\"")?, quoted("format=\""))
        }
        None => match inner.split_once('|') {
            Some((name, format)) => (name.trim(), Some(format.trim())),
            None => (inner, None),
        },
    };
    Some((name, format.map_or(Some(Style::Full), Style::named)?))
}

fn judge(figure: &Figure, style: Style, before: &str, place: &Place) -> Option<Diagnostic> {
    let power = match style {
        Style::Rounded(power) => Some(power),
        Style::Full | Style::Whole => None,
    };
    let printed =
        power.map_or(Some(figure.value), |power| written::rounded(&figure.exact, power))?;
    let text = written::figure(figure, style)?;
    let (word, claim) = match word_before(before, power.is_some()) {
        Some(found) => found,
        // What prints all its digits needs no word.
        None if printed == figure.value => return None,
        None => return Some(without_word(&text, figure, place)),
    };
    // A percentage is itself rounded; an amount is exact to the cent.
    let exact = match (power, figure.unit) {
        (None, unit) if unit != Unit::Percent => Exact::from(figure.value),
        _ => figure.exact.clone(),
    };
    let shown = Exact::from(printed);
    let is_true = match claim {
        Claim::About if power.is_none() && exact == shown => {
            return Some(before_exact(word, &text, figure, place));
        }
        Claim::About => true,
        Claim::Below => exact < shown,
        Claim::Above => exact > shown,
        Claim::AtMost => exact <= shown || power.is_none(),
        Claim::AtLeast => exact >= shown || power.is_none(),
    };
    (!is_true).then(|| untrue(word, &text, figure, place))
}

/// The word of approximation that `before` ends with, and what it says.
fn word_before(before: &str, rounds: bool) -> Option<(&'static str, Claim)> {
    let words: Vec<String> = before
        .split([' ', '\n'])
        .map(|word| word.trim_start_matches(['(', '„', '–']).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    // The text ends with a blank: what touches the number is no word before it.
    if !before.ends_with([' ', '\n']) {
        return None;
    }
    let longest = nearness::phrase(&words)?;
    let about = words
        .iter()
        .rev()
        .nth(1)
        .is_some_and(|noun| ABOUT.iter().any(|about| noun.ends_with(about)));
    (longest.0 != "über" || rounds || !about).then_some(longest)
}

fn without_word(text: &str, figure: &Figure, place: &Place) -> Diagnostic {
    let message = format!("`{text}` ist gerundet, ohne dass der Text es sagt");
    Diagnostic::error("naeherung-ohne-wort", place, message).with_hint(format!(
        "Schreiben Sie „rund“ oder „etwa“ davor, oder lassen Sie `| rund` weg; genau sind es {}.",
        in_full(figure)
    ))
}

fn before_exact(word: &str, text: &str, figure: &Figure, place: &Place) -> Diagnostic {
    let message = format!("„{word}“ steht vor der genauen Zahl `{text}`");
    Diagnostic::warning("naeherung-vor-genauer-zahl", place, message).with_hint(format!(
        "Streichen Sie „{word}“, oder runden Sie mit `{{{{ {} | rund 1000 }}}}`.",
        figure.name
    ))
}

fn untrue(word: &str, text: &str, figure: &Figure, place: &Place) -> Diagnostic {
    let message = format!("„{word} {text}“ stimmt nicht");
    Diagnostic::error("naeherung-falsch", place, message).with_hint(format!(
        "Genau sind es {}; wählen Sie ein anderes Wort oder eine andere Stufe der Rundung.",
        in_full(figure)
    ))
}

/// The figure with all its digits, or as many as tell it from what is printed.
fn in_full(figure: &Figure) -> String {
    let precise = Style::Rounded(-3);
    let style = if figure.unit == Unit::Percent { precise } else { Style::Full };
    written::figure(figure, style).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::diagnostic::Sources;
    use crate::document::literals::reading::Language;
    use crate::finance::{Derivation, Rounding};

    /// The code of the finding in `text`; the volume is 380.108,05 €, the share 22,535… %.
    fn code(text: &str, language: Language) -> Option<&'static str> {
        let mut figures = Figures::default();
        let mut add = |name: &str, exact: Exact, value: Decimal, unit| {
            let (derivation, rounding) = (Derivation::Sum(Vec::new()), Rounding::Exact);
            figures.add(Figure {
                name: name.parse().unwrap(),
                exact,
                value,
                unit,
                derivation,
                rounding,
            });
        };
        let volumen = Decimal::new(38_010_805, 2);
        add("volumen", Exact::from(volumen), volumen, Unit::Euro);
        add(
            "foerderquote",
            Exact::fraction(38_010_805, 1_686_708),
            Decimal::new(225, 1),
            Unit::Percent,
        );
        let file = Sources::default().add("a.md", text);
        let reading = Reading::of(text, language);
        check(text, &reading, file, &figures).first().map(|found| found.code)
    }

    #[test]
    fn words_must_be_true() {
        #[track_caller]
        fn case(text: &str, expected: Option<&str>) {
            assert_eq!(code(text, Language::Prose), expected, "{text}");
        }
        case("von {{ volumen }}", None);
        case("rund {{ volumen | rund 1000 }}", None);
        case("**rund** {{ volumen | rund 1000 }}", None);
        case("rd.\u{a0}{{ volumen | rund 1000 }}", None);
        case("von {{ volumen | rund 1000 }}", Some("naeherung-ohne-wort"));
        case("rund {{ volumen }}", Some("naeherung-vor-genauer-zahl"));
        // 380.108,05 is above 380.000 and below 380.110.
        case("über {{ volumen | rund 1000 }}", None);
        case("gut {{ volumen | rund 1000 }}", None);
        case("mehr als {{ volumen | rund 1000 }}", None);
        case("knapp {{ volumen | rund 1000 }}", Some("naeherung-falsch"));
        case("bis zu {{ volumen | rund 1000 }}", Some("naeherung-falsch"));
        case("mindestens {{ volumen | rund 1000 }}", None);
        case("nicht mehr als {{ volumen | rund 1000 }}", Some("naeherung-falsch"));
        case("über {{ volumen | rund 10 }}", Some("naeherung-falsch"));
        case("knapp {{ volumen | rund 10 }}", None);
        case("bis zu {{ volumen | rund 10 }}", None);
        case("mindestens {{ volumen | rund 10 }}", Some("naeherung-falsch"));
        case("bis zu {{ volumen }}", None);
        case("kostet über {{ volumen }}", Some("naeherung-falsch"));
        case("der Förderbescheid über {{ volumen }}", None);
        case("der Förderbescheid über {{ volumen | rund 10 }}", Some("naeherung-falsch"));
        case("knapp {{ volumen }}", Some("naeherung-falsch"));
        // 22,535… % is above 22,5 % and below 22,6 %.
        case("etwa {{ foerderquote }}", None);
        case("etwa {{ foerderquote | rund 0,1 }}", None);
        case("{{ foerderquote }}", None);
        case("{{ foerderquote | rund 1 }}", Some("naeherung-ohne-wort"));
        case("über {{ foerderquote }}", None);
        case("knapp {{ foerderquote }}", Some("naeherung-falsch"));
        case("knapp {{ foerderquote | rund 1 }}", None);
    }

    #[test]
    fn templates_are_held_to_the_same() {
        let case = |text: &str| code(text, Language::Template);
        assert_eq!(case("rund {{ zahl(name=\"volumen\", format=\"rund 1000\") }}"), None);
        assert_eq!(case("rund {{ zahl(name=\"volumen\") }}"), Some("naeherung-vor-genauer-zahl"));
        assert_eq!(
            case("von {{ zahl(name=\"volumen\", format=\"rund 1000\") }}"),
            Some("naeherung-ohne-wort")
        );
    }
}
