//! The calculation annex as a co-signer reads it: every calculation is done again
//! with another library's fractions, every amount is a marked figure, and without
//! being asked for the annex is not there.

use std::fs;
use std::path::Path;
use std::process::Command;

use num_rational::BigRational;
use tempfile::TempDir;

use vorlage::output;
use vorlage::paper::{Finished, Request};

use crate::files::{copy, edit, example, root};
use crate::paper::plain;

/// A copy of the first paper with the only `old` of a file replaced by `new`.
fn changed(changes: &[(&str, &str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&example("kim"), folder.path());
    for (file, old, new) in changes {
        edit(&folder.path().join(file), old, new);
    }
    folder
}

fn finished(folder: &Path, nachweis: bool) -> Finished {
    let outcome = Request::of(folder).annexed(nachweis).finished();
    outcome.made.unwrap_or_else(|| panic!("{:#?}", outcome.diagnostics))
}

/// The text of the annex, with plain spaces.
fn annex(paper: &Finished) -> String {
    let start = paper.document.markdown.find("## Berechnungsnachweis").unwrap();
    plain(&paper.document.markdown[start..])
}

/// The rows of tables: their cells without emphasis.
fn rows(text: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| {
        let line = line.strip_prefix("| ")?.strip_suffix(" |")?;
        Some(line.split(" | ").map(|cell| cell.trim_matches('*').to_owned()).collect())
    };
    text.lines().filter_map(cells).collect()
}

fn number(number: i64) -> BigRational {
    BigRational::from_integer(number.into())
}

/// `1.234,50 €`, `2,0 %` or `rund 7,68` as a fraction.
fn amount(text: &str) -> BigRational {
    let digits = text.trim_start_matches("rund ").trim_end_matches([' ', '€', '%']);
    let digits = digits.replace('.', "");
    let (whole, places) = digits.split_once(',').unwrap_or((&digits, ""));
    let fraction = format!("{whole}{places}/1{}", "0".repeat(places.len()));
    fraction.parse().unwrap_or_else(|_| panic!("`{text}` is no number"))
}

/// What a calculation of the annex gives, done step by step.
fn calculated(text: &str) -> BigRational {
    let (text, _) = text.split_once(", zum Ausgleich ").unwrap_or((text, ""));
    if text == "keine Beträge" {
        return number(0);
    }
    if let Some((of, cap)) = text.split_once(", höchstens ") {
        return calculated(of).min(amount(cap));
    }
    if let Some(of) = text.strip_suffix(", mindestens nichts") {
        return calculated(of).max(number(0));
    }
    if let Some(of) = text.strip_suffix(", auf volle Euro abgeschnitten") {
        return calculated(of).trunc();
    }
    if let Some((rate, of)) = text.split_once(" von ") {
        return amount(rate) / number(100) * amount(of);
    }
    if let Some((of, by)) = text.split_once(" ÷ ") {
        return amount(of) / amount(by);
    }
    if let Some((part, whole)) = text.split_once(" / ") {
        return amount(part) / amount(whole) * number(100);
    }
    // Only a rise has brackets, and it stands in no sum.
    if text.contains('(') || !text.contains([' ']) || text.contains(" × ") {
        return text.split(" × ").map(factor).fold(number(1), |product, of| product * of);
    }
    if let Some((of, less)) = text.split_once(" − ") {
        return amount(of) - amount(less);
    }
    text.split(" + ").map(amount).fold(number(0), |sum, of| sum + of)
}

fn factor(text: &str) -> BigRational {
    if let Some(rise) = text.strip_prefix("(1 + ") {
        let (rate, power) = rise.split_once(')').unwrap();
        let power = ["", "²", "³", "⁴"].iter().position(|known| *known == power).unwrap();
        return (number(1) + amount(rate) / number(100)).pow(i32::try_from(power).unwrap() + 1);
    }
    match text.strip_suffix("/12") {
        Some(months) => amount(months) / number(12),
        None => amount(text),
    }
}

/// Recalculates every row of the annex; returns how many there are.
#[track_caller]
fn recalculate(annex: &str, unit: &BigRational) -> usize {
    let mut count = 0;
    for row in rows(annex) {
        let [name, calculation, printed] = &row[..] else { continue };
        let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        if !is_number(printed) || !(is_number(calculation) || calculation == "keine Beträge") {
            continue;
        }
        let (exact, printed) = (calculated(calculation), amount(printed));
        let difference = (&exact - &printed).pow(2);
        let allowed = match calculation {
            // A rounded quotient; it has one decimal place.
            text if text.contains(" / ") => BigRational::new(1.into(), 10.into()),
            // Months that do not end within two decimal places are told as such.
            text if text.contains("rund ") => &exact / number(1000) + unit,
            text if text.contains(" + ") && !text.contains('(') => number(0),
            text if text.contains(" − ") => number(0),
            _ => unit.clone(),
        };
        assert!(
            difference == number(0) || difference < allowed.pow(2),
            "{name}: {calculation} = {exact}, printed {printed}"
        );
        count += 1;
    }
    count
}

fn cent() -> BigRational {
    BigRational::new(1.into(), 100.into())
}

#[test]
fn every_calculation_gives_its_amount() {
    let paper = finished(&root().join("data/kim"), true);
    // Fourteen rows of Stellen (four posts in three years, one in two), eight of costs,
    // eighteen parts of the grant, nine years and four totals of lines, nine years and
    // three totals of the paper, the volume and two shares.
    assert_eq!(recalculate(&annex(&paper), &cent()), 14 + 8 + 18 + 13 + 12 + 3);
}

/// Expected rows follow from the rates of the paper: 84.100 × 8/12 = 56.066,66…,
/// 62.100 × 1,02² × 0,5 × 3/12 = 8.076,105, 9.700 × (1,0 + 1,5) = 24.250.
#[test]
fn the_annex_of_the_first_paper() {
    let paper = finished(&root().join("data/kim"), true);
    let annex = annex(&paper);
    for row in [
        "| **1,0 Stelle E 13 TVöD (stelle.leitung)** | | |",
        "| 2021 | 84.100,00 € × 1,0 × 8/12 | 56.066,67 € |",
        "| 2023 | 62.100,00 € × (1 + 2,0 %)² × 0,5 × 3/12 | 8.076,11 € |",
        "| 2021 | 9.700,00 € × 2,5 | 24.250,00 € |",
        "| **Summe** | – | **163.723,08 €** |",
        "| Bewilligt | Bewilligungsbescheide der Bezirksregierung Arnsberg | 463.500,00 € |",
        "| 2021 | 78.100,00 € × 1,0 × 8/12, zum Ausgleich ein Cent weniger | 52.066,66 € |",
        "| 1,0 Stelle S 15 TVöD S (stelle.beratungslandschaft) | 2021 | ein Cent weniger | \
         52.066,66 € | 213.633,33 € | zeile.11.2021 |",
        "| 2023 | 83.349,05 € − 0,00 € | 83.349,05 € |",
        "| 01.05.2021 bis 31.03.2023 (stellen) | 8 | 12 | 3 |",
    ] {
        assert!(annex.lines().any(|line| line == row), "no row {row}");
    }
    assert_eq!(annex.matches("ein Cent").count(), 2);
}

/// An amount that is typed and not marked could differ from the figure.
#[test]
fn every_amount_is_a_marked_figure() {
    let paper = finished(&root().join("data/kim"), true);
    let markdown = &paper.document.markdown;
    let start = markdown.find("## Berechnungsnachweis").unwrap();
    let units = ["\u{a0}€", "\u{a0}%", " €", " %"];
    let amounts: Vec<usize> =
        units.iter().flat_map(|unit| markdown.match_indices(unit)).map(|(at, _)| at).collect();
    let amounts: Vec<usize> = amounts.into_iter().filter(|at| *at > start).collect();
    assert!(amounts.len() > 200, "{}", amounts.len());
    for at in amounts {
        let marked = paper.document.printed.iter().any(|printed| printed.range.contains(&at));
        assert!(marked, "{}", markdown[start..at].lines().last().unwrap());
    }
}

/// Whole euros cut off, months by days, a cost that rises, a limit for the year.
#[test]
fn other_rules_can_be_recalculated_as_well() {
    let folder = changed(&[
        ("vorlage.yaml", "auf: cent ", "auf: euro "),
        ("vorlage.yaml", "summe: kaufmaennisch ", "summe: abschneiden "),
        (
            "vorlage.yaml",
            "von: 01.05.2021\n      bis: 31.12.2022",
            "von: 11.05.2021\n      bis: 31.12.2022\n      angebrochen: tage",
        ),
        ("zuwendungen.yaml", "    saetze:", "    hoechstbetrag: 500000\n    saetze:"),
        (
            "kosten.yaml",
            "betrag: 40000\n    zeitraum: foerderung\n    anteilig: nein",
            "betrag: 40000\n    zeitraum: foerderung\n    anteilig: ja\n    steigerung: tarif",
        ),
    ]);
    let paper = finished(folder.path(), true);
    let annex = annex(&paper);
    recalculate(&annex, &number(1));
    // May: 21 of 31 days, then seven months: 238/31 = 7,677…
    assert!(annex.contains("| 2021 | 40.000 € × rund 7,68/12 | "), "{annex}");
    assert!(annex.contains("| 2022 | 40.000 € × (1 + 2,0 %) × 12/12 | 40.800 € |"), "{annex}");
    // The grant of 2022 is limited: its 843.100 and 800 more for the risen cost stay 843.100,
    // for the grant pays at most 40.000 of that.
    assert!(annex.contains("| Höchstbetrag | 843.100 €, höchstens 500.000 € | 500.000 € |"));
    assert!(annex.contains("volle Euro abgeschnitten"));
    output::pdf(&paper.document, &paper.look).unwrap();
}

/// Grants of every kind: shares, gaps, whole bases, limits, rounding, months in common.
#[test]
fn grants_of_every_kind_can_be_recalculated() {
    let source = root().join("tests/golden/zuwendungsarten/data");
    let paper = finished(&source, true);
    let annex = annex(&paper);
    // Stellen and costs: two rows in two years each, 8. Parts of the grants: BMFSFJ 9 + 10,
    // Land 11 + 11, LVR 3 + 3, Stiftung 7 + 5, lump sum 1 + 1. Four lines and three totals
    // with two years and a sum each, 21; the volume and two shares.
    // The table of months before has three columns as well.
    let (_, calculations) = annex.split_once("### Stellen").unwrap();
    assert_eq!(recalculate(calculations, &cent()), 8 + 61 + 21 + 3);
    for row in [
        "| S 17 TVöD S – Leitung: Teil im Förderzeitraum | 540.000,00 € ÷ 12 | 45.000,00 € |",
        "| Sachmittel: zuwendungsfähiger Teil | 80,0 % von 23.333,00 € | 18.666,40 € |",
        "| Rundung | 31.833,20 €, auf volle Euro abgeschnitten | 31.833,00 € |",
        "| Höchstbetrag insgesamt | 39.333,00 €, höchstens 28.167,00 € | 28.167,00 € |",
        "| Fehlbedarf | 60.499,40 € − 11.049,94 € | 49.449,46 € |",
        "| Höchstbetrag je Stelle | 18.000,00 €, höchstens 15.000,00 € | 15.000,00 € |",
    ] {
        assert!(annex.lines().any(|line| line == row), "no row {row}");
    }
    let grants = annex.split("### Zuwendungen").nth(1).unwrap();
    let grants = grants.split("### Ausgleich").next().unwrap();
    assert!(!grants.contains("| – | 1") && !grants.contains("\n| – |"), "a row without a name");
}

#[test]
fn the_data_can_ask_for_the_annex() {
    let plain = changed(&[]);
    let asking = changed(&[("vorlage.yaml", "  klima: nein ", "  nachweis: ja\n  klima: nein ")]);
    let without = finished(plain.path(), false).document.markdown;
    let with = finished(asking.path(), false).document.markdown;
    assert!(!without.contains("Berechnungsnachweis"));
    assert_eq!(with, finished(plain.path(), true).document.markdown);
    assert!(with.starts_with(without.trim_end()), "the annex is appended");
}

/// From 2023 on the Stelle is gone for whole years: 84.100 × 1,02² × 0,5 = 43.748,82; the
/// other one costs nothing that anybody knows. Both numbers of the text name their source.
#[test]
fn savings_and_numbers_of_other_documents_are_proven() {
    let folder = changed(&[
        (
            "stellen.yaml",
            "stellen:\n",
            "stellen:\n  - { id: alt, anteil: 0.5, einrichtung: entfaellt, kostensatz: e13, \
             stellenplan: 2022, funktion: Registratur, rolle: alt, baustein: steuerung, \
             bei: stadt, zeitraum: { von: 01.07.2022, bis: 31.12.2024 }, zeile: personal }\n",
        ),
        (
            "vorlage.yaml",
            "programm:\n",
            "angaben:\n  - { id: faelle, anzahl: 300, quelle: Statistik 2020 }\n\nprogramm:\n",
        ),
    ]);
    let text = folder.path().join("texte/kosten_schluss.md");
    let written = fs::read_to_string(&text).unwrap();
    fs::write(&text, written + "\nEs gibt {{ angabe.faelle }} Fälle.\n").unwrap();
    let annex = annex(&finished(folder.path(), true));
    for row in [
        "| **Personalaufwendungen, jährlich ab 2023 (einsparung.personal)** | | |",
        "| 0,5 Stelle E 13 TVöD (stelle.alt) | 84.100,00 € × (1 + 2,0 %)² × 0,5 | 43.748,82 € |",
        "| **Summe** | **43.748,82 €** | **43.748,82 €** |",
        "| angabe.faelle | Statistik 2020 | 300 |",
    ] {
        assert!(annex.lines().any(|line| line == row), "no row {row} in {annex}");
    }
}

/// The differences of the published paper: 3.711.501,77 − 2.000.000 = 1.711.501,77.
#[test]
fn earlier_costs_name_the_decision_they_come_from() {
    let annex = annex(&finished(&example("chorweiler-2018"), true));
    for row in [
        "| Pariser Platz, bisher | Kostenrahmen der Planung | 2.000.000,00 € |",
        "| Pariser Platz, Veränderung | 3.711.501,77 € − 2.000.000,00 € | 1.711.501,77 € |",
    ] {
        assert!(annex.lines().any(|line| line == row), "no row {row}");
    }
}

/// Without posts, costs and grants there is nothing but a sentence.
#[test]
fn a_paper_that_costs_nothing_has_nothing_to_calculate() {
    let folder = changed(&[]);
    for file in ["stellen.yaml", "kosten.yaml", "zuwendungen.yaml", "szenarien.yaml"] {
        fs::remove_file(folder.path().join(file)).unwrap();
    }
    fs::remove_dir_all(folder.path().join("texte")).unwrap();
    fs::create_dir(folder.path().join("texte")).unwrap();
    for text in ["alternative", "begruendung", "dringlichkeit", "beschluss_teilnahme"] {
        fs::write(folder.path().join(format!("texte/{text}.md")), "Ein Satz.\n").unwrap();
    }
    let paper = finished(folder.path(), true);
    let expected = "## Berechnungsnachweis\n\n\
        Diese Vorlage kostet kein Geld; es gibt nichts zu berechnen.\n";
    assert_eq!(annex(&paper), expected);
    output::pdf(&paper.document, &paper.look).unwrap();
}

#[test]
fn the_command_line_can_ask_for_the_annex() {
    let out = tempfile::tempdir().unwrap();
    let mut vorlage = Command::new(env!("CARGO_BIN_EXE_vorlage"));
    vorlage.args(["build", "data/kim", "--nachweis", "--format", "md", "--out"]).arg(out.path());
    let status = vorlage.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap().status;
    assert!(status.success());
    let written = fs::read_to_string(out.path().join("kim/beschlussvorlage.md")).unwrap();
    assert!(written.contains("\n## Berechnungsnachweis\n"));
}

/// The cameral pattern has no annex: its words are those of cities with Erträge and
/// Aufwendungen.
#[test]
fn a_city_without_an_annex_is_told_what_is_missing() {
    let folder = root().join("data/feuerwehr-kameral");
    let outcome = Request::of(&folder).annexed(true).finished();
    assert!(outcome.made.is_none());
    let [problem] = &outcome.diagnostics[..] else { panic!("{:#?}", outcome.diagnostics) };
    assert_eq!(problem.code, "vorlagendatei-fehlt");
    assert!(problem.message.contains("abschnitte/nachweis.md"), "{}", problem.message);
    assert_eq!(problem.hints.len(), 1);
}
