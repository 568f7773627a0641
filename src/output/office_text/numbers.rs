//! Counts the items of numbered lists of a DOCX as Word counts them.

use std::collections::BTreeMap;

use super::unreadable::OfficeUnreadable;
use super::xml::{Piece, read};

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: u64,
}

/// What numbers are counted together: those of one list that says where it begins, or all that
/// are made after one pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Series {
    Own(u64),
    Pattern(u64),
}

/// The lists of a file, and how far each was counted.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    patterns: BTreeMap<u64, BTreeMap<u64, Level>>,
    /// The pattern of a list.
    lists: BTreeMap<u64, u64>,
    /// Where a level of a list begins.
    starts: BTreeMap<(u64, u64), u64>,
    counted: BTreeMap<(Series, u64), u64>,
}

impl Numbers {
    /// The lists that the part `xml` declares.
    pub(super) fn of(xml: &str) -> Result<Self, OfficeUnreadable> {
        let mut numbers = Self::default();
        let (mut pattern, mut list, mut level) = (None, None, 0);
        read(xml, &mut |piece| {
            let Piece::Open(tag) = piece else { return };
            let value = || tag.attribute("val").unwrap_or_default();
            let number = || tag.number("val").unwrap_or_default();
            match tag.name() {
                "abstractNum" => (pattern, list) = (tag.number("abstractNumId"), None),
                "num" => (pattern, list) = (None, tag.number("numId")),
                "lvl" | "lvlOverride" => level = tag.number("ilvl").unwrap_or_default(),
                "abstractNumId" => {
                    numbers.lists.extend(list.map(|list| (list, number())));
                }
                "startOverride" => {
                    numbers.starts.extend(list.map(|list| ((list, level), number())));
                }
                name @ ("start" | "numFmt" | "lvlText") => {
                    let Some(pattern) = pattern else { return };
                    let levels = numbers.patterns.entry(pattern).or_default();
                    let level = levels.entry(level).or_default();
                    match name {
                        "start" => level.start = number(),
                        "numFmt" => level.format = value(),
                        _ => level.text = value(),
                    }
                }
                _ => {}
            }
        })?;
        Ok(numbers)
    }

    /// What stands before the next item of `list` at `level`; nothing where it has no number.
    pub(super) fn next(&mut self, list: u64, level: u64) -> Option<String> {
        let pattern = *self.lists.get(&list)?;
        let levels = self.patterns.get(&pattern)?;
        let own = levels.get(&level)?;
        if matches!(own.format.as_str(), "bullet" | "none") {
            return None;
        }
        let start = self.starts.get(&(list, level));
        let series = start.map_or(Series::Pattern(pattern), |_| Series::Own(list));
        let first = start.copied().unwrap_or(own.start);
        // A higher item lets those below it begin anew.
        self.counted.retain(|(of, deep), _| *of != series || *deep <= level);
        let number = self.counted.entry((series, level)).and_modify(|it| *it += 1).or_insert(first);
        let number = *number;
        let mut text = own.text.clone();
        for (index, other) in levels {
            let counted = if *index == level {
                Some(number)
            } else {
                self.counted.get(&(series, *index)).copied()
            };
            let shown = shown(counted.unwrap_or(other.start), &other.format);
            text = text.replace(&format!("%{}", index + 1), &shown);
        }
        Some(text)
    }
}

/// `number` in the digits or letters of `format`.
fn shown(number: u64, format: &str) -> String {
    let letter = |first: u8| {
        let place = u8::try_from(number.saturating_sub(1) % 26).unwrap_or(0);
        char::from(first + place).to_string()
    };
    match format {
        "lowerLetter" => letter(b'a'),
        "upperLetter" => letter(b'A'),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\">\
        <w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
        <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/>\
        <w:lvlText w:val=\"%1%2)\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\">\
        <w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/>\
        <w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/></w:lvlOverride></w:num>\
        </w:numbering>";

    #[test]
    fn items_are_counted_as_word_counts_them() {
        let mut numbers = Numbers::of(LISTS).unwrap();
        let items = [(1, 0), (1, 1), (1, 1), (2, 0), (2, 0), (1, 0), (1, 1), (9, 0)];
        let counted = items.map(|(list, level)| numbers.next(list, level).unwrap_or_default());
        assert_eq!(counted, ["1.", "1a)", "1b)", "7.", "8.", "2.", "2a)", ""]);
    }
}
