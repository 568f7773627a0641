//! Finds lines and Teilpläne whose number and name do not go together everywhere.

use std::ops::Range;

use super::super::read::flow::Flow;
use super::super::read::paper::{Paper, Part};

/// A number or a name that differs from the rest of the paper.
#[derive(Debug)]
pub(in crate::audit) struct Misnomer {
    /// Number and name as printed here.
    pub(in crate::audit) here: String,
    /// Number and name as printed more often.
    pub(in crate::audit) usual: String,
    /// Where it stands in the file.
    pub(in crate::audit) source: Range<usize>,
}

/// What is numbered, its number and its name.
struct Named {
    is_line: bool,
    number: String,
    name: String,
    source: Range<usize>,
}

/// How many names are compared.
const MOST: usize = 200;

/// Names that are misspelt, and numbers that stand with the name of another.
pub(in crate::audit) fn check(paper: &Paper) -> Vec<Misnomer> {
    let mut all = Vec::new();
    for part in &paper.parts {
        match part {
            Part::Block(block) => all.extend(named(&block.flow)),
            Part::Table(table) => {
                all.extend(table.rows.iter().filter_map(|row| row.first()).flat_map(named));
            }
        }
    }
    all.truncate(MOST);
    all.iter().filter_map(|one| misnomer(one, &all)).collect()
}

fn misnomer(one: &Named, all: &[Named]) -> Option<Misnomer> {
    let count = |number: &str, name: &str| {
        all.iter()
            .filter(|o| o.is_line == one.is_line && o.number == number && o.name == name)
            .count()
    };
    let own = count(&one.number, &one.name);
    let other = all.iter().find(|other| {
        let differs = (other.number == one.number) != (other.name == one.name);
        other.is_line == one.is_line
            && differs
            && (other.name == one.name || is_misspelt(&other.name, &one.name))
            && is_more_usual(other, one, count(&other.number, &other.name), own)
    })?;
    Some(Misnomer {
        here: format!("{} {}", one.number, one.name),
        usual: format!("{} {}", other.number, other.name),
        source: one.source.clone(),
    })
}

/// Of two spellings that stand equally often the earlier is taken for right.
fn is_more_usual(other: &Named, one: &Named, count: usize, own: usize) -> bool {
    let is_spelling = other.number == one.number;
    count > own || (count == own && is_spelling && other.source.start < one.source.start)
}

fn is_misspelt(first: &str, second: &str) -> bool {
    let length = first.chars().count().min(second.chars().count());
    let is_short_form = first.contains('.') || second.contains('.');
    let begins = first.starts_with(second) || second.starts_with(first);
    length >= 8
        && !is_short_form
        && !begins
        && length < 120
        && strsim::levenshtein(&first.to_lowercase(), &second.to_lowercase()) <= 2
}

/// `Teilplanzeile 11-Personalaufwendungen`, `Teilergebnisplan 0504 – Soziales`.
fn named(flow: &Flow) -> Vec<Named> {
    const WORDS: [(&str, bool); 6] = [
        ("planzeile ", true),
        ("ergebnisplan ", false),
        ("finanzplan ", false),
        ("Teilplan ", false),
        ("plans ", false),
        ("planes ", false),
    ];
    let text = flow.text();
    let mut found = Vec::new();
    for (word, is_line) in WORDS {
        for (at, _) in text.match_indices(word) {
            let start = at + word.len();
            let Some(rest) = text.get(start..) else { continue };
            found.extend(number_and_name(rest).map(|(number, name, range)| {
                let source = flow.source(&(start + range.start..start + range.end));
                Named { is_line, number, name, source }
            }));
        }
    }
    found
}

fn number_and_name(rest: &str) -> Option<(String, String, Range<usize>)> {
    const ENDS: [&str; 16] = [
        " i.H.v",
        " in Höhe",
        " – ",
        " - ",
        " –,",
        ",",
        ";",
        ":",
        " (",
        " von ",
        " für ",
        " wird",
        " und in ",
        " finanz",
        " veranschlagt",
        " vorsehen",
    ];
    let dash = |text: &str| text.trim_start_matches(['-', '–', ' ']).len();
    let start = rest.len() - dash(rest);
    let numbered = rest.get(start..)?;
    let digits = numbered.bytes().take_while(u8::is_ascii_digit).count();
    let number = numbered.get(..digits)?;
    let after = numbered.get(digits..)?;
    if !(2..=4).contains(&digits) || !after.trim_start().starts_with(['-', '–']) {
        return None;
    }
    let from = numbered.len() - dash(after);
    let name = numbered.get(from..)?;
    let length = ENDS.iter().filter_map(|end| name.find(end)).min().unwrap_or(name.len());
    let name = name.get(..length)?.trim_end_matches(['.', ' ', '–', '-']);
    let begins = name.starts_with(char::is_uppercase) && name.chars().count() <= 80;
    begins.then(|| (number.into(), name.into(), start..start + from + name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_misspelt_names_and_wrong_numbers() {
        let text = "in der Teilplanzeile 11-Personalaufwendungen i.H.v. 5 €.\n\nTeilplanzeile 11 – Personalaufwendungen – in Höhe\n\nTeilplanzeile 11-Personalaufwendugen i.H.v.\n\nTeilplanzeile 12-Personalaufwendungen i.H.v.\n\nTeilplanzeile 15-Transferaufwendungen i.H.v.";
        let found = check(&Paper::read(text));
        let shown: Vec<&str> = found.iter().map(|misnomer| &*misnomer.here).collect();
        assert_eq!(shown, ["11 Personalaufwendugen", "12 Personalaufwendungen"]);
    }
}
