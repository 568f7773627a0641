//! Finds rows that add up or compare the rows above them, and do not come out.
//!
//! A sum is believed to be one where its name or its print says so **and** other columns
//! agree; in a table with one column of amounts, where no reading of it comes out at all.

use rust_decimal::Decimal;

use super::claim::{Claim, Signs, Verdict, foremost, judge};
use super::ways::{self, State, Way};
use super::{Grid, Role, words};

/// Claims that come out, and those that do not.
#[derive(Debug, Default)]
pub(super) struct Claims {
    pub(super) fine: Vec<Claim>,
    pub(super) failed: Vec<Claim>,
}

impl Claims {
    pub(super) fn take(&mut self, found: Vec<(usize, Verdict, Option<Claim>)>) {
        for (_, verdict, claim) in found {
            match verdict {
                Verdict::Fits | Verdict::Trivial => self.fine.extend(claim),
                Verdict::Wrong => self.failed.extend(claim),
                Verdict::Unknown => {}
            }
        }
    }
}

/// A way with what it comes to in each column.
struct Trial {
    way: Way,
    columns: Vec<(usize, Verdict, Option<Claim>)>,
    /// In how many columns it comes out beyond chance.
    fits: usize,
    /// In how many it does not.
    fails: usize,
}

/// The claims of all rows of `grid` about those above them.
pub(super) fn claims(grid: &Grid<'_>) -> Claims {
    let count = grid.rows.len();
    let mut state = State { is_taken: vec![false; count], is_sum: vec![false; count] };
    let mut claims = Claims::default();
    parents(grid, &mut state, &mut claims);
    // In three columns of amounts no row is the sum of others by chance.
    let is_wide = grid.summable().len() >= 3;
    for row in 0..count {
        if grid.is_calculated(row) {
            continue;
        }
        match grid.role(row) {
            Role::Sum => sum(grid, row, &mut state, &mut claims),
            Role::Difference => difference(grid, row, &mut state, &mut claims),
            Role::Detail if may_be_sum(grid, row) || is_wide => {
                silent_sum(grid, row, &mut state, &mut claims);
            }
            _ => {}
        }
    }
    claims
}

/// The rows whose numbers make those below them their parts, where most of them come out.
fn parents(grid: &Grid<'_>, state: &mut State, claims: &mut Claims) {
    if grid.has_workings() {
        return;
    }
    let rows = (0..grid.rows.len()).map(|row| (row, ways::children(grid, row)));
    let tried: Vec<(usize, Trial)> = rows
        .filter(|(_, way)| way.len() >= 2)
        .map(|(row, way)| (row, trial(grid, row, way, Signs::Strict)))
        .collect();
    let fits: usize = tried.iter().map(|(_, trial)| trial.fits).sum();
    let fails: usize = tried.iter().map(|(_, trial)| trial.fails).sum();
    if fits < 3 || fails * 3 > fits {
        return;
    }
    for (row, trial) in tried {
        settle(grid, state, row, &trial.way);
        claims.take(trial.columns);
    }
}

/// Whether the print of a row says that it may be a sum, or nothing says what it is.
fn may_be_sum(grid: &Grid<'_>, row: usize) -> bool {
    let is_bold = grid.rows.get(row).is_some_and(|row| row.is_bold);
    let is_marked = grid.label(row).starts_with('=');
    is_bold || is_marked || grid.label(row).trim().is_empty()
}

fn trials(grid: &Grid<'_>, row: usize, ways: Vec<Way>, signs: Signs) -> Vec<Trial> {
    ways.into_iter().map(|way| trial(grid, row, way, signs)).collect()
}

