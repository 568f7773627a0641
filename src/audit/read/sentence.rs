//! A sentence of a paper: what it says, the amounts that it names, and of which
//! Haushaltsjahr they are.

use std::ops::Range;

use super::super::number::{self, Amount};
use super::block::Block;
use super::flow::Flow;
use super::year;

/// A sentence with its amounts.
#[derive(Debug)]
pub(in crate::audit) struct Sentence<'a> {
    /// The text that it is a part of.
    pub(in crate::audit) flow: &'a Flow,
    /// Its bytes there.
    pub(in crate::audit) range: Range<usize>,
    /// What it counts, in order; ranges are those of the whole text.
    pub(in crate::audit) amounts: Vec<Amount>,
    /// The Haushaltsjahr that its block is about, unless it speaks of several.
    pub(in crate::audit) year: Option<u16>,
    /// The number of its block in the paper.
    pub(in crate::audit) block: usize,
}

impl<'a> Sentence<'a> {
    /// Its text.
    pub(in crate::audit) fn text(&self) -> &'a str {
        self.flow.slice(self.range.clone())
    }

    /// What stands between the amount before that at `index` and itself.
    pub(in crate::audit) fn before(&self, index: usize) -> &'a str {
        let last = index.checked_sub(1).and_then(|last| self.amounts.get(last));
        let start = last.map_or(self.range.start, |amount| amount.range.end);
        let end = self.amounts.get(index).map_or(self.range.end, |amount| amount.range.start);
        self.flow.slice(start..end)
    }

    /// The Haushaltsjahr of the amount at `index`: the one named before it or right after
    /// it, else that of the block.
    pub(in crate::audit) fn year_of(&self, index: usize) -> Option<u16> {
        let text = self.text();
        if year::is_plural(text) {
            return None;
        }
        let Some(amount) = self.amounts.get(index) else { return self.year };
        let before = self.flow.slice(self.range.start..amount.range.start);
        let after = self.before(index + 1);
        let clause = after.split([',', ';', '.']).next().unwrap_or_default();
        year::of(clause).or_else(|| year::of(before)).or(self.year)
    }
}

/// The sentences of the block with the number `index`.
pub(in crate::audit) fn sentences(index: usize, block: &Block) -> Vec<Sentence<'_>> {
    let text = block.flow.text();
    let mut amounts = number::read(text).into_iter().peekable();
    let mut start = 0;
    let mut found = Vec::new();
    for end in ends(text) {
        let mut own = Vec::new();
        while let Some(amount) = amounts.next_if(|amount| amount.range.start < end) {
            own.push(amount);
        }
        let range = start..end;
        let spoken = text.get(range.clone()).unwrap_or_default();
        let year = block.year.filter(|_| !year::is_plural(spoken));
        found.push(Sentence { flow: &block.flow, range, amounts: own, year, block: index });
        start = end;
    }
    found
}

/// Where the sentences of `text` end.
pub(in crate::audit) fn ends(text: &str) -> Vec<usize> {
    let mut ends: Vec<usize> = text
        .match_indices(['.', '!', '?'])
        .map(|(at, _)| at + 1)
        .filter(|end| is_end(text.get(..*end).unwrap_or_default(), text.get(*end..).unwrap_or("")))
        .collect();
    if ends.last() != Some(&text.len()) {
        ends.push(text.len());
    }
    let mut start = 0;
    let mut divided = Vec::new();
    for end in ends {
        // What has no end is cut, so that the time for a text stays that of its length.
        while end - start > LONGEST {
            let rest = text.get(start..end).unwrap_or_default();
            let cut = rest.match_indices(' ').map(|(at, _)| at).find(|at| *at >= LONGEST);
            let Some(cut) = cut else { break };
            start += cut;
            divided.push(start);
        }
        divided.push(end);
        start = end;
    }
    divided
}

/// The longest sentence, in bytes.
const LONGEST: usize = 1_500;

fn is_end(before: &str, after: &str) -> bool {
    const SHORT: [&str; 41] = [
        "ca",
        "rd",
        "ggf",
        "inkl",
        "bzw",
        "mio",
        "mrd",
        "tsd",
        "allg",
        "nr",
        "abs",
        "art",
        "ff",
        "vgl",
        "str",
        "lg",
        "gem",
        "einschl",
        "zzgl",
        "max",
        "mind",
        "etc",
        "usw",
        "dr",
        "jährl",
        "sog",
        "abzgl",
        "zusätzl",
        "gesetzl",
        "lfd",
        "incl",
        "zuzügl",
        "abzügl",
        "st",
        "tlw",
        "insg",
        "monatl",
        "städt",
        "voraussichtl",
        "pos",
        "ziff",
    ];
    if !after.starts_with(' ') || after.trim_start().starts_with(char::is_lowercase) {
        return false;
    }
    let word = before.trim_end_matches(['.', '!', '?']).rsplit([' ', '(', '.']).next();
    let word = word.unwrap_or_default().to_lowercase();
    let is_ordinal = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    !(is_letter || is_ordinal || SHORT.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::block::BlockKind;
    use super::*;

    #[test]
    fn divides_sentences() {
        let block = Block {
            kind: BlockKind::Paragraph,
            flow: Flow::read(
                "Es werden i.H.v. 5 € benötigt. Rund 1,5 Mio. Euro, ggf. Mehr. Ende",
                0,
            ),
            year: None,
        };
        let texts: Vec<&str> = sentences(0, &block).iter().map(Sentence::text).collect();
        assert_eq!(
            texts,
            ["Es werden i.H.v. 5 € benötigt.", " Rund 1,5 Mio. Euro, ggf. Mehr.", " Ende"]
        );
    }
}
