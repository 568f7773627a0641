//! The built program from outside: all it prints on both streams, its exit code,
//! and the files it leaves behind.
//!
//! Every test runs in a folder of its own that holds a copy of `data/kim`. The
//! only thing that is not compared is the time that a run took.

mod diff;
mod earlier;
mod new;
mod plan;
mod szenarien;
mod verify;

use std::fs;
use std::io::Read;
use std::process::Stdio;

use vorlage::output::FORMATS;

use crate::run::Run;

/// The report on `data/kim` as published: volume, grant and own share.
fn report(paths: &[&str]) -> String {
    let paths: String = paths.iter().map(|path| format!("{path}\n")).collect();
    let money = "\
Projektvolumen 1.686.708,05 €
Zuwendung      1.306.600,00 €
Eigenanteil      380.108,05 € (22,5 %)
";
    let money = money.replace(" €", "\u{a0}€").replace(" %", "\u{a0}%");
    format!("{paths}{money}Zeit           0,00 s\n")
}

const HELP: &str = "\
Schreibt Beschlussvorlagen, in denen jede Zahl berechnet und belegt ist.

Aufruf: vorlage BEFEHL [OPTIONEN] ORDNER…

Befehle:
  new        Legt die Daten einer neuen Vorlage an
  build      Schreibt Vorlagen als Markdown und PDF
  check      Prüft Vorlagen, ohne etwas zu schreiben
  figures    Zeigt alle Zahlen einer Vorlage
  szenarien  Stellt die Szenarien einer Vorlage nebeneinander
  explain    Erklärt, woher eine Zahl kommt, bis zur Zeile der Daten
  watch      Schreibt eine Vorlage neu, sooft eine ihrer Dateien gespeichert wird
  verify     Prüft ein fertiges PDF an den Daten, die es enthält
  diff       Vergleicht zwei Fassungen einer Vorlage
  audit      Prüft Zahlen in Vorlagen, die andere geschrieben haben
  import     Übernimmt Stellen aus einer Tabelle des Personalamts
  schema     Schreibt die Schemas, mit denen Editoren die Daten erklären

Optionen:
  -V, --version  Nennt die Version
  -h, --help     Zeigt diese Hilfe

Der nächste Schritt:
  vorlage build data/kim    schreibt die Beispielvorlage nach output/kim
  vorlage check data/kim    prüft sie nur
  vorlage build --help      erklärt einen Befehl
";

const WORD: &str = "\
Fehler[zahl-ungueltig]: `anderthalb` ist keine Anzahl von Stellen
  --> data/kim/stellen.yaml:15:13
   |
15 |     anteil: anderthalb
   |             ^^^^^^^^^^
   |
   = Hilfe: Hier stehen Ziffern, etwa `1,5`.

1 Fehler in 1 Datei";

/// `data/kim` with a decimal comma in its second Stelle.
fn with_a_word(run: Run) -> Run {
    run.edit("data/kim/stellen.yaml", "anteil: 1.5", "anteil: anderthalb")
}

#[test]
fn without_arguments_it_names_the_next_step() {
    Run::of("").stdout(HELP).check();
}

/// The words of all formats, each between `quotes`.
fn formats(quotes: &str) -> String {
    let words = FORMATS.iter().map(|format| format!("{quotes}{}{quotes}", format.word));
    words.collect::<Vec<_>>().join(", ")
}

#[test]
fn help_and_version() {
    Run::of("--help").stdout(HELP).check();
    Run::of("help").stdout(HELP).check();
    Run::of("--version").stdout(concat!("vorlage ", env!("CARGO_PKG_VERSION"), "\n")).check();
    let help = "\
Schreibt Vorlagen als Markdown und PDF

Aufruf: vorlage build [OPTIONEN] ORDNER…

Argumente:
  <ORDNER>...  Ordner mit den Daten je einer Vorlage

Optionen:
  -o, --out <ORDNER>        Ordner, in dem je Vorlage ein Ordner entsteht [sonst: output]
  -f, --format <FORMATE>    Formate, mit Komma: ALLE [sonst: md,pdf]
      --nachweis            Hängt den Berechnungsnachweis an, auch wo die Daten ihn nicht verlangen
      --szenario <KENNUNG>  Schreibt die Vorlage in diesem Szenario, nach <Name>-<Kennung>
      --stadt <STADT>       Schreibt die Vorlage für diese Stadt, nach <Name>-<Stadt>
      --final               Schreibt nur, was kein Entwurf mehr ist
      --plan                Zeigt, was sich an der Ausgabe ändern würde, und schreibt nichts
      --check               Prüft nur, ob die Ausgabe aktuell ist; endet mit 1, wenn nicht
  -h, --help                Zeigt diese Hilfe

Beispiel:
  vorlage build data/kim    schreibt output/kim/beschlussvorlage.md und .pdf
";
    for line in ["build --help", "help build", "hilfe build"] {
        Run::of(line).stdout(&help.replace("ALLE", &formats(""))).check();
    }
}

