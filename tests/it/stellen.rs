//! Stellen of every kind, costs per workplace, overhead and tables of personnel costs, on
//! the paper of `tests/golden/unbefristete_stellen` with other records.
//!
//! Every expected amount follows from its `note.md` or from the calculation beside it;
//! none comes from the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use vorlage::finance::Plan;

use crate::files::{copy, root};
use crate::paper::{case, finished, markdown, planned};

/// A cost table that is easy to calculate with, and no costs.
const SATZ: &str = "kostensaetze:
  - { id: satz, bezeichnung: S 11, jahresbetrag: 60000 }
";

/// The head of a Stelle of the city; quantity, period and what else it has follow.
const STELLE: &str = "bei: stadt, baustein: fachstelle, zeile: personal, funktion: Beratung, \
    rolle: beratung, kostensatz: satz";

/// The folder `data/muster` of a paper with other Stellen and costs.
fn paper(stellen: &str, kosten: &str) -> (TempDir, PathBuf) {
    let source = root().join("tests/golden/unbefristete_stellen/data");
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("data/muster");
    copy(&source.join("texte"), &own.join("texte"));
    fs::copy(source.join("vorlage.yaml"), own.join("vorlage.yaml")).unwrap();
    fs::write(own.join("stellen.yaml"), format!("stellen:\n{stellen}")).unwrap();
    fs::write(own.join("kosten.yaml"), kosten).unwrap();
    (folder, own)
}

#[track_caller]
fn plan(stellen: &str, kosten: &str) -> Plan {
    let (_folder, own) = paper(stellen, kosten);
    planned(&own)
}

fn text_of(stellen: &str, kosten: &str) -> String {
    let (_folder, own) = paper(stellen, kosten);
    markdown(&finished(&own))
}

/// Every amount of the note.
#[test]
fn the_paper_costs_what_the_note_calculates() {
    let plan = planned(&root().join("tests/golden/unbefristete_stellen/data"));
    for (name, expected) in [
        ("stelle.leitung", ["45.000,00", "91.800,00", "93.636,00", "95.508,72"]),
        ("stelle.beratung", ["72.000,00", "174.420,00", "262.180,80", "267.424,42"]),
        ("stelle.assistenz", ["12.900,00", "26.316,00", "26.842,32", "27.379,17"]),
        ("zeile.11", ["141.150,00", "425.646,00", "495.022,32", "466.719,28"]),
        ("kosten.arbeitsplaetze", ["9.700,00", "43.650,00", "58.200,00", "48.500,00"]),
        ("kosten.gemeinkosten", ["23.400,00", "53.244,00", "71.163,36", "72.586,63"]),
        ("aufwendungen", ["174.250,00", "522.540,00", "624.385,68", "587.805,91"]),
    ] {
        for (jahr, amount) in (2026..).zip(expected) {
            case(&plan, &format!("{name}.{jahr}"), &format!("{amount} €"));
        }
    }
    case(&plan, "stelle.nachsorge.2029", "76.406,97 €");
    case(&plan, "volumen", "1.908.981,59 €");
    // The first full year of what has no end, after the change on 01.10.2027, is 2028:
    // 93.636 + 262.180,80 + 26.842,32 + 74.908,80; the Stellen that end are not in it.
    case(&plan, "folge.vordruck.personal", "457.567,92 €");
    // 58.200 + 71.163,36
    case(&plan, "folge.vordruck.sach", "129.363,36 €");
    for costless in ["stelle.fachaufsicht.2026", "stelle.aktenfuehrung.2027"] {
        assert!(plan.figures.find(costless).is_none(), "{costless}");
    }
}

#[test]
fn a_year_is_the_sum_of_its_parts() {
    let stellen = format!(
        "  - {{ id: a, {STELLE}, anteil: {{ 01.02.2026: 1, 01.04.2026: 2.5, 01.11.2026: 0.430 }}, \
            zeitraum: {{ von: 01.02.2026, bis: 31.12.2027 }} }}\n"
    );
    let plan = plan(&stellen, SATZ);
    // 60.000 × 1 × 2/12, × 2,5 × 7/12, × 0,43 × 2/12
    case(&plan, "stelle.a.2026.zeitabschnitt.1", "10.000,00 €");
    case(&plan, "stelle.a.2026.zeitabschnitt.2", "87.500,00 €");
    case(&plan, "stelle.a.2026.zeitabschnitt.3", "4.300,00 €");
    case(&plan, "stelle.a.2026", "101.800,00 €");
    case(&plan, "stelle.a.monate.2026.2", "7");
    // A year without a change has no parts: 60.000 × 0,43
    case(&plan, "stelle.a.2027", "25.800,00 €");
    assert!(plan.figures.find("stelle.a.2027.zeitabschnitt.1").is_none());
    // The most at one time, not the sum of the parts.
    case(&plan, "rolle.beratung.2026", "2,5");
}

