//! Every rule of investments on a paper of its own, so small that a person can calculate it.
//!
//! Every expected amount follows from the calculation beside it; none comes from the program.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fs;

use tempfile::TempDir;

use vorlage::data;
use vorlage::document::german::{self, Stil};
use vorlage::finance::{self, Plan};

const HEAD: &str = "vorlage:
  art: beschlussvorlage
  stadt: koeln
  nummer: 0000/2021
  datum: 01.04.2021
  sitzung: oeffentlich
  dezernat: Dezernat III
  dienststelle: Amt
  betreff: Sanierung
  beschlussorgan: Rat
  beratungsfolge:
    - { gremium: Rat, datum: 06.05.2021 }
  dringlich: nein
  klima: nein
programm:
  name: Sanierung
  zeitraeume:
    bau: { von: 01.01.2021, bis: 31.12.2022 }
haushalt:
  teilplan: 0801
  beschlossen: 2020/2021
  aufstellung: 2022
  rundung: { auf: cent, summe: kaufmaennisch, zeilen: groesster_rest }
";

fn paper(records: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("vorlage.yaml"), format!("{HEAD}{records}")).unwrap();
    folder
}

/// The figures of a paper with `records`, which follow the key `haushalt`.
#[track_caller]
fn plan(records: &str) -> Plan {
    let folder = paper(records);
    let loaded = data::load(folder.path());
    let paper = loaded.paper.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
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

#[test]
fn a_payment_counts_in_its_year_and_an_authorisation_when_it_falls_due() {
    let plan = plan(
        "investitionen:
  - id: bau
    bezeichnung: Bau
    zeile: auszahlung_bau
    zahlungen:
      - { jahr: 2021, betrag: 100000 }
      - { jahr: 2021, betrag: 50000.50, bereitstellung: ueberplanmaessig }
    verpflichtungen:
      - { jahr: 2021, faellig: 2022, betrag: 70000, bereitstellung: ausserplanmaessig }
  - id: geraete
    bezeichnung: Geräte
    zeile: auszahlung_bewegliches
    zahlungen:
      - { jahr: 2021, betrag: 20000, bereitstellung: ueberplanmaessig }
      - { jahr: 2022, betrag: 5000, bereitstellung: zu_veranschlagen }
",
    );
    // Payments by line: 100.000 + 50.000,50; what falls due comes a year later.
    case(&plan, "investition.bau.2021", "150.000,50 €");
    case(&plan, "investition.bau.2022", "70.000,00 €");
    case(&plan, "investition.bau.gesamt", "220.000,50 €");
    case(&plan, "finanzzeile.08.2021", "150.000,50 €");
    case(&plan, "auszahlungen.2021", "170.000,50 €");
    case(&plan, "auszahlungen.2022", "75.000,00 €");
    case(&plan, "eigenanteil_investiv.gesamt", "245.000,50 €");
    // 220.000,50 + 25.000, of which 70.000 only authorised.
    case(&plan, "investitionen.gesamt", "245.000,50 €");
    case(&plan, "investitionen.zahlungen", "175.000,50 €");
    case(&plan, "investitionen.verpflichtungen", "70.000,00 €");
    // The need of a year: over all investments, by how the budget provides it.
    case(&plan, "bedarf.auszahlung.2021.veranschlagt", "100.000,00 €");
    case(&plan, "bedarf.auszahlung.2021.ueberplanmaessig", "70.000,50 €");
    case(&plan, "investition.bau.bedarf.auszahlung.2021.ueberplanmaessig", "50.000,50 €");
    case(&plan, "bedarf.auszahlung.2022.zu_veranschlagen", "5.000,00 €");
    case(&plan, "bedarf.verpflichtung.2021.ausserplanmaessig", "70.000,00 €");
    assert_eq!(plan.figures.find("bedarf.auszahlung.2022.ausserplanmaessig"), None);
}

#[test]
fn tax_is_added_to_every_net_amount_and_rounded_to_the_cent() {
    let plan = plan(
        "investitionen:
  - id: bau
    bezeichnung: Bau
    zeile: auszahlung_bau
    umsatzsteuer: 19 %
    zahlungen:
      - { jahr: 2021, betrag: 100.05 }
      - { jahr: 2021, betrag: 1000 }
    verpflichtungen:
      - { jahr: 2021, faellig: 2022, betrag: 200.05 }
",
    );
    // 100,05 × 1,19 = 119,0595 → 119,06; 1.000 × 1,19 = 1.190; 200,05 × 1,19 = 238,0595 → 238,06.
    case(&plan, "investition.bau.zahlung.1", "119,06 €");
    case(&plan, "investition.bau.zahlung.gesamt", "1.309,06 €");
    case(&plan, "investition.bau.2021", "1.309,06 €");
    case(&plan, "investition.bau.verpflichtung.1", "238,06 €");
    case(&plan, "investition.bau.gesamt", "1.547,12 €");
    case(&plan, "investition.bau.netto", "1.300,10 €");
    case(&plan, "investition.bau.umsatzsteuer.betrag", "247,02 €");
    case(&plan, "bedarf.auszahlung.2021.veranschlagt", "1.309,06 €");
}

#[test]
fn a_part_of_the_payments_is_eligible() {
    let records = |eligible: &str| {
        format!(
            "investitionen:
  - id: bau
    bezeichnung: Bau
    zeile: auszahlung_bau
    foerderfaehig: {eligible}
    zahlungen:
      - {{ jahr: 2021, betrag: 100000 }}
      - {{ jahr: 2022, betrag: 50000 }}
"
        )
    };
    let share = plan(&records("80 %"));
    case(&share, "investition.bau.foerderfaehig.2021", "80.000,00 €");
    case(&share, "investition.bau.foerderfaehig.gesamt", "120.000,00 €");
    // At most 120.000: 100.000 in the first year leave 20.000 for the second.
    let amount = plan(&records("{ betrag: 120000 }"));
    case(&amount, "investition.bau.foerderfaehig.2021", "100.000,00 €");
    case(&amount, "investition.bau.foerderfaehig.2022", "20.000,00 €");
    case(&amount, "investition.bau.foerderfaehig.gesamt", "120.000,00 €");
}

#[test]
fn a_grant_of_the_finanzplan_leaves_less_to_the_city() {
    let plan = plan(
        "investitionen:
  - id: bau
    bezeichnung: Bau
    zeile: auszahlung_bau
    zahlungen:
      - { jahr: 2021, betrag: 100000 }
    bisher: { betrag: 60000, quelle: Beschluss vom 01.03.2020 }
zuwendungen:
  - id: land
    geber: Land
    art: festbetrag
    zeile: einzahlung_zuwendung
    zeitraum: bau
    anteilig: nein
    bewilligt:
      2021: { betrag: 70000, quelle: Bescheid }
",
    );
    case(&plan, "finanzzeile.01.2021", "70.000,00 €");
    case(&plan, "einzahlungen.gesamt", "70.000,00 €");
    case(&plan, "eigenanteil_investiv.2021", "30.000,00 €");
    case(&plan, "investition.bau.mehrkosten", "40.000,00 €");
    case(&plan, "investitionen.mehrkosten", "40.000,00 €");
}
