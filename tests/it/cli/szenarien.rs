//! What would be if: values set on the command line, scenarios side by side and built.

use crate::run::Run;

/// `text` as it is printed, with no-break spaces before units.
fn printed(text: &str) -> String {
    text.replace(" €", "\u{a0}€").replace(" %", "\u{a0}%").replace(" Proz", "\u{a0}Proz")
}

/// The row of a printed table whose first column is `label`, one space between cells.
#[track_caller]
fn row(table: &str, label: &str) -> String {
    let line = table
        .lines()
        .find(|line| line.strip_prefix(label).is_some_and(|rest| rest.starts_with("  ")));
    let line = line.unwrap_or_else(|| panic!("no row {label} in\n{table}"));
    line[label.len()..]
        .split("  ")
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect::<Vec<_>>()
        .join(" | ")
}

#[test]
fn a_value_that_is_set_moves_the_totals_and_writes_nothing() {
    let run = Run::of("figures data/kim --set stellen.assistenz.anteil=1.0");
    let table = run.printed();
    // Half a post A 7 more, 62.100 € a year: 62.100 × 0,5 × 8/12 = 20.700; in 2022
    // 62.100 × 1,02 × 0,5 = 31.671. Of the published own shares 54.900 and 241.859
    // become 75.600 and 273.530. In 2023 all posts of the city cost
    // (320.450 + 31.050) × 1,0404 × 3/12 = 91.425,15 instead of 83.349,05.
    assert_eq!(
        row(&table, "Eigenanteil 2021"),
        printed("54.900,00 € | 75.600,00 € | +20.700,00 €")
    );
    assert_eq!(
        row(&table, "Eigenanteil 2022"),
        printed("241.859,00 € | 273.530,00 € | +31.671,00 €")
    );
    assert_eq!(
        row(&table, "Teilplanzeile 11 – Personalaufwendungen 2023"),
        printed("83.349,05 € | 91.425,15 € | +8.076,10 €")
    );
    // 380.108,05 + 20.700 + 31.671 + 8.076,10
    assert_eq!(
        row(&table, "Eigenanteil insgesamt"),
        printed("380.108,05 € | 440.555,15 € | +60.447,10 €")
    );
    assert!(!table.contains("Zeile 15"), "{table}");
}

#[test]
fn set_and_json_together_list_all_figures() {
    let run = Run::of("figures data/kim --json --set stellen.traeger.anteil.2022=5");
    let json: serde_json::Value = serde_json::from_str(&run.printed()).unwrap();
    let figures = json["figures"].as_array().unwrap();
    let find = |id: &str| figures.iter().find(|figure| figure["id"] == id).unwrap();
    // What the scenario of the paper assumes, as published.
    assert_eq!(find("eigenanteil.gesamt")["value"], "315108.05");
    assert_eq!(find("szenario.startaufstellung.eigenanteil.gesamt")["value"], "315108.05");
    let given = &find("stelle.traeger.anteil.2022")["derivation"];
    assert_eq!(given["place"], "--set:1");
}

#[test]
fn a_scenario_that_does_not_fit_what_was_set_is_left_out() {
    let run = Run::of("figures data/kim --json --set stellen.traeger.anteil=5");
    let printed = run.printed();
    let json: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let figures = json["figures"].as_array().unwrap();
    let is_of_scenario =
        |of: &serde_json::Value| of["id"].as_str().unwrap().starts_with("szenario.");
    assert!(!figures.iter().any(is_of_scenario), "{printed}");
    // What is gone is told with what it was, and what moved with the difference.
    let gone = json["gone"].as_array().unwrap();
    let total = gone.iter().find(|of| of["id"] == "szenario.startaufstellung.eigenanteil.gesamt");
    assert_eq!(total.unwrap()["before"], "315108.05");
    let own = figures.iter().find(|of| of["id"] == "eigenanteil.gesamt").unwrap();
    assert_eq!((&own["before"], &own["difference"]), (&"380108.05".into(), &"-65000.00".into()));
    let own = figures.iter().find(|figure| figure["id"] == "eigenanteil.gesamt").unwrap();
    // Five posts in both years: what the scenario of the paper assumes, as published.
    assert_eq!(own["value"], "315108.05");
}

