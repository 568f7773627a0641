//! Every table foots, one item has one amount, a printed equation is true: random papers are
//! written, and read again with eyes of their own – the tables of the text, the calculation
//! annex, the workbook. Nothing of the program takes part in the reading.

mod equation;
mod random;
mod tables;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use num_rational::BigRational;

use vorlage::output;
use vorlage::paper::{Finished, Request};

use crate::files::excuse;
use crate::paper::plain;
use crate::workbook::{Workbook, recalculated};

use random::{Grant, Random};
use tables::{Amounts, Row, Table};

/// What is wrong with a printed paper.
type Faults = Vec<String>;

/// How amounts are rounded.
#[derive(Debug, Clone, Copy)]
struct Rounding {
    /// Whether further digits are cut off.
    is_cut: bool,
}

fn number(number: i64) -> BigRational {
    BigRational::from_integer(number.into())
}

/// The paper that `yaml` tells of, with its annex.
fn finished(folder: &Path, yaml: &str) -> Result<Finished, Vec<String>> {
    fs::write(folder.join("vorlage.yaml"), yaml).unwrap();
    let texte = folder.join("texte");
    fs::create_dir_all(&texte).unwrap();
    fs::write(texte.join("alternative.md"), "Die Stelle wird nicht eingerichtet.\n").unwrap();
    fs::write(texte.join("begruendung.md"), "# Anlass\n\nText {{ eigenanteil.gesamt }}.\n")
        .unwrap();
    excuse(folder);
    let outcome = Request::of(folder).annexed(true).finished();
    let codes = outcome.diagnostics.iter().map(|of| format!("{}: {}", of.code, of.message));
    outcome.made.ok_or_else(|| codes.collect())
}

/// What is wrong with the text of `paper`.
fn read(paper: &Finished, rounding: Rounding, whole: &[String]) -> Faults {
    let text = plain(&paper.document.markdown);
    let mut faults = Faults::new();
    let mut items = Items::default();
    let (text, annex) = text.split_once("## Berechnungsnachweis").unwrap();
    for table in tables::all(text) {
        match table.head[0].as_str() {
            "Teilplanzeile" => tables::years(&table, &mut faults, &mut items.rows),
            "Zuwendungsfähige Ausgaben" | "Bemessungsgrundlage" => {
                tables::base(&table, &mut faults, &mut items.bases);
            }
            _ => {}
        }
    }
    for table in tables::all(annex) {
        match table.head.last().unwrap().as_str() {
            "Betrag" | "Wert" if table.head.len() == 3 => {
                tables::annex(&table, rounding, &mut faults, &mut items.named);
            }
            "Kennung der Summe" => items.moved(&table, &mut faults),
            _ => {}
        }
    }
    items.compare(whole, &mut faults);
    faults
}

/// What is printed of items, by what they are called.
#[derive(Default)]
struct Items {
    /// Rows of the year table, without the years.
    rows: BTreeMap<String, Amounts>,
    /// Rows of the bases of grants, in their order.
    bases: Vec<BTreeMap<String, Amounts>>,
    /// Amounts by the name of the figure.
    named: BTreeMap<String, Vec<BigRational>>,
}

impl Items {
    /// Amounts of the table of moved units: „Zeile | Haushaltsjahr | … | Betrag | Summe | Kennung“.
    fn moved(&mut self, table: &Table, faults: &mut Faults) {
        for Row { cells, .. } in &table.rows {
            let [title, year, _, amount, total, name] = &cells[..] else {
                faults.push(format!("no moved unit: {cells:?}"));
                continue;
            };
            let own = title.rsplit_once('(').unwrap().1.trim_end_matches(')');
            for (name, amount) in [(format!("{own}.{year}"), amount), (name.clone(), total)] {
                self.named.entry(name).or_default().push(equation::amount(amount).unwrap());
            }
        }
    }

    /// Every item has one amount.
    fn compare(&self, whole: &[String], faults: &mut Faults) {
        for (name, amounts) in &self.named {
            if amounts.iter().any(|amount| *amount != amounts[0]) {
                faults.push(format!("{name} has several amounts: {amounts:?}"));
            }
        }
        for (base, geber) in self.bases.iter().zip(whole) {
            for (title, amounts) in base {
                let of = if title == "Zuwendung" { geber.as_str() } else { title.as_str() };
                // Roles have several Stellen in one row.
                let rows: Option<Vec<&Amounts>> =
                    of.split(", ").map(|of| self.rows.get(of)).collect();
                let Some(rows) = rows else { continue };
                if title != "Zuwendung" && geber.is_empty() {
                    continue;
                }
                let sum = tables::sum(rows.into_iter());
                // A base has the years in which it has parts.
                let is_same = match sum.len() == amounts.len() {
                    true => sum == *amounts,
                    false => sum.last() == amounts.last(),
                };
                if !is_same {
                    faults.push(format!("{title} is {amounts:?} in a base, {sum:?} in the plan"));
                }
            }
        }
    }
}

