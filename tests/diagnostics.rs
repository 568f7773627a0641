//! Every code of a finding has a folder `tests/diagnostics/<code>/`: what differs
//! there from the small paper in `_base`, and what the program says about it.
//!
//! To accept changed output: `UPDATE_EXPECTED=1 cargo test --release --test
//! diagnostics`, then read every changed `expected.txt` with the eyes of a clerk.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use vorlage::data::{Loaded, load};
use vorlage::diagnostic::{Diagnostic, Severity, Sources};

#[test]
fn every_folder_says_what_is_expected() {
    let mut wrong = Vec::new();
    for code in folders() {
        let case = fixtures().join(&code);
        let actual = run(&case);
        let expected = case.join("expected.txt");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &actual).unwrap();
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        if !actual.contains(&format!("[{code}]")) {
            wrong.push(format!("{code}: does not occur in\n{actual}"));
        } else if actual != expected {
            wrong.push(format!("{code}: expected\n{expected}\nfound\n{actual}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_of_the_data_room_has_a_folder() {
    let folders = folders();
    let codes = codes(Path::new("src/data"));
    let lacking: Vec<&String> = codes.difference(&folders).collect();
    assert!(lacking.is_empty(), "codes without a folder: {lacking:?}");
    let idle: Vec<&String> = folders.difference(&codes).collect();
    assert!(idle.is_empty(), "folders without a code: {idle:?}");
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn folders() -> BTreeSet<String> {
    let folders = fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path());
    let names = folders.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned());
    names.filter(|name| !name.starts_with('_')).collect()
}

/// The codes in the source: the first text handed to a constructor of `Diagnostic`.
fn codes(folder: &Path) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let source = fs::read_to_string(entry.unwrap().path()).unwrap();
        for constructor in ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::of_path("] {
            for rest in source.split(constructor).skip(1) {
                codes.insert(rest.split('"').nth(1).unwrap().to_owned());
            }
        }
    }
    codes
}

/// What the program says about `_base` with the files of `case` on top.
fn run(case: &Path) -> String {
    let temp = tempfile::tempdir().unwrap();
    let paper = temp.path().join("data/muster");
    copy(&fixtures().join("_base"), temp.path());
    for line in fs::read_to_string(case.join("without.txt")).unwrap_or_default().lines() {
        let path = temp.path().join(line);
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap()
        } else {
            fs::remove_file(path).unwrap()
        }
    }
    copy(&case.join("data"), &temp.path().join("data"));
    if case.ends_with("datei-zu-gross") {
        File::create(paper.join("stellen.yaml")).unwrap().set_len(100_000_000).unwrap();
    }
    if case.ends_with("datei-unlesbar") {
        std::os::unix::fs::symlink("verschoben.yaml", paper.join("personal.yaml")).unwrap();
    }
    let Loaded { paper, sources, diagnostics, .. } = load(&paper);
    let errors = diagnostics.iter().any(|finding| finding.severity == Severity::Error);
    assert_eq!(paper.is_none(), errors, "{case:?}");
    let mut all: Vec<String> =
        diagnostics.iter().map(|finding| render(finding, &sources)).collect();
    if all.len() > 20 {
        let middle = format!("… {} …\n", all.len() - 3);
        all.splice(2..all.len() - 1, [middle]);
    }
    let root = format!("{}/", temp.path().display());
    all.join("\n").replace(&root, "")
}

fn copy(from: &Path, to: &Path) {
    let Ok(entries) = fs::read_dir(from) else { return };
    fs::create_dir_all(to).unwrap();
    for entry in entries {
        let (path, name) = {
            let entry = entry.unwrap();
            (entry.path(), entry.file_name())
        };
        let target = to.join(name);
        if path.is_dir() {
            if target.is_file() {
                fs::remove_file(&target).unwrap();
            }
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// A finding with the line that it stands on, its place underlined.
fn render(finding: &Diagnostic, sources: &Sources) -> String {
    let severity = if finding.severity == Severity::Error { "fehler" } else { "warnung" };
    let mut text = format!("{severity}[{}]: {}\n", finding.code, finding.message);
    if let Some(path) = &finding.path {
        writeln!(text, "  {path}").unwrap();
    }
    if let Some(place) = &finding.place {
        let (line, column) = sources.line_column(place);
        writeln!(text, "  {}:{line}:{column}", sources.path(place.file)).unwrap();
        let source = sources.text(place.file);
        let marked = source.get(place.range.clone()).unwrap();
        let width = marked.lines().next().unwrap_or_default().chars().count().max(1);
        let line: String =
            source.lines().nth(line - 1).unwrap_or_default().chars().take(120).collect();
        writeln!(text, "  | {line}").unwrap();
        writeln!(text, "  | {}{}", " ".repeat(column - 1), "^".repeat(width)).unwrap();
    }
    for hint in &finding.hints {
        writeln!(text, "  Hilfe: {hint}").unwrap();
    }
    text
}

#[test]
fn the_base_has_no_findings() {
    assert_eq!(run(&fixtures().join("_base/none")), "");
}
