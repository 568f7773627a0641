//! What a table looks like: totals, merged and hidden cells, titles, quotation marks.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{Format, Worksheet};
use vorlage::data::import::Import;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::findings::{csv, findings};
use super::tables::{ods, row, updates, xlsx};
use super::{Amt, text};

fn heading(sheet: &mut Worksheet, row: u32, headings: &[&str]) {
    for (column, heading) in headings.iter().enumerate() {
        sheet.write(row, u16::try_from(column).unwrap(), *heading).unwrap();
    }
}

fn imported(name: &str, bytes: &[u8]) -> Import {
    let amt = Amt::new();
    let table = amt.table(name, bytes);
    amt.import(&table)
}

#[test]
fn a_row_that_adds_up_others_is_no_stelle() {
    let table = "Nr.;Kennung;Anteil;bis\n1;quartier_01;1,0;\n2;quartier_02;0,75;\n\
        ;Zwischensumme;1,75;\n3;quartier_03;0,5;\nStellen gesamt;;2,25;#BEZUG!\n";
    let import = imported("p.csv", table.as_bytes());
    let totals = import.proposal.as_ref().unwrap().totals.clone();
    assert_eq!(totals, ["Zeile 4 („Zwischensumme“)", "Zeile 6 („Stellen gesamt“)"]);
    assert_eq!(updates(import), ["quartier_01 anteil 1.0", "quartier_02 anteil 0.75"]);

    let amt = Amt::new();
    amt.table("p.csv", table.as_bytes());
    let said = text(&amt.run("import stellen p.csv muster").stdout);
    let line = "\nAls Summe gelesen und keine Stelle: Zeile 4 („Zwischensumme“), Zeile 6 („Stellen \
                gesamt“)\n";
    assert!(said.contains(line), "{said}");
}

#[test]
fn a_total_of_all_rows_may_stand_behind_totals_of_some() {
    let table = "Kennung;Anteil;Anteil 2026\nquartier_01;1;\nSumme;1;\nquartier_02;0,5;\n\
        Summe:;0,5;7\nGesamtsumme;1,5;\n";
    assert_eq!(updates(imported("p.csv", table.as_bytes())), ["quartier_01 anteil 1.0"]);
    // A row that does not say its quantity may have any.
    let unknown = "Kennung;Anteil;Funktion\nquartier_01;1;\nquartier_02;;Beratung\nSumme;1,5;\n";
    assert_eq!(updates(imported("p.csv", unknown.as_bytes())), ["quartier_01 anteil 1.0"]);
}

#[test]
fn a_total_that_does_not_add_up_is_asked_back() {
    // 1,0 + 0,75 + 0,5 = 2,25
    csv(
        "Kennung;Anteil\nquartier_01;1\nquartier_02;0,75\nquartier_03;0,5\nSumme;2,75\n",
        &["import-summe: Zelle B5: Die Summe ist 2,75, die Zeilen darüber ergeben aber 2,25"],
    );
    csv(
        "Kennung;Anteil\nquartier_01;1\n;1\n",
        &["import-kennung: Zelle B3: In dieser Zeile fehlt die Kennung der Stelle"],
    );
    csv("Kennung;Anteil\nSumme;0\n", &["import-leer: Tabelle: Hier steht keine Stelle"]);
}

#[test]
fn a_stelle_may_be_called_like_a_total() {
    let amt = Amt::new();
    let stellen = amt.read("stellen.yaml").replace("id: quartier_02", "id: gesamt");
    amt.write("stellen.yaml", &stellen);
    let table = amt.table("p.csv", b"Kennung;Anteil\ngesamt;0,75\n");
    assert_eq!(updates(amt.import(&table)), ["gesamt anteil 0.75"]);
}

#[test]
fn a_merged_cell_is_one_finding() {
    let table = xlsx(|sheet| {
        heading(sheet, 0, &["Kennung", "Anteil"]);
        sheet.merge_range(1, 0, 2, 0, "quartier_01", &Format::new()).unwrap();
        sheet.write(1, 1, 1).unwrap();
        sheet.write(2, 1, 1).unwrap();
    });
    assert_eq!(
        findings("p.xlsx", &table),
        ["import-zelle-verbunden: Blatt „Stellen“, Zelle A2: Die Zelle ist mit anderen bis A3 \
          verbunden"]
    );
    let total = xlsx(|sheet| {
        sheet.merge_range(0, 0, 0, 2, "Stellenübersicht", &Format::new()).unwrap();
        heading(sheet, 2, &["Name", "Kennung", "Anteil"]);
        heading(sheet, 3, &["A.", "quartier_01", "0,75"]);
        sheet.merge_range(4, 0, 4, 1, "Summe", &Format::new()).unwrap();
        sheet.write(4, 2, 0.75).unwrap();
    });
    assert_eq!(updates(imported("p.xlsx", &total)), ["quartier_01 anteil 0.75"]);
}

