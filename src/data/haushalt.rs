//! Where the money stands in the budget, and how amounts are rounded.
//!
//! Every Haushaltsjahr that costs money has its [`Haushaltsstand`].

use std::collections::BTreeMap;

use crate::diagnostic::Place;
use crate::money::Mode;
use crate::period::Jahr;

/// The place of the paper in the city's budget.
#[derive(Debug, Clone)]
pub struct Haushalt {
    /// The Teilplan that carries the measure.
    pub teilplan: Teilplan,
    /// The years of the adopted budget, such as 2020 and 2021.
    pub beschlossen: Vec<Jahr>,
    /// The first year of the budget that is drawn up next.
    pub aufstellung: Jahr,
    /// The state of the budget per year, for every year that costs money.
    pub jahre: BTreeMap<Jahr, Haushaltsstand>,
    /// How amounts are rounded.
    pub rundung: Rundung,
}

/// A Teilplan of the budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teilplan {
    /// Its number as printed, such as `0504`.
    pub nummer: String,
    /// Its name, from the profile of the city.
    pub name: String,
}

/// The state of the budget in one year, from which its clause follows.
#[derive(Debug, Clone)]
pub struct Haushaltsstand {
    /// Which clause holds.
    pub stand: Stand,
    /// Whether funds may be moved inside the budget.
    pub umschichtungen: bool,
    /// Where the data says so.
    pub place: Place,
}

/// How a year's expenses meet the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// The own share is made up for within the adopted budget of the Teilplan.
    Kompensiert,
    /// More than the adopted budget and its medium-term plan provide.
    Mehrbedarf,
}

/// How amounts are rounded: the total of a group from its exact sum, its rows by
/// largest remainder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rundung {
    /// Decimal places of printed amounts: 2 for cents, 0 for whole euros.
    pub digits: u32,
    /// How the total of a group loses its further digits.
    pub mode: Mode,
}
