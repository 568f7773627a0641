//! `vorlage watch`: a paper is built again whenever one of its files is saved.
//!
//! ```text
//! saved → a short silence → the same way as `build` → files exchanged, totals told
//! ```
//!
//! Editors save in several steps; so nothing is read before a short silence. A file that
//! is half saved or wrong is told and leaves the last good output where it is. Fonts and
//! parts of pages that were laid out before are remembered between two builds.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::arguments;
use super::build::{self, Made};
use super::console::Console;
use super::pipeline::{self, Outcome};
use super::progress;
use super::summen;
use super::verdict::Verdict;
use super::write;
use crate::data::Variante;
use crate::diagnostic::{Diagnostic, Sources};
use crate::finance::{self, Figures};

/// How long nothing must happen before a build begins.
const SILENCE: Duration = Duration::from_millis(8);

/// How long a build waits at most for that silence.
const PATIENCE: Duration = Duration::from_millis(200);

/// What the loop is woken by.
enum Wake {
    Saved,
    End,
}

/// Watches one paper until the user ends it.
pub(super) fn run(arguments: &arguments::Watch, console: &mut Console<'_>) -> Verdict {
    let Some(name) = build::folder_name(&arguments.path) else {
        console.findings(&[build::nameless(&arguments.path)], &Sources::default(), "");
        return Verdict::Findings;
    };
    let (wake, woken) = mpsc::channel();
    let ending = wake.clone();
    let handled = ctrlc::set_handler(move || {
        // Where nobody listens any more, the program is about to end.
        let _ = ending.send(Wake::End);
    });
    let watched = Watched::new(&arguments.path, wake);
    let mut watched = match (handled, watched) {
        (Ok(()), Ok(watched)) => watched,
        (Err(error), _) => return refuse(arguments, &error.to_string(), console),
        (_, Err(error)) => return refuse(arguments, &error.to_string(), console),
    };
    let mut last = Last { target: arguments.out.join(name), figures: None };
    last.build(arguments, console);
    console.result(&format!("{} wird beobachtet; Strg+C beendet.\n", arguments.path.display()));
    while next(&woken) {
        watched.renew();
        last.build(arguments, console);
    }
    Verdict::Fine
}

fn refuse(arguments: &arguments::Watch, why: &str, console: &mut Console<'_>) -> Verdict {
    let path = arguments.path.display().to_string();
    let message = format!("Der Ordner lässt sich nicht beobachten: `{why}`");
    let problem = Diagnostic::of_path("nicht-beobachtet", path, message)
        .with_hint("Prüfen Sie den Pfad; sonst schreiben Sie die Vorlage mit `vorlage build`.");
    console.findings(&[problem], &Sources::default(), "");
    Verdict::Findings
}

/// Waits until something was saved and all is quiet again; false where the user ends it.
fn next(woken: &Receiver<Wake>) -> bool {
    let Ok(Wake::Saved) = woken.recv() else { return false };
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match woken.recv_timeout(SILENCE) {
            Ok(Wake::Saved) => {}
            Ok(Wake::End) => return false,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
        }
    }
    true
}

/// The folders that are watched: that of the paper, and those of templates near it.
struct Watched {
    watcher: RecommendedWatcher,
    folder: PathBuf,
}

impl Watched {
    fn new(folder: &Path, wake: Sender<Wake>) -> notify::Result<Self> {
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if event.as_ref().is_ok_and(is_ours) {
                // Where nobody listens any more, the program is about to end.
                let _ = wake.send(Wake::Saved);
            }
        })?;
        let mut watched = Self { watcher, folder: folder.canonicalize()? };
        watched.watcher.watch(&watched.folder, RecursiveMode::Recursive)?;
        watched.renew();
        Ok(watched)
    }

    /// Watches what stands at the paths now: a folder may have been exchanged for another.
    fn renew(&mut self) {
        let above = self.folder.parent();
        let templates = [above, above.and_then(Path::parent)];
        let templates = templates.into_iter().flatten().map(|above| above.join("templates"));
        for folder in templates.chain([self.folder.clone()]).filter(|folder| folder.is_dir()) {
            let _ = self.watcher.unwatch(&folder);
            // What cannot be watched now may be so when the next file is saved.
            let _ = self.watcher.watch(&folder, RecursiveMode::Recursive);
        }
        if let Some(above) = above {
            let _ = self.watcher.watch(above, RecursiveMode::NonRecursive);
        }
    }
}

/// Whether a file of a paper may be another one after `event`.
fn is_ours(event: &notify::Event) -> bool {
    let is_change = !matches!(event.kind, EventKind::Access(_) | EventKind::Other);
    is_change && (event.paths.is_empty() || event.paths.iter().any(|path| is_input(path)))
}

/// Whether `path` may be a file or a folder of a paper.
fn is_input(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let extension = path.extension().and_then(|extension| extension.to_str());
    let known = ["yaml", "yml", "md", "typ", "otf", "ttf"];
    !name.starts_with('.') && extension.is_none_or(|extension| known.contains(&extension))
}

/// What was built last without an error.
struct Last {
    target: PathBuf,
    figures: Option<Arc<Figures>>,
}

impl Last {
    /// Builds the paper and tells what is wrong, or what moved.
    fn build(&mut self, arguments: &arguments::Watch, console: &mut Console<'_>) {
        let start = Instant::now();
        let outcome = pipeline::finished_as(&arguments.path, &Variante::default(), false);
        let Outcome { made, mut diagnostics, sources } = build::made(outcome, &arguments.format);
        let written = made.and_then(|made| {
            let written = write::write_all(&self.target, &made.files);
            pipeline::kept(written.map_err(|problem| vec![problem]), &mut diagnostics)?;
            Some(made)
        });
        let time = progress::seconds(start.elapsed());
        let kept = if self.figures.is_some() { " – die letzte Ausgabe bleibt" } else { "" };
        let tail = if written.is_some() { "" } else { kept };
        console.findings(&diagnostics, &sources, tail);
        if let Some(made) = written {
            console.result(&self.told(&made, &time));
            self.figures = Some(made.paper.figures);
        }
    }

    fn told(&self, made: &Made, time: &str) -> String {
        let head = format!("{} geschrieben ({time})\n", self.target.display());
        let Some(before) = &self.figures else { return head };
        let mut changes = finance::vergleich(before, &made.paper.figures);
        changes.retain(|change| finance::is_summe(&change.name));
        if changes.is_empty() {
            return head;
        }
        head + &summen::table(&changes, &made.paper.paper)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_editors_are_none_of_a_paper() {
        for ours in ["kim/stellen.yaml", "kim/texte", "kim/texte/ziele.md", "templates/x/seite.typ"]
        {
            assert!(is_input(Path::new(ours)), "{ours}");
        }
        for foreign in ["kim/.stellen.yaml.swp", "kim/stellen.yaml~", "output/kim/a.pdf", "a.tmp"] {
            assert!(!is_input(Path::new(foreign)), "{foreign}");
        }
    }
}
