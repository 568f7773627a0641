//! What a PDF carries, so that it can be recomputed when its folder is long gone.
//!
//! ```text
//! daten/…            the YAML and the prose as loaded
//! templates/…        the wording, the look and the profile of the city
//! vorgaenger/…       the same of the paper that this one refers to, but for templates that both share
//! zahlen.json        every figure with its derivation; its places point into the above
//! manifest.json      names, sizes and checksums of all of it, and one over them all
//! ```
//!
//! Names do not depend on where the folder stood; same input, same bytes.

mod attachment;
mod manifest;
mod name;
mod unpack;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::data::{Templates, Wording};
use crate::diagnostic::{Diagnostic, FileId, Sources};
use crate::finance::Figures;

use super::{json, report};

pub use self::attachment::{Attachment, DATA, MANIFEST, NUMBERS, PREDECESSOR, TEMPLATES};
pub(super) use self::manifest::fingerprint;
pub use self::manifest::{Discrepancy, Manifest};
pub use self::unpack::{Carried, NotCarried, unpack};

/// The files that a paper was made from, under the names by which a PDF carries them.
#[derive(Debug, Clone)]
pub struct Inputs {
    files: BTreeMap<String, Arc<str>>,
    /// All texts that were read, under those names.
    sources: Sources,
    nachweis: bool,
    szenario: Option<String>,
    stadt: Option<String>,
    wording: Wording,
}

impl Inputs {
    /// The texts of `sources` that the paper in `folder` was made from.
    pub fn of(folder: &Path, templates: &Templates, sources: &Sources) -> Self {
        let names = Names::of(folder, templates, sources);
        let files = names.0.iter().map(|(id, name)| (name.clone(), sources.text(*id))).collect();
        let sources = sources.renamed(|id, path| names.0.get(&id).map_or(path, |name| name).into());
        let wording = Wording::default();
        Self { files, sources, nachweis: false, szenario: None, stadt: None, wording }
    }

    /// The same of a paper with or without its calculation annex, which need not be
    /// a matter of its files.
    #[must_use]
    pub fn annexed(self, nachweis: bool) -> Self {
        Self { nachweis, ..self }
    }

    /// The same of a paper that is the scenario called `szenario`.
    #[must_use]
    pub fn of_scenario(self, szenario: Option<String>) -> Self {
        Self { szenario, ..self }
    }

    /// The same of a paper that was written for `stadt` in place of its own city.
    #[must_use]
    pub fn of_stadt(self, stadt: Option<String>) -> Self {
        Self { stadt, ..self }
    }

    /// The same, described by `wording`.
    #[must_use]
    pub fn worded(self, wording: &Wording) -> Self {
        Self { wording: wording.clone(), ..self }
    }

    /// Whether the file at `path`, as [`Carried::inputs`] knows it, has this `content`.
    pub fn has(&self, path: &str, content: &[u8]) -> bool {
        let mut own = self.files.iter();
        own.any(|(name, text)| {
            text.as_bytes() == content && name::path(name).as_deref() == Some(path)
        })
    }

    /// The same of a paper that refers to one made from `earlier`.
    #[must_use]
    pub fn after(mut self, earlier: &Self) -> Self {
        for (name, text) in &earlier.files {
            // Shared templates stand once; see `Carried::inputs`.
            let is_shared = name.starts_with(TEMPLATES) && self.files.get(name) == Some(text);
            if !is_shared {
                self.files.insert(format!("{PREDECESSOR}/{name}"), Arc::clone(text));
            }
        }
        self
    }

    /// The same of a paper that refers to an earlier one by its `figures` alone.
    #[must_use]
    pub fn after_figures(mut self, figures: &str) -> Self {
        self.files.insert(format!("{PREDECESSOR}/{NUMBERS}"), figures.into());
        self
    }

    /// All that the PDF carries: these files, `figures`, and the manifest over them.
    pub fn attachments(
        &self,
        figures: &Figures,
        fonts: &[impl AsRef<[u8]>],
    ) -> Result<Vec<Attachment>, Vec<Diagnostic>> {
        let file = |name: &str, content: &[u8]| Attachment::new(name, content, &self.wording);
        let files = self.files.iter().map(|(name, text)| file(name, text.as_bytes()));
        let mut all: Vec<Attachment> = files.collect();
        all.push(file(NUMBERS, self.figures_json(figures)?.as_bytes()));
        let manifest = Manifest::of(&all, fonts, self.nachweis)
            .of_scenario(self.szenario.clone())
            .of_stadt(self.stadt.clone())
            .to_json()
            .map_err(failed)?;
        all.push(file(MANIFEST, manifest.as_bytes()));
        Ok(all)
    }

    /// The figures as the PDF carries them.
    pub fn figures_json(&self, figures: &Figures) -> Result<String, Vec<Diagnostic>> {
        json::figures_json(figures, &self.sources, None).map_err(failed)
    }
}

fn failed(error: serde_json::Error) -> Vec<Diagnostic> {
    vec![report::internal(&error.to_string())]
}

/// The names of the files that a paper was made from.
struct Names(BTreeMap<FileId, String>);

impl Names {
    fn of(folder: &Path, templates: &Templates, sources: &Sources) -> Self {
        let city = templates.files();
        let city = city.map(|(path, id)| (id, format!("{TEMPLATES}/{}", name::of(path))));
        let own = sources.iter().filter_map(|(id, path, _)| {
            let parts = Path::new(path).strip_prefix(folder).ok()?.iter();
            let parts: Vec<_> = parts.map(|part| name::of(&part.to_string_lossy())).collect();
            Some((id, format!("{DATA}/{}", parts.join("/"))))
        });
        // A folder `templates` may lie in that of the paper only where it is the city's.
        Self(own.chain(city).collect())
    }
}
