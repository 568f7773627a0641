//! The amended first paper: the assistant goes from half a post to a whole one from
//! 01.01.2022. Every expected amount is calculated in `tests/papers/kim-neufassung.yaml` or
//! by what is shown here; none comes from the program.

use std::fs;
use std::path::{Path, PathBuf};

use vorlage::document::ChangeKind;
use vorlage::finance::Frame;
use vorlage::paper::{Finished, Request, Trust, prove};

use crate::files::{copy, edit, example};
use crate::paper::{case, finished, markdown};

fn paper() -> Finished {
    finished(&example("kim-neufassung"))
}

/// The synopsis marks old and new words, and every amount in it is a figure.
#[test]
fn the_synopsis_marks_both_sides() {
    let paper = paper();
    let text = markdown(&paper);
    let synopsis = text.split("\n## Synopse\n").nth(1).unwrap();
    assert!(
        synopsis.contains("{--**326.859,00 €**--}") && synopsis.contains("{++**358.530,00 €**++}")
    );
    // What the paper says about its predecessor is no change of the plan itself.
    assert!(!synopsis.contains("Änderungen gegenüber") && !synopsis.contains("Bezug"));
    let head = "Vorlagen-Nummer „0000/2021/1“ statt bisher „0000/2021“";
    assert!(synopsis.contains(head), "{synopsis}");
    assert!(
        synopsis.contains(
            "| Zeile entfällt | {--Integrationsrat, 13.04.2021--} | … nicht vorhanden … |"
        )
    );
    // The clause of 2022 stands in the resolution; its repetition refers to that.
    assert_eq!(synopsis.matches("{++**358.530,00 €**++}, in der").count(), 1);
    let marked = |art| paper.document.changes.iter().any(|change| change.art == art);
    assert!(marked(ChangeKind::Struck) && marked(ChangeKind::Inserted));
    let start = paper.document.markdown.find("\n## Synopse\n").unwrap();
    let figures = paper.document.printed.iter().filter(|printed| printed.range.start > start);
    let old = figures.filter(|of| paper.figures.get(of.figure).name.frame() == Frame::Predecessor);
    assert!(old.count() > 10);
}

/// The same change after the council decided the first paper: a motion that names Ziffern 2
/// and 3, and the whole resolution as it is then.
#[test]
fn a_decision_is_changed_item_by_item() {
    let paper = finished(&example("kim-aenderung"));
    let text = markdown(&paper);
    let (_, motion) = text.split_once("\n## Beschluss\n").unwrap();
    let (motion, rest) = motion.split_once("\n## Beschluss in geänderter Fassung\n").unwrap();
    let (whole, _) = rest.split_once("\n## ").unwrap();
    for said in [
        "ändert den Beschluss vom 06.05.2021 zur Beschlussvorlage 0000/2021 vom 01.04.2021 wie folgt:",
        "\n1. Ziffer 2 erhält folgende Fassung:\n\n   > 2. die Finanzierung des Projektvolumens von \
            insgesamt 1.726.455,15 € wie folgt:\n",
        "in der Teilplanzeile 11 – Personalaufwendungen – in Höhe von 358.530,00 €",
        "in der Teilplanzeile 11 – Personalaufwendungen – in Höhe von 91.425,15 €",
        "\n2. Ziffer 3 erhält folgende Fassung:\n\n   > 3. die vom 01.05.2021",
        "0,5 Stelle (ab dem 01.05.2021), 1,0 Stelle (ab dem 01.01.2022) A 7 LBesG NRW",
    ] {
        assert!(motion.contains(said), "{said}\nin\n{motion}");
    }
    assert!(!motion.contains("Ziffer 1") && !motion.contains("1.686.708,05"), "{motion}");
    // Asked for, and so drawn: 0,5 × 63.342,00 = 31.671,00.
    let (_, bridge) = text.split_once("\n### Brücke: was die Summen verändert\n").unwrap();
    assert!(bridge.contains("Aufwendungen 2022: +31.671,00 € = 0,5 Stelle × 63.342,00 €"));
    assert!(bridge.contains("\nÄnderung 1 (Assistenz, Anteil): +39.747,10 €\n"), "{bridge}");
    // Word for word the resolution of the paper that replaces the first one.
    let second = markdown(&self::paper());
    let (_, second) = second.split_once("\n## Beschluss\n").unwrap();
    assert_eq!(whole, second.split_once("\n## ").unwrap().0);
    assert!(whole.starts_with("\nDer Rat der Stadt Köln beschließt:\n\n1. die Teilnahme"));
}

/// What is found in a copy of the example `name`, beside the first paper, with `old` replaced.
fn found(name: &str, old: &str, new: &str) -> Vec<&'static str> {
    let temp = tempfile::tempdir().unwrap();
    for paper in ["kim", name] {
        copy(&example(paper), &temp.path().join(paper));
    }
    let path = temp.path().join(name).join("vorlage.yaml");
    edit(&path, old, new);
    let outcome = Request::of(temp.path().join(name)).finished();
    outcome.diagnostics.iter().map(|found| found.code).collect()
}