#[test]
fn what_a_workbook_hides_is_asked_back() {
    let table = xlsx(|sheet| {
        heading(sheet, 1, &["Kennung", "Anteil", "Bemerkung"]);
        for row in 2..=7 {
            sheet.write(row, 0, format!("quartier_{row:02}")).unwrap();
            sheet.write(row, 1, 1).unwrap();
        }
        // Nothing that is read stands in row 1, 9 and column C.
        for hidden in [0, 3, 5, 6, 7, 8] {
            sheet.set_row_hidden(hidden).unwrap();
        }
        sheet.write(8, 2, "Vermerk").unwrap();
        sheet.set_column_hidden(2).unwrap();
    });
    assert_eq!(
        findings("p.xlsx", &table),
        ["import-verborgen: Blatt „Stellen“: Die Zeilen 4, 6 bis 8 sind ausgeblendet"]
    );
    let column = xlsx(|sheet| {
        heading(sheet, 0, &["Kennung", "Anteil"]);
        heading(sheet, 1, &["quartier_01", "1"]);
        sheet.set_column_hidden(1).unwrap();
    });
    assert_eq!(
        findings("p.xlsx", &column),
        ["import-verborgen: Blatt „Stellen“: Die Spalte B ist ausgeblendet"]
    );
    let filtered = row(&["quartier_01", "1"])
        .replace("<table:table-row>", "<table:table-row table:visibility=\"filter\">");
    let rows = row(&["Kennung", "Anteil"]) + &row(&["quartier_02", "1"]) + &filtered;
    assert_eq!(
        findings("p.ods", &ods(&rows, "")),
        ["import-verborgen: Blatt „Stellen“: Die Zeile 3 ist ausgeblendet"]
    );
}

/// A workbook as programs write it that do not calculate: `cells` are those of its two rows.
fn uncalculated(cells: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let files = [
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"a\" \
                 Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Stellen\" \
                 sheetId=\"1\" r:id=\"b\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"b\" \
                 Type=\"{office}/worksheet\" Target=\"/xl/worksheets/eins.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/eins.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{cells}</sheetData></worksheet>"),
        ),
    ];
    for (name, text) in files {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_formula_that_nobody_has_calculated_is_not_taken_for_an_empty_cell() {
    let text = |cell: &str, text: &str| {
        format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let head = format!("<row r=\"1\">{}{}</row>", text("A1", "Kennung"), text("B1", "Anteil"));
    let cells = |anteil: &str| {
        format!("{head}<row r=\"2\">{}<c r=\"B2\">{anteil}</c></row>", text("A2", "quartier_01"))
    };
    let found =
        ["import-formelfehler: Blatt „Stellen“, Zelle B2: Die Formel ist noch nicht berechnet"];
    for formula in ["<f>1+1</f>", "<f>1+1</f><v/>", "<f>1+1</f><v />", "<f>1+1</f><v></v>"] {
        assert_eq!(findings("p.xlsx", &uncalculated(&cells(formula))), found, "{formula}");
    }
    let calculated = imported("p.xlsx", &uncalculated(&cells("<f>1+1</f><v>2</v>")));
    assert_eq!(updates(calculated), ["quartier_01 anteil 2.0"]);
}

#[test]
fn a_formula_of_a_document_has_a_value_or_is_told() {
    let table = |formula: &str| {
        let kennung = "<table:table-cell office:value-type=\"string\"><text:p>quartier_01\
            </text:p></table:table-cell>";
        let cell = format!("<table:table-cell table:formula=\"of:=1+1\"{formula}/>");
        let rows = row(&["Kennung", "Anteil", "Funktion"]);
        ods(&format!("{rows}<table:table-row>{kennung}{cell}</table:table-row>"), "")
    };
    assert_eq!(
        findings("p.ods", &table("")),
        ["import-formelfehler: Blatt „Stellen“, Zelle B2: Die Formel ist noch nicht berechnet"]
    );
    let two = " office:value-type=\"float\" office:value=\"2\"";
    assert_eq!(updates(imported("p.ods", &table(two))), ["quartier_01 anteil 2.0"]);
    let none = " office:value-type=\"string\" office:string-value=\"\"";
    assert!(updates(imported("p.ods", &table(none))).is_empty());
}

#[test]
fn a_row_that_no_sheet_has_is_not_drawn() {
    let cell = "<row r=\"4000000000\"><c r=\"A4000000000\"><v>1</v></c></row>";
    assert_eq!(
        findings("p.xlsx", &uncalculated(cell)),
        ["import-beschaedigt: Die Arbeitsmappe lässt sich nicht lesen"]
    );
}

#[test]
fn a_text_may_have_a_title_above_its_headings() {
    for title in ["Stellenübersicht", "Stellenübersicht, Stand: März, Entwurf", "A;B,C,D,E"] {
        let table = format!("{title}\n\nKennung;Anteil\nquartier_01;0,75\n");
        let import = imported("p.csv", table.as_bytes());
        assert_eq!(updates(import), ["quartier_01 anteil 0.75"], "{title}");
    }
}

#[test]
fn a_quotation_mark_that_is_not_closed_swallows_no_row() {
    csv(
        "Kennung;Anteil;Bemerkung\nquartier_01;1;\"ab sofort\nquartier_02;1;\n",
        &[
            "import-anfuehrungszeichen: In dieser Zeile wird ein Anführungszeichen nicht geschlossen",
        ],
    );
    let closed =
        "Kennung;Anteil;Bemerkung\nquartier_02;1;5\" breit\nquartier_01;1;\"ab\n\"\"so\n\"\n";
    assert_eq!(
        updates(imported("p.csv", closed.as_bytes())),
        ["quartier_02 anteil 1.0", "quartier_01 anteil 1.0"]
    );
}
