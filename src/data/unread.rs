//! Tells of files in the folder of a paper that look like data and are not read: a table that
//! silently stays away would be missing in every sum.
//!
//! Data are the YAML files in the folder itself. What an editor or the system leaves there is
//! known to be none; so is what has no line that begins with the name of a section.

use std::path::{Path, PathBuf};

use super::paper::sections::SECTIONS;
use super::yaml::files::{self, has_extension, name};
use super::yaml::intake::Intake;
use super::yaml::store::Kind;
use crate::diagnostic::Diagnostic;

/// How much of a file is looked at.
const LOOKED_AT: u64 = 64_000;

/// Folders that have a meaning of their own: prose, and a city's templates.
const KNOWN: [&str; 2] = ["texte", "templates"];

/// Endings of copies that nobody takes for the paper.
const COPIES: [&str; 6] = ["bak", "old", "orig", "swp", "tmp", "lnk"];

/// What editors and systems leave beside files.
const OF_SYSTEM: [&str; 3] = ["Thumbs.db", "desktop.ini", "Icon\r"];

/// Whether `path` is of an editor, an office program or the system, and no work of a clerk.
pub(in crate::data) fn is_left_behind(path: &Path) -> bool {
    let name = name(path);
    name.starts_with("~$")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || OF_SYSTEM.iter().any(|of| of.eq_ignore_ascii_case(&name))
        || has_extension(path, &COPIES)
}

/// Reports every file in `folder` and in the folders below it that looks like data and is not
/// read.
pub(in crate::data) fn check(folder: &Path, entries: &[PathBuf], intake: &Intake) {
    for path in entries.iter().filter(|path| !is_left_behind(path)) {
        match intake.store().kind(path) {
            Ok(Kind::Folder) if !KNOWN.contains(&&*name(path)) => below(folder, path, intake),
            Ok(Kind::File(_)) if !is_yaml(path) && looks_like_data(path, intake) => {
                intake.report(misnamed(path));
            }
            _ => {}
        }
    }
}

/// Reports the data in `inner`, unless it is the folder of a paper itself.
fn below(folder: &Path, inner: &Path, intake: &Intake) {
    let Ok(mut entries) = intake.store().entries(inner) else { return };
    entries.sort();
    if entries.iter().any(|path| is_yaml(path) && has_section(path, "vorlage", intake)) {
        return;
    }
    let data = entries.iter().filter(|path| !is_left_behind(path));
    for path in data.filter(|path| is_yaml(path) && looks_like_data(path, intake)) {
        let message = "Diese Datei wird nicht gelesen: Sie liegt in einem Unterordner";
        intake.report(
            Diagnostic::of_path("datei-ungelesen", path.display().to_string(), message).with_hint(
                format!(
                    "Verschieben Sie die Datei nach `{}`, oder löschen Sie sie.",
                    folder.display()
                ),
            ),
        );
    }
}

fn is_yaml(path: &Path) -> bool {
    has_extension(path, &["yaml", "yml"])
}

/// Whether a line of `path` begins with the name of a section.
fn looks_like_data(path: &Path, intake: &Intake) -> bool {
    SECTIONS.fields.iter().any(|section| has_section(path, section.name, intake))
}

fn has_section(path: &Path, section: &str, intake: &Intake) -> bool {
    let Ok(bytes) = intake.store().read(path, LOOKED_AT) else { return false };
    let bytes = bytes.strip_prefix(files::MARK).unwrap_or(&bytes);
    let mut lines = bytes.split(|byte| *byte == b'\n' || *byte == b'\r');
    lines.any(|line| {
        line.strip_prefix(section.as_bytes()).is_some_and(|rest| rest.first() == Some(&b':'))
    })
}

fn misnamed(path: &Path) -> Diagnostic {
    let name = name(path);
    let stem = name.split('.').next().unwrap_or_default();
    let better = format!("{}.yaml", if stem.is_empty() { "daten" } else { stem });
    let message = "Diese Datei wird nicht gelesen: Daten stehen in Dateien mit der Endung `.yaml`";
    Diagnostic::of_path("datei-ungelesen", path.display().to_string(), message).with_hint(format!(
        "Benennen Sie die Datei um, etwa in `{better}`, oder löschen Sie sie. Zeigt Windows die \
         Endung nicht an: im Explorer unter „Ansicht“ die „Dateinamenerweiterungen“ einschalten."
    ))
}
