//! Writes how a contribution can be calculated, in whatever way figures are shown.

use rust_decimal::Decimal;

use crate::compare::{Product, Share, Working};
use crate::data::Wording;
use crate::document::superscript;
use crate::finance::{Derivation, FigureId, Figures, Unit};
use crate::money::Exact;

/// The parts of a contribution that are told: a single one is the contribution itself.
pub fn shown(parts: &[Share]) -> &[Share] {
    if parts.len() > 1 { parts } else { &[] }
}

/// `rechnung` as it can be followed, such as `5,0 Stellen × (68.000,00 € − 55.000,00 €)`;
/// `show` says how a figure is written.
pub fn calculation(
    figures: &Figures,
    wording: &Wording,
    working: &Working,
    show: &dyn Fn(FigureId) -> String,
) -> String {
    match working {
        Working::Product(product) => product_text(figures, wording, product, show),
        Working::Replaced { new, old } => {
            wording.fill("bruecke.statt", &[("neu", &show(*new)), ("alt", &show(*old))])
        }
        Working::Less { old, new } => format!("{} − {}", show(*old), show(*new)),
    }
}

fn product_text(
    figures: &Figures,
    wording: &Wording,
    product: &Product,
    show: &dyn Fn(FigureId) -> String,
) -> String {
    let Product { quantity, rates, months, rounding } = product;
    // What is added comes first: a sign before the first amount would be read as its own.
    let added = rates.iter().filter(|(plus, _)| *plus);
    let taken = rates.iter().filter(|(plus, _)| !plus);
    let is_less = rates.iter().all(|(plus, _)| !plus);
    let mut terms = String::new();
    for (plus, id) in added.chain(taken) {
        let sign = match (terms.is_empty(), *plus || is_less) {
            (true, _) => "",
            (false, true) => " + ",
            (false, false) => " − ",
        };
        terms.push_str(&format!("{sign}{}", rate(figures, *id, show)));
    }
    if rates.len() > 1 && (quantity.is_some() || months.is_some()) {
        terms = format!("({terms})");
    }
    let quantity = quantity.map(|id| format!("{} × ", counted(figures, wording, id, show)));
    let quantity = quantity.unwrap_or_default();
    let months = months.map(|id| format!(" × {}/12", show(id))).unwrap_or_default();
    let all = format!("{quantity}{terms}{months}");
    let all = if is_less { format!("−({all})") } else { all };
    match rounding {
        Some(id) => {
            let rest = signed(figures, *id, show);
            wording.fill("bruecke.rundung", &[("rechnung", &all), ("betrag", &rest)])
        }
        None => all,
    }
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

/// A quantity with what is counted.
fn counted(
    figures: &Figures,
    wording: &Wording,
    id: FigureId,
    show: &dyn Fn(FigureId) -> String,
) -> String {
    let figure = figures.get(id);
    if figure.unit != Unit::Stellen {
        return show(id);
    }
    let is_one = figure.value.abs() <= Decimal::ONE;
    let word = wording.say(if is_one { "tabelle.stelle" } else { "tabelle.stellen" });
    format!("{} {word}", show(id))
}

/// The difference `id` as `show` writes it, with its sign.
pub fn signed(figures: &Figures, id: FigureId, show: &dyn Fn(FigureId) -> String) -> String {
    let sign = if figures.get(id).value.is_sign_positive() { "+" } else { "" };
    format!("{sign}{}", show(id))
}
