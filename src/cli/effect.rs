//! Finds scenarios that change nothing: no figure, and no word of the text.
//!
//! A scenario may well leave all figures as they are and change what is said, such as the
//! clause of a year. So one without another figure is written once more with the prose of
//! the paper, and held against the paper's own text. Whoever reads a scenario asks here
//! first, also where only figures are wanted, and where it is the scenario that is written.

use std::path::Path;
use std::sync::Arc;

use super::pipeline;
use crate::data::{self, Loaded, Paper, Szenario, Templates, Variant};
use crate::diagnostic::{Diagnostic, Sources};
use crate::document::{self, Document, TemplateFiles};
use crate::finance::{self, Figures};

/// The findings about scenarios of `paper`, whose text is `document`.
pub(super) fn without_effect(
    paper: &Paper,
    texts: &TemplateFiles,
    sources: &Sources,
    document: &Document,
) -> Vec<Diagnostic> {
    // A variant may well be the same as another scenario.
    if paper.gewaehlt.is_some() || paper.szenarien.is_empty() {
        return Vec::new();
    }
    // No scenario has figures of an earlier paper, which would be taken for a difference.
    let figures = &finance::plan(paper).figures;
    let says_the_same = |szenario: &&Szenario| {
        let as_it_was = said(paper, szenario, texts, sources);
        // What cannot be written says something else, or is found when it is built.
        as_it_was.is_some_and(|text| text == document.markdown)
    };
    finance::unmoved(paper, figures).into_iter().filter(says_the_same).map(finding).collect()
}

/// The same of a paper of which only `figures` are wanted; its text is written only where
/// they do not tell. A text that cannot be written is what `check` is for.
pub(super) fn of_figures(
    paper: &Paper,
    figures: &Figures,
    templates: &Templates,
    sources: &Sources,
) -> Vec<Diagnostic> {
    if finance::unmoved(paper, &finance::plan(paper).figures).is_empty() {
        return Vec::new();
    }
    let texts = pipeline::texts(templates);
    let figures = Arc::new(figures.clone());
    let composed = document::compose(paper, &figures, &texts, sources, None);
    composed.map_or_else(
        |_| Vec::new(),
        |(document, _)| without_effect(paper, &texts, sources, &document),
    )
}

/// The findings about scenarios of the paper in `folder` that `variante` is a variant of,
/// with the texts that they point into; none where it is read as it stands, or not at all.
pub(super) fn of_paper(folder: &Path, variant: &Variant) -> (Vec<Diagnostic>, Sources) {
    if variant.is_the_paper() {
        return Default::default();
    }
    let unchanged = Variant::default().in_stadt(variant.stadt.as_deref());
    let Loaded { paper, templates, sources, .. } = data::load_as(folder, &unchanged);
    let found = paper.map(|paper| {
        let figures = finance::plan(&paper).figures;
        of_figures(&paper, &figures, &templates, &sources)
    });
    (found.unwrap_or_default(), sources)
}

/// The text of `paper` with the values of `szenario`.
fn said(
    paper: &Paper,
    szenario: &Szenario,
    texts: &TemplateFiles,
    sources: &Sources,
) -> Option<String> {
    let changed = Paper {
        texte: paper.texte.clone(),
        szenarien: paper.szenarien.clone(),
        ..(*szenario.paper).clone()
    };
    let figures = Arc::new(finance::plan(&changed).figures);
    let (document, _) = document::compose(&changed, &figures, texts, sources, None).ok()?;
    Some(document.markdown)
}

fn finding(szenario: &Szenario) -> Diagnostic {
    let Szenario { id, name, .. } = szenario;
    let message = format!("Im Szenario „{name}“ ändert sich nichts, weder eine Zahl noch ein Wort");
    Diagnostic::error("szenario-ohne-wirkung", &id.place, message).with_hint(
        "Prüfen Sie, ob seine Änderungen einander aufheben oder nur betreffen, was nicht \
         gedruckt wird; oder löschen Sie das Szenario.",
    )
}
