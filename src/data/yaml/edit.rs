//! Changes single values in the text of a YAML file and leaves every other byte.
//!
//! What is written looks like its neighbours: the same quotes, the same
//! indentation, the same kind of list. Comments belong to the text around a value
//! and stay.

use std::collections::BTreeMap;

use super::intake::Intake;
use super::node::{Entry, Node};
use crate::diagnostic::{FileId, Place};

/// Characters with which plain YAML text cannot begin.
const INDICATORS: &str = "-?:,[]{}#&*!|>'\"%@`.~<=";

/// Words that other readers of YAML take for a truth value or for nothing.
const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

/// Text in place of a range of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::data) struct Edit {
    /// What is replaced; an empty range is a gap into which text is put.
    pub(in crate::data) place: Place,
    /// What stands there afterwards.
    pub(in crate::data) text: String,
}

/// The texts of all files that `edits` change, which must not overlap. Of edits at
/// the same gap, the earlier one comes first.
pub(in crate::data) fn apply(mut edits: Vec<Edit>, intake: &Intake) -> BTreeMap<FileId, String> {
    edits.sort_by_key(|edit| (edit.place.file, edit.place.range.start));
    let mut texts = BTreeMap::new();
    for edit in edits.into_iter().rev() {
        let text = texts
            .entry(edit.place.file)
            .or_insert_with(|| intake.text(edit.place.file).to_string());
        let range = edit.place.range;
        if text.get(range.clone()).is_some() {
            text.replace_range(range, &edit.text);
        }
    }
    texts
}

/// `value` in place of the single value `node` of the mapping `within`, in the same quotes.
pub(in crate::data) fn replace(node: &Node, within: &Node, value: &str, intake: &Intake) -> Edit {
    let text = intake.text(node.place.file);
    let before = text.get(node.place.range.clone()).unwrap_or_default();
    let written = match before.chars().next() {
        Some('"') => double_quoted(value),
        Some('\'') => single_quoted(value),
        _ => scalar(value, is_flow(within, intake)),
    };
    if let Some(start) = block(&text, node.place.range.start) {
        let end = node.place.range.start + before.trim_end().len();
        let place = Place { file: node.place.file, range: start..end };
        return Edit { place, text: scalar(value, false) };
    }
    Edit { place: node.place.clone(), text: written }
}

/// Where the sign of a block (`|`, `>-`) stands whose first line begins at `start`; nothing
/// where a comment follows it, which would be lost.
fn block(text: &str, start: usize) -> Option<usize> {
    let (before, first) = text.get(..start)?.rsplit_once('\n')?;
    let (before, is_own) = (before.trim_end(), first.trim().is_empty());
    let sign = before.rsplit([' ', '\n']).next()?;
    let is_sign = sign.starts_with(['|', '>'])
        && sign.chars().skip(1).all(|char| matches!(char, '-' | '+') || char.is_ascii_digit());
    (is_own && is_sign).then(|| before.len() - sign.len())
}

/// `key: value` behind the entry `after` of the mapping `node`.
pub(in crate::data) fn insert(
    node: &Node,
    after: &Entry,
    key: &str,
    value: &str,
    intake: &Intake,
) -> Edit {
    let file = node.place.file;
    let text = intake.text(file);
    let end = after.value.place.range.end.max(after.key.place.range.end);
    if is_flow(node, intake) {
        return gap(file, end, format!(", {key}: {value}"));
    }
    let margin = " ".repeat(column(&text, after.key.place.range.start));
    gap(file, end_of_line(&text, end), format!("{}{margin}{key}: {value}", newline(&text)))
}

/// A further entry of the list `node` with the keys and values of `entries`, which
/// looks like the last one; nothing where the list is empty.
pub(in crate::data) fn append(
    node: &Node,
    entries: &[(&str, String)],
    intake: &Intake,
) -> Option<Edit> {
    let file = node.place.file;
    let text = intake.text(file);
    let last = node.items().last()?;
    let end = last.place.range.end;
    let flow = || flow(entries);
    // A list that is not indented is said to begin with its first entry, which may have braces.
    if text.get(node.place.range.start..).is_some_and(|text| text.starts_with('[')) {
        return Some(gap(file, end, format!(", {}", flow())));
    }
    let (dash, newline) = (column(&text, dash(&text, node, last)), newline(&text));
    let start = line_start(&text, last.place.range.start);
    let width = column(&text, last.place.range.start).saturating_sub(dash);
    // The dash may stand in a line of its own.
    let has_dash = text.get(start..).is_some_and(|line| line.trim_start().starts_with('-'));
    let width = if has_dash { width.max(2) } else { 2 };
    let margin = " ".repeat(dash);
    let first = format!("{margin}-{}", " ".repeat(width - 1));
    let rest = " ".repeat(dash + width);
    let lines: Vec<String> = if is_flow(last, intake) {
        vec![first + &flow()]
    } else {
        let margins = std::iter::once(first).chain(std::iter::repeat(rest));
        let lines = margins.zip(entries);
        lines.map(|(margin, (key, value))| format!("{margin}{key}: {value}")).collect()
    };
    let blank = if is_spaced(node, &text) { newline } else { "" };
    let added: String = lines.iter().map(|line| format!("{newline}{line}")).collect();
    Some(gap(file, end_of_line(&text, end), format!("{blank}{added}")))
}

