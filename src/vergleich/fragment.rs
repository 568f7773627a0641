//! Writes a synopsis as Markdown that can stand in any document: a table per section,
//! old beside new, changed words marked.
//!
//! Struck words only ever stand in the column „Bisher“, underlined ones in „Neu“, so
//! that the head of the column says what the line through or under them says.

use super::synopse::{Abschnitt, Fundstelle, Gegenueber, Lage, Synopse};
use super::worte::{self, Stueck, Wort};
use crate::document::Aenderungsart::{Eingefuegt, Gestrichen};
use crate::document::marks;

/// What stands for text that did not change.
const SAME: &str = "… unverändert …";

/// What stands where there is nothing.
const NOTHING: &str = "–";

/// What the marks of a synopsis mean.
pub fn legende() -> String {
    format!(
        "In der Spalte „Bisher“ ist {}, was entfällt; in der Spalte „Neu“ ist {}, was \
         hinzukommt. Wo „{SAME}“ steht, stimmen beide Fassungen überein.",
        marks::change(Gestrichen, "gestrichen"),
        marks::change(Eingefuegt, "unterstrichen"),
    )
}

/// `synopse` as marked Markdown with headings from level `ebene`.
pub fn fragment(synopse: &Synopse, ebene: usize) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let mut unchanged: Vec<String> = Vec::new();
    for abschnitt in &synopse.abschnitte {
        if abschnitt.lage == Lage::Unveraendert {
            unchanged.push(title(abschnitt));
            continue;
        }
        blocks.extend(folded(&mut unchanged));
        blocks.push(section(abschnitt, ebene));
    }
    blocks.extend(folded(&mut unchanged));
    blocks.join("\n\n")
}

/// The headings of a section.
fn title(abschnitt: &Abschnitt) -> String {
    let names: Vec<String> = abschnitt.pfad.iter().map(|name| Wort::all(name)).collect();
    names.join(" – ")
}

/// A sentence that names the sections that did not change.
fn folded(names: &mut Vec<String>) -> Option<String> {
    let quoted: Vec<String> =
        std::mem::take(names).iter().map(|name| format!("„{name}“")).collect();
    let (last, others) = quoted.split_last()?;
    Some(match others {
        [] => format!("Der Abschnitt {last} ist unverändert."),
        others => format!("Die Abschnitte {} und {last} sind unverändert.", others.join(", ")),
    })
}

fn section(abschnitt: &Abschnitt, ebene: usize) -> String {
    let what = match abschnitt.lage {
        Lage::Neu => " (neuer Abschnitt)",
        Lage::Entfallen => " (entfällt)",
        _ => "",
    };
    let mut text = format!("{} {}{what}\n\n", "#".repeat(ebene), title(abschnitt));
    if abschnitt.fundstellen.is_empty() {
        return text + "Der Abschnitt hat keinen eigenen Text.";
    }
    text.push_str("| Fundstelle | Bisher | Neu |\n|:---|:---|:---|");
    let mut same: Vec<&Fundstelle> = Vec::new();
    for fundstelle in &abschnitt.fundstellen {
        if fundstelle.lage == Lage::Unveraendert && fundstelle.bisher.is_none() {
            same.push(fundstelle);
            continue;
        }
        text.push_str(&fold(&mut same));
        text.push_str(&entry(fundstelle));
    }
    text + &fold(&mut same)
}

fn row(place: &str, alt: &str, neu: &str) -> String {
    format!("\n| {place} | {alt} | {neu} |")
}

/// Unchanged parts as one row.
fn fold(same: &mut Vec<&Fundstelle>) -> String {
    let all = std::mem::take(same);
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return String::new() };
    let name = |of: &Fundstelle| match of.ist_zeile {
        true => format!("Zeile „{}“", Wort::all(&of.ort)),
        false => Wort::all(&of.ort),
    };
    let place = match (all.len(), all.iter().all(|of| of.ist_zeile)) {
        (1, _) => name(first),
        (_, true) => "Weitere Zeilen".to_owned(),
        _ => format!("{} bis {}", name(first), name(last)),
    };
    row(&place, SAME, SAME)
}

fn entry(of: &Fundstelle) -> String {
    let mut place = Wort::all(&of.ort);
    if let Some(jetzt) = &of.jetzt {
        return row(&place, &format!("… jetzt {} …", Wort::all(jetzt)), NOTHING);
    }
    if let Some(bisher) = &of.bisher {
        place = format!("{place} (bisher {})", Wort::all(bisher));
    }
    if of.ist_zeile {
        return cells(of, &place);
    }
    if of.gegenueber.iter().all(Gegenueber::is_unchanged) {
        return row(&place, SAME, SAME);
    }
    let line = |(index, beside): (usize, &Gegenueber)| {
        let place = if index == 0 { place.clone() } else { format!("{place} (weiter)") };
        beside_row(&place, beside)
    };
    of.gegenueber.iter().enumerate().map(line).collect()
}

/// A row of a table: its name as the heading of its changed cells.
fn cells(of: &Fundstelle, place: &str) -> String {
    let what = match of.lage {
        Lage::Neu => " (neue Zeile)",
        Lage::Entfallen => " (Zeile entfällt)",
        _ => "",
    };
    let place = if place.is_empty() { "Zeile ohne Bezeichnung" } else { place };
    let mut text = format!("\n| **{place}{what}** | | |");
    let mut unchanged = false;
    for beside in &of.gegenueber {
        if beside.is_unchanged() {
            unchanged |= !beside.alt.is_empty();
            continue;
        }
        let name = beside.spalte.as_deref().map(Wort::all).unwrap_or_default();
        let name = if name.is_empty() { "Spalte".to_owned() } else { name };
        text.push_str(&beside_row(&name, beside));
    }
    if unchanged {
        text.push_str(&row("Übrige Spalten", SAME, SAME));
    }
    text
}

fn beside_row(place: &str, beside: &Gegenueber) -> String {
    if beside.is_unchanged() {
        return row(place, SAME, SAME);
    }
    let side = |stuecke: &[Stueck], art| match worte::markdown(stuecke, art) {
        text if text.is_empty() => NOTHING.to_owned(),
        text => text,
    };
    row(place, &side(&beside.alt, Gestrichen), &side(&beside.neu, Eingefuegt))
}
