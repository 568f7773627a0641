//! Turns Stellen into one figure per Haushaltsjahr: annual cost × quantity × months / 12.
//!
//! The annual cost rises from its base year on the unrounded amount; a year
//! before the base year costs what the base year costs.

use std::sync::Arc;

use super::calculation::Calculation;
use super::{FigureId, Unit};
use crate::data::{Kostensatz, Placed, Steigerung, Stelle};
use crate::period::Jahr;

/// Adds the inputs and yearly costs of `stelle`; returns its rows by year.
pub(super) fn plan(calculation: &mut Calculation, stelle: &Stelle) -> Vec<(Jahr, FigureId)> {
    let id = &stelle.id.value;
    let mut rows = Vec::new();
    for jahr in stelle.jahre() {
        let Some(anteil) = anteil(calculation, stelle, jahr) else { continue };
        let zeitraum = &stelle.zeitraum;
        let months = calculation.months(
            &format!("stelle.{id}.monate.{jahr}"),
            zeitraum.value.months(jahr),
            &zeitraum.place,
        );
        let cost = jahreskosten(calculation, &stelle.kostensatz, jahr);
        let name = format!("stelle.{id}.{jahr}");
        rows.push((
            jahr,
            calculation.prorated(&name, vec![cost, anteil], months, &stelle.id.place),
        ));
    }
    rows
}

/// The quantity of `stelle` in `jahr`.
pub(super) fn anteil(
    calculation: &mut Calculation,
    stelle: &Stelle,
    jahr: Jahr,
) -> Option<FigureId> {
    let given = stelle.anteil.in_jahr(jahr)?;
    let name = match &stelle.anteil {
        crate::data::Anteil::Fest(_) => format!("stelle.{}.anteil", stelle.id.value),
        crate::data::Anteil::Jaehrlich(_) => format!("stelle.{}.anteil.{jahr}", stelle.id.value),
    };
    Some(calculation.given(&name, given, Unit::Stellen, None))
}

/// The full posts per role in `jahr`.
pub(super) fn rollen(calculation: &mut Calculation, stellen: &[Stelle], jahr: Jahr) {
    let mut rollen: Vec<&str> = stellen.iter().map(|stelle| stelle.rolle.as_str()).collect();
    rollen.sort_unstable();
    rollen.dedup();
    for rolle in rollen {
        let of: Vec<&Stelle> = stellen
            .iter()
            .filter(|stelle| stelle.rolle == rolle && stelle.jahre().any(|own| own == jahr))
            .collect();
        let Some(first) = of.first() else { continue };
        let parts = of.iter().filter_map(|stelle| anteil(calculation, stelle, jahr)).collect();
        calculation.sum(&format!("rolle.{rolle}.{jahr}"), parts, Unit::Stellen, &first.id.place);
    }
}

fn jahreskosten(calculation: &mut Calculation, satz: &Kostensatz, jahr: Jahr) -> FigureId {
    let name = format!("kostensatz.{}", satz.id);
    let base = calculation.given(&name, &satz.jahresbetrag, Unit::Euro, satz.quelle.as_deref());
    rise(calculation, &name, base, &satz.jahresbetrag, satz.steigerung.as_ref(), jahr)
}

/// `base` as it has risen by `jahr`, under the name `<name>.<jahr>`.
pub(super) fn rise<T>(
    calculation: &mut Calculation,
    name: &str,
    base: FigureId,
    given: &Placed<T>,
    steigerung: Option<&Arc<Steigerung>>,
    jahr: Jahr,
) -> FigureId {
    let Some(steigerung) = steigerung else { return base };
    let years = u32::try_from(i32::from(jahr.0) - i32::from(steigerung.basisjahr.0)).unwrap_or(0);
    if years == 0 {
        return base;
    }
    let name = format!("{name}.{jahr}");
    if let Some(id) = calculation.find(&name) {
        return id;
    }
    let rate = format!("steigerung.{}", steigerung.id);
    let rate = calculation.given(&rate, &steigerung.satz, Unit::Percent, None);
    calculation.risen(&name, base, rate, years, &given.place)
}
