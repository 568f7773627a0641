//! The question before data are changed, asked on a terminal that `script` (util-linux) makes.

#![cfg(target_os = "linux")]

use std::io::{ErrorKind, Read, Write};
use std::process::{Command, Stdio};

use super::Amt;

/// What is seen on the terminal where `answer` is typed after `meanwhile` has happened, and
/// the exit code; nothing where there is no `script`.
fn asked(amt: &Amt, answer: &str, meanwhile: impl FnOnce()) -> Option<(String, Option<i32>)> {
    amt.table("p.csv", b"Kennung;Anteil\nquartier_01;1\n");
    let line = format!("'{}' import stellen p.csv muster", env!("CARGO_BIN_EXE_vorlage"));
    let terminal = Command::new("script")
        .args(["--quiet", "--return", "--command", &line, "/dev/null"])
        .current_dir(amt.paper().parent().unwrap())
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    if terminal.as_ref().is_err_and(|error| error.kind() == ErrorKind::NotFound) {
        eprintln!("`script` is not installed; nothing is asked");
        return None;
    }
    let mut terminal = terminal.unwrap();
    let (mut typed, mut shown) = (terminal.stdin.take().unwrap(), terminal.stdout.take().unwrap());
    let (mut seen, mut byte) = (Vec::new(), [0]);
    while !seen.ends_with(b"Eintragen? [j/N] ") && shown.read(&mut byte).unwrap() == 1 {
        seen.push(byte[0]);
    }
    meanwhile();
    typed.write_all(answer.as_bytes()).unwrap();
    shown.read_to_end(&mut seen).unwrap();
    let code = terminal.wait().unwrap().code();
    Some((String::from_utf8(seen).unwrap().replace('\r', ""), code))
}

#[test]
fn only_a_yes_changes_the_data() {
    for (answer, is_yes) in
        [("j\n", true), ("Ja\n", true), ("n\n", false), ("\n", false), ("y\n", false)]
    {
        let amt = Amt::new();
        let before = amt.read("stellen.yaml");
        let Some((seen, code)) = asked(&amt, answer, || {}) else { return };
        assert!(seen.contains("  anteil  0.5 → 1.0\n"), "{seen}");
        assert_eq!(code, Some(0), "{seen}");
        assert_eq!(seen.contains("Eingetragen in:\nmuster/stellen.yaml\n"), is_yes, "{seen}");
        assert_eq!(amt.read("stellen.yaml") != before, is_yes, "{answer}");
    }
}

#[test]
fn what_was_saved_while_the_question_stood_there_is_not_overwritten() {
    let amt = Amt::new();
    let saved = amt.read("stellen.yaml") + "# Nachtrag\n";
    let answered = asked(&amt, "j\n", || amt.write("stellen.yaml", &saved));
    let Some((seen, code)) = answered else { return };
    assert!(seen.contains("Fehler[import-ueberholt]") && code == Some(1), "{seen}");
    assert_eq!(amt.read("stellen.yaml"), saved);
}
