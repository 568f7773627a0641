//! Adds figures to the arena, one function per operation.
//!
//! The only place where a figure gets its value: what is derived is computed
//! from the exact values of its operands and rounded once, here. A value beyond
//! the range of a decimal becomes a problem at the place it comes from.

use rust_decimal::Decimal;

use super::{Derivation, Figure, FigureId, Figures, Frame, Name, Rounding, Unit};
use crate::data::{Placed, Rundung};
use crate::diagnostic::{Diagnostic, Place};
use crate::money::{self, Exact, Mode};

/// Decimal places of a printed percentage.
const PERCENT_DIGITS: u32 = 1;

/// The code of the finding that a value leaves the range of decimals.
pub const TOO_LARGE: &str = "zahl-zu-gross";

/// The figures of one paper while they are computed.
pub(super) struct Calculation<'p> {
    pub(super) figures: Figures,
    pub(super) problems: Vec<Diagnostic>,
    /// Whose figures they are: those of the paper, or of a scenario.
    pub(super) frame: Frame<'p>,
    pub(super) rundung: Rundung,
}

impl<'p> Calculation<'p> {
    pub(super) fn new(rundung: Rundung) -> Self {
        let (figures, problems) = (Figures::default(), Vec::new());
        Self { figures, problems, frame: Frame::Own, rundung }
    }

    /// The figure called `name` of the paper or scenario that is being computed.
    pub(super) fn find(&self, name: &Name) -> Option<FigureId> {
        match self.frame {
            Frame::Own => self.figures.find(name),
            frame => self.figures.find(&name.within(frame)),
        }
    }

    /// Whether the figure `id` tells of what is called `name`.
    pub(super) fn is_about(&self, id: FigureId, name: &Name) -> bool {
        self.figures.get(id).name.behind(&name.within(self.frame)).is_some()
    }

    pub(super) fn exact(&self, id: FigureId) -> &Exact {
        &self.figures.get(id).exact
    }

    pub(super) fn printed(&self, id: FigureId) -> Decimal {
        self.figures.get(id).value
    }

    /// A value as the data gives it; given once, it is the same figure everywhere.
    pub(super) fn given(
        &mut self,
        name: &Name,
        given: &Placed<Decimal>,
        unit: Unit,
        source: Option<&str>,
    ) -> FigureId {
        if let Some(id) = self.find(name) {
            return id;
        }
        let place = given.place.clone();
        let derivation = Derivation::Given { place, source: source.map(str::to_owned) };
        let mut value = given.value;
        if unit == Unit::Euro && value.scale() < self.rundung.digits {
            value.rescale(self.rundung.digits);
        }
        self.exactly(name, value, unit, derivation)
    }

    /// Months counted from a period.
    pub(super) fn months(&mut self, name: &Name, months: Exact, place: &Place) -> FigureId {
        if let Some(id) = self.find(name) {
            return id;
        }
        let derivation = Derivation::Counted { place: place.clone() };
        match months.to_decimal(2) {
            Some(value) => self.exactly(name, value, Unit::Months, derivation),
            None => self.rounded(name, months, Unit::Months, derivation, place),
        }
    }

    pub(super) fn product(
        &mut self,
        name: &Name,
        factors: Vec<FigureId>,
        unit: Unit,
        place: &Place,
    ) -> FigureId {
        let exact = self.multiply(&factors);
        self.rounded(name, exact, unit, Derivation::Product(factors), place)
    }

    pub(super) fn prorated(
        &mut self,
        name: &Name,
        factors: Vec<FigureId>,
        months: FigureId,
        place: &Place,
    ) -> FigureId {
        let exact = &(&self.multiply(&factors) * self.exact(months)) / 12;
        self.rounded(name, exact, Unit::Euro, Derivation::Prorated { factors, months }, place)
    }

    pub(super) fn risen(
        &mut self,
        name: &Name,
        base: FigureId,
        rate: FigureId,
        years: u32,
        place: &Place,
    ) -> FigureId {
        let factor = &Exact::from(1) + &(self.exact(rate) / 100);
        let exact = self.exact(base) * &factor.pow(years);
        self.rounded(name, exact, Unit::Euro, Derivation::Risen { base, rate, years }, place)
    }

    pub(super) fn capped(
        &mut self,
        name: &Name,
        of: FigureId,
        cap: FigureId,
        place: &Place,
    ) -> FigureId {
        let exact = self.exact(of).min(self.exact(cap)).clone();
        self.rounded(name, exact, Unit::Euro, Derivation::Capped { of, cap }, place)
    }

