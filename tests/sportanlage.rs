//! The sports ground against its published figures: an überplanmäßige Auszahlung and an
//! außerplanmäßige Verpflichtungsermächtigung, each covered by its own kind elsewhere.
//!
//! Every expected amount was printed in the published council paper or follows from it by
//! the calculation shown; none comes from the program.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::path::Path;

use vorlage::cli::pipeline::{self, Finished};
use vorlage::document::german::{self, Stil};

fn paper() -> Finished {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sportanlage");
    let outcome = pipeline::finished(&folder);
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
    outcome.made.unwrap()
}

#[track_caller]
fn case(paper: &Finished, name: &str, expected: &str) {
    let id = paper.figures.find(name).unwrap_or_else(|| panic!("no figure {name}"));
    let text = german::figure(paper.figures.get(id), Stil::Voll).unwrap();
    assert_eq!(text.replace('\u{a0}', " "), expected, "{name}");
}

#[test]
fn the_published_figures() {
    let paper = paper();
    case(&paper, "investitionen.gesamt", "4.286.764,28 €");
    case(&paper, "zuwendung.planung.gesamt", "245.000,00 €");
    case(&paper, "zuwendung.sanierung.gesamt", "2.355.000,00 €");
    // 245.000 + 2.355.000
    case(&paper, "einzahlungen.gesamt", "2.600.000,00 €");
    // 4.286.764,28 − 2.600.000
    case(&paper, "eigenanteil_investiv.gesamt", "1.686.764,28 €");
}

/// The payment that was planned already needs no cover; both other needs have theirs.
#[test]
fn every_need_is_covered_by_its_own_kind() {
    let paper = paper();
    case(&paper, "bedarf.auszahlung.2021", "2.355.000,00 €");
    case(&paper, "deckung.auszahlung.2021", "2.355.000,00 €");
    case(&paper, "bedarf.verpflichtung.2021", "1.686.764,28 €");
    case(&paper, "deckung.verpflichtung.2021", "1.686.764,28 €");
}

#[test]
fn the_clauses_name_where_the_money_is_needed_and_where_it_comes_from() {
    let text = paper().document.markdown.replace('\u{a0}', " ");
    let (payment, authorised) = {
        let clauses: Vec<&str> = text
            .lines()
            .filter(|line| line.contains("Für die Maßnahme „Sanierung der Sportanlage"))
            .filter(|line| line.contains("gedeckt"))
            .collect();
        (clauses[0].to_owned(), clauses[1].to_owned())
    };
    for part in [
        "überplanmäßige Auszahlungen nach § 83 GO NRW in Höhe von 2.355.000,00 €",
        "in Zeile 08 – Auszahlungen für Baumaßnahmen – des Teilfinanzplans 0801 – Sportförderung – \
         (Finanzstelle 5201-0801-7-5216) bereitgestellt.",
        "durch Minderauszahlungen in Zeile 09 – Auszahlungen für den Erwerb von beweglichem \
         Anlagevermögen – des Teilfinanzplans 0301 – Schulträgeraufgaben – (Finanzstelle \
         4050-0301-0-6013) gedeckt.",
    ] {
        assert!(payment.contains(part), "{part}: {payment}");
    }
    for part in [
        "eine außerplanmäßige Verpflichtungsermächtigung nach § 85 GO NRW in Höhe von \
         1.686.764,28 € zulasten des Haushaltsjahres 2022",
        "von Verpflichtungsermächtigungen zulasten des Haushaltsjahres 2022 im Teilfinanzplan 1201 –",
    ] {
        assert!(authorised.contains(part), "{part}: {authorised}");
    }
    for line in [payment, authorised] {
        // In the Beschluss and, word for word, below the costs.
        let clause = line.trim().trim_start_matches("- ");
        assert_eq!(text.matches(clause).count(), 2, "{clause}");
        assert!(!line.contains("Aufwendung") && !line.contains("Ergebnisplan"), "{line}");
    }
}
