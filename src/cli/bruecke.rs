//! The bridge from an earlier paper to the one that refers to it, in the arena of the latter.
//!
//! A variant of a paper has none: what was set for it nobody typed into the data; neither has a
//! paper that only adds to the earlier one, of which nothing moves.

use std::path::Path;

use super::vorgaenger::Vorgaenger;
use crate::data::{self, Diagramm, Eingabe, Paper, Placed};
use crate::diagnostic::{Diagnostic, Place, Sources};
use crate::document::{Beilagen, Document};
use crate::finance::Figures;
use crate::vergleich::{self, Bruecke, Ende, Rang};

/// The part of a paper that says what moved its totals.
const BRUECKE: &str = "bruecke";

/// What stands for the earlier paper in the names of its figures.
const VORGAENGER: &str = "vorgaenger.";

/// A paper, and what was typed in its data and in its city's table.
#[derive(Debug, Clone)]
pub(super) struct Getippt {
    pub(super) paper: Paper,
    typed: [Vec<Eingabe>; 2],
}

impl Getippt {
    /// `paper` as it was read from `folder`.
    pub(super) fn of(paper: &Paper, folder: &Path, sources: &Sources) -> Option<Self> {
        let is_set = sources.iter().any(|(_, path, _)| path == "--set");
        let table = data::stadttabelle(sources, &paper.vorlage.stadt);
        let typed = [data::eingaben(sources, folder), table];
        let is_variant = is_set || paper.gewaehlt.is_some();
        (!is_variant).then(|| Self { paper: paper.clone(), typed })
    }
}

/// Adds the bridge from `alt`, whose figures stand in `figures` already, to `neu`.
pub(super) fn add(figures: &mut Figures, alt: &Getippt, neu: &Getippt) -> Option<Bruecke> {
    if neu.paper.ist_zusatz() {
        return None;
    }
    let quelle = &neu.paper.vorlage.bezug.as_ref()?.quelle.as_ref()?.place;
    let [eingaben, table] = &alt.typed;
    // The texts of the earlier paper are none of this one's: here it has but its name.
    let before = vergleich::moved([eingaben, table], &|_: &Place| quelle.clone());
    let alt = Ende::of(VORGAENGER, &alt.paper, &before).quoted();
    Some(vergleich::bruecke(figures, alt, Ende::of("", &neu.paper, &neu.typed)))
}

/// Adds what `bruecke` says to the parts of `paper` that are made of two.
pub(super) fn attach(bruecke: &Bruecke, paper: &Paper, figures: &Figures, to: &mut Beilagen) {
    let is_drawn = paper.vorlage.zeichnet(Diagramm::Bruecke);
    let text = vergleich::bruecke_markdown(bruecke, figures, 4, (Rang::Summe, is_drawn));
    if let Some(text) = text {
        to.add(BRUECKE, text);
    }
}

/// What the paper asks to be drawn and `document` does not draw, and why.
pub(super) fn undrawn(
    paper: &Paper,
    document: &Document,
    bruecke: Option<&Bruecke>,
    vorgaenger: Option<&Vorgaenger>,
) -> Vec<Diagnostic> {
    let is_drawn = |of: Diagramm| document.markdown.contains(&format!("```diagramm {}", of.wort()));
    let asked = paper.vorlage.diagramme.iter().filter(|of| !is_drawn(of.value));
    let is_there = bruecke.is_some_and(|of| !of.summen.is_empty());
    let finding = |of: &Placed<Diagramm>| match (of.value, vorgaenger) {
        (Diagramm::Bruecke, Some(Vorgaenger::Zahlen(..))) => Some(only_figures(of)),
        // A variant has no bridge.
        (Diagramm::Bruecke, _) if bruecke.is_none() && !paper.ist_zusatz() => None,
        (Diagramm::Bruecke, _) if paper.ist_zusatz() => Some(without_section(paper, of)),
        (Diagramm::Bruecke, _) if !is_there => Some(unmoved(of)),
        _ => Some(without_section(paper, of)),
    };
    asked.filter_map(finding).collect()
}

fn only_figures(of: &Placed<Diagramm>) -> Diagnostic {
    let message = "Für eine Brücke reichen die Zahlen der früheren Vorlage nicht aus";
    Diagnostic::error("bruecke-ohne-daten", &of.place, message).with_hint(
        "Nennen Sie unter `bezug` als `quelle` ihren Ordner oder ihr PDF, oder löschen Sie \
         `bruecke`.",
    )
}

fn unmoved(of: &Placed<Diagramm>) -> Diagnostic {
    let message =
        "Gegenüber der früheren Vorlage ändert sich keine Summe; eine Brücke gibt es nicht";
    Diagnostic::warning("bruecke-leer", &of.place, message)
        .with_hint("Prüfen Sie, ob die Daten schon geändert sind, oder löschen Sie `bruecke`.")
}

fn without_section(paper: &Paper, of: &Placed<Diagramm>) -> Diagnostic {
    let (wort, art) = (of.value.wort(), &paper.vorlage.art);
    let message = format!("In dieser Vorlage (`{art}`) hat das Diagramm `{wort}` keinen Platz");
    Diagnostic::warning("diagramm-ohne-platz", &of.place, message).with_hint(format!(
        "Löschen Sie `{wort}`, oder ergänzen Sie das Diagramm in den Vorlagendateien der Stadt."
    ))
}
