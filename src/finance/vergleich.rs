//! Compares the figures of two papers, or of a paper and its scenario.
//!
//! A comparison reads two arenas and adds nothing to either. Values are the printed
//! ones, so that a reader can follow each difference.

use rust_decimal::Decimal;

use super::{Figure, Figures, Unit};
use crate::data::{Paper, Plan, Szenario};
use crate::diagnostic::Diagnostic;

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
    /// What it is more than before, where it is and was something.
    pub fn differenz(&self) -> Option<Decimal> {
        self.neu?.checked_sub(self.alt?)
    }
}

/// What differs between `alt` and `neu`, in the order of `neu`; then what is gone.
pub fn vergleich(alt: &Figures, neu: &Figures) -> Vec<Veraenderung> {
    let value = |figures: &Figures, name: &str| Some(figures.get(figures.find(name)?).value);
    let of = |figure: &Figure| Veraenderung {
        name: figure.name.clone(),
        unit: figure.unit,
        alt: value(alt, &figure.name),
        neu: value(neu, &figure.name),
    };
    let gone = alt.iter().filter(|(_, figure)| neu.find(&figure.name).is_none());
    let all = neu.iter().chain(gone).map(|(_, figure)| of(figure));
    all.filter(|changed| changed.alt != changed.neu).collect()
}

/// Whether `name` is a total of the paper itself: of a line, of all lines, or the own share.
pub fn is_summe(name: &str) -> bool {
    let first = name.split('.').next().unwrap_or_default();
    let totals = Plan::ALL.map(Plan::summen);
    let is_total =
        totals.iter().any(|summen| [summen.ein, summen.aus, summen.eigen].contains(&first));
    is_total || ["zeile", "finanzzeile", "volumen", "foerderquote"].contains(&first)
}

/// The findings about scenarios of `paper` in which no figure is another one.
pub fn idle(paper: &Paper, figures: &Figures) -> Vec<Diagnostic> {
    let is_idle = |szenario: &&Szenario| !differs(figures, &szenario.id.value);
    paper.szenarien.iter().filter(is_idle).map(finding).collect()
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

fn finding(szenario: &Szenario) -> Diagnostic {
    let Szenario { id, name, .. } = szenario;
    let message = format!("Im Szenario „{name}“ ändert sich keine Zahl");
    Diagnostic::error("szenario-ohne-wirkung", &id.place, message).with_hint(
        "Prüfen Sie, ob seine Änderungen einander aufheben oder nichts betreffen, was Geld \
         kostet; oder löschen Sie das Szenario.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finance::{Derivation, Rounding};
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
    fn tells_moved_new_and_gone_with_their_difference() {
        let alt = arena(&[("volumen", 5), ("zeile.11.2021", 3), ("zeile.11.2022", 2)]);
        let neu = arena(&[("zeile.11.2021", 3), ("zeile.11.2023", 1), ("volumen", 4)]);
        let told: Vec<(String, Option<Decimal>)> =
            vergleich(&alt, &neu).into_iter().map(|of| (of.name.clone(), of.differenz())).collect();
        let expected = [
            ("zeile.11.2023", None),
            ("volumen", Some(Decimal::NEGATIVE_ONE)),
            ("zeile.11.2022", None),
        ];
        assert_eq!(told, expected.map(|(name, difference)| (name.to_owned(), difference)));
        assert_eq!(vergleich(&alt, &alt), []);
    }

    #[test]
    fn totals_are_those_of_the_paper_itself() {
        for name in ["zeile.11.2021", "volumen", "eigenanteil.quote", "auszahlungen.gesamt"] {
            assert!(is_summe(name), "{name}");
        }
        for name in ["stelle.a.2021", "szenario.a.volumen", "zuwendung.a.gesamt"] {
            assert!(!is_summe(name), "{name}");
        }
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
