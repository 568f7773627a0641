//! A paper as an office file: its parts are read without the code that writes them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use vorlage::output::{Format, files, office_text};
use vorlage::paper::Finished;

use crate::files::{example, root};
use crate::paper::finished;

/// The papers among the examples.
fn papers() -> Vec<Finished> {
    let mut names: Vec<String> = std::fs::read_dir(root().join("data"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names.iter().map(|name| paper(name)).collect()
}

fn paper(name: &str) -> Finished {
    finished(&example(name))
}

fn docx(paper: &Finished) -> Vec<u8> {
    written(paper, "docx")
}

fn odt(paper: &Finished) -> Vec<u8> {
    written(paper, "odt")
}

fn written(paper: &Finished, format: &str) -> Vec<u8> {
    let format = Format::of(format).unwrap();
    files(&paper.content(), "a", &[format]).unwrap().remove(0).1
}

fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        let name = part.name().unwrap().into_owned();
        parts.insert(name, String::from_utf8_lossy(&content).into_owned());
    }
    parts
}

/// What stands between `open` and `close`, each time.
fn between<'t>(text: &'t str, open: &'t str, close: &'t str) -> Vec<&'t str> {
    text.split(open).skip(1).filter_map(|rest| Some(rest.split_once(close)?.0)).collect()
}

#[test]
fn every_example_is_written_and_twice_the_same() {
    // Writing holds every word and amount to the tree.
    for paper in papers() {
        let [word, writer] = [docx(&paper), odt(&paper)];
        assert!(word == docx(&paper), "{}", paper.document.meta.betreff);
        assert!(writer == odt(&paper), "{}", paper.document.meta.betreff);
        // Two readers of two formats read the same text.
        let [word, writer] = [word, writer].map(|file| office_text(&file).unwrap().lines);
        assert!(!word.is_empty());
        let filled = |lines: Vec<String>| -> Vec<String> {
            lines.into_iter().filter(|line| !line.is_empty()).collect()
        };
        assert_eq!(filled(word), filled(writer));
    }
}

#[test]
fn headings_are_those_of_word_on_the_levels_of_the_text() {
    let paper = paper("kim");
    let document = parts(&docx(&paper))["word/document.xml"].clone();
    let styles: Vec<&str> = between(&document, "<w:pStyle w:val=\"berschrift", "\"");
    let levels: Vec<String> = paper
        .document
        .markdown
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| line.chars().take_while(|sign| *sign == '#').count().to_string())
        .collect();
    assert_eq!(styles, levels);
    let styles = parts(&docx(&paper))["word/styles.xml"].clone();
    for level in 1..=6 {
        assert!(styles.contains(&format!("<w:name w:val=\"heading {level}\"/>")));
    }
    assert!(styles.contains("<w:lang w:val=\"de-DE\""));
}

#[test]
fn tables_repeat_their_heads_and_no_row_is_parted() {
    for paper in papers() {
        let document = parts(&docx(&paper))["word/document.xml"].clone();
        for table in between(&document, "<w:tbl>", "</w:tbl>") {
            let rows = table.matches("<w:tr>").count();
            assert_eq!(table.matches("<w:cantSplit/>").count(), rows);
            assert!(table.contains("w:firstColumn=\"1\""));
            let has_head = table.contains("w:firstRow=\"1\"");
            assert_eq!(table.matches("<w:tblHeader/>").count(), usize::from(has_head));
            // Columns and cells fit: every row spans as many as the grid has.
            let columns = table.matches("<w:gridCol ").count();
            for row in between(table, "<w:tr>", "</w:tr>") {
                let spans = between(row, "<w:gridSpan w:val=\"", "\"");
                let more: usize = spans.iter().map(|span| span.parse::<usize>().unwrap() - 1).sum();
                assert_eq!(row.matches("<w:tc>").count() + more, columns);
            }
        }
    }
}

#[test]
fn a_diagram_is_a_picture_that_says_all_it_shows() {
    let parts = parts(&docx(&paper("kim-neufassung")));
    let document = &parts["word/document.xml"];
    let said = between(document, "<wp:docPr id=\"1\" name=\"diagramm1\" descr=\"", "\"");
    // The figures of the bridge: 380.108,05 + 39.747,10 = 419.855,15.
    let expected = "Balkendiagramm. Bisher 380.108,05\u{a0}€; Änderung 1 (Assistenz, Anteil) \
                    +39.747,10\u{a0}€; Neu 419.855,15\u{a0}€";
    assert_eq!(said, [expected]);
    assert!(parts["word/media/diagramm1.png"].contains("PNG"));
}

#[test]
fn properties_name_the_paper_and_the_fingerprint_of_its_data() {
    let parts = parts(&docx(&paper("kim")));
    assert!(parts["docProps/core.xml"].contains(
        "<dc:title>Beschlussvorlage 0000/2021: Teilnahme am Landesprogramm „Kommunales \
         Integrationsmanagement“"
    ));
    assert!(parts["docProps/core.xml"].contains("2021-04-01T00:00:00Z"));
    let custom = &parts["docProps/custom.xml"];
    assert!(custom.contains("name=\"Vorlagennummer\"><vt:lpwstr>0000/2021<"));
    let print = between(custom, "name=\"Fingerabdruck der Daten\"><vt:lpwstr>", "<");
    assert!(print[0].len() == 64 && parts["customXml/item1.xml"].contains(print[0]));
    let foot = &parts["word/footer1.xml"];
    assert!(foot.contains("w:instr=\" PAGE \"") && foot.contains("w:instr=\" NUMPAGES \""));
}

