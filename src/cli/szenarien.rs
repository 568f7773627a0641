//! `vorlage szenarien`: a paper and its scenarios side by side.
//!
//! One row per total and Haushaltsjahr, one column for the paper, and two for every
//! scenario: its value, and the difference to the paper. Nothing is written.

use std::collections::BTreeSet;

use serde::Serialize;

use super::arguments::{self, Tabellenformat};
use super::console::Console;
use super::totals::{self, NOTHING};
use super::verdict::Verdict;
use crate::compare::Movement;
use crate::data::{Paper, Plan, Szenario};
use crate::diagnostic::Diagnostic;
use crate::document::{Titles, written};
use crate::finance::{Figure, Figures, Frame, Name, Subject, Totals};
use crate::paper::{Outcome, Planned, Request};
use crate::period::Jahr;

/// Prints the table of one paper.
pub(super) fn run(arguments: &arguments::Szenarien, console: &mut Console<'_>) -> Verdict {
    let Outcome { made, mut diagnostics, sources } = Request::of(&arguments.path).planned();
    let made = made.filter(|Planned { paper, .. }| {
        if paper.szenarien.is_empty() {
            diagnostics.push(none(&arguments.path.display().to_string()));
        }
        !paper.szenarien.is_empty()
    });
    console.findings(&diagnostics, &sources, "");
    let Some(Planned { paper, figures }) = made else { return Verdict::Findings };
    let sight = Sight { paper: &paper, figures: &figures };
    match (arguments.json, arguments.format) {
        (true, _) => console.json(serde_json::to_string_pretty(&sight.json())),
        (false, None) => console.result(&totals::aligned(&sight.rows())),
        (false, Some(Tabellenformat::Md)) => console.result(&markdown(&sight.rows())),
    }
    Verdict::Fine
}

fn none(path: &str) -> Diagnostic {
    Diagnostic::of_path("szenarien-keine", path, "Diese Vorlage hat keine Szenarien").with_hint(
        "Ein Szenario hat eine Kennung, einen Namen und Änderungen; legen Sie es unter dem \
         Schlüssel `szenarien` an.",
    )
}

/// What is put side by side.
struct Sight<'a> {
    paper: &'a Paper,
    figures: &'a Figures,
}

/// A total; amounts are texts, so that no reader turns them into floats.
#[derive(Serialize)]
struct Total<'a> {
    id: &'a str,
    value: Option<String>,
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    differenz: Option<String>,
}

impl Sight<'_> {
    /// The names of the totals: what is spent, what comes in, and the own share.
    fn names(&self) -> Vec<Name> {
        let mut names = Vec::new();
        for plan in Plan::ALL {
            let papers = self.paper.szenarien.iter().map(|szenario| &*szenario.paper);
            let papers = papers.chain([self.paper]);
            let jahre: BTreeSet<Jahr> = papers.flat_map(|paper| paper.jahre(plan)).collect();
            let totals = Totals::of(plan);
            for name in [totals.aus, totals.ein, totals.eigen] {
                names.extend(jahre.iter().map(|jahr| name.jahr(*jahr)));
                names.extend((!jahre.is_empty()).then(|| name.gesamt()));
            }
        }
        names.push(Subject::Eigenanteil.aspect("quote"));
        names
    }

    fn find(&self, name: &Name) -> Option<&Figure> {
        self.figures.find(name).map(|id| self.figures.get(id))
    }

    /// The total `name` in the paper and in `szenario`.
    fn compared(&self, szenario: &Szenario, name: &Name) -> Option<Movement> {
        let own = self.find(&name.within(Frame::Szenario(&szenario.id.value)));
        let base = self.find(name);
        let unit = own.or(base)?.unit;
        let value = |figure: Option<&Figure>| figure.map(|figure| figure.value);
        Some(Movement { name: name.clone(), unit, old: value(base), new: value(own) })
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let mut head = vec![String::new(), "Vorlage".into()];
        for szenario in &self.paper.szenarien {
            head.extend([szenario.name.clone(), "Differenz".into()]);
        }
        let row = |name: &Name| {
            let text = |figure: &Figure| written::quantity(figure.value, figure.unit);
            let base = self.find(name).map_or(NOTHING.into(), text);
            let mut row = vec![Titles::of(self.paper).dated(name), base];
            for szenario in &self.paper.szenarien {
                let compared = self.compared(szenario, name);
                let of = |text: Option<String>| text.unwrap_or_else(|| NOTHING.into());
                row.push(of(compared.as_ref().and_then(new_text)));
                row.push(of(compared.as_ref().and_then(difference_text)));
            }
            row
        };
        std::iter::once(head).chain(self.names().iter().map(row)).collect()
    }

    fn json(&self) -> serde_json::Value {
        let names = self.names();
        let base = |name: &Name| {
            let figure = self.find(name);
            let text = figure.map(|figure| written::quantity(figure.value, figure.unit));
            let value = figure.map(|figure| figure.value.to_string());
            serde_json::json!(Total { id: name.as_str(), value, text, differenz: None })
        };
        let column = |szenario: &Szenario| {
            let total = |name: &Name| {
                let compared = self.compared(szenario, name);
                let of = compared.as_ref();
                serde_json::json!(Total {
                    id: name.as_str(),
                    value: of.and_then(|of| of.new).map(|value| value.to_string()),
                    text: of.and_then(new_text),
                    differenz: of.and_then(Movement::difference).map(|value| value.to_string()),
                })
            };
            let totals: Vec<_> = names.iter().map(total).collect();
            serde_json::json!({ "id": szenario.id.value, "name": szenario.name, "summen": totals })
        };
        let vorlage: Vec<_> = names.iter().map(base).collect();
        let szenarien: Vec<_> = self.paper.szenarien.iter().map(column).collect();
        serde_json::json!({ "vorlage": vorlage, "szenarien": szenarien })
    }
}

fn new_text(of: &Movement) -> Option<String> {
    of.new.map(|value| written::quantity(value, of.unit))
}

fn difference_text(of: &Movement) -> Option<String> {
    of.difference().map(|value| totals::signed(value, of.unit))
}

/// The rows as a pipe table.
fn markdown(rows: &[Vec<String>]) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let escaped = |row: &Vec<String>| {
        line(row.iter().map(|cell| written::escape(cell).into_owned()).collect())
    };
    let columns = rows.first().map_or(0, Vec::len);
    let rule = (0..columns).map(|column| if column == 0 { ":---" } else { "---:" });
    let rule = format!("|{}|\n", rule.collect::<Vec<_>>().join("|"));
    let (head, body) = rows.split_at(1.min(rows.len()));
    let head: String = head.iter().map(escaped).collect();
    head + &rule + &body.iter().map(escaped).collect::<String>()
}
