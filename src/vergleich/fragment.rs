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

/// What stands for a row of a table that stands elsewhere now.
const MOVED: &str = "… verschoben …";

/// What stands for sentences that did not change beside others that did.
const GAP: &str = "…";

/// How many words of an unchanged beginning are quoted, so that a reader finds it.
const BEGINNING: usize = 3;

/// How many characters of either side stand in one row; a row is never divided
/// between pages.
const ROOM: usize = 900;

/// The name of a row whose first cell is empty.
const UNNAMED: &str = "Zeile ohne Bezeichnung";

/// What stands where there is nothing.
const NOTHING: &str = "–";

/// What the marks of a synopsis mean.
pub fn legende() -> String {
    format!(
        "In der Spalte „Bisher“ ist {}, was entfällt; in der Spalte „Neu“ ist {}, was \
         hinzukommt; Zahlen sind darin fett gesetzt. Wo „{SAME}“ oder „{GAP}“ steht, stimmen beide Fassungen überein.",
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
            if !is_covered(abschnitt, synopse) {
                unchanged.push(title(abschnitt));
            }
            continue;
        }
        if abschnitt.is_told_elsewhere() {
            continue;
        }
        blocks.extend(folded(&mut unchanged));
        blocks.push(section(abschnitt, ebene));
    }
    blocks.extend(folded(&mut unchanged));
    blocks.join("\n\n")
}

/// Whether a section above it says the same of all below.
fn is_covered(abschnitt: &Abschnitt, synopse: &Synopse) -> bool {
    let pfad = &abschnitt.pfad;
    let same = |above: &[Vec<Wort>]| {
        let mut below = synopse.abschnitte.iter().filter(|of| of.pfad.starts_with(above));
        below.all(|of| of.lage == Lage::Unveraendert)
    };
    let mut above = synopse.abschnitte.iter().map(|of| of.pfad.as_slice());
    above.any(|above| above.len() < pfad.len() && pfad.starts_with(above) && same(above))
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
        Lage::Verschoben => " (verschoben)",
        _ => "",
    };
    let text = format!("{} {}{what}\n\n", "#".repeat(ebene), title(abschnitt));
    if abschnitt.fundstellen.is_empty() {
        return text + "Der Abschnitt hat keinen eigenen Text.";
    }
    let of_one_kind = |a: &Fundstelle, b: &Fundstelle| a.ist_zeile == b.ist_zeile;
    let runs = abschnitt.fundstellen.chunk_by(of_one_kind);
    text + &runs.map(table).collect::<Vec<_>>().join("\n\n")
}

