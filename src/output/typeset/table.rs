//! Writes a pipe table as a call of `tabelle`, and tells its rows apart.
//!
//! What a row is follows from its bold cells alone (a group's heading, a
//! sub-total, a total); how it looks is up to `seite.typ`.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::blocks::Blocks;
use super::{Piece, Text};

/// A column of words wider than this shares the width of the table; a narrower
/// one, and one of figures, takes what it needs. All widths are in half digits.
const NARROW: usize = 48;

/// The shares of the width that such a column can get.
const SHARES: (usize, usize) = (24, 120);

/// The shares of the columns where words are marked as changed, the same in every table:
/// the first names their place beside columns of text.
const LABEL: usize = 44;
const SIDE: usize = 80;

/// As many lines as a table of changed words is said to have from so many on: it is read
/// row by row, and need not stand on one page.
const ANYWHERE: (usize, usize) = (99, 8);

/// What has room in a line across an A4 page, even in bold capitals.
const LINE: usize = 158;

/// What has no room beside each other on an A4 page, even if it is all digits.
const FULL: usize = 200;

/// The room between two columns.
const GAP: usize = 5;

/// What a row is; the name of the function that sets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Group,
    Zeile,
    Zwischensumme,
    Summe,
}

/// A cell and how its text is set.
struct Cell<'p, 'a> {
    pieces: &'p [Piece<'a>],
    /// About how wide its text is, rather too wide.
    width: usize,
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
    let mut widths = widths(alignments, &head, &rows);
    let is_changed = text.is_changed(content);
    if is_changed {
        widths.fill(Width::Share(SIDE));
        widths.iter_mut().take(1).for_each(|first| *first = Width::Share(LABEL));
    }
    columns(alignments, &widths, out);
    let lines = match lines(&widths, &rows) {
        lines if is_changed && lines > ANYWHERE.1 => lines.max(ANYWHERE.0),
        lines => lines,
    };
    out.push_str(&format!("  zeilenzahl: {lines},\n"));
    out.push_str("  kopf: (");
    if head.iter().any(|cell| cell.width > 0) {
        cells(text, &head, true, out);
    }
    out.push_str("),\n");
    for (index, row) in rows.iter().enumerate() {
        row_of(text, row, rows.get(index + 1).map(|next| kind(next)), out);
    }
    out.push_str(")\n");
}

