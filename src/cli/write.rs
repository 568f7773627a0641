//! Writes the files of a folder together: readers find all old ones or all new ones.
//!
//! Several files cannot be moved at once, but a folder can. The new files are written
//! into a folder beside their own, where everything else that lies in it is linked
//! (`exchange`); then the two change places in one step. Whoever kills the program at
//! any moment finds the old files or the new ones, never a mixture. What was begun is
//! removed, at the latest by the next run.
//!
//! Nothing is forced onto the disk: a failure of power is another matter.
//!
//! Where the system cannot exchange folders, and where a file is a link to one that
//! lies elsewhere, every file is replaced by itself, whole or not at all, once all of
//! them are complete. A file that was there keeps what `attributes` says.

use std::collections::BTreeSet;
use std::fs::{self, File, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::{attributes, exchange};
use crate::diagnostic::Diagnostic;

/// Writes `files`, given by path below `folder` and content, and returns their paths.
/// Whatever else lies in the folder stays.
pub(super) fn write_all(
    folder: &Path,
    files: &[(String, Vec<u8>)],
) -> Result<Vec<PathBuf>, Diagnostic> {
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.join(name)).collect();
    if let Some(path) = paths.iter().find(|path| path.is_dir()) {
        return Err(failure(path, &ErrorKind::IsADirectory.into()));
    }
    exchange::sweep(folder);
    sweep(&paths);
    if is_written(&paths, files) {
        return Ok(paths);
    }
    let missing = missing(&paths);
    // One file alone is replaced in one step wherever it lies.
    let is_one = matches!(&paths[..], [path] if path.is_file());
    let is_link = paths.iter().any(|path| path.is_symlink());
    if is_one || is_link || !exchange::replace(folder, files) {
        one_by_one(folder, files).inspect_err(|_| {
            // The innermost first; one that somebody filled in the meantime stays.
            missing.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
        })?;
    }
    Ok(paths)
}

/// The folders of `paths` that are not there yet, each before those in it.
fn missing(paths: &[PathBuf]) -> BTreeSet<PathBuf> {
    let folders = paths.iter().flat_map(|path| path.ancestors().skip(1));
    folders.filter(|folder| folder.symlink_metadata().is_err()).map(Path::to_path_buf).collect()
}

/// Whether every file lies there as it is to be.
fn is_written(paths: &[PathBuf], files: &[(String, Vec<u8>)]) -> bool {
    paths.iter().zip(files).all(|(path, (_, content))| {
        let is_file = fs::metadata(path)
            .is_ok_and(|meta| meta.is_file() && meta.len() == content.len() as u64);
        is_file && fs::read(path).is_ok_and(|old| old == *content)
    })
}

