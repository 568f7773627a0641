//! What the diagrams of a paper show: per Haushaltsjahr what is spent and who pays it.

use crate::finance::Totals;
use serde::Serialize;

use super::marker::Marker;
use super::table::titled;
use crate::data::{Diagram, Paper, Plan, Posten, Zeilenart};
use crate::period::Jahr;

/// The diagrams that the paper asks for.
#[derive(Serialize)]
pub(super) struct Diagrams {
    /// Of the Ergebnisplan; empty where it is not asked for or there is none.
    ergebnisplan: Vec<Year>,
    /// Of the Finanzplan; likewise.
    finanzplan: Vec<Year>,
    /// Whether the bridge from the earlier paper is asked for.
    bruecke: bool,
}

/// What is spent in a year, and the parts of which it is paid.
#[derive(Serialize)]
struct Year {
    jahr: String,
    ausgaben: String,
    teile: Vec<Part>,
    eigenanteil: Option<String>,
}

#[derive(Serialize)]
struct Part {
    name: String,
    /// Whether it is a grant.
    zuwendung: bool,
    betrag: String,
}

pub(super) fn diagramme(paper: &Paper, marker: &Marker<'_>) -> Diagrams {
    let is_asked = paper.vorlage.zeichnet(Diagram::Jahre);
    let years = |plan: Plan| -> Vec<Year> {
        let years = paper.jahre(plan).into_iter().filter(|_| is_asked);
        years.filter_map(|jahr| year(paper, plan, jahr, marker)).collect()
    };
    Diagrams {
        ergebnisplan: years(Plan::Ergebnisplan),
        finanzplan: years(Plan::Finanzplan),
        bruecke: paper.vorlage.zeichnet(Diagram::Bridge),
    }
}

fn year(paper: &Paper, plan: Plan, jahr: Jahr, marker: &Marker<'_>) -> Option<Year> {
    let Totals { aus, eigen, .. } = Totals::of(plan);
    let revenue = paper.zeilen(plan, Zeilenart::Ertrag).into_iter().flat_map(|(_, rows)| rows);
    let part = |posten: Posten<'_>| {
        let titled = titled(posten, marker);
        let betrag = marker.nonzero(&titled.name.jahr(jahr))?;
        // A line of a diagram is not Markdown, and ends with its line.
        let words: Vec<&str> = titled.title.split_whitespace().collect();
        let zuwendung = matches!(posten, Posten::Zuwendung(_));
        Some(Part { name: words.join(" "), zuwendung, betrag })
    };
    Some(Year {
        jahr: jahr.to_string(),
        ausgaben: marker.named(&aus.jahr(jahr))?,
        teile: revenue.filter_map(part).collect(),
        eigenanteil: marker.nonzero(&eigen.jahr(jahr)),
    })
}
