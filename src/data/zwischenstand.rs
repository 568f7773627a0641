//! Turns values that nobody typed as a whole into a paper: a state on the way from one
//! version to another.
//!
//! Such a state is only calculated. It is a paper as soon as every record can be read
//! and every reference is resolved; what else a paper must be, such as fully covered,
//! is not asked of it.

use std::path::Path;

use super::intake::Intake;
use super::load::{City, read_paper};
use super::node::{Entry, Key, Kind, Node};
use super::references::References;
use super::{Eingabe, Inhalt, Paper, Profil, eingaben};
use crate::diagnostic::{FileId, Place, Sources};

/// What a city brings to its papers.
#[derive(Debug, Clone)]
pub struct Stadt<'a> {
    /// Its names and lines.
    pub profil: &'a Profil,
    /// Its table of personnel costs, as typed; nothing where it has none.
    pub personalkosten: Vec<Eingabe>,
}

/// What was typed in the table of personnel costs of the city `stadt`, where `sources`
/// hold one.
pub fn stadttabelle(sources: &Sources, stadt: &str) -> Vec<Eingabe> {
    let path = Path::new(stadt).join("personalkosten.yaml");
    let is_table = |(_, own, _): &(FileId, &str, &str)| Path::new(own).ends_with(&path);
    let file = sources.iter().filter(is_table).last().map(|(file, ..)| file);
    file.map(|file| eingaben::of_file(sources, file)).unwrap_or_default()
}

/// The paper that `eingaben` make; none where they make none. It has no prose, no
/// scenarios, no cover and no source of its own.
pub fn zwischenstand(eingaben: &[Eingabe], stadt: &Stadt<'_>) -> Option<Paper> {
    let is_calculated = |of: &&Eingabe| !["deckung", "szenarien"].contains(&of.name.as_str());
    let all: Vec<Eingabe> = eingaben.iter().filter(is_calculated).cloned().collect();
    let first = all.first()?.place.clone();
    let root = mapping(&all, first);
    let table = stadt.personalkosten.first().map(|first| first.place.clone());
    let table = table.map(|place| mapping(&stadt.personalkosten, place));
    let city = City { profil: Some(stadt.profil), table: table.as_ref() };
    let known = References::new(&root, Some(stadt.profil), true).of_variant();
    read_paper(&root, known, city, &Intake::default())
}

fn mapping(entries: &[Eingabe], place: Place) -> Node {
    let entry = |of: &Eingabe| Entry {
        key: Key { name: of.name.clone(), place: of.place.clone() },
        value: node(of),
    };
    let kind = Kind::Mapping(entries.iter().map(entry).collect());
    Node { anchor: place.clone(), place, kind }
}

fn node(of: &Eingabe) -> Node {
    let place = of.place.clone();
    let kind = match &of.inhalt {
        Inhalt::Wert(text) if text.is_empty() => Kind::Empty,
        Inhalt::Wert(text) => Kind::Scalar(text.clone()),
        Inhalt::Gruppe(entries) => return mapping(entries, place),
        Inhalt::Liste(entries) => Kind::Sequence(entries.iter().map(node).collect()),
    };
    Node { anchor: place.clone(), place, kind }
}
