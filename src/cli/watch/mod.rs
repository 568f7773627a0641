//! `vorlage watch`: a paper is built again whenever one of its files is saved.
//!
//! ```text
//! saved → a short silence → the same way as `build` → files exchanged, totals told
//! ```
//!
//! Editors save in several steps; so nothing is read before a short silence. A file that
//! is half saved or wrong is told and leaves the last good output where it is. Fonts and
//! parts of pages that were laid out before are remembered between two builds.

mod watched;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::ErrorKind;

use self::watched::{Origins, Wake, Watched};
use super::arguments;
use super::build;
use super::console::Console;
use super::made::{Made, made};
use super::progress;
use super::totals;
use super::verdict::Verdict;
use super::write;
use crate::compare;
use crate::data;
use crate::diagnostic::{Diagnostic, Sources};
use crate::document::Engines;
use crate::finance::Figures;
use crate::paper::{self, Outcome, Request};

/// How long nothing must happen before a build begins.
const SILENCE: Duration = Duration::from_millis(8);

/// How long a build waits at most for that silence.
const PATIENCE: Duration = Duration::from_millis(200);

/// Watches one paper until the user ends it.
pub(super) fn run(arguments: &arguments::Watch, console: &mut Console<'_>) -> Verdict {
    let Some(name) = build::folder_name(&arguments.path) else {
        console.findings(&[build::nameless(&arguments.path)], &Sources::default(), "");
        return Verdict::Findings;
    };
    let Some(folder) = arguments.path.canonicalize().ok().filter(|folder| folder.is_dir()) else {
        // What keeps a folder from being read is said as in every command.
        let Outcome { diagnostics, sources, .. } = Request::of(&arguments.path).planned();
        console.findings(&diagnostics, &sources, "");
        return Verdict::Findings;
    };
    let target = arguments.out.join(name);
    if let Some(problem) = build::among_texts(&folder, &target) {
        console.findings(&[problem], &Sources::default(), "");
        return Verdict::Findings;
    }
    let (wake, woken) = mpsc::channel();
    let ending = wake.clone();
    let handled = ctrlc::set_handler(move || {
        // Where nobody listens any more, the program is about to end.
        let _ = ending.send(Wake::End);
    });
    let watched = Watched::new(Origins::of_folder(&folder), wake);
    let mut watched = match (handled, watched) {
        (Ok(()), Ok(watched)) => watched,
        (Err(_), _) => return refuse(arguments, "Strg+C lässt sich nicht abfangen", console),
        (_, Err(error)) => return refuse(arguments, &reason(&error), console),
    };
    let mut last = Last {
        target,
        figures: None,
        is_stale: false,
        files: Vec::new(),
        engines: Engines::default(),
        origins: Origins::of_folder(&folder),
    };
    watched.turn_to(last.build(arguments, &folder, console));
    console.result(&format!("{} wird beobachtet; Strg+C beendet.\n", arguments.path.display()));
    while let Some(wake) = next(&woken) {
        if wake == Wake::Moved {
            watched.renew();
        }
        watched.turn_to(last.build(arguments, &folder, console));
    }
    Verdict::Fine
}

fn refuse(arguments: &arguments::Watch, why: &str, console: &mut Console<'_>) -> Verdict {
    let path = arguments.path.display().to_string();
    let message = format!("Der Ordner lässt sich nicht beobachten: {why}");
    let problem = Diagnostic::of_path("nicht-beobachtet", path, message)
        .with_hint("Schreiben Sie die Vorlage nach jeder Änderung mit `vorlage build`.");
    console.findings(&[problem], &Sources::default(), "");
    Verdict::Findings
}

/// Why something cannot be watched.
fn reason(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "Das System beobachtet schon zu viele Ordner".into(),
        ErrorKind::PathNotFound => "Es gibt ihn nicht mehr".into(),
        ErrorKind::Io(error) => write::system(error),
        _ => "Das System kann es nicht".into(),
    }
}

/// Waits until something was saved or moved and all is quiet again; nothing where the
/// user ends it.
fn next(woken: &Receiver<Wake>) -> Option<Wake> {
    let mut first = woken.recv().ok().filter(|wake| *wake != Wake::End)?;
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match woken.recv_timeout(SILENCE) {
            Ok(Wake::Saved) => {}
            Ok(Wake::Moved) => first = Wake::Moved,
            Ok(Wake::End) => return None,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
        }
    }
    Some(first)
}

/// What was built last without an error.
struct Last {
    target: PathBuf,
    figures: Option<Arc<Figures>>,
    /// Whether something was wrong since.
    is_stale: bool,
    files: Vec<(String, Vec<u8>)>,
    /// The templates as they were read last, ready to be run.
    engines: Engines,
    /// What was watched last.
    origins: Origins,
}

impl Last {
    /// Builds the paper in `folder`, tells what is wrong, or what moved, and returns what
    /// is to be watched from now on.
    fn build(
        &mut self,
        arguments: &arguments::Watch,
        folder: &Path,
        console: &mut Console<'_>,
    ) -> Origins {
        let start = Instant::now();
        let request = Request::of(&arguments.path).sharing(&self.engines);
        let Outcome { made, mut diagnostics, sources } = made(request, &arguments.formats.format);
        let written = made.and_then(|made| {
            let written = write::write_all(&self.target, &made.files);
            paper::kept(written.map_err(|problem| vec![problem]), &mut diagnostics)?;
            Some(made)
        });
        let time = progress::seconds(start.elapsed());
        let kept = if self.figures.is_some() { " – die letzte Ausgabe bleibt" } else { "" };
        let tail = if written.is_some() { "" } else { kept };
        console.findings(&diagnostics, &sources, tail);
        let was_stale = std::mem::replace(&mut self.is_stale, written.is_none());
        let is_same = written.as_ref().is_some_and(|made| made.files == self.files);
        if is_same && was_stale {
            let target = self.target.display();
            console.result(&format!("Kein Fehler mehr; {target} ist auf dem Stand der Daten.\n"));
        }
        let origins = match &written {
            Some(made) => Some(Origins::of_paper(&made.paper.paper, folder)),
            // What is half saved tells nothing of the papers before it.
            None => data::load(folder).paper.map(|paper| Origins::of_paper(&paper, folder)),
        };
        self.origins = origins.unwrap_or_else(|| std::mem::take(&mut self.origins));
        // Saved without a change there is nothing to tell.
        if let Some(made) = written.filter(|_| !is_same) {
            console.result(&self.told(&made, &time));
            (self.figures, self.files) = (Some(made.paper.figures), made.files);
        }
        self.origins.clone()
    }

    fn told(&self, made: &Made, time: &str) -> String {
        let head = format!("{} geschrieben ({time})\n", self.target.display());
        let Some(before) = &self.figures else { return head };
        let changes = compare::totals(before, &made.paper.figures);
        if changes.is_empty() {
            return head;
        }
        head + &totals::table(&changes, &made.paper.paper)
    }
}
