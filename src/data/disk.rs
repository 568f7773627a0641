//! What rooms beyond this one may ask of the disk: whether something is there, and its bytes.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Why a file was not read.
#[derive(Debug)]
pub enum Unread {
    /// It is a folder.
    Folder,
    /// It has more bytes than were asked for.
    TooLarge,
    /// The system refused.
    Failed(io::Error),
}

/// What `path` really names, whatever links lead there; nothing where there is nothing.
pub fn real(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok()
}

/// Whether a folder is at `path`.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// The bytes of the regular file at `path`, at most `most` of them.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>, Unread> {
    let meta = fs::metadata(path).map_err(Unread::Failed)?;
    if meta.is_dir() {
        return Err(Unread::Folder);
    }
    if !meta.is_file() {
        return Err(Unread::Failed(io::ErrorKind::InvalidInput.into()));
    }
    // What says that it is empty and is not, such as a file of the system, may never end.
    if meta.len() == 0 {
        return Ok(Vec::new());
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(most + 1).read_to_end(&mut bytes))
        .map_err(Unread::Failed)?;
    if bytes.len() as u64 > most { Err(Unread::TooLarge) } else { Ok(bytes) }
}