fn trial(grid: &Grid<'_>, row: usize, way: Way, signs: Signs) -> Trial {
    let in_column = |column: usize| {
        let terms = way.iter().map(|(at, sign)| ((*at, column), *sign)).collect();
        let (verdict, claim) = judge(grid, (row, column), terms, signs);
        (column, verdict, claim)
    };
    let columns: Vec<_> = grid.summable().into_iter().map(in_column).collect();
    let is_evidence = |column: usize| !grid.is_on_top(column);
    let count = |wanted: Verdict| {
        columns.iter().filter(|(at, verdict, _)| *verdict == wanted && is_evidence(*at)).count()
    };
    let (fits, fails) = (count(Verdict::Fits), count(Verdict::Wrong));
    Trial { way, columns, fits, fails }
}

fn best(trials: &[Trial]) -> Option<&Trial> {
    foremost(trials, |trial| (trial.fits, trial.fails))
}

/// Whether a cell in `column` comes out by any of `trials`.
fn is_explained(trials: &[Trial], column: usize) -> bool {
    let fits = |trial: &Trial| {
        trial.columns.iter().any(|(at, verdict, _)| *at == column && *verdict == Verdict::Fits)
    };
    trials.iter().any(fits)
}

fn sum(grid: &Grid<'_>, row: usize, state: &mut State, claims: &mut Claims) {
    let ways = if grid.has_workings() { steps(grid, row) } else { ways::sums(grid, state, row) };
    let mut trials = trials(grid, row, ways, Signs::Strict);
    if best(&trials).is_none_or(|best| best.fits == 0) {
        trials.extend(self::trials(grid, row, ways::below(grid, row), Signs::Strict));
    }
    let Some(chosen) = best(&trials) else { return };
    let way = chosen.way.clone();
    if chosen.fits > 0 {
        let is_open = chosen.fails > 0 && chosen.fits < 2;
        let unusual = if is_open { ways::unusual(grid, row) } else { Vec::new() };
        let other = self::trials(grid, row, unusual, Signs::Strict);
        let complete = trial(grid, row, ways::complete(grid, row), Signs::Strict);
        let is_explained = |column: usize| is_explained(std::slice::from_ref(&complete), column);
        let mut told = convicted(grid, chosen, &trials, &other);
        told.retain(|(at, verdict, _)| *verdict != Verdict::Wrong || !is_explained(*at));
        claims.take(told);
    } else if let Some(claim) = alone(grid, row, state, &trials) {
        claims.failed.push(claim);
    }
    settle(grid, state, row, &way);
}

/// What a trial that fits somewhere says about the columns: where it fits no oftener than it
/// fails, or once and another reading explains the rest, nothing.
fn convicted(
    grid: &Grid<'_>,
    chosen: &Trial,
    trials: &[Trial],
    other: &[Trial],
) -> Vec<(usize, Verdict, Option<Claim>)> {
    if chosen.fails > chosen.fits {
        return Vec::new();
    }
    // What is better or worse has signs of its own.
    let is_weak = |column: usize| chosen.fits < 2 || grid.is_on_top(column);
    let is_doubtful = |column: usize| {
        is_weak(column) && (is_explained(trials, column) || is_explained(other, column))
    };
    let columns = chosen.columns.iter();
    columns
        .filter(|(at, verdict, _)| *verdict != Verdict::Wrong || !is_doubtful(*at))
        .cloned()
        .collect()
}

