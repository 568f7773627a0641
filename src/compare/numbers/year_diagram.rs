//! Writes what a paper spends per Haushaltsjahr and who pays it as a diagram, for the
//! document of a comparison.

use crate::data::{Paper, Plan, Posten, Zeilenart};
use crate::document::Titles;
use crate::document::marks;
use crate::document::written::{self, Style};
use crate::finance::{Figures, Frame, Name, Totals};
use crate::period::Jahr;

/// The diagrams of `paper`, whose figures stand within `frame`, a plan each; `welche` says
/// which version it is.
pub(in crate::compare) fn jahre(
    paper: &Paper,
    figures: &Figures,
    frame: Frame<'_>,
    welche: &str,
) -> Vec<String> {
    let plan = |plan: Plan| {
        let years = paper.jahre(plan).into_iter();
        let years: String =
            years.filter_map(|jahr| year(paper, plan, jahr, figures, frame)).collect();
        let key = match plan {
            Plan::Ergebnisplan => "diagramm.ergebnisplan",
            Plan::Finanzplan => "diagramm.finanzplan",
        };
        let title = paper.profil.wording.fill(key, &[("fassung", welche)]);
        let text = format!("```diagramm jahre\n{title}\n{years}```");
        (!years.is_empty()).then_some(text)
    };
    Plan::ALL.into_iter().filter_map(plan).collect()
}

/// The lines of a year; nothing where nothing is spent.
fn year(
    paper: &Paper,
    plan: Plan,
    jahr: Jahr,
    figures: &Figures,
    frame: Frame<'_>,
) -> Option<String> {
    let Totals { aus, eigen, .. } = Totals::of(plan);
    let mark = |of: Name| {
        let id = figures.find(&of.jahr(jahr).within(frame))?;
        let figure = figures.get(id);
        let text = written::figure(figure, Style::Full).filter(|_| !figure.value.is_zero())?;
        Some(marks::mark(id, &text))
    };
    let wording = &paper.profil.wording;
    let head = wording.fill("allgemein.haushaltsjahr", &[("jahr", &jahr.to_string())]);
    let titles = Titles::of(paper);
    let spent = titles.title(&aus.into());
    let mut lines = format!("{head}\n{spent}: {}\n", mark(aus.into())?);
    let revenue = paper.zeilen(plan, Zeilenart::Ertrag).into_iter().flat_map(|(_, rows)| rows);
    for posten in revenue {
        // A line of a diagram ends with its line.
        let title = posten.title().split_whitespace().collect::<Vec<_>>().join(" ");
        let title = match posten {
            Posten::Drittmittel(_) => title,
            _ => wording.fill("tabelle.zuwendung_von", &[("geber", &title)]),
        };
        let amount = mark(posten.into());
        lines.extend(amount.map(|amount| format!("{title}: {amount}\n")));
    }
    let own = titles.title(&eigen.into());
    lines.extend(mark(eigen.into()).map(|amount| format!("{own}: {amount}\n")));
    Some(lines)
}
