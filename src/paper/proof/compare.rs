//! Compares the printed text of two PDFs word by word.

use crate::output::PageText;

/// How many characters around a difference are quoted.
const AROUND: usize = 24;

/// How many words are looked ahead for the place from which two texts agree again.
const AHEAD: usize = 60;

/// How many differences of a page are looked for; a page with more is another page.
const MOST: usize = 10_000;

/// A place where the printed text is not the expected one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// The page, from one; none where texts are compared as a whole.
    pub(super) page: Option<usize>,
    /// What is printed there, with the words around it.
    pub(super) printed: String,
    /// What was expected.
    pub(super) expected: String,
}

/// How two PDFs that the same program set in the same fonts differ, page by page.
pub(super) fn pages(printed: &[PageText], expected: &[PageText]) -> Vec<Difference> {
    let count = printed.len().max(expected.len());
    let all = |page: Option<&PageText>| page.map(whole).unwrap_or_default();
    (0..count)
        .flat_map(|index| {
            let (printed, expected) = (all(printed.get(index)), all(expected.get(index)));
            words(Some(index + 1), &printed, &expected)
        })
        .collect()
}

/// How two PDFs that were not set in the same way differ: lines and pages may break
/// elsewhere, so that heads, feet and hyphens do not count.
pub(super) fn texts(printed: &[PageText], expected: &[PageText]) -> Vec<Difference> {
    let all = |pages: &[PageText]| -> String {
        let pages: Vec<String> = pages.iter().map(PageText::text).collect();
        pages.join("\n")
    };
    let (printed, expected) = (all(printed), all(expected));
    let solid = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{ad}' | '\u{2010}'))
            .collect()
    };
    if solid(&printed) == solid(&expected) { Vec::new() } else { words(None, &printed, &expected) }
}

/// All text of a page, heads and feet included.
fn whole(page: &PageText) -> String {
    let lines = page.runs.iter().map(|run| run.text.as_str());
    lines.collect::<Vec<_>>().join("\n")
}

/// The words in which two texts differ.
fn words(page: Option<usize>, printed: &str, expected: &str) -> Vec<Difference> {
    let split = |text| str::split_whitespace(text).collect::<Vec<_>>();
    let (a, b) = (split(printed), split(expected));
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::new();
    while (i < a.len() || j < b.len()) && found.len() < MOST {
        if a.get(i) == b.get(j) {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let (more, less) = agree(a.get(i..).unwrap_or_default(), b.get(j..).unwrap_or_default());
        // Words that were replaced one for one are so many places.
        let steps = if more == less { vec![(1, 1); more.min(MOST)] } else { vec![(more, less)] };
        for (more, less) in steps {
            let (printed, expected) = (quote(&a, i, i + more), quote(&b, j, j + less));
            found.push(Difference { page, printed, expected });
            (i, j) = (i + more, j + less);
        }
    }
    found
}

/// How many words of each text to leave out until they agree again.
fn agree(a: &[&str], b: &[&str]) -> (usize, usize) {
    for distance in 1..=AHEAD {
        // As many words on both sides first: a word was replaced by another.
        let half = distance / 2;
        let mut steps = (0..=distance).map(|more| (more, distance - more)).collect::<Vec<_>>();
        steps.sort_by_key(|(more, _)| more.abs_diff(half));
        for (more, less) in steps {
            let (Some(x), Some(y)) = (a.get(more..), b.get(less..)) else { continue };
            let is_end = x.is_empty() && y.is_empty();
            // A single word may agree by chance where words were added or left out.
            let count = if more == less { 1 } else { 2 };
            let follow = !x.is_empty() && x.iter().take(count).eq(y.iter().take(count));
            if is_end || follow {
                return (more, less);
            }
        }
    }
    (a.len(), b.len())
}

/// The words from `start` to `end` with some around them.
fn quote(words: &[&str], start: usize, end: usize) -> String {
    let all = |from: usize, to: usize| {
        let (from, to) = (from.min(words.len()), to.min(words.len()));
        words.get(from..to.min(from + AROUND * 4)).unwrap_or_default().join(" ")
    };
    let before = tail(&all(start.saturating_sub(AROUND), start), AROUND);
    let middle: String = all(start, end).chars().take(AROUND * 4).collect();
    let after: String = all(end, end.saturating_add(AROUND)).chars().take(AROUND).collect();
    [before, middle, after].join(" ").trim().to_owned()
}

fn tail(text: &str, count: usize) -> String {
    let skip = text.chars().count().saturating_sub(count);
    text.chars().skip(skip).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(printed: &str, expected: &str) -> Vec<(String, String)> {
        let differences = words(Some(1), printed, expected).into_iter();
        differences.map(|found| (found.printed, found.expected)).collect()
    }

    #[test]
    fn every_word_that_differs_is_a_place_of_its_own() {
        assert_eq!(pairs("a b c", "a\nb  c"), []);
        let found = pairs("10,00 € und 20,01 € sind viel", "10,01 € und 20,00 € sind viel");
        let expected = [
            ("10,00 € und 20,01 € sind viel", "10,01 € und 20,00 € sind viel"),
            ("10,00 € und 20,01 € sind viel", "10,01 € und 20,00 € sind viel"),
        ];
        assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    }

    #[test]
    fn words_that_were_added_or_left_out_do_not_shift_the_rest() {
        assert_eq!(pairs("a x y b c d e", "a b c d e").len(), 1);
        assert_eq!(pairs("a b c d e", "a x y b c d e").len(), 1);
        assert_eq!(pairs("", "a b"), [(String::new(), "a b".to_owned())]);
        assert_eq!(pairs("a b", "").len(), 1);
        assert_eq!(pairs("a", "b"), [("a".to_owned(), "b".to_owned())]);
    }
}
