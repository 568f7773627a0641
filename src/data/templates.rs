//! The templates of a city: those inside the program, and those on disk that
//! replace them file by file.
//!
//! A folder `templates` beside the folder of the paper, or beside the folder
//! that holds it, replaces what the program carries; the nearer one wins.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use rust_embed::Embed;

use super::paper::profil;
use super::yaml::files;
use super::yaml::intake::Intake;
use super::yaml::node;
use super::yaml::store::Store;
use super::{Profil, record};
use crate::diagnostic::{Diagnostic, FileId, Place, nearest};

/// How deep the folders of a city are searched.
const DEPTH: usize = 4;

/// The folder of the fonts.
const FONTS: &str = "schriften/";

/// What the program carries.
#[derive(Embed)]
#[folder = "templates/"]
struct Embedded;

/// The templates of one city.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    texts: BTreeMap<String, FileId>,
    fonts: BTreeMap<String, Cow<'static, [u8]>>,
    profil: Option<(String, FileId)>,
    personalkosten: Option<(String, FileId)>,
}

impl Templates {
    /// The text at `path` below `templates/`.
    pub fn text(&self, path: &str) -> Option<FileId> {
        self.texts.get(path).copied()
    }

    /// All texts (`*.md`, `*.typ`) with their paths below `templates/`, in the order of the paths.
    pub fn texts(&self) -> impl Iterator<Item = (&str, FileId)> {
        self.texts.iter().map(|(path, file)| (path.as_str(), *file))
    }

    /// The profile with its path below `templates/`.
    pub fn profil(&self) -> Option<(&str, FileId)> {
        self.profil.as_ref().map(|(path, file)| (path.as_str(), *file))
    }

    /// The city's table of personnel costs, where it has one, with its path below `templates/`.
    pub fn personalkosten(&self) -> Option<(&str, FileId)> {
        self.personalkosten.as_ref().map(|(path, file)| (path.as_str(), *file))
    }

    /// Whether the program itself carries `text` at `path`.
    pub fn is_own(path: &str, text: &[u8]) -> bool {
        Embedded::get(path).is_some_and(|file| *file.data == *text)
    }

