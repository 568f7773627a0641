//! `vorlage diff`: what changed between two versions of a paper.
//!
//! ```text
//! two names → two papers → Vergleich → text, JSON, or a document
//! ```

mod bruecke;
mod text;

use std::collections::BTreeSet;

use super::arguments::{self, Schriftform};
use super::console::Console;
use super::fassung::{self, Refused, Version};
use super::pipeline;
use super::verdict::Verdict;
use super::verify::Trust;
use super::write;
use crate::diagnostic::Diagnostic;
use crate::output;
use crate::vergleich::{self, Vergleich};

/// The stem of the files of a comparison.
const STEM: &str = "vergleich";

/// Compares both versions and shows or writes what changed.
pub(super) fn run(arguments: &arguments::Diff, console: &mut Console<'_>) -> Verdict {
    let trust = if arguments.trust_templates { Trust::Templates } else { Trust::Nothing };
    let sides = [&arguments.alt, &arguments.neu].map(|name| fassung::open(name, trust));
    let [alt, neu] = sides.map(|side| match side {
        Ok(version) => Some(version),
        Err(Refused { diagnostics, sources }) => {
            console.findings(&diagnostics, &sources, "");
            None
        }
    });
    let (Some(alt), Some(neu)) = (alt, neu) else { return Verdict::Findings };
    let vergleich = vergleich::vergleiche(alt.fassung(), neu.fassung());
    if arguments.json {
        match output::vergleich_json(&vergleich) {
            Ok(json) => console.result(&(json + "\n")),
            Err(error) => console.fail(error.into()),
        }
    } else if vergleich.is_empty() {
        console.result("Die beiden Fassungen stimmen überein.\n");
    } else if vergleich.is_unseen() {
        let files = text::szenarien(&vergleich);
        console.result(&format!("Was beide Fassungen drucken, stimmt überein.\n\n{files}"));
    } else if arguments.format.is_empty() {
        console.result(&text::text(&vergleich, arguments.all));
    } else {
        return document(&vergleich, (&alt, &neu), arguments, console);
    }
    Verdict::Fine
}

/// Writes the comparison as a document.
fn document(
    vergleich: &Vergleich,
    sides: (&Version, &Version),
    arguments: &arguments::Diff,
    console: &mut Console<'_>,
) -> Verdict {
    let mut problems = Vec::new();
    let files = pipeline::kept(files(vergleich, sides, &arguments.format), &mut problems);
    let written = files.and_then(|files| {
        let target = arguments.out.join(format!("{}-{STEM}", sides.1.stem));
        let written = write::write_all(&target, &files).map_err(|problem| vec![problem]);
        pipeline::kept(written, &mut problems)
    });
    match written {
        Some(paths) => {
            let paths = paths.iter().map(|path| format!("{}\n", path.display()));
            console.result(&paths.collect::<String>());
            Verdict::Fine
        }
        None => {
            console.findings(&problems, &vergleich.sources, " – nichts geschrieben");
            Verdict::Findings
        }
    }
}

fn files(
    vergleich: &Vergleich,
    (alt, neu): (&Version, &Version),
    formats: &[Schriftform],
) -> Result<Vec<(String, Vec<u8>)>, Vec<Diagnostic>> {
    let is_drawn = neu.paper.look.draws();
    let document = vergleich::bericht(vergleich, alt.fassung(), neu.fassung(), is_drawn)
        .map_err(|problem| vec![problem])?;
    output::text_proves_itself(&document, &vergleich.figures, &vergleich.sources)?;
    let look = &neu.paper.look;
    let formats: BTreeSet<Schriftform> = formats.iter().copied().collect();
    let render = |format: Schriftform| {
        let content = match format {
            Schriftform::Md => document.markdown.clone().into_bytes(),
            Schriftform::Pdf => output::pdf(&document, look)?,
            Schriftform::Typ => output::typeset(&document, look).into_bytes(),
        };
        Ok((format!("{STEM}.{}", format.format().extension()), content))
    };
    formats.into_iter().map(render).collect()
}
