//! Opens a mapping by its declaration and reports what is missing, unknown or double.

use std::collections::BTreeMap;

use super::choice::Choice;
use super::form::{Field, Need, Shape};
use super::reads::{At, Declared, Reads};
use super::value;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Entry, Kind, Node};
use crate::diagnostic::{Diagnostic, Place, nearest};

/// A mapping whose keys are known.
#[derive(Debug)]
pub(in crate::data) struct Record<'r, K> {
    /// Where it stands.
    pub(in crate::data) node: &'r Node,
    /// By what name the user knows it, and what its values can use.
    pub(in crate::data) at: &'r At<'r, K>,
    /// Keys that need not be missed: an unknown one means them.
    meant: Vec<&'static str>,
    /// Keys that this record needs and others do not.
    needed: Vec<&'static str>,
}

impl<'r, K> Record<'r, K> {
    /// Opens the mapping `node` and reports every key that `shape` does not have; `needs`
    /// says where this record needs a key otherwise than declared.
    pub(in crate::data) fn open(
        node: &'r Node,
        shape: &Shape,
        needs: impl Fn(&str) -> Option<Need>,
        at: &'r At<'r, K>,
    ) -> Option<Self> {
        let mut fields = shape.keys();
        fields.retain(|field| needs(field.name) != Some(Need::Absent));
        let mut meant: Vec<&'static str> = Vec::new();
        for Entry { key, .. } in entries(node, at.intake)? {
            if fields.iter().any(|field| field.name == key.name) {
                continue;
            }
            let free =
                fields.iter().map(|field| field.name).filter(|name| node.get(name).is_none());
            let near = nearest(&key.name, free);
            meant.extend(near);
            at.intake.report(unknown_key(&key.place, &key.name, &at.path.text(), near, &fields));
        }
        let is_needed = |field: &&&Field| needs(field.name) == Some(Need::Required);
        let needed = fields.iter().filter(is_needed).map(|field| field.name).collect();
        Some(Self { node, at, meant, needed })
    }

    /// Reports every key of `shape` that is missing.
    pub(in crate::data) fn require(&self, shape: &Shape) {
        for field in shape.fields {
            let is_required = field.need == Need::Required || self.needs(field.name);
            if is_required && self.node(field.name).is_none() && !self.meant.contains(&field.name) {
                self.at.intake.report(missing_key(&self.node.anchor, field, &self.at.path.text()));
            }
        }
    }

    fn needs(&self, key: &str) -> bool {
        self.needed.contains(&key)
    }

