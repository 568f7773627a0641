//! Reads a mapping key by key and reports what is missing, unknown or double.
//!
//! Each kind of record declares its keys once, with an example and a line of
//! German that explains them; all messages about keys follow from it.

pub(in crate::data) mod date;
pub(in crate::data) mod form;
pub(in crate::data) mod meaning;
pub(in crate::data) mod number;
pub(in crate::data) mod registry;
pub(in crate::data) mod schema;
pub(in crate::data) mod value;

use std::collections::BTreeMap;

use super::yaml::intake::Intake;
use super::yaml::node::{Entry, Kind, Node};
use crate::diagnostic::{Diagnostic, Place, nearest};
use form::Form;

/// A key that a record has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    name: &'static str,
    required: bool,
    example: &'static str,
    about: &'static str,
    form: Form,
}

impl Field {
    /// A key that must be there.
    pub(super) const fn required(
        name: &'static str,
        example: &'static str,
        about: &'static str,
    ) -> Self {
        Self { name, required: true, example, about, form: Form::Any }
    }

    /// A key that may be left out.
    pub(super) const fn optional(
        name: &'static str,
        example: &'static str,
        about: &'static str,
    ) -> Self {
        Self { name, required: false, example, about, form: Form::Any }
    }

    /// The same key, whose value has this form.
    pub(super) const fn takes(self, form: Form) -> Self {
        Self { form, ..self }
    }

    /// What its value looks like.
    pub(super) fn form(&self) -> Form {
        self.form
    }

    /// Whether it must be there.
    pub(super) fn is_required(&self) -> bool {
        self.required
    }

    /// An example of its value; nothing where it is too long for a line.
    pub(super) fn example(&self) -> &'static str {
        self.example
    }

    /// What it is for, in a line of German.
    pub(super) fn about(&self) -> &'static str {
        self.about
    }

    /// Its name.
    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// What to write where it is missing.
    pub(super) fn advice(&self) -> String {
        let Self { name, example, about, .. } = self;
        if example.is_empty() {
            return format!("Ergänzen Sie `{name}:` – {about}.");
        }
        format!("Ergänzen Sie zum Beispiel `{name}: {example}` – {about}.")
    }
}

/// A mapping whose keys are known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'n> {
    entries: &'n [Entry],
    intake: &'n Intake,
}

impl<'n> Record<'n> {
    /// Opens the mapping `node`, known to the user as `name`, and reports every
    /// key that is missing or that is none of `fields`.
    pub(super) fn open(
        node: &'n Node,
        name: &str,
        fields: &[Field],
        intake: &'n Intake,
    ) -> Option<Self> {
        let entries = entries(node, intake)?;
        let mut meant: Vec<&str> = Vec::new();
        for Entry { key, .. } in entries {
            if fields.iter().any(|field| field.name == key.name) {
                continue;
            }
            let free =
                fields.iter().map(|field| field.name).filter(|name| node.get(name).is_none());
            let near = nearest(&key.name, free);
            meant.extend(near);
            intake.report(unknown_key(&key.place, &key.name, name, near, fields));
        }
        for field in fields.iter().filter(|field| field.required) {
            if node.get(field.name).is_none() && !meant.contains(&field.name) {
                intake.report(missing_key(&node.anchor, field, name));
            }
        }
        Some(Self { entries, intake })
    }

    /// The value of `key`, where it is there.
    pub(super) fn node(&self, key: &str) -> Option<&'n Node> {
        self.entries.iter().find(|entry| entry.key.name == key).map(|entry| &entry.value)
    }

    /// Whether `key` of `fields` is there; reports it as missing in the record `name` at
    /// `node`, for a key that only some records need.
    pub(super) fn is_there(&self, key: &str, name: &str, node: &Node, fields: &[Field]) -> bool {
        if self.node(key).is_some() {
            return true;
        }
        if let Some(field) = fields.iter().find(|field| field.name == key) {
            self.intake.report(missing_key(&node.anchor, field, name));
        }
        false
    }

    /// Reads a key that must be there; its absence was reported by [`Record::open`].
    pub(super) fn read<T>(
        &self,
        key: &str,
        read: impl FnOnce(&'n Node, &'n Intake) -> Option<T>,
    ) -> Option<T> {
        read(self.node(key)?, self.intake)
    }

    /// Reads a key that may be left out: `None` says that its value is wrong.
    pub(super) fn read_optional<T>(
        &self,
        key: &str,
        read: impl FnOnce(&'n Node, &'n Intake) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.node(key) {
            Some(node) => read(node, self.intake).map(Some),
            None => Some(None),
        }
    }

    /// Reads every entry of a list; without the key there are none.
    pub(super) fn read_list<T>(
        &self,
        key: &str,
        read: impl FnMut(&'n Node, &'n Intake) -> Option<T>,
    ) -> Option<Vec<T>> {
        match self.node(key) {
            Some(node) => list(node, self.intake, read),
            None => Some(Vec::new()),
        }
    }

    /// Reads every key of a mapping whose keys are free; without the key there are none.
    pub(super) fn read_map<K: Ord, T>(
        &self,
        key: &str,
        read: impl FnMut(&'n Entry, &'n Intake) -> Option<(K, T)>,
    ) -> Option<BTreeMap<K, T>> {
        match self.node(key) {
            Some(node) => map(node, self.intake, read),
            None => Some(BTreeMap::new()),
        }
    }
}

