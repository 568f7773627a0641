//! Writes the year table: lines of the Teilplan with their rows, a column per
//! Haushaltsjahr and one for all of them; every amount refers to the sheet that
//! calculates it.

use crate::finance::{Frame, Name, Subject, Totals};
use std::collections::BTreeSet;

use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use crate::data::{Paper, Plan, Zeilenart};
use crate::document::Titles;
use crate::period::Jahr;

use super::book::Book;
use super::formula::Cells;
use super::layout::TOP;
use super::style::{self, Weight};
use super::{number, page, typed_values};

/// The width of the column of titles.
const WIDTH: u16 = 70;

/// Writes the table.
pub(super) fn write(book: &Book<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let paper = book.paper;
    let years: BTreeSet<Jahr> = Plan::ALL.into_iter().flat_map(|plan| paper.jahre(plan)).collect();
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    let notes = [paper.vorlage.betreff.clone(), source(book)];
    let mut columns = vec![page::text(book.say("plan.zeile"), WIDTH)];
    columns.extend(years.iter().map(|year| page::numbers(year, 18)));
    columns.push(page::numbers(book.say("plan.gesamt"), 18));
    let [subject, source] = &notes;
    let name = book.say("plan.blatt");
    page::set_up(book, sheet, name, name, [subject, source], &columns)?;
    let mode = paper.haushalt.rundung.mode;
    let outside = book.layout.sheets.len();
    let cells = Cells { book, sheet: outside, mode };
    let mut years = years;
    years.push("gesamt".to_owned());
    let mut table = Table { book, cells, sheet, columns: years, row: TOP };
    table.body()?;
    let rows = table.row - TOP;
    page::fit_on_page(sheet, usize::try_from(rows).unwrap_or(usize::MAX));
    Ok(())
}

/// The Teilplan, where there is one, and where the amounts come from.
fn source(book: &Book<'_>) -> String {
    match &book.paper.haushalt.teilplan {
        Some(teilplan) => {
            let filled = [("nummer", teilplan.nummer.as_str()), ("name", teilplan.name.as_str())];
            book.fill("plan.herkunft_mit_teilplan", &filled)
        }
        None => book.say("plan.herkunft").to_owned(),
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
        self.share(&Subject::Foerderquote.into())?;
        self.share(&Subject::Eigenanteil.aspect("quote"))?;
        if !paper.szenarien.is_empty() {
            self.row += 1;
            self.heading(self.book.say("plan.szenarien"))?;
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
        self.lines(paper, plan, Zeilenart::Ertrag)?;
        self.sum(&ein.into())?;
        self.row += 1;
        self.lines(paper, plan, Zeilenart::Aufwand)?;
        self.sum(&aus.into())?;
        self.row += 1;
        self.amounts(&self.title(&eigen.into()), &eigen.into(), Weight::Total)?;
        self.row += 1;
        Ok(())
    }

    /// The lines of `art`, each with its rows and its sub-total.
    fn lines(&mut self, paper: &Paper, plan: Plan, art: Zeilenart) -> Result<(), XlsxError> {
        for (zeile, rows) in paper.zeilen(plan, art) {
            let line = format!("{} {}", zeile.nummer, zeile.name);
            let heading = match &zeile.teilplan {
                Some(of) => {
                    let filled = [("teilplan", of.nummer.as_str()), ("zeile", line.as_str())];
                    self.book.fill("plan.zeile_von", &filled)
                }
                None => line,
            };
            self.heading(&heading)?;
            for name in rows.into_iter().map(Name::from) {
                self.amounts(&self.title(&name), &name, Weight::Row)?;
            }
            self.sum(&zeile.into())?;
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

    /// The sum of lines or rows that is called `name`.
    fn sum(&mut self, name: &Name) -> Result<(), XlsxError> {
        let title = self.book.fill("plan.summe", &[("titel", &self.title(name))]);
        self.amounts(&title, name, Weight::Subtotal)
    }

    fn title(&self, name: &Name) -> String {
        Titles::of(self.book.paper).title(name)
    }

    /// A share of the whole, below the column of all years.
    fn share(&mut self, name: &Name) -> Result<(), XlsxError> {
        let Some(id) = self.book.figures.find(name) else { return Ok(()) };
        let figure = self.book.figures.get(id);
        let last = u16::try_from(self.columns.len()).unwrap_or_default();
        self.sheet.write_string_with_format(
            self.row,
            0,
            self.title(name),
            &style::text(Weight::Row),
        )?;
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
