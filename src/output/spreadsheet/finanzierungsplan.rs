//! Writes the year table: lines of the Teilplan with their rows, a column per
//! Haushaltsjahr and one for all of them; every amount refers to the sheet that
//! calculates it.

use crate::finance::{Frame, Name, Subject, Totals};
use std::collections::BTreeSet;

use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use crate::data::{Paper, Plan, Zeilenart};
use crate::period::Jahr;

use super::book::Book;
use super::description;
use super::formula::Cells;
use super::layout::TOP;
use super::style::{self, Weight};
use super::{number, page, typed_values};

/// The name of the sheet.
const NAME: &str = "Finanzierungsplan";

/// The width of the column of titles.
const WIDTH: u16 = 70;

/// Writes the table.
pub(super) fn write(book: &Book<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let paper = book.paper;
    let years: BTreeSet<Jahr> = Plan::ALL.into_iter().flat_map(|plan| paper.jahre(plan)).collect();
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    let notes = [paper.vorlage.betreff.clone(), source(paper)];
    let mut columns = vec![page::text("Zeile des Teilplans", WIDTH)];
    columns.extend(years.iter().map(|year| page::numbers(year, 18)));
    columns.push(page::numbers("Gesamt", 18));
    let [subject, source] = &notes;
    page::set_up(paper, sheet, NAME, NAME, [subject, source], &columns)?;
    let mode = paper.haushalt.rundung.mode;
    let outside = book.layout.sheets.len();
    let cells = Cells { figures: book.figures, layout: &book.layout, sheet: outside, mode };
    let mut years = years;
    years.push("gesamt".to_owned());
    let mut table = Table { book, cells, sheet, columns: years, row: TOP };
    table.body()?;
    let rows = table.row - TOP;
    page::fit_on_page(sheet, usize::try_from(rows).unwrap_or(usize::MAX));
    Ok(())
}

/// The Teilplan, where there is one, and where the amounts come from.
fn source(paper: &Paper) -> String {
    const AMOUNTS: &str = "lle Beträge sind aus den Blättern „Berechnung“ übernommen";
    match &paper.haushalt.teilplan {
        Some(teilplan) => format!("Teilplan {} {}; a{AMOUNTS}", teilplan.nummer, teilplan.name),
        None => format!("A{AMOUNTS}"),
    }
}

struct Table<'a, 'b> {
    book: &'a Book<'a>,
    cells: Cells<'a>,
    sheet: &'b mut Worksheet,
    /// How the names of the figures of each column end.
    columns: Vec<String>,
    row: u32,
}

impl Table<'_, '_> {
    fn body(&mut self) -> Result<(), XlsxError> {
        let paper = self.book.paper;
        for plan in Plan::ALL {
            self.plan(paper, plan)?;
        }
        self.share("Förderquote", &Subject::Foerderquote.into())?;
        self.share("Eigenanteil am Projektvolumen", &Subject::Eigenanteil.aspect("quote"))?;
        if !paper.szenarien.is_empty() {
            self.row += 1;
            self.heading("Eigenanteil in den Szenarien")?;
        }
        for szenario in &paper.szenarien {
            let frame = Frame::Szenario(&szenario.id.value);
            let name = Name::from(Subject::Eigenanteil).within(frame);
            self.amounts(&szenario.name, &name, Weight::Row)?;
        }
        Ok(())
    }

    /// The lines of `plan` with its totals; a paper without payments has no Finanzplan.
    fn plan(&mut self, paper: &Paper, plan: Plan) -> Result<(), XlsxError> {
        if plan == Plan::Finanzplan && paper.jahre(plan).is_empty() {
            return Ok(());
        }
        let Totals { ein, aus, eigen } = Totals::of(plan);
        let [revenue, expenses, own] = match plan {
            Plan::Ergebnisplan => ["Summe der Erträge", "Summe der Aufwendungen", "Eigenanteil"],
            Plan::Finanzplan => [
                "Summe der Einzahlungen",
                "Summe der Auszahlungen",
                "Eigenanteil an den Auszahlungen",
            ],
        };
        self.lines(paper, plan, Zeilenart::Ertrag)?;
        self.amounts(revenue, &ein.into(), Weight::Subtotal)?;
        self.row += 1;
        self.lines(paper, plan, Zeilenart::Aufwand)?;
        self.amounts(expenses, &aus.into(), Weight::Subtotal)?;
        self.row += 1;
        self.amounts(own, &eigen.into(), Weight::Total)?;
        self.row += 1;
        Ok(())
    }

    /// The lines of `art`, each with its rows and its sub-total.
    fn lines(&mut self, paper: &Paper, plan: Plan, art: Zeilenart) -> Result<(), XlsxError> {
        for (zeile, rows) in paper.zeilen(plan, art) {
            self.heading(&format!("{} {}", zeile.nummer, zeile.name))?;
            for posten in rows {
                self.amounts(&description::row(posten), &posten.into(), Weight::Row)?;
            }
            let name = Name::from(zeile);
            let title = format!("Summe {} {}", plan.zeile(), zeile.nummer);
            self.amounts(&title, &name, Weight::Subtotal)?;
        }
        Ok(())
    }

    fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        let last = u16::try_from(self.columns.len()).unwrap_or_default();
        typed_values::heading(self.sheet, self.row, text, last)?;
        self.row += 1;
        Ok(())
    }

    /// The figures `<name>.<column>`; a dash where there is none.
    fn amounts(&mut self, title: &str, name: &Name, weight: Weight) -> Result<(), XlsxError> {
        page::fit(self.sheet, self.row, &[(title, WIDTH)])?;
        self.sheet.write_string_with_format(self.row, 0, title, &style::text(weight))?;
        for (index, end) in (1..).zip(&self.columns) {
            let found = self.book.figures.find(&name.aspect(end));
            let code = style::dashed(self.book.paper.haushalt.rundung.digits);
            let style = style::number(&code, weight);
            let Some(id) = found else {
                self.sheet.write_string_with_format(self.row, index, "–", &style)?;
                continue;
            };
            let value = number::text(number::printed(self.book.figures.get(id)));
            let formula = self.cells.printed_reference(id).unwrap_or_default();
            let formula = Formula::new(formula).set_result(value);
            self.sheet.write_formula_with_format(self.row, index, formula, &style)?;
        }
        self.row += 1;
        Ok(())
    }

    /// A share of the whole, below the column of all years.
    fn share(&mut self, title: &str, name: &Name) -> Result<(), XlsxError> {
        let Some(id) = self.book.figures.find(name) else { return Ok(()) };
        let figure = self.book.figures.get(id);
        let last = u16::try_from(self.columns.len()).unwrap_or_default();
        self.sheet.write_string_with_format(self.row, 0, title, &style::text(Weight::Row))?;
        for column in 1..last {
            self.sheet.write_blank(self.row, column, &style::text(Weight::Row))?;
        }
        let formula = self.cells.printed_reference(id).unwrap_or_default();
        let formula = Formula::new(formula).set_result(number::text(number::printed(figure)));
        let style = style::number(&typed_values::code(figure), Weight::Row);
        self.sheet.write_formula_with_format(self.row, last, formula, &style)?;
        self.row += 1;
        Ok(())
    }
}
