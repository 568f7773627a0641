//! Splits tables of figures that are wider than a page into narrower ones.
//!
//! A paper over ten Haushaltsjahre has a year table that no page holds. Its columns
//! are dealt to several tables, one below the other, each with the first column
//! again; every cell stands in one of them, and none is changed.

use super::marks;

/// What has room in a line across a page beside the narrowest first column; all widths
/// are in half digits.
const ROOM: usize = 134;

/// The room between two columns.
const GAP: usize = 5;

/// `marked` with its wide tables split. Tables inside lists and quotations, and those
/// with a column of words after the first, are left as they are: words wrap.
pub(super) fn split(marked: &str) -> String {
    let mut out = String::with_capacity(marked.len());
    let mut lines = marked.lines().peekable();
    let mut fence: Option<&str> = None;
    while let Some(line) = lines.next() {
        fence = fenced(line, fence);
        let mut table = vec![line];
        if fence.is_none() && is_row(line) {
            while let Some(next) = lines.next_if(|next| is_row(next)) {
                table.push(next);
            }
        }
        match narrower(&table) {
            Some(tables) => out.push_str(&tables.join("\n")),
            None => table.iter().for_each(|line| {
                out.push_str(line);
                out.push('\n');
            }),
        }
    }
    out
}

/// The fence of the code block that `line` is in, or opens, as long as it is open.
fn fenced<'a>(line: &'a str, open: Option<&'a str>) -> Option<&'a str> {
    let text = line.trim_start();
    let marker = ["```", "~~~"].into_iter().find(|marker| text.starts_with(marker));
    match (open, marker) {
        (None, found) => found,
        (Some(open), Some(found)) if open == found && text.trim_matches(['`', '~']).is_empty() => {
            None
        }
        (open, _) => open,
    }
}

fn is_row(line: &str) -> bool {
    line.starts_with('|')
}

/// The tables into which `table` is split, or nothing where it has room.
fn narrower(table: &[&str]) -> Option<Vec<String>> {
    let rows: Vec<Vec<&str>> = table.iter().map(|line| cells(line)).collect();
    let (head, sides) = (rows.first()?, rows.get(1)?);
    let is_right = |cell: &&str| cell.ends_with("-:") && !cell.starts_with(':');
    if head.len() != sides.len() || !sides.iter().skip(1).all(is_right) {
        return None;
    }
    let widths: Vec<usize> = (1..head.len()).map(|column| widest(&rows, column) + GAP).collect();
    if widths.iter().sum::<usize>() <= ROOM {
        return None;
    }
    let parts = parts(&widths).into_iter().map(|(from, to)| part(&rows, from + 1, to + 1));
    Some(parts.collect())
}

/// The fewest runs of columns that each have room, as even as can be.
fn parts(widths: &[usize]) -> Vec<(usize, usize)> {
    let count = widths.len();
    let runs = |parts: usize| -> Vec<(usize, usize)> {
        (0..parts).map(|part| (part * count / parts, (part + 1) * count / parts)).collect()
    };
    let has_room = |(from, to): &(usize, usize)| {
        widths.get(*from..*to).is_none_or(|own| own.len() < 2 || own.iter().sum::<usize>() <= ROOM)
    };
    (1..=count).map(runs).find(|runs| runs.iter().all(has_room)).unwrap_or_else(|| runs(count))
}

/// The table of the first column and those from `from` up to `to`.
fn part(rows: &[Vec<&str>], from: usize, to: usize) -> String {
    let mut part = String::new();
    for row in rows {
        let first = row.first().copied().unwrap_or_default();
        let own = row.get(from..to.min(row.len())).unwrap_or_default();
        part.push_str(&format!("| {first} |"));
        own.iter().for_each(|cell| part.push_str(&format!(" {cell} |")));
        part.push('\n');
    }
    part
}

/// The cells of a row, without the blanks around them; `\|` is no border.
fn cells(line: &str) -> Vec<&str> {
    let row = line.trim_end().strip_prefix('|').unwrap_or(line);
    let row = row.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(row);
    let (mut cells, mut start, mut escaped) = (Vec::new(), 0, false);
    for (at, character) in row.char_indices() {
        if character == '|' && !escaped {
            cells.push(row.get(start..at).unwrap_or_default().trim());
            start = at + 1;
        }
        escaped = character == '\\' && !escaped;
    }
    cells.push(row.get(start..).unwrap_or_default().trim());
    cells
}

fn widest(rows: &[Vec<&str>], column: usize) -> usize {
    rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0)
}

/// About how wide the text of a cell is: a digit counts two, a point one.
fn width(cell: &str) -> usize {
    let printed = |character: char| match character {
        '*' | '-' | ':' => 0,
        '.' | ',' | ' ' | '\u{a0}' => 1,
        _ => 2,
    };
    marks::unmarked(cell).chars().map(printed).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(years: usize, amount: &str) -> String {
        let cells = |cell: &str| format!(" {cell} |").repeat(years);
        format!(
            "Davor\n\n| Zeile |{}\n|:---|{}\n| **Gruppe** |{}\n| a \\| b |{}\n\nDanach\n",
            cells("2021"),
            "---:|".repeat(years),
            " |".repeat(years),
            cells(amount),
        )
    }

    #[test]
    fn a_table_with_room_stays() {
        let narrow = table(4, "1.686.708,05 €");
        assert_eq!(split(&narrow), narrow);
    }

    #[test]
    fn columns_are_dealt_evenly_and_the_first_one_repeats() {
        let wide = split(&table(9, "1.686.708,05 €"));
        let heads: Vec<&str> = wide.lines().filter(|line| line.contains("Zeile")).collect();
        let counts: Vec<usize> = heads.iter().map(|head| head.matches("2021").count()).collect();
        assert_eq!(counts, [3, 3, 3]);
        assert_eq!(wide.matches("1.686.708,05 €").count(), 9);
        assert_eq!(wide.matches("| a \\| b |").count(), 3);
        assert!(wide.starts_with("Davor\n\n|") && wide.ends_with("|\n\nDanach\n"), "{wide}");
        assert!(wide.contains("|\n\n| Zeile |"), "an empty line ends a table: {wide}");
    }

    #[test]
    fn code_and_words_stay() {
        let code = format!("```\n{}```\n", table(9, "1.686.708,05 €"));
        assert_eq!(split(&code), code);
        let words = table(9, "1.686.708,05 €").replace("---:", ":---");
        assert_eq!(split(&words), words);
    }
}
