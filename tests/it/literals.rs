//! No number stands in the first paper that nothing vouches for: what is typed into
//! its texts or templates is found, and what is printed wrong is read back.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use vorlage::diagnostic::Diagnostic;
use vorlage::document::Document;
use vorlage::output;
use vorlage::paper::{Finished, Outcome, Request};

use crate::files::{copy, root};

/// A copy of the first paper and of the templates, in which files can be changed.
struct Copy {
    folder: TempDir,
}

impl Copy {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for part in ["data/kim", "templates"] {
            copy(&root().join(part), &folder.path().join(part));
        }
        Self { folder }
    }

    fn check(&self) -> Outcome<Finished> {
        Request::of(self.folder.path().join("data/kim")).finished()
    }

    /// The findings where `file` reads `text`; the file is restored.
    fn with(&self, file: &Path, text: &str) -> Vec<Diagnostic> {
        let before = fs::read_to_string(file).unwrap();
        fs::write(file, text).unwrap();
        let found = self.check().diagnostics;
        fs::write(file, before).unwrap();
        found
    }

    fn files(&self, part: &str, kind: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        collect(&self.folder.path().join(part), kind, &mut found);
        found
    }
}

fn collect(folder: &Path, kind: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            collect(&entry.path(), kind, found);
        } else if entry.path().extension().is_some_and(|extension| extension == kind) {
            found.push(entry.path());
        }
    }
    found.sort();
}

fn has(found: &[Diagnostic], code: &str) -> bool {
    found.iter().any(|problem| problem.code == code)
}

/// `text` with the digit at `at` replaced by another.
fn falsified(text: &str, at: usize) -> String {
    let digit = text.as_bytes()[at];
    let other = if digit == b'9' { '0' } else { char::from(digit + 1) };
    format!("{}{other}{}", &text[..at], &text[at + 1..])
}

#[test]
fn the_first_paper_is_clean() {
    assert_eq!(Copy::new().check().diagnostics, []);
}

const PLANTS: [&str; 9] = [
    "12.345,67\u{a0}€",
    "12345 Euro",
    "3,5 %",
    "4 Prozent",
    "2,5 Stellen",
    "zwei Stellen",
    "zwei weitere Vollzeitstellen",
    "EUR 5.000",
    "**1**.000&nbsp;€",
];

#[test]
fn an_amount_planted_in_any_line_of_any_text_is_found() {
    let paper = Copy::new();
    let mut plants = PLANTS.iter().cycle();
    for file in paper.files("data/kim/texte", "md") {
        let text = fs::read_to_string(&file).unwrap();
        // A line that begins or ends a block is no text.
        let is_text = |line: &str| !line.is_empty() && !line.starts_with("```");
        for (index, line) in text.lines().enumerate().filter(|(_, line)| is_text(line)) {
            let plant = plants.next().unwrap();
            let planted = format!("{line} Es sind {plant}.");
            let changed: Vec<&str> = text
                .lines()
                .enumerate()
                .map(|(at, line)| if at == index { planted.as_str() } else { line })
                .collect();
            let found = paper.with(&file, &changed.join("\n"));
            assert!(has(&found, "zahl-ohne-beleg"), "{plant} in {}:{}", file.display(), index + 1);
        }
    }
}

#[test]
fn an_amount_planted_in_any_template_is_found() {
    let paper = Copy::new();
    for file in paper.files("templates/doppik", "md") {
        let text = fs::read_to_string(&file).unwrap();
        for plant in PLANTS {
            let found = paper.with(&file, &format!("{text} Es sind {plant}."));
            assert!(has(&found, "zahl-ohne-beleg"), "{plant} in {}", file.display());
        }
    }
    let page = paper.folder.path().join("templates/gemeinsam/seite.typ");
    let text = fs::read_to_string(&page).unwrap();
    for plant in &PLANTS[..8] {
        let found = paper.with(&page, &format!("{text}\n#let hinweis = [Es sind {plant}.]\n"));
        assert!(has(&found, "zahl-ohne-beleg"), "{plant} in seite.typ");
    }
}

/// The placeholders in `text`, each with its bytes.
fn placeholders(text: &str) -> Vec<std::ops::Range<usize>> {
    let starts = text.match_indices("{{").map(|(start, _)| start);
    starts.map(|start| start..start + text[start..].find("}}").unwrap() + 2).collect()
}