#[test]
fn an_odt_says_first_what_it_is() {
    let file = odt(&paper("kim"));
    // The name of the first part stands at byte 30, its content unpacked behind it (ODF 1.3,
    // part 2, 3.3).
    let mime = b"mimetypeapplication/vnd.oasis.opendocument.text";
    assert_eq!(&file[30..30 + mime.len()], mime);
    let parts = parts(&file);
    let manifest = &parts["META-INF/manifest.xml"];
    for name in parts.keys().filter(|name| *name != "mimetype" && !name.starts_with("META")) {
        assert!(manifest.contains(&format!("full-path=\"{name}\"")), "{name}");
    }
}

#[test]
fn headings_and_tables_of_an_odt_say_what_they_are() {
    for paper in papers() {
        let content = parts(&odt(&paper))["content.xml"].clone();
        let levels: Vec<&str> = between(&content, "text:outline-level=\"", "\"");
        let expected = paper.document.markdown.lines().filter(|line| line.starts_with('#'));
        let expected: Vec<String> = expected
            .map(|line| line.chars().take_while(|sign| *sign == '#').count().to_string())
            .collect();
        assert_eq!(levels, expected);
        for table in between(&content, "<table:table ", "</table:table>") {
            assert_eq!(table.matches("<table:table-header-columns>").count(), 1);
            let columns = table.matches("<table:table-column ").count();
            for row in between(table, "<table:table-row ", "</table:table-row>") {
                let cells = row.matches("<table:table-cell ").count();
                let covered = row.matches("<table:covered-table-cell/>").count();
                assert_eq!(cells + covered, columns);
            }
        }
        // No list holds a table: Writer would throw it away.
        let mut depth = 0_usize;
        for tag in between(&content, "<", ">") {
            match tag {
                "/text:list" => depth -= 1,
                _ if tag.starts_with("text:list ") => depth += 1,
                _ => assert!(depth == 0 || !tag.starts_with("table:table "), "{tag}"),
            }
        }
        assert_eq!(depth, 0);
    }
}

#[test]
fn an_odt_names_its_paper_and_says_what_its_pictures_show() {
    let kim = parts(&odt(&paper("kim")));
    let meta = &kim["meta.xml"];
    assert!(meta.contains("<dc:title>Beschlussvorlage 0000/2021: Teilnahme am Landesprogramm"));
    assert!(meta.contains("meta:name=\"Vorlagennummer\">0000/2021<"));
    let print = between(meta, "meta:name=\"Fingerabdruck der Daten\">", "<");
    assert!(print[0].len() == 64 && kim["daten.xml"].contains(print[0]));
    let styles = &kim["styles.xml"];
    assert!(styles.contains("fo:language=\"de\" fo:country=\"DE\""));
    assert!(styles.contains("<text:page-number ") && styles.contains("<text:page-count>"));
    let amended = parts(&odt(&paper("kim-neufassung")));
    let said = between(&amended["content.xml"], "<svg:desc>", "</svg:desc>");
    // The figures of the bridge: 380.108,05 + 39.747,10 = 419.855,15.
    let expected = "Balkendiagramm. Bisher 380.108,05\u{a0}€; Änderung 1 (Assistenz, Anteil) \
                    +39.747,10\u{a0}€; Neu 419.855,15\u{a0}€";
    assert_eq!(said[0], expected);
    assert!(amended["Pictures/diagramm1.png"].contains("PNG"));
}

#[test]
fn what_is_no_office_file_is_told_and_no_bomb_unfolds() {
    use vorlage::output::OfficeUnreadable as U;
    assert_eq!(office_text(b"PK"), Err(U::NoOffice));
    assert_eq!(office_text(&packed("a.xml", b"<a/>")), Err(U::NoOffice));
    assert_eq!(office_text(&packed("word/document.xml", b"<w:p>")), Err(U::Damaged));
    assert_eq!(office_text(&packed("content.xml", b"<text:p>")), Err(U::Damaged));
    let entities = b"<!DOCTYPE a [<!ENTITY b \"bb\">]><a>&b;</a>";
    assert_eq!(office_text(&packed("word/document.xml", entities)), Err(U::Damaged));
    let deep = "<w:p>".repeat(501);
    assert_eq!(office_text(&packed("word/document.xml", deep.as_bytes())), Err(U::TooLarge));
    // 61 MB of blanks have 60 kB as they are packed.
    let large = packed("word/document.xml", &vec![b' '; 61_000_000]);
    assert!(large.len() < 200_000);
    assert_eq!(office_text(&large), Err(U::TooLarge));
}

fn packed(name: &str, content: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    zip.start_file(name, options).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap().into_inner()
}