    /// The texts and profiles that the program itself carries, with their paths below
    /// `templates/`.
    pub fn carried() -> impl Iterator<Item = (String, Vec<u8>)> {
        let paths = Embedded::iter().filter(|path| !path.starts_with(FONTS));
        paths.filter_map(|path| {
            let file = Embedded::get(&path)?;
            Some((path.into_owned(), file.data.into_owned()))
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
    let files = all_files(folder, intake);
    let profile = format!("{stadt}/profil.yaml");
    let Some(origin) = files.get(&profile) else {
        intake.report(unknown_city(stadt, place, &files));
        return (Templates::default(), None);
    };
    let file = origin.read(&profile, intake);
    let profil = file.and_then(|file| read_profil(file, intake));
    let mut templates =
        Templates { profil: file.map(|file| (profile.clone(), file)), ..Templates::default() };
    let table = format!("{stadt}/personalkosten.yaml");
    templates.personalkosten = files
        .get(&table)
        .and_then(|origin| origin.read(&table, intake))
        .map(|file| (table.clone(), file));
    for (path, origin) in &files {
        if path.starts_with(FONTS) && files::has_extension(Path::new(path), &["otf", "ttf"]) {
            templates.fonts.extend(origin.bytes(path, intake).map(|font| (path.clone(), font)));
        } else if is_text(path, stadt) {
            templates.texts.extend(origin.read(path, intake).map(|file| (path.clone(), file)));
        }
    }
    (templates, profil)
}

/// The cities whose templates a paper in `folder` can use, in the order of their names.
pub(super) fn cities(folder: &Path, intake: &Intake) -> Vec<String> {
    let files = all_files(folder, intake);
    files.keys().filter_map(|path| path.strip_suffix("/profil.yaml")).map(str::to_owned).collect()
}

/// Everything that a paper in `folder` can use; the nearer folder on disk wins.
fn all_files(folder: &Path, intake: &Intake) -> BTreeMap<String, Origin> {
    let nearest_last = [folder_above(folder, 2), folder_above(folder, 1)];
    let mut files = embedded_files(intake.store());
    for root in nearest_last.iter().map(|above| above.join("templates")) {
        if intake.store().is_folder(&root) {
            collect(&root, &root, DEPTH, intake.store(), &mut files);
        }
    }
    files
}

/// Where a file of the templates is.
enum Origin {
    Embedded,
    Disk(PathBuf),
}

impl Origin {
    fn read(&self, path: &str, intake: &Intake) -> Option<FileId> {
        match self {
            Self::Disk(path) => files::read_text(path, intake),
            Self::Embedded => {
                let file = Embedded::get(path)?;
                Some(intake.add(&format!("templates/{path}"), &String::from_utf8_lossy(&file.data)))
            }
        }
    }

    fn bytes(&self, path: &str, intake: &Intake) -> Option<Cow<'static, [u8]>> {
        match self {
            Self::Disk(path) => files::read_font(path, intake).map(Cow::Owned),
            Self::Embedded => Embedded::get(path).map(|file| file.data),
        }
    }
}

/// What the program carries; for a paper in memory, which comes with its texts, the fonts.
fn embedded_files(store: &Store) -> BTreeMap<String, Origin> {
    let is_used = |path: &str| !matches!(store, Store::Memory(_)) || path.starts_with(FONTS);
    let paths = Embedded::iter().filter(|path| is_used(path));
    paths.map(|path| (path.into_owned(), Origin::Embedded)).collect()
}

/// Adds the files below `folder`; what cannot be listed is not there.
fn collect(
    root: &Path,
    folder: &Path,
    depth: usize,
    store: &Store,
    files: &mut BTreeMap<String, Origin>,
) {
    for path in store.entries(folder).unwrap_or_default() {
        if store.is_folder(&path) && depth > 0 {
            collect(root, &path, depth - 1, store, files);
        } else if let Ok(below) = path.strip_prefix(root) {
            let parts: Vec<String> =
                below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            files.insert(parts.join("/"), Origin::Disk(path));
        }
    }
}

fn is_text(path: &str, stadt: &str) -> bool {
    let of_city = path.strip_prefix(stadt).is_some_and(|rest| rest.starts_with('/'));
    of_city && files::has_extension(Path::new(path), &["md", "typ"])
}

fn read_profil(file: FileId, intake: &Intake) -> Option<Profil> {
    let node = node::parse(file, intake)?;
    record::check_double_keys(&node, intake);
    profil::read(&node, intake)
}

fn unknown_city(stadt: &str, place: &Place, files: &BTreeMap<String, Origin>) -> Diagnostic {
    let cities: BTreeSet<&str> =
        files.keys().filter_map(|path| path.strip_suffix("/profil.yaml")).collect();
    let message = format!("Für die Stadt `{stadt}` gibt es keine Vorlagen");
    let finding = Diagnostic::error("stadt-unbekannt", place, message);
    match nearest(stadt, cities.iter().copied()) {
        Some(near) => finding.with_hint(format!("Meinten Sie `{near}`?")),
        None => finding
            .with_hint(format!("Vorhanden sind {}.", super::record::value::quoted(cities)))
            .with_hint(format!(
                "Eine neue Stadt beginnt mit der Datei `templates/{stadt}/profil.yaml`."
            )),
    }
}

/// The folder `levels` above `folder`, without asking the disk.
fn folder_above(folder: &Path, levels: usize) -> PathBuf {
    let mut path = folder.to_path_buf();
    for _ in 0..levels {
        if !(matches!(path.components().next_back(), Some(Component::Normal(_))) && path.pop()) {
            path.push("..");
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_folder_above_without_asking_the_disk() {
        #[track_caller]
        fn case(folder: &str, levels: usize, expected: &str) {
            assert_eq!(folder_above(Path::new(folder), levels), Path::new(expected));
        }
        case("data/kim", 1, "data");
        case("data/kim/", 2, "");
        case("kim", 2, "..");
        case(".", 1, "./..");
        case("../kim", 2, "../..");
        case("/kim", 2, "/..");
    }
}
