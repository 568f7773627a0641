//! Opens a version of a paper, wherever it is: a folder, a PDF that vorlage wrote, or
//! a folder in a revision of git.
//!
//! A PDF is not trusted: its files must be those of its manifest, and templates that
//! only it knows are not run unless the user says so.

mod findings;
mod git;

use std::path::Path;
use std::sync::Arc;

use crate::compare;
use crate::data::{self, TypedValue};
use crate::diagnostic::{Diagnostic, Sources};
use crate::output::{self, Inputs};
use crate::paper::{self, Finished, Outcome, Request, Trust};

/// A version that was opened.
pub(super) struct Version {
    /// The name that the user gave it.
    name: String,
    /// What a folder about it would be called.
    pub(super) stem: String,
    /// The paper.
    pub(super) paper: Finished,
    typed_values: Vec<TypedValue>,
    sources: Sources,
}

/// Why a version could not be opened.
pub(super) struct Refused {
    /// What was found.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The texts that it points into.
    pub(super) sources: Sources,
}

impl Version {
    /// What is compared of it.
    pub(super) fn version(&self) -> compare::Version<'_> {
        compare::Version {
            name: &self.name,
            paper: &self.paper.paper,
            typed_values: &self.typed_values,
            figures: &self.paper.figures,
            document: self.paper.text(),
            sources: &self.sources,
        }
    }
}

/// Opens what `name` says: something on the disk, or else a revision of git.
pub(super) fn open(name: &str, trust: Trust) -> Result<Version, Refused> {
    let path = Path::new(name);
    match name.split_once(':') {
        _ if path.is_file() => from_pdf(path, trust),
        _ if path.exists() => from_folder(path),
        Some((revision, folder)) if revision.is_empty() || folder.is_empty() => {
            Err(findings::incomplete(name, !revision.is_empty()).into())
        }
        Some((revision, folder)) if is_revision(revision, folder) => {
            from_git(name, revision, folder)
        }
        _ => Err(findings::missing(name).into()),
    }
}

/// The paper at `path` of the disk, a folder or a PDF of this program, with all that was found
/// on the way.
pub(super) fn outcome(path: &Path) -> Outcome<Finished> {
    if !path.is_file() {
        return Request::of(path).finished();
    }
    match from_pdf(path, Trust::Nothing) {
        Ok(Version { paper, sources, .. }) => {
            Outcome { made: Some(paper), diagnostics: Vec::new(), sources }
        }
        Err(Refused { diagnostics, sources }) => {
            let diagnostics = diagnostics.into_iter().map(findings::unexplained).collect();
            Outcome { made: None, diagnostics, sources }
        }
    }
}

/// Whether a colon parts a revision from a folder, and not a drive from a path or a
/// protocol from an address.
fn is_revision(revision: &str, folder: &str) -> bool {
    let is_drive = revision.len() == 1 && folder.starts_with(['\\', '/']);
    !is_drive && !folder.starts_with("//")
}

fn from_folder(folder: &Path) -> Result<Version, Refused> {
    let stem = folder.canonicalize().ok();
    let stem = stem.as_deref().unwrap_or(folder).file_name().unwrap_or_default();
    let name = folder.display().to_string();
    version(name, &stem.to_string_lossy(), Request::of(folder), str::to_owned)
}

fn from_pdf(path: &Path, trust: Trust) -> Result<Version, Refused> {
    let shown = path.display().to_string();
    let refused = |found: Vec<Diagnostic>| Refused {
        diagnostics: found.into_iter().map(findings::of_pdf).collect(),
        sources: Sources::default(),
    };
    let carried = paper::carried(&shown, path).map_err(refused)?;
    let foreign = paper::foreign_templates(&carried);
    if let (Trust::Nothing, Some(first)) = (trust, foreign.first()) {
        return Err(foreign_templates(&shown, first).into());
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let request = Request::carried(&carried);
    version(shown.clone(), &stem, request, |path| format!("{shown}: {path}")).map_err(
        |mut refused| {
            refused.diagnostics.insert(0, paper::unloadable(&shown, &carried.manifest));
            refused
        },
    )
}

/// The text of the PDF at `path`, written once more from what it carries; or why it cannot
/// be. Templates are run that the program has itself or that are among `known`.
pub(super) fn reread(path: &Path, known: &Inputs) -> Result<String, &'static str> {
    if !path.exists() {
        return Err("weder ein früheres Markdown noch ein früheres PDF vorliegt");
    }
    let unreadable = "kein früheres Markdown vorliegt und sich der Text des vorhandenen PDF nicht \
                      wieder herstellen lässt";
    let carried = paper::carried(&path.display().to_string(), path).map_err(|_| unreadable)?;
    let files = carried.inputs();
    let mut foreign = paper::foreign_templates(&carried).into_iter();
    if foreign.any(|path| !files.get(&path).is_some_and(|content| known.has(&path, content))) {
        return Err("kein früheres Markdown vorliegt und das vorhandene PDF mit anderen \
                    Vorlagendateien geschrieben ist");
    }
    Request::carried(&carried)
        .finished()
        .made
        .map(|paper| output::markdown(&paper.document))
        .ok_or(unreadable)
}

fn from_git(name: &str, revision: &str, folder: &str) -> Result<Version, Refused> {
    let archive = Arc::new(git::Revision::of(revision));
    let request = Request::of_revision(archive, folder)?;
    if !request.files().is_some_and(|files| files.keys().any(|path| is_yaml(path))) {
        return Err(findings::empty(name).into());
    }
    let stem = name.trim_end_matches('/').rsplit(['/', ':']).next().unwrap_or_default();
    let shown = |path: &str| match path.strip_prefix(git::FOLDER) {
        Some(below) => format!("{}{below}", name.trim_end_matches('/')),
        None => path.to_owned(),
    };
    version(name.to_owned(), stem, request, shown)
}

/// Whether `path` is a YAML file of the paper itself.
fn is_yaml(path: &str) -> bool {
    let name = path.strip_prefix(git::FOLDER).and_then(|path| path.strip_prefix('/'));
    let is_yaml = |name: &str| name.ends_with(".yaml") || name.ends_with(".yml");
    name.is_some_and(|name| !name.contains('/') && is_yaml(name))
}

/// The version that came of it, its texts under the paths by which the user knows them.
fn version(
    name: String,
    stem: &str,
    request: Request,
    shown: impl Fn(&str) -> String,
) -> Result<Version, Refused> {
    let folder = request.folder().to_owned();
    let Outcome { made, diagnostics, sources } = request.finished();
    let renamed = sources.renamed(|_, path| shown(path));
    let Some(paper) = made else {
        let as_known = |found: Diagnostic| {
            let path = found.path.as_deref().map(&shown);
            Diagnostic { path, ..found }
        };
        let diagnostics = diagnostics.into_iter().map(as_known).collect();
        return Err(Refused { diagnostics, sources: renamed });
    };
    let typed_values = data::typed_values_as(&sources, &folder, paper.paper.chosen.as_deref());
    let stem = if stem.is_empty() { "vorlage" } else { stem }.to_owned();
    Ok(Version { name, stem, paper, typed_values, sources: renamed })
}

fn foreign_templates(path: &str, first: &str) -> Diagnostic {
    paper::foreign_template(path, first).with_hint(
        "Vorlagendateien werden ausgeführt. Vertrauen Sie der Herkunft des PDF, so ergänzen Sie \
         `--trust-templates`.",
    )
}

impl From<Diagnostic> for Refused {
    fn from(problem: Diagnostic) -> Self {
        Self { diagnostics: vec![problem], sources: Sources::default() }
    }
}
