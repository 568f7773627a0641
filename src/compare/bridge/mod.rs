//! Walks from the totals of one version to those of the next, change by change (Brücke).
//!
//! Contributions telescope: what the changes contribute to a total adds up to its difference.

pub(in crate::compare) mod contribution;
pub(in crate::compare) mod end;
pub(in crate::compare) mod factors;
pub(in crate::compare) mod parts;
pub(in crate::compare) mod states;
pub(in crate::compare) mod steps;
pub(in crate::compare) mod text;
pub(in crate::compare) mod totals;
pub(in crate::compare) mod working;
pub(in crate::compare) mod working_text;
