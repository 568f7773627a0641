//! The squares of Chorweiler against their published figures: what 2016 provided, and what
//! they cost in 2018 instead.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod papier;

use vorlage::cli::pipeline;
use vorlage::finance::Plan;

use papier::{case, example, planned};

#[track_caller]
fn plan(name: &str) -> Plan {
    planned(&example(name))
}

#[test]
fn the_squares_are_paid_and_authorised_as_decided_in_2016() {
    let plan = plan("chorweiler-2016");
    for (square, payment, authorised) in [
        ("pariser_platz", "200.000,00 €", "45.000,00 €"),
        ("liverpooler_platz", "400.000,00 €", "170.000,00 €"),
        ("lyoner_platz", "200.000,00 €", "35.000,00 €"),
    ] {
        case(&plan, &format!("investition.{square}.zahlung.gesamt"), payment);
        case(&plan, &format!("investition.{square}.verpflichtung.gesamt"), authorised);
    }
    case(&plan, "investitionen.zahlungen", "800.000,00 €");
    case(&plan, "investitionen.verpflichtungen", "250.000,00 €");
    case(&plan, "investitionen.gesamt", "1.050.000,00 €");
    // Each kind is a need of its own, because it is covered by its own kind.
    case(&plan, "bedarf.auszahlung.2016.ausserplanmaessig", "800.000,00 €");
    case(&plan, "bedarf.verpflichtung.2016.ausserplanmaessig", "250.000,00 €");
}

#[test]
fn the_squares_cost_more_in_2018() {
    let plan = plan("chorweiler-2018");
    for (square, new, old, more) in [
        ("pariser_platz", "3.711.501,77 €", "2.000.000,00 €", "1.711.501,77 €"),
        ("liverpooler_platz", "7.155.475,72 €", "4.450.000,00 €", "2.705.475,72 €"),
        ("lyoner_platz", "1.752.799,68 €", "1.625.000,00 €", "127.799,68 €"),
    ] {
        case(&plan, &format!("investition.{square}.gesamt"), new);
        case(&plan, &format!("investition.{square}.bisher"), old);
        case(&plan, &format!("investition.{square}.mehrkosten"), more);
    }
    case(&plan, "investitionen.gesamt", "12.619.777,17 €");
    case(&plan, "investitionen.bisher", "8.075.000,00 €");
    case(&plan, "investitionen.mehrkosten", "4.544.777,17 €");
}

/// All published sums and differences stand in one table of the paper.
#[test]
fn the_paper_prints_new_old_and_difference() {
    let folder = example("chorweiler-2018");
    let text = pipeline::finished(&folder).made.unwrap().document.markdown;
    let text = text.replace('\u{a0}', " ").replace('*', "");
    for row in [
        "| Pariser Platz | 2.000.000,00 € | 3.711.501,77 € | 1.711.501,77 € |",
        "| Liverpooler Platz | 4.450.000,00 € | 7.155.475,72 € | 2.705.475,72 € |",
        "| Lyoner Platz und Lyoner Passage | 1.625.000,00 € | 1.752.799,68 € | 127.799,68 € |",
        "| Gesamt | 8.075.000,00 € | 12.619.777,17 € | 4.544.777,17 € |",
    ] {
        assert!(text.contains(row), "{row}");
    }
    assert!(text.contains("nunmehr 12.619.777,17 € statt bisher 8.075.000,00 €"));
}

/// The paper of 2016 provided 1.050.000, not the 8.075.000 that a later one had come to: what
/// is called „bisher“ must be one amount.
#[test]
fn what_was_before_is_one_amount() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["chorweiler-2016", "chorweiler-2018"] {
        papier::copy(&example(name), &folder.path().join(name));
    }
    let yaml = folder.path().join("chorweiler-2018/vorlage.yaml");
    let bezug = "  bezug:\n    nummer: 0000/2016\n    art: Beschlussvorlage\n    \
        quelle: ../chorweiler-2016\n    grund: Die Kosten sind gestiegen.\n  dringlich: nein\n";
    papier::edit(&yaml, "  dringlich: nein\n", bezug);
    let outcome = pipeline::finished(yaml.parent().unwrap());
    let [found] = outcome.diagnostics.as_slice() else { panic!("{:#?}", outcome.diagnostics) };
    assert_eq!(found.code, "bisher-widerspruch");
    let amounts = ["8.075.000,00 €", "1.050.000,00 €"];
    assert!(amounts.iter().all(|amount| found.message.contains(amount)), "{found:?}");
}
