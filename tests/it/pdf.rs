//! The PDF as a file: what it is, that it conforms, that it is the same every time.
//!
//! Some tests ask a program that is not part of this one (veraPDF, poppler) and
//! say so where it is missing.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use typst::layout::Abs;

use vorlage::diagnostic::Sources;
use vorlage::document::Document;
use vorlage::finance::Figures;
use vorlage::output::{Look, missing, pdf, pdf_proves_itself, text_proves_itself, typeset};
use vorlage::paper::Request;

use crate::files::root;
use crate::page::{changed, depth, document, look, pages_of, sample, text_on_pages};

/// Where the text of a page ends: the height of A4 less the margin.
fn lowest() -> Abs {
    Abs::mm(271.0)
}

#[test]
fn same_input_gives_the_same_bytes() {
    let first = pdf(&sample(), &look()).unwrap();
    assert!(first.starts_with(b"%PDF-1.7"));
    assert_eq!(first, pdf(&sample(), &look()).unwrap());
    assert_ne!(first, pdf(&document("# Etwas anderes"), &look()).unwrap());
}

/// All papers in one run of the tool, which is slow to start.
#[test]
fn every_paper_conforms_to_pdf_ua_1_and_pdf_a_3a() {
    let root = root();
    let mut papers = vec![written("sample"), endless()];
    let mut folders = Vec::new();
    for entry in fs::read_dir(root.join("data")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        folders.push((root.join("data").join(&name), name));
    }
    let own = folders.len();
    for entry in fs::read_dir(root.join("tests/golden")).unwrap() {
        let case = entry.unwrap().file_name().into_string().unwrap();
        folders.push((root.join("tests/golden").join(&case).join("data"), case));
    }
    assert!(own > 6 && folders.len() > own);
    for (folder, name) in folders {
        papers.push(built(&folder, &name, false));
        // A city need not have the annex.
        if has_annex(&folder) {
            papers.push(built(&folder, &format!("{name}-nachweis"), true));
        }
    }
    let script = root.join("tests/verapdf/run.sh");
    let output = Command::new("sh").arg(script).arg("ua1,3a").args(&papers).output().unwrap();
    let said = said(&output);
    if output.status.code() == Some(2) {
        return skipped("veraPDF", &said);
    }
    assert!(output.status.success(), "{said}");
    for paper in papers {
        let name = paper.file_name().unwrap().to_str().unwrap();
        for profile in ["ua1", "3a"] {
            assert!(said.contains(&format!("PASS {profile} {name} ")), "{name}\n{said}");
        }
    }
}

