//! Compares the figures of two versions: what came, what went, what moved, by year.

use std::collections::BTreeMap;

use crate::compare::version::Version;
use crate::data::{Paper, Plan, Zeilenart};
use crate::document::Titles;
use crate::finance::{FigureId, Figures, Frame, Name, Parts, Subject, Totals};
use crate::period::Jahr;

/// The figures of one Haushaltsjahr, or of all together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The year; none for what belongs to no single one.
    pub jahr: Option<String>,
    /// The figures, totals before lines before rows.
    pub numbers: Vec<Number>,
}

/// A figure that came, went or moved; its ids are those of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Its name in either version.
    pub name: Name,
    /// What it is, in words.
    pub bezeichnung: String,
    /// How much it says.
    pub rank: Rank,
    /// What it was.
    pub old: Option<FigureId>,
    /// What it is.
    pub new: Option<FigureId>,
    /// The new less the old, where there are both.
    pub difference: Option<FigureId>,
}

/// How much a figure says: the first ranks say what all others lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// A total of the paper.
    Total,
    /// A line of a plan.
    Zeile,
    /// A row of a line.
    Posten,
    /// Anything else, such as what was given, or a figure of a scenario.
    Other,
}

impl Rank {
    /// How much the figure called `name` says, as far as its name alone tells.
    pub fn of(name: &Name) -> Self {
        let Parts { frame: Frame::Own, subject, aspect, .. } = name.parts() else {
            return Self::Other;
        };
        match subject {
            Subject::Volumen | Subject::Foerderquote | Subject::Investitionen => Self::Total,
            Subject::Folge("netto") if aspect.is_empty() => Self::Total,
            Subject::Zeile(_) | Subject::Finanzzeile(_) => Self::Zeile,
            of if Plan::ALL.into_iter().any(|plan| Totals::of(plan).all().contains(&of)) => {
                Self::Total
            }
            _ => Self::Other,
        }
    }
}

/// The year of a group, after whether it has none: the totals of all years come last.
type Years = (bool, Option<String>);

/// Figures with their order among those of the same rank.
type Ordered = Vec<(usize, Number)>;

/// Adds the differences to `figures` and tells all figures that are not the same.
pub(in crate::compare) fn compare(
    figures: &mut Figures,
    old: Version<'_>,
    new: Version<'_>,
) -> Vec<Group> {
    let words = words(old.paper, new.paper);
    let titles = Titles::of(new.paper).and(old.paper);
    let mut known = BTreeMap::new();
    for (index, (stem, _)) in words.iter().enumerate() {
        known.entry(stem).or_insert(index);
    }
    let mut groups: BTreeMap<Years, Ordered> = BTreeMap::new();
    for name in names(old.figures, new.figures) {
        let old = figures.find(&name.within(Frame::Old));
        let new = figures.find(&name.within(Frame::New));
        if is_same(figures, old, new) {
            continue;
        }
        let (stem, jahr) = period(&name);
        let jahr = jahr.map(|jahr| jahr.to_string());
        // A line or a year that a plan does not have is nothing in it, and not unknown.
        let is_of_plan = Rank::of(&stem) <= Rank::Zeile;
        let mut side = |own: Option<FigureId>, other: Option<FigureId>| {
            own.or_else(|| figures.nothing_like(other.filter(|_| is_of_plan)?))
        };
        let both = (side(new, old), side(old, new));
        let difference = both
            .0
            .zip(both.1)
            .and_then(|(new, old)| figures.differ(&name.within(Frame::Difference), new, old));
        // Nothing in one plan and no such line in the other are the same.
        if is_of_plan && difference.is_some_and(|id| figures.get(id).value.is_zero()) {
            continue;
        }
        let index = known.get(&stem).copied();
        let (rank, bezeichnung) = index
            .and_then(|index| words.get(index))
            .map_or((Rank::Other, titles.title(&name)), |(stem, text)| {
                (Rank::of(stem).min(Rank::Posten), text.clone())
            });
        let number = Number { bezeichnung, rank, old, new, difference, name };
        let order = index.unwrap_or(usize::MAX);
        groups.entry((jahr.is_none(), jahr)).or_default().push((order, number));
    }
    let group = |((_, jahr), mut numbers): (Years, Ordered)| {
        numbers.sort_by(|(a, x), (b, y)| (x.rank, a, &x.name).cmp(&(y.rank, b, &y.name)));
        Group { jahr, numbers: numbers.into_iter().map(|(_, number)| number).collect() }
    };
    groups.into_iter().map(group).collect()
}

