//! Turns grants into one figure per Haushaltsjahr.
//!
//! A fixed amount or lump sum pays rates for Stellen and the costs that it covers;
//! the other kinds pay what their base gives ([`bemessung`]). Both stay within the
//! limits of the grant ([`limits`]). A granted amount replaces what was computed and
//! names its source; both stay in the arena. A year for which nothing is computed and
//! nothing is granted has no figure.
//!
//! What is paid follows from exact values. Once all lines of the plan are settled,
//! [`settle`] prints the parts of every grant: an item as its line prints it, the others so
//! that all add up; `….ausgleich.<jahr>` is what they cannot.

mod bemessung;
mod limits;
mod saetze;
pub(super) mod shares;

use std::collections::BTreeSet;

use super::calculation::Calculation;
use super::{FigureId, Name, Unit};
use crate::data::{Kostenanteil, Paper, Zuwendung};
use crate::period::Jahr;

/// Adds the inputs and yearly amounts of `zuwendung`; returns its rows by year.
pub(super) fn plan(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    paper: &Paper,
) -> Vec<(Jahr, FigureId)> {
    let mut rows: Vec<(Jahr, FigureId)> = Vec::new();
    for jahr in jahre(zuwendung) {
        let paid = rows.iter().map(|(_, id)| *id).collect();
        rows.extend(year(calculation, zuwendung, paper, jahr, paid).map(|id| (jahr, id)));
    }
    rows
}

/// The years for which something may be paid.
fn jahre(zuwendung: &Zuwendung) -> BTreeSet<Jahr> {
    let granted = zuwendung.bewilligt.keys().copied();
    zuwendung.zeitraum.value.jahre().chain(granted).collect()
}

/// Prints the parts of all grants so that they add up, after the lines of the plan, and adds
/// what they come to in all years.
pub(super) fn settle(calculation: &mut Calculation<'_>, paper: &Paper) {
    for zuwendung in &paper.zuwendungen {
        let jahre = jahre(zuwendung);
        for jahr in &jahre {
            settle_year(calculation, zuwendung, *jahr);
        }
        bemessung::totals(calculation, zuwendung, &jahre);
    }
}

/// The same of one year of `zuwendung`.
pub(super) fn settle_year(calculation: &mut Calculation<'_>, zuwendung: &Zuwendung, jahr: Jahr) {
    let (name, place) = (Name::zuwendung(&zuwendung.id.value), &zuwendung.id.place);
    let (of, total) = if zuwendung.bemessung.is_empty() {
        let amount = computed_name(zuwendung, jahr);
        let limits = limits::of(zuwendung, calculation.rundung);
        let first = limits::names(&limits, &amount).into_iter().next();
        (name, first.unwrap_or(amount))
    } else {
        let base = name.aspect("bemessung");
        (base.clone(), base.jahr(jahr))
    };
    if let Some(total) = calculation.find(&total) {
        calculation.foot(total, &of.aspect("ausgleich").jahr(jahr), place);
    }
}

/// What the amount of `jahr` is called that is computed, whatever is granted.
fn computed_name(zuwendung: &Zuwendung, jahr: Jahr) -> Name {
    let name = Name::zuwendung(&zuwendung.id.value);
    let is_granted = zuwendung.bewilligt.contains_key(&jahr);
    if is_granted { name.aspect("berechnet").jahr(jahr) } else { name.jahr(jahr) }
}

/// What others bring before `zuwendung`, by year: wherever the grant has a base.
pub(super) fn drittmittel(
    calculation: &Calculation<'_>,
    zuwendung: &Zuwendung,
) -> Vec<(Jahr, FigureId)> {
    let name = Name::zuwendung(&zuwendung.id.value).aspect("drittmittel");
    let year = |jahr| Some((jahr, calculation.find(&name.jahr(jahr))?));
    zuwendung.zeitraum.value.jahre().filter_map(year).collect()
}

/// Adds the share of its base that each grant pays, as `zuwendung.<id>.quote`.
pub(super) fn quoten(calculation: &mut Calculation<'_>, zuwendungen: &[Zuwendung]) {
    for zuwendung in zuwendungen {
        let name = Name::zuwendung(&zuwendung.id.value);
        let paid = calculation.find(&name.gesamt());
        let base = calculation.find(&name.aspect("bemessung").gesamt());
        if let (Some(paid), Some(base)) = (paid, base) {
            calculation.share(&name.aspect("quote"), paid, base);
        }
    }
}

