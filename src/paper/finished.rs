//! A paper that can be written in every format.

use std::sync::Arc;

use crate::data::{Paper, Templates};
use crate::diagnostic::{Diagnostic, Sources};
use crate::document::{Document, TemplateFiles};
use crate::finance::Figures;
use crate::output::{self, Content, Inputs, Look, Origin};

/// A paper and its figures, without a text.
#[derive(Debug)]
pub struct Planned {
    /// The data it was made from.
    pub paper: Arc<Paper>,
    /// All its figures, with those of the paper before it.
    pub figures: Arc<Figures>,
}

/// A paper that can be written in every format. It depends on nothing that it was made by, and
/// may be kept as long as somebody looks at it.
#[derive(Debug)]
pub struct Finished {
    /// The kind of paper: the stem of its files.
    pub art: String,
    /// The data it was made from.
    pub paper: Arc<Paper>,
    /// All its figures.
    pub figures: Arc<Figures>,
    /// Its text.
    pub document: Document,
    /// Its text without what it says about the paper before it, where it says anything.
    pub(super) base_text: Option<Document>,
    /// The texts whose words it may quote: its own, and those of the papers before it.
    pub(super) evidence: Sources,
    /// The look of its pages.
    pub look: Look,
    /// What it was made from.
    pub inputs: Inputs,
}

impl Finished {
    /// The text by which it is compared with others.
    pub fn text(&self) -> &Document {
        self.base_text.as_ref().unwrap_or(&self.document)
    }

    /// The paper as a PDF that carries what it was made from.
    pub fn pdf(&self) -> Result<Vec<u8>, Vec<Diagnostic>> {
        output::pdf_of(&self.content())
    }

    /// What is written of it, in whatever format.
    pub fn content(&self) -> Content<'_> {
        let Self { paper, figures, evidence: sources, inputs, .. } = self;
        let origin = Origin { paper, figures, sources, inputs };
        let wording = &paper.profil.wording;
        Content { document: &self.document, look: &self.look, wording, origin: Some(origin) }
    }

    /// Holds every amount and every quoted word of its texts to where they come from.
    pub(super) fn proves_itself(&self, sources: &Sources) -> Result<(), Vec<Diagnostic>> {
        // Only what compares it with an earlier paper may quote that one.
        if let Some(text) = &self.base_text {
            output::text_proves_itself(text, &self.figures, sources)?;
        }
        output::text_proves_itself(&self.document, &self.figures, &self.evidence)
    }
}

/// The texts of `templates` under their names.
pub(super) fn texts(templates: &Templates) -> TemplateFiles {
    templates.texts().map(|(name, file)| (name.to_owned(), file)).collect()
}

/// The file of the page layout.
const PAGE: &str = "seite.typ";

/// What stands before it: the colours and measures of a city.
const LOOK: &str = "aussehen.typ";

/// What stands after it: the functions that a city has in place of those of the layout.
const LETTERHEAD: &str = "briefkopf.typ";

/// How the papers of `stadt` look.
pub(super) fn look(
    stadt: &str,
    templates: &Templates,
    sources: &Sources,
) -> Result<Look, Vec<Diagnostic>> {
    let Some(seite) = templates.text(PAGE) else {
        let problem = Diagnostic::of_path(
            "seite-fehlt",
            format!("templates/{stadt}/{PAGE}"),
            "Das Seitenlayout der Stadt fehlt",
        );
        return Err(vec![problem.with_hint(
            "Schreiben Sie in das Profil der Stadt `erbt: gemeinsam`, oder legen Sie die Datei an.",
        )]);
    };
    let [before, after] = [LOOK, LETTERHEAD].map(|name| templates.text(name));
    let files = before.into_iter().chain([seite]).chain(after);
    Ok(Look::of(files, sources, templates.fonts()))
}
