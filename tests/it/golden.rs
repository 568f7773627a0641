//! Whole papers against texts that a person has read.
//!
//! `tests/golden/<case>/` holds `data/`, the Markdown `expected.md`, and in
//! `note.md` the hand calculation of its figures. The papers in `data/` are compared
//! with what is committed in `output/`, so that this is never stale. To accept
//! changed output: `UPDATE_EXPECTED=1 cargo test --release --test it golden`, then
//! read the difference.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::files::root;

#[test]
fn papers_read_as_expected() {
    let cases = fs::read_dir(root().join("tests/golden")).unwrap();
    let cases: BTreeSet<PathBuf> = cases.map(|entry| entry.unwrap().path()).collect();
    assert!(cases.len() > 20);
    for folder in cases {
        let built = build(&folder.join("data"), "data");
        let text = written(&built, "md");
        let actual = fs::read_to_string(&text).unwrap();
        let expected = folder.join("expected.md");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &actual).unwrap();
        }
        assert_eq!(actual, fs::read_to_string(&expected).unwrap(), "{folder:?}");
        assert!(fs::read(text.with_extension("pdf")).unwrap().starts_with(b"%PDF-"));
    }
}

#[test]
fn the_committed_output_is_what_the_program_writes() {
    let papers = fs::read_dir(root().join("output")).unwrap();
    for committed in papers.map(|entry| entry.unwrap().path()) {
        let name = committed.file_name().unwrap().to_str().unwrap();
        let built = build(&root().join("data").join(name), name);
        for extension in ["md", "pdf"] {
            let (actual, committed) = (written(&built, extension), written(&committed, extension));
            let stale = "is stale: build its data and read it";
            assert!(
                fs::read(actual).unwrap() == fs::read(&committed).unwrap(),
                "{committed:?} {stale}"
            );
        }
    }
}

/// The one file with `extension` in `folder`: a paper is called by its kind.
fn written(folder: &Path, extension: &str) -> PathBuf {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files = files.filter(|path| path.extension().is_some_and(|found| found == extension));
    let file = files.next().unwrap();
    assert_eq!(files.next(), None, "{} holds another paper", folder.display());
    file
}

/// Builds the paper in `folder` into a folder of its own and returns that.
fn build(folder: &Path, name: &str) -> PathBuf {
    let case: String = folder.iter().rev().take(2).flat_map(|part| part.to_str()).collect();
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden").join(case);
    // Of an earlier run, a paper of another kind may lie there.
    let _ = fs::remove_dir_all(&out);
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
