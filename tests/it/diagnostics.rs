//! Every code of a finding has a folder `tests/diagnostics/<code>/`: what differs
//! there from the small paper in `_base`, and what `vorlage check` says about it; or a
//! place in `tests/diagnostics/elsewhere.yaml`, which says why it has none.
//!
//! To accept changed output: `UPDATE_EXPECTED=1 cargo test --release --test it
//! diagnostics`, then read every changed `expected.txt` with the eyes of a clerk.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::files::{copy, root};

/// Which codes no paper alone can show, why, and what shows them instead.
const ELSEWHERE: &str = include_str!("../diagnostics/elsewhere.yaml");

/// What makes a finding; the last one of a cell of a table.
const CONSTRUCTORS: [&str; 4] =
    ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::of_path(", ".wrong("];

/// How many lines of output are kept where there are more.
const LINES: usize = 200;

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
fn every_code_has_a_folder() {
    let mut folders = folders();
    for entry in elsewhere() {
        for code in entry.codes {
            assert!(folders.insert(code.clone()), "{code} needs no reason, or has two");
        }
    }
    // What `audit` says of papers that others wrote is shown by `tests/it/audit.rs`.
    let papers = fs::read_dir(root().join("tests/audit/befunde")).unwrap();
    folders.extend(papers.map(|entry| entry.unwrap().file_name().into_string().unwrap()));
    let codes = codes(&root().join("src"));
    let lacking: Vec<&String> = codes.difference(&folders).collect();
    assert!(lacking.is_empty(), "codes without a folder: {lacking:?}");
    let idle: Vec<&String> = folders.difference(&codes).collect();
    assert!(idle.is_empty(), "folders without a code: {idle:?}");
}

/// A test that is said to show a code speaks of it.
#[test]
fn what_is_shown_elsewhere_is_shown_there() {
    for Elsewhere { why, shown, codes } in elsewhere() {
        assert!(!why.is_empty() && !codes.is_empty(), "{why}: {codes:?}");
        let Some(shown) = shown else { continue };
        let test = fs::read_to_string(root().join(&shown)).unwrap();
        let is_code = |char: char| char.is_ascii_alphanumeric() || char == '-';
        let words: BTreeSet<&str> = test.split(|char| !is_code(char)).collect();
        let lacking: Vec<&String> = codes.iter().filter(|code| !words.contains(&***code)).collect();
        assert!(lacking.is_empty(), "{shown} does not show {lacking:?}");
    }
}

#[test]
fn the_base_has_no_findings() {
    assert_eq!(run(&fixtures().join("_base/none")), "");
}

/// Codes without a folder.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Elsewhere {
    /// Why they have none.
    why: String,
    /// The test that shows them; nothing where none can.
    shown: Option<String>,
    codes: Vec<String>,
}

fn elsewhere() -> Vec<Elsewhere> {
    serde_yaml::from_str(ELSEWHERE).unwrap()
}

fn fixtures() -> PathBuf {
    root().join("tests/diagnostics")
}

fn folders() -> BTreeSet<String> {
    let folders = fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path());
    let folders = folders.filter(|path| path.is_dir());
    let names = folders.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned());
    names.filter(|name| !name.starts_with('_')).collect()
}

/// The codes in the source below `folder`: what is handed first to a constructor of
/// `Diagnostic`, be it the text itself or a constant of that file.
fn codes(folder: &Path) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            codes.extend(self::codes(&path));
            continue;
        }
        let source = fs::read_to_string(path).unwrap();
        let code = source.split("#[cfg(test)]").next().unwrap();
        for constructor in CONSTRUCTORS {
            codes.extend(code.split(constructor).skip(1).map(|rest| first_text(rest, code)));
        }
    }
    codes
}

fn first_text(arguments: &str, source: &str) -> String {
    let first = arguments.split(',').next().unwrap().trim();
    let constant = || source.split(&format!("const {first}: &str = ")).nth(1);
    let text = if first.starts_with('"') { Some(first) } else { constant() };
    let text = text.unwrap_or_else(|| panic!("`{first}` is no code that can be read from here"));
    text.split('"').nth(1).unwrap().to_owned()
}

/// What the program says about `_base` with the files of `case` on top.
fn run(case: &Path) -> String {
    let temp = tempfile::tempdir().unwrap();
    let paper = temp.path().join("data/muster");
    copy(&fixtures().join("_base"), temp.path());
    fs::copy(page(), temp.path().join("templates/musterstadt/seite.typ")).unwrap();
    for line in fs::read_to_string(case.join("without.txt")).unwrap_or_default().lines() {
        let path = temp.path().join(line);
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap()
        } else {
            fs::remove_file(path).unwrap()
        }
    }
    for part in
        ["data", "templates"].map(Path::new).into_iter().filter(|part| case.join(part).is_dir())
    {
        copy(&case.join(part), &temp.path().join(part));
    }
    if case.ends_with("datei-zu-gross") {
        File::create(paper.join("stellen.yaml")).unwrap().set_len(100_000_000).unwrap();
    }
    #[cfg(unix)]
    if case.ends_with("datei-unlesbar") {
        std::os::unix::fs::symlink("verschoben.yaml", paper.join("personal.yaml")).unwrap();
    }
    let mut vorlage = Command::new(env!("CARGO_BIN_EXE_vorlage"));
    let output = vorlage.args(["check", "data/muster"]).current_dir(temp.path()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(i32::from(!said.is_empty())), "{said}");
    shortened(&said)
}

/// The page layout of some city, since it is long and concerns no finding.
fn page() -> PathBuf {
    let cities = fs::read_dir(root().join("templates")).unwrap();
    let pages = cities.map(|city| city.unwrap().path().join("seite.typ"));
    pages.filter(|page| page.is_file()).min().unwrap()
}

fn shortened(said: &str) -> String {
    let lines: Vec<&str> = said.lines().collect();
    if lines.len() <= LINES {
        return said.to_owned();
    }
    let (first, last) = (&lines[..14], &lines[lines.len() - 6..]);
    format!("{}\n… {} Zeilen …\n{}\n", first.join("\n"), lines.len() - 20, last.join("\n"))
}