#[test]
fn says_what_it_is() {
    let file = written("says");
    let Ok(output) = Command::new("pdfinfo").arg(&file).env("TZ", "UTC").output() else {
        return skipped("pdfinfo", "");
    };
    let said = said(&output);
    for line in [
        "Title:           Beschlussvorlage 0815/2024: Sanierung der Schwimmhalle „Am Anger“",
        "Author:          Stadt Musterstadt",
        "CreationDate:    Tue Jan  2 00:00:00 2024 UTC",
        "Tagged:          yes",
        "Pages:           2",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
}

#[test]
fn its_text_can_be_copied() {
    let file = written("copied");
    let Ok(output) = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output() else {
        return skipped("pdftotext", "");
    };
    // Poppler takes one white space for another.
    let said = said(&output).replace('\u{a0}', " ");
    for text in
        ["349.999,99 €", "☒ Ja, investiv", "Şahin", "Nguyễn", "Łukasz Wójcik", "Seite 2 von 2"]
    {
        assert!(said.contains(text), "{text}\n{said}");
    }
}

#[test]
fn a_screen_reader_can_follow_tables_and_headings() {
    let file = written("structure");
    let Ok(output) = Command::new("pdfinfo").arg("-struct").arg(&file).output() else {
        return skipped("pdfinfo", "");
    };
    let said = said(&output);
    let count = |role: &str| said.lines().filter(|line| line.trim().starts_with(role)).count();
    assert_eq!(count("H1 \"Beschlussvorlage\""), 1, "{said}");
    assert_eq!(count("H2 "), 5, "{said}");
    assert_eq!(count("Table "), 4, "{said}");
    // The heads of columns, and of all rows but the two of the last table that have none.
    assert_eq!(count("/Scope /Column"), 3 + 2 + 3 + 4, "{said}");
    assert_eq!(count("/Scope /Row"), 1 + 2 + 3 + 5, "{said}");
}

/// Typst counts on from the first number of a list unless it is told otherwise.
#[test]
fn items_are_printed_with_their_numbers_as_typed() {
    let text =
        "# Titel\n\n12. Antrag\n\n15. Bescheid\n\n3. Beginn\n\n- Punkt\n  7. tiefer\n  9. Ende\n";
    let printed = text_on_pages(&document(text), &look());
    assert_eq!(printed, "Titel12.Antrag15.Bescheid3.Beginn–Punkt7.tiefer9.Ende");
    // Also where a list is nested deeper than a page shows.
    let deep: String = (0..9).map(|depth| format!("{}4. Ebene\n", "   ".repeat(depth))).collect();
    let printed = text_on_pages(&document(&format!("# Titel\n\n{deep}")), &look());
    assert_eq!(printed, format!("Titel{}", "4.Ebene".repeat(9)));
    assert!(pdf(&document(text), &look()).is_ok());
}

/// What the typesetter loses, puts in or says otherwise is found in the finished file.
#[test]
fn every_word_of_the_pdf_is_held_to_the_text() {
    let text = "# Titel\n\nDer Rat beschließt am 15. Juni nicht.\n\n1. eins\n2. zwei\n\n\
                | Jahr | Ort |\n|---|---|\n| 2021 | Köln |\n";
    let meant = document(text);
    let own = pdf(&meant, &look()).unwrap();
    assert_eq!(pdf_proves_itself(&meant, &look(), &own), Ok(()));
    for (word, forged) in [
        (" nicht", ""),
        ("15. Juni", "13. Juni"),
        ("beschließt", "beschloss"),
        ("2. zwei", "3. zwei"),
        ("2021", "2022"),
        ("Köln |", "Köln und Bonn |"),
        ("Titel", "Titel mehr"),
    ] {
        let other = pdf(&document(&text.replacen(word, forged, 1)), &look()).unwrap();
        let problems = pdf_proves_itself(&meant, &look(), &other).unwrap_err();
        assert_eq!(problems[0].code, "rueckleseprobe", "{word}");
        assert!(problems[0].message.contains("wo im Text"), "{problems:?}");
    }
}

/// The finished Markdown is held to the tree in the same way.
#[test]
fn every_word_of_the_markdown_is_held_to_the_text() {
    let proven = |of: &Document| text_proves_itself(of, &Figures::default(), &Sources::default());
    let text = "# Titel\n\n12. eins\n15. zwei\n\n| a | b |\n|---|---|\n| c \\| d | e |\n";
    let meant = document(text);
    assert_eq!(proven(&meant), Ok(()));
    for (word, forged) in
        [("eins", "keins"), ("15.", "13."), ("e |", "|"), ("# Titel", "# Titel 2")]
    {
        let markdown = text.replacen(word, forged, 1);
        let other = Document { markdown, ..meant.clone() };
        assert_eq!(proven(&other).unwrap_err()[0].code, "rueckleseprobe", "{word}");
    }
}

/// Words that stand in the layout of a city are its own; others are not.
#[test]
fn a_layout_may_print_words_of_its_own() {
    let own = changed(&look(), &[("weitere.join()", "weitere.join()\n  [Bürgerdienste online]")]);
    let text = document("**Stadt**\n\n# Titel\n\nText\n");
    let printed = pdf(&text, &own).unwrap();
    assert!(pdf_proves_itself(&text, &look(), &printed).is_err());
}

#[test]
fn a_figure_knows_its_place_in_the_text() {
    let source = typeset(&sample(), &look());
    let printed = sample().printed.len();
    assert_eq!(printed, 15);
    for index in 0..printed {
        assert_eq!(source.matches(&format!("#zahl({index}, \"")).count(), 1, "{index}");
    }
    assert!(source.contains("#zahl(1, \"349.999,99\u{a0}€\");"));
}

#[test]
fn rows_are_told_apart() {
    let source = typeset(&sample(), &look());
    for (call, count) in
        [("  gruppe(", 1), ("  zwischensumme(", 1), ("  summe(", 1), ("  zeile(", 8)]
    {
        assert_eq!(source.matches(&format!("\n{call}")).count(), count, "{call}");
    }
}

/// A row of a thousand words is higher than a page, and its end would lie beyond the paper.
#[test]
fn a_row_higher_than_a_page_stops_the_paper() {
    let words: String = (0..1000).map(|number| format!("Wort{number} ")).collect();
    let text = format!("# Ziele\n\n| Ziel | Stand |\n|:---|:---|\n| {words} | offen |\n");
    let problems = pdf(&document(&text), &look()).unwrap_err();
    assert_eq!(problems.iter().map(|of| of.code).collect::<Vec<_>>(), ["text-ueber-rand"]);
}

#[test]
fn a_character_without_a_glyph_stops_the_paper() {
    let text = "# Gruß\n\nEin Fest &#x1F600; für 李\n";
    let problems = pdf(&document(text), &look()).unwrap_err();
    let said: Vec<_> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "Das Zeichen `😀` (U+1F600) fehlt in den Schriften: „… Ein Fest &#x1F600; für 李 …“",
            "Das Zeichen `李` (U+674E) fehlt in den Schriften: „… Ein Fest &#x1F600; für 李 …“",
        ]
    );
    assert!(problems.iter().all(|problem| problem.code == "zeichen-fehlt"));

    let places: Vec<_> = missing(&document(text), &look())
        .into_iter()
        .map(|missing| text[missing.range].to_owned())
        .collect();
    assert_eq!(places, ["&#x1F600;", "李"]);
}

