//! Papers that quote an earlier one: what only that one says is proven by its data, wherever
//! it lies, and its figures are those that were printed.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use vorlage::diagnostic::Diagnostic;
use vorlage::output;
use vorlage::paper::{Finished, Request, Trust, prove};

use crate::files::{copy, edit, example, root};
use crate::paper::{case, finished, markdown};

/// `kim` and its Neufassung in a folder of their own.
struct Papers(TempDir);

impl Papers {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["kim", "kim-neufassung"] {
            copy(&example(name), &folder.path().join(name));
        }
        Self(folder)
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn edit(&self, path: &str, old: &str, new: &str) {
        edit(&self.path(path), old, new);
    }
}

fn text_of_synopsis(paper: &Finished) -> String {
    markdown(paper).split_once("## Synopse").map(|(_, after)| after.to_owned()).unwrap_or_default()
}

/// The rise of the costs as the bridge and the PDF of `paper` tell it.
#[track_caller]
fn says(paper: &Finished, words: &str) {
    assert!(markdown(paper).contains(words), "{words} is not in\n{}", markdown(paper));
    let outcome = prove("a.pdf", &paper.pdf().unwrap(), Trust::Nothing);
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
}

/// The city pays 2 % more each year in the first paper, and 3 % in the Neufassung. A 7 costs
/// 62.100 × 1,03 = 63.963,00 € in 2022.
#[test]
fn a_percentage_that_changed_is_proven_by_the_earlier_paper() {
    let papers = Papers::new();
    papers.edit("kim-neufassung/kosten.yaml", "satz: 2 %", "satz: 3 %");
    let paper = finished(&papers.path("kim-neufassung"));
    case(&paper, "stelle.assistenz.2022", "63.963,00 €");
    says(&paper, "Satz: 2,0 % → 3,0 %");
}

#[test]
fn it_is_proven_by_a_pdf_as_well() {
    let papers = Papers::new();
    let pdf = finished(&papers.path("kim")).pdf().unwrap();
    fs::write(papers.path("alt.pdf"), pdf).unwrap();
    papers.edit("kim-neufassung/vorlage.yaml", "quelle: ../kim ", "quelle: ../alt.pdf ");
    papers.edit("kim-neufassung/kosten.yaml", "satz: 2 %", "satz: 3 %");
    says(&finished(&papers.path("kim-neufassung")), "Satz: 2,0 % → 3,0 %");
}

#[test]
fn an_amount_in_the_name_of_a_dropped_stelle_is_proven_by_the_earlier_paper() {
    let papers = Papers::new();
    let path = papers.path("kim/stellen.yaml");
    let stellen = fs::read_to_string(&path).unwrap();
    let buero = "  - id: buero\n    anteil: 0.5\n    kostensatz: a7\n    \
        funktion: Büro (Zuschlag 500 €)\n    rolle: buero\n    baustein: steuerung\n    \
        bei: stadt\n    zeitraum: stellen\n    zeile: personal\n";
    fs::write(&path, format!("{stellen}{buero}")).unwrap();
    let known = "angaben:\n  - { id: zuschlag, betrag: 500, quelle: Tarifvertrag }\n";
    fs::write(papers.path("kim/angaben.yaml"), known).unwrap();
    says(&finished(&papers.path("kim-neufassung")), "500 €");
}

/// A city has worded its papers otherwise since the first one was printed: `vertraut: ja` lets
/// the templates that its PDF carries say what it said then.
#[test]
fn templates_that_only_the_earlier_pdf_knows_are_run_where_the_data_say_so() {
    let papers = Papers::new();
    let own = root().join("templates/doppik/abschnitte/klima.md");
    let klima = fs::read_to_string(own).unwrap() + "\nEin Satz von damals.\n";
    let folder = papers.path("templates/koeln/abschnitte");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("klima.md"), klima).unwrap();
    let pdf = finished(&papers.path("kim")).pdf().unwrap();
    fs::write(papers.path("alt.pdf"), pdf).unwrap();
    fs::remove_dir_all(papers.path("templates")).unwrap();

    papers.edit("kim-neufassung/vorlage.yaml", "quelle: ../kim ", "quelle: ../alt.pdf ");
    let refused = Request::of(papers.path("kim-neufassung")).finished();
    let codes: Vec<_> = refused.diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["vorgaenger-vorlagendateien"]);
    assert!(refused.made.is_none());

    let trusted = "    vertraut: ja\n    quelle: ../alt.pdf ";
    papers.edit("kim-neufassung/vorlage.yaml", "    quelle: ../alt.pdf ", trusted);
    let paper = finished(&papers.path("kim-neufassung"));
    assert!(
        text_of_synopsis(&paper).contains("{--Ein Satz von damals.--}"),
        "{}",
        markdown(&paper)
    );
    let proven = |trust| prove("a.pdf", &paper.pdf().unwrap(), trust).diagnostics;
    let codes: Vec<_> = proven(Trust::Nothing).iter().map(|found| found.code).collect();
    assert_eq!(codes, ["vorlagendateien-fremd"]);
    assert!(proven(Trust::Templates).is_empty(), "{:#?}", proven(Trust::Templates));
}

