//! Reads a folder as it was in a revision, through the program `git`.
//!
//! No shell, and nothing of the working tree: every call names what it reads, and an
//! argument of the user can never be taken for an option. Templates that the revision
//! holds beside the folder are used as they were; for what it lacks, the program's own.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::cli::write::system;
use crate::data::{BENEATH, Templates};
use crate::diagnostic::Diagnostic;
use crate::limits::{REVISION, REVISION_FILES};
use crate::paper::{Archive, Files};

/// Where the files of the paper lie in what is read.
pub(super) const FOLDER: &str = "fassung/daten";

/// Where its templates lie: those beside the folder of the paper, and those beside the
/// folder that holds it.
const TEMPLATES: [&str; 2] = ["fassung/templates", "templates"];

/// What keeps an archive of somebody else from running anything: neither what it configures nor
/// its hooks; the reading commands alone know no others.
const HARMLESS: [&str; 10] = [
    "--no-optional-locks",
    "--no-pager",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.alternateRefsCommand=",
    "-c",
    "protocol.allow=never",
];

/// A revision, under the name that the user gave it.
#[derive(Debug)]
pub(super) struct Revision(String);

impl Revision {
    pub(super) fn of(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl Archive for Revision {
    fn name(&self) -> &str {
        &self.0
    }

    fn folder(&self, folder: &str) -> Result<(PathBuf, Files), Diagnostic> {
        Ok((PathBuf::from(FOLDER), read(&self.0, folder)?))
    }

    fn file(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        file(&self.0, path)
    }
}

/// The files of `folder` in `revision`.
fn read(revision: &str, folder: &str) -> Result<Files, Diagnostic> {
    let commit = commit(revision, &shown_as(revision, folder))?;
    let prefix = text(&["rev-parse", "--show-prefix"])?.unwrap_or_default();
    let path = normal(&prefix, folder);
    let mut files = Files::new();
    let shown = shown_as(revision, folder);
    let is_there = path.as_deref().map(|path| read_tree(&commit, path, FOLDER, &shown, &mut files));
    if !is_there.transpose()?.unwrap_or(false) {
        let message = format!("In der Fassung `{revision}` gibt es den Ordner `{folder}` nicht");
        return Err(Diagnostic::of_path("git-ordner-fehlt", shown, message).with_hint(
            "Nennen Sie den Ordner von der Wurzel des Git-Archivs aus, zum Beispiel `HEAD:data/kim`; \
             `./` steht für den aktuellen Ordner.",
        ));
    }
    let mut above = path.as_deref();
    for target in TEMPLATES {
        above = above.and_then(|path| (!path.is_empty()).then(|| parent(path)));
        if let Some(above) = above {
            let templates =
                if above.is_empty() { "templates".into() } else { format!("{above}/templates") };
            read_tree(&commit, &templates, target, &shown, &mut files)?;
        }
    }
    let [_, outer] = TEMPLATES;
    for (path, content) in Templates::carried() {
        files.insert(format!("{outer}/{BENEATH}/{path}"), content);
    }
    Ok(files)
}

/// The file at `path`, from the root of the archive, in `revision`; nothing where it is none.
fn file(revision: &str, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
    let name = format!("{}:{path}", commit(revision, &shown_as(revision, path))?);
    if text(&["cat-file", "-t", &name])?.as_deref() != Some("blob") {
        return Ok(None);
    }
    let lost = || lost(&shown_as(revision, path), path);
    let size = text(&["cat-file", "-s", &name])?.and_then(|size| size.parse::<u64>().ok());
    if size.is_none_or(|size| size > REVISION) {
        return Err(lost());
    }
    git(&["cat-file", "blob", &name])?.map(Some).ok_or_else(lost)
}

/// How the user named the folder.
fn shown_as(revision: &str, folder: &str) -> String {
    format!("{revision}:{folder}")
}

/// The commit that `revision` names in what was `shown`.
fn commit(revision: &str, shown: &str) -> Result<String, Diagnostic> {
    let name = format!("{revision}^{{commit}}");
    let found = text(&["rev-parse", "--verify", "--quiet", "--end-of-options", &name])?;
    if let Some(commit) = found.filter(|_| !revision.is_empty()) {
        return Ok(commit);
    }
    if text(&["rev-parse", "--git-dir"])?.is_none() {
        let message = "Hier ist kein Git-Archiv, in dem eine Fassung stehen könnte";
        return Err(Diagnostic::of_path("git-archiv-fehlt", shown, message).with_hint(
            "Rufen Sie vorlage in einem Ordner des Archivs auf, oder nennen Sie einen Ordner oder ein PDF.",
        ));
    }
    let message = format!("Die Fassung `{revision}` gibt es in diesem Git-Archiv nicht");
    Err(Diagnostic::of_path("git-fassung-fehlt", shown, message).with_hint(
        "`git log --oneline` nennt die Fassungen; möglich sind auch Zweige, Marken und `HEAD~1`.",
    ))
}

/// `folder` from the root of the archive, where it does not lie outside.
fn normal(prefix: &str, folder: &str) -> Option<String> {
    let relative =
        folder.starts_with("./") || folder.starts_with("../") || [".", ".."].contains(&folder);
    let start = if relative { prefix } else { "" };
    let mut parts: Vec<&str> = Vec::new();
    for part in start.split('/').chain(folder.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// Adds the files below `path` under `target`; tells whether there is such a folder.
fn read_tree(
    commit: &str,
    path: &str,
    target: &str,
    shown: &str,
    files: &mut Files,
) -> Result<bool, Diagnostic> {
    let name = format!("{commit}:{path}");
    let tree = text(&["rev-parse", "--verify", "--quiet", "--end-of-options", &name])?;
    let Some(tree) = tree else { return Ok(false) };
    // What has a name is there, unless the archive is not whole.
    match text(&["cat-file", "-t", &tree])?.as_deref() {
        Some("tree") => {}
        Some(_) => return Ok(false),
        None => return Err(lost(shown, path)),
    }
    let Some(listing) = git(&["ls-tree", "-r", "-z", "-l", "--full-tree", &tree])? else {
        return Err(lost(shown, path));
    };
    let listing = String::from_utf8_lossy(&listing).into_owned();
    let entries: Vec<Entry<'_>> = listing.split('\0').filter_map(Entry::of).collect();
    let bytes: u64 = entries.iter().map(|entry| entry.bytes).sum();
    if entries.len() > REVISION_FILES || bytes > REVISION {
        let message = "In diesem Ordner liegen mehr oder größere Dateien als in dem einer Vorlage";
        return Err(Diagnostic::of_path("git-zu-gross", shown, message)
            .with_hint("Prüfen Sie, ob es der Ordner einer einzelnen Vorlage ist."));
    }
    for entry in entries {
        let content = git(&["cat-file", "blob", entry.object])?;
        let content = content.ok_or_else(|| lost(shown, entry.path))?;
        files.insert(format!("{target}/{}", entry.path), content);
    }
    Ok(true)
}

/// A file of a revision that the archive does not hold, or not whole: nothing that was taken out
/// of the paper.
fn lost(shown: &str, path: &str) -> Diagnostic {
    let message = format!("Im Git-Archiv lässt sich `{path}` dieser Fassung nicht lesen");
    Diagnostic::of_path("git-unlesbar", shown, message).with_hint(
        "`git fsck` sagt, was dem Archiv fehlt. Holen Sie es mit `git fetch` nach, oder vergleichen \
         Sie zwei Ordner oder PDF.",
    )
}

/// A regular file of a tree.
struct Entry<'a> {
    object: &'a str,
    bytes: u64,
    path: &'a str,
}

impl<'a> Entry<'a> {
    /// Reads `<mode> blob <object> <size>\t<path>`; links and sub-modules are none.
    fn of(line: &'a str) -> Option<Self> {
        let (head, path) = line.split_once('\t')?;
        let mut words = head.split_ascii_whitespace();
        let mode = words.next()?;
        let (_, object, bytes) = (words.next()?, words.next()?, words.next()?);
        mode.starts_with("100").then_some(())?;
        // Of what the archive lacks the size is not known; whoever reads it is told.
        Some(Self { object, bytes: bytes.parse().unwrap_or(0), path })
    }
}

/// What git says in one line; nothing where it refuses.
fn text(arguments: &[&str]) -> Result<Option<String>, Diagnostic> {
    let said = git(arguments)?;
    Ok(said.map(|said| String::from_utf8_lossy(&said).trim_end_matches('\n').to_owned()))
}

/// What git says; nothing where it refuses.
fn git<S: AsRef<OsStr>>(arguments: &[S]) -> Result<Option<Vec<u8>>, Diagnostic> {
    let mut command = Command::new("git");
    command.args(HARMLESS).args(arguments).stdin(Stdio::null());
    // Whose archive is read is told by the folder alone.
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("GIT_")) {
            command.env_remove(name);
        }
    }
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_TERMINAL_PROMPT", "0");
    // Also where git is too old to know how not to fetch.
    command.env("GIT_ALLOW_PROTOCOL", "none");
    match command.output() {
        Ok(output) => Ok(output.status.success().then_some(output.stdout)),
        Err(error) => {
            let message = match error.kind() {
                ErrorKind::NotFound => "Das Programm `git` ist nicht installiert".to_owned(),
                _ => format!("Das Programm `git` lässt sich nicht starten ({})", system(&error)),
            };
            Err(Diagnostic::of_path("git-fehlt", "git", message).with_hint(
                "Installieren Sie git, oder vergleichen Sie zwei Ordner oder PDF miteinander.",
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_the_archive() {
        let path = |prefix, folder| normal(prefix, folder);
        assert_eq!(path("sub/", "data/kim/").as_deref(), Some("data/kim"));
        assert_eq!(path("data/", "./kim").as_deref(), Some("data/kim"));
        assert_eq!(path("data/kim/", "../x").as_deref(), Some("data/x"));
        assert_eq!(path("", "../x"), None);
        assert_eq!(path("data/kim/", ".").as_deref(), Some("data/kim"));
        assert_eq!((parent("data/kim"), parent("kim")), ("data", ""));
    }

    #[test]
    fn only_regular_files_are_read() {
        let file = Entry::of("100644 blob abc      12\tdaten/ä b.yaml").unwrap();
        assert_eq!((file.object, file.bytes, file.path), ("abc", 12, "daten/ä b.yaml"));
        assert!(Entry::of("120000 blob abc      12\tlink").is_none());
        assert!(Entry::of("160000 commit abc       -\tmodul").is_none());
    }
}
