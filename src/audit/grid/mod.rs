//! Tables: what their columns hold and their rows do, and what does not add up in them.
//!
//! ```text
//! table → sheet (cells, columns, rows) → down, across, ratio, working → faults
//! ```

mod across;
pub(super) mod claim;
pub(super) mod column;
mod down;
pub(super) mod faults;
pub(super) mod ratio;
mod sheet;
mod ways;
mod words;
pub(super) mod working;

pub(super) use sheet::{Grid, Role};
