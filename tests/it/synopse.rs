//! The synopsis of papers with diagrams, blocks of lines, several lists in one item and
//! groups of rows: every row of it is one line, and every place has a name of its own.

use proptest::prelude::*;
use tempfile::TempDir;

use vorlage::compare::{self, Synopse, fragment, plain};
use vorlage::output;
use vorlage::paper::Finished;

use crate::files::{copy, edit, example};
use crate::paper::{finished, markdown};

/// `kim` and its Neufassung in a folder of their own.
fn papers() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["kim", "kim-neufassung"] {
        copy(&example(name), &folder.path().join(name));
    }
    folder
}

/// The synopsis that `paper` prints.
fn printed(paper: &Finished) -> String {
    let text = markdown(paper);
    let synopsis = text.split("\n## Synopse\n").nth(1).unwrap();
    synopsis.split("\n## ").next().unwrap().to_owned()
}

fn compare(old: &str, new: &str) -> Synopse {
    let [old, new] = [old, new].map(|text| format!("# Titel\n\n## Abschnitt\n\n{text}\n"));
    compare::wording(&old, &new)
}

/// The rows of all tables; each has three cells on one line.
fn rows(text: &str) -> Vec<&str> {
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
    for row in &rows {
        let bars = row.replace("\\|", "").matches('|').count();
        assert!(bars == 4 && row.ends_with('|'), "{row}\nin\n{text}");
    }
    rows
}

/// The first paper spends 1.084.959,00 € in 2022, of which the city pays 241.859,00 €; with
/// a whole post for the assistant it is 62.100 × 1,02 × 0,5 = 31.671,00 € more of both.
#[test]
fn a_diagram_whose_amounts_changed_is_told_bar_by_bar() {
    let folder = papers();
    edit(
        &folder.path().join("kim/vorlage.yaml"),
        "  dringlich:",
        "  diagramme: [jahre]\n  dringlich:",
    );
    let new = folder.path().join("kim-neufassung");
    edit(&new.join("vorlage.yaml"), "diagramme: [bruecke]", "diagramme: [jahre, bruecke]");
    let paper = finished(&new);
    let text = printed(&paper);
    rows(&text);
    for (bar, old, new) in [
        ("Haushaltsjahr 2022: Aufwendungen", "1.084.959,00 €", "1.116.630,00 €"),
        ("Haushaltsjahr 2022: Eigenanteil", "241.859,00 €", "273.530,00 €"),
    ] {
        let start = text.find(bar).unwrap_or_else(|| panic!("{bar}\nin\n{text}"));
        let both = format!("| {{--**{old}**--}} | {{++**{new}**++}} |");
        assert!(
            text[start..].starts_with(bar) && text[start..start + 160].contains(&both),
            "{bar}"
        );
    }
    let pages = output::pdf_text(&paper.pdf().unwrap()).unwrap();
    let text: String = pages.iter().map(|page| page.text()).collect();
    assert!(!text.contains("zeile(") && !text.contains("[]"), "code of the page is printed");
}

/// A seventh Haushaltsjahr is the first that no page holds beside the others; only the page
/// parts the table, and every row of the old one is there.
#[test]
fn a_table_that_became_too_wide_is_told_as_one() {
    let table = |years: &[(&str, &str)]| {
        let cells = |of: fn(&(&str, &str)) -> String| years.iter().map(of).collect::<String>();
        let head = cells(|(year, _)| format!(" {year} |"));
        let row = cells(|(_, amount)| format!(" {amount} |"));
        let total = cells(|(_, amount)| format!(" ***{amount}*** |"));
        let sides = "---:|".repeat(years.len());
        format!("| Zeile |{head}\n|:---|{sides}\n| Miete |{row}\n| ***Summe*** |{total}\n")
    };
    let old = [("2021", "1,00 €"), ("2022", "2,00 €"), ("Gesamt", "3,00 €")];
    let whole = [("2021", "1,00 €"), ("2022", "2,00 €"), ("2023", "4,00 €"), ("Gesamt", "7,00 €")];
    let new = table(&whole);
    let shown = fragment(&compare(&table(&old), &new), 3).replace('\u{a0}', " ");
    let own = rows(&shown);
    assert!(!shown.contains("(neu)") && !shown.contains("(entfällt)"), "{shown}");
    assert!(own.contains(&"| **Miete** | | |"), "{shown}");
    let year = own.iter().filter(|row| row.starts_with("| 2023 | … nicht vorhanden … |"));
    assert!(year.filter(|row| row.contains("4,00 €")).count() == 2, "{shown}");
    assert_eq!(own.iter().filter(|row| row.starts_with("| Gesamt |")).count(), 2, "{shown}");
    assert!(!own.iter().any(|row| row.starts_with("| 2021") || row.starts_with("| 2022")));
    // The same years again are another table.
    let twice = format!("{}\n{}", table(&old), table(&old));
    let shown = fragment(&compare(&table(&old), &twice), 3);
    assert!(rows(&shown).iter().any(|row| row.starts_with("| Neue Zeile |")), "{shown}");
}

