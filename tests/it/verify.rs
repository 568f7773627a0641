//! A finished PDF against the data that it carries: what is true is proven, and
//! whatever was changed is caught and told apart.
//!
//! Forgeries are made with the program itself: a paper with other words that
//! carries the true data, or true words with other data.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::Config;

use vorlage::document::Document;
use vorlage::output::{Attachment, MANIFEST, Manifest, NUMBERS, pdf, pdf_carrying};
use vorlage::paper::{Finished, Request, Trust, prove};

use crate::files::{copy, root};
use crate::paper::finished;

/// The first paper, finished.
static KIM: LazyLock<Finished> = LazyLock::new(|| finished(&root().join("data/kim")));

/// Its PDF.
static TRUE: LazyLock<Vec<u8>> = LazyLock::new(|| KIM.pdf().unwrap());

fn attachments() -> Vec<Attachment> {
    KIM.inputs.attachments(&KIM.figures, &KIM.look.fonts).unwrap()
}

/// What is found in a PDF: codes and messages, and the rows of the proof.
struct Found {
    codes: Vec<&'static str>,
    messages: Vec<String>,
    rows: String,
}

fn found_in(bytes: &[u8], trust: Trust) -> Found {
    let outcome = prove("a.pdf", bytes, trust);
    let codes = outcome.diagnostics.iter().map(|found| found.code).collect();
    let messages = outcome.diagnostics.into_iter().map(|found| found.message).collect();
    let rows = outcome.made.map(|proof| proof.text()).unwrap_or_default();
    Found { codes, messages, rows }
}

fn found(bytes: &[u8]) -> Found {
    found_in(bytes, Trust::Nothing)
}

/// The first paper with other words.
fn reworded(markdown: String) -> Document {
    let Document { printed, changes, meta, .. } = KIM.document.clone();
    Document::new(markdown, printed, changes, meta)
}

/// The first paper with other words, carrying its true data.
fn with_text(markdown: String) -> Vec<u8> {
    let document = reworded(markdown);
    pdf_carrying(&document, &KIM.look, &attachments()).unwrap()
}

/// The first paper with its true words, carrying other data.
fn with_data(change: impl Fn(&mut Vec<Attachment>)) -> Vec<u8> {
    let mut attachments = attachments();
    change(&mut attachments);
    pdf_carrying(&KIM.document, &KIM.look, &attachments).unwrap()
}

/// Replaces the only `from` in the attachment `name`.
fn replace(attachments: &mut [Attachment], name: &str, from: &str, to: &str) {
    let file = attachments.iter_mut().find(|file| file.name == name).unwrap();
    let text = String::from_utf8(file.content.clone()).unwrap();
    assert_eq!(text.matches(from).count(), 1, "`{from}` in {name}");
    file.content = text.replace(from, to).into_bytes();
}

/// Makes the manifest fit the other attachments again, as a forger would.
fn seal(attachments: &mut [Attachment]) {
    let (manifest, files) = attachments.split_last_mut().unwrap();
    assert_eq!(manifest.name, MANIFEST);
    let sealed = Manifest::of(files, &KIM.look.fonts, false);
    manifest.content = serde_json::to_vec_pretty(&sealed).unwrap();
}

fn attachment(name: &str, content: Vec<u8>) -> Attachment {
    Attachment { name: name.to_owned(), content, description: String::new() }
}

#[test]
fn the_true_pdf_is_proven_to_the_byte() {
    let Found { codes, rows, .. } = found(&TRUE);
    assert!(codes.is_empty(), "{codes:?}");
    let figures = KIM.figures.len();
    let printed = KIM.document.printed.len();
    let files = attachments().len() - 1;
    for row in [
        format!("  Daten   {files} Dateien unverändert\n"),
        format!("  Zahlen  {figures} neu errechnet, alle gleich\n"),
        format!("  Text    neu geschrieben, Wort für Wort gleich, darin {printed} Zahlen\n"),
        "  Datei   Byte für Byte dieselbe\n".to_owned(),
    ] {
        assert!(rows.contains(&row), "{row}\n{rows}");
    }
}

