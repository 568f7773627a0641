//! What data can refer to by name, and the references to it.
//!
//! A name that is declared but whose record is wrong resolves to nothing without
//! a further finding: one mistake is reported once.

use std::collections::BTreeMap;

use super::reads::{At, Reads};
use super::value;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Kind, Node};
use crate::diagnostic::{Diagnostic, Place, nearest};

/// The records of one kind by their names.
#[derive(Debug)]
pub(in crate::data) struct Registry<T> {
    /// What a record is called in a message, with its article.
    what: &'static str,
    /// Where records are declared, such as `kostensaetze`.
    home: &'static str,
    records: BTreeMap<String, Option<T>>,
    /// Whether all names are known; else unknown ones are no finding.
    pub(in crate::data) complete: bool,
    in_profile: bool,
}

impl<T: Clone> Registry<T> {
    /// A registry of `what` that are declared under `home`.
    pub(in crate::data) fn new(what: &'static str, home: &'static str) -> Self {
        Self { what, home, records: BTreeMap::new(), complete: true, in_profile: false }
    }

    /// This registry, whose records stand in the profile of the city.
    pub(in crate::data) fn in_profile(mut self) -> Self {
        self.in_profile = true;
        self
    }

    /// Declares a record, or one that is wrong.
    pub(in crate::data) fn add(&mut self, name: &str, record: Option<T>) {
        self.records.insert(name.to_owned(), record);
    }

    /// How many names are declared.
    pub(in crate::data) fn len(&self) -> usize {
        self.records.len()
    }

    /// Declares all `rows` under names that are not declared yet; returns them where all are right.
    pub(in crate::data) fn take(&mut self, rows: Rows<T>) -> Option<Vec<T>> {
        self.complete &= rows.complete;
        for (name, record) in rows.named {
            self.records.entry(name).or_insert(record);
        }
        rows.list
    }

    /// The record called `name`, where it is right.
    pub(in crate::data) fn get(&self, name: &str) -> Option<&T> {
        self.records.get(name)?.as_ref()
    }

    /// The record that `node` names.
    pub(in crate::data) fn find(&self, node: &Node, intake: &Intake) -> Option<T> {
        let name = value::scalar(node, intake)?;
        match self.records.get(name) {
            Some(record) => record.clone(),
            None if !self.complete => None,
            None => intake.reject(self.unknown(name, &node.place)),
        }
    }

    /// Whether a record of this name is declared.
    pub(in crate::data) fn has(&self, name: &str) -> bool {
        self.records.contains_key(name)
    }

    /// The record that `node` names; where there is none, one of `others` may be meant.
    pub(in crate::data) fn find_or_among(
        &self,
        node: &Node,
        others: &Self,
        intake: &Intake,
    ) -> Option<T> {
        let name = value::scalar(node, intake)?;
        let near = nearest(name, others.records.keys().map(String::as_str));
        let close = nearest(name, self.records.keys().map(String::as_str));
        match near.filter(|_| close.is_none() && !self.has(name) && self.complete) {
            Some(near) => intake.reject(self.named_nearly(name, near, &node.place)),
            None => self.find(node, intake),
        }
    }

    fn named_nearly(&self, name: &str, near: &str, place: &Place) -> Diagnostic {
        let message = format!("{} `{}` ist unbekannt", self.what, value::shown(name));
        Diagnostic::error("verweis-unbekannt", place, message)
            .with_hint(format!("Meinten Sie `{near}`?"))
    }

    /// The name by which `node` refers to a record that exists.
    pub(in crate::data) fn name(&self, node: &Node, intake: &Intake) -> Option<String> {
        self.find(node, intake)?;
        node.as_text().map(|name| name.trim().to_owned())
    }

    fn unknown(&self, name: &str, place: &Place) -> Diagnostic {
        let Self { what, home, records, in_profile, .. } = self;
        if let Some(near) = nearest(name, records.keys().map(String::as_str)) {
            return self.named_nearly(name, near, place);
        }
        let finding = Diagnostic::error(
            "verweis-unbekannt",
            place,
            format!("{what} `{}` ist unbekannt", value::shown(name)),
        );
        let home = format!("`{home}`{}", if *in_profile { " im Profil der Stadt" } else { "" });
        if records.is_empty() {
            return finding.with_hint(format!("Unter {home} ist noch nichts eingetragen."));
        }
        let names = value::quoted(records.keys().take(12).map(String::as_str));
        finding.with_hint(format!("Unter {home} gibt es {names}."))
    }
}

/// The records of a list, before they are declared.
#[derive(Debug)]
pub(in crate::data) struct Rows<T> {
    list: Option<Vec<T>>,
    named: Vec<(String, Option<T>)>,
    /// Whether every row has a name.
    complete: bool,
}

/// Reads the list of records at `node`.
pub(in crate::data) fn rows<K, R: Reads<K, Value: Clone>>(
    node: Option<&Node>,
    at: &At<'_, K>,
) -> Rows<R::Value> {
    let mut rows = Rows { list: Some(Vec::new()), named: Vec::new(), complete: true };
    let Some(node) = node else { return rows };
    rows.complete = matches!(node.kind, Kind::Sequence(_));
    rows.list = read_list(node, at.intake, |item, name| {
        let record = R::read(item, &at.below(name));
        match id_of(item) {
            Some((id, _)) => rows.named.push((id.to_owned(), record.clone())),
            None => rows.complete = false,
        }
        record
    });
    rows
}

/// Reads the list at `node`, whose entries carry an `id`, and reports ids that stand twice;
/// `read` gets the id, or `…`. Returns `None` where an entry is wrong.
pub(in crate::data) fn read_list<'n, T>(
    node: &'n Node,
    intake: &Intake,
    mut read: impl FnMut(&'n Node, &str) -> Option<T>,
) -> Option<Vec<T>> {
    let mut seen: BTreeMap<&str, &Place> = BTreeMap::new();
    let mut records = Vec::new();
    let Kind::Sequence(items) = &node.kind else {
        return intake.reject(value::wrong_form(node, value::LIST));
    };
    for item in items {
        let id = id_of(item);
        records.push(read(item, id.map_or("…", |(id, _)| id)));
        let Some((id, place)) = id else { continue };
        if let Some(before) = seen.get(id) {
            intake.report(double_id(id, place, before, intake));
        } else {
            seen.insert(id, place);
        }
    }
    records.into_iter().collect()
}

fn id_of(item: &Node) -> Option<(&str, &Place)> {
    item.get("id").and_then(|id| Some((id.as_text()?.trim(), &id.place)))
}

fn double_id(id: &str, place: &Place, before: &Place, intake: &Intake) -> Diagnostic {
    Diagnostic::error("kennung-doppelt", place, format!("Die Kennung `{id}` gibt es schon"))
        .with_hint(format!(
            "Sie steht in {}; geben Sie einem der beiden Einträge eine andere.",
            intake.locate(before)
        ))
}
