//! Blocks of prose that belong to a scenario.
//!
//! ````markdown
//! ```szenario startaufstellung
//! Die Träger beginnen mit der Hälfte der Stellen.
//! ```
//! ````
//!
//! is printed where that scenario is built, and nowhere else; `keines` stands for the
//! paper itself. What is not printed becomes blanks, byte by byte, so that everything
//! else keeps its place. Markdown is not read here: a block begins and ends with a line.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::data::paper::szenarien::NONE;
use crate::data::paper::texte::Text;
use crate::data::variant;
use crate::data::yaml::intake::Intake;
use crate::diagnostic::{Diagnostic, FileId, Place};

/// The first word behind the backticks.
const WORD: &str = "szenario";

/// Leaves of `texte` what the paper prints when it is built as the scenario `gewaehlt`.
/// Names of scenarios are held against `known`, unless nobody knows them all.
pub(in crate::data) fn choose(
    texte: &mut BTreeMap<String, Text>,
    known: Option<&[String]>,
    chosen: Option<&str>,
    intake: &Intake,
) {
    for text in texte.values_mut() {
        for ((file, part), (_, all)) in text.parts.iter_mut().zip(&mut text.alle) {
            let blocks = blocks(part);
            for block in &blocks {
                report(block, part, *file, known, intake);
            }
            *all = blocks
                .iter()
                .fold(all.clone(), |all, block| blank(&blank(&all, &block.begin), &block.end));
            let mut left = all.clone();
            for block in blocks.iter().filter(|block| !block.is_of(part, chosen)) {
                left = blank(&left, &(block.begin.start..block.end.end));
            }
            *part = left;
        }
    }
}

/// A block of prose: its first line, the names in that line, and its last line.
struct Block {
    begin: Range<usize>,
    names: Vec<Range<usize>>,
    end: Range<usize>,
}

impl Block {
    fn is_of(&self, text: &str, chosen: Option<&str>) -> bool {
        let wanted = chosen.unwrap_or(NONE);
        self.names.iter().any(|name| text.get(name.clone()) == Some(wanted))
    }
}

/// A fence that is still open: how many of which character, and whose block it is.
struct Open {
    mark: char,
    count: usize,
    block: Option<(Range<usize>, Vec<Range<usize>>)>,
}

fn blocks(text: &str) -> Vec<Block> {
    let (mut blocks, mut open, mut offset) = (Vec::new(), None::<Open>, 0);
    for line in text.split_inclusive('\n') {
        let range = offset..offset + line.trim_end_matches(['\n', '\r']).len();
        offset += line.len();
        let Some((mark, count)) = fence(line) else { continue };
        let rest = line.trim().trim_start_matches(mark);
        match open.take() {
            None => {
                let begins = mark == '`' && rest.split_whitespace().next() == Some(WORD);
                let block = begins.then(|| (range.clone(), names(text, &range)));
                open = Some(Open { mark, count, block });
            }
            Some(of) if of.mark != mark || count < of.count || !rest.is_empty() => open = Some(of),
            Some(Open { block, .. }) => {
                blocks.extend(block.map(|(begin, names)| Block { begin, names, end: range }));
            }
        }
    }
    blocks
}

/// The character and the length of the fence that `line` begins with.
fn fence(line: &str) -> Option<(char, usize)> {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|mark| "`~".contains(*mark))?;
    let count = line.chars().take_while(|c| *c == mark).count();
    (count >= 3).then_some((mark, count))
}

/// Where the names behind the first word of the line stand.
fn names(text: &str, line: &Range<usize>) -> Vec<Range<usize>> {
    let whole = text.get(line.clone()).unwrap_or_default();
    let mut at = line.start;
    let mut names = Vec::new();
    for word in whole.split_inclusive([' ', ',', '\t', '`']) {
        let name = word.trim_end_matches([' ', ',', '\t', '`']);
        if !name.is_empty() {
            names.push(at..at + name.len());
        }
        at += word.len();
    }
    names.split_off(1.min(names.len()))
}