/// The claim of a sum in the only column of amounts, where no reading at all comes out.
fn alone(grid: &Grid<'_>, row: usize, state: &State, trials: &[Trial]) -> Option<Claim> {
    if words::is_fixed(grid.label(row)) {
        return None;
    }
    let usual = nearest(grid, row, state, trials)?;
    let is_above = usual.way.iter().all(|(at, _)| *at < row);
    let mut wrong = usual.columns.iter().filter(|(_, verdict, _)| *verdict == Verdict::Wrong);
    let (column, _, claim) = wrong.next()?;
    let is_only = wrong.next().is_none() && usual.fails <= 1 && !grid.is_on_top(*column);
    let filled = usual.way.iter().filter(|(at, _)| grid.amount((*at, *column)).is_some()).count();
    let first = usual.way.iter().map(|(at, _)| *at).min()?;
    let is_whole = (first..row).all(|at| grid.term((at, *column)).is_some());
    let unusual = self::trials(grid, row, ways::unusual(grid, row), Signs::Strict);
    let is_explained = is_explained(trials, *column)
        || is_explained(&unusual, *column)
        || is_selection(grid, row, *column, claim.as_ref());
    let is_sum = is_above && is_only && filled >= 2 && is_whole && !grid.compares();
    // What is far from the rows above it adds up something else.
    let is_near = claim.as_ref().is_some_and(|claim| {
        let [printed, expected] = [claim.printed.abs(), claim.expected.abs()];
        printed <= expected * Decimal::TWO && expected <= printed * Decimal::TWO
    });
    let may_go_on = grid.table.is_rest || grid.has_workings() && !grid.is_year(first);
    (is_sum && is_near && !is_explained && !may_go_on).then(|| claim.clone())?
}

/// Whether a sum with a name of its own – `Summe der beschlossenen Anträge` – is that of some
/// rows above it.
fn is_selection(grid: &Grid<'_>, row: usize, column: usize, claim: Option<&Claim>) -> bool {
    const MOST: usize = 12;
    let words = words::bare(grid.label(row)).split(' ').count();
    let values: Vec<Decimal> = (0..row).filter_map(|at| grid.value((at, column))).collect();
    let Some(claim) = claim.filter(|_| words > 2 && values.len() <= MOST) else { return words > 2 };
    let mut sums = vec![Decimal::ZERO];
    for value in values {
        let more: Vec<Decimal> = sums.iter().map(|sum| sum + value).collect();
        sums.extend(more);
    }
    sums.contains(&claim.printed)
}

/// Of the usual ways that count two rows or more, the one that misses by least.
///
/// Rows that an earlier sum counts already say nothing of a further one, nor do those of the
/// other side of the plan, and what a paper takes away says so.
fn nearest<'a>(
    grid: &Grid<'_>,
    row: usize,
    state: &State,
    trials: &'a [Trial],
) -> Option<&'a Trial> {
    const USUAL: usize = 8;
    let missing = |trial: &Trial| {
        let claims = trial.columns.iter().filter_map(|(_, _, claim)| claim.as_ref());
        claims.map(|claim| (claim.printed - claim.expected).abs()).max()
    };
    let is_open = |at: usize| !state.is_taken.get(at).copied().unwrap_or(false);
    let is_expense = words::is_expense(grid.label(row));
    let is_revenue = words::is_revenue(grid.label(row));
    let is_other_side = |trial: &Trial| {
        let all =
            |is_one: fn(&str) -> bool| trial.way.iter().all(|(at, _)| is_one(grid.label(*at)));
        (is_expense && all(words::is_revenue)) || (is_revenue && all(words::is_expense))
    };
    let is_said = |(at, sign): &(usize, i8)| *sign > 0 || words::says_minus(grid.label(*at));
    let counts = |trial: &&Trial| {
        trial.way.len() >= 2
            && trial.way.iter().all(|(at, _)| *at < row)
            && trial.way.iter().any(|(at, _)| is_open(*at))
            && trial.way.iter().all(is_said)
            && !is_other_side(trial)
    };
    let usual = trials.iter().filter(counts).take(USUAL);
    usual
        .filter_map(|trial| Some((missing(trial)?, trial)))
        .min_by_key(|(missing, _)| *missing)
        .map(|(_, trial)| trial)
}

/// Where calculations are spelt out, only the rows of years add up; others are steps.
fn steps(grid: &Grid<'_>, row: usize) -> Vec<Way> {
    let details: Vec<usize> =
        (0..row).rev().take_while(|at| grid.role(*at) == Role::Detail).collect();
    let years: Vec<usize> = details.iter().rev().copied().filter(|at| grid.is_year(*at)).collect();
    let rows = if years.is_empty() { details.into_iter().rev().collect() } else { years };
    vec![rows.into_iter().map(|at| (at, 1)).collect()]
}

