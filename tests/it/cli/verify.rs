//! `vorlage verify` from outside: what it says of a PDF, and how it ends.

use std::fs;

use crate::files::root;
use crate::run::Run;

/// The PDF of the first paper as it is committed.
fn kim() -> Vec<u8> {
    fs::read(root().join("output/kim/beschlussvorlage.pdf")).unwrap()
}

#[test]
fn the_committed_paper_is_proven_on_one_screen() {
    let printed = Run::of("verify kim.pdf").bytes("kim.pdf", &kim()).printed();
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), 8, "{printed}");
    assert_eq!(lines[0], "kim.pdf");
    for (line, (name, state)) in lines[1..].iter().zip([
        ("  Daten ", "Dateien unverändert"),
        ("  Zahlen", "neu errechnet, alle gleich"),
        ("  Text  ", "Wort für Wort gleich, darin"),
        ("  Datei ", "Byte für Byte dieselbe"),
    ]) {
        assert!(line.starts_with(name) && line.contains(state), "{printed}");
    }
    let program = concat!("Geschrieben mit vorlage ", env!("CARGO_PKG_VERSION"), ".");
    assert_eq!(lines[6], format!("{program} Prüfsumme der Daten:"));
    assert!(lines[7].len() == 64 && lines[7].bytes().all(|byte| byte.is_ascii_hexdigit()));
}

#[test]
fn a_build_can_be_verified_with_its_folder_gone() {
    let built = Run::of("build data/kim");
    let built = built.stdout(&super::report(&[
        "output/kim/beschlussvorlage.md",
        "output/kim/beschlussvorlage.pdf",
    ]));
    let pdf = built.check().bytes("output/kim/beschlussvorlage.pdf");
    let run = Run::of("verify a.pdf").bytes("a.pdf", &pdf);
    let printed = run.without("data").printed();
    assert!(printed.contains("Byte für Byte dieselbe"), "{printed}");
}

#[test]
fn help_names_the_option_and_what_is_compared() {
    Run::of("verify --help")
        .stdout(
            "\
Prüft ein fertiges PDF an den Daten, die es enthält

Aufruf: vorlage verify [OPTIONEN] PDF

Argumente:
  <PDF>  Ein PDF, das vorlage geschrieben hat

Optionen:
      --trust-templates  Führt auch Vorlagendateien aus, die nur das PDF kennt
  -h, --help             Zeigt diese Hilfe

Jede Zahl wird aus den Daten im PDF neu errechnet, der Text neu geschrieben und mit
dem gedruckten verglichen.
",
        )
        .check();
}

#[test]
fn what_cannot_be_verified_is_explained() {
    #[track_caller]
    fn case(run: Run, path: &str, finding: &str, hint: &str) {
        let said = format!("Fehler[{finding}\n--> {path}\n |\n = Hilfe: {hint}\n\n1 Fehler.\n");
        run.stderr(&said).status(1).check();
    }
    case(
        Run::of("verify fehlt.pdf"),
        "fehlt.pdf",
        "pdf-unlesbar]: Die Datei gibt es nicht",
        "Prüfen Sie den Pfad und die Rechte an der Datei.",
    );
    case(
        Run::of("verify data/kim"),
        "data/kim",
        "pdf-unlesbar]: Das ist ein Ordner, erwartet ist ein PDF",
        "Nennen Sie die Datei, zum Beispiel `output/kim/beschlussvorlage.pdf`.",
    );
    case(
        Run::of("verify data/kim/vorlage.yaml"),
        "data/kim/vorlage.yaml",
        "kein-pdf]: Das ist kein PDF",
        "Nennen Sie ein PDF, das mit `vorlage build` entstanden ist; den Ordner mit den Daten \
         prüft `vorlage check`.",
    );
    case(
        Run::of("verify a.pdf").bytes("a.pdf", &kim()[..50_000]),
        "a.pdf",
        "pdf-beschaedigt]: Das PDF ist beschädigt oder unvollständig",
        "Beschaffen Sie die Datei noch einmal von dort, wo sie herkommt.",
    );
    Run::of("verify")
        .stderr(
            "\
Fehler: Es fehlt das PDF
Hilfe: Nennen Sie es, zum Beispiel `output/kim/beschlussvorlage.pdf`.
Hilfe: `vorlage --help` nennt alle Befehle, `vorlage BEFEHL --help` erklärt einen davon.
",
        )
        .status(2)
        .check();
}

#[test]
fn a_file_with_something_appended_is_a_finding_beside_the_proof() {
    let pdf = [kim(), b"\n% Unterschrift\n".to_vec()].concat();
    let run = Run::of("verify a.pdf").bytes("a.pdf", &pdf);
    let output = run.command().output().unwrap();
    let (stdout, stderr) = (output.stdout, output.stderr);
    let (stdout, stderr) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout.contains("  Datei   nicht die ursprüngliche\n"), "{stdout}");
    assert!(stderr.starts_with("Warnung[datei-veraendert]: Zahlen und Text stimmen"), "{stderr}");
    assert!(stderr.contains("wurde etwas angehängt"), "{stderr}");
}