/// The amount of `jahr`, after the years in which `paid` was paid.
pub(super) fn year(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    paper: &Paper,
    jahr: Jahr,
    paid: Vec<FigureId>,
) -> Option<FigureId> {
    let granted = zuwendung.bewilligt.get(&jahr);
    let (name, place) = (Name::zuwendung(&zuwendung.id.value), &zuwendung.id.place);
    let computed = computed_name(zuwendung, jahr);
    let Some(granted) = granted else {
        let base = Unlimited::of(calculation, zuwendung, paper, jahr)?;
        return Some(base.limited(calculation, zuwendung, paper, &computed, paid));
    };
    let base = Unlimited::of(calculation, zuwendung, paper, jahr);
    let base = base.unwrap_or(Unlimited { jahr, of: Before::Sum(Vec::new()) });
    let computed = base.limited(calculation, zuwendung, paper, &computed, paid);
    let source = Some(granted.quelle.as_str());
    let granted_name = name.aspect("bewilligt").jahr(jahr);
    let granted = calculation.given(&granted_name, &granted.betrag, Unit::Euro, source);
    Some(calculation.granted(&name.jahr(jahr), computed, granted, place))
}

/// What a grant would pay in a year before its limits.
struct Unlimited {
    jahr: Jahr,
    of: Before,
}

/// Where the amount before the limits comes from.
enum Before {
    /// The sum of rates and costs.
    Sum(Vec<FigureId>),
    /// The base of that year.
    Bemessung(FigureId),
}

impl Unlimited {
    /// Nothing where nothing is paid in `jahr`.
    fn of(
        calculation: &mut Calculation<'_>,
        zuwendung: &Zuwendung,
        paper: &Paper,
        jahr: Jahr,
    ) -> Option<Self> {
        let of = if zuwendung.bemessung.is_empty() {
            let parts = fixed(calculation, zuwendung, paper, jahr);
            Before::Sum(Some(parts).filter(|parts| !parts.is_empty())?)
        } else {
            Before::Bemessung(bemessung::base(calculation, zuwendung, paper, jahr)?)
        };
        Some(Self { jahr, of })
    }

    /// The amount under `name`, within all limits.
    fn limited(
        self,
        calculation: &mut Calculation<'_>,
        zuwendung: &Zuwendung,
        paper: &Paper,
        name: &Name,
        paid: Vec<FigureId>,
    ) -> FigureId {
        let limits = limits::of(zuwendung, calculation.rundung);
        let names = limits::names(&limits, name);
        let first = names.first().unwrap_or(name);
        let amount = match self.of {
            Before::Sum(parts) => calculation.sum(first, parts, Unit::Euro, &zuwendung.id.place),
            Before::Bemessung(base) => {
                bemessung::amount(calculation, zuwendung, base, self.jahr, first)
            }
        };
        let names = names.get(1..).unwrap_or_default();
        limits.into_iter().zip(names).fold(amount, |amount, (limit, name)| {
            let jahr = self.jahr;
            let paid = &paid;
            limits::apply(calculation, zuwendung, paper, (amount, limit), name, (jahr, paid))
        })
    }
}

/// The rates that a fixed amount or lump sum earns in `jahr`, and the costs that it pays.
fn fixed(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    paper: &Paper,
    jahr: Jahr,
) -> Vec<FigureId> {
    let mut parts = Vec::new();
    for satz in &zuwendung.saetze {
        parts.extend(saetze::earned(calculation, zuwendung, satz, &paper.stellen, jahr));
    }
    if zuwendung.zeitraum.value.touches(jahr) {
        for anteil in &zuwendung.kosten {
            parts.extend(cost(calculation, zuwendung, anteil, jahr));
        }
    }
    parts
}

/// What the grant pays for a cost in `jahr`.
fn cost(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    anteil: &Kostenanteil,
    jahr: Jahr,
) -> Option<FigureId> {
    let kosten = &anteil.kosten.value;
    let of = calculation.find(&Name::kosten(kosten).jahr(jahr))?;
    let Some(limit) = &anteil.hoechstens else { return Some(of) };
    let name = Name::zuwendung(&zuwendung.id.value);
    let cap = name.aspect("hoechstens").aspect(kosten);
    let cap = calculation.given(&cap, limit, Unit::Euro, None);
    let name = name.aspect("kosten").aspect(kosten).jahr(jahr);
    let capped = calculation.capped(&name, of, cap, &anteil.kosten.place);
    Some(calculation.repeated(capped))
}