/// Reads every entry of a list, so that all that is wrong with them is found.
pub(super) fn list<'n, T>(
    node: &'n Node,
    intake: &'n Intake,
    mut read: impl FnMut(&'n Node, &'n Intake) -> Option<T>,
) -> Option<Vec<T>> {
    let Kind::Sequence(items) = &node.kind else {
        return intake.reject(value::wrong_form(node, value::LIST));
    };
    let items: Vec<Option<T>> = items.iter().map(|item| read(item, intake)).collect();
    items.into_iter().collect()
}

/// Reads every key of a mapping, so that all that is wrong with them is found.
pub(super) fn map<'n, K: Ord, T>(
    node: &'n Node,
    intake: &'n Intake,
    mut read: impl FnMut(&'n Entry, &'n Intake) -> Option<(K, T)>,
) -> Option<BTreeMap<K, T>> {
    let entries: Vec<Option<(K, T)>> =
        entries(node, intake)?.iter().map(|entry| read(entry, intake)).collect();
    entries.into_iter().collect()
}

/// Whether `node` lacks `key` but has an unknown one that means it, which was reported by
/// [`Record::open`].
pub(super) fn is_misspelt(node: &Node, key: &str, fields: &[Field]) -> bool {
    let is_known = |name: &str| fields.iter().any(|field| field.name == name);
    let means = |name: &str| !is_known(name) && nearest(name, [key]).is_some();
    node.get(key).is_none() && node.entries().iter().any(|entry| means(&entry.key.name))
}

/// Reports every key that stands twice in the same mapping, at any depth.
pub(super) fn check_double_keys(node: &Node, intake: &Intake) {
    let mut first: BTreeMap<&str, &Place> = BTreeMap::new();
    for Entry { key, value } in node.entries() {
        if let Some(before) = first.get(key.name.as_str()) {
            intake.report(double_key(&key.place, &key.name, before, intake));
        } else {
            first.insert(&key.name, &key.place);
        }
        check_double_keys(value, intake);
    }
    for item in node.items() {
        check_double_keys(item, intake);
    }
}

/// A key at `place` that stands at `before` already.
pub(super) fn double_key(place: &Place, name: &str, before: &Place, intake: &Intake) -> Diagnostic {
    let before = intake.locate(before);
    Diagnostic::error("schluessel-doppelt", place, format!("Den Schlüssel `{name}` gibt es schon"))
        .with_hint(format!(
            "Er steht in {before}; führen Sie beide zusammen, oder löschen Sie einen."
        ))
}

fn entries<'n>(node: &'n Node, intake: &Intake) -> Option<&'n [Entry]> {
    match &node.kind {
        Kind::Mapping(entries) => Some(entries),
        _ => intake.reject(value::wrong_form(node, "sind Zeilen der Form `schluessel: Wert`")),
    }
}

fn unknown_key(
    place: &Place,
    key: &str,
    name: &str,
    near: Option<&str>,
    fields: &[Field],
) -> Diagnostic {
    let message = if name.is_empty() {
        format!("Den Abschnitt `{}` gibt es nicht", value::shown(key))
    } else {
        format!("Den Schlüssel `{}` gibt es in `{name}` nicht", value::shown(key))
    };
    let finding = Diagnostic::error("schluessel-unbekannt", place, message);
    match near {
        Some(near) => finding.with_hint(format!("Meinten Sie `{near}`?")),
        None => {
            let names = value::quoted(fields.iter().map(|field| field.name));
            finding.with_hint(format!("Möglich sind {names}."))
        }
    }
}

fn missing_key(place: &Place, field: &Field, name: &str) -> Diagnostic {
    let message = format!("In `{name}` fehlt der Schlüssel `{}`", field.name);
    Diagnostic::error("schluessel-fehlt", place, message).with_hint(field.advice())
}
