//! Papers and their figures for the tests of the calculation: where they lie, copies of
//! them, and what a figure of theirs is.

#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use vorlage::cli::pipeline::Finished;
use vorlage::data;
use vorlage::document::german::{self, Style};
use vorlage::finance::{self, Figures, Plan};

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the paper `name` among the examples.
pub(crate) fn example(name: &str) -> PathBuf {
    root().join("data").join(name)
}

/// Copies the folder `from` with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Replaces the only `old` in the file at `path` by `new`.
#[track_caller]
pub(crate) fn edit(path: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert_eq!(text.matches(old).count(), 1, "`{old}` in {}", path.display());
    fs::write(path, text.replace(old, new)).unwrap();
}

/// The figures of the paper in `folder`, of which nothing is wrong.
#[track_caller]
pub(crate) fn planned(folder: &Path) -> Plan {
    let loaded = data::load(folder);
    let paper = loaded.paper.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
    let plan = finance::plan(&paper);
    assert!(plan.diagnostics.is_empty(), "{:#?}", plan.diagnostics);
    plan
}

/// What has figures.
pub(crate) trait Numbers {
    /// All of them.
    fn figures(&self) -> &Figures;
}

impl Numbers for Plan {
    fn figures(&self) -> &Figures {
        &self.figures
    }
}

impl Numbers for Finished {
    fn figures(&self) -> &Figures {
        &self.figures
    }
}

/// Holds the printed form of the figure `name` to `expected`, whose spaces are plain ones.
#[track_caller]
pub(crate) fn case(of: &impl Numbers, name: &str, expected: &str) {
    let figures = of.figures();
    let id = figures.find(name).unwrap_or_else(|| panic!("no figure {name}"));
    let text = german::figure(figures.get(id), Style::Voll).unwrap();
    assert_eq!(text.replace('\u{a0}', " "), expected, "{name}");
}
