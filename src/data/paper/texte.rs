//! The prose of a paper: Markdown with placeholders for figures.
//!
//! Reads `texte/<key>.md`, or all files of a folder `texte/<key>/` in the order
//! of their names. What the Markdown says is not looked at here.

use std::collections::BTreeMap;
use std::path::Path;

use crate::data::record::value;
use crate::data::unread;
use crate::data::yaml::files;
use crate::data::yaml::intake::Intake;
use crate::diagnostic::{Diagnostic, FileId};

/// A piece of prose, from one file or from the files of a folder in the order of
/// their names.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// The files and what is printed of their Markdown; what belongs to another scenario
    /// is blank, and a byte-order mark is gone.
    pub parts: Vec<(FileId, String)>,
    /// The same with the blocks of all scenarios, in which mistakes are looked for.
    pub alle: Vec<(FileId, String)>,
}

/// Reads all prose of the paper in `folder`; a paper may have none.
pub(in crate::data) fn load(folder: &Path, intake: &Intake) -> BTreeMap<String, Text> {
    let folder = folder.join("texte");
    let mut texts = BTreeMap::new();
    if intake.store().kind(&folder).is_err() {
        return texts;
    }
    let paths = files::list(&folder, intake).unwrap_or_default();
    for path in paths.into_iter().filter(|path| !unread::is_left_behind(path)) {
        let Some((key, parts)) = key_and_parts(&path, intake) else { continue };
        if texts.contains_key(&key) {
            intake.report(both(&path, &key));
        }
        let texte: &mut Text = texts.entry(key).or_default();
        for part in parts {
            let Some(file) = files::read_text(&part, intake) else { continue };
            texte.parts.push((file, intake.text(file).to_string()));
        }
        texte.alle.clone_from(&texte.parts);
    }
    texts
}

/// The key of a file or folder below `texte/`, and the files that belong to it.
fn key_and_parts(path: &Path, intake: &Intake) -> Option<(String, Vec<std::path::PathBuf>)> {
    let name = files::name(path);
    let (key, parts) = if intake.store().is_folder(path) {
        let mut parts = files::list(path, intake)?;
        parts.retain(|part| !unread::is_left_behind(part));
        (name.as_str(), parts.into_iter().filter(|part| is_prose(part, intake)).collect())
    } else if is_prose(path, intake) {
        (name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem), vec![path.to_owned()])
    } else {
        return None;
    };
    if !value::is_id(key) {
        return intake.reject(
            Diagnostic::of_path(
                "kennung-ungueltig",
                path.display().to_string(),
                format!("`{key}` ist kein Name für einen Text"),
            )
            .with_hint(
                "Ein Name besteht aus kleinen Buchstaben ohne Umlaute, Ziffern und \
                    `_`, etwa `ausgangslage.md`.",
            ),
        );
    }
    Some((key.to_owned(), parts))
}

fn is_prose(path: &Path, intake: &Intake) -> bool {
    let is_prose = files::has_extension(path, &["md"]);
    if !is_prose {
        intake.report(
            Diagnostic::of_path(
                "text-falsche-endung",
                path.display().to_string(),
                "Diese Datei wird nicht gelesen",
            )
            .with_hint(cure(path)),
        );
    }
    is_prose
}

/// What to do with a file that is no Markdown: what an office program wrote is none under any
/// name.
fn cure(path: &Path) -> &'static str {
    if files::has_extension(path, &["docx", "doc", "odt", "rtf", "pdf"]) {
        "Texte sind Markdown-Dateien mit der Endung `.md`; umbenennen hilft hier nicht: Legen Sie \
         daneben eine Datei mit dieser Endung an, kopieren Sie den Text hinein, und legen Sie das \
         Dokument an anderer Stelle ab."
    } else {
        "Texte sind Markdown-Dateien mit der Endung `.md`; benennen Sie die Datei um, oder löschen \
         Sie sie."
    }
}

fn both(path: &Path, key: &str) -> Diagnostic {
    let message = format!("Den Text `{key}` gibt es zweimal: als Datei und als Ordner");
    Diagnostic::of_path("text-doppelt", path.display().to_string(), message)
        .with_hint("Behalten Sie die Datei oder den Ordner, und löschen Sie das andere.")
}
