//! Workbooks that never end, that say they are huge, or that are.

use super::{archive, case};
use crate::run::Run;

/// An OpenDocument workbook with `content` in its spreadsheet.
fn ods(content: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>
        <office:spreadsheet>{content}"#
    );
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ])
}

/// An Excel workbook with one sheet and `strings` as the texts that its cells share.
fn xlsx(strings: &str) -> Vec<u8> {
    xlsx_with(strings, "")
}

/// An Excel workbook whose one sheet has these `rows`.
pub(super) fn xlsx_with(strings: &str, rows: &str) -> Vec<u8> {
    let package = "http://schemas.openxmlformats.org/package/2006";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    archive(&[
        ("[Content_Types].xml", &format!(r#"<Types xmlns="{package}/content-types"/>"#)),
        (
            "_rels/.rels",
            &format!(
                r#"<Relationships xmlns="{package}/relationships"><Relationship Id="r"
                Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            &format!(
                r#"<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Stellen"
                sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                r#"<Relationships xmlns="{package}/relationships"><Relationship Id="r1"
                Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2"
                Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#
            ),
        ),
        ("xl/sharedStrings.xml", &format!(r#"<sst xmlns="{main}" {strings}</sst>"#)),
        (
            "xl/worksheets/sheet1.xml",
            &format!(r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>"#),
        ),
    ])
}

#[track_caller]
fn import(name: &str, bytes: &[u8], words: &[&str]) {
    let run = Run::of(&format!("import stellen {name} data/kim")).bytes(name, bytes);
    case(&run, words);
}

#[test]
fn a_workbook_that_breaks_off_is_no_reason_to_wait() {
    let table = r#"<table:table table:name="A"><table:table-row><table:table-cell/>"#;
    let rows = format!("{table}</table:table-row>");
    import("a.ods", &ods(&rows), &["a.ods", "Arbeitsmappe"]);
    import("b.ods", &ods(table), &["b.ods", "Arbeitsmappe"]);
}

#[test]
fn what_stands_there_a_billion_times_is_not_read_so_often() {
    let blanks = r#"<table:table table:name="A"><table:table-row><table:table-cell
        office:value-type="string"><text:p><text:s text:c="2000000000"/></text:p>
        </table:table-cell></table:table-row></table:table>"#;
    import("a.ods", &ods(blanks), &["a.ods", "Arbeitsmappe", "grenze-ueberschritten"]);
    let cell = format!(
        r#"<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>"#,
        "x".repeat(100)
    );
    let row = format!(
        r#"<table:table-row table:number-rows-repeated="1000000">{}</table:table-row>"#,
        cell.replace("table-cell ", r#"table-cell table:number-columns-repeated="1000" "#)
    );
    let table = format!(
        r#"<table:table table:name="A">{row}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    import("b.ods", &ods(&table), &["b.ods"]);
}

#[test]
fn how_many_texts_a_workbook_claims_to_have_is_not_believed() {
    for count in ["18000000000000000000", "4000000000"] {
        let strings = format!(r#"count="{count}" uniqueCount="{count}"><si><t>a</t></si>"#);
        import("a.xlsx", &xlsx(&strings), &["a.xlsx", "Die Arbeitsmappe"]);
    }
}

/// 300 MB of blanks, of a comment, and of one attribute, each packed to 300 kB.
#[test]
fn what_unfolds_to_gigabytes_is_measured_while_it_unfolds() {
    let much = " ".repeat(300_000_000);
    for strings in [format!(">{much}"), format!("><!--{much}-->"), format!("a=\"{much}\">")] {
        import("a.xlsx", &xlsx(&strings), &["a.xlsx", "import-zu-gross"]);
    }
}
