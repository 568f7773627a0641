//! Writes a bridge as Markdown: the rule, the changes, a diagram, and for every total
//! what it was, what each change contributes, and what it is.

use rust_decimal::Decimal;

use super::bruecke::{Anteil, Beitrag, Bruecke, Summe};
use super::{Produkt, Rang, Rechnung};
use crate::document::german::{self, Stil};
use crate::document::{marks, superscript};
use crate::finance::{Derivation, FigureId, Figures, Unit};
use crate::money::Exact;

/// By what rule a difference is shared out among changes.
pub const REGEL: &str = "Die Änderungen werden in der Reihenfolge der Daten nacheinander \
    angewandt; der Beitrag einer Änderung ist, um wie viel die gedruckte Summe dabei steigt \
    oder fällt. Lässt sich eine Änderung nicht allein rechnen, zählt sie zur folgenden. Die \
    Beiträge ergeben zusammen auf den Cent die Differenz.";

/// The totals that say most, the first that moved is drawn.
const GEZEICHNET: [(&str, &str); 3] = [
    ("eigenanteil.gesamt", "Eigenanteil"),
    ("eigenanteil_investiv.gesamt", "Eigenanteil an Auszahlungen"),
    ("volumen", "Projektvolumen"),
];

/// `bruecke`, whose figures stand in `figures`, with headings from level `ebene`; of the
/// totals those that say at least as much as `bis`, drawn where asked for. Nothing where no
/// total moved.
pub fn bruecke_markdown(
    bruecke: &Bruecke,
    figures: &Figures,
    ebene: usize,
    (bis, is_drawn): (Rang, bool),
) -> Option<String> {
    let mut parts = vec![REGEL.to_owned(), changes(bruecke)];
    parts.extend(diagramm(bruecke, figures).filter(|_| is_drawn));
    let shown: Vec<&Summe> = bruecke.summen.iter().filter(|of| of.rang <= bis).collect();
    for group in shown.chunk_by(|a, b| a.jahr == b.jahr) {
        let jahr = group.first()?.jahr.as_ref();
        let title = jahr.map_or("Insgesamt".into(), |jahr| format!("Haushaltsjahr {jahr}"));
        let rows: String = group.iter().map(|summe| table(summe, figures)).collect();
        parts.push(format!("{} {title}", "#".repeat(ebene)));
        parts.push(format!("| Summe | Berechnung | Betrag |\n|:---|:---|---:|{rows}"));
    }
    (!shown.is_empty()).then(|| parts.join("\n\n"))
}

