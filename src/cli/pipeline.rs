//! The way of a paper through the rooms, and all that was found on it.
//!
//! Each room is entered once, and only if the one before left no error. No
//! command knows the order of the rooms; nothing is printed or written here.

use std::path::Path;
use std::sync::Arc;

use super::bridge::{self, Typed};
use super::effect;
use super::predecessor::{self, Origin};
use crate::data::{self, Loaded, Paper, Templates, Variant};
use crate::diagnostic::{Diagnostic, Severity, Sources};
use crate::document::{self, Document, Inserts, TemplateFiles};
use crate::finance::{self, Figures};
use crate::output::{self, Inputs, Look};

/// What became of a folder.
#[derive(Debug)]
pub struct Outcome<T> {
    /// What was made, unless there is an error.
    pub made: Option<T>,
    /// All problems, of whatever room.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that they point into.
    pub sources: Sources,
}

/// A paper that can be written in every format.
#[derive(Debug)]
pub struct Finished {
    /// The kind of paper: the stem of its files.
    pub art: String,
    /// The data it was made from.
    pub paper: Paper,
    /// All its figures.
    pub figures: Arc<Figures>,
    /// Its text.
    pub document: Document,
    /// Its text without what it says about the paper before it, where it says anything.
    base_text: Option<Document>,
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
        let attachments = self.inputs.attachments(&self.figures, &self.look.fonts)?;
        output::pdf_carrying(&self.document, &self.look, &attachments)
    }
}

/// The figures of the paper in `folder`.
pub fn figures(folder: &Path) -> Outcome<Figures> {
    let Outcome { made, diagnostics, sources } = planned(folder, &Variant::default());
    Outcome { made: made.map(|(_, figures)| figures), diagnostics, sources }
}

/// The paper in `folder` read as `variante`, and its figures.
pub fn planned(folder: &Path, variant: &Variant) -> Outcome<(Paper, Figures)> {
    let (idle, sources) = effect::of_paper(folder, variant);
    if !idle.is_empty() {
        return Outcome { made: None, diagnostics: idle, sources };
    }
    let Loaded { paper, templates, sources, mut diagnostics, .. } = data::load_as(folder, variant);
    let made = paper.and_then(|paper| {
        let origin = Origin::platte();
        let figures = planned_of(&paper, (folder, &origin), &sources, &mut diagnostics)?;
        if variant.is_the_paper() {
            let idle = effect::of_figures(&paper, &figures, &templates, &sources);
            kept(if idle.is_empty() { Ok(()) } else { Err(idle) }, &mut diagnostics)?;
        }
        Some((paper, figures))
    });
    Outcome { made, diagnostics, sources }
}

/// The figures of the paper that was `loaded` from `folder`, and what it was made from.
pub(super) fn figures_from(
    loaded: Loaded,
    folder: &Path,
    origin: &Origin,
) -> Outcome<(Figures, Inputs)> {
    let Loaded { paper, templates, sources, mut diagnostics, .. } = loaded;
    let inputs = Inputs::of(folder, &templates, &sources);
    let made =
        paper.and_then(|paper| planned_of(&paper, (folder, origin), &sources, &mut diagnostics));
    Outcome { made: made.map(|figures| (figures, inputs)), diagnostics, sources }
}

/// The finished paper in `folder`.
pub fn finished(folder: &Path) -> Outcome<Finished> {
    annexed(folder, false)
}

/// The finished paper in `folder`, with its calculation annex where its data or
/// `nachweis` asks for it.
pub fn annexed(folder: &Path, nachweis: bool) -> Outcome<Finished> {
    finished_as(folder, &Variant::default(), nachweis)
}

/// The same, read as `variante`.
pub fn finished_as(folder: &Path, variant: &Variant, nachweis: bool) -> Outcome<Finished> {
    let (idle, sources) = effect::of_paper(folder, variant);
    if !idle.is_empty() {
        return Outcome { made: None, diagnostics: idle, sources };
    }
    finished_from(data::load_as(folder, variant), folder, nachweis)
}

/// The finished paper that was `loaded` from `folder`, with its calculation annex
/// where its data or `nachweis` asks for it.
pub fn finished_from(loaded: Loaded, folder: &Path, nachweis: bool) -> Outcome<Finished> {
    finished_of(loaded, folder, nachweis, &Origin::platte())
}

/// The same; the paper before it is looked for where this one came from.
pub(super) fn finished_of(
    loaded: Loaded,
    folder: &Path,
    nachweis: bool,
    origin: &Origin,
) -> Outcome<Finished> {
    let Loaded { paper, templates, stadt, texte, sources, mut diagnostics } = loaded;
    if paper.is_none() {
        diagnostics.extend(document::proofread(&texte));
    }
    let made = paper.and_then(|mut paper| {
        paper.vorlage.nachweis |= nachweis;
        finish(paper, (folder, origin), &templates, &sources, &mut diagnostics)
    });
    let made = made.map(|paper| Finished { inputs: paper.inputs.of_stadt(stadt), ..paper });
    Outcome { made, diagnostics, sources }
}

