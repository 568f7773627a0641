//! A Stelle that only the table has, as a new entry of the data.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::amend::{TEXTS, entry, mapping, number, written};
use super::columns::Column;
use super::period::{self, Period};
use super::proposal::Update;
use super::row::{Row, Said, Value};
use crate::data::Paper;
use crate::data::paper::check;
use crate::data::yaml::edit::{self, Edit};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Kind, Node};
use crate::diagnostic::Diagnostic;
use crate::german::date;

/// The keys of a Stelle in the order in which the data write them.
const ORDER: [&str; 10] = [
    "id",
    "anteil",
    "kostensatz",
    ALTERNATIV,
    "funktion",
    "rolle",
    BAUSTEIN,
    "bei",
    "zeitraum",
    "zeile",
];

/// The key that a Stelle can do without.
const ALTERNATIV: &str = "alternativ";

/// The key that it can do without where the programme has no Bausteine.
const BAUSTEIN: &str = "baustein";

/// A value of a new Stelle.
#[derive(Clone)]
enum New {
    Text(String),
    Group(Vec<(String, String)>),
}

/// The Stelle of `row` behind the last of `list`: the edit that writes it, its
/// record, and what is new; nothing where the row does not say enough, or where its id is
/// nearly that of a Stelle of `unnamed`, which the table does not name.
pub(super) fn create(
    row: &Row,
    unnamed: &[String],
    list: &Node,
    paper: &Paper,
    intake: &Intake,
) -> Option<(Edit, Node, Vec<Update>)> {
    let values = values(row, list, paper, intake)?;
    if let Some(near) = meant(&row.id, unnamed) {
        return intake.reject(nearly(row, near));
    }
    let last = list.items().last()?;
    let in_flow = edit::is_flow(list, intake) || edit::is_flow(last, intake);
    let written: Vec<(&str, String)> =
        values.iter().map(|(key, value)| (*key, yaml(value, in_flow))).collect();
    let edit = edit::append(list, &written, intake)?;
    let entries = values.iter().map(|(key, value)| {
        let kind = match value {
            New::Text(text) => Kind::Scalar(text.clone()),
            New::Group(values) => {
                let values: Vec<(&str, String)> =
                    values.iter().map(|(key, text)| (key.as_str(), text.clone())).collect();
                mapping(last, &values)
            }
        };
        entry(last, key, kind)
    });
    let node = Node { kind: Kind::Mapping(entries.collect()), ..last.clone() };
    let updates = values.iter().skip(1).map(|(key, value)| Update {
        key: (*key).to_owned(),
        old: None,
        new: yaml(value, false),
    });
    Some((edit, node, updates.collect()))
}

/// The values of a new Stelle by key; all that are missing are reported at once.
fn values(
    row: &Row,
    list: &Node,
    paper: &Paper,
    intake: &Intake,
) -> Option<Vec<(&'static str, New)>> {
    let known = intake.errors();
    let period = period::said(row, None, paper, intake);
    let von = period.as_ref().map(Period::von);
    let period = period.map(|period| match &period.name {
        Some(name) => New::Text(name.clone()),
        None => New::Group(period.days().map(|(key, day)| (key.to_owned(), day)).into()),
    });
    let mut missing = Vec::new();
    let mut values = Vec::new();
    for key in ORDER {
        let column = TEXTS.iter().find(|(_, name)| *name == key).map(|(column, _)| *column);
        let (value, heading) = match (key, column) {
            ("id", _) => (Some(New::Text(row.id.clone())), String::new()),
            ("anteil", _) => (anteil(row, von, list), Column::Anteil.heading()),
            ("zeitraum", _) => (period.clone(), "von“ und „bis".to_owned()),
            (_, Some(column)) => (text(row, column), column.heading()),
            _ => continue,
        };
        match value {
            Some(value) => values.push((key, value)),
            None if key == ALTERNATIV => {}
            None if key == BAUSTEIN && paper.programm.bausteine.is_empty() => {}
            None => missing.push(format!("„{heading}“")),
        }
    }
    if intake.errors() > known {
        return None;
    }
    if missing.is_empty() {
        return Some(values);
    }
    let what = format!("Die Stelle `{}` gibt es in den Daten noch nicht", row.id);
    let finding = row.cell.wrong("import-stelle-unvollstaendig", &what).with_hint(format!(
        "Soll sie neu eingetragen werden, fehlen in dieser Zeile {}.",
        missing.join(", ")
    ));
    let ids = paper.stellen.iter().map(|stelle| stelle.id.value.as_str());
    intake.reject(match crate::diagnostic::nearest(&row.id, ids) {
        Some(near) => finding.with_hint(format!("Oder meinten Sie `{near}`?")),
        None => finding,
    })
}

