//! A Stelle that only the table has, as a new entry of the data.

use rust_decimal::Decimal;

use super::Update;
use super::amend::{TEXTS, entry, mapping, number, written};
use super::columns::Column;
use super::period;
use super::rows::{Row, Said, Value};
use crate::data::Paper;
use crate::data::edit::{self, Edit};
use crate::data::intake::Intake;
use crate::data::node::{Kind, Node};
use crate::diagnostic::Diagnostic;

/// The keys of a Stelle in the order in which the data write them.
const ORDER: [&str; 9] =
    ["id", "anteil", "kostensatz", "funktion", "rolle", "baustein", "bei", "zeitraum", "zeile"];

/// A value of a new Stelle.
#[derive(Clone)]
enum New {
    Text(String),
    Group(Vec<(String, String)>),
}

/// The Stelle of `row` behind the last of `list`: the edit that writes it, its
/// record, and what is new; nothing where the row does not say enough.
pub(super) fn create(
    row: &Row,
    list: &Node,
    paper: &Paper,
    intake: &Intake,
) -> Option<(Edit, Node, Vec<Update>)> {
    let values = values(row, list, paper, intake)?;
    let Some(last) = list.items().last() else {
        return intake.reject(no_list(row));
    };
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
            ("anteil", _) => (anteil(row, list), Column::Anteil.heading()),
            ("zeitraum", _) => (period.clone(), "von“ und „bis".to_owned()),
            (_, Some(column)) => (text(row, column), column.heading()),
            _ => continue,
        };
        match value {
            Some(value) => values.push((key, value)),
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

fn text(row: &Row, column: Column) -> Option<New> {
    let Said { value: Value::Text(text), .. } = row.said.get(&column)? else { return None };
    Some(New::Text(text.clone()))
}

/// The quantity, or those of the years, with as many decimal places as the last
/// Stelle of `list` has.
fn anteil(row: &Row, list: &Node) -> Option<New> {
    let last = list.items().iter().rev().find_map(|item| item.get("anteil")?.as_text());
    let scale = last.and_then(number).map_or(0, |last| last.scale());
    let said = |column: Column| -> Option<Decimal> {
        let Said { value: Value::Anteil(anteil), .. } = row.said.get(&column)? else { return None };
        Some(*anteil)
    };
    if let Some(anteil) = said(Column::Anteil) {
        return Some(New::Text(written(anteil, scale)));
    }
    let years = row.said.keys().filter_map(|column| match column {
        Column::AnteilIn(jahr) => Some((jahr.to_string(), written(said(*column)?, scale))),
        _ => None,
    });
    let years: Vec<(String, String)> = years.collect();
    (!years.is_empty()).then_some(New::Group(years))
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

fn no_list(row: &Row) -> Diagnostic {
    row.cell.wrong("import-ohne-stellen", "In den Daten gibt es noch keine Stelle").with_hint(
        "Tragen Sie die erste Stelle unter `stellen:` selbst ein; die anderen folgen ihr.",
    )
}