fn report(block: &Block, text: &str, file: FileId, known: Option<&[String]>, intake: &Intake) {
    if block.names.is_empty() {
        let place = Place { file, range: block.begin.clone() };
        let message = "Dieser Block nennt kein Szenario";
        intake.report(Diagnostic::error("szenario-unbekannt", &place, message).with_hint(format!(
            "Schreiben Sie die Kennung dahinter, etwa ```` ```{WORD} startaufstellung ````; \
             `{NONE}` steht für die Vorlage selbst."
        )));
    }
    let Some(known) = known else { return };
    for range in &block.names {
        let name = text.get(range.clone()).unwrap_or_default();
        if name != NONE && !known.iter().any(|known| known == name) {
            let place = Place { file, range: range.clone() };
            intake.report(variant::unknown(name, &place, known.iter().map(String::as_str)));
        }
    }
}

/// `text` with blanks in place of `range`; lines and bytes stay.
fn blank(text: &str, range: &Range<usize>) -> String {
    let mut blanked = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if range.contains(&at) && !matches!(c, '\n' | '\r') {
            blanked.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            blanked.push(c);
        }
    }
    blanked
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PROSE: &str = "Für alle.\n\n```szenario a, b\nÄ {{ x }}\n```\n\n  ```` szenario keines\n\
                         Selbst.\n  ````\n```text\n```szenario a\n```\nEnde\n";

    /// What is printed of `prose` as the scenario `gewaehlt`, and what is found.
    fn chosen(prose: &str, chosen: Option<&str>) -> (String, Vec<(&'static str, String)>) {
        let intake = Intake::default();
        let file = intake.add("a.md", prose);
        let parts = vec![(file, prose.to_owned())];
        let text = Text { alle: parts.clone(), parts };
        let mut texte = BTreeMap::from([("a".to_owned(), text)]);
        let known = ["a".to_owned(), "b".to_owned()];
        choose(&mut texte, Some(&known), chosen, &intake);
        let Text { parts, alle } = texte.remove("a").unwrap();
        assert_eq!((parts[0].1.len(), alle[0].1.len()), (prose.len(), prose.len()));
        let found = intake.finish("").1.into_iter();
        let found = found.map(|problem| (problem.code, problem.message)).collect();
        (parts[0].1.clone(), found)
    }

    #[test]
    fn a_block_is_printed_in_its_scenario_alone() {
        let words = |own| {
            let (text, found) = chosen(PROSE, own);
            assert_eq!(found, []);
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(words(Some("a")), "Für alle. Ä {{ x }} ```text ```szenario a ``` Ende");
        assert_eq!(words(Some("b")), words(Some("a")));
        assert_eq!(words(Some("c")), "Für alle. ```text ```szenario a ``` Ende");
        assert_eq!(words(None), "Für alle. Selbst. ```text ```szenario a ``` Ende");
    }

    #[test]
    fn names_that_nobody_knows_are_reported_and_open_blocks_stay() {
        let (_, found) = chosen("```szenario aa, b\n```\n```szenario\nx\n```\n", None);
        let messages: Vec<&str> = found.iter().map(|(_, message)| message.as_str()).collect();
        assert_eq!(
            messages,
            ["Das Szenario `aa` gibt es nicht", "Dieser Block nennt kein Szenario"]
        );
        let (text, found) = chosen("```szenario a\nx\n", Some("a"));
        assert_eq!((text.as_str(), found), ("```szenario a\nx\n", Vec::new()));
    }

    proptest! {
        #[test]
        fn everything_else_keeps_its_place(
            prose in "((```|~~~|````| {2})?( ?(szenario|keines|a|b|,|ä|€))*\r?\n){0,12}",
            own in any::<bool>(),
        ) {
            let (left, _) = chosen(&prose, own.then_some("a"));
            prop_assert_eq!(left.len(), prose.len());
            for (old, new) in prose.bytes().zip(left.bytes()) {
                prop_assert!(new == old || (new == b' ' && old != b'\n' && old != b'\r'));
            }
        }
    }
}
