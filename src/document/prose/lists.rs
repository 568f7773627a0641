//! Lists of a piece of prose: days that are taken for items, and lists that are too deep.
//!
//! To Markdown a line that begins `12. Mai` is the twelfth item of a list, and who draws
//! lists counts on from there: `15. Juni` below it would become the 13th. So a day is
//! written with an escaped point, and stands as the paragraph that it is meant to be.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::edit::Edit;
use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::document::text::OPTIONS;
use crate::document::tree::{Content, DEEPEST, Item, Tree};
use crate::german::MONTHS;

/// How deep lists and quotations of prose stand within each other at most, an item counted
/// as a level of its own; the rest of [`DEEPEST`] is for the template around them.
const DEEPEST_OF_PROSE: usize = DEEPEST / 2;

/// What stands between two days: `12. und 13. Mai`.
const BETWEEN: [&str; 5] = ["und", "bis", "oder", "–", "/"];

/// The finding about the first list or quotation of `prose` that is too deep.
pub(super) fn too_deep(prose: &str, file: FileId) -> Option<Diagnostic> {
    let mut depth = 0_usize;
    for (event, range) in Parser::new_ext(prose, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::List(_) | Tag::Item | Tag::BlockQuote(_)) => depth += 1,
            Event::End(TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_)) => depth -= 1,
            _ => {}
        }
        if depth > DEEPEST_OF_PROSE {
            let line = prose.get(range.start..).and_then(|rest| rest.lines().next());
            let end = range.start + line.unwrap_or_default().len().min(40);
            let end = (end..=prose.len()).find(|end| prose.is_char_boundary(*end));
            let place = Place { file, range: range.start..end.unwrap_or(prose.len()) };
            let message = "Listen und Zitate sind hier zu tief ineinander geschachtelt";
            return Some(Diagnostic::error("zu-tief-geschachtelt", &place, message).with_hint(
                "Nehmen Sie Einrückungen oder `>` zurück; auf dem Blatt ist Platz für sechs Ebenen.",
            ));
        }
    }
    None
}

/// What makes paragraphs of the days in `prose`, of which `tree` was read.
pub(super) fn days(prose: &str, tree: &Tree) -> Vec<Edit> {
    let mut edits = Vec::new();
    let outermost: Vec<&Range<usize>> = tree.blocks().map(|block| &block.range).collect();
    for block in tree.every() {
        let Content::List(list) = &block.content else { continue };
        let all = list.items.iter().all(|item| point_of_day(prose, item).is_some());
        let mut expected = Some(1);
        for (index, item) in list.items.iter().enumerate() {
            // Among items that count on, one that begins with a month may be one of them.
            let counts = item.number == expected && !all;
            expected = item.number.map(|number| number.saturating_add(1));
            let day = point_of_day(prose, item).filter(|(_, has_year)| *has_year || !counts);
            let Some((point, _)) = day else { continue };
            edits.push(Edit { range: point..point, text: "\\".into() });
            if outermost.contains(&&block.range) {
                edits.extend(parted(prose, item, index > 0));
            } else if index > 0 {
                edits.extend(broken(prose, item));
            }
        }
    }
    edits
}

