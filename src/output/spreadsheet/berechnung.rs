//! Writes a sheet that calculates: a Haushaltsjahr, all of them, or a scenario.
//!
//! A line shows what a figure is made of, its exact value and its printed one.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};

use crate::data::{Paper, Szenario};
use crate::document::Titles;
use crate::finance::{Figure, FigureId, Frame, Parts, Rounding, Subject};

use super::allotment::{Calculated, Group};
use super::book::Book;
use super::formula::{Cells, Operand, column};
use super::layout::{TOP, is_given};
use super::sheet::{Line, Sheet};
use super::style::{self, Weight};
use super::{number, page, typed_values};

/// Writes the sheet `index` of the layout.
pub(super) fn write(book: &Book<'_>, index: usize, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let Some(plan) = book.layout.sheets.get(index) else { return Ok(()) };
    let mode = book.paper.haushalt.rundung.mode;
    let cells = Cells { book, sheet: index, mode };
    let mut writer = Writer { book, plan, cells, sheet, ranks: BTreeMap::new() };
    writer.set_up()?;
    for (line, row) in plan.lines.iter().zip(TOP..) {
        writer.line(line, row)?;
    }
    Ok(())
}

/// The width of the column of titles.
const WIDTH: u16 = 60;

struct Writer<'a, 'b> {
    book: &'a Book<'a>,
    plan: &'a Sheet,
    cells: Cells<'a>,
    sheet: &'b mut Worksheet,
    /// The ranks of rows by what they lose, of the groups that were written.
    ranks: BTreeMap<FigureId, usize>,
}

