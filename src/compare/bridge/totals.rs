//! Tells of every total that moved how much each change moved it (Brücke).
//!
//! The changes are applied one after the other ([`super::steps`]); what a change
//! contributes to a total is by how much the printed total moves in its step. So the
//! contributions of a total add up to its difference, to the cent. Every contribution is
//! a figure, `bruecke.<total>.<step>`, and so is every part of it.

use std::collections::BTreeSet;

use super::contribution;
use super::states::{self, Way};
use super::steps::{Change, Ends};
use super::working::Working;
use crate::compare::Moved;
use crate::compare::numbers::moved::{self, Rank};
use crate::compare::numbers::naming::Naming;
use crate::compare::numbers::typed_values;
use crate::data::{Paper, Plan, Stadt, TypedValue, Wording};
use crate::finance::{FigureId, Figures, Frame, Name, Subject, Unit};
use crate::period::Jahr;

/// Why the totals of two versions differ.
#[derive(Debug, Clone, Default)]
pub struct Bridge {
    /// The steps that move a total, a line or a row, in their order.
    pub steps: Vec<Step>,
    /// The totals that moved, by year as in the comparison.
    pub totals: Vec<Total>,
    /// The totals that did not move and are something, by name.
    pub resting: Vec<(Name, FigureId)>,
    /// The words in which a paper tells it.
    pub wording: Wording,
}

/// What is changed at once.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its number, from one.
    pub nummer: usize,
    /// The changes: more than one where none of them can be calculated without the next.
    pub changes: Vec<Change>,
    /// What each of them is, in words; amounts and quantities are marked.
    pub bezeichnungen: Vec<String>,
    /// What is changed first, in short.
    pub title: String,
}

/// A total that moved, or that changes raised and lowered again.
#[derive(Debug, Clone)]
pub struct Total {
    /// Its name, such as `eigenanteil.2022`.
    pub name: Name,
    /// What it is, in words.
    pub bezeichnung: String,
    /// How much it says.
    pub rank: Rank,
    /// Its place in papers, among those of the same rank.
    pub room: usize,
    /// Its year; none for that of all years.
    pub jahr: Option<String>,
    /// What it was; a figure of nothing where it was not there.
    pub old: FigureId,
    /// What it is; likewise.
    pub new: FigureId,
    /// What moved it, in the order of the steps.
    pub contributions: Vec<Contribution>,
}

/// By how much a step moved a total.
#[derive(Debug, Clone)]
pub struct Contribution {
    /// The number of the step.
    pub step: usize,
    /// How much.
    pub amount: FigureId,
    /// What makes it up, with the sign by which it enters the total: its years where it has
    /// several, else its rows.
    pub parts: Vec<Share>,
    /// How it can be calculated, where it can.
    pub working: Option<Working>,
}

/// A part of a contribution.
#[derive(Debug, Clone)]
pub struct Share {
    /// The year, or the title of the row.
    pub bezeichnung: String,
    /// How much.
    pub amount: FigureId,
    /// How it can be calculated, where it can.
    pub working: Option<Working>,
}

/// One end of a bridge: a version whose figures stand in the arena within `frame`.
#[derive(Debug, Clone, Copy)]
pub struct End<'a> {
    /// Within what its figures stand, such as the old of two versions.
    pub frame: Frame<'a>,
    /// Its figures as they came about, where those within `frame` are only quoted.
    pub planned: Option<&'a Figures>,
    /// The paper.
    pub paper: &'a Paper,
    /// What was typed; its places are those of the arena.
    pub typed_values: &'a [TypedValue],
    /// What was typed in the city's table of personnel costs.
    pub city_table: &'a [TypedValue],
}

impl<'a> End<'a> {
    /// The version `paper`, of which was typed what stands in the data and in the city's table.
    pub fn of(frame: Frame<'a>, paper: &'a Paper, typed: &'a [Vec<TypedValue>; 2]) -> Self {
        let [typed_values, city_table] = typed;
        Self { frame, planned: None, paper, typed_values, city_table }
    }

    /// The same version, whose figures are only quoted, and came about as in `planned`.
    pub fn quoted(self, planned: &'a Figures) -> Self {
        Self { planned: Some(planned), ..self }
    }
}

