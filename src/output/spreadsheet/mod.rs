//! Turns the arena into a spreadsheet that calculates by itself.
//!
//! ```text
//! arena → which figure stands where → cells with formulas → workbook
//!         `layout`                    `formula`             `eingaben`, `berechnung`,
//!                                                           `finanzierungsplan`
//! ```
//!
//! Every given value is a cell, and every derivation a formula over cells; what a
//! formula shows before anything is recalculated is the figure itself. Same input,
//! same bytes.

mod allotment;
mod berechnung;
mod book;
mod bridge;
mod finanzierungsplan;
mod formula;
mod layout;
mod number;
mod page;
mod sheet;
mod style;
mod tables;
mod typed_values;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::data::Paper;
use crate::diagnostic::{Diagnostic, Sources};
use crate::finance::Figures;

use book::Book;
use layout::Layout;

/// The figures of `paper` as an Office Open XML workbook with live formulas.
pub fn spreadsheet(
    paper: &Paper,
    figures: &Figures,
    sources: &Sources,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let layout = Layout::new(paper, figures);
    let book = Book { paper, figures, sources, layout };
    workbook(&book).map_err(|problem| vec![failure(&problem)])
}

fn workbook(book: &Book<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(book)?);
    finanzierungsplan::write(book, workbook.add_worksheet())?;
    for (index, sheet) in book.layout.sheets.iter().enumerate() {
        match sheet.kind {
            sheet::Kind::Eingaben => typed_values::write(book, index, workbook.add_worksheet())?,
            sheet::Kind::Berechnung => berechnung::write(book, index, workbook.add_worksheet())?,
        }
    }
    workbook.save_to_buffer()
}

/// The only date is the paper's; without one the library would ask the clock.
fn properties(book: &Book<'_>) -> Result<DocProperties, XlsxError> {
    let paper = book.paper;
    let date = paper.vorlage.datum;
    let year = u16::try_from(date.year()).unwrap_or_default();
    let month = u8::try_from(date.month()).unwrap_or_default();
    let day = u8::try_from(date.day()).unwrap_or_default();
    Ok(DocProperties::new()
        .set_title(book.fill("mappe.titel", &[("betreff", &paper.vorlage.betreff)]))
        .set_subject(book.fill("mappe.thema", &[("nummer", &paper.vorlage.nummer)]))
        .set_author(&paper.vorlage.dienststelle)
        .set_comment(book.fill("mappe.hinweis", &[("version", env!("CARGO_PKG_VERSION"))]))
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?))
}

/// What exceeds the limits of the format, or is an error of the program.
fn failure(problem: &XlsxError) -> Diagnostic {
    let reason = match problem {
        XlsxError::ParameterError(reason) => reason.clone(),
        XlsxError::MaxStringLengthExceeded => "ein Text hat mehr als 32.767 Zeichen".to_owned(),
        other => format!("`{other}`"),
    };
    let message = format!("Die Tabelle lässt sich nicht schreiben: {reason}");
    Diagnostic::of_path("tabelle", "xlsx", message)
        .with_hint("Bauen Sie die Vorlage ohne das Format `xlsx`.")
}
