//! What covers the need of one of several Teilpläne alone, and what covers several at once.

use serde::Serialize;

use super::deckung::{Cover, Named, of_entries, teilplan};
use super::marker::Marker;
use crate::data::{Bedarf, Deckung, Paper, Plan, Teilplan};
use crate::finance::{FigureId, Name, Subject, bereitstellung, teilplaene};
use crate::period::Jahr;

/// The cover of what `teilplan` needs in `jahr`: its own, without what covers several together.
pub(super) fn cover_of(
    paper: &Paper,
    marker: &Marker<'_>,
    teilplan: &Teilplan,
    jahr: Jahr,
) -> Cover {
    let own = own_cover(marker, teilplan, jahr);
    let entries = paper.deckung.iter().filter(|entry| is_among(marker, entry, &own)).collect();
    let need = Subject::Eigenanteil.jahr(jahr).on(Some(teilplan));
    let open = bereitstellung::open(jahr).on(Some(teilplan));
    let need = if marker.figures.find(&open).is_some() { open } else { need };
    let is_whole = marker.nonzero(&teilplaene::left(teilplan, jahr)).is_none();
    let is_covered = marker.figures.find(&teilplaene::joint(jahr)).is_some();
    let mut cover = of_entries(paper, marker, &need, entries, is_whole);
    cover.bedarf = cover.bedarf.filter(|_| is_covered);
    cover
}

/// The figures of the entries that cover `teilplan` alone in `jahr`.
fn own_cover(marker: &Marker<'_>, teilplan: &Teilplan, jahr: Jahr) -> Vec<FigureId> {
    let name = Subject::Deckung(Bedarf::Ergebnis.schluessel()).jahr(jahr).on(Some(teilplan));
    let sum = marker.figures.find(&name).map(|id| marker.figures.get(id));
    sum.map(|sum| sum.derivation.operands()).unwrap_or_default()
}

fn is_among(marker: &Marker<'_>, entry: &Deckung, of: &[FigureId]) -> bool {
    let id = marker.figures.find(&Name::from(Subject::Deckung(&entry.id.value)));
    id.is_some_and(|id| of.contains(&id))
}

/// What several Teilpläne cover together in a Haushaltsjahr.
#[derive(Serialize)]
pub(super) struct Joint {
    jahr: String,
    teilplaene: Vec<Named>,
    deckung: Cover,
}

/// The cover that several Teilpläne have together, by year.
pub(super) fn joint(paper: &Paper, marker: &Marker<'_>) -> Vec<Joint> {
    let year = |jahr: Jahr| {
        let name = teilplaene::joint(jahr);
        marker.nonzero(&name)?;
        let all = paper.teilplaene();
        let own: Vec<FigureId> = all.iter().flat_map(|of| own_cover(marker, of, jahr)).collect();
        let is_joint = |of: &&Deckung| {
            (of.jahr, of.fuer) == (jahr, Bedarf::Ergebnis) && !is_among(marker, of, &own)
        };
        let entries = paper.deckung.iter().filter(is_joint).collect();
        let open =
            all.into_iter().filter(|of| marker.nonzero(&teilplaene::left(of, jahr)).is_some());
        Some(Joint {
            jahr: jahr.to_string(),
            teilplaene: open.map(teilplan).collect(),
            deckung: of_entries(paper, marker, &name, entries, true),
        })
    };
    paper.jahre(Plan::Ergebnisplan).into_iter().filter_map(year).collect()
}