/// Where the point of the day stands with which `item` begins, and whether a year follows.
fn point_of_day(prose: &str, item: &Item) -> Option<(usize, bool)> {
    item.number.filter(|number| (1..=31).contains(number))?;
    let text = prose.get(item.range.clone())?;
    let digits = text.trim_start();
    let point = text.len() - digits.len() + digits.find(|c: char| !c.is_ascii_digit())?;
    let mut words = text.get(point..)?.strip_prefix('.')?.split_whitespace();
    let mut word = words.next()?;
    while BETWEEN.contains(&word) {
        let day = words.next()?.strip_suffix('.')?;
        day.parse::<u8>().ok().filter(|day| (1..=31).contains(day))?;
        word = words.next()?;
    }
    let name = word.trim_end_matches([',', ':', ';', ')']);
    let is_short = |name: &str| name.len() >= 3 && MONTHS.iter().any(|of| of.starts_with(name));
    let is_month = MONTHS.contains(&name.trim_end_matches('.'))
        || name.strip_suffix('.').is_some_and(is_short);
    let is_year = |next: &str| {
        let digits = next.trim_end_matches(|c: char| !c.is_ascii_digit());
        digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    is_month.then(|| (item.range.start + point, words.next().is_some_and(is_year)))
}

/// Empty lines before, where `is_further`, and behind `item`; what goes on below its first
/// line is no longer indented.
fn parted(prose: &str, item: &Item, is_further: bool) -> Vec<Edit> {
    let mut edits = Vec::new();
    let Range { start, end } = item.range;
    if is_further {
        edits.push(Edit { range: start..start, text: "\n".into() });
    }
    let text = prose.get(start..end).unwrap_or_default();
    let marker = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len() + 1;
    let rest = text.get(marker..).unwrap_or_default();
    let indent = marker + rest.len() - rest.trim_start_matches(' ').len();
    for (at, _) in text.match_indices('\n') {
        let line = text.get(at + 1..).unwrap_or_default();
        let blank = (line.len() - line.trim_start_matches(' ').len()).min(indent);
        let from = start + at + 1;
        edits.push(Edit { range: from..from + blank, text: String::new() });
    }
    edits.push(Edit { range: end..end, text: "\n".into() });
    edits
}

/// A line break before `item`, where it stands right below other text.
fn broken(prose: &str, item: &Item) -> Option<Edit> {
    let above = prose.get(..item.range.start)?.rfind('\n')?;
    let line = prose.get(..above)?.lines().next_back()?;
    let is_empty = line.trim_matches(|c: char| c.is_whitespace() || c == '>').is_empty();
    (!is_empty).then(|| Edit { range: above..above, text: "\\".into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `prose` as it stands in a document, and the text of its blocks there.
    #[track_caller]
    fn case(prose: &str, expected: &[&str]) {
        let edits = days(prose, &Tree::read(prose, &[], &[]));
        let text = super::super::edit::apply(prose, edits);
        let read = Tree::read(&text, &[], &[]);
        let said = |block: &crate::document::tree::Block| match &block.content {
            Content::Paragraph(spans) => Some(crate::document::tree::text(spans)),
            Content::List(list) => {
                let numbers = list.items.iter().filter_map(|item| item.number);
                Some(numbers.map(|number| format!("{number}|")).collect())
            }
            Content::Quote(_) => Some(">".to_owned()),
            _ => Some(format!("{block:?}")),
        };
        let said: Vec<String> = read.every().into_iter().filter_map(said).collect();
        assert_eq!(said, expected, "{text}");
    }

    #[test]
    fn days_are_paragraphs() {
        case(
            "12. Mai 2021: Antrag.\n\n15. Juni 2021: Bescheid.\n\n3. Juli: Beginn.",
            &["12. Mai 2021: Antrag.", "15. Juni 2021: Bescheid.", "3. Juli: Beginn."],
        );
        case("12. Mai: a\n15. Juni: b\n3. Juli: c\n", &["12. Mai: a", "15. Juni: b", "3. Juli: c"]);
        case("1. Mai: a\n2. Mai: b", &["1. Mai: a", "2. Mai: b"]);
        case(
            "12. und 13. Mai, abends\n\n7. Sept. 2021",
            &["12. und 13. Mai, abends", "7. Sept. 2021"],
        );
        case("am\n1. Mai 2021 abends", &["am 1. Mai 2021 abends"]);
        case("12. Mai: a\n    weiter\n\n    zweitens\n", &["12. Mai: a weiter", "zweitens"]);
    }

    #[test]
    fn days_are_found_among_items_and_in_quotations() {
        case("12. Mai 2021: a\n1. eins\n2. zwei", &["12. Mai 2021: a", "1|2|", "eins", "zwei"]);
        case("1. eins\n12. Mai: a\n", &["1|", "eins", "12. Mai: a"]);
        case("> 12. Mai: a\n> 15. Juni: b", &[">", "12. Mai: a 15. Juni: b"]);
        case("> 12. Mai: a\n>\n> 15. Juni: b", &[">", "12. Mai: a", "15. Juni: b"]);
    }

    #[test]
    fn items_stay_items() {
        case("1. eins\n2. Mai und Juni\n3. drei", &["1|2|3|", "eins", "Mai und Juni", "drei"]);
        case("12. Maifeier\n13. Juni-Heft", &["12|13|", "Maifeier", "Juni-Heft"]);
        case("12) Mai\n", &["12|", "Mai"]);
        case("40. Mai 2021", &["40|", "Mai 2021"]);
    }

    #[test]
    fn what_is_too_deep_is_told_where_it_stands() {
        let file = crate::diagnostic::Sources::default().add("text.md", "");
        assert!(too_deep(&format!("{}a", "> ".repeat(DEEPEST_OF_PROSE)), file).is_none());
        let found = too_deep(&format!("{}a", "> ".repeat(100_000)), file);
        assert_eq!(found.unwrap().code, "zu-tief-geschachtelt");
        let list = "- a\n  - b\n    1. c\n";
        assert!(too_deep(list, file).is_none());
    }
}
