//! Writes a synopsis as Markdown that can stand in any document: a table per section,
//! old beside new, changed words marked.
//!
//! Struck words only ever stand in the column „Bisher“, underlined ones in „Neu“, so
//! that the head of the column says what the line through or under them says. What did not
//! change is folded: sections into one sentence, paragraphs into a line, rows into one row.

use super::fundstellen::{self, GAP, Gesagt, SAME};
use super::synopse::{Abschnitt, Fundstelle, Gegenueber, Lage, Synopse, TITEL};
use super::worte::{self, Stueck, Wort};
use crate::document::Aenderungsart::{Eingefuegt, Gestrichen};
use crate::document::marks;

/// How many characters of a letterhead are told in a sentence; more is a table.
const KOPF: usize = 400;

/// What the marks of a synopsis mean.
pub fn legende() -> String {
    format!(
        "In der Spalte „Bisher“ ist {}, was entfällt; in der Spalte „Neu“ ist {}, was \
         hinzukommt; Zahlen sind darin fett gesetzt. Wo „{SAME}“ oder „{GAP}“ steht, stimmen \
         beide Fassungen überein. Von Tabellen sind nur die Zeilen und Spalten aufgeführt, die \
         sich ändern.",
        marks::change(Gestrichen, "gestrichen"),
        marks::change(Eingefuegt, "unterstrichen"),
    )
}

/// `synopse` as marked Markdown with headings from level `ebene`.
pub fn fragment(synopse: &Synopse, ebene: usize) -> String {
    let kopf = letterhead(synopse);
    let is_told = |of: &&Abschnitt| {
        of.lage != Lage::Unveraendert && !of.is_told_elsewhere() && !(of.ist_kopf && kopf.is_some())
    };
    let mut gesagt = Gesagt::default();
    let sections = synopse.abschnitte.iter().filter(is_told);
    let sections: Vec<String> = sections.map(|of| section(of, ebene, &mut gesagt)).collect();
    let same = unchanged(synopse);
    kopf.into_iter().chain(same).chain(sections).collect::<Vec<_>>().join("\n\n")
}

/// What changed in the letterhead and the title in one sentence; nothing where that is too much
/// or not at all.
fn letterhead(synopse: &Synopse) -> Option<String> {
    let parts = || synopse.abschnitte.iter().filter(|of| of.ist_kopf);
    let is_row_alone =
        |of: &Fundstelle| of.ist_zeile && matches!(of.lage, Lage::Neu | Lage::Entfallen);
    if parts().flat_map(|of| &of.fundstellen).any(is_row_alone) {
        return None;
    }
    let places = parts().flat_map(|of| &of.fundstellen);
    let places = places.filter(|of| of.jetzt.is_none());
    let beside = places.flat_map(|of| of.gegenueber.iter().map(move |beside| (of, beside)));
    let changed = beside.filter(|(_, beside)| !beside.is_unchanged());
    let said: Vec<String> = changed.map(|(of, beside)| replaced(of, beside)).collect();
    let length: usize = said.iter().map(|said| said.chars().count()).sum();
    (!said.is_empty() && length <= KOPF)
        .then(|| format!("Im Kopf der Vorlage ändert sich: {}.", said.join("; ")))
}

/// Old and new in a phrase, after the column or the title that it is about.
fn replaced(at: &Fundstelle, of: &Gegenueber) -> String {
    let side = |stuecke: &[Stueck]| -> Option<String> {
        let words: Vec<Wort> = stuecke.iter().flat_map(|of| of.worte.clone()).collect();
        (!stuecke.is_empty()).then(|| Wort::all(&words).trim().to_owned())
    };
    let is_title = worte::text(&at.ort) == TITEL;
    let column = of.spalte.as_deref().or(is_title.then_some(&at.ort));
    let column = column.map(Wort::all).filter(|column| !column.is_empty());
    let column = column.map(|column| format!("{column} ")).unwrap_or_default();
    match (side(&of.alt), side(&of.neu)) {
        (Some(alt), Some(neu)) => format!("{column}„{neu}“ statt bisher „{alt}“"),
        (None, Some(neu)) => format!("{column}„{neu}“ kommt hinzu"),
        (Some(alt), None) => format!("{column}„{alt}“ entfällt"),
        (None, None) => column,
    }
}

