//! Finds tables whose columns are made of blanks, as `pdftotext -layout` and old papers
//! print them.
//!
//! Lines that end in numbers behind wide gaps are its body; what no line of the body covers
//! from top to bottom parts the columns.

use std::ops::Range;

use super::super::number::cell::{self, Cell};

/// A table in a text: the bytes it takes, and those of its cells by row and column.
#[derive(Debug)]
pub(super) struct Region {
    pub(super) range: Range<usize>,
    pub(super) rows: Vec<Vec<Range<usize>>>,
}

/// The longest line that may belong to such a table, in bytes.
const LONGEST: usize = 600;

/// How many lines without columns may stand between two with columns.
const SOFT: usize = 2;

/// A piece of a line without a wide gap in it: its place in characters and in bytes.
#[derive(Debug, Clone)]
struct Segment {
    from: usize,
    to: usize,
    bytes: Range<usize>,
    is_number: bool,
}

struct Line {
    range: Range<usize>,
    segments: Vec<Segment>,
    is_prose: bool,
}

impl Line {
    fn is_gappy(&self) -> bool {
        self.segments.len() >= 2
    }

    /// Whether it ends in numbers, with words or another number before them.
    fn is_body(&self) -> bool {
        self.is_gappy() && self.segments.last().is_some_and(|last| last.is_number)
    }

    /// Whether it may stand between the lines of a table.
    fn is_soft(&self) -> bool {
        !self.is_prose && self.segments.len() < 2
    }
}

/// All tables of `text` whose columns are made of blanks.
pub(super) fn find(text: &str) -> Vec<Region> {
    let lines = lines(text);
    let mut regions = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if !line.is_gappy() {
            at += 1;
            continue;
        }
        let length = length(lines.get(at..).unwrap_or_default());
        let rows = lines.get(at..at + length).unwrap_or_default();
        regions.extend(region(rows));
        at += length.max(1);
    }
    regions
}

fn lines(text: &str) -> Vec<Line> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let range = start..start + line.len();
        start = range.end;
        let bare = line.trim_end();
        let is_other = bare.trim_start().starts_with(['|', '>', '#']) || bare.contains('\t');
        let is_table = !is_other && bare.len() <= LONGEST;
        let segments = if is_table { segments(text, bare, range.start) } else { Vec::new() };
        let is_long = bare.trim().chars().count() > 90 || bare.ends_with(['.', ':', ';']);
        Line { range, is_prose: is_other || (segments.len() < 2 && is_long), segments }
    });
    lines.collect()
}

fn segments(text: &str, line: &str, start: usize) -> Vec<Segment> {
    let mut found: Vec<Segment> = Vec::new();
    let mut blanks = 2;
    for (column, (at, char)) in line.char_indices().enumerate() {
        if char.is_whitespace() {
            blanks += 1;
            continue;
        }
        let end = start + at + char.len_utf8();
        match found.last_mut() {
            Some(last) if blanks < 2 => {
                last.to = column + 1;
                last.bytes.end = end;
            }
            _ => found.push(Segment {
                from: column,
                to: column + 1,
                bytes: start + at..end,
                is_number: false,
            }),
        }
        blanks = 0;
    }
    for segment in &mut found {
        let words = text.get(segment.bytes.clone()).unwrap_or_default();
        let is_dash = ["-", "–", "—"].contains(&words);
        segment.is_number = is_dash || matches!(cell::read(words), Cell::Number(_));
    }
    found
}

/// How many lines from the first on are one table.
fn length(lines: &[Line]) -> usize {
    let mut length = 0;
    let mut soft = 0;
    for (index, line) in lines.iter().enumerate() {
        if line.is_gappy() {
            length = index + 1;
            soft = 0;
        } else if line.is_soft() && soft < SOFT {
            soft += 1;
        } else {
            break;
        }
    }
    length
}

fn region(lines: &[Line]) -> Option<Region> {
    let gappy = lines.iter().filter(|line| line.is_gappy()).count();
    let body: Vec<&Line> = lines.iter().filter(|line| line.is_body()).collect();
    if body.len() < 2 || body.len() * 3 < gappy {
        return None;
    }
    let columns = columns(&body);
    if columns.len() < 2 {
        return None;
    }
    let rows = lines.iter().filter(|line| !line.segments.is_empty());
    let rows = rows.map(|line| row(line, &columns)).collect();
    let range = lines.first()?.range.start..lines.last()?.range.end;
    Some(Region { range, rows })
}

/// The columns of characters that the lines of the body cover.
fn columns(body: &[&Line]) -> Vec<Range<usize>> {
    let width = body.iter().flat_map(|line| &line.segments).map(|s| s.to).max().unwrap_or(0);
    let mut covered = vec![false; width];
    for segment in body.iter().flat_map(|line| &line.segments) {
        covered.iter_mut().take(segment.to).skip(segment.from).for_each(|place| *place = true);
    }
    let mut columns: Vec<Range<usize>> = Vec::new();
    for (at, _) in covered.iter().enumerate().filter(|(_, is_covered)| **is_covered) {
        match columns.last_mut() {
            // A blank inside names and amounts does not part columns.
            Some(last) if at - last.end <= 1 => last.end = at + 1,
            _ => columns.push(at..at + 1),
        }
    }
    columns
}

fn row(line: &Line, columns: &[Range<usize>]) -> Vec<Range<usize>> {
    let nothing = line.range.start..line.range.start;
    let mut cells = vec![nothing; columns.len()];
    for segment in &line.segments {
        let shared = |column: &Range<usize>| {
            column.end.min(segment.to).saturating_sub(column.start.max(segment.from))
        };
        let distance = |column: &Range<usize>| {
            column.start.saturating_sub(segment.to) + segment.from.saturating_sub(column.end)
        };
        let best = (0..columns.len()).max_by_key(|at| {
            let column = columns.get(*at).cloned().unwrap_or_default();
            (shared(&column), std::cmp::Reverse(distance(&column)))
        });
        let is_label = line.segments.len() == 1 && !segment.is_number;
        let at = if is_label { first_of(segment, columns) } else { best.unwrap_or(0) };
        if let Some(cell) = cells.get_mut(at) {
            let start = if cell.start == cell.end { segment.bytes.start } else { cell.start };
            *cell = start..segment.bytes.end;
        }
    }
    cells
}

/// The column in which a line without gaps begins.
fn first_of(segment: &Segment, columns: &[Range<usize>]) -> usize {
    columns.iter().rposition(|column| column.start <= segment.from).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Vec<Vec<&str>> {
        let regions = find(text);
        let rows = regions.iter().flat_map(|region| &region.rows);
        rows.map(|row| row.iter().map(|cell| &text[cell.clone()]).collect()).collect()
    }

    #[test]
    fn finds_columns_between_blanks() {
        let text = "Text davor.\n\nPosten          2025       2026\nMiete         10,00 €     9,00 €\nStrom und\nWasser         5,00 €          –\n\nSumme         15,00 €     9,00 €\nDas ist ein Satz.\n";
        assert_eq!(
            table(text),
            [
                vec!["Posten", "2025", "2026"],
                vec!["Miete", "10,00 €", "9,00 €"],
                vec!["Strom und", "", ""],
                vec!["Wasser", "5,00 €", "–"],
                vec!["Summe", "15,00 €", "9,00 €"]
            ]
        );
    }

    #[test]
    fn text_in_two_columns_is_no_table() {
        assert!(
            table(
                "links steht    rechts steht\netwas          etwas 5 €.\nund mehr       davon.\n"
            )
            .is_empty()
        );
    }
}
