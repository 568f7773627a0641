//! Every kind of grant, its limits, its rounding and its clause, on a paper whose
//! figures a person has calculated (`tests/golden/zuwendungsarten/note.md`).
//!
//! Every expected amount follows from that note or from the calculation beside it;
//! none comes from the program.

use std::fs;

use rust_decimal::Decimal;
use tempfile::TempDir;

use vorlage::finance::Plan;

use crate::files::{copy, edit, root};
use crate::paper::{case, finished, markdown, planned};

/// The paper with the only `old` replaced by `new`, one after the other.
fn changed(edits: &[(&str, &str)]) -> TempDir {
    let source = root().join("tests/golden/zuwendungsarten/data");
    let folder = tempfile::tempdir().unwrap();
    copy(&source, folder.path());
    for (old, new) in edits {
        edit(&folder.path().join("vorlage.yaml"), old, new);
    }
    folder
}

#[track_caller]
fn plan(edits: &[(&str, &str)]) -> Plan {
    let folder = changed(edits);
    planned(folder.path())
}

/// The paper with these grants instead of its own.
#[track_caller]
fn with_grants(rundung: &str, grants: &str) -> Plan {
    let source = root().join("tests/golden/zuwendungsarten/data");
    let yaml = fs::read_to_string(source.join("vorlage.yaml")).unwrap();
    let own = yaml.split_once("zuwendungen:\n").unwrap().1;
    let kept = "    auf: cent\n    summe: kaufmaennisch\n";
    plan(&[(own, grants), (kept, rundung)])
}

const CENT: &str = "    auf: cent\n    summe: kaufmaennisch\n";

/// One sentence of the Beschluss about the reservation, and those after it.
fn clause(edits: &[(&str, &str)]) -> String {
    let text = markdown(&finished(changed(edits).path()));
    let (_, rest) = text.split_once("**Förderbaustein 1:** Familienzentrum\n").unwrap();
    rest.lines().find(|line| !line.trim().is_empty()).unwrap().trim().to_owned()
}

/// Every amount of the note.
#[test]
fn every_kind_pays_what_the_note_calculates() {
    let plan = plan(&[]);
    let rows = [
        ("bund.bemessung.stelle.leitung", "45.000,00 €", "60.000,00 €"),
        ("bund.bemessung.kosten.sachmittel", "18.666,40 €", "18.666,40 €"),
        ("bund.bemessung", "63.666,40 €", "78.666,40 €"),
        ("bund", "31.833,00 €", "28.167,00 €"),
        ("land.bemessung.rest.bund", "31.833,40 €", "50.499,40 €"),
        ("land.bemessung.kosten.miete", "9.000,00 €", "10.000,00 €"),
        ("land.bemessung", "40.833,40 €", "60.499,40 €"),
        ("land.eigenmittel", "4.083,34 €", "6.049,94 €"),
        ("land.mittel", "9.083,34 €", "11.049,94 €"),
        ("land.fehlbedarf", "31.750,06 €", "49.449,46 €"),
        ("land", "31.750,06 €", "45.000,00 €"),
        ("verband", "3.175,01 €", "4.500,00 €"),
        ("stiftung.bemessung", "18.000,00 €", "24.000,00 €"),
        ("stiftung.hoechstens_je_stelle", "15.000,00 €", "20.000,00 €"),
        ("stiftung", "15.000,00 €", "20.000,00 €"),
        ("pauschale", "900,00 €", "1.200,00 €"),
    ];
    for (name, of_2024, of_2025) in rows {
        case(&plan, &format!("zuwendung.{name}.2024"), of_2024);
        case(&plan, &format!("zuwendung.{name}.2025"), of_2025);
    }
    case(&plan, "zeile.02.2024", "87.658,07 €");
    case(&plan, "zeile.02.2025", "103.867,00 €");
    case(&plan, "zuwendung.bund.gesamt", "60.000,00 €");
    case(&plan, "zuwendung.land.quote", "75,7 %");
    case(&plan, "zuwendung.stiftung.quote", "83,3 %");
    case(&plan, "eigenanteil.2024", "28.674,93 €");
    case(&plan, "eigenanteil.2025", "15.466,00 €");
}