/// A third version follows the second, which follows the first.
#[test]
fn it_is_proven_along_a_chain() {
    let papers = Papers::new();
    papers.edit("kim-neufassung/kosten.yaml", "satz: 2 %", "satz: 3 %");
    copy(&papers.path("kim-neufassung"), &papers.path("dritte"));
    papers.edit("dritte/vorlage.yaml", "nummer: 0000/2021/1", "nummer: 0000/2021/2");
    papers.edit(
        "dritte/vorlage.yaml",
        "nummer: 0000/2021\n    art: Beschlussvorlage\n    vom: 01.04.2021",
        "nummer: 0000/2021/1\n    art: Neufassung\n    vom: 28.04.2021",
    );
    papers.edit("dritte/vorlage.yaml", "quelle: ../kim ", "quelle: ../kim-neufassung ");
    papers.edit("dritte/kosten.yaml", "satz: 3 %", "satz: 4 %");
    fs::remove_file(papers.path("dritte/texte/bezug.md")).unwrap();
    let paper = finished(&papers.path("dritte"));
    says(&paper, "Satz: 3,0 % → 4,0 %");
    // Without the folders, from what the PDF of the third carries.
    let pdf = paper.pdf().unwrap();
    for name in ["kim", "kim-neufassung"] {
        fs::remove_dir_all(papers.path(name)).unwrap();
    }
    let outcome = prove("a.pdf", &pdf, Trust::Nothing);
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
}

/// Without the folders, from what lies in a revision of git.
#[test]
fn a_revision_may_hold_the_earlier_paper_as_a_pdf_or_as_figures() {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("skipped: git is not available");
        return;
    }
    let papers = Papers::new();
    let first = finished(&papers.path("kim"));
    fs::write(papers.path("alt.pdf"), first.pdf().unwrap()).unwrap();
    for (name, quelle) in [("pdf", "../alt.pdf"), ("json", "../alt.json")] {
        copy(&papers.path("kim-neufassung"), &papers.path(name));
        let path = format!("{name}/vorlage.yaml");
        papers.edit(&path, "quelle: ../kim ", &format!("quelle: {quelle} "));
    }
    papers.edit("json/vorlage.yaml", "  dringlich: ja", "  synopse: nein\n  dringlich: ja");
    papers.edit("json/vorlage.yaml", "  diagramme: [bruecke] ", "  ");
    let run = |program: &str, line: &str| {
        let mut command = Command::new(program);
        let output = command.args(line.split(' ')).current_dir(papers.0.path()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{line}: {said}");
        String::from_utf8(output.stdout).unwrap()
    };
    let json = run(env!("CARGO_BIN_EXE_vorlage"), "figures kim --json");
    fs::write(papers.path("alt.json"), json).unwrap();
    run("git", "init -q .");
    run("git", "add .");
    run("git", "-c user.name=Test -c user.email=test@example.org commit -q -m Stand");
    for name in ["pdf", "json"] {
        let said = run(env!("CARGO_BIN_EXE_vorlage"), &format!("diff HEAD:{name} {name}"));
        assert_eq!(said, "Die beiden Fassungen stimmen überein.\n");
    }
}

/// A PDF whose list of figures names another volume than its data give: what was printed is
/// not what would be quoted.
#[test]
fn figures_that_a_pdf_carries_are_those_of_its_data() {
    let papers = Papers::new();
    let first = finished(&papers.path("kim"));
    let mut attachments = first.inputs.attachments(&first.figures, &first.look.fonts).unwrap();
    let figures = attachments.iter_mut().find(|of| of.name == output::NUMBERS).unwrap();
    let text = String::from_utf8(figures.content.clone()).unwrap();
    assert!(text.contains("\"1686708.05\""));
    let text = text.replace("\"1686708.05\"", "\"1686709.05\"");
    figures.content = text.into_bytes();
    let pdf = output::pdf_carrying(&first.document, &first.look, &attachments).unwrap();
    fs::write(papers.path("alt.pdf"), pdf).unwrap();
    papers.edit("kim-neufassung/vorlage.yaml", "quelle: ../kim ", "quelle: ../alt.pdf ");
    let folder = papers.path("kim-neufassung");
    let codes = |found: &[Diagnostic]| found.iter().map(|of| of.code).collect::<Vec<_>>();
    let outcome = Request::of(&folder).finished();
    assert_eq!(codes(&outcome.diagnostics), ["vorgaenger-zahlen"]);
    let found = outcome.diagnostics.first().unwrap();
    let said = format!("{} {}", found.message, found.hints.join(" "));
    assert!(said.contains("1.686.708,05"), "{said}");
    assert_eq!(codes(&Request::of(&folder).planned().diagnostics), ["vorgaenger-zahlen"]);
}

/// What is revoked after its last year, 2026 at the latest, takes no amount away any more.
#[test]
fn nothing_is_taken_away_after_the_last_year() {
    let folder = tempfile::tempdir().unwrap();
    let golden = root().join("tests/golden");
    for name in ["neufassung", "aufhebung"] {
        copy(&golden.join(name).join("data"), &folder.path().join(name).join("data"));
    }
    let own = folder.path().join("aufhebung/data");
    for day in ["27.05.", "13.06."] {
        let [old, new] = ["2024", "2034"].map(|year| format!("datum: {day}{year}"));
        edit(&own.join("vorlage.yaml"), &old, &new);
    }
    let text = markdown(&finished(&own));
    assert!(text.contains("Beträge künftiger Haushaltsjahre entfallen nicht; die "), "{text}");
    assert!(!text.contains("Es entfallen"), "{text}");
}
