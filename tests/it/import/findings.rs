//! Every way in which a table can be wrong: code, cell and cure, and nothing is proposed.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::tables::{ods, row, updates, xlsx};
use super::{Amt, text};

/// The findings about the table `name`, as `code: message`.
pub(crate) fn findings(name: &str, bytes: &[u8]) -> Vec<String> {
    let amt = Amt::new();
    let table = amt.table(name, bytes);
    let import = amt.import(&table);
    assert!(import.proposal.is_none(), "{name} is taken over");
    for finding in &import.diagnostics {
        assert!(!finding.hints.is_empty(), "no cure for {finding:?}");
        assert!(finding.place.is_some() || finding.path.is_some(), "no place of {finding:?}");
    }
    let found = import.diagnostics.iter();
    found.map(|finding| format!("{}: {}", finding.code, finding.message)).collect()
}

#[track_caller]
pub(crate) fn csv(table: &str, expected: &[&str]) {
    assert_eq!(findings("p.csv", table.as_bytes()), expected);
}

#[test]
fn every_wrong_row_is_told_at_once_with_its_cell() {
    csv(
        "Kennung;Anteil;Bewertung;von;bis;Baustein\n\
         quartier_01;1.000;S 13;;;\n\
         quartier_02;halb;;31.02.2026;;9\n\
         quartier_01;1;;;;\n\
         quartier_03;#NV;;01.12.2026;01.11.2026;\n\
         ;0,5;;;;\n\
         Quartier 4;1;;;;\n\
         quartier_05;1;;31.12.2026;01.11.2026;\n\
         quartier_99;1;;;;\n",
        &[
            "import-anteil: Zelle B2: „1.000“ ist mehrdeutig: Der Punkt kann Tausender trennen",
            "import-unbekannt: Zelle C2: Die Bewertung „S 13“ ist in den Daten nicht bekannt",
            "import-anteil: Zelle B3: „halb“ ist kein Anteil",
            "import-datum: Zelle D3: „31.02.2026“ ist kein Tag",
            "import-unbekannt: Zelle F3: Der Förderbaustein „9“ ist in den Daten nicht bekannt",
            "import-stelle-doppelt: Zelle A4: Die Stelle `quartier_01` steht schon in Zelle A2",
            "import-formelfehler: Zelle B5: Die Formel ergibt den Fehler `#NV`",
            "import-kennung: Zelle B6: In dieser Zeile fehlt die Kennung der Stelle",
            "import-kennung: Zelle A7: „Quartier 4“ ist keine Kennung",
            "import-zeitraum: Zelle E8: Die Stelle `quartier_05` endete am 01.11.2026, bevor sie \
             am 31.12.2026 beginnt",
            "import-stelle-unvollstaendig: Zelle A9: Die Stelle `quartier_99` gibt es in den Daten \
             noch nicht",
        ],
    );
}

#[test]
fn a_workbook_names_sheet_and_cell() {
    let table = xlsx(|sheet| {
        for (column, heading) in ["Kennung", "Anteil", "von"].iter().enumerate() {
            sheet.write(0, u16::try_from(column).unwrap(), *heading).unwrap();
        }
        for row in 1..=4 {
            sheet.write(row, 0, format!("quartier_{row:02}")).unwrap();
        }
        let formula = Formula::new("=1/0").set_result("#DIV/0!");
        sheet.write_formula(1, 1, formula).unwrap();
        sheet.merge_range(2, 1, 3, 1, "1", &Format::new()).unwrap();
        sheet.write(3, 2, 44317).unwrap();
        let time = Format::new().set_num_format("hh:mm");
        let noon = ExcelDateTime::from_hms(12, 30, 0).unwrap();
        sheet.write_datetime_with_format(4, 2, noon, &time).unwrap();
        sheet.write(4, 1, true).unwrap();
    });
    assert_eq!(
        findings("p.xlsx", &table),
        [
            "import-formelfehler: Blatt „Stellen“, Zelle B2: Die Formel ergibt den Fehler `#DIV/0!`",
            "import-zelle-verbunden: Blatt „Stellen“, Zelle B3: Die Zelle ist mit anderen bis B4 \
             verbunden",
            "import-datum: Blatt „Stellen“, Zelle C4: „44317“ ist kein Tag",
            "import-anteil: Blatt „Stellen“, Zelle B5: „WAHR“ ist kein Anteil",
            "import-datum: Blatt „Stellen“, Zelle C5: „31.12.1899 12:30“ ist kein Tag",
        ]
    );
    let merged = "<table:table-row><table:table-cell office:value-type=\"string\" \
        table:number-rows-spanned=\"2\"><text:p>quartier_01</text:p></table:table-cell>\
        <table:table-cell/></table:table-row>";
    assert_eq!(
        findings("p.ods", &ods(&(row(&["Kennung", "Anteil"]) + merged), "")),
        ["import-zelle-verbunden: Blatt „Stellen“, Zelle A2: Die Zelle ist mit anderen bis A3 \
          verbunden"]
    );
}

