//! The paper `data/klimaschutz`: a plan that costs nothing, whose measures are paid from funds
//! that are budgeted already. Published is exactly this (case 6), and no amount.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;

use vorlage::cli::pipeline;
use vorlage::finance::Unit;

fn paper() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/data/klimaschutz"))
}

#[test]
fn nothing_costs_anything_and_no_amount_is_printed() {
    let made = pipeline::finished(paper()).made.unwrap();
    let mut amounts = made.figures.iter().filter(|(_, figure)| figure.unit == Unit::Euro);
    assert!(amounts.all(|(_, figure)| figure.value.is_zero()));
    assert_eq!(made.document.printed, []);
    assert!(!made.document.markdown.contains('€'));
}

#[test]
fn the_form_block_ticks_no_and_the_climate_gains() {
    let markdown = pipeline::finished(paper()).made.unwrap().document.markdown;
    let ticked: Vec<&str> = markdown.lines().filter(|line| line.contains('☒')).collect();
    assert_eq!(ticked, ["| ☒\u{a0}Nein | – | – |", "| auf den Klimaschutz | ☐ | ☒ | ☐ |"]);
    let financing = markdown.split("## Kosten/Finanzierung\n\n").nth(1).unwrap();
    let sentence = "Diese Vorlage selbst wirkt sich auf den Haushalt nicht aus. Die Maßnahmen werden \
        aus Mitteln finanziert, die im Haushalt bereits veranschlagt sind.\n";
    assert!(financing.starts_with(sentence), "{financing}");
}
