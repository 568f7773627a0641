//! `vorlage build`: from folders of data to finished papers.
//!
//! Papers are built one after the other, and each is dropped before the next
//! begins. One that fails leaves its old files as they are and does not stop the
//! others. `--plan` and `--check` go the same way and hold what came out against what
//! lies in the output instead of writing it.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::arguments;
use super::console::Console;
use super::impact;
use super::made::{Made, made};
use super::progress;
use super::report::numbered;
use super::verdict::Verdict;
use super::write;
use crate::data::{Paper, Szenario, Variant};
use crate::diagnostic::{Diagnostic, Sources};
use crate::document::Engines;
use crate::document::written::{self, Style};
use crate::finance::{Figures, Name, Subject};
use crate::output::{self, FORMATS, Format};
use crate::paper::{self, Outcome, Request};

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
    let (engines, mut failed) = (Engines::default(), 0);
    for (index, job) in jobs.iter().enumerate() {
        if let Some(heading) = progress::heading(index, count, &job.path) {
            console.result(&heading);
        }
        failed += usize::from(!build(job, arguments, &engines, console));
    }
    let all_written = failed == 0;
    if count > 1 && !arguments.plan && !arguments.check {
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
        let Some(mut name) = folder_name(path) else {
            problems.push(nameless(path));
            continue;
        };
        if let Some(szenario) = &arguments.szenario {
            name.push(format!("-{szenario}"));
        }
        if let Some(stadt) = &arguments.stadt {
            name.push(format!("-{stadt}"));
        }
        let target = arguments.out.join(name);
        // Some file systems do not tell upper from lower case.
        if let Some(first) = taken.insert(target.to_string_lossy().to_lowercase(), path) {
            let message =
                format!("Die Ausgabe läge dort, wo schon die von `{}` liegt", first.display());
            let hint = "Benennen Sie einen der Ordner um oder bauen Sie beide nacheinander mit verschiedenem `--out`.";
            let problem = Diagnostic::of_path("ausgabe-doppelt", shown.to_string(), message);
            problems.push(problem.with_hint(hint));
        }
        problems.extend(among_texts(path, &target));
        jobs.push(Job { path: path.clone(), target });
    }
    if problems.is_empty() { Ok(jobs) } else { Err(problems) }
}

/// A place for what is written that the next run would read as a text of the paper.
pub(super) fn among_texts(path: &Path, target: &Path) -> Option<Diagnostic> {
    let texts = path.join("texte").canonicalize().ok()?;
    let target = std::path::absolute(target).ok()?;
    let place = target.ancestors().find_map(|folder| folder.canonicalize().ok())?;
    let message =
        "Die Ausgabe läge in den Texten dieser Vorlage und würde beim nächsten Mal gelesen";
    let problem = Diagnostic::of_path("ausgabe-in-texten", path.display().to_string(), message);
    let hint = "Nennen Sie mit `--out` einen Ordner außerhalb von `texte`.";
    place.starts_with(texts).then(|| problem.with_hint(hint))
}

/// A folder without a name.
pub(super) fn nameless(path: &Path) -> Diagnostic {
    let problem = "Der Ordner hat keinen Namen, nach dem die Ausgabe heißen könnte";
    let problem = Diagnostic::of_path("ordner-ohne-namen", path.display().to_string(), problem);
    problem.with_hint("Nennen Sie den Ordner bei seinem Namen.")
}

/// The last name of `path`, also where it is written as `.` or `..`.
pub(super) fn folder_name(path: &Path) -> Option<OsString> {
    let name = |path: &Path| path.file_name().map(OsStr::to_owned);
    name(path).or_else(|| name(&path.canonicalize().ok()?))
}

