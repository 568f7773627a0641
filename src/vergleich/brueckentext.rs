//! Writes a bridge as Markdown: the rule, the changes, a diagram, and for every total
//! what it was, what each change contributes, and what it is.

use super::bruecke::{Beitrag, Bruecke, Summe};
use super::{Produkt, Rang};
use crate::document::german::{self, Stil};
use crate::document::marks;
use crate::finance::{FigureId, Figures, Unit};

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
        parts.push(format!("| Summe | davon | Betrag |\n|:---|---:|---:|{rows}"));
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
    for Beitrag { schritt, betrag, posten, produkt } in &summe.beitraege {
        let form = produkt.as_ref().map(|of| format!(": {}", product(figures, of, &mark)));
        let form = form.unwrap_or_default();
        rows.push_str(&format!("\n| Änderung {schritt}{form} | | {} |", signed(figures, *betrag)));
        for teil in posten.iter().filter(|_| posten.len() > 1) {
            let (name, amount) = (german::escape(&teil.bezeichnung), signed(figures, teil.betrag));
            rows.push_str(&format!("\n| {name} | {amount} | |"));
        }
    }
    rows + &format!("\n| **Neu** | | **{}** |", mark(summe.neu))
}

/// `produkt` as a calculation, such as `5,0 × (68.000,00 € − 55.000,00 €)`; `show` says
/// how a figure is written.
pub fn product(figures: &Figures, produkt: &Produkt, show: &dyn Fn(FigureId) -> String) -> String {
    let Produkt { menge, saetze, monate } = produkt;
    let mut rates = String::new();
    for (plus, id) in saetze {
        let sign = match (rates.is_empty(), plus) {
            (true, true) => "",
            (true, false) => "−",
            (false, true) => " + ",
            (false, false) => " − ",
        };
        rates.push_str(&format!("{sign}{}", show(*id)));
    }
    if saetze.len() > 1 || rates.starts_with('−') {
        rates = format!("({rates})");
    }
    let months = monate.map(|id| format!(" × {}/12", show(id))).unwrap_or_default();
    let what = if figures.get(*menge).unit == Unit::Stellen { " Stellen" } else { "" };
    format!("{}{what} × {rates}{months}", show(*menge))
}

fn marked(figures: &Figures, id: FigureId) -> String {
    let text = german::figure(figures.get(id), Stil::Voll).unwrap_or_default();
    marks::mark(id, &text)
}

/// A difference with its sign.
fn signed(figures: &Figures, id: FigureId) -> String {
    let sign = if figures.get(id).value.is_sign_positive() { "+" } else { "" };
    format!("{sign}{}", marked(figures, id))
}
