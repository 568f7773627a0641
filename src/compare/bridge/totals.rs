//! Tells of every total that moved how much each change moved it (Brücke).
//!
//! The changes are applied one after the other ([`super::steps`]); what a change
//! contributes to a total is by how much the printed total moves in its step. So the
//! contributions of a total add up to its difference, to the cent. Every contribution is
//! a figure, `bruecke.<total>.<step>`, and so is every part of it.

use std::collections::BTreeSet;

use super::contribution;
use super::end::{End, nothing};
use super::parts::{Bridge, Known, Step, Total};
use super::states::{self, Way};
use super::steps::Ends;
use crate::compare::numbers::moved::{self, Rank};
use crate::compare::numbers::naming::Naming;
use crate::compare::numbers::typed_values;
use crate::compare::version::Moved;
use crate::data::{Paper, Plan, Stadt};
use crate::finance::{Figures, Name, Subject, Unit};
use crate::period::Jahr;

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
