//! Puts what an earlier paper printed into the arena of the paper that refers to it, and
//! how its totals moved since.
//!
//! The earlier paper is a document of its own: here its figures are given, with its number
//! as their source, under `vorgaenger.…`. A total that one of both does not have counts as
//! nothing there, so that every difference adds up.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Adopted, Derivation, Figure, Figures, Frame, Name, Rounding, Unit};
use crate::diagnostic::Place;
use crate::money::Exact;

/// What the totals of a paper are to those of the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// They stand in their place.
    Version,
    /// They come on top of them.
    Zusatz,
}

/// Where a paper names the earlier one, and how that one is called as a source.
#[derive(Debug, Clone, Copy)]
pub struct Provenance<'a> {
    /// The place of its name in the data.
    pub place: &'a Place,
    /// Kind and number of the earlier paper.
    pub quelle: &'a str,
}

impl Figures {
    /// Adds the printed values of `earlier` as given figures, and for every total of both, as
    /// `is_total` knows them by their names, `aenderung.<name>`: the new less the old, or
    /// `zusammen.<name>`: the old and what comes on top.
    pub fn follow(
        &mut self,
        earlier: &Self,
        provenance: Provenance<'_>,
        relation: Relation,
        is_total: &dyn Fn(&Name) -> bool,
    ) -> Adopted {
        let own = totals(self, is_total);
        let adopted = Adopted::after(self);
        for (_, figure) in earlier.iter() {
            let name = figure.name.within(Frame::Predecessor);
            self.add(given(name, figure.value, figure.unit, provenance, ""));
        }
        let all: BTreeSet<(Name, Unit)> =
            own.into_iter().chain(totals(earlier, is_total)).collect();
        for (name, unit) in all {
            let before = name.within(Frame::Predecessor);
            let missing = " nicht enthalten";
            let old = self.find(&before).or_else(|| {
                (unit == Unit::Euro)
                    .then(|| self.add(given(before, nothing(), unit, provenance, missing)))
            });
            let new = self.find(&name).or_else(|| {
                let name = name.within(Frame::Now);
                (unit == Unit::Euro).then(|| {
                    let figure = given(name, nothing(), unit, provenance, "");
                    let source = Some("in dieser Vorlage nicht enthalten".to_owned());
                    let place = provenance.place.clone();
                    self.add(Figure { derivation: Derivation::Given { place, source }, ..figure })
                })
            });
            match (new, old, relation) {
                (Some(new), Some(old), Relation::Version) => {
                    self.differ(&name.within(Frame::Change), new, old);
                }
                (Some(new), Some(old), Relation::Zusatz) if unit == Unit::Euro => {
                    self.together(&name.within(Frame::Together), old, new);
                }
                _ => {}
            }
        }
        adopted
    }
}

/// The totals of a paper itself, with what they count.
fn totals(figures: &Figures, is_total: &dyn Fn(&Name) -> bool) -> Vec<(Name, Unit)> {
    let all = figures.iter().map(|(_, figure)| figure).filter(|figure| is_total(&figure.name));
    all.map(|figure| (figure.name.clone(), figure.unit)).collect()
}

fn nothing() -> Decimal {
    Decimal::new(0, 2)
}

fn given(name: Name, value: Decimal, unit: Unit, provenance: Provenance<'_>, what: &str) -> Figure {
    let source = Some(format!("{}{what}", provenance.quelle));
    let derivation = Derivation::Given { place: provenance.place.clone(), source };
    let exact = Exact::from(value);
    Figure { name, exact, value, unit, derivation, rounding: Rounding::Exact }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use crate::diagnostic::Sources;

    #[test]
    fn totals_that_one_paper_lacks_count_as_nothing_there() {
        let mut sources = Sources::default();
        let place = Place { file: sources.add("a.yaml", "quelle: b"), range: 8..9 };
        let provenance = Provenance { place: &place, quelle: "Vorlage 1/2020" };
        let paper = |all: &[(&str, i64)]| {
            let mut figures = Figures::default();
            for (name, cents) in all {
                let value = Decimal::new(*cents, 2);
                figures.add(given(name.parse().unwrap(), value, Unit::Euro, provenance, ""));
            }
            figures
        };
        let earlier = paper(&[("volumen", 500), ("eigenanteil.2020", 300)]);
        let mut own = paper(&[("volumen", 800), ("eigenanteil.2021", 100)]);
        let is_total = |name: &Name| name.frame() == Frame::Own;
        own.follow(&earlier, provenance, Relation::Version, &is_total);
        let value = |name: &str| own.get(own.find(name).unwrap()).value;
        assert_eq!(value("vorgaenger.volumen"), Decimal::new(500, 2));
        assert_eq!(value("aenderung.volumen"), Decimal::new(300, 2));
        assert_eq!(value("aenderung.eigenanteil.2020"), Decimal::new(-300, 2));
        assert_eq!(value("aenderung.eigenanteil.2021"), Decimal::new(100, 2));
        assert!(own.find("aenderung.vorgaenger.volumen").is_none());
    }
}