#[test]
fn a_change_inside_a_month_counts_days_on_both_sides() {
    let stellen = format!(
        "  - {{ id: a, {STELLE}, anteil: {{ 01.01.2026: 1, 16.04.2026: 2 }}, zeitraum: \
            {{ von: 01.01.2026, bis: 30.04.2026, angebrochen: tage }} }}\n"
    );
    let plan = plan(&stellen, SATZ);
    // 3 15/30 months: 60.000 × 3,5/12 = 17.500; 15/30 of a month: 60.000 × 2 × 0,5/12 = 5.000
    case(&plan, "stelle.a.2026.zeitabschnitt.1", "17.500,00 €");
    case(&plan, "stelle.a.2026.zeitabschnitt.2", "5.000,00 €");
    case(&plan, "stelle.a.2026", "22.500,00 €");
}

#[test]
fn a_stelle_may_pause() {
    let stellen = format!(
        "  - {{ id: a, {STELLE}, anteil: 1, zeitraum: [{{ von: 01.01.2026, bis: 31.03.2026 }}, \
            {{ von: 01.10.2026, bis: 31.03.2027 }}] }}\n  - {{ id: b, {STELLE}, anteil: 0.5, \
            zeitraum: {{ von: 01.05.2026, bis: 30.06.2026 }} }}\n"
    );
    let plan = plan(&stellen, SATZ);
    // 60.000 × 3/12 twice in 2026, once in 2027
    case(&plan, "stelle.a.2026", "30.000,00 €");
    case(&plan, "stelle.a.2027", "15.000,00 €");
    // The half Stelle stands while the other pauses: never more than one at a time.
    case(&plan, "rolle.beratung.2026", "1,0");
    let text = text_of(&stellen, SATZ);
    let periods =
        "befristet vom 01.01.2026 bis zum 31.03.2026 und vom 01.10.2026 bis zum 31.03.2027";
    assert!(text.contains(periods), "{text}");
}

#[test]
fn workplaces_cost_by_months_and_not_by_quantity() {
    let stellen = format!(
        "  - {{ id: halb, {STELLE}, anteil: 0.25, zeitraum: {{ von: 01.01.2026, bis: 30.06.2026 }} }}\n  \
         - {{ id: viele, {STELLE}, anteil: {{ 01.01.2026: 2.001, 01.10.2026: 4 }}, zeitraum: \
            {{ von: 01.01.2026, bis: 31.12.2026 }} }}\n  - {{ id: geteilt, {STELLE}, anteil: 3, \
            arbeitsplaetze: 2, zeitraum: {{ von: 01.01.2026, bis: 31.12.2026 }} }}\n"
    );
    let cost = |anteilig| {
        format!(
            "{SATZ}kosten:\n  - {{ id: platz, bezeichnung: Arbeitsplätze, zeile: sonstige, betrag: 1200, \
                je_arbeitsplatz: beratung, zeitraum: aufbau, anteilig: {anteilig} }}\n"
        )
        .replace("zeitraum: aufbau", "zeitraum: jahr")
    };
    let yaml = |anteilig| {
        let (folder, own) = paper(&stellen, &cost(anteilig));
        let head = fs::read_to_string(own.join("vorlage.yaml")).unwrap();
        let year = "  zeitraeume:\n    jahr: { von: 01.04.2026, bis: 31.12.2026 }\n";
        fs::write(own.join("vorlage.yaml"), head.replace("  zeitraeume:\n", year)).unwrap();
        let plan = planned(&own);
        drop(folder);
        plan
    };
    let plan = yaml("ja");
    // From April on: 0,25 is one workplace for 3 months; 2,001 are three for 6 months and
    // 4 four for 3; three Stellen share the two that are given, for 9 months.
    case(&plan, "kosten.platz.stelle.halb.2026", "300,00 €");
    case(&plan, "kosten.platz.stelle.viele.2026.zeitabschnitt.1", "1.800,00 €");
    case(&plan, "kosten.platz.stelle.viele.2026", "3.000,00 €");
    case(&plan, "kosten.platz.stelle.geteilt.2026", "1.800,00 €");
    case(&plan, "kosten.platz.2026", "5.100,00 €");
    // Not prorated: 1.200 × (1 + 4 + 2)
    case(&yaml("nein"), "kosten.platz.2026", "8.400,00 €");
}

