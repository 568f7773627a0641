//! Says in German what a figure of an Ansatz is.

use crate::data::Paper;
use crate::finance::Name;

/// What the figure called `name` is; nothing where it belongs to no Ansatz of `paper`.
pub(super) fn describe(paper: &Paper, name: &Name) -> Option<String> {
    let (parts, stem) = (name.parts(), name.stem());
    let jahr = parts.period?.jahr()?;
    let is_meant = |of: &&crate::data::Ansatz| Name::from(*of) == stem.jahr(jahr);
    let zeile = &paper.ansaetze.iter().find(is_meant)?.zeile.value;
    let what = match parts.part.as_slice() {
        [] => "Haushaltsansatz",
        ["bereitgestellt"] => "bereits bereitgestellt",
        ["beantragt"] => "beantragt",
        ["verfuegbar"] => "neu verfügbar",
        _ => return None,
    };
    Some(format!("Zeile {} {}, {jahr}: {what}", zeile.nummer, zeile.name))
}
