//! Reads the arena as an explanation: a figure with all that it is made of, down
//! to the lines of the data.
//!
//! A tree of plain values in German words; nothing is computed here that the
//! arena does not hold. A figure that occurs again within a tree is named and not
//! explained a second time, so a tree is never longer than the arena.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::Serialize;

use super::formula::{Formula, Value};
use super::sections::Sections;
use super::written::{self, Style};
use super::{Document, Printed};
use crate::data::Wording;
use crate::diagnostic::Sources;
use crate::finance::{Derivation, Figure, FigureId, Figures, Rounding, Unit};
use crate::money::Exact;

/// A figure explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// Its name.
    pub id: String,
    /// As it is printed, with what it counts.
    pub text: String,
    /// Its printed value as a plain decimal number.
    pub value: String,
    /// Its exact value as a fraction in lowest terms.
    pub exact: String,
    /// The operation, by the words of `figures --json`.
    pub kind: &'static str,
    /// The operation with its numbers, where it was calculated.
    pub calculation: Option<String>,
    /// The exact value for reading, where something else is printed.
    pub unrounded: Option<String>,
    /// How the printed value came from the exact one, where they differ.
    pub rounding: Option<String>,
    /// Why the residual unit was moved, where it was.
    pub moved: Option<String>,
    /// `file:line` of a value of the data.
    pub place: Option<String>,
    /// The document that a value of the data comes from.
    pub source: Option<String>,
    /// Where it stands in the paper.
    pub printed: Vec<Standing>,
    /// Whether its parts are explained further up in the same tree.
    pub repeated: bool,
    /// What it is made of.
    pub parts: Vec<Explanation>,
}

/// A place in the paper.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Standing {
    /// The page of the PDF, from one.
    pub page: Option<usize>,
    /// The headings above it, from the outermost inwards.
    pub section: Vec<String>,
    /// The line of the Markdown, from one.
    pub line: usize,
}

/// What explanations are made from.
pub struct Explainer<'a> {
    figures: &'a Figures,
    sources: &'a Sources,
    /// Every figure that stands in the text, and where.
    standings: Vec<(FigureId, Standing)>,
    /// Explanations are for users: the words are those of the program, whatever the city.
    wording: Wording,
}

impl<'a> Explainer<'a> {
    /// Explains `figures`; `pages` and `lines` are those of the figures that stand in `document`.
    pub fn new(
        figures: &'a Figures,
        sources: &'a Sources,
        document: &Document,
        pages: &[Option<usize>],
        lines: &[usize],
    ) -> Self {
        let (standings, wording) = (standings(document, pages, lines), Wording::default());
        Self { figures, sources, standings, wording }
    }

    /// How `id` came about.
    pub fn explain(&self, id: FigureId) -> Explanation {
        self.node(id, &mut BTreeSet::new())
    }

    /// How `id` came about in one step: its parts are not explained.
    pub fn step(&self, id: FigureId) -> Explanation {
        self.alone(id, false)
    }

    fn node(&self, id: FigureId, seen: &mut BTreeSet<FigureId>) -> Explanation {
        let parts = self.figures.get(id).derivation.operands();
        let repeated = !seen.insert(id) && !parts.is_empty();
        let parts = if repeated { Vec::new() } else { parts };
        Explanation {
            parts: parts.into_iter().map(|part| self.node(part, seen)).collect(),
            ..self.alone(id, repeated)
        }
    }

    fn alone(&self, id: FigureId, repeated: bool) -> Explanation {
        let figure = self.figures.get(id);
        let (place, source) = self.origin(&figure.derivation);
        let unrounded = is_rounded(figure).then(|| written::exact(figure));
        Explanation {
            id: figure.name.to_string(),
            text: counted(figure),
            value: figure.value.to_string(),
            exact: figure.exact.as_fraction(),
            kind: figure.derivation.kind(),
            calculation: self.calculation(id),
            rounding: unrounded.is_some().then(|| rounding(figure)),
            unrounded,
            moved: self.moved(figure),
            place,
            source,
            printed: self.printed(id),
            repeated,
            parts: Vec::new(),
        }
    }

