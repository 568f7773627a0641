//! The first paper against its published table, clauses and totals.
//!
//! Every expected amount was printed in the published council paper or follows
//! from it by the calculation shown; none comes from the program.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod papier;

use std::path::Path;

use vorlage::cli::pipeline;
use vorlage::finance::Plan;
use vorlage::output;

use papier::{case, example, planned};

fn plan() -> Plan {
    planned(&example("kim"))
}

/// The year table as published: rows, sub-totals, totals, own share.
#[test]
fn the_published_table() {
    let plan = plan();
    let table = [
        ("zuwendung.land", "463.500,00 €", "843.100,00 €", ""),
        ("zeile.02", "463.500,00 €", "843.100,00 €", ""),
        ("stelle.leitung", "56.066,67 €", "85.782,00 €", "21.874,41 €"),
        ("stelle.arbeitsmarkt", "84.800,00 €", "129.744,00 €", "33.084,72 €"),
        ("stelle.assistenz", "20.700,00 €", "31.671,00 €", "8.076,11 €"),
        ("stelle.beratungslandschaft", "52.066,66 €", "79.662,00 €", "20.313,81 €"),
        ("zeile.11", "213.633,33 €", "326.859,00 €", "83.349,05 €"),
        ("zeile.16", "78.100,00 €", "78.100,00 €", ""),
        ("stelle.traeger", "226.666,67 €", "680.000,00 €", ""),
        ("zeile.15", "226.666,67 €", "680.000,00 €", ""),
        ("aufwendungen", "518.400,00 €", "1.084.959,00 €", "83.349,05 €"),
        ("eigenanteil", "54.900,00 €", "241.859,00 €", "83.349,05 €"),
    ];
    for (name, of_2021, of_2022, of_2023) in table {
        case(&plan, &format!("{name}.2021"), of_2021);
        case(&plan, &format!("{name}.2022"), of_2022);
        match of_2023 {
            "" => assert_eq!(plan.figures.find(&format!("{name}.2023")), None, "{name}"),
            amount => case(&plan, &format!("{name}.2023"), amount),
        }
    }
}

/// The totals that the published prose names.
#[test]
fn the_published_totals() {
    let plan = plan();
    case(&plan, "volumen", "1.686.708,05 €");
    case(&plan, "zuwendung.land.gesamt", "1.306.600,00 €");
    case(&plan, "eigenanteil.gesamt", "380.108,05 €");
    case(&plan, "eigenanteil.quote", "22,5 %");
    case(&plan, "szenario.startaufstellung.eigenanteil.gesamt", "315.108,05 €");
    case(&plan, "rolle.casemanagement.2021", "6,0");
    case(&plan, "rolle.casemanagement.2022", "11,0");
}

/// The "Gesamt" column, which the published table does not have.
#[test]
fn sums_over_the_years() {
    let plan = plan();
    // 56.066,67 + 85.782,00 + 21.874,41 = 163.723,08
    case(&plan, "stelle.leitung.gesamt", "163.723,08 €");
    // 84.800,00 + 129.744,00 + 33.084,72 = 247.628,72
    case(&plan, "stelle.arbeitsmarkt.gesamt", "247.628,72 €");
    // 20.700,00 + 31.671,00 + 8.076,11 = 60.447,11
    case(&plan, "stelle.assistenz.gesamt", "60.447,11 €");
    // 52.066,66 + 79.662,00 + 20.313,81 = 152.042,47
    case(&plan, "stelle.beratungslandschaft.gesamt", "152.042,47 €");
    // 213.633,33 + 326.859,00 + 83.349,05 = 623.841,38
    case(&plan, "zeile.11.gesamt", "623.841,38 €");
    // 226.666,67 + 680.000,00 = 906.666,67
    case(&plan, "zeile.15.gesamt", "906.666,67 €");
    // 2 × 78.100,00
    case(&plan, "zeile.16.gesamt", "156.200,00 €");
    // 2,5 × 9.700 = 24.250 a year
    case(&plan, "kosten.koordination.2022", "24.250,00 €");
    // 463.500,00 + 843.100,00
    case(&plan, "ertraege.gesamt", "1.306.600,00 €");
    // 1.306.600,00 / 1.686.708,05 = 77,4645… %
    case(&plan, "foerderquote", "77,5 %");
    // 8 + 12 + 3 months
    case(&plan, "programm.dauer", "23");
}