/// What others pay is revenue beside the grant: the city bears its own funds alone.
/// Costs 23.333 a year; others 20.000, own funds 1.000, so the Land fills 2.333.
#[test]
fn funds_of_others_are_revenue() {
    let grant = "  - { id: a, geber: Land, art: fehlbedarf, zeile: zuwendung, zeitraum: foerderung, \
         anteilig: ja, eigenmittel: 1000, drittmittel: { betrag: 20000, geber: Förderverein }, \
         bemessung: [{ kosten: sachmittel }] }\n";
    let plan = with_grants(CENT, grant);
    case(&plan, "zuwendung.a.2024", "2.333,00 €");
    case(&plan, "zuwendung.a.drittmittel.2024", "20.000,00 €");
    case(&plan, "zuwendung.a.drittmittel.gesamt", "40.000,00 €");
    // The Stellen cost 84.000, the rent 9.000; 116.333 − 22.333.
    case(&plan, "ertraege.2024", "22.333,00 €");
    case(&plan, "eigenanteil.2024", "94.000,00 €");
}

/// Where every year is granted nothing is left to be reserved.
#[test]
fn a_grant_of_which_every_year_is_granted_is_not_reserved() {
    let granted = |years: &str| {
        clause(&[(
            "    satz: 10 %\n",
            &format!(
                "    satz: 10 %\n    bewilligt:\n      2024: {{ betrag: 3000, quelle: Bescheid A }}\n{years}"
            ),
        )])
    };
    let reserved =
        "in Aussicht gestellten Förderung (Zuwendungsgeber: Landschaftsverband Rheinland";
    assert!(granted("").contains(reserved), "{}", granted(""));
    let both = granted("      2025: { betrag: 4000, quelle: Bescheid B }\n");
    assert!(!both.contains(reserved), "{both}");
    assert!(both.contains("Landschaftsverband Rheinland, LVR (Bescheid A; Bescheid B)"), "{both}");
}

/// Own funds of 50.000 a year exceed the base of 40.833,40 in 2024; in 2025 they leave
/// 60.499,40 − 50.000 − 5.000 = 5.499,40.
#[test]
fn a_gap_is_not_below_nothing() {
    let plan = plan(&[("eigenmittel: 10 %", "eigenmittel: 50000")]);
    case(&plan, "zuwendung.land.fehlbedarf.2024", "−14.166,60 €");
    case(&plan, "zuwendung.land.2024", "0,00 €");
    case(&plan, "zuwendung.land.2025", "5.499,40 €");
}

/// What is granted counts against the limit of all years: 40.000 granted for 2024 leave
/// 20.000 for 2025. What is granted beyond the base leaves nothing open of it.
#[test]
fn granted_amounts_use_up_the_limit() {
    let granted = "    bewilligt:\n      2024: { betrag: 70000, quelle: Bescheid }\n    satz: 50 %";
    let folder = changed(&[("    satz: 50 %", granted)]);
    let loaded = vorlage::data::load(folder.path());
    let codes: Vec<&str> = loaded.diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["bewilligt-ueber-hoechstbetrag"]);
    let plan = vorlage::finance::plan(&loaded.paper.unwrap());
    case(&plan, "zuwendung.bund.berechnet.2024", "31.833,00 €");
    case(&plan, "zuwendung.bund.2024", "70.000,00 €");
    // 60.000 − 70.000 is below nothing.
    case(&plan, "zuwendung.bund.verbleibend.2025", "0,00 €");
    case(&plan, "zuwendung.bund.2025", "0,00 €");
    // 63.666,40 − 70.000 is below nothing as well; 78.666,40 − 0 is all of it.
    case(&plan, "zuwendung.land.bemessung.rest.bund.2024", "0,00 €");
    case(&plan, "zuwendung.land.bemessung.rest.bund.2025", "78.666,40 €");
}

/// What a year is rounded to enters the limit, so that the printed years add up to it.
#[test]
fn printed_years_never_exceed_the_limit_of_all() {
    let plan = with_grants(
        CENT,
        "  - { id: a, geber: A, art: anteil, zeile: zuwendung, zeitraum: foerderung, \
         anteilig: ja, satz: 33.333 %, hoechstens_insgesamt: 15555.15, \
         bemessung: [{ kosten: sachmittel }] }\n",
    );
    // 23.333 × 33,333 % = 7.777,58889, printed 7.777,59; 15.555,15 − 7.777,59 = 7.777,56.
    case(&plan, "zuwendung.a.2024", "7.777,59 €");
    case(&plan, "zuwendung.a.2025", "7.777,56 €");
    case(&plan, "zuwendung.a.gesamt", "15.555,15 €");
}

