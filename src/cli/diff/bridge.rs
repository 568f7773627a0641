//! A bridge for the terminal: the changes by number, then every total with what each of
//! them contributes.

use super::super::wording::wrapped;
use crate::compare::{self, Comparison, Contribution, Rank, Share, Total, Working};
use crate::document::marks;
use crate::document::written::{self, Style};
use crate::finance::FigureId;

/// The bridge of `vergleich`, of all totals, or only of those of the paper.
pub(super) fn text(comparison: &Comparison, all: bool) -> String {
    let bis = if all { Rank::Posten } else { Rank::Total };
    // What is raised and lowered again is told in the total of all years, where that moved.
    let is_told = |summe: &&Total| summe.rank <= bis && summe.has_moved(&comparison.figures);
    let shown = comparison.bridge.totals.iter().filter(is_told);
    let sums: String = shown.map(|summe| total(comparison, summe)).collect();
    if sums.is_empty() {
        return sums;
    }
    let change = |of: &compare::Step| {
        let all = marks::unmarked(&of.bezeichnungen.join("; zugleich "));
        wrapped(&format!("Änderung {}: {all}", of.nummer), 2)
    };
    let changes: String = comparison.bridge.steps.iter().map(change).collect();
    wrapped(comparison.bridge.wording.say("bruecke.regel"), 2) + &changes + &sums
}

fn total(comparison: &Comparison, summe: &Total) -> String {
    let figures = &comparison.figures;
    let said = |id: FigureId| {
        let figure = figures.get(id);
        written::figure(figure, Style::Full).unwrap_or_else(|| figure.value.to_string())
    };
    let signed = |id: FigureId| compare::signed(figures, id, &said);
    let jahr = summe.jahr.as_deref().unwrap_or("insgesamt");
    let (alt, neu) = (said(summe.old), said(summe.new));
    let mut text = wrapped(&format!("{} {jahr}: {alt} → {neu}", summe.bezeichnung), 2);
    for Contribution { step, amount, parts, working } in &summe.contributions {
        let form = |of: &Option<Working>| {
            let form = of
                .as_ref()
                .map(|of| compare::calculation(figures, &comparison.bridge.wording, of, &said));
            form.map(|form| format!(" = {form}")).unwrap_or_default()
        };
        let amount = signed(*amount) + &form(working);
        text.push_str(&wrapped(&format!("Änderung {step}: {amount}"), 4));
        for Share { bezeichnung, amount, working } in compare::shown(parts) {
            let amount = signed(*amount) + &form(working);
            text.push_str(&wrapped(&format!("{bezeichnung}: {amount}"), 6));
        }
    }
    text
}
