//! Finds sums and differences in tables that do not come out.
//!
//! A table does not say which rows a sum adds up, so every usual way is tried and
//! the one that fits most columns counts. Where two sums that fail share one cell
//! that would cure both, that cell is reported alone.

use rust_decimal::Decimal;

use super::grid::{Grid, Role};

/// The longest table that is recomputed; longer ones are lists of data.
const MOST_ROWS: usize = 1_000;

/// How many failed claims are traced to single cells.
const MOST_FAILED: usize = 40;

/// A calculation that a table claims: terms with their signs, and the result.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    /// The cell that should be the result.
    pub(super) result: (usize, usize),
    /// The cells it is made of, with their signs.
    pub(super) terms: Vec<((usize, usize), i8)>,
    /// What the terms come to.
    pub(super) expected: Decimal,
    /// What is printed.
    pub(super) printed: Decimal,
}

/// What is wrong with a table.
#[derive(Debug)]
pub(super) enum Fault {
    /// A claim that fails by itself.
    Claim(Claim),
    /// A cell that makes several claims fail, and what would cure all of them.
    Cell((usize, usize), Decimal, usize),
}

/// What does not come out in `grid`.
pub(super) fn check(grid: &Grid) -> Vec<Fault> {
    if grid.rows.len() > MOST_ROWS {
        return Vec::new();
    }
    let claims: Vec<Claim> = by_columns(grid).into_iter().chain(by_rows(grid)).collect();
    let (fine, mut failed): (Vec<Claim>, Vec<Claim>) =
        claims.into_iter().partition(|claim| claim.expected == claim.printed);
    let mut faults = Vec::new();
    while let Some((cell, cure)) = culprit(&failed, &fine) {
        let value = grid.value(cell).unwrap_or_default();
        let cured = failed.iter().filter(|claim| change(claim, cell) == Some(cure)).count();
        failed.retain(|claim| change(claim, cell) != Some(cure));
        faults.push(Fault::Cell(cell, value + cure, cured));
    }
    faults.extend(failed.into_iter().map(Fault::Claim));
    faults
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

/// The claims of sum and difference rows.
fn by_columns(grid: &Grid) -> Vec<Claim> {
    let columns = grid.money_columns();
    let mut claims = Vec::new();
    for row in 0..grid.rows.len() {
        let ways = match grid.role(row) {
            Role::Sum | Role::Total => sum_ways(grid, row),
            Role::Difference => difference_ways(grid, row),
            Role::Heading | Role::Detail => continue,
        };
        if grid.is_calculated(row) {
            continue;
        }
        let claims_of = |way: &Vec<(usize, i8)>| -> Vec<Claim> {
            let in_column = |column: &usize| {
                let terms = way.iter().map(|(row, sign)| ((*row, *column), *sign)).collect();
                claim(grid, (row, *column), terms)
            };
            columns.iter().filter_map(in_column).collect()
        };
        let is_difference = grid.role(row) == Role::Difference;
        let is_evidence = |claim: &Claim| {
            // What nothing is taken from equals much by chance.
            let is_term = |value: Option<Decimal>| value.is_some_and(|value| !value.is_zero());
            let is_whole = claim.terms.iter().all(|(cell, _)| is_term(grid.value(*cell)));
            !grid.is_on_top(claim.result.1) && (is_whole || !is_difference)
        };
        claims.extend(best(ways.iter().map(claims_of), is_sure(grid, row), is_evidence));
    }
    claims
}

/// Whether a row is a sum beyond doubt, so that it is one though nothing fits.
fn is_sure(grid: &Grid, row: usize) -> bool {
    let is_of_steps = grid.has_calculations() && grid.years_above(row).is_empty();
    if is_of_steps || grid.is_cut_off(row) {
        return false;
    }
    let is_between_totals =
        grid.role(row) == Role::Difference && grid.totals_before(row).len() == 2;
    grid.is_sum_by_name(row) || (is_between_totals && !grid.compares())
}

/// The claims of the way that fits best; none where a doubtful one fits in no claim that is
/// evidence. A column of what comes on top is none: it fits wherever only that is listed.
fn best(
    ways: impl Iterator<Item = Vec<Claim>>,
    is_sure: bool,
    is_evidence: impl Fn(&Claim) -> bool,
) -> Vec<Claim> {
    let fits = |claim: &Claim| claim.expected == claim.printed;
    let fitting = |claims: &[Claim]| claims.iter().filter(|claim| fits(claim)).count();
    let mut chosen: Vec<Claim> = Vec::new();
    for way in ways {
        if chosen.is_empty() || fitting(&way) > fitting(&chosen) {
            chosen = way;
        }
    }
    let is_meant = is_sure || chosen.iter().any(|claim| fits(claim) && is_evidence(claim));
    if is_meant { chosen } else { Vec::new() }
}

fn claim(grid: &Grid, result: (usize, usize), terms: Vec<((usize, usize), i8)>) -> Option<Claim> {
    let printed = grid.value(result)?;
    let filled = terms.iter().filter_map(|(cell, sign)| Some((grid.value(*cell)?, *sign)));
    let values: Vec<Decimal> =
        filled.map(|(value, sign)| if sign < 0 { -value } else { value }).collect();
    // Nothing, however often, is no evidence of anything.
    values.iter().any(|value| !value.is_zero()).then(|| Claim {
        result,
        terms,
        expected: values.iter().sum(),
        printed,
    })
}

/// The ways in which the rows above `row` may add up to it, the most usual first.
fn sum_ways(grid: &Grid, row: usize) -> Vec<Vec<(usize, i8)>> {
    let plus = |rows: Vec<usize>| rows.into_iter().map(|row| (row, 1)).collect();
    let years = grid.years_above(row);
    if grid.has_calculations() && !years.is_empty() {
        return vec![plus(years)];
    }
    let group = grid.details_above(row);
    let open = grid.open_items(row, false);
    let financed = grid.open_items(row, true);
    let details = grid.rows_before(row, Role::Detail);
    let since = grid.last_total_before(row);
    let recent: Vec<usize> = details.iter().copied().filter(|other| Some(*other) > since).collect();
    let totals = grid.totals_before(row);
    let mut ways: Vec<Vec<usize>> = if grid.role(row) == Role::Total {
        vec![open, group, recent, totals, details, financed]
    } else {
        vec![group, open, recent, totals, details, financed]
    };
    ways.retain(|way| !way.is_empty());
    ways.dedup();
    ways.into_iter().map(plus).collect()
}

/// The pairs of rows above `row` whose difference it may be, the nearest first.
fn difference_ways(grid: &Grid, row: usize) -> Vec<Vec<(usize, i8)>> {
    let totals = grid.totals_before(row);
    let rows = if totals.len() >= 2 {
        totals
    } else {
        (0..row).filter(|other| grid.role(*other) != Role::Heading).collect()
    };
    let recent: Vec<usize> = rows.into_iter().rev().take(6).collect();
    let mut ways = Vec::new();
    for (index, first) in recent.iter().enumerate() {
        for second in recent.iter().skip(index + 1) {
            ways.push(vec![(*first, 1), (*second, -1)]);
            ways.push(vec![(*second, 1), (*first, -1)]);
        }
    }
    ways
}

/// The claims of columns that add up or compare the columns before them.
fn by_rows(grid: &Grid) -> Vec<Claim> {
    let columns = grid.money_columns();
    let mut claims = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let before = columns.get(..index).unwrap_or_default();
        let ways: Vec<Vec<(usize, i8)>> = if grid.is_sum_column(*column) {
            vec![before.iter().map(|other| (*other, 1)).collect()]
        } else if grid.is_difference_column(*column) {
            pairs(before)
        } else {
            continue;
        };
        let claims_of = |way: &Vec<(usize, i8)>| -> Vec<Claim> {
            let in_row = |row: usize| {
                let terms = way.iter().map(|(other, sign)| ((row, *other), *sign)).collect();
                claim(grid, (row, *column), terms)
            };
            (0..grid.rows.len()).filter_map(in_row).collect()
        };
        let ways = ways.iter().filter(|way| way.len() >= 2);
        claims.extend(best(ways.map(claims_of), false, |_| true));
    }
    claims
}

