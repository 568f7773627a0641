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

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

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
use crate::finance::Figures;
use crate::vergleich;

/// How long nothing must happen before a build begins.
const SILENCE: Duration = Duration::from_millis(8);

/// How long a build waits at most for that silence.
const PATIENCE: Duration = Duration::from_millis(200);

/// What the loop is woken by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wake {
    /// A file of the paper may be another one.
    Saved,
    /// So may a folder: it was exchanged, or there are templates now.
    Moved,
    /// The user ends the program.
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
    let folder = arguments.path.canonicalize().map_err(notify::Error::io);
    let watched = folder.and_then(|folder| Watched::new(folder, wake));
    let mut watched = match (handled, watched) {
        (Ok(()), Ok(watched)) => watched,
        (Err(error), _) => return refuse(arguments, &error.to_string(), console),
        (_, Err(error)) => return refuse(arguments, &error.to_string(), console),
    };
    let mut last = Last {
        target: arguments.out.join(name),
        figures: None,
        is_stale: false,
        files: Vec::new(),
    };
    last.build(arguments, console);
    console.result(&format!("{} wird beobachtet; Strg+C beendet.\n", arguments.path.display()));
    while let Some(wake) = next(&woken) {
        if wake == Wake::Moved {
            watched.renew();
        }
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

/// The folders that are watched: that of the paper, and those of templates near it.
struct Watched {
    /// Watches as long as it lives.
    _watcher: RecommendedWatcher,
    folder: PathBuf,
    wake: Sender<Wake>,
}

impl Watched {
    fn new(folder: PathBuf, wake: Sender<Wake>) -> notify::Result<Self> {
        let (ours, sender) = (folder.clone(), wake.clone());
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if let Some(wake) = event.ok().and_then(|event| Wake::of(&event, &ours)) {
                // Where nobody listens any more, the program is about to end.
                let _ = sender.send(wake);
            }
        })?;
        watcher.watch(&folder, RecursiveMode::Recursive)?;
        let above = [folder.parent(), folder.parent().and_then(Path::parent)];
        let templates = above.into_iter().flatten().map(|above| above.join("templates"));
        for templates in templates.filter(|templates| templates.is_dir()) {
            watcher.watch(&templates, RecursiveMode::Recursive)?;
        }
        if let Some(above) = folder.parent() {
            watcher.watch(above, RecursiveMode::NonRecursive)?;
        }
        Ok(Self { _watcher: watcher, folder, wake })
    }

    /// Watches the folders that stand at the same paths now.
    fn renew(&mut self) {
        // What cannot be watched now may be so when it moves the next time.
        if let Ok(anew) = Self::new(self.folder.clone(), self.wake.clone()) {
            *self = anew;
        }
    }
}

impl Wake {
    /// What `event` means for the paper in `folder`.
    fn of(event: &Event, folder: &Path) -> Option<Self> {
        if matches!(event.kind, EventKind::Access(_) | EventKind::Other) {
            return None;
        }
        let mut inputs = event.paths.iter().filter(|path| is_input(path));
        let is_inside = |path: &PathBuf| path.starts_with(folder) && path != folder;
        match inputs.next() {
            None if event.paths.is_empty() => Some(Self::Moved),
            None => None,
            Some(first) if is_inside(first) && inputs.all(is_inside) => Some(Self::Saved),
            Some(_) => Some(Self::Moved),
        }
    }
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
    /// Whether something was wrong since.
    is_stale: bool,
    files: Vec<(String, Vec<u8>)>,
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
        let was_stale = std::mem::replace(&mut self.is_stale, written.is_none());
        let is_same = written.as_ref().is_some_and(|made| made.files == self.files);
        if is_same && was_stale {
            let target = self.target.display();
            console.result(&format!("Kein Fehler mehr; {target} ist auf dem Stand der Daten.\n"));
        }
        // Saved without a change there is nothing to tell.
        if let Some(made) = written.filter(|_| !is_same) {
            console.result(&self.told(&made, &time));
            (self.figures, self.files) = (Some(made.paper.figures), made.files);
        }
    }

    fn told(&self, made: &Made, time: &str) -> String {
        let head = format!("{} geschrieben ({time})\n", self.target.display());
        let Some(before) = &self.figures else { return head };
        let changes = vergleich::summen(before, &made.paper.figures);
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

    #[test]
    fn what_happens_outside_of_the_folder_is_a_move() {
        let wake = |path: &str, kind| {
            let event = Event::new(kind).add_path(PathBuf::from(path));
            Wake::of(&event, Path::new("/data/kim"))
        };
        assert_eq!(wake("/data/kim/texte/a.md", EventKind::Any), Some(Wake::Saved));
        assert_eq!(wake("/data/kim", EventKind::Any), Some(Wake::Moved));
        assert_eq!(wake("/data/templates", EventKind::Any), Some(Wake::Moved));
        assert_eq!(wake("/data/kim/.a.yaml.swp", EventKind::Any), None);
        assert_eq!(wake("/data/kim/a.yaml", EventKind::Other), None);
    }
}
