//! A bridge for the terminal: the changes by number, then every total with what each of
//! them contributes.

use super::super::wortlaut::wrapped;
use crate::document::german::{self, Stil};
use crate::document::marks;
use crate::finance::FigureId;
use crate::vergleich::{self, Anteil, Beitrag, REGEL, Rang, Rechnung, Summe, Vergleich};

/// The bridge of `vergleich`, of all totals, or only of those of the paper.
pub(super) fn text(vergleich: &Vergleich, all: bool) -> String {
    let bis = if all { Rang::Posten } else { Rang::Summe };
    // What is raised and lowered again is told in the total of all years, where that moved.
    let is_told = |summe: &&Summe| summe.rang <= bis && summe.has_moved(&vergleich.figures);
    let shown = vergleich.bruecke.summen.iter().filter(is_told);
    let sums: String = shown.map(|summe| total(vergleich, summe)).collect();
    if sums.is_empty() {
        return sums;
    }
    let change = |of: &vergleich::Schritt| {
        let all = marks::unmarked(&of.bezeichnungen.join("; zugleich "));
        wrapped(&format!("Änderung {}: {all}", of.nummer), 2)
    };
    let changes: String = vergleich.bruecke.schritte.iter().map(change).collect();
    wrapped(REGEL, 2) + &changes + &sums
}

fn total(vergleich: &Vergleich, summe: &Summe) -> String {
    let figures = &vergleich.figures;
    let said = |id: FigureId| {
        let figure = figures.get(id);
        german::figure(figure, Stil::Voll).unwrap_or_else(|| figure.value.to_string())
    };
    let signed = |id: FigureId| vergleich::signed(figures, id, &said);
    let jahr = summe.jahr.as_deref().unwrap_or("insgesamt");
    let (alt, neu) = (said(summe.alt), said(summe.neu));
    let mut text = wrapped(&format!("{} {jahr}: {alt} → {neu}", summe.bezeichnung), 2);
    for Beitrag { schritt, betrag, teile, rechnung } in &summe.beitraege {
        let form = |of: &Option<Rechnung>| {
            let form = of.as_ref().map(|of| vergleich::calculation(figures, of, &said));
            form.map(|form| format!(" = {form}")).unwrap_or_default()
        };
        let amount = signed(*betrag) + &form(rechnung);
        text.push_str(&wrapped(&format!("Änderung {schritt}: {amount}"), 4));
        for Anteil { bezeichnung, betrag, rechnung } in vergleich::shown(teile) {
            let amount = signed(*betrag) + &form(rechnung);
            text.push_str(&wrapped(&format!("{bezeichnung}: {amount}"), 6));
        }
    }
    text
}
