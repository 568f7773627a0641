//! What a row changes of a Stelle that the data have.
//!
//! Values that mean the same stay as they are written: `1.0` is `1`, and a period
//! by its name is the days that it has.

mod quantity;

pub(super) use quantity::{number, written};

use super::columns::{Column, spelt};
use super::period;
use super::proposal::Update;
use super::row::{Row, Said, Value};
use super::sheet::Cell;
use crate::data::record::value;
use crate::data::yaml::edit::{self, Edit};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Entry, Key, Kind, Node};
use crate::data::{Paper, Stelle};
use crate::german::date;
use crate::period::Zeitraum;

/// The columns whose text is the value of a key, in the order of a record.
pub(super) const TEXTS: [(Column, &str); 7] = [
    (Column::Bewertung, "kostensatz"),
    (Column::Alternativ, "alternativ"),
    (Column::Funktion, "funktion"),
    (Column::Rolle, "rolle"),
    (Column::Baustein, "baustein"),
    (Column::Bei, "bei"),
    (Column::Zeile, "zeile"),
];

/// A Stelle of the data while a row is taken over.
pub(super) struct Amended<'a> {
    /// The values of its record as they were, with their places.
    before: Node,
    /// As they will be.
    value: &'a mut Node,
    row: &'a Row,
    edits: &'a mut Vec<Edit>,
    intake: &'a Intake,
    /// What has changed.
    pub(super) updates: Vec<Update>,
}

impl<'a> Amended<'a> {
    /// The record `value`, which `row` is about.
    pub(super) fn of(
        value: &'a mut Node,
        row: &'a Row,
        edits: &'a mut Vec<Edit>,
        intake: &'a Intake,
    ) -> Self {
        Self { before: value.clone(), value, row, edits, intake, updates: Vec::new() }
    }

    /// Takes over all that the row says about `stelle` of `paper`.
    pub(super) fn amend(&mut self, stelle: &Stelle, paper: &Paper) {
        self.anteile(stelle);
        self.bewertung(stelle);
        for (column, key) in TEXTS {
            if column == Column::Bewertung {
                continue;
            }
            if let Some(Said { value: Value::Text(text), .. }) = self.row.said.get(&column) {
                self.set(key, text);
            }
        }
        self.period(&stelle.zeitraum.value, paper);
    }

    /// Takes over the grade; of a Stelle that costs nothing here it can only stay the same.
    fn bewertung(&mut self, stelle: &Stelle) {
        let Some(said) = self.row.said.get(&Column::Bewertung) else { return };
        match &said.value {
            Value::Text(satz) if self.before.get("kostensatz").is_some() => {
                let known = self.updates.len();
                self.set("kostensatz", satz);
                if self.updates.len() > known {
                    self.check_alternativ(&said.cell);
                }
            }
            Value::Bewertung(grad) if spelt(grad) == spelt(&stelle.grad) => {}
            _ => {
                let what = format!("Die Stelle `{}` hat eine andere Bewertung", self.row.id);
                let hint = "Mit der Bewertung ändert sich, ob sie hier etwas kostet; leeren Sie die \
                    Zelle, und tragen Sie `kostensatz` oder `bewertung` in den Daten selbst ein.";
                self.intake.report(said.cell.wrong("import-bewertung", &what).with_hint(hint));
            }
        }
    }

    /// Reports that nothing says what becomes of the alternative to a grade that changes in
    /// `cell`: it would be printed beside the new one.
    fn check_alternativ(&self, cell: &Cell) {
        let Some(node) = self.before.get("alternativ") else { return };
        if self.row.said.contains_key(&Column::Alternativ) {
            return;
        }
        let what = format!(
            "Die Bewertung der Stelle `{}` ändert sich, ihre alternative Bewertung aber nicht",
            self.row.id
        );
        self.intake.report(cell.wrong("import-alternativ", &what).with_hint(format!(
            "In {} steht „{}“; nennen Sie in einer Spalte „{}“, was künftig gilt, auch wenn es \
                dabei bleibt, oder löschen Sie dort die Zeile `alternativ`.",
            self.intake.locate(&node.place),
            node.as_text().map(value::shown).unwrap_or_default(),
            Column::Alternativ.heading()
        )));
    }

