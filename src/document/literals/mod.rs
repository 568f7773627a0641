//! Finds numbers that someone typed into a text where a figure belongs.
//!
//! In prose and templates every number is a finding, unless it is the printed form
//! of a figure (a placeholder) or one of the kinds that count nothing (`known`). It
//! is an error, not a warning: a paper with a number that nothing vouches for must
//! not leave the house, and two lines of data cure it. On the same reading, words are
//! held to what they say of a figure (`naeherung`) and of a plan (`wortlaut`).

mod approximation;
mod known;
mod number;
mod reading;
mod wording;

use rust_decimal::Decimal;

use self::number::Number;
use self::reading::{Language, PLACEHOLDER, Reading};
use super::templates::TemplateFiles;
use super::written::{self, Style};
use crate::data::{Paper, Placed, Zeile};
use crate::diagnostic::{Diagnostic, FileId, Place, Sources};
use crate::finance::{Figure, Figures, Frame, Unit};
use crate::german::unit::Counted;

/// The findings in the prose of `paper` and in the templates of its city.
pub(super) fn check(
    paper: &Paper,
    figures: &Figures,
    templates: &TemplateFiles,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let zeilen: Vec<&Zeile> = paper.profil.zeilen.values().map(AsRef::as_ref).collect();
    let context = (figures, zeilen.as_slice());
    let mut found = Vec::new();
    for (file, text) in paper.texte.values().flat_map(|text| &text.alle) {
        found.extend(in_text(text, *file, Language::Prose, context));
    }
    for grund in paper.vorlage.gruende() {
        let Placed { value, place } = grund;
        let of_value = in_text(value, place.file, Language::Prose, context);
        // The YAML may quote the value, so that only its whole is known to be where it is.
        found.extend(of_value.into_iter().map(|finding| Diagnostic {
            place: Some(place.clone()),
            ..finding.with_hint(
                "Diese Zeile kennt keine Platzhalter; nennen Sie die Zahl in einem Text.",
            )
        }));
    }
    for (name, file) in templates {
        let language = if name.ends_with(".md") { Language::Template } else { Language::Page };
        found.extend(in_text(&sources.text(*file), *file, language, context));
    }
    found
}

fn in_text(
    text: &str,
    file: FileId,
    language: Language,
    (figures, zeilen): (&Figures, &[&Zeile]),
) -> Vec<Diagnostic> {
    let reading = Reading::of(text, language);
    let approximations = approximation::check(text, &reading, file, figures);
    let wording = match language {
        Language::Page => Vec::new(),
        Language::Prose | Language::Template => wording::check(&reading, file, zeilen),
    };
    number::numbers(&reading)
        .into_iter()
        .filter(|number| is_literal(number, &reading, language))
        .map(|number| finding(&number, &reading, file, language, figures))
        .chain(approximations)
        .chain(wording)
        .collect()
}

/// Whether `number` stands for a quantity and is no figure.
fn is_literal(number: &Number, reading: &Reading, language: Language) -> bool {
    if language == Language::Page {
        return is_literal_of_page(number, reading);
    }
    let is_year = || reading.text(number.range.clone()).len() == 4;
    match number.counted {
        _ if number.touches => true,
        None => !known::is_known(reading, number.range.clone()),
        // `2021 weitere Stellen` begins with a year; `2021 Stellen` is a number of Stellen.
        Some(Counted::Stellen) if !number.in_words && is_year() => {
            let after = reading.after(number.range.end);
            let direct: String = after.iter().skip_while(|c| c.is_whitespace()).take(1).collect();
            direct.starts_with(char::is_uppercase)
                || !known::is_known(reading, number.range.clone())
        }
        Some(_) => true,
    }
}

/// The layout is code full of lengths; a quantity in it has a unit and stands as in a text.
fn is_literal_of_page(number: &Number, reading: &Reading) -> bool {
    let text = reading.text(number.range.clone());
    match number.counted {
        None => false,
        // `50%` is a length, `2,5 %` and `4 %` are texts.
        Some(Counted::Percent) => {
            let spaced = reading.after(number.range.end).first() != Some(&'%');
            spaced || text.contains(',')
        }
        Some(_) => true,
    }
}