#[test]
fn headings_are_asked_back() {
    csv(
        "Schlüssel;Anteil\nquartier_01;1\n",
        &["import-spalte: Tabelle: Die Spalte „Kennung“ fehlt"],
    );
    csv(
        "Kennung;Anteil;VZÄ\nquartier_01;1;1\n",
        &["import-spalte-doppelt: Zelle C1: „VZÄ“ bedeutet hier dasselbe wie „Anteil“"],
    );
    csv(
        "Kennung;Anteil;anteil\nquartier_01;1;1\n",
        &["import-spalte-doppelt: Zelle C1: Die Überschrift „anteil“ gibt es zweimal"],
    );
    csv("Kennung;Anteil\n", &["import-leer: Tabelle: Hier steht keine Stelle"]);
    let empty = xlsx(|_| {});
    assert_eq!(
        findings("p.xlsx", &empty),
        ["import-leer: Blatt „Stellen“: Hier steht keine Stelle"]
    );
    let amt = Amt::new();
    amt.table("p.csv", b"Kennung;Anteil\nquartier_01;1\n");
    let said = text(&amt.run("import stellen p.csv muster --spalte anteil=Umfang").stderr);
    assert!(said.contains("[import-spalte]") && said.contains("`--spalte anteil=…`"), "{said}");
}

#[test]
fn a_table_of_which_only_the_kennung_is_understood_is_asked_back() {
    let amt = Amt::new();
    for (heading, cure) in [
        ("Stellenanteil (VZÄ)", "`--spalte \"anteil=Stellenanteil (VZÄ)\"`"),
        ("Befristet bis (Tag)", "`--spalte \"bis=Befristet bis (Tag)\"`"),
        ("Umfang", "`--spalte \"anteil=…\"`"),
    ] {
        let table = amt.table("p.csv", format!("KENNUNG;{heading}\nquartier_01;1\n").as_bytes());
        let import = amt.import(&table);
        assert!(import.proposal.is_none(), "{heading}");
        let [finding] = import.diagnostics.as_slice() else { panic!("{:?}", import.diagnostics) };
        assert_eq!(finding.message, "Tabelle: Außer der Kennung ist keine Spalte bekannt");
        assert!(finding.code == "import-spalte" && finding.hints[0].contains(cure), "{finding:?}");
    }
}

#[test]
fn umlauts_may_be_a_letter_and_its_dots() {
    let amt = Amt::new();
    let table = "Kennung;VZA\u{308};Bei\nquartier_01;1;Tra\u{308}ger\n";
    let import = amt.import(&amt.table("p.csv", table.as_bytes()));
    assert_eq!(updates(import), ["quartier_01 anteil 1.0", "quartier_01 bei traeger"]);
}

#[test]
fn a_character_that_no_paper_may_contain_is_told_with_its_cell() {
    csv(
        "Kennung;Funktion\nquartier_01;Leitung \u{E000}0\nquartier_02;\u{202E}gnutaieB\n",
        &[
            "import-text: Zelle B2: Der Text enthält das Zeichen U+E000, das nicht erlaubt ist",
            "import-text: Zelle B3: Der Text enthält das Zeichen U+202E, das nicht erlaubt ist",
        ],
    );
}

#[test]
fn a_text_that_is_no_table_is_told_so() {
    let no_separator = "import-trennzeichen: In der ersten Zeile trennt nichts die Spalten";
    csv("Kennung|Anteil\nquartier_01|1\n", &[no_separator]);
    csv(
        "Kennung,Anteil,Bewertung\nquartier_01,0,5,s12\nquartier_02,0,5,s12\n",
        &["import-trennzeichen: Zelle D2: Die Zeile hat mehr Spalten als die Überschriften"],
    );
    assert_eq!(
        findings("p.csv", b"PK\x03\x04\0\0;"),
        ["import-kodierung: Diese Datei ist keine Texttabelle (CSV)"]
    );
    let cyrillic = b"Kennung;Funktion\nquartier_01;Tr\xE4ger\n";
    let amt = Amt::new();
    let table = amt.table("p.csv", cyrillic);
    let changes = amt.import(&table).proposal.unwrap().changes;
    assert_eq!(changes[0].updates[0].new, "Träger");
}

#[test]
fn a_file_that_cannot_be_opened_is_told_so() {
    let damaged = "import-beschaedigt: Die Arbeitsmappe lässt sich nicht lesen";
    assert_eq!(findings("p.xlsx", b"PK\x03\x04"), [damaged]);
    assert_eq!(findings("p.ods", b""), [damaged]);
    let protected = "import-geschuetzt: Die Arbeitsmappe ist mit einem Kennwort geschützt";
    let encrypted = "<manifest:encryption-data manifest:checksum=\"\"/>";
    assert_eq!(findings("p.ods", &ods(&row(&["Kennung"]), encrypted)), [protected]);
    assert_eq!(findings("p.xlsx", &encrypted_xlsx()), [protected]);
    for name in ["p.xls", "p.pdf", "p"] {
        let unknown = "import-endung: Tabellen dieser Art kann vorlage nicht lesen";
        assert_eq!(findings(name, b"x"), [unknown]);
    }
    let amt = Amt::new();
    let found = amt.import(&amt.paper().join("fehlt.csv")).diagnostics;
    assert_eq!(found[0].code, "datei-unlesbar");
}

