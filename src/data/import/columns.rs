//! Finds the row of headings, and which column says what about a Stelle.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::cell::as_text as text;
use super::sheet::{Cell, Sheet};
use crate::data::record::value;
use crate::data::yaml::intake::Intake;
use crate::diagnostic::{Diagnostic, nearest};
use crate::german::date;
use crate::period::Jahr;

/// How a table is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Columns by name with the headings that they have here, such as `anteil` and `VZÄ`.
    pub columns: Vec<(String, String)>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
}

/// How many rows may stand above the headings.
pub(super) const ABOVE: usize = 20;

/// What a column says about a Stelle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// Its id.
    Kennung,
    /// Its quantity.
    Anteil,
    /// Its quantity in a year.
    AnteilIn(Jahr),
    /// Its quantity from a day on.
    AnteilAb(Date),
    /// Its grade.
    Bewertung,
    /// Another grading that is possible.
    Alternativ,
    /// What it is for.
    Funktion,
    /// What grants and costs count it as.
    Rolle,
    /// The Baustein.
    Baustein,
    /// With whom it is set up.
    Bei,
    /// The period by name.
    Zeitraum,
    /// The first day.
    Von,
    /// The last day.
    Bis,
    /// The line of the Teilplan.
    Zeile,
}

/// The columns by the name that `--spalte` gives them, with their usual headings.
const COLUMNS: [(&str, Column, &[&str]); 12] = [
    ("kennung", Column::Kennung, &["Kennung", "ID"]),
    ("anteil", Column::Anteil, &["Anteil", "Stellenanteil", "VZÄ"]),
    (
        "bewertung",
        Column::Bewertung,
        &[
            "Bewertung",
            "Stellenbewertung",
            "Entgeltgruppe",
            "Besoldungsgruppe",
            "Eingruppierung",
            "Kostensatz",
        ],
    ),
    ("alternativ", Column::Alternativ, &["Alternative Bewertung", "Alternativ"]),
    ("funktion", Column::Funktion, &["Funktion"]),
    ("rolle", Column::Rolle, &["Rolle"]),
    ("baustein", Column::Baustein, &["Baustein", "Förderbaustein"]),
    ("bei", Column::Bei, &["Bei"]),
    ("zeitraum", Column::Zeitraum, &["Zeitraum"]),
    ("von", Column::Von, &["von", "Beginn"]),
    ("bis", Column::Bis, &["bis", "Ende", "befristet bis"]),
    ("zeile", Column::Zeile, &["Zeile", "Teilplanzeile"]),
];

impl Column {
    /// Its usual heading.
    pub(super) fn heading(self) -> String {
        let known = COLUMNS.iter().find(|(_, column, _)| *column == self);
        match (self, known) {
            (Self::AnteilIn(jahr), _) => format!("Anteil {jahr}"),
            (Self::AnteilAb(day), _) => format!("Anteil ab {}", date(day)),
            (_, Some((_, _, headings))) => headings.first().copied().unwrap_or_default().to_owned(),
            _ => String::new(),
        }
    }

    /// The columns that `--spalte` can name.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        COLUMNS.iter().map(|(name, ..)| *name)
    }
}

/// Which column stands where.
#[derive(Debug)]
pub(super) struct Columns {
    /// The row of the headings.
    pub(super) head: u32,
    /// The last column that has a heading.
    pub(super) last: u32,
    /// What is said where.
    pub(super) at: BTreeMap<u32, Column>,
    /// Headings that say nothing about a Stelle.
    pub(super) ignored: Vec<String>,
}

