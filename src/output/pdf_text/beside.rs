//! Finds running text that is set in two columns, and reads one after the other.

use super::lines::{Cell, Line, SAME, is_number};

/// How many lines from the first on are running text in two columns; none where they are not.
pub(super) fn length(lines: &[Line]) -> usize {
    const FEWEST: usize = 5;
    let Some(edge) = second_edge(lines) else { return 0 };
    let is_side = |line: &Line| match line.cells.as_slice() {
        [left, right] => is_prose(left) && is_prose(right) && (right.x - edge).abs() <= SAME,
        [one] => is_prose(one) && ((one.x - edge).abs() <= SAME || one.end < edge),
        _ => false,
    };
    let length = lines.iter().take_while(|line| is_side(line)).count();
    let pairs = lines.iter().take(length).filter(|line| line.cells.len() == 2).count();
    if pairs >= FEWEST { length } else { 0 }
}

/// Where the second cell of the first line begins.
fn second_edge(lines: &[Line]) -> Option<f64> {
    match lines.first()?.cells.as_slice() {
        [_, right] => Some(right.x),
        _ => None,
    }
}

/// Whether a cell holds a part of a sentence.
fn is_prose(cell: &Cell) -> bool {
    !is_number(cell) && cell.text.trim().matches(' ').count() >= 2
}

/// Text in two columns: first all of the left one, then all of the right one.
pub(super) fn read(lines: &[Line], text: &mut String) {
    let edge = second_edge(lines).unwrap_or(f64::MAX) - SAME;
    for is_right in [false, true] {
        text.push('\n');
        let cells = lines.iter().flat_map(|line| &line.cells);
        for cell in cells.filter(|cell| (cell.x >= edge) == is_right) {
            text.push_str(cell.text.trim());
            text.push('\n');
        }
    }
    text.push('\n');
}
