//! Finds columns that add up or compare others, and rows in which they do not come out.
//!
//! Which columns are meant is read off the rows themselves: the reading that comes out in
//! most of them counts, and a row is at fault only where the others bear that reading out.

use rust_decimal::Decimal;

use super::claim::{Claim, Signs, Verdict, foremost, judge};
use super::column::{Column, ColumnKind, ColumnRole};
use super::down::Claims;
use super::{Grid, Role};

/// Columns with their signs.
type Way = Vec<(usize, i8)>;

/// A way with what it comes to in each row.
struct Trial {
    way: Way,
    rows: Vec<(usize, Verdict, Option<Claim>)>,
    /// In how many rows it comes out beyond chance.
    fits: usize,
    /// In how many it does not.
    fails: usize,
}

/// How many columns are compared with each other.
const MOST: usize = 16;

/// The claims of all columns of `grid` about the others.
pub(super) fn claims(grid: &Grid<'_>) -> Claims {
    let mut claims = Claims::default();
    let columns: Vec<usize> = grid.summable().into_iter().take(MOST).collect();
    if columns.len() < 2 {
        return claims;
    }
    for column in &columns {
        let like: Vec<usize> =
            columns.iter().copied().filter(|at| is_like(grid, *column, *at)).collect();
        let role = grid.columns.get(*column).map_or(ColumnRole::Plain, |column| column.role);
        let found = match role {
            ColumnRole::Sum => named(grid, *column, sums(grid, &like, *column), Signs::Strict),
            // The later version is held against both, and says all that they do.
            ColumnRole::Difference if grid.is_one_sided(*column) => Vec::new(),
            ColumnRole::Difference => named(grid, *column, pairs(&like, *column), Signs::Loose),
            ColumnRole::Plain if grid.compares() && is_later(grid, *column) => {
                named(grid, *column, revised(grid, &like, *column), Signs::Strict)
            }
            ColumnRole::Plain => unnamed(grid, *column, &like),
        };
        claims.take(found);
    }
    claims
}

/// Whether two columns hold the same in the same unit.
fn is_like(grid: &Grid<'_>, first: usize, second: usize) -> bool {
    let [Some(first), Some(second)] = [first, second].map(|at| grid.columns.get(at)) else {
        return false;
    };
    first.kind == second.kind
        && first.scale == second.scale
        && first.is_commitment() == second.is_commitment()
}

fn trial(grid: &Grid<'_>, column: usize, way: Way, signs: Signs) -> Trial {
    let counts = |row: &usize| !matches!(grid.role(*row), Role::Heading | Role::Other);
    let in_row = |row: usize| {
        let terms = way.iter().map(|(at, sign)| ((row, *at), *sign)).collect();
        let (verdict, claim) = judge(grid, (row, column), terms, signs);
        (row, verdict, claim)
    };
    let rows: Vec<_> = (0..grid.rows.len()).filter(counts).map(in_row).collect();
    let count = |wanted: Verdict| rows.iter().filter(|(_, verdict, _)| *verdict == wanted).count();
    let (fits, fails) = (count(Verdict::Fits), count(Verdict::Wrong));
    Trial { way, rows, fits, fails }
}

fn best(trials: &[Trial]) -> Option<&Trial> {
    foremost(trials, |trial| (trial.fits, trial.fails))
}

/// The ways in which a column may add up others: neighbours, all of them or all but sums.
fn sums(grid: &Grid<'_>, like: &[usize], column: usize) -> Vec<Way> {
    let is_plain =
        |at: &usize| grid.columns.get(*at).is_some_and(|column| column.role == ColumnRole::Plain);
    let before: Vec<usize> = like.iter().copied().filter(|at| *at < column).collect();
    let after: Vec<usize> = like.iter().copied().filter(|at| *at > column).collect();
    let mut ways: Vec<Way> = Vec::new();
    for side in [&before, &after] {
        let plain: Vec<usize> = side.iter().copied().filter(is_plain).collect();
        ways.push(plus(&plain));
        for from in 0..side.len() {
            for to in from + 2..=side.len() {
                ways.push(plus(side.get(from..to).unwrap_or_default()));
            }
        }
    }
    let others: Vec<usize> =
        like.iter().copied().filter(|at| *at != column && is_plain(at)).collect();
    ways.push(plus(&others));
    // Every second column, where two kinds of amounts alternate.
    for start in 0..2 {
        let alternate: Vec<usize> = before.iter().copied().skip(start).step_by(2).collect();
        ways.push(plus(&alternate));
    }
    ways.retain(|way| way.len() >= 2);
    ways
}