#[test]
fn a_value_is_changed_once() {
    Run::of("figures data/kim --set stellen.leitung.anteil=0.5 --set stellen.leitung.anteil=0.75")
        .stderr(
            "\
Fehler[aenderung-doppelt]: `stellen.leitung.anteil` wird zweimal geändert
 --> --set:1:1
  |
1 | stellen.leitung.anteil=0.75
  | ^^^^^^^^^^^^^^^^^^^^^^
  |
  = Hilfe: Nur ein Wert kann gelten; lassen Sie eine der beiden Änderungen weg.

1 Fehler in 1 Datei.
",
        )
        .status(1)
        .check();
}

#[test]
fn every_wrong_change_is_told_at_once() {
    let line = "figures data/kim --set stellen.asistenz.anteil=1.0 --set stellen.leitung.anteil \
                --set stellen.leitung.anteil=1.0";
    Run::of(line)
        .stderr(
            "\
Fehler[aenderung-ohne-ziel]: `stellen.asistenz.anteil` bezeichnet nichts
 --> --set:1:1
  |
1 | stellen.asistenz.anteil=1.0
  | ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = Hilfe: Unter `stellen` gibt es kein `asistenz`; meinten Sie `assistenz`?

Fehler[aenderung-unvollstaendig]: Dieser Änderung fehlt das Gleichheitszeichen
 --> --set:1:1
  |
1 | stellen.leitung.anteil
  | ^^^^^^^^^^^^^^^^^^^^^^
  |
  = Hilfe: Schreiben Sie Pfad und Wert, etwa `stellen.leitung.anteil=0.5`.

Fehler[aenderung-ohne-wirkung]: Die Änderung von `stellen.leitung.anteil` ändert nichts
 --> --set:1:24
  |
1 | stellen.leitung.anteil=1.0
  |                        ^^^
  |
  = Hilfe: Der Wert steht so schon in den Daten; nennen Sie einen anderen, oder lassen Sie diese Änderung weg.

3 Fehler in 1 Datei.
",
        )
        .status(1)
        .check();
    // A value is read as in the data.
    Run::of("figures data/kim --set stellen.leitung.anteil=anderthalb")
        .stderr(
            "\
Fehler[zahl-ungueltig]: `anderthalb` ist keine Anzahl von Stellen
 --> --set:1:24
  |
1 | stellen.leitung.anteil=anderthalb
  |                        ^^^^^^^^^^
  |
  = Hilfe: Hier stehen Ziffern, etwa `1,5`.

1 Fehler in 1 Datei.
",
        )
        .status(1)
        .check();
    Run::of("figures data/kim --set vorlage.betreff=Anderes")
        .stderr(
            "\
Fehler[aenderung-ohne-wirkung]: Durch diese Änderungen ändert sich keine Zahl
--> --set
 |
 = Hilfe: Prüfen Sie, ob sie einander aufheben oder nichts betreffen, was Geld kostet.

1 Fehler.
",
        )
        .status(1)
        .check();
}

#[test]
fn scenarios_stand_side_by_side() {
    let table = Run::of("szenarien data/kim").printed();
    // Published: five posts at carriers less cost 5 × 68.000 less, bring 5 × 55.000 less.
    assert_eq!(
        row(&table, "Aufwendungen 2022"),
        printed("1.084.959,00 € | 744.959,00 € | −340.000,00 €")
    );
    assert_eq!(
        row(&table, "Erträge insgesamt"),
        printed("1.306.600,00 € | 1.031.600,00 € | −275.000,00 €")
    );
    assert_eq!(
        row(&table, "Eigenanteil insgesamt"),
        printed("380.108,05 € | 315.108,05 € | −65.000,00 €")
    );
    let markdown = Run::of("szenarien data/kim --format md").printed();
    let expected = "| Eigenanteil 2021 | 54.900,00 € | 54.900,00 € | 0,00 € |";
    assert!(
        markdown
            .starts_with("|  | Vorlage | Startaufstellung | Differenz |\n|:---|---:|---:|---:|\n")
    );
    assert!(markdown.contains(&printed(expected)), "{markdown}");

    let json: serde_json::Value =
        serde_json::from_str(&Run::of("szenarien data/kim --json").printed()).unwrap();
    let total = |list: &serde_json::Value| {
        let all = list.as_array().unwrap();
        all.iter().find(|total| total["id"] == "eigenanteil.gesamt").unwrap().clone()
    };
    assert_eq!(total(&json["vorlage"])["value"], "380108.05");
    let own = &json["szenarien"][0];
    assert_eq!(own["id"], "startaufstellung");
    assert_eq!(total(&own["summen"])["differenz"], "-65000.00");
}