#[test]
fn a_mistake_in_the_call_is_explained() {
    #[track_caller]
    fn case(line: &str, explanation: &str) {
        let general = "Hilfe: `vorlage --help` nennt alle Befehle, `vorlage BEFEHL --help` erklärt einen davon.\n";
        Run::of(line).stderr(&format!("{explanation}\n{general}")).status(2).check();
    }
    case("buld data/kim", "Fehler: Den Befehl `buld` gibt es nicht\nHilfe: Meinten Sie `build`?");
    case(
        "data/kim",
        "Fehler: Den Befehl `data/kim` gibt es nicht\nHilfe: Meinten Sie `vorlage build data/kim`?",
    );
    case(
        "build",
        "Fehler: Es fehlt der Ordner der Vorlage\nHilfe: Nennen Sie den Ordner mit den Daten, zum Beispiel `data/kim`.",
    );
    case(
        "build data/kim --format jpeg",
        &format!(
            "Fehler: `jpeg` ist kein Wert für `--format <FORMATE>`\nHilfe: Möglich sind {}.",
            formats("`")
        ),
    );
    case("check --json data/kim", "Fehler: Die Option `--json` gibt es hier nicht");
}

#[test]
fn builds_a_paper_and_the_same_bytes_again() {
    let paths = ["output/kim/beschlussvorlage.md", "output/kim/beschlussvorlage.pdf"];
    let first = Run::of("build data/kim").stdout(&report(&paths)).check();
    let second = Run::of("build data/kim").stdout(&report(&paths)).check();

    assert_eq!(first.files(), paths);
    let markdown = String::from_utf8(first.bytes(paths[0])).unwrap();
    assert!(markdown.contains("\n# Beschlussvorlage\n"), "{markdown}");
    assert!(first.bytes(paths[1]).starts_with(b"%PDF-1.7"));
    for path in paths {
        assert!(first.bytes(path) == second.bytes(path), "{path} differs");
    }
}

#[test]
fn writes_the_formats_that_were_asked_for_where_they_were_asked_for() {
    let paths = ["ablage/neu/kim/beschlussvorlage.md", "ablage/neu/kim/beschlussvorlage.typ"];
    let run = Run::of("build data/kim/ --out ablage/neu --format typ,md,typ");
    assert_eq!(run.stdout(&report(&paths)).check().files(), paths);
}

#[test]
fn writes_every_format_and_knows_when_it_is_stale() {
    let paths = FORMATS.iter().map(|of| format!("output/kim/beschlussvorlage.{}", of.word));
    let paths: Vec<String> = paths.collect();
    let shown: Vec<&str> = paths.iter().map(String::as_str).collect();
    let all = format!("build data/kim --format {}", formats("").replace(' ', ""));
    Run::of(&all).stdout(&report(&shown)).check();

    let check = Run::of("build data/kim --check");
    let check = shown.iter().fold(check, |run, path| run.file(path, "alt"));
    let found = check.other("build data/kim --check").stderr(Stdio::piped()).output().unwrap();
    let found = String::from_utf8(found.stderr).unwrap();
    for path in shown {
        assert!(found.contains(&format!("--> {path}\n")), "{path} in\n{found}");
    }
}

#[test]
fn writes_a_spreadsheet_beside_the_paper() {
    let paths = ["md", "pdf", "xlsx"].map(|end| format!("output/kim/beschlussvorlage.{end}"));
    let shown: Vec<&str> = paths.iter().map(String::as_str).collect();
    let run = Run::of("build data/kim --format xlsx,md,pdf");
    let traces = run.stdout(&report(&shown)).check();
    assert_eq!(traces.files(), paths);
    // Every such file is a zip.
    assert!(traces.bytes("output/kim/beschlussvorlage.xlsx").starts_with(b"PK"));
}

#[test]
fn a_paper_is_named_after_its_folder_however_it_is_called() {
    let run = Run::of("build data/kim/texte/.. --format md");
    let traces = run.stdout(&report(&["output/kim/beschlussvorlage.md"])).check();
    assert_eq!(traces.files(), ["output/kim/beschlussvorlage.md"]);
}

