//! Reads files and folders, and says in German why one cannot be read.
//!
//! Nothing is read before its size is known to be bearable, and nothing but
//! regular files is opened: a pipe or a device would never end.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

use super::forbidden;
use super::intake::Intake;
use super::store::Kind;
use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::limits;

/// The byte-order mark of UTF-8.
pub(in crate::data) const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The files and folders in `folder` in the order of their names, without hidden ones.
pub(in crate::data) fn list(folder: &Path, intake: &Intake) -> Option<Vec<PathBuf>> {
    match intake.store().entries(folder) {
        Ok(mut paths) => {
            paths.retain(|path| !name(path).starts_with('.'));
            paths.sort();
            ambiguous(&paths).for_each(|finding| intake.report(finding));
            Some(paths)
        }
        Err(error) => intake.reject(no_folder(folder, &error)),
    }
}

/// Those of `paths` that other systems, a PDF and git cannot tell from each other, or not name
/// at all.
fn ambiguous(paths: &[PathBuf]) -> impl Iterator<Item = Diagnostic> {
    let mut names = BTreeSet::new();
    paths.iter().filter_map(move |path| {
        let name = path.file_name()?;
        let message = match name.to_str() {
            None => "Der Name dieser Datei enthält Zeichen, die kein Text sind",
            Some(name) if names.insert(name.nfc().collect::<String>()) => return None,
            Some(_) => "Zwei Dateien haben denselben Namen, nur anders geschrieben",
        };
        let cure = "Benennen Sie die Datei um, am besten ohne Umlaute.";
        let path = path.display().to_string();
        Some(Diagnostic::of_path("dateiname-unklar", path, message).with_hint(cure))
    })
}

/// The last part of `path`.
pub(in crate::data) fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Whether the name of `path` ends in one of `extensions`.
pub(in crate::data) fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| extensions.contains(&extension.to_ascii_lowercase().as_str()))
}

/// Reads a text file and keeps it, without its byte-order mark.
pub(in crate::data) fn read_text(path: &Path, intake: &Intake) -> Option<FileId> {
    let file = read_foreign(path, intake)?;
    forbidden::check(file, intake).then_some(file)
}

/// Reads a text file of whatever characters and keeps it, without its byte-order mark.
pub(in crate::data) fn read_foreign(path: &Path, intake: &Intake) -> Option<FileId> {
    let shown = path.display().to_string();
    let bytes = read_bytes(path, limits::TEXT, intake)?;
    let bytes = bytes.strip_prefix(MARK).unwrap_or(&bytes);
    if is_utf16(bytes) {
        return intake.reject(utf16(&shown));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return intake.reject(not_utf8(&shown, bytes, error.valid_up_to(), intake)),
    };
    if text.trim().is_empty() {
        return intake.reject(empty(path));
    }
    Some(intake.add(&shown, text))
}

/// A file without content.
pub(in crate::data) fn empty(path: &Path) -> Diagnostic {
    let path = path.display().to_string();
    Diagnostic::of_path("datei-leer", path, "Die Datei enthält keine Angaben")
        .with_hint("Tragen Sie den Inhalt ein, oder löschen Sie die Datei.")
}

/// Reads a PDF.
pub(in crate::data) fn read_pdf(path: &Path, intake: &Intake) -> Option<Vec<u8>> {
    read_bytes(path, limits::PDF, intake)
}

/// Reads a table of another office.
pub(in crate::data) fn read_table(path: &Path, intake: &Intake) -> Option<Vec<u8>> {
    read_bytes(path, limits::TABLE, intake)
}

/// Whether the file at `path` begins with a byte-order mark, which its text leaves out.
pub(in crate::data) fn has_mark(path: &Path, intake: &Intake) -> bool {
    intake.store().read(path, 3).is_ok_and(|bytes| bytes == MARK)
}

/// Reads a font.
pub(in crate::data) fn read_font(path: &Path, intake: &Intake) -> Option<Vec<u8>> {
    read_bytes(path, limits::FONT, intake)
}

