//! What a row of a table says about a Stelle, cell by cell.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::columns::Column;
use super::sheet::Cell;

/// What a row says about a Stelle.
#[derive(Debug)]
pub(super) struct Row {
    /// Which Stelle it is.
    pub(super) id: String,
    /// The cell with its id.
    pub(super) cell: Cell,
    /// What is said; an empty cell says nothing.
    pub(super) said: BTreeMap<Column, Said>,
}

/// What one cell says.
#[derive(Debug)]
pub(super) struct Said {
    /// What it is.
    pub(super) value: Value,
    /// The cell.
    pub(super) cell: Cell,
}

/// A value for a Stelle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Text as the YAML would say it.
    Text(String),
    /// A grade that costs nothing here.
    Bewertung(String),
    /// Full posts.
    Anteil(Decimal),
    /// A day.
    Tag(Date),
}