/// The Stelle of `unnamed` that `id` is but for a slip. Stellen that are numbered differ in
/// nothing else.
fn meant<'u>(id: &str, unnamed: &'u [String]) -> Option<&'u str> {
    let letters = |id: &str| id.replace(|char: char| char.is_ascii_digit(), "");
    let others = unnamed.iter().map(String::as_str).filter(|other| letters(other) != letters(id));
    check::slip(id, others)
}

fn nearly(row: &Row, near: &str) -> Diagnostic {
    let what = format!("Die Stelle `{}` wäre neu, heißt aber fast wie `{near}`", row.id);
    row.cell.wrong("import-kennung-aehnlich", &what).with_hint(format!(
        "Ist `{near}` gemeint, berichtigen Sie die Kennung. Ist sie wirklich neu, nehmen Sie auch \
            `{near}` in die Tabelle auf; eine Zeile, in der nur die Kennung steht, genügt."
    ))
}

fn text(row: &Row, column: Column) -> Option<New> {
    let Said { value: Value::Text(text), .. } = row.said.get(&column)? else { return None };
    Some(New::Text(text.clone()))
}

/// The quantity, or those of the years or from days on, with as many decimal places as the
/// last Stelle of `list` has; before the first of the days, from `von` on, it is the one.
fn anteil(row: &Row, von: Option<Date>, list: &Node) -> Option<New> {
    let last = list.items().iter().rev().find_map(|item| item.get("anteil")?.as_text());
    let scale = last.and_then(number).map_or(0, |last| last.scale());
    let (mut whole, mut years, mut days) = (None, Vec::new(), BTreeMap::new());
    for (column, said) in &row.said {
        let Value::Anteil(anteil) = said.value else { continue };
        let anteil = written(anteil, scale);
        match column {
            Column::AnteilIn(jahr) => years.push((jahr.to_string(), anteil)),
            Column::AnteilAb(day) => {
                days.insert(*day, anteil);
            }
            _ => whole = Some(anteil),
        }
    }
    if days.is_empty() {
        let years = (!years.is_empty()).then_some(New::Group(years));
        return whole.map(New::Text).or(years);
    }
    if let (Some(von), Some(whole)) = (von, whole) {
        days.entry(von).or_insert(whole);
    }
    Some(New::Group(days.into_iter().map(|(day, anteil)| (date(day), anteil)).collect()))
}

fn yaml(value: &New, in_flow: bool) -> String {
    match value {
        New::Text(text) => edit::scalar(text, in_flow),
        New::Group(values) => {
            let values: Vec<(&str, String)> =
                values.iter().map(|(key, text)| (key.as_str(), text.clone())).collect();
            edit::flow(&values)
        }
    }
}

/// A table for data that have no Stelle yet, whose first `row` cannot look like any other.
pub(super) fn no_list(row: &Row) -> Diagnostic {
    row.cell.wrong("import-ohne-stellen", "In den Daten gibt es noch keine Stelle").with_hint(
        "Tragen Sie die erste Stelle unter `stellen:` selbst ein; die anderen folgen ihr.",
    )
}
