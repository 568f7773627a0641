//! Changed words for the terminal: where they stand, old and new in one line.

use crate::compare::{self, Counterpart, Fate, Part, Passage, Section, Synopse};
use crate::document::ChangeKind;

/// How many columns a line has.
pub(super) const WIDTH: usize = 100;

/// How many unchanged words are shown on either side of a change.
const AROUND: usize = 6;

/// What changed in the words, by section and place.
pub(super) fn geaendert(synopse: &Synopse) -> String {
    let mut text = String::new();
    for abschnitt in synopse.sections.iter().filter(is_told) {
        let names: Vec<String> = abschnitt.path.iter().map(|name| compare::text(name)).collect();
        let what = match abschnitt.fate {
            Fate::New => " (neuer Abschnitt)",
            Fate::Gone => " (entfällt)",
            Fate::Moved => " (verschoben)",
            _ => "",
        };
        text.push_str(&wrapped(&format!("{}{what}", names.join(" – ")), 2));
        text.extend(abschnitt.passages.iter().map(place));
    }
    text
}

fn is_told(of: &&Section) -> bool {
    of.fate != Fate::Unchanged && !of.is_told_elsewhere()
}

fn place(of: &Passage) -> String {
    let mut name = compare::text(&of.origin);
    if of.is_row {
        name = format!("Zeile „{name}“");
    }
    if of.is_row && of.now.is_some() {
        return String::new();
    }
    if of.is_row && of.is_only_moved() {
        return wrapped(&format!("{name}: verschoben"), 4);
    }
    if let Some(now) = &of.now {
        return wrapped(&format!("{name}: jetzt {}", compare::text(now)), 4);
    }
    if let Some(bisher) = of.bisher.as_ref().filter(|_| !of.is_row) {
        name = format!("{name} (bisher {})", compare::text(bisher));
    }
    let changed: Vec<&Counterpart> =
        of.counterpart.iter().filter(|of| !of.is_unchanged()).collect();
    if changed.is_empty() && of.bisher.is_none() {
        return String::new();
    }
    if changed.is_empty() {
        return wrapped(&format!("{name}: unverändert"), 4);
    }
    let line = |beside: &Counterpart| {
        let column = beside.column.as_deref().map(compare::text).unwrap_or_default();
        let column = if column.is_empty() { column } else { format!("{column}: ") };
        wrapped(&format!("{column}{}", marked(beside)), 6)
    };
    wrapped(&name, 4) + &changed.into_iter().map(line).collect::<String>()
}

/// Old and new in one line, changes in the marks of CriticMarkup.
fn marked(beside: &Counterpart) -> String {
    let pieces = tight(compare::inline(&beside.old, &beside.new));
    let last = pieces.len().saturating_sub(1);
    let piece = |(index, (art, text)): (usize, &Part)| match art {
        Some(ChangeKind::Struck) => format!("{{--{text}--}}"),
        Some(ChangeKind::Inserted) => format!("{{++{text}++}}"),
        None => shortened(text, index == 0, index == last),
    };
    pieces.iter().enumerate().map(piece).collect()
}

/// The parts of a line with the white space at the edges of marks outside of them.
fn tight(line: Vec<Part>) -> Vec<Part> {
    let mut parts = line.into_iter().peekable();
    let mut tight: Vec<Part> = Vec::new();
    while let Some(first) = parts.next() {
        let second = parts.next_if(|(art, _)| first.0.is_some() && art.is_some());
        let marked: Vec<Part> = [Some(first), second].into_iter().flatten().collect();
        let longest = |edge: fn(&str) -> Option<&str>| {
            let edges = marked.iter().filter(|(art, _)| art.is_some());
            let edges = edges.filter_map(|(_, text)| edge(text));
            (None, edges.max_by_key(|edge| edge.len()).unwrap_or_default().to_owned())
        };
        let before = longest(|text| text.strip_suffix(text.trim_start()));
        let after = longest(|text| text.strip_prefix(text.trim_end()));
        let inner = marked.iter().map(|(art, text)| match art {
            Some(_) => (*art, text.trim().to_owned()),
            None => (*art, text.clone()),
        });
        let all = std::iter::once(before).chain(inner).chain([after]);
        tight.extend(all.filter(|(_, text)| !text.is_empty()));
    }
    tight
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_hold_no_white_space_at_their_edges() {
        let (old, new) = (Some(ChangeKind::Struck), Some(ChangeKind::Inserted));
        let line = |parts: &[(Option<ChangeKind>, &str)]| {
            tight(parts.iter().map(|(art, text)| (*art, (*text).to_owned())).collect())
        };
        assert_eq!(
            line(&[(None, "Der "), (old, "Rat "), (new, "Kreistag "), (None, "tagt")]),
            line(&[(None, "Der "), (old, "Rat"), (new, "Kreistag"), (None, " "), (None, "tagt")])
        );
        assert_eq!(line(&[(new, " nur ")]), line(&[(None, " "), (new, "nur"), (None, " ")]));
        // White space that came between words is no change to be seen.
        assert_eq!(line(&[(None, "a"), (old, " "), (None, "b")]).len(), 4);
    }
}