/// The names of all figures of both versions, each once, without those of papers before them.
fn names(old: &Figures, new: &Figures) -> Vec<Name> {
    let mut names: Vec<Name> = old
        .names()
        .chain(new.names())
        .filter(|name| !name.frame().is_of_predecessor())
        .cloned()
        .collect();
    names.sort();
    names.dedup();
    names
}

fn is_same(figures: &Figures, old: Option<FigureId>, new: Option<FigureId>) -> bool {
    let said = |id: FigureId| (figures.get(id).value, figures.get(id).unit);
    old.map(said) == new.map(said)
}

/// What a figure is called without its year, and the year; what is only a part of a year, or
/// a step to it, has a name of its own.
fn period(name: &Name) -> (Name, Option<Jahr>) {
    match name.parts() {
        Parts { period: Some(period), part, .. } if part.is_empty() => (name.stem(), period.jahr()),
        _ => (name.clone(), None),
    }
}

/// The totals of a whole paper, whatever plans it has.
const SINGLE: [(Subject<'_>, Option<&str>); 8] = [
    (Subject::Volumen, None),
    (Subject::Eigenanteil, Some("quote")),
    (Subject::Foerderquote, None),
    (Subject::Investitionen, None),
    (Subject::Investitionen, Some("zahlungen")),
    (Subject::Investitionen, Some("verpflichtungen")),
    (Subject::Investitionen, Some("foerderquote")),
    (Subject::Folge("netto"), None),
];

/// The totals, lines and rows of both papers, in the order of papers, with their titles.
pub(in crate::compare) fn words(old: &Paper, new: &Paper) -> Vec<(Name, String)> {
    let plans = Plan::ALL.into_iter().flat_map(|plan| Totals::of(plan).all()).map(Name::from);
    let single =
        SINGLE.map(|(of, aspect)| aspect.map_or_else(|| of.into(), |aspect| of.aspect(aspect)));
    let rows = [new, old].into_iter().flat_map(|paper| {
        let lines = Plan::ALL.into_iter().flat_map(|plan| {
            [Zeilenart::Ertrag, Zeilenart::Aufwand].map(|art| paper.zeilen(plan, art))
        });
        let lines = lines.flatten().map(|(zeile, _)| zeile.into());
        lines.chain(paper.posten().map(Name::from)).collect::<Vec<Name>>()
    });
    let titles = Titles::of(new).and(old);
    plans.chain(single).chain(rows).map(|name| (name.clone(), titles.title(&name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_those_of_the_paper_itself() {
        for name in ["zeile.11.2021", "finanzzeile.8.2021"] {
            assert_eq!(Rank::of(&name.parse().unwrap()), Rank::Zeile, "{name}");
        }
        for name in [
            "volumen",
            "eigenanteil.quote",
            "auszahlungen.gesamt",
            "eigenanteil.2021",
            "folge.netto.2030",
            "investitionen.gesamt",
        ] {
            assert_eq!(Rank::of(&name.parse().unwrap()), Rank::Total, "{name}");
        }
        for name in ["stelle.a.2021", "szenario.a.volumen", "zuwendung.a.gesamt"] {
            assert_eq!(Rank::of(&name.parse().unwrap()), Rank::Other, "{name}");
        }
    }
}
