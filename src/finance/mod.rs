//! Turns the facts of a [`Paper`](crate::data::Paper) into figures.
//!
//! Pure: knows neither files nor YAML nor German number format. Every figure is
//! exact until it is rounded once; what is printed adds up.

mod figure;

pub use figure::{Derivation, Figure, FigureId, Figures, Rounding, Unit};
