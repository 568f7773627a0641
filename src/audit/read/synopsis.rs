//! Finds where two versions stand beside each other on a printed page.
//!
//! Text that was read off such a page runs through both columns line by line, so that no
//! sentence and no sum of it can be told. What it says stands in the paper itself as well.
//! Markdown keeps the columns apart as cells; nothing is left out of it.

use std::ops::Range;

use super::version;

/// How many lines below its name a synopsis has the head of its columns.
const NEAR: usize = 20;

/// The bytes of a synopsis in the text of printed pages; empty where there is none.
pub(in crate::audit) fn find(text: &str) -> Range<usize> {
    let lines: Vec<(usize, &str)> = text
        .split_inclusive('\n')
        .scan(0, |start, line| {
            let at = *start;
            *start += line.len();
            Some((at, line.trim()))
        })
        .collect();
    let names = lines.iter().enumerate().filter(|(_, (_, line))| *line == "Synopse");
    for (index, (start, _)) in names {
        let below = || lines.iter().skip(index + 1);
        if below().take(NEAR).any(|(_, line)| is_head(line)) {
            let end = below().find(|(_, line)| ends(line)).map_or(text.len(), |(end, _)| *end);
            return *start..end;
        }
    }
    0..0
}

/// Whether `line` is the head of two columns with the words before and after.
fn is_head(line: &str) -> bool {
    let words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
    let has = |is_one: fn(&str) -> bool| words.iter().any(|word| is_one(word));
    words.len() <= 6 && has(version::is_earlier) && has(version::is_later)
}

/// Whether `line` names a part of a paper that is none of the synopsis.
fn ends(line: &str) -> bool {
    ["Anlage", "Anlagen", "Anhang", "Berechnungsnachweis"].contains(&line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_synopsis_ends_with_the_next_part() {
        let text = "Kosten\nSynopse\nStelle Bisher Neu\n1 € 2 €\nBerechnungsnachweis\n3 €\n";
        assert_eq!(&text[find(text)], "Synopse\nStelle Bisher Neu\n1 € 2 €\n");
    }

    #[test]
    fn its_name_alone_is_none() {
        assert!(find("Anlagen\n\nSynopse\nKonzept\n").is_empty());
        assert!(find("## Synopse\n\n| Bisher | Neu |\n").is_empty());
    }
}
