//! Finds scenarios that change nothing: no figure, and no word of the text.
//!
//! A scenario may well leave all figures as they are and change what is said, such as the
//! clause of a year. So one without another figure is written once more with the prose of
//! the paper, and held against the paper's own text. Whoever reads a scenario asks here
//! first, also where only figures are wanted, and where it is the scenario that is written.

use std::sync::Arc;

use crate::data::{Paper, Szenario};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Setting};
use crate::finance;

/// The findings about the scenarios `unmoved`, in which no figure of the paper is another one,
/// where its text is `document`.
pub(super) fn without_effect(
    setting: &Setting<'_>,
    unmoved: &[String],
    document: &Document,
) -> Vec<Diagnostic> {
    let says_the_same = |szenario: &&Szenario| {
        // What cannot be written says something else, or is found when it is built.
        said(setting, szenario).is_some_and(|text| text == document.markdown)
    };
    let szenarien = setting.paper.szenarien.iter();
    let idle = szenarien.filter(|szenario| unmoved.contains(&szenario.id.value));
    idle.filter(says_the_same).map(finding).collect()
}

/// The text of the paper with the values of `szenario`.
fn said(setting: &Setting<'_>, szenario: &Szenario) -> Option<String> {
    let changed = Paper {
        texte: setting.paper.texte.clone(),
        szenarien: setting.paper.szenarien.clone(),
        ..(*szenario.paper).clone()
    };
    let figures = Arc::new(finance::plan(&changed).figures);
    let draft = Setting { paper: &changed, figures: &figures, ..*setting }.draft().ok()?;
    Some(draft.document.markdown)
}

fn finding(szenario: &Szenario) -> Diagnostic {
    let Szenario { id, name, .. } = szenario;
    let message = format!("Im Szenario „{name}“ ändert sich nichts, weder eine Zahl noch ein Wort");
    Diagnostic::error("szenario-ohne-wirkung", &id.place, message).with_hint(
        "Prüfen Sie, ob seine Änderungen einander aufheben oder nur betreffen, was nicht \
         gedruckt wird; oder löschen Sie das Szenario.",
    )
}