fn pairs(columns: &[usize]) -> Vec<Vec<(usize, i8)>> {
    let recent: Vec<usize> = columns.iter().rev().take(4).copied().collect();
    let mut pairs = Vec::new();
    for first in &recent {
        for second in recent.iter().filter(|second| *second != first) {
            pairs.push(vec![(*first, 1), (*second, -1)]);
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::super::paper::Paper;
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let paper = Paper::read(text);
        let grids = paper.tables().map(Grid::new);
        let faults = grids.flat_map(|grid| check(&grid));
        faults
            .map(|fault| match fault {
                Fault::Claim(claim) => format!("{:?} {}", claim.result, claim.expected),
                Fault::Cell(cell, value, _) => format!("{cell:?} = {value}"),
            })
            .collect()
    }

    const TABLE: &str = "\
| | 2021 | 2022 | Gesamt |
|:--|--:|--:|--:|
| **Erträge** | | | |
| Zuwendung | 30,00 € | 40,00 € | 70,00 € |
| **Gesamterträge** | **30,00 €** | **40,00 €** | **70,00 €** |
| **Personal** | | | |
| E 13 | 20,00 € | 25,00 € | 45,00 € |
| S 15 | 5,00 € | – | 5,00 € |
| **Summe Personal** | **25,00 €** | **25,00 €** | **50,00 €** |
| **Sachkosten** | | | |
| Miete | 15,00 € | 30,00 € | 45,00 € |
| **Summe Sachkosten** | **15,00 €** | **30,00 €** | **45,00 €** |
| **Gesamtaufwendungen** | **40,00 €** | **55,00 €** | **95,00 €** |
| **Eigenanteil** | **10,00 €** | **15,00 €** | **25,00 €** |
";

    #[test]
    fn a_table_that_adds_up_has_no_faults() {
        assert_eq!(faults(TABLE), [""; 0]);
    }

    #[test]
    fn names_the_cell_where_row_and_column_meet() {
        let planted = TABLE.replace("| E 13 | 20,00 €", "| E 13 | 26,00 €");
        assert_eq!(faults(&planted), ["(4, 1) = 20.00"]);
        let planted = TABLE.replace("**55,00 €**", "**56,00 €**");
        assert_eq!(faults(&planted), ["(10, 2) = 55.00"]);
    }

    #[test]
    fn names_the_sum_where_nothing_else_is_known() {
        let table = "Posten\tBetrag\nMiete\t10,00 €\nStrom\t5,00 €\nSumme\t16,00 €\n";
        assert_eq!(faults(table), ["(2, 1) 15.00"]);
    }

    #[test]
    fn compares_old_and_new() {
        // 7 − 5 = 2, 9 − 6 = 3, 4 − 4 = 0: the second row says 4.
        let table = "| Platz | bisher | neu | Differenz |\n|:--|--:|--:|--:|\n| A | 5 € | 7 € | 2 € |\n| B | 6 € | 9 € | 4 € |\n| C | 4 € | 4 € | 0 € |\n";
        assert_eq!(faults(table), ["(1, 3) 3"]);
    }

    #[test]
    fn a_list_of_changes_adds_nothing_up() {
        // Only what changed is listed: 9 of 20 is no sum, but its change is that of the sum.
        let table = "| | bisher | nunmehr | Änderung |\n|:--|--:|--:|--:|\n| Personal | 9 € | 11 € | 2 € |\n| **Aufwendungen** | **20 €** | **22 €** | **2 €** |\n";
        assert_eq!(faults(table), [""; 0]);
    }

    #[test]
    fn what_comes_on_top_of_an_earlier_paper_is_listed_alone() {
        // Across, 9 + 2 = 11 and 0 + 3 = 3; downwards, the 9 is made of lines not listed here.
        let table = "| | Frühere Vorlage | Diese Vorlage | Zusammen |\n|:--|--:|--:|--:|\n| **2024** | | | |\n| Sachkosten | 0 € | 2 € | 2 € |\n| **Aufwendungen** | **9 €** | **2 €** | **11 €** |\n| **Eigenanteil** | **9 €** | **2 €** | **11 €** |\n| **2025** | | | |\n| Sachkosten | 0 € | 3 € | 3 € |\n| **Aufwendungen** | **0 €** | **3 €** | **3 €** |\n| **Eigenanteil** | **0 €** | **3 €** | **3 €** |\n";
        assert_eq!(faults(table), [""; 0]);
        assert_eq!(faults(&table.replace("**11 €**", "**12 €**")), ["(2, 3) 11", "(3, 3) 11"]);
        // Where the earlier lines are all there, they add up.
        let whole = table.replace("| 0 € | 2 € | 2 €", "| 9 € | 2 € | 11 €");
        let wrong = whole.replace("**Aufwendungen** | **9 €**", "**Aufwendungen** | **8 €**");
        assert_eq!(faults(&wrong), ["(2, 1) = 9"]);
    }

    #[test]
    fn steps_of_a_calculation_are_no_terms_of_its_sum() {
        // 6 + 4 = 10; the 3 is on the way to the 6.
        let table = "| Jahr | Rechnung | Betrag |\n|:--|:--|--:|\n| **Miete** | | |\n| 2026, ein Monat | – | 3,00 € |\n| 2026 | 3,00 € × 2 | 6,00 € |\n| 2027 | – | 4,00 € |\n| **Summe** | – | **10,00 €** |\n";
        assert_eq!(faults(table), [""; 0]);
        assert_eq!(faults(&table.replace("**10,00", "**13,00")), ["(4, 2) 10.00"]);
    }

    #[test]
    fn the_rest_of_a_table_may_add_up_what_stood_before() {
        // The next page has other columns than the first; 5 + 1 + 2 = 8.
        let table = "Posten\tBetrag\tQuelle\nMiete\t5,00 €\tVertrag\n\nStrom\t1,00 €\nWasser\t2,00 €\nSumme\t8,00 €\n";
        assert_eq!(faults(table), [""; 0]);
    }

    #[test]
    fn what_nothing_is_taken_from_is_no_difference() {
        let table = "| | alt | neu |\n|:--|--:|--:|\n| **2024** | | |\n| Ausgaben | 5 € | – |\n| Eigenanteil | 4 € | – |\n| **2025** | | |\n| Ausgaben | – | 7 € |\n| Eigenanteil | 8 € | 7 € |\n";
        assert_eq!(faults(table), [""; 0]);
    }
}
