//! Writes single sections of a paper, by which it is compared with another.
//!
//! Their templates are rendered alone, so that no city's heading has to be known.

use std::sync::Arc;

use super::compose::{self, TemplateFiles};
use crate::data::Paper;
use crate::diagnostic::{Diagnostic, Sources};
use crate::finance::Figures;

/// The template of the resolution: a heading, and under it the numbered items.
const BESCHLUSS: &str = "abschnitte/beschluss.md";

/// The template that says what a paper has to do with an earlier one.
const BEZUG: &str = "abschnitte/bezug.md";

/// The template of the calculation annex.
const NACHWEIS: &str = "abschnitte/nachweis.md";

/// Sections of a paper; none where its city has no template for them alone or they say
/// nothing.
#[derive(Debug, Clone, Default)]
pub struct Extracts {
    /// The resolution as marked Markdown without its heading.
    pub beschluss: Option<String>,
    /// What is to be said of texts that the resolution does not print, where there is one.
    pub unused: Vec<Diagnostic>,
    /// The heading under which the paper says what it has to do with an earlier one.
    pub bezug: Option<String>,
    /// The heading of the calculation annex, where the paper has one.
    pub nachweis: Option<String>,
}

/// The sections of `paper`, where the whole paper could be written.
pub fn extracts(
    paper: &Paper,
    figures: &Arc<Figures>,
    templates: &TemplateFiles,
    sources: &Sources,
) -> Extracts {
    let section = |name: &str| {
        templates.get(name)?;
        let shared = compose::share(paper, figures, templates, sources, None);
        let rendered = compose::render(name, paper, &shared, templates, sources).ok()?;
        if shared.has_problems() {
            return None;
        }
        let marked = compose::tidy(&rendered);
        let (heading, text) = marked.trim_start().strip_prefix('#')?.split_once('\n')?;
        let heading = heading.trim_start_matches('#').trim().to_owned();
        Some((heading, text.trim().to_owned(), shared.unused()))
    };
    // A paper on which nobody decides has no resolution.
    let decides = paper.vorlage.beschlussorgan.as_ref();
    let bezug = paper.vorlage.bezug.as_ref().and_then(|_| section(BEZUG));
    let beschluss = decides.and_then(|_| section(BESCHLUSS));
    let (beschluss, unused) = beschluss.map(|(_, text, unused)| (text, unused)).unzip();
    let unused = unused.unwrap_or_default();
    let nachweis = paper.vorlage.nachweis.then(|| section(NACHWEIS)).flatten();
    let [bezug, nachweis] = [bezug, nachweis].map(|of| of.map(|(heading, ..)| heading));
    Extracts { beschluss, unused, bezug, nachweis }
}
