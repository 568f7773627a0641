//! The Stellen: how much of which grade, for what, and how long.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Kostensatz, Placed, Zeile};
use crate::period::{Jahr, Zeitraum};

/// A Stelle, or several of one kind.
#[derive(Debug, Clone)]
pub struct Stelle {
    /// The key of its figures, `stelle.<id>.…`.
    pub id: Placed<String>,
    /// What it is for, as printed in brackets behind the grade.
    pub funktion: String,
    /// The role by which grants and costs count it.
    pub rolle: String,
    /// The Baustein it belongs to.
    pub baustein: String,
    /// With whom it is set up.
    pub bei: Bei,
    /// Its quantity in full posts.
    pub anteil: Anteil,
    /// What a full post costs a year.
    pub kostensatz: Arc<Kostensatz>,
    /// Another grading that is possible, such as for civil servants.
    pub alternativ: Option<String>,
    /// From when to when it is set up.
    pub zeitraum: Placed<Zeitraum>,
    /// The line of the Teilplan that carries its cost.
    pub zeile: Arc<Zeile>,
}

impl Stelle {
    /// The Haushaltsjahre in which it exists and has a quantity.
    pub fn jahre(&self) -> impl Iterator<Item = Jahr> {
        let zeitraum = &self.zeitraum.value;
        zeitraum.jahre().filter(|jahr| self.anteil.in_jahr(*jahr).is_some())
    }
}

/// With whom a Stelle is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bei {
    /// With the city.
    Stadt,
    /// With a carrier (freier Träger), to whom funds are passed on.
    Traeger,
}

/// A quantity of full posts.
#[derive(Debug, Clone)]
pub enum Anteil {
    /// The same in every year.
    Fest(Placed<Decimal>),
    /// By Haushaltsjahr; a year without an entry has none.
    Jaehrlich(BTreeMap<Jahr, Placed<Decimal>>),
}

impl Anteil {
    /// The quantity in `jahr`.
    pub fn in_jahr(&self, jahr: Jahr) -> Option<&Placed<Decimal>> {
        match self {
            Self::Fest(anteil) => Some(anteil),
            Self::Jaehrlich(jahre) => jahre.get(&jahr),
        }
    }
}
