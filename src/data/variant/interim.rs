//! Turns values that nobody typed as a whole into a paper: a state on the way from one
//! version to another.
//!
//! Such a state is only calculated. It is a paper as soon as every record can be read
//! and every reference is resolved; what else a paper must be, such as fully covered,
//! is not asked of it.

use std::path::Path;

use super::typed_values;
use crate::data::paper::read::{City, read_paper};
use crate::data::paper::references::References;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Entry, Key, Kind, Node};
use crate::data::{Content, Paper, Profil, TypedValue};
use crate::diagnostic::{FileId, Place, Sources};

/// What a city brings to its papers.
#[derive(Debug, Clone)]
pub struct Stadt<'a> {
    /// Its names and lines.
    pub profil: &'a Profil,
    /// Its table of personnel costs, as typed; nothing where it has none.
    pub personalkosten: Vec<TypedValue>,
}

/// What was typed in the table of personnel costs of the city `stadt`, where `sources`
/// hold one.
pub fn city_table(sources: &Sources, stadt: &str) -> Vec<TypedValue> {
    let path = Path::new(stadt).join("personalkosten.yaml");
    let is_table = |(_, own, _): &(FileId, &str, &str)| Path::new(own).ends_with(&path);
    let file = sources.iter().filter(is_table).last().map(|(file, ..)| file);
    file.map(|file| typed_values::of_file(sources, file)).unwrap_or_default()
}

/// The paper that `eingaben` make; none where they make none. It has no prose, no
/// scenarios, no cover and no source of its own.
pub fn interim(typed_values: &[TypedValue], stadt: &Stadt<'_>) -> Option<Paper> {
    let is_calculated = |of: &&TypedValue| !["deckung", "szenarien"].contains(&of.name.as_str());
    let all: Vec<TypedValue> = typed_values.iter().filter(is_calculated).cloned().collect();
    let first = all.first()?.place.clone();
    let root = mapping(&all, first);
    let table = stadt.personalkosten.first().map(|first| first.place.clone());
    let table = table.map(|place| mapping(&stadt.personalkosten, place));
    let city = City { profil: Some(stadt.profil), table: table.as_ref() };
    let known = References::new(&root, Some(stadt.profil), true).of_variant();
    read_paper(&root, known, city, &Intake::default())
}

fn mapping(entries: &[TypedValue], place: Place) -> Node {
    let entry = |of: &TypedValue| Entry {
        key: Key { name: of.name.clone(), place: of.place.clone() },
        value: node(of),
    };
    let kind = Kind::Mapping(entries.iter().map(entry).collect());
    Node { anchor: place.clone(), place, kind }
}

fn node(of: &TypedValue) -> Node {
    let place = of.place.clone();
    let kind = match &of.content {
        Content::NamedValue(text) if text.is_empty() => Kind::Empty,
        Content::NamedValue(text) => Kind::Scalar(text.clone()),
        Content::Group(entries) => return mapping(entries, place),
        Content::List(entries) => Kind::Sequence(entries.iter().map(node).collect()),
    };
    Node { anchor: place.clone(), place, kind }
}