#[test]
fn a_finding_keeps_everything_from_being_written() {
    let run = with_a_word(Run::of("build data/kim")).file("output/kim/beschlussvorlage.md", "alt");
    let run = run.stderr(&format!("{WORD} – nichts geschrieben.\n")).status(1);
    let traces = run.check();
    assert_eq!(traces.files(), ["output/kim/beschlussvorlage.md"]);
    assert_eq!(traces.bytes("output/kim/beschlussvorlage.md"), b"alt");
}

#[test]
fn one_paper_that_fails_does_not_stop_the_others() {
    let written = report(&["output/neu/beschlussvorlage.md"]);
    let run = with_a_word(Run::of("build data/kim data/neu --format md")).paper("data/neu");
    let traces = run
        .stdout(&format!(
            "[1/2] data/kim\n[2/2] data/neu\n{written}1 Vorlage geschrieben, 1 mit Fehlern (0,00 s)\n"
        ))
        .stderr(&format!("{WORD} – nichts geschrieben.\n"))
        .status(1)
        .check();
    assert_eq!(traces.files(), ["output/neu/beschlussvorlage.md"]);
}

#[test]
fn two_papers_of_one_name_are_refused_before_anything_is_written() {
    let run = Run::of("build data/kim alt/KIM").paper("alt/KIM");
    let traces = run
        .stderr(
            "\
Fehler[ausgabe-doppelt]: Die Ausgabe läge dort, wo schon die von `data/kim` liegt
--> alt/KIM
 |
 = Hilfe: Benennen Sie einen der Ordner um oder bauen Sie beide nacheinander mit verschiedenem `--out`.

1 Fehler – nichts geschrieben.
",
        )
        .status(1)
        .check();
    assert!(traces.files().iter().all(|path| path.starts_with("alt/")), "{:?}", traces.files());
}

#[test]
fn a_file_in_the_way_of_the_output_is_named() {
    let run = Run::of("build data/kim").file("output", "");
    let traces = run
        .stderr(
            "\
Fehler[nicht-geschrieben]: Hier liegt eine Datei, wo ein Ordner entstehen soll
--> output/kim
 |
 = Hilfe: Benennen Sie die Datei um oder wählen Sie einen anderen Ort.

1 Fehler – nichts geschrieben.
",
        )
        .status(1)
        .check();
    assert_eq!(traces.files(), ["output"]);
}

#[test]
fn a_folder_without_a_name_is_refused() {
    let run = Run::of("build data/kim /");
    let traces = run
        .stderr(
            "\
Fehler[ordner-ohne-namen]: Der Ordner hat keinen Namen, nach dem die Ausgabe heißen könnte
--> /
 |
 = Hilfe: Nennen Sie den Ordner bei seinem Namen.

1 Fehler – nichts geschrieben.
",
        )
        .status(1)
        .check();
    assert!(traces.files().is_empty());
}

#[test]
fn a_city_without_a_page_layout_is_told_what_is_missing() {
    let line = |key: &str, number: &str, art: &str| {
        format!("  {key}: {{ nummer: \"{number}\", name: x, art: {art}, plan: ergebnisplan }}\n")
    };
    let profile = "namen: { stadt: Stadt Neustadt }\nteilplaene: { \"0504\": Soziales }\narten:\n  \
                   beschlussvorlage: Beschlussvorlage\n  mitteilung: Mitteilung\nzeilen:\n"
        .to_owned()
        + &line("personal", "11", "aufwand")
        + &line("transfer", "15", "aufwand")
        + &line("sonstige", "16", "aufwand") + &line("zuwendung", "02", "ertrag");
    Run::of("check data/kim")
        .file("templates/neustadt/profil.yaml", &profile)
        .file("templates/neustadt/beschlussvorlage.md", "# Beschlussvorlage\n")
        .edit("data/kim/vorlage.yaml", "stadt: koeln", "stadt: neustadt")
        .stderr(
            "\
Fehler[seite-fehlt]: Das Seitenlayout der Stadt fehlt
--> templates/neustadt/seite.typ
 |
 = Hilfe: Schreiben Sie in das Profil der Stadt `erbt: gemeinsam`, oder legen Sie die Datei an.

Fehler[vorlagendatei-fehlt]: Die Vorlagendatei der Art `mitteilung` fehlt
--> templates/neustadt/mitteilung.md
 |
 = Hilfe: Legen Sie die Datei an, oder löschen Sie die Art unter `arten:` im Profil der Stadt.

2 Fehler.
",
        )
        .status(1)
        .check();
}

