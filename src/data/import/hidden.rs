//! Finds what a workbook does not show: rows and columns that are hidden, and formulas,
//! of which some may have no value yet. `calamine` tells of none of them.
//!
//! What cannot be found here is not hidden; the cells themselves are read elsewhere.

use super::position::Position;
use super::tags::{attribute, count, name as tag_name, part, tags, unescape};

/// Rows or columns from the first to the last, counted from nothing.
type Span = (u32, u32);

/// How many rows a sheet of Excel has at most.
pub(super) const ROWS: u32 = 1_048_576;

/// How many columns it has at most.
const COLUMNS: u32 = 16_384;

/// How many formulas are kept: one more than a sheet may have cells.
const MOST: usize = crate::limits::CELLS + 1;

/// The attribute that says how often a row of an OpenDocument sheet stands there.
const ROWS_REPEATED: &str = "table:number-rows-repeated";

/// What a sheet does not show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Hidden {
    rows: Vec<Span>,
    columns: Vec<Span>,
    /// Cells with a formula that does not say a text. What `calamine` finds no value in
    /// nobody has calculated yet; an empty text is a value.
    pub(super) formulas: Vec<Position>,
}

impl Hidden {
    /// Whether `row` is hidden.
    pub(super) fn has_row(&self, row: u32) -> bool {
        self.rows.iter().any(|(first, last)| (*first..=*last).contains(&row))
    }

    /// Whether `column` is hidden.
    pub(super) fn has_column(&self, column: u32) -> bool {
        self.columns.iter().any(|(first, last)| (*first..=*last).contains(&column))
    }
}

/// What the sheet `sheet` of the Excel workbook `bytes` hides.
pub(super) fn of_xlsx(bytes: &[u8], sheet: &str) -> Option<Hidden> {
    let book = part(bytes, "xl/workbook.xml")?;
    let is_wanted = |tag: &&str| {
        local(tag) == "sheet" && attribute(tag, "name").is_some_and(|name| unescape(name) == sheet)
    };
    let id = attribute(tags(&book).find(is_wanted)?, "r:id")?;
    let relations = part(bytes, "xl/_rels/workbook.xml.rels")?;
    let relation = tags(&relations).find(|tag| attribute(tag, "Id") == Some(id))?;
    let target = attribute(relation, "Target")?;
    let path = target.strip_prefix('/').map_or(format!("xl/{target}"), str::to_owned);
    Some(in_xlsx(&part(bytes, &path)?))
}

/// What the sheet `sheet` of the OpenDocument workbook `bytes` hides.
pub(super) fn of_ods(bytes: &[u8], sheet: &str) -> Option<Hidden> {
    Some(in_ods(&part(bytes, "content.xml")?, sheet))
}

fn in_xlsx(content: &str) -> Hidden {
    let mut hidden = Hidden::default();
    let (mut row, mut cell) = (0_u32, None);
    let (mut has_formula, mut is_text, mut says_text) = (false, false, false);
    for tag in tags(content) {
        let is_hidden = || matches!(attribute(tag, "hidden"), Some("1" | "true"));
        let is_empty = tag.ends_with('/');
        match local(tag) {
            "col" if is_hidden() => {
                hidden.columns.push((count(tag, "min") - 1, count(tag, "max") - 1));
            }
            "row" => {
                row = attribute(tag, "r").and_then(|row| row.parse().ok()).unwrap_or(row + 1);
                if is_hidden() {
                    hidden.rows.push((row.saturating_sub(1), row.saturating_sub(1)));
                }
            }
            "c" if !is_empty => {
                cell = attribute(tag, "r").and_then(position);
                is_text = matches!(attribute(tag, "t"), Some("str" | "s" | "inlineStr"));
                (has_formula, says_text) = (false, false);
            }
            "f" => has_formula = true,
            // Programs that do not calculate leave it empty.
            "v" | "is" => says_text |= is_text,
            "/c" if has_formula && !says_text => hidden.formulas.extend(cell),
            _ => {}
        }
    }
    hidden
}

fn in_ods(content: &str, sheet: &str) -> Hidden {
    let (mut hidden, mut is_wanted) = (Hidden::default(), false);
    let (mut row, mut column, mut cell) = (0_u32, 0_u32, 0_u32);
    let mut lines = 0..0;
    for tag in tags(content) {
        let is_hidden =
            || matches!(attribute(tag, "table:visibility"), Some("collapse" | "filter"));
        let (at, spans, number) = match tag_name(tag) {
            "table:table" => {
                let name = attribute(tag, "table:name").map(unescape);
                is_wanted = name.is_some_and(|name| name == sheet);
                (row, column) = (0, 0);
                continue;
            }
            "/table:table" => {
                is_wanted = false;
                continue;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let next = cell.saturating_add(count(tag, "table:number-columns-repeated"));
                if is_wanted && is_uncalculated(tag) {
                    let all = lines.clone().flat_map(|line| (cell..next).map(move |at| (line, at)));
                    let room = MOST.saturating_sub(hidden.formulas.len());
                    hidden.formulas.extend(all.take(room));
                }
                cell = next;
                continue;
            }
            "table:table-row" => (&mut row, &mut hidden.rows, ROWS_REPEATED),
            "table:table-column" => {
                (&mut column, &mut hidden.columns, "table:number-columns-repeated")
            }
            _ => continue,
        };
        let next = at.saturating_add(count(tag, number));
        if is_wanted && is_hidden() {
            spans.push((*at, next - 1));
        }
        if number == ROWS_REPEATED {
            (lines, cell) = (*at..next, 0);
        }
        *at = next;
    }
    hidden
}

