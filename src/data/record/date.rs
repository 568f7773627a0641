//! Turns single values into days and Haushaltsjahre.

use jiff::civil::Date;

use super::value::{self, scalar, shown};
use crate::data::Placed;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Key, Kind, Node};
use crate::diagnostic::{Diagnostic, Place};
use crate::german::date as german;
use crate::period::{Jahr, Zeitraum};

/// Reads a date such as `01.05.2021` or `2021-05-01`.
pub(in crate::data) fn date(node: &Node, intake: &Intake) -> Option<Date> {
    let text = scalar(node, intake)?;
    let Some((year, month, day)) = german::parts(text) else {
        return intake.reject(
            Diagnostic::error(
                "datum-ungueltig",
                &node.place,
                format!("`{}` ist kein Datum", shown(text)),
            )
            .with_hint("Schreiben Sie Tag, Monat und vierstelliges Jahr, etwa `01.05.2021`."),
        );
    };
    let date = Date::new(year, month, day).ok().filter(|_| Jahr::RANGE.contains(&year));
    date.or_else(|| intake.reject(no_such_day(node, text, (year, month))))
}

/// Reads a date and keeps its place.
pub(in crate::data) fn placed(node: &Node, intake: &Intake) -> Option<Placed<Date>> {
    value::placed(node, date(node, intake)?)
}

/// Reads a date that is a key.
pub(in crate::data) fn key(key: &Key, intake: &Intake) -> Option<Date> {
    let (place, anchor) = (key.place.clone(), key.place.clone());
    date(&Node { place, anchor, kind: Kind::Scalar(key.name.clone()) }, intake)
}

fn no_such_day(node: &Node, text: &str, (year, month): (i16, i8)) -> Diagnostic {
    let finding = Diagnostic::error(
        "datum-unmoeglich",
        &node.place,
        format!("Den Tag `{}` gibt es nicht", shown(text)),
    );
    if !Jahr::RANGE.contains(&year) {
        return finding.with_hint(format!(
            "Das Jahr muss zwischen {} und {} liegen.",
            Jahr::RANGE.start(),
            Jahr::RANGE.end()
        ));
    }
    match Date::new(year, month, 1) {
        Ok(first) => finding.with_hint(format!(
            "Der letzte Tag dieses Monats ist `{:02}.{month:02}.{year}`.",
            first.days_in_month()
        )),
        Err(_) => {
            finding.with_hint("Ein Jahr hat zwölf Monate; erst kommt der Tag, dann der Monat.")
        }
    }
}

/// Reads a Haushaltsjahr.
pub(in crate::data) fn year(text: &str, place: &Place, intake: &Intake) -> Option<Jahr> {
    parse_year(text).or_else(|| {
        intake.reject(
            Diagnostic::error(
                "jahr-ungueltig",
                place,
                format!("`{}` ist kein Haushaltsjahr", shown(text)),
            )
            .with_hint(format!(
                "Schreiben Sie ein Jahr von {} bis {}, etwa `2021`.",
                Jahr::RANGE.start(),
                Jahr::RANGE.end()
            )),
        )
    })
}

/// The Haushaltsjahr that `text` names, with four digits.
pub(in crate::data) fn parse_year(text: &str) -> Option<Jahr> {
    Jahr::parse(text)
}

/// Reads a Haushaltsjahr that is a value.
pub(in crate::data) fn scalar_year(node: &Node, intake: &Intake) -> Option<Jahr> {
    year(scalar(node, intake)?, &node.place, intake)
}

/// A year in which there is nothing to say.
pub(in crate::data) fn outside(
    jahr: Jahr,
    zeitraum: &Zeitraum,
    place: &Place,
    subject: &str,
) -> Diagnostic {
    let (first, last) = (zeitraum.von().year(), zeitraum.bis().year());
    let years = if first == last {
        format!("nur im Jahr {first}")
    } else {
        format!("nur von {first} bis {last}")
    };
    Diagnostic::error(
        "jahr-ausserhalb",
        place,
        format!("Das Jahr `{jahr}` liegt außerhalb des Zeitraums"),
    )
    .with_hint(format!("{subject} {years}; berichtigen Sie das Jahr oder den Zeitraum."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::yaml::node::parse;

    fn outcome(text: &str) -> Result<String, &'static str> {
        let intake = Intake::default();
        let node = parse(intake.add("a.yaml", &format!("a: {text}\n")), &intake).unwrap();
        let date = date(node.get("a").unwrap(), &intake);
        date.map(|date| date.to_string()).ok_or_else(|| intake.finish("").1[0].code)
    }

    #[test]
    fn reads_days_as_an_office_writes_them() {
        assert_eq!(outcome("01.05.2021"), Ok("2021-05-01".into()));
        assert_eq!(outcome("1.5.2021"), Ok("2021-05-01".into()));
        assert_eq!(outcome("2021-05-01"), Ok("2021-05-01".into()));
        assert_eq!(outcome("29.02.2024"), Ok("2024-02-29".into()));
    }

    #[test]
    fn refuses_days_that_do_not_exist_and_what_is_no_day() {
        for text in ["29.02.2023", "31.02.2021", "00.01.2021", "01.00.2021", "01.01.1989"] {
            assert_eq!(outcome(text), Err("datum-unmoeglich"), "{text}");
        }
        for text in [
            "01.05.21",
            "1. Mai 2021",
            "05/01/2021",
            "2021",
            "01.05.",
            "1.5.2021 10:00",
            "٠١.05.2021",
        ] {
            assert_eq!(outcome(text), Err("datum-ungueltig"), "{text}");
        }
    }

    #[test]
    fn a_year_has_four_digits() {
        assert_eq!(parse_year("2021"), Some(Jahr(2021)));
        for text in ["21", "02021", "+2021", "1989", "2200", "2021.0", ""] {
            assert_eq!(parse_year(text), None, "{text}");
        }
    }
}
