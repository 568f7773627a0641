//! Puts the runs of a page together to lines, and parts these into cells where gaps are wide
//! or one amount follows another.

use super::{PageText, Run};

/// A line of a page.
pub(super) struct Line {
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) cells: Vec<Cell>,
}

/// Text on a line without a wide gap.
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) x: f64,
    pub(super) end: f64,
}

/// How far base lines of one line, and left edges of one column, lie apart at most.
pub(super) const SAME: f64 = 3.0;

pub(super) fn lines(page: &PageText) -> Vec<Line> {
    let mut runs: Vec<&Run> = page.runs.iter().filter(|run| !run.artifact).collect();
    runs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines: Vec<(f64, Vec<&Run>)> = Vec::new();
    for run in runs {
        match lines.last_mut() {
            Some((y, line)) if run.y - *y <= SAME => line.push(run),
            _ => lines.push((run.y, vec![run])),
        }
    }
    lines.into_iter().map(|(y, runs)| line(y, runs)).collect()
}

fn line(y: f64, mut runs: Vec<&Run>) -> Line {
    runs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let size = runs.iter().map(|run| run.size).fold(0.0, f64::max);
    let mut cells: Vec<Cell> = Vec::new();
    for run in runs {
        match cells.last_mut() {
            Some(cell) if run.x - cell.end < size * 0.9 && !parts(&cell.text, &run.text) => {
                let is_apart = run.x - cell.end > size * 0.15 && !cell.text.ends_with(' ');
                cell.text.push_str(if is_apart { " " } else { "" });
                cell.text.push_str(&run.text);
                cell.end = cell.end.max(run.end);
            }
            _ => cells.push(Cell { text: run.text.clone(), x: run.x, end: run.end }),
        }
    }
    Line { y, size, cells: cells.into_iter().flat_map(divided).collect() }
}

/// Whether one amount ends and the next begins between `left` and `right`.
fn parts(left: &str, right: &str) -> bool {
    let is_end = left.trim_end().ends_with(['€', '%', '–']);
    let is_start =
        right.trim_start().starts_with(|c: char| c.is_ascii_digit() || "–−-".contains(c));
    is_amounts(left) && is_start && (is_end || parts_numbers(left, right))
}

/// Whether two numbers stand beside each other: where thousands have points, a blank parts
/// numbers; where they have none, it does unless three digits follow.
fn parts_numbers(left: &str, right: &str) -> bool {
    let last = left.trim_end().rsplit(' ').next().unwrap_or_default();
    let next = right.trim_start().split(' ').next().unwrap_or_default();
    let is_number = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    let has_marks = [left, right].iter().any(|text| text.contains(['.', ',']));
    let digits = next.trim_start_matches(['-', '−', '–', '+']);
    let is_group = digits.len() == 3 && next == digits;
    is_number(last) && is_number(next) && (has_marks || !is_group)
}

/// A cell for each amount of a cell that holds nothing else.
fn divided(cell: Cell) -> Vec<Cell> {
    let text = cell.text.replace('\u{a0}', " ");
    let mut starts = vec![0];
    for (at, _) in text.match_indices(' ') {
        let (left, right) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
        starts.extend(Some(at).filter(|_| parts(left, right)));
    }
    if starts.len() == 1 || !is_amounts(&text) {
        return vec![cell];
    }
    let all = text.chars().count().max(1);
    let width = cell.end - cell.x;
    let position = |at: usize| {
        let count = text.get(..at).unwrap_or("").chars().count();
        cell.x
            + width * f64::from(u32::try_from(count).unwrap_or(0))
                / f64::from(u32::try_from(all).unwrap_or(1))
    };
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let pairs = starts.iter().copied().zip(ends);
    pairs
        .map(|(start, end)| Cell {
            text: text.get(start..end).unwrap_or("").trim().to_owned(),
            // Kept clear of its neighbours, because its place is only estimated.
            x: position(start) + 1.0,
            end: position(end) - 1.0,
        })
        .collect()
}

pub(super) fn is_amounts(text: &str) -> bool {
    let is_part = |char: char| char.is_ascii_digit() || " .,€%−–-+()\u{a0}".contains(char);
    text.chars().all(is_part)
}

pub(super) fn is_number(cell: &Cell) -> bool {
    is_amounts(cell.text.trim())
}
