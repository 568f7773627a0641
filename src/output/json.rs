//! Turns the arena of figures into JSON, each figure with its derivation.
//!
//! Values are strings, so that no reader turns them into a float. Operands are
//! named by the ids of other figures, which stand before the figure they lead to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::head::{Head, Written};
use crate::compare::{Movement, NamedValue};
use crate::diagnostic::Sources;
use crate::document::written::{self, Style};
use crate::finance::{self, FigureId, Figures, Unit};
use crate::money::Mode;

/// All `figures` as JSON text, with the `kopf` of their paper where the text stands alone;
/// `sources` names the places of given values.
pub fn figures_json(
    figures: &Figures,
    sources: &Sources,
    head: Option<&Head>,
) -> Result<String, serde_json::Error> {
    let arena = Arena { figures, sources };
    let all = figures.iter().map(|(_, figure)| arena.figure(figure)).collect();
    let paper = head.map(Head::written);
    serde_json::to_string_pretty(&All { paper, figures: all, gone: Vec::new() })
}

/// The same with what each of `moved` was before, and the difference.
pub fn moved_json(
    figures: &Figures,
    sources: &Sources,
    moved: &[Movement],
) -> Result<String, serde_json::Error> {
    let arena = Arena { figures, sources };
    let before: BTreeMap<&str, &Movement> = moved.iter().map(|of| (of.name.as_str(), of)).collect();
    let figure = |figure| {
        let own = arena.figure(figure);
        match before.get(own.id) {
            None => own,
            Some(of) => Figure {
                before: Some(of.old.map(|value| value.to_string())),
                difference: of.difference().map(|value| value.to_string()),
                ..own
            },
        }
    };
    let gone = moved.iter().filter_map(|of| {
        let before = of.new.is_none().then_some(of.old?)?.to_string();
        Some(Gone { id: of.name.as_str(), unit: unit(of.unit), before })
    });
    let (gone, figures) = (gone.collect(), figures.iter().map(|(_, of)| figure(of)).collect());
    serde_json::to_string_pretty(&All { paper: None, figures, gone })
}

/// The values that such a JSON text holds; none where it is no such text.
pub fn values(json: &[u8]) -> Option<Vec<NamedValue>> {
    #[derive(Deserialize)]
    struct All {
        figures: Vec<Figure>,
    }
    #[derive(Deserialize)]
    struct Figure {
        id: String,
        value: String,
        unit: String,
    }
    let All { figures } = serde_json::from_slice(json).ok()?;
    let value = |Figure { id, value, unit: code }: Figure| {
        let unit = UNITS.into_iter().find(|known| unit(*known) == code)?;
        Some(NamedValue { name: id.parse().ok()?, unit, value: value.parse().ok()? })
    };
    figures.into_iter().map(value).collect()
}

#[derive(Serialize)]
struct All<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    paper: Option<Written>,
    figures: Vec<Figure<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gone: Vec<Gone<'a>>,
}

/// A figure that there is no longer.
#[derive(Serialize)]
struct Gone<'a> {
    id: &'a str,
    unit: &'static str,
    before: String,
}

#[derive(Serialize)]
struct Figure<'a> {
    id: &'a str,
    value: String,
    unit: &'static str,
    text: String,
    /// What it was before, where it is another one now; null where it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<String>,
    derivation: Steps<'a>,
}

