//! What a supplement and the paper that it supplements come to together: totals and lines by
//! year.

use crate::finance::{Frame, Name, Period, Subject};
use crate::period::Jahr;
use serde::Serialize;

use super::change::{Row, totals, years};
use super::marker::Marker;
use crate::data::Paper;

/// Both papers together.
#[derive(Serialize)]
pub(super) struct Zusammen {
    /// Totals by year, then those of all years; only of years to which something is added.
    gruppen: Vec<Group>,
    /// The Projektvolumen, where there is one.
    volumen: Option<Betrag>,
    /// The own share in all years.
    eigenanteil: Option<Betrag>,
    /// What all investments cost.
    investitionen: Option<Betrag>,
}

/// What one Haushaltsjahr comes to.
#[derive(Serialize)]
struct Group {
    /// The year; none for all of them together.
    jahr: Option<String>,
    zeilen: Vec<Row<Betrag>>,
}

/// An amount of both papers.
#[derive(Serialize)]
struct Betrag {
    frueher: String,
    hinzu: String,
    zusammen: String,
    /// Whether this paper adds anything to it.
    #[serde(skip)]
    is_more: bool,
}

/// Both papers together; nothing where `paper` adds no amount to the earlier one.
pub(super) fn zusammen(paper: &Paper, marker: &Marker<'_>) -> Option<Zusammen> {
    let years = years(Frame::Together, marker);
    // Of one year alone the sum says the same again.
    let sum = (years.len() != 1).then_some(None);
    let gruppen = years.into_iter().map(Some).chain(sum).filter_map(|jahr: Option<Jahr>| {
        let zeilen = rows(paper, jahr.into(), marker);
        let is_more = zeilen.iter().any(|row| row.betrag.is_more);
        is_more.then(|| Group { jahr: jahr.map(|jahr| jahr.to_string()), zeilen })
    });
    let gruppen: Vec<Group> = gruppen.collect();
    (!gruppen.is_empty()).then(|| Zusammen {
        gruppen,
        volumen: betrag(&Name::from(Subject::Volumen), marker),
        eigenanteil: betrag(&Subject::Eigenanteil.gesamt(), marker),
        investitionen: betrag(&Subject::Investitionen.gesamt(), marker),
    })
}

/// The totals of a year, each after the lines to which something is added.
fn rows(paper: &Paper, period: Period, marker: &Marker<'_>) -> Vec<Row<Betrag>> {
    let mut rows = Vec::new();
    for (summe, lines) in totals(paper) {
        rows.extend(lines.into_iter().filter_map(|zeile| {
            let betrag = betrag(&Name::from(zeile).period(period), marker)?;
            let is_more = betrag.is_more;
            is_more.then(|| Row::of_line(zeile, betrag))
        }));
        let betrag = betrag(&summe.period(period), marker);
        rows.extend(betrag.map(|betrag| Row::of_total(summe, betrag)));
    }
    rows
}

/// A figure of both papers; nothing where it is nothing in both.
fn betrag(name: &Name, marker: &Marker<'_>) -> Option<Betrag> {
    let figures = marker.figures;
    let sum = figures.find(&name.within(Frame::Together))?;
    let old = figures.find(&name.within(Frame::Predecessor))?;
    let own = figures.find(name).or_else(|| figures.find(&name.within(Frame::Now)))?;
    let is_nothing = |id| figures.get(id).value.is_zero();
    (!is_nothing(old) || !is_nothing(own)).then(|| Betrag {
        frueher: marker.mark(old),
        hinzu: marker.mark(own),
        zusammen: marker.mark(sum),
        is_more: !is_nothing(own),
    })
}
