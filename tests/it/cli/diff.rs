//! `vorlage diff` where one of its versions is none.

use crate::run::Run;

/// The findings of `diff` with `versions`, code and message.
#[track_caller]
fn findings(versions: &str) -> Vec<String> {
    let run = Run::of(&format!("diff {versions}")).file("notiz.txt", "x").file("leer/a.md", "x");
    let git = |line: &str| {
        let mut command = run.program("git");
        command.args(line.split_whitespace());
        assert!(command.status().unwrap().success(), "{line}");
    };
    git("init -q");
    git("add data leer");
    git("-c user.name=a -c user.email=a@a -c commit.gpgsign=false commit -q -m x");
    let output = run.command().output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("Hilfe:"), "{said}");
    let mut found = Vec::new();
    let mut lines = said.lines();
    while let Some(line) = lines.next() {
        if let Some(finding) = line.strip_prefix("Fehler") {
            let place = lines.next().unwrap().trim_start().strip_prefix("--> ").unwrap();
            found.push(format!("{finding} @ {place}"));
        }
    }
    found
}

#[test]
fn what_is_no_version_is_told_as_what_it_is() {
    if Run::of("").program("git").arg("--version").output().is_err() {
        println!("git is missing: nothing was compared");
        return;
    }
    let missing = "[fassung-fehlt]: Unter diesem Namen gibt es weder einen Ordner noch ein PDF";
    for name in ["fehlt.pdf", "data/kimm", "C:\\daten\\kim", "https://stadt.example/kim.pdf"] {
        assert_eq!(findings(&format!("{name} data/kim")), [format!("{missing} @ {name}")]);
    }
    let cases = [
        (":data/kim", "[fassung-unvollstaendig]: Vor dem Doppelpunkt fehlt die Git-Fassung"),
        ("HEAD:", "[fassung-unvollstaendig]: Hinter dem Doppelpunkt fehlt der Ordner"),
        ("HEAD:leer", "[ordner-leer]: In diesem Ordner liegt keine YAML-Datei"),
        ("HEAD:.", "[ordner-leer]: In diesem Ordner liegt keine YAML-Datei"),
        (
            "gestern:data/kim",
            "[git-fassung-fehlt]: Die Fassung `gestern` gibt es in diesem Git-Archiv nicht",
        ),
        ("notiz.txt", "[kein-pdf]: Das ist kein PDF"),
    ];
    for (name, expected) in cases {
        assert_eq!(findings(&format!("data/kim {name}")), [format!("{expected} @ {name}")]);
    }
}