/// How a figure came about, from its exact value to the printed one.
#[derive(Serialize)]
struct Steps<'a> {
    #[serde(flatten)]
    operation: Operation<'a>,
    /// The exact value as a fraction in lowest terms.
    exact: String,
    rounding: Rounding<'a>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Operation<'a> {
    Given { place: String, source: Option<&'a str> },
    Counted { place: String },
    Sum { of: Vec<&'a str> },
    PrintedSum { of: Vec<&'a str> },
    PrintedDifference { from: &'a str, less: &'a str },
    Difference { from: &'a str, less: &'a str },
    Floored { of: &'a str },
    Percent { rate: &'a str, of: &'a str },
    Quotient { of: &'a str, by: &'a str },
    RoundedUp { of: &'a str },
    RoundedOff { of: &'a str, digits: u32, mode: &'static str },
    Product { of: Vec<&'a str> },
    Prorated { factors: Vec<&'a str>, months: &'a str },
    Risen { base: &'a str, rate: &'a str, years: u32 },
    Capped { of: &'a str, cap: &'a str },
    Granted { computed: &'a str, granted: &'a str },
    Share { part: &'a str, whole: &'a str },
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Rounding<'a> {
    Exact,
    Rounded { digits: u32 },
    Row { total: &'a str, alone: String },
    Repeated,
}

/// The figures and the texts that their places point into.
struct Arena<'a> {
    figures: &'a Figures,
    sources: &'a Sources,
}

impl<'a> Arena<'a> {
    fn figure(&self, figure: &'a finance::Figure) -> Figure<'a> {
        let value = figure.value.to_string();
        Figure {
            id: figure.name.as_str(),
            unit: unit(figure.unit),
            text: written::figure(figure, Style::Full).unwrap_or_else(|| value.clone()),
            value,
            before: None,
            difference: None,
            derivation: Steps {
                operation: self.operation(&figure.derivation),
                exact: figure.exact.as_fraction(),
                rounding: self.rounding(&figure.rounding),
            },
        }
    }

    fn operation(&self, derivation: &'a finance::Derivation) -> Operation<'a> {
        use finance::Derivation as D;
        match derivation {
            D::Given { place, source } => {
                Operation::Given { place: self.sources.locate(place), source: source.as_deref() }
            }
            D::Counted { place } => Operation::Counted { place: self.sources.locate(place) },
            D::Sum(of) => Operation::Sum { of: self.ids(of) },
            D::PrintedSum(of) => Operation::PrintedSum { of: self.ids(of) },
            D::PrintedDifference(from, less) => {
                Operation::PrintedDifference { from: self.id(*from), less: self.id(*less) }
            }
            D::Difference(from, less) => {
                Operation::Difference { from: self.id(*from), less: self.id(*less) }
            }
            D::Floored(of) => Operation::Floored { of: self.id(*of) },
            D::Percent { rate, of } => {
                Operation::Percent { rate: self.id(*rate), of: self.id(*of) }
            }
            D::Quotient { of, by } => Operation::Quotient { of: self.id(*of), by: self.id(*by) },
            D::RoundedUp(of) => Operation::RoundedUp { of: self.id(*of) },
            D::RoundedOff { of, digits, mode } => Operation::RoundedOff {
                of: self.id(*of),
                digits: *digits,
                mode: match mode {
                    Mode::HalfUp => "half_up",
                    Mode::Truncate => "truncate",
                },
            },
            D::Product(of) => Operation::Product { of: self.ids(of) },
            D::Prorated { factors, months } => {
                Operation::Prorated { factors: self.ids(factors), months: self.id(*months) }
            }
            D::Risen { base, rate, years } => {
                Operation::Risen { base: self.id(*base), rate: self.id(*rate), years: *years }
            }
            D::Capped { of, cap } => Operation::Capped { of: self.id(*of), cap: self.id(*cap) },
            D::Granted { computed, granted } => {
                Operation::Granted { computed: self.id(*computed), granted: self.id(*granted) }
            }
            D::Share { part, whole } => {
                Operation::Share { part: self.id(*part), whole: self.id(*whole) }
            }
        }
    }

    fn rounding(&self, rounding: &finance::Rounding) -> Rounding<'a> {
        match rounding {
            finance::Rounding::Exact => Rounding::Exact,
            finance::Rounding::Rounded { digits } => Rounding::Rounded { digits: *digits },
            finance::Rounding::Row { total, alone } => {
                Rounding::Row { total: self.id(*total), alone: alone.to_string() }
            }
            finance::Rounding::Repeated => Rounding::Repeated,
        }
    }

    fn id(&self, id: FigureId) -> &'a str {
        self.figures.get(id).name.as_str()
    }

    fn ids(&self, ids: &[FigureId]) -> Vec<&'a str> {
        ids.iter().map(|id| self.id(*id)).collect()
    }
}

const UNITS: [Unit; 5] = [Unit::Euro, Unit::Percent, Unit::Stellen, Unit::Months, Unit::Count];

/// The code of a unit; euro as in ISO 4217.
pub(super) fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Euro => "EUR",
        Unit::Percent => "percent",
        Unit::Stellen => "Stellen",
        Unit::Months => "months",
        Unit::Count => "count",
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::diagnostic::Place;
    use crate::finance::{Derivation, Rounding};
    use crate::money::Exact;

    fn figure(name: &str, unit: Unit, value: &str, derivation: Derivation) -> finance::Figure {
        let value: Decimal = value.parse().unwrap();
        let (exact, rounding) = (Exact::from(value), Rounding::Exact);
        finance::Figure { name: name.parse().unwrap(), exact, value, unit, derivation, rounding }
    }

    #[test]
    fn names_places_operands_and_rounding() {
        let mut sources = Sources::default();
        let file = sources.add("data/kim/stellen.yaml", "a: 1\nbetrag: 100\n");
        let (place, source) = (Place { file, range: 13..16 }, Some("Bescheid".to_owned()));
        let mut figures = Figures::default();
        let given = Derivation::Given { place: place.clone(), source };
        let base = figures.add(figure("stelle.a.kosten", Unit::Euro, "100", given));
        let counted = Derivation::Counted { place };
        let months = figures.add(figure("stelle.a.monate.2021", Unit::Months, "8", counted));
        let derivation = Derivation::Prorated { factors: vec![base], months };
        figures.add(finance::Figure {
            exact: Exact::fraction(200, 3),
            rounding: Rounding::Row { total: base, alone: "66.67".parse().unwrap() },
            ..figure("stelle.a.2021", Unit::Euro, "66.66", derivation)
        });
        assert_eq!(
            figures_json(&figures, &sources, None).unwrap(),
            r#"{
  "figures": [
    {
      "id": "stelle.a.kosten",
      "value": "100",
      "unit": "EUR",
      "text": "100 €",
      "derivation": {
        "kind": "given",
        "place": "data/kim/stellen.yaml:2",
        "source": "Bescheid",
        "exact": "100",
        "rounding": {
          "kind": "exact"
        }
      }
    },
    {
      "id": "stelle.a.monate.2021",
      "value": "8",
      "unit": "months",
      "text": "8",
      "derivation": {
        "kind": "counted",
        "place": "data/kim/stellen.yaml:2",
        "exact": "8",
        "rounding": {
          "kind": "exact"
        }
      }
    },
    {
      "id": "stelle.a.2021",
      "value": "66.66",
      "unit": "EUR",
      "text": "66,66 €",
      "derivation": {
        "kind": "prorated",
        "factors": [
          "stelle.a.kosten"
        ],
        "months": "stelle.a.monate.2021",
        "exact": "200/3",
        "rounding": {
          "kind": "row",
          "total": "stelle.a.kosten",
          "alone": "66.67"
        }
      }
    }
  ]
}"#
            .replace(" €", "\u{a0}€")
        );
    }
}
