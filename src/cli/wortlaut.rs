//! Changed words for the terminal: where they stand, old and new in one line.

use crate::document::Aenderungsart;
use crate::vergleich::{self, Abschnitt, Fundstelle, Gegenueber, Lage, Synopse};

/// How many columns a line has.
pub(super) const WIDTH: usize = 100;

/// How many unchanged words are shown on either side of a change.
const AROUND: usize = 6;

/// What changed in the words, by section and place.
pub(super) fn geaendert(synopse: &Synopse) -> String {
    let mut text = String::new();
    for abschnitt in synopse.abschnitte.iter().filter(is_told) {
        let names: Vec<String> = abschnitt.pfad.iter().map(|name| vergleich::text(name)).collect();
        let what = match abschnitt.lage {
            Lage::Neu => " (neuer Abschnitt)",
            Lage::Entfallen => " (entfällt)",
            Lage::Verschoben => " (verschoben)",
            _ => "",
        };
        text.push_str(&wrapped(&format!("{}{what}", names.join(" – ")), 2));
        text.extend(abschnitt.fundstellen.iter().map(place));
    }
    text
}

fn is_told(of: &&Abschnitt) -> bool {
    of.lage != Lage::Unveraendert && !of.is_told_elsewhere()
}

fn place(of: &Fundstelle) -> String {
    let mut name = vergleich::text(&of.ort);
    if of.ist_zeile {
        name = format!("Zeile „{name}“");
    }
    if of.ist_zeile && of.jetzt.is_some() {
        return String::new();
    }
    if of.ist_zeile && of.is_only_moved() {
        return wrapped(&format!("{name}: verschoben"), 4);
    }
    if let Some(jetzt) = &of.jetzt {
        return wrapped(&format!("{name}: jetzt {}", vergleich::text(jetzt)), 4);
    }
    if let Some(bisher) = of.bisher.as_ref().filter(|_| !of.ist_zeile) {
        name = format!("{name} (bisher {})", vergleich::text(bisher));
    }
    let changed: Vec<&Gegenueber> = of.gegenueber.iter().filter(|of| !of.is_unchanged()).collect();
    if changed.is_empty() && of.bisher.is_none() {
        return String::new();
    }
    if changed.is_empty() {
        return wrapped(&format!("{name}: unverändert"), 4);
    }
    let line = |beside: &Gegenueber| {
        let column = beside.spalte.as_deref().map(vergleich::text).unwrap_or_default();
        let column = if column.is_empty() { column } else { format!("{column}: ") };
        wrapped(&format!("{column}{}", marked(beside)), 6)
    };
    wrapped(&name, 4) + &changed.into_iter().map(line).collect::<String>()
}

/// Old and new in one line, changes in the marks of CriticMarkup.
fn marked(beside: &Gegenueber) -> String {
    let pieces = vergleich::inline(&beside.alt, &beside.neu);
    let last = pieces.len().saturating_sub(1);
    let piece = |(index, (art, text)): (usize, &(Option<Aenderungsart>, String))| match art {
        Some(Aenderungsart::Gestrichen) => format!("{{--{text}--}}"),
        Some(Aenderungsart::Eingefuegt) => format!("{{++{text}++}}"),
        None => shortened(text, index == 0, index == last),
    };
    pieces.iter().enumerate().map(piece).collect()
}

/// Unchanged text without what is far from any change.
fn shortened(text: &str, is_first: bool, is_last: bool) -> String {
    let words: Vec<&str> = text.split_inclusive(' ').collect();
    let (before, after) = (if is_first { 0 } else { AROUND }, if is_last { 0 } else { AROUND });
    if words.len() <= before + after + 2 {
        return text.to_owned();
    }
    let start = words.get(..before).unwrap_or_default().concat();
    let end = words.get(words.len() - after..).unwrap_or_default().concat();
    format!("{start}… {end}")
}

/// `text` in lines of the terminal, indented, later lines by two more.
pub(super) fn wrapped(text: &str, indent: usize) -> String {
    let lines = lines_of(text, WIDTH.saturating_sub(indent + 2)).into_iter().enumerate();
    let line = |(index, line): (usize, String)| {
        let indent = if index == 0 { indent } else { indent + 2 };
        format!("{:indent$}{line}\n", "")
    };
    lines.map(line).collect()
}

/// `text` in lines of at most `width` characters, broken at blanks.
pub(super) fn lines_of(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