/// Writes `row`, below which a row of the kind `next` stands.
fn row_of(text: Text, row: &[Cell], next: Option<Kind>, out: &mut String) {
    // A group without rows is none; two at the head of a long table make Typst give up.
    let kind = match kind(row) {
        Kind::Group if matches!(next, None | Some(Kind::Group)) => Kind::Zeile,
        kind => kind,
    };
    let even = kind != Kind::Zeile;
    out.push_str(match kind {
        Kind::Group => "  gruppe(",
        Kind::Zeile => "  zeile(",
        Kind::Zwischensumme => "  zwischensumme(",
        Kind::Summe => "  summe(",
    });
    let shown = if kind == Kind::Group { row.get(..1).unwrap_or_default() } else { row };
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

/// How wide a column is.
#[derive(Debug, Clone, Copy)]
enum Width {
    /// What its widest cell needs.
    Needed(usize),
    /// A share of what the others leave.
    Share(usize),
}

impl Width {
    fn needed(self) -> usize {
        match self {
            Self::Needed(width) => width,
            Self::Share(_) => 0,
        }
    }
}

/// The widths of the columns: the first takes the rest, figures take what they need.
/// Where there is no room for what they need, all are equally wide, so that none is
/// squeezed to nothing and set over the next.
fn widths(alignments: &[Alignment], head: &[Cell], rows: &[Vec<Cell>]) -> Vec<Width> {
    let column = |(index, alignment): (usize, &Alignment)| {
        let widest = widest(index, head, rows);
        if index > 0 && (*alignment == Alignment::Right || widest <= NARROW) {
            Width::Needed(widest)
        } else {
            Width::Share(widest.clamp(SHARES.0, SHARES.1))
        }
    };
    let widths: Vec<Width> = alignments.iter().enumerate().map(column).collect();
    let needed: usize = widths.iter().map(|width| width.needed() + GAP).sum();
    if needed > FULL { vec![Width::Share(SHARES.0); widths.len()] } else { widths }
}

/// The width of the widest cell in a column; the heading of a group spans all.
fn widest(column: usize, head: &[Cell], rows: &[Vec<Cell>]) -> usize {
    let rows = rows.iter().filter(|row| kind(row) != Kind::Group).map(Vec::as_slice);
    let cells = rows.chain([head]).filter_map(|row| row.get(column));
    cells.map(|cell| cell.width).max().unwrap_or(0)
}

fn columns(alignments: &[Alignment], widths: &[Width], out: &mut String) {
    let widths = widths.iter().map(|width| match width {
        Width::Needed(_) => "auto, ".to_owned(),
        Width::Share(share) => format!("{share}fr, "),
    });
    let sides = alignments.iter().map(|alignment| match alignment {
        Alignment::Right => "end, ",
        Alignment::Center => "center, ",
        Alignment::Left | Alignment::None => "start, ",
    });
    let (widths, sides): (String, String) = (widths.collect(), sides.collect());
    out.push_str(&format!("  breiten: ({widths}),\n  ausrichtung: ({sides}),\n"));
}

/// About how many lines the rows take, rather too many. By it the layout keeps a
/// short table on one page; to ask Typst for the height would double the time.
fn lines(widths: &[Width], rows: &[Vec<Cell>]) -> usize {
    let (mut needed, mut shares) = (0, 0);
    for width in widths {
        match width {
            Width::Needed(width) => needed += width + GAP,
            Width::Share(share) => (needed, shares) = (needed + GAP, shares + share),
        }
    }
    let rest = LINE.saturating_sub(needed);
    let room = |width: &Width| match width {
        Width::Needed(width) if needed <= LINE => (*width).max(1),
        Width::Needed(_) => 1,
        Width::Share(share) => (rest * share / shares).max(1),
    };
    let height = |row: &Vec<Cell>| {
        let spans = kind(row) == Kind::Group;
        let room = |width| if spans { LINE } else { room(width) };
        let cells = row.iter().zip(widths);
        cells.map(|(cell, width)| cell.width.div_ceil(room(width))).max().unwrap_or(0).max(1)
    };
    rows.iter().map(height).sum()
}

/// What a row is, by its filled cells; a dash is as good as nothing.
fn kind(row: &[Cell]) -> Kind {
    let mut filled = row.iter().filter(|cell| cell.width > 0);
    let Some(first) = filled.next() else { return Kind::Zeile };
    let alone = row.first().is_some_and(|cell| cell.width > 0) && filled.next().is_none();
    if alone && row.len() > 1 {
        return if first.bold { Kind::Group } else { Kind::Zeile };
    }
    let mut filled = row.iter().filter(|cell| cell.width > 0);
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
    let mut cell = Cell { pieces, width: 0, bold: true, italic: true };
    let (mut strong, mut emphasis) = (0_usize, 0_usize);
    for (event, _) in pieces {
        match event {
            Event::Start(Tag::Strong) => strong += 1,
            Event::End(TagEnd::Strong) => strong -= 1,
            Event::Start(Tag::Emphasis) => emphasis += 1,
            Event::End(TagEnd::Emphasis) => emphasis -= 1,
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                let dash = text.trim() == "–";
                cell.width += text.trim().chars().map(width).sum::<usize>();
                cell.bold &= strong > 0 || dash;
                cell.italic &= emphasis > 0 || dash;
            }
            _ => {}
        }
    }
    cell
}

/// A letter as wide as a digit, a capital half as wide again, a point half as wide.
fn width(character: char) -> usize {
    match character {
        '.' | ',' | ' ' | '\u{a0}' => 1,
        'm' | 'w' => 3,
        _ if character.is_ascii_digit() || character.is_lowercase() => 2,
        _ => 3,
    }
}
