//! Quantities that change with time: by Haushaltsjahr, and from days on.

use super::findings::csv;
use super::tables::updates;
use super::{Amt, text};

/// `stellen.yaml` after `table`, and what changes.
fn after(amt: &Amt, table: &str) -> (String, Vec<String>) {
    let import = amt.import(&amt.table("p.csv", table.as_bytes()));
    let files = import.proposal.as_ref().map(|proposal| proposal.files.clone());
    let updates = updates(import);
    let text = files.unwrap().into_values().next().map(|bytes| String::from_utf8(bytes).unwrap());
    (text.unwrap_or_else(|| amt.read("stellen.yaml")), updates)
}

/// The paper, where the Stelle `quartier_03` has `anteil` as its quantity.
fn with_anteil(anteil: &str) -> (Amt, String) {
    let amt = Amt::new();
    let text = amt
        .read("stellen.yaml")
        .replace("quartier_03\n    anteil: 0.5", &format!("quartier_03\n    anteil:{anteil}"));
    amt.write("stellen.yaml", &text);
    (amt, text)
}

#[test]
fn a_quantity_changes_from_a_day_on() {
    let amt = Amt::new();
    let before = amt.read("stellen.yaml");
    let table = "Kennung;Anteil;Anteil ab 01.07.2026;VZÄ 01.10.2026\n\
        quartier_01;;1;\nquartier_02;0,75;;0,5\nquartier_06;;0,5;0,25\nquartier_05;1;1;1\n\
        quartier_07;;0,5;0,5\n";
    let (text, updates) = after(&amt, table);
    assert_eq!(
        updates,
        [
            "quartier_01 anteil 0.5 ab 01.04.2026, 1.0 ab 01.07.2026",
            "quartier_02 anteil 0.75 ab 01.04.2026, 0.5 ab 01.10.2026",
            "quartier_06 anteil 0.5 ab 01.04.2026, 0.25 ab 01.10.2026",
            "quartier_05 anteil 1.0",
        ]
    );
    for (old, new) in [
        (
            "anteil: 0.5          # Antrag",
            "anteil: { 01.04.2026: 0.5, 01.07.2026: 1.0 }          # Antrag",
        ),
        ("anteil: '0.5'", "anteil: { 01.04.2026: 0.75, 01.10.2026: 0.5 }"),
        (
            "quartier_06, anteil: 0.5,",
            "quartier_06, anteil: { 01.04.2026: 0.5, 01.10.2026: 0.25 },",
        ),
        ("quartier_05\n    anteil: 0.5", "quartier_05\n    anteil: 1.0"),
    ] {
        assert!(before.contains(old) && text.contains(new), "{new} in\n{text}");
    }
    assert_eq!(before.lines().count(), text.lines().count());
    // Taken over, the table changes nothing more.
    amt.write("stellen.yaml", &text);
    assert_eq!(after(&amt, table).1, [""; 0]);
}

#[test]
fn a_further_day_comes_in_the_order_of_time() {
    let days = "\n      01.04.2026: 0.5   # Beginn\n      01.10.2026: 1.0   # Ausbau";
    let (amt, before) = with_anteil(days);
    let table = "Kennung;Anteil ab 01.10.2026;Anteil ab 01.06.2026;Anteil ab 01.11.2026;\
                 Anteil ab 01.12.2026\nquartier_03;1,5;0,6;2;1\n";
    let (text, updates) = after(&amt, table);
    assert_eq!(
        updates,
        [
            "quartier_03 anteil ab 01.06.2026 0.6",
            "quartier_03 anteil ab 01.10.2026 1.5",
            "quartier_03 anteil ab 01.11.2026 2",
            "quartier_03 anteil ab 01.12.2026 1",
        ]
    );
    let new = "\n      01.04.2026: 0.5   # Beginn\n      01.06.2026: 0.6\n      01.10.2026: 1.5   \
               # Ausbau\n      01.11.2026: 2\n      01.12.2026: 1";
    assert_eq!(text, before.replace(days, new));

    let (amt, before) = with_anteil(" { 2026-04-01: 0.5, 2026-10-01: 1 }");
    let table = "Kennung;Anteil ab 01.10.2026;Anteil ab 01.06.2026\nquartier_03;1;0,6\n";
    let (text, _) = after(&amt, table);
    assert_eq!(text, before.replace("0.5, 2026-10", "0.5, 01.06.2026: 0.6, 2026-10"));
}

