//! Tells which printed values moved, and which of them are totals.
//!
//! Adds nothing to the arenas that it reads; values are the printed ones, so that a
//! reader can follow each difference.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::zahlen::Rang;
use crate::finance::{Figures, Unit};

/// A printed value by the name of its figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wert {
    /// The name.
    pub name: String,
    /// What it counts.
    pub unit: Unit,
    /// The value.
    pub value: Decimal,
}

/// The printed values of `figures`.
pub fn werte(figures: &Figures) -> Vec<Wert> {
    let wert = |(_, figure): (_, &crate::finance::Figure)| Wert {
        name: figure.name.clone(),
        unit: figure.unit,
        value: figure.value,
    };
    figures.iter().map(wert).collect()
}

/// A figure whose printed value is another one than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Veraenderung {
    /// Its name.
    pub name: String,
    /// What it counts.
    pub unit: Unit,
    /// What it was; nothing where it is new.
    pub alt: Option<Decimal>,
    /// What it is; nothing where it is gone.
    pub neu: Option<Decimal>,
}

impl Veraenderung {
    /// What it is more than before, where it is and was something; a total that there is
    /// not is nothing, and not unknown.
    pub fn differenz(&self) -> Option<Decimal> {
        let nothing = self.is_summe().then_some(Decimal::ZERO);
        self.neu.or(nothing)?.checked_sub(self.alt.or(nothing)?)
    }

    /// Whether it is a total of the paper itself: of a line, of all lines, or the own share.
    pub fn is_summe(&self) -> bool {
        Rang::of(&self.name) <= Rang::Zeile
    }
}

/// What differs between `alt` and `neu`, in the order of `neu`; then what is gone.
pub fn veraenderungen(alt: &[Wert], neu: &[Wert]) -> Vec<Veraenderung> {
    let said = |wert: &Wert| (wert.unit, wert.value);
    let before: BTreeMap<&str, (Unit, Decimal)> =
        alt.iter().map(|wert| (wert.name.as_str(), said(wert))).collect();
    let after: BTreeSet<&str> = neu.iter().map(|wert| wert.name.as_str()).collect();
    let of =
        |wert: &Wert, alt, neu| Veraenderung { name: wert.name.clone(), unit: wert.unit, alt, neu };
    let came = neu.iter().filter_map(|wert| match before.get(&*wert.name) {
        Some(old) if *old == said(wert) => None,
        // What counts something else was not this before.
        old => {
            let old = old.filter(|(unit, _)| *unit == wert.unit).map(|(_, value)| *value);
            Some(of(wert, old, Some(wert.value)))
        }
    });
    let gone = alt.iter().filter(|wert| !after.contains(&*wert.name));
    let gone = gone.map(|wert| of(wert, Some(wert.value), None));
    let is_something = |of: &Veraenderung| of.differenz() != Some(Decimal::ZERO);
    came.chain(gone).filter(is_something).collect()
}

/// The totals that moved from `alt` to `neu`.
pub fn summen(alt: &Figures, neu: &Figures) -> Vec<Veraenderung> {
    let mut moved = veraenderungen(&werte(alt), &werte(neu));
    moved.retain(Veraenderung::is_summe);
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(values: &[(&str, i64)]) -> Vec<Wert> {
        let wert = |(name, value): &(&str, i64)| Wert {
            name: (*name).to_owned(),
            unit: Unit::Euro,
            value: Decimal::from(*value),
        };
        values.iter().map(wert).collect()
    }

    #[test]
    fn tells_moved_new_and_gone_with_their_difference() {
        let alt = list(&[("volumen", 5), ("zeile.11.2021", 3), ("zeile.11.2022", 2)]);
        let neu = list(&[
            ("zeile.11.2021", 3),
            ("zeile.11.2023", 1),
            ("zeile.11.2024", 0),
            ("stelle.a.2023", 1),
            ("volumen", 4),
        ]);
        let told: Vec<(String, Option<Decimal>)> = veraenderungen(&alt, &neu)
            .into_iter()
            .map(|of| (of.name.clone(), of.differenz()))
            .collect();
        let expected = [
            ("zeile.11.2023", Some(Decimal::ONE)),
            ("stelle.a.2023", None),
            ("volumen", Some(Decimal::NEGATIVE_ONE)),
            ("zeile.11.2022", Some(-Decimal::TWO)),
        ];
        assert_eq!(told, expected.map(|(name, difference)| (name.to_owned(), difference)));
        assert_eq!(veraenderungen(&alt, &alt), []);
    }
}