#[test]
fn a_paper_without_scenarios_is_told_so() {
    // Without the sentences that speak of the scenario.
    let kosten = "data/kim/texte/kosten_foerderung.md";
    let umfang = "data/kim/texte/begruendung/60-umfang.md";
    Run::of("szenarien data/kim")
        .file("data/kim/szenarien.yaml", "szenarien: []\n")
        .file(kosten, "Das Land zahlt.\n")
        .file(umfang, "# Umfang\n\nDie Träger helfen.\n")
        .stderr(
            "\
Fehler[szenarien-keine]: Diese Vorlage hat keine Szenarien
--> data/kim
 |
 = Hilfe: Ein Szenario hat eine Kennung, einen Namen und Änderungen; legen Sie es unter dem Schlüssel `szenarien` an.

1 Fehler.
",
        )
        .status(1)
        .check();
}

const BLOCK: &str = "Das Land zahlt.\n\n```szenario startaufstellung\nNur {{ \
                     stelle.traeger.anteil.2022 }} Stellen bei Trägern.\n```\n\n```szenario \
                     keines\nBei Trägern wird verdoppelt.\n```\n";

#[test]
fn a_scenario_is_built_beside_the_paper_and_says_so() {
    let run = || {
        let run = Run::of("build data/kim --szenario startaufstellung");
        run.file("data/kim/texte/kosten_foerderung.md", BLOCK)
    };
    let report = "\
output/kim-startaufstellung/beschlussvorlage.md
output/kim-startaufstellung/beschlussvorlage.pdf
Szenario       Startaufstellung
Projektvolumen 1.346.708,05 €
Zuwendung      1.031.600,00 €
Eigenanteil      315.108,05 € (23,4 %)
Zeit           0,00 s
";
    let traces = run().stdout(&printed(report)).check();
    let names =
        ["md", "pdf"].map(|end| format!("output/kim-startaufstellung/beschlussvorlage.{end}"));
    assert_eq!(traces.files(), names);
    let markdown = String::from_utf8(traces.bytes(&names[0])).unwrap();
    assert!(markdown.contains("\n**Variante: Szenario „Startaufstellung“**\n"), "{markdown}");
    assert!(markdown.contains("\nNur 5,0 Stellen bei Trägern.\n"), "{markdown}");
    assert!(!markdown.contains("verdoppelt") && !markdown.contains("```"), "{markdown}");

    // What the PDF carries says which scenario it is, and makes the same bytes again.
    let pdf = traces.bytes(&names[1]);
    let proof = Run::of("verify a.pdf").bytes("a.pdf", &pdf).printed();
    assert!(proof.contains("Byte für Byte dieselbe"), "{proof}");

    let plain = Run::of("build data/kim --format md");
    let plain = plain.file("data/kim/texte/kosten_foerderung.md", BLOCK);
    let report = super::report(&["output/kim/beschlussvorlage.md"]);
    let traces = plain.stdout(&report).check();
    let markdown = String::from_utf8(traces.bytes("output/kim/beschlussvorlage.md")).unwrap();
    assert!(markdown.contains("\nBei Trägern wird verdoppelt.\n"), "{markdown}");
    assert!(!markdown.contains("Variante") && !markdown.contains("Nur 5,0"), "{markdown}");
}