/// What is told elsewhere did change: no row of it may say „…“, which stands for what did not.
#[test]
fn what_is_told_elsewhere_is_not_said_to_be_the_same() {
    let text = printed(&finished(&papers().path().join("kim-neufassung")));
    let told: Vec<&str> =
        rows(&text).into_iter().filter(|row| row.contains("| … wie im Abschnitt ")).collect();
    assert!(!told.is_empty(), "{text}");
    for row in told {
        assert_eq!(row.matches("| … wie im Abschnitt ").count(), 2, "{row}");
    }
}

/// The Neufassung asks for the calculation annex, which the first paper did not have.
#[test]
fn a_new_annex_is_told_in_a_sentence() {
    let folder = papers();
    let new = folder.path().join("kim-neufassung");
    edit(&new.join("vorlage.yaml"), "  diagramme:", "  nachweis: ja\n  diagramme:");
    let text = printed(&finished(&new));
    let said = "Der Abschnitt „Berechnungsnachweis“ ist neu und hier nicht wiedergegeben.";
    assert!(text.contains(said), "{text}");
    assert!(!text.contains("### Berechnungsnachweis"), "{text}");
}

#[test]
fn a_section_with_changes_below_it_is_not_said_to_be_the_same() {
    let old = "Vorwort.\n\n### Umfang\n\nZwei Wege.\n\n### Dauer\n\nKurz.\n\n## Anlagen\n\nKeine.";
    let shown = fragment(&compare(old, &old.replace("Zwei", "Drei")), 3);
    let said = "Unverändert sind die Abschnitte „Abschnitt – Dauer“ und „Anlagen“.";
    assert!(shown.starts_with(said), "{shown}");
}

#[test]
fn a_diagram_with_changed_bars_is_not_said_to_be_the_same() {
    let old =
        "Text.\n\n```diagramm jahre\nWas es kostet\nJahr 2021\nMiete: 1,00 €\nStrom: 2,00 €\n```\n";
    let shown = fragment(&compare(old, &old.replace("1,00", "3,00")), 3);
    assert!(shown.contains("… Absatz 1 unverändert …"), "{shown}");
    assert!(rows(&shown).contains(&"| **Diagramm „Was es kostet“** | | |"), "{shown}");
    let shown = fragment(&compare(old, &old.replace("Text", "Worte")), 3);
    assert!(shown.contains("… Diagramm „Was es kostet“ unverändert …"), "{shown}");
}

/// A paper that had no diagram before: all of it is new, and no row is torn.
#[test]
fn a_new_diagram_is_told_line_by_line() {
    let folder = papers();
    let new = folder.path().join("kim-neufassung");
    edit(&new.join("vorlage.yaml"), "diagramme: [bruecke]", "diagramme: [jahre]");
    let paper = finished(&new);
    let text = printed(&paper);
    rows(&text);
    assert!(text.contains("{++Aufwendungen und ihre Finanzierung++}"), "{text}");
    paper.pdf().unwrap();
}

#[test]
fn a_block_of_lines_is_compared_line_by_line() {
    let old = "Vorher.\n\n```\neins | zwei\n\ndrei Stellen sind frei\n```\n\nNachher.";
    let synopse = compare(old, &old.replace("drei", "vier"));
    let shown = fragment(&synopse, 3);
    assert!(rows(&shown).iter().any(|row| row.contains("drei") && row.contains("vier")), "{shown}");
    assert!(shown.contains("Absatz 2, Zeile 2"), "{shown}");
    let inside = "1. Punkt:\n\n   ```\n   a\n\n   b\n   ```\n";
    rows(&fragment(&compare(inside, &inside.replace('b', "c")), 3));
}