/// The changes as a list, under the numbers by which the tables name them.
fn changes(bruecke: &Bruecke) -> String {
    let line = |of: &super::Schritt| {
        let texts: Vec<_> = of.bezeichnungen.iter().map(|text| german::escape(text)).collect();
        format!("{}. {}", of.nummer, texts.join("; zugleich "))
    };
    bruecke.schritte.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The diagram of the total that says most.
pub fn diagramm(bruecke: &Bruecke, figures: &Figures) -> Option<String> {
    let find = |(name, titel): &(&str, &'static str)| {
        Some((bruecke.summen.iter().find(|of| of.name == *name)?, *titel))
    };
    let (summe, titel) = GEZEICHNET.iter().find_map(find)?;
    let mark = |id: FigureId| marked(figures, id);
    let mut lines = format!("{titel} insgesamt\nBisher: {}\n", mark(summe.alt));
    for Beitrag { schritt, betrag, .. } in &summe.beitraege {
        let step = bruecke.schritte.iter().find(|of| of.nummer == *schritt);
        let titel = step.map(|of| format!(" ({})", of.titel)).unwrap_or_default();
        lines.push_str(&format!("Änderung {schritt}{titel}: {}\n", signed(figures, *betrag)));
    }
    Some(format!("```diagramm bruecke\n{lines}Neu: {}\n```", mark(summe.neu)))
}

fn table(summe: &Summe, figures: &Figures) -> String {
    let mark = |id: FigureId| marked(figures, id);
    let mut rows = format!(
        "\n| **{}** | | |\n| Bisher | | {} |",
        german::escape(&summe.bezeichnung),
        mark(summe.alt)
    );
    for Beitrag { schritt, betrag, teile, rechnung } in &summe.beitraege {
        let form = rechnung.as_ref().map(|of| calculation(figures, of, &mark));
        let (form, amount) = (form.unwrap_or_default(), signed(figures, *betrag));
        rows.push_str(&format!("\n| Änderung {schritt} | {form} | {amount} |"));
        for Anteil { bezeichnung, betrag, rechnung } in shown(teile) {
            let form = rechnung.as_ref().map(|of| calculation(figures, of, &mark) + ": ");
            let (name, form) = (german::escape(bezeichnung), form.unwrap_or_default());
            let amount = signed(figures, *betrag);
            rows.push_str(&format!("\n| davon {name} | {form}{amount} | |"));
        }
    }
    rows + &format!("\n| **Neu** | | **{}** |", mark(summe.neu))
}

/// The parts of a contribution that are told: a single one is the contribution itself.
pub fn shown(teile: &[Anteil]) -> &[Anteil] {
    if teile.len() > 1 { teile } else { &[] }
}

/// `rechnung` as it can be followed, such as `5,0 Stellen × (68.000,00 € − 55.000,00 €)`;
/// `show` says how a figure is written.
pub fn calculation(
    figures: &Figures,
    rechnung: &Rechnung,
    show: &dyn Fn(FigureId) -> String,
) -> String {
    match rechnung {
        Rechnung::Produkt(produkt) => product(figures, produkt, show),
        Rechnung::Statt { neu, alt } => format!("{} statt {}", show(*neu), show(*alt)),
    }
}

fn product(figures: &Figures, produkt: &Produkt, show: &dyn Fn(FigureId) -> String) -> String {
    let Produkt { menge, saetze, monate, rundung } = produkt;
    let mut rates = String::new();
    for (plus, id) in saetze {
        let sign = match (rates.is_empty(), plus) {
            (true, true) => "",
            (true, false) => "−",
            (false, true) => " + ",
            (false, false) => " − ",
        };
        rates.push_str(&format!("{sign}{}", rate(figures, *id, show)));
    }
    if menge.is_some() && (saetze.len() > 1 || rates.starts_with('−')) {
        rates = format!("({rates})");
    }
    let quantity = menge.map(|id| format!("{}{} × ", show(id), unit(figures, id)));
    let quantity = quantity.unwrap_or_default();
    let months = monate.map(|id| format!(" × {}/12", show(id))).unwrap_or_default();
    let rest = |id| format!("; Rundung {}", with_sign(figures, id, show));
    format!("{quantity}{rates}{months}{}", rundung.map(rest).unwrap_or_default())
}

/// A rate, or how it has risen where what it has risen to cannot be printed exactly.
fn rate(figures: &Figures, id: FigureId, show: &dyn Fn(FigureId) -> String) -> String {
    let figure = figures.get(id);
    match figure.derivation {
        Derivation::Risen { base, rate, years } if figure.exact != Exact::from(figure.value) => {
            let exponent = if years == 1 { String::new() } else { superscript(years) };
            format!("{} × (1 + {}){exponent}", show(base), show(rate))
        }
        _ => show(id),
    }
}

/// What is counted, behind its number.
fn unit(figures: &Figures, id: FigureId) -> &'static str {
    let figure = figures.get(id);
    match figure.unit {
        Unit::Stellen if figure.value.abs() <= Decimal::ONE => " Stelle",
        Unit::Stellen => " Stellen",
        _ => "",
    }
}

fn marked(figures: &Figures, id: FigureId) -> String {
    let text = german::figure(figures.get(id), Stil::Voll).unwrap_or_default();
    marks::mark(id, &text)
}

/// A difference with its sign.
fn signed(figures: &Figures, id: FigureId) -> String {
    with_sign(figures, id, &|id| marked(figures, id))
}

/// The difference `id` as `show` writes it, with its sign.
pub fn with_sign(figures: &Figures, id: FigureId, show: &dyn Fn(FigureId) -> String) -> String {
    let sign = if figures.get(id).value.is_sign_positive() { "+" } else { "" };
    format!("{sign}{}", show(id))
}