#[test]
fn years_and_days_are_not_mixed() {
    let (amt, _) = with_anteil(" { 2026: 0.5 }");
    let found = amt
        .import(&amt.table("p.csv", b"Kennung;Anteil ab 01.10.2026\nquartier_03;1\n"))
        .diagnostics;
    assert_eq!(
        (found[0].code, found[0].message.as_str()),
        (
            "import-anteil-mehrfach",
            "Zelle B2: Die Stelle `quartier_03` hat in den Daten Anteile je Haushaltsjahr"
        )
    );
    let (amt, _) = with_anteil(" { 01.04.2026: 0.5, 01.10.2026: 1 }");
    let found = amt.import(&amt.table("p.csv", b"Kennung;Anteil\nquartier_03;1\n")).diagnostics;
    assert!(found[0].hints[0].contains("„Anteil ab 01.01.2022“"), "{found:?}");
    csv(
        "Kennung;Anteil ab 01.10.2026;anteil 01.10.2026\nquartier_03;1;1\n",
        &[
            "import-spalte-doppelt: Zelle C1: „anteil 01.10.2026“ bedeutet hier dasselbe wie „Anteil \
           ab 01.10.2026“",
        ],
    );
}

#[test]
fn a_stelle_that_begins_later_has_its_quantity_from_then_on() {
    let amt = Amt::new();
    let table = "Kennung;von;Anteil ab 01.10.2026\nquartier_08;01.06.2026;1\n";
    let (text, updates) = after(&amt, table);
    assert_eq!(
        updates,
        [
            "quartier_08 anteil 0.5 ab 01.06.2026, 1.0 ab 01.10.2026",
            "quartier_08 zeitraum 01.06.2026 – 31.12.2026",
        ]
    );
    assert!(text.contains("anteil: { 01.06.2026: 0.5, 01.10.2026: 1.0 }\n"), "{text}");
    // A day before the Stelle exists is told where the data would have it.
    amt.table("p.csv", b"Kennung;Anteil ab 01.01.2026\nquartier_03;1\n");
    let run = amt.run("import stellen p.csv muster --write");
    let said = super::text(&run.stderr);
    assert_eq!(run.status.code(), Some(1));
    assert!(said.contains("[anteil-ausserhalb]") && said.contains("(Zeile 2)"), "{said}");
}

#[test]
fn a_new_stelle_can_change_from_a_day_on() {
    let amt = Amt::new();
    let table = "Kennung;Anteil;Anteil ab 01.10.2026;Bewertung;Funktion;Rolle;Baustein;Bei;Zeitraum;\
                 Zeile\nneu;0,5;1;s12;Beratung;beratung;1;stadt;stellen;11\n";
    let (text, _) = after(&amt, table);
    assert!(
        text.contains("  - id: neu\n    anteil: { 01.04.2026: 0.5, 01.10.2026: 1.0 }\n"),
        "{text}"
    );
}

/// The assistant of `data/kim` becomes a whole post on 01.01.2022. By hand, as in
/// `tests/papers/kim-neufassung.yaml`: half a post of A 7 more costs 31.671,00 € in 2022
/// (62.100 × 1,02 × 0,5) and 8.076,10 € in 2023, while the grant stays.
#[test]
fn a_whole_assistant_from_2022_on_costs_what_the_amended_paper_says() {
    let amt = Amt::new();
    amt.table("p.csv", b"Kennung;Anteil ab 01.01.2022\nassistenz;1,0\n");
    let line = concat!("import stellen p.csv ", env!("CARGO_MANIFEST_DIR"), "/data/kim");
    let run = amt.run(line);
    let (said, wrong) = (text(&run.stdout), text(&run.stderr));
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines: Vec<String> = said.lines().map(words).collect();
    for expected in [
        "anteil 0.5 → 0.5 ab 01.05.2021, 1.0 ab 01.01.2022",
        "Eigenanteil 2022 241.859,00 € 273.530,00 € +31.671,00 €",
        "Eigenanteil 2023 83.349,05 € 91.425,15 € +8.076,10 €",
        "Eigenanteil insgesamt 380.108,05 € 419.855,15 € +39.747,10 €",
    ] {
        assert!(lines.iter().any(|line| line == expected), "{expected} in\n{said}{wrong}");
    }
    assert!(!lines.iter().any(|line| line.contains(" 2021 ") && line.contains('€')), "{said}");
}