/// Two lists in one item: their points are told apart.
#[test]
fn points_are_counted_through_an_item() {
    let old = "1. Stellen:\n\n   **Baustein 1**\n\n   - eine Stelle der Leitung\n   - eine \
        Stelle der Planung\n\n   **Baustein 2**\n\n   - eine Stelle der Beratung\n\n2. Bericht:\n\n   \
        - jedes Jahr an den Ausschuss\n";
    let synopse =
        compare(old, &old.replace("der Beratung", "der Pflege").replace("jedes", "im ersten"));
    let shown = fragment(&synopse, 3);
    assert!(rows(&shown).iter().any(|row| row.starts_with("| Ziffer 1, Punkt 3 |")), "{shown}");
    assert!(rows(&shown).iter().any(|row| row.starts_with("| Ziffer 2, Punkt 1 |")), "{shown}");
}

#[test]
fn rows_of_one_name_are_told_by_their_group() {
    let old = "| Auswirkung | Betrag |\n|:---|---:|\n| **☐ Ja, investiv** | |\n| Zuschüsse | – |\n\
        | **☒ Ja, ergebniswirksam** | |\n| Zuschüsse | viel |\n| Dauer | kurz |\n";
    let new = old.replace("viel", "wenig").replace("kurz", "lang");
    let shown = fragment(&compare(old, &new), 3);
    assert!(shown.contains("Ja, ergebniswirksam: Zuschüsse"), "{shown}");
    assert!(!shown.contains("investiv: ") && !shown.contains(": Dauer"), "{shown}");
}

/// A sentence ends where one does, and not after an abbreviation or an ordinal.
#[test]
fn an_abbreviation_ends_no_sentence() {
    let old = "Eingerichtet wird eine Stelle E 13 bzw. A 13 Lg. 2, 2. Eingangsamt, z. B. Leitung. \
        Dies kostet rd. Hunderttausend. Sie ist befristet.";
    let synopse = compare(old, &old.replace("Dies kostet", "Das kostet"));
    let place = &synopse.sections.last().unwrap().passages[0];
    let rows: Vec<String> = place.counterpart.iter().map(|of| plain(&of.old)).collect();
    let expected = [
        "Eingerichtet wird eine Stelle E 13 bzw. A 13 Lg. 2, 2. Eingangsamt, z. B. Leitung. ",
        "Dies kostet rd. Hunderttausend. ",
        "Sie ist befristet.",
    ];
    assert_eq!(rows, expected);
}

/// A dash is what a cell says; where there is no cell, words say so.
#[test]
fn what_is_not_there_is_told_from_a_dash() {
    let old = "| Zeile | 2021 |\n|:---|---:|\n| Personal | – |\n| Miete | viel |\n";
    let new = "| Zeile | 2021 | 2022 |\n|:---|---:|---:|\n| Personal | wenig | – |\n\
        | Miete | viel | viel |\n";
    let shown = fragment(&compare(old, new), 3);
    let of =
        |row: &str| assert!(rows(&shown).iter().any(|own| own.contains(row)), "{row}: {shown}");
    of("| \u{e003}–\u{e005} | \u{e004}wenig\u{e005} |");
    of("| … nicht vorhanden … | \u{e004}–\u{e005} |");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever a block of lines holds, all its lines come out, and no row is torn.
    #[test]
    fn lines_of_a_block_come_out_of_the_synopsis(
        old in prop::collection::vec("[ab|:*#]([ab|:*# ]{0,4}[ab|:*#])?", 1..6),
        new in prop::collection::vec("[ab|:*#]([ab|:*# ]{0,4}[ab|:*#])?", 1..6),
    ) {
        let block = |lines: &[String]| format!("```\n{}\n```", lines.join("\n\n"));
        let synopse = compare(&block(&old), &block(&new));
        rows(&fragment(&synopse, 3));
        let places = synopse.sections.iter().flat_map(|of| &of.passages);
        let side = |is_old: bool| -> Vec<String> {
            let texts = places.clone().map(|of| {
                let sides = of.counterpart.iter();
                sides.map(|of| plain(if is_old { &of.old } else { &of.new })).collect::<String>()
            });
            texts.filter(|text| !text.is_empty()).collect()
        };
        prop_assert_eq!(side(true), old);
        prop_assert_eq!(side(false), new);
    }
}
