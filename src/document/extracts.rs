//! The sections of a paper by which it is compared with another.
//!
//! They are cut out of the text of the whole paper, where their templates say that they begin
//! and end.

use super::regions::{BESCHLUSS, BEZUG, NACHWEIS, Regions};
use super::tidy::tidy;
use crate::data::Paper;

/// Sections of a paper; none where its city has no template for them or they say nothing.
#[derive(Debug, Clone, Default)]
pub struct Extracts {
    /// The resolution as marked Markdown without its heading.
    pub beschluss: Option<String>,
    /// The heading under which the paper says what it has to do with an earlier one.
    pub bezug: Option<String>,
    /// The heading of the calculation annex, where the paper has one.
    pub nachweis: Option<String>,
}

impl Extracts {
    /// The sections of `paper` among the `regions` of its text.
    pub(super) fn of(paper: &Paper, regions: &Regions) -> Self {
        let section = |name: &str| {
            let marked = tidy(regions.get(name)?);
            let (heading, text) = marked.trim_start().strip_prefix('#')?.split_once('\n')?;
            let heading = heading.trim_start_matches('#').trim().to_owned();
            Some((heading, text.trim().to_owned()))
        };
        // A paper on which nobody decides has no resolution.
        let beschluss = section(BESCHLUSS).filter(|_| paper.vorlage.decides());
        Self {
            beschluss: beschluss.map(|(_, text)| text),
            bezug: section(BEZUG).map(|(heading, _)| heading),
            nachweis: section(NACHWEIS).map(|(heading, _)| heading),
        }
    }
}