/// In whole euros, 23.333 × 33.333 % = 7.777,58889 is printed as 7.778, though the grant
/// itself is rounded to cents: of 15.555 the second year has 7.777 left.
#[test]
fn the_limit_of_all_years_holds_for_whole_euros() {
    let plan = with_grants(
        "    auf: euro\n    summe: kaufmaennisch\n",
        "  - { id: a, geber: A, art: anteil, zeile: zuwendung, zeitraum: foerderung, \
         anteilig: ja, satz: 33.333 %, hoechstens_insgesamt: 15555, \
         rundung: { auf: cent, art: kaufmaennisch }, bemessung: [{ kosten: sachmittel }] }\n",
    );
    case(&plan, "zuwendung.a.2024", "7.778 €");
    case(&plan, "zuwendung.a.2025", "7.777 €");
    case(&plan, "zuwendung.a.gesamt", "15.555 €");
}

/// Two grants whose cents are lost, each by its directive, and one that keeps them, in a
/// paper that cuts its sums off: whole euros stay whole, the cent is the other row's.
/// 23.333 × 7 % = 1.633,31; × 9 % = 2.099,97; × 11,1111 % = 2.592,55….
#[test]
fn whole_euros_stay_whole_beside_rows_that_have_cents() {
    let grant = |id: &str, satz: &str, rundung: &str| {
        format!(
            "  - {{ id: {id}, geber: {id}, art: anteil, zeile: zuwendung, zeitraum: foerderung, \
             anteilig: ja, satz: {satz} %, bemessung: [{{ kosten: sachmittel }}]{rundung} }}\n"
        )
    };
    let grants = grant("a", "7", ", rundung: { auf: euro, art: kaufmaennisch }")
        + &grant("b", "9", ", rundung: { auf: euro, art: kaufmaennisch }")
        + &grant("c", "11.111", "")
        + &grant("d", "3.333", "");
    for (summe, total, c, d) in [
        // 2.592,52963 + 777,68889 = 3.370,21852; with 1.633 and 2.100: 7.103,21852.
        ("kaufmaennisch", "7.103,22 €", "2.592,53 €", "777,69 €"),
        // Cut off, 7.103,21: the rows lose 2.592,52 + 777,68 and get one cent back, which
        // goes to the larger remainder, 0,963 of the first.
        ("abschneiden", "7.103,21 €", "2.592,53 €", "777,68 €"),
    ] {
        let plan = with_grants(&format!("    auf: cent\n    summe: {summe}\n"), &grants);
        case(&plan, "zuwendung.a.2024", "1.633,00 €");
        case(&plan, "zuwendung.b.2024", "2.100,00 €");
        case(&plan, "zeile.02.2024", total);
        case(&plan, "zuwendung.c.2024", c);
        case(&plan, "zuwendung.d.2024", d);
        let names = ["a", "b", "c", "d"].map(|id| format!("zuwendung.{id}.2024"));
        let rows: Decimal =
            names.iter().map(|name| plan.figures.get(plan.figures.find(name).unwrap()).value).sum();
        let sum = plan.figures.get(plan.figures.find("zeile.02.2024").unwrap()).value;
        assert_eq!(rows, sum);
    }
}

/// In a paper of whole euros that cuts its sums off, the rounded grant keeps its euro:
/// 158.373,90 of the published paper would be cut off to 158.373.
#[test]
fn a_rounded_grant_is_not_cut_off_by_the_paper() {
    let grants = "  - { id: a, geber: A, art: anteil, zeile: zuwendung, zeitraum: foerderung, \
                  anteilig: ja, satz: 90 %, bemessung: [{ kosten: sachmittel, anteil: 99 % }], \
                  rundung: { auf: euro, art: kaufmaennisch } }\n";
    let plan = with_grants("    auf: euro\n    summe: abschneiden\n", grants);
    // 23.333 × 99 % × 90 % = 20.789,703
    case(&plan, "zuwendung.a.2024", "20.790 €");
    case(&plan, "zeile.02.2024", "20.790 €");
}

/// A limit of the year, then one per post, then whole euros, then all years: in 2024
/// 63.666,40 × 50 % = 31.833,20, below 31.000,50, below 41.000 × 9/12 = 30.750, whole;
/// in 2025 at most 31.000,50, whole 31.000 (cut off), but 60.000 − 30.750 = 29.250.
#[test]
fn limits_bite_one_after_the_other() {
    let plan = plan(&[(
        "    hoechstens_insgesamt: 60000\n",
        "    hoechstbetrag: 31000.50\n    hoechstens_je_stelle: 41000\n    \
         hoechstens_insgesamt: 60000\n",
    )]);
    case(&plan, "zuwendung.bund.2024.im_jahr", "31.000,50 €");
    case(&plan, "zuwendung.bund.2024.je_stelle", "30.750,00 €");
    case(&plan, "zuwendung.bund.2024", "30.750,00 €");
    case(&plan, "zuwendung.bund.2025.gerundet", "31.000,00 €");
    case(&plan, "zuwendung.bund.2025", "29.250,00 €");
}