    /// The first less the second, of exact values.
    pub(super) fn difference(
        &mut self,
        name: &Name,
        of: FigureId,
        less: FigureId,
        place: &Place,
    ) -> FigureId {
        let exact = self.exact(of) - self.exact(less);
        self.rounded(name, exact, Unit::Euro, Derivation::Difference(of, less), place)
    }

    /// `of`, but not below nothing.
    pub(super) fn floored(&mut self, name: &Name, of: FigureId, place: &Place) -> FigureId {
        let exact = self.exact(of).max(&Exact::ZERO).clone();
        self.rounded(name, exact, Unit::Euro, Derivation::Floored(of), place)
    }

    /// `rate` per cent of `of`.
    pub(super) fn percent(
        &mut self,
        name: &Name,
        rate: FigureId,
        of: FigureId,
        place: &Place,
    ) -> FigureId {
        let exact = &(self.exact(rate) * self.exact(of)) / 100;
        self.rounded(name, exact, Unit::Euro, Derivation::Percent { rate, of }, place)
    }

    /// `of` divided by `by`; by nothing it is nothing, which `data` refuses.
    pub(super) fn quotient(
        &mut self,
        name: &Name,
        of: FigureId,
        by: FigureId,
        place: &Place,
    ) -> FigureId {
        let exact = self.exact(of).checked_div(self.exact(by)).unwrap_or_default();
        self.rounded(name, exact, Unit::Euro, Derivation::Quotient { of, by }, place)
    }

    /// `of` rounded up to a whole number of units.
    pub(super) fn rounded_up(&mut self, name: &Name, of: FigureId) -> FigureId {
        if let Some(id) = self.find(name) {
            return id;
        }
        let value = self.printed(of).ceil();
        self.exactly(name, value, Unit::Count, Derivation::RoundedUp(of))
    }

    /// `of` rounded to `digits`; what is made of it starts from the rounded value.
    pub(super) fn rounded_off(
        &mut self,
        name: &Name,
        of: FigureId,
        (digits, mode): (u32, Mode),
        place: &Place,
    ) -> FigureId {
        let value = money::round(self.exact(of), digits, mode);
        let mut value = value.unwrap_or_else(|| self.overflow(place));
        if value.scale() < self.rundung.digits {
            value.rescale(self.rundung.digits);
        }
        self.exactly(name, value, Unit::Euro, Derivation::RoundedOff { of, digits, mode })
    }

    pub(super) fn granted(
        &mut self,
        name: &Name,
        computed: FigureId,
        granted: FigureId,
        place: &Place,
    ) -> FigureId {
        let exact = self.exact(granted).clone();
        self.rounded(name, exact, Unit::Euro, Derivation::Granted { computed, granted }, place)
    }

    /// The sum of exact values, rounded once.
    pub(super) fn sum(
        &mut self,
        name: &Name,
        of: Vec<FigureId>,
        unit: Unit,
        place: &Place,
    ) -> FigureId {
        let exact = of.iter().map(|id| self.exact(*id)).sum();
        self.rounded(name, exact, unit, Derivation::Sum(of), place)
    }

    /// The sum of printed values; it needs no rounding.
    pub(super) fn printed_sum(
        &mut self,
        name: &Name,
        of: Vec<FigureId>,
        place: &Place,
    ) -> FigureId {
        let mut sum = Decimal::new(0, self.rundung.digits);
        for id in &of {
            sum = sum.checked_add(self.printed(*id)).unwrap_or_else(|| self.overflow(place));
        }
        self.exactly(name, sum, Unit::Euro, Derivation::PrintedSum(of))
    }

    pub(super) fn printed_difference(
        &mut self,
        name: &Name,
        of: FigureId,
        less: FigureId,
        place: &Place,
    ) -> FigureId {
        let difference = self.printed(of).checked_sub(self.printed(less));
        let difference = difference.unwrap_or_else(|| self.overflow(place));
        self.exactly(name, difference, Unit::Euro, Derivation::PrintedDifference(of, less))
    }

