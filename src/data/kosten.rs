//! Annual costs of grades, and costs other than Stellen.
//!
//! Whether a cost rises and whether it is prorated by months are properties of
//! each cost, said in the data.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Placed, Zeile};
use crate::period::{Jahr, Zeitraum};

/// What a full post of a grade costs a year.
#[derive(Debug, Clone)]
pub struct Kostensatz {
    /// The key of its figures, `kostensatz.<id>`.
    pub id: String,
    /// The grade as printed, such as `E 13 TVöD`.
    pub bezeichnung: String,
    /// Euro a year for a full post, in the base year of `steigerung`.
    pub jahresbetrag: Placed<Decimal>,
    /// Where the amount comes from.
    pub quelle: Option<String>,
    /// How it rises; without, it stays the same.
    pub steigerung: Option<Arc<Steigerung>>,
}

/// A yearly rise that compounds from a base year on the unrounded amount.
#[derive(Debug, Clone)]
pub struct Steigerung {
    /// The key of its figure, `steigerung.<id>`.
    pub id: String,
    /// Per cent a year.
    pub satz: Placed<Decimal>,
    /// The year whose amounts are given; earlier years do not fall below it.
    pub basisjahr: Jahr,
}

/// A cost other than Stellen.
#[derive(Debug, Clone)]
pub struct Kosten {
    /// The key of its figures, `kosten.<id>.…`.
    pub id: Placed<String>,
    /// What it is, as printed.
    pub bezeichnung: String,
    /// The line of the Teilplan that carries it.
    pub zeile: Arc<Zeile>,
    /// Euro a year for one unit of `menge`.
    pub betrag: Placed<Decimal>,
    /// How many units there are.
    pub menge: Menge,
    /// The years in which it arises are those of this period.
    pub zeitraum: Placed<Zeitraum>,
    /// Whether a year that the period covers in part costs only that part.
    pub anteilig: bool,
    /// How it rises; without, it stays the same.
    pub steigerung: Option<Arc<Steigerung>>,
}

/// How many units of a cost there are.
#[derive(Debug, Clone)]
pub enum Menge {
    /// One.
    Pauschal,
    /// As many as given.
    Anzahl(Placed<Decimal>),
    /// As many as there are full posts of a role in that year.
    JeStelle(String),
}