/// Builds one paper; tells whether all that was asked for was done.
fn build(
    job: &Job,
    arguments: &arguments::Build,
    engines: &Engines,
    console: &mut Console<'_>,
) -> bool {
    let start = Instant::now();
    let Outcome { made, mut diagnostics, sources } = make(job, arguments, engines);
    let is_preview = arguments.plan || arguments.check;
    let made = made.filter(|made| {
        let is_refused = arguments.r#final && made.paper.paper.is_draft;
        diagnostics.extend(is_refused.then(|| draft(&job.path)));
        !is_refused
    });
    let done = made.and_then(|made| {
        if arguments.check {
            diagnostics.extend(impact::stale(&job.target, &made));
        }
        if is_preview {
            return Some((made, Vec::new()));
        }
        let written = write::write_all(&job.target, &made.files).map_err(|problem| vec![problem]);
        let paths = paper::kept(written, &mut diagnostics)?;
        Some((made, paths))
    });
    let tail = if done.is_some() || is_preview { "" } else { NOTHING_WRITTEN };
    console.findings(&diagnostics, &sources, tail);
    let Some((made, paths)) = done else {
        return false;
    };
    if arguments.plan {
        console.result(&impact::show(&job.target, &made));
    } else if !arguments.check {
        let paths: String = paths.iter().map(|path| format!("{}\n", path.display())).collect();
        let time = progress::seconds(start.elapsed());
        let (szenario, money) = (szenario(&made.paper.paper), money(&made.paper.figures));
        console.result(&format!("{paths}{szenario}{money}Zeit           {time}\n"));
    } else if diagnostics.is_empty() {
        console.result(&format!("{} ist auf dem Stand der Daten.\n", job.target.display()));
    }
    !arguments.check || !paper::has_errors(&diagnostics)
}

fn make(job: &Job, arguments: &arguments::Build, engines: &Engines) -> Outcome<Made> {
    let variant = Variant::szenario(arguments.szenario.as_deref());
    let variant = variant.in_stadt(arguments.stadt.as_deref());
    let request = Request::of(&job.path).read_as(variant).annexed(arguments.nachweis);
    let Outcome { made, mut diagnostics, sources } =
        made(request.sharing(engines), &arguments.formats.format);
    let is_preview = arguments.plan || arguments.check;
    let made = made.and_then(|mut made| {
        if is_preview {
            let others = beside(&job.target, &made);
            let files = output::files(&made.paper.content(), &made.paper.art, &others);
            made.beside = paper::kept(files, &mut diagnostics)?;
        }
        Some(made)
    });
    Outcome { made, diagnostics, sources }
}

/// A paper that is asked for as a final one and is none.
fn draft(path: &Path) -> Diagnostic {
    let message = "Die Vorlage ist noch ein Entwurf";
    Diagnostic::of_path("entwurf", path.display().to_string(), message).with_hint(
        "Beheben Sie, was die Warnungen `entwurf-…` nennen, oder rufen Sie `vorlage build` ohne \
         `--final` auf.",
    )
}

/// The formats in which a paper lies in `target` besides those that are `made`.
fn beside(target: &Path, made: &Made) -> Vec<&'static Format> {
    let lies_there = |format: &&Format| {
        let name = format.file_name(&made.paper.art);
        made.files.iter().all(|(asked, _)| *asked != name) && target.join(name).is_file()
    };
    FORMATS.iter().filter(lies_there).collect()
}

/// Which scenario the paper is, where it is one.
fn szenario(paper: &Paper) -> String {
    let own = |szenario: &&Szenario| Some(&szenario.id.value) == paper.chosen.as_ref();
    let name = paper.szenarien.iter().find(own).map(|szenario| &szenario.name);
    name.map(|name| format!("Szenario       {name}\n")).unwrap_or_default()
}

/// The four figures that a clerk looks at first.
fn money(figures: &Figures) -> String {
    let text = |name: Name| written::figure(figures.get(figures.find(&name)?), Style::Full);
    let total = |of: Subject<'_>| text(of.gesamt());
    let volumen = Name::from(Subject::Volumen);
    let quote = text(Subject::Eigenanteil.aspect("quote"))
        .map(|quote| format!(" ({quote})"))
        .unwrap_or_default();
    let invests = figures.find(&Subject::Investitionen.gesamt()).is_some();
    let rows = if invests && is_nothing(figures, &volumen) {
        [
            ("Investitionen", total(Subject::Investitionen), String::new()),
            ("Zuwendung", total(Subject::Einzahlungen), String::new()),
            ("Eigenanteil", total(Subject::EigenanteilInvestiv), String::new()),
        ]
    } else {
        [
            ("Projektvolumen", text(volumen), String::new()),
            ("Zuwendung", total(Subject::Ertraege), String::new()),
            ("Eigenanteil", total(Subject::Eigenanteil), quote),
        ]
    };
    let width = rows.iter().filter_map(|(_, amount, _)| Some(amount.as_ref()?.chars().count()));
    let width = width.max().unwrap_or(0);
    rows.iter()
        .filter_map(|(name, amount, note)| {
            let amount = amount.as_ref()?;
            Some(format!("{name:14} {amount:>width$}{note}\n"))
        })
        .collect()
}

fn is_nothing(figures: &Figures, name: &Name) -> bool {
    figures.find(name).is_none_or(|id| figures.get(id).value.is_zero())
}
