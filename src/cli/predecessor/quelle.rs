//! Reads what the `quelle` of a paper names: a folder, a PDF, a file of figures.
//!
//! A paper of the disk names something on the disk; one that was taken out of a PDF finds the
//! earlier one in it, and one of a revision of git finds it in the same revision.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::Origin;
use super::findings::{self, absent, circle, figureless, headless, unreadable, variant};
use crate::cli::verify::{self, Trust};
use crate::cli::version::git;
use crate::compare::NamedValue;
use crate::data::{self, Bezug, Loaded, Placed, Variant};
use crate::diagnostic::{Diagnostic, Place};
use crate::finance::{Derivation, Figure, Figures, Rounding};
use crate::money::Exact;
use crate::output::{self, Carried, DATA, Head, NUMBERS, PREDECESSOR, TEMPLATES};

/// An earlier paper that was read.
pub(super) enum Opened {
    /// The whole of it.
    Vorlage {
        loaded: Box<Loaded>,
        /// Where its texts lie.
        folder: PathBuf,
        origin: Origin,
        /// The printed values that its PDF carries.
        numbers: Option<Vec<NamedValue>>,
    },
    /// Its figures, of which paper they are, and the text of their file.
    Numbers(Figures, Head, String),
}

/// Reads what the `quelle` of `bezug` names in the paper that lies in `folder` of `ort`.
pub(super) fn read(
    bezug: &Bezug,
    quelle: &Placed<String>,
    folder: &Path,
    origin: &Origin,
) -> Result<Opened, Diagnostic> {
    let trust = if bezug.vertraut { Trust::Templates } else { Trust::Nothing };
    match origin {
        Origin::Platte(chain) => from_disk(quelle, folder, chain, trust),
        Origin::Memory(files) => from_memory(quelle, carried_before(files), None),
        Origin::Git { revision, folder, chain } => {
            from_git(quelle, (revision, folder), chain, trust)
        }
    }
}

fn from_disk(
    quelle: &Placed<String>,
    folder: &Path,
    chain: &[PathBuf],
    trust: Trust,
) -> Result<Opened, Diagnostic> {
    let path = folder.join(&quelle.value);
    let Ok(real) = path.canonicalize() else { return Err(absent(quelle)) };
    let own = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let chain: Vec<PathBuf> = chain.iter().cloned().chain([own]).collect();
    if chain.contains(&real) {
        return Err(circle(quelle, &real));
    }
    let path = Some(without_detours(&path))
        .filter(|of| of.canonicalize().ok() == Some(real.clone()))
        .unwrap_or(path);
    if real.is_dir() {
        let loaded = Box::new(data::load(&path));
        return Ok(Opened::Vorlage {
            loaded,
            folder: path,
            origin: Origin::Platte(chain),
            numbers: None,
        });
    }
    let bytes = verify::read(&path).map_err(|problem| unreadable(quelle, &problem))?;
    from_file(quelle, &path.display().to_string(), &bytes, trust)
}

/// A PDF or a file of figures, known to the user as `shown`.
fn from_file(
    quelle: &Placed<String>,
    shown: &str,
    bytes: &[u8],
    trust: Trust,
) -> Result<Opened, Diagnostic> {
    let extension = Path::new(&quelle.value).extension();
    if extension.is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
        return from_figures(quelle, bytes);
    }
    let carried = verify::carried_by(shown, bytes).map_err(|problems| match problems.first() {
        Some(first) => unreadable(quelle, first),
        None => absent(quelle),
    })?;
    let stadt = carried.manifest.stadt.clone();
    let read = from_memory(quelle, trusted(quelle, &carried, trust)?, stadt.as_deref())?;
    Ok(match read {
        Opened::Vorlage { loaded, folder, origin, .. } => {
            let numbers = output::values(carried.figures_json());
            Opened::Vorlage { loaded, folder, origin, numbers }
        }
        numbers @ Opened::Numbers(..) => numbers,
    })
}

/// The files of a PDF, of which nothing may be run unasked that this program does not carry.
fn trusted(
    quelle: &Placed<String>,
    carried: &Carried,
    trust: Trust,
) -> Result<BTreeMap<String, Vec<u8>>, Diagnostic> {
    let foreign = verify::foreign_templates(carried);
    if let (Trust::Nothing, Some(first)) = (trust, foreign.first()) {
        return Err(findings::foreign(quelle, first));
    }
    if let Some(szenario) = &carried.manifest.szenario {
        return Err(variant(quelle, szenario));
    }
    Ok(carried.inputs())
}

