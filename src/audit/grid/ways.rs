//! The ways in which rows may add up to another: a table does not say which rows its sum
//! counts, so every usual way is a reading, and one that comes out is enough to say nothing.

use super::{Grid, Role, words};

/// Rows with their signs.
pub(super) type Way = Vec<(usize, i8)>;

/// What is known of the rows above: which a sum has taken up, and which are sums.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// Whether a verified sum counts the row.
    pub(super) is_taken: Vec<bool>,
    /// Whether the row is a sum.
    pub(super) is_sum: Vec<bool>,
}

/// How many ways are tried for one row.
const MOST: usize = 30;

/// The ways in which a sum in `row` may count the rows above it, the most usual first.
pub(super) fn sums(grid: &Grid<'_>, state: &State, row: usize) -> Vec<Way> {
    let is_sum = |at: &usize| state.is_sum.get(*at).copied().unwrap_or(false);
    let is_open = |at: &usize| !state.is_taken.get(*at).copied().unwrap_or(false);
    let counts = |at: &usize| matches!(grid.role(*at), Role::Detail | Role::Sum | Role::Difference);
    let is_detail = |at: &usize| grid.role(*at) == Role::Detail && !is_sum(at);
    let above: Vec<usize> = (0..row).filter(counts).collect();
    let open: Vec<usize> = above.iter().copied().filter(is_open).collect();
    let is_difference = |at: &usize| grid.role(*at) == Role::Difference;
    let last_sum = above.iter().copied().rfind(|at| is_sum(at) || is_difference(at));
    let group: Vec<usize> = rows_up(row, |at| is_detail(at) && counts(at));
    let since: Vec<usize> =
        above.iter().copied().filter(|at| Some(*at) > last_sum && is_detail(at)).collect();
    let heading = (0..row).rev().find(|at| grid.role(*at) == Role::Heading);
    let below_heading = |rows: &[usize]| -> Vec<usize> {
        rows.iter().copied().filter(|at| Some(*at) > heading).collect()
    };
    let details: Vec<usize> = above.iter().copied().filter(is_detail).collect();
    let sums: Vec<usize> = above.iter().copied().filter(is_sum).collect();
    let pair: Vec<usize> = sums.iter().rev().take(2).rev().copied().collect();
    let on_sum: Vec<usize> = last_sum.into_iter().chain(since.iter().copied()).collect();
    let no_difference: Vec<usize> = open.iter().copied().filter(|at| !is_difference(at)).collect();
    let all_open_details: Vec<usize> = details.iter().copied().filter(is_open).collect();
    let mut ways = if is_sum_of_sums(grid, row) {
        vec![no_difference, group, since]
    } else {
        vec![group, since, no_difference]
    };
    ways.extend([below_heading(&open), below_heading(&details), open, details, sums, pair, on_sum]);
    ways.push(all_open_details);
    ways.extend(with_parts(grid, row));
    ways.extend(numbered(grid, row));
    let mut ways: Vec<Way> = ways.into_iter().map(|rows| plus(&rows)).collect();
    ways.extend(turned(grid, &ways));
    tidy(ways)
}

/// The ways in which a sum in `row` may stand above what it counts.
pub(super) fn below(grid: &Grid<'_>, row: usize) -> Vec<Way> {
    let rows = row + 1..grid.rows.len();
    let ends = |at: &usize| matches!(grid.role(*at), Role::Sum | Role::Difference | Role::Heading);
    let group: Vec<usize> = rows.clone().take_while(|at| !ends(at)).collect();
    let details: Vec<usize> = rows.clone().filter(|at| grid.role(*at) == Role::Detail).collect();
    let parts: Vec<usize> = rows.clone().take_while(|at| grid.role(*at) == Role::Part).collect();
    let sums: Vec<usize> = rows.filter(|at| grid.role(*at) == Role::Sum).collect();
    tidy([group, details, parts, sums].iter().map(|rows| plus(rows)).collect())
}

/// Further readings that only acquit: sums that begin further down, or leave out a row that
/// is itself the sum of its neighbours.
pub(super) fn unusual(grid: &Grid<'_>, row: usize) -> Vec<Way> {
    let counted = |at: &usize| {
        matches!(grid.role(*at), Role::Detail | Role::Sum | Role::Part | Role::Difference)
    };
    let rows: Vec<usize> = (0..row).filter(counted).collect();
    let start = rows.len().saturating_sub(MOST);
    let tails = (start..rows.len()).filter_map(|at| rows.get(at..)).map(plus);
    let is_heavy = |at: &usize| grid.rows.get(*at).is_some_and(|row| row.is_bold);
    let light: Vec<usize> = rows.iter().copied().filter(|at| !is_heavy(at)).collect();
    let heavy: Vec<usize> = rows.iter().copied().filter(is_heavy).collect();
    let plain: Vec<Way> = tails.chain([plus(&light), plus(&heavy)]).collect();
    let turned = turned(grid, &plain);
    tidy(plain.into_iter().chain(turned).collect())
}

/// The rows above a sum that hold as many amounts as it does; others may only explain one of
/// them.
pub(super) fn complete(grid: &Grid<'_>, row: usize) -> Way {
    let filled: Vec<usize> = grid
        .summable()
        .into_iter()
        .filter(|column| grid.amount((row, *column)).is_some())
        .collect();
    let is_complete = |at: &usize| {
        grid.role(*at) == Role::Detail
            && filled.iter().all(|column| grid.amount((*at, *column)).is_some())
    };
    plus(&(0..row).filter(is_complete).collect::<Vec<_>>())
}

