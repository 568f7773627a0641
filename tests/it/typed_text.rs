//! What a clerk types stands on the page, unchanged, whatever it is: no Typst
//! code, no HTML, no template directive and no mark of a figure can be typed.
//!
//! Arbitrary text goes into YAML values and into the prose of a small paper, and
//! through the whole program; it is looked for in the laid out pages. In prose,
//! characters that mean something in Markdown are written with a backslash, as a
//! clerk would who wants them printed.

use std::fs;

use proptest::prelude::*;
use vorlage::diagnostic::{Diagnostic, Severity};
use vorlage::document::Document;
use vorlage::output::Look;
use vorlage::paper::Request;

use crate::files::root;
use crate::page::{squeezed, text_on_pages};

/// Text that would be something else in YAML, Markdown, Typst, Tera or HTML.
#[rustfmt::skip]
const DANGEROUS: &[&str] = &[
    "#panic(\"x\")", "#{", "}", "$x$", "\\", "\\\\", "\"", "'", "`", "```", "*", "**", "_", "~~",
    "//", "@ref", "<label>", "<b>", "</b>", "<!--", "-->", "<script>alert(1)</script>", "[", "](", "![a](b.png)",
    "{% if x %}", "{# a #}", "{{", "}}", "|", "#", "# a", "- ", "+ ", "1. ", "12) ", "> ", "&amp;", "&#35;",
    "&", ";", "...", "--", "https://a.b/c", "#include \"/etc/passwd\"", "#read(\"profil.yaml\")",
    "=", "===", "1.250,00 €", "☒", "ẞ", "ğ", "Ж", ": ", " #", "%", "@", "!", "?", "null", "0504",
];

/// In prose `{{` begins a placeholder, also behind a backslash; so it is left out there.
fn typed(braces: bool) -> impl Strategy<Value = String> {
    let dangers: Vec<&str> =
        DANGEROUS.iter().copied().filter(|text| braces || !text.contains("{{")).collect();
    let piece = prop_oneof![
        2 => prop::sample::select(dangers).prop_map(str::to_owned),
        1 => "[a-zA-ZäöüÄÖÜß0-9 .,;:-]{1,12}",
    ];
    prop::collection::vec(piece, 1..8)
        .prop_map(|pieces| pieces.concat().trim().to_owned())
        .prop_filter("empty", |text| !squeezed(text).is_empty())
}

/// As a value in double quotes, which YAML and JSON write alike.
fn yaml(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// As prose in which no character means anything.
fn plain(text: &str) -> String {
    let escape = |c: char| if c.is_ascii_punctuation() { format!("\\{c}") } else { c.to_string() };
    text.chars().map(escape).collect()
}

/// The small paper of the golden tests, with `value` in its YAML and `prose` in its text.
fn finished(value: &str, prose: &str) -> Result<(Document, Look), Vec<Diagnostic>> {
    let case = root().join("tests/golden/ohne_zuwendung/data");
    let folder = tempfile::tempdir().unwrap();
    let texte = folder.path().join("texte");
    fs::create_dir(&texte).unwrap();
    for entry in fs::read_dir(case.join("texte")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, texte.join(path.file_name().unwrap())).unwrap();
    }
    let data = fs::read_to_string(case.join("vorlage.yaml")).unwrap();
    let data = data
        .replace("Beratung *vor Ort* | 1. Stufe <Probe>", &yaml(value))
        .replace("funktion: Beratung", &format!("funktion: {}", yaml(value)))
        .replace("gremium: Finanzausschuss", &format!("gremium: {}", yaml(value)))
        .replace("- Konzept", &format!("- {}", yaml(value)));
    fs::write(folder.path().join("vorlage.yaml"), data).unwrap();
    fs::write(texte.join("klima.md"), format!("Vorher {prose} nachher.\n\n- {prose}\n")).unwrap();
    let outcome = Request::of(folder.path()).finished();
    let errors = outcome.diagnostics.into_iter().filter(|of| of.severity == Severity::Error);
    match outcome.made {
        Some(finished) => Ok((finished.document, finished.look)),
        None => Err(errors.collect()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn stands_on_the_page_unchanged(value in typed(true), prose in typed(false)) {
        // A number that is typed is a finding, and no text.
        let [value, prose] =
            [value, prose].map(|text| text.replace(|c: char| c.is_ascii_digit(), "x"));
        let (document, look) = finished(&value, &plain(&prose)).unwrap();
        let page = text_on_pages(&document, &look);
        let (value, prose) = (squeezed(&value), squeezed(&prose));
        prop_assert!(page.contains(&format!("Betreff{value}Beschlussorgan")), "subject in {page}");
        prop_assert!(page.contains(&format!("{value}05.02.2024")), "table cell in {page}");
        prop_assert!(page.contains(&format!("({value})")), "list item in {page}");
        prop_assert!(page.contains(&format!("Anlagen–{value}–Lageplan")), "attachment in {page}");
        prop_assert!(page.contains(&format!("Vorher{prose}nachher.–{prose}")), "prose in {page}");
    }

    /// Unescaped prose may be markup or refused, but is never executed and never panics.
    #[test]
    fn any_prose_gives_a_page_or_a_finding(prose in typed(true)) {
        match finished("Betreff", &prose) {
            Ok((document, look)) => {
                prop_assert!(!document.markdown.contains("root:"));
                prop_assert!(vorlage::output::pdf(&document, &look).is_ok());
            }
            Err(findings) => prop_assert!(!findings.is_empty()),
        }
    }
}

#[test]
fn a_mark_cannot_be_typed() {
    let findings = finished("\u{e000}0\u{e001}1 €\u{e002}", "x").unwrap_err();
    assert!(findings.iter().all(|finding| finding.code == "zeichen-verboten"), "{findings:?}");
    let findings = finished("x", "\u{e000}0\u{e001}1 €\u{e002}").unwrap_err();
    assert!(findings.iter().all(|finding| finding.code == "zeichen-verboten"), "{findings:?}");
}
