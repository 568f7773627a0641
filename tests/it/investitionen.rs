//! Every rule of investments on a paper of its own, so small that a person can calculate it.
//!
//! Every expected amount follows from the calculation beside it; none comes from the program.

use std::fs;

use num_rational::BigRational;
use proptest::prelude::*;
use rust_decimal::Decimal;
use tempfile::TempDir;

use vorlage::data;
use vorlage::finance::{self, Plan};

use crate::files::excuse;
use crate::paper::{case, planned};

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
    excuse(folder.path());
    fs::write(folder.path().join("vorlage.yaml"), format!("{HEAD}{records}")).unwrap();
    folder
}

/// The figures of a paper with `records`, which follow the key `haushalt`.
#[track_caller]
fn plan(records: &str) -> Plan {
    let folder = paper(records);
    planned(folder.path())
}

#[test]
fn a_payment_counts_in_its_year_and_an_authorisation_when_it_falls_due() {
    let plan = plan(
        "investitionen:
  - id: bau
    folgekosten: keine
    bezeichnung: Bau
    zeile: auszahlung_bau
    zahlungen:
      - { jahr: 2021, betrag: 100000 }
      - { jahr: 2021, betrag: 50000.50, bereitstellung: ueberplanmaessig }
    verpflichtungen:
      - { jahr: 2021, faellig: 2022, betrag: 70000, bereitstellung: ausserplanmaessig }
  - id: geraete
    folgekosten: keine
    bezeichnung: Geräte
    zeile: auszahlung_bewegliches
    zahlungen:
      - { jahr: 2021, betrag: 20000, bereitstellung: ueberplanmaessig }
      - { jahr: 2022, betrag: 5000, bereitstellung: zu_veranschlagen }
deckung:
  - { id: weniger, jahr: 2021, fuer: auszahlung, art: minderauszahlung, betrag: rest,
      zeile: auszahlung_bau }
  - { id: ve, jahr: 2021, fuer: verpflichtung, art: minder_ve, betrag: rest, teilplan: 1201,
      faellig: 2022 }
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
    folgekosten: keine
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

/// 100,55 × 1,07 = 107,5885: the paper cuts off, so the payment is 107,58.
#[test]
fn tax_is_cut_off_where_the_paper_cuts_off() {
    let folder = paper(
        "investitionen:
  - id: bau
    folgekosten: keine
    bezeichnung: Bau
    zeile: auszahlung_bau
    umsatzsteuer: 7 %
    zahlungen:
      - { jahr: 2021, betrag: 100.55 }
",
    );
    let file = folder.path().join("vorlage.yaml");
    let yaml = fs::read_to_string(&file).unwrap();
    let cut = yaml.replace("summe: kaufmaennisch", "summe: abschneiden");
    assert_ne!(cut, yaml);
    fs::write(&file, cut).unwrap();
    let paper = vorlage::data::load(folder.path()).paper.unwrap();
    case(&vorlage::finance::plan(&paper), "investition.bau.zahlung.1", "107,58 €");
}

#[test]
fn a_part_of_the_payments_is_eligible() {
    let records = |eligible: &str| {
        format!(
            "investitionen:
  - id: bau
    folgekosten: keine
    bezeichnung: Bau
    zeile: auszahlung_bau
    foerderfaehig: {eligible}
    zahlungen:
      - {{ jahr: 2021, betrag: 100000 }}
      - {{ jahr: 2022, betrag: 50000, bereitstellung: zu_veranschlagen }}
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
    folgekosten: keine
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

#[test]
fn a_grant_is_measured_by_the_eligible_payments_of_an_investment() {
    let plan = plan(
        "investitionen:
  - id: bau
    folgekosten: keine
    bezeichnung: Bau
    zeile: auszahlung_bau
    foerderfaehig: 80 %
    zahlungen:
      - { jahr: 2021, betrag: 100000 }
    verpflichtungen:
      - { jahr: 2021, faellig: 2022, betrag: 50000.01 }
zuwendungen:
  - id: land
    geber: Land
    art: anteil
    satz: 60 %
    zeile: einzahlung_zuwendung
    zeitraum: bau
    anteilig: nein
    status: beantragt
    bemessung:
      - investition: bau
",
    );
    // 100.000 × 80 % × 60 %; 50.000,01 × 80 % × 60 % = 24.000,0048.
    case(&plan, "zuwendung.land.bemessung.investition.bau.2021", "80.000,00 €");
    case(&plan, "zuwendung.land.2021", "48.000,00 €");
    case(&plan, "zuwendung.land.2022", "24.000,00 €");
    case(&plan, "einzahlungen.gesamt", "72.000,00 €");
    case(&plan, "eigenanteil_investiv.gesamt", "78.000,01 €");
    // 72.000 of 150.000,01 are 47,999… %.
    case(&plan, "investitionen.foerderquote", "48,0 %");
}

/// A building that costs 100.000 €, of which the Land pays 70.000, used for three years.
const USED: &str = "steigerungen:
  - { id: bau, satz: 3 %, basisjahr: 2021 }
investitionen:
  - id: bau
    bezeichnung: Bau
    zeile: auszahlung_bau
    zahlungen:
      - { jahr: 2021, betrag: 100000 }
    nutzungsdauer: 3
    quelle_nutzungsdauer: Tabelle
    ab: 01.07.2021
    folgekosten:
      - { id: unterhaltung, bezeichnung: Unterhaltung, art: sach, betrag: 12000, steigerung: bau }
      - { id: strom, bezeichnung: Strom, art: energie, betrag: 5000, anteilig: nein }
      - { id: miete, bezeichnung: Miete, art: ertrag, betrag: 1000 }
zuwendungen:
  - id: land
    geber: Land
    art: festbetrag
    zeile: einzahlung_zuwendung
    zeitraum: bau
    anteilig: nein
    bewilligt:
      2021: { betrag: 70000, quelle: Bescheid }
";

#[test]
fn what_an_investment_cost_is_spread_over_its_months_of_use() {
    let plan = plan(USED);
    // 100.000 / 3 = 33.333,333… a year, half of it in the six months of 2021 and of 2024.
    // Rounded down two cents are missing; the largest remainders are those of the half years.
    for (jahr, expected) in
        [(2021, "16.666,67 €"), (2022, "33.333,33 €"), (2023, "33.333,33 €"), (2024, "16.666,67 €")]
    {
        case(&plan, &format!("abschreibung.bau.{jahr}"), expected);
    }
    case(&plan, "abschreibung.bau.gesamt", "100.000,00 €");
    assert_eq!(plan.figures.find("abschreibung.bau.2025"), None);
    // 70.000 / 3 = 23.333,333…
    case(&plan, "sonderposten.bau.2021", "11.666,67 €");
    case(&plan, "sonderposten.bau.2023", "23.333,33 €");
    case(&plan, "sonderposten.bau.gesamt", "70.000,00 €");
}

#[test]
fn the_net_burden_is_what_use_costs_less_what_it_brings() {
    let plan = plan(USED);
    // 2021: 12.000 × 6/12 = 6.000; 5.000 whatever the months; 1.000 × 6/12 = 500.
    case(&plan, "folge.sach.2021", "6.000,00 €");
    case(&plan, "folge.energie.2021", "5.000,00 €");
    case(&plan, "folge.ertraege.2021", "500,00 €");
    // 6.000 + 5.000 + 16.666,67 − (500 + 11.666,67)
    case(&plan, "folge.netto.2021", "15.500,00 €");
    // 12.000 × 1,03 + 5.000 + 33.333,33 − (1.000 + 23.333,33)
    case(&plan, "folgekosten.bau.unterhaltung.2022", "12.360,00 €");
    case(&plan, "folge.netto.2022", "26.360,00 €");
    // 2024: 12.000 × 1,03³ × 6/12 = 6.556,362; 6.556,36 + 5.000 + 16.666,67 − (500 + 11.666,67)
    case(&plan, "folge.sach.2024", "6.556,36 €");
    case(&plan, "folge.netto.2024", "16.056,36 €");
    assert_eq!(plan.figures.find("folge.netto.2025"), None);
    // 2023: 12.000 × 1,0609 = 12.730,80; + 5.000 + 33.333,33 − 24.333,33 = 26.730,80.
    // 15.500 + 26.360 + 26.730,80 + 16.056,36
    case(&plan, "folge.netto.gesamt", "84.647,16 €");
    // The form block states the first full year, 2022; energy is one of its other expenses.
    case(&plan, "folge.vordruck.sach", "17.360,00 €");
    case(&plan, "folge.vordruck.abschreibung", "33.333,33 €");
    case(&plan, "folge.vordruck.ertraege", "1.000,00 €");
    case(&plan, "folge.vordruck.sonderposten", "23.333,33 €");
}

#[test]
fn the_horizon_ends_the_table_but_not_the_depreciation() {
    let folder = paper(USED);
    let file = folder.path().join("vorlage.yaml");
    let yaml = fs::read_to_string(&file).unwrap();
    let yaml = yaml.replace("haushalt:\n", "haushalt:\n  folgekosten_bis: 2022\n");
    fs::write(&file, yaml).unwrap();
    let plan = finance::plan(&data::load(folder.path()).paper.unwrap());
    assert_eq!(plan.figures.find("folge.netto.2023"), None);
    // 15.500 + 26.360
    case(&plan, "folge.netto.gesamt", "41.860,00 €");
    case(&plan, "abschreibung.bau.gesamt", "100.000,00 €");
}

#[test]
fn use_from_january_ends_with_a_december() {
    let plan = plan(&USED.replace("01.07.2021", "15.01.2022"));
    case(&plan, "abschreibung.bau.2022", "33.333,34 €");
    case(&plan, "abschreibung.bau.2023", "33.333,33 €");
    case(&plan, "abschreibung.bau.2024", "33.333,33 €");
    assert_eq!(plan.figures.find("abschreibung.bau.2025"), None);
}

/// The exact depreciation of a year, calculated apart from the program: `cents` over `years`
/// from `month` of 2021 on.
fn written_off(cents: i64, years: i64, month: i64, jahr: i64) -> BigRational {
    let start = 12 * 2021 + month - 1;
    let months = (12 * jahr + 12).min(start + 12 * years) - (12 * jahr).max(start);
    BigRational::new((cents * months).into(), (1200 * years).into())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn depreciation_is_exact_and_ends_at_nothing(
        cents in 1..5_000_000_000i64,
        years in 1..60i64,
        month in 1..=12i64,
    ) {
        let records = USED
            .replace("betrag: 100000 ", &format!("betrag: {}.{:02} ", cents / 100, cents % 100))
            .replace("nutzungsdauer: 3\n", &format!("nutzungsdauer: {years}\n"))
            .replace("01.07.2021", &format!("01.{month:02}.2021"));
        let folder = paper(&records);
        let plan = finance::plan(&data::load(folder.path()).paper.unwrap());
        let mut printed = Decimal::ZERO;
        let last = 2021 + years - i64::from(month == 1);
        for jahr in 2021..=last {
            let id = plan.figures.find(&format!("abschreibung.bau.{jahr}")).unwrap();
            let figure = plan.figures.get(id);
            let expected = written_off(cents, years, month, jahr);
            prop_assert_eq!(figure.exact.as_fraction(), expected.to_string());
            let value: BigRational = BigRational::new(figure.value.mantissa().into(), 100.into());
            prop_assert!((value - expected) * BigRational::from_integer(100.into())
                < BigRational::from_integer(1.into()));
            printed += figure.value;
        }
        prop_assert_eq!(printed, Decimal::new(cents, 2));
        let after = plan.figures.find(&format!("abschreibung.bau.{}", last + 1));
        prop_assert!(after.is_none());
    }
}