#[test]
fn check_tells_findings_and_writes_nothing() {
    assert!(Run::of("check data/kim").stdout("Keine Befunde.\n").check().files().is_empty());

    let run = with_a_word(Run::of("check data/kim data/neu")).paper("data/neu");
    let run = run.stdout("[1/2] data/kim\n[2/2] data/neu\nKeine Befunde.\n");
    assert!(run.stderr(&format!("{WORD}.\n")).status(1).check().files().is_empty());
}

#[test]
fn a_folder_that_does_not_exist_is_a_finding() {
    for line in ["check data/kimm", "figures data/kimm"] {
        Run::of(line)
            .stderr(
                "\
Fehler[ordner-unlesbar]: Den Ordner gibt es nicht
--> data/kimm
 |
 = Hilfe: Nennen Sie den Ordner einer Vorlage, in dem ihre YAML-Dateien liegen.

1 Fehler.
",
            )
            .status(1)
            .check();
    }
}

#[test]
fn figures_are_a_table_that_lines_up() {
    let printed = Run::of("figures data/kim").printed();
    // Published figures of the paper.
    for (name, text) in [
        ("zeile.11.2021", "213.633,33 €"),
        ("stelle.beratungslandschaft.2021", "52.066,66 €"),
        ("eigenanteil.2022", "241.859,00 €"),
        ("eigenanteil.quote", "22,5 %"),
        ("szenario.startaufstellung.eigenanteil.gesamt", "315.108,05 €"),
    ] {
        let line = printed.lines().find(|line| line.split(' ').next() == Some(name));
        let line = line.unwrap_or_else(|| panic!("no line {name} in\n{printed}"));
        assert!(line.ends_with(&format!(" {}", text.replace(' ', "\u{a0}"))), "{line}");
    }
    let widths = printed.lines().filter(|line| line.ends_with('€'));
    let widths: std::collections::BTreeSet<usize> =
        widths.map(|line| line.chars().count()).collect();
    assert_eq!(widths.len(), 1, "{printed}");
}

#[test]
fn figures_as_json_name_their_derivation() {
    let printed = Run::of("figures data/kim --json").printed();
    let json: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let figures = json["figures"].as_array().unwrap();
    let find = |id: &str| figures.iter().find(|figure| figure["id"] == id).unwrap();

    let own = find("eigenanteil.2022");
    assert_eq!(own["value"], "241859.00");
    assert_eq!(own["unit"], "EUR");
    assert_eq!(own["text"], "241.859,00\u{a0}€");
    assert_eq!(own["derivation"]["kind"], "printed_difference");
    assert_eq!(own["derivation"]["from"], "aufwendungen.2022");
    assert_eq!(own["derivation"]["less"], "ertraege.2022");

    // E 13 of 84.100 € for 8 of 12 months: the residual cent went to this row.
    let row = find("stelle.leitung.2021");
    assert_eq!(row["value"], "56066.67");
    assert_eq!(row["derivation"]["exact"], "168200/3");
    assert_eq!(row["derivation"]["rounding"]["kind"], "row");

    let mut known = std::collections::BTreeSet::new();
    for figure in figures {
        for operand in operands(&figure["derivation"]) {
            assert!(known.contains(&operand), "{operand} comes after {}", figure["id"]);
        }
        assert!(known.insert(figure["id"].as_str().unwrap().to_owned()), "{} twice", figure["id"]);
    }
}

/// The figures that a derivation is made of.
fn operands(derivation: &serde_json::Value) -> Vec<String> {
    let keys = ["of", "from", "less", "factors", "months", "base", "rate", "cap"];
    let more = ["computed", "granted", "part", "whole"];
    let values = keys.iter().chain(&more).filter_map(|key| derivation.get(key));
    let names = values.flat_map(|value| match value {
        serde_json::Value::Array(names) => names.clone(),
        name => vec![name.clone()],
    });
    names.map(|name| name.as_str().unwrap().to_owned()).collect()
}

#[test]
fn colours_are_for_terminals_and_never_against_the_wish() {
    let colourful = |run: Run| run.command().output().unwrap().stderr.contains(&0x1b);
    let run = || Run::of("check nirgends");
    assert!(!colourful(run()));
    assert!(colourful(run().variable("CLICOLOR_FORCE", "1")));
    assert!(!colourful(run().variable("NO_COLOR", "1")));
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let run = Run::of("figures data/kim --json");
    let mut command = run.command();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut findings = String::new();
    child.stderr.take().unwrap().read_to_string(&mut findings).unwrap();
    assert_eq!(findings, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_is_lost_is_an_error() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let run = Run::of("figures data/kim");
    let output = run.command().stdout(full).output().unwrap();
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "Fehler: Die Ausgabe ließ sich nicht schreiben: Der Datenträger ist voll\n"
    );
    assert_eq!(output.status.code(), Some(1));
}