#[test]
fn it_carries_all_files_of_the_folder_and_no_path_of_the_machine() {
    let names: Vec<String> = attachments().into_iter().map(|file| file.name).collect();
    let mut files = Vec::new();
    list(&root().join("data/kim"), &mut files);
    for file in files {
        let name =
            format!("daten/{}", file.strip_prefix(root().join("data/kim")).unwrap().display());
        assert!(names.contains(&name), "{name}");
    }
    for name in ["templates/koeln/profil.yaml", "templates/gemeinsam/seite.typ", NUMBERS, MANIFEST]
    {
        assert!(names.iter().any(|known| known == name), "{name}");
    }
    let machine = root().display().to_string();
    for file in attachments() {
        assert!(!String::from_utf8(file.content).unwrap().contains(&machine), "{}", file.name);
    }
}

#[test]
fn the_same_folder_elsewhere_gives_the_same_bytes() {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("data/kim"), &place.path().join("sonst wo/kim"));
    assert_eq!(finished(&place.path().join("sonst wo/kim")).pdf().unwrap(), *TRUE);
}

#[test]
fn a_paper_with_its_calculation_annex_is_proven() {
    let paper = Request::of(root().join("data/kim")).annexed(true).finished().made.unwrap();
    assert!(paper.document.printed.len() > KIM.document.printed.len());
    let Found { codes, rows, .. } = found(&paper.pdf().unwrap());
    assert!(codes.is_empty(), "{codes:?}");
    assert!(rows.contains("Byte für Byte dieselbe"), "{rows}");
}

#[test]
fn it_conforms_to_pdf_ua_1_and_pdf_a_3a() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("carries-its-data.pdf");
    fs::write(&file, &*TRUE).unwrap();
    let script = root().join("tests/verapdf/run.sh");
    let output = Command::new("sh").arg(script).arg("ua1,3a").arg(&file).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.code() == Some(2) {
        return eprintln!("SKIPPED: veraPDF is not available");
    }
    assert!(output.status.success(), "{said}");
    assert!(said.contains("PASS ua1 ") && said.contains("PASS 3a "), "{said}");
}

#[test]
fn another_program_finds_the_same_files_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.pdf");
    fs::write(&file, &*TRUE).unwrap();
    let all = attachments();
    for (index, attachment) in all.iter().enumerate() {
        let target = folder.path().join("found");
        let mut command = Command::new("pdfdetach");
        command.args(["-save", &(index + 1).to_string(), "-o"]).arg(&target).arg(&file);
        let Ok(output) = command.output() else {
            return eprintln!("SKIPPED: pdfdetach is not available");
        };
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let content = fs::read(target).unwrap();
        assert!(all.iter().any(|known| known.content == content), "{}", attachment.name);
    }
}

/// The digits of all amounts in euros and per cent, amount by amount.
fn amounts(markdown: &str) -> Vec<Vec<usize>> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let mut found = Vec::new();
    for (end, _) in markdown.match_indices(['€', '%']) {
        let text = markdown[..end].trim_end_matches([' ', '\u{a0}']);
        let start = text.trim_end_matches(is_part).len();
        let digits = |range: Range<usize>| range.filter(|at| text.as_bytes()[*at].is_ascii_digit());
        let digits: Vec<usize> = digits(start..text.len()).collect();
        if !digits.is_empty() {
            found.push(digits);
        }
    }
    found
}

