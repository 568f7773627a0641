//! Sets up a worksheet: title, heads of columns, what stays in sight, and paper.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::document::written;

use super::book::Book;
use super::layout::TOP;
use super::style;

/// The height of a line of text, in points.
const LINE: u16 = 15;

/// A column: its head, its width in characters, and whether it holds numbers.
pub(super) struct Column {
    pub(super) head: String,
    pub(super) width: u16,
    pub(super) numbers: bool,
}

/// A column of text.
pub(super) fn text(head: &str, width: u16) -> Column {
    Column { head: head.to_owned(), width, numbers: false }
}

/// A column of numbers.
pub(super) fn numbers(head: &str, width: u16) -> Column {
    Column { head: head.to_owned(), width, numbers: true }
}

/// Sets up `sheet` with its `name`, `title` and `notes`, below which `columns` begin.
pub(super) fn set_up(
    book: &Book<'_>,
    sheet: &mut Worksheet,
    name: &str,
    title: &str,
    notes: [&str; 2],
    columns: &[Column],
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.write_string_with_format(0, 0, title, &style::title())?;
    for (row, note) in (1..).zip(notes) {
        sheet.write_string_with_format(row, 0, note, &style::note())?;
    }
    let mut after_numbers = false;
    for (index, column) in (0..).zip(columns) {
        let head = match (column.numbers, after_numbers) {
            (true, _) => style::head_of_numbers(),
            (false, true) => style::indented(style::head()),
            (false, false) => style::head(),
        };
        after_numbers = column.numbers;
        sheet.write_string_with_format(TOP - 1, index, &column.head, &head)?;
        sheet.set_column_width(index, column.width)?;
    }
    let is_high = |column: &Column| lines(&column.head, usize::from(column.width)) > 1;
    let head = if columns.iter().any(is_high) { 2 * LINE } else { LINE + LINE / 3 };
    sheet.set_row_height(TOP - 1, head)?;
    sheet.set_freeze_panes(TOP, 1)?;
    sheet.set_screen_gridlines(false);
    print(book, sheet)
}

/// A4 landscape, as wide as the page, with the heads of columns on every page.
fn print(book: &Book<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    sheet.set_paper_size(A4).set_landscape();
    sheet.set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3);
    sheet.set_repeat_rows(TOP - 1, TOP - 1)?;
    // A footer holds 255 characters.
    let nummer: String = book.paper.vorlage.nummer.chars().take(60).collect();
    let nummer = nummer.replace('&', "&&");
    let datum = written::date(book.paper.vorlage.datum);
    let filled =
        [("nummer", nummer.as_str()), ("tag", datum.as_str()), ("seite", "&P"), ("seiten", "&N")];
    let [paper, pages] = ["vorlage", "seite"].map(|key| book.fill(&format!("fuss.{key}"), &filled));
    sheet.set_footer(format!("&L&9{paper}&C&9&A&R&9{pages}"));
    Ok(())
}

/// Prints the `rows` of `sheet` on one page where they can still be read there, else
/// on as many as they take.
pub(super) fn fit_on_page(sheet: &mut Worksheet, rows: usize) {
    const READABLE: usize = 42;
    sheet.set_print_fit_to_pages(1, u16::from(rows <= READABLE));
}

/// Makes `row` as high as its `texts` need in columns of their widths; not every
/// program does so by itself.
pub(super) fn fit(sheet: &mut Worksheet, row: u32, texts: &[(&str, u16)]) -> Result<(), XlsxError> {
    let lines = texts.iter().map(|(text, width)| lines(text, usize::from(*width))).max();
    if let Some(lines) = lines.filter(|lines| *lines > 1) {
        sheet.set_row_height(row, LINE.saturating_mul(lines))?;
    }
    Ok(())
}

/// How many lines `text` takes where words are not broken. The width of a column is
/// counted in digits, which are wider than most letters.
fn lines(text: &str, width: usize) -> u16 {
    let width = width + width / 16;
    let (mut lines, mut used) = (1_u16, 0);
    for word in text.split(' ').map(|word| word.chars().count()) {
        if used > 0 && used + 1 + word > width {
            (lines, used) = (lines.saturating_add(1), 0);
        }
        used += word + usize::from(used > 0);
        lines = lines.saturating_add(u16::try_from(used / (width + 1)).unwrap_or_default());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_by_words() {
        // A column of 16 digits holds 17 letters.
        assert_eq!(lines("siebzehn Buchstab", 16), 1);
        assert_eq!(lines("achtzehn Buchstabe", 16), 2);
        assert_eq!(lines("eins zwei drei vier fünf sechs sieben", 16), 3);
        assert_eq!(lines(&"x".repeat(20), 16), 2);
    }
}
