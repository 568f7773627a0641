//! Finds words that are longer than any that people write, and lets them break.
//!
//! A word without end would run off the page and over what stands beside it. So would
//! the path of a value in a narrow column, such as `stellen.assistenz.anteil`; it breaks
//! behind its points. All other words are left as they are, byte for byte: their breaks are those of
//! Typst, with a hyphen.

use std::ops::Range;

use crate::document::tree::{Block, Tree};

/// The longest word of letters; a longer one is no German word.
const LONGEST_OF_LETTERS: usize = 60;

/// The longest other word, such as a file number or an address.
const LONGEST: usize = 40;

/// The longest path that has room in any column.
const LONGEST_PATH: usize = 16;

/// The longest amount, in digits, points and commas.
const LONGEST_AMOUNT: usize = 24;

/// Allows a line break and is not seen.
const BREAK: char = '\u{200b}';

/// The bytes of the Markdown at which such words stand, in its order.
pub(super) fn endless(tree: &Tree) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for line in tree.every().into_iter().flat_map(Block::lines) {
        let mut word = Word::default();
        for span in line {
            for (at, character) in span.text.char_indices() {
                let next = span.text.get(at..).and_then(|rest| rest.chars().nth(1));
                // The text of an entity is not as long as the entity.
                let at = (span.range.start + at).min(span.range.end);
                let end = (at + character.len_utf8()).min(span.range.end);
                found.extend(word.read(character, next, at..end));
            }
        }
        found.extend(word.end());
    }
    found
}

/// `text`, which begins at byte `start`, with room for line breaks within `endless`.
pub(super) fn loosened(text: &str, start: usize, endless: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let first = endless.partition_point(|range| range.end <= start);
    let mut ranges = endless.iter().skip(first).peekable();
    let mut digits = 0;
    for (at, character) in text.char_indices() {
        let at = start + at;
        let numeric = character.is_ascii_digit() || matches!(character, '.' | ',');
        // Never inside an amount; no amount is as long as a row of digits without end.
        let within = numeric && (1..LONGEST_AMOUNT).contains(&digits);
        digits = if numeric { digits + 1 } else { 0 };
        while ranges.next_if(|range| range.end <= at).is_some() {}
        let inside = ranges.peek().is_some_and(|range| range.start <= at);
        // Never between a letter and its accent.
        if inside && !within && (character.is_alphanumeric() || character.is_ascii_punctuation()) {
            out.push(BREAK);
        }
        out.push(character);
    }
    out
}

/// A word that is being read.
#[derive(Debug, Default)]
struct Word {
    /// Where it stands in the text.
    range: Range<usize>,
    length: usize,
    /// Whether something in it is no letter.
    mixed: bool,
    /// Whether a point or an underscore was read last.
    is_joint: bool,
    /// The letters that follow these, where a path can break.
    joints: Vec<Range<usize>>,
    /// The length of what was read since the last of these.
    part: usize,
    /// The length of the longest part between two of these.
    longest_part: usize,
}

impl Word {
    /// Reads `character` at `at`; returns where the word before it can break, if it was
    /// too long.
    fn read(&mut self, character: char, next: Option<char>, at: Range<usize>) -> Vec<Range<usize>> {
        if breaks(character, next) {
            return self.end();
        }
        if self.length == 0 {
            self.range.start = at.start;
        }
        self.range.end = at.end;
        if self.is_joint && character.is_alphabetic() {
            self.joints.push(at);
            self.part = 0;
        }
        self.part += 1;
        self.longest_part = self.longest_part.max(self.part);
        self.is_joint = self.length > 0 && matches!(character, '.' | '_');
        self.length += 1;
        self.mixed |= !character.is_alphabetic();
        Vec::new()
    }

    fn end(&mut self) -> Vec<Range<usize>> {
        let Self { range, length, mixed, joints, longest_part, .. } = std::mem::take(self);
        let longest = if mixed { LONGEST } else { LONGEST_OF_LETTERS };
        // The names of a path are words, which Typst hyphenates; no other breaks are needed.
        let is_path = !joints.is_empty() && longest_part <= LONGEST;
        match length {
            _ if length > longest && !is_path => vec![range],
            _ if length > LONGEST_PATH => joints,
            _ => Vec::new(),
        }
    }
}