/// `markdown` with the digits at `places` each changed into the next.
fn forged(markdown: &str, places: &[usize]) -> String {
    let mut bytes = markdown.as_bytes().to_vec();
    for at in places {
        bytes[*at] = b'0' + (bytes[*at] - b'0' + 1) % 10;
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_change_of_any_digit_of_any_amount_in_the_text_is_caught() {
    let markdown = &KIM.document.markdown;
    let amounts = amounts(markdown);
    assert!(amounts.len() >= KIM.document.printed.len() / 2, "{}", amounts.len());
    let longest = amounts.iter().map(Vec::len).max().unwrap();
    for digit in 0..longest {
        // One digit of each amount that has so many; every forgery counts as one place.
        let places: Vec<usize> = amounts.iter().filter_map(|at| at.get(digit)).copied().collect();
        let Found { codes, rows, .. } = found(&with_text(forged(markdown, &places)));
        assert!(codes.iter().all(|code| *code == "text-veraendert"), "{codes:?}");
        let count = match places.len() {
            1 => "1 Stelle".to_owned(),
            count => format!("{count} Stellen"),
        };
        assert!(rows.contains(&format!("an {count} abweichend")), "digit {digit}: {count}\n{rows}");
    }
}

#[test]
fn a_changed_digit_of_the_text_is_shown_with_its_page() {
    let markdown = KIM.document.markdown.replacen("54.900,00", "54.900,01", 1);
    let Found { codes, messages, rows } = found(&with_text(markdown));
    assert_eq!(codes, ["text-veraendert"]);
    assert!(messages[0].starts_with("Der gedruckte Text ist auf Seite "), "{messages:?}");
    assert!(messages[0].contains("54.900,01"), "{messages:?}");
    assert!(rows.contains("alle gleich") && rows.contains("an 1 Stelle abweichend"), "{rows}");
}

#[test]
fn a_changed_digit_of_the_data_is_told_apart() {
    let change = |all: &mut Vec<Attachment>| replace(all, "daten/kosten.yaml", "84100", "84200");
    let Found { codes, messages, .. } = found(&with_data(change));
    assert_eq!(codes, ["daten-veraendert"]);
    assert!(messages[0].contains("`daten/kosten.yaml` passt nicht"), "{messages:?}");

    // A forger who mends the manifest as well is caught by figures and text.
    let Found { codes, .. } = found(&with_data(|all| {
        change(all);
        seal(all);
    }));
    assert!(codes.contains(&"zahlen-veraendert") && codes.contains(&"text-veraendert"));
}

#[test]
fn a_changed_digit_of_the_prose_is_told_apart() {
    let prose = |all: &[Attachment]| {
        let is_prose = |file: &&Attachment| file.name.starts_with("daten/texte/");
        let has_digit = |file: &&Attachment| file.content.iter().any(u8::is_ascii_digit);
        all.iter().filter(is_prose).find(has_digit).unwrap().name.clone()
    };
    let change = |all: &mut Vec<Attachment>| {
        let name = prose(all);
        let file = all.iter_mut().find(|file| file.name == name).unwrap();
        let digit = file.content.iter_mut().find(|byte| byte.is_ascii_digit()).unwrap();
        *digit = b'0' + (*digit - b'0' + 1) % 10;
    };
    assert_eq!(found(&with_data(change)).codes, ["daten-veraendert"]);
    let sealed = with_data(|all| {
        change(all);
        seal(all);
    });
    assert!(!found(&sealed).codes.is_empty());
}

#[test]
fn a_changed_figure_is_told_apart() {
    let id = "\"id\": \"eigenanteil.gesamt\",\n      \"value\": \"380108.0";
    let change =
        |all: &mut Vec<Attachment>| replace(all, NUMBERS, &format!("{id}5"), &format!("{id}6"));
    for sealed in [false, true] {
        let Found { codes, messages, rows } = found(&with_data(|all| {
            change(all);
            if sealed {
                seal(all);
            }
        }));
        assert_eq!(codes, ["zahlen-veraendert"]);
        assert!(messages[0].contains("`eigenanteil.gesamt`"), "{messages:?}");
        assert!(rows.contains("1 verändert") && rows.contains("Wort für Wort gleich"), "{rows}");
    }
}

#[test]
fn every_value_of_every_figure_is_compared() {
    let json = attachments().into_iter().find(|file| file.name == NUMBERS).unwrap().content;
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let mut forged = json.clone();
    let figures = forged["figures"].as_array_mut().unwrap();
    let count = figures.len();
    for figure in figures {
        let text = figure["text"].as_str().unwrap().to_owned();
        let at = text.find(|c: char| c.is_ascii_digit()).unwrap();
        figure["text"] = self::forged(&text, &[at]).into();
    }
    let Found { rows, .. } = found(&with_data(|all| {
        let file = all.iter_mut().find(|file| file.name == NUMBERS).unwrap();
        file.content = serde_json::to_vec(&forged).unwrap();
    }));
    assert!(rows.contains(&format!("{count} neu errechnet, {count} verändert")), "{rows}");
}

#[test]
fn files_that_are_missing_or_foreign_are_named() {
    let Found { codes, messages, .. } = found(&with_data(|all| {
        all.retain(|file| file.name != "daten/stellen.yaml");
        all.push(attachment("daten/zweite.yaml", b"kosten: []".into()));
    }));
    assert_eq!(codes, ["daten-veraendert", "daten-veraendert"]);
    assert!(messages[0].contains("`daten/stellen.yaml` fehlt"), "{messages:?}");
    assert!(messages[1].contains("`daten/zweite.yaml` gehört nicht dazu"), "{messages:?}");
}

#[test]
fn data_that_make_no_paper_are_shown_with_their_place() {
    let change = |all: &mut Vec<Attachment>| {
        replace(all, "daten/kosten.yaml", "84100", "viel");
        seal(all);
    };
    let outcome = prove("a.pdf", &with_data(change), Trust::Nothing);
    let codes: Vec<&str> = outcome.diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["daten-unbrauchbar", "zahl-ungueltig"]);
    let place = outcome.diagnostics[1].place.as_ref().unwrap();
    assert!(outcome.sources.locate(place).starts_with("daten/kosten.yaml:"));
    let rows = outcome.made.unwrap().text();
    assert!(rows.contains("Zahlen  nicht geprüft"), "{rows}");
}

#[test]
fn a_later_format_is_named_and_a_broken_manifest_refused() {
    let manifest =
        |text: &str| with_data(|all| all.last_mut().unwrap().content = text.as_bytes().to_vec());
    let Found { codes, messages, .. } = found(&manifest("{\"format\": 2, \"anders\": []}"));
    assert_eq!(codes, ["pdf-neuer"]);
    assert!(messages[0].contains("Format 2 einer neueren Version"), "{messages:?}");
    for broken in ["", "[]", "{}", "{\"format\": 1}", "{\"format\": \"2\"}", "\u{1}"] {
        assert_eq!(found(&manifest(broken)).codes, ["daten-veraendert"], "{broken}");
    }
}

#[test]
fn a_pdf_of_another_version_is_compared_by_its_text() {
    let other = |markdown: &str| {
        let document = reworded(markdown.to_owned());
        let mut attachments = attachments();
        let manifest = attachments.last_mut().unwrap();
        let text = String::from_utf8(manifest.content.clone()).unwrap();
        let mut old: Manifest = serde_json::from_str(&text).unwrap();
        old.program = "vorlage 0.0.9".into();
        manifest.content = serde_json::to_vec(&old.sealed()).unwrap();
        pdf_carrying(&document, &KIM.look, &attachments).unwrap()
    };
    let Found { codes, rows, .. } = found(&other(&KIM.document.markdown));
    assert_eq!(codes, ["datei-nicht-verglichen"]);
    assert!(rows.contains("Wort für Wort gleich") && rows.contains("da anders gesetzt"), "{rows}");
    assert!(rows.contains("Geschrieben mit vorlage 0.0.9."), "{rows}");

    let forged = KIM.document.markdown.replacen("54.900,00", "54.900,01", 1);
    assert_eq!(found(&other(&forged)).codes, ["text-veraendert"]);
}

#[test]
fn what_is_no_paper_of_ours_is_told_apart() {
    let plain = pdf(&KIM.document, &KIM.look).unwrap();
    assert_eq!(found(&plain).codes, ["pdf-ohne-daten"]);
    assert!(found(&plain).messages[0].contains("enthält keine Daten"));
    assert_eq!(found(b"").codes, ["kein-pdf"]);
    assert_eq!(found(b"vorlage:\n  art: x\n").codes, ["kein-pdf"]);
    assert_eq!(found(b"%PDF-1.7\n").codes, ["pdf-beschaedigt"]);
    assert_eq!(found(&encrypted()).codes, ["pdf-verschluesselt"]);
}

/// A PDF of `objects`, the first of which is its catalogue.
fn pdf_of(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut text = String::from("%PDF-1.7\n");
    let mut offsets = String::from("0000000000 65535 f \n");
    for (index, object) in objects.iter().enumerate() {
        offsets += &format!("{:010} 00000 n \n", text.len());
        text += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let (start, count) = (text.len(), objects.len() + 1);
    text += &format!(
        "xref\n0 {count}\n{offsets}trailer\n<< /Root 1 0 R /Size {count} {trailer} >>\n\
         startxref\n{start}\n%%EOF\n"
    );
    text.into_bytes()
}

/// A PDF that asks for a password which nobody knows.
fn encrypted() -> Vec<u8> {
    let zeros = "0".repeat(64);
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [] /Count 0 >>".to_owned(),
        format!("<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{zeros}> /U <{zeros}> >>"),
    ];
    let id = "0".repeat(32);
    pdf_of(&objects, &format!("/Encrypt 3 0 R /ID [<{id}> <{id}>]"))
}

#[test]
fn a_file_that_was_written_anew_is_not_the_original() {
    let appended = [TRUE.as_slice(), b"\n% eine Unterschrift\n"].concat();
    let Found { codes, rows, .. } = found(&appended);
    assert_eq!(codes, ["datei-veraendert"]);
    assert!(rows.contains("nicht die ursprüngliche"), "{rows}");
}

#[test]
fn templates_of_a_pdf_are_run_only_where_the_user_says_so() {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("data/kim"), &place.path().join("kim"));
    let clause = "koeln/abschnitte/klima.md";
    let own = root().join("templates/doppik/abschnitte/klima.md");
    let text = fs::read_to_string(own).unwrap();
    let target = place.path().join("templates").join(clause);
    fs::create_dir_all(target.parent().unwrap()).unwrap();
    fs::write(target, text + "\nEin Satz dieser Stadt.\n").unwrap();
    let pdf = finished(&place.path().join("kim")).pdf().unwrap();

    let Found { codes, messages, rows } = found(&pdf);
    assert_eq!(codes, ["vorlagendateien-fremd"]);
    assert!(messages[0].contains(&format!("`templates/{clause}` im PDF")), "{messages:?}");
    assert!(rows.contains("alle gleich") && rows.contains("Text    nicht geprüft"), "{rows}");

    let Found { codes, rows, .. } = found_in(&pdf, Trust::Templates);
    assert!(codes.is_empty(), "{codes:?}");
    assert!(rows.contains("Byte für Byte dieselbe"), "{rows}");
}

