//! What holds for every file and every change.

use std::fs;

use proptest::prelude::*;

use super::Amt;
use super::tables::{ods, row, ten};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    /// Whatever bytes a file has, it is read or refused.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let amt = Amt::new();
        for name in ["p.csv", "p.xlsx", "p.ods"] {
            let import = amt.import(&amt.table(name, &bytes));
            prop_assert!(import.proposal.is_some() || !import.diagnostics.is_empty());
        }
    }

    /// A workbook of which bytes are broken is read or refused.
    #[test]
    fn broken_workbooks_are_read_or_refused(
        broken in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let amt = Amt::new();
        let rows = row(&["Kennung", "Anteil"]) + &row(&["quartier_01", "1"]);
        for (name, mut bytes) in [("p.xlsx", ten()), ("p.ods", ods(&rows, ""))] {
            for (at, byte) in &broken {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            if is_cut {
                bytes.truncate(cut.index(bytes.len()));
            }
            let import = amt.import(&amt.table(name, &bytes));
            prop_assert!(import.proposal.is_some() || !import.diagnostics.is_empty());
        }
    }

    /// Any text can be written in place of any other, and is read again as it is.
    #[test]
    fn any_text_is_taken_over(text in "[aä:#,\\[\\]{}&*!|>'\"%@`?~.<= 0-]{1,12}") {
        let text = text.trim();
        // What a formula says that fails.
        prop_assume!(!text.is_empty() && !text.starts_with('#'));
        let amt = Amt::new();
        let quoted = text.replace('"', "\"\"");
        let rows = [1, 6, 9].map(|row| format!("quartier_{row:02};\"{quoted}\"\n")).concat();
        let table = amt.table("p.csv", format!("Kennung;Funktion\n{rows}").as_bytes());
        let import = amt.import(&table);
        prop_assert!(import.proposal.is_some(), "{:?}", import.diagnostics);
        for (path, bytes) in import.proposal.unwrap().files {
            fs::write(path, bytes).unwrap();
        }
        // What is written says the same as the table.
        prop_assert!(amt.import(&table).proposal.unwrap().changes.is_empty());
    }

    /// Changed quantities are the only bytes that differ, however the data write them.
    #[test]
    fn only_quantities_change(new in prop::collection::vec(prop::option::of(1_u32..9_999), 12)) {
        let amt = Amt::new();
        let before = amt.read("stellen.yaml");
        let mut table = String::from("Kennung;Anteil\n");
        for (index, new) in new.iter().enumerate() {
            let anteil = new.map(|new| format!("{},{:03}", new / 1000, new % 1000));
            table += &format!("quartier_{:02};{}\n", index + 1, anteil.unwrap_or_default());
        }
        let import = amt.import(&amt.table("p.csv", table.as_bytes()));
        let files = import.proposal.unwrap().files;
        let after = files.values().next().map_or(before.clone(), |bytes| {
            String::from_utf8(bytes.clone()).unwrap()
        });
        let pieces = |text: &str| -> (Vec<String>, Vec<String>) {
            let mut rest = Vec::new();
            let mut values = Vec::new();
            for piece in text.split("anteil: ") {
                let quoted = piece.trim_start_matches(['\'', '"']);
                let value: String =
                    quoted.chars().take_while(|char| char.is_ascii_digit() || *char == '.').collect();
                rest.push(piece.replacen(&value, "", 1));
                values.push(value);
            }
            (rest, values)
        };
        let (rest, values) = pieces(&after);
        let (rest_before, _) = pieces(&before);
        prop_assert_eq!(rest, rest_before);
        // The first piece stands before all quantities.
        for (new, value) in new.iter().zip(values.iter().skip(1)) {
            let thousandths: u32 = {
                let (whole, part) = value.split_once('.').unwrap_or((value, ""));
                whole.parse::<u32>().unwrap() * 1000 + format!("{part:0<3}").parse::<u32>().unwrap()
            };
            prop_assert_eq!(thousandths, new.unwrap_or(500));
        }
    }
}

#[test]
fn a_workbook_is_not_read_to_its_last_empty_cell() {
    let amt = Amt::new();
    let table = amt.table(
        "p.xlsx",
        &super::tables::xlsx(|sheet| {
            sheet.write(0, 0, "Kennung").unwrap();
            sheet.write(0, 1, "Anteil").unwrap();
            sheet.write(1_048_575, 0, "quartier_01").unwrap();
            sheet.write(1_048_575, 1, 1).unwrap();
            sheet.write(3, 16_383, "fern").unwrap();
        }),
    );
    let files = amt.import(&table).proposal.unwrap().files;
    assert_eq!(files.len(), 1);
    assert!(fs::read_to_string(amt.paper().join("stellen.yaml")).unwrap().contains("0.5"));
}

/// 1.001 rows of 1.000 cells are more than a million.
#[test]
fn a_workbook_of_more_than_a_million_cells_is_refused() {
    let amt = Amt::new();
    let bytes = super::tables::xlsx(|sheet| {
        for row in 0..1001 {
            for column in 0..1000 {
                sheet.write(row, column, 1).unwrap();
            }
        }
    });
    let found = amt.import(&amt.table("p.xlsx", &bytes)).diagnostics;
    assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), ["import-zu-gross"]);
}
