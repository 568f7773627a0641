//! Papers that refer to an earlier one, wherever that lies: a revision of git, a PDF, a file
//! of figures, a chain of versions; and all that cannot be an earlier paper.

use std::fs;
use std::process::{Command, Stdio};

use crate::files::{copy, root};
use crate::run::Run;

/// The second version of `data/kim` beside the first.
fn neufassung(line: &str) -> Run {
    Run::of(line).example("kim-neufassung")
}

const KIM: &str = "    quelle: ../kim           # daraus: Synopse, geänderte Ziffern, „nunmehr … statt bisher …“\n";

/// The same, which names `quelle` and carries no synopsis where that has no text.
fn with_source(line: &str, quelle: &str) -> Run {
    let own = format!("    quelle: {quelle}\n");
    neufassung(line).edit("data/kim-neufassung/vorlage.yaml", KIM, &own)
}

/// The codes of what is found; nothing may be written.
#[track_caller]
fn refused(run: &Run) -> Vec<String> {
    let output = run.command().output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(!run.path("output/kim-neufassung").exists());
    let codes = said.split("Fehler[").skip(1);
    codes.map(|rest| rest.split(']').next().unwrap().to_owned()).collect()
}

/// All that lies in the folder of `run` as a revision; false where there is no git.
fn commit(run: &Run) -> bool {
    let git = |line: &str| {
        let who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
        let mut git = Command::new("git");
        git.args(who).args(line.split(' ')).current_dir(run.path("."));
        git.output().is_ok_and(|output| output.status.success())
    };
    git("init -q") && git("add .") && git("commit -qm Stand")
}

fn built(run: &Run, line: &str) {
    assert!(run.other(line).status().unwrap().success(), "{line}");
}

/// A paper that is read from a revision finds the earlier one in the same revision, though
/// that is gone from the disk: 419.855,15 − 380.108,05 = 39.747,10.
#[test]
fn a_revision_holds_the_earlier_paper_too() {
    let run = neufassung("diff HEAD:data/kim HEAD:data/kim-neufassung");
    if !commit(&run) {
        return;
    }
    let run = run.without("data");
    let text = run.seen().split_whitespace().collect::<Vec<_>>().join(" ");
    let total = "Eigenanteil 380.108,05 € 419.855,15 € +39.747,10 €";
    assert!(text.contains(total), "{text}");
    assert!(text.contains("eine Stelle") || text.contains("stellen.assistenz.anteil"), "{text}");
}

#[test]
fn a_revision_without_the_earlier_paper_is_refused() {
    let run = neufassung("diff HEAD:data/kim-neufassung data/kim").without("data/kim");
    if commit(&run) {
        copy(&root().join("data/kim"), &run.path("data/kim"));
        assert_eq!(refused(&run), ["vorgaenger-unlesbar"]);
    }
}

/// In the revision the source is a file: a PDF, or figures.
#[test]
fn a_revision_may_hold_the_earlier_paper_as_a_pdf() {
    let run = with_source("diff data/kim HEAD:data/kim-neufassung", "../alt.pdf");
    built(&run, "build data/kim");
    fs::copy(run.path("output/kim/beschlussvorlage.pdf"), run.path("data/alt.pdf")).unwrap();
    if commit(&run) {
        assert!(run.seen().contains("+39.747,10 €"));
    }
}

/// A version in `data/<from>`, numbered by its name, that refers to the one called `to`.
fn refer(run: &Run, from: char, to: char) {
    let folder = run.path(&format!("data/{from}"));
    copy(&root().join("data/kim-neufassung"), &folder);
    let yaml = fs::read_to_string(folder.join("vorlage.yaml")).unwrap();
    let number = |name: char| format!("{:04}/2021", u32::from(name));
    let head = "nummer: 0000/2021\n    art: Beschlussvorlage\n    vom: 01.04.2021\n";
    let own = format!("nummer: {}\n    art: Neufassung\n    vom: 28.04.2021\n", number(to));
    assert!(yaml.contains(head) && yaml.contains(KIM));
    let yaml = yaml
        .replace(head, &own)
        .replace("nummer: 0000/2021/1", &format!("nummer: {}", number(from)))
        .replace(KIM, &format!("    quelle: ../{to}\n"));
    fs::write(folder.join("vorlage.yaml"), yaml).unwrap();
}

#[test]
fn versions_that_refer_to_each_other_in_a_revision_are_a_circle() {
    let run = Run::of("diff HEAD:data/a data/kim");
    for (from, to) in [('a', 'b'), ('b', 'c'), ('c', 'a')] {
        refer(&run, from, to);
    }
    if commit(&run) {
        assert_eq!(refused(&run), ["vorgaenger-kreis"]);
    }
}