#[test]
fn the_direction_of_writing_cannot_be_turned() {
    let problems = pdf(&document("# A\n\n100\u{202e}001\n"), &look()).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(
        problems[0].message,
        "Das unsichtbare Zeichen U+202E kann nicht gesetzt werden: „… 100\u{fffd}001 …“"
    );
}

#[test]
fn a_mistake_in_the_layout_is_shown_where_it_stands() {
    let mut sources = Sources::default();
    let seite = look().seite.replace("linie = wert(", "linie = wertt(");
    let file = sources.add("templates/gemeinsam/seite.typ", seite.as_str());
    let problems = pdf(&sample(), &Look { seite, parts: vec![(0, file)], ..look() }).unwrap_err();
    let place = problems[0].place.clone().unwrap();
    assert_eq!(problems[0].code, "seitenlayout");
    assert_eq!(&sources.text(file)[place.range], "wertt");
}

#[test]
fn a_layout_that_lacks_a_function_is_told_which() {
    let seite = look().seite.replace("#let trennlinie()", "#let strich()");
    let problems = pdf(&sample(), &Look { seite, ..look() }).unwrap_err();
    assert!(problems[0].message.contains("trennlinie"), "{problems:?}");
}

#[test]
fn a_layout_cannot_read_files_packages_or_the_clock() {
    for code in [
        "read(\"/etc/hostname\")",
        "image(\"a.png\")",
        "datetime.today()",
        "include \"a.typ\"",
        "import \"@preview/a:1.0.0\"",
    ] {
        let seite = format!("{}\n#let geheim = {{ {code} }}\n", look().seite);
        let problems = pdf(&sample(), &Look { seite, ..look() }).unwrap_err();
        assert_eq!(problems[0].code, "seitenlayout", "{code}");
    }
}

#[test]
fn a_heading_is_never_alone_at_the_end_of_a_page() {
    let careless = bare(&[("show link:", "show heading: set block(sticky: false)\n  show link:")]);
    assert!(!filled(&bare(&[])).iter().any(|page| ends_with_heading(page)));
    assert!(filled(&careless).iter().any(|page| ends_with_heading(page)));
}

#[test]
fn a_row_of_a_table_is_never_split() {
    let careless = bare(&[("breakable: false", "breakable: true")]);
    assert!(!filled(&bare(&[])).iter().any(|page| splits_row(page)));
    assert!(filled(&careless).iter().any(|page| splits_row(page)));
}

