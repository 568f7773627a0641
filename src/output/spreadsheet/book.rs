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

impl<'a> Book<'a> {
    /// A word of the workbook.
    pub(super) fn say(&self, key: &str) -> &'a str {
        self.paper.profil.wording.say(&format!("arbeitsmappe.{key}"))
    }

    /// A word of the workbook, with `filled` in its places.
    pub(super) fn fill(&self, key: &str, filled: &[(&str, &str)]) -> String {
        self.paper.profil.wording.fill(&format!("arbeitsmappe.{key}"), filled)
    }
}
