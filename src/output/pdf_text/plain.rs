//! Turns the text of pages into plain text with tables.
//!
//! Text on one base line is a line; a wide gap in it parts cells, which become
//! columns where amounts lie over each other. Artifacts are left out.

use super::lines::{Cell, Line, SAME, is_amounts, is_number, lines};
use super::{PageText, beside};

/// The text of `pages`: paragraphs parted by blank lines, cells by tabulators.
pub fn plain_text(pages: &[PageText]) -> String {
    let mut text = String::new();
    for page in pages {
        let lines = lines(page);
        let mut from = 0;
        while let Some(line) = lines.get(from) {
            let length = beside::length(lines.get(from..).unwrap_or_default());
            if length > 0 {
                beside::read(lines.get(from..from + length).unwrap_or_default(), &mut text);
                from += length;
                continue;
            }
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

/// How many lines from `from` on are one table; none where they hold no numbers.
fn table_length(lines: &[Line], from: usize) -> usize {
    let rest = lines.get(from..).unwrap_or_default();
    let mut length = 0;
    let mut last = 0;
    for (index, line) in rest.iter().enumerate() {
        let above = index.checked_sub(1).and_then(|above| rest.get(above));
        let is_near = above.is_none_or(|above| line.y - above.y < above.size * 4.0);
        if !is_near || index > last + 3 || (is_head(line) && has_amounts(rest, index)) {
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

/// Whether a line names three columns or more and holds no amount: the head of a table.
fn is_head(line: &Line) -> bool {
    let is_name = |cell: &Cell| !is_number(cell) && cell.text.contains(char::is_alphabetic);
    line.cells.len() >= 3 && line.cells.iter().all(is_name)
}

/// Whether two lines before the one at `index` hold amounts, so that a head begins another
/// table.
fn has_amounts(lines: &[Line], index: usize) -> bool {
    let before = lines.iter().take(index);
    before.filter(|line| line.cells.iter().skip(1).any(is_number)).count() >= 2
}

fn table(rows: &[Line], text: &mut String) {
    let columns = columns(rows);
    if !text.is_empty() {
        text.push('\n');
    }
    let mut grid: Vec<(f64, Vec<String>)> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let cells = cells(row, &columns);
        let above = at.checked_sub(1).and_then(|above| rows.get(above));
        // A label that goes on below its first line is part of the row above.
        let goes_on = above.is_some_and(|above| row.y - above.y <= row.size * 1.45);
        let is_label = matches!(row.cells.as_slice(), [more] if !is_number(more));
        match grid.last_mut() {
            Some((_, last)) if goes_on && is_label && has_number(last) => join(last, &cells),
            // Amounts that stand beside the middle of their label have it above.
            Some((y, last)) if row.y - *y < row.size && is_bare(last) && !is_named(&cells) => {
                join(last, &cells);
                *y = row.y;
            }
            _ => grid.push((row.y, cells)),
        }
    }
    for (_, cells) in grid {
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text.push('\n');
}

/// Whether a row holds an amount.
fn has_number(cells: &[String]) -> bool {
    cells.iter().skip(1).any(|cell| !cell.is_empty() && is_amounts(cell))
}

/// Whether a row holds nothing but its name.
fn is_bare(cells: &[String]) -> bool {
    is_named(cells) && cells.iter().skip(1).all(String::is_empty)
}

fn is_named(cells: &[String]) -> bool {
    cells.first().is_some_and(|name| !name.is_empty())
}

/// Adds the words of `more` to the cells that they stand below.
fn join(cells: &mut [String], more: &[String]) {
    for (cell, more) in cells.iter_mut().zip(more).filter(|(_, more)| !more.is_empty()) {
        cell.push_str(if cell.is_empty() { "" } else { " " });
        cell.push_str(more);
    }
}

/// A column of a table: from where to where its cells reach, in points.
struct Column {
    x: f64,
    end: f64,
}

impl Column {
    /// How far `cell` lies over this column; less than nothing where it lies beside.
    fn shared(&self, cell: &Cell) -> f64 {
        self.end.min(cell.end) - self.x.max(cell.x)
    }
}

/// The columns of a table: amounts that stand over each other, and words beside them.
fn columns(rows: &[Line]) -> Vec<Column> {
    let body =
        || rows.iter().filter(|row| row.cells.len() > 1 && row.cells.iter().skip(1).any(is_number));
    let numbers = body().flat_map(|row| &row.cells).filter(|cell| is_number(cell));
    let mut columns = merged(numbers);
    let is_free = |cell: &&Cell| columns.iter().all(|column| column.shared(cell) <= 0.0);
    let words =
        merged(body().flat_map(|row| &row.cells).filter(|cell| !is_number(cell)).filter(is_free));
    columns.extend(words);
    // Names that run over the amounts of other rows still begin the table.
    let first =
        rows.iter().flat_map(|row| row.cells.first()).map(|cell| cell.x).fold(f64::MAX, f64::min);
    if columns.iter().all(|column| column.x > first + SAME) {
        columns.push(Column { x: first, end: first + SAME });
    }
    columns.sort_by(|a, b| a.x.total_cmp(&b.x));
    columns
}

/// The columns that `cells` form where they lie over each other.
fn merged<'a>(cells: impl Iterator<Item = &'a Cell>) -> Vec<Column> {
    let mut columns: Vec<Column> = cells.map(|cell| Column { x: cell.x, end: cell.end }).collect();
    columns.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut merged: Vec<Column> = Vec::new();
    for column in columns {
        match merged.last_mut() {
            Some(last) if column.x < last.end - 0.5 => last.end = last.end.max(column.end),
            _ => merged.push(column),
        }
    }
    merged
}

fn cells(row: &Line, columns: &[Column]) -> Vec<String> {
    let mut texts = vec![String::new(); columns.len()];
    for cell in row.cells.iter().flat_map(|cell| spread(cell, columns)) {
        let cell = &cell;
        let near = |column: &Column| {
            let shared = column.shared(cell);
            // Of two columns that a cell lies over alike, its right edge tells.
            (shared * 100.0).round() - (column.end - cell.end).abs() * 0.01
        };
        let best = columns.iter().enumerate().max_by(|(_, a), (_, b)| near(a).total_cmp(&near(b)));
        let is_alone = row.cells.len() == 1 && !is_number(cell);
        let at = if is_alone { begins_in(cell, columns) } else { best.map_or(0, |(at, _)| at) };
        if let Some(text) = texts.get_mut(at) {
            text.push_str(if text.is_empty() { "" } else { " " });
            text.push_str(cell.text.trim());
        }
    }
    texts
}

/// The words of a cell that lies over several columns, such as heads drawn in one go.
fn spread(cell: &Cell, columns: &[Column]) -> Vec<Cell> {
    let covered = |column: &&Column| column.shared(cell) > 0.6 * (column.end - column.x);
    if is_number(cell) || columns.iter().filter(covered).count() < 2 {
        return vec![Cell { text: cell.text.clone(), ..*cell }];
    }
    let all = f64::from(u32::try_from(cell.text.chars().count().max(1)).unwrap_or(1));
    let mut words = Vec::new();
    let mut at = 0_u32;
    for word in cell.text.split(' ') {
        let length = u32::try_from(word.chars().count()).unwrap_or(0);
        let place = |at: u32| cell.x + (cell.end - cell.x) * f64::from(at) / all;
        if length > 0 {
            words.push(Cell { text: word.to_owned(), x: place(at), end: place(at + length) });
        }
        at += length + 1;
    }
    words
}

/// The column in which a line of one cell begins.
fn begins_in(cell: &Cell, columns: &[Column]) -> usize {
    columns.iter().rposition(|column| column.x <= cell.x + SAME).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::Run;
    use super::*;

    fn run(text: &str, x: f64, end: f64, y: f64) -> Run {
        Run { text: text.into(), x, y, end, size: 10.0, artifact: false }
    }

    #[test]
    fn reads_one_column_of_text_after_the_other() {
        let line = |at: u32, left: &str, right: &str| {
            let y = 20.0 + 13.0 * f64::from(at);
            [run(left, 50.0, 220.0, y), run(right, 280.0, 450.0, y)]
        };
        let words = ["der Haushalt ist eng", "die Kosten sind hoch"];
        let runs: Vec<Run> = (0..6).flat_map(|at| line(at, words[0], words[1])).collect();
        let text = plain_text(&[PageText { width: 500.0, height: 800.0, runs }]);
        let (left, right) = text.trim().split_once("\n\n").unwrap();
        assert_eq!((left.matches(words[0]).count(), left.contains(words[1])), (6, false));
        assert_eq!((right.matches(words[1]).count(), right.contains(words[0])), (6, false));
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
