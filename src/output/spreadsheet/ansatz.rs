//! Says in German what a figure of an Ansatz is.

use crate::data::Paper;

/// What the figure `ansatz.<rest>` is; nothing where it belongs to no Ansatz of `paper`.
pub(super) fn describe(paper: &Paper, rest: &[&str]) -> Option<String> {
    let [key, jahr, part @ ..] = rest else { return None };
    let is_meant = |of: &&crate::data::Ansatz| of.kennung() == format!("ansatz.{key}.{jahr}");
    let zeile = &paper.ansaetze.iter().find(is_meant)?.zeile.value;
    let what = match part {
        [] => "Haushaltsansatz",
        ["bereitgestellt"] => "bereits bereitgestellt",
        ["beantragt"] => "beantragt",
        ["verfuegbar"] => "neu verfügbar",
        _ => return None,
    };
    Some(format!("Zeile {} {}, {jahr}: {what}", zeile.nummer, zeile.name))
}
