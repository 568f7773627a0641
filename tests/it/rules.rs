//! Every rule of the calculation on a paper of its own, so small that a person can
//! calculate it.
//!
//! A paper is that of `tests/golden/ohne_zuwendung` with other records. Every
//! expected amount follows from the calculation beside it; none comes from the
//! program.

use std::fs;

use tempfile::TempDir;

use vorlage::finance::Plan;

use crate::files::{copy, excuse, root};
use crate::paper::{case, planned};

/// A Stelle of the role `beratung` that costs by `satz`; its id, quantity and period follow.
macro_rules! stelle {
    ($id:literal, $anteil:literal, $zeitraum:literal) => {
        concat!(
            "  - { id: ",
            $id,
            ", anteil: ",
            $anteil,
            ", kostensatz: satz, funktion: Beratung,",
            " rolle: beratung, baustein: beratung, bei: stadt, zeitraum: ",
            $zeitraum,
            ", zeile: personal }\n",
        )
    };
}

/// A cost of 2024 that is prorated; its id, amount and period follow.
macro_rules! kosten {
    ($id:literal, $betrag:literal, $zeitraum:literal) => {
        concat!(
            "  - { id: ",
            $id,
            ", bezeichnung: ",
            $id,
            ", zeile: sonstige, betrag: ",
            $betrag,
            ", zeitraum: ",
            $zeitraum,
            ", anteilig: ja }\n",
        )
    };
}

const SATZ: &str = "kostensaetze:\n  - { id: satz, bezeichnung: S 11, jahresbetrag: 60000 }\n";

/// Amounts to the cent, rounded half up.
const CENT: &str = "auf: cent, summe: kaufmaennisch, zeilen: groesster_rest";

/// The figures of the base with other periods, years, rounding and `records`.
#[track_caller]
fn plan(zeitraeume: &[&str], jahre: &[i16], rundung: &str, records: &[&str]) -> Plan {
    let folder = paper(zeitraeume, jahre, rundung, records);
    planned(folder.path())
}

fn paper(zeitraeume: &[&str], jahre: &[i16], rundung: &str, records: &[&str]) -> TempDir {
    let base = root().join("tests/golden/ohne_zuwendung/data");
    let folder = tempfile::tempdir().unwrap();
    copy(&base.join("texte"), &folder.path().join("texte"));
    excuse(folder.path());
    let yaml = fs::read_to_string(base.join("vorlage.yaml")).unwrap();
    let zeitraeume: String = zeitraeume.iter().map(|line| format!("    {line}\n")).collect();
    let jahre: String = jahre
        .iter()
        .map(|jahr| format!("    {jahr}: {{ stand: mehrbedarf, umschichtungen: nein }}\n"))
        .collect();
    let yaml = between(&yaml, "  zeitraeume:\n", "  bausteine:\n", &zeitraeume);
    let yaml = between(&yaml, "  jahre:\n", "  rundung:\n", &jahre);
    let yaml = between(&yaml, "  rundung:\n", "kostensaetze:\n", &format!("    {{ {rundung} }}\n"));
    let (head, _) = yaml.split_once("kostensaetze:\n").unwrap();
    fs::write(folder.path().join("vorlage.yaml"), head.to_owned() + &records.concat()).unwrap();
    folder
}

/// `text` with `new` between the only `start` and the only `end`.
fn between(text: &str, start: &str, end: &str, new: &str) -> String {
    let (before, rest) = text.split_once(start).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    format!("{before}{start}{new}{end}{after}")
}