/// A circle of earlier papers is told where it is; the paper that leads to it is no part.
#[test]
fn a_circle_is_told_to_whom_it_concerns() {
    let run = Run::of("check data/a");
    for (from, to) in [('a', 'b'), ('b', 'c'), ('c', 'a')] {
        refer(&run, from, to);
    }
    assert_eq!(refused(&run), ["vorgaenger-kreis"]);
    refer(&run, 'c', 'b');
    let output = run.command().output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("Fehler[vorgaenger-fehlerhaft]"), "{said}");
    let first =
        "Der erste: data/b/vorlage.yaml:25: Die Vorlage `../c` beruft sich ihrerseits auf diese.";
    assert!(said.contains(first), "{said}");
}

#[test]
fn a_pdf_of_a_scenario_is_no_earlier_paper() {
    let pdf = "../../output/kim-startaufstellung/beschlussvorlage.pdf";
    let run = with_source("build data/kim-neufassung", pdf);
    built(&run, "build data/kim --szenario startaufstellung");
    assert_eq!(refused(&run), ["vorgaenger-szenario"]);
}

/// The figures of the first paper, as `vorlage figures --json` writes them.
fn figures(run: &Run) -> String {
    let mut command = run.other("figures data/kim --json");
    let output = command.stdout(Stdio::piped()).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_file_of_figures_tells_whose_they_are() {
    let run = with_source("build data/kim-neufassung", "../alt.json");
    let yaml = "data/kim-neufassung/vorlage.yaml";
    let run = run.edit(yaml, "  dringlich: ja", "  synopse: nein\n  dringlich: ja");
    let run = run.edit(yaml, "  diagramme: [bruecke] ", "  # ");
    let json = figures(&run);
    assert!(
        json.contains("\"number\": \"0000/2021\"") && json.contains("\"date\": \"2021-04-01\"")
    );
    fs::write(run.path("data/alt.json"), json.replace("0000/2021", "4711/2021")).unwrap();
    assert_eq!(refused(&run), ["vorgaenger-nummer"]);
    fs::write(run.path("data/alt.json"), json.replace("2021-04-01", "2021-04-02")).unwrap();
    assert_eq!(refused(&run), ["vorgaenger-datum"]);
    fs::write(run.path("data/alt.json"), &json).unwrap();
    built(&run, "build data/kim-neufassung");
    let text = fs::read_to_string(run.path("output/kim-neufassung/neufassung.md")).unwrap();
    let text = text.replace('\u{a0}', " ");
    assert!(text.contains("nunmehr 419.855,15 € statt bisher 380.108,05 €"), "{text}");
    // Without the earlier text nothing can be said about the resolution.
    assert!(!text.contains("Der Beschluss ändert sich"), "{text}");
}

/// A motion names the items that change; figures do not tell them.
#[test]
fn a_decision_is_not_changed_by_figures_alone() {
    let run = with_source("build data/kim-neufassung", "../alt.json");
    fs::write(run.path("data/alt.json"), figures(&run)).unwrap();
    let run =
        run.edit("data/kim-neufassung/vorlage.yaml", "art: neufassung", "art: aenderung").edit(
            "data/kim-neufassung/vorlage.yaml",
            "    grund:",
            "    beschluss: 15.04.2021\n    grund:",
        );
    assert_eq!(refused(&run), ["vorgaenger-ohne-text"]);
}

/// A third version is held against the second, not against the first: the assistant of A 7
/// goes from 1,0 to 0,75 from 2022, 62.100 × 1,02 × 0,25 = 15.835,50 less in 2022.
#[test]
fn a_third_version_tells_what_changed_since_the_second() {
    let run = neufassung("verify output/dritte/neufassung.pdf");
    copy(&run.path("data/kim-neufassung"), &run.path("data/dritte"));
    let yaml = "data/dritte/vorlage.yaml";
    let run = run
        .edit(
            yaml,
            "nummer: 0000/2021/1\n  datum: 28.04.2021",
            "nummer: 0000/2021/2\n  datum: 29.04.2021",
        )
        .edit(
            yaml,
            "nummer: 0000/2021\n    art: Beschlussvorlage\n    vom: 01.04.2021",
            "nummer: 0000/2021/1\n    art: Neufassung\n    vom: 28.04.2021",
        )
        .edit(yaml, "quelle: ../kim  ", "quelle: ../kim-neufassung  ")
        .edit("data/dritte/stellen.yaml", "01.01.2022: 1.0", "01.01.2022: 0.75")
        .file("data/dritte/texte/bezug.md", "Eine Dreiviertelstelle genügt.\n");
    built(&run, "build data/dritte");
    let text = fs::read_to_string(run.path("output/dritte/neufassung.md")).unwrap();
    let text = text.replace('\u{a0}', " ");
    let row =
        "| Teilplanzeile 11 – Personalaufwendungen | 358.530,00 € | 342.694,50 € | −15.835,50 € |";
    assert!(text.contains(row), "{text}");
    let (_, synopsis) = text.split_once("\n## Synopse\n").unwrap();
    assert!(synopsis.contains("{--**358.530,00 €**--}"), "{synopsis}");
    assert!(!synopsis.contains("326.859,00"), "{synopsis}");
    // Everything down to the first version is proven from the PDF alone.
    let run = run.without("data");
    assert!(run.seen().contains("Byte für Byte dieselbe"));
}
