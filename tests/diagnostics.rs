//! Every code of a finding has a folder `tests/diagnostics/<code>/`: what differs
//! there from the small paper in `_base`, and what `vorlage check` says about it.
//!
//! To accept changed output: `UPDATE_EXPECTED=1 cargo test --release --test
//! diagnostics`, then read every changed `expected.txt` with the eyes of a clerk.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Codes that no paper alone can show, and why.
const ELSEWHERE: [(&str, &str); 75] = [
    ("aenderung-doppelt", "concerns the command line; shown in `data::variante`"),
    ("aenderung-unvollstaendig", "concerns the command line; shown in `tests/cli/`"),
    ("ausgabe-doppelt", "concerns two papers; shown in `tests/cli/`"),
    ("ausgabe-fehlt", "concerns what was written before; shown in `tests/cli/`"),
    ("ausgabe-veraltet", "concerns what was written before; shown in `tests/cli/`"),
    ("daten-unbrauchbar", VERIFY),
    ("daten-veraendert", VERIFY),
    ("bisher-widerspruch", "concerns two papers; shown in `tests/chorweiler.rs`"),
    ("datei-nicht-verglichen", VERIFY),
    ("datei-veraendert", VERIFY),
    ("import-alternativ", IMPORT),
    ("import-anfuehrungszeichen", IMPORT),
    ("import-anteil", IMPORT),
    ("import-anteil-mehrfach", IMPORT),
    ("import-arbeitsplaetze", IMPORT),
    ("import-beschaedigt", IMPORT),
    ("import-bewertung", IMPORT),
    ("import-blatt", IMPORT),
    ("import-datum", IMPORT),
    ("import-eintrag", IMPORT),
    ("import-endung", IMPORT),
    ("import-formelfehler", IMPORT),
    ("import-geschuetzt", IMPORT),
    ("import-kennung", IMPORT),
    ("import-kennung-aehnlich", IMPORT),
    ("import-kodierung", IMPORT),
    ("import-leer", IMPORT),
    ("import-mehrdeutig", IMPORT),
    ("import-ohne-stellen", IMPORT),
    ("import-rolle-neu", IMPORT),
    ("import-spalte", IMPORT),
    ("import-spalte-doppelt", IMPORT),
    ("import-stelle-doppelt", IMPORT),
    ("import-stelle-unvollstaendig", IMPORT),
    ("import-summe", IMPORT),
    ("import-text", IMPORT),
    ("import-trennzeichen", IMPORT),
    ("import-ueberholt", IMPORT),
    ("import-unbekannt", IMPORT),
    ("import-verborgen", IMPORT),
    ("import-zeitraum", IMPORT),
    ("import-zelle-verbunden", IMPORT),
    ("import-zu-gross", IMPORT),
    ("fassung-fehlt", DIFF),
    ("fassung-unvollstaendig", DIFF),
    ("git-archiv-fehlt", DIFF),
    ("git-fassung-fehlt", DIFF),
    ("git-fehlt", DIFF),
    ("git-ordner-fehlt", DIFF),
    ("git-zu-gross", DIFF),
    ("kein-pdf", VERIFY),
    ("neu-ohne-vorgaenger", "concerns the command line; shown in `tests/cli/neu.rs`"),
    ("nicht-beobachtet", "concerns the system, which no test can bring to refuse"),
    ("nicht-geschrieben", "concerns the disk; shown in `tests/cli/`"),
    ("ordner-belegt", "concerns what lay there before; shown in `tests/cli/neu.rs`"),
    ("ordner-ohne-namen", "concerns the command line"),
    ("pdf-beschaedigt", VERIFY),
    ("pdf-neuer", VERIFY),
    ("pdf-ohne-daten", VERIFY),
    ("pdf-unlesbar", VERIFY),
    ("pdf-verschluesselt", VERIFY),
    ("pdf-zu-gross", VERIFY),
    ("profil-unvollstaendig", "concerns a new paper; shown in `tests/cli/neu.rs`"),
    ("rueckleseprobe", "an error of the program itself; shown in `tests/literals.rs`"),
    ("satz", "an error of the program itself, which no input is known to cause"),
    ("szenarien-keine", "concerns one command; shown in `tests/cli/`"),
    ("seite-ohne-diagramm", "concerns the PDF alone; shown in `tests/bruecke.rs`"),
    ("seite-ohne-funktion", DIFF),
    ("tabelle", "concerns one format of `build`; shown in `tests/spreadsheet.rs`"),
    ("text-veraendert", VERIFY),
    ("vorgaenger-vorlagendateien", "concerns a PDF; shown in `tests/vorgaenger.rs`"),
    ("vorgaenger-zahlen", "concerns a PDF; shown in `tests/kim_neufassung.rs`"),
    ("vorgaenger-szenario", "concerns a PDF; shown in `tests/cli/fassungen.rs`"),
    ("vorlagendateien-fremd", VERIFY),
    ("zahlen-veraendert", VERIFY),
];

/// Why findings of `vorlage verify` have no folder.
const VERIFY: &str = "concerns a PDF; shown in `tests/verify.rs` or `tests/cli/verify.rs`";

/// Why findings of `vorlage import` have no folder.
const IMPORT: &str = "concerns a table beside the paper; shown in `tests/import/`";

/// What makes a finding; the last one of a cell of a table.
const CONSTRUCTORS: [&str; 4] =
    ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::of_path(", ".wrong("];
/// Why findings of `vorlage diff` have no folder.
const DIFF: &str = "concerns two versions; shown in `tests/diff.rs`";

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
    folders.extend(ELSEWHERE.map(|(code, _)| code.to_owned()));
    // What `audit` says of papers that others wrote is shown by `tests/audit.rs`.
    let papers = fs::read_dir(root().join("tests/audit/befunde")).unwrap();
    folders.extend(papers.map(|entry| entry.unwrap().file_name().into_string().unwrap()));
    let codes = codes(&root().join("src"));
    let lacking: Vec<&String> = codes.difference(&folders).collect();
    assert!(lacking.is_empty(), "codes without a folder: {lacking:?}");
    let idle: Vec<&String> = folders.difference(&codes).collect();
    assert!(idle.is_empty(), "folders without a code: {idle:?}");
}

#[test]
fn the_base_has_no_findings() {
    assert_eq!(run(&fixtures().join("_base/none")), "");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fixtures() -> PathBuf {
    root().join("tests/diagnostics")
}

fn folders() -> BTreeSet<String> {
    let folders = fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path());
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
    let text = if first.starts_with('"') { first } else { constant().unwrap() };
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
    for part in ["data", "templates"] {
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

fn copy(from: &Path, to: &Path) {
    let Ok(entries) = fs::read_dir(from) else { return };
    fs::create_dir_all(to).unwrap();
    for entry in entries {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
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
