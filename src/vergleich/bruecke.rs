//! Tells of every total that moved how much each change moved it (Brücke).
//!
//! The changes are applied one after the other ([`super::schritte`]); what a change
//! contributes to a total is by how much the printed total moves in its step. So the
//! contributions of a total add up to its difference, to the cent. Every contribution is
//! a figure, `bruecke.<total>.<step>`, and so is every part of it.

use std::collections::BTreeSet;

use super::benennung::Benennung;
use super::rechnung::Rechnung;
use super::schritte::{Aenderung, Enden};
use super::staende::{self, Weg};
use super::zahlen::{self, Rang};
use super::{Moved, beitrag, eingaben};
use crate::data::{Eingabe, Paper, Plan, Stadt};
use crate::finance::{FigureId, Figures, Unit};
use crate::period::Jahr;

/// Why the totals of two versions differ.
#[derive(Debug, Clone, Default)]
pub struct Bruecke {
    /// The steps that move a total, a line or a row, in their order.
    pub schritte: Vec<Schritt>,
    /// The totals that moved, by year as in the comparison.
    pub summen: Vec<Summe>,
    /// The totals that did not move and are something, by name.
    pub ruhend: Vec<(String, FigureId)>,
}

/// What is changed at once.
#[derive(Debug, Clone)]
pub struct Schritt {
    /// Its number, from one.
    pub nummer: usize,
    /// The changes: more than one where none of them can be calculated without the next.
    pub aenderungen: Vec<Aenderung>,
    /// What each of them is, in words; amounts and quantities are marked.
    pub bezeichnungen: Vec<String>,
    /// What is changed first, in short.
    pub titel: String,
}

/// A total that moved, or that changes raised and lowered again.
#[derive(Debug, Clone)]
pub struct Summe {
    /// Its name, such as `eigenanteil.2022`.
    pub name: String,
    /// What it is, in words.
    pub bezeichnung: String,
    /// How much it says.
    pub rang: Rang,
    /// Its place in papers, among those of the same rank.
    pub platz: usize,
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
    /// What makes it up, with the sign by which it enters the total: its years where it has
    /// several, else its rows.
    pub teile: Vec<Anteil>,
    /// How it can be calculated, where it can.
    pub rechnung: Option<Rechnung>,
}

/// A part of a contribution.
#[derive(Debug, Clone)]
pub struct Anteil {
    /// The year, or the title of the row.
    pub bezeichnung: String,
    /// How much.
    pub betrag: FigureId,
    /// How it can be calculated, where it can.
    pub rechnung: Option<Rechnung>,
}

/// One end of a bridge: a version whose figures stand in the arena under `praefix`.
#[derive(Debug, Clone, Copy)]
pub struct Ende<'a> {
    /// What the names of its figures begin with, such as `alt.`.
    pub praefix: &'a str,
    /// Whether its figures are quoted, so that none of them tells how it came about.
    pub is_quoted: bool,
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
        Self { praefix, is_quoted: false, paper, eingaben, stadttabelle }
    }

    /// The same version, whose figures are only quoted.
    pub fn quoted(self) -> Self {
        Self { is_quoted: true, ..self }
    }
}

/// Adds to `figures` the steps from `alt` to `neu` and what each contributes to the
/// totals that moved.
pub fn bruecke(figures: &mut Figures, alt: Ende<'_>, neu: Ende<'_>) -> Bruecke {
    let known = known(alt, neu);
    let mut summen: Vec<Summe> =
        known.iter().filter_map(|of| total(of, alt, neu, figures)).collect();
    if !summen.iter().any(|of| of.has_moved(figures)) {
        return Bruecke::default();
    }
    let same = || -> Moved { Box::new(Clone::clone) };
    let geaendert = eingaben::compare(alt.eingaben, neu.eingaben, &same(), &same());
    let stadt = |ende: Ende<'_>| ende.stadttabelle.to_vec();
    let enden = Enden {
        alt: (alt.eingaben, Stadt { profil: &alt.paper.profil, personalkosten: stadt(alt) }),
        neu: (neu.eingaben, Stadt { profil: &neu.paper.profil, personalkosten: stadt(neu) }),
    };
    let Weg { staende, aenderungen } =
        staende::enter(figures, (alt, neu), &enden, &geaendert, &known);
    let mut schritte = Vec::new();
    for (pair, aenderungen) in staende.windows(2).zip(aenderungen) {
        let [before, after] = pair else { continue };
        let nummer = schritte.len() + 1;
        let schritt = beitrag::Schritt::of(figures, (before, after), nummer);
        for summe in &mut summen {
            summe.beitraege.extend(schritt.contribution(figures, &summe.name, summe.neu));
        }
        let mut namen = Benennung { figures, alt, neu, schritt: nummer, zahlen: 0 };
        let bezeichnungen = aenderungen.iter().map(|of| namen.benenne(of)).collect();
        let mut titel = aenderungen.first().map(|of| namen.titel(of)).unwrap_or_default();
        match aenderungen.len() {
            0 | 1 => {}
            2 => titel.push_str(" und eine weitere"),
            all => titel.push_str(&format!(" und {} weitere", all - 1)),
        }
        schritte.push(Schritt { nummer, aenderungen, bezeichnungen, titel });
    }
    // What is raised and lowered again is told where all of its year is.
    summen.retain(|of| !of.beitraege.is_empty());
    let resting = known.iter().filter(|of| summen.iter().all(|moved| moved.name != of.name));
    let resting = resting.filter_map(|of| {
        let id = figures.find(&format!("{}{}", neu.praefix, of.name))?;
        (of.is_total() && !figures.get(id).value.is_zero()).then(|| (of.name.clone(), id))
    });
    let ruhend = resting.collect();
    Bruecke { schritte, summen, ruhend }
}