#[test]
fn a_rate_for_a_role_is_earned_as_long_as_its_longest_stelle_stands() {
    let plan = plan(
        &[
            "jahr: { von: 01.01.2024, bis: 31.12.2024 }",
            "sechs: { von: 01.07.2024, bis: 31.12.2024 }",
            "neun: { von: 01.04.2024, bis: 31.12.2024 }",
            "drei: { von: 01.10.2024, bis: 31.12.2024 }",
        ],
        &[2024],
        CENT,
        &[
            SATZ,
            "stellen:\n",
            stelle!("a", "1", "sechs"),
            stelle!("b", "0.5", "neun"),
            stelle!("c", "2", "drei"),
            "zuwendungen:
  - id: land
    geber: Land
    art: festbetrag
    zeile: zuwendung
    zeitraum: jahr
    anteilig: ja
    saetze:
      - { rolle: beratung, betrag: 24000, je: rolle }
",
        ],
    );
    // 24.000 × 9/12, whatever the quantities and the order of the Stellen.
    case(&plan, "zuwendung.land.rolle.beratung.2024", "18.000,00 €");
    case(&plan, "zuwendung.land.2024", "18.000,00 €");
    // 60.000 × (1 × 6 + 0,5 × 9 + 2 × 3)/12 = 82.500
    case(&plan, "zeile.11.2024", "82.500,00 €");
    case(&plan, "eigenanteil.2024", "64.500,00 €");
}

#[test]
fn nothing_is_cheaper_before_the_base_year_of_its_rise() {
    let plan = plan(
        &["dauer: { von: 01.01.2024, bis: 31.12.2027 }"],
        &[2024, 2025, 2026, 2027],
        CENT,
        &[
            "steigerungen:\n  - { id: tarif, satz: 10 %, basisjahr: 2025 }\n",
            SATZ.trim_end().trim_end_matches('}'),
            ", steigerung: tarif }\n",
            "stellen:\n",
            stelle!("a", "1", "dauer"),
        ],
    );
    case(&plan, "stelle.a.2024", "60.000,00 €");
    case(&plan, "stelle.a.2025", "60.000,00 €");
    // 60.000 × 1,1
    case(&plan, "stelle.a.2026", "66.000,00 €");
    // 60.000 × 1,1 × 1,1
    case(&plan, "stelle.a.2027", "72.600,00 €");
}