fn finding(
    number: &Number,
    reading: &Reading,
    file: FileId,
    language: Language,
    figures: &Figures,
) -> Diagnostic {
    const CODE: &str = "zahl-ohne-beleg";
    let place = Place { file, range: reading.place(number.range.clone()) };
    let text = reading.text(number.range.clone()).replace(PLACEHOLDER, "");
    if number.touches {
        let message = format!("`{text}` steht unmittelbar an einem Platzhalter");
        return Diagnostic::error(CODE, &place, message).with_hint(
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
    let finding = Diagnostic::error(CODE, &place, message);
    let finding = match meant(number, figures) {
        Some(figure) => {
            finding.with_hint(format!("Meinten Sie `{}`?", binding(figure, &text, language)))
        }
        None => finding,
    };
    finding.with_hint(declare(number))
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

/// How to declare `number` with its source.
fn declare(number: &Number) -> String {
    let value = number.value.map_or_else(|| "…".to_owned(), |value: Decimal| value.to_string());
    let key = match number.counted {
        Some(Counted::Euro) => format!("betrag: {value}"),
        Some(Counted::Percent) => format!("anteil: {value} %"),
        Some(Counted::Stellen) => format!("stellen: {value}"),
        Some(Counted::Multiple) | None => format!("anzahl: {value}"),
    };
    format!(
        "Binden Sie die Zahl an ihren Wert (`vorlage figures` zeigt alle), oder belegen Sie sie unter \
         `angaben:` mit `id`, `{key}` und `quelle`; der Text nennt sie dann als `{{{{ angabe.<id> }}}}`."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers in `text` that are findings.
    #[track_caller]
    fn literals(text: &str, language: Language) -> Vec<String> {
        let reading = Reading::of(text, language);
        number::numbers(&reading)
            .into_iter()
            .filter(|number| is_literal(number, &reading, language))
            .map(|number| reading.text(number.range))
            .collect()
    }

    #[test]
    fn quantities_are_findings() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            assert_eq!(literals(text, Language::Prose), [expected], "{text}");
        }
        case("kostet 12.345,67 € im Jahr", "12.345,67");
        case("kostet 12345 Euro", "12345");
        case("kostet 12 345 Euro", "12 345");
        case("kostet EUR 500", "500");
        case("kostet € 500", "500");
        case("kostet EUR500", "500");
        case("kostet 5&nbsp;€", "5");
        case("kostet **5**,50 €", "5,50");
        case("kostet 2021 €", "2021");
        case("§ 44 € kostet es", "44");
        case("rund 3,5 %", "3,5");
        case("rund 4 Prozent", "4");
        case("eine 50-prozentige Förderung", "50");
        case("ein Prozent", "ein");
        case("2,5 Stellen", "2,5");
        case("12 befristete Stellen", "12");
        case("2021 Stellen", "2021");
        case("zwei Stellen", "zwei");
        case("zwei weitere, unbefristete Stellen", "zwei");
        case("eine halbe Stelle", "halbe");
        case("fünfzig Prozent", "fünfzig");
        case("drei Millionen Euro", "drei");
        case("eine Million Euro", "eine");
        case("2,3 Mio. €", "2,3");
        case("für 300 Menschen", "300");
        case("für 3.000 Menschen", "3.000");
        case("Die Summe beträgt 12345.", "12345");
        case("über 24 Monate", "24");
        case("5{{ volumen }}", "5");
        case("{{ volumen }}0", "0");
        case("{{ volumen }},5", "5");
        case("2½ Stellen", "2½");
    }

    #[test]
    fn names_and_dates_are_none() {
        #[track_caller]
        fn case(text: &str) {
            assert_eq!(literals(text, Language::Prose), [""; 0], "{text}");
        }
        case("seit dem 01.02.2020, am 1. Mai 2021, am 06.05., 2021-05-01");
        case("2021, 2021 und 2022, 2020/2021, 2020/21, 2021–2023, im Mai 2021");
        case("ab 2022 gegebenenfalls bis zu {{ x }} Stellen");
        case("2021 mit einer kleineren Startaufstellung zunächst {{ x }} Stellen");
        case("§ 78 Absatz 2 Satz 1 GO NRW, §§ 44, 45 und 46, Art. 3 Abs. 1, Nr. 4");
        case("Teilplan 0504, Teilergebnisplan 0504, Teilplanzeile 11, Teilplanzeilen 11 und 15");
        case("Vorlage 3141/2019, Vorlagen-Nummer 0000/2021");
        case("zwischen 18 und 27 Jahren, ab 18 Jahren, 16- bis 18-Jährige, 27-jährig");
        case("E 13 TVöD, A 13 Lg. 2, 2. Eingangsamt, S 17, (A 7)");
        case("Förderbaustein 1, die Förderbausteine 1 und 2");
        case("Drucksache 19, Verordnung (EU) 2016/679, DIN 5008, Klasse 5");
        case("1. erstens\n2. zweitens\n   3) drittens\n> 4. viertens");
        case("COVID-19, CO2, SGB 2, 17 Uhr, 17:30 Uhr");
        case("Eine der Stellen, an einer Stelle, zwei Gründe, drei Bausteine");
        case("fünf Beratungsstellen, zwei Schnittstellen");
        case("{{ volumen }} und {{ eigenanteil.gesamt | glatt }}");
    }

    #[test]
    fn templates_are_read_where_they_print() {
        #[track_caller]
        fn case(text: &str, expected: &[&str]) {
            assert_eq!(literals(text, Language::Template), expected, "{text}");
        }
        case("{# 5 € #}{% if a == 5 %}x{% endif %}{{ text(name=\"a\", ebene=3) }}", &[]);
        case("{{ <summe bezeichnung=\"Zuschuss 5 €\" /> }}", &["5"]);
        case("{{ zahl(name=\"zeile.11.2021\") }} und 12 €", &["12"]);
    }

    #[test]
    fn the_layout_is_no_text() {
        #[track_caller]
        fn case(text: &str, expected: &[&str]) {
            assert_eq!(literals(text, Language::Page), expected, "{text}");
        }
        case("#set text(size: 11pt, weight: 500)\n#line(length: 100%) // 5 €", &[]);
        case("[Das kostet 12345 Euro]", &["12345"]);
        case("\"2,5 %\"", &["2,5"]);
        case("[4 Prozent und 3 Stellen]", &["4", "3"]);
    }
}
