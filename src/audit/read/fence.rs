//! Finds the blocks of Markdown that stand between fences, and what marks a line as quoted.

use std::ops::Range;

/// The bytes of all blocks between fences, with these; a fence that nothing closes is none.
pub(in crate::audit) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mark = mark(unquoted(line, start).0);
        match (open, mark) {
            (None, Some(mark)) => open = Some((start, mark)),
            (Some((from, first)), Some(mark)) if first == mark => {
                found.push(from..start + line.len());
                open = None;
            }
            _ => {}
        }
        start += line.len();
    }
    found
}

/// The fence that a line is or begins with.
pub(in crate::audit) fn mark(line: &str) -> Option<&'static str> {
    ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark))
}

/// A line without the marks of a quotation, and where it begins: what a motion quotes of a
/// resolution is read like the resolution itself.
pub(in crate::audit) fn unquoted(line: &str, start: usize) -> (&str, usize) {
    let mut rest = line;
    while let Some(quoted) = rest.trim_start().strip_prefix('>') {
        rest = quoted;
    }
    (rest, start + line.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_stands_between_fences() {
        let text = "a\n```x\n~~~\nb\n```\nc\n> ~~~\n> d\n> ~~~\n```\ne\n";
        let blocks: Vec<&str> = find(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(blocks, ["```x\n~~~\nb\n```\n", "> ~~~\n> d\n> ~~~\n"]);
    }

    #[test]
    fn leaves_out_the_marks_of_a_quotation() {
        assert_eq!(unquoted("  > > - a", 10), (" - a", 15));
        assert_eq!(unquoted("a > b", 10), ("a > b", 10));
    }
}
