//! Splits tables of figures that are wider than a page into narrower ones, and writes the
//! Markdown of a document with such tables.
//!
//! A paper over ten Haushaltsjahre has a year table that no page holds. Its columns
//! are dealt to several tables, one below the other, each with the first column
//! again; every cell stands in one of them, and none is changed.

use std::ops::Range;

use crate::document::Document;
use crate::document::tree::{Block, Content, Span, Table};

/// What has room in a line across a page beside the narrowest first column; all widths
/// are in half digits.
const ROOM: usize = 134;

/// The room between two columns.
const GAP: usize = 5;

/// The columns after the first that stand in one table each: all of them where they have
/// room, or where one holds words, which wrap.
pub(super) fn runs(table: &Table) -> Vec<Range<usize>> {
    let columns = table.columns.get(1..).unwrap_or_default();
    let whole = std::iter::once(1..table.columns.len()).collect();
    if columns.is_empty() || !columns.iter().all(|column| column.is_figures) {
        return whole;
    }
    let widths: Vec<usize> =
        (1..table.columns.len()).map(|column| widest(table, column) + GAP).collect();
    if widths.iter().sum::<usize>() <= ROOM {
        return whole;
    }
    parts(&widths).into_iter().map(|(from, to)| from + 1..to + 1).collect()
}

/// The fewest runs of columns that each have room, as even as can be.
fn parts(widths: &[usize]) -> Vec<(usize, usize)> {
    let count = widths.len();
    let runs = |parts: usize| -> Vec<(usize, usize)> {
        (0..parts).map(|part| (part * count / parts, (part + 1) * count / parts)).collect()
    };
    let has_room = |(from, to): &(usize, usize)| {
        widths.get(*from..*to).is_none_or(|own| own.len() < 2 || own.iter().sum::<usize>() <= ROOM)
    };
    (1..=count).map(runs).find(|runs| runs.iter().all(has_room)).unwrap_or_else(|| runs(count))
}

fn widest(table: &Table, column: usize) -> usize {
    let head = table.columns.get(column).map(|column| &column.label);
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    head.into_iter().chain(cells).map(|cell| width(cell)).max().unwrap_or(0)
}

/// About how wide the text of a cell is: a digit counts two, a point one.
fn width(cell: &[Span]) -> usize {
    let printed = |character: char| match character {
        '*' | '-' | ':' => 0,
        '.' | ',' | ' ' | '\u{a0}' => 1,
        _ => 2,
    };
    cell.iter().flat_map(|span| span.text.chars()).map(printed).sum()
}

/// A table of the document that is split, and the columns of its parts.
struct Split<'a> {
    range: Range<usize>,
    table: &'a Table,
    runs: Vec<Range<usize>>,
}

/// The tables that are split. Those inside lists and quotations are left as they are.
fn splits(document: &Document) -> Vec<Split<'_>> {
    document.tree.blocks().filter_map(split).collect()
}

fn split(block: &Block) -> Option<Split<'_>> {
    let Content::Table(table) = &block.content else { return None };
    let runs = runs(table);
    (runs.len() > 1).then(|| Split { range: block.range.clone(), table, runs })
}

/// The document as a file of Markdown.
pub fn markdown(document: &Document) -> String {
    let mut out = String::with_capacity(document.markdown.len());
    let mut start = 0;
    for Split { range, runs, .. } in splits(document) {
        out.push_str(document.markdown.get(start..range.start).unwrap_or_default());
        let source = document.markdown.get(range.clone()).unwrap_or_default();
        let rows: Vec<Vec<&str>> = source.trim_end().lines().map(cells).collect();
        let parts: Vec<String> = runs.iter().map(|run| part(&rows, run)).collect();
        out.push_str(parts.join("\n").trim_end());
        start = range.start + source.trim_end().len();
    }
    out + document.markdown.get(start..).unwrap_or_default()
}

/// The line of each of [`Document::printed`] in that file, from one.
pub fn lines_of_figures(document: &Document) -> Vec<usize> {
    let splits = splits(document);
    let line = |range: &Range<usize>| {
        let text = document.markdown.get(..range.start).unwrap_or_default();
        text.matches('\n').count() + 1
    };
    let mut lines: Vec<usize> =
        document.printed.iter().map(|printed| line(&printed.range)).collect();
    for Split { range, table, runs } in splits {
        // The head, the line below it and the rows, and an empty line between two parts.
        let height = table.rows.len() + 3;
        for (printed, line) in document.printed.iter().zip(&mut lines) {
            if printed.range.start >= range.end {
                *line += height * (runs.len() - 1);
            }
        }
        let heads = table.columns.iter().map(|column| column.label.as_slice()).enumerate();
        let cells =
            table.rows.iter().flat_map(|row| row.cells.iter().map(Vec::as_slice).enumerate());
        for (column, cell) in heads.chain(cells) {
            let part = runs.iter().position(|run| run.contains(&column)).unwrap_or(0);
            for shown in cell.iter().filter_map(|span| span.figure) {
                if let Some(line) = lines.get_mut(shown.index) {
                    *line += height * part;
                }
            }
        }
    }
    lines
}