fn is_later(grid: &Grid<'_>, column: usize) -> bool {
    grid.columns.get(column).is_some_and(Column::is_later)
}

/// The ways from the earlier of two versions to the later one: what is added, less what is
/// taken away.
fn revised(grid: &Grid<'_>, like: &[usize], column: usize) -> Vec<Way> {
    let is_earlier = |at: usize| grid.columns.get(at).is_some_and(Column::is_earlier);
    let is_less = |at: usize| grid.columns.get(at).is_some_and(Column::is_less);
    let is_more = |at: usize| grid.columns.get(at).is_some_and(Column::is_more);
    let others = || like.iter().copied().filter(|at| *at != column && !is_earlier(*at));
    let changes: Way = others()
        .filter(|at| is_less(*at) || is_more(*at))
        .map(|at| (at, if is_less(at) && !is_more(at) { -1 } else { 1 }))
        .collect();
    let all: Way = others().map(|at| (at, 1)).collect();
    let earlier: Vec<usize> = like.iter().copied().filter(|at| is_earlier(*at)).collect();
    let from = |earlier: usize, changes: &Way| {
        std::iter::once((earlier, 1)).chain(changes.iter().copied()).collect()
    };
    let ways = earlier.iter().flat_map(|at| [from(*at, &changes), from(*at, &all)]);
    ways.filter(|way: &Way| way.len() >= 2).collect()
}

fn plus(columns: &[usize]) -> Way {
    columns.iter().map(|at| (*at, 1)).collect()
}

/// The pairs of other columns whose difference a column may be, and a column less all others.
fn pairs(like: &[usize], column: usize) -> Vec<Way> {
    let others: Vec<usize> = like.iter().copied().filter(|at| *at != column).collect();
    let mut ways: Vec<Way> = Vec::new();
    for (at, first) in others.iter().enumerate() {
        for second in others.iter().skip(at + 1) {
            ways.push(vec![(*second, 1), (*first, -1)]);
            ways.push(vec![(*first, 1), (*second, 1)]);
        }
    }
    let before: Vec<usize> = others.iter().copied().filter(|at| *at < column).collect();
    if before.len() > 2 {
        ways.push(
            before.iter().enumerate().map(|(n, at)| (*at, if n == 0 { 1 } else { -1 })).collect(),
        );
        ways.push(plus(&before));
    }
    ways
}

/// The claims of a column whose head says what it does: a fit at least, and no more failures
/// than fits.
fn named(
    grid: &Grid<'_>,
    column: usize,
    ways: Vec<Way>,
    signs: Signs,
) -> Vec<(usize, Verdict, Option<Claim>)> {
    let trials: Vec<Trial> = ways.into_iter().map(|way| trial(grid, column, way, signs)).collect();
    let Some(chosen) = best(&trials) else { return Vec::new() };
    if chosen.fits == 0 {
        return single(grid, column, chosen);
    }
    if chosen.fails > chosen.fits || (chosen.fits == 1 && !is_telling(grid, chosen)) {
        return Vec::new();
    }
    without_explained(grid, chosen, &trials)
}

/// The claims of a trial without the failures that another reading with fits of its own
/// explains.
fn without_explained(
    grid: &Grid<'_>,
    chosen: &Trial,
    trials: &[Trial],
) -> Vec<(usize, Verdict, Option<Claim>)> {
    let is_explained = |row: usize| {
        let fits = |trial: &&Trial| {
            trial.rows.iter().any(|(at, verdict, _)| *at == row && *verdict == Verdict::Fits)
        };
        chosen.fits <= 3
            && trials.iter().filter(|trial| trial.way != chosen.way).any(|trial| fits(&trial))
    };
    let rows = chosen.rows.iter();
    rows.filter(|(_, verdict, claim)| {
        let hangs = || claim.as_ref().is_some_and(|claim| hangs_on_unproven(grid, chosen, claim));
        *verdict != Verdict::Wrong || !hangs()
    })
    .filter(|(at, verdict, _)| *verdict != Verdict::Wrong || !is_explained(*at))
    .cloned()
    .collect()
}