/// The pairs of rows above `row` whose difference it may be, and what is left of revenue and
/// expense.
pub(super) fn differences(grid: &Grid<'_>, state: &State, row: usize) -> Vec<Way> {
    let is_open = |at: &usize| !state.is_taken.get(*at).copied().unwrap_or(false);
    let counts = |at: &usize| matches!(grid.role(*at), Role::Detail | Role::Sum | Role::Difference);
    let all: Vec<usize> = (0..row).filter(counts).collect();
    let open: Vec<usize> = all.iter().copied().filter(is_open).collect();
    let sums: Vec<usize> =
        all.iter().copied().filter(|at| state.is_sum.get(*at).copied().unwrap_or(false)).collect();
    let mut ways: Vec<Way> = Vec::new();
    for rows in [&open, &sums, &all] {
        let recent: Vec<usize> = rows.iter().rev().take(5).copied().collect();
        for (at, first) in recent.iter().enumerate() {
            for second in recent.iter().skip(at + 1) {
                ways.push(vec![(*second, 1), (*first, -1)]);
                ways.push(vec![(*first, 1), (*second, -1)]);
                ways.push(vec![(*first, 1), (*second, 1)]);
            }
        }
        ways.push(plus(rows));
        ways.push(balance(grid, rows));
        if let Some((first, rest)) = rows.split_first() {
            let taken = rest.iter().map(|at| (*at, -1));
            ways.push(std::iter::once((*first, 1)).chain(taken).collect());
        }
    }
    ways.extend(sums_with_turned(grid, &open));
    tidy(ways)
}

/// Revenue with one sign, expense with the other.
fn balance(grid: &Grid<'_>, rows: &[usize]) -> Way {
    let sign = |at: &usize| if words::is_revenue(grid.label(*at)) { 1 } else { -1 };
    rows.iter().map(|at| (*at, sign(at))).collect()
}

fn sums_with_turned(grid: &Grid<'_>, rows: &[usize]) -> Vec<Way> {
    turned(grid, &[plus(rows)])
}

/// Whether the label speaks of more than its own group.
fn is_sum_of_sums(grid: &Grid<'_>, row: usize) -> bool {
    let label = words::bare(grid.label(row));
    !label.starts_with("zwischen") && !label.starts_with("summe") && !label.starts_with("teil")
}

/// The rows directly above `row` that `is_one`.
fn rows_up(row: usize, is_one: impl Fn(&usize) -> bool) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..row).rev().take_while(is_one).collect();
    rows.reverse();
    rows
}

/// The same rows, but with those that are parts of others.
fn with_parts(grid: &Grid<'_>, row: usize) -> Vec<Vec<usize>> {
    let counts = |at: &usize| matches!(grid.role(*at), Role::Detail | Role::Part);
    vec![rows_up(row, counts), (0..row).filter(counts).collect()]
}

/// The rows of the outermost numbers, where rows are numbered `1`, `1.1`, `1.2`, `2`.
fn numbered(grid: &Grid<'_>, row: usize) -> Option<Vec<usize>> {
    let depth = |at: usize| number_of(grid, at).map(|number| number.matches('.').count());
    let rows: Vec<(usize, usize)> = (0..row)
        .filter(|at| !matches!(grid.role(*at), Role::Heading | Role::Other | Role::Part))
        .filter_map(|at| Some((at, depth(at)?)))
        .collect();
    let least = rows.iter().map(|(_, depth)| *depth).min()?;
    Some(rows.into_iter().filter(|(_, depth)| *depth == least).map(|(at, _)| at).collect())
}

/// The number that a row is named with, as `1.2` in `1.2 Sachanlagen`.
fn number_of<'a>(grid: &Grid<'a>, row: usize) -> Option<&'a str> {
    let first = grid.table.rows.get(row)?.first()?.text().trim();
    let number = first.split(' ').next()?.trim_end_matches(['.', ')']);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_number.then_some(number)
}

/// The rows below `row` that its number makes parts of it: `1.1` and `1.2` of `1`.
pub(super) fn children(grid: &Grid<'_>, row: usize) -> Way {
    let Some(own) = number_of(grid, row) else { return Way::new() };
    let is_below = |at: &usize| {
        number_of(grid, *at).is_some_and(|number| number.starts_with(&format!("{own}.")))
    };
    let is_child = |at: &usize| {
        let number = number_of(grid, *at).unwrap_or_default();
        number.matches('.').count() == own.matches('.').count() + 1
    };
    let below = (row + 1..grid.rows.len()).take_while(is_below).filter(is_child);
    below.map(|at| (at, 1)).collect()
}

fn plus(rows: &[usize]) -> Way {
    rows.iter().map(|at| (*at, 1)).collect()
}

/// The ways in which the rows that take something away count with the other sign.
fn turned(grid: &Grid<'_>, ways: &[Way]) -> Vec<Way> {
    // What is printed with its minus has it already.
    let is_signed = |at: usize| {
        let values = grid.summable().into_iter().filter_map(|column| grid.value((at, column)));
        values.into_iter().any(|value| value.is_sign_negative())
    };
    let is_minus = |at: usize| words::is_minus(grid.label(at)) && !is_signed(at);
    let turn = |way: &Way| -> Option<Way> {
        let has_both =
            way.iter().any(|(at, _)| is_minus(*at)) && way.iter().any(|(at, _)| !is_minus(*at));
        let sign = |at: usize, sign: i8| if is_minus(at) { -sign } else { sign };
        has_both.then(|| way.iter().map(|(at, s)| (*at, sign(*at, *s))).collect())
    };
    ways.iter().take(MOST).filter_map(turn).collect()
}

/// The ways without those that are empty or there already.
fn tidy(ways: Vec<Way>) -> Vec<Way> {
    let mut kept: Vec<Way> = Vec::new();
    for way in ways {
        if !way.is_empty() && !kept.contains(&way) {
            kept.push(way);
        }
    }
    kept.truncate(MOST * 4);
    kept
}
