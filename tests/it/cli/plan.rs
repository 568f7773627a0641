//! What a build would change, told before anything is written.

use std::fs;
use std::process::Stdio;

use crate::run::Run;

/// A run of `line` where `data/kim` was built before the assistant became a whole post.
fn after_a_change(line: &str) -> Run {
    let run = Run::of(line);
    assert!(run.other("build data/kim").status().unwrap().success());
    run.edit("data/kim/stellen.yaml", "anteil: 0.5", "anteil: 1.0")
}

#[test]
fn a_plan_names_files_totals_and_sentences_and_writes_nothing() {
    let run = after_a_change("build data/kim --plan");
    let path = run.path("output/kim/beschlussvorlage.md");
    let before = fs::read(&path).unwrap();
    let plan = run.seen();
    for expected in [
        "output/kim/beschlussvorlage.md würde ersetzt\n",
        "output/kim/beschlussvorlage.pdf würde ersetzt\n",
        "\n  Eigenanteil 2021                                      54.900,00 €     75.600,00 €        \
         +20.700,00 €\n",
        "\n  Beschlussalternative\n    Absatz 1\n      … eingerichtet, und der städtische \
         Eigenanteil von {--380.108,05--}{++440.555,15++} € fällt\n        nicht an.\n",
        "\n    Zeile „Eigenanteil“\n      2021: {--54.900,00--}{++75.600,00++} €\n      2022: \
         {--241.859,00--}{++273.530,00++} €\n      2023: {--83.349,05--}{++91.425,15++} €\n      \
         Gesamt: {--380.108,05--}{++440.555,15++} €\n",
        "    Ziffer 3, Punkt 3\n      {--0,5--}{++1,0++} Stelle A 7 LBesG NRW (Assistenz)\n",
    ] {
        assert!(plan.contains(expected), "{expected}\nnot in\n{plan}");
    }
    // What does not change is not told: the cost of the other posts and of carriers.
    assert!(!plan.contains("Zeile 15") && !plan.contains("1,0 Stelle E 13"), "{plan}");
    assert_eq!(fs::read(path).unwrap(), before);
}

#[test]
fn a_plan_of_what_is_up_to_date_or_not_there_says_so() {
    let run = Run::of("build data/kim --plan");
    assert!(run.other("build data/kim").status().unwrap().success());
    assert_eq!(
        run.seen(),
        "\
output/kim/beschlussvorlage.md bleibt, wie sie ist
output/kim/beschlussvorlage.pdf bleibt, wie sie ist
Nichts würde sich ändern.
"
    );
    let run = Run::of("build data/kim --plan");
    let expected = "\
output/kim/beschlussvorlage.md entstünde neu
output/kim/beschlussvorlage.pdf entstünde neu

Summen: nicht verglichen, da kein früheres PDF mit Zahlen vorliegt.

Text: nicht verglichen, da weder ein früheres Markdown noch ein früheres PDF vorliegt.
";
    assert!(run.stdout(expected).check().files().is_empty());
}

#[test]
fn a_plan_finds_the_old_text_in_the_pdf_where_no_markdown_lies() {
    let sentence =
        "    Ziffer 3, Punkt 3\n      {--0,5--}{++1,0++} Stelle A 7 LBesG NRW (Assistenz)\n";
    for line in ["build data/kim --plan --format pdf", "build data/kim --plan"] {
        let run = after_a_change(line);
        // What lies there beside the PDF and is not written anew is not what the PDF says.
        let markdown = run.path("output/kim/beschlussvorlage.md");
        if line.ends_with("pdf") {
            fs::write(&markdown, "# Etwas anderes\n").unwrap();
        } else {
            fs::remove_file(&markdown).unwrap();
        }
        let plan = run.seen();
        assert!(plan.contains(sentence), "{plan}");
        assert!(!plan.contains("Etwas anderes"), "{plan}");
    }
    // Own templates are run as long as they are those of the paper.
    let own = "templates/koeln/abschnitte/betreff.md";
    let run = Run::of("build data/kim --plan --format pdf").file(own, "## Gegenstand\n");
    assert!(run.other("build data/kim --format pdf").status().unwrap().success());
    let run = run.edit("data/kim/stellen.yaml", "anteil: 0.5", "anteil: 1.0");
    assert!(run.seen().contains(sentence));
    let plan = run.file(own, "## Thema\n").seen();
    let why = "\nText: nicht verglichen, da kein früheres Markdown vorliegt und das vorhandene PDF \
               mit anderen Vorlagendateien geschrieben ist.\n";
    assert!(plan.contains(why), "{plan}");
}