/// The table of the first column and those of `run`.
fn part(rows: &[Vec<&str>], run: &Range<usize>) -> String {
    let mut part = String::new();
    for row in rows {
        let first = row.first().copied().unwrap_or_default();
        let own = row.get(run.start..run.end.min(row.len())).unwrap_or_default();
        part.push_str(&format!("| {first} |"));
        own.iter().for_each(|cell| part.push_str(&format!(" {cell} |")));
        part.push('\n');
    }
    part
}

/// The cells of a row, without the blanks around them; `\|` is no border.
fn cells(line: &str) -> Vec<&str> {
    let row = line.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(row);
    let (mut cells, mut start, mut escaped) = (Vec::new(), 0, false);
    for (at, character) in row.char_indices() {
        if character == '|' && !escaped {
            cells.push(row.get(start..at).unwrap_or_default().trim());
            start = at + 1;
        }
        escaped = character == '\\' && !escaped;
    }
    cells.push(row.get(start..).unwrap_or_default().trim());
    cells
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::document::{Meta, Printed};

    fn document(markdown: &str, printed: Vec<Printed>) -> Document {
        let meta = Meta {
            art: String::new(),
            nummer: String::new(),
            betreff: String::new(),
            stadt: String::new(),
            datum: date(2024, 1, 2),
        };
        Document::new(markdown.to_owned(), printed, Vec::new(), meta)
    }

    fn split(markdown: &str) -> String {
        super::markdown(&document(markdown, Vec::new()))
    }

    fn table(years: usize, amount: &str) -> String {
        let cells = |cell: &str| format!(" {cell} |").repeat(years);
        format!(
            "Davor\n\n| Zeile |{}\n|:---|{}\n| **Gruppe** |{}\n| a \\| b |{}\n\nDanach\n",
            cells("2021"),
            "---:|".repeat(years),
            " |".repeat(years),
            cells(amount),
        )
    }

    #[test]
    fn a_table_with_room_stays() {
        let narrow = table(4, "1.686.708,05 €");
        assert_eq!(split(&narrow), narrow);
    }

    #[test]
    fn columns_are_dealt_evenly_and_the_first_one_repeats() {
        let wide = split(&table(9, "1.686.708,05 €"));
        let heads: Vec<&str> = wide.lines().filter(|line| line.contains("Zeile")).collect();
        let counts: Vec<usize> = heads.iter().map(|head| head.matches("2021").count()).collect();
        assert_eq!(counts, [3, 3, 3]);
        assert_eq!(wide.matches("1.686.708,05 €").count(), 9);
        assert_eq!(wide.matches("| a \\| b |").count(), 3);
        assert!(wide.starts_with("Davor\n\n|") && wide.ends_with("|\n\nDanach\n"), "{wide}");
        assert!(wide.contains("|\n\n| Zeile |"), "an empty line ends a table: {wide}");
    }

    #[test]
    fn code_and_words_stay() {
        let code = format!("```\n{}```\n", table(9, "1.686.708,05 €"));
        assert_eq!(split(&code), code);
        let words = table(9, "1.686.708,05 €").replace("---:", ":---");
        assert_eq!(split(&words), words);
    }

    #[test]
    fn a_figure_is_found_in_its_line_of_the_file() {
        let mut text = table(9, "1.686.708,05 €") + "Zuletzt 7 €.\n";
        // Every amount becomes another one, so that each is found once.
        for amount in 0..9 {
            text = text.replacen("1.686.708,05 €", &format!("{amount}.686.708,15 €"), 1);
        }
        let mut figures = crate::finance::Figures::default();
        let figure = figures.add(crate::finance::Figure {
            name: "volumen".parse().unwrap(),
            exact: Default::default(),
            value: Default::default(),
            unit: crate::finance::Unit::Euro,
            derivation: crate::finance::Derivation::Sum(Vec::new()),
            rounding: crate::finance::Rounding::Exact,
        });
        let amounts: Vec<String> = (0..9).map(|n| format!("{n}.686.708,15 €")).collect();
        let printed = |amount: &str| {
            let start = text.find(amount).unwrap();
            Printed { figure, value: Default::default(), range: start..start + amount.len() }
        };
        let all: Vec<&str> = amounts.iter().map(String::as_str).chain(["7 €"]).collect();
        let document = document(&text, all.iter().map(|amount| printed(amount)).collect());
        let file = super::markdown(&document);
        for (amount, line) in all.iter().zip(lines_of_figures(&document)) {
            assert!(file.lines().nth(line - 1).unwrap().contains(amount), "{amount}: {line}");
        }
    }
}
