//! Finds scenarios that move nothing: every figure of theirs is that of the paper.

use super::{Figure, Figures};
use crate::data::{Paper, Szenario};

/// The scenarios of `paper` in which no figure is another one.
pub fn unmoved<'p>(paper: &'p Paper, figures: &Figures) -> Vec<&'p Szenario> {
    paper.szenarien.iter().filter(|szenario| !differs(figures, &szenario.id.value)).collect()
}

/// Whether a figure of the scenario `id` differs from that of the paper, or there are others.
fn differs(figures: &Figures, id: &str) -> bool {
    let prefix = format!("szenario.{id}.");
    let own: Vec<&Figure> = figures
        .iter()
        .map(|(_, figure)| figure)
        .filter(|figure| figure.name.starts_with(&prefix))
        .collect();
    let base = figures.iter().filter(|(_, figure)| !figure.name.starts_with("szenario."));
    let same = |figure: &&Figure| {
        let name = figure.name.strip_prefix(&prefix).unwrap_or_default();
        let base = figures.find(name).map(|id| figures.get(id));
        base.is_some_and(|base| (base.value, &base.exact) == (figure.value, &figure.exact))
    };
    own.len() != base.count() || !own.iter().all(same)
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::finance::{Derivation, Rounding, Unit};
    use crate::money::Exact;

    fn arena(figures: &[(&str, i64)]) -> Figures {
        let mut arena = Figures::default();
        for (name, value) in figures {
            arena.add(Figure {
                name: (*name).to_owned(),
                exact: Exact::from(*value),
                value: Decimal::from(*value),
                unit: Unit::Euro,
                derivation: Derivation::Sum(Vec::new()),
                rounding: Rounding::Exact,
            });
        }
        arena
    }

    #[test]
    fn a_scenario_differs_where_one_exact_value_does() {
        let same = arena(&[("volumen", 5), ("szenario.a.volumen", 5)]);
        assert!(!differs(&same, "a"));
        let other = arena(&[("volumen", 5), ("szenario.a.volumen", 6)]);
        assert!(differs(&other, "a"));
        let more = arena(&[("volumen", 5), ("szenario.a.volumen", 5), ("szenario.a.x", 1)]);
        assert!(differs(&more, "a"));
    }
}
