//! The bridge from an earlier paper to the one that refers to it, in the arena of the latter.
//!
//! A variant of a paper has none: what was set for it nobody typed into the data.

use std::path::Path;

use crate::data::{self, Diagramm, Eingabe, Paper};
use crate::diagnostic::{Place, Sources};
use crate::document::Beilagen;
use crate::finance::Figures;
use crate::vergleich::{self, Bruecke, Ende, Rang};

/// The part of a paper that says what moved its totals.
const BRUECKE: &str = "bruecke";

/// What stands for the earlier paper in the names of its figures.
const VORGAENGER: &str = "vorgaenger.";

/// A paper and what was typed in its data and in its city's table.
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
        (!is_set && paper.gewaehlt.is_none()).then(|| Self { paper: paper.clone(), typed })
    }
}

/// Adds the bridge from `alt`, whose figures stand in `figures` already, to `neu`.
pub(super) fn add(figures: &mut Figures, alt: &Getippt, neu: &Getippt) -> Option<Bruecke> {
    let quelle = &neu.paper.vorlage.bezug.as_ref()?.quelle.as_ref()?.place;
    let [eingaben, table] = &alt.typed;
    // The texts of the earlier paper are none of this one's: here it has but its name.
    let before = vergleich::moved([eingaben, table], &|_: &Place| quelle.clone());
    let alt = Ende::of(VORGAENGER, &alt.paper, &before).quoted();
    Some(vergleich::bruecke(figures, alt, Ende::of("", &neu.paper, &neu.typed)))
}

/// Adds what `bruecke` says to the parts of `paper` that are made of two.
pub(super) fn attach(bruecke: &Bruecke, paper: &Paper, figures: &Figures, to: &mut Beilagen) {
    let is_drawn = paper.vorlage.diagramme.contains(&Diagramm::Bruecke);
    let text = vergleich::bruecke_markdown(bruecke, figures, 4, (Rang::Summe, is_drawn));
    if let Some(text) = text {
        to.add(BRUECKE, text);
    }
}