#[test]
fn more_files_than_any_paper_has_are_refused() {
    let many = with_data(|all| {
        let file = |number| attachment(&format!("a/{number}"), b"x".into());
        all.extend((0..600).map(file));
    });
    assert_eq!(found(&many).codes, ["pdf-zu-gross"]);
    // Forty million blanks take up a few kilobytes.
    let large = with_data(|all| {
        let file = |number| attachment(&format!("a/{number}"), vec![b' '; 20_000_000]);
        all.extend((0..2).map(file));
    });
    assert!(large.len() < 1_000_000, "{}", large.len());
    assert_eq!(found(&large).codes, ["pdf-zu-gross"]);
}

#[test]
fn a_tree_of_names_that_is_too_deep_or_too_wide_is_refused() {
    let tree = |nodes: Vec<String>| {
        let catalogue = "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 3 0 R >> >>";
        let pages = "<< /Type /Pages /Kids [] /Count 0 >>";
        let mut objects = vec![catalogue.to_owned(), pages.to_owned()];
        objects.extend(nodes);
        found(&pdf_of(&objects, "")).codes
    };
    let node =
        |kid: usize, times: usize| format!("<< /Kids [{}] >>", format!("{kid} 0 R ").repeat(times));
    let chain = |length: usize, times: usize| (0..length).map(|at| node(at + 4, times)).collect();
    assert_eq!(tree(chain(3, 1)), ["pdf-ohne-daten"]);
    assert_eq!(tree(chain(20, 1)), ["pdf-zu-gross"]);
    assert_eq!(tree(chain(7, 100)), ["pdf-zu-gross"]);
}

#[test]
fn a_truncated_pdf_is_never_proven() {
    let length = TRUE.len();
    let ends = (0..60).map(|part| length * part / 60).chain(length - 40..length - 1);
    for end in ends {
        let Found { codes, .. } = found(&TRUE[..end]);
        assert!(!codes.is_empty(), "{end} of {length} bytes");
    }
}

proptest! {
    #![proptest_config(Config { cases: 96, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_changed_byte_is_never_proven_and_never_a_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::weighted(0.3, (any::<prop::sample::Index>(), 0_usize..2_000)),
    ) {
        let mut bytes = TRUE.clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some((at, length)) = cut {
            let start = at.index(bytes.len());
            let end = (start + length).min(bytes.len());
            bytes.drain(start..end);
        }
        let is_proven = found(&bytes).codes.is_empty();
        prop_assert_eq!(is_proven, bytes == *TRUE);
    }
}

fn list(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { list(&path, found) } else { found.push(path) }
    }
}