/// Whether a row fails by just what a column holds whose part in the calculation no other
/// row shows: all that come out are empty there. It may count with the other sign or not at
/// all, as the Verpflichtungsermächtigungen beside the years do.
fn hangs_on_unproven(grid: &Grid<'_>, chosen: &Trial, claim: &Claim) -> bool {
    let missing = (claim.printed - claim.expected).abs();
    let fitting = || chosen.rows.iter().filter(|(_, verdict, _)| *verdict == Verdict::Fits);
    let is_nothing = |cell| grid.value(cell).is_none_or(|value| value.is_zero());
    let is_unproven = |column: &usize| fitting().all(|(row, ..)| is_nothing((*row, *column)));
    let explains = |column: usize| {
        let value = grid.value((claim.result.0, column)).unwrap_or_default().abs();
        !value.is_zero() && (missing == value || missing == value * Decimal::TWO)
    };
    let columns = grid.summable().into_iter().filter(|column| *column != claim.result.1);
    columns.filter(is_unproven).any(explains)
}

/// Whether the only fit of a trial is of numbers too long for chance.
fn is_telling(grid: &Grid<'_>, trial: &Trial) -> bool {
    let fit = trial.rows.iter().find(|(_, verdict, _)| *verdict == Verdict::Fits);
    let Some((_, _, Some(claim))) = fit else { return false };
    let step = grid.columns.get(claim.result.1).map_or(Decimal::ONE, |column| column.step);
    claim.printed.abs() >= step * Decimal::ONE_HUNDRED
}

/// The claim of the only row of a table whose columns are years in a row and their sum.
fn single(grid: &Grid<'_>, column: usize, chosen: &Trial) -> Vec<(usize, Verdict, Option<Claim>)> {
    let years: Option<Vec<u16>> =
        chosen.way.iter().map(|(at, _)| grid.columns.get(*at).and_then(|c| c.year)).collect();
    let is_run = years.is_some_and(|years| {
        years.len() >= 2 && years.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b))
    });
    let is_behind = chosen.way.last().is_some_and(|(at, _)| at + 1 == column);
    let is_only = chosen.fails == 1
        && chosen.rows.iter().filter(|(_, verdict, _)| *verdict != Verdict::Trivial).count() == 1;
    if is_run && is_behind && is_only { chosen.rows.clone() } else { Vec::new() }
}

/// The claims of a column that says nothing of itself: it needs four fits of numbers, and
/// four for each failure.
fn unnamed(grid: &Grid<'_>, column: usize, like: &[usize]) -> Vec<(usize, Verdict, Option<Claim>)> {
    let is_money = grid.columns.get(column).is_some_and(|column| column.kind != ColumnKind::Count);
    let before: Vec<usize> = like.iter().copied().filter(|at| *at < column).collect();
    if !is_money || before.len() < 2 || grid.rows.len() < 5 {
        return Vec::new();
    }
    let near: Vec<usize> = before.iter().rev().take(4).rev().copied().collect();
    let mut ways = pairs(&near, column);
    ways.push(plus(&before));
    // What was, what comes on top and what falls away, in the usual orders.
    if let [first, second, third] = near.as_slice() {
        ways.push(vec![(*first, 1), (*second, 1), (*third, -1)]);
        ways.push(vec![(*first, 1), (*second, -1), (*third, 1)]);
    }
    let trials: Vec<Trial> =
        ways.into_iter().map(|way| trial(grid, column, way, Signs::Strict)).collect();
    let Some(chosen) = best(&trials) else { return Vec::new() };
    if chosen.fits < 4 || chosen.fails * 4 > chosen.fits {
        return Vec::new();
    }
    without_explained(grid, chosen, &trials)
}
