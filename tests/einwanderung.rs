//! „Einwanderung gestalten NRW“ against its published figures: a share of 90 % of the
//! eligible costs in whole euros, the own share as the remainder.
//!
//! Every expected amount was printed in the published council paper or follows from it
//! by the calculation shown; none comes from the program.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod papier;

use std::path::Path;

use vorlage::cli::pipeline::{self, Finished};
use vorlage::finance::Plan;
use vorlage::output;

use papier::{case, planned};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/einwanderung-2019");

fn plan() -> Plan {
    planned(Path::new(DATA))
}

fn finished() -> Finished {
    let outcome = pipeline::finished(Path::new(DATA));
    outcome.made.unwrap_or_else(|| panic!("{:#?}", outcome.diagnostics))
}

#[test]
fn the_published_amounts() {
    let plan = plan();
    case(&plan, "volumen", "175.971 €");
    case(&plan, "zuwendung.land.satz", "90,0 %");
    case(&plan, "zuwendung.land.2019", "158.374 €");
    case(&plan, "zeile.02.2019", "158.374 €");
    case(&plan, "eigenanteil.2019", "17.597 €");
    // 01.04. to 31.12.
    case(&plan, "programm.dauer", "9");
    for (name, posts) in [("a14", "0,5"), ("a13", "1,0"), ("a11", "0,5")] {
        case(&plan, &format!("stelle.{name}.anteil"), posts);
        // Existing posts: what they cost is part of the volume.
        assert_eq!(plan.figures.find(&format!("stelle.{name}.2019")), None);
    }
}

/// Fewer expenses of the same Teilplan cover all of the own share: 175.971 − 158.374.
#[test]
fn the_own_share_is_covered() {
    let plan = plan();
    case(&plan, "bedarf.ergebnis.2019", "17.597 €");
    case(&plan, "deckung.sonstige", "17.597 €");
    case(&plan, "deckung.ergebnis.2019", "17.597 €");
}

/// 175.971 × 90 % = 158.373,90; the directive rounds it to whole euros, half up. What is
/// left is 175.971 − 158.374, not 10 % of the volume, which would be 17.597,10.
#[test]
fn the_grant_is_rounded_and_the_own_share_is_the_remainder() {
    let figures = plan().figures;
    let exact = |name: &str| figures.get(figures.find(name).unwrap()).exact.as_fraction();
    assert_eq!(exact("zuwendung.land.2019.ungerundet"), "1583739/10");
    assert_eq!(exact("zuwendung.land.2019"), "158374");
    assert_eq!(exact("eigenanteil.2019"), "17597");
}

/// What kind of grant it is and what it is measured by stands in the paper.
#[test]
fn the_paper_states_the_eligible_base() {
    let markdown = finished().document.markdown.replace('\u{a0}', " ");
    for text in [
        "Anteilfinanzierung; sie beträgt 90,0 % der zuwendungsfähigen Ausgaben.",
        "| Modellprojekt „Einwanderung gestalten NRW“ | 175.971 € | 175.971 € |\n\
         | ***Zuwendung*** | ***158.374 €*** | ***158.374 €*** |",
        "auf volle Euro kaufmännisch gerundet",
        "vom 01.04.2019 bis zum 31.12.2019",
        "den Einsatz folgender vorhandener Stellen, ohne dass dafür neue eingerichtet werden:\n\n   \
         - 0,5 Stelle A 14, vom 01.04.2019 bis zum 31.12.2019 (Modellprojekt)\n   \
         - 1,0 Stelle A 13, vom 01.04.2019 bis zum 31.12.2019 (Modellprojekt)\n   \
         - 0,5 Stelle A 11, vom 01.04.2019 bis zum 31.12.2019 (Modellprojekt)\n",
        "Der Eigenanteil in Höhe von 17.597 € wird durch Minderaufwendungen in der Teilplanzeile \
         16 – Sonstige ordentliche Aufwendungen – des Teilergebnisplans 0504 – Freiwillige \
         Sozialleistungen und Diversity – gedeckt.",
        "Die Erträge aus der Zuwendung sind zweckgebunden. Sie erhöhen die Ermächtigung",
    ] {
        assert!(markdown.contains(text), "no `{text}` in\n{markdown}");
    }
}

/// The amounts stand on the pages as often as in the Markdown.
#[test]
fn the_amounts_are_printed() {
    let paper = finished();
    let markdown = paper.document.markdown.replace('\u{a0}', " ");
    let pages = output::pdf_text(&paper.pdf().unwrap()).unwrap();
    let lines = pages.iter().flat_map(|page| &page.runs).filter(|run| !run.artifact);
    let printed: Vec<String> = lines.map(|run| run.text.replace('\u{a0}', " ")).collect();
    let printed = printed.join("\n");
    for amount in ["175.971 €", "158.374 €", "17.597 €"] {
        let count = markdown.matches(amount).count();
        assert!(count >= 3, "{amount} stands {count} times");
        assert_eq!(printed.matches(amount).count(), count, "{amount} in the PDF");
    }
}
