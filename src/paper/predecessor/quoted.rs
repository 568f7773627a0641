//! The figures of an earlier paper among those of the one that quotes them.

use super::findings::{misprinted, two_pasts};
use crate::compare::{self, NamedValue, Rank};
use crate::data::{Paper, Placed};
use crate::diagnostic::Diagnostic;
use crate::finance::{Adopted, Figures, Frame, Name, Provenance, Relation, Subject};

/// Checks that the earlier paper printed `computed`, where its PDF tells what it `printed`:
/// what is called „bisher“ must have stood there.
pub(in crate::paper) fn printed_so(
    quelle: &Placed<String>,
    printed: Option<&[NamedValue]>,
    computed: &Figures,
) -> Result<(), Vec<Diagnostic>> {
    let Some(printed) = printed else { return Ok(()) };
    let moved = compare::movements(printed, &compare::values(computed));
    let moved = moved.iter().find_map(|of| Some((of.name.as_str(), of.old?, of.new?)));
    moved.map_or(Ok(()), |moved| Err(vec![misprinted(quelle, moved)]))
}

/// Adds the figures of `earlier` to those of `paper`, which refers to it.
pub(in crate::paper) fn follow(
    figures: &mut Figures,
    paper: &Paper,
    earlier: &Figures,
) -> Option<Adopted> {
    let bezug = paper.vorlage.bezug.as_ref()?;
    let place = &bezug.quelle.as_ref()?.place;
    let quelle = format!("{} {}", bezug.art.value, bezug.nummer.value);
    let is_total = |name: &Name| Rank::of(name) <= Rank::Zeile;
    let relation = if paper.is_supplement() { Relation::Zusatz } else { Relation::Version };
    Some(figures.follow(earlier, Provenance { place, quelle: &quelle }, relation, &is_total))
}

/// Checks that `paper` does not give another amount as what its investments cost before than
/// the earlier paper prints, whose figures stand among its own already.
pub(in crate::paper) fn agree(paper: &Paper, figures: &Figures) -> Result<(), Vec<Diagnostic>> {
    let value = |name: &Name| figures.find(name).map(|id| figures.get(id).value);
    let typed = value(&Subject::Investitionen.aspect("bisher"))
        .zip(value(&Subject::Investitionen.gesamt().within(Frame::Predecessor)));
    let Some((typed, printed)) = typed.filter(|(typed, printed)| typed != printed) else {
        return Ok(());
    };
    let place = paper.investitionen.iter().find_map(|of| Some(&of.bisher.as_ref()?.betrag.place));
    place.map_or(Ok(()), |place| Err(vec![two_pasts(place, typed, printed)]))
}