/// Adds to `figures` the steps from `alt` to `neu` and what each contributes to the
/// totals that moved.
pub fn bridge(figures: &mut Figures, old: End<'_>, new: End<'_>) -> Bridge {
    let wording = &new.paper.profil.wording;
    let known = known(old, new);
    let mut totals: Vec<Total> =
        known.iter().filter_map(|of| total(of, old, new, figures)).collect();
    if !totals.iter().any(|of| of.has_moved(figures)) {
        return Bridge::default();
    }
    let same = || -> Moved { Box::new(Clone::clone) };
    let changed = typed_values::compare(old.typed_values, new.typed_values, &same(), &same());
    let stadt = |end: End<'_>| end.city_table.to_vec();
    let ends = Ends {
        old: (old.typed_values, Stadt { profil: &old.paper.profil, personalkosten: stadt(old) }),
        new: (new.typed_values, Stadt { profil: &new.paper.profil, personalkosten: stadt(new) }),
    };
    let Way { states, changes } = states::enter(figures, (old, new), &ends, &changed, &known);
    let mut steps = Vec::new();
    for (pair, changes) in states.windows(2).zip(changes) {
        let [before, after] = pair else { continue };
        let nummer = steps.len() + 1;
        let step = contribution::Step::of(figures, (before, after), nummer);
        for total in &mut totals {
            total.contributions.extend(step.contribution(figures, &total.name, total.new));
        }
        let mut namen = Naming { figures, old, new, step: nummer, numbers: 0 };
        let bezeichnungen = changes.iter().map(|of| namen.naming(of)).collect();
        let mut title = changes.first().map(|of| namen.title(of)).unwrap_or_default();
        match changes.len() {
            0 | 1 => {}
            2 => title = wording.fill("bruecke.und_eine", &[("titel", &title)]),
            all => {
                let others = (all - 1).to_string();
                title =
                    wording.fill("bruecke.und_weitere", &[("titel", &title), ("anzahl", &others)]);
            }
        }
        steps.push(Step { nummer, changes, bezeichnungen, title });
    }
    // What is raised and lowered again is told where all of its year is.
    totals.retain(|of| !of.contributions.is_empty());
    let resting = known.iter().filter(|of| totals.iter().all(|moved| moved.name != of.name));
    let resting = resting.filter_map(|of| {
        let id = figures.find(&of.name.within(new.frame))?;
        (of.is_total() && !figures.get(id).value.is_zero()).then(|| (of.name.clone(), id))
    });
    let resting = resting.collect();
    Bridge { steps, totals, resting, wording: wording.clone() }
}

/// A figure that either paper may have: its name, and what it is.
pub(in crate::compare) struct Known {
    pub(in crate::compare) name: Name,
    jahr: Option<String>,
    rank: Rank,
    room: usize,
    bezeichnung: String,
}

impl Known {
    /// Whether it is a total of the paper, of a line or of a grant.
    fn is_total(&self) -> bool {
        self.rank <= Rank::Zeile || matches!(self.name.parts().subject, Subject::Zuwendung(_))
    }
}

/// The totals, lines and rows of both papers, by year, those of all years last.
fn known(old: End<'_>, new: End<'_>) -> Vec<Known> {
    let words = moved::words(old.paper, new.paper);
    let papers = || [old.paper, new.paper].into_iter();
    let years: BTreeSet<Jahr> =
        papers().flat_map(|paper| Plan::ALL.map(|plan| paper.jahre(plan))).flatten().collect();
    let later: BTreeSet<Jahr> = papers().flat_map(Paper::folgejahre).collect();
    let years: BTreeSet<Jahr> = years.union(&later).copied().collect();
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    let without_years = without_years();
    for jahr in years.iter().map(|jahr| Some(*jahr)).chain([None]) {
        for (room, (stem, bezeichnung)) in words.iter().enumerate() {
            let name = match jahr {
                None if without_years.contains(stem) => stem.clone(),
                jahr => stem.period(jahr),
            };
            if seen.insert(name.clone()) {
                let (jahr, bezeichnung) = (jahr.map(|jahr| jahr.to_string()), bezeichnung.clone());
                let rank = Rank::of(stem).min(Rank::Posten);
                all.push(Known { name, jahr, rank, room, bezeichnung });
            }
        }
    }
    all.sort_by_key(|of| (of.jahr.is_none(), of.jahr.clone(), of.rank));
    all
}

/// The totals that have no years.
fn without_years() -> [Name; 3] {
    let investitionen = |of: &str| Subject::Investitionen.aspect(of);
    [Subject::Volumen.into(), investitionen("zahlungen"), investitionen("verpflichtungen")]
}

impl Total {
    /// Whether it is another one than before.
    pub fn has_moved(&self, figures: &Figures) -> bool {
        figures.get(self.old).value != figures.get(self.new).value
    }
}

/// The total `of` where either paper has it, or what it is a year of: one of the paper, of a
/// line or of a grant.
fn total(of: &Known, old: End<'_>, new: End<'_>, figures: &mut Figures) -> Option<Total> {
    let find = |end: End<'_>, name: &Name| figures.find(&name.within(end.frame));
    let ends = (old, new);
    let (old, new) = (find(old, &of.name), find(new, &of.name));
    let whole = || {
        of.name.parts().period?;
        let name = of.name.stem().gesamt();
        find(ends.1, &name).or_else(|| find(ends.0, &name))
    };
    let some = new.or(old).or_else(whole)?;
    if !of.is_total() || figures.get(some).unit != Unit::Euro {
        return None;
    }
    Some(Total {
        name: of.name.clone(),
        bezeichnung: of.bezeichnung.clone(),
        rank: of.rank,
        room: of.room,
        jahr: of.jahr.clone(),
        old: old.unwrap_or_else(|| figures.nothing(&nothing(), some)),
        new: new.unwrap_or_else(|| figures.nothing(&nothing(), some)),
        contributions: Vec::new(),
    })
}

/// The figure of nothing that stands for an amount that a version does not have.
pub(in crate::compare) fn nothing() -> Name {
    Name::from(Subject::Nothing).within(Frame::Bridge)
}
