//! The templates of a city: its own, and those that it inherits, file by file.
//!
//! Where they are looked for, and which of several files at one path holds, say
//! [`super::layers`]; what a city inherits, [`super::floor`].

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use super::Profil;
use super::floor::layers::{self, FONTS, Layers};
use super::floor::wording::{self, Wording};
use super::floor::{self, Story};
use super::paper::profil;
use super::yaml::intake::Intake;
use super::yaml::{files, node};
use crate::diagnostic::{FileId, Place};

/// The templates of one city.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    /// The texts by their names within the folder of the city or the one that they are inherited
    /// from, each with its path below `templates/`.
    texts: BTreeMap<String, (String, FileId)>,
    fonts: BTreeMap<String, Cow<'static, [u8]>>,
    /// The YAML files of profiles and words with the paths by which they are carried.
    data: Vec<(String, FileId)>,
    personalkosten: Option<(String, FileId)>,
}

impl Templates {
    /// The text called `name`, such as `seite.typ`.
    pub fn text(&self, name: &str) -> Option<FileId> {
        self.texts.get(name).map(|(_, file)| *file)
    }

    /// All texts (`*.md`, `*.typ`) with their names, in the order of the names.
    pub fn texts(&self) -> impl Iterator<Item = (&str, FileId)> {
        self.texts.iter().map(|(name, (_, file))| (name.as_str(), *file))
    }

    /// All files that the paper was made with, but its fonts, with their paths below
    /// `templates/`.
    pub fn files(&self) -> impl Iterator<Item = (&str, FileId)> {
        let texts = self.texts.values();
        let all = texts.chain(&self.data).chain(&self.personalkosten);
        all.map(|(path, file)| (path.as_str(), *file))
    }

    /// The city's table of personnel costs, where it has one, with its path below `templates/`.
    pub fn personalkosten(&self) -> Option<(&str, FileId)> {
        self.personalkosten.as_ref().map(|(path, file)| (path.as_str(), *file))
    }

    /// Whether the program itself carries `text` at `path`.
    pub fn is_own(path: &str, text: &[u8]) -> bool {
        layers::embedded(path).is_some_and(|own| *own == *text)
    }

    /// The texts and profiles that the program itself carries, with their paths below
    /// `templates/`.
    pub fn carried() -> impl Iterator<Item = (String, Vec<u8>)> {
        layers::embedded_paths().filter_map(|path| {
            let file = layers::embedded(&path)?;
            Some((path.into_owned(), file.into_owned()))
        })
    }

    /// The fonts in the order of their names.
    pub fn fonts(&self) -> Vec<Cow<'static, [u8]>> {
        self.fonts.values().cloned().collect()
    }
}

/// Loads the templates and the profile of `stadt`, which stands at `place`, for
/// the paper in `folder`.
pub(super) fn load(
    stadt: &str,
    place: &Place,
    folder: &Path,
    intake: &Intake,
) -> (Templates, Option<Profil>) {
    let layers = Layers::of(folder, intake);
    let Some(stories) = floor::stories(stadt, place, &layers, intake) else {
        return (Templates::default(), None);
    };
    let mut templates = Templates::default();
    for Story { name, files, .. } in &stories {
        templates.data.extend(files.iter().cloned());
        templates.take_texts(name, &layers, intake);
        let table = format!("{name}/personalkosten.yaml");
        if templates.personalkosten.is_none() && layers.has(&table) {
            templates.personalkosten =
                layers.read(&table, intake).map(|file| (table.clone(), file));
        }
    }
    for path in layers.paths().filter(|path| path.starts_with(FONTS)) {
        if files::has_extension(Path::new(path), &["otf", "ttf"]) {
            let font = layers.font(path, intake);
            templates.fonts.extend(font.map(|font| (path.to_owned(), font)));
        }
    }
    let names = stories.iter().map(|story| story.name.as_str());
    let (wording, files) = wording::load(names, &layers, intake);
    templates.data.extend(files);
    let nodes = stories.into_iter().map(|story| story.profil).collect();
    let profil = floor::merged(nodes, intake).and_then(|node| profil::read(&node, intake));
    (templates, with_wording(profil, wording))
}

fn with_wording(profil: Option<Profil>, wording: Wording) -> Option<Profil> {
    profil.map(|profil| Profil { wording, ..profil })
}

impl Templates {
    /// Adds the texts in the folder `name`, where no nearer one has the same name.
    fn take_texts(&mut self, name: &str, layers: &Layers, intake: &Intake) {
        for path in layers.paths() {
            let below = path.strip_prefix(name).and_then(|rest| rest.strip_prefix('/'));
            let is_text = files::has_extension(Path::new(path), &["md", "typ"]);
            let Some(below) = below.filter(|_| is_text) else { continue };
            if self.texts.contains_key(below) {
                continue;
            }
            if let Some(file) = layers.read(path, intake) {
                self.texts.insert(below.to_owned(), (path.to_owned(), file));
            }
        }
    }
}

/// The cities whose templates a paper in `folder` can use, in the order of their names; a
/// folder that others inherit from and that has no name of its own is none.
pub(super) fn cities(folder: &Path) -> Vec<String> {
    let intake = Intake::default();
    let layers = Layers::of(folder, &intake);
    let profiles: Vec<(&str, Option<node::Node>)> = layers
        .profiles()
        .into_iter()
        .map(|name| {
            let files = layers.read_all(&format!("{name}/profil.yaml"), &intake);
            let nodes: Option<Vec<_>> =
                files.iter().map(|(_, file)| floor::parse(*file, &intake)).collect();
            (name, nodes.and_then(|nodes| floor::merged(nodes, &intake)))
        })
        .collect();
    let inherited: Vec<&str> =
        profiles.iter().filter_map(|(_, node)| node.as_ref()?.get(floor::KEY)?.as_text()).collect();
    let is_city = |(name, node): &&(&str, Option<node::Node>)| {
        let named = node.as_ref().and_then(|node| node.get("namen")?.get("stadt"));
        named.is_some() || !inherited.contains(name)
    };
    profiles.iter().filter(is_city).map(|(name, _)| (*name).to_owned()).collect()
}
