//! What changed since the paper before this one: totals and lines by year, old beside new,
//! and the items of the resolution.

use crate::finance::{Frame, Name, Period, Subject, Totals};
use std::collections::BTreeSet;

use serde::Serialize;

use super::marker::Marker;
use crate::data::{Paper, Plan, Zeile, Zeilenart};
use crate::document::{ChangedZiffer, Inserts};
use crate::period::Jahr;

#[derive(Serialize)]
pub(super) struct Change {
    /// Totals by year, then those of all years; only of years in which something moved.
    gruppen: Vec<Group>,
    /// The years in which nothing did.
    unveraendert: Vec<String>,
    /// Whether some of the years were over when the paper was written.
    teils_vergangen: bool,
    /// Whether all of them were.
    alle_vergangen: bool,
    /// The Projektvolumen, where both papers have one.
    volumen: Option<Betrag>,
    /// The own share in all years.
    eigenanteil: Option<Betrag>,
    /// What all investments cost.
    investitionen: Option<Betrag>,
    /// Whether both resolutions are known, so that it can be said what changed.
    beschluss_bekannt: bool,
    /// What became of the items of the resolution; empty where they are the same.
    ziffern: Vec<ChangedZiffer>,
}

/// What changed in one Haushaltsjahr.
#[derive(Serialize)]
struct Group {
    /// The year; none for all of them together.
    jahr: Option<String>,
    /// Whether that year was over when the paper was written.
    vergangen: bool,
    zeilen: Vec<Row<Betrag>>,
}

/// A total or a line, and an amount of two papers.
#[derive(Serialize)]
pub(super) struct Row<T> {
    /// The total by its key, such as `eigenanteil`; none of a line.
    summe: Option<&'static str>,
    /// The line of a plan; none of a total.
    zeile: Option<Line>,
    pub(super) betrag: T,
}

impl<T> Row<T> {
    pub(super) fn of_total(summe: Subject<'_>, betrag: T) -> Self {
        Self { summe: Some(summe.word()), zeile: None, betrag }
    }

    pub(super) fn of_line(zeile: &Zeile, betrag: T) -> Self {
        Self { summe: None, zeile: Some(Line::of(zeile)), betrag }
    }
}

/// A line of a plan as it is printed.
#[derive(Serialize)]
struct Line {
    nummer: String,
    name: String,
    /// Whether it is a line of the Finanzplan.
    investiv: bool,
    /// The number of its Teilplan, where that is another one than that of the paper.
    teilplan: Option<String>,
}

impl Line {
    fn of(zeile: &Zeile) -> Self {
        let investiv = zeile.plan == Plan::Finanzplan;
        let teilplan = zeile.teilplan.as_ref().map(|of| of.nummer.clone());
        Self { nummer: zeile.nummer.clone(), name: zeile.name.clone(), investiv, teilplan }
    }
}

/// An amount, old and new.
#[derive(Serialize)]
struct Betrag {
    bisher: String,
    nunmehr: String,
    /// With its sign.
    differenz: String,
    /// `mehr`, `weniger` or `gleich`.
    richtung: &'static str,
}

pub(super) fn aenderung(paper: &Paper, inserts: &Inserts, marker: &Marker<'_>) -> Option<Change> {
    paper.vorlage.bezug.as_ref()?.quelle.as_ref()?;
    let years = years(Frame::Change, marker);
    // Of one year alone the sum says the same again.
    let sum = (years.len() != 1).then_some(None);
    let years = years.into_iter().map(Some).chain(sum);
    let own = paper.vorlage.datum.year();
    let group = |jahr: Option<Jahr>| Group {
        zeilen: rows(paper, jahr.into(), marker),
        vergangen: jahr.is_some_and(|jahr| jahr.0 < own),
        jahr: jahr.map(|jahr| jahr.to_string()),
    };
    let gruppen = years.map(group).filter(|group| !group.zeilen.is_empty());
    let (gruppen, same): (Vec<Group>, Vec<Group>) = gruppen.partition(Group::is_moved);
    Some(Change {
        teils_vergangen: gruppen.iter().any(|group| group.vergangen),
        alle_vergangen: gruppen.iter().any(|group| group.vergangen)
            && gruppen.iter().all(|group| group.vergangen || group.jahr.is_none()),
        gruppen,
        unveraendert: same.into_iter().filter_map(|group| group.jahr).collect(),
        volumen: betrag(&Name::from(Subject::Volumen), marker),
        eigenanteil: betrag(&Subject::Eigenanteil.gesamt(), marker),
        investitionen: betrag(&Subject::Investitionen.gesamt(), marker),
        beschluss_bekannt: inserts.ziffern.is_some(),
        ziffern: inserts.ziffern.clone().unwrap_or_default(),
    })
}

