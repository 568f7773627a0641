//! `vorlage figures`: all figures of a paper, as a table or as JSON.
//!
//! In the order of their derivation: what a figure is made of stands before it. With
//! `--set` they are those of a paper with other values, and the table shows which totals
//! are others than before. The table leaves out the states between two versions, of which a
//! bridge is made. Nothing is written.

use super::arguments;
use super::console::Console;
use super::totals;
use super::verdict::Verdict;
use super::version;
use crate::compare::{self, Movement};
use crate::data::{Paper, Variant};
use crate::diagnostic::Diagnostic;
use crate::document::written::{self, Style};
use crate::finance::{Figures, Unit};
use crate::output::{self, Head};
use crate::paper::{Finished, Outcome, Planned, Request};

/// Prints the figures of one paper.
pub(super) fn run(arguments: &arguments::Figures, console: &mut Console<'_>) -> Verdict {
    let stadt = arguments.stadt.as_deref();
    let variant = Variant::geaendert(&arguments.set).in_stadt(stadt);
    let Outcome { made, mut diagnostics, sources } = planned(arguments, variant);
    let made = made.map(|Planned { paper, figures }| (moved(arguments, &figures), paper, figures));
    if let Some((Err(problem), ..)) = &made {
        diagnostics.push(problem.clone());
    }
    console.findings(&diagnostics, &sources, "");
    let Some((Ok(moved), paper, figures)) = made else {
        return Verdict::Findings;
    };
    match (arguments.json, moved) {
        (true, Some(moved)) => console.json(output::moved_json(&figures, &sources, &moved)),
        (true, None) => {
            console.json(output::figures_json(&figures, &sources, Some(&Head::of(&paper))));
        }
        (false, Some(moved)) => console.result(&told(moved, &paper)),
        (false, None) => console.result(&table(&figures)),
    }
    Verdict::Fine
}

/// The figures of the folder as `variant`, or those of a PDF.
fn planned(arguments: &arguments::Figures, variant: Variant) -> Outcome<Planned> {
    if !arguments.path.is_file() || !arguments.set.is_empty() || arguments.stadt.is_some() {
        return Request::of(&arguments.path).read_as(variant).planned();
    }
    let Outcome { made, diagnostics, sources } = version::outcome(&arguments.path);
    let made = made.map(|Finished { paper, figures, .. }| Planned { paper, figures });
    Outcome { made, diagnostics, sources }
}

/// What the changes of the command line, where there are any, do to the figures.
fn moved(
    arguments: &arguments::Figures,
    figures: &Figures,
) -> Result<Option<Vec<Movement>>, Diagnostic> {
    if arguments.set.is_empty() {
        return Ok(None);
    }
    let unchanged = Variant::default().in_stadt(arguments.stadt.as_deref());
    let before = Request::of(&arguments.path).read_as(unchanged).planned().made;
    let before = before.map(|planned| planned.figures).unwrap_or_default();
    let changes = compare::movements(&compare::values(&before), &compare::values(figures));
    if changes.is_empty() {
        let problem = "Durch diese Änderungen ändert sich keine Zahl";
        return Err(Diagnostic::of_path("aenderung-ohne-wirkung", "--set", problem).with_hint(
            "Prüfen Sie, ob sie einander aufheben oder nichts betreffen, was Geld kostet.",
        ));
    }
    Ok(Some(changes))
}

/// The totals among `changes`, and how many there are besides.
fn told(changes: Vec<Movement>, paper: &Paper) -> String {
    let (totals, others): (Vec<_>, Vec<_>) = changes.into_iter().partition(Movement::is_total);
    let note = match others.len() {
        0 => String::new(),
        1 => "Außerdem ändert sich 1 weitere Zahl; `--json` zeigt alle.\n".into(),
        count => format!("Außerdem ändern sich {count} weitere Zahlen; `--json` zeigt alle.\n"),
    };
    if totals.is_empty() {
        return format!("Keine Summe ändert sich.\n{note}");
    }
    totals::table(&totals, paper) + "\n" + &note
}

/// Name, printed form and, where that does not tell, what is counted.
fn table(figures: &Figures) -> String {
    let rows: Vec<(&str, String, &str)> = figures
        .iter()
        .filter(|(_, figure)| !figure.name.frame().is_state())
        .map(|(_, figure)| {
            let text = written::figure(figure, Style::Full);
            (
                figure.name.as_str(),
                text.unwrap_or_else(|| figure.value.to_string()),
                noun(figure.unit),
            )
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
        Unit::Euro | Unit::Percent | Unit::Count => "",
        Unit::Stellen => "Stellen",
        Unit::Months => "Monate",
    }
}
