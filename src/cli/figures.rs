//! `vorlage figures`: all figures of a paper, as a table or as JSON.
//!
//! In the order of their derivation: what a figure is made of stands before it.

use super::arguments;
use super::console::Console;
use super::pipeline::{self, Outcome};
use super::verdict::Verdict;
use crate::document::german::{self, Stil};
use crate::finance::{Figures, Unit};
use crate::output;

/// Prints the figures of one paper.
pub(super) fn run(arguments: &arguments::Figures, console: &mut Console<'_>) -> Verdict {
    let Outcome { made, diagnostics, sources } = pipeline::figures(&arguments.path);
    console.findings(&diagnostics, &sources, "");
    let Some(figures) = made else {
        return Verdict::Findings;
    };
    if !arguments.json {
        console.result(&table(&figures));
        return Verdict::Fine;
    }
    match output::figures_json(&figures, &sources) {
        Ok(json) => console.result(&(json + "\n")),
        Err(error) => console.fail(error.into()),
    }
    Verdict::Fine
}

/// Name, printed form and, where that does not tell, what is counted.
fn table(figures: &Figures) -> String {
    let rows: Vec<(&str, String, &str)> = figures
        .iter()
        .map(|(_, figure)| {
            let text = german::figure(figure, Stil::Voll);
            (&*figure.name, text.unwrap_or_else(|| figure.value.to_string()), noun(figure.unit))
        })
        .collect();
    let names = rows.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or(0);
    let texts = rows.iter().map(|(_, text, _)| text.chars().count()).max().unwrap_or(0);
    rows.iter()
        .map(|(name, text, noun)| {
            let row = format!("{name:names$}  {text:>texts$} {noun}");
            row.trim_end().to_owned() + "\n"
        })
        .collect()
}

fn noun(unit: Unit) -> &'static str {
    match unit {
        Unit::Euro | Unit::Percent | Unit::Anzahl => "",
        Unit::Stellen => "Stellen",
        Unit::Monate => "Monate",
    }
}
