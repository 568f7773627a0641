//! The amended first paper: the assistant goes from half a post to a whole one from
//! 01.01.2022. Every expected amount follows from the published data (see `tests/kim.rs`) by
//! the calculation shown; none comes from the program.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use vorlage::cli::pipeline::{self, Finished};
use vorlage::cli::verify::{Trust, prove};
use vorlage::document::Aenderungsart;
use vorlage::document::german::{self, Stil};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn finished(folder: &Path) -> Finished {
    let outcome = pipeline::finished(folder);
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
    outcome.made.unwrap()
}

fn paper() -> Finished {
    finished(&root().join("data/kim-neufassung"))
}

fn text(paper: &Finished) -> String {
    paper.document.markdown.replace('\u{a0}', " ")
}

#[track_caller]
fn case(paper: &Finished, name: &str, expected: &str) {
    let id = paper.figures.find(name).unwrap_or_else(|| panic!("no figure {name}"));
    let text = german::figure(paper.figures.get(id), Stil::Voll).unwrap();
    assert_eq!(text.replace('\u{a0}', " "), expected, "{name}");
}

#[test]
fn the_assistant_costs_twice_as_much_from_2022() {
    let paper = paper();
    // 62.100 × 0,5 × 8/12, as before
    case(&paper, "stelle.assistenz.2021", "20.700,00 €");
    // 62.100 × 1,02 × 1,0
    case(&paper, "stelle.assistenz.2022", "63.342,00 €");
    // 62.100 × 1,0404 × 1,0 × 3/12 = 64.608,84 / 4
    case(&paper, "stelle.assistenz.2023", "16.152,21 €");
}

#[test]
fn every_total_rises_by_that_and_grants_stay() {
    let paper = paper();
    case(&paper, "zeile.11.2021", "213.633,33 €");
    // 326.859,00 + 31.671,00
    case(&paper, "zeile.11.2022", "358.530,00 €");
    // 21.874,41 + 33.084,72 + 16.152,21 + 20.313,81, each exact: nothing is left to round
    case(&paper, "zeile.11.2023", "91.425,15 €");
    case(&paper, "aufwendungen.2021", "518.400,00 €");
    // 1.084.959,00 + 31.671,00
    case(&paper, "aufwendungen.2022", "1.116.630,00 €");
    case(&paper, "aufwendungen.2023", "91.425,15 €");
    // 518.400,00 + 1.116.630,00 + 91.425,15
    case(&paper, "volumen", "1.726.455,15 €");
    // The grant for the assistant is one amount for the role: 22.500 a year.
    case(&paper, "ertraege.2021", "463.500,00 €");
    case(&paper, "ertraege.2022", "843.100,00 €");
    case(&paper, "ertraege.gesamt", "1.306.600,00 €");
    // 1.116.630,00 − 843.100,00
    case(&paper, "eigenanteil.2022", "273.530,00 €");
    case(&paper, "eigenanteil.2023", "91.425,15 €");
    // 54.900,00 + 273.530,00 + 91.425,15
    case(&paper, "eigenanteil.gesamt", "419.855,15 €");
    // 419.855,15 / 1.726.455,15 = 0,24318…
    case(&paper, "eigenanteil.quote", "24,3 %");
}

/// The bridge has one change. 2022: (1,0 − 0,5) × 63.342 = 31.671,00. 2023: 0,5 × 64.608,84 ×
/// 3/12 = 8.076,105, of printed lines 91.425,15 − 83.349,05 = 8.076,10; both 39.747,10.
#[test]
fn the_assistant_alone_moves_the_totals() {
    let paper = paper();
    for total in ["aufwendungen", "eigenanteil"] {
        case(&paper, &format!("bruecke.{total}.2022.1"), "31.671,00 €");
        case(&paper, &format!("bruecke.{total}.2023.1"), "8.076,10 €");
        case(&paper, &format!("bruecke.{total}.gesamt.1"), "39.747,10 €");
    }
    case(&paper, "bruecke.volumen.1", "39.747,10 €");
    assert!(paper.figures.find("bruecke.eigenanteil.2022.2").is_none());
    assert!(paper.figures.find("bruecke.ertraege.2022.1").is_none());
    let text = text(&paper);
    assert!(text.contains("Aufwendungen 2022: +31.671,00 € = 0,5 Stelle × 63.342,00 €"));
    assert!(text.contains("+8.076,10 € = 0,5 Stelle × 64.608,84 € × 3/12; Rundung −0,01 €"));
}