    /// Sets the value of `key`, which may be missing.
    fn set(&mut self, key: &str, text: &str) {
        let before = &self.before;
        let old = before.get(key).and_then(Node::as_text).map(str::trim);
        if old == Some(text) {
            return;
        }
        let edit = match before.get(key) {
            Some(node) => edit::replace(node, before, text, self.intake),
            None => {
                let Some(last) = before.entries().last() else { return };
                let value = edit::scalar(text, edit::is_flow(before, self.intake));
                edit::insert(before, last, key, &value, self.intake)
            }
        };
        let old = old.map(str::to_owned);
        self.edits.push(edit);
        put(self.value, key, Kind::Scalar(text.to_owned()));
        self.updates.push(Update { key: key.to_owned(), old, new: text.to_owned() });
    }

    /// Takes over the period, by its name or by its days.
    fn period(&mut self, old: &Zeitraum, paper: &Paper) {
        let Some(period) = period::said(self.row, Some(old), paper, self.intake) else { return };
        let Some(node) = self.before.get("zeitraum").cloned() else { return };
        if matches!(node.kind, Kind::Sequence(_)) {
            let days = [Column::Zeitraum, Column::Von, Column::Bis];
            if let Some(said) = days.iter().find_map(|column| self.row.said.get(column)) {
                let what =
                    format!("Die Stelle `{}` hat in den Daten mehrere Zeiträume", self.row.id);
                let hint = "Leeren Sie diese Zelle, und tragen Sie die Zeiträume in den Daten ein.";
                self.intake.report(said.cell.wrong("import-zeitraum", &what).with_hint(hint));
            }
            return;
        }
        let (days, known) = (period.days(), self.edits.len());
        match (&node.kind, &period.name) {
            (Kind::Scalar(text), Some(name)) if text.trim() == name => {}
            (Kind::Scalar(_), Some(name)) => {
                self.edits.push(edit::replace(&node, &self.before, name, self.intake));
                put(self.value, "zeitraum", Kind::Scalar(name.clone()));
            }
            (Kind::Scalar(_), None) => {
                self.edits.push(Edit { place: node.place.clone(), text: edit::flow(&days) });
                put(self.value, "zeitraum", mapping(&node, &days));
            }
            _ => {
                for (key, day) in days {
                    let before = node.get(key).and_then(Node::as_text).and_then(date::parse);
                    let Some(value) = node.get(key).filter(|_| before != date::parse(&day)) else {
                        continue;
                    };
                    self.edits.push(edit::replace(value, &node, &day, self.intake));
                    if let Some(value) = get_mut(self.value, "zeitraum") {
                        put(value, key, Kind::Scalar(day));
                    }
                }
            }
        }
        if self.edits.len() == known {
            return;
        }
        let (old, new) = (Some(period::shown_days(old)), period.shown());
        self.updates.push(Update { key: "zeitraum".into(), old, new });
    }
}

fn get_mut<'n>(node: &'n mut Node, key: &str) -> Option<&'n mut Node> {
    let Kind::Mapping(entries) = &mut node.kind else { return None };
    entries.iter_mut().find(|entry| entry.key.name == key).map(|entry| &mut entry.value)
}

/// Sets the value of `key` in the tree; a key that is missing comes at the end.
fn put(node: &mut Node, key: &str, kind: Kind) {
    if let Some(value) = get_mut(node, key) {
        value.kind = kind;
        return;
    }
    let entry = entry(node, key, kind);
    if let Kind::Mapping(entries) = &mut node.kind {
        entries.push(entry);
    }
}

/// A key with its value, which stands nowhere yet.
pub(super) fn entry(like: &Node, key: &str, kind: Kind) -> Entry {
    let (place, anchor) = (like.place.clone(), like.anchor.clone());
    let key = Key { name: key.to_owned(), place: place.clone() };
    Entry { key, value: Node { place, anchor, kind } }
}

/// A mapping of texts, which stands nowhere yet.
pub(super) fn mapping(like: &Node, values: &[(&str, String)]) -> Kind {
    let entries = values.iter().map(|(key, text)| entry(like, key, Kind::Scalar(text.clone())));
    Kind::Mapping(entries.collect())
}