#[test]
fn what_only_a_scenario_prints_is_checked_all_the_same() {
    let block =
        "Das Land zahlt.\n\n```szenario startaufstellung\nNur 5 Stellen für {{ volumne }}.\n```\n";
    Run::of("check data/kim")
        .file("data/kim/texte/kosten_foerderung.md", block)
        .stderr(
            "\
Fehler[zahl-ohne-beleg]: Die Stellenzahl `5` ist getippt und durch nichts belegt
 --> data/kim/texte/kosten_foerderung.md:4:5
  |
4 | Nur 5 Stellen für {{ volumne }}.
  |     ^
  |
  = Hilfe: Meinten Sie `{{ stelle.traeger.anteil.2021 | glatt }}`?
  = Hilfe: Binden Sie die Zahl an ihren Wert (`vorlage figures` zeigt alle), oder belegen Sie sie unter `angaben:` mit `id`, `stellen: 5` und `quelle`; der Text nennt sie dann als `{{ angabe.<id> }}`.

Fehler[unbekannte-zahl]: Die Zahl oder Angabe `volumne` gibt es nicht
 --> data/kim/texte/kosten_foerderung.md:4:19
  |
4 | Nur 5 Stellen für {{ volumne }}.
  |                   ^^^^^^^^^^^^^
  |
  = Hilfe: Meinten Sie `{{ volumen }}`?

2 Fehler in 1 Datei.
",
        )
        .status(1)
        .check();
}

#[test]
fn a_scenario_that_nobody_knows_is_not_built() {
    let run = Run::of("build data/kim --szenario startaufstelung");
    let traces = run
        .stderr(
            "\
Fehler[szenario-unbekannt]: Das Szenario `startaufstelung` gibt es nicht
 --> --szenario:1:1
  |
1 | startaufstelung
  | ^^^^^^^^^^^^^^^
  |
  = Hilfe: Meinten Sie `startaufstellung`?

1 Fehler in 1 Datei – nichts geschrieben.
",
        )
        .status(1)
        .check();
    assert!(traces.files().is_empty());
}

#[test]
fn a_scenario_may_change_the_wording_alone() {
    let scenario = "\nszenarien:\n  - id: fest\n    name: Ohne Umschichtungen\n    aenderungen:\n      \
                    haushalt.jahre.2022.umschichtungen: nein\n";
    let run = |line: &str| {
        let run = Run::of(line).file("data/kim/szenarien.yaml", scenario);
        let umfang = "data/kim/texte/begruendung/60-umfang.md";
        run.file("data/kim/texte/kosten_foerderung.md", "Das Land zahlt.\n")
            .file(umfang, "# Umfang\n\nDie Träger helfen.\n")
    };
    run("check data/kim").stdout("Keine Befunde.\n").check();
    let table = run("szenarien data/kim").printed();
    assert_eq!(
        row(&table, "Eigenanteil insgesamt"),
        printed("380.108,05 € | 380.108,05 € | 0,00 €")
    );
    let clause = ", gegebenenfalls durch Umschichtungen,";
    for (line, expected) in [("", 2), (" --szenario fest", 0)] {
        let traces = run(&format!("build data/kim{line}"));
        assert!(traces.command().output().unwrap().status.success());
        let folder = if expected == 0 { "kim-fest" } else { "kim" };
        let path = traces.path(&format!("output/{folder}/beschlussvorlage.md"));
        let text = std::fs::read_to_string(path).unwrap();
        assert_eq!(text.matches(clause).count(), expected, "{line}");
    }
}

/// A scenario is an error when nothing changes under it, whatever reads it: its own variant,
/// the table beside the paper, or figures with and without values of the command line.
#[test]
fn a_scenario_that_changes_nothing_is_refused_by_all_that_read_it() {
    let scenario = "szenarien:\n  - id: startaufstellung\n    name: Startaufstellung\n    \
                    aenderungen:\n      kostensaetze.a7.quelle: Eine andere Quelle\n";
    for line in [
        "check data/kim",
        "build data/kim",
        "build data/kim --szenario startaufstellung",
        "build data/kim --szenario startaufstellung --check",
        "szenarien data/kim",
        "figures data/kim",
        "figures data/kim --set stellen.assistenz.anteil=1.0",
        "explain data/kim volumen",
    ] {
        let run = Run::of(line)
            .file("data/kim/szenarien.yaml", scenario)
            .file("data/kim/texte/kosten_foerderung.md", "Das Land zahlt.\n")
            .file("data/kim/texte/begruendung/60-umfang.md", "# Umfang\n\nDie Träger helfen.\n");
        let output = run.command().output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{line}: {errors}");
        assert_eq!(errors.matches("Fehler[").count(), 1, "{line}: {errors}");
        assert!(
            errors.contains("Fehler[szenario-ohne-wirkung]: Im Szenario „Startaufst"),
            "{line}"
        );
        assert!(errors.contains("--> data/kim/szenarien.yaml:2:9"), "{line}: {errors}");
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "", "{line}");
        assert!(!run.path("output").exists(), "{line}");
    }
}