/// Old values are the published ones; differences are those of printed values.
#[test]
fn the_published_paper_stands_beside_it() {
    let paper = paper();
    case(&paper, "vorgaenger.stelle.assistenz.anteil", "0,5");
    for (name, old, difference) in [
        ("zeile.11.2022", "326.859,00 €", "31.671,00 €"),
        ("aufwendungen.2021", "518.400,00 €", "0,00 €"),
        // Printed: 91.425,15 − 83.349,05; the exact 8.076,105 is not what a reader can follow.
        ("aufwendungen.2023", "83.349,05 €", "8.076,10 €"),
        ("ertraege.gesamt", "1.306.600,00 €", "0,00 €"),
        ("volumen", "1.686.708,05 €", "39.747,10 €"),
        // 31.671,00 + 8.076,10
        ("eigenanteil.gesamt", "380.108,05 €", "39.747,10 €"),
    ] {
        case(&paper, &format!("vorgaenger.{name}"), old);
        case(&paper, &format!("aenderung.{name}"), difference);
    }
}

#[test]
fn it_says_what_it_replaces_and_what_changed() {
    let text = text(&paper());
    for said in [
        "Diese Neufassung ersetzt die Beschlussvorlage 0000/2021 vom 01.04.2021 vollständig.",
        "nunmehr 1.726.455,15 € statt bisher 1.686.708,05 € (\\+39.747,10 €)",
        "- Ziffer 2 erhält eine neue Fassung.\n- Ziffer 3 erhält eine neue Fassung.\n",
        "| **Eigenanteil** | **241.859,00 €** | **273.530,00 €** | **\\+31.671,00 €** |",
        "0,5 Stelle (ab dem 01.05.2021), 1,0 Stelle (ab dem 01.01.2022) A 7 LBesG NRW",
    ] {
        assert!(text.contains(said), "{said}");
    }
    assert!(!text.contains("Ziffer 1 erhält"), "Ziffer 1 is the same");
}

/// The synopsis marks old and new words, and every amount in it is a figure.
#[test]
fn the_synopsis_marks_both_sides() {
    let paper = paper();
    let text = text(&paper);
    let synopsis = text.split("\n## Synopse\n").nth(1).unwrap();
    assert!(
        synopsis.contains("{--**326.859,00 €**--}") && synopsis.contains("{++**358.530,00 €**++}")
    );
    // What the paper says about its predecessor is no change of the plan itself.
    assert!(!synopsis.contains("Änderungen gegenüber"));
    let marked = |art| paper.document.aenderungen.iter().any(|change| change.art == art);
    assert!(marked(Aenderungsart::Gestrichen) && marked(Aenderungsart::Eingefuegt));
    let start = paper.document.markdown.find("\n## Synopse\n").unwrap();
    let figures = paper.document.printed.iter().filter(|printed| printed.range.start > start);
    let old = figures.filter(|of| paper.figures.get(of.figure).name.starts_with("vorgaenger."));
    assert!(old.count() > 10);
}

/// A copy of the paper that names `quelle`, away from the folder of the first one.
fn elsewhere(quelle: &str, folder: &Path) -> PathBuf {
    let copy = folder.join("kim-neufassung");
    copy_all(&root().join("data/kim-neufassung"), &copy);
    let path = copy.join("vorlage.yaml");
    let yaml = fs::read_to_string(&path).unwrap();
    fs::write(path, yaml.replace("../kim ", &format!("{quelle} "))).unwrap();
    copy
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
        let target = to.join(entry.file_name().unwrap());
        if entry.is_dir() { copy_all(&entry, &target) } else { drop(fs::copy(&entry, target)) }
    }
}

