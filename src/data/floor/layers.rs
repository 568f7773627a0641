//! The files of templates, layer upon layer: those inside the program, and those on disk.
//!
//! A folder `templates` beside the folder of the paper, or beside the folder that holds it,
//! lies upon what the program carries; the nearer one lies on top. Of a text the topmost
//! stands for all; of a YAML file all are read, and become one.
//!
//! What a PDF carries, or a revision of git, has no program beneath it. There the lower
//! layers lie in the folder `darunter` of the upper one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use rust_embed::Embed;

use crate::data::yaml::files;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::store::Store;
use crate::diagnostic::FileId;

/// How deep the folders of a city are searched.
const DEPTH: usize = 4;

/// The folder of the fonts.
pub(in crate::data) const FONTS: &str = "schriften/";

/// The folder in which the layer beneath another one lies.
pub const BENEATH: &str = "darunter";

/// How many layers lie beneath each other at most.
const MOST: usize = 4;

/// What the program carries.
#[derive(Embed)]
#[folder = "templates/"]
struct Embedded;

/// Where a file of the templates is.
enum Origin {
    Embedded,
    Disk(PathBuf),
}

/// All files that a paper can use, each as often as it lies in some layer, the topmost first.
pub(in crate::data) struct Layers {
    files: BTreeMap<String, Vec<Origin>>,
}

/// The content of the program's own file at `path`.
pub(in crate::data) fn embedded(path: &str) -> Option<Cow<'static, [u8]>> {
    Embedded::get(path).map(|file| file.data)
}

/// The paths of the program's own files but its fonts.
pub(in crate::data) fn embedded_paths() -> impl Iterator<Item = Cow<'static, str>> {
    Embedded::iter().filter(|path| !path.starts_with(FONTS))
}

impl Layers {
    /// Those of a paper in `folder`.
    pub(in crate::data) fn of(folder: &Path, intake: &Intake) -> Self {
        let mut layers = Self { files: BTreeMap::new() };
        for levels in [1, 2] {
            let mut root = folder_above(folder, levels).join("templates");
            for _ in 0..MOST {
                if !intake.store().is_folder(&root) {
                    break;
                }
                layers.collect(&root, &root, DEPTH, intake.store());
                root = root.join(BENEATH);
            }
        }
        // A paper in memory comes with its texts.
        let is_used =
            |path: &str| !matches!(intake.store(), Store::Memory(_)) || path.starts_with(FONTS);
        for path in Embedded::iter().filter(|path| is_used(path)) {
            layers.files.entry(path.into_owned()).or_default().push(Origin::Embedded);
        }
        layers
    }

    /// Adds the files below `folder`; what cannot be listed is not there.
    fn collect(&mut self, root: &Path, folder: &Path, depth: usize, store: &Store) {
        for path in store.entries(folder).unwrap_or_default() {
            if path == root.join(BENEATH) {
                continue;
            }
            if store.is_folder(&path) && depth > 0 {
                self.collect(root, &path, depth - 1, store);
            } else if let Ok(below) = path.strip_prefix(root) {
                let parts: Vec<String> =
                    below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
                self.files.entry(parts.join("/")).or_default().push(Origin::Disk(path));
            }
        }
    }

    /// Whether there is a file at `path`.
    pub(in crate::data) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The paths of all files.
    pub(in crate::data) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The folders that have a profile.
    pub(in crate::data) fn profiles(&self) -> BTreeSet<&str> {
        self.paths().filter_map(|path| path.strip_suffix("/profil.yaml")).collect()
    }

    /// The topmost text at `path`.
    pub(in crate::data) fn read(&self, path: &str, intake: &Intake) -> Option<FileId> {
        self.files.get(path)?.first()?.read(path, intake)
    }

    /// All texts at `path`, the topmost first, with the paths by which they are carried; what
    /// says the same as the one above it stands once.
    pub(in crate::data) fn read_all(&self, path: &str, intake: &Intake) -> Vec<(String, FileId)> {
        let mut all: Vec<(String, FileId)> = Vec::new();
        for origin in self.files.get(path).into_iter().flatten() {
            let Some(file) = origin.read(path, intake) else { continue };
            let text = intake.text(file);
            if all.last().is_none_or(|(_, above)| intake.text(*above) != text) {
                let carried = format!("{}{path}", format!("{BENEATH}/").repeat(all.len()));
                all.push((carried, file));
            }
        }
        all
    }

    /// The bytes of the topmost font at `path`.
    pub(in crate::data) fn font(&self, path: &str, intake: &Intake) -> Option<Cow<'static, [u8]>> {
        match self.files.get(path)?.first()? {
            Origin::Disk(path) => files::read_font(path, intake).map(Cow::Owned),
            Origin::Embedded => embedded(path),
        }
    }
}

impl Origin {
    fn read(&self, path: &str, intake: &Intake) -> Option<FileId> {
        match self {
            Self::Disk(path) => files::read_text(path, intake),
            Self::Embedded => {
                let text = embedded(path)?;
                Some(intake.add(&format!("templates/{path}"), &String::from_utf8_lossy(&text)))
            }
        }
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
