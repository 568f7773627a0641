//! Reads amounts, percentages and numbers of Stellen out of German text and table cells.
//!
//! How exact an amount is said to be is read with it: a range, a limit or a rounded amount
//! proves nothing against an exact one.

mod amount;
pub(super) mod cell;
pub(super) mod digits;
mod exactness;
mod reading;
pub(super) mod unit;

pub(super) use amount::{Amount, Exactness, Kind};
pub(super) use reading::{plain, read, terms};