/// A row that is a sum only because its print or its place says so: it needs the agreement of
/// more columns than it fails in, and of two at least where it fails.
fn silent_sum(grid: &Grid<'_>, row: usize, state: &mut State, claims: &mut Claims) {
    if grid.has_workings() {
        return;
    }
    let trials = trials(grid, row, ways::sums(grid, state, row), Signs::Strict);
    let Some(chosen) = best(&trials).filter(|best| best.fits > 0 && best.way.len() >= 2) else {
        return;
    };
    let is_marked = may_be_sum(grid, row);
    let is_sure = if is_marked {
        chosen.fails == 0 || chosen.fits > chosen.fails
    } else {
        chosen.fits >= 3 && chosen.fails <= 1
    };
    if is_sure {
        claims.take(convicted(grid, chosen, &trials, &[]));
        settle(grid, state, row, &chosen.way);
    }
}

fn difference(grid: &Grid<'_>, row: usize, state: &mut State, claims: &mut Claims) {
    if grid.has_workings() {
        return;
    }
    let trials = trials(grid, row, ways::differences(grid, state, row), Signs::Loose);
    let Some(chosen) = best(&trials) else { return };
    if chosen.fits > 0 {
        // One column alone has pairs that fit by chance; they take nothing up.
        let is_pair = chosen.fits >= 2 || pairs_up(grid, &chosen.way);
        if is_pair {
            let mut told = convicted(grid, chosen, &trials, &[]);
            // What more and what less of both leaves has no place in one of the columns.
            told.retain(|(at, verdict, _)| *verdict != Verdict::Wrong || !grid.is_one_sided(*at));
            claims.take(told);
            settle(grid, state, row, &chosen.way);
        }
    } else if let Some(claim) = remainder(grid, row, state, &trials) {
        claims.failed.push(claim);
    }
}

/// What revenue and expense – the only two open rows above – leave in the only column.
fn remainder(grid: &Grid<'_>, row: usize, state: &State, trials: &[Trial]) -> Option<Claim> {
    let is_open = |at: &usize| {
        matches!(grid.role(*at), Role::Detail | Role::Sum | Role::Difference)
            && !state.is_taken.get(*at).copied().unwrap_or(false)
    };
    let open: Vec<usize> = (0..row).filter(is_open).collect();
    let [first, second] = open.as_slice() else { return None };
    let takes_in = |at: usize| words::is_revenue(grid.label(at));
    let order = if takes_in(*first) { (*first, *second) } else { (*second, *first) };
    let way = vec![(order.0, 1), (order.1, -1)];
    let trial = trials.iter().find(|trial| trial.way == way)?;
    let [(column, Verdict::Wrong, claim)] = trial.columns.as_slice() else { return None };
    let filled = open.iter().all(|at| grid.amount((*at, *column)).is_some());
    (pairs_up(grid, &way) && filled && !grid.table.is_rest && !grid.compares())
        .then(|| claim.clone())?
}

/// Whether a way takes an expense from a revenue, or the other way round.
fn pairs_up(grid: &Grid<'_>, way: &Way) -> bool {
    let [(first, _), (second, _)] = way.as_slice() else { return false };
    let [first, second] = [first, second].map(|at| grid.label(*at));
    let is_pair = |a: &str, b: &str| words::is_revenue(a) && words::is_expense(b);
    is_pair(first, second) || is_pair(second, first)
}

/// Notes that `row` counts the rows of `way`; a difference is no sum.
fn settle(grid: &Grid<'_>, state: &mut State, row: usize, way: &Way) {
    for (at, _) in way {
        if let Some(taken) = state.is_taken.get_mut(*at) {
            *taken = true;
        }
    }
    if let Some(is_sum) = state.is_sum.get_mut(row) {
        *is_sum = grid.role(row) != Role::Difference;
    }
}