/// What 2021 would have been by the rates, had no amount been granted:
/// (2,5 × 55.000 + 22.500 + 6 × 55.000) × 8/12 + 78.100 = 490.000 × 8/12 + 78.100
/// = 404.766,67.
#[test]
fn a_granted_amount_keeps_what_it_replaces() {
    let plan = plan();
    case(&plan, "zuwendung.land.berechnet.2021", "404.766,67 €");
    case(&plan, "zuwendung.land.bewilligt.2021", "463.500,00 €");
}

/// The amounts of the published paper, and how often it prints each at least where
/// this paper has the same place for it. A clause stands in the Beschluss and below
/// the table, so an amount of a clause stands twice, and once more in the table.
#[rustfmt::skip]
const PUBLISHED: &[(&str, usize)] = &[
    // The table: Stellen.
    ("56.066,67 €", 1), ("85.782,00 €", 1), ("21.874,41 €", 1),
    ("84.800,00 €", 1), ("129.744,00 €", 1), ("33.084,72 €", 1),
    ("20.700,00 €", 1), ("31.671,00 €", 1), ("8.076,11 €", 1),
    ("52.066,66 €", 1), ("79.662,00 €", 1), ("20.313,81 €", 1),
    // Totals that stand in the table alone.
    ("518.400,00 €", 1), ("1.084.959,00 €", 1), ("241.859,00 €", 1),
    // The clauses of 2021: line 11; 15 (in the table a row and its total); 16 (also of
    // 2022, and two totals); 02 (a row and its total); the Eigenanteil.
    ("213.633,33 €", 2 + 1), ("226.666,67 €", 2 + 2), ("78.100,00 €", 4 + 2),
    ("463.500,00 €", 2 + 2), ("54.900,00 €", 2 + 1),
    // Of 2022: lines 11, 15 and 02.
    ("326.859,00 €", 2 + 1), ("680.000,00 €", 2 + 2), ("843.100,00 €", 2 + 2),
    // Of 2023: line 11; in the table also the expenses and the Eigenanteil.
    ("83.349,05 €", 2 + 3),
    // The prose: the volume in the Beschluss and in the calculation; grant and shares.
    ("1.686.708,05 €", 2), ("1.306.600,00 €", 1), ("380.108,05 €", 1), ("22,5 %", 1),
    ("315.108,05 €", 1),
    // What is paid for Stellen and costs.
    ("55.000 €", 1), ("22.500 €", 1), ("9.700 €", 1), ("4.850 €", 1), ("40.000 €", 1),
    ("9.000 €", 1),
];

/// How often `amount` stands in `text` and is no end of a longer one.
fn occurrences(text: &str, amount: &str) -> usize {
    let starts_here = |at: usize| {
        !text[..at].ends_with(|before: char| before.is_ascii_digit() || ".,".contains(before))
    };
    text.match_indices(amount).filter(|(at, _)| starts_here(*at)).count()
}

/// Every published amount stands in the Markdown, and as often on the pages of the PDF.
#[test]
fn the_published_amounts_are_printed() {
    let outcome = pipeline::finished(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/data/kim")));
    let paper = outcome.made.unwrap_or_else(|| panic!("{:#?}", outcome.diagnostics));
    let markdown = paper.document.markdown.replace('\u{a0}', " ");
    let pages = output::pdf_text(&paper.pdf().unwrap()).unwrap();
    let lines = pages.iter().flat_map(|page| &page.runs).filter(|run| !run.artifact);
    let printed: Vec<String> = lines.map(|run| run.text.replace('\u{a0}', " ")).collect();
    let printed = printed.join("\n");
    for (amount, least) in PUBLISHED {
        let count = occurrences(&markdown, amount);
        assert!(count >= *least, "{amount} stands {count} times in the Markdown");
        assert_eq!(occurrences(&printed, amount), count, "{amount} in the PDF");
    }
}
