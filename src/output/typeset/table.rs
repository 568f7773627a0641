//! Writes a pipe table as a call of `tabelle`, and tells its rows apart.
//!
//! What a row is follows from its bold cells alone (a group's heading, a
//! sub-total, a total); how it looks is up to `seite.typ`.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::blocks::Blocks;
use super::{Piece, Text};

/// A column of words wider than this shares the width of the table; a narrower
/// one, and one of figures, takes what it needs.
const NARROW: usize = 24;

/// The shares of the width that such a column can get.
const SHARES: (usize, usize) = (12, 60);

/// Characters that surely have room in a line across the page.
const LINE: usize = 80;

/// Lines of a table that surely have room on a page.
const PAGE: usize = 32;

/// What a row is; the name of the function that sets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Gruppe,
    Zeile,
    Zwischensumme,
    Summe,
}

/// A cell and how its text is set.
struct Cell<'p, 'a> {
    pieces: &'p [Piece<'a>],
    /// Characters.
    length: usize,
    bold: bool,
    italic: bool,
}

/// Writes the table whose head and rows are `content` as a call of `function`.
pub(super) fn write(
    text: Text,
    function: &str,
    alignments: &[Alignment],
    content: &[Piece],
    out: &mut String,
) {
    let (head, rows) = rows(content);
    out.push_str(&format!("#{function}(\n"));
    columns(alignments, &head, &rows, out);
    out.push_str(&format!("  zusammen: {},\n", fits_on_a_page(alignments.len(), &rows)));
    out.push_str("  kopf: (");
    if head.iter().any(|cell| cell.length > 0) {
        cells(text, &head, true, out);
    }
    out.push_str("),\n");
    for row in &rows {
        row_of(text, row, out);
    }
    out.push_str(")\n");
}

fn row_of(text: Text, row: &[Cell], out: &mut String) {
    let kind = kind(row);
    let even = kind != Kind::Zeile;
    out.push_str(match kind {
        Kind::Gruppe => "  gruppe(",
        Kind::Zeile => "  zeile(",
        Kind::Zwischensumme => "  zwischensumme(",
        Kind::Summe => "  summe(",
    });
    let shown = if kind == Kind::Gruppe { row.get(..1).unwrap_or_default() } else { row };
    cells(text, shown, even, out);
    out.push_str("),\n");
}

fn cells(text: Text, row: &[Cell], even: bool, out: &mut String) {
    for cell in row {
        out.push('[');
        out.push_str(&Blocks::cell(text, cell.pieces, even));
        out.push_str("],");
    }
}

/// The widths and alignments: the first column takes the rest, figures what they need.
fn columns(alignments: &[Alignment], head: &[Cell], rows: &[Vec<Cell>], out: &mut String) {
    let mut widths = String::new();
    let mut sides = String::new();
    for (index, alignment) in alignments.iter().enumerate() {
        let longest = rows
            .iter()
            .filter(|row| kind(row) != Kind::Gruppe)
            .map(Vec::as_slice)
            .chain([head])
            .filter_map(|row| row.get(index).map(|cell| cell.length))
            .max()
            .unwrap_or(0);
        let figures = *alignment == Alignment::Right;
        if index > 0 && (figures || longest <= NARROW) {
            widths.push_str("auto, ");
        } else {
            widths.push_str(&format!("{}fr, ", longest.clamp(SHARES.0, SHARES.1)));
        }
        sides.push_str(match alignment {
            Alignment::Right => "end, ",
            Alignment::Center => "center, ",
            Alignment::Left | Alignment::None => "start, ",
        });
    }
    out.push_str(&format!("  breiten: ({widths}),\n  ausrichtung: ({sides}),\n"));
}

/// Whether the table certainly has room on one page; guessed with narrow columns.
fn fits_on_a_page(columns: usize, rows: &[Vec<Cell>]) -> bool {
    let per_line = (LINE / columns.max(1)).max(6);
    let lines = |row: &Vec<Cell>| {
        row.iter().map(|cell| cell.length.div_ceil(per_line)).max().unwrap_or(0).max(1)
    };
    rows.iter().map(lines).sum::<usize>() <= PAGE
}

/// What a row is, by its filled cells; a dash is as good as nothing.
fn kind(row: &[Cell]) -> Kind {
    let mut filled = row.iter().filter(|cell| cell.length > 0);
    let Some(first) = filled.next() else { return Kind::Zeile };
    let alone = row.first().is_some_and(|cell| cell.length > 0) && filled.next().is_none();
    if alone && row.len() > 1 {
        return if first.bold { Kind::Gruppe } else { Kind::Zeile };
    }
    let mut filled = row.iter().filter(|cell| cell.length > 0);
    match filled.try_fold(true, |italic, cell| cell.bold.then_some(italic && cell.italic)) {
        Some(true) => Kind::Summe,
        Some(false) => Kind::Zwischensumme,
        None => Kind::Zeile,
    }
}

/// The cells of the head and of the rows below it.
fn rows<'p, 'a>(content: &'p [Piece<'a>]) -> (Vec<Cell<'p, 'a>>, Vec<Vec<Cell<'p, 'a>>>) {
    let (mut head, mut rows, mut row) = (Vec::new(), Vec::new(), Vec::new());
    let mut start = 0;
    for (index, (event, _)) in content.iter().enumerate() {
        match event {
            Event::Start(Tag::TableCell) => start = index + 1,
            Event::End(TagEnd::TableCell) => {
                row.push(cell(content.get(start..index).unwrap_or_default()));
            }
            Event::End(TagEnd::TableHead) => head = std::mem::take(&mut row),
            Event::End(TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
            _ => {}
        }
    }
    (head, rows)
}

fn cell<'p, 'a>(pieces: &'p [Piece<'a>]) -> Cell<'p, 'a> {
    let mut cell = Cell { pieces, length: 0, bold: true, italic: true };
    let (mut strong, mut emphasis) = (0_usize, 0_usize);
    for (event, _) in pieces {
        match event {
            Event::Start(Tag::Strong) => strong += 1,
            Event::End(TagEnd::Strong) => strong -= 1,
            Event::Start(Tag::Emphasis) => emphasis += 1,
            Event::End(TagEnd::Emphasis) => emphasis -= 1,
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                let dash = text.trim() == "–";
                cell.length += text.trim().chars().count();
                cell.bold &= strong > 0 || dash;
                cell.italic &= emphasis > 0 || dash;
            }
            _ => {}
        }
    }
    cell
}
