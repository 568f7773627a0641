//! Whole papers against texts that a person has read.
//!
//! `tests/golden/<case>/` holds `data/`, the Markdown `expected.md`, and in
//! `note.md` the hand calculation of its figures. The first paper is compared
//! with what is committed in `output/`, so that this is never stale. To accept
//! changed output: `UPDATE_EXPECTED=1 cargo test --release --test golden`, then
//! read the difference.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const CASES: [&str; 3] = ["ganze_euro_mit_hoechstbetrag", "ohne_zuwendung", "unbefristete_stellen"];

#[test]
fn papers_read_as_expected() {
    for case in CASES {
        let folder = root().join("tests/golden").join(case);
        let built = build(&folder.join("data"), "data");
        let actual = fs::read_to_string(built.join("beschlussvorlage.md")).unwrap();
        let expected = folder.join("expected.md");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &actual).unwrap();
        }
        assert_eq!(actual, fs::read_to_string(&expected).unwrap(), "{case}");
        assert!(fs::read(built.join("beschlussvorlage.pdf")).unwrap().starts_with(b"%PDF-"));
    }
}

#[test]
fn no_case_is_left_out() {
    let folders = fs::read_dir(root().join("tests/golden")).unwrap();
    let folders: BTreeSet<String> =
        folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(folders, CASES.map(str::to_owned).into());
}

#[test]
fn the_committed_output_is_what_the_program_writes() {
    let built = build(&root().join("data/kim"), "kim");
    for name in ["beschlussvorlage.md", "beschlussvorlage.pdf"] {
        let actual = fs::read(built.join(name)).unwrap();
        let committed = fs::read(root().join("output/kim").join(name)).unwrap();
        assert!(actual == committed, "output/kim/{name} is stale: build data/kim and read it");
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Builds the paper in `folder` into a folder of its own and returns that.
fn build(folder: &Path, name: &str) -> PathBuf {
    let case: String = folder.iter().rev().take(2).flat_map(|part| part.to_str()).collect();
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden").join(case);
    let run = Command::new(env!("CARGO_BIN_EXE_vorlage"))
        .arg("build")
        .arg(folder)
        .arg("--out")
        .arg(&out)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    out.join(name)
}