/// Whether a line may break at `character` before `next`.
fn breaks(character: char, next: Option<char>) -> bool {
    match character {
        // Spaces that hold together what stands beside them.
        '\u{a0}' | '\u{202f}' | '\u{2007}' => false,
        BREAK | '\u{ad}' | '–' | '—' => true,
        '-' | '/' => next.is_some_and(char::is_alphabetic),
        _ => character.is_whitespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` with room for line breaks in the words that are too long.
    fn breakable(text: &str) -> String {
        let mut word = Word::default();
        let mut endless = Vec::new();
        for (at, character) in text.char_indices() {
            let next = text.get(at..).and_then(|rest| rest.chars().nth(1));
            endless.extend(word.read(character, next, at..at + character.len_utf8()));
        }
        endless.extend(word.end());
        loosened(text, 0, &endless)
    }

    fn endless_in(markdown: &str) -> Vec<&str> {
        let ranges = endless(&Tree::read(markdown, &[], &[]));
        ranges.into_iter().map(|range| &markdown[range]).collect()
    }

    #[test]
    fn ordinary_words_are_left_alone() {
        for text in [
            "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"[..60].to_owned(),
            "Case-Management-Koordinierungsstellen-Finanzierungsvereinbarung".to_owned(),
            "Wort ".repeat(100),
            "1.084.959,00\u{a0}€ ".repeat(10),
            format!("{}–{}", "1".repeat(30), "2".repeat(30)),
        ] {
            assert_eq!(breakable(&text), text);
            assert_eq!(endless_in(&text), [""; 0]);
        }
    }

    #[test]
    fn a_word_without_end_can_break_everywhere() {
        let text = format!("ein {} Wort", "x".repeat(61));
        assert_eq!(breakable(&text), text.replace('x', "\u{200b}x"));
        assert_eq!(endless_in(&text), ["x".repeat(61)]);
        let text = format!("{}e\u{301}", "x1".repeat(20));
        assert_eq!(
            breakable(&text),
            text.replace('x', "\u{200b}x").replace('1', "\u{200b}1").replace('e', "\u{200b}e")
        );
    }

    #[test]
    fn a_path_can_break_behind_its_points() {
        assert_eq!(
            breakable("vorlage.beratungsfolge.Rat.datum am 01.05.2021"),
            "vorlage.\u{200b}beratungsfolge.\u{200b}Rat.\u{200b}datum am 01.05.2021"
        );
        assert_eq!(
            breakable("eigene_mittel_des_traegers"),
            "eigene_\u{200b}mittel_\u{200b}des_\u{200b}traegers"
        );
        assert_eq!(
            breakable("investitionen.pariser_platz.zahlungen.1.jahr"),
            "investitionen.\u{200b}pariser_\u{200b}platz.\u{200b}zahlungen.1.\u{200b}jahr"
        );
        // However long it is, and however long the names of it are.
        assert_eq!(
            breakable("vorlage.beratungsfolge.Stadtarbeitsgemeinschaft_Behindertenpolitik.datum"),
            "vorlage.\u{200b}beratungsfolge.\u{200b}Stadtarbeitsgemeinschaft_\u{200b}\
             Behindertenpolitik.\u{200b}datum"
        );
        assert_eq!(breakable(&"beratungsfolge.".repeat(9)).matches('\u{200b}').count(), 8);
        assert_eq!(endless_in("vorlage\\_a.beratungsfolge"), ["a", "b"]);
        for short in ["z.B.", "stelle.x", "1.084.959,00\u{a0}€ und 1.084.959,00"] {
            assert_eq!(breakable(short), short);
        }
    }

    #[test]
    fn an_amount_in_a_word_without_end_stays_whole() {
        let text = breakable(&format!("{}1.250,00\u{a0}€", "x".repeat(61)));
        assert!(text.ends_with("\u{200b}1.250,00\u{a0}€"), "{text}");
        // More digits than any amount has can break again.
        assert!(breakable(&"1".repeat(61)).ends_with("\u{200b}1\u{200b}1"));
    }

    #[test]
    fn a_word_goes_on_where_its_look_changes() {
        let text = "aa**b**".repeat(30);
        assert_eq!(endless_in(&text).len(), 1);
        let text = "a1*b*".repeat(30);
        assert_eq!(endless_in(&text).len(), 1);
        // The parser hands out underscores one by one.
        let text = "a_1_".repeat(30);
        assert_eq!(endless_in(&text), ["a"; 29]);
        let cells = "| aaaaaaaaaa ".repeat(9);
        assert_eq!(endless_in(&format!("{cells}|\n{}|\n", "|---".repeat(9))), [""; 0]);
    }
}
