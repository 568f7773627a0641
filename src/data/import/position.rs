//! Where cells stand in a table, and how many a table may have.

/// Row and column, both from nothing.
pub(super) type Position = (u32, u32);

/// Cells that are merged: the first and the last.
pub(super) type Region = (Position, Position);
