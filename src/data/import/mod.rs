//! Turns a table of the personnel office into changes of the Stellen of a paper.
//!
//! Reads CSV and workbooks, compares every row with the data, and says which
//! bytes of which file would change; nothing is written here. One wrong cell and
//! there is no change at all. Stellen that the table does not name stay as they
//! are.

mod amend;
mod cell;
mod changes;
mod columns;
mod create;
mod hidden;
mod layout;
mod merged;
mod names;
mod period;
mod position;
mod proposal;
mod row;
mod rows;
mod sheet;
mod tags;
mod text;
mod totals;
mod workbook;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::load;
use super::yaml::intake::Intake;
use super::yaml::{files, node};
use crate::diagnostic::{Diagnostic, Sources};
pub use columns::Choice;

use crate::limits::{self, Kind, Work};
use columns::Column;
use names::Names;
pub use proposal::{Change, Origin, Proposal, Update};
use sheet::Sheet;

/// What came out of a table.
#[derive(Debug)]
pub struct Import {
    /// What it would change, unless there is an error.
    pub proposal: Option<Proposal>,
    /// The table and the data as text.
    pub sources: Sources,
    /// All that was found wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// The names of columns that [`Choice::columns`] can give.
pub fn column_names() -> impl Iterator<Item = &'static str> {
    Column::names()
}

/// Compares the table at `path` with the Stellen of the paper in `folder`.
pub fn stellen(path: &Path, folder: &Path, choice: &Choice) -> Import {
    let loaded = load::load(folder);
    let Some(paper) = &loaded.paper else {
        let (sources, diagnostics) = (loaded.sources, loaded.diagnostics);
        return Import { proposal: None, sources, diagnostics };
    };
    let intake = Intake::default();
    let proposal = load::tree(folder, &intake).and_then(|tree| {
        let sheet = read(path, choice, &intake)?;
        let columns = columns::find(&sheet, choice, &intake)?;
        let table = loaded.templates.personalkosten();
        let table = table.and_then(|(path, file)| {
            node::parse(intake.add(path, &loaded.sources.text(file)), &intake)
        });
        let names = Names::of(paper, &tree, table.as_ref());
        let rows::Rows { stellen: rows, totals } = rows::read(&sheet, &columns, &names, &intake);
        let unnamed = paper.stellen.iter().map(|stelle| &stelle.id.value);
        let unnamed = unnamed.filter(|id| !rows.iter().any(|row| row.id == **id));
        let unnamed: Vec<String> = unnamed.cloned().collect();
        let proposal = changes::propose(&rows, &unnamed, paper, &tree, folder, &intake)?;
        let (named, ignored) = (rows.len(), columns.ignored);
        Some(Proposal { unnamed, named, ignored, totals, ..proposal })
    });
    let (sources, diagnostics) = intake.finish(&path.display().to_string());
    Import { proposal, sources, diagnostics }
}

/// The table at `path`, which its ending says how to read.
fn read(path: &Path, choice: &Choice, intake: &Intake) -> Option<Sheet> {
    let is = |extension: &str| files::has_extension(path, &[extension]);
    let sheet = choice.sheet.as_deref();
    if !["csv", "xlsx", "ods"].into_iter().any(is) {
        return intake.reject(unknown_ending(path));
    }
    let bytes = files::read_table(path, intake)?;
    if is("csv") {
        return match sheet {
            Some(_) => intake.reject(no_sheets(path)),
            None => text::read(path, &bytes, choice, intake),
        };
    }
    limits::about(&path.display().to_string());
    let read = if is("xlsx") { workbook::read_xlsx } else { workbook::read_ods };
    // A crafted workbook at which the library gives up is one that cannot be read.
    let read = AssertUnwindSafe(|| {
        workbook::is_bearable(&bytes).then(|| read(path, &bytes, sheet, intake))
    });
    match limits::within(&Work::on(Kind::Table, bytes.len()), || catch_unwind(read)) {
        Ok(Some(sheet)) => sheet,
        Ok(None) => intake.reject(workbook::unbearable(path)),
        Err(_) => intake.reject(workbook::damaged(path)),
    }
}

fn unknown_ending(path: &Path) -> Diagnostic {
    let shown = path.display().to_string();
    let message = "Tabellen dieser Art kann vorlage nicht lesen";
    Diagnostic::of_path("import-endung", shown, message)
        .with_hint("Speichern Sie die Tabelle als `.xlsx`, `.ods` oder `.csv`.")
}

fn no_sheets(path: &Path) -> Diagnostic {
    let message = "Eine Texttabelle hat keine Blätter";
    Diagnostic::of_path("import-blatt", path.display().to_string(), message)
        .with_hint("Lassen Sie `--blatt` weg.")
}
