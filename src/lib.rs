//! Writes council papers (Beschlussvorlagen) from YAML: every number in them is
//! computed exactly and knows how it came about.
//!
//! The rooms in the order of the flow; each knows only those before it:
//! [`data`] reads and checks, [`finance`] computes, [`document`] writes the
//! text, [`compare`] compares two versions, [`audit`] reads those of others,
//! [`output`] makes the formats, [`paper`] leads a paper through all of them, [`cli`] is the
//! program.

pub mod diagnostic;
pub mod german;
pub mod limits;
pub mod money;
pub mod period;

mod tally;

pub mod data;
pub mod finance;

pub mod audit;
pub mod compare;
pub mod document;
pub mod output;

pub mod paper;

pub mod cli;
