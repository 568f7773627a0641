//! The spreadsheet shows the figures of the paper, and calculates them.
//!
//! What it shows is read from its cells; that it calculates is shown by LibreOffice,
//! which gets it without any result, also with other given values in its cells.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use vorlage::data;
use vorlage::diagnostic::Diagnostic;
use vorlage::finance::{self, Derivation, Figures, Name, Unit};
use vorlage::output;
use vorlage::paper::{Planned, Request};

use crate::files::{copy, edit, excuse, root};

use crate::workbook::{Cell, Workbook, change, recalculated};

/// A change to a file of the paper.
type Edit<'a> = (&'a str, &'a str, &'a str);

/// The figures of `data/kim` after `edits`, and its workbook.
fn paper(edits: &[Edit<'_>]) -> (Figures, Vec<u8>) {
    paper_in("data/kim", edits)
}

/// The same of the paper in `source`.
fn paper_in(source: &str, edits: &[Edit<'_>]) -> (Figures, Vec<u8>) {
    let (figures, bytes) = written(source, edits);
    (figures, bytes.unwrap())
}

fn written(source: &str, edits: &[Edit<'_>]) -> (Figures, Result<Vec<u8>, Vec<Diagnostic>>) {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join(source), folder.path());
    excuse(folder.path());
    for (file, old, new) in edits {
        edit(&folder.path().join(file), old, new);
    }
    let loaded = data::load(folder.path());
    let paper = loaded.paper.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    let figures = finance::plan(&paper).figures;
    let bytes = output::spreadsheet(&paper, &figures, &loaded.sources);
    (figures, bytes)
}

/// The printed values as cells hold them: per cent as a fraction of one.
fn values(figures: &Figures) -> BTreeMap<String, Decimal> {
    let value = |unit, value: Decimal| match unit {
        Unit::Percent => value / Decimal::ONE_HUNDRED,
        _ => value,
    };
    let all =
        figures.iter().map(|(_, of)| (of.name.to_string(), value(of.unit, of.value).normalize()));
    all.collect()
}

/// Compares to a millionth, which is far below a cent and far above what binary
/// numbers distort; months in part, which their cells hold exactly, to what is shown
/// of them.
#[track_caller]
fn assert_same(shown: &BTreeMap<String, Decimal>, figures: &Figures) {
    let expected = values(figures);
    assert_eq!(shown.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    let wrong: Vec<String> = expected
        .iter()
        .filter(|(name, value)| {
            let is_months = name.contains(".monate.") || name.ends_with("programm.dauer");
            let near = if is_months { Decimal::new(5, 3) } else { Decimal::new(1, 6) };
            (shown[*name] - **value).abs() > near
        })
        .map(|(name, value)| format!("{name}: {} instead of {value}", shown[name]))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Compares every cell that a formula makes, also aids, before and after it is
/// calculated.
#[track_caller]
fn assert_nothing_moved(before: &Workbook, after: &Workbook) {
    let mut count = 0;
    for (name, _, sheet) in &before.sheets {
        let after = after.sheet(name);
        for (address, cell) in sheet.iter().filter(|(_, cell)| cell.formula.is_some()) {
            let (shown, calculated) = (cell.number(), after[address].number());
            let near = (shown - calculated).abs() < Decimal::new(1, 6);
            assert!(near, "{name} {address}: {calculated} instead of {shown}");
            count += 1;
        }
    }
    assert!(count > 500, "only {count} formulas");
}

#[test]
fn shows_every_figure_of_the_paper() {
    let (figures, bytes) = paper(&[]);
    assert_same(&Workbook::open(&bytes).figures(), &figures);
}

/// Rows of the table as published; the last column of totals follows by addition.
#[test]
fn the_table_is_the_published_one() {
    let workbook = Workbook::open(&paper(&[]).1);
    let sheet = workbook.sheet("Finanzierungsplan");
    let row = |title: &str| {
        let found = sheet
            .iter()
            .find(|(address, cell)| address.starts_with('A') && cell.value.starts_with(title));
        let row = found.unwrap_or_else(|| panic!("no row {title}")).0.trim_start_matches('A');
        ["B", "C", "D", "E"].map(|column| sheet[&format!("{column}{row}")].value.clone())
    };
    assert_eq!(row("MKFFI"), ["463500", "843100", "–", "1306600"]);
    assert_eq!(row("E 13 TVöD"), ["56066.67", "85782", "21874.41", "163723.08"]);
    assert_eq!(row("S 15 TVöD S"), ["52066.66", "79662", "20313.81", "152042.47"]);
    assert_eq!(row("Summe Teilplanzeile 11"), ["213633.33", "326859", "83349.05", "623841.38"]);
    assert_eq!(row("Summe Aufwendungen"), ["518400", "1084959", "83349.05", "1686708.05"]);
    assert_eq!(row("Eigenanteil"), ["54900", "241859", "83349.05", "380108.05"]);
    assert_eq!(row("Startaufstellung")[3], "315108.05");
}

/// Whatever is not given is a formula, in the table and on the sheets that calculate.
#[test]
fn everything_that_is_not_given_is_a_formula() {
    let (figures, bytes) = paper(&[]);
    let workbook = Workbook::open(&bytes);
    for (name, (sheet, _, address)) in workbook.places() {
        let figure = figures.get(figures.find(&name).unwrap());
        let is_given =
            matches!(figure.derivation, Derivation::Given { .. } | Derivation::Counted { .. });
        // A scenario refers to the given values that it does not change.
        let is_changed = name.ends_with("stelle.traeger.anteil.2022");
        let is_typed = is_given && (!name.starts_with("szenario.") || is_changed);
        let formula = &workbook.sheet(&sheet)[&address].formula;
        assert_eq!(formula.is_none(), is_typed, "{name}: {formula:?}");
    }
    for (address, cell) in workbook.sheet("Finanzierungsplan") {
        let is_amount = cell.value.parse::<Decimal>().is_ok() && !address.ends_with('5');
        assert!(!is_amount || cell.formula.is_some(), "{address}: {}", cell.value);
    }
}

#[test]
fn given_values_name_their_source_and_their_line() {
    let workbook = Workbook::open(&paper(&[]).1);
    let (sheet, _, address) = workbook.places()["zuwendung.land.bewilligt.2021"].clone();
    let row = address.trim_start_matches('B');
    let cells = workbook.sheet(&sheet);
    let text = |column: &str| cells[&format!("{column}{row}")].value.as_str();
    let yaml = include_str!("../../data/kim/zuwendungen.yaml");
    let line = yaml.lines().position(|line| line.contains("463500")).unwrap() + 1;
    assert_eq!(text("A"), "MKFFI: bewilligt 2021");
    assert_eq!(text("D"), "Bewilligungsbescheide der Bezirksregierung Arnsberg");
    assert_eq!(text("E"), format!("zuwendungen.yaml, Zeile {line}"));
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    assert_eq!(paper(&[]).1, paper(&[]).1);
}

/// Two roles by turns, so that no sum of one of them is a range: 700 references of
/// more than 12 characters are more than the 8192 that a formula may have.
#[test]
fn a_formula_that_grows_too_long_is_refused() {
    let stellen: String = (0..1400)
        .map(|index| {
            let rolle = ["koordination", "assistenz"][index % 2];
            format!(
                "  - {{ id: s{index}, anteil: 1, kostensatz: e13, funktion: F, rolle: {rolle}, \
                 baustein: steuerung, bei: stadt, zeitraum: stellen, zeile: personal }}\n"
            )
        })
        .collect();
    let edits = [("stellen.yaml", "stellen:\n", &*format!("stellen:\n{stellen}"))];
    let (_, written) = written("data/kim", &edits);
    let problems = written.unwrap_err();
    assert_eq!((problems.len(), problems[0].code), (1, "tabelle"));
    assert_eq!(
        problems[0].message,
        "Die Tabelle lässt sich nicht schreiben: eine Formel auf dem Blatt `Berechnung 2021` \
         ist länger, als das Format erlaubt"
    );
}

/// Names that mean something in formulas, in XML and in names of sheets.
#[test]
fn what_the_data_says_is_text_whatever_it_is() {
    let (figures, bytes) = paper(&[
        ("szenarien.yaml", "name: Startaufstellung", "name: \"=1+1 <&> *?/[x]:'\""),
        ("stellen.yaml", "funktion: Assistenz", "funktion: \"@SUM(1;2) &A\""),
        ("kosten.yaml", "bezeichnung: Begleitausgaben", "bezeichnung: =HYPERLINK(1)"),
    ]);
    let workbook = Workbook::open(&bytes);
    assert_same(&workbook.figures(), &figures);
    let texts: Vec<&Cell> = workbook
        .sheet("Finanzierungsplan")
        .values()
        .filter(|cell| cell.formula.is_none())
        .collect();
    for text in ["=1+1 <&> *?/[x]:'", "A 7 LBesG NRW – @SUM(1;2) &A", "=HYPERLINK(1)"] {
        assert!(texts.iter().any(|cell| cell.value == text), "{text}");
    }
}

#[test]
fn libreoffice_calculates_the_figures_of_the_paper() {
    let variants: [&[Edit<'_>]; 4] = [
        &[],
        &[("vorlage.yaml", "summe: kaufmaennisch", "summe: abschneiden")],
        &[("vorlage.yaml", "auf: cent ", "auf: euro ")],
        // Months in part: fractions without an end, and a cap that bites.
        &[
            ("vorlage.yaml", "bis: 31.03.2023", "bis: 10.03.2023\n      angebrochen: tage"),
            ("zuwendungen.yaml", "hoechstens: 40000", "hoechstens: 12345.67"),
            ("stellen.yaml", "anteil: 1.5", "anteil: 1.333"),
        ],
    ];
    for edits in variants {
        let (figures, bytes) = paper(edits);
        let Some(workbook) = recalculated(&change(&bytes, &[])) else { return };
        assert_same(&workbook.figures(), &figures);
        assert_nothing_moved(&Workbook::open(&bytes), &workbook);
    }
}

/// Grants of every kind, also where the paper or the directive rounds otherwise.
#[test]
fn libreoffice_calculates_grants_of_every_kind() {
    let source = "tests/golden/zuwendungsarten/data";
    let variants: [&[Edit<'_>]; 3] = [
        &[],
        &[("vorlage.yaml", "summe: kaufmaennisch", "summe: abschneiden")],
        &[
            ("vorlage.yaml", "auf: cent", "auf: euro"),
            ("vorlage.yaml", "satz: 10 %", "satz: 33.333 %"),
            ("vorlage.yaml", "eigenmittel: 10 %", "eigenmittel: 40000"),
        ],
    ];
    for edits in variants {
        let (figures, bytes) = paper_in(source, edits);
        assert_same(&Workbook::open(&bytes).figures(), &figures);
        let Some(workbook) = recalculated(&change(&bytes, &[])) else { return };
        assert_same(&workbook.figures(), &figures);
    }
}

/// No figure of a grant is left without a description: its name would stand there.
#[test]
fn figures_of_grants_are_described() {
    let (_, bytes) = paper_in("tests/golden/zuwendungsarten/data", &[]);
    let workbook = Workbook::open(&bytes);
    for (name, (sheet, _, address)) in workbook.places() {
        let row = address.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let title = &workbook.sheet(&sheet)[&format!("A{row}")].value;
        assert!(*title != name, "{name} is not described");
    }
}

/// Parts of years, workplaces and overhead, recalculated and described.
#[test]
fn libreoffice_calculates_parts_of_years_workplaces_and_overhead() {
    let (figures, bytes) = paper_in("tests/golden/unbefristete_stellen/data", &[]);
    let workbook = Workbook::open(&bytes);
    assert_same(&workbook.figures(), &figures);
    for (name, (sheet, _, address)) in workbook.places() {
        let row = address.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let title = &workbook.sheet(&sheet)[&format!("A{row}")].value;
        assert!(*title != name, "{name} is not described");
    }
    let Some(workbook) = recalculated(&change(&bytes, &[])) else { return };
    assert_same(&workbook.figures(), &figures);
}

/// Investments with tax, a limit of what is eligible, a grant and follow-up costs that rise.
const INVESTITIONEN: &str = "investitionen:
  - id: raeume
    bezeichnung: Räume
    zeile: auszahlung_bau
    umsatzsteuer: 19 %
    foerderfaehig: { betrag: 90000 }
    zahlungen:
      - { jahr: 2021, betrag: 70000.01 }
    verpflichtungen:
      - { jahr: 2021, faellig: 2022, betrag: 33333.33, bereitstellung: ausserplanmaessig }
    nutzungsdauer: 7
    quelle_nutzungsdauer: Tabelle
    ab: 01.05.2022
    bisher: { betrag: 100000, quelle: Beschluss }
    folgekosten:
      - { id: pflege, bezeichnung: Pflege, art: sach, betrag: 1234.5, steigerung: tarif }
      - { id: strom, bezeichnung: Strom, art: energie, betrag: 500, anteilig: nein }
      - { id: pacht, bezeichnung: Pacht, art: ertrag, betrag: 321 }
deckung:
  - { id: ve, jahr: 2021, fuer: verpflichtung, art: minder_ve, betrag: rest, teilplan: 1201, faellig: 2022 }
  - { id: eigen, jahr: 2022, fuer: ergebnis, art: kompensiert, betrag: eigenanteil, stellen: [traeger] }
  - { id: rest, jahr: 2022, fuer: ergebnis, art: spaeter_veranschlagt, betrag: rest }
zuwendungen:
  - id: bau
    geber: Bund
    art: anteil
    satz: 33 %
    zeile: einzahlung_zuwendung
    zeitraum: foerderung
    anteilig: nein
    bemessung:
      - investition: raeume
";

#[test]
fn libreoffice_calculates_investments_and_what_their_use_costs() {
    let (figures, bytes) = paper(&[("zuwendungen.yaml", "zuwendungen:\n", INVESTITIONEN)]);
    let shown = Workbook::open(&bytes).figures();
    assert_same(&shown, &figures);
    // 70.000,01 × 1,19 = 83.300,0119 → 83.300,01; 33.333,33 × 1,19 = 39.666,6627 → 39.666,66.
    assert_eq!(shown["investition.raeume.gesamt"], Decimal::new(12_296_667, 2).normalize());
    assert_eq!(shown["abschreibung.raeume.gesamt"], shown["investition.raeume.gesamt"]);
    let Some(workbook) = recalculated(&change(&bytes, &[])) else { return };
    assert_same(&workbook.figures(), &figures);
    assert_nothing_moved(&Workbook::open(&bytes), &workbook);
}

/// The states of a bridge and what each change contributes stand on a sheet of their own.
#[test]
fn libreoffice_calculates_a_bridge() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["kim", "kim-neufassung"] {
        copy(&root().join("data").join(name), &folder.path().join(name));
    }
    let own = folder.path().join("kim-neufassung");
    edit(&own.join("stellen.yaml"), "2022: 10", "2022: 15");
    edit(&own.join("kosten.yaml"), "satz: 2 %", "satz: 3 %");
    let outcome = Request::of(&own).planned();
    let Planned { paper, figures } =
        outcome.made.unwrap_or_else(|| panic!("{:#?}", outcome.diagnostics));
    let bytes = output::spreadsheet(&paper, &figures, &outcome.sources).unwrap();
    let shown = Workbook::open(&bytes);
    let is_of_bridge = |name: &str| name.starts_with("bruecke.") || name.starts_with("schritt.");
    let expected: Vec<&str> =
        figures.names().map(Name::as_str).filter(|name| is_of_bridge(name)).collect();
    let own = shown.figures();
    let told: Vec<&str> =
        own.keys().map(String::as_str).filter(|name| is_of_bridge(name)).collect();
    assert_eq!(told, expected);
    assert!(expected.contains(&"bruecke.eigenanteil.2022.3"), "{expected:?}");
    let Some(workbook) = recalculated(&change(&bytes, &[])) else { return };
    assert_nothing_moved(&shown, &workbook);
}

/// Puts the given values of a changed paper into the cells of the first one: the
/// formulas must then show the figures of the changed paper.
#[test]
fn libreoffice_follows_a_change() {
    let (_, bytes) = paper(&[]);
    let (figures, _) = paper(&[
        ("kosten.yaml", "satz: 2 %", "satz: 2.35 %"),
        ("kosten.yaml", "jahresbetrag: 84100", "jahresbetrag: 84123.45"),
        ("kosten.yaml", "betrag: 9700", "betrag: 9700.01"),
        ("stellen.yaml", "anteil: 1.5", "anteil: 1.27"),
        ("zuwendungen.yaml", "hoechstens: 9000", "hoechstens: 8999.99"),
        ("zuwendungen.yaml", "betrag: 463500", "betrag: 463400.5"),
        ("vorlage.yaml", "bis: 31.03.2023", "bis: 30.04.2023"),
    ]);
    let wanted = values(&figures);
    let workbook = Workbook::open(&bytes);
    let shown = workbook.figures();
    let is_typed = |sheet: &str, address: &String| workbook.sheet(sheet)[address].formula.is_none();
    let typed: Vec<(String, String, Decimal)> = workbook
        .places()
        .into_iter()
        .filter(|(name, (sheet, _, address))| {
            shown[name] != wanted[name] && is_typed(sheet, address)
        })
        .map(|(name, (_, file, address))| (file, address, wanted[&name]))
        .collect();
    // Six values, four months of 2023 and the months of the whole.
    assert_eq!(typed.len(), 11);
    let Some(workbook) = recalculated(&change(&bytes, &typed)) else { return };
    let shown = workbook.figures();
    assert_same(&shown, &figures);
    // 84.123,45 × 8/12 = 56.082,30 exactly.
    let near = (shown["stelle.leitung.2021"] - Decimal::new(5_608_230, 2)).abs();
    assert!(near < Decimal::new(1, 6), "{near}");
}
