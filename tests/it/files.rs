//! Folders for the tests: where the examples lie, and copies of them in which a test may
//! change what it likes.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the paper `name` among the examples.
pub(crate) fn example(name: &str) -> PathBuf {
    root().join("data").join(name)
}

/// Copies the folder `from` with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Replaces the only `old` in the file at `path` by `new`.
#[track_caller]
pub(crate) fn edit(path: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert_eq!(text.matches(old).count(), 1, "`{old}` in {}", path.display());
    fs::write(path, text.replace(old, new)).unwrap();
}

/// Writes below `folder` why what exceeds the budget cannot wait, as papers must say that do.
pub(crate) fn excuse(folder: &Path) {
    let texte = folder.join("texte");
    fs::create_dir_all(&texte).unwrap();
    fs::write(texte.join("unabweisbarkeit.md"), "Der Bedarf kann nicht warten.\n").unwrap();
}