    /// The value of `key`, where it is there.
    pub(in crate::data) fn node(&self, key: &str) -> Option<&'r Node> {
        self.node.get(key)
    }

    /// Where the value of `key` stands; where it is missing, the record.
    pub(in crate::data) fn place(&self, key: &str) -> &'r Place {
        self.node(key).map_or(&self.node.anchor, |node| &node.place)
    }

    /// Reports `finding`, which follows from that none of `keys` is there, and gives nothing. It
    /// is not said where an unknown key means one of them: that was reported, with the cure.
    pub(in crate::data) fn lacking<T>(&self, keys: &[&str], finding: Diagnostic) -> Option<T> {
        if !self.meant.iter().any(|meant| keys.contains(meant)) {
            self.at.intake.report(finding);
        }
        None
    }

    /// Where findings go.
    pub(in crate::data) fn intake(&self) -> &'r Intake {
        self.at.intake
    }

    /// What the word under `key` stands for; nothing where it is none of `C`.
    pub(in crate::data) fn chosen<C: Choice>(&self, key: &str) -> Option<C::Value> {
        let text = self.node(key)?.as_text()?.trim();
        let mut all = C::WORDS.iter().zip(C::VALUES);
        all.find(|(word, _)| word.key == text).map(|(_, value)| *value)
    }

    /// The first two of `keys` that are there, in their order, with their values.
    pub(in crate::data) fn two_of(
        &self,
        keys: &[&'static str],
    ) -> Option<[(&'static str, &'r Node); 2]> {
        let mut found = keys.iter().filter_map(|key| Some((*key, self.node(key)?)));
        Some([found.next()?, found.next()?])
    }

    /// Reads a key that must be there; that it is missing was reported.
    pub(in crate::data) fn required<R: Reads<K>>(&self, key: &str) -> Option<R::Value> {
        R::read(self.node(key)?, &self.at.below(key))
    }

    /// Reads a key whose absence a function of its own reports.
    pub(in crate::data) fn checked<R: Reads<K>>(&self, key: &str) -> Option<R::Value> {
        self.required::<R>(key)
    }

    /// Reads a key that may be left out: `None` says that its value is wrong.
    pub(in crate::data) fn optional<R: Reads<K>>(&self, key: &str) -> Option<Option<R::Value>> {
        match self.node(key) {
            Some(node) => R::read(node, &self.at.below(key)).map(Some),
            None => Some(None),
        }
    }

    /// Reads a key that may be left out and then is empty.
    pub(in crate::data) fn many<R: Reads<K, Value: Default>>(&self, key: &str) -> Option<R::Value> {
        self.optional::<R>(key).map(Option::unwrap_or_default)
    }

    /// Reads a key that may be left out and then is `text`.
    pub(in crate::data) fn default<R: Reads<K>>(&self, key: &str, text: &str) -> Option<R::Value> {
        if self.node(key).is_some() || self.needs(key) {
            return self.required::<R>(key);
        }
        let (place, kind) = (self.node.anchor.clone(), Kind::Scalar(text.to_owned()));
        R::read(&Node { anchor: place.clone(), place, kind }, &self.at.below(key))
    }

    /// Reads the keys of a part.
    pub(in crate::data) fn part<P: Part<K>>(&self, _name: &str) -> Option<P::Value> {
        P::read(self)
    }
}

/// What several keys of a record make together.
pub(in crate::data) trait Part<K>: Declared {
    /// What is read.
    type Value;

    /// Reads the keys from the record in which they stand.
    fn read(record: &Record<'_, K>) -> Option<Self::Value>;
}

/// Reads every entry of a list, so that all that is wrong with them is found.
pub(in crate::data) fn list<'n, T>(
    node: &'n Node,
    intake: &Intake,
    read: impl FnMut(&'n Node) -> Option<T>,
) -> Option<Vec<T>> {
    let Kind::Sequence(items) = &node.kind else {
        return intake.reject(value::wrong_form(node, value::LIST));
    };
    let items: Vec<Option<T>> = items.iter().map(read).collect();
    items.into_iter().collect()
}

/// Reads every key of a mapping, so that all that is wrong with them is found.
pub(in crate::data) fn map<'n, M: Ord, T>(
    node: &'n Node,
    intake: &Intake,
    read: impl FnMut(&'n Entry) -> Option<(M, T)>,
) -> Option<BTreeMap<M, T>> {
    let entries: Vec<Option<(M, T)>> = entries(node, intake)?.iter().map(read).collect();
    entries.into_iter().collect()
}

/// Whether `node` lacks `key` but has an unknown one that means it, which was reported by
/// [`Record::open`].
pub(in crate::data) fn is_misspelt(node: &Node, key: &str, shape: &Shape) -> bool {
    let means = |name: &str| shape.key(name).is_none() && nearest(name, [key]).is_some();
    node.get(key).is_none() && node.entries().iter().any(|entry| means(&entry.key.name))
}

/// Reports every key that stands twice in the same mapping, at any depth.
pub(in crate::data) fn check_double_keys(node: &Node, intake: &Intake) {
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
pub(in crate::data) fn double_key(
    place: &Place,
    name: &str,
    before: &Place,
    intake: &Intake,
) -> Diagnostic {
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
    fields: &[&Field],
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
