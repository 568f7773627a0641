//! The bridge from an earlier paper to the one that refers to it, in the arena of the latter.
//!
//! A variant of a paper has none: what was set for it nobody typed into the data; neither has a
//! paper that only adds to the earlier one, of which nothing moves.

use super::request::Request;
use crate::compare::{self, Bridge, End, Rank};
use crate::data::{self, Diagram, Paper, Placed, TypedValue};
use crate::diagnostic::{Diagnostic, Place, Sources};
use crate::document::{Document, Inserts};
use crate::finance::{Figures, Frame};

/// The part of a paper that says what moved its totals.
const BRIDGE: &str = "bruecke";

/// A paper, and what was typed in its data and in its city's table.
pub(super) struct Typed<'a> {
    paper: &'a Paper,
    typed: [Vec<TypedValue>; 2],
}

impl<'a> Typed<'a> {
    /// `paper` as it was read for `request`; none for a variant.
    pub(super) fn of(paper: &'a Paper, request: &Request, sources: &Sources) -> Option<Self> {
        let table = data::city_table(sources, &paper.vorlage.stadt);
        let typed = [data::typed_values(sources, &request.folder), table];
        request.variant.is_the_paper().then_some(Self { paper, typed })
    }
}

/// Adds the bridge from `alt`, whose figures stand in `figures` already and came about as in
/// `planned`, to `neu`.
pub(super) fn add(
    figures: &mut Figures,
    (alt, planned): (&Typed<'_>, &Figures),
    neu: &Typed<'_>,
) -> Option<Bridge> {
    if neu.paper.is_supplement() {
        return None;
    }
    let quelle = &neu.paper.vorlage.bezug.as_ref()?.quelle.as_ref()?.place;
    let [typed_values, table] = &alt.typed;
    // The texts of the earlier paper are none of this one's: here it has but its name.
    let before = compare::moved([typed_values, table], &|_: &Place| quelle.clone());
    let alt = End::of(Frame::Predecessor, alt.paper, &before).quoted(planned);
    Some(compare::bridge(figures, alt, End::of(Frame::Own, neu.paper, &neu.typed)))
}

/// Adds what `bruecke` says to the parts of `paper` that are made of two.
pub(super) fn attach(bridge: &Bridge, paper: &Paper, figures: &Figures, to: &mut Inserts) {
    let is_drawn = paper.vorlage.zeichnet(Diagram::Bridge);
    let text = compare::bridge_markdown(bridge, figures, 4, (Rank::Total, is_drawn));
    if let Some(text) = text {
        to.add(BRIDGE, text);
    }
}

/// What the paper asks to be drawn and `document` does not draw, and why; of the paper before
/// it there may be `only_numbers`.
pub(super) fn undrawn(
    paper: &Paper,
    document: &Document,
    bridge: Option<&Bridge>,
    only_numbers: bool,
) -> Vec<Diagnostic> {
    let is_drawn =
        |of: Diagram| document.markdown.contains(&format!("```diagramm {}", of.schluessel()));
    let asked = paper.vorlage.diagramme.iter().filter(|of| !is_drawn(of.value));
    let is_there = bridge.is_some_and(|of| !of.totals.is_empty());
    let finding = |of: &Placed<Diagram>| match of.value {
        Diagram::Bridge if only_numbers => Some(only_figures(of)),
        // A variant has no bridge.
        Diagram::Bridge if bridge.is_none() && !paper.is_supplement() => None,
        Diagram::Bridge if paper.is_supplement() => Some(without_section(paper, of)),
        Diagram::Bridge if !is_there => Some(unmoved(of)),
        _ => Some(without_section(paper, of)),
    };
    asked.filter_map(finding).collect()
}

fn only_figures(of: &Placed<Diagram>) -> Diagnostic {
    let message = "Für eine Brücke reichen die Zahlen der früheren Vorlage nicht aus";
    Diagnostic::error("bruecke-ohne-daten", &of.place, message).with_hint(
        "Nennen Sie unter `bezug` als `quelle` ihren Ordner oder ihr PDF, oder löschen Sie \
         `bruecke`.",
    )
}

fn unmoved(of: &Placed<Diagram>) -> Diagnostic {
    let message =
        "Gegenüber der früheren Vorlage ändert sich keine Summe; eine Brücke gibt es nicht";
    Diagnostic::warning("bruecke-leer", &of.place, message)
        .with_hint("Prüfen Sie, ob die Daten schon geändert sind, oder löschen Sie `bruecke`.")
}

fn without_section(paper: &Paper, of: &Placed<Diagram>) -> Diagnostic {
    let (word, art) = (of.value.schluessel(), &paper.vorlage.art);
    let message = format!("In dieser Vorlage (`{art}`) hat das Diagramm `{word}` keinen Platz");
    Diagnostic::warning("diagramm-ohne-platz", &of.place, message).with_hint(format!(
        "Löschen Sie `{word}`, oder ergänzen Sie das Diagramm in den Vorlagendateien der Stadt."
    ))
}