fn read_bytes(path: &Path, largest: u64, intake: &Intake) -> Option<Vec<u8>> {
    let shown = path.display().to_string();
    match intake.store().kind(path) {
        Err(error) => return intake.reject(unreadable(&shown, &error)),
        Ok(Kind::Folder) => return intake.reject(is_folder(&shown)),
        Ok(Kind::Other) => return intake.reject(is_special(&shown)),
        Ok(Kind::File(size)) if size > largest => {
            return intake.reject(too_large(&shown, size, largest));
        }
        // What says that it is empty and is not, such as a file of the system, may never end.
        Ok(Kind::File(0)) => return Some(Vec::new()),
        Ok(Kind::File(_)) => {}
    }
    match intake.store().read(path, largest + 1) {
        Err(error) => intake.reject(unreadable(&shown, &error)),
        Ok(bytes) if bytes.len() as u64 > largest => {
            intake.reject(too_large(&shown, bytes.len() as u64, largest))
        }
        Ok(bytes) => Some(bytes),
    }
}

fn is_folder(path: &str) -> Diagnostic {
    let message = "Hier ist ein Ordner, erwartet ist eine Datei";
    Diagnostic::of_path("datei-ist-ordner", path, message)
        .with_hint("Benennen Sie den Ordner um, oder legen Sie an seine Stelle die Datei.")
}

fn is_special(path: &str) -> Diagnostic {
    Diagnostic::of_path("datei-unlesbar", path, "Das ist keine gewöhnliche Datei")
        .with_hint("Legen Sie eine gewöhnliche Textdatei an diese Stelle.")
}

fn too_large(path: &str, size: u64, largest: u64) -> Diagnostic {
    let (size, largest) = (size.div_ceil(1_000_000), largest / 1_000_000);
    Diagnostic::of_path("datei-zu-gross", path, format!("Die Datei ist mit {size} MB zu groß"))
        .with_hint(format!(
            "Gelesen werden höchstens {largest} MB; prüfen Sie, ob es die richtige Datei ist."
        ))
}

fn not_utf8(path: &str, bytes: &[u8], valid: usize, intake: &Intake) -> Diagnostic {
    let text = String::from_utf8_lossy(bytes);
    let file = intake.add(path, &text);
    let place = Place { file, range: valid..valid + char::REPLACEMENT_CHARACTER.len_utf8() };
    Diagnostic::error("datei-nicht-utf8", &place, "Die Datei ist nicht als UTF-8 gespeichert")
        .with_hint(
            "Speichern Sie sie im Editor mit der Kodierung UTF-8; an dieser Stelle \
            steht vermutlich ein Umlaut.",
        )
}

/// Whether `bytes` are UTF-16: by its mark, or by a nought beside every second letter.
fn is_utf16(bytes: &[u8]) -> bool {
    let has_mark = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let start = bytes.get(..bytes.len().min(64)).unwrap_or_default();
    let noughts = start.iter().filter(|byte| **byte == 0).count();
    has_mark || (start.len() >= 4 && noughts * 3 > start.len())
}

fn utf16(path: &str) -> Diagnostic {
    let message = "Die Datei ist als UTF-16 gespeichert (im Windows-Editor „Unicode“)";
    Diagnostic::of_path("datei-nicht-utf8", path, message)
        .with_hint("Wählen Sie im Editor „Speichern unter“ und als Codierung „UTF-8“.")
}

fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "Die Datei gibt es nicht",
        io::ErrorKind::PermissionDenied => "Die Datei darf nicht gelesen werden",
        _ => "Die Datei lässt sich nicht lesen",
    };
    Diagnostic::of_path("datei-unlesbar", path, why)
        .with_hint("Prüfen Sie den Pfad und die Rechte an der Datei.")
}

fn no_folder(folder: &Path, error: &io::Error) -> Diagnostic {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "Den Ordner gibt es nicht",
        io::ErrorKind::NotADirectory => "Das ist kein Ordner",
        io::ErrorKind::PermissionDenied => "Der Ordner darf nicht gelesen werden",
        _ => "Der Ordner lässt sich nicht lesen",
    };
    Diagnostic::of_path("ordner-unlesbar", folder.display().to_string(), why)
        .with_hint("Nennen Sie den Ordner einer Vorlage, in dem ihre YAML-Dateien liegen.")
}
