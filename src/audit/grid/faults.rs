//! What is wrong with a table as a whole: of all calculations that do not come out, the
//! cells at fault.
//!
//! Where several that fail share one cell that would cure them all, that cell is reported
//! alone; where one only passes on what another has wrong, it is not reported.

use rust_decimal::Decimal;

use super::claim::Claim;
use super::ratio::{self, WrongRatio};
use super::{Grid, across, down};

/// The longest table that is recomputed; longer ones are lists of data.
const MOST_ROWS: usize = 400;

/// The largest table that is recomputed, in cells.
const MOST_CELLS: usize = 6_000;

/// How many failed claims are traced to single cells.
const MOST_FAILED: usize = 40;

/// What is wrong with a table.
#[derive(Debug)]
pub(in crate::audit) enum Fault {
    /// A claim that fails by itself.
    Claim(Claim),
    /// A cell that makes several claims fail, and what would cure all of them.
    Cell((usize, usize), Decimal, usize),
    /// A share or a product.
    Ratio(WrongRatio),
}

/// What does not come out in `grid`.
pub(in crate::audit) fn check(grid: &Grid<'_>) -> Vec<Fault> {
    if grid.cells.len() > MOST_ROWS || grid.cells.len() * grid.columns.len() > MOST_CELLS {
        return Vec::new();
    }
    let (down, across) = (down::claims(grid), across::claims(grid));
    let fine: Vec<Claim> = down.fine.into_iter().chain(across.fine).collect();
    let mut failed: Vec<Claim> = down.failed.into_iter().chain(across.failed).collect();
    let total = fine.len() + failed.len();
    let mut faults = Vec::new();
    // A table of which half does not come out is not understood.
    if failed.len() > 2 && failed.len() * 2 > total {
        failed.clear();
    }
    while let Some((cell, cure)) = culprit(&failed, &fine) {
        let value = grid.value(cell).unwrap_or_default();
        let cured = failed.iter().filter(|claim| change(claim, cell) == Some(cure)).count();
        failed.retain(|claim| change(claim, cell) != Some(cure));
        faults.push(Fault::Cell(cell, value + cure, cured));
    }
    let passed_on: Vec<bool> =
        failed.iter().map(|claim| passes_on(claim, &failed, &fine)).collect();
    let kept = failed.into_iter().zip(passed_on).filter(|(_, passed_on)| !passed_on);
    faults.extend(kept.map(|(claim, _)| Fault::Claim(claim)));
    let cells: Vec<(usize, usize)> = faults.iter().flat_map(cells).collect();
    let ratios = ratio::check(grid).into_iter();
    let is_new =
        |wrong: &WrongRatio| !wrong.terms.iter().chain([&wrong.cell]).any(|c| cells.contains(c));
    faults.extend(ratios.filter(is_new).map(Fault::Ratio));
    faults
}

/// The cells that a fault is about.
fn cells(fault: &Fault) -> Vec<(usize, usize)> {
    match fault {
        Fault::Claim(claim) => {
            claim.terms.iter().map(|(cell, _)| *cell).chain([claim.result]).collect()
        }
        Fault::Cell(cell, ..) => vec![*cell],
        Fault::Ratio(wrong) => vec![wrong.cell],
    }
}

/// By how much `cell` would have to change for `claim` to come out.
fn change(claim: &Claim, cell: (usize, usize)) -> Option<Decimal> {
    let missing = claim.printed - claim.expected;
    if claim.result == cell {
        return Some(-missing);
    }
    let sign = claim.terms.iter().find(|(term, _)| *term == cell).map(|(_, sign)| *sign)?;
    Some(if sign < 0 { -missing } else { missing })
}

/// A cell in two failed claims or more that would cure all of those it is in.
fn culprit(failed: &[Claim], fine: &[Claim]) -> Option<((usize, usize), Decimal)> {
    // Where so much fails, no single cell is to blame.
    if failed.len() > MOST_FAILED {
        return None;
    }
    let mut best: Option<((usize, usize), Decimal, usize)> = None;
    for claim in failed {
        for cell in claim.terms.iter().map(|(cell, _)| *cell).chain([claim.result]) {
            let changes: Vec<Decimal> =
                failed.iter().filter_map(|other| change(other, cell)).collect();
            let Some(first) = changes.first().copied() else { continue };
            let is_one = changes.len() >= 2 && changes.iter().all(|change| *change == first);
            let is_needed = fine.iter().any(|other| change(other, cell).is_some());
            if is_one && !is_needed && best.is_none_or(|(.., count)| changes.len() > count) {
                best = Some((cell, first, changes.len()));
            }
        }
    }
    best.map(|(cell, change, _)| (cell, change))
}

/// Whether a claim fails only because a result that it takes over is wrong: its own result
/// is, by a claim that comes out, the sum of results one of which fails by as much.
fn passes_on(claim: &Claim, failed: &[Claim], fine: &[Claim]) -> bool {
    let missing = claim.printed - claim.expected;
    let sums = fine.iter().filter(|other| other.result == claim.result);
    sums.flat_map(|sum| &sum.terms).any(|(term, _)| {
        let of_term = failed.iter().find(|other| other.result == *term);
        of_term.is_some_and(|other| (other.printed - other.expected).abs() == missing.abs())
    })
}
