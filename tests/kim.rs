//! The first paper against its published table, clauses and totals.
//!
//! Every expected amount was printed in the published council paper or follows
//! from it by the calculation shown; none comes from the program.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::path::Path;

use vorlage::data;
use vorlage::document::german::{self, Stil};
use vorlage::finance::{self, Plan};

fn plan() -> Plan {
    let loaded = data::load(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/data/kim")));
    let paper = loaded.paper.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    let plan = finance::plan(&paper);
    assert!(plan.diagnostics.is_empty(), "{:#?}", plan.diagnostics);
    plan
}

#[track_caller]
fn case(plan: &Plan, name: &str, expected: &str) {
    let id = plan.figures.find(name).unwrap_or_else(|| panic!("no figure {name}"));
    let text = german::figure(plan.figures.get(id), Stil::Voll).unwrap();
    assert_eq!(text.replace('\u{a0}', " "), expected, "{name}");
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