    /// `part` in per cent of `whole`, or nothing where the whole is nothing.
    pub(super) fn share(
        &mut self,
        name: &Name,
        part: FigureId,
        whole: FigureId,
    ) -> Option<FigureId> {
        let hundredfold = &Exact::from(self.printed(part)) * &Exact::from(100);
        let exact = hundredfold.checked_div(&Exact::from(self.printed(whole)))?;
        let value = money::round(&exact, PERCENT_DIGITS, Mode::HalfUp)?;
        let derivation = Derivation::Share { part, whole };
        let rounding = Rounding::Rounded { digits: PERCENT_DIGITS };
        Some(self.add(name, exact, value, Unit::Percent, derivation, rounding))
    }

    /// The total of `rows`, and the rows printed so that they add up to it.
    pub(super) fn group(&mut self, name: &Name, rows: Vec<FigureId>, place: &Place) -> FigureId {
        let total = self.sum(name, rows.clone(), Unit::Euro, place);
        let sum = (self.printed(total), self.rundung.digits);
        if self.figures.settle(&rows, total, sum).is_none() {
            self.overflow(place);
        }
        total
    }

    /// Prints what the sum `total` adds up so that it does: what other tables print keeps its
    /// amount, the other rows make up the rest. Where they cannot, the missing units are the
    /// figure called `missing`, a row of its own.
    pub(super) fn foot(&mut self, total: FigureId, missing: &Name, place: &Place) {
        if self.try_to_foot(total, missing, place).is_none() {
            self.overflow(place);
        }
    }

    fn try_to_foot(&mut self, total: FigureId, missing: &Name, place: &Place) -> Option<()> {
        let Derivation::Sum(rows) = self.figures.get(total).derivation.clone() else {
            return Some(());
        };
        let (mut rest, digits) = (self.printed(total), self.rundung.digits);
        let mut free = Vec::new();
        for row in &rows {
            self.figures.repeat(*row, self.rundung.mode)?;
            match self.figures.get(*row).rounding {
                Rounding::Rounded { .. } => free.push(*row),
                _ => rest = rest.checked_sub(self.printed(*row))?,
            }
        }
        let sum = money::within_reach(&self.figures.exact(&free), rest, digits)?;
        self.figures.settle(&free, total, (sum, digits))?;
        if sum != rest {
            let printed = self.printed_sum(&missing.aspect("zeilen"), rows, place);
            self.printed_difference(missing, total, printed, place);
        }
        Some(())
    }

    /// Prints `id` as what is printed of its operands gives, now and when their tables are
    /// settled.
    pub(super) fn repeated(&mut self, id: FigureId) -> FigureId {
        self.figures.set_repeated(id);
        id
    }

    fn multiply(&self, factors: &[FigureId]) -> Exact {
        factors.iter().fold(Exact::from(1), |product, id| &product * self.exact(*id))
    }

    fn rounded(
        &mut self,
        name: &Name,
        exact: Exact,
        unit: Unit,
        derivation: Derivation,
        place: &Place,
    ) -> FigureId {
        let (digits, mode) = match unit {
            Unit::Euro => (self.rundung.digits, self.rundung.mode),
            Unit::Percent => (PERCENT_DIGITS, Mode::HalfUp),
            Unit::Stellen | Unit::Count => (3, Mode::HalfUp),
            Unit::Months => (2, Mode::HalfUp),
        };
        let value = money::round(&exact, digits, mode).unwrap_or_else(|| self.overflow(place));
        let rounding = Rounding::Rounded { digits };
        self.add(name, exact, value, unit, derivation, rounding)
    }

    fn exactly(
        &mut self,
        name: &Name,
        value: Decimal,
        unit: Unit,
        derivation: Derivation,
    ) -> FigureId {
        self.add(name, Exact::from(value), value, unit, derivation, Rounding::Exact)
    }

    fn add(
        &mut self,
        name: &Name,
        exact: Exact,
        value: Decimal,
        unit: Unit,
        derivation: Derivation,
        rounding: Rounding,
    ) -> FigureId {
        let name = name.within(self.frame);
        self.figures.add(Figure { name, exact, value, unit, derivation, rounding })
    }

    /// Notes that a value at `place` grows too large, and stands in for it.
    fn overflow(&mut self, place: &Place) -> Decimal {
        let problem = Diagnostic::error(
            TOO_LARGE,
            place,
            "Die Rechnung mit diesem Wert ergibt eine Zahl mit mehr als 28 Stellen",
        )
        .with_hint("Prüfen Sie den Betrag, die Steigerung und die Zahl der Jahre.");
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
        Decimal::ZERO
    }
}