#[test]
fn a_figure_that_is_typed_instead_is_found_whatever_its_digits() {
    let paper = Copy::new();
    let figures = paper.check().made.unwrap().figures;
    let mut typed = 0;
    for file in paper.files("data/kim/texte", "md") {
        let text = fs::read_to_string(&file).unwrap();
        for range in placeholders(&text) {
            let inner = text[range.clone()].trim_matches(['{', '}', ' ']);
            let name = inner.split('|').next().unwrap().trim();
            let Some(id) = figures.find(name) else { continue };
            let style = match inner.split_once('|') {
                Some((_, format)) => {
                    vorlage::document::written::Style::named(format.trim()).unwrap()
                }
                None => vorlage::document::written::Style::Full,
            };
            let printed = vorlage::document::written::figure(figures.get(id), style).unwrap();
            let replaced = |by: &str| format!("{}{by}{}", &text[..range.start], &text[range.end..]);

            // The right digits are no figure either, and the finding names the one that is meant.
            let found = paper.with(&file, &replaced(&printed));
            let meant = found.iter().find(|problem| problem.code == "zahl-ohne-beleg").unwrap();
            assert!(meant.hints[0].starts_with("Meinten Sie `{{ "), "{name}: {meant:?}");

            for at in printed.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at) {
                let found = paper.with(&file, &replaced(&falsified(&printed, at)));
                assert!(has(&found, "zahl-ohne-beleg"), "{name} as {}", falsified(&printed, at));
            }
            typed += 1;
        }
    }
    // The texts of the paper name 22 figures; more may come.
    assert!(typed >= 22, "{typed}");
}

/// `document` with other words.
fn rewritten(document: &Document, markdown: String) -> Document {
    let Document { printed, changes, meta, .. } = document.clone();
    Document::new(markdown, printed, changes, meta)
}

/// Every digit of every printed figure of `document`, as a byte of its Markdown.
fn printed_digits(document: &Document) -> Vec<usize> {
    let ranges = document.printed.iter().map(|printed| printed.range.clone());
    ranges.flatten().filter(|at| document.markdown.as_bytes()[*at].is_ascii_digit()).collect()
}

#[test]
fn a_wrong_digit_in_the_text_is_read_back() {
    let Outcome { made, sources, .. } = Copy::new().check();
    let Finished { document, figures, .. } = made.unwrap();
    let proven = |document: &Document| output::text_proves_itself(document, &figures, &sources);
    assert_eq!(proven(&document), Ok(()));
    let digits = printed_digits(&document);
    assert!(digits.len() > 500, "{}", digits.len());
    for at in digits {
        let markdown = falsified(&document.markdown, at);
        let wrong = rewritten(&document, markdown);
        assert_eq!(proven(&wrong).unwrap_err()[0].code, "rueckleseprobe", "byte {at}");
    }
}

#[test]
fn an_amount_that_is_no_figure_is_read_back() {
    let Outcome { made, sources, .. } = Copy::new().check();
    let Finished { document, figures, .. } = made.unwrap();
    for added in ["Es sind 12.345,67\u{a0}€.", "Es sind 3,5 %.", "Es sind 2,5 Stellen."] {
        let markdown = format!("{}\n{added}\n", document.markdown);
        let wrong = rewritten(&document, markdown);
        assert!(output::text_proves_itself(&wrong, &figures, &sources).is_err(), "{added}");
    }
}

#[test]
fn a_wrong_digit_in_the_pdf_is_read_back() {
    let paper = Copy::new().check().made.unwrap();
    let Finished { document, look, .. } = paper;
    let pdf = output::pdf(&document, &look).unwrap();
    assert_eq!(output::pdf_proves_itself(&document, &look, &pdf), Ok(()));
    // Amounts in euros, so that every digit belongs to a number with its unit.
    let euros = |at: &usize| {
        let printed = document.printed.iter().find(|printed| printed.range.contains(at)).unwrap();
        document.markdown[printed.range.clone()].ends_with('€')
    };
    let digits: Vec<usize> = printed_digits(&document).into_iter().filter(euros).collect();
    for at in digits.iter().step_by(digits.len() / 12) {
        let markdown = falsified(&document.markdown, *at);
        let wrong = output::pdf(&rewritten(&document, markdown), &look).unwrap();
        let found = output::pdf_proves_itself(&document, &look, &wrong).unwrap_err();
        assert_eq!(found[0].code, "rueckleseprobe", "byte {at}");
    }
}

#[test]
fn a_declared_number_is_a_figure_with_its_source() {
    let paper = Copy::new();
    let data = paper.folder.path().join("data/kim/angaben.yaml");
    fs::write(
        &data,
        "angaben:\n  - id: pauschale\n    betrag: 12345.67\n    quelle: Richtlinie, Nr. 5\n  \
         - id: anteil\n    anteil: 80 %\n    quelle: Richtlinie\n  - id: familien\n    anzahl: 3000\n    quelle: Statistik\n  \
         - id: muster\n    stellen: 2.5\n    quelle: Stellenplan\n",
    )
    .unwrap();
    let file = paper.folder.path().join("data/kim/texte/kosten_schluss.md");
    fs::write(
        file,
        "{{ angabe.pauschale }}, {{ angabe.anteil }}, {{ angabe.familien }} und {{ angabe.muster }}.\n",
    )
    .unwrap();
    let Outcome { made, diagnostics, .. } = paper.check();
    assert_eq!(diagnostics, []);
    let text = made.unwrap().document.markdown;
    assert!(text.contains("12.345,67\u{a0}€, 80,0\u{a0}%, 3.000 und 2,5."), "{text}");
}
