//! Reads one sheet of a workbook (`.xlsx`, `.ods`) into a [`Sheet`].
//!
//! Values are those that the workbook holds; nothing is calculated again.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read as _};
use std::path::Path;

use calamine::{Data, ExcelDateTime, Ods, OdsError, Reader, SheetVisible, Xlsx, XlsxError};
use jiff::civil::Date;
use zip::ZipArchive;

use super::hidden::{self, Hidden};
use super::merged;
use super::position::{Position, Region};
use super::sheet::{Content, Sheet};
use crate::data::record::value;
use crate::data::yaml::intake::Intake;
use crate::diagnostic::{Diagnostic, nearest};
use crate::limits::{CELLS, WORKBOOK};

/// The sheet that is read where there are several and none is named.
const USUAL: &str = "Stellen";

/// What is wrong with a workbook as a whole.
enum Refusal {
    Protected,
    Damaged,
    TooLarge,
}

/// What a sheet holds.
#[derive(Default)]
struct Holdings {
    contents: BTreeMap<Position, Content>,
    merged: Vec<Region>,
    hidden: Hidden,
}

/// Reads the sheet called `wanted`, or the only one, of the Excel workbook `bytes`.
pub(super) fn read_xlsx(
    path: &Path,
    bytes: &[u8],
    wanted: Option<&str>,
    intake: &Intake,
) -> Option<Sheet> {
    let mut book = match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => return intake.reject(refused(path, &of_xlsx(&error))),
    };
    let name = choose(path, &names(book.sheets_metadata()), wanted, intake)?;
    finish(path, &name, holdings_xlsx(&mut book, bytes, &name), intake)
}

/// Reads the sheet called `wanted`, or the only one, of the OpenDocument workbook `bytes`.
pub(super) fn read_ods(
    path: &Path,
    bytes: &[u8],
    wanted: Option<&str>,
    intake: &Intake,
) -> Option<Sheet> {
    let mut book: Ods<Cursor<&[u8]>> = match Ods::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => return intake.reject(refused(path, &of_ods(&error))),
    };
    let name = choose(path, &names(book.sheets_metadata()), wanted, intake)?;
    finish(path, &name, holdings_ods(&mut book, bytes, &name), intake)
}

/// Whether the files of the workbook `bytes` unfold to what can be read; they are measured while
/// they unfold, since what they say of themselves may be untrue.
pub(super) fn is_bearable(bytes: &[u8]) -> bool {
    // What is no archive is told by who reads it.
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return true };
    let mut left = WORKBOOK;
    for index in 0..archive.len() {
        let Ok(file) = archive.by_index(index) else { continue };
        let unfolded = io::copy(&mut file.take(left + 1), &mut io::sink()).unwrap_or(0);
        let Some(rest) = left.checked_sub(unfolded) else { return false };
        left = rest;
    }
    true
}

/// A workbook that unfolds to more than can be read.
pub(super) fn unbearable(path: &Path) -> Diagnostic {
    refused(path, &Refusal::TooLarge)
}

/// A workbook that cannot be read.
pub(super) fn damaged(path: &Path) -> Diagnostic {
    refused(path, &Refusal::Damaged)
}

fn names(sheets: &[calamine::Sheet]) -> Vec<String> {
    let shown = sheets.iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    shown.map(|sheet| sheet.name.clone()).collect()
}

/// The sheet to read: the one that is wanted, the only one, or the one that is usual.
fn choose(path: &Path, names: &[String], wanted: Option<&str>, intake: &Intake) -> Option<String> {
    let shown = path.display().to_string();
    let called = |name: &str| names.iter().find(|known| *known == name).cloned();
    let all = || value::quoted(names.iter().map(String::as_str));
    if let Some(wanted) = wanted {
        let hint = match nearest(wanted, names.iter().map(String::as_str)) {
            Some(near) => format!("Meinten Sie `--blatt \"{near}\"`?"),
            None => format!("Es gibt {}.", all()),
        };
        let message = format!("Ein Blatt „{}“ gibt es nicht", value::shown(wanted));
        let missing = Diagnostic::of_path("import-blatt", shown, message).with_hint(hint);
        return called(wanted).or_else(|| intake.reject(missing));
    }
    match names {
        [only] => Some(only.clone()),
        [] => intake.reject(refused(path, &Refusal::Damaged)),
        _ => called(USUAL).or_else(|| {
            let message = "Die Arbeitsmappe hat mehrere Blätter";
            let finding = Diagnostic::of_path("import-blatt", shown, message);
            intake.reject(finding.with_hint(format!(
                "Sagen Sie mit `--blatt NAME`, auf welchem die Stellen stehen: {}.",
                all()
            )))
        }),
    }
}

fn holdings_xlsx(
    book: &mut Xlsx<Cursor<&[u8]>>,
    bytes: &[u8],
    name: &str,
) -> Result<Holdings, Refusal> {
    let merged = book.merge_cells_by_sheet_name(name).map_err(|error| of_xlsx(&error))?;
    let hidden = hidden::of_xlsx(bytes, name).unwrap_or_default();
    let mut held = Holdings {
        contents: uncalculated(&hidden),
        merged: merged.iter().map(|region| (region.start, region.end)).collect(),
        hidden,
    };
    let mut cells = book.worksheet_cells_reader(name).map_err(|error| of_xlsx(&error))?;
    while let Some(cell) = cells.next_cell().map_err(|error| of_xlsx(&error))? {
        // The table is drawn with a line for every row up to the last.
        if cell.get_position().0 >= hidden::ROWS {
            return Err(Refusal::Damaged);
        }
        if let Some(content) = content(cell.get_value().clone().into()) {
            held.contents.insert(cell.get_position(), content);
        }
        if held.contents.len() > CELLS {
            return Err(Refusal::TooLarge);
        }
    }
    Ok(held)
}

