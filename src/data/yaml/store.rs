//! Where the files of a paper come from: the disk, or memory.
//!
//! A PDF carries the files that it was made from; read from memory they go the
//! same way as files on disk, so that both give the same paper or the same
//! findings. In memory a folder is what the paths of its files begin with.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A set of files.
#[derive(Debug, Default)]
pub(in crate::data) enum Store {
    /// Those of the disk.
    #[default]
    Disk,
    /// These alone, by path.
    Memory(BTreeMap<PathBuf, Vec<u8>>),
    /// Those of the disk, some with other content, and some that are not there yet.
    Changed(BTreeMap<PathBuf, Vec<u8>>),
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::data) enum Kind {
    /// A folder.
    Folder,
    /// A regular file of so many bytes.
    File(u64),
    /// A pipe, a device or the like, which may never end.
    Other,
}

impl Store {
    /// The files of `files` with their paths from the folder that holds everything.
    pub(in crate::data) fn memory(files: BTreeMap<String, Vec<u8>>) -> Self {
        Self::Memory(files.into_iter().map(|(path, bytes)| (path.into(), bytes)).collect())
    }

    /// What stands directly in `folder`, in no particular order.
    pub(in crate::data) fn entries(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        match self {
            Self::Disk => on_disk(folder),
            Self::Changed(files) => {
                let mut names = below(folder, files);
                match on_disk(folder) {
                    Ok(found) => names.extend(found),
                    Err(error) if names.is_empty() => return Err(error),
                    Err(_) => {}
                }
                Ok(names.into_iter().collect())
            }
            Self::Memory(files) => {
                let names = below(folder, files);
                let is_there = !names.is_empty();
                is_there.then(|| names.into_iter().collect()).ok_or(io::ErrorKind::NotFound.into())
            }
        }
    }

    /// What stands at `path`.
    pub(in crate::data) fn kind(&self, path: &Path) -> io::Result<Kind> {
        match self {
            Self::Changed(files) if files.contains_key(path) => {
                Ok(Kind::File(files.get(path).map_or(0, |bytes| bytes.len() as u64)))
            }
            Self::Changed(files) if !below(path, files).is_empty() => Ok(Kind::Folder),
            Self::Disk | Self::Changed(_) => {
                let meta = fs::metadata(path)?;
                let file = if meta.is_file() { Kind::File(meta.len()) } else { Kind::Other };
                Ok(if meta.is_dir() { Kind::Folder } else { file })
            }
            Self::Memory(files) => match files.get(path) {
                Some(bytes) => Ok(Kind::File(bytes.len() as u64)),
                None => self.entries(path).map(|_| Kind::Folder),
            },
        }
    }

    /// Whether there is a folder at `path`.
    pub(in crate::data) fn is_folder(&self, path: &Path) -> bool {
        self.kind(path).is_ok_and(|kind| kind == Kind::Folder)
    }

    /// The first `most` bytes of the file at `path`.
    pub(in crate::data) fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        match self {
            Self::Changed(files) if files.contains_key(path) => {
                let file = files.get(path).map(Vec::as_slice).unwrap_or_default();
                file.take(most).read_to_end(&mut bytes)?
            }
            Self::Disk | Self::Changed(_) => {
                File::open(path)?.take(most).read_to_end(&mut bytes)?
            }
            Self::Memory(files) => {
                let file = files.get(path).ok_or(io::ErrorKind::NotFound)?;
                file.as_slice().take(most).read_to_end(&mut bytes)?
            }
        };
        Ok(bytes)
    }
}

fn on_disk(folder: &Path) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
}

/// What of `files` stands in `folder`.
fn below(folder: &Path, files: &BTreeMap<PathBuf, Vec<u8>>) -> BTreeSet<PathBuf> {
    let below = files.keys().filter_map(|path| path.strip_prefix(folder).ok());
    let first = below.filter_map(|path| path.components().next());
    first.map(|name| folder.join(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> Store {
        let files = ["daten/a.yaml", "daten/texte/b.md", "daten/texte/c/d.md", "e.txt"];
        Store::memory(files.map(|path| (path.to_owned(), path.as_bytes().to_vec())).into())
    }

    #[test]
    fn folders_in_memory_are_what_paths_begin_with() {
        let store = store();
        let list = |folder: &str| store.entries(Path::new(folder)).unwrap();
        assert_eq!(list("daten"), [Path::new("daten/a.yaml"), Path::new("daten/texte")]);
        assert_eq!(
            list("daten/texte"),
            [Path::new("daten/texte/b.md"), Path::new("daten/texte/c")]
        );
        assert_eq!(list(""), [Path::new("daten"), Path::new("e.txt")]);
        assert!(store.entries(Path::new("dat")).is_err());
        assert!(store.entries(Path::new("../daten")).is_err());
    }

    #[test]
    fn files_in_memory_have_a_size_and_a_beginning() {
        let store = store();
        let kind = |path: &str| store.kind(Path::new(path));
        assert_eq!(kind("daten/a.yaml").unwrap(), Kind::File(12));
        assert_eq!(kind("daten/texte").unwrap(), Kind::Folder);
        assert!(kind("daten/b.yaml").is_err());
        assert_eq!(store.read(Path::new("e.txt"), 3).unwrap(), b"e.t");
        assert_eq!(store.read(Path::new("e.txt"), 30).unwrap(), b"e.txt");
        assert!(store.read(Path::new("daten"), 3).is_err());
    }
}
