//! Turns the text of pages into plain text with tables.
//!
//! Text on one base line is a line; a wide gap in it parts cells, which become
//! columns by their right edges, where amounts stand flush. Artifacts are left out.

use super::{PageText, Run};

/// A line of a page.
struct Line {
    y: f64,
    size: f64,
    cells: Vec<Cell>,
}

/// Text on a line without a wide gap.
struct Cell {
    text: String,
    x: f64,
    end: f64,
    /// Whether its place is estimated, because it was drawn together with others.
    is_estimated: bool,
}

/// How far base lines of one line, and right edges of one column, lie apart at most.
const SAME: f64 = 3.0;

/// How far a number may end from the edge of its column, where its place is estimated.
const NEAR: f64 = 12.0;

/// The text of `pages`: paragraphs parted by blank lines, cells by tabulators.
pub fn plain_text(pages: &[PageText]) -> String {
    let mut text = String::new();
    for page in pages {
        let lines = lines(page);
        let mut from = 0;
        while let Some(line) = lines.get(from) {
            let length = if line.cells.len() < 2 { 0 } else { table_length(&lines, from) };
            if length == 0 {
                let above = from.checked_sub(1).and_then(|above| lines.get(above));
                let is_apart = above.is_some_and(|above| line.y - above.y > above.size * 1.75);
                text.push_str(if is_apart { "\n" } else { "" });
                let words: Vec<&str> = line.cells.iter().map(|cell| cell.text.trim()).collect();
                text.push_str(&words.join(" "));
                text.push('\n');
                from += 1;
            } else {
                table(lines.get(from..from + length).unwrap_or_default(), &mut text);
                from += length;
            }
        }
        text.push('\n');
    }
    text.replace(['\u{2010}', '\u{2011}'], "-")
}

fn lines(page: &PageText) -> Vec<Line> {
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
            _ => cells.push(Cell {
                text: run.text.clone(),
                x: run.x,
                end: run.end,
                is_estimated: false,
            }),
        }
    }
    Line { y, size, cells: cells.into_iter().flat_map(divided).collect() }
}

/// Whether one amount ends and the next begins between `left` and `right`.
fn parts(left: &str, right: &str) -> bool {
    let is_end = left.trim_end().ends_with(['€', '%', '–']);
    let is_start = right.trim_start().starts_with(|c: char| c.is_ascii_digit() || "–−".contains(c));
    is_amounts(left) && is_end && is_start
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
            x: position(start),
            end: position(end),
            is_estimated: true,
        })
        .collect()
}

fn is_amounts(text: &str) -> bool {
    let is_part = |char: char| char.is_ascii_digit() || " .,€%−–-+()\u{a0}".contains(char);
    text.chars().all(is_part)
}

/// How many lines from `from` on are one table; none where they hold no numbers.
fn table_length(lines: &[Line], from: usize) -> usize {
    let rest = lines.get(from..).unwrap_or_default();
    let mut length = 0;
    let mut last = 0;
    for (index, line) in rest.iter().enumerate() {
        let above = index.checked_sub(1).and_then(|above| rest.get(above));
        let is_near = above.is_none_or(|above| line.y - above.y < above.size * 4.0);
        if !is_near || index > last + 2 {
            break;
        }
        length = index + 1;
        if line.cells.len() >= 2 {
            last = index;
        }
    }
    let length = length.min(last + 1);
    let rows = rest.get(..length).unwrap_or_default();
    let numbers = rows.iter().filter(|row| row.cells.iter().skip(1).any(is_number)).count();
    if numbers >= 2 { length } else { 0 }
}

fn is_number(cell: &Cell) -> bool {
    is_amounts(cell.text.trim())
}

fn table(rows: &[Line], text: &mut String) {
    let mut edges: Vec<f64> = rows
        .iter()
        .flat_map(|row| row.cells.iter().skip(usize::from(row.cells.len() > 1)))
        .filter(|cell| is_number(cell) && !cell.is_estimated)
        .map(|cell| cell.end)
        .collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup_by(|next, last| *next - *last <= SAME);
    if !text.is_empty() {
        text.push('\n');
    }
    let mut above: Option<&Line> = None;
    for row in rows {
        // A label that goes on below its first line is part of the row above.
        let goes_on = above.is_some_and(|above| row.y - above.y <= row.size * 1.45);
        match (row.cells.as_slice(), goes_on) {
            ([more], true) if !is_number(more) => continue_label(text, more.text.trim()),
            _ => text.push_str(&cells(row, &edges)),
        }
        above = Some(row);
    }
    text.push('\n');
}

/// Adds `more` to the first cell of the last line of `text`.
fn continue_label(text: &mut String, more: &str) {
    let start = text.trim_end_matches('\n').rfind('\n').map_or(0, |at| at + 1);
    let tab = text.get(start..).and_then(|line| line.find('\t')).map(|tab| start + tab);
    if let Some(tab) = tab {
        text.insert_str(tab, &format!(" {more}"));
    }
}

fn order(
    left: Option<&f64>,
    right: Option<&f64>,
    distance: impl Fn(&f64) -> f64,
) -> std::cmp::Ordering {
    let far = |edge: Option<&f64>| edge.map_or(f64::MAX, &distance);
    far(left).total_cmp(&far(right))
}

fn cells(row: &Line, edges: &[f64]) -> String {
    let mut columns = vec![String::new(); edges.len() + 1];
    for cell in &row.cells {
        let distance = |edge: &f64| (cell.end - edge).abs();
        let nearest = (0..edges.len()).min_by(|a, b| order(edges.get(*a), edges.get(*b), distance));
        let reach = if is_number(cell) { NEAR } else { SAME };
        let at = nearest.filter(|at| edges.get(*at).is_some_and(|edge| distance(edge) <= reach));
        let is_first = cell.x <= row.cells.first().map_or(0.0, |first| first.x);
        let column = match at {
            Some(column) if is_number(cell) || !is_first => column + 1,
            _ => 0,
        };
        if let Some(text) = columns.get_mut(column) {
            text.push_str(if text.is_empty() { "" } else { " " });
            text.push_str(cell.text.trim());
        }
    }
    columns.join("\t") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, x: f64, end: f64, y: f64) -> Run {
        Run { text: text.into(), x, y, end, size: 10.0, artifact: false }
    }

    #[test]
    fn finds_columns_by_their_right_edges() {
        let runs = vec![
            run("Ein Absatz, der auf zwei", 50.0, 200.0, 20.0),
            run("Zeilen steht.", 50.0, 120.0, 33.0),
            run("2021", 280.0, 300.0, 80.0),
            run("2022", 380.0, 400.0, 80.0),
            run("Träger mit einem langen", 50.0, 180.0, 96.0),
            run("5,00 €", 370.0, 400.0, 96.0),
            run("Namen", 50.0, 80.0, 109.0),
            run("Summe", 50.0, 90.0, 126.0),
            run("1,00 €", 270.0, 300.0, 126.0),
            run("15,00 €", 365.0, 400.0, 126.0),
            run("Gesamt", 50.0, 90.0, 142.0),
            run("18.400.000.000,00 € 84.959.000.000,00 €", 205.0, 400.0, 142.0),
        ];
        let page = PageText { width: 500.0, height: 800.0, runs };
        assert_eq!(
            plain_text(&[page]),
            "Ein Absatz, der auf zwei\nZeilen steht.\n\n\t2021\t2022\nTräger mit einem langen Namen\t\t5,00 €\nSumme\t1,00 €\t15,00 €\nGesamt\t18.400.000.000,00 €\t84.959.000.000,00 €\n\n\n"
        );
    }
}
