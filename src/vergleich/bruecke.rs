//! Tells of every total that moved how much each change moved it (Brücke).
//!
//! The changes are applied one after the other ([`super::schritte`]); what a change
//! contributes to a total is by how much the printed total moves in its step. So the
//! contributions of a total add up to its difference, to the cent. Every contribution is
//! a figure, `bruecke.<total>.<step>`, and so is every row in it.

use std::collections::BTreeSet;

use super::beitrag::{self, Produkt};
use super::benennung;
use super::schritte::{self, Aenderung, Enden, Zwischenstand};
use super::zahlen::{self, Rang};
use super::{Moved, eingaben};
use crate::data::{Eingabe, Paper, Plan, Stadt};
use crate::finance::{FigureId, Figures, Unit};
use crate::period::Jahr;

/// Why the totals of two versions differ.
#[derive(Debug, Clone, Default)]
pub struct Bruecke {
    /// The steps that move a total, in their order.
    pub schritte: Vec<Schritt>,
    /// The totals that moved, by year as in the comparison.
    pub summen: Vec<Summe>,
}

/// What is changed at once.
#[derive(Debug, Clone)]
pub struct Schritt {
    /// Its number, from one.
    pub nummer: usize,
    /// The changes: more than one where none of them can be calculated without the next.
    pub aenderungen: Vec<Aenderung>,
    /// What each of them is, in words.
    pub bezeichnungen: Vec<String>,
    /// What is changed first, in short.
    pub titel: String,
}

/// A total that moved.
#[derive(Debug, Clone)]
pub struct Summe {
    /// Its name, such as `eigenanteil.2022`.
    pub name: String,
    /// What it is, in words.
    pub bezeichnung: String,
    /// How much it says.
    pub rang: Rang,
    /// Its year; none for that of all years.
    pub jahr: Option<String>,
    /// What it was; a figure of nothing where it was not there.
    pub alt: FigureId,
    /// What it is; likewise.
    pub neu: FigureId,
    /// What moved it, in the order of the steps.
    pub beitraege: Vec<Beitrag>,
}

/// By how much a step moved a total.
#[derive(Debug, Clone)]
pub struct Beitrag {
    /// The number of the step.
    pub schritt: usize,
    /// How much.
    pub betrag: FigureId,
    /// The rows that make it up, with the sign by which they enter the total.
    pub posten: Vec<Anteil>,
    /// The same as a product, where it is one.
    pub produkt: Option<Produkt>,
}

/// A row as a part of a contribution.
#[derive(Debug, Clone)]
pub struct Anteil {
    /// The title of the row.
    pub bezeichnung: String,
    /// How much.
    pub betrag: FigureId,
}

/// One end of a bridge: a version whose figures stand in the arena under `praefix`.
#[derive(Debug, Clone, Copy)]
pub struct Ende<'a> {
    /// What the names of its figures begin with, such as `alt.`.
    pub praefix: &'a str,
    /// The paper.
    pub paper: &'a Paper,
    /// What was typed; its places are those of the arena.
    pub eingaben: &'a [Eingabe],
    /// What was typed in the city's table of personnel costs.
    pub stadttabelle: &'a [Eingabe],
}

impl<'a> Ende<'a> {
    /// The version `paper`, of which was typed what stands in the data and in the city's table.
    pub fn of(praefix: &'a str, paper: &'a Paper, typed: &'a [Vec<Eingabe>; 2]) -> Self {
        let [eingaben, stadttabelle] = typed;
        Self { praefix, paper, eingaben, stadttabelle }
    }
}

/// A paper whose figures stand in the arena.
#[derive(Clone, Copy)]
pub(super) struct Stand<'a> {
    pub(super) praefix: &'a str,
    pub(super) paper: &'a Paper,
}

impl Stand<'_> {
    pub(super) fn find(self, figures: &Figures, name: &str) -> Option<FigureId> {
        figures.find(&format!("{}{name}", self.praefix))
    }
}

/// Adds to `figures` the steps from `alt` to `neu` and what each contributes to the
/// totals that moved.
pub fn bruecke(figures: &mut Figures, alt: Ende<'_>, neu: Ende<'_>) -> Bruecke {
    let known = known(alt, neu);
    let mut summen: Vec<Summe> =
        known.iter().filter_map(|of| total(of, alt, neu, figures)).collect();
    if summen.is_empty() {
        return Bruecke::default();
    }
    let same = || -> Moved { Box::new(Clone::clone) };
    let geaendert = eingaben::compare(alt.eingaben, neu.eingaben, &same(), &same());
    let stadt = |ende: Ende<'_>| ende.stadttabelle.to_vec();
    let enden = Enden {
        alt: (alt.eingaben, Stadt { profil: &alt.paper.profil, personalkosten: stadt(alt) }),
        neu: (neu.eingaben, Stadt { profil: &neu.paper.profil, personalkosten: stadt(neu) }),
    };
    let (between, last) = schritte::walk(&enden, &geaendert);
    let steps = effective(figures, alt, between, &known);
    let mut staende = vec![Stand { praefix: alt.praefix, paper: alt.paper }];
    staende.extend(steps.iter().map(|(praefix, of)| Stand { praefix, paper: &of.paper }));
    staende.push(Stand { praefix: neu.praefix, paper: neu.paper });
    let ways = steps.iter().map(|(_, of)| of.aenderungen.clone()).chain([last]);
    let mut schritte = Vec::new();
    for (pair, aenderungen) in staende.windows(2).zip(ways) {
        let [before, after] = pair else { continue };
        let nummer = schritte.len() + 1;
        let mut moves = false;
        for summe in &mut summen {
            moves |= contribute(figures, (*before, *after), nummer, summe);
        }
        if moves {
            let name = |of| benennung::benenne(of, alt.paper, neu.paper);
            let bezeichnungen = aenderungen.iter().map(name).collect();
            let first = aenderungen.first();
            let titel = first.map(|of| benennung::titel(of, alt.paper, neu.paper));
            let titel = titel.unwrap_or_default();
            schritte.push(Schritt { nummer, aenderungen, bezeichnungen, titel });
        }
    }
    Bruecke { schritte, summen }
}

