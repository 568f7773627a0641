//! Finds scenarios that move nothing: every figure of theirs is that of the paper.

use super::{Figure, Figures, Frame};
use crate::data::{Paper, Szenario};

/// The scenarios of `paper` in which no figure is another one.
pub fn unmoved<'p>(paper: &'p Paper, figures: &Figures) -> Vec<&'p Szenario> {
    paper.szenarien.iter().filter(|szenario| !differs(figures, &szenario.id.value)).collect()
}

/// Whether a figure of the scenario `id` differs from that of the paper, or there are others.
fn differs(figures: &Figures, id: &str) -> bool {
    let own: Vec<&Figure> = figures
        .iter()
        .map(|(_, figure)| figure)
        .filter(|figure| figure.name.frame() == Frame::Szenario(id))
        .collect();
    let is_base = |figure: &Figure| !matches!(figure.name.frame(), Frame::Szenario(_));
    let base = figures.iter().filter(|(_, figure)| is_base(figure));
    let same = |figure: &&Figure| {
        let base = figures.find(&figure.name.own()).map(|id| figures.get(id));
        base.is_some_and(|base| (base.value, &base.exact) == (figure.value, &figure.exact))
    };
    own.len() != base.count() || !own.iter().all(same)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::finance::{Derivation, Rounding, Unit};
    use crate::money::Exact;

    fn arena(figures: &[(&str, i64)]) -> Figures {
        let mut arena = Figures::default();
        for (name, value) in figures {
            arena.add(Figure {
                name: name.parse().unwrap(),
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
        let more =
            arena(&[("volumen", 5), ("szenario.a.volumen", 5), ("szenario.a.foerderquote", 1)]);
        assert!(differs(&more, "a"));
    }
}