    fn origin(&self, derivation: &Derivation) -> (Option<String>, Option<String>) {
        match derivation {
            Derivation::Given { place, source } => {
                (Some(self.sources.locate(place)), source.clone())
            }
            Derivation::Counted { place } => (Some(self.sources.locate(place)), None),
            _ => (None, None),
        }
    }

    fn calculation(&self, id: FigureId) -> Option<String> {
        let show = |id: FigureId, value: Value| {
            let figure = self.figures.get(id);
            match value {
                Value::Exact => written::exact(figure),
                Value::Printed => printed_form(figure),
            }
        };
        Formula { figures: self.figures, show: &show, unfolded: false, wording: &self.wording }
            .of(id)
    }

    /// Why the residual unit of `figure` was moved.
    fn moved(&self, figure: &Figure) -> Option<String> {
        let (total, alone) = match &figure.rounding {
            Rounding::Row { total, alone } if *alone != figure.value => (*total, *alone),
            _ => return None,
        };
        let total = self.figures.get(total);
        let more = if figure.value > alone { "mehr" } else { "weniger" };
        let unit = if figure.value.scale() == 0 { "1 Euro" } else { "1 Cent" };
        Some(format!(
            "für sich gerundet {}; {unit} {more}, damit die Zeilen zusammen {} ergeben ({}): \
             aufgerundet werden die Zeilen mit dem größten Rest, bei gleichem Rest die früheren",
            printed_form(&Figure { value: alone, ..figure.clone() }),
            printed_form(total),
            total.name,
        ))
    }

    fn printed(&self, id: FigureId) -> Vec<Standing> {
        let own = self.standings.iter().filter(|(figure, _)| *figure == id);
        own.map(|(_, standing)| standing.clone()).collect()
    }
}

fn standings(
    document: &Document,
    pages: &[Option<usize>],
    lines: &[usize],
) -> Vec<(FigureId, Standing)> {
    let sections = Sections::of(&document.tree);
    let of = |(index, printed): (usize, &Printed)| {
        let (page, line) = (pages.get(index).copied().flatten(), lines.get(index).copied());
        let section = sections.path(printed.range.start);
        (printed.figure, Standing { page, section, line: line.unwrap_or_default() })
    };
    document.printed.iter().enumerate().map(of).collect()
}

fn is_rounded(figure: &Figure) -> bool {
    Exact::from(figure.value) != figure.exact
}

fn rounding(figure: &Figure) -> String {
    let digits = match &figure.rounding {
        Rounding::Rounded { digits } => *digits,
        Rounding::Exact | Rounding::Row { .. } => figure.value.scale(),
        Rounding::Repeated => {
            return "so gedruckt, wie es die Beträge ergeben, die an anderer Stelle stehen"
                .to_owned();
        }
    };
    match digits {
        0 => "gerundet auf ganze Zahlen".to_owned(),
        1 => "gerundet auf 1 Nachkommastelle".to_owned(),
        digits => format!("gerundet auf {digits} Nachkommastellen"),
    }
}

fn printed_form(figure: &Figure) -> String {
    written::figure(figure, Style::Full).unwrap_or_else(|| figure.value.to_string())
}

/// The printed form with what is counted, where the form does not tell.
fn counted(figure: &Figure) -> String {
    let text = printed_form(figure);
    let one = figure.value == Decimal::ONE;
    match figure.unit {
        Unit::Euro | Unit::Percent | Unit::Count => text,
        Unit::Stellen => format!("{text} {}", if one { "Stelle" } else { "Stellen" }),
        Unit::Months => format!("{text} {}", if one { "Monat" } else { "Monate" }),
    }
}