/// A figure that either paper may have: its name, and what it is.
struct Known {
    name: String,
    jahr: Option<String>,
    rang: Rang,
    bezeichnung: String,
}

/// The totals, lines and rows of both papers, by year, those of all years last.
fn known(alt: Ende<'_>, neu: Ende<'_>) -> Vec<Known> {
    let words = zahlen::words(alt.paper, neu.paper);
    let papers = || [alt.paper, neu.paper].into_iter();
    let years: BTreeSet<Jahr> =
        papers().flat_map(|paper| Plan::ALL.map(|plan| paper.jahre(plan))).flatten().collect();
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for jahr in years.iter().map(|jahr| Some(jahr.to_string())).chain([None]) {
        for (stem, bezeichnung) in &words {
            let of_all = if stem == VOLUMEN { stem.clone() } else { format!("{stem}.gesamt") };
            let name = jahr.as_ref().map_or(of_all, |jahr| format!("{stem}.{jahr}"));
            if seen.insert(name.clone()) {
                let (jahr, bezeichnung) = (jahr.clone(), bezeichnung.clone());
                let rang = Rang::of(stem).min(Rang::Posten);
                all.push(Known { name, jahr, rang, bezeichnung });
            }
        }
    }
    all.sort_by_key(|of| (of.jahr.is_none(), of.jahr.clone(), of.rang));
    all
}

/// The total that has no years.
const VOLUMEN: &str = "volumen";

/// The total `of` where it moved: one of the paper, of a line or of a grant.
fn total(of: &Known, alt: Ende<'_>, neu: Ende<'_>, figures: &mut Figures) -> Option<Summe> {
    let find = |ende: Ende<'_>| figures.find(&format!("{}{}", ende.praefix, of.name));
    let (old, new) = (find(alt), find(neu));
    let some = new.or(old)?;
    let is_grant = of.rang == Rang::Posten && of.name.starts_with("zuwendung.");
    let is_total = of.rang <= Rang::Zeile || is_grant;
    let value = |id: Option<FigureId>| id.map(|id| figures.get(id).value);
    if !is_total || figures.get(some).unit != Unit::Euro || value(old) == value(new) {
        return None;
    }
    Some(Summe {
        name: of.name.clone(),
        bezeichnung: of.bezeichnung.clone(),
        rang: of.rang,
        jahr: of.jahr.clone(),
        alt: old.unwrap_or_else(|| figures.nothing(NICHTS, some)),
        neu: new.unwrap_or_else(|| figures.nothing(NICHTS, some)),
        beitraege: Vec::new(),
    })
}

/// The figure of nothing that stands for an amount that a version does not have.
pub(super) const NICHTS: &str = "bruecke.nichts";

/// The states in which a total or a row is another one than in the state before, with
/// the prefix of their figures, which are in `figures` now.
fn effective(
    figures: &mut Figures,
    alt: Ende<'_>,
    between: Vec<Zwischenstand>,
    known: &[Known],
) -> Vec<(String, Zwischenstand)> {
    let said = |of: &Figures, prefix: &str| -> Vec<_> {
        let find = |known: &Known| of.find(&format!("{prefix}{}", known.name));
        known.iter().map(|known| find(known).map(|id| of.get(id).value.normalize())).collect()
    };
    let mut before = said(figures, alt.praefix);
    let mut steps: Vec<(String, Zwischenstand)> = Vec::new();
    for state in between {
        let now = said(&state.figures, "");
        if now == before {
            continue;
        }
        before = now;
        let praefix = format!("schritt.{}.", steps.len() + 1);
        figures.adopt(&praefix, &state.figures, &Clone::clone);
        steps.push((praefix, state));
    }
    steps
}

/// Adds what the step `nummer` contributes to `summe`; tells whether it does.
fn contribute(
    figures: &mut Figures,
    (before, after): (Stand<'_>, Stand<'_>),
    nummer: usize,
    summe: &mut Summe,
) -> bool {
    let mut side = |of: Stand<'_>| {
        let own = of.find(figures, &summe.name);
        own.unwrap_or_else(|| figures.nothing(NICHTS, summe.neu))
    };
    let (old, new) = (side(before), side(after));
    if figures.get(old).value == figures.get(new).value {
        return false;
    }
    let name = format!("bruecke.{}.{nummer}", summe.name);
    let Some(betrag) = figures.differ(&name, new, old) else { return false };
    let teile = beitrag::rows(figures, (before, after), &summe.name, betrag);
    let produkt = beitrag::product(figures, &teile, betrag);
    let posten = teile.into_iter().map(|teil| teil.anteil).collect();
    summe.beitraege.push(Beitrag { schritt: nummer, betrag, posten, produkt });
    true
}
