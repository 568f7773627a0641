//! Writes the sheet of given values: each with its unit, its source and its line of YAML.

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use crate::diagnostic::Place;
use crate::document::Titles;
use crate::finance::{Derivation, Figure, Unit};
use crate::money::Exact;

use super::book::Book;
use super::formula::column;
use super::layout::TOP;
use super::sheet::Line;
use super::style::{self, Weight};
use super::{number, page};

const UNIT: u16 = 2;
const SOURCE: u16 = 3;
const PLACE: u16 = 4;
const NAME: u16 = 5;

/// The widths of the columns whose text may take several lines.
const WIDTH: u16 = 66;
const WIDTH_OF_SOURCE: u16 = 48;

/// Writes the sheet `index` of the layout.
pub(super) fn write(book: &Book<'_>, index: usize, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let Some(plan) = book.layout.sheets.get(index) else { return Ok(()) };
    let notes = [book.say("eingaben.hinweis"), book.say("eingaben.daten")];
    let columns = [
        page::text(book.say("bezeichnung"), WIDTH),
        page::numbers(book.say("eingaben.wert"), 17),
        page::text(book.say("eingaben.einheit"), 14),
        page::text(book.say("eingaben.quelle"), WIDTH_OF_SOURCE),
        page::text(book.say("eingaben.fundstelle"), 23),
        page::text(book.say("kennung"), 46),
    ];
    page::set_up(book, sheet, &plan.name, &plan.title, notes, &columns)?;
    page::fit_on_page(sheet, plan.lines.len());
    for (line, row) in plan.lines.iter().zip(TOP..) {
        match line {
            Line::Heading(text) => heading(sheet, row, text, NAME)?,
            Line::Figure(id) | Line::Same(id, _) | Line::Copy(id) => {
                one(book, sheet, row, book.figures.get(*id))?;
            }
        }
    }
    Ok(())
}

/// A heading across the columns up to `last`.
pub(super) fn heading(
    sheet: &mut Worksheet,
    row: u32,
    text: &str,
    last: u16,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, 0, text, &style::heading())?;
    for column in 1..=last {
        sheet.write_blank(row, column, &style::heading())?;
    }
    Ok(())
}

fn one(book: &Book<'_>, sheet: &mut Worksheet, row: u32, figure: &Figure) -> Result<(), XlsxError> {
    let title = Titles::of(book.paper).dated(&figure.name);
    let (place, source) = origin(book, figure);
    page::fit(sheet, row, &[(&title, WIDTH), (&source, WIDTH_OF_SOURCE)])?;
    sheet.write_string_with_format(row, column::TITLE, &title, &style::text(Weight::Row))?;
    given(sheet, row, column::GIVEN, figure)?;
    sheet.write_string_with_format(
        row,
        UNIT,
        book.say(unit(figure.unit)),
        &style::indented(style::text(Weight::Row)),
    )?;
    sheet.write_string_with_format(row, SOURCE, source, &style::text(Weight::Row))?;
    sheet.write_string_with_format(row, PLACE, place, &style::small(Weight::Row))?;
    sheet.write_string_with_format(row, NAME, figure.name.as_str(), &style::small(Weight::Row))?;
    Ok(())
}

/// A given value as a cell that may be changed.
pub(super) fn given(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    figure: &Figure,
) -> Result<(), XlsxError> {
    let style = style::input(&code(figure));
    let value = number::exact(figure);
    let is_whole_truth = Exact::from(value) == figure.exact || figure.unit == Unit::Percent;
    match value.to_f64().filter(|_| is_whole_truth) {
        Some(value) => sheet.write_number_with_format(row, column, value, &style)?,
        None => {
            let fraction = Formula::new(figure.exact.as_fraction()).set_result(number::text(value));
            sheet.write_formula_with_format(row, column, fraction, &style)?
        }
    };
    Ok(())
}

/// The format code of a printed value.
pub(super) fn code(figure: &Figure) -> String {
    let digits = match figure.unit {
        Unit::Euro => figure.value.scale(),
        _ => figure.value.normalize().scale(),
    };
    style::code(figure.unit, digits)
}

/// The line of YAML and the source of a given value.
pub(super) fn origin(book: &Book<'_>, figure: &Figure) -> (String, String) {
    match &figure.derivation {
        Derivation::Given { place, source } => {
            (locate(book, place), source.clone().unwrap_or_default())
        }
        Derivation::Counted { place } => {
            (locate(book, place), book.say("rechenweg.gezaehlt").to_owned())
        }
        _ => (String::new(), String::new()),
    }
}

/// File and line; without the folder, in which the machine would show.
fn locate(book: &Book<'_>, place: &Place) -> String {
    let path = book.sources.path(place.file);
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let line = book.sources.line_column(place).0.to_string();
    book.fill("eingaben.ort", &[("datei", file), ("zeile", &line)])
}

/// The word for what is counted.
pub(super) fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Euro => "einheit.euro",
        Unit::Percent => "einheit.prozent",
        Unit::Stellen => "einheit.stellen",
        Unit::Months => "einheit.monate",
        Unit::Count => "einheit.anzahl",
    }
}