/// Where the dash before the entry `last` of the list `node` stands. A list that is not
/// indented is said to begin behind its first one.
fn dash(text: &str, node: &Node, last: &Node) -> usize {
    let before = text.get(..last.place.range.start).unwrap_or_default().trim_end();
    if before.ends_with('-') { before.len() - 1 } else { node.place.range.start }
}

/// A mapping on one line.
pub(in crate::data) fn flow(entries: &[(&str, String)]) -> String {
    let entries: Vec<String> =
        entries.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    format!("{{ {} }}", entries.join(", "))
}

/// `value` as YAML: as it is, or quoted where YAML would read it otherwise. A comma
/// or a bracket ends the text of a flow (`{…}`), and nothing elsewhere.
pub(in crate::data) fn scalar(value: &str, in_flow: bool) -> String {
    let ends = |char: char| in_flow && matches!(char, ',' | '[' | ']' | '{' | '}');
    let is_plain = !value.starts_with(|char| INDICATORS.contains(char))
        && !value.is_empty()
        && value.trim() == value
        && !value.contains(|char: char| char.is_control() || ends(char))
        && ![": ", " #"].iter().any(|mark| value.contains(mark))
        && !value.ends_with(':')
        && !WORDS.contains(&value.to_ascii_lowercase().as_str());
    if is_plain { value.to_owned() } else { single_quoted(value) }
}

fn single_quoted(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

fn double_quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

fn gap(file: FileId, at: usize, text: String) -> Edit {
    Edit { place: Place { file, range: at..at }, text }
}

/// Whether `node` is written in brackets.
pub(in crate::data) fn is_flow(node: &Node, intake: &Intake) -> bool {
    let text = intake.text(node.place.file);
    text.get(node.place.range.start..).is_some_and(|text| text.starts_with(['{', '[']))
}

/// Whether blank lines separate the entries of the list `node`.
fn is_spaced(node: &Node, text: &str) -> bool {
    let [.., before, last] = node.items() else { return false };
    let between = before.place.range.end..last.place.range.start;
    let lines = text.get(between).unwrap_or_default().lines().skip(1);
    lines.into_iter().any(|line| line.trim().is_empty() && !line.contains('-'))
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1)
}

/// How many characters stand before `at` in its line.
fn column(text: &str, at: usize) -> usize {
    text.get(line_start(text, at)..at).map_or(0, |before| before.chars().count())
}

fn end_of_line(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    at + line.strip_suffix('\r').unwrap_or(line).len()
}

fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::yaml::node;

    /// `yaml` with an entry behind its list, or with its first `f` replaced.
    fn edited(yaml: &str, edit: impl Fn(&Node, &Intake) -> Option<Edit>) -> String {
        let intake = Intake::default();
        let tree = node::parse(intake.add("a.yaml", yaml), &intake).unwrap();
        let edit = edit(tree.get("s").unwrap(), &intake).unwrap();
        apply(vec![edit], &intake).into_values().next().unwrap()
    }

    fn appended(yaml: &str) -> String {
        edited(yaml, |list, intake| append(list, &[("id", "c".into()), ("f", "z".into())], intake))
    }

    fn replaced(yaml: &str) -> String {
        edited(yaml, |list, intake| {
            let item = list.items().first()?;
            Some(replace(item.get("f")?, item, "neu: x", intake))
        })
    }

    #[test]
    fn an_entry_stands_where_the_others_do() {
        for (before, added) in [
            ("s:\n- id: a\n  f: x\n", "- id: c\n  f: z\n"),
            ("s:\n  - id: a\n    f: x\n", "  - id: c\n    f: z\n"),
            ("s:\n  -   id: a\n      f: x\n", "  -   id: c\n      f: z\n"),
            ("s:\n  -\n    id: a\n    f: x\n", "  - id: c\n    f: z\n"),
            ("s:\n- {id: a, f: x}\n", "- { id: c, f: z }\n"),
        ] {
            assert_eq!(appended(before), format!("{before}{added}"));
        }
        assert_eq!(appended("s: [{id: a, f: x}]\n"), "s: [{id: a, f: x}, { id: c, f: z }]\n");
        assert_eq!(appended("s:\r\n- id: a # 1"), "s:\r\n- id: a # 1\r\n- id: c\r\n  f: z");
    }

    #[test]
    fn what_others_would_not_take_for_text_has_quotes() {
        for (text, written) in
            [("Leitung", "Leitung"), ("1.0", "1.0"), ("No", "'No'"), ("null", "'null'"), ("", "''")]
        {
            assert_eq!(scalar(text, false), written);
        }
        assert_eq!((scalar("a, b", false), scalar("a, b", true)), ("a, b".into(), "'a, b'".into()));
    }

    #[test]
    fn a_value_over_several_lines_becomes_one_of_a_single_line() {
        for old in
            ["x", "'x'", ">-\n      x\n      y\n", "|\n      x: y\n", ">2\n      x", "x\n      y"]
        {
            let quoted = "'neu: x'";
            for (tail, kept) in [("\n    g: 1\n", "\n    g: 1\n"), ("  # c\n", "  # c\n")] {
                let is_block = old.starts_with(['|', '>']);
                if is_block && tail.starts_with("  #") {
                    continue;
                }
                let yaml = format!("s:\n  - f: {}{tail}", old.trim_end());
                assert_eq!(replaced(&yaml), format!("s:\n  - f: {quoted}{kept}"), "{yaml}");
            }
        }
        // The comment of a block would be lost; what comes of it reads otherwise and is refused.
        let commented = replaced("s:\n  - f: > # c\n      x\n");
        assert!(commented.contains("# c"), "{commented}");
    }
}