/// A figure that either paper may have: its name, and what it is.
pub(super) struct Known {
    pub(super) name: String,
    jahr: Option<String>,
    rang: Rang,
    platz: usize,
    bezeichnung: String,
}

impl Known {
    /// Whether it is a total of the paper, of a line or of a grant.
    fn is_total(&self) -> bool {
        self.rang <= Rang::Zeile || self.name.starts_with("zuwendung.")
    }
}

/// The totals, lines and rows of both papers, by year, those of all years last.
fn known(alt: Ende<'_>, neu: Ende<'_>) -> Vec<Known> {
    let words = zahlen::words(alt.paper, neu.paper);
    let papers = || [alt.paper, neu.paper].into_iter();
    let years: BTreeSet<Jahr> =
        papers().flat_map(|paper| Plan::ALL.map(|plan| paper.jahre(plan))).flatten().collect();
    let later: BTreeSet<Jahr> = papers().flat_map(Paper::folgejahre).collect();
    let years: BTreeSet<Jahr> = years.union(&later).copied().collect();
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for jahr in years.iter().map(|jahr| Some(jahr.to_string())).chain([None]) {
        for (platz, (stem, bezeichnung)) in words.iter().enumerate() {
            let is_whole = OHNE_JAHRE.contains(&stem.as_str());
            let of_all = if is_whole { stem.clone() } else { format!("{stem}.gesamt") };
            let name = jahr.as_ref().map_or(of_all, |jahr| format!("{stem}.{jahr}"));
            if seen.insert(name.clone()) {
                let (jahr, bezeichnung) = (jahr.clone(), bezeichnung.clone());
                let rang = Rang::of(stem).min(Rang::Posten);
                all.push(Known { name, jahr, rang, platz, bezeichnung });
            }
        }
    }
    all.sort_by_key(|of| (of.jahr.is_none(), of.jahr.clone(), of.rang));
    all
}

/// The total that has no years, and is what those of the expenses come to.
pub(super) const VOLUMEN: &str = "volumen";

/// The totals that have no years.
const OHNE_JAHRE: [&str; 3] = [VOLUMEN, "investitionen.zahlungen", "investitionen.verpflichtungen"];

impl Summe {
    /// Whether it is another one than before.
    pub fn has_moved(&self, figures: &Figures) -> bool {
        figures.get(self.alt).value != figures.get(self.neu).value
    }
}

/// The total `of` where either paper has it, or what it is a year of: one of the paper, of a
/// line or of a grant.
fn total(of: &Known, alt: Ende<'_>, neu: Ende<'_>, figures: &mut Figures) -> Option<Summe> {
    let find = |ende: Ende<'_>, name: &str| figures.find(&format!("{}{name}", ende.praefix));
    let (old, new) = (find(alt, &of.name), find(neu, &of.name));
    let whole = || {
        let (stem, _) = of.name.rsplit_once('.')?;
        let name = format!("{stem}.gesamt");
        find(neu, &name).or_else(|| find(alt, &name))
    };
    let some = new.or(old).or_else(whole)?;
    if !of.is_total() || figures.get(some).unit != Unit::Euro {
        return None;
    }
    Some(Summe {
        name: of.name.clone(),
        bezeichnung: of.bezeichnung.clone(),
        rang: of.rang,
        platz: of.platz,
        jahr: of.jahr.clone(),
        alt: old.unwrap_or_else(|| figures.nothing(NICHTS, some)),
        neu: new.unwrap_or_else(|| figures.nothing(NICHTS, some)),
        beitraege: Vec::new(),
    })
}

/// The figure of nothing that stands for an amount that a version does not have.
pub(super) const NICHTS: &str = "bruecke.nichts";
