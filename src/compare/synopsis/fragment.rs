//! Writes a synopsis as Markdown that can stand in any document: a table per section,
//! old beside new, changed words marked.
//!
//! Struck words only ever stand in the column „Bisher“, underlined ones in „Neu“, so
//! that the head of the column says what the line through or under them says. What did not
//! change is folded: sections into one sentence, paragraphs into a line, rows into one row.

use super::counterpart::Counterpart;
use super::passages::{self, Said};
use super::synopse::{Fate, Passage, Section, Synopse};
use super::words::{self, Piece, Word};
use crate::data::Wording;
use crate::document::ChangeKind::{Inserted, Struck};
use crate::document::marks;

/// How many characters of a letterhead are told in a sentence; more is a table.
const HEAD: usize = 400;

/// What the marks of a synopsis mean.
pub fn legend(wording: &Wording) -> String {
    let struck = marks::change(Struck, wording.say("synopse.gestrichen"));
    let inserted = marks::change(Inserted, wording.say("synopse.unterstrichen"));
    wording.fill("synopse.legende", &[("gestrichen", &struck), ("unterstrichen", &inserted)])
}

/// `synopse` as marked Markdown with headings from level `ebene`.
pub fn fragment(synopse: &Synopse, level: usize) -> String {
    let head = letterhead(synopse);
    let is_told = |of: &&Section| {
        of.fate != Fate::Unchanged && !of.is_told_elsewhere() && !(of.is_head && head.is_some())
    };
    let mut said = Said::of(&synopse.wording);
    let sections = synopse.sections.iter().filter(is_told);
    let sections: Vec<String> = sections.map(|of| section(of, level, &mut said)).collect();
    let same = unchanged(synopse);
    head.into_iter().chain(same).chain(sections).collect::<Vec<_>>().join("\n\n")
}

/// What changed in the letterhead and the title in one sentence; nothing where that is too much
/// or not at all.
fn letterhead(synopse: &Synopse) -> Option<String> {
    let parts = || synopse.sections.iter().filter(|of| of.is_head);
    let is_row_alone = |of: &Passage| of.is_row && matches!(of.fate, Fate::New | Fate::Gone);
    if parts().flat_map(|of| &of.passages).any(is_row_alone) {
        return None;
    }
    let places = parts().flat_map(|of| &of.passages);
    let places = places.filter(|of| of.now.is_none());
    let beside = places.flat_map(|of| of.counterpart.iter().map(move |beside| (of, beside)));
    let changed = beside.filter(|(_, beside)| !beside.is_unchanged());
    let said: Vec<String> =
        changed.map(|(of, beside)| replaced(&synopse.wording, of, beside)).collect();
    let length: usize = said.iter().map(|said| said.chars().count()).sum();
    (!said.is_empty() && length <= HEAD)
        .then(|| synopse.wording.fill("synopse.kopf", &[("aenderungen", &said.join("; "))]))
}

/// Old and new in a phrase, after the column or the title that it is about.
fn replaced(wording: &Wording, at: &Passage, of: &Counterpart) -> String {
    let side = |pieces: &[Piece]| -> Option<String> {
        let words: Vec<Word> = pieces.iter().flat_map(|of| of.words.clone()).collect();
        (!pieces.is_empty()).then(|| Word::all(&words).trim().to_owned())
    };
    let is_title = words::text(&at.origin) == wording.say("synopse.ueberschrift");
    let column = of.column.as_deref().or(is_title.then_some(&at.origin));
    let column = column.map(Word::all).filter(|column| !column.is_empty());
    let column = column.map(|column| format!("{column} ")).unwrap_or_default();
    match (side(&of.old), side(&of.new)) {
        (Some(old), Some(new)) => {
            let filled = [("spalte", &*column), ("neu", &*new), ("alt", &*old)];
            wording.fill("synopse.statt", &filled)
        }
        (None, Some(new)) => wording.fill("synopse.hinzu", &[("spalte", &column), ("neu", &new)]),
        (Some(old), None) => {
            wording.fill("synopse.entfaellt_wort", &[("spalte", &column), ("alt", &old)])
        }
        (None, None) => column,
    }
}

/// A sentence that names the sections that did not change.
fn unchanged(synopse: &Synopse) -> Option<String> {
    let is_same =
        |of: &&Section| !of.is_head && is_same_below(&of.path, synopse) && !is_covered(of, synopse);
    let same = synopse.sections.iter().filter(is_same);
    let wording = &synopse.wording;
    let quoted = same.map(|of| wording.fill("synopse.zitat", &[("text", &title(of))]));
    let quoted: Vec<String> = quoted.collect();
    let key = match quoted.as_slice() {
        [] => return None,
        [_] => "synopse.abschnitt_unveraendert",
        _ => "synopse.abschnitte_unveraendert",
    };
    Some(wording.fill(key, &[("abschnitte", &wording.list(&quoted))]))
}

/// Whether a section above it says the same of all below.
fn is_covered(section: &Section, synopse: &Synopse) -> bool {
    let path = &section.path;
    let mut above = synopse.sections.iter().map(|of| of.path.as_slice());
    above.any(|above| {
        above.len() < path.len() && path.starts_with(above) && is_same_below(above, synopse)
    })
}

/// Whether the section with the headings `pfad` is as it was, with all below it.
fn is_same_below(path: &[Vec<Word>], synopse: &Synopse) -> bool {
    let mut own = synopse.sections.iter().filter(|of| of.path.starts_with(path));
    own.all(|of| of.fate == Fate::Unchanged)
}

/// The headings of a section.
fn title(section: &Section) -> String {
    let names: Vec<String> = section.path.iter().map(|name| Word::all(name)).collect();
    names.join(" – ")
}

fn section(section: &Section, level: usize, said: &mut Said<'_>) -> String {
    let wording = said.wording;
    let title = title(section);
    let heading = |key: &str| wording.fill(key, &[("titel", &title)]);
    let heading = match section.fate {
        Fate::New => heading("synopse.abschnitt_neu"),
        Fate::Gone => heading("synopse.abschnitt_entfaellt"),
        Fate::Moved => heading("synopse.abschnitt_verschoben"),
        _ => title.clone(),
    };
    let text = format!("{} {heading}\n\n", "#".repeat(level));
    if section.passages.is_empty() {
        return text + wording.say("synopse.ohne_text");
    }
    said.enter(&title);
    let diagram = |of: &Passage| passages::diagram(wording, of);
    let of_one_kind = |a: &Passage, b: &Passage| {
        a.is_row == b.is_row && diagram(a).is_none() && diagram(b).is_none()
    };
    let (mut parts, mut same): (Vec<String>, Vec<String>) = Default::default();
    let mut above: Option<String> = None;
    for run in section.passages.chunk_by(of_one_kind) {
        let title = above.take();
        if let [only] = run
            && let Some(own) = diagram(only)
        {
            // Whether the diagram is as it was its rows say.
            above = Some(own);
            continue;
        }
        match passages::unchanged(wording, run) {
            Some(names) => same.push(title.unwrap_or(names)),
            None => {
                parts.extend(all_same(wording, &mut same));
                parts.push(passages::table(run, title.as_deref(), said));
            }
        }
    }
    parts.extend(all_same(wording, &mut same));
    text + &parts.join("\n\n")
}

/// A line about parts of a section that did not change.
fn all_same(wording: &Wording, names: &mut Vec<String>) -> Option<String> {
    let names = std::mem::take(names);
    (!names.is_empty())
        .then(|| wording.fill("synopse.teile_unveraendert", &[("teile", &names.join(", "))]))
}
