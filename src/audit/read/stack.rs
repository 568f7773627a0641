//! Finds tables of which every cell stands on a line of its own, as texts that were taken
//! out of web pages and PDF have them: a name, then its numbers, again and again.
//!
//! Such a table is read only where every name is followed by equally many numbers; where a
//! cell was left out, nobody can tell which.

use std::ops::Range;

use super::super::number::cell::{self, Cell};
use super::layout::Region;

/// The longest line that may be a cell, in bytes.
const LONGEST: usize = 80;

/// The fewest rows of such a table.
const FEWEST: usize = 3;

enum Entry {
    Name(Range<usize>),
    Number(Range<usize>),
}

/// All tables of `text` that have every cell on its own line.
pub(super) fn find(text: &str) -> Vec<Region> {
    let mut regions = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let at = start + line.find(bare).unwrap_or(0);
        start += line.len();
        if bare.is_empty() {
            continue;
        }
        let range = at..at + bare.len();
        let is_cell = bare.len() <= LONGEST
            && !bare.contains(['|', '\t'])
            && !bare.contains("  ")
            && !bare.ends_with(['.', ';', '!', '?'])
            && !bare.starts_with(['#', '-', '>', '*', '•']);
        if !is_cell {
            regions.extend(region(&entries));
            entries.clear();
        } else if matches!(cell::read(bare), Cell::Number(_)) {
            entries.push(Entry::Number(range));
        } else {
            entries.push(Entry::Name(range));
        }
    }
    regions.extend(region(&entries));
    regions
}

/// The longest series of rows with equally many numbers.
fn region(entries: &[Entry]) -> Option<Region> {
    let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
    let mut is_open = false;
    for entry in entries {
        match (entry, rows.last_mut()) {
            (Entry::Number(range), Some(row)) => {
                row.push(range.clone());
                is_open = false;
            }
            // The last of several names is that of the row; the others may be heads.
            (Entry::Name(range), Some(row)) if is_open => *row = vec![range.clone()],
            (Entry::Name(range), _) => {
                rows.push(vec![range.clone()]);
                is_open = true;
            }
            (Entry::Number(_), None) => {}
        }
    }
    let rows = longest_run(&rows);
    let width = rows.first()?.len();
    let range = rows.first()?.first()?.start..rows.last()?.last()?.end;
    (width >= 2 && rows.len() >= FEWEST).then(|| Region { range, rows: rows.to_vec() })
}

/// The longest run of rows with equally many cells.
fn longest_run(rows: &[Vec<Range<usize>>]) -> &[Vec<Range<usize>>] {
    let runs = rows.chunk_by(|row, next| row.len() == next.len());
    runs.max_by_key(|run| run.len()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_names_and_their_numbers() {
        let text = "Satz.\n\nStellen\n\n2017\n2018\nBeamte\n\n86,64\n\n83,76\n\nBeschäftigte\n\n139,43\n\n145,55\n\nSumme\n\n226,07\n\n229,31\n\nDas ist alles.";
        let found = find(text);
        let rows: Vec<Vec<&str>> = found[0]
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| &text[cell.clone()]).collect())
            .collect();
        assert_eq!(rows[0], ["Stellen", "2017", "2018"]);
        assert_eq!(rows[3], ["Summe", "226,07", "229,31"]);
    }

    #[test]
    fn what_has_gaps_is_not_read() {
        assert!(find("A\n1\n2\nB\n3\nSumme\n4\n2\n").is_empty());
        assert!(find("Eine Zeile\nund noch eine\n").is_empty());
    }
}
