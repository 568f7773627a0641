//! Finds amounts that the figures of a paper's data do not know.

use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;

use super::super::number::{self, Amount, Kind};
use super::super::read::paper::{Paper, Part};
use crate::document::written::{self, Style};
use crate::finance::{Figure, Figures, Unit};

/// An amount that no figure has.
#[derive(Debug)]
pub(in crate::audit) struct Unknown {
    /// As it is printed.
    pub(in crate::audit) text: String,
    /// Where it stands first in the file.
    pub(in crate::audit) source: Range<usize>,
    /// How often it stands there.
    pub(in crate::audit) count: usize,
    /// Name and printed form of the figure that is nearest in value.
    pub(in crate::audit) nearest: Option<(String, String)>,
}

/// Amounts and percentages of `paper` that are no figure, each value once.
pub(in crate::audit) fn unknown(paper: &Paper, figures: &Figures) -> Vec<Unknown> {
    let euros = values(figures, Unit::Euro);
    let percents = values(figures, Unit::Percent);
    let mut found: BTreeMap<(Decimal, bool), Unknown> = BTreeMap::new();
    for (amount, text, source) in amounts(paper) {
        let known = match amount.kind {
            Kind::Euro => &euros,
            Kind::Percent => &percents,
            Kind::Points | Kind::Stellen | Kind::Other | Kind::Number => continue,
        };
        let Some(value) = amount.value.map(|value| value.abs()) else { continue };
        if is_known(&amount, value, known) {
            continue;
        }
        let nearest = known.iter().min_by_key(|(other, _)| (**other - value).abs());
        let nearest = nearest.map(|(_, figure)| {
            let printed = written::figure(figure, Style::Full);
            (figure.name.to_string(), printed.unwrap_or_else(|| figure.value.to_string()))
        });
        let unknown = Unknown { text, source, count: 0, nearest };
        found.entry((value, amount.kind == Kind::Euro)).or_insert(unknown).count += 1;
    }
    found.into_values().collect()
}

fn values(figures: &Figures, unit: Unit) -> BTreeMap<Decimal, &Figure> {
    let mut values = BTreeMap::new();
    for (_, figure) in figures.iter().filter(|(_, figure)| figure.unit == unit) {
        values.entry(figure.value.abs()).or_insert(figure);
    }
    values
}

/// Whether a figure has the value, or rounds to it where the text says so.
fn is_known(amount: &Amount, value: Decimal, known: &BTreeMap<Decimal, &Figure>) -> bool {
    let is_rounded = amount.is_rounded() || amount.kind == Kind::Percent;
    let slack = if is_rounded { amount.coarse / Decimal::from(2) } else { Decimal::ZERO };
    known.range(value - slack..=value + slack).next().is_some()
}

/// All amounts with a unit, of the running text and of tables.
fn amounts(paper: &Paper) -> Vec<(Amount, String, Range<usize>)> {
    let mut found = Vec::new();
    for part in &paper.parts {
        let flows: Vec<_> = match part {
            Part::Block(block) => vec![&block.flow],
            Part::Table(table) => table.rows.iter().flatten().collect(),
        };
        for flow in flows {
            found.extend(number::read(flow.text()).into_iter().map(|amount| {
                let text = flow.slice(amount.range.clone()).to_owned();
                let source = flow.source(&amount.range);
                (amount, text, source)
            }));
        }
    }
    found
}