/// Finds the headings of `sheet`.
pub(super) fn find(sheet: &Sheet, choice: &Choice, intake: &Intake) -> Option<Columns> {
    let rows = sheet.rows();
    let Some((_, first)) = rows.first_key_value() else {
        return intake.reject(empty(sheet));
    };
    let means = |cell: &&Cell| column(cell, choice) == Some(Column::Kennung);
    let head = rows.iter().take(ABOVE).find(|(_, cells)| cells.values().any(means));
    let Some((head, cells)) = head else {
        return intake.reject(no_kennung(sheet, first, choice));
    };
    let (mut at, mut ignored, mut seen) = (BTreeMap::new(), Vec::new(), BTreeMap::new());
    let known = intake.errors();
    for (position, cell) in cells {
        match column(cell, choice) {
            None => ignored.push(cell.content.shown()),
            Some(column) => {
                if let Some(before) = seen.insert(column, *cell)
                    && !is_other_kind(column, cell, before)
                {
                    intake.report(twice(cell, column, before));
                }
                at.insert(*position, column);
            }
        }
    }
    let last = cells.keys().next_back().copied().unwrap_or_default();
    let all = || value::quoted(cells.values().filter_map(|cell| text(cell)));
    for (name, heading) in &choice.columns {
        if !cells.values().any(|cell| is_same(cell, heading)) {
            let message = format!(
                "{}: Die Überschrift „{}“ gibt es nicht",
                sheet.title(),
                value::shown(heading)
            );
            let finding = Diagnostic::error("import-spalte", &sheet.place(), message);
            intake.report(finding.with_hint(format!(
                "Sie steht in `--spalte {name}=…`; gefunden wurden {}.",
                all()
            )));
        }
    }
    if intake.errors() == known && at.values().all(|column| *column == Column::Kennung) {
        let headings: Vec<&str> = cells.values().filter_map(|cell| text(cell)).collect();
        return intake.reject(only_kennung(sheet, cells, &headings));
    }
    (intake.errors() == known).then_some(Columns { head: *head, last, at, ignored })
}

/// Whether the heading `text` is that of the ids.
pub(super) fn is_kennung(text: &str, choice: &Choice) -> bool {
    meaning(text, choice) == Some(Column::Kennung)
}

/// What the heading `cell` says.
fn column(cell: &Cell, choice: &Choice) -> Option<Column> {
    meaning(text(cell)?, choice)
}

fn meaning(text: &str, choice: &Choice) -> Option<Column> {
    let is_same = |heading: &str| spelt(text) == spelt(heading);
    let named = |name: &str| choice.columns.iter().any(|(chosen, _)| chosen == name);
    for (name, column, headings) in COLUMNS {
        let chosen = choice.columns.iter().filter(|(chosen, _)| chosen == name);
        let is_chosen = chosen.map(|(_, heading)| heading).any(|heading| is_same(heading));
        if is_chosen || !named(name) && headings.iter().any(|heading| is_same(heading)) {
            return Some(column);
        }
    }
    let (words, time) = text.trim().rsplit_once(char::is_whitespace)?;
    let year = Jahr::parse(time).map(Column::AnteilIn);
    let column = year.or_else(|| date::parse(time).map(Column::AnteilAb))?;
    let words = match column {
        Column::AnteilAb(_) => words.trim_end().strip_suffix(" ab").unwrap_or(words),
        _ => words,
    };
    let is_anteil =
        spelt(words) == spelt("Anteil") || meaning(words, choice) == Some(Column::Anteil);
    is_anteil.then_some(column)
}

fn is_same(cell: &Cell, heading: &str) -> bool {
    text(cell).is_some_and(|text| spelt(text) == spelt(heading))
}

/// `text` without what does not tell headings apart: upper case, breaks of lines, and
/// umlauts that are written as a letter and its dots.
pub(super) fn spelt(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    composed(&words.join(" "))
}

/// `text` with umlauts that are one character each; some programs write two.
pub(super) fn composed(text: &str) -> String {
    const DOTS: &str = "\u{308}";
    let umlauts = [("a", "ä"), ("o", "ö"), ("u", "ü"), ("A", "Ä"), ("O", "Ö"), ("U", "Ü")];
    umlauts.iter().fold(text.to_owned(), |text, (letter, umlaut)| {
        text.replace(&format!("{letter}{DOTS}"), umlaut)
    })
}

/// A sheet that has no rows below its headings, or nothing at all.
pub(super) fn empty(sheet: &Sheet) -> Diagnostic {
    let message = format!("{}: Hier steht keine Stelle", sheet.title());
    Diagnostic::error("import-leer", &sheet.place(), message).with_hint(
        "Unter den Überschriften steht je Zeile eine Stelle; prüfen Sie, ob es die richtige \
            Datei und das richtige Blatt ist.",
    )
}

