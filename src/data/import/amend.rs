//! What a row changes of a Stelle that the data have.
//!
//! Values that mean the same stay as they are written: `1.0` is `1`, and a period
//! by its name is the days that it has.

use rust_decimal::Decimal;

use super::Update;
use super::columns::{Column, spelt};
use super::period;
use super::rows::{Row, Said, Value};
use super::sheet::Cell;
use crate::data::edit::{self, Edit};
use crate::data::intake::Intake;
use crate::data::node::{Entry, Key, Kind, Node};
use crate::data::{Paper, Stelle, date, value};
use crate::diagnostic::{Diagnostic, Severity};
use crate::period::{Jahr, Zeitraum};

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
        let row = self.row;
        for (column, said) in &row.said {
            if let (Column::Anteil, Value::Anteil(anteil)) = (column, &said.value) {
                self.anteil(*anteil, said);
            }
            if let (Column::AnteilIn(jahr), Value::Anteil(anteil)) = (column, &said.value) {
                self.anteil_in(*jahr, *anteil, said);
            }
        }
        let anteile = row.said.iter().find(|(_, said)| matches!(said.value, Value::Anteil(_)));
        if let Some((_, said)) = anteile.filter(|_| !self.updates.is_empty()) {
            self.check_arbeitsplaetze(&said.cell);
        }
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

    /// Warns that the workplaces of the Stelle are given and stay, though its quantity changes.
    fn check_arbeitsplaetze(&self, cell: &Cell) {
        let Some(node) = self.before.get("arbeitsplaetze") else { return };
        let what = format!(
            "Die Stelle `{}` ändert ihren Anteil, behält aber `arbeitsplaetze: {}`",
            self.row.id,
            node.as_text().unwrap_or_default().trim()
        );
        let finding = cell.wrong("import-arbeitsplaetze", &what);
        self.intake.report(Diagnostic { severity: Severity::Warning, ..finding }.with_hint(
            format!(
                "Prüfen Sie die Zahl in {}; ohne diese Zeile gilt der aufgerundete Anteil.",
                self.intake.locate(&node.place)
            ),
        ));
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

    fn anteil(&mut self, anteil: Decimal, said: &Said) {
        match self.before.get("anteil").map(|node| (node, &node.kind)) {
            Some((node, Kind::Mapping(_))) => {
                let what = format!("Die Stelle `{}` hat in den Daten mehrere Anteile", self.row.id);
                let hint = if by_year(node) {
                    "Nennen Sie den Anteil je Haushaltsjahr in einer eigenen Spalte, etwa „Anteil \
                        2022“, und leeren Sie diese Zelle."
                } else {
                    "Leeren Sie diese Zelle, und tragen Sie die Anteile in den Daten ein."
                };
                self.intake
                    .report(said.cell.wrong("import-anteil-mehrfach", &what).with_hint(hint));
            }
            _ => {
                if let Some(text) = self.written("anteil", anteil, &self.before) {
                    self.set("anteil", &text);
                }
            }
        }
    }

    fn anteil_in(&mut self, jahr: Jahr, anteil: Decimal, said: &Said) {
        let Some(node) = self.before.get("anteil").cloned() else { return };
        if !by_year(&node) {
            let is_same = node.as_text().and_then(number) == Some(anteil);
            if !is_same {
                let what = format!(
                    "Die Stelle `{}` hat in den Daten keinen Anteil je Haushaltsjahr",
                    self.row.id
                );
                let hint = "Nennen Sie ihn in der Spalte „Anteil“, oder tragen Sie in den Daten \
                    unter `anteil:` je Haushaltsjahr eine Zeile ein, etwa `2022: 0.5`.";
                self.intake
                    .report(said.cell.wrong("import-anteil-mehrfach", &what).with_hint(hint));
            }
            return;
        }
        let key = jahr.to_string();
        let Some(text) = self.written(&key, anteil, &node) else { return };
        let old = node.get(&key).and_then(Node::as_text).map(str::to_owned);
        let edit = match node.get(&key) {
            Some(value) => edit::replace(value, &node, &text, self.intake),
            None => {
                let earlier = node.entries().iter().rfind(|entry| entry.key.name < key);
                let Some(after) = earlier.or(node.entries().last()) else { return };
                edit::insert(&node, after, &key, &text, self.intake)
            }
        };
        self.edits.push(edit);
        if let Some(value) = get_mut(self.value, "anteil") {
            put(value, &key, Kind::Scalar(text.clone()));
        }
        self.updates.push(Update { key: format!("anteil.{jahr}"), old, new: text });
    }

    /// `anteil` as the data would write it under `key` of `within`; nothing where it stands there.
    fn written(&self, key: &str, anteil: Decimal, within: &Node) -> Option<String> {
        let old = within.get(key).and_then(Node::as_text).and_then(number);
        let scale = old.map_or(0, |old| old.scale());
        (old.map(|old| old.normalize()) != Some(anteil.normalize())).then(|| written(anteil, scale))
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

/// `anteil` with at least as many decimal places as the data had.
pub(super) fn written(anteil: Decimal, scale: u32) -> String {
    let mut anteil = anteil.normalize();
    if anteil.scale() < scale {
        anteil.rescale(scale);
    }
    anteil.to_string()
}

/// The number that the data say.
pub(super) fn number(text: &str) -> Option<Decimal> {
    text.trim().parse().ok()
}

/// Whether `node` gives a value to each of some years, and nothing else.
fn by_year(node: &Node) -> bool {
    let entries = node.entries();
    !entries.is_empty() && entries.iter().all(|entry| date::parse_year(&entry.key.name).is_some())
}

fn get_mut<'n>(node: &'n mut Node, key: &str) -> Option<&'n mut Node> {
    let Kind::Mapping(entries) = &mut node.kind else { return None };
    entries.iter_mut().find(|entry| entry.key.name == key).map(|entry| &mut entry.value)
}

/// Sets the value of `key` in the tree; a key that is missing comes where an edit puts it.
fn put(node: &mut Node, key: &str, kind: Kind) {
    if let Some(value) = get_mut(node, key) {
        value.kind = kind;
        return;
    }
    let entry = entry(node, key, kind);
    if let Kind::Mapping(entries) = &mut node.kind {
        let is_year = date::parse_year(key).is_some();
        let later = entries.iter().rposition(|entry| entry.key.name.as_str() < key);
        let at = later.filter(|_| is_year).map_or(entries.len(), |at| at + 1);
        entries.insert(at, entry);
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
