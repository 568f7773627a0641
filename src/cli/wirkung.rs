//! Finds scenarios that change nothing: no figure, and no word of the text.
//!
//! A scenario may well leave all figures as they are and change what is said, such as the
//! clause of a year. So one without another figure is written once more with the prose of
//! the paper, and held against the paper's own text.

use std::sync::Arc;

use crate::data::{Paper, Szenario};
use crate::diagnostic::{Diagnostic, Sources};
use crate::document::{self, Document, TemplateFiles};
use crate::finance::{self, Figures};

/// The findings about scenarios of `paper`, whose text is `document`.
pub(super) fn ohne_wirkung(
    paper: &Paper,
    figures: &Figures,
    texts: &TemplateFiles,
    sources: &Sources,
    document: &Document,
) -> Vec<Diagnostic> {
    // A variant may well be the same as another scenario.
    if paper.gewaehlt.is_some() {
        return Vec::new();
    }
    let says_the_same = |szenario: &&Szenario| {
        let as_it_was = said(paper, szenario, texts, sources);
        // What cannot be written says something else, or is found when it is built.
        as_it_was.is_some_and(|text| text == document.markdown)
    };
    finance::unbewegt(paper, figures).into_iter().filter(says_the_same).map(finding).collect()
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
