//! What can be asked of a request.

use std::sync::Arc;

use super::finished::{Finished, Planned};
use super::outcome::Outcome;
use super::request::Request;
use super::stages::Way;
use crate::finance::Figures;
use crate::output::Inputs;

impl Request {
    /// The paper and its figures.
    pub fn planned(self) -> Outcome<Planned> {
        self.refused().unwrap_or_else(|| Way::of(self).planned())
    }

    /// The figures of the paper and what it was made from. No template is run.
    pub fn figures(self) -> Outcome<(Arc<Figures>, Inputs)> {
        Way::of(self).figures()
    }

    /// The finished paper.
    pub fn finished(self) -> Outcome<Finished> {
        self.refused().unwrap_or_else(|| Way::of(self).finished())
    }

    fn refused<T>(&self) -> Option<Outcome<T>> {
        Way::of(self.unchanged()?).refused()
    }
}
