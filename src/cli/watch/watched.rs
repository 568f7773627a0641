//! Which folders are watched for a paper, and what happens in them that concerns it.
//!
//! ```text
//! the folder of the paper and those of papers before it, with all that is in them
//! templates beside any of these, or one level above, whether they are there or not
//! what lies above all of these: a folder may be exchanged, or come
//! ```

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::data::{self, Paper};

/// The most papers before a paper that are followed.
const MOST: usize = 16;

/// What the loop is woken by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wake {
    /// A file of the paper may be another one.
    Saved,
    /// So may a folder: it was exchanged, or there are templates now.
    Moved,
    /// The user ends the program.
    End,
}

/// What is watched: folders with all that is in them, and single files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Origins {
    folders: BTreeSet<PathBuf>,
    files: BTreeSet<PathBuf>,
}

impl Origins {
    /// Those of a paper in `folder` of which nothing else is known.
    pub(super) fn of_folder(folder: &Path) -> Self {
        let mut origins = Self::default();
        origins.add(folder);
        origins
    }

    /// Those of `paper` in `folder`, and of every paper before it.
    pub(super) fn of_paper(paper: &Paper, folder: &Path) -> Self {
        let mut origins = Self::of_folder(folder);
        let mut next = source(paper, folder);
        while let Some(path) = next.filter(|path| !origins.folders.contains(path)) {
            if !path.is_dir() {
                origins.files.insert(path);
                break;
            }
            origins.add(&path);
            if origins.folders.len() > MOST * 3 {
                break;
            }
            next = data::load(&path).paper.and_then(|paper| source(&paper, &path));
        }
        origins
    }

    fn add(&mut self, folder: &Path) {
        self.folders.insert(folder.to_owned());
        let above = folder.ancestors().skip(1).take(2);
        self.folders.extend(above.map(|above| above.join("templates")));
    }

    /// What `event` means for the paper.
    fn wake(&self, event: &Event) -> Option<Wake> {
        if matches!(event.kind, EventKind::Access(_) | EventKind::Other) {
            return None;
        }
        if event.paths.is_empty() {
            return Some(Wake::Moved);
        }
        let wakes: Vec<Wake> = event.paths.iter().filter_map(|path| self.of(path)).collect();
        wakes.iter().find(|wake| **wake == Wake::Moved).or(wakes.first()).copied()
    }

    fn of(&self, path: &Path) -> Option<Wake> {
        let mut all = self.folders.iter().chain(&self.files);
        if self.files.contains(path) {
            return Some(Wake::Saved);
        }
        if all.any(|own| own.starts_with(path)) {
            return Some(Wake::Moved);
        }
        let is_inside = self.folders.iter().any(|folder| path.starts_with(folder));
        (is_inside && is_input(path)).then_some(Wake::Saved)
    }
}

/// What `paper` in `folder` names as the paper before it.
fn source(paper: &Paper, folder: &Path) -> Option<PathBuf> {
    let quelle = paper.vorlage.bezug.as_ref()?.quelle.as_ref()?;
    let path = folder.join(&quelle.value);
    // What is not there may come.
    path.canonicalize().ok().or_else(|| {
        let parent = path.parent()?.canonicalize().ok()?;
        Some(parent.join(path.file_name()?))
    })
}

/// The watcher of all places.
pub(super) struct Watched {
    /// Watches as long as it lives.
    _watcher: RecommendedWatcher,
    origins: Origins,
    wake: Sender<Wake>,
}

impl Watched {
    /// Watches `orte`, as far as they are there.
    pub(super) fn new(origins: Origins, wake: Sender<Wake>) -> notify::Result<Self> {
        let (ours, sender) = (origins.clone(), wake.clone());
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if let Some(wake) = event.ok().and_then(|event| ours.wake(&event)) {
                // Where nobody listens any more, the program is about to end.
                let _ = sender.send(wake);
            }
        })?;
        let is_there = |path: &&PathBuf| path.is_dir();
        for folder in origins.folders.iter().filter(is_there) {
            watcher.watch(folder, RecursiveMode::Recursive)?;
        }
        let own = origins.folders.iter().chain(&origins.files);
        let above: BTreeSet<&Path> =
            own.flat_map(|path| path.ancestors().skip(1).take(2)).collect();
        let is_watched = |path: &Path| origins.folders.iter().any(|own| path.starts_with(own));
        for above in above.into_iter().filter(|path| path.is_dir() && !is_watched(path)) {
            // What may not be watched there does not keep the paper from being watched.
            let _ = watcher.watch(above, RecursiveMode::NonRecursive);
        }
        Ok(Self { _watcher: watcher, origins, wake })
    }

    /// Watches what stands at the same paths now.
    pub(super) fn renew(&mut self) {
        self.follow(self.origins.clone());
    }

    /// Watches `orte` in place of what was watched.
    pub(super) fn turn_to(&mut self, origins: Origins) {
        if origins != self.origins {
            self.follow(origins);
        }
    }

    fn follow(&mut self, origins: Origins) {
        // What cannot be watched now may be so when it moves the next time.
        if let Ok(anew) = Self::new(origins, self.wake.clone()) {
            *self = anew;
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
    fn only_what_concerns_the_paper_wakes() {
        let mut origins = Origins::of_folder(Path::new("/a/data/kim"));
        origins.files.insert(PathBuf::from("/a/output/alt/b.pdf"));
        let wake = |path: &str, kind| origins.wake(&Event::new(kind).add_path(PathBuf::from(path)));
        for (path, expected) in [
            ("/a/data/kim/texte/a.md", Some(Wake::Saved)),
            ("/a/data/templates/x/seite.typ", Some(Wake::Saved)),
            ("/a/templates/x/seite.typ", Some(Wake::Saved)),
            ("/a/output/alt/b.pdf", Some(Wake::Saved)),
            ("/a/data/kim", Some(Wake::Moved)),
            ("/a/data", Some(Wake::Moved)),
            ("/a/templates", Some(Wake::Moved)),
            ("/a/output/alt", Some(Wake::Moved)),
            ("/a/output/alt/b.md", None),
            ("/a/output/kim", None),
            ("/a/data/kim-2023", None),
            ("/a/data/kim/.a.yaml.swp", None),
        ] {
            assert_eq!(wake(path, EventKind::Any), expected, "{path}");
        }
        assert_eq!(wake("/a/data/kim/a.yaml", EventKind::Other), None);
    }
}
