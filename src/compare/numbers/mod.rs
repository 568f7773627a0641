//! Compares what was typed, what was computed and what is set up, value by value.

pub(in crate::compare) mod moved;
pub(in crate::compare) mod naming;
pub(in crate::compare) mod setup;
pub(in crate::compare) mod totals;
pub(in crate::compare) mod typed_values;
pub(in crate::compare) mod year_diagram;
