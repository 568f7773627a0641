//! One end of a bridge: a version of a paper whose figures stand in the arena.

use crate::data::{Paper, TypedValue};
use crate::finance::{Figures, Frame, Name, Subject};

/// One end of a bridge: a version whose figures stand in the arena within `frame`.
#[derive(Debug, Clone, Copy)]
pub struct End<'a> {
    /// Within what its figures stand, such as the old of two versions.
    pub frame: Frame<'a>,
    /// Its figures as they came about, where those within `frame` are only quoted.
    pub planned: Option<&'a Figures>,
    /// The paper.
    pub paper: &'a Paper,
    /// What was typed; its places are those of the arena.
    pub typed_values: &'a [TypedValue],
    /// What was typed in the city's table of personnel costs.
    pub city_table: &'a [TypedValue],
}

impl<'a> End<'a> {
    /// The version `paper`, of which was typed what stands in the data and in the city's table.
    pub fn of(frame: Frame<'a>, paper: &'a Paper, typed: &'a [Vec<TypedValue>; 2]) -> Self {
        let [typed_values, city_table] = typed;
        Self { frame, planned: None, paper, typed_values, city_table }
    }

    /// The same version, whose figures are only quoted, and came about as in `planned`.
    pub fn quoted(self, planned: &'a Figures) -> Self {
        Self { planned: Some(planned), ..self }
    }
}

/// The figure of nothing that stands for an amount that a version does not have.
pub(in crate::compare) fn nothing() -> Name {
    Name::from(Subject::Nothing).within(Frame::Bridge)
}