/// What lies among `files`, read for `stadt` in place of its own city.
fn from_memory(
    quelle: &Placed<String>,
    files: BTreeMap<String, Vec<u8>>,
    stadt: Option<&str>,
) -> Result<Opened, Diagnostic> {
    if let Some(bytes) = files.get(NUMBERS) {
        return from_figures(quelle, bytes);
    }
    let own = format!("{DATA}/");
    if !files.keys().any(|path| path.starts_with(&own)) {
        return Err(absent(quelle));
    }
    let folder = PathBuf::from(DATA);
    let variant = Variant::default().in_stadt(stadt);
    let loaded = Box::new(data::load_from_memory_as(&folder, files.clone(), &variant));
    Ok(Opened::Vorlage { loaded, folder, origin: Origin::Memory(files), numbers: None })
}

/// A file of figures, which has no text.
fn from_figures(quelle: &Placed<String>, bytes: &[u8]) -> Result<Opened, Diagnostic> {
    let text = std::str::from_utf8(bytes).ok();
    let read = text.and_then(|text| Some((figures_of(text, &quelle.place)?, text.to_owned())));
    let (figures, text) = read.ok_or_else(|| figureless(quelle))?;
    let head = output::head(text.as_bytes()).ok_or_else(|| headless(quelle))?;
    Ok(Opened::Numbers(figures, head, text))
}

/// The values of a file of figures as given ones; nothing where it is no such file.
fn figures_of(text: &str, place: &Place) -> Option<Figures> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let mut figures = Figures::default();
    for NamedValue { name, unit, value } in output::values(text.as_bytes())? {
        if !name.as_str().chars().all(is_name) {
            return None;
        }
        let derivation = Derivation::Given { place: place.clone(), source: None };
        let (exact, rounding) = (Exact::from(value), Rounding::Exact);
        figures.add(Figure { name, exact, value, unit, derivation, rounding });
    }
    (!figures.is_empty()).then_some(figures)
}

fn from_git(
    quelle: &Placed<String>,
    (revision, own): (&str, &str),
    chain: &[String],
    trust: Trust,
) -> Result<Opened, Diagnostic> {
    let named = Path::new(own).join(&quelle.value);
    let path = plain(&named).ok_or_else(|| absent(quelle))?;
    let own = plain(Path::new(own)).unwrap_or_default();
    let chain: Vec<String> = chain.iter().cloned().chain([own]).collect();
    if chain.contains(&path) {
        return Err(circle(quelle, Path::new(&path)));
    }
    let unread = |problem: Diagnostic| unreadable(quelle, &problem);
    if let Some(bytes) = git::file(revision, &path).map_err(unread)? {
        return from_file(quelle, &format!("{revision}:{path}"), &bytes, trust);
    }
    let files = git::read(revision, &path).map_err(unread)?;
    let folder = PathBuf::from(git::FOLDER);
    let loaded = Box::new(data::load_from_memory(&folder, files));
    let origin = Origin::Git { revision: revision.to_owned(), folder: path, chain };
    Ok(Opened::Vorlage { loaded, folder, origin, numbers: None })
}

/// `path` without a folder that it leaves again at once, as people name it.
fn without_detours(path: &Path) -> PathBuf {
    let mut shown = PathBuf::new();
    for part in path.components() {
        let ends_in_name = matches!(shown.components().next_back(), Some(Component::Normal(_)));
        if part == Component::ParentDir && ends_in_name {
            shown.pop();
        } else {
            shown.push(part);
        }
    }
    shown
}

/// `path` without `.` and `..`; nothing where it leaves its root.
pub(super) fn plain(path: &Path) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(parts.pop()?),
            Component::Normal(name) => parts.push(name.to_str()?.to_owned()),
            _ => {}
        }
    }
    Some(parts.join("/"))
}

/// The files of the paper before the one of `files`; what both have in common stands once.
fn carried_before(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let shared = files
        .iter()
        .filter(|(path, _)| path.strip_prefix(TEMPLATES).is_some_and(|rest| rest.starts_with('/')));
    let own = files.iter().filter_map(|(path, content)| {
        Some((path.strip_prefix(PREDECESSOR)?.strip_prefix('/')?.to_owned(), content.clone()))
    });
    let shared = shared.map(|(path, content)| (path.clone(), content.clone()));
    shared.chain(own).collect()
}
