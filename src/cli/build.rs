//! `vorlage build`: from folders of data to finished papers.
//!
//! Papers are built one after the other, and each is dropped before the next
//! begins. One that fails leaves its old files as they are and does not stop the
//! others.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::arguments::{self, Format};
use super::console::Console;
use super::pipeline::{self, Finished, Outcome};
use super::progress;
use super::report::numbered;
use super::verdict::Verdict;
use super::write;
use crate::diagnostic::{Diagnostic, Sources};
use crate::document::german::{self, Stil};
use crate::finance::Figures;
use crate::output;

/// Builds every paper and reports what was written.
pub(super) fn run(arguments: &arguments::Build, console: &mut Console<'_>) -> Verdict {
    let jobs = match jobs(arguments) {
        Ok(jobs) => jobs,
        Err(problems) => {
            console.findings(&problems, &Sources::default(), NOTHING_WRITTEN);
            return Verdict::Findings;
        }
    };
    let (start, count) = (Instant::now(), jobs.len());
    let mut failed = 0;
    for (index, job) in jobs.iter().enumerate() {
        if let Some(heading) = progress::heading(index, count, &job.path) {
            console.result(&heading);
        }
        failed += usize::from(!build(job, arguments, console));
    }
    let all_written = failed == 0;
    if count > 1 {
        let written = numbered(count - failed, "Vorlage", "Vorlagen");
        let time = progress::seconds(start.elapsed());
        let failed = if all_written { String::new() } else { format!(", {failed} mit Fehlern") };
        console.result(&format!("{written} geschrieben{failed} ({time})\n"));
    }
    if all_written { Verdict::Fine } else { Verdict::Findings }
}

const NOTHING_WRITTEN: &str = " – nichts geschrieben";

/// A paper and where it goes.
struct Job {
    path: PathBuf,
    target: PathBuf,
}

/// The papers with the folders they are written to, no two of which are the same.
fn jobs(arguments: &arguments::Build) -> Result<Vec<Job>, Vec<Diagnostic>> {
    let mut taken: BTreeMap<String, &Path> = BTreeMap::new();
    let (mut jobs, mut problems) = (Vec::new(), Vec::new());
    for path in &arguments.paths {
        let shown = path.display();
        let Some(name) = folder_name(path) else {
            let problem = "Der Ordner hat keinen Namen, nach dem die Ausgabe heißen könnte";
            let problem = Diagnostic::of_path("ordner-ohne-namen", shown.to_string(), problem);
            problems.push(problem.with_hint("Nennen Sie den Ordner bei seinem Namen."));
            continue;
        };
        let target = arguments.out.join(name);
        // Some file systems do not tell upper from lower case.
        if let Some(first) = taken.insert(target.to_string_lossy().to_lowercase(), path) {
            let message =
                format!("Die Ausgabe läge dort, wo schon die von `{}` liegt", first.display());
            let hint = "Benennen Sie einen der Ordner um oder bauen Sie beide nacheinander mit verschiedenem `--out`.";
            let problem = Diagnostic::of_path("ausgabe-doppelt", shown.to_string(), message);
            problems.push(problem.with_hint(hint));
        }
        jobs.push(Job { path: path.clone(), target });
    }
    if problems.is_empty() { Ok(jobs) } else { Err(problems) }
}

/// The last name of `path`, also where it is written as `.` or `..`.
fn folder_name(path: &Path) -> Option<OsString> {
    let name = |path: &Path| path.file_name().map(OsStr::to_owned);
    name(path).or_else(|| name(&path.canonicalize().ok()?))
}

/// Builds one paper; tells whether it was written.
fn build(job: &Job, arguments: &arguments::Build, console: &mut Console<'_>) -> bool {
    let start = Instant::now();
    let Outcome { made, mut diagnostics, sources } =
        pipeline::annexed(&job.path, arguments.nachweis);
    let written = made.and_then(|paper| {
        let files = pipeline::kept(render(&paper, &sources, &arguments.format), &mut diagnostics)?;
        let written = write::write_all(&job.target, &files).map_err(|problem| vec![problem]);
        let paths = pipeline::kept(written, &mut diagnostics)?;
        Some((paths, money(&paper.figures)))
    });
    let tail = if written.is_some() { "" } else { NOTHING_WRITTEN };
    console.findings(&diagnostics, &sources, tail);
    let Some((paths, money)) = written else {
        return false;
    };
    let paths: String = paths.iter().map(|path| format!("{}\n", path.display())).collect();
    let time = progress::seconds(start.elapsed());
    console.result(&format!("{paths}{money}Zeit           {time}\n"));
    true
}

/// The files of a paper by name.
fn render(
    paper: &Finished,
    sources: &Sources,
    formats: &[Format],
) -> Result<Vec<(String, Vec<u8>)>, Vec<Diagnostic>> {
    let formats: BTreeSet<Format> = formats.iter().copied().collect();
    formats
        .into_iter()
        .map(|format| {
            let content = match format {
                Format::Md => paper.document.markdown.clone().into_bytes(),
                Format::Pdf => paper.pdf()?,
                Format::Xlsx => output::spreadsheet(&paper.paper, &paper.figures, sources)?,
                Format::Typ => output::typeset(&paper.document, &paper.look).into_bytes(),
            };
            Ok((format!("{}.{}", paper.art, format.extension()), content))
        })
        .collect()
}

/// The four figures that a clerk looks at first.
fn money(figures: &Figures) -> String {
    let text = |name: &str| {
        let (_, figure) = figures.at(figures.find(name)?.index())?;
        german::figure(figure, Stil::Voll)
    };
    let quote = text("eigenanteil.quote").map(|quote| format!(" ({quote})")).unwrap_or_default();
    let rows = [
        ("Projektvolumen", text("volumen"), String::new()),
        ("Zuwendung", text("ertraege.gesamt"), String::new()),
        ("Eigenanteil", text("eigenanteil.gesamt"), quote),
    ];
    let width = rows.iter().filter_map(|(_, amount, _)| Some(amount.as_ref()?.chars().count()));
    let width = width.max().unwrap_or(0);
    rows.iter()
        .filter_map(|(name, amount, note)| {
            let amount = amount.as_ref()?;
            Some(format!("{name:14} {amount:>width$}{note}\n"))
        })
        .collect()
}