/// Replaces every file by itself, once all are complete, so that a reader can meet new
/// ones beside old ones for no longer than it takes to rename them. Those come first that
/// other programs like to hold, such as the PDF; where one cannot be replaced, those before
/// it become what they were.
fn one_by_one(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Diagnostic> {
    fs::create_dir_all(folder).map_err(|error| failure(folder, &error))?;
    let staged = files
        .iter()
        .map(|(name, content)| {
            let target = followed(folder.join(name));
            let staged = stage(&target, content).map_err(|error| failure(&target, &error))?;
            Ok((staged, target))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let mut placed: Vec<(PathBuf, Option<Vec<u8>>)> = Vec::new();
    for (staged, target) in staged.into_iter().rev() {
        let before = fs::read(&target).ok();
        if let Err(problem) = place(staged, &target) {
            placed.iter().rev().for_each(|(target, before)| restore(target, before.as_deref()));
            return Err(problem);
        }
        placed.push((target, before));
    }
    Ok(())
}

/// Makes of `target` what it was `before`, as far as it can be done.
fn restore(target: &Path, before: Option<&[u8]>) {
    // What cannot be brought back lies there whole, and the next run writes it anew.
    let _ = match before {
        Some(content) => stage(target, content)
            .and_then(|staged| staged.persist(target).map(drop).map_err(|error| error.error)),
        None => fs::remove_file(target),
    };
}

/// What `path` leads to where it is a link to a file.
fn followed(path: PathBuf) -> PathBuf {
    if path.is_symlink() { path.canonicalize().unwrap_or(path) } else { path }
}

/// How the name of a file begins and ends that is not complete yet.
const UNFINISHED: (&str, &str) = (".vorlage-", ".neu");

/// Removes what runs left beside `paths` that were killed while they wrote; who is alive
/// holds a lock.
fn sweep(paths: &[PathBuf]) {
    let folders: BTreeSet<PathBuf> = paths
        .iter()
        .filter_map(|path| followed(path.clone()).parent().map(Path::to_path_buf))
        .collect();
    let entries = folders.into_iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_ours = name.starts_with(UNFINISHED.0) && name.ends_with(UNFINISHED.1);
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let is_dead = File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
            if is_dead {
                // What cannot be removed is in nobody's way.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// A finished file beside `target`.
fn stage(target: &Path, content: &[u8]) -> io::Result<NamedTempFile> {
    let folder = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = Builder::new();
    builder.prefix(UNFINISHED.0).suffix(UNFINISHED.1);
    let mut file = match permissions() {
        Some(permissions) => builder.permissions(permissions).tempfile_in(folder)?,
        None => builder.tempfile_in(folder)?,
    };
    // Where locks are unknown, nothing is swept away either.
    let _ = file.as_file().try_lock();
    file.write_all(content)?;
    file.flush()?;
    attributes::keep(target, file.path())?;
    Ok(file)
}

fn place(staged: NamedTempFile, target: &Path) -> Result<(), Diagnostic> {
    staged.persist(target).map(drop).map_err(|error| failure(target, &error.error))
}

/// Readable for whom the user's own files are; a temporary file is so for nobody else.
#[cfg(unix)]
fn permissions() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;

    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn permissions() -> Option<Permissions> {
    None
}

fn failure(path: &Path, error: &io::Error) -> Diagnostic {
    let hint = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "Wählen Sie einen anderen Ordner oder ändern Sie die Rechte."
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "Schaffen Sie Platz oder wählen Sie einen anderen Ordner."
        }
        ErrorKind::IsADirectory => "Benennen Sie den Ordner um oder wählen Sie einen anderen Ort.",
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            "Benennen Sie die Datei um oder wählen Sie einen anderen Ort."
        }
        _ => "Wählen Sie einen anderen Ordner.",
    };
    let path = path.display().to_string();
    Diagnostic::of_path("nicht-geschrieben", path, reason(error)).with_hint(hint)
}

/// Why something could not be written.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "Hier darf nicht geschrieben werden".into(),
        ErrorKind::ReadOnlyFilesystem => "Der Datenträger ist schreibgeschützt".into(),
        ErrorKind::StorageFull => "Der Datenträger ist voll".into(),
        ErrorKind::QuotaExceeded => "Der zugeteilte Speicherplatz ist voll".into(),
        ErrorKind::IsADirectory => "Hier liegt ein Ordner, wo eine Datei entstehen soll".into(),
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            "Hier liegt eine Datei, wo ein Ordner entstehen soll".into()
        }
        ErrorKind::NotFound => "Hier lässt sich kein Ordner anlegen".into(),
        ErrorKind::InvalidFilename => "Der Name ist hier nicht möglich".into(),
        _ => format!("Hier lässt sich nicht schreiben ({})", system(error)),
    }
}