/// Where a change moves the last year of a paper, its cure leaves the paper alone: the years
/// of the budget move with it. Without 2023 the own share is 54.900 + 241.859 = 296.759.
#[test]
fn a_change_that_moves_the_last_year_is_told_how_to_move_the_budget() {
    let shorter = "--set=programm.zeitraeume.stellen.bis=31.12.2022";
    let refused = |line: &str| {
        let output = Run::of(line).command().output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{line}");
        String::from_utf8(output.stderr).unwrap()
    };
    let errors = refused(&format!("figures data/kim {shorter}"));
    assert_eq!(errors.matches("Fehler[").count(), 1, "{errors}");
    let years = "haushalt.jahre={2021: {stand: kompensiert}, 2022: {stand: mehrbedarf}}";
    assert!(errors.contains("Fehler[jahr-ausserhalb]"), "{errors}");
    assert!(errors.contains(&format!("mit `--set '{years}'`")), "{errors}");
    assert!(!errors.contains("Löschen Sie das Jahr"), "{errors}");

    let output = Run::of("figures data/kim").command().args([shorter, "--set", years]).output();
    let table = String::from_utf8(output.unwrap().stdout).unwrap();
    assert_eq!(
        row(&table, "Eigenanteil insgesamt"),
        printed("380.108,05 € | 296.759,00 € | −83.349,05 €")
    );

    // One that ends in a later year needs that year.
    let errors = refused("figures data/kim --set programm.zeitraeume.stellen.bis=31.03.2024");
    let years = "haushalt.jahre={2021: {stand: kompensiert}, 2022: {stand: mehrbedarf}, \
                 2023: {stand: mehrbedarf}, 2024: {stand: mehrbedarf}}";
    assert!(errors.contains("Fehler[haushaltsjahr-fehlt]"), "{errors}");
    assert!(errors.contains(&format!("mit `--set '{years}'`")), "{errors}");
    assert!(!errors.contains("Ergänzen Sie unter"), "{errors}");

    let scenario = "szenarien:\n  - id: startaufstellung\n    name: Kurz\n    aenderungen:\n      \
                    programm.zeitraeume.stellen.bis: 31.12.2022\n";
    let run = Run::of("check data/kim").file("data/kim/szenarien.yaml", scenario);
    let errors = String::from_utf8(run.command().output().unwrap().stderr).unwrap();
    assert!(errors.contains("in einem Szenario mit demselben Pfad und Wert"), "{errors}");
    assert!(errors.contains("Das gilt im Szenario `startaufstellung`."), "{errors}");
}

/// A value that cannot be read is told together with a path that names nothing, and nothing
/// is told of the paper, which is then neither the old one nor the one that was meant.
#[test]
fn a_wrong_value_and_a_wrong_path_are_told_at_once() {
    let line = "figures data/kim --set stellen.leitung.anteil=abc --set stellen.xx.anteil=1 \
                --set programm.zeitraeume.stellen.bis=31.12.2022";
    let output = Run::of(line).command().output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    let codes: Vec<&str> = errors.lines().filter(|line| line.starts_with("Fehler[")).collect();
    assert_eq!(codes.len(), 2, "{errors}");
    assert!(errors.contains("stellen.leitung.anteil=abc"), "{errors}");
    assert!(errors.contains("Fehler[aenderung-ohne-ziel]: `stellen.xx.anteil`"), "{errors}");
    assert_eq!(output.status.code(), Some(1));
}
