//! What holds for a paper as a whole: quantities that are named more than once, Stellen,
//! names and wordings, and amounts that data do not know.

pub(super) mod contradiction;
pub(super) mod identity;
pub(super) mod model;
pub(super) mod names;
pub(super) mod quantity;
pub(super) mod stellen;
pub(super) mod wording;
