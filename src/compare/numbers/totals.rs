//! Tells which printed values moved, and which of them are totals.
//!
//! Adds nothing to the arenas that it reads; values are the printed ones, so that a
//! reader can follow each difference.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::moved::Rank;
use crate::finance::{Figures, Name, Unit};

/// A printed value by the name of its figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedValue {
    /// The name.
    pub name: Name,
    /// What it counts.
    pub unit: Unit,
    /// The value.
    pub value: Decimal,
}

/// The printed values of `figures`.
pub fn values(figures: &Figures) -> Vec<NamedValue> {
    let value = |(_, figure): (_, &crate::finance::Figure)| NamedValue {
        name: figure.name.clone(),
        unit: figure.unit,
        value: figure.value,
    };
    figures.iter().map(value).collect()
}

/// A figure whose printed value is another one than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// Its name.
    pub name: Name,
    /// What it counts.
    pub unit: Unit,
    /// What it was; nothing where it is new.
    pub old: Option<Decimal>,
    /// What it is; nothing where it is gone.
    pub new: Option<Decimal>,
}

impl Movement {
    /// What it is more than before, where it is and was something; a total that there is
    /// not is nothing, and not unknown.
    pub fn difference(&self) -> Option<Decimal> {
        let nothing = self.is_total().then_some(Decimal::ZERO);
        self.new.or(nothing)?.checked_sub(self.old.or(nothing)?)
    }

    /// Whether it is a total of the paper itself: of a line, of all lines, or the own share.
    pub fn is_total(&self) -> bool {
        Rank::of(&self.name) <= Rank::Zeile
    }
}

/// What differs between `alt` and `neu`, in the order of `neu`; then what is gone.
pub fn movements(old: &[NamedValue], new: &[NamedValue]) -> Vec<Movement> {
    let said = |value: &NamedValue| (value.unit, value.value);
    let before: BTreeMap<&Name, (Unit, Decimal)> =
        old.iter().map(|value| (&value.name, said(value))).collect();
    let after: BTreeSet<&Name> = new.iter().map(|value| &value.name).collect();
    let of = |value: &NamedValue, old, new| Movement {
        name: value.name.clone(),
        unit: value.unit,
        old,
        new,
    };
    let came = new.iter().filter_map(|value| match before.get(&value.name) {
        Some(old) if *old == said(value) => None,
        // What counts something else was not this before.
        old => {
            let old = old.filter(|(unit, _)| *unit == value.unit).map(|(_, value)| *value);
            Some(of(value, old, Some(value.value)))
        }
    });
    let gone = old.iter().filter(|value| !after.contains(&value.name));
    let gone = gone.map(|value| of(value, Some(value.value), None));
    let is_something = |of: &Movement| of.difference() != Some(Decimal::ZERO);
    came.chain(gone).filter(is_something).collect()
}

/// The totals that moved from `alt` to `neu`.
pub fn totals(old: &Figures, new: &Figures) -> Vec<Movement> {
    let mut moved = movements(&values(old), &values(new));
    moved.retain(Movement::is_total);
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(values: &[(&str, i64)]) -> Vec<NamedValue> {
        let value = |(name, value): &(&str, i64)| NamedValue {
            name: name.parse().unwrap(),
            unit: Unit::Euro,
            value: Decimal::from(*value),
        };
        values.iter().map(value).collect()
    }

    #[test]
    fn tells_moved_new_and_gone_with_their_difference() {
        let old = list(&[("volumen", 5), ("zeile.11.2021", 3), ("zeile.11.2022", 2)]);
        let new = list(&[
            ("zeile.11.2021", 3),
            ("zeile.11.2023", 1),
            ("zeile.11.2024", 0),
            ("stelle.a.2023", 1),
            ("volumen", 4),
        ]);
        let told: Vec<(String, Option<Decimal>)> = movements(&old, &new)
            .into_iter()
            .map(|of| (of.name.to_string(), of.difference()))
            .collect();
        let expected = [
            ("zeile.11.2023", Some(Decimal::ONE)),
            ("stelle.a.2023", None),
            ("volumen", Some(Decimal::NEGATIVE_ONE)),
            ("zeile.11.2022", Some(-Decimal::TWO)),
        ];
        assert_eq!(told, expected.map(|(name, difference)| (name.to_owned(), difference)));
        assert_eq!(movements(&old, &old), []);
    }
}