/// What is wrong with the workbook of `paper`.
fn calculate(paper: &Finished, folder: &Path) -> (Vec<u8>, Faults) {
    let loaded = vorlage::data::load(folder);
    let bytes =
        output::spreadsheet(&loaded.paper.unwrap(), &paper.figures, &loaded.sources).unwrap();
    let workbook = Workbook::open(&bytes);
    let mut faults = Faults::new();
    for (name, _, sheet) in &workbook.sheets {
        tables::groups(name, sheet, &mut faults);
    }
    tables::plan(workbook.sheet("Finanzierungsplan"), &mut faults);
    (bytes, faults)
}

#[test]
fn all_that_random_papers_print_adds_up() {
    let (mut written, mut wrong) = (0, Vec::new());
    for seed in 0..60 {
        let mut random = Random::new(seed);
        let (yaml, rounding, whole) = random.paper();
        let folder = tempfile::tempdir().unwrap();
        let paper = match finished(folder.path(), &yaml) {
            Ok(paper) => paper,
            Err(why) => {
                let is_random = |of: &String| {
                    ["zuwendung-ueber-kosten", "eigenanteil-negativ"]
                        .iter()
                        .any(|code| of.starts_with(code))
                };
                assert!(why.iter().any(is_random), "{seed}: {why:#?}\n{yaml}");
                continue;
            }
        };
        written += 1;
        let mut faults = read(&paper, rounding, &whole);
        faults.extend(calculate(&paper, folder.path()).1);
        if !faults.is_empty() {
            wrong.push(format!("{seed}: {faults:#?}\n{yaml}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {written}: {}", wrong.len(), wrong.join("\n"));
    assert!(written > 30, "only {written} papers");
}

/// Three costs of a month of 100,15 €: 8,345833… each, 25,0375 together, printed 25,04: two of
/// them 8,35, the last 8,34. Two of them, 16,691666…, are eligible: 16,69, a cent less than the
/// 8,35 + 8,35 that the plan prints of them. A fixed amount pays the third and a rate of 100,15 €
/// for a month, 8,345833… again: together 16,69, of which 8,34 is the cost.
const THREE: &str = "kosten:
  - { id: a, bezeichnung: Miete, zeile: sonstige, betrag: 100.15, zeitraum: monat, anteilig: ja }
  - { id: b, bezeichnung: Strom, zeile: sonstige, betrag: 100.15, zeitraum: monat, anteilig: ja }
  - { id: c, bezeichnung: Wasser, zeile: sonstige, betrag: 100.15, zeitraum: monat, anteilig: ja }
zuwendungen:
  - id: land
    geber: Land
    art: anteil
    satz: 50 %
    zeile: zuwendung
    zeitraum: ganz
    bemessung: [{ kosten: a }, { kosten: b }]
  - id: bund
    geber: Bund
    art: festbetrag
    zeile: zuwendung
    zeitraum: monat
    anteilig: ja
    saetze: [{ rolle: r1, betrag: 100.15, je: rolle }]
    kosten: [{ kosten: c }]
";

#[test]
fn what_cannot_add_up_is_told() {
    let yaml = format!("{}{THREE}", random::head("cent", "kaufmaennisch", &[Grant::post()]));
    let folder = tempfile::tempdir().unwrap();
    let paper = finished(folder.path(), &yaml).unwrap_or_else(|why| panic!("{why:#?}"));
    let text = plain(&paper.document.markdown);
    for row in [
        "| Miete | 8,35 € | 8,35 € |",
        "| Strom | 8,35 € | 8,35 € |",
        "| Wasser | 8,34 € | – | 8,34 € |",
        "| Ausgleich der Rundung | −0,01 € | −0,01 € |",
        "| **Zusammen** | **16,69 €** | **16,69 €** |",
        "| Ausgleich der Rundung | 16,69 € − 16,70 € | −0,01 € |",
        "| Zuwendungsfähige Ausgaben | rund 8,35 € + rund 8,35 € | 16,69 € |",
        "| 2026 | 100,15 € × 1/12, zum Ausgleich ein Cent weniger | 8,34 € |",
    ] {
        assert!(text.lines().any(|line| line == row), "no row {row} in {text}");
    }
    let rounding = Rounding { is_cut: false };
    assert_eq!(read(&paper, rounding, &["Land".into()]), Faults::new());
    let (bytes, faults) = calculate(&paper, folder.path());
    assert_eq!(faults, Faults::new());
    let Some(after) = recalculated(&bytes) else { return };
    let (before, after) = (Workbook::open(&bytes).figures(), after.figures());
    for (name, value) in before {
        assert!((after[&name] - value).abs().to_string().parse::<f64>().unwrap() < 1e-6, "{name}");
    }
}