#[test]
fn a_cost_is_multiplied_by_its_number() {
    let plan = plan(
        &["jahr: { von: 01.01.2024, bis: 31.12.2024 }"],
        &[2024],
        CENT,
        &["kosten:
  - id: geraete
    bezeichnung: Geräte
    zeile: sonstige
    betrag: 1250.50
    anzahl: 3
    zeitraum: jahr
    anteilig: nein
"],
    );
    // 3 × 1.250,50
    case(&plan, "kosten.geraete.2024", "3.751,50 €");
    case(&plan, "eigenanteil.gesamt", "3.751,50 €");
}

#[test]
fn totals_are_truncated_where_the_data_says_so_and_rows_add_up() {
    let records = &[
        "kosten:\n",
        kosten!("a", "200", "januar"),
        kosten!("b", "100", "januar"),
        kosten!("c", "200", "januar"),
    ];
    let truncated = "auf: cent, summe: abschneiden, zeilen: groesster_rest";
    let januar = ["januar: { von: 01.01.2024, bis: 31.01.2024 }"];
    let plan_of = |rundung| plan(&januar, &[2024], rundung, records);

    // (200 + 100 + 200)/12 = 41,666… One cent is left of 16,66 + 8,33 + 16,66, for the
    // first of the rows that lost most.
    let plan = plan_of(truncated);
    case(&plan, "zeile.16.2024", "41,66 €");
    case(&plan, "kosten.a.2024", "16,67 €");
    case(&plan, "kosten.b.2024", "8,33 €");
    case(&plan, "kosten.c.2024", "16,66 €");
    case(&plan, "eigenanteil.gesamt", "41,66 €");

    let plan = plan_of(CENT);
    case(&plan, "zeile.16.2024", "41,67 €");
    case(&plan, "kosten.c.2024", "16,67 €");
}

#[test]
fn a_stelle_has_the_quantity_of_each_year() {
    let plan = plan(
        &["dauer: { von: 01.01.2024, bis: 31.12.2026 }"],
        &[2024, 2025, 2026],
        CENT,
        &[
            SATZ,
            "stellen:\n",
            stelle!("a", "{ 2024: 1, 2025: 2.5 }", "dauer"),
            "kosten:
  - id: sachkosten
    bezeichnung: Sachkosten
    zeile: sonstige
    betrag: 1000
    je_stelle: beratung
    zeitraum: dauer
    anteilig: nein
zuwendungen:
  - id: land
    geber: Land
    art: festbetrag
    zeile: zuwendung
    zeitraum: dauer
    anteilig: nein
    saetze:
      - { rolle: beratung, betrag: 20000, je: vollzeitstelle }
",
        ],
    );
    // 1 and 2,5 × 60.000, × 1.000, × 20.000
    case(&plan, "stelle.a.2024", "60.000,00 €");
    case(&plan, "stelle.a.2025", "150.000,00 €");
    case(&plan, "kosten.sachkosten.2024", "1.000,00 €");
    case(&plan, "kosten.sachkosten.2025", "2.500,00 €");
    case(&plan, "zuwendung.land.2024", "20.000,00 €");
    case(&plan, "zuwendung.land.2025", "50.000,00 €");
    // A year without a quantity has none.
    for name in ["stelle.a.2026", "kosten.sachkosten.2026", "zuwendung.land.2026"] {
        assert_eq!(plan.figures.find(name), None, "{name}");
    }
    // 210.000 + 3.500 − 70.000
    case(&plan, "eigenanteil.gesamt", "143.500,00 €");
}

#[test]
fn several_grants_share_a_line() {
    let grant = |id: &str| {
        format!(
            "  - id: {id}
    geber: {id}
    art: festbetrag
    zeile: zuwendung
    zeitraum: januar
    anteilig: ja
    saetze:
      - {{ rolle: beratung, betrag: 100, je: rolle }}
"
        )
    };
    let plan = plan(
        &["januar: { von: 01.01.2024, bis: 31.01.2024 }"],
        &[2024],
        CENT,
        &[
            SATZ,
            "stellen:\n",
            stelle!("a", "1", "januar"),
            "zuwendungen:\n",
            &grant("bund"),
            &grant("land"),
            &grant("stiftung"),
        ],
    );
    // 3 × 100/12 = 25 exactly; of 3 × 8,33 a cent is left for the first.
    case(&plan, "zeile.02.2024", "25,00 €");
    case(&plan, "zuwendung.bund.2024", "8,34 €");
    case(&plan, "zuwendung.land.2024", "8,33 €");
    case(&plan, "zuwendung.stiftung.2024", "8,33 €");
    case(&plan, "ertraege.gesamt", "25,00 €");
    // 60.000/12 − 25
    case(&plan, "eigenanteil.2024", "4.975,00 €");
}

#[test]
fn a_grant_pays_no_more_than_its_limits() {
    let plan = plan(
        &[
            "dauer: { von: 01.01.2024, bis: 31.12.2025 }",
            "anfang: { von: 01.01.2024, bis: 31.12.2024 }",
        ],
        &[2024, 2025],
        CENT,
        &[
            "kosten:\n",
            kosten!("reise", "12000", "anfang"),
            kosten!("material", "3000", "dauer"),
            "zuwendungen:
  - id: land
    geber: Land
    art: festbetrag
    zeile: zuwendung
    zeitraum: dauer
    anteilig: ja
    kosten:
      - { kosten: reise, hoechstens: 10000 }
      - { kosten: material, hoechstens: 5000 }
    hoechstbetrag: 12500
",
        ],
    );
    // 12.000, but at most 10.000; 3.000, which is within 5.000
    case(&plan, "zuwendung.land.kosten.reise.2024", "10.000,00 €");
    case(&plan, "zuwendung.land.kosten.material.2024", "3.000,00 €");
    // 13.000, but at most 12.500
    case(&plan, "zuwendung.land.2024", "12.500,00 €");
    // 15.000 − 12.500
    case(&plan, "eigenanteil.2024", "2.500,00 €");
    // In 2025 there is only the material.
    case(&plan, "zuwendung.land.2025", "3.000,00 €");
    case(&plan, "eigenanteil.2025", "0,00 €");
}

#[test]
fn a_granted_amount_replaces_the_computed_one() {
    let plan = plan(
        &["dauer: { von: 01.01.2024, bis: 31.12.2026 }"],
        &[2024, 2025, 2026],
        CENT,
        &[
            SATZ,
            "stellen:\n",
            stelle!("a", "1", "dauer"),
            "zuwendungen:
  - id: land
    geber: Land
    art: festbetrag
    zeile: zuwendung
    zeitraum: dauer
    anteilig: ja
    saetze:
      - { rolle: beratung, betrag: 40000, je: vollzeitstelle }
    bewilligt:
      2024: { betrag: 35000.50, quelle: Bescheid }
      2026: { betrag: 45000, quelle: Bescheid }
",
        ],
    );
    case(&plan, "zuwendung.land.berechnet.2024", "40.000,00 €");
    // Less or more than computed: the granted amount holds.
    case(&plan, "zuwendung.land.2024", "35.000,50 €");
    case(&plan, "zuwendung.land.2025", "40.000,00 €");
    case(&plan, "zuwendung.land.2026", "45.000,00 €");
    // 60.000 − 35.000,50
    case(&plan, "eigenanteil.2024", "24.999,50 €");
    // 180.000 − 35.000,50 − 40.000 − 45.000
    case(&plan, "eigenanteil.gesamt", "59.999,50 €");
}

#[test]
fn a_cost_rises_and_is_prorated() {
    let plan = plan(
        &["dauer: { von: 01.10.2024, bis: 30.06.2026 }"],
        &[2024, 2025, 2026],
        CENT,
        &["steigerungen:
  - { id: preise, satz: 5 %, basisjahr: 2024 }
kosten:
  - id: miete
    bezeichnung: Miete
    zeile: sonstige
    betrag: 12000
    zeitraum: dauer
    anteilig: ja
    steigerung: preise
"],
    );
    // 12.000 × 3/12
    case(&plan, "kosten.miete.2024", "3.000,00 €");
    // 12.000 × 1,05
    case(&plan, "kosten.miete.2025", "12.600,00 €");
    // 12.000 × 1,05 × 1,05 × 6/12
    case(&plan, "kosten.miete.2026", "6.615,00 €");
    case(&plan, "eigenanteil.gesamt", "22.215,00 €");
}

#[test]
fn a_scenario_rounds_as_it_says() {
    let plan = plan(
        &["januar: { von: 01.01.2024, bis: 31.01.2024 }"],
        &[2024],
        CENT,
        &[
            "kosten:\n",
            kosten!("a", "200", "januar"),
            kosten!("b", "100", "januar"),
            "szenarien:
  - id: euro
    name: Ganze Euro
    aenderungen:
      haushalt.rundung.auf: euro
  - id: doppelt
    name: Doppelt
    aenderungen:
      kosten.a.betrag: 400
",
        ],
    );
    // 16,666… + 8,333… = 25
    case(&plan, "kosten.a.2024", "16,67 €");
    case(&plan, "zeile.16.2024", "25,00 €");
    case(&plan, "szenario.euro.kosten.a.2024", "17 €");
    case(&plan, "szenario.euro.kosten.b.2024", "8 €");
    case(&plan, "szenario.euro.eigenanteil.gesamt", "25 €");
    // The next scenario is none of whole euros: 33,333… + 8,333… = 41,666…
    case(&plan, "szenario.doppelt.kosten.a.2024", "33,34 €");
    case(&plan, "szenario.doppelt.zeile.16.2024", "41,67 €");
}

/// Two years at 12.000 each. In 2024 three entries: 5.000, what the others leave, 1.000.
/// In 2025 one entry for all. A scenario that costs half needs no
/// cover; one that changes an entry has the others follow.
#[test]
fn the_rest_is_what_the_other_entries_leave() {
    let plan = plan(
        &["zwei: { von: 01.01.2024, bis: 31.12.2025 }"],
        &[2024, 2025],
        CENT,
        &[
            "kosten:\n",
            kosten!("miete", "12000", "zwei"),
            "deckung:\n",
            "  - { id: a, jahr: 2024, fuer: ergebnis, art: kompensiert, betrag: 5000 }\n",
            "  - { id: b, jahr: 2024, fuer: ergebnis, art: ungedeckt, betrag: rest }\n",
            "  - { id: c, jahr: 2024, fuer: ergebnis, art: vorlaeufig, betrag: 1000 }\n",
            "  - { id: d, jahr: 2025, fuer: ergebnis, art: spaeter_veranschlagt, betrag: rest }\n",
            "szenarien:\n",
            "  - id: halb\n    name: Halb\n    aenderungen:\n      kosten.miete.betrag: 6000\n",
            "  - id: anders\n    name: Anders\n    aenderungen:\n      deckung.a.betrag: 4000\n",
        ],
    );
    case(&plan, "bedarf.ergebnis.2024", "12.000,00 €");
    case(&plan, "deckung.b.uebrige", "6.000,00 €");
    case(&plan, "deckung.b", "6.000,00 €");
    case(&plan, "deckung.ergebnis.2024", "12.000,00 €");
    case(&plan, "deckung.d", "12.000,00 €");
    case(&plan, "deckung.ergebnis.2025", "12.000,00 €");
    case(&plan, "szenario.halb.eigenanteil.2024", "6.000,00 €");
    assert_eq!(plan.figures.find("szenario.halb.deckung.b"), None);
    // 12.000 − 4.000 − 1.000
    case(&plan, "szenario.anders.deckung.b", "7.000,00 €");
}

/// Posts at 60.000 for six months: a costs 1 × 30.000, b 0,5 × 30.000 = 15.000. A grant pays
/// 20.000 a year per full post for six months: 10.000 + 5.000. For a alone 20.000 are left.
#[test]
fn the_own_share_of_a_post_is_its_cost_less_what_grants_pay_for_it() {
    let plan = plan(
        &["halb: { von: 01.07.2024, bis: 31.12.2024 }"],
        &[2024],
        CENT,
        &[
            SATZ,
            "stellen:\n",
            stelle!("a", "1", "halb"),
            stelle!("b", "0.5", "halb"),
            "zuwendungen:\n  - { id: land, geber: Land, art: festbetrag, zeile: zuwendung,",
            " zeitraum: halb, anteilig: ja, saetze: [",
            "{ rolle: beratung, betrag: 20000, je: vollzeitstelle }] }\n",
            "deckung:\n",
            "  - { id: a, jahr: 2024, fuer: ergebnis, art: kompensiert, betrag: eigenanteil,",
            " stellen: [a] }\n",
            "  - { id: b, jahr: 2024, fuer: ergebnis, art: kompensiert, betrag: rest }\n",
        ],
    );
    case(&plan, "deckung.a.aufwendungen", "30.000,00 €");
    case(&plan, "deckung.a.zuwendungen", "10.000,00 €");
    case(&plan, "deckung.a", "20.000,00 €");
    case(&plan, "deckung.b", "10.000,00 €");
    case(&plan, "deckung.ergebnis.2024", "30.000,00 €");
}

/// Two posts at 60.000, half of one exists: 90.000, of which 30.000 are budgeted already. A
/// grant of 70.000 leaves 20.000, which existing posts cover entirely; without it 60.000 of
/// 90.000 are left.
#[test]
fn stellen_that_exist_are_no_further_need() {
    let stellen = [
        SATZ,
        "stellen:\n",
        stelle!("a", "1", "jahr"),
        "  - { id: b, anteil: 0.5, kostensatz: satz, funktion: Leitung, rolle: leitung,",
        " einrichtung: vorhanden, baustein: beratung, bei: stadt, zeitraum: jahr, zeile: personal }\n",
        "zuwendungen:\n",
        "  - { id: bund, geber: Bund, art: festbetrag, zeile: zuwendung, zeitraum: jahr,",
        " anteilig: nein, saetze: [{ rolle: beratung, betrag: 70000, je: rolle }] }\n",
    ];
    let jahr = ["jahr: { von: 01.01.2024, bis: 31.12.2024 }"];
    let plan = |records: &[&str]| plan(&jahr, &[2024], CENT, records);
    let funded = plan(&stellen);
    case(&funded, "eigenleistung.2024", "30.000,00 €");
    case(&funded, "mehrbedarf.2024", "60.000,00 €");
    case(&funded, "eigenleistung.angerechnet.2024", "20.000,00 €");
    case(&funded, "restbedarf.2024", "0,00 €");
    let own = plan(&stellen[..5]);
    case(&own, "eigenleistung.angerechnet.2024", "30.000,00 €");
    case(&own, "restbedarf.2024", "60.000,00 €");
}

/// The codes of what is said of a paper of `jahr`, where `old` is `new`.
#[track_caller]
fn codes(jahr: i16, records: &[&str], old: &str, new: &str) -> Vec<&'static str> {
    let zeitraum = format!("jahr: {{ von: 01.01.{jahr}, bis: 31.12.{jahr} }}");
    let folder = paper(&[&zeitraum], &[jahr], CENT, records);
    let path = folder.path().join("vorlage.yaml");
    let yaml = fs::read_to_string(&path).unwrap().replace(", umschichtungen: nein", "");
    assert!(yaml.contains(old), "{yaml}");
    fs::write(&path, yaml.replacen(old, new, 1)).unwrap();
    vorlage::data::load(folder.path()).diagnostics.iter().map(|finding| finding.code).collect()
}

/// Adopted is 2023/2024, drawn up 2025.
#[test]
fn a_draft_provides_funds_and_cannot_be_exceeded() {
    let cost = ["kosten:\n", kosten!("a", "12000", "jahr")];
    let state = |stand: &str| codes(2025, &cost, "{ stand: mehrbedarf }", stand);
    assert_eq!(state("{ stand: veranschlagt, satzung: vorlaeufig }"), [""; 0]);
    assert_eq!(state("{ stand: veranschlagt }"), ["haushalt-widerspruch"]);
    let exceeds = "{ stand: ueberplanmaessig, satzung: vorlaeufig }";
    assert_eq!(state(exceeds), ["haushalt-widerspruch"]);
}

#[test]
fn what_changes_nothing_is_refused() {
    let investition = [
        "investitionen:\n  - { id: a, bezeichnung: Bus, zeile: auszahlung_bewegliches, ",
        "folgekosten: keine, ",
        "zahlungen: [{ jahr: 2024, betrag: 100 }] }\n",
    ];
    let stand = "  jahre:\n    2024: { stand: mehrbedarf }\n";
    assert_eq!(codes(2024, &investition, stand, ""), [""; 0]);
    assert_eq!(codes(2024, &investition, stand, stand), ["angabe-ohne-wirkung"]);
    let no_effect = format!("  auswirkung: keine\n  teilplaene: [0504]\n{stand}");
    assert_eq!(codes(2024, &[], stand, &no_effect), ["angabe-ohne-wirkung"; 2]);
}

#[test]
fn nobody_approves_what_the_council_decides() {
    let cost = ["kosten:\n", kosten!("a", "12000", "jahr")];
    let approved = |gremium: &str| {
        let head = "art: dringlichkeitsentscheidung\n  genehmigung: { gremium: ";
        let head = format!("{head}{gremium}, datum: 01.03.2024 }}");
        let found = codes(2024, &cost, "art: beschlussvorlage", &head);
        found.into_iter().filter(|code| *code == "genehmigung-widerspruch").count()
    };
    assert_eq!(approved("Hauptausschuss"), 1);
    assert_eq!(approved("Rat"), 1);
}
