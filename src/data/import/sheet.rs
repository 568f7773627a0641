//! A table as it came from another office: cells by row and column.
//!
//! It is drawn as text with one line per row, so that a finding can point at a
//! cell, and its line number is the number of the row. Nothing is interpreted here.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::hidden::Hidden;
use super::position::{Position, Region};
use crate::data::yaml::intake::Intake;
use crate::diagnostic::{Diagnostic, FileId, Place, Severity};

/// What stands between two cells of a drawn row.
const GAP: &str = " | ";

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// Text as typed.
    Text(String),
    /// A number as the workbook holds it, with a decimal point.
    Number(String),
    /// A day.
    Day(Date),
    /// What a formula says that cannot be calculated, such as `#DIV/0!`.
    Failure(String),
    /// A formula that nobody has calculated yet.
    Uncalculated,
    /// Something that no Stelle has: a truth value, a time.
    Other(String),
}

impl Content {
    /// As a finding shows it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) | Self::Failure(text) | Self::Other(text) => {
                text.clone()
            }
            Self::Uncalculated => "=…".into(),
            Self::Day(day) => {
                format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
            }
        }
    }
}

/// A cell and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// What stands in it.
    pub(super) content: Content,
    /// Where it is drawn.
    pub(super) place: Place,
    /// How a message calls it: `Blatt „Stellen“, Zelle C7`.
    pub(super) name: String,
}

impl Cell {
    /// How a message calls its row: `Blatt „Stellen“, Zeile 7`.
    pub(super) fn row_name(&self) -> String {
        let (sheet, cell) = self.name.rsplit_once("Zelle ").unwrap_or(("", &self.name));
        format!("{sheet}Zeile {}", cell.trim_start_matches(|char: char| char.is_ascii_uppercase()))
    }

    /// A finding about this cell.
    pub(super) fn wrong(&self, code: &'static str, what: &str) -> Diagnostic {
        Diagnostic {
            code,
            severity: Severity::Error,
            place: Some(self.place.clone()),
            path: None,
            message: format!("{}: {what}", self.name),
            hints: Vec::new(),
        }
    }
}

/// A table.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Its name; a text file has none.
    name: Option<String>,
    file: FileId,
    cells: BTreeMap<Position, Cell>,
    /// What stands in the first cell of a region is missing in its others.
    pub(super) merged: Vec<Region>,
    /// What the workbook does not show of it.
    pub(super) hidden: Hidden,
}

impl Sheet {
    /// The sheet `name` of the file that the user knows as `path`.
    pub(super) fn new(
        path: &str,
        name: Option<&str>,
        contents: BTreeMap<Position, Content>,
        intake: &Intake,
    ) -> Self {
        let (text, ranges) = draw(&contents);
        let file = intake.add(path, &text);
        let cell = |(position, content)| {
            let range = ranges.get(&position).cloned().unwrap_or(0..0);
            let place = Place { file, range };
            (position, Cell { content, place, name: cell_name(name, position) })
        };
        let cells = contents.into_iter().map(cell).collect();
        let (merged, hidden) = (Vec::new(), Hidden::default());
        Self { name: name.map(str::to_owned), file, cells, merged, hidden }
    }

    /// This sheet, some cells of which are merged, and parts of which are hidden.
    pub(super) fn with(self, merged: Vec<Region>, hidden: Hidden) -> Self {
        Self { merged, hidden, ..self }
    }

    /// The rows that are not empty, from the top, with their cells by column.
    pub(super) fn rows(&self) -> BTreeMap<u32, BTreeMap<u32, &Cell>> {
        let mut rows = BTreeMap::<u32, BTreeMap<u32, &Cell>>::new();
        for ((row, column), cell) in &self.cells {
            rows.entry(*row).or_default().insert(*column, cell);
        }
        rows
    }

    /// Where a finding about the table as a whole points: its first cell.
    pub(super) fn place(&self) -> Place {
        let first = self.cells.values().next().map(|cell| cell.place.clone());
        first.unwrap_or(Place { file: self.file, range: 0..0 })
    }

    /// Whether it was read from text, where nothing but separators tells cells apart.
    pub(super) fn is_text(&self) -> bool {
        self.name.is_none()
    }

    /// How a message calls the table: `Blatt „Stellen“`, or `Tabelle` for a text file.
    pub(super) fn title(&self) -> String {
        self.name.as_ref().map_or("Tabelle".into(), |name| format!("Blatt „{name}“"))
    }

    /// Where the cell at `position` is drawn, or the row it would be in, with its name.
    pub(super) fn at(&self, position: Position) -> (Place, String) {
        let place = self.cells.get(&position).map(|cell| cell.place.clone());
        let in_row = || self.cells.range((position.0, 0)..).next().map(|(_, cell)| &cell.place);
        let place = place.or_else(|| in_row().cloned()).unwrap_or_else(|| self.place());
        (place, cell_name(self.name.as_deref(), position))
    }
}

/// One line per row, and where each cell stands in it.
fn draw(
    contents: &BTreeMap<Position, Content>,
) -> (String, BTreeMap<Position, std::ops::Range<usize>>) {
    let (mut text, mut ranges, mut line) = (String::new(), BTreeMap::new(), 0);
    for ((row, column), content) in contents {
        let mut is_first = text.is_empty() || text.ends_with('\n');
        while line < *row {
            text.push('\n');
            line += 1;
            is_first = true;
        }
        if !is_first {
            text.push_str(GAP);
        }
        let start = text.len();
        text.push_str(&content.shown().replace(char::is_control, " "));
        ranges.insert((*row, *column), start..text.len());
    }
    text.push('\n');
    (text, ranges)
}

fn cell_name(sheet: Option<&str>, (row, column): Position) -> String {
    let sheet = sheet.map(|name| format!("Blatt „{name}“, ")).unwrap_or_default();
    format!("{sheet}Zelle {}{}", letters(column), u64::from(row) + 1)
}

/// A column by its letters: `A` is the first, `AA` the twenty-seventh.
pub(super) fn letters(column: u32) -> String {
    let (mut rest, mut letters) = (u64::from(column) + 1, Vec::new());
    while rest > 0 {
        rest -= 1;
        letters.extend(u8::try_from(rest % 26).map(|letter| char::from(b'A' + letter)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, expected) in
            [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
        {
            assert_eq!(letters(column), expected);
        }
    }

    #[test]
    fn a_cell_is_drawn_in_the_line_of_its_row() {
        let intake = Intake::default();
        let text = |text: &str| Content::Text(text.into());
        let contents = [((0, 0), text("a\nb")), ((2, 1), text("c")), ((2, 5), text("d"))];
        let sheet = Sheet::new("p.xlsx", Some("Bögen"), contents.into(), &intake);
        assert_eq!(&*intake.text(sheet.file), "a b\n\nc | d\n");
        let (place, name) = sheet.at((2, 5));
        assert_eq!(intake.locate(&place), "p.xlsx:3");
        assert_eq!(intake.text(place.file).get(place.range), Some("d"));
        assert_eq!(name, "Blatt „Bögen“, Zelle F3");
    }
}
