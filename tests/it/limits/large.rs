//! Large files that somebody really has: no limit stands in their way.

use std::fmt::Write as _;

use super::{pdfs, workbooks};
use crate::run::Run;

/// The messages about `run`, which exceeds nothing.
#[track_caller]
fn bearable(run: &Run) -> String {
    let said = String::from_utf8(run.command().output().unwrap().stderr).unwrap();
    for refusal in ["grenze-ueberschritten", "zu-gross", "programmfehler"] {
        assert!(!said.contains(refusal), "{said}");
    }
    said
}

/// 50,000 posts with eight cells each, of which none belongs to the paper.
#[test]
fn a_workbook_with_all_posts_of_a_large_city_is_read() {
    let mut rows = String::from("<row>");
    for title in ["Kennung", "Anteil"] {
        write!(rows, r#"<c t="inlineStr"><is><t>{title}</t></is></c>"#).unwrap();
    }
    rows.push_str("</row>");
    for index in 0..50_000 {
        write!(rows, r#"<row><c t="inlineStr"><is><t>stelle-{index}</t></is></c><c><v>1</v></c>"#)
            .unwrap();
        for word in ["Sachbearbeitung", "E 13", "Amt für Schule", "befristet", "", "besetzt"] {
            write!(rows, r#"<c t="inlineStr"><is><t>{word} {index}</t></is></c>"#).unwrap();
        }
        rows.push_str("</row>");
    }
    let book = workbooks::xlsx_with("><si><t>a</t></si>", &rows);
    let run = Run::of("import stellen a.xlsx data/kim").bytes("a.xlsx", &book);
    let said = bearable(&run);
    assert!(said.contains("stelle-1"), "{said}");
}

/// Plans with 600,000 lines and curves on twenty pages: 18 MB, packed as they come.
#[test]
fn a_pdf_with_large_plans_is_read() {
    let bytes = pdfs::plans(20, 30_000);
    assert!(bytes.len() > 5_000_000, "{}", bytes.len());
    let said = bearable(&Run::of("audit a.pdf").bytes("a.pdf", &bytes));
    assert!(said.contains("audit-pdf-leer"), "{said}");
}

/// Whoever ends a command ends its sandbox, also before that began: nothing is written.
#[cfg(target_os = "linux")]
#[test]
fn a_sandbox_whose_command_is_gone_does_nothing() {
    let run = Run::of("--sandboxed=1 build data/kim");
    let output = run.command().output().unwrap();
    assert_eq!((output.status.code(), output.stdout, output.stderr), (Some(1), vec![], vec![]));
    assert!(!run.path("output").exists());
}
