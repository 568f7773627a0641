//! Data and texts with more than any paper has, and files that are none.

use std::fmt::Write as _;
use std::fs;

use super::case;
use crate::files::root;
use crate::run::Run;

/// A check of a paper with `more` at the end of `vorlage.yaml`.
fn check(more: &str) -> Run {
    let own = fs::read_to_string(root().join("data/kim/vorlage.yaml")).unwrap();
    Run::of("check data/kim").file("data/kim/vorlage.yaml", &(own + more))
}

#[test]
fn more_keys_entries_and_letters_than_any_paper_has_are_refused() {
    let mut keys = String::new();
    for index in 0..100_000 {
        writeln!(keys, "k{index}: a").unwrap();
    }
    case(&check(&keys), &["vorlage.yaml", "datei-zu-gross", "höchstens 2000"]);
    let below = format!("x:\n{}", keys.replace('k', "  k"));
    case(&check(&below), &["vorlage.yaml", "datei-zu-gross", "höchstens 2000"]);
    let list = format!("x:\n{}", "  - a\n".repeat(100_000));
    case(&check(&list), &["vorlage.yaml", "datei-zu-gross", "höchstens 10000"]);
    // One line of 4.8 MB.
    let flow = format!("x: [{}a]\n", "a,".repeat(2_400_000));
    case(&check(&flow), &["vorlage.yaml", "datei-zu-gross", "höchstens 10000"]);
    let value = format!("x: {}\n", "a".repeat(4_900_000));
    case(&check(&value), &["vorlage.yaml", "datei-zu-gross", "höchstens 100 kB"]);
}

#[test]
fn emphasis_lists_and_quotations_in_each_other_are_refused() {
    for text in [
        format!("{}a{}", "**a *b ".repeat(50_000), "*b**".repeat(50_000)),
        format!("{} a\n", "> ".repeat(100_000)),
        format!("{} a\n", "- ".repeat(100_000)),
    ] {
        let run = Run::of("build data/kim").file("data/kim/texte/alternative.md", &text);
        case(&run, &["alternative.md", "text-verschachtelung"]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_no_file_is_not_read() {
    for device in ["/dev/zero", "/proc/self/environ", "/proc/kmsg", "/dev/stdin"] {
        case(&Run::of(&format!("verify {device}")), &[device]);
        case(&Run::of(&format!("audit {device}")), &[device]);
        case(&Run::of(&format!("import stellen {device} data/kim")), &[device]);
        case(&Run::of(&format!("diff {device} data/kim")), &[device]);
        let run = Run::of("check data/kim");
        fs::remove_file(run.path("data/kim/vorlage.yaml")).unwrap();
        std::os::unix::fs::symlink(device, run.path("data/kim/vorlage.yaml")).unwrap();
        case(&run, &["vorlage.yaml"]);
    }
}

/// What is written there would be a text of the paper from then on.
#[test]
fn a_paper_is_not_written_among_its_texts() {
    for command in ["build", "watch"] {
        let line = format!("{command} data/kim --out data/kim/texte/begruendung/neu");
        case(&Run::of(&line), &["ausgabe-in-texten", "außerhalb von `texte`"]);
    }
    let run = Run::of("build data/kim --out data/kim --format md");
    assert!(run.command().output().unwrap().status.success());
}

/// In a PDF and in git the two would have one name, and one of the texts would be lost.
#[cfg(target_os = "linux")]
#[test]
fn names_that_nobody_can_tell_apart_are_refused() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    for names in [[&b"l\xE4.md"[..], b"l\xE5.md"], ["l\u{e4}.md".as_bytes(), b"la\xCC\x88.md"]] {
        let run = Run::of("build data/kim");
        for name in names {
            let folder = run.path("data/kim/texte/begruendung");
            fs::write(folder.join(OsStr::from_bytes(name)), "Absatz.\n").unwrap();
        }
        case(&run, &["dateiname-unklar", "begruendung/l"]);
    }
}

/// Each of twenty papers says that it replaces the one before.
#[test]
fn a_chain_of_papers_ends() {
    let head = fs::read_to_string(root().join("data/kim-neufassung/vorlage.yaml")).unwrap();
    let mut run = Run::of("check data/p20").paper("data/p0");
    for index in 1..=20 {
        let path = format!("data/p{index}");
        let own = chained(&head, index);
        run = run.paper(&path).file(&format!("{path}/vorlage.yaml"), &own);
        let urgent = fs::read_to_string(root().join("data/kim-neufassung/texte/dringlichkeit.md"));
        run = run.file(&format!("{path}/texte/dringlichkeit.md"), &urgent.unwrap());
    }
    case(&run, &["vorgaenger-zu-viele", "p20/vorlage.yaml"]);
}

/// `head` of a Neufassung as that of the paper `index`, written on the day `index` of April, which
/// replaces the one before.
fn chained(head: &str, index: usize) -> String {
    let number = |index: usize| match index {
        0 => "0000/2021".to_owned(),
        index => format!("0000/2021/{index}"),
    };
    let day = |index: usize| format!("{:02}.04.2021", index + 1);
    let line = |line: &str| match line.trim_start().split_once(": ") {
        Some(("quelle", _)) => format!("    quelle: ../p{}", index - 1),
        Some(("vom", _)) => format!("    vom: {}", day(index - 1)),
        Some(("datum", _)) if !line.starts_with("    ") => format!("  datum: {}", day(index)),
        Some(("art", "Beschlussvorlage")) if index > 1 => "    art: Neufassung".to_owned(),
        Some(("nummer", "0000/2021")) => format!("    nummer: {}", number(index - 1)),
        Some(("nummer", "0000/2021/1")) => format!("  nummer: {}", number(index)),
        _ => line.to_owned(),
    };
    head.lines().map(|text| line(text) + "\n").collect()
}
