//! Templates beside the data that run without end, or grow.

use std::fs;

use super::case;
use crate::files::root;
use crate::run::Run;

/// A build whose city has a template of its own: that at `path`, with `more` at its end.
fn build(path: &str, more: &str) -> Run {
    let common = fs::read_to_string(root().join("templates").join(path)).unwrap();
    let name = path.split_once('/').unwrap().1;
    Run::of("build data/kim").file(&format!("templates/koeln/{name}"), &(common + "\n" + more))
}

#[test]
fn a_page_layout_that_runs_or_grows_without_end_is_ended() {
    for more in [
        "#{for i in range(100000) {for j in range(100000) {let x = i * j}}}",
        "#let x = range(2000000000)",
        "#let x = \"a\" * 5000000000",
        "#for i in range(1000000) {pagebreak()}",
    ] {
        let words = ["grenze-ueberschritten", "Der Satz der Seiten braucht mehr", "data/kim"];
        case(&build("gemeinsam/seite.typ", more), &words);
    }
}

#[test]
fn a_template_of_words_that_runs_or_grows_without_end_is_ended() {
    let doubled =
        format!("{{% set x = \"aaaaaaaaaa\" %}}{}{{{{ x }}}}", "{% set x = x ~ x %}".repeat(40));
    for more in [
        "{% for i in range(end=100000) %}{% for j in range(end=100000) %}{% endfor %}{% endfor %}",
        &doubled,
    ] {
        let words = ["grenze-ueberschritten", "Eine Vorlagendatei der Stadt braucht mehr"];
        case(&build("doppik/abschnitte/alternative.md", more), &words);
    }
}

/// The program limits its memory by itself.
#[cfg(target_os = "linux")]
#[test]
fn memory_is_limited_where_nobody_else_limits_it() {
    let run = build("gemeinsam/seite.typ", "#let x = \"a\" * 5000000000");
    let output = run.command().output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("Der Satz der Seiten braucht mehr Speicher"), "{said}");
    assert_eq!(output.status.code(), Some(1));
}
