//! Tables as a personnel office sends them, in the formats that it uses.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use vorlage::data::import::{Choice, Import};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Amt;

/// A workbook with one sheet.
pub(crate) fn xlsx(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Stellen").unwrap();
    fill(sheet);
    book.save_to_buffer().unwrap()
}

fn day(text: &str) -> ExcelDateTime {
    ExcelDateTime::parse_from_str(text).unwrap()
}

/// The workbook with ten changed Stellen and one that stays as it is.
pub(crate) fn ten() -> Vec<u8> {
    xlsx(|sheet| {
        let date = Format::new().set_num_format("dd.mm.yyyy");
        let percent = Format::new().set_num_format("0 %");
        sheet.write(0, 0, "Stellenübersicht").unwrap();
        sheet.merge_range(0, 0, 0, 3, "Stellenübersicht", &Format::new()).unwrap();
        for (column, heading) in
            ["Name", "Kennung", "VZÄ", "Bewertung", "Funktion", "von", "bis"].iter().enumerate()
        {
            sheet.write(2, u16::try_from(column).unwrap(), *heading).unwrap();
        }
        for row in 1..=11 {
            sheet.write(row + 2, 1, format!("quartier_{row:02}")).unwrap();
        }
        sheet.write(3, 0, "unbesetzt").unwrap();
        sheet.write(3, 2, 1).unwrap();
        sheet.write(4, 2, "0,75").unwrap();
        sheet.write_formula(5, 2, Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write_number_with_format(6, 2, 0.25, &percent).unwrap();
        sheet.write(7, 3, "S 15 TVöD S").unwrap();
        sheet.write(8, 2, 1.5).unwrap();
        sheet.write(8, 3, "s15").unwrap();
        sheet.write_datetime_with_format(9, 6, day("2026-09-30"), &date).unwrap();
        sheet.write(10, 5, "01.07.2026").unwrap();
        sheet.write(11, 4, "Beratung „offen“ für \"alle\"").unwrap();
        sheet.write(12, 2, 0.46).unwrap();
        sheet.write(13, 2, 0.5).unwrap();
        sheet.write_datetime_with_format(13, 5, day("2026-04-01"), &date).unwrap();
        sheet.write(13, 3, "S 12  tvöd s").unwrap();
    })
}

/// An OpenDocument workbook with the rows `rows`, and `manifest` in its manifest.
pub(crate) fn ods(rows: &str, manifest: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body>\
         <office:spreadsheet><table:table table:name=\"Stellen\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = format!(
        "<?xml version=\"1.0\"?><manifest:manifest \
         xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\
         <manifest:file-entry manifest:full-path=\"content.xml\">{manifest}</manifest:file-entry>\
         </manifest:manifest>"
    );
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    let files =
        [("mimetype", mimetype), ("META-INF/manifest.xml", &manifest), ("content.xml", &content)];
    for (name, text) in files {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A row of texts in an OpenDocument workbook.
pub(crate) fn row(cells: &[&str]) -> String {
    let cell = |text: &&str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

/// The new values of an import, by Stelle and key.
pub(crate) fn updates(import: Import) -> Vec<String> {
    let proposal = import.proposal.ok_or(import.diagnostics).unwrap();
    let changes = proposal.changes.iter();
    changes
        .flat_map(|change| {
            let updates = change.updates.iter();
            updates.map(|update| format!("{} {} {}", change.id, update.key, update.new))
        })
        .collect()
}

#[test]
fn an_opendocument_workbook_is_read_like_any_other() {
    let amt = Amt::new();
    let dated = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>quartier_02\
        </text:p></table:table-cell><table:table-cell office:value-type=\"float\" \
        office:value=\"0.8\"/><table:table-cell office:value-type=\"date\" \
        office:date-value=\"2026-10-31\"/></table:table-row>";
    let rows = row(&["Kennung", "Stellenanteil", "bis"]) + &row(&["quartier_01", "1,5"]) + dated;
    let table = amt.table("p.ods", &ods(&rows, ""));
    let expected = [
        "quartier_01 anteil 1.5",
        "quartier_02 anteil 0.8",
        "quartier_02 zeitraum 01.04.2026 – 31.10.2026",
    ];
    assert_eq!(updates(amt.import(&table)), expected);
}

#[test]
fn columns_and_sheets_can_be_named() {
    let amt = Amt::new();
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Deckblatt").unwrap().write(0, 0, "Entwurf").unwrap();
    let sheet = book.add_worksheet().set_name("Plan 2026").unwrap();
    for (column, (heading, value)) in
        [("Schlüssel", "quartier_01"), ("Umfang", "0,9"), ("Anteil", "7")].iter().enumerate()
    {
        let column = u16::try_from(column).unwrap();
        sheet.write(0, column, *heading).unwrap();
        sheet.write(1, column, *value).unwrap();
    }
    let table = amt.table("p.xlsx", &book.save_to_buffer().unwrap());
    let columns = [("kennung", "schlüssel"), ("anteil", "Umfang")];
    let choice = Choice {
        columns: columns.map(|(name, heading)| (name.to_owned(), heading.to_owned())).into(),
        sheet: Some("Plan 2026".into()),
    };
    let import = vorlage::data::import::stellen(&table, &amt.paper(), &choice);
    assert_eq!(updates(import), ["quartier_01 anteil 0.9"]);
}

#[test]
fn quantities_by_year_have_columns_of_their_own() {
    let amt = Amt::new();
    let text = amt.read("stellen.yaml").replace(
        "quartier_03\n    anteil: 0.5",
        "quartier_03\n    anteil:\n      2026: 0.5  # Start",
    );
    amt.write("stellen.yaml", &text);
    let table =
        amt.table("p.csv", b"Kennung;Anteil;Anteil 2026\nquartier_03;;1,5\nquartier_04;0,5;\n");
    let import = amt.import(&table);
    let files = import.proposal.unwrap().files;
    let after = String::from_utf8(files.into_values().next().unwrap()).unwrap();
    assert_eq!(after, text.replace("2026: 0.5  # Start", "2026: 1.5  # Start"));
}

#[test]
fn a_last_day_can_be_none() {
    let amt = Amt::new();
    let before = amt.read("stellen.yaml");
    let table =
        amt.table("p.csv", b"Kennung;bis\nquartier_03;unbefristet\nquartier_08;Unbefristet\n");
    let import = amt.import(&table);
    let files = import.proposal.as_ref().unwrap().files.clone();
    assert_eq!(
        updates(import),
        [
            "quartier_03 zeitraum ab 01.04.2026 unbefristet",
            "quartier_08 zeitraum ab 01.04.2026 unbefristet",
        ]
    );
    let after = String::from_utf8(files.into_values().next().unwrap()).unwrap();
    let third = before.replacen("bis: 31.12.2026", "bis: unbefristet", 1);
    let at = third.find("quartier_03").unwrap();
    let (head, tail) = third.split_at(at);
    let open = "zeitraum: { von: 01.04.2026, bis: unbefristet }\n";
    assert_eq!(after, head.to_owned() + &tail.replacen("zeitraum: stellen\n", open, 1));
}

#[test]
fn a_grade_without_costs_can_only_stay() {
    let amt = Amt::new();
    let stellen = amt.read("stellen.yaml");
    let (old, new) = (
        "quartier_03\n    anteil: 0.5\n    kostensatz: s12\n",
        "quartier_03\n    anteil: 0.5\n    einrichtung: vorhanden\n    bewertung: A 14 LBesG NRW\n",
    );
    amt.write("stellen.yaml", &stellen.replace(old, new));
    let same = amt.table("p.csv", b"Kennung;Bewertung\nquartier_03;A 14 LBesG NRW\n");
    assert!(updates(amt.import(&same)).is_empty());
    let other = amt.table("p.csv", b"Kennung;Bewertung\nquartier_03;s15\n");
    assert_eq!(amt.import(&other).diagnostics[0].code, "import-bewertung");
}

#[test]
fn several_periods_are_left_to_the_data() {
    let amt = Amt::new();
    let stellen = amt.read("stellen.yaml");
    let (old, new) = (
        "      von: 01.04.2026     # Einstellung\n      bis: 31.12.2026     # Befristung\n",
        "      - { von: 01.04.2026, bis: 31.05.2026 }\n      - { von: 01.07.2026, bis: 31.12.2026 }\n",
    );
    amt.write("stellen.yaml", &stellen.replace(old, new));
    let same = amt.table("p.csv", b"Kennung;von;bis\nquartier_08;01.04.2026;31.12.2026\n");
    assert!(updates(amt.import(&same)).is_empty());
    let other = amt.table("p.csv", b"Kennung;bis\nquartier_08;30.11.2026\n");
    let found = amt.import(&other).diagnostics;
    assert_eq!(found[0].code, "import-zeitraum");
    assert!(found[0].message.contains("mehrere Zeiträume"));
}
