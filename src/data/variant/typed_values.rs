//! Turns the YAML files of a paper into what was typed there, value by value, under
//! the paths by which scenarios name values.
//!
//! For comparing versions: values are text as typed, every one with its place, and
//! entries of lists go by their `id` or by what else tells them from their neighbours.

use std::path::Path;

use super::{patch, szenarien};
use crate::data::yaml::files;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{self, Entry, Kind, Node};
use crate::diagnostic::{FileId, Place, Sources};

/// A value, or several under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedValue {
    /// Its key, or what tells an entry of a list from its neighbours.
    pub name: String,
    /// What stands there.
    pub content: Content,
    /// Where it stands.
    pub place: Place,
}

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A single value as typed, without quotes; empty where nothing was written.
    NamedValue(String),
    /// Keys with their values; their order says nothing.
    Group(Vec<TypedValue>),
    /// Entries of a list, whose order is that of the paper.
    List(Vec<TypedValue>),
}

/// What was typed in the YAML files directly in `folder`, as far as they can be read.
pub fn typed_values(sources: &Sources, folder: &Path) -> Vec<TypedValue> {
    typed_values_as(sources, folder, None)
}

/// The same with the values of the scenario called `szenario`, where one is chosen.
pub fn typed_values_as(
    sources: &Sources,
    folder: &Path,
    szenario: Option<&str>,
) -> Vec<TypedValue> {
    let intake = Intake::over(sources);
    let mut all: Vec<Entry> = Vec::new();
    for (file, path, _) in sources.iter() {
        let path = Path::new(path);
        if path.parent() == Some(folder) && files::has_extension(path, &["yaml", "yml"]) {
            let root = node::parse(file, &intake);
            all.extend(root.iter().flat_map(Node::entries).cloned());
        }
    }
    if let Some(changed) = szenario.and_then(|id| szenarien::applied(&all, id, &intake)) {
        all = changed;
    }
    entries(&all)
}

/// What was typed in `file`, as far as it can be read.
pub(in crate::data) fn of_file(sources: &Sources, file: FileId) -> Vec<TypedValue> {
    let intake = Intake::over(sources);
    node::parse(file, &intake).iter().flat_map(group).collect()
}

fn content(node: &Node) -> Content {
    match &node.kind {
        Kind::Empty => Content::NamedValue(String::new()),
        Kind::Scalar(text) => Content::NamedValue(text.clone()),
        Kind::Mapping(_) => Content::Group(group(node)),
        Kind::Sequence(items) => Content::List(list(items)),
    }
}

fn group(node: &Node) -> Vec<TypedValue> {
    entries(node.entries())
}

fn entries(all: &[Entry]) -> Vec<TypedValue> {
    let entries = all.iter().map(|entry| TypedValue {
        name: entry.key.name.clone(),
        content: content(&entry.value),
        place: entry.value.anchor.clone(),
    });
    entries.collect()
}

/// The entries of a list; one that has no name of its own goes by its text or its
/// position, and a name that stands again is counted.
fn list(items: &[Node]) -> Vec<TypedValue> {
    let entry = |(name, item): (String, &Node)| TypedValue {
        name,
        content: content(item),
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
        let all = typed_values(&sources, Path::new("data/a"));
        let names: Vec<&str> = all.iter().map(|of| of.name.as_str()).collect();
        assert_eq!(names, ["stellen", "anlagen", "leer"]);
        let Content::List(stellen) = &all[0].content else { panic!("{all:?}") };
        let Content::Group(stelle) = &stellen[0].content else { panic!("{all:?}") };
        assert_eq!(stellen[0].name, "x");
        assert_eq!(stelle[1].content, Content::NamedValue("0.50".into()));
        assert_eq!(sources.locate(&stelle[1].place), "data/a/a.yaml:3");
        let Content::List(anlagen) = &all[1].content else { panic!("{all:?}") };
        assert_eq!(anlagen[1].name, "Plan (2)");
        assert_eq!(all[2].content, Content::NamedValue(String::new()));
    }
}
