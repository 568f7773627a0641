//! Turns single values into text, numbers, dates and choices.
//!
//! Numbers are decimal and exact; a number that a reader could take for another
//! one – a decimal comma, a point before thousands – is asked back, never guessed.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Placed;
use super::intake::Intake;
use super::node::{Kind, Node};
use crate::diagnostic::{Diagnostic, nearest};
use crate::money;
use crate::period::Jahr;

/// Full posts beyond which a quantity is a slip.
const MOST_STELLEN: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// What a list is called where one is expected.
pub(super) const LIST: &str = "eine Liste, jeder Eintrag in eigener Zeile mit `- ` davor";

/// Reads a single value as typed.
pub(super) fn scalar<'n>(node: &'n Node, intake: &Intake) -> Option<&'n str> {
    match &node.kind {
        Kind::Scalar(text) if !text.trim().is_empty() => Some(text.trim()),
        Kind::Scalar(_) | Kind::Empty => intake.reject(
            Diagnostic::error("wert-fehlt", &node.place, "Hier fehlt der Wert").with_hint(
                "Tragen Sie ihn hinter dem Doppelpunkt ein, oder löschen Sie die Zeile.",
            ),
        ),
        _ => intake.reject(wrong_form(node, "ein einzelner Wert")),
    }
}

/// Reads a text of one line.
pub(super) fn text(node: &Node, intake: &Intake) -> Option<String> {
    let text = scalar(node, intake)?;
    if text.contains('\n') {
        return intake.reject(
            Diagnostic::error("text-mehrzeilig", &node.place, "Dieser Text hat mehrere Zeilen")
                .with_hint("Schreiben Sie ihn in eine Zeile; längere Texte gehören in eine Datei unter `texte/`."),
        );
    }
    Some(text.to_owned())
}

/// Reads a text and keeps its place.
pub(super) fn placed_text(node: &Node, intake: &Intake) -> Option<Placed<String>> {
    placed(node, text(node, intake)?)
}

/// Reads the name by which other data refers to a record.
pub(super) fn id(node: &Node, intake: &Intake) -> Option<Placed<String>> {
    let text = scalar(node, intake)?;
    if !is_id(text) {
        let better = as_id(text);
        let finding = Diagnostic::error("kennung-ungueltig", &node.place, format!("`{text}` ist keine Kennung"))
            .with_hint("Eine Kennung besteht aus kleinen Buchstaben ohne Umlaute, Ziffern und `_` und beginnt mit einem Buchstaben.");
        return intake.reject(if is_id(&better) {
            finding.with_hint(format!("Schreiben Sie zum Beispiel `{better}`."))
        } else {
            finding
        });
    }
    placed(node, text.to_owned())
}

/// Whether `text` can name a record.
pub(super) fn is_id(text: &str) -> bool {
    text.starts_with(|char: char| char.is_ascii_lowercase())
        && text
            .chars()
            .all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_')
}

fn as_id(text: &str) -> String {
    let spelt = text
        .to_lowercase()
        .replace('ä', "ae")
        .replace('ö', "oe")
        .replace('ü', "ue")
        .replace('ß', "ss");
    let spelt: String =
        spelt.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '_' }).collect();
    spelt.trim_matches('_').to_owned()
}

/// Reads one of several words.
pub(super) fn choice<T: Copy>(node: &Node, choices: &[(&str, T)], intake: &Intake) -> Option<T> {
    let text = scalar(node, intake)?;
    if let Some((_, chosen)) = choices.iter().find(|(name, _)| *name == text) {
        return Some(*chosen);
    }
    let finding = Diagnostic::error(
        "wert-unbekannt",
        &node.place,
        format!("`{text}` ist hier nicht möglich"),
    );
    let names = || choices.iter().map(|(name, _)| *name);
    let spelt = as_id(text);
    intake.reject(match names().find(|name| *name == spelt).or_else(|| nearest(text, names())) {
        Some(near) => finding.with_hint(format!("Meinten Sie `{near}`?")),
        None => finding.with_hint(format!("Möglich sind {}.", quoted(names()))),
    })
}

/// Reads `ja` or `nein`.
pub(super) fn yes_no(node: &Node, intake: &Intake) -> Option<bool> {
    let text = scalar(node, intake)?;
    let meant = match text {
        "ja" => return Some(true),
        "nein" => return Some(false),
        "true" | "True" | "yes" | "Yes" | "Ja" | "JA" | "wahr" | "x" => "ja",
        "false" | "False" | "no" | "No" | "Nein" | "NEIN" | "falsch" => "nein",
        _ => "ja` oder `nein",
    };
    intake.reject(
        Diagnostic::error(
            "wert-unbekannt",
            &node.place,
            format!("`{text}` ist hier nicht möglich"),
        )
        .with_hint(format!("Schreiben Sie `{meant}`.")),
    )
}

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

