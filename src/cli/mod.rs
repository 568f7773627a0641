//! The commands: the only place that prints.

pub mod arguments;
pub mod report;

mod console;
mod usage;
mod write;