/// Whether `tag` is a cell of an OpenDocument sheet with a formula that has no value. Even an
/// empty text has a type.
fn is_uncalculated(tag: &str) -> bool {
    attribute(tag, "table:formula").is_some() && attribute(tag, "office:value-type").is_none()
}

/// The name of `tag` without its namespace.
fn local(tag: &str) -> &str {
    let name = tag_name(tag);
    match name.split_once(':') {
        Some((space, local)) if !space.starts_with('/') => local,
        _ => name,
    }
}

/// The cell that is called `name`, such as `C7`.
fn position(name: &str) -> Option<Position> {
    let (letters, digits) = name.split_at(name.find(|char: char| char.is_ascii_digit())?);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let letter = letter.is_ascii_alphabetic().then(|| letter.to_ascii_uppercase() - b'A')?;
        column.checked_mul(26)?.checked_add(u32::from(letter) + 1)
    })?;
    let row: u32 = digits.parse().ok()?;
    let is_there = row <= ROWS && column <= COLUMNS;
    is_there.then_some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_columns_of_excel_are_hidden_by_number() {
        let hidden = in_xlsx(
            r#"<worksheet><cols><col min="1" max="1"/><col min="3" max="4" hidden="1"/></cols>
            <sheetData><row r="2"><c r="A2"><f>1+1</f></c><c r="B2"><f>1</f><v>1</v></c>
            <c r="C2" t="str"><f>""</f><v></v></c><c r="D2"/><c r="E2"><f>1</f><v/></c>
            <c r="F2" t="n"><f>1</f><v></v></c><c r="G2"><v>1</v></c></row>
            <row r="5" hidden="true"/><row hidden="1"><c r="AA6"><f t="shared" si="0"/></c></row>
            </sheetData></worksheet>"#,
        );
        assert_eq!(hidden.rows, [(4, 4), (5, 5)]);
        assert_eq!(hidden.columns, [(2, 3)]);
        assert_eq!(hidden.formulas, [(1, 0), (1, 1), (1, 4), (1, 5), (5, 26)]);
    }

    #[test]
    fn rows_of_a_document_are_hidden_by_filters_and_by_hand() {
        let hidden = in_ods(
            r#"<table:table table:name="A"><table:table-row table:visibility="filter"/>
            </table:table><table:table table:name="B"><table:table-column
            table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
            <table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
            <table:table-row table:visibility="filter" table:number-rows-repeated="2">
            <table:table-cell/></table:table-row></table:table>"#,
            "B",
        );
        assert_eq!(
            (hidden.rows.as_slice(), hidden.columns.as_slice()),
            (&[(3, 4)][..], &[(2, 2)][..])
        );
        assert!(hidden.has_row(4) && !hidden.has_row(5) && hidden.has_column(2));
    }

    #[test]
    fn formulas_of_a_document_have_no_value_where_they_have_no_type() {
        let hidden = in_ods(
            r#"<table:table table:name="A"><table:table-row><table:table-cell
            table:formula="of:=1"/></table:table-row></table:table><table:table
            table:name="B"><table:table-row table:number-rows-repeated="2"/><table:table-row
            table:number-rows-repeated="2"><table:covered-table-cell/><table:table-cell
            table:number-columns-repeated="3"/><table:table-cell table:formula="of:=1"
            table:number-columns-repeated="2"/><table:table-cell table:formula="of:=&quot;&quot;"
            office:value-type="string"/></table:table-row><table:table-row><table:table-cell
            table:formula="of:=1"/></table:table-row></table:table>"#,
            "B",
        );
        assert_eq!(hidden.formulas, [(2, 4), (2, 5), (3, 4), (3, 5), (4, 0)]);
        let endless = in_ods(
            r#"<table:table table:name="B"><table:table-row
            table:number-rows-repeated="4294967295"><table:table-cell table:formula="of:=1"
            table:number-columns-repeated="4294967295"/></table:table-row></table:table>"#,
            "B",
        );
        assert_eq!(endless.formulas.len(), MOST);
    }

    #[test]
    fn a_cell_is_found_by_its_name() {
        for (name, expected) in
            [("A1", (0, 0)), ("c7", (6, 2)), ("XFD1048576", (1_048_575, 16_383))]
        {
            assert_eq!(position(name), Some(expected));
        }
        for wrong in ["", "A", "7", "A0", "Ä1", "AAAAAAAAAAAAA1", "A1048577", "XFE1"] {
            assert_eq!(position(wrong), None, "{wrong}");
        }
    }
}
