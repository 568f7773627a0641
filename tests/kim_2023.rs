//! The continuation of the first paper in 2023 against its published figures: an own
//! share that two sources cover.
//!
//! Every expected amount was printed in the published council paper or follows from it by
//! the calculation shown; none comes from the program.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod papier;

use vorlage::cli::pipeline::{self, Finished};

use papier::{case, example};

fn paper() -> Finished {
    let outcome = pipeline::finished(&example("kim-2023"));
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
    outcome.made.unwrap()
}

#[test]
fn the_published_lines() {
    let paper = paper();
    case(&paper, "zeile.11.2023", "343.475,00 €");
    // 14 × 68.000
    case(&paper, "zeile.15.2023", "952.000,00 €");
    // 2,5 × 9.700 + 4.850 + 40.000 + 9.000
    case(&paper, "zeile.16.2023", "78.100,00 €");
    // 2,5 × 55.000 + 22.500 + 16 × 55.000 + 78.100
    case(&paper, "zeile.02.2023", "1.118.100,00 €");
    case(&paper, "aufwendungen.2023", "1.373.575,00 €");
    case(&paper, "eigenanteil.2023", "255.475,00 €");
}

#[test]
fn the_published_cover() {
    let paper = paper();
    case(&paper, "bedarf.ergebnis.2023", "255.475,00 €");
    // 14 × (68.000 − 55.000)
    case(&paper, "deckung.traegerstellen", "182.000,00 €");
    case(&paper, "deckung.traegerstellen.aufwendungen", "952.000,00 €");
    // 14 × 55.000
    case(&paper, "deckung.traegerstellen.zuwendungen", "770.000,00 €");
    // 255.475 − 182.000; also 343.475 − (2,5 × 55.000 + 22.500 + 2 × 55.000)
    case(&paper, "deckung.stellenbudget", "73.475,00 €");
    case(&paper, "deckung.ergebnis.2023", "255.475,00 €");
}

/// The clause stands in the Beschluss and, word for word, below the table.
#[test]
fn the_clause_names_both_sources() {
    let text = paper().document.markdown.replace('\u{a0}', " ");
    let clause = "Der Eigenanteil in Höhe von 255.475,00 € wird in Höhe von 73.475,00 € aus dem \
        vom Dezernat OB bewirtschafteten Stellenbudget sowie in Höhe von 182.000,00 € innerhalb \
        des Budgets des Teilergebnisplans 0504 – Freiwillige Sozialleistungen und Diversity – \
        gedeckt.";
    assert_eq!(text.matches(clause).count(), 2, "{text}");
    for amount in ["343.475,00 €", "952.000,00 €", "78.100,00 €", "1.118.100,00 €"] {
        // In both clauses and in the table.
        assert!(text.matches(amount).count() >= 3, "{amount}");
    }
}