/// A decision that is changed was taken, and before the paper that changes it; what only
/// informs, or only adds, has no synopsis.
#[test]
fn a_kind_of_paper_refers_to_what_it_can_refer_to() {
    let decided = "    beschluss: 06.05.2021\n";
    assert_eq!(found("kim-aenderung", decided, ""), ["art-verlangt"]);
    let later = "    beschluss: 06.05.2031\n";
    assert_eq!(found("kim-aenderung", decided, later), ["bezug-widerspruch"]);
    let supplement = "art: ergaenzung\n  synopse: ja\n";
    assert_eq!(found("kim-neufassung", "art: neufassung\n", supplement), ["art-ohne"]);
    // Once, though its scenarios are read too.
    let source = "    quelle: ../kim           # daraus: Synopse, geänderte Ziffern, „nunmehr … \
        statt bisher …“\n";
    let without = found("kim-neufassung", source, "");
    assert_eq!(without.iter().filter(|code| **code == "synopse-fehlt").count(), 1, "{without:?}");
    let younger = "nummer: 0000/2021\n  datum: 28.04.2021";
    let own = "nummer: 0000/2021/1\n  datum: 28.04.2021";
    assert_eq!(found("kim-neufassung", own, younger), ["bezug-widerspruch"]);
}

/// A copy of the paper that names `quelle`, away from the folder of the first one.
fn elsewhere(quelle: &str, folder: &Path) -> PathBuf {
    let own = folder.join("kim-neufassung");
    copy(&example("kim-neufassung"), &own);
    let path = own.join("vorlage.yaml");
    let yaml = fs::read_to_string(&path).unwrap();
    fs::write(path, yaml.replace("../kim ", &format!("{quelle} "))).unwrap();
    own
}

#[test]
fn a_pdf_is_as_good_as_the_folder_it_was_made_from() {
    let temp = tempfile::tempdir().unwrap();
    let pdf = finished(&example("kim")).pdf().unwrap();
    fs::write(temp.path().join("alt.pdf"), pdf).unwrap();
    let copy = elsewhere("../alt.pdf", temp.path());
    assert_eq!(markdown(&finished(&copy)), markdown(&paper()));
}

/// What is called „bisher“ must have stood in the PDF that is named.
#[test]
fn a_pdf_that_printed_something_else_is_refused() {
    let temp = tempfile::tempdir().unwrap();
    let first = finished(&example("kim"));
    let mut files = first.inputs.attachments(&first.figures, &first.look.fonts).unwrap();
    let figures = files.iter_mut().find(|file| file.name == "zahlen.json").unwrap();
    let json = String::from_utf8(figures.content.clone()).unwrap();
    assert!(json.contains("\"380108.05\""));
    figures.content = json.replace("\"380108.05\"", "\"380108.06\"").into_bytes();
    let pdf = vorlage::output::pdf_carrying(&first.document, &first.look, &files).unwrap();
    fs::write(temp.path().join("alt.pdf"), pdf).unwrap();
    let outcome = Request::of(elsewhere("../alt.pdf", temp.path())).finished();
    let [found] = outcome.diagnostics.as_slice() else { panic!("{:#?}", outcome.diagnostics) };
    assert_eq!(found.code, "vorgaenger-zahlen");
    assert!(found.message.contains("380.108,06") && found.message.contains("380.108,05"));
}

/// Its figures alone give every amount, but no text to put beside the new one.
#[test]
fn a_file_of_figures_gives_the_amounts() {
    let temp = tempfile::tempdir().unwrap();
    let first = finished(&example("kim"));
    let json = first.inputs.figures_json(&first.figures).unwrap();
    let head = "{\"paper\": {\"kind\": \"Beschlussvorlage\", \"number\": \"0000/2021\", \
        \"date\": \"2021-04-01\"},";
    fs::write(temp.path().join("alt.json"), json.replacen('{', head, 1)).unwrap();
    let copy = elsewhere("../alt.json", temp.path());
    let path = copy.join("vorlage.yaml");
    let yaml = fs::read_to_string(&path).unwrap();
    let yaml = yaml.replace("  diagramme: [bruecke]", "  diagramme: []");
    fs::write(path, yaml.replace("  dringlich: ja", "  synopse: nein\n  dringlich: ja")).unwrap();
    let paper = finished(&copy);
    case(&paper, "aenderung.eigenanteil.gesamt", "39.747,10 €");
    assert!(!markdown(&paper).contains("## Synopse"));
    fs::remove_file(temp.path().join("alt.json")).unwrap();
    let outcome = prove("a.pdf", &paper.pdf().unwrap(), Trust::Nothing);
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
}

#[test]
fn it_can_be_proven_when_the_first_paper_is_gone() {
    let temp = tempfile::tempdir().unwrap();
    copy(&example("kim"), &temp.path().join("kim"));
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
    copy(&example("kim"), &temp.path().join("kim"));
    elsewhere("../kim", temp.path());
    let third = temp.path().join("kim-neufassung-2");
    copy(&temp.path().join("kim-neufassung"), &third);
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
    let outcome = Request::of(&third).planned();
    // The prose quotes a figure of the first paper, which is one step further away now.
    let figures = outcome.made.unwrap().figures;
    for name in ["vorgaenger.volumen", "vorgaenger.vorgaenger.volumen", "aenderung.volumen"] {
        assert!(figures.find(name).is_some(), "{name}");
    }
    let value = |name: &str| figures.get(figures.find(name).unwrap()).value.to_string();
    assert_eq!(value("aenderung.volumen"), "0.00");
    assert_eq!(value("vorgaenger.aenderung.volumen"), "39747.10");
}
