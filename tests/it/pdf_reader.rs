//! A finished PDF is read back by a reader that did not write it, and no file,
//! however broken, makes it stumble.

use vorlage::output::{PageText, Unreadable, pdf, pdf_text};

use crate::page::{document, look, squeezed};

/// The text of all pages.
fn text(pages: &[PageText]) -> String {
    pages.iter().map(PageText::text).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_was_written_is_read() {
    let markdown = "# Titel\n\nDie Öffnung kostet 1.234.567,89\u{a0}€, das sind 22,5\u{a0}% davon.\n\n\
                    | Zeile | 2021 | 2022 |\n|:--|--:|--:|\n| Förderung | 1,00\u{a0}€ | –73,50\u{a0}€ |\n";
    let pages = pdf_text(&pdf(&document(markdown), &look()).unwrap()).unwrap();
    assert_eq!(pages.len(), 1);
    let read = text(&pages);
    for part in
        ["Titel", "1.234.567,89\u{a0}€", "22,5\u{a0}%", "Förderung", "1,00\u{a0}€", "–73,50\u{a0}€"]
    {
        assert!(squeezed(&read).contains(&squeezed(part)), "{part} in {read}");
    }
    // A row of a table is a line, a cell a run.
    let row: Vec<String> = pages[0]
        .lines()
        .into_iter()
        .map(|line| line.iter().map(|run| squeezed(&run.text)).collect::<Vec<_>>().join("|"))
        .filter(|line| line.starts_with("Förderung"))
        .collect();
    assert_eq!(row, ["Förderung|1,00€|–73,50€"]);
    // A4 in points, whatever was drawn.
    assert!((pages[0].width - 595.28).abs() < 0.01 && (pages[0].height - 841.89).abs() < 0.01);
}

#[test]
fn foreign_and_broken_files_are_refused() {
    for bytes in [&b""[..], b"%PDF-1.7", b"Beschlussvorlage", &[0; 10_000]] {
        assert_eq!(pdf_text(bytes), Err(Unreadable::NoPdf));
    }
    assert_eq!(pdf_text(&vec![0; 64_000_001]), Err(Unreadable::TooLarge));
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

#[test]
fn damaged_files_are_read_or_refused() {
    let markdown = "# Titel\n\nKosten: 1.234,50\u{a0}€\n\n| a | b |\n|:--|--:|\n| c | 1 |\n";
    let whole = pdf(&document(markdown), &look()).unwrap();
    let mut dice = Dice(1);
    for length in (0..whole.len()).step_by(whole.len() / 60) {
        let _ = pdf_text(&whole[..length]);
    }
    for _ in 0..300 {
        let mut damaged = whole.clone();
        for _ in 0..=dice.below(20) {
            let at = dice.below(damaged.len());
            damaged[at] = u8::try_from(dice.below(256)).unwrap();
        }
        let _ = pdf_text(&damaged);
    }
}

/// A PDF of one page with the given content and further objects, numbered from 5.
fn handmade(content: &str, resources: &str, objects: &[String]) -> Vec<u8> {
    let mut bodies = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << {resources} >> >>"
        ),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    bodies.extend_from_slice(objects);
    let mut pdf = String::from("%PDF-1.7\n");
    let mut offsets = Vec::new();
    for (index, body) in bodies.iter().enumerate() {
        offsets.push(pdf.len());
        pdf += &format!("{} 0 obj\n{body}\nendobj\n", index + 1);
    }
    let start = pdf.len();
    pdf += &format!("xref\n0 {}\n0000000000 65535 f \n", bodies.len() + 1);
    for offset in offsets {
        pdf += &format!("{offset:010} 00000 n \n");
    }
    pdf += &format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        bodies.len() + 1
    );
    pdf.into_bytes()
}

#[test]
fn forms_that_unfold_without_end_are_refused() {
    // 30 forms, each of which draws the next one ten times: 10 to the power of 30.
    let forms: Vec<String> = (0..30)
        .map(|index| {
            let content = "/F Do ".repeat(10);
            format!(
                "<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /F {} 0 R >> >> /Length {} >>\nstream\n{content}\nendstream",
                index + 6,
                content.len()
            )
        })
        .collect();
    let pdf = handmade("/F Do", "/XObject << /F 5 0 R >>", &forms);
    assert_eq!(pdf_text(&pdf), Err(Unreadable::TooLarge));
    // A form that draws itself.
    let own = "<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /F 5 0 R >> >> /Length 5 >>\nstream\n/F Do\nendstream";
    let pdf = handmade("/F Do", "/XObject << /F 5 0 R >>", &[own.to_owned()]);
    assert_eq!(pdf_text(&pdf), Err(Unreadable::TooLarge));
}

#[test]
fn nesting_and_double_compression_are_survived() {
    for open in ["[", "<<", "/A [", "<< /A ", "q ", "BT ", "("] {
        for depth in [1_900, 100_000] {
            let _ = pdf_text(&handmade(&open.repeat(depth), "", &[]));
        }
        let object = open.repeat(100_000);
        let _ = pdf_text(&handmade("/F Do", "/XObject 5 0 R", &[object]));
    }
    let twice = "<< /Length 4 /Filter [/FlateDecode /FlateDecode] >>\nstream\nabcd\nendstream";
    assert_eq!(pdf_text(&handmade("", "", &[twice.to_owned()])), Err(Unreadable::TooLarge));
}

#[test]
fn text_without_a_known_font_is_no_stumbling_block() {
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned();
    let pages =
        pdf_text(&handmade("BT /F 12 Tf 10 10 Td (Hallo) Tj ET", "/Font << /F 5 0 R >>", &[font]));
    assert_eq!(pages.unwrap().len(), 1);
}