#[test]
fn a_table_that_is_kept_on_one_page_fits_on_it() {
    let look = bare(&[]);
    let careless = bare(&[("breakable: zeilenzahl > 32", "breakable: false")]);
    let mut kept = 0;
    for (rows, letter) in (8..36).zip("WMm".chars().cycle()) {
        for letters in [2, 9, 13, 18, 26, 40] {
            let name = format!("{} ", letter.to_string().repeat(letters / 2)).repeat(2);
            let row = format!("| **{name}** | 1.084.959,00 | 1.084.959,00 | 1.084.959,00 |\n");
            let table = format!("# A\n\n| | 1 | 2 | 3 |\n|---|--:|--:|--:|\n{}", row.repeat(rows));
            assert!(depth(&document(&table), &look) < lowest(), "{rows} rows of {name}");
            kept += usize::from(pages_of(&document(&table), &look).len() == 2);
        }
    }
    assert!(kept > 0);
    let long = "| a | b |\n|---|---|\n".to_owned() + &"| a | b |\n".repeat(60);
    assert!(depth(&document(&long), &careless) > lowest());
}

#[test]
fn the_head_of_a_table_stands_on_each_of_its_pages() {
    let rows = "| Zelle | 1 |\n".repeat(200);
    let text = format!("# Titel\n\n| Kopf | Zahl |\n|---|--:|\n{rows}");
    let pages = pages_of(&document(&text), &look());
    assert!(pages.len() > 3);
    assert!(pages.iter().all(|page| page.contains(&"Kopf".to_owned())));
}

/// The look without head and foot, and with other code.
fn bare(changes: &[(&str, &str)]) -> Look {
    let margins = [
        ("header: kopfzeile(titel, betreff)", "header: none"),
        ("footer: fusszeile(stadt)", "footer: none"),
    ];
    changed(&changed(&look(), &margins), changes)
}

/// Pages on which headings and rows of several lines stand at every height.
fn filled(look: &Look) -> Vec<Vec<String>> {
    let row = format!("| anfang {} ende | 1 |\n", "wort ".repeat(90));
    let table = "| A | B |\n|---|--:|\n".to_owned() + &row.repeat(20);
    let papers = (20..40).map(|lines| {
        let filler = "Zeile\n\n".repeat(lines);
        format!("# Titel\n\n{filler}## Überschrift\n\nDanach.\n\n{table}")
    });
    papers.flat_map(|markdown| pages_of(&document(&markdown), look)).collect()
}

fn ends_with_heading(page: &[String]) -> bool {
    page.last().is_some_and(|text| text == "Überschrift")
}

/// Whether a row begins on this page and does not end on it.
fn splits_row(page: &[String]) -> bool {
    let text = page.concat();
    text.matches("anfang").count() != text.matches("ende").count()
}

/// The sample paper as a file.
fn written(test: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.pdf"));
    fs::write(&file, pdf(&sample(), &look()).unwrap()).unwrap();
    file
}

/// Whether the city of the paper in `folder` has a template of the annex.
fn has_annex(folder: &Path) -> bool {
    let lacks = |code: &str| code == "vorlagendatei-fehlt";
    !Request::of(folder).annexed(true).finished().diagnostics.iter().any(|found| lacks(found.code))
}

/// The paper in `folder` as the program writes it, with its data.
fn built(folder: &Path, name: &str, nachweis: bool) -> PathBuf {
    let outcome = Request::of(folder).annexed(nachweis).finished();
    let bytes = outcome.made.unwrap().pdf().unwrap();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
    fs::write(&file, bytes).unwrap();
    file
}

/// A paper of words that have to break.
fn endless() -> PathBuf {
    let word = "X".repeat(300);
    let text = format!("# {word}\n\n{word}\n\n| {word} | B |\n|---|---|\n| {word} | {word} |\n");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("endless.pdf");
    fs::write(&file, pdf(&document(&text), &look()).unwrap()).unwrap();
    file
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Says on the terminal, past the harness, which keeps what passing tests print, that
/// a test did not take place.
fn skipped(what: &str, why: &str) {
    let line = format!("\nSKIPPED: {what} is not available {}\n", why.trim_end());
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}

/// Typst gives up on a long table that begins with two headings of groups.
#[test]
fn a_group_without_rows_stops_no_paper() {
    let (group, rows) = ("| **Gruppe** | |\n", "| Zeile | 1 |\n".repeat(60));
    for body in [[group, group, &rows, ""], [group, &rows, group, group]] {
        let text = format!("# Titel\n\n| Name | Wert |\n|:---|:---|\n{}", body.concat());
        assert!(pdf(&document(&text), &look()).is_ok());
        let source = typeset(&document(&text), &look());
        assert_eq!(source.matches("\n  gruppe(").count(), 1);
    }
}