#[test]
fn overhead_is_a_share_of_exact_personnel_cost() {
    let stellen = format!(
        "  - {{ id: a, {STELLE}, anteil: 0.333, zeitraum: {{ von: 01.01.2026, bis: 31.01.2026 }} }}\n  \
         - {{ id: b, {STELLE}, anteil: 0.1, zeitraum: {{ von: 01.01.2026, bis: 31.01.2026 }} }}\n"
    );
    let kosten = "kostensaetze:
  - { id: satz, bezeichnung: S 11, jahresbetrag: 60000.50 }
kosten:
  - { id: eine, bezeichnung: Eine, zeile: sonstige, satz: 12.5 %, auf: [a], zeitraum: dauerhaft }
  - { id: alle, bezeichnung: Alle, zeile: sonstige, satz: 50 %, auf: beratung, zeitraum: aufbau }
";
    let (_folder, own) = paper(&stellen, kosten);
    let head = fs::read_to_string(own.join("vorlage.yaml")).unwrap();
    fs::write(own.join("vorlage.yaml"), head.replace("von: 01.07.2026", "von: 01.01.2026"))
        .unwrap();
    let plan = planned(&own);
    // 60.000,50 × 0,333/12 = 1.665,013875; of it 12,5 % = 208,126734…
    case(&plan, "kosten.eine.2026", "208,13 €");
    // with 60.000,50 × 0,1/12 = 500,0041666…: half of 2.165,0180416… = 1.082,509…
    case(&plan, "kosten.alle.2026", "1.082,51 €");
}

#[test]
fn grants_follow_the_parts_of_a_year() {
    let stellen = format!(
        "  - {{ id: a, {STELLE}, anteil: {{ 01.01.2026: 1, 01.07.2026: 3 }}, zeitraum: \
            {{ von: 01.01.2026, bis: 31.12.2026 }} }}\n"
    );
    let grant = |anteilig| {
        format!(
            "{SATZ}zuwendungen:\n  - {{ id: land, geber: Land, art: festbetrag, zeile: zuwendung, \
                zeitraum: bis_september, anteilig: {anteilig}, saetze: [{{ rolle: beratung, betrag: 12000, \
                je: vollzeitstelle }}] }}\n  - {{ id: bund, geber: Bund, art: anteil, satz: 10 %, \
                zeile: zuwendung, zeitraum: bis_september, anteilig: ja, bemessung: [{{ stelle: a }}] }}\n"
        )
    };
    let plan = |anteilig| {
        let (_folder, own) = paper(&stellen, &grant(anteilig));
        let head = fs::read_to_string(own.join("vorlage.yaml")).unwrap();
        let year = "  zeitraeume:\n    bis_september: { von: 01.01.2026, bis: 30.09.2026 }\n";
        fs::write(own.join("vorlage.yaml"), head.replace("  zeitraeume:\n", year)).unwrap();
        planned(&own)
    };
    let prorated = plan("ja");
    // 12.000 × 1 × 6/12 + 12.000 × 3 × 3/12
    case(&prorated, "zuwendung.land.stelle.a.2026.zeitabschnitt.1", "6.000,00 €");
    case(&prorated, "zuwendung.land.stelle.a.2026.zeitabschnitt.2", "9.000,00 €");
    case(&prorated, "zuwendung.land.2026", "15.000,00 €");
    // 10 % of 60.000 × 1 × 6/12 + 60.000 × 3 × 3/12 = 30.000 + 45.000, not of nine twelfths
    // of the year's 120.000
    case(&prorated, "zuwendung.bund.2026", "7.500,00 €");
    // Not prorated: once for the largest quantity, 12.000 × 3
    case(&plan("nein"), "zuwendung.land.2026", "36.000,00 €");
}

/// A folder `templates` with the city's own table beside the paper.
fn with_city_table(own: &Path) {
    let city = own.parent().unwrap().join("templates/koeln");
    fs::create_dir_all(&city).unwrap();
    let table = "quelle: Tabelle der Beispielstadt, Stand 2025\njahr: 2025\nsteigerung: 10 %\nsaetze:\n  \
        - { id: satz, bezeichnung: S 11, jahresbetrag: 50000 }\n  \
        - { id: nur_stadt, bezeichnung: S 14, jahresbetrag: 70000 }\n";
    fs::write(city.join("personalkosten.yaml"), table).unwrap();
}