/// Reads a quantity of full posts: more than none, at most three decimal places.
pub(super) fn stellen(node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
    let value = count(node, intake)?;
    if value.value.is_zero() {
        return intake.reject(
            Diagnostic::error("zahl-null", &node.place, "Null Stellen sind keine Stelle")
                .with_hint("Löschen Sie das Jahr oder die Stelle, oder tragen Sie den Anteil ein, etwa `0.5`."),
        );
    }
    Some(value)
}

/// Reads a quantity: at most three decimal places.
pub(super) fn count(node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
    let value = decimal(node, "1.5", 3, intake)?;
    if value > MOST_STELLEN {
        return intake.reject(
            Diagnostic::error("zahl-zu-gross", &node.place, "Die Anzahl ist größer als 10000")
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

/// Reads a date such as `01.05.2021` or `2021-05-01`.
pub(super) fn date(node: &Node, intake: &Intake) -> Option<Date> {
    let text = scalar(node, intake)?;
    let Some((year, month, day)) = date_parts(text) else {
        return intake.reject(
            Diagnostic::error("datum-ungueltig", &node.place, format!("`{text}` ist kein Datum"))
                .with_hint("Schreiben Sie Tag, Monat und vierstelliges Jahr, etwa `01.05.2021`."),
        );
    };
    let date = Date::new(year, month, day).ok().filter(|_| Jahr::RANGE.contains(&year));
    date.or_else(|| intake.reject(no_such_day(node, text, (year, month))))
}

fn date_parts(text: &str) -> Option<(i16, i8, i8)> {
    let parts = |separator| -> Vec<&str> { text.split(separator).collect() };
    let (year, month, day) = match (parts('.').as_slice(), parts('-').as_slice()) {
        ([day, month, year], _) | (_, [year, month, day]) => (*year, *month, *day),
        _ => return None,
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let plausible =
        year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
    if !(plausible && digits(year) && digits(month) && digits(day)) {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

fn no_such_day(node: &Node, text: &str, (year, month): (i16, i8)) -> Diagnostic {
    let finding = Diagnostic::error(
        "datum-unmoeglich",
        &node.place,
        format!("Den Tag `{text}` gibt es nicht"),
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
pub(super) fn year(text: &str, place: &crate::diagnostic::Place, intake: &Intake) -> Option<Jahr> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = text.parse().ok().filter(|year| digits && Jahr::RANGE.contains(year));
    year.map(Jahr).or_else(|| {
        intake.reject(
            Diagnostic::error("jahr-ungueltig", place, format!("`{text}` ist kein Haushaltsjahr"))
                .with_hint(format!(
                    "Schreiben Sie ein Jahr von {} bis {}, etwa `2021`.",
                    Jahr::RANGE.start(),
                    Jahr::RANGE.end()
                )),
        )
    })
}

/// That `node` should have been something else.
pub(super) fn wrong_form(node: &Node, expected: &str) -> Diagnostic {
    let (found, place) = match &node.kind {
        Kind::Empty => {
            return Diagnostic::error("wert-fehlt", &node.place, "Hier fehlt der Inhalt")
                .with_hint(format!(
                    "Erwartet ist {expected}; gibt es nichts einzutragen, löschen Sie die Zeile."
                ));
        }
        Kind::Scalar(_) => ("ein einzelner Wert", &node.place),
        Kind::Sequence(_) => ("eine Liste", &node.anchor),
        Kind::Mapping(_) => ("eine Gruppe von Schlüsseln", &node.anchor),
    };
    Diagnostic::error("wert-falsche-form", place, format!("Hier steht {found}"))
        .with_hint(format!("Erwartet ist {expected}."))
}

/// `names` in code marks, with commas between them.
pub(super) fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

fn placed<T>(node: &Node, value: T) -> Option<Placed<T>> {
    Some(Placed { value, place: node.place.clone() })
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
                .with_hint("Schreiben Sie die Zahl ohne Minus; ob sie Aufwand oder Ertrag ist, sagt die Zeile des Teilplans."),
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
                    "`{text}` ist mehrdeutig: Der Punkt trennt hier Dezimalstellen, keine Tausender"
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
            .with_hint(format!("Schreiben Sie den Wert gerundet, etwa `{example}`.")),
        );
    }
    Decimal::from_str_exact(text).ok().or_else(|| {
        intake.reject(
            Diagnostic::error("zahl-zu-gross", &node.place, "Diese Zahl ist zu groß")
                .with_hint("Prüfen Sie die Zahl der Ziffern."),
        )
    })
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

/// Checks a key that names a record.
pub(super) fn key_id(key: &super::node::Key, intake: &Intake) -> Option<()> {
    let node = Node {
        place: key.place.clone(),
        anchor: key.place.clone(),
        kind: Kind::Scalar(key.name.clone()),
    };
    id(&node, intake).map(drop)
}

/// Reads a Haushaltsjahr that is a value.
pub(super) fn scalar_year(node: &Node, intake: &Intake) -> Option<Jahr> {
    year(scalar(node, intake)?, &node.place, intake)
}