/// Paragraphs, or rows of a table, beside each other; a line where none changed.
fn table(all: &[Fundstelle]) -> String {
    let is_same = |of: &Fundstelle| of.lage == Lage::Unveraendert && of.bisher.is_none();
    if all.iter().all(is_same) {
        let all: Vec<&Fundstelle> = all.iter().collect();
        return format!("… {}: unverändert …", names(&all));
    }
    let mut text = "| Fundstelle | Bisher | Neu |\n|:---|:---|:---|".to_owned();
    let mut same: Vec<&Fundstelle> = Vec::new();
    for fundstelle in all {
        if is_same(fundstelle) {
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
    if all.is_empty() { String::new() } else { row(&names(&all), SAME, SAME) }
}

/// What unchanged parts that follow one another are called together.
fn names(all: &[&Fundstelle]) -> String {
    let name = |of: &Fundstelle| match of.ist_zeile {
        true => format!("Zeile „{}“", Wort::all(&of.ort)),
        false => Wort::all(&of.ort),
    };
    match all {
        [] => String::new(),
        [one] if one.ort.is_empty() => UNNAMED.to_owned(),
        [one] => name(one),
        [first, ..] if first.ist_zeile => "Weitere Zeilen der Tabelle".to_owned(),
        [first, .., last] => format!("{} bis {}", name(first), name(last)),
    }
}

fn entry(of: &Fundstelle) -> String {
    let mut place = Wort::all(&of.ort);
    if of.ist_zeile && of.jetzt.is_some() {
        return String::new();
    }
    if of.ist_zeile && of.is_only_moved() {
        return row(&names(&[of]), MOVED, MOVED);
    }
    if let Some(jetzt) = &of.jetzt {
        return row(&place, &format!("… jetzt {} …", Wort::all(jetzt)), NOTHING);
    }
    if let Some(bisher) = of.bisher.as_ref().filter(|_| !of.ist_zeile) {
        place = format!("{place} (bisher {})", Wort::all(bisher));
    }
    if of.ist_zeile {
        return cells(of, &place);
    }
    if of.gegenueber.iter().all(Gegenueber::is_unchanged) {
        return row(&place, SAME, SAME);
    }
    let line = |(index, [alt, neu]): (usize, [String; 2])| {
        let place = if index == 0 { place.clone() } else { format!("{place} (weiter)") };
        let side = |text: &str| if text.is_empty() { NOTHING.to_owned() } else { text.to_owned() };
        row(&place, &side(&alt), &side(&neu))
    };
    paragraph(&of.gegenueber).into_iter().enumerate().map(line).collect()
}

/// The changed sentences of a paragraph, as many in a row as have room.
fn paragraph(sentences: &[Gegenueber]) -> Vec<[String; 2]> {
    let mut rows: Vec<([String; 2], usize)> = Vec::new();
    for (index, beside) in sentences.iter().enumerate() {
        let (sides, length) = if beside.is_unchanged() {
            let gap = gap(&beside.neu, index == 0);
            ([gap.clone(), gap], 0)
        } else {
            let length = |stuecke: &[Stueck]| worte::plain(stuecke).chars().count();
            let sides = [
                worte::markdown(&beside.alt, Gestrichen),
                worte::markdown(&beside.neu, Eingefuegt),
            ];
            (sides, length(&beside.alt).max(length(&beside.neu)))
        };
        match rows.last_mut() {
            Some((row, room)) if *room + length <= ROOM => {
                *room += length;
                for (cell, side) in row.iter_mut().zip(sides) {
                    let blank = if cell.is_empty() || side.is_empty() { "" } else { " " };
                    *cell = format!("{cell}{blank}{side}");
                }
            }
            _ => rows.push((sides, length)),
        }
    }
    rows.into_iter().map(|(row, _)| row).collect()
}

/// What stands for unchanged sentences; of the first ones the beginning.
fn gap(same: &[Stueck], is_first: bool) -> String {
    let words: Vec<Wort> = same.iter().flat_map(|stueck| stueck.worte.clone()).collect();
    let mut telling = 0;
    let end = words.iter().position(|wort| {
        telling += usize::from(wort.says_something());
        telling > BEGINNING
    });
    match end.filter(|_| is_first) {
        Some(end) => {
            let beginning = Wort::all(words.get(..end).unwrap_or_default());
            format!("{} {GAP}", beginning.trim())
        }
        None => GAP.to_owned(),
    }
}

/// A row of a table: its name as the heading of its changed cells.
fn cells(of: &Fundstelle, place: &str) -> String {
    let what = match of.lage {
        Lage::Neu => " (neue Zeile)",
        Lage::Entfallen => " (Zeile entfällt)",
        _ => "",
    };
    let place = if place.is_empty() { UNNAMED } else { place };
    let mut text = format!("\n| **{place}{what}** | | |");
    let mut unchanged = false;
    for (index, beside) in of.gegenueber.iter().enumerate() {
        if beside.is_unchanged() {
            // The first cell is the name that stands above.
            unchanged |= index > 0 && !beside.alt.is_empty();
            continue;
        }
        let name = beside.spalte.as_deref().map(Wort::all).unwrap_or_default();
        let name = if name.is_empty() { "Spalte".to_owned() } else { name };
        text.push_str(&beside_row(&name, beside));
    }
    if of.gegenueber.is_empty() {
        text.push_str(&row("Zellen", NOTHING, NOTHING));
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