fn holdings_ods(
    book: &mut Ods<Cursor<&[u8]>>,
    bytes: &[u8],
    name: &str,
) -> Result<Holdings, Refusal> {
    let range = book.worksheet_range(name).map_err(|error| of_ods(&error))?;
    let (row, column) = range.start().unwrap_or_default();
    let hidden = hidden::of_ods(bytes, name).unwrap_or_default();
    let mut contents = uncalculated(&hidden);
    for (below, right, data) in range.used_cells() {
        let position = u32::try_from(below).ok().zip(u32::try_from(right).ok());
        let position = position
            .and_then(|(below, right)| Some((row.checked_add(below)?, column.checked_add(right)?)));
        contents.extend(position.zip(content(data.clone())));
        if contents.len() > CELLS {
            break;
        }
    }
    if contents.len() > CELLS {
        return Err(Refusal::TooLarge);
    }
    let merged = merged::regions(bytes, name).ok_or(Refusal::Damaged)?;
    // The table is drawn with a line for every row up to the last.
    if contents.keys().next_back().is_some_and(|(row, _)| *row >= hidden::ROWS) {
        return Err(Refusal::Damaged);
    }
    Ok(Holdings { contents, merged, hidden })
}

/// Cells that are uncalculated unless a value is found in them.
fn uncalculated(hidden: &Hidden) -> BTreeMap<Position, Content> {
    hidden.formulas.iter().map(|position| (*position, Content::Uncalculated)).collect()
}

/// What stands in a cell, unless it is empty.
fn content(data: Data) -> Option<Content> {
    Some(match data {
        Data::Empty => return None,
        Data::String(text) if text.trim().is_empty() => return None,
        Data::String(text) => Content::Text(text.trim().to_owned()),
        Data::Int(number) => Content::Number(number.to_string()),
        Data::Float(number) => Content::Number(number.to_string()),
        Data::Bool(true) => Content::Other("WAHR".into()),
        Data::Bool(false) => Content::Other("FALSCH".into()),
        Data::DateTime(moment) => day(&moment),
        Data::DateTimeIso(text) => iso_day(&text),
        Data::DurationIso(text) => Content::Other(text),
        Data::Error(error) => Content::Failure(german_error(&error.to_string())),
    })
}

/// The day that a serial number of a spreadsheet stands for.
fn day(moment: &ExcelDateTime) -> Content {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let is_midnight = (hour, minute, second, milli) == (0, 0, 0, 0);
    let year = i16::try_from(year).unwrap_or_default();
    let parts = i8::try_from(month).ok().zip(i8::try_from(day).ok());
    let date = parts.and_then(|(month, day)| Date::new(year, month, day).ok());
    match date.filter(|_| is_midnight && moment.is_datetime()) {
        Some(date) => Content::Day(date),
        None => Content::Other(format!("{day:02}.{month:02}.{year} {hour:02}:{minute:02}")),
    }
}

fn iso_day(text: &str) -> Content {
    let date = text.strip_suffix("T00:00:00").unwrap_or(text);
    date.parse().map_or_else(|_| Content::Other(text.to_owned()), Content::Day)
}

/// An error of a formula as a German spreadsheet shows it.
fn german_error(error: &str) -> String {
    let german = match error {
        "#N/A" => "#NV",
        "#NUM!" => "#ZAHL!",
        "#REF!" => "#BEZUG!",
        "#VALUE!" => "#WERT!",
        other => other,
    };
    german.to_owned()
}

/// The sheet, unless the workbook is refused.
fn finish(
    path: &Path,
    name: &str,
    held: Result<Holdings, Refusal>,
    intake: &Intake,
) -> Option<Sheet> {
    let Holdings { contents, merged, hidden } = match held {
        Ok(held) => held,
        Err(refusal) => return intake.reject(refused(path, &refusal)),
    };
    let sheet = Sheet::new(&path.display().to_string(), Some(name), contents, intake);
    Some(sheet.with(merged, hidden))
}

fn of_xlsx(error: &XlsxError) -> Refusal {
    if matches!(error, XlsxError::Password) { Refusal::Protected } else { Refusal::Damaged }
}

fn of_ods(error: &OdsError) -> Refusal {
    match error {
        OdsError::Password => Refusal::Protected,
        OdsError::CellLimitExceeded { .. } => Refusal::TooLarge,
        _ => Refusal::Damaged,
    }
}

fn refused(path: &Path, refusal: &Refusal) -> Diagnostic {
    let path = path.display().to_string();
    match refusal {
        Refusal::Protected => Diagnostic::of_path(
            "import-geschuetzt",
            path,
            "Die Arbeitsmappe ist mit einem Kennwort geschützt",
        )
        .with_hint("Speichern Sie eine Kopie ohne Kennwort, und nennen Sie diese."),
        Refusal::Damaged => Diagnostic::of_path(
            "import-beschaedigt",
            path,
            "Die Arbeitsmappe lässt sich nicht lesen",
        )
        .with_hint("Öffnen Sie sie in einem Tabellenprogramm, und speichern Sie sie neu."),
        Refusal::TooLarge => Diagnostic::of_path(
            "import-zu-gross",
            path,
            "Das Blatt hat mehr als eine Million Zellen",
        )
        .with_hint("Kopieren Sie die Zeilen der Stellen in eine eigene Arbeitsmappe."),
    }
}
