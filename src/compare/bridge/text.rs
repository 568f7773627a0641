//! Writes a bridge as Markdown: the rule, the changes with how each can be calculated, a
//! diagram, and for every total what it was, what each change contributes, and what it is.

use std::collections::BTreeSet;

use super::parts::{Bridge, Contribution, Step, Total};
use super::working_text::{calculation, shown, signed};
use crate::compare::{Rank, Share};
use crate::document::marks;
use crate::document::written::{self, Style};
use crate::finance::{FigureId, Figures, Name, Subject};
use crate::period::Jahr;

/// The totals that are drawn where they moved.
const DRAWN: [Subject<'_>; 2] = [Subject::Eigenanteil, Subject::EigenanteilInvestiv];

/// The total that is drawn where no other moved.
const OTHERWISE: Subject<'_> = Subject::Volumen;

/// The totals whose contributions are calculated in the list of changes.
const CALCULATED: [Subject<'_>; 6] = [
    Subject::Aufwendungen,
    Subject::Ertraege,
    Subject::Eigenanteil,
    Subject::Auszahlungen,
    Subject::Einzahlungen,
    Subject::EigenanteilInvestiv,
];

/// Totals that say again what all expenses, or all payments, come to.
const ALREADY_SAID: [fn() -> Name; 2] =
    [|| Subject::Volumen.into(), || Subject::Investitionen.gesamt()];

/// Of so many changes each is calculated in detail; of more in short.
const DETAILED: usize = 12;

/// `bruecke`, whose figures stand in `figures`, with headings from level `ebene`; of the
/// totals those that say at least as much as `bis`, drawn where asked for. Nothing where no
/// total moved.
pub fn bridge_markdown(
    bridge: &Bridge,
    figures: &Figures,
    level: usize,
    (bis, is_drawn): (Rank, bool),
) -> Option<String> {
    let shown: Vec<&Total> = bridge.totals.iter().filter(|of| of.rank <= bis).collect();
    let moved = |all: &[&Total]| all.iter().any(|of| of.has_moved(figures));
    if !moved(&shown) {
        return None;
    }
    let heading = |title: &str| format!("{} {title}", "#".repeat(level));
    let say = |key: &str| bridge.wording.say(key);
    let rule = say("bruecke.regel").to_owned();
    let mut parts = vec![rule, heading(say("bruecke.aenderungen")), changes(bridge, figures)];
    parts.extend(diagram(bridge, figures).filter(|_| is_drawn));
    parts.push(heading(say("bruecke.beitraege")));
    let (later, shown): (Vec<&Total>, Vec<&Total>) =
        shown.into_iter().partition(|of| matches!(of.name.parts().subject, Subject::Folge(_)));
    parts.extend(moved(&shown).then(|| table(bridge, &shown, figures)));
    parts.extend((!later.is_empty()).then(|| years(bridge, &later, figures)));
    Some(parts.join("\n\n"))
}

/// The changes as a list, under the numbers by which the table names them.
fn changes(bridge: &Bridge, figures: &Figures) -> String {
    let most = if bridge.steps.len() > DETAILED { 4 } else { 12 };
    let line = |of: &Step| {
        let texts = of.bezeichnungen.iter().map(|text| written::escape(text).into_owned());
        let number = format!("{}. ", of.nummer);
        let indent = " ".repeat(number.len());
        let mut lines = vec![number + &bridge.wording.join("bruecke.zugleich", texts)];
        let mut calculated = calculated(bridge, of.nummer, figures);
        if calculated.len() > most {
            calculated.truncate(most - 1);
            calculated.push(format!("- {}", bridge.wording.say("bruecke.weiteres")));
        }
        lines.extend(calculated.into_iter().map(|line| indent.clone() + &line));
        lines.join("\n")
    };
    bridge.steps.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What the change `nummer` contributes to each year, as lines of a list.
fn calculated(bridge: &Bridge, nummer: usize, figures: &Figures) -> Vec<String> {
    let mark = |id: FigureId| marked(figures, id);
    let said = |name: &str, amount: FigureId, working: &Option<_>| {
        let form = working
            .as_ref()
            .map(|of| format!(" = {}", calculation(figures, &bridge.wording, of, &mark)));
        let amount = signed(figures, amount, &mark);
        format!("- {}: {amount}{}", written::escape(name), form.unwrap_or_default())
    };
    let mut lines = Vec::new();
    let of_year = |of: &&Total| {
        CALCULATED.iter().any(|own| stem(of) == Name::from(*own)) && of.jahr.is_some()
    };
    for total in bridge.totals.iter().filter(of_year) {
        let own = total.contributions.iter().find(|of| of.step == nummer);
        let Some(Contribution { amount, parts, working, .. }) = own else { continue };
        // What an own share is made of stands under expenses and revenue already.
        let of = total.name.parts().subject;
        let is_own = matches!(of, Subject::Eigenanteil | Subject::EigenanteilInvestiv);
        let has_both = parts.len() > 1;
        if is_own && !(has_both && working.is_some()) {
            continue;
        }
        let name = format!("{} {}", total.bezeichnung, total.jahr.as_deref().unwrap_or_default());
        lines.push(said(&name, *amount, working));
        let parts = shown(parts).iter().filter(|_| !is_own);
        lines.extend(parts.map(|Share { bezeichnung, amount, working }| {
            format!("  {}", said(bezeichnung, *amount, working))
        }));
    }
    lines
}

/// The diagrams of the totals that say most.
pub fn diagram(bridge: &Bridge, figures: &Figures) -> Option<String> {
    let drawn = |subject: &Subject<'_>| {
        let is_meant = |of: &&Total| of.jahr.is_none() && stem(of) == Name::from(*subject);
        let total = bridge.totals.iter().find(is_meant)?;
        Some(drawing(bridge, total, figures))
    };
    let all: Vec<String> = DRAWN.iter().filter_map(drawn).collect();
    if all.is_empty() { drawn(&OTHERWISE) } else { Some(all.join("\n\n")) }
}

fn drawing(bridge: &Bridge, total: &Total, figures: &Figures) -> String {
    let wording = &bridge.wording;
    let mark = |id: FigureId| marked(figures, id);
    let title = wording.fill("titel.insgesamt", &[("titel", &total.bezeichnung)]);
    let mut lines = format!("{title}\n{}: {}\n", wording.say("bruecke.bisher"), mark(total.old));
    for Contribution { step, amount, .. } in &total.contributions {
        let found = bridge.steps.iter().find(|of| of.nummer == *step);
        let title = found.map(|of| format!(" ({})", of.title)).unwrap_or_default();
        let amount = signed(figures, *amount, &mark);
        lines.push_str(&format!("{}{title}: {amount}\n", change(bridge, *step)));
    }
    let now = wording.say("bruecke.neu");
    format!("```diagramm bruecke\n{lines}{now}: {}\n```", mark(total.new))
}

/// What the change `step` is called.
fn change(bridge: &Bridge, step: usize) -> String {
    bridge.wording.fill("bruecke.aenderung", &[("nummer", &step.to_string())])
}

/// The totals `shown`, each with what it was, what each change contributes and what it is, by
/// years and for all of them.
fn table(bridge: &Bridge, shown: &[&Total], figures: &Figures) -> String {
    let columns: Vec<Option<Jahr>> =
        all_years(bridge, shown).into_iter().map(Some).chain([None]).collect();
    let whole = bridge.wording.say("bruecke.gesamt");
    let head = |jahr: &Option<Jahr>| jahr.map_or(whole.to_owned(), |jahr| jahr.to_string());
    let heads: Vec<String> = columns.iter().map(head).collect();
    let mut rows = format!(
        "| {} | {} |\n|:---|{}",
        bridge.wording.say("bruecke.summe"),
        heads.join(" | "),
        "---:|".repeat(columns.len())
    );
    let has_moved =
        |stem_of: Name| shown.iter().any(|of| stem(of) == stem_of && of.has_moved(figures));
    let mut stems: Vec<&Total> = Vec::new();
    for total in shown.iter().filter(|of| has_moved(stem(of))) {
        let is_known = stems.iter().any(|own| stem(own) == stem(total));
        if !is_known && !ALREADY_SAID.iter().any(|said| total.name == said()) {
            stems.push(total);
        }
    }
    stems.sort_by_key(|of| (of.rank, of.room));
    for of in stems {
        rows.push_str(&group(bridge, of, &columns, figures));
    }
    rows
}

/// The years that the totals `shown` have, also those in which nothing moved: without them the
/// columns would not add up to the last one.
fn all_years(bridge: &Bridge, shown: &[&Total]) -> BTreeSet<Jahr> {
    let resting = bridge.resting.iter().filter_map(|(name, _)| {
        let jahr = name.year()?;
        shown.iter().any(|of| stem(of) == name.stem()).then_some(jahr)
    });
    shown.iter().filter_map(|of| of.name.year()).chain(resting).collect()
}

/// The rows of all totals that are called like `first`.
fn group(bridge: &Bridge, first: &Total, columns: &[Option<Jahr>], figures: &Figures) -> String {
    let mark = |id: FigureId| marked(figures, id);
    let of_column = |jahr: &Option<Jahr>| {
        bridge.totals.iter().find(|of| stem(of) == stem(first) && of.name.year() == *jahr)
    };
    let totals: Vec<Option<&Total>> = columns.iter().map(of_column).collect();
    let resting = |jahr: &Option<Jahr>| {
        let name = stem(first).period(*jahr);
        bridge.resting.iter().find(|(own, _)| *own == name).map(|(_, id)| *id)
    };
    let row = |name: &str, cell: &dyn Fn(&Total) -> Option<String>, rests: bool| {
        let cells = columns.iter().zip(&totals).map(|(jahr, total)| {
            let own = match total {
                Some(total) => cell(total),
                None => resting(jahr).filter(|_| rests).map(mark),
            };
            own.unwrap_or_else(|| "–".to_owned())
        });
        format!("\n| {name} | {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let title = written::escape(&first.bezeichnung);
    let mut rows = format!("\n| **{title}** |{}", " |".repeat(columns.len()));
    rows.push_str(&row(bridge.wording.say("bruecke.bisher"), &|of| Some(mark(of.old)), true));
    for Step { nummer, .. } in &bridge.steps {
        let cell = |of: &Total| {
            let own = of.contributions.iter().find(|of| of.step == *nummer)?;
            Some(signed(figures, own.amount, &mark))
        };
        if totals.iter().flatten().any(|of| cell(of).is_some()) {
            rows.push_str(&row(&change(bridge, *nummer), &cell, false));
        }
    }
    let bold = |text: String| if text == "–" { text } else { format!("**{text}**") };
    let last = columns.iter().zip(&totals).map(|(jahr, total)| {
        let id = total.map(|of| of.new).or_else(|| resting(jahr));
        bold(id.map_or("–".to_owned(), mark))
    });
    let last: Vec<String> = last.collect();
    let now = bridge.wording.say("bruecke.neu");
    rows + &format!("\n| **{now}** | {} |", last.join(" | "))
}

/// A total of many years, a row each: what it was, what each change contributes, what it is.
fn years(bridge: &Bridge, totals: &[&Total], figures: &Figures) -> String {
    let say = |key: &str| bridge.wording.say(key);
    let mark = |id: FigureId| marked(figures, id);
    let steps: BTreeSet<usize> =
        totals.iter().flat_map(|of| of.contributions.iter().map(|of| of.step)).collect();
    let heads: String = steps.iter().map(|step| format!(" {} |", change(bridge, *step))).collect();
    let title = totals.first().map(|of| written::escape(&of.bezeichnung)).unwrap_or_default();
    let sides = "---:|".repeat(steps.len() + 2);
    let mut rows = format!(
        "| {title} | {} |{heads} {} |\n|:---|{sides}",
        say("bruecke.bisher"),
        say("bruecke.neu")
    );
    for of in totals {
        let cell = |step: &usize| {
            let own = of.contributions.iter().find(|own| own.step == *step);
            let amount = own.map(|own| signed(figures, own.amount, &mark));
            format!(" {} |", amount.unwrap_or_else(|| "–".to_owned()))
        };
        let cells: String = steps.iter().map(cell).collect();
        let jahr = of.jahr.as_deref().unwrap_or(say("bruecke.gesamt"));
        rows.push_str(&format!("\n| {jahr} | {} |{cells} {} |", mark(of.old), mark(of.new)));
    }
    rows
}

/// What a total is called without its year; one that has no years is called as it is.
fn stem(of: &Total) -> Name {
    of.name.stem()
}

fn marked(figures: &Figures, id: FigureId) -> String {
    let text = written::figure(figures.get(id), Style::Full).unwrap_or_default();
    marks::mark(id, &text)
}
