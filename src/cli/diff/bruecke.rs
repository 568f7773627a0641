//! A bridge for the terminal: the changes by number, then every total with what each of
//! them contributes.

use super::super::wortlaut::wrapped;
use crate::document::german::{self, Stil};
use crate::finance::FigureId;
use crate::vergleich::{self, Beitrag, REGEL, Rang, Summe, Vergleich};

/// The bridge of `vergleich`, of all totals, or only of those of the paper.
pub(super) fn text(vergleich: &Vergleich, all: bool) -> String {
    let bis = if all { Rang::Posten } else { Rang::Summe };
    let shown = vergleich.bruecke.summen.iter().filter(|summe| summe.rang <= bis);
    let sums: String = shown.map(|summe| total(vergleich, summe)).collect();
    if sums.is_empty() {
        return sums;
    }
    let change = |of: &vergleich::Schritt| {
        wrapped(&format!("Änderung {}: {}", of.nummer, of.bezeichnungen.join("; zugleich ")), 2)
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
    let signed = |id: FigureId| {
        let sign = if figures.get(id).value.is_sign_positive() { "+" } else { "" };
        format!("{sign}{}", said(id))
    };
    let jahr = summe.jahr.as_deref().unwrap_or("insgesamt");
    let (alt, neu) = (said(summe.alt), said(summe.neu));
    let mut text = wrapped(&format!("{} {jahr}: {alt} → {neu}", summe.bezeichnung), 2);
    for Beitrag { schritt, betrag, posten, produkt } in &summe.beitraege {
        let form =
            produkt.as_ref().map(|of| format!(" = {}", vergleich::product(figures, of, &said)));
        let form = form.unwrap_or_default();
        text.push_str(&wrapped(&format!("Änderung {schritt}: {}{form}", signed(*betrag)), 4));
        let rows = posten.iter().filter(|_| posten.len() > 1);
        let row = |of: &vergleich::Anteil| {
            wrapped(&format!("{}: {}", of.bezeichnung, signed(of.betrag)), 6)
        };
        text.extend(rows.map(row));
    }
    text
}