/// The shell of an encrypted Office document: a compound file with the one stream
/// that every such document has.
fn encrypted_xlsx() -> Vec<u8> {
    let mut file = vec![0xFF_u8; 512 * 3];
    let header: [(usize, &[u8]); 12] = [
        (0, &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        (8, &[0; 16]),
        (24, &[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]),
        (34, &[0; 10]),
        (44, &1_u32.to_le_bytes()),
        (48, &1_u32.to_le_bytes()),
        (52, &0_u32.to_le_bytes()),
        (56, &4096_u32.to_le_bytes()),
        (60, &0xFFFF_FFFE_u32.to_le_bytes()),
        (64, &0_u32.to_le_bytes()),
        (68, &0xFFFF_FFFE_u32.to_le_bytes()),
        (72, &0_u32.to_le_bytes()),
    ];
    let mut put = |at: usize, bytes: &[u8]| file[at..at + bytes.len()].copy_from_slice(bytes);
    for (at, bytes) in header {
        put(at, bytes);
    }
    put(76, &0_u32.to_le_bytes());
    // The table of sectors: itself, and the directory, which ends there.
    put(512, &0xFFFF_FFFD_u32.to_le_bytes());
    put(516, &0xFFFF_FFFE_u32.to_le_bytes());
    for (entry, (name, kind)) in [("Root Entry", 5_u8), ("EncryptedPackage", 2)].iter().enumerate()
    {
        let at = 1024 + entry * 128;
        put(at, &[0; 128]);
        for (index, unit) in name.encode_utf16().enumerate() {
            put(at + index * 2, &unit.to_le_bytes());
        }
        put(at + 64, &u16::try_from((name.len() + 1) * 2).unwrap().to_le_bytes());
        put(at + 66, &[*kind, 1]);
        put(at + 68, &[0xFF; 12]);
        put(at + 116, &0xFFFF_FFFE_u32.to_le_bytes());
    }
    put(1024 + 256, &[0; 256]);
    file
}

#[test]
fn one_of_several_sheets_has_to_be_named() {
    let mut book = Workbook::new();
    for name in ["Ämter", "Dezernate"] {
        book.add_worksheet().set_name(name).unwrap();
    }
    assert_eq!(
        findings("p.xlsx", &book.save_to_buffer().unwrap()),
        ["import-blatt: Die Arbeitsmappe hat mehrere Blätter"]
    );
}

#[test]
fn a_quantity_that_changes_with_time_is_not_overwritten() {
    for (anteil, hint) in [("2026: 0.5", "eigenen Spalte"), ("01.04.2026: 0.5", "„Anteil ab ")] {
        let amt = Amt::new();
        let stellen = amt.read("stellen.yaml");
        let (old, new) = ("quartier_03\n    anteil: 0.5", "quartier_03\n    anteil:\n      ");
        amt.write("stellen.yaml", &stellen.replace(old, &format!("{new}{anteil}")));
        let table = amt.table("p.csv", b"Kennung;Anteil\nquartier_03;1\n");
        let found = amt.import(&table).diagnostics;
        assert_eq!(found[0].code, "import-anteil-mehrfach");
        assert!(found[0].message.starts_with("Zelle B2: ") && found[0].hints[0].contains(hint));
    }
    csv(
        "Kennung;Anteil 2026\nquartier_03;1\n",
        &["import-anteil-mehrfach: Zelle B2: Die Stelle `quartier_03` hat in den Daten keinen \
           Anteil je Haushaltsjahr"],
    );
}

#[test]
fn data_without_a_stelle_are_told_so_once() {
    let amt = Amt::new();
    amt.write("stellen.yaml", "stellen: []\n");
    let found = amt.import(&amt.table("p.csv", b"Kennung;Anteil\nneu_a;1\nneu_b;1\n")).diagnostics;
    let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["import-ohne-stellen"], "{found:?}");
}

#[test]
fn the_help_lists_what_is_typed_and_a_missing_word_is_told() {
    let amt = Amt::new();
    let help = text(&amt.run("import --help").stdout);
    assert!(help.contains("vorlage import stellen [OPTIONEN] DATEI ORDNER"), "{help}");
    assert!(help.contains("<DATEI>") && !help.contains("WAS"), "{help}");
    let missing = amt.run("import");
    let said = text(&missing.stderr);
    assert!(said.contains("Es fehlt, was übernommen werden soll"), "{said}");
    assert_eq!(missing.status.code(), Some(2));
}