#[test]
fn costs_of_grades_come_from_the_paper_then_its_table_then_the_citys() {
    let period = "zeitraum: { von: 01.01.2026, bis: 31.12.2026 }";
    let of = |id: &str, satz: &str| {
        let head = STELLE.replace("kostensatz: satz", &format!("kostensatz: {satz}"));
        format!("  - {{ id: {id}, {head}, anteil: 1, {period} }}\n")
    };
    let stellen = of("a", "satz") + &of("b", "eigen") + &of("c", "nur_stadt");
    let kosten = "kostensaetze:
  - { id: eigen, bezeichnung: S 12, jahresbetrag: 66000 }
personalkosten:
  quelle: Tabelle der Vorlage
  jahr: 2026
  saetze:
    - { id: satz, bezeichnung: S 11, jahresbetrag: 60000 }
    - { id: eigen, bezeichnung: S 12, jahresbetrag: 1 }
";
    let (_folder, own) = paper(&stellen, kosten);
    with_city_table(&own);
    let plan = planned(&own);
    case(&plan, "stelle.a.2026", "60.000,00 €");
    case(&plan, "stelle.b.2026", "66.000,00 €");
    // 70.000 in 2025, a tenth more in 2026
    case(&plan, "stelle.c.2026", "77.000,00 €");
    case(&plan, "steigerung.personalkosten_stadt", "10,0 %");
}

#[test]
fn a_pdf_carries_the_citys_table_and_can_be_verified() {
    let stellen = format!(
        "  - {{ id: a, {STELLE}, anteil: 1, zeitraum: {{ von: 01.01.2026, bis: 31.12.2026 }} }}\n"
    );
    let (folder, own) = paper(&stellen, "kosten: []\n");
    with_city_table(&own);
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vorlage"));
        let output = command.args(arguments).current_dir(folder.path()).output().unwrap();
        let text = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(text).unwrap())
    };
    let (built, said) = run(&["build", "data/muster"]);
    assert!(built, "{said}");
    let (sound, said) = run(&["verify", "output/muster/beschlussvorlage.pdf"]);
    assert!(sound, "{said}");
    assert!(!said.contains("nicht geprüft"), "{said}");
    // 50.000 in 2025 and a tenth more in 2026.
    case(&planned(&own), "stelle.a.2026", "55.000,00 €");
}

#[test]
fn verrechnungsstellen_are_worded_for_one_and_for_many() {
    let period = "zeitraum: { von: 01.01.2026, bis: 31.12.2026 }";
    let one = format!("  - {{ id: a, {STELLE}, anteil: 1, verrechnung: ja, {period} }}\n");
    let text = text_of(&one, SATZ);
    let sentence = "Bis zum Inkrafttreten des nächsten Stellenplans stellt die Verwaltung für diese \
        Stelle eine Verrechnungsstelle bereit.";
    assert!(text.contains(sentence), "{text}");
    let two = one.clone() + &one.replace("id: a", "id: b").replace("anteil: 1", "anteil: 2");
    let text = text_of(&two, SATZ);
    assert!(text.contains("für diese Stellen Verrechnungsstellen bereit."), "{text}");
    let without = one.replace("id: a", "id: c").replace("verrechnung: ja, ", "");
    let text = text_of(&(one + &without), SATZ);
    let named = "für folgende Stelle eine Verrechnungsstelle bereit: 1,0 Stelle S 11 (Beratung).";
    assert!(text.contains(named), "{text}");
}

#[test]
fn notes_for_the_stellenplan_stand_behind_the_stelle() {
    let with = |vermerk: &str| {
        text_of(
            &format!(
                "  - {{ id: a, {STELLE}, anteil: 1, stellenplan: 2026, vermerk: {{ {vermerk} }}, \
                    zeitraum: {{ von: 01.01.2026, bis: unbefristet }} }}\n"
            ),
            SATZ,
        )
    };
    let text = with("art: kw, zum: 31.12.2030");
    assert!(text.contains("(Beratung), kw-Vermerk (künftig wegfallend) zum 31.12.2030"), "{text}");
    let text = with("art: ku, nach: E 11");
    assert!(text.contains("(Beratung), ku-Vermerk (künftig umzuwandeln) nach E 11"), "{text}");
}

/// A Stelle that is dropped saves its annual cost from the first full year without it on:
/// 60.000 × 0,5 from 01.04.2027, so 30.000,00 € a year from 2028; the form block says so,
/// and nothing else of the paper costs anything.
#[test]
fn a_dropped_stelle_saves_its_annual_cost() {
    let dropped = format!(
        "  - {{ id: alt, anteil: 0.5, einrichtung: entfaellt, stellenplan: 2027, \
            zeitraum: {{ von: 01.04.2027, bis: unbefristet }}, {STELLE} }}\n"
    );
    let plan = plan(&dropped, SATZ);
    case(&plan, "einsparung.stelle.alt", "30.000,00 €");
    case(&plan, "einsparung.personal", "30.000,00 €");
    assert_eq!(plan.figures.find("stelle.alt.2028"), None, "it costs nothing");
    let text = text_of(&dropped, SATZ);
    assert!(text.contains("| **☒ Einsparungen** |"), "{text}");
    assert!(text.contains("| a) Personalaufwendungen | 2028 | 30.000,00 € |"), "{text}");
    assert!(text.contains("| ☐ Nein |"), "{text}");
}
