//! Reads what the `quelle` of a paper names: a folder, a PDF, a file of figures.
//!
//! A paper of the disk names something on the disk; one that was taken out of a PDF finds the
//! earlier one in it, and one of a revision of git finds it in the same revision.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::findings::{self, absent, circle, figureless, headless, unreadable, variant};
use crate::compare::NamedValue;
use crate::data::{Bezug, Paper, Placed, Variant, disk};
use crate::diagnostic::{Diagnostic, Place};
use crate::finance::{Derivation, Figure, Figures, Rounding};
use crate::limits::PREDECESSORS;
use crate::money::Exact;
use crate::output::{self, Carried, DATA, Head, NUMBERS, PREDECESSOR, TEMPLATES};
use crate::paper::carried::{self, Trust};
use crate::paper::request::{Archive, Files, Origin, Request, plain};

/// What the `quelle` of a paper names.
pub(in crate::paper) enum Source {
    /// A whole paper, and the printed values that its PDF carries.
    Vorlage(Box<Request>, Option<Vec<NamedValue>>),
    /// Its figures, of which paper they are, and the text of their file.
    Numbers(Figures, Head, String),
}

/// The reference of `paper`, and where the earlier one lies.
pub(in crate::paper) fn named(paper: &Paper) -> Option<(&Bezug, &Placed<String>)> {
    let bezug = paper.vorlage.bezug.as_ref()?;
    Some((bezug, bezug.quelle.as_ref()?))
}

/// Finds what the `quelle` of `bezug` names in the paper of `request`.
pub(in crate::paper) fn find(
    bezug: &Bezug,
    quelle: &Placed<String>,
    request: &Request,
) -> Result<Source, Diagnostic> {
    if request.chain.len() >= PREDECESSORS {
        return Err(findings::endless(quelle));
    }
    let trust = Trust::from(bezug.vertraut);
    let found = match &request.origin {
        Origin::Disk | Origin::Changed(_) => from_disk(quelle, request, trust),
        Origin::Memory(files) => from_memory(quelle, carried_before(files), None),
        Origin::Revision { archive, folder, .. } => {
            from_revision(quelle, (archive, folder), request, trust)
        }
    };
    Ok(match found? {
        Source::Vorlage(earlier, numbers) => {
            Source::Vorlage(Box::new(request.leads_to(*earlier)), numbers)
        }
        numbers @ Source::Numbers(..) => numbers,
    })
}

fn from_disk(
    quelle: &Placed<String>,
    request: &Request,
    trust: Trust,
) -> Result<Source, Diagnostic> {
    let path = request.folder.join(&quelle.value);
    let Some(real) = disk::real(&path) else { return Err(absent(quelle)) };
    if request.own() == real || request.chain.contains(&real) {
        return Err(circle(quelle, &real));
    }
    let path = Some(without_detours(&path))
        .filter(|of| disk::real(of).as_ref() == Some(&real))
        .unwrap_or(path);
    if disk::is_folder(&real) {
        return Ok(Source::Vorlage(Box::new(Request::of(path)), None));
    }
    let bytes = carried::read(&path).map_err(|problem| unreadable(quelle, &problem))?;
    from_file(quelle, &path.display().to_string(), &bytes, trust)
}

/// A PDF or a file of figures, known to the user as `shown`.
fn from_file(
    quelle: &Placed<String>,
    shown: &str,
    bytes: &[u8],
    trust: Trust,
) -> Result<Source, Diagnostic> {
    let extension = Path::new(&quelle.value).extension();
    if extension.is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
        return from_figures(quelle, bytes);
    }
    let carried = carried::whole(shown, bytes).map_err(|problems| match problems.first() {
        Some(first) => unreadable(quelle, first),
        None => absent(quelle),
    })?;
    let stadt = carried.manifest.stadt.as_deref();
    Ok(match from_memory(quelle, trusted(quelle, &carried, trust)?, stadt)? {
        Source::Vorlage(request, _) => {
            Source::Vorlage(request, output::values(carried.figures_json()))
        }
        numbers @ Source::Numbers(..) => numbers,
    })
}

/// The files of a PDF, of which nothing may be run unasked that this program does not carry.
fn trusted(quelle: &Placed<String>, carried: &Carried, trust: Trust) -> Result<Files, Diagnostic> {
    let foreign = carried::foreign_templates(carried);
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
    files: Files,
    stadt: Option<&str>,
) -> Result<Source, Diagnostic> {
    if let Some(bytes) = files.get(NUMBERS) {
        return from_figures(quelle, bytes);
    }
    let own = format!("{DATA}/");
    if !files.keys().any(|path| path.starts_with(&own)) {
        return Err(absent(quelle));
    }
    let request = Request::memory(files).read_as(Variant::default().in_stadt(stadt));
    Ok(Source::Vorlage(Box::new(request), None))
}

/// A file of figures, which has no text.
fn from_figures(quelle: &Placed<String>, bytes: &[u8]) -> Result<Source, Diagnostic> {
    let text = std::str::from_utf8(bytes).ok();
    let read = text.and_then(|text| Some((figures_of(text, &quelle.place)?, text.to_owned())));
    let (figures, text) = read.ok_or_else(|| figureless(quelle))?;
    let head = output::head(text.as_bytes()).ok_or_else(|| headless(quelle))?;
    Ok(Source::Numbers(figures, head, text))
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

fn from_revision(
    quelle: &Placed<String>,
    (archive, own): (&Arc<dyn Archive>, &str),
    request: &Request,
    trust: Trust,
) -> Result<Source, Diagnostic> {
    let path = plain(&Path::new(own).join(&quelle.value)).ok_or_else(|| absent(quelle))?;
    let real = Path::new(&path);
    if request.own() == real || request.chain.iter().any(|of| of == real) {
        return Err(circle(quelle, real));
    }
    let unread = |problem: Diagnostic| unreadable(quelle, &problem);
    if let Some(bytes) = archive.file(&path).map_err(unread)? {
        return from_file(quelle, &format!("{}:{path}", archive.name()), &bytes, trust);
    }
    let request = Request::of_revision(Arc::clone(archive), &path).map_err(unread)?;
    Ok(Source::Vorlage(Box::new(request), None))
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

/// The files of the paper before the one of `files`; what both have in common stands once.
fn carried_before(files: &Files) -> Files {
    let shared = files
        .iter()
        .filter(|(path, _)| path.strip_prefix(TEMPLATES).is_some_and(|rest| rest.starts_with('/')));
    let own = files.iter().filter_map(|(path, content)| {
        Some((path.strip_prefix(PREDECESSOR)?.strip_prefix('/')?.to_owned(), content.clone()))
    });
    let shared = shared.map(|(path, content)| (path.clone(), content.clone()));
    shared.chain(own).collect()
}