impl<'a> Writer<'a, '_> {
    fn set_up(&mut self) -> Result<(), XlsxError> {
        let say = |key: &str| self.book.say(&format!("berechnung.{key}"));
        let note = match &self.plan.szenario {
            None => say("hinweis").to_owned(),
            Some(id) => {
                let frame = Frame::Szenario(id).to_string();
                self.book.fill("szenario.hinweis", &[("kennung", &frame)])
            }
        };
        let columns = [
            page::text(self.book.say("bezeichnung"), WIDTH),
            page::text(say("rechenweg"), 40),
            page::numbers(say("erster_wert"), 16),
            page::numbers(say("zweiter_wert"), 16),
            page::numbers(say("monate"), 10),
            page::numbers(say("genau"), 20),
            page::numbers(say("gedruckt"), 17),
            page::numbers(say("abgerundet"), 15),
            page::numbers(say("rest"), 10),
            page::numbers(say("rang"), 10),
            page::text(self.book.say("kennung"), 46),
        ];
        let (name, title) = (&self.plan.name, &self.plan.title);
        page::set_up(self.book, self.sheet, name, title, [&note, say("zeilen")], &columns)?;
        let last = u32::try_from(self.plan.lines.len()).unwrap_or_default() + TOP;
        page::fit_on_page(self.sheet, self.plan.lines.len());
        self.sheet.set_print_area(0, column::TITLE, last, column::PRINTED)?;
        Ok(())
    }

    fn line(&mut self, line: &Line, row: u32) -> Result<(), XlsxError> {
        let id = match line {
            Line::Heading(text) => {
                return typed_values::heading(self.sheet, row, text, column::NAME);
            }
            Line::Figure(id) | Line::Same(id, _) | Line::Copy(id) => id,
        };
        let figure = self.book.figures.get(*id);
        self.frame(line, *id, figure, row)?;
        match line {
            Line::Copy(_) => self.copy(*id, figure, row),
            Line::Same(_, base) => self.same(*base, figure, row),
            _ if is_given(figure) => {
                let (place, _) = typed_values::origin(self.book, figure);
                let key = if self.plan.szenario.is_none() { "gegeben" } else { "geaendert" };
                let words = self.book.fill(&format!("berechnung.{key}"), &[("ort", &place)]);
                self.words(row, &words, Weight::Row)?;
                typed_values::given(self.sheet, row, column::PRINTED, figure)
            }
            _ => self.computed(*id, figure, row),
        }
    }

    /// Title, name and the rule below a line.
    fn frame(
        &mut self,
        line: &Line,
        id: FigureId,
        figure: &Figure,
        row: u32,
    ) -> Result<(), XlsxError> {
        let weight = self.weight(id);
        for column in column::WORDS..column::NAME {
            self.sheet.write_blank(row, column, &style::text(weight))?;
        }
        let name = self.plan.name(figure);
        let title = match name.parts() {
            Parts { frame: Frame::Own, subject: Subject::Zeile(_), .. } => {
                self.book.say("berechnung.summe").to_owned()
            }
            _ => Titles::of(self.titled()).title(&name),
        };
        page::fit(self.sheet, row, &[(&title, WIDTH)])?;
        self.sheet.write_string_with_format(row, column::TITLE, title, &style::text(weight))?;
        // Its name tells where it is calculated.
        if !matches!(line, Line::Copy(_)) {
            let style = style::indented(style::small(weight));
            self.sheet.write_string_with_format(row, column::NAME, name.as_str(), &style)?;
        }
        Ok(())
    }

    /// The paper or scenario whose figures the sheet holds.
    fn titled(&self) -> &'a Paper {
        let paper = self.book.paper;
        let is_own = |of: &&Szenario| Some(&of.id.value) == self.plan.szenario.as_ref();
        paper.szenarien.iter().find(is_own).map_or(paper, |of| &of.paper)
    }

    fn weight(&self, id: FigureId) -> Weight {
        let name = self.plan.name(self.book.figures.get(id));
        match name.parts() {
            Parts { frame: Frame::Own, subject, period, .. } => match (subject, period) {
                (Subject::Zeile(_), _) => Weight::Subtotal,
                (Subject::Eigenanteil, Some(_)) => Weight::Total,
                _ => Weight::Row,
            },
            _ => Weight::Row,
        }
    }

    fn words(&mut self, row: u32, words: &str, weight: Weight) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(row, column::WORDS, words, &style::text(weight))?;
        Ok(())
    }

    /// A value that a scenario takes over from the paper.
    fn same(&mut self, base: FigureId, figure: &Figure, row: u32) -> Result<(), XlsxError> {
        self.words(row, self.book.say("szenario.wie"), Weight::Row)?;
        let formula = self.cells.printed_reference(base).unwrap_or_default();
        let value = number::text(number::exact(figure));
        self.formula(
            row,
            column::PRINTED,
            Calculated { formula, value },
            &typed_values::code(figure),
            Weight::Row,
        )
    }

    /// What stands elsewhere as well.
    fn copy(&mut self, id: FigureId, figure: &Figure, row: u32) -> Result<(), XlsxError> {
        self.words(row, self.book.say("rechenweg.uebernommen"), Weight::Row)?;
        let formula = self.cells.printed_reference(id).unwrap_or_default();
        let value = number::text(number::printed(figure));
        let (code, cell) = (typed_values::code(figure), Calculated { formula, value });
        self.formula(row, column::PRINTED, cell, &code, Weight::Row)?;
        self.missing(id, row)
    }

    fn computed(&mut self, id: FigureId, figure: &Figure, row: u32) -> Result<(), XlsxError> {
        let weight = self.weight(id);
        let calculation = self.cells.calculation(figure, row);
        self.words(row, &calculation.words, weight)?;
        for (operand, column) in calculation.operands.into_iter().zip(column::OPERANDS) {
            if let Some(operand) = operand {
                self.operand(operand, row, column, weight)?;
            }
        }
        let exact =
            Calculated { formula: calculation.formula, value: number::text(number::exact(figure)) };
        let code = typed_values::code(figure);
        let formula = match figure.rounding {
            Rounding::Row { total, .. } => return self.row(id, total, exact, row),
            Rounding::Exact => return self.formula(row, column::PRINTED, exact, &code, weight),
            Rounding::Rounded { digits } => self.cells.rounded(figure, row, digits),
            Rounding::Repeated => self.cells.repeated(figure),
        };
        self.formula(row, column::EXACT, exact, &style::exact_code(figure.unit), weight)?;
        let printed = Calculated { formula, value: number::text(number::printed(figure)) };
        self.formula(row, column::PRINTED, printed, &code, weight)?;
        self.missing(id, row)
    }

    /// An operand: a reference to where it stands, or a number of years.
    fn operand(
        &mut self,
        operand: Operand,
        row: u32,
        column: u16,
        weight: Weight,
    ) -> Result<(), XlsxError> {
        let (id, is_printed) = match operand {
            Operand::Exact(id) => (id, false),
            Operand::Printed(id) => (id, true),
            Operand::Years(years) => {
                self.sheet.write_number_with_format(
                    row,
                    column,
                    years,
                    &style::number("0", weight),
                )?;
                return Ok(());
            }
        };
        let figure = self.book.figures.get(id);
        let value = if is_printed { number::printed(figure) } else { number::exact(figure) };
        let is_rounded = value != number::printed(figure);
        let code =
            if is_rounded { style::exact_code(figure.unit) } else { typed_values::code(figure) };
        let formula = self.cells.operand(operand).unwrap_or_default();
        let value = Calculated { formula, value: number::text(value) };
        self.formula(row, column, value, &code, weight)
    }

    /// A row of a group: exact, printed, and the aids between them.
    fn row(
        &mut self,
        id: FigureId,
        total: FigureId,
        exact: Calculated,
        row: u32,
    ) -> Result<(), XlsxError> {
        let figure = self.book.figures.get(id);
        let Some(group) = self.group(total) else { return Ok(()) };
        let (code, exact_code) = (typed_values::code(figure), style::exact_code(figure.unit));
        let cells = [
            (column::PRINTED, group.printed(id, row), code.as_str()),
            (column::EXACT, exact, exact_code.as_str()),
        ];
        for (column, cell, code) in cells {
            self.formula(row, column, cell, code, Weight::Row)?;
        }
        if !self.ranks.contains_key(&id) {
            self.ranks.extend(group.ranks());
        }
        let rank = self.ranks.get(&id).copied().unwrap_or_default();
        let aids = [
            (column::FLOOR, group.floor(id, row), code.as_str()),
            (column::REST, group.rest(id, row), "0.0000"),
            (column::RANK, group.rank(rank, row), "0"),
        ];
        for (column, cell, code) in aids {
            self.aid(row, column, cell, code, Weight::Row)?;
        }
        Ok(())
    }

    /// Beside the total of a group: how many units its rows lack when rounded down.
    fn missing(&mut self, id: FigureId, row: u32) -> Result<(), XlsxError> {
        let Some(group) = self.group(id).filter(|group| group.ends_above(row)) else {
            return Ok(());
        };
        let code = typed_values::code(self.book.figures.get(id));
        self.aid(row, column::FLOOR, group.floors(), &code, Weight::Subtotal)?;
        self.aid(row, column::RANK, group.missing(), "0", Weight::Subtotal)
    }

    fn group(&self, total: FigureId) -> Option<Group<'a>> {
        let book = self.book;
        let rows = book.layout.tables.rows(total)?;
        let first = book.layout.spots.get(rows.first()?)?.row;
        let others = book.layout.tables.others(book.figures, total);
        let cells = others.iter().filter_map(|id| self.cells.printed_reference(*id)).collect();
        Some(Group::new(book.figures, total, rows, first).beside(others, cells))
    }

    fn formula(
        &mut self,
        row: u32,
        column: u16,
        cell: Calculated,
        code: &str,
        weight: Weight,
    ) -> Result<(), XlsxError> {
        self.calculate(row, column, cell, &style::number(code, weight))
    }

    fn aid(
        &mut self,
        row: u32,
        column: u16,
        cell: Calculated,
        code: &str,
        weight: Weight,
    ) -> Result<(), XlsxError> {
        self.calculate(row, column, cell, &style::aid(code, weight))
    }

    fn calculate(
        &mut self,
        row: u32,
        column: u16,
        cell: Calculated,
        format: &Format,
    ) -> Result<(), XlsxError> {
        // A limit of the format; longer ones make a file that programs refuse to open.
        if cell.formula.len() >= 8192 {
            return Err(XlsxError::ParameterError(format!(
                "eine Formel auf dem Blatt `{}` ist länger, als das Format erlaubt",
                self.plan.name
            )));
        }
        let formula = Formula::new(cell.formula).set_result(cell.value);
        self.sheet.write_formula_with_format(row, column, formula, format)?;
        Ok(())
    }
}