/// A sentence that names the sections that did not change.
fn unchanged(synopse: &Synopse) -> Option<String> {
    let is_same = |of: &&Abschnitt| {
        !of.ist_kopf && is_same_below(&of.pfad, synopse) && !is_covered(of, synopse)
    };
    let same = synopse.abschnitte.iter().filter(is_same);
    let quoted: Vec<String> = same.map(|of| format!("„{}“", title(of))).collect();
    let (last, others) = quoted.split_last()?;
    Some(match others {
        [] => format!("Der Abschnitt {last} ist unverändert."),
        others => format!("Unverändert sind die Abschnitte {} und {last}.", others.join(", ")),
    })
}

/// Whether a section above it says the same of all below.
fn is_covered(abschnitt: &Abschnitt, synopse: &Synopse) -> bool {
    let pfad = &abschnitt.pfad;
    let mut above = synopse.abschnitte.iter().map(|of| of.pfad.as_slice());
    above.any(|above| {
        above.len() < pfad.len() && pfad.starts_with(above) && is_same_below(above, synopse)
    })
}

/// Whether the section with the headings `pfad` is as it was, with all below it.
fn is_same_below(pfad: &[Vec<Wort>], synopse: &Synopse) -> bool {
    let mut own = synopse.abschnitte.iter().filter(|of| of.pfad.starts_with(pfad));
    own.all(|of| of.lage == Lage::Unveraendert)
}

/// The headings of a section.
fn title(abschnitt: &Abschnitt) -> String {
    let names: Vec<String> = abschnitt.pfad.iter().map(|name| Wort::all(name)).collect();
    names.join(" – ")
}

fn section(abschnitt: &Abschnitt, ebene: usize, gesagt: &mut Gesagt) -> String {
    let what = match abschnitt.lage {
        Lage::Neu => " (neuer Abschnitt)",
        Lage::Entfallen => " (entfällt)",
        Lage::Verschoben => " (verschoben)",
        _ => "",
    };
    let title = title(abschnitt);
    let text = format!("{} {title}{what}\n\n", "#".repeat(ebene));
    if abschnitt.fundstellen.is_empty() {
        return text + "Der Abschnitt hat keinen eigenen Text.";
    }
    gesagt.enter(&title);
    let diagramm = fundstellen::diagramm;
    let of_one_kind = |a: &Fundstelle, b: &Fundstelle| {
        a.ist_zeile == b.ist_zeile && diagramm(a).is_none() && diagramm(b).is_none()
    };
    let (mut parts, mut same): (Vec<String>, Vec<String>) = Default::default();
    let mut above: Option<String> = None;
    for run in abschnitt.fundstellen.chunk_by(of_one_kind) {
        let title = above.take();
        if let [only] = run
            && let Some(own) = diagramm(only)
        {
            // Whether the diagram is as it was its rows say.
            above = Some(own);
            continue;
        }
        match fundstellen::unchanged(run) {
            Some(names) => same.push(title.unwrap_or(names)),
            None => {
                parts.extend(all_same(&mut same));
                parts.push(fundstellen::table(run, title.as_deref(), gesagt));
            }
        }
    }
    parts.extend(all_same(&mut same));
    text + &parts.join("\n\n")
}

/// A line about parts of a section that did not change.
fn all_same(names: &mut Vec<String>) -> Option<String> {
    let names = std::mem::take(names);
    (!names.is_empty()).then(|| format!("… {} unverändert …", names.join(", ")))
}