impl Group {
    /// Whether anything in it is another amount than before.
    fn is_moved(&self) -> bool {
        self.zeilen.iter().any(|row| row.betrag.richtung != "gleich")
    }
}

/// The years of the figures within `frame`.
pub(super) fn years(frame: Frame<'_>, marker: &Marker<'_>) -> BTreeSet<Jahr> {
    let names = marker.figures.names().filter(|name| name.frame() == frame);
    names.filter_map(Name::year).collect()
}

/// The totals of a year, each after the lines that moved it; of a plan in which nothing
/// moved, none.
fn rows(paper: &Paper, period: Period, marker: &Marker<'_>) -> Vec<Row<Betrag>> {
    let row = |(summe, lines): &(Subject<'_>, Vec<&Zeile>)| {
        let mut rows: Vec<Row<Betrag>> =
            lines.iter().filter_map(|zeile| line(zeile, period, marker)).collect();
        let betrag = betrag(&summe.period(period), marker);
        rows.extend(betrag.map(|betrag| Row::of_total(*summe, betrag)));
        rows
    };
    let is_moved = |rows: &Vec<Row<Betrag>>| rows.iter().any(|row| row.betrag.richtung != "gleich");
    let plans = totals(paper);
    let plans = plans.chunks(OF_A_PLAN).map(|plan| plan.iter().flat_map(row).collect());
    let mut plans: Vec<Vec<Row<Betrag>>> = plans.collect();
    // Where nothing at all moved, it is the year that is said to be the same.
    if plans.iter().any(is_moved) {
        plans.retain(is_moved);
    }
    plans.into_iter().flatten().collect()
}

/// How many totals a plan has: what goes out, what comes in, what is left to the city.
const OF_A_PLAN: usize = 3;

/// The totals of both plans, each with the lines that it is made of, in the
/// order of their numbers.
pub(super) fn totals(paper: &Paper) -> Vec<(Subject<'static>, Vec<&Zeile>)> {
    let lines = |plan: Plan, art: Zeilenart| {
        let all = paper.profil.zeilen.values().map(AsRef::as_ref);
        let mut lines: Vec<&Zeile> =
            all.filter(|zeile: &&Zeile| zeile.plan == plan && zeile.art == art).collect();
        // Numbers of fewer digits come first where no noughts lead them.
        lines.sort_by_key(|zeile| (zeile.nummer.len(), zeile.nummer.clone()));
        let others = paper.zeilen(plan, art).into_iter().map(|(zeile, _)| zeile);
        lines.extend(others.filter(|zeile| zeile.teilplan.is_some()));
        lines
    };
    let of = |plan: Plan| {
        let Totals { ein, aus, eigen } = Totals::of(plan);
        [
            (aus, lines(plan, Zeilenart::Aufwand)),
            (ein, lines(plan, Zeilenart::Ertrag)),
            (eigen, Vec::new()),
        ]
    };
    Plan::ALL.into_iter().flat_map(of).collect()
}

/// A line that moved.
fn line(zeile: &Zeile, period: Period, marker: &Marker<'_>) -> Option<Row<Betrag>> {
    let betrag = betrag(&Name::from(zeile).period(period), marker)?;
    let moved = betrag.richtung != "gleich";
    moved.then(|| Row::of_line(zeile, betrag))
}

/// A figure of both papers; nothing where it is nothing in both.
fn betrag(name: &Name, marker: &Marker<'_>) -> Option<Betrag> {
    let figures = marker.figures;
    let difference = figures.find(&name.within(Frame::Change))?;
    let old = figures.find(&name.within(Frame::Predecessor))?;
    let new = figures.find(name).or_else(|| figures.find(&name.within(Frame::Now)))?;
    let is_nothing = |id| figures.get(id).value.is_zero();
    if is_nothing(old) && is_nothing(new) {
        return None;
    }
    let value = figures.get(difference).value;
    let (sign, richtung) = match value {
        value if value.is_zero() => ("", "gleich"),
        value if value.is_sign_negative() => ("", "weniger"),
        _ => ("+", "mehr"),
    };
    Some(Betrag {
        bisher: marker.mark(old),
        nunmehr: marker.mark(new),
        differenz: format!("{sign}{}", marker.mark(difference)),
        richtung,
    })
}