#[test]
fn a_pdf_is_as_good_as_the_folder_it_was_made_from() {
    let temp = tempfile::tempdir().unwrap();
    let pdf = finished(&root().join("data/kim")).pdf().unwrap();
    fs::write(temp.path().join("alt.pdf"), pdf).unwrap();
    let copy = elsewhere("../alt.pdf", temp.path());
    assert_eq!(text(&finished(&copy)), text(&paper()));
}

/// Its figures alone give every amount, but no text to put beside the new one.
#[test]
fn a_file_of_figures_gives_the_amounts() {
    let temp = tempfile::tempdir().unwrap();
    let first = finished(&root().join("data/kim"));
    let json = first.inputs.figures_json(&first.figures).unwrap();
    fs::write(temp.path().join("alt.json"), json).unwrap();
    let copy = elsewhere("../alt.json", temp.path());
    let path = copy.join("vorlage.yaml");
    let yaml = fs::read_to_string(&path).unwrap();
    let yaml = yaml.replace("  diagramme: [bruecke]", "  diagramme: []");
    fs::write(path, yaml.replace("  dringlich: ja", "  synopse: nein\n  dringlich: ja")).unwrap();
    let paper = finished(&copy);
    case(&paper, "aenderung.eigenanteil.gesamt", "39.747,10 €");
    assert!(!text(&paper).contains("## Synopse"));
    fs::remove_file(temp.path().join("alt.json")).unwrap();
    let outcome = prove("a.pdf", &paper.pdf().unwrap(), Trust::Nothing);
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
}

#[test]
fn it_can_be_proven_when_the_first_paper_is_gone() {
    let temp = tempfile::tempdir().unwrap();
    copy_all(&root().join("data/kim"), &temp.path().join("kim"));
    let pdf = finished(&elsewhere("../kim", temp.path())).pdf().unwrap();
    fs::remove_dir_all(temp.path().join("kim")).unwrap();
    let outcome = prove("a.pdf", &pdf, Trust::Nothing);
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
    assert!(outcome.made.unwrap().text().contains("Byte für Byte dieselbe"));
}

/// A third version refers to the second, which refers to the first.
#[test]
fn papers_can_follow_one_another() {
    let temp = tempfile::tempdir().unwrap();
    copy_all(&root().join("data/kim"), &temp.path().join("kim"));
    elsewhere("../kim", temp.path());
    let third = temp.path().join("kim-neufassung-2");
    copy_all(&temp.path().join("kim-neufassung"), &third);
    let path = third.join("vorlage.yaml");
    let yaml = fs::read_to_string(&path).unwrap();
    let yaml = yaml
        .replace("nummer: 0000/2021/1", "nummer: 0000/2021/2")
        .replace(
            "nummer: 0000/2021\n    art: Beschlussvorlage\n    vom: 01.04.2021",
            "nummer: 0000/2021/1\n    art: Neufassung\n    vom: 28.04.2021",
        )
        .replace("quelle: ../kim ", "quelle: ../kim-neufassung ");
    fs::write(&path, yaml).unwrap();
    let outcome = pipeline::figures(&third);
    // The prose quotes a figure of the first paper, which is one step further away now.
    let figures = outcome.made.unwrap();
    for name in ["vorgaenger.volumen", "vorgaenger.vorgaenger.volumen", "aenderung.volumen"] {
        assert!(figures.find(name).is_some(), "{name}");
    }
    let value = |name: &str| figures.get(figures.find(name).unwrap()).value.to_string();
    assert_eq!(value("aenderung.volumen"), "0.00");
    assert_eq!(value("vorgaenger.aenderung.volumen"), "39747.10");
}
