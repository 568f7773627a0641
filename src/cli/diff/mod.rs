//! `vorlage diff`: what changed between two versions of a paper.
//!
//! ```text
//! two names → two papers → Vergleich → text, JSON, or a document
//! ```

mod bridge;
mod text;

use super::arguments;
use super::console::Console;
use super::verdict::Verdict;
use super::version::{self, Refused, Version};
use super::write;
use crate::compare::{self, Comparison};
use crate::diagnostic::Diagnostic;
use crate::output::{self, Content, Format};
use crate::paper;

/// The stem of the files of a comparison.
const STEM: &str = "vergleich";

/// Compares both versions and shows or writes what changed.
pub(super) fn run(arguments: &arguments::Diff, console: &mut Console<'_>) -> Verdict {
    let sides = [&arguments.alt, &arguments.neu]
        .map(|name| version::open(name, arguments.trust_templates.into()));
    let [alt, neu] = sides.map(|side| match side {
        Ok(version) => Some(version),
        Err(Refused { diagnostics, sources }) => {
            console.findings(&diagnostics, &sources, "");
            None
        }
    });
    let (Some(alt), Some(neu)) = (alt, neu) else { return Verdict::Findings };
    let comparison = compare::compare(alt.version(), neu.version());
    if arguments.json {
        console.json(output::comparison_json(&comparison));
    } else if comparison.is_empty() {
        console.result("Die beiden Fassungen stimmen überein.\n");
    } else if comparison.is_unseen() {
        let files = text::szenarien(&comparison);
        console.result(&format!("Was beide Fassungen drucken, stimmt überein.\n\n{files}"));
    } else if arguments.formats.format.is_empty() {
        console.result(&text::text(&comparison, arguments.all));
    } else {
        return document(&comparison, (&alt, &neu), arguments, console);
    }
    Verdict::Fine
}

/// Writes the comparison as a document.
fn document(
    comparison: &Comparison,
    sides: (&Version, &Version),
    arguments: &arguments::Diff,
    console: &mut Console<'_>,
) -> Verdict {
    let mut problems = Vec::new();
    let files = paper::kept(files(comparison, sides, &arguments.formats.format), &mut problems);
    let written = files.and_then(|files| {
        let target = arguments.out.join(format!("{}-{STEM}", sides.1.stem));
        let written = write::write_all(&target, &files).map_err(|problem| vec![problem]);
        paper::kept(written, &mut problems)
    });
    match written {
        Some(paths) => {
            let paths = paths.iter().map(|path| format!("{}\n", path.display()));
            console.result(&paths.collect::<String>());
            Verdict::Fine
        }
        None => {
            console.findings(&problems, &comparison.sources, " – nichts geschrieben");
            Verdict::Findings
        }
    }
}

fn files(
    comparison: &Comparison,
    (alt, neu): (&Version, &Version),
    formats: &[&Format],
) -> Result<Vec<(String, Vec<u8>)>, Vec<Diagnostic>> {
    let is_drawn = neu.paper.look.draws();
    let document = compare::report(comparison, alt.version(), neu.version(), is_drawn)
        .map_err(|problem| vec![problem])?;
    output::text_proves_itself(&document, &comparison.figures, &comparison.sources)?;
    let wording = &neu.paper.paper.profil.wording;
    let content = Content { document: &document, look: &neu.paper.look, wording, origin: None };
    output::files(&content, STEM, formats)
}
