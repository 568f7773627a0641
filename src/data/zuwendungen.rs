//! The grants: who pays what for which Stellen and costs.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Placed, Zeile};
use crate::period::{Jahr, Zeitraum};

/// A grant (Nr. 2 VV zu § 44 LHO NRW).
#[derive(Debug, Clone)]
pub struct Zuwendung {
    /// The key of its figures, `zuwendung.<id>.…`.
    pub id: Placed<String>,
    /// Who pays.
    pub geber: String,
    /// The short name of who pays.
    pub kurz: Option<String>,
    /// How it is measured.
    pub art: Zuwendungsart,
    /// The line of the Teilplan that receives it.
    pub zeile: Arc<Zeile>,
    /// From when to when it is paid.
    pub zeitraum: Placed<Zeitraum>,
    /// Whether a year that the period covers in part earns only that part of a rate.
    pub anteilig: bool,
    /// Rates per role.
    pub saetze: Vec<Foerdersatz>,
    /// Costs that it pays.
    pub kosten: Vec<Kostenanteil>,
    /// The most that it pays in a year, in euro.
    pub hoechstbetrag: Option<Placed<Decimal>>,
    /// Amounts that have been granted; they replace the computed ones.
    pub bewilligt: BTreeMap<Jahr, Bewilligung>,
}

/// How a grant is measured (Nr. 2.2 VV zu § 44 LHO NRW).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zuwendungsart {
    /// A fixed amount, also as a multiple of a unit amount (Festbetragsfinanzierung).
    Festbetrag,
}

/// What a grant pays for the Stellen of a role.
#[derive(Debug, Clone)]
pub struct Foerdersatz {
    /// The role.
    pub rolle: Placed<String>,
    /// Euro a year.
    pub betrag: Placed<Decimal>,
    /// What it is paid for.
    pub je: Einheit,
}

/// What a rate is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Einheit {
    /// A full post; part of a post earns that part.
    Vollzeitstelle,
    /// The role as such, whatever its quantity.
    Rolle,
}

/// A cost that a grant pays.
#[derive(Debug, Clone)]
pub struct Kostenanteil {
    /// The id of the cost.
    pub kosten: Placed<String>,
    /// The most that is paid for it in a year, in euro.
    pub hoechstens: Option<Placed<Decimal>>,
}

/// An amount that has been granted.
#[derive(Debug, Clone)]
pub struct Bewilligung {
    /// Euro for the year.
    pub betrag: Placed<Decimal>,
    /// The document that grants it.
    pub quelle: String,
}