const BEWILLIGT: &str =
    "    status: bewilligt\n    bescheid: Zuwendungsbescheid vom 10.01.2024, Az. F 12/24\n";

#[test]
fn the_clause_follows_from_the_status() {
    let period = " Der Förderzeitraum beginnt am 01.04.2024 und endet am 31.12.2025.";
    let geber = "Bundesministerium für Familie, Senioren, Frauen und Jugend, BMFSFJ";
    let yaml = include_str!("../golden/zuwendungsarten/data/vorlage.yaml");
    let rest = &yaml[yaml.find("  - id: land\n").unwrap()..];
    let only = (rest, "");
    let with = |status| clause(&[only, (BEWILLIGT, status)]);
    assert_eq!(
        clause(&[only]),
        format!(
            "Bewilligt ist die folgende Förderung: {geber} (Zuwendungsbescheid vom 10.01.2024, \
             Az. F 12/24).{period}"
        )
    );
    assert_eq!(
        with("    status: beantragt\n"),
        format!(
            "Dieser Teil des Beschlusses steht unter dem Vorbehalt der Bewilligung der beantragten \
             Förderung (Zuwendungsgeber: {geber}).{period}"
        )
    );
    assert_eq!(
        with("    status: in_aussicht\n"),
        format!(
            "Dieser Teil des Beschlusses steht unter dem Vorbehalt der Bewilligung der in Aussicht \
             gestellten Förderung (Zuwendungsgeber: {geber}).{period}"
        )
    );
    assert_eq!(
        with(""),
        format!(
            "Dieser Teil des Beschlusses steht unter dem Vorbehalt der Förderung (Zuwendungsgeber: \
             {geber}).{period}"
        )
    );
}

/// A lump sum alone is not reserved.
#[test]
fn a_lump_sum_has_no_reservation() {
    let yaml = include_str!("../golden/zuwendungsarten/data/vorlage.yaml");
    let start = yaml.find("  - id: bund\n").unwrap();
    let end = yaml.find("  - id: pauschale\n").unwrap();
    let clause = clause(&[(&yaml[start..end], "")]);
    assert_eq!(clause, "Der Förderzeitraum beginnt am 01.04.2024 und endet am 31.12.2025.");
}

/// The grant begins on 01.04.2024; of a year of overhead, nine months are eligible.
///
/// Leitung 60.000 and Beratung 0,5 × 48.000 = 24.000 a year; overhead 10 % of both, 8.400.
/// In nine months they cost 45.000 + 18.000 = 63.000, of which 10 % are 6.300, and half of
/// that is 3.150. In 2025 all of it: 8.400, half of it 4.200.
#[test]
fn overhead_counts_with_the_months_of_the_grant() {
    let edits = [
        (
            "zuwendungen:\n  - id: bund\n",
            "  - { id: gemein, bezeichnung: Gemeinkosten, zeile: sonstige, satz: 10 %, \
                auf: [leitung, beratung], zeitraum: stellen }\n\nzuwendungen:\n  - id: bund\n",
        ),
        (
            "      - stelle: leitung\n      - kosten: sachmittel\n        anteil: 80 %\n        \
             hoechstens: 20000\n",
            "      - kosten: gemein\n",
        ),
    ];
    let plan = plan(&edits);
    case(&plan, "kosten.gemein.2024", "8.400,00 €");
    case(&plan, "zuwendung.bund.bemessung.kosten.gemein.personalkosten.2024", "63.000,00 €");
    case(&plan, "zuwendung.bund.bemessung.kosten.gemein.2024", "6.300,00 €");
    case(&plan, "zuwendung.bund.2024", "3.150,00 €");
    case(&plan, "zuwendung.bund.bemessung.kosten.gemein.2025", "8.400,00 €");
    case(&plan, "zuwendung.bund.2025", "4.200,00 €");
    let annex = annex(&edits);
    for row in [
        ": Personalkosten im Förderzeitraum | 45.000,00 € + 18.000,00 € | 63.000,00 € |",
        ": Satz auf die Personalkosten im Förderzeitraum | 10,0 % von 63.000,00 € | 6.300,00 € |",
    ] {
        assert!(annex.contains(row), "no `{row}` in\n{annex}");
    }
}

/// The paper, which carries its annex.
#[track_caller]
fn annex(edits: &[(&str, &str)]) -> String {
    markdown(&finished(changed(edits).path()))
}
