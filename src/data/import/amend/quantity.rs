//! What a row changes of the quantity of a Stelle: all along, in Haushaltsjahre, or from days on.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::columns::Column;
use super::super::proposal::Update;
use super::super::row::{Said, Value};
use super::super::sheet::Cell;
use super::{Amended, entry, get_mut, mapping};
use crate::data::Stelle;
use crate::data::yaml::edit::{self, Edit};
use crate::data::yaml::node::{Kind, Node};
use crate::diagnostic::{Diagnostic, Severity};
use crate::german::date;
use crate::period::Jahr;

/// Quantities that a row says from days on, with their cells.
type Days<'r> = BTreeMap<Date, (Decimal, &'r Said)>;

impl Amended<'_> {
    /// Takes over the quantities.
    pub(super) fn anteile(&mut self, stelle: &Stelle) {
        let row = self.row;
        let (mut whole, mut days, mut cell) = (None, Days::new(), None);
        for (column, said) in &row.said {
            let Value::Anteil(anteil) = said.value else { continue };
            cell = cell.or(Some(&said.cell));
            match column {
                Column::AnteilIn(jahr) => self.in_jahr(&jahr.to_string(), anteil, said),
                Column::AnteilAb(day) => {
                    days.insert(*day, (anteil, said));
                }
                _ => whole = Some((anteil, said)),
            }
        }
        match self.before.get("anteil").map(|node| &node.kind) {
            Some(Kind::Mapping(_)) => match whole {
                Some((_, said)) if days.is_empty() => self.several(said),
                _ => self.on_days(whole, days),
            },
            _ if days.is_empty() => {
                if let Some((anteil, _)) = whole
                    && let Some(text) = self.new_text("anteil", anteil, &self.before)
                {
                    self.set("anteil", &text);
                }
            }
            _ => {
                let first = match row.said.get(&Column::Von) {
                    Some(Said { value: Value::Tag(day), .. }) => *day,
                    _ => stelle.zeitraum.value.von(),
                };
                self.split(first, whole.map(|(anteil, _)| anteil), &days);
            }
        }
        if let Some(cell) = cell.filter(|_| !self.updates.is_empty()) {
            self.check_arbeitsplaetze(cell);
        }
    }

    /// Reports that one quantity is said for a Stelle that has several.
    fn several(&self, said: &Said) {
        let Some(node) = self.before.get("anteil") else { return };
        let what = format!("Die Stelle `{}` hat in den Daten mehrere Anteile", self.row.id);
        let hint = if by_year(node) {
            "Nennen Sie den Anteil je Haushaltsjahr in einer eigenen Spalte, etwa „Anteil 2022“, \
                und leeren Sie diese Zelle."
        } else {
            "Nennen Sie den Anteil ab einem Tag in einer eigenen Spalte, etwa „Anteil ab \
                01.01.2022“, und leeren Sie diese Zelle."
        };
        self.intake.report(said.cell.wrong("import-anteil-mehrfach", &what).with_hint(hint));
    }

    /// Takes over the quantity of the year `key`.
    fn in_jahr(&mut self, key: &str, anteil: Decimal, said: &Said) {
        let Some(node) = self.before.get("anteil").cloned() else { return };
        if by_year(&node) {
            let name = format!("anteil.{key}");
            let earlier = node.entries().iter().rposition(|entry| entry.key.name.as_str() < key);
            return self.set_in(&node, key, earlier, anteil, name);
        }
        if node.as_text().and_then(number) != Some(anteil) {
            let what = format!(
                "Die Stelle `{}` hat in den Daten keinen Anteil je Haushaltsjahr",
                self.row.id
            );
            let hint = "Nennen Sie ihn in der Spalte „Anteil“ oder, wenn er sich ändert, in einer \
                Spalte wie „Anteil ab 01.01.2022“.";
            self.intake.report(said.cell.wrong("import-anteil-mehrfach", &what).with_hint(hint));
        }
    }

    /// Takes over the quantities from `days` on for a Stelle that has several; at its
    /// beginning it is `whole`.
    fn on_days<'r>(&mut self, whole: Option<(Decimal, &'r Said)>, mut days: Days<'r>) {
        let Some(node) = self.before.get("anteil").cloned() else { return };
        if by_year(&node) {
            let Some((_, said)) = whole.or(days.into_values().next()) else { return };
            let what =
                format!("Die Stelle `{}` hat in den Daten Anteile je Haushaltsjahr", self.row.id);
            let hint = "Nennen Sie den Anteil je Haushaltsjahr in einer Spalte wie „Anteil 2022“, \
                und leeren Sie diese Zelle.";
            self.intake.report(said.cell.wrong("import-anteil-mehrfach", &what).with_hint(hint));
            return;
        }
        let entries = node.entries().iter();
        let mut known: BTreeMap<Date, Option<Decimal>> = entries
            .filter_map(|entry| {
                Some((date::parse(&entry.key.name)?, entry.value.as_text().and_then(number)))
            })
            .collect();
        if let (Some(whole), Some(first)) = (whole, known.keys().next()) {
            days.entry(*first).or_insert(whole);
        }
        for (day, (anteil, _)) in days {
            // What is in force already needs no entry of its own.
            let in_force = known.range(..day).next_back().and_then(|(_, anteil)| *anteil);
            if known.contains_key(&day) || in_force != Some(anteil) {
                self.on_day(&node, day, anteil);
                known.insert(day, Some(anteil));
            }
        }
    }

    /// Takes over the quantity from `day` on among those of `node`.
    fn on_day(&mut self, node: &Node, day: Date, anteil: Decimal) {
        let days: Vec<Option<Date>> =
            node.entries().iter().map(|entry| date::parse(&entry.key.name)).collect();
        let same = node.entries().iter().find(|entry| date::parse(&entry.key.name) == Some(day));
        let key = same.map_or_else(|| date(day), |entry| entry.key.name.clone());
        let earlier = days.iter().rposition(|before| *before < Some(day));
        self.set_in(node, &key, earlier, anteil, format!("anteil ab {}", date(day)));
    }

    /// Sets the quantity under `key` of the quantities `node`, where it may be missing; then
    /// it comes behind the entry at `earlier`.
    fn set_in(
        &mut self,
        node: &Node,
        key: &str,
        earlier: Option<usize>,
        anteil: Decimal,
        name: String,
    ) {
        let Some(text) = self.new_text(key, anteil, node) else { return };
        let Some(list) = get_mut(self.value, "anteil") else { return };
        let old = node.get(key).and_then(Node::as_text).map(str::to_owned);
        if let Some(value) = node.get(key) {
            self.edits.push(edit::replace(value, node, &text, self.intake));
            super::put(list, key, Kind::Scalar(text.clone()));
        } else {
            let at = earlier.unwrap_or(node.entries().len().saturating_sub(1));
            let Some(after) = node.entries().get(at) else { return };
            self.edits.push(edit::insert(node, after, key, &text, self.intake));
            // Of several new ones, each comes behind those before it.
            let new = entry(node, key, Kind::Scalar(text.clone()));
            let before = after.key.name.clone();
            if let Kind::Mapping(entries) = &mut list.kind {
                let known = |name: &str| node.get(name).is_some();
                let place = entries.iter().position(|entry| entry.key.name == before);
                let mut place = place.map_or(entries.len(), |place| place + 1);
                while entries.get(place).is_some_and(|entry| !known(&entry.key.name)) {
                    place += 1;
                }
                entries.insert(place, new);
            }
        }
        self.updates.push(Update { key: name, old, new: text });
    }

    /// Parts the one quantity of a Stelle, which begins on `first`, by `days`; before them it
    /// is `whole`, or what it was.
    fn split(&mut self, first: Date, whole: Option<Decimal>, days: &Days<'_>) {
        let Some(node) = self.before.get("anteil").cloned() else { return };
        let Some(old) = node.as_text().and_then(number) else { return };
        let begin = days.get(&first).map(|(anteil, _)| *anteil).or(whole).unwrap_or(old);
        let mut parts = vec![(first, begin)];
        for (day, (anteil, _)) in days.iter().filter(|(day, _)| **day != first) {
            if parts.last().is_some_and(|(_, before)| before != anteil) {
                parts.push((*day, *anteil));
            }
        }
        if let [(_, anteil)] = parts.as_slice() {
            if let Some(text) = self.new_text("anteil", *anteil, &self.before) {
                self.set("anteil", &text);
            }
            return;
        }
        let parts: Vec<(String, String)> = parts
            .into_iter()
            .map(|(day, anteil)| (date(day), written(anteil, old.scale())))
            .collect();
        let named: Vec<(&str, String)> =
            parts.iter().map(|(day, anteil)| (day.as_str(), anteil.clone())).collect();
        self.edits.push(Edit { place: node.place.clone(), text: edit::flow(&named) });
        if let Some(value) = get_mut(self.value, "anteil") {
            value.kind = mapping(&node, &named);
        }
        let shown: Vec<String> =
            parts.iter().map(|(day, anteil)| format!("{anteil} ab {day}")).collect();
        let old = node.as_text().map(str::to_owned);
        self.updates.push(Update { key: "anteil".into(), old, new: shown.join(", ") });
    }

    /// `anteil` as the data would write it under `key` of `within`; nothing where it stands there.
    fn new_text(&self, key: &str, anteil: Decimal, within: &Node) -> Option<String> {
        let old = within.get(key).and_then(Node::as_text).and_then(number);
        let scale = old.map_or(0, |old| old.scale());
        (old.map(|old| old.normalize()) != Some(anteil.normalize())).then(|| written(anteil, scale))
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
}

/// `anteil` with at least as many decimal places as the data had.
pub(in super::super) fn written(anteil: Decimal, scale: u32) -> String {
    let mut anteil = anteil.normalize();
    if anteil.scale() < scale {
        anteil.rescale(scale);
    }
    anteil.to_string()
}

/// The number that the data say.
pub(in super::super) fn number(text: &str) -> Option<Decimal> {
    text.trim().parse().ok()
}

/// Whether `node` gives a value to each of some years, and nothing else.
fn by_year(node: &Node) -> bool {
    let entries = node.entries();
    !entries.is_empty() && entries.iter().all(|entry| Jahr::parse(&entry.key.name).is_some())
}