fn no_kennung(sheet: &Sheet, first: &BTreeMap<u32, &Cell>, choice: &Choice) -> Diagnostic {
    let wanted = choice.columns.iter().find(|(name, _)| name == "kennung");
    let wanted = wanted.map_or("Kennung", |(_, heading)| heading);
    let found: Vec<&str> = first.values().filter_map(|cell| text(cell)).collect();
    let message = format!("{}: Die Spalte „{}“ fehlt", sheet.title(), value::shown(wanted));
    let finding = Diagnostic::error("import-spalte", &sheet.place(), message);
    let finding = finding.with_hint(format!(
        "Jede Stelle braucht ihre Kennung aus den Daten; gefunden wurden {}.",
        value::quoted(found.iter().copied())
    ));
    match nearest(wanted, found) {
        Some(near) => finding.with_hint(format!(
            "Ist „{near}“ gemeint, schreiben Sie `--spalte \"kennung={near}\"`."
        )),
        None => finding
            .with_hint("Heißt sie anders, nennen Sie ihre Überschrift: `--spalte kennung=…`."),
    }
}

/// A table that names Stellen and says nothing about them that is understood.
fn only_kennung(sheet: &Sheet, cells: &BTreeMap<u32, &Cell>, headings: &[&str]) -> Diagnostic {
    let message = format!("{}: Außer der Kennung ist keine Spalte bekannt", sheet.title());
    let place = cells.values().next().map_or_else(|| sheet.place(), |cell| cell.place.clone());
    let finding = Diagnostic::error("import-spalte", &place, message);
    let example = match headings.iter().find_map(|heading| likely(heading)) {
        Some((name, heading)) => format!("{name}={}", value::shown(heading)),
        None => "anteil=…".to_owned(),
    };
    finding.with_hint(format!(
        "Gefunden wurden {}; sagen Sie, was die Spalten bedeuten, etwa `--spalte \"{example}\"`, \
            oder benennen Sie ihre Überschriften um, etwa in „Anteil“.",
        value::quoted(headings.iter().copied())
    ))
}

/// What `heading` may mean, one word of which is a usual heading; not that of the Kennung.
fn likely(heading: &str) -> Option<(&'static str, &str)> {
    let spelt_heading = spelt(heading);
    let words = || spelt_heading.split(|char: char| !char.is_alphanumeric());
    let is_meant = |known: &&'static str| words().any(|word| word == spelt(known));
    let mut columns = COLUMNS.iter().filter(|(_, column, _)| *column != Column::Kennung);
    let (name, ..) = columns.find(|(_, _, known)| known.iter().any(is_meant))?;
    Some((name, heading))
}

/// Whether `cell` and `before` head the grades of employees and those of civil servants, of
/// which every Stelle has one.
fn is_other_kind(column: Column, cell: &Cell, before: &Cell) -> bool {
    column == Column::Bewertung && text(cell).is_some_and(|heading| !is_same(before, heading))
}

fn twice(cell: &Cell, column: Column, before: &Cell) -> Diagnostic {
    let heading = value::shown(&cell.content.shown());
    let first = value::shown(&before.content.shown());
    let place = &before.name;
    if text(cell).is_some_and(|heading| is_same(before, heading)) {
        let what = format!("Die Überschrift „{heading}“ gibt es zweimal");
        return cell.wrong("import-spalte-doppelt", &what).with_hint(format!(
            "Die erste steht in {place}; benennen Sie eine der Spalten um, oder löschen Sie eine."
        ));
    }
    let what = format!("„{heading}“ bedeutet hier dasselbe wie „{first}“");
    let finding = cell.wrong("import-spalte-doppelt", &what);
    let name = COLUMNS.iter().find(|(_, known, _)| *known == column).map_or("", |(name, ..)| name);
    finding.with_hint(format!(
        "„{first}“ steht in {place}; sagen Sie, welche Spalte gilt, etwa `--spalte \"{name}={heading}\"`."
    ))
}