/// What is known of an error for which there are no words: its number, since the words of
/// the system need not be German.
pub(super) fn system(error: &io::Error) -> String {
    match error.raw_os_error() {
        Some(number) => format!("Systemfehler {number}"),
        None => "unbekannter Fehler".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(content: &str) -> Vec<(String, Vec<u8>)> {
        vec![("a.md".into(), content.into()), ("a.pdf".into(), content.into())]
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn replaces_files_and_leaves_nothing_beside_them() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("neu/kim");
        for content in ["alt", "neu"] {
            let written = write_all(&target, &files(content)).unwrap();
            assert_eq!(written, [target.join("a.md"), target.join("a.pdf")]);
            assert_eq!(fs::read_to_string(target.join("a.pdf")).unwrap(), content);
            assert_eq!(names(&target), ["a.md", "a.pdf"]);
        }
    }

    #[test]
    fn touches_nothing_where_one_file_cannot_be_written() {
        let folder = tempfile::tempdir().unwrap();
        write_all(folder.path(), &files("alt")).unwrap();
        fs::remove_file(folder.path().join("a.pdf")).unwrap();
        fs::create_dir(folder.path().join("a.pdf")).unwrap();

        let problem = write_all(folder.path(), &files("neu")).unwrap_err();
        assert_eq!(problem.code, "nicht-geschrieben");
        assert_eq!(problem.message, "Hier liegt ein Ordner, wo eine Datei entstehen soll");
        assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), "alt");
        assert_eq!(names(folder.path()), ["a.md", "a.pdf"]);
    }

    /// A copy that was made by linking stays what it was, and what is written keeps its rights.
    #[cfg(unix)]
    #[test]
    fn a_linked_copy_keeps_the_old_content() {
        use std::os::unix::fs::PermissionsExt as _;

        let temp = tempfile::tempdir().unwrap();
        let (target, copy) = (temp.path().join("a.md"), temp.path().join("kopie"));
        write_all(temp.path(), &files("alt")).unwrap();
        fs::set_permissions(&target, Permissions::from_mode(0o640)).unwrap();
        fs::hard_link(&target, &copy).unwrap();
        for many in [&files("neu")[..1], &files("neuer")] {
            write_all(temp.path(), many).unwrap();
            assert_eq!(fs::read(&target).unwrap(), many[0].1);
            assert_eq!(fs::read_to_string(&copy).unwrap(), "alt");
            assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
        }
    }

    /// A name that no disk takes stands for a disk that is full.
    #[test]
    fn leaves_no_folder_where_nothing_could_be_written() {
        let temp = tempfile::tempdir().unwrap();
        let files = [("texte/a.md", "a"), (&"b".repeat(300), "b")];
        let files = files.map(|(name, content)| (name.to_owned(), content.into()));
        write_all(&temp.path().join("neu/kim"), &files).unwrap_err();
        assert_eq!(names(temp.path()), Vec::<String>::new());
    }

    #[test]
    fn says_what_stands_in_the_way_of_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("output"), "").unwrap();
        for target in ["output", "output/kim"] {
            let problem = write_all(&folder.path().join(target), &files("neu")).unwrap_err();
            assert_eq!(problem.message, "Hier liegt eine Datei, wo ein Ordner entstehen soll");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_keeps_its_permissions_and_a_link_stays_a_link() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let temp = tempfile::tempdir().unwrap();
        let (folder, far) = (temp.path().join("kim"), temp.path().join("fern.md"));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        write_all(&folder, &files("alt")).unwrap();
        for (name, bits) in [("a.md", 0o664), ("a.pdf", 0o444)] {
            fs::set_permissions(folder.join(name), Permissions::from_mode(bits)).unwrap();
        }
        write_all(&folder, &files("neu")).unwrap();
        write_all(&folder, &files("eins")[..1]).unwrap();
        assert_eq!((mode(&folder.join("a.md")), mode(&folder.join("a.pdf"))), (0o664, 0o444));

        fs::rename(folder.join("a.md"), &far).unwrap();
        symlink("../fern.md", folder.join("a.md")).unwrap();
        for content in [&files("zwei"), &files("drei")[..1]] {
            write_all(&folder, content).unwrap();
            assert!(folder.join("a.md").is_symlink());
            assert_eq!(fs::read(&far).unwrap(), content[0].1);
        }
        assert_eq!(mode(&far), 0o664);
        assert_eq!(names(temp.path()), ["fern.md", "kim"]);
    }

    #[test]
    fn what_a_killed_run_left_is_swept_away_and_who_is_alive_is_spared() {
        let folder = tempfile::tempdir().unwrap();
        write_all(folder.path(), &files("alt")).unwrap();
        let alive = stage(&folder.path().join("a.md"), b"neu").unwrap();
        fs::write(folder.path().join(".vorlage-tot.neu"), "").unwrap();
        write_all(folder.path(), &files("neu")[..1]).unwrap();
        let alive = alive.path().file_name().unwrap().to_str().unwrap().to_owned();
        assert_eq!(names(folder.path()), [&alive, "a.md", "a.pdf"]);
    }

    #[test]
    fn where_one_file_cannot_be_replaced_none_is() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.pdf"), "alt").unwrap();
        // A folder stands where the last file that is replaced should go.
        fs::create_dir(folder.path().join("a.md")).unwrap();
        let mut neu = files("neu");
        neu.push(("a.xlsx".into(), "neu".into()));
        assert_eq!(one_by_one(folder.path(), &neu).unwrap_err().code, "nicht-geschrieben");
        assert_eq!(fs::read(folder.path().join("a.pdf")).unwrap(), b"alt");
        assert_eq!(names(folder.path()), ["a.md", "a.pdf"]);
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_as_the_user_allows() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        write_all(folder.path(), &files("neu")).unwrap();
        fs::write(folder.path().join("plain"), "").unwrap();
        let mode =
            |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode("a.md"), mode("plain"));
    }
}