fn finish(
    paper: Paper,
    (folder, origin): (&Path, &Origin),
    templates: &Templates,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Finished> {
    let predecessor = noted(predecessor::open(&paper, folder, origin), diagnostics)?;
    let mut figures = plan(&paper, diagnostics)?;
    let adopted =
        predecessor.as_ref().and_then(|of| predecessor::follow(&mut figures, &paper, of.figures()));
    kept(predecessor::agree(&paper, &figures), diagnostics)?;
    let own = Typed::of(&paper, folder, sources);
    let ends = predecessor.as_ref().and_then(|of| of.typed()).zip(own.as_ref());
    let ends = ends.filter(|_| !paper.is_supplement());
    let bridge = ends.and_then(|(alt, neu)| bridge::add(&mut figures, alt, neu));
    let figures = Arc::new(figures);
    let look = look(&paper.vorlage.stadt, templates, sources, diagnostics);
    let texts = texts(templates);
    let compose = |of: Option<&Inserts>| document::compose(&paper, &figures, &texts, sources, of);
    let (mut document, mut warnings) = kept(compose(None), diagnostics)?;
    let idle = effect::without_effect(&paper, &texts, sources, &document);
    kept(if idle.is_empty() { Ok(()) } else { Err(idle) }, diagnostics)?;
    let look = look?;
    let mut base_text = None;
    if let (Some(predecessor), Some(adopted)) = (&predecessor, adopted) {
        let own = document::extracts(&paper, &figures, &texts, sources);
        let (is_quoted, unused) = (own.beschluss.is_some(), own.unused.clone());
        let inserts = predecessor.inserts(&paper, adopted, &document, own);
        let mut inserts = kept(inserts, diagnostics)?;
        if let Some(bridge) = &bridge {
            bridge::attach(bridge, &paper, &figures, &mut inserts);
        }
        base_text = Some(document);
        (document, warnings) = kept(compose(Some(&inserts)), diagnostics)?;
        // What the resolution prints is printed where it is quoted.
        warnings.retain(|found| found.code != UNUSED || !is_quoted || unused.contains(found));
    }
    let undrawn = bridge::undrawn(&paper, &document, bridge.as_ref(), predecessor.as_ref());
    let is_wrong = has_errors(&undrawn);
    diagnostics.extend(warnings.into_iter().chain(undrawn));
    if is_wrong {
        return None;
    }
    let evidence = predecessor.as_ref().map_or_else(|| sources.clone(), |of| of.evidence(sources));
    // Only what compares it with an earlier paper may quote that one.
    if let Some(base_text) = &base_text {
        kept(output::text_proves_itself(base_text, &figures, sources), diagnostics)?;
    }
    kept(output::text_proves_itself(&document, &figures, &evidence), diagnostics)?;
    let inputs = Inputs::of(folder, templates, sources).annexed(paper.vorlage.nachweis);
    let mut inputs = inputs.of_scenario(paper.gewaehlt.clone());
    if let Some(predecessor) = &predecessor {
        inputs = predecessor.carried(inputs);
    }
    let art = paper.vorlage.art.clone();
    Some(Finished { art, paper, figures, document, base_text, evidence, look, inputs })
}

/// What a room made; its problems join those of the rooms before.
pub fn kept<T>(made: Result<T, Vec<Diagnostic>>, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    made.map_err(|problems| diagnostics.extend(problems)).ok()
}

/// The same of a paper before another, about which something may be noted.
fn noted<T>(
    made: Result<Option<(T, Option<Diagnostic>)>, Vec<Diagnostic>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Option<T>> {
    let found = kept(made, diagnostics)?;
    Some(found.map(|(found, note)| {
        diagnostics.extend(note);
        found
    }))
}

/// Whether nothing can be written.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|problem| problem.severity == Severity::Error)
}

/// The figures of `paper`, with those of the paper before it.
pub(super) fn planned_of(
    paper: &Paper,
    (folder, origin): (&Path, &Origin),
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Figures> {
    let earlier = noted(predecessor::figures(paper, folder, origin), diagnostics)?;
    let mut figures = plan(paper, diagnostics)?;
    if let Some((earlier, typed)) = earlier {
        predecessor::follow(&mut figures, paper, &earlier);
        kept(predecessor::agree(paper, &figures), diagnostics)?;
        let own = Typed::of(paper, folder, sources);
        typed.zip(own).and_then(|(alt, neu)| bridge::add(&mut figures, &alt, &neu));
    }
    Some(figures)
}

/// The code of a text that no template prints.
const UNUSED: &str = "text-ungenutzt";

fn plan(paper: &Paper, diagnostics: &mut Vec<Diagnostic>) -> Option<Figures> {
    let plan = finance::plan(paper);
    let failed = has_errors(&plan.diagnostics);
    diagnostics.extend(plan.diagnostics);
    (!failed).then_some(plan.figures)
}

/// The texts of `templates` under their names.
pub(super) fn texts(templates: &Templates) -> TemplateFiles {
    templates.texts().map(|(name, file)| (name.to_owned(), file)).collect()
}

/// The file of the page layout.
const SEITE: &str = "seite.typ";

/// What stands before it: the colours and measures of a city.
const AUSSEHEN: &str = "aussehen.typ";

/// What stands after it: the functions that a city has in place of those of the layout.
const LETTERHEAD: &str = "briefkopf.typ";

fn look(
    stadt: &str,
    templates: &Templates,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Look> {
    let Some(seite) = templates.text(SEITE) else {
        let problem = Diagnostic::of_path(
            "seite-fehlt",
            format!("templates/{stadt}/{SEITE}"),
            "Das Seitenlayout der Stadt fehlt",
        );
        diagnostics.push(problem.with_hint(
            "Schreiben Sie in das Profil der Stadt `erbt: gemeinsam`, oder legen Sie die Datei an.",
        ));
        return None;
    };
    let [before, after] = [AUSSEHEN, LETTERHEAD].map(|name| templates.text(name));
    let files = before.into_iter().chain([seite]).chain(after);
    Some(Look::of(files, sources, templates.fonts()))
}
