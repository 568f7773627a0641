//! What the worksheets are written from, in one.

use super::layout::Layout;
use crate::data::Paper;
use crate::diagnostic::Sources;
use crate::finance::Figures;

/// What the worksheets are written from.
pub(super) struct Book<'a> {
    pub(super) paper: &'a Paper,
    pub(super) figures: &'a Figures,
    pub(super) sources: &'a Sources,
    pub(super) layout: Layout,
}
