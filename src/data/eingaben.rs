//! Turns the YAML files of a paper into what was typed there, value by value, under
//! the paths by which scenarios name values.
//!
//! For comparing versions: values are text as typed, every one with its place, and
//! entries of lists go by their `id` or by what else tells them from their neighbours.

use std::path::Path;

use super::intake::Intake;
use super::node::{self, Entry, Kind, Node};
use super::{files, patch, szenarien};
use crate::diagnostic::{FileId, Place, Sources};

/// A value, or several under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eingabe {
    /// Its key, or what tells an entry of a list from its neighbours.
    pub name: String,
    /// What stands there.
    pub inhalt: Inhalt,
    /// Where it stands.
    pub place: Place,
}

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inhalt {
    /// A single value as typed, without quotes; empty where nothing was written.
    Wert(String),
    /// Keys with their values; their order says nothing.
    Gruppe(Vec<Eingabe>),
    /// Entries of a list, whose order is that of the paper.
    Liste(Vec<Eingabe>),
}

/// What was typed in the YAML files directly in `folder`, as far as they can be read.
pub fn eingaben(sources: &Sources, folder: &Path) -> Vec<Eingabe> {
    eingaben_als(sources, folder, None)
}

/// The same with the values of the scenario called `szenario`, where one is chosen.
pub fn eingaben_als(sources: &Sources, folder: &Path, szenario: Option<&str>) -> Vec<Eingabe> {
    let intake = Intake::over(sources);
    let mut all: Vec<Entry> = Vec::new();
    for (file, path, _) in sources.iter() {
        let path = Path::new(path);
        if path.parent() == Some(folder) && files::has_extension(path, &["yaml", "yml"]) {
            let root = node::parse(file, &intake);
            all.extend(root.iter().flat_map(Node::entries).cloned());
        }
    }
    if let Some(changed) = szenario.and_then(|id| szenarien::angewandt(&all, id, &intake)) {
        all = changed;
    }
    entries(&all)
}

/// What was typed in `file`, as far as it can be read.
pub(super) fn of_file(sources: &Sources, file: FileId) -> Vec<Eingabe> {
    let intake = Intake::over(sources);
    node::parse(file, &intake).iter().flat_map(group).collect()
}

fn inhalt(node: &Node) -> Inhalt {
    match &node.kind {
        Kind::Empty => Inhalt::Wert(String::new()),
        Kind::Scalar(text) => Inhalt::Wert(text.clone()),
        Kind::Mapping(_) => Inhalt::Gruppe(group(node)),
        Kind::Sequence(items) => Inhalt::Liste(list(items)),
    }
}

fn group(node: &Node) -> Vec<Eingabe> {
    entries(node.entries())
}

fn entries(all: &[Entry]) -> Vec<Eingabe> {
    let entries = all.iter().map(|entry| Eingabe {
        name: entry.key.name.clone(),
        inhalt: inhalt(&entry.value),
        place: entry.value.anchor.clone(),
    });
    entries.collect()
}

/// The entries of a list; one that has no name of its own goes by its text or its
/// position, and a name that stands again is counted.
fn list(items: &[Node]) -> Vec<Eingabe> {
    let entry = |(name, item): (String, &Node)| Eingabe {
        name,
        inhalt: inhalt(item),
        place: item.anchor.clone(),
    };
    patch::item_names(items).into_iter().zip(items).map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_by_the_paths_of_scenarios() {
        let mut sources = Sources::default();
        sources.add(
            "data/a/a.yaml",
            "stellen:\n  - id: x\n    anteil: 0.50\nanlagen: [Plan, Plan]\nleer:\n",
        );
        sources.add("data/a/texte/b.yaml", "fremd: 1\n");
        let all = eingaben(&sources, Path::new("data/a"));
        let names: Vec<&str> = all.iter().map(|of| of.name.as_str()).collect();
        assert_eq!(names, ["stellen", "anlagen", "leer"]);
        let Inhalt::Liste(stellen) = &all[0].inhalt else { panic!("{all:?}") };
        let Inhalt::Gruppe(stelle) = &stellen[0].inhalt else { panic!("{all:?}") };
        assert_eq!(stellen[0].name, "x");
        assert_eq!(stelle[1].inhalt, Inhalt::Wert("0.50".into()));
        assert_eq!(sources.locate(&stelle[1].place), "data/a/a.yaml:3");
        let Inhalt::Liste(anlagen) = &all[1].inhalt else { panic!("{all:?}") };
        assert_eq!(anlagen[1].name, "Plan (2)");
        assert_eq!(all[2].inhalt, Inhalt::Wert(String::new()));
    }
}