#[test]
fn a_check_fails_where_the_output_is_stale_or_missing() {
    let run = Run::of("build data/kim --check");
    assert!(run.other("build data/kim").status().unwrap().success());
    run.stdout("output/kim ist auf dem Stand der Daten.\n").check();

    let findings = "\
Fehler[ausgabe-veraltet]: Diese Datei ist nicht auf dem Stand der Daten
--> output/kim/beschlussvorlage.md
 |
 = Hilfe: Schreiben Sie die Vorlage mit `vorlage build` neu.

Fehler[ausgabe-fehlt]: Diese Datei fehlt
--> output/kim/beschlussvorlage.pdf
 |
 = Hilfe: Schreiben Sie die Vorlage mit `vorlage build` neu.

2 Fehler.
";
    let run = after_a_change("build data/kim --check");
    fs::remove_file(run.path("output/kim/beschlussvorlage.pdf")).unwrap();
    let traces = run.stderr(findings).status(1).check();
    assert_eq!(traces.files(), ["output/kim/beschlussvorlage.md"]);
}

/// A paper and its spreadsheet may not show two sets of figures: a spreadsheet that was
/// written earlier is held to the data, too, although a plain build does not write it.
#[test]
fn a_check_holds_every_format_that_lies_there() {
    let run = Run::of("build data/kim --check");
    assert!(run.other("build data/kim --format md,pdf,xlsx").status().unwrap().success());
    let run = run.stdout("output/kim ist auf dem Stand der Daten.\n");
    let plan = run.other("build data/kim --plan").stdout(Stdio::piped()).output().unwrap();
    let plan = String::from_utf8(plan.stdout).unwrap();
    assert!(plan.ends_with("Nichts würde sich ändern.\n") && !plan.contains("xlsx"), "{plan}");
    run.check();

    let run = Run::of("build data/kim --check");
    assert!(run.other("build data/kim --format md,pdf,xlsx").status().unwrap().success());
    let run = run.edit("data/kim/stellen.yaml", "anteil: 0.5", "anteil: 1.0");
    assert!(run.other("build data/kim").status().unwrap().success());
    let plan = run.other("build data/kim --plan").stdout(Stdio::piped()).output().unwrap();
    assert_eq!(
        String::from_utf8(plan.stdout).unwrap(),
        "\
output/kim/beschlussvorlage.md bleibt, wie sie ist
output/kim/beschlussvorlage.pdf bleibt, wie sie ist
output/kim/beschlussvorlage.xlsx ist veraltet und bliebe es ohne `--format xlsx`
Nichts würde sich ändern.
"
    );
    let findings = "\
Fehler[ausgabe-veraltet]: Diese Datei ist nicht auf dem Stand der Daten
--> output/kim/beschlussvorlage.xlsx
 |
 = Hilfe: Dieser Aufruf schreibt sie nicht; schreiben Sie sie mit `--format xlsx` neu, oder löschen Sie sie.

1 Fehler.
";
    run.stderr(findings).status(1).check();
}

#[test]
fn plan_and_check_exclude_each_other() {
    Run::of("build data/kim --plan --check")
        .stderr(
            "\
Fehler: `--plan` und `--check` schließen einander aus
Hilfe: `vorlage --help` nennt alle Befehle, `vorlage BEFEHL --help` erklärt einen davon.
",
        )
        .status(2)
        .check();
}
